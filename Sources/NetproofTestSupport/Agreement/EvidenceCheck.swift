import NetproofEngine
import NetproofModel
import NetproofSets

/// Tests that what a step rests on decides the packets that the step is about.
///
/// It looks at one rule or route at a time, and so trusts neither the search nor the replay.
struct EvidenceCheck {
  let model: Model
  var random: Seeded

  /// What does not hold of the steps and obstacles of a class, in words.
  mutating func faults(of found: PacketClass, in answer: Answer) -> [String] {
    var faults: [String] = []
    for step in found.forward + found.reply {
      if step.packets.isEmpty { faults.append("a step is about packets") }
      if let fault = fault(of: step.evidence, step.packets, step.action) { faults.append(fault) }
    }
    for index in found.obstacles {
      let one = answer.obstacles[index]
      if let fault = fault(of: one.evidence, one.packets, .denied) { faults.append(fault) }
      if let fault = groupFault(of: one) { faults.append(fault) }
    }
    return faults
  }

  private mutating func fault(
    of evidence: Evidence, _ packets: PacketCube, _ action: Step.Action
  ) -> String? {
    guard let packet = random.packet(of: packets) else { return nil }
    switch evidence {
    case .rule(let id): return fault(of: id, packet, action)
    case .route(let id): return fault(ofRoute: id, packet)
    case .absence(let owner, let list) where numberedRules(of: owner, list) != nil:
      let rules = numberedRules(of: owner, list) ?? []
      return decider(rules, list, packet) == nil ? nil : "no numbered rule decides"
    case .absence(.routeTable(let table), _):
      return longest(in: table, packet) == nil ? nil : "no route leads on"
    case .absence(.transitGatewayRouteTable(let table), _), .absence(.segment(let table), _):
      return longest(in: table, packet) == nil ? nil : "no route of a transit gateway leads on"
    case .absence, .state: return nil
    }
  }

  // MARK: - Rules

  private func fault(of id: RuleID, _ packet: Packet, _ action: Step.Action) -> String? {
    if let rules = numberedRules(of: id.owner, id.list) {
      guard decider(rules, id.list, packet) == id.index else {
        return "a numbered rule is the first that matches"
      }
      let isSo = rules[id.index].allows == (action == .permitted)
      return isSo ? nil : "a numbered rule decides so"
    }
    if let fault = firewallFault(of: id, packet, action) { return fault.isEmpty ? nil : fault }
    if case .loadBalancer = id.owner { return nil }
    if case .resource = id.owner { return nil }
    if case .latticeService = id.owner { return nil }
    guard case .securityGroup(let group) = id.owner else { return "a rule belongs to a filter" }
    let entry = model.securityGroups[group]
    let rule = (id.list == .inbound ? entry.inbound : entry.outbound)[id.index]
    return matches(rule, id.list, packet) ? nil : "a rule of a security group matches"
  }

  /// What is wrong with a rule of a firewall; nothing if it is no firewall's, empty if it fits.
  private func firewallFault(
    of id: RuleID, _ packet: Packet, _ action: Step.Action
  ) -> String? {
    switch id.owner {
    case .firewallPolicy(let policy):
      let rule = model.firewallPolicies[policy].stateless[id.index]
      let fits =
        rule.protocols.contains(packet.ipProtocol)
        && rule.sources?.contains(packet.sourceAddress) ?? true
        && rule.destinations?.contains(packet.destinationAddress) ?? true
        && (rule.action == .pass) == (action == .permitted)
      return fits ? "" : "a stateless rule matches and decides so"
    case .firewallRuleGroup(let group):
      let rule = model.firewallRuleGroups[group].rules[id.index]
      let fits =
        rule.protocols.contains(packet.ipProtocol) && rule.action != .alert
        && (rule.action == .pass) == (action == .permitted)
      return fits ? "" : "a stateful rule matches and decides so"
    default: return nil
    }
  }

  /// The rules of a network ACL, or of the firewall of a network outside.
  private func numberedRules(of owner: ComponentID, _ list: RuleList) -> [NetworkACLRule]? {
    switch owner {
    case .networkACL(let id):
      list == .inbound ? model.networkACLs[id].inbound : model.networkACLs[id].outbound
    case .network(let id): model.networks[id].firewall?.rules(list, isReply: false)
    default: nil
    }
  }

  /// The first of numbered rules that matches, by position.
  private func decider(_ rules: [NetworkACLRule], _ list: RuleList, _ packet: Packet) -> Int? {
    let remote = list == .inbound ? packet.sourceAddress : packet.destinationAddress
    return rules.firstIndex { rule in
      rule.cidr.contains(remote) && serves(rule.service, packet)
    }
  }

  private func serves(_ service: Service, _ packet: Packet) -> Bool {
    let hasDetail = packet.ipProtocol.hasPorts || packet.ipProtocol.isICMP
    return service.protocols.contains(packet.ipProtocol)
      && (!hasDetail || service.ports.contains(packet.destinationPort))
  }

  private func matches(_ rule: SecurityGroupRule, _ list: RuleList, _ packet: Packet) -> Bool {
    let remote = list == .inbound ? packet.sourceAddress : packet.destinationAddress
    guard serves(rule.service, packet) else { return false }
    switch rule.peer {
    case .prefix(let prefix): return prefix.contains(remote)
    case .prefixList(let id): return model.prefixLists[id].entries.contains { $0.contains(remote) }
    case .network(let id): return model.networks[id].addresses.contains(remote)
    case .group(let id):
      return model.interfaces.elements.contains {
        // Nodes may hand on packets in a client's name (R84).
        $0.securityGroups.contains(id)
          && ($0.addresses.contains(remote) || list == .inbound && $0.loadBalancer != nil)
      }
    }
  }

  /// Where no group allows packets, no rule that names addresses matches them.
  private mutating func groupFault(of obstacle: Obstacle) -> String? {
    guard obstacle.code == .sgIngressNoMatch || obstacle.code == .sgEgressNoMatch,
      let packet = random.packet(of: obstacle.packets)
    else { return nil }
    let list: RuleList = obstacle.code == .sgIngressNoMatch ? .inbound : .outbound
    guard let groups = groups(deciding: obstacle) else {
      return "an obstacle of a security group names what has the group"
    }
    for group in groups {
      let entry = model.securityGroups[group]
      for rule in list == .inbound ? entry.inbound : entry.outbound {
        if case .group = rule.peer { continue }
        if matches(rule, list, packet) { return "no rule of the deciding groups matches" }
      }
    }
    return nil
  }

  /// The groups of the interface, or of the association, at which an obstacle is.
  private func groups(deciding obstacle: Obstacle) -> [ID<SecurityGroup>]? {
    for component in obstacle.context {
      if case .interface(let id) = component { return model.interfaces[id].securityGroups }
      if case .serviceNetwork(let id) = component, case .securityGroup(let own) = obstacle.component
      {
        return model.serviceNetworks[id].associations.map(\.securityGroups)
          .first { $0.contains(own) }
      }
    }
    return nil
  }

  // MARK: - Routes

  private func fault(ofRoute id: RuleID, _ packet: Packet) -> String? {
    if case .routeTable(let table) = id.owner {
      let route = model.routeTables[table].routes[id.index]
      let isLongest = length(of: route, packet) == longest(in: table, packet)
      return isLongest && route.refusal == nil ? nil : "the longest route is taken"
    }
    let table: ID<TransitGatewayRouteTable>
    switch id.owner {
    case .transitGatewayRouteTable(let owner), .segment(let owner): table = owner
    default: return "a route belongs to a table"
    }
    let prefix = model.transitGatewayRouteTables[table].routes[id.index].prefix
    let isTaken =
      prefix.contains(packet.destinationAddress) && prefix.length == longest(in: table, packet)
    return isTaken ? nil : "the longest route of a transit gateway is taken"
  }

  private func length(of route: Route, _ packet: Packet) -> Int? {
    let prefixes: [Prefix] =
      switch route.destination {
      case .prefix(let prefix): [prefix]
      case .prefixList(let id): model.prefixLists[id].entries
      }
    return prefixes.filter { $0.contains(packet.destinationAddress) }.map(\.length).max()
  }

  private func longest(in table: ID<RouteTable>, _ packet: Packet) -> Int? {
    model.routeTables[table].routes.filter { $0.refusal == nil }
      .compactMap { length(of: $0, packet) }.max()
  }

  private func longest(in table: ID<TransitGatewayRouteTable>, _ packet: Packet) -> Int? {
    model.transitGatewayRouteTables[table].routes
      .filter { $0.prefix.contains(packet.destinationAddress) }.map(\.prefix.length).max()
  }
}
