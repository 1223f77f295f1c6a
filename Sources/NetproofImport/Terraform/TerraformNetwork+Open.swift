import NetproofSyntax

// Things that more belongs to than the texts tell.

extension TerraformNetwork {
  /// Says that a thing has something that is not known, such as a rule, or that what has it is not
  /// known itself.
  mutating func open(_ id: String, _ kind: AWSKind) { opened.append((id, kind)) }

  /// Says so unless the thing is described here.
  mutating func open(_ id: String, _ kind: AWSKind, unless isHere: Bool) {
    if !isHere { open(id, kind) }
  }

  /// Marks everything that was said to be open, once everything is there.
  mutating func openAll() {
    for (id, kind) in opened {
      if AWSDraft.isUnknown(id) {
        let source = unknowns[id]
        openNew(kind, source.map { TerraformReach(of: $0.key, $0.block, $0.of, in: estate) })
      } else {
        drafts.touch(id)
      }
    }
  }

  /// A plan knows the identifiers of what is there: one that it does not know is that of any new thing
  /// that its expression can lead to.
  private mutating func openNew(_ kind: AWSKind, _ reach: TerraformReach?) {
    for draft in drafts.all
    where draft.kind == kind && AWSDraft.isInvented(draft.id) && !AWSDraft.isUnknown(draft.id)
      && can(reach, beThing: draft.id)
    {
      drafts.touch(draft.id)
    }
    for vpc in all("aws_vpc") where vpc.isNew && can(reach, beThing: vpc.id) {
      openImplied(kind, of: vpc)
    }
  }

  /// What AWS makes in a new VPC may be meant as well.
  private mutating func openImplied(_ kind: AWSKind, of vpc: TerraformResource) {
    let place = vpc.place
    let key: String
    var fields: [(key: String, value: Value)] = []
    switch kind {
    case .networkACLs:
      guard !hasPart(.networkACLs, of: vpc, { $0["IsDefault"]?.text == "true" }) else { return }
      key = "default_network_acl_id"
      fields = [("IsDefault", .word("true", place))]
    case .routeTables:
      let hasMain = hasPart(.routeTables, of: vpc) { table in
        table["Associations"]?.elements.contains { $0.field("Main") != nil } ?? false
      }
      guard !hasMain else { return }
      key = "default_route_table_id"
      fields = [("Associations", .list([.map([("Main", .word("true", place))], place)], place))]
    case .securityGroups:
      key = "default_security_group_id"
      fields = [("GroupName", .text("default", place))]
    default: return
    }
    let id = name(impliedID(key, of: vpc))
    if !drafts.contains(id) {
      change(id, kind, vpc: .text(vpc.id, place), at: place) { draft in
        for field in fields { draft.set(field.key, field.value) }
      }
    }
    drafts.touch(id)
  }

  private func hasPart(
    _ kind: AWSKind, of vpc: TerraformResource, _ isMeant: (AWSDraft) -> Bool
  ) -> Bool {
    drafts.all.contains {
      $0.kind == kind && $0["VpcId"]?.text == vpc.id && isMeant($0)
    }
  }
}
