import NetproofSets
import NetproofSyntax

// Security groups and their rules.

extension Resolver {
  mutating func buildSecurityGroups(of entry: VPCEntry, _ vpc: ID<VPC>) {
    let layout = vpcs[vpc.index]
    for group in entry.securityGroups {
      build(group, in: entry, vpc, isDefault: ID(model.securityGroups.count))
    }
    guard layout.hasImpliedSecurityGroup else { return }
    model.securityGroups.append(
      SecurityGroup(
        identity: impliedIdentity("default (implied)", in: entry), vpc: vpc,
        inbound: Self.allowMembers(of: layout.defaultSecurityGroup), outbound: Self.allowAll,
        isDefault: true, isImplied: true, hasImpliedOutbound: true))
  }

  private mutating func build(
    _ group: SecurityGroupEntry, in entry: VPCEntry, _ vpc: ID<VPC>,
    isDefault id: ID<SecurityGroup>
  ) {
    let isDefault = id == vpcs[vpc.index].defaultSecurityGroup
    ignoreState(of: group.head, .securityGroup)
    if isDefault, !group.associatedVPCs.isEmpty || !group.sharedWith.isEmpty {
      report(.defaultGroupShared(group.head.name))
    }
    // What is not described has no defaults: its rules are not known.
    let hasDefaults = group.head.isDescribed
    let inbound =
      group.inbound == nil && isDefault && hasDefaults
      ? Self.allowMembers(of: id) : rules(group.inbound, .inbound, of: id, vpc)
    let outbound =
      group.outbound == nil && hasDefaults
      ? Self.allowAll : rules(group.outbound, .outbound, of: id, vpc)
    model.securityGroups.append(
      SecurityGroup(
        identity: identity(group.head, in: entry, of: group.account), vpc: vpc,
        inbound: inbound,
        outbound: outbound, isDefault: isDefault,
        hasImpliedOutbound: group.outbound == nil && hasDefaults,
        associatedVPCs: group.associatedVPCs.compactMap {
          associatedVPC($0, of: group, in: entry)
        }))
  }

  /// A VPC that a group is associated with, which is in the group's region (R70).
  ///
  /// That AWS asks for a subnet of it that is shared with the group's owner is not tested: who a
  /// subnet is shared with is nothing that its participants see.
  private mutating func associatedVPC(
    _ reference: Reference, of group: SecurityGroupEntry, in entry: VPCEntry
  ) -> ID<VPC>? {
    guard let vpc = vpc(reference) else { return nil }
    if let region = vpcEntries[vpc.index].region?.value, let its = entry.region?.value,
      region != its
    {
      report(
        .groupOfOtherRegion(reference, region: region, group: group.head.name.value, its: its))
    }
    return vpc
  }

  /// What a group sends unless its rules are written (R71).
  private static var allowAll: [SecurityGroupRule] {
    [
      SecurityGroupRule(service: .all, peer: .prefix(ipv4(0, 0, 0, 0, 0))),
      SecurityGroupRule(
        service: .all, peer: .prefix(Prefix(containing: Address(.ipv6, 0), length: 0))),
    ]
  }

  /// What a default group takes in unless its rules are written (R71).
  private static func allowMembers(of group: ID<SecurityGroup>) -> [SecurityGroupRule] {
    [SecurityGroupRule(service: .all, peer: .group(group))]
  }

  /// One rule for each peer of each entry.
  private mutating func rules(
    _ written: Listing<SecurityGroupRuleEntry>?, _ list: RuleList, of id: ID<SecurityGroup>,
    _ vpc: ID<VPC>
  ) -> [SecurityGroupRule] {
    guard let written else { return [] }
    var rules: [SecurityGroupRule] = []
    var spans: [Span?] = []
    for entry in written.elements {
      let service = service(entry.service, family: nil, isNetworkACL: false)
      for written in entry.peers {
        guard let peer = peer(written, in: vpc) else { continue }
        rules.append(SecurityGroupRule(service: service, peer: peer))
        spans.append(entry.span)
      }
    }
    map.record(spans, of: list, at: written.span, in: .securityGroup(id))
    return rules
  }

  private mutating func peer(
    _ written: SecurityGroupRuleEntry.Peer, in vpc: ID<VPC>
  ) -> SecurityGroupRule.Peer? {
    switch written {
    case .prefix(let prefix): return .prefix(prefix.value)
    case .name(let reference):
      if case .securityGroup(let id)? = names.unique(
        reference.value, of: .securityGroup, in: .vpc(vpc))
      {
        return .group(id)
      }
      let component = find(
        reference, Search([.securityGroup], in: .vpc(vpc)),
        Search([.prefixList, .network], in: .top), Search([.securityGroup], in: nil))
      return component.flatMap(Self.peer)
    }
  }

  private static func peer(_ component: ComponentID) -> SecurityGroupRule.Peer? {
    switch component {
    case .securityGroup(let id): .group(id)
    case .prefixList(let id): .prefixList(id)
    case .network(let id): .network(id)
    case .vpc, .subnet, .routeTable, .networkACL, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .blockPublicAccess,
      .firewall, .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup,
      .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
      nil
    }
  }
}

// Which groups an interface may have.
extension Resolver {
  /// The groups of an interface in their order, or the VPC's default one if it names none.
  mutating func groups(of entry: InterfaceEntry, in vpc: ID<VPC>) -> [ID<SecurityGroup>] {
    let participant = participant(entry, in: vpc)
    guard !entry.securityGroups.isEmpty else {
      if let participant { report(.participantWithDefaultGroup(entry.head.name, participant)) }
      return [vpcs[vpc.index].defaultSecurityGroup]
    }
    var groups: [ID<SecurityGroup>] = []
    groups.reserveCapacity(entry.securityGroups.count)
    for reference in entry.securityGroups {
      let component =
        names.unique(reference.value, of: .securityGroup, in: .vpc(vpc))
        ?? find(
          reference, Search([.securityGroup], in: .vpc(vpc)), Search([.securityGroup], in: nil))
      guard case .securityGroup(let id)? = component, !groups.contains(id) else { continue }
      if !isUsable(id, in: vpc) {
        report(
          .groupOfOtherVPC(
            reference, group: model.securityGroups[id].identity.qualifiedName,
            vpc: vpcEntries[vpc.index].head.name.value))
      }
      if let participant, isForeign(id, to: participant, in: vpc) {
        report(
          .groupOfOtherAccount(
            reference, group: model.securityGroups[id].identity.qualifiedName, participant))
      }
      groups.append(id)
    }
    return groups
  }

  /// The account of an interface in a subnet that another account shares with it.
  private func participant(_ entry: InterfaceEntry, in vpc: ID<VPC>) -> Located<String>? {
    guard let account = entry.account, entry.head.isDescribed,
      account.value != vpcEntries[vpc.index].account?.value
    else { return nil }
    return account
  }

  /// Whether a group of the VPC is neither a participant's own nor shared with it (R87, R224).
  private func isForeign(
    _ id: ID<SecurityGroup>, to account: Located<String>, in vpc: ID<VPC>
  ) -> Bool {
    let group = model.securityGroups[id]
    guard group.vpc == vpc, group.identity.isDescribed, group.identity.account != account.value
    else { return false }
    let index = id.index - vpcs[vpc.index].securityGroups
    let written = vpcEntries[vpc.index].securityGroups
    guard index < written.count, !group.isDefault else { return true }
    return !written[index].sharedWith.contains { $0.value == account.value }
  }

  /// Whether a group is of the VPC, associated with it or shared with its account (R70).
  func isUsable(_ id: ID<SecurityGroup>, in vpc: ID<VPC>) -> Bool {
    if model.securityGroups[id].vpc == vpc { return true }
    let group = model.securityGroups[id]
    if !group.identity.isDescribed || group.associatedVPCs.contains(vpc) {
      return true
    }
    let entry = vpcEntries[group.vpc.index]
    let index = id.index - vpcs[group.vpc.index].securityGroups
    guard index < entry.securityGroups.count, let account = vpcEntries[vpc.index].account
    else { return false }
    return entry.securityGroups[index].sharedWith.contains { $0.value == account.value }
  }
}
