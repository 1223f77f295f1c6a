import NetproofSyntax

// VPC Block Public Access: which VPCs it is about, and what is exempt.

extension Resolver {
  mutating func buildBlockPublicAccess() {
    for (index, entry) in topology.blockPublicAccesses.enumerated() {
      let id = ID<BlockPublicAccess>(index)
      if entry.mode == nil { reportMissing("mode", of: entry.head, .blockPublicAccess) }
      model.blockPublicAccesses.append(
        BlockPublicAccess(
          identity: identity(
            entry.head, account: entry.account?.value, region: entry.region?.value),
          mode: choice(entry.mode, of: "mode", default: .off)))
      if let mode = entry.mode {
        map.record(field: "mode", at: mode.span, in: .blockPublicAccess(id))
      }
      ignoreState(of: entry.head, .blockPublicAccess)
    }
  }

  /// What applies to a VPC; it has to say to which account and region it belongs where that matters.
  mutating func blockPublicAccess(of vpc: VPCEntry) -> ID<BlockPublicAccess>? {
    var found: ID<BlockPublicAccess>?
    for (index, entry) in topology.blockPublicAccesses.enumerated() {
      let scopes = [
        ("account", entry.account, vpc.account), ("region", entry.region, vpc.region),
      ]
      guard scopes.allSatisfy({ $0.2 == nil || $0.1 == nil || $0.1?.value == $0.2?.value })
      else { continue }
      if let unstated = scopes.first(where: { $0.1 != nil && $0.2 == nil }) {
        if vpc.head.isDescribed, let scope = unstated.1 {
          report(.scopeUnstated(vpc.head.name, key: unstated.0, needed: scope.span))
        }
        continue
      }
      if let found {
        let first = topology.blockPublicAccesses[found.index].head.name
        report(.publicAccessBlockedTwice(entry.head.name, vpc: vpc.head.name.value, first: first))
      } else {
        found = ID(index)
      }
    }
    return found
  }

  mutating func exclusion(_ text: Located<String>?) -> PublicAccessExclusion? {
    text.map {
      choice($0, of: "public-access-exclusion", default: PublicAccessExclusion.allowEgress)
    }
  }
}
