import NetproofEngine
import NetproofModel
import NetproofSets

/// Rules of network ACLs and security groups, and the check of interfaces.
extension FixCandidates {
  // MARK: - Network ACLs

  func networkACL(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .networkACL(let id) = obstacle.component, !model.networkACLs[id].isImplied else {
      return []
    }
    let list: RuleList = obstacle.code == .naclIngressDeny ? .inbound : .outbound
    let acl = model.networkACLs[id]
    let rules = numberedRules(list, beside: list == .inbound ? acl.inbound : acl.outbound, obstacle)
    return rules.isEmpty
      ? [] : [FixCandidate(rules.map { .addNetworkACLRule(id, list, $0) }, rank: 0)]
  }

  /// A rule in the firewall of a network outside, for the far end's block.
  func siteRule(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .network(let id) = obstacle.component, let list = obstacle.evidence.list,
      let firewall = model.networks[id].firewall,
      let written = list == .inbound ? firewall.inbound : firewall.outbound
    else { return [] }
    let rules = numberedRules(list, beside: written, obstacle)
    return rules.isEmpty ? [] : [FixCandidate(rules.map { .addSiteRule(id, list, $0) }, rank: 0)]
  }

  /// Rules that let an obstacle's packets pass, with numbers before what denies them; none if there
  /// are no numbers, or no blocks, for them.
  private func numberedRules(
    _ list: RuleList, beside rules: [NetworkACLRule], _ obstacle: Obstacle
  ) -> [NetworkACLRule] {
    let packets = obstacle.packets
    let remote = list == .inbound ? packets.sources : packets.destinations
    var numbers = RuleNumbers(rules, before: obstacle.evidence)
    var result: [NetworkACLRule] = []
    for service in services(of: packets, oneRange: true) {
      for block in subnetBlocks(of: remote, packets.family) {
        guard let number = numbers.next() else { return [] }
        result.append(
          NetworkACLRule(number: number, allows: true, service: service, cidr: block))
      }
    }
    return result
  }

  /// A rule that lets a Gateway Load Balancer reach its appliance.
  func geneveRule(_ obstacle: Obstacle) -> [FixCandidate] {
    let interfaces = obstacle.context.compactMap {
      if case .interface(let id) = $0 { model.interfaces[id] } else { nil }
    }
    guard interfaces.count == 2,
      let appliance = interfaces[0].privateIPv4.first ?? interfaces[0].ipv6.first,
      let node = interfaces[1].privateIPv4.first ?? interfaces[1].ipv6.first
    else { return [] }
    if case .networkACL(let id) = obstacle.component, let list = obstacle.evidence.list,
      !model.networkACLs[id].isImplied
    {
      // Which of the two is the far end depends on the way; a rule for the wrong one does not help.
      return [node, appliance].compactMap { remote in
        geneveRule(id, list, remote, obstacle).map { FixCandidate([$0], rank: 0) }
      }
    }
    guard case .securityGroup(let id) = obstacle.component else { return [] }
    let rule = SecurityGroupRule(
      service: LoadBalancer.geneve, peer: .prefix(Prefix(node)))
    return [FixCandidate([.addSecurityGroupRule(id, .inbound, rule)], rank: 0)]
  }

  private func geneveRule(
    _ id: ID<NetworkACL>, _ list: RuleList, _ remote: Address, _ obstacle: Obstacle
  ) -> ModelEdit? {
    let acl = model.networkACLs[id]
    var numbers = RuleNumbers(
      list == .inbound ? acl.inbound : acl.outbound, before: obstacle.evidence)
    let blocks = subnetBlocks(of: AddressBits(remote.bits), remote.family)
    guard let number = numbers.next(), let block = blocks.first else { return nil }
    return .addNetworkACLRule(
      id, list,
      NetworkACLRule(number: number, allows: true, service: LoadBalancer.geneve, cidr: block))
  }

  // MARK: - Security groups

  func securityGroup(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .securityGroup(let id) = obstacle.component else { return [] }
    let list: RuleList = obstacle.code == .sgIngressNoMatch ? .inbound : .outbound
    let services = services(of: obstacle.packets, oneRange: false)
    guard !services.isEmpty else { return [] }
    func rules(_ peers: [SecurityGroupRule.Peer]) -> [ModelEdit] {
      services.flatMap { service in
        peers.map {
          .addSecurityGroupRule(id, list, SecurityGroupRule(service: service, peer: $0))
        }
      }
    }
    var result = groupReferences(obstacle)
    result += farGroups(obstacle, list).map {
      FixCandidate(rules([.group($0)]), rank: 0, naming: .group)
    }
    let remote = list == .inbound ? obstacle.packets.sources : obstacle.packets.destinations
    let blocks = addressBlocks(of: remote, obstacle.packets.family)
    if !blocks.isEmpty {
      result.append(
        FixCandidate(
          rules(blocks.map { .prefix($0) }), rank: result.isEmpty ? 0 : 1, naming: .address))
    }
    return result
  }

  /// Groups of the interfaces at the far end that a rule can name, at most three.
  private func farGroups(_ obstacle: Obstacle, _ list: RuleList) -> [ID<SecurityGroup>] {
    if list == .inbound, let groups = balancerGroups(obstacle) {
      return Array(groups.filter { !model.securityGroups[$0].isImplied }.prefix(3))
    }
    guard let found = packetClass(of: obstacle) else { return [] }
    let isOrigin = (list == .inbound) == (obstacle.direction == .forward)
    guard case .interfaces(let members) = isOrigin ? found.origin : found.goal,
      let member = members.first
    else { return [] }
    let groups = model.interfaces[member].securityGroups.filter {
      !model.securityGroups[$0].isImplied
    }
    return Array(groups.prefix(3))
  }

  /// Turns on what would make a rule that names the far end's group match (R81).
  private func groupReferences(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let hint = obstacle.hints.first(where: { $0.code == .sgRefTGWDisabled }),
      let found = packetClass(of: obstacle)
    else { return [] }
    let gateway: ID<TransitGateway>
    switch hint.cause {
    case .transitGateway(let id), .coreNetwork(let id): gateway = id
    case .attachment(let id): gateway = model.attachments[id].transitGateway
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .firewallRuleGroup, .segment, .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession, nil:
      return []
    }
    var edits: [ModelEdit] = []
    if !model.transitGateways[gateway].securityGroupReferencing {
      edits.append(.enableGroupReferences(gateway))
    }
    for vpc in [found.origin, found.goal].compactMap({ self.vpc(of: $0) }) {
      for id in model.transitGateways[gateway].attachments {
        guard case .vpc(vpc, _) = model.attachments[id].resource,
          !model.attachments[id].securityGroupReferencing
        else { continue }
        edits.append(.enableAttachmentGroupReferences(id))
      }
    }
    return [FixCandidate(edits, rank: 0)]
  }

  private func vpc(of group: EndGroup) -> ID<VPC>? {
    guard case .interfaces(let members) = group, let first = members.first else { return nil }
    return model.subnets[model.interfaces[first].subnet].vpc
  }

  // MARK: - Interfaces

  func check(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .interface(let id) = obstacle.component else { return [] }
    return [FixCandidate([.disableSourceDestinationCheck(id)], rank: 0)]
  }

  // MARK: - Services

  /// The protocols and ports of headers as rules can name them; none if they are too many.
  private func services(of packets: PacketCube, oneRange: Bool) -> [Service] {
    guard let member = packets.protocols.single else { return [] }
    let ports = packets.destinationPorts
    if member.isICMP {
      let types = Set(
        ports.intervals.flatMap { [ICMP.type(of: $0.lower), ICMP.type(of: $0.upper)] })
      guard types.count == 1, let type = types.first else { return [Service(member)] }
      return [Service(member, ports: ICMP.ports(type: type))]
    }
    guard member.hasPorts else { return [Service(member)] }
    guard oneRange else { return [Service(member, ports: ports)] }
    guard ports.intervals.count <= 3 else { return [] }
    return ports.intervals.map { Service(member, ports: PortSet($0.lower...$0.upper)) }
  }
}

extension Evidence {
  /// The list that decided, if one did.
  var list: RuleList? {
    switch self {
    case .rule(let id), .route(let id): id.list
    case .absence(_, let list): list
    case .state: nil
    }
  }
}

/// Free numbers for new rules of a network ACL's list, where they take effect.
struct RuleNumbers {
  private let taken: Set<Int>
  private let step: Int
  /// The number of the rule that refuses the packets: new ones come before it.
  private let limit: Int
  private var last: Int
  private var given: Set<Int> = []

  /// What AWS allows a number to be, without the last, which stands for `*`.
  private static let most = 32766

  init(_ rules: [NetworkACLRule], before evidence: Evidence) {
    taken = Set(rules.map(\.number))
    step = Self.step(of: rules)
    if case .rule(let id) = evidence {
      limit = rules[id.index].number
      last = id.index > 0 ? rules[id.index - 1].number : max(0, limit - 2 * step)
    } else {
      limit = Self.most + 1
      last = rules.last?.number ?? 100 - step
    }
  }

  /// The next number in the list's own steps, or the nearest free one before the rule that refuses.
  mutating func next() -> Int? {
    let regular = last + step
    if regular < limit {
      last = regular
      given.insert(regular)
      return regular
    }
    let free = (1..<limit).last { !taken.contains($0) && !given.contains($0) }
    if let free { given.insert(free) }
    return free
  }

  /// The commonest distance of neighbouring numbers, the smaller of equally common ones; 10 if there
  /// are no two.
  private static func step(of rules: [NetworkACLRule]) -> Int {
    var counts: [Int: Int] = [:]
    for (left, right) in zip(rules, rules.dropFirst()) {
      counts[right.number - left.number, default: 0] += 1
    }
    let commonest = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    return commonest?.key ?? 10
  }
}
