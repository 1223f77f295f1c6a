import NetproofEngine
import NetproofModel
import NetproofSets

/// Edits that might remove an obstacle, the narrowest and likeliest first; none is tried here.
///
/// Never everybody: rules name a subnet's block, a group, a declared network or one address (R253).
struct FixCandidates {
  let model: Model

  /// Each candidate is a list of edits that belong together.
  func edits(for obstacle: Obstacle, in answer: Answer) -> [[ModelEdit]] {
    switch obstacle.code {
    case .naclIngressDeny, .naclEgressDeny: return networkACL(obstacle)
    case .sgIngressNoMatch, .sgEgressNoMatch: return securityGroup(obstacle, answer)
    case .noRoute: return route(obstacle)
    case .tgwNoRoute: return transitRoute(obstacle)
    case .tgwNoAssociation: return association(obstacle)
    case .tgwNoAttachmentInAZ: return attachmentSubnet(obstacle)
    case .srcDstCheck: return check(obstacle)
    case .returnNotViaIGW: return returnRoute(obstacle, answer)
    case .destIPUnassigned, .destIPReserved, .destWrongNetwork, .eniNotAttached,
      .instanceNotRunning, .targetBadState, .routeBlackhole, .routingLoop,
      .ingressRTBNoPublicIP, .ingressRTBRedirection, .igwNotAttached, .igwNoPublicIP,
      .igwDstNotMapped, .igwPrivateDest, .igwPrivateSource, .privateIPv6ToInternet,
      .denyIGWTraffic, .spoofedSource, .eigwUnsolicitedInbound, .natBadState,
      .natProtocol, .natUnsolicitedInbound, .pcxNotActive, .pcxDstNotInPeer, .pcxSrcNotInVPC,
      .returnWrongNetwork, .tgwNoAttachment, .tgwBlackhole, .tgwAttachmentState,
      .asymmetricStatefulPath, .applianceDrops, .vpnTunnelsDown, .onpremNoRoute,
      .onpremNoReturnRoute, .onpremDstUnknown, .dnsResolverRemote, .dnsDisabled,
      .unsupportedMulticast, .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW,
      .sgRefCrossRegion, .sgRefStale, .exemptService, .forwardDelivered, .oneWay, .azCrossed,
      .vpnSingleTunnel, .filtersBeyondUnknown, .natPortDependent, .pmtudBlockedNACL,
      .routeIgnored, .notDescribed, .applianceUnknown, .hopLimit, .alternativeLimit,
      .classLimit, .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC,
      .routeMoreSpecificIllegal, .routeTargetFamily, .routeTargetIllegal, .routeReservedRange,
      .routePrefixListAmbiguous, .pcxCIDROverlap, .tgwCIDROverlap:
      return []
    }
  }

  // MARK: - Filters

  private func networkACL(_ obstacle: Obstacle) -> [[ModelEdit]] {
    guard case .networkACL(let id) = obstacle.component, !model.networkACLs[id].isImplied else {
      return []
    }
    let isInbound = obstacle.code == .naclIngressDeny
    let remote = isInbound ? obstacle.packets.sources : obstacle.packets.destinations
    let blocks = blocks(of: remote, obstacle.packets.family, subnets: true)
    let rules = isInbound ? model.networkACLs[id].inbound : model.networkACLs[id].outbound
    var taken = Set(rules.map(\.number))
    var edits: [ModelEdit] = []
    for service in services(of: obstacle.packets, oneRange: true) {
      for block in blocks {
        guard let number = freeNumber(rules, taken, before: obstacle.evidence) else { return [] }
        taken.insert(number)
        let rule = NetworkACLRule(number: number, allows: true, service: service, cidr: block)
        edits.append(.addNetworkACLRule(id, isInbound ? .inbound : .outbound, rule))
      }
    }
    return edits.isEmpty ? [] : [edits]
  }

  /// A number that comes before the rule that denies, or after all if none matched.
  private func freeNumber(
    _ rules: [NetworkACLRule], _ taken: Set<Int>, before evidence: Evidence
  ) -> Int? {
    if case .rule(let id) = evidence {
      return (1..<rules[id.index].number).reversed().first { !taken.contains($0) }
    }
    let next = ((taken.max() ?? 0) / 10 + 1) * 10
    if next <= 32766 { return next }
    return (1...32766).reversed().first { !taken.contains($0) }
  }

  private func securityGroup(_ obstacle: Obstacle, _ answer: Answer) -> [[ModelEdit]] {
    guard case .securityGroup(let id) = obstacle.component,
      let first = obstacle.classes.first.map({ answer.classes[$0] })
    else { return [] }
    let isInbound = obstacle.code == .sgIngressNoMatch
    let list: RuleList = isInbound ? .inbound : .outbound
    let services = services(of: obstacle.packets, oneRange: false)
    guard !services.isEmpty else { return [] }
    var peers: [[SecurityGroupRule.Peer]] = []
    if case .interfaces(let members) = isInbound ? first.origin : first.goal,
      let group = members.first.flatMap({ model.interfaces[$0].securityGroups.first })
    {
      peers.append([.group(group)])
    }
    let remote = isInbound ? obstacle.packets.sources : obstacle.packets.destinations
    let blocks = blocks(of: remote, obstacle.packets.family, subnets: false)
    if !blocks.isEmpty { peers.append(blocks.map { .prefix($0) }) }
    return peers.map { peers in
      services.flatMap { service in
        peers.map {
          .addSecurityGroupRule(id, list, SecurityGroupRule(service: service, peer: $0))
        }
      }
    }
  }

  private func check(_ obstacle: Obstacle) -> [[ModelEdit]] {
    guard case .interface(let id) = obstacle.component else { return [] }
    switch model.interfaces[id].behaviour {
    case .forward, .snat: return [[.disableSourceDestinationCheck(id)]]
    case .proxy, .drop, .unknown: return []
    }
  }

  /// The protocols and ports of headers as rules can name them; none if they are too many.
  private func services(of packets: PacketCube, oneRange: Bool) -> [Service] {
    guard let member = packets.protocols.single else { return [] }
    let ports = packets.destinationPorts
    if member.isICMP {
      let types = Set(ports.intervals.flatMap { [ICMP.type(of: $0.lower), ICMP.type(of: $0.upper)] })
      guard types.count == 1, let type = types.first else { return [Service(member)] }
      return [Service(member, ports: ICMP.ports(type: type))]
    }
    guard member.hasPorts else { return [Service(member)] }
    guard oneRange else { return [Service(member, ports: ports)] }
    guard ports.intervals.count <= 3 else { return [] }
    return ports.intervals.map { Service(member, ports: PortSet($0.lower...$0.upper)) }
  }

  // MARK: - Addresses

  /// How many blocks a fix may name.
  private static let most = 4

  /// Blocks for a rule or route: the subnet's, a declared network's, or single addresses.
  private func blocks(of bits: AddressBits, _ family: Family, subnets: Bool) -> [Prefix] {
    guard !bits.isEmpty else { return [] }
    if subnets {
      for subnet in model.subnets.elements {
        for block in subnet.cidrs
        where block.family == family && bits.isSubset(of: block.bits) {
          return [block]
        }
      }
    }
    for network in model.networks.elements.dropFirst() {
      let own = network.addresses[family]
      guard !own.isEmpty, bits.isSubset(of: own), bits.count > 1 else { continue }
      let blocks = own.prefixes(family)
      if blocks.count <= Self.most, blocks.allSatisfy({ $0.length > 0 }) { return blocks }
    }
    guard bits.count <= 4096 else { return [] }
    let single = bits.prefixes(family)
    return single.count <= Self.most && single.allSatisfy { $0.length > 0 } ? single : []
  }

  /// The block of a VPC that holds addresses, with the VPC.
  private func vpcBlock(of bits: AddressBits, _ family: Family) -> [(ID<VPC>, Prefix)] {
    model.vpcs.ids.compactMap { id in
      model.vpcs[id].cidrs.first { $0.family == family && bits.isSubset(of: $0.bits) }
        .map { (id, $0) }
    }
  }

  // MARK: - Routes

  private func route(_ obstacle: Obstacle) -> [[ModelEdit]] {
    guard case .routeTable(let table) = obstacle.component else { return [] }
    let vpc = model.routeTables[table].vpc
    let family = obstacle.packets.family
    let bits = obstacle.packets.destinations
    var result: [[ModelEdit]] = []
    for (far, block) in vpcBlock(of: bits, family) where far != vpc {
      for id in model.peerings.ids where model.peerings[id].other(than: vpc) == far {
        result.append([.addRoute(table, block, .peering(id))])
      }
      for gateway in gateways(joining: vpc) {
        result.append([.addRoute(table, block, .transitGateway(gateway))])
      }
    }
    guard result.isEmpty else { return result }
    for block in blocks(of: bits, family, subnets: false) {
      for gateway in gateways(joining: vpc) where isBehindVPN(bits, family) {
        result.append([.addRoute(table, block, .transitGateway(gateway))])
      }
      for target in internetTargets(of: vpc, family) where !isBehindVPN(bits, family) {
        result.append([.addRoute(table, block, target)])
      }
    }
    return result
  }

  private func internetTargets(of vpc: ID<VPC>, _ family: Family) -> [Route.Target] {
    var targets: [Route.Target] = []
    if let gateway = model.vpcs[vpc].internetGateway { targets.append(.internetGateway(gateway)) }
    switch family {
    case .ipv4:
      for id in model.natGateways.ids
      where model.subnets[model.natGateways[id].subnet].vpc == vpc {
        targets.append(.natGateway(id))
      }
    case .ipv6:
      if let gateway = model.vpcs[vpc].egressOnlyInternetGateway {
        targets.append(.egressOnlyInternetGateway(gateway))
      }
    }
    return targets
  }

  private func isBehindVPN(_ bits: AddressBits, _ family: Family) -> Bool {
    model.networks.elements.contains { network in
      network.attachment != .internet && bits.isSubset(of: network.addresses[family])
    }
  }

  private func gateways(joining vpc: ID<VPC>) -> [ID<TransitGateway>] {
    model.attachments.elements.compactMap { attachment in
      guard case .vpc(vpc, _) = attachment.resource else { return nil }
      return attachment.transitGateway
    }
  }

  private func transitRoute(_ obstacle: Obstacle) -> [[ModelEdit]] {
    guard case .transitGatewayRouteTable(let table) = obstacle.component else { return [] }
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    let family = obstacle.packets.family
    let bits = obstacle.packets.destinations
    var result: [[ModelEdit]] = []
    for id in model.transitGateways[gateway].attachments {
      switch model.attachments[id].resource {
      case .vpc(let vpc, _):
        for (far, block) in vpcBlock(of: bits, family) where far == vpc {
          result.append([.addTransitRoute(table, block, id)])
        }
      case .vpn(let connection):
        for network in model.vpnConnections[connection].networks {
          let blocks = model.networks[network].addresses[family].prefixes(family)
          for block in blocks where bits.isSubset(of: block.bits) {
            result.append([.addTransitRoute(table, block, id)])
          }
        }
      case .peer(let far):
        let other = model.attachments[far].transitGateway
        for (vpc, block) in vpcBlock(of: bits, family)
        where gateways(joining: vpc).contains(other) {
          result.append([.addTransitRoute(table, block, id)])
        }
      }
    }
    return result
  }

  private func association(_ obstacle: Obstacle) -> [[ModelEdit]] {
    guard case .attachment(let id) = obstacle.component else { return [] }
    return model.transitGateways[model.attachments[id].transitGateway].routeTables.map {
      [.associate(id, $0)]
    }
  }

  private func attachmentSubnet(_ obstacle: Obstacle) -> [[ModelEdit]] {
    var subnet: ID<Subnet>?
    var attachment: ID<TransitGatewayAttachment>?
    for component in obstacle.context {
      if case .subnet(let id) = component { subnet = id }
      if case .attachment(let id) = component { attachment = id }
    }
    guard let subnet, let attachment else { return [] }
    let here = model.subnets[subnet]
    let zone = model.vpcs[here.vpc].subnets.filter { model.subnets[$0].zone == here.zone }
    let smallest = zone.sorted {
      (-(model.subnets[$0].cidrs.first?.length ?? 0), $0)
        < (-(model.subnets[$1].cidrs.first?.length ?? 0), $1)
    }
    return smallest.prefix(2).map { [.addAttachmentSubnet(attachment, $0)] }
  }

  private func returnRoute(_ obstacle: Obstacle, _ answer: Answer) -> [[ModelEdit]] {
    guard let first = obstacle.classes.first.map({ answer.classes[$0] }),
      case .interfaces(let members) = first.goal, let member = members.first,
      let gateway = obstacle.context.lazy.compactMap({ component -> ID<InternetGateway>? in
        if case .internetGateway(let id) = component { id } else { nil }
      }).first
    else { return [] }
    let table = model.subnets[model.interfaces[member].subnet].routeTable
    let blocks = blocks(
      of: obstacle.packets.destinations, obstacle.packets.family, subnets: false)
    guard !blocks.isEmpty else { return [] }
    return [blocks.map { .addRoute(table, $0, .internetGateway(gateway)) }]
  }
}
