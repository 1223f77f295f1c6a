import NetproofModel
import NetproofSets

/// Security groups: rules that others imply, references that never match, groups that nobody has.
extension Linter {
  func securityGroupFindings(_ id: ID<SecurityGroup>) -> [LintFinding] {
    let group = model.securityGroups[id]
    let component = ComponentID.securityGroup(id)
    guard isDescribed(component), !group.isImplied else { return [] }
    var found: [LintFinding] = []
    let isUsed = !uses.placesOfGroups[id.index].isEmpty
    if !isUsed, !group.isDefault, !mayHaveUnknownMembers(id) {
      found.append(LintFinding(component, .groupUnused))
    }
    for list in [RuleList.inbound, .outbound] {
      if list == .outbound, group.hasImpliedOutbound { continue }
      let rules = list == .inbound ? group.inbound : group.outbound
      found += ImpliedRules(self, rules).found.map { rule in
        LintFinding(
          RuleID(component, list, rule.index),
          .ruleImplied(by: rule.by.map { RuleID(component, list, $0) }))
      }
      found += rules.indices.filter { isICMPOfOtherFamily(rules[$0]) }
        .map { LintFinding(RuleID(component, list, $0), .icmpOfOtherFamily) }
      if isUsed { found += blindReferences(id, rules, list) }
    }
    return found
  }

  private func isICMPOfOtherFamily(_ rule: SecurityGroupRule) -> Bool {
    switch rule.peer {
    case .prefix(let prefix): return rule.service.isICMP(but: prefix.family)
    case .prefixList(let id):
      let entries = model.prefixLists[id].entries
      return isDescribed(.prefixList(id)) && !entries.isEmpty
        && entries.allSatisfy { rule.service.isICMP(but: $0.family) }
    case .group, .network: return false
    }
  }

  /// Whether interfaces that nobody describes might have the group.
  func mayHaveUnknownMembers(_ id: ID<SecurityGroup>) -> Bool {
    let group = model.securityGroups[id]
    return !group.identity.isDescribed || uses.hasVagueServiceNetwork
      || ([group.vpc] + group.associatedVPCs).contains(where: uses.vagueVPCs.contains)
  }

  // MARK: - References

  private func blindReferences(
    _ id: ID<SecurityGroup>, _ rules: [SecurityGroupRule], _ list: RuleList
  ) -> [LintFinding] {
    guard !mayHaveUnknownMembers(id) else { return [] }
    return rules.enumerated().compactMap { index, rule in
      guard case .group(let other) = rule.peer, !mayHaveUnknownMembers(other),
        let reason = reasonNeverSeen(other, by: id, list)
      else { return nil }
      return LintFinding(
        RuleID(.securityGroup(id), list, index), .referenceNeverMatches(other, reason))
    }
  }

  /// Why no member of one group sees one of the other; nothing if some pair of VPCs lets it.
  private func reasonNeverSeen(
    _ other: ID<SecurityGroup>, by id: ID<SecurityGroup>, _ list: RuleList
  ) -> LintFinding.NeverSeen? {
    let (own, far) = (uses.placesOfGroups[id.index], uses.placesOfGroups[other.index])
    guard !far.isEmpty else { return .noMembers }
    var nearest = LintFinding.NeverSeen.notConnected
    for place in own {
      for target in far {
        guard place != target, let reason = reasonHidden(place, target, list) else { return nil }
        if reason.nearness > nearest.nearness { nearest = reason }
      }
    }
    return nearest
  }

  /// Why groups do not show between two VPCs; nothing if they do (R81).
  private func reasonHidden(
    _ vpc: ID<VPC>, _ other: ID<VPC>, _ list: RuleList
  ) -> LintFinding.NeverSeen? {
    var nearest = LintFinding.NeverSeen.notConnected
    for id in uses.peerings[vpc.index] where model.peerings[id].other(than: vpc) == other {
      guard let reason = reasonHidden(by: id) else { return nil }
      if reason.nearness > nearest.nearness { nearest = reason }
    }
    let farAttachments = uses.attachments[other.index]
    for attachment in uses.attachments[vpc.index] {
      for far in farAttachments
      where model.attachments[far].transitGateway == model.attachments[attachment].transitGateway {
        guard let reason = reasonHidden(attachment, far, list) else { return nil }
        if reason.nearness > nearest.nearness { nearest = reason }
      }
    }
    return nearest
  }

  private func reasonHidden(by id: ID<Peering>) -> LintFinding.NeverSeen? {
    let peering = model.peerings[id]
    guard peering.identity.isDescribed else { return nil }
    let regions = [peering.requester, peering.accepter].map { model.vpcs[$0].identity.region }
    if regions[0] != regions[1] { return .crossRegion(id) }
    return peering.state == .active ? nil : .peeringNotActive(id)
  }

  private func reasonHidden(
    _ near: ID<TransitGatewayAttachment>, _ far: ID<TransitGatewayAttachment>, _ list: RuleList
  ) -> LintFinding.NeverSeen? {
    let gateway = model.attachments[near].transitGateway
    let whole = model.component(of: gateway)
    let parts: [ComponentID] = [whole, .attachment(near), .attachment(far)]
    if model.attachments[near].edge != model.attachments[far].edge { return .otherEdge(gateway) }
    if list == .outbound { return .outboundOverTransitGateway(gateway) }
    guard parts.allSatisfy(isDescribed) else { return nil }
    if !model.transitGateways[gateway].securityGroupReferencing {
      return .referencingOff(whole)
    }
    return [near, far].first { !model.attachments[$0].securityGroupReferencing }
      .map { .referencingOff(.attachment($0)) }
  }
}

extension LintFinding.NeverSeen {
  /// How little is missing, to tell the best of several reasons.
  fileprivate var nearness: Int {
    switch self {
    case .noMembers, .notConnected: 0
    case .crossRegion, .otherEdge: 1
    case .outboundOverTransitGateway: 2
    case .peeringNotActive: 3
    case .referencingOff: 4
    }
  }
}
