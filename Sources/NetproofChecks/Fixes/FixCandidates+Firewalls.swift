import NetproofEngine
import NetproofModel
import NetproofSets

/// Rules of firewall policies.
extension FixCandidates {
  private func policy(in obstacle: Obstacle) -> ID<FirewallPolicy>? {
    for component in obstacle.context {
      if case .firewallPolicy(let id) = component { return id }
    }
    return nil
  }

  /// A stateless rule before the one that drops: replies are treated as the requests were (R184).
  func statelessRule(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let id = policy(in: obstacle), let member = obstacle.packets.protocols.single,
      let priority = priority(obstacle, id)
    else { return [] }
    let packets = obstacle.packets
    let (from, to) = (
      subnetBlocks(of: packets.sources, packets.family),
      subnetBlocks(of: packets.destinations, packets.family)
    )
    guard !from.isEmpty, !to.isEmpty else { return [] }
    let isReply = obstacle.direction == .reply
    let rule = StatelessRule(
      priority: priority, action: isPassed(obstacle) ? .pass : .forward,
      protocols: ProtocolSet(member), sources: AddressSet(from), destinations: AddressSet(to),
      sourcePorts: member.hasPorts && isReply ? packets.sourcePorts : .all,
      destinationPorts: member.hasPorts && !isReply ? packets.destinationPorts : .all)
    return [FixCandidate([.addStatelessRule(id, rule)], rank: 0)]
  }

  /// Whether the stateless engine passed the requests by itself.
  private func isPassed(_ obstacle: Obstacle) -> Bool {
    guard obstacle.direction == .reply, let found = packetClass(of: obstacle) else { return false }
    return found.forward.contains { step in
      guard step.component == obstacle.component, step.action == .permitted else { return false }
      switch step.evidence {
      case .rule(let id): return id.list == .stateless
      case .absence(_, let list): return list == .stateless
      case .route, .state: return false
      }
    }
  }

  /// A priority that is free, before that of the rule that drops.
  private func priority(_ obstacle: Obstacle, _ id: ID<FirewallPolicy>) -> Int? {
    let used = model.firewallPolicies[id].stateless.map(\.priority)
    guard case .rule(let rule) = obstacle.evidence, rule.list == .stateless else {
      if obstacle.code == .nfwMidstream {
        return (1...65535).first { !used.contains($0) }
      }
      let next = (used.last ?? 0) / 10 * 10 + 10
      return next <= 65535 ? next : nil
    }
    let highest = used[rule.index] - 1
    return highest >= 1 ? (1...highest).last { !used.contains($0) } : nil
  }

  /// A stateful rule that passes the flow and goes before what drops it.
  func statefulRule(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let id = policy(in: obstacle), obstacle.direction == .forward,
      let member = obstacle.packets.protocols.single, member.hasPorts || member.isICMP
    else { return [] }
    let packets = obstacle.packets
    let (from, to) = (
      subnetBlocks(of: packets.sources, packets.family),
      subnetBlocks(of: packets.destinations, packets.family)
    )
    let ports = member.hasPorts ? packets.destinationPorts : .all
    guard !from.isEmpty, !to.isEmpty, ports.intervals.count == 1, let group = group(obstacle, id)
    else { return [] }
    let rule = StatefulRule(passing: member, from: from, to: to, ports: ports)
    return [FixCandidate([.addStatefulRule(group, rule)], rank: 0)]
  }

  /// A group at whose end a rule still goes before what drops.
  private func group(
    _ obstacle: Obstacle, _ id: ID<FirewallPolicy>
  ) -> ID<FirewallRuleGroup>? {
    let policy = model.firewallPolicies[id]
    let open = policy.groups.filter {
      model.firewallRuleGroups[$0].isList && model.firewallRuleGroups[$0].identity.isDescribed
    }
    guard policy.ruleOrder == .strict else { return open.first }
    let sorted = open.sorted {
      (model.firewallRuleGroups[$0].priority, $0) < (model.firewallRuleGroups[$1].priority, $1)
    }
    guard case .rule(let rule) = obstacle.evidence,
      case .firewallRuleGroup(let decider) = rule.owner
    else { return sorted.last }
    let limit = model.firewallRuleGroups[decider].priority
    return sorted.last { model.firewallRuleGroups[$0].priority < limit }
  }
}
