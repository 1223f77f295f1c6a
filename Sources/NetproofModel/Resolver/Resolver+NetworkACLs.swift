import NetproofSets
import NetproofSyntax

// Network ACLs and their rules.

extension Resolver {
  mutating func buildNetworkACLs(of entry: VPCEntry, _ vpc: ID<VPC>) {
    let layout = vpcs[vpc.index]
    for list in entry.networkACLs {
      let id = ID<NetworkACL>(model.networkACLs.count)
      let isDefault = id == layout.defaultNetworkACL
      ignoreState(of: list.head, .networkACL)
      model.networkACLs.append(
        NetworkACL(
          identity: identity(list.head, in: entry), vpc: vpc,
          inbound: rules(list.inbound, .inbound, of: id, isDefault),
          outbound: rules(list.outbound, .outbound, of: id, isDefault), isDefault: isDefault))
    }
    guard layout.hasImpliedNetworkACL else { return }
    model.networkACLs.append(
      NetworkACL(
        identity: impliedIdentity("default (implied)", in: entry), vpc: vpc,
        inbound: Self.allowAll, outbound: Self.allowAll, isDefault: true, isImplied: true))
  }

  /// What AWS puts into a default network ACL (R57).
  private static var allowAll: [NetworkACLRule] {
    [
      NetworkACLRule(number: 100, allows: true, service: .all, cidr: ipv4(0, 0, 0, 0, 0)),
      NetworkACLRule(
        number: 101, allows: true, service: .all,
        cidr: Prefix(containing: Address(.ipv6, 0), length: 0)),
    ]
  }

  /// The rules of one direction by number; a default list that is left out is AWS's.
  private mutating func rules(
    _ written: Listing<NetworkACLRuleEntry>?, _ list: RuleList, of id: ID<NetworkACL>,
    _ isDefault: Bool
  ) -> [NetworkACLRule] {
    guard let written else { return isDefault ? Self.allowAll : [] }
    return rules(written, list, of: .networkACL(id))
  }

  /// The firewall of a network outside.
  mutating func siteFirewall(_ entry: SiteFirewallEntry, of id: ID<Network>) -> SiteFirewall {
    let inbound = entry.inbound.map { rules($0, .inbound, of: .network(id)) }
    let outbound = entry.outbound.map { rules($0, .outbound, of: .network(id)) }
    return SiteFirewall(
      isStateful: entry.isStateful?.value ?? true, inbound: inbound, outbound: outbound)
  }

  private mutating func rules(
    _ written: Listing<NetworkACLRuleEntry>, _ list: RuleList, of owner: ComponentID
  ) -> [NetworkACLRule] {
    var firstByNumber: [Int: Span] = [:]
    for rule in written.elements {
      if !(1...32766).contains(rule.number.value) { report(.ruleNumberRange(rule.number)) }
      if let first = firstByNumber[rule.number.value] {
        report(.ruleNumberTwice(rule.number, first: first))
      } else {
        firstByNumber[rule.number.value] = rule.number.span
      }
    }
    let entries = written.elements.sorted { $0.number.value < $1.number.value }
    map.record(entries.map(\.span), of: list, at: written.span, in: owner)
    return entries.map { rule in
      NetworkACLRule(
        number: rule.number.value, allows: rule.allows,
        service: service(rule.service, family: rule.cidr.value.family, isNetworkACL: true),
        cidr: rule.cidr.value)
    }
  }
}
