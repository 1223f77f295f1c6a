import NetproofModel
import NetproofSets

/// Rules in words, and as the topology would write them.
struct RuleText: Sendable {
  private let naming: Naming
  var model: Model { naming.model }

  init(_ naming: Naming) {
    self.naming = naming
  }

  /// What a rule says: `allow tcp/3306 from web-sg`, `0.0.0.0/0 via igw`.
  func text(_ id: RuleID) -> String {
    switch id.owner {
    case .networkACL, .network:
      statelessRule(id).map { text($0, id.list) } ?? naming.plain(id.owner)
    case .securityGroup(let group): text(securityGroupRule(group, id), id.list, in: group)
    case .routeTable(let table): text(model.routeTables[table].routes[id.index])
    case .transitGatewayRouteTable(let table), .segment(let table):
      text(model.transitGatewayRouteTables[table].routes[id.index])
    case .firewallPolicy(let policy): text(model.firewallPolicies[policy].stateless[id.index])
    case .firewallRuleGroup(let group): model.firewallRuleGroups[group].rules[id.index].text
    case .loadBalancer(let balancer), .resource(let balancer), .latticeService(let balancer):
      text(model.loadBalancers[balancer].listeners[id.index])
    case .mirrorFilter: mirrorRule(id).map { text($0) } ?? naming.plain(id.owner)
    case .vpc, .subnet, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .vpnConnection, .vpnGateway, .endpoint, .prefixList, .blockPublicAccess, .firewall,
      .virtualInterface, .targetGroup, .directConnectGateway, .coreNetwork, .carrierGateway,
      .localGateway, .resourceGateway, .serviceNetwork, .mirrorSession:
      naming.plain(id.owner)
    }
  }

  /// The number of a network ACL's rule, or the priority of a stateless one; other rules have none.
  func number(_ id: RuleID) -> Int? {
    if case .firewallPolicy(let policy) = id.owner {
      return model.firewallPolicies[policy].stateless[id.index].priority
    }
    return statelessRule(id)?.number ?? mirrorRule(id)?.number
  }

  /// Whether a network ACL's rule allows what it is about; other rules are not asked.
  func allows(_ id: RuleID) -> Bool? {
    statelessRule(id)?.allows
  }

  /// Whether AWS made the rule and the topology does not write it.
  func isImplied(_ id: RuleID) -> Bool {
    switch id.owner {
    case .networkACL(let acl): model.networkACLs[acl].isImplied
    case .securityGroup(let group):
      model.securityGroups[group].isImplied
        || (id.list == .outbound && model.securityGroups[group].hasImpliedOutbound)
    case .network, .vpc, .subnet, .routeTable, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService, .mirrorFilter,
      .mirrorSession:
      false
    }
  }

  /// The rule of a network ACL, or of the firewall of a network outside.
  private func statelessRule(_ id: RuleID) -> NetworkACLRule? {
    switch id.owner {
    case .networkACL(let acl):
      let entry = model.networkACLs[acl]
      return (id.list == .inbound ? entry.inbound : entry.outbound)[id.index]
    case .network(let network):
      return model.networks[network].firewall?.rules(id.list, isReply: false)?[id.index]
    default: return nil
    }
  }

  private func securityGroupRule(_ group: ID<SecurityGroup>, _ id: RuleID) -> SecurityGroupRule {
    let entry = model.securityGroups[group]
    return (id.list == .inbound ? entry.inbound : entry.outbound)[id.index]
  }

  private func text(_ rule: NetworkACLRule, _ list: RuleList) -> String {
    let verb = rule.allows ? "allow" : "deny"
    let preposition = list == .inbound ? "from" : "to"
    return "\(verb) \(PacketText.service(rule.service)) \(preposition) \(rule.cidr)"
  }

  private func text(
    _ rule: SecurityGroupRule, _ list: RuleList, in group: ID<SecurityGroup>
  ) -> String {
    let peer = peer(rule.peer, in: model.securityGroups[group].vpc)
    let preposition = list == .inbound ? "from" : "to"
    return "allow \(PacketText.service(rule.service)) \(preposition) \(peer)"
  }

  /// `pass tcp/443 from 10.0.0.0/16 to 192.0.2.0/24`, with what is not `any`.
  func text(_ rule: StatelessRule) -> String {
    var text =
      "\(rule.action.rawValue) "
      + PacketText.service(Service(rule.protocols, ports: rule.destinationPorts))
    for (word, set) in [("from", rule.sources), ("to", rule.destinations)] {
      guard let set else { continue }
      let blocks = Family.allCases.flatMap { set[$0].prefixes($0) }.map { "\($0)" }
      text += " \(word) \(blocks.joined(separator: ", "))"
    }
    if rule.sourcePorts != .all {
      let ports = rule.sourcePorts.intervals.map {
        $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)"
      }
      text += " from ports \(ports.joined(separator: ", "))"
    }
    return text
  }

  /// What a listener accepts, and where that goes: `tcp/80 to tg-1`.
  private func text(_ listener: LoadBalancer.Listener) -> String {
    let services = listener.service.protocols.members.map { member in
      PacketText.service(Service(member, ports: listener.service.ports))
    }
    let groups = listener.targetGroups.filter { !model.targetGroups[$0].keepsPort }.map { id in
      model.targetGroups[id].isImplied
        ? "instances at port \(model.targetGroups[id].port)" : naming.plain(.targetGroup(id))
    }
    let goal = groups.isEmpty ? "" : " to \(groups.joined(separator: " or "))"
    return services.joined(separator: " and ") + goal
  }

  private func text(_ route: Route) -> String {
    "\(destination(route.destination)) \(target(route.target, in: nil))"
  }

  private func text(_ route: TransitGatewayRoute) -> String {
    let origin: String
    switch route.origin {
    case .written, .prefixList: origin = ""
    case .propagated: origin = " (propagated)"
    }
    switch route.target {
    case .attachment(let id): return "\(route.prefix) via \(naming.plain(.attachment(id)))\(origin)"
    case .blackhole: return "\(route.prefix) via blackhole"
    }
  }

  func destination(_ destination: Route.Destination) -> String {
    switch destination {
    case .prefix(let prefix): "\(prefix)"
    case .prefixList(let id): naming.plain(.prefixList(id))
    }
  }

  /// Where a route leads: `local`, `via igw`.
  func target(_ target: Route.Target, in vpc: ID<VPC>?) -> String {
    switch target {
    case .local: "local"
    case .blackhole: "via blackhole"
    case .internetGateway(let id): "via \(name(.internetGateway(id), vpc))"
    case .egressOnlyInternetGateway(let id): "via \(name(.egressOnlyInternetGateway(id), vpc))"
    case .natGateway(let id): "via \(name(.natGateway(id), vpc))"
    case .peering(let id): "via \(name(.peering(id), vpc))"
    case .transitGateway(let id): "via \(name(.transitGateway(id), vpc))"
    case .coreNetwork(let id): "via \(name(.coreNetwork(id), vpc))"
    case .vpnGateway(let id): "via \(name(.vpnGateway(id), vpc))"
    case .carrierGateway(let id): "via \(name(.carrierGateway(id), vpc))"
    case .localGateway(let id): "via \(name(.localGateway(id), vpc))"
    case .interface(let id): "via \(name(.interface(id), vpc))"
    case .gatewayEndpoint(let id), .inspection(let id): "via \(name(.endpoint(id), vpc))"
    }
  }

  private func name(_ component: ComponentID, _ vpc: ID<VPC>?) -> String {
    vpc.map { naming.written(component, in: $0) } ?? naming.plain(component)
  }

  private func peer(_ peer: SecurityGroupRule.Peer, in vpc: ID<VPC>) -> String {
    switch peer {
    case .prefix(let prefix): "\(prefix)"
    case .prefixList(let id): naming.plain(.prefixList(id))
    case .network(let id): naming.plain(.network(id))
    case .group(let id): naming.written(.securityGroup(id), in: vpc)
    }
  }

  // MARK: - As the topology writes them

  func yaml(_ rule: NetworkACLRule, _ list: RuleList) -> String {
    let verb = rule.allows ? "allow" : "deny"
    let preposition = list == .inbound ? "from" : "to"
    let end = "\(preposition): \(quoted("\(rule.cidr)"))"
    return "{ rule: \(rule.number), \(verb): \(yaml(rule.service)), \(end) }"
  }

  func yaml(_ rule: SecurityGroupRule, _ list: RuleList, in vpc: ID<VPC>) -> String {
    let preposition = list == .inbound ? "from" : "to"
    let end = "\(preposition): \(quoted(peer(rule.peer, in: vpc)))"
    return "{ allow: \(yaml(rule.service)), \(end) }"
  }

  func yaml(
    to destination: Route.Destination, via target: Route.Target, in vpc: ID<VPC>
  ) -> String {
    "{ to: \(quoted(self.destination(destination))), \(yaml(via: target, in: vpc)) }"
  }

  /// The key of a route that says where it leads.
  func yaml(via target: Route.Target, in vpc: ID<VPC>) -> String {
    "via: \(self.target(target, in: vpc).replacing("via ", with: ""))"
  }

  func yaml(to prefix: Prefix, via target: TransitGatewayRoute.Target) -> String {
    let name: String
    switch target {
    case .attachment(let id): name = model.attachments[id].identity.name
    case .blackhole: name = "blackhole"
    }
    return "{ to: \(yaml(prefix)), via: \(name) }"
  }

  func yaml(_ rule: StatelessRule) -> String {
    let word = rule.protocols.single?.name ?? "all"
    var text = "{ priority: \(rule.priority), \(rule.action.rawValue): \(word)"
    for (key, set) in [("from", rule.sources), ("to", rule.destinations)] {
      guard let set else { continue }
      text += ", \(key): \(yaml(Family.allCases.flatMap { set[$0].prefixes($0) }))"
    }
    for (key, ports) in [("from-ports", rule.sourcePorts), ("ports", rule.destinationPorts)]
    where ports != .all {
      let ranges = ports.intervals.map {
        $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)"
      }
      text += ", \(key): \(ranges.count == 1 ? ranges[0] : "[\(ranges.joined(separator: ", "))]")"
    }
    return text + " }"
  }

  func yaml(_ rule: StatefulRule) -> String {
    let word = rule.protocols.single?.name ?? "icmp"
    var text = "{ \(rule.action.rawValue): \(word)"
    for (key, pattern) in [("from", rule.source), ("to", rule.destination)] {
      let blocks = Self.blocks(pattern)
      if !blocks.isEmpty { text += ", \(key): \(yaml(blocks))" }
    }
    if rule.destinationPorts != .all, let range = rule.destinationPorts.intervals.first {
      text +=
        range.lower == range.upper
        ? ", ports: \(range.lower)" : ", ports: \(range.lower)-\(range.upper)"
    }
    return text + " }"
  }

  private static func blocks(_ pattern: AddressPattern) -> [Prefix] {
    switch pattern {
    case .block(let prefix): [prefix]
    case .list(let parts): parts.flatMap(blocks)
    case .any, .prefixList, .homeNet, .not: []
    }
  }

  func yaml(_ blocks: [Prefix]) -> String {
    blocks.count == 1 ? yaml(blocks[0]) : "[\(blocks.map { yaml($0) }.joined(separator: ", "))]"
  }

  func yaml(_ prefix: Prefix) -> String { quoted("\(prefix)") }

  /// The value of `allow:` with the keys that restrict it.
  private func yaml(_ service: Service) -> String {
    let name = PacketText.protocols(service.protocols)
    guard let single = service.protocols.single, !service.ports.isAll else { return name }
    if single.isICMP { return "\(name)\(icmpKeys(service.ports))" }
    let ports = PacketText.ports(service.ports)
    return "\(name), ports: \(ports.contains(",") ? "[\(ports)]" : ports)"
  }

  private func icmpKeys(_ ports: PortSet) -> String {
    guard let first = PacketText.icmp(ports).first else { return "" }
    let parts = first.split(separator: "/")
    return ", type: \(parts[0])" + (parts.count > 1 ? ", code: \(parts[1])" : "")
  }

  /// Text that YAML would read as something else is quoted.
  private func quoted(_ text: String) -> String { text.contains(":") ? "\"\(text)\"" : text }
}
