import NetproofEngine
import NetproofModel
import NetproofSets

/// A target that a route might have.
struct RouteChoice {
  let target: Route.Target
  /// How far it is from what an engineer would do first: 0 is that.
  let rank: Int
  /// The route of a sibling table that leads there, if one shows the way.
  let sibling: Route?
}

/// Where routes of a VPC's table might lead: what sibling tables do, and what the network offers.
extension FixCandidates {
  func routeChoices(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family, _ obstacle: Obstacle
  ) -> [RouteChoice] {
    let isTransit = servesAttachment(table)
    var result: [RouteChoice] = []
    for sibling in siblings(of: table) {
      guard let route = usableRoute(in: model.routeTables[sibling], to: bits, family),
        leads(route, to: bits, family)
      else { continue }
      let base = servesAttachment(sibling) == isTransit ? 0 : 1
      for (index, target) in twins(of: route.target, for: table).enumerated() {
        result.append(RouteChoice(target: target, rank: base + min(index, 1), sibling: route))
      }
    }
    let base = result.isEmpty ? 0 : 1
    result += targets(for: table, to: bits, family, obstacle).map {
      RouteChoice(target: $0.0, rank: base + $0.rank, sibling: nil)
    }
    result = outboundOnly(for: table, to: bits, family, obstacle, result)
    // A gateway's table leads to what passes packets on, and to nothing else (R51).
    return model.routeTables[table].isEdge ? result.filter(\.target.passesOn) : result
  }

  /// For IPv6 to the internet from a table that leads nothing there by the internet gateway: the
  /// gateway for requests alone before the one by which the internet comes in, too.
  private func outboundOnly(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family, _ obstacle: Obstacle,
    _ choices: [RouteChoice]
  ) -> [RouteChoice] {
    guard family == .ipv6, obstacle.direction == .forward, !isInside(bits, family),
      let gateway = model.vpcs[model.routeTables[table].vpc].egressOnlyInternetGateway,
      isUsable(.egressOnlyInternetGateway(gateway)), !model.routeTables[table].isOpenToInternet
    else { return choices }
    let target = Route.Target.egressOnlyInternetGateway(gateway)
    let sibling = choices.first { $0.target == target }?.sibling
    return [RouteChoice(target: target, rank: 0, sibling: sibling)]
      + choices.filter { $0.target != target }.map { choice in
        guard case .internetGateway = choice.target else { return choice }
        return RouteChoice(target: choice.target, rank: choice.rank + 1, sibling: choice.sibling)
      }
  }

  // MARK: - Siblings

  /// Other tables of the VPC, those of the same role first.
  func siblings(of table: ID<RouteTable>) -> [ID<RouteTable>] {
    let vpc = model.routeTables[table].vpc
    let role = servesAttachment(table)
    let others = model.routeTables.ids.filter {
      $0 != table && model.routeTables[$0].vpc == vpc && !model.routeTables[$0].isEdge
    }
    return others.filter { servesAttachment($0) == role }
      + others.filter { servesAttachment($0) != role }
  }

  /// Whether packets from a transit gateway are routed by a table.
  func servesAttachment(_ table: ID<RouteTable>) -> Bool {
    model.attachments.elements.contains { attachment in
      guard case .vpc(_, let subnets) = attachment.resource else { return false }
      return subnets.contains { model.subnets[$0].routeTable == table }
    }
  }

  /// The route of a table that carries packets to all of a destination, unless it is `local`.
  func usableRoute(in table: RouteTable, to bits: AddressBits, _ family: Family) -> Route? {
    var best: (length: Int, route: Route)?
    for route in table.routes where route.refusal == nil {
      let prefixes: [Prefix]
      switch route.destination {
      case .prefix(let prefix): prefixes = [prefix]
      case .prefixList(let id): prefixes = model.prefixLists[id].entries
      }
      for prefix in prefixes
      where prefix.family == family && prefix.length > best?.length ?? -1
        && bits.isSubset(of: prefix.bits)
      {
        best = (prefix.length, route)
      }
    }
    guard let route = best?.route, route.state == .active, isUsable(route.target) else {
      return nil
    }
    return route
  }

  /// Whether a route can be meant for a destination: a default route to the internet is not meant
  /// for private addresses.
  func leads(_ route: Route, to bits: AddressBits, _ family: Family) -> Bool {
    guard route.target.leadsOutside, case .prefix(let prefix) = route.destination,
      prefix.length == 0
    else { return true }
    return !isInside(bits, family)
  }

  /// A sibling's target as a table would have it: of its own zone first.
  private func twins(of target: Route.Target, for table: ID<RouteTable>) -> [Route.Target] {
    let zones = Set(
      model.subnets.elements.filter { $0.routeTable == table }.map(\.zone))
    let others: [Route.Target]
    switch target {
    case .natGateway(let id):
      others = natGateways(like: id, for: table).map { .natGateway($0) }
    case .interface(let id):
      others = appliances(in: model.routeTables[table].vpc).filter {
        model.interfaces[$0].securityGroups == model.interfaces[id].securityGroups
          && model.interfaces[$0].behaviour == model.interfaces[id].behaviour
      }.map { .interface($0) }
    case .inspection(let id):
      others = inspections(like: id, for: table).map { .inspection($0) }
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .coreNetwork, .vpnGateway, .carrierGateway, .localGateway, .gatewayEndpoint, .blackhole:
      return [target]
    }
    let near = others.filter { zone(of: $0).map { zones.contains($0) } ?? false }
    return near.contains(target) ? [target] : near + [target]
  }

  private func zone(of target: Route.Target) -> String? {
    switch target {
    case .natGateway(let id): model.subnets[model.natGateways[id].subnet].zone
    case .interface(let id): model.subnets[model.interfaces[id].subnet].zone
    case .inspection(let id): inspectionZone(id)
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .coreNetwork, .vpnGateway, .carrierGateway, .localGateway, .gatewayEndpoint, .blackhole:
      nil
    }
  }

  // MARK: - Targets

  func isUsable(_ target: Route.Target) -> Bool { model.isUsable(target) }

  /// What leads to a destination from a VPC, whatever its tables say, with a rank each.
  private func targets(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family, _ obstacle: Obstacle
  ) -> [(Route.Target, rank: Int)] {
    let vpc = model.routeTables[table].vpc
    let appliances =
      servesAttachment(table)
      ? self.appliances(in: vpc).map { Route.Target.interface($0) }
        + inspections(for: table).map { .inspection($0) } : []
    let zones = Set(model.subnets.elements.filter { $0.routeTable == table }.map(\.zone))
    let near = appliances.filter { zone(of: $0).map { zones.contains($0) } ?? false }
    let inspecting = near.isEmpty ? appliances : near
    let direct =
      edgeTargets(for: table, to: bits, family) + self.direct(from: vpc, to: bits, family)
    let used = Set(
      (packetClass(of: obstacle)?.forward ?? []).compactMap { Route.Target(crossing: $0.component) }
    )
    let sorted =
      obstacle.direction == .forward
      ? direct : direct.filter { used.contains($0) } + direct.filter { !used.contains($0) }
    return inspecting.map { ($0, 0) } + sorted.map { ($0, inspecting.isEmpty ? 0 : 2) }
  }

  private func direct(
    from vpc: ID<VPC>, to bits: AddressBits, _ family: Family
  ) -> [Route.Target] {
    guard isInside(bits, family) else { return internetTargets(of: vpc, bits, family) }
    var result =
      vpnGateway(of: vpc, knowing: bits, family).map { [Route.Target.vpnGateway($0)] } ?? []
    for (far, _) in vpcBlocks(of: bits, family) where far != vpc {
      result += model.peerings.ids.filter { model.peerings[$0].other(than: vpc) == far }
        .map { .peering($0) }
    }
    return result
      + gateways(joining: vpc).map { id in
        model.transitGateways[id].kind == .transitGateway ? .transitGateway(id) : .coreNetwork(id)
      }
  }

  private func internetTargets(
    of vpc: ID<VPC>, _ bits: AddressBits, _ family: Family
  ) -> [Route.Target] {
    var targets = endpoints(of: vpc, to: bits, family)
    if let gateway = model.vpcs[vpc].internetGateway { targets.append(.internetGateway(gateway)) }
    switch family {
    case .ipv4:
      targets += model.natGateways.ids
        .filter {
          model.subnets[model.natGateways[$0].subnet].vpc == vpc && model.whole($0) == $0
        }
        .map { .natGateway($0) }
    case .ipv6:
      if let gateway = model.vpcs[vpc].egressOnlyInternetGateway {
        targets.append(.egressOnlyInternetGateway(gateway))
      }
    }
    return targets
  }

  /// The transit gateways that a VPC is attached to.
  func gateways(joining vpc: ID<VPC>) -> [ID<TransitGateway>] {
    model.attachments.elements.compactMap { attachment in
      guard case .vpc(vpc, _) = attachment.resource else { return nil }
      return attachment.transitGateway
    }
  }

  // MARK: - NAT gateways

  /// NAT gateways that a table may lead to: as its siblings have it, then any other.
  func natGateways(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family
  ) -> [Route.Target] {
    var result: [Route.Target] = []
    for sibling in siblings(of: table) {
      guard let route = usableRoute(in: model.routeTables[sibling], to: bits, family),
        case .natGateway = route.target
      else { continue }
      result += twins(of: route.target, for: table).filter { !result.contains($0) }
    }
    for id in model.natGateways.ids {
      let nat = model.natGateways[id]
      let home = model.subnets[nat.subnet]
      guard nat.connectivity != .private, model.whole(id) == id, home.routeTable != table,
        home.vpc == model.routeTables[table].vpc, isUsable(.natGateway(id)),
        !result.contains(.natGateway(id))
      else { continue }
      result.append(.natGateway(id))
    }
    return result
  }

  /// NAT gateways of the same kind in a table's VPC, but not in the subnets that it serves.
  private func natGateways(
    like nat: ID<NATGateway>, for table: ID<RouteTable>
  ) -> [ID<NATGateway>] {
    model.natGateways.ids.filter { id in
      let home = model.subnets[model.natGateways[id].subnet]
      return model.natGateways[id].connectivity == model.natGateways[nat].connectivity
        && model.whole(id) == id
        && home.vpc == model.routeTables[table].vpc && home.routeTable != table
        && isUsable(.natGateway(id))
    }
  }

  /// Whether nothing that a table serves has a public address.
  func isPrivate(_ table: ID<RouteTable>) -> Bool {
    hasOnlyPrivateHosts(Set(model.subnets.ids.filter { model.subnets[$0].routeTable == table }))
  }

  func hasOnlyPrivateHosts(_ subnets: Set<ID<Subnet>>) -> Bool {
    !model.interfaces.elements.contains {
      !$0.publicAddresses.isEmpty && subnets.contains($0.subnet)
    }
      && !model.natGateways.elements.contains {
        $0.publicAddress != nil && subnets.contains($0.subnet)
      }
  }
}

extension RouteTable {
  /// Whether some route leads to an internet gateway, so that the internet may come in by it.
  fileprivate var isOpenToInternet: Bool {
    routes.contains {
      if case .internetGateway = $0.target { true } else { false }
    }
  }
}

extension Route.Target {
  /// Whether it leads to the internet, or to a translator on the way there.
  var leadsOutside: Bool {
    switch self {
    case .internetGateway, .egressOnlyInternetGateway, .natGateway: true
    case .local, .peering, .transitGateway, .coreNetwork, .vpnGateway, .carrierGateway,
      .localGateway, .gatewayEndpoint, .inspection, .interface, .blackhole:
      false
    }
  }

  /// Whether it is something in a VPC that packets for others pass.
  var passesOn: Bool {
    switch self {
    case .interface, .inspection: true
    case .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .transitGateway, .coreNetwork, .vpnGateway, .carrierGateway, .localGateway,
      .gatewayEndpoint, .blackhole:
      false
    }
  }

  /// The target by which packets cross a component to another VPC.
  init?(crossing component: ComponentID) {
    switch component {
    case .peering(let id): self = .peering(id)
    case .transitGateway(let id): self = .transitGateway(id)
    case .coreNetwork(let id): self = .coreNetwork(id)
    case .vpnGateway(let id): self = .vpnGateway(id)
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .prefixList, .endpoint, .blockPublicAccess,
      .firewall, .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup,
      .directConnectGateway, .segment, .firewallRuleGroup, .carrierGateway, .localGateway,
      .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
      return nil
    }
  }
}

extension Model {
  /// Whether packets that are routed to a target get anywhere, as far as its own state goes; `local` and
  /// blackholes are no targets.
  func isUsable(_ target: Route.Target) -> Bool {
    switch target {
    case .local, .blackhole: false
    case .internetGateway(let id): internetGateways[id].isAttached
    case .egressOnlyInternetGateway(let id): egressOnlyInternetGateways[id].isAttached
    case .natGateway(let id): natGateways[id].state == .available
    case .peering(let id): peerings[id].state == .active
    case .transitGateway(let id), .coreNetwork(let id): transitGateways[id].deadState == nil
    case .vpnGateway(let id): vpnGateways[id].isAttached
    case .carrierGateway(let id): carrierGateways[id].state == .available
    case .localGateway(let id): localGateways[id].state == .available
    case .interface(let id): isUp(id)
    case .gatewayEndpoint(let id), .inspection(let id): endpoints[id].state == .available
    }
  }
}
