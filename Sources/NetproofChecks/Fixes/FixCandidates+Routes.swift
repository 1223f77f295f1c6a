import NetproofEngine
import NetproofModel
import NetproofSets

/// Routes of VPCs' tables.
extension FixCandidates {
  // MARK: - Obstacles

  /// Routes for packets that find none.
  func missingRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .routeTable(let table) = obstacle.component else { return [] }
    let found = routes(
      into: table, to: obstacle.packets.destinations, obstacle.packets.family, for: obstacle)
    guard case .subnet(let subnet)? = obstacle.context.first(where: { $0.kind == .subnet }) else {
      return found
    }
    return found + siblingTables(for: subnet, obstacle, rank: found.isEmpty ? 0 : 2)
  }

  /// Routes for packets that a wider route took to a gateway which does not lead to them.
  ///
  /// The first table that sent them the wrong way is where the route belongs.
  func strayed(_ obstacle: Obstacle) -> [FixCandidate] {
    let family = obstacle.packets.family
    var result: [FixCandidate] = []
    var rank = 0
    for step in steps(before: obstacle) where step.action == .routed {
      guard case .route(let rule) = step.evidence, case .routeTable(let table) = rule.owner,
        model.routeTables[table].routes[rule.index].target.leadsOutside,
        isInside(step.packets.destinations, family)
      else { continue }
      result += routes(into: table, to: step.packets.destinations, family, for: obstacle).map {
        FixCandidate($0.edits, rank: $0.rank + rank)
      }
      rank += 1
    }
    return result
  }

  /// Another target, another route or none where a route leads nowhere.
  func blackhole(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .routeTable(let table) = obstacle.component,
      case .route(let rule) = obstacle.evidence
    else { return [] }
    let entry = model.routeTables[table]
    let route = entry.routes[rule.index]
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    let found = routes(into: table, to: bits, family, for: obstacle)
    var result = targets(in: found).filter { $0.target != route.target }.map {
      FixCandidate([.changeRoute(table, route, $0.target)], rank: $0.rank)
    }
    var without = entry
    without.routes.removeAll { $0 == route }
    if let other = usableRoute(in: without, to: bits, family), other.origin == .written {
      result.append(FixCandidate([.removeRoute(table, route)], rank: result.isEmpty ? 0 : 1))
    }
    return result + found.map { FixCandidate($0.edits, rank: $0.rank + 2) }
  }

  /// The NAT gateway in place of the internet gateway, for hosts without a public address.
  func behindNATGateway(_ obstacle: Obstacle) -> [FixCandidate] {
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    guard family == .ipv4, obstacle.direction == .forward, !isInside(bits, family),
      let (table, route) = lastRoute(before: obstacle), case .internetGateway = route.target
    else { return [] }
    let targets = natGateways(for: table, to: bits, family)
    var result: [FixCandidate] = []
    if route.origin == .written, isPrivate(table) {
      result += targets.enumerated().map { index, target in
        FixCandidate([.changeRoute(table, route, target)], rank: min(index, 1))
      }
    }
    for target in targets {
      result += routeBlocks(of: bits, family).compactMap { blocks in
        candidate(table, blocks.map { .prefix($0) }, target, rank: result.isEmpty ? 0 : 1)
      }
    }
    return result
  }

  /// The appliance that the gateway's own table steers replies to, for the requests as well (R52).
  func sameAppliance(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let (table, route) = lastRoute(before: obstacle), route.origin == .written,
      case .internetGateway(let gateway) = route.target,
      let edge = model.internetGateways[gateway].edgeRouteTable,
      let back = usableRoute(
        in: model.routeTables[edge], to: obstacle.packets.sources, obstacle.packets.family),
      case .interface(let appliance) = back.target
    else { return [] }
    let narrow = routeBlocks(of: obstacle.packets.destinations, obstacle.packets.family)
      .compactMap { candidate(table, $0.map { .prefix($0) }, .interface(appliance), rank: 1) }
    return [FixCandidate([.changeRoute(table, route, .interface(appliance))], rank: 0)] + narrow
  }

  /// The way back to the internet by the gateway that the request came in by.
  func returnRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let asked = packetClass(of: obstacle), case .interfaces(let members) = asked.goal,
      let member = members.first,
      let gateway = obstacle.context.lazy.compactMap({ component -> ID<InternetGateway>? in
        if case .internetGateway(let id) = component { id } else { nil }
      }).first
    else { return [] }
    let subnet = model.interfaces[member].subnet
    let table = model.subnets[subnet].routeTable
    let found = routeBlocks(of: obstacle.packets.destinations, obstacle.packets.family)
      .compactMap { candidate(table, $0.map { .prefix($0) }, .internetGateway(gateway), rank: 0) }
    return found + siblingTables(for: subnet, obstacle, rank: found.isEmpty ? 0 : 2)
  }

  /// Another table of the VPC that knows the way, for the whole subnet: those first that serve
  /// subnets with public hosts if it has one, too.
  private func siblingTables(
    for subnet: ID<Subnet>, _ obstacle: Obstacle, rank: Int
  ) -> [FixCandidate] {
    let table = model.subnets[subnet].routeTable
    let (bits, family) = (obstacle.packets.destinations, obstacle.packets.family)
    let others = siblings(of: table).filter { sibling in
      servesAttachment(sibling) == servesAttachment(table)
        && usableRoute(in: model.routeTables[sibling], to: bits, family).map {
          leads($0, to: bits, family)
        } ?? false
    }
    let isPrivate = hasOnlyPrivateHosts([subnet])
    let alike = others.filter { self.isPrivate($0) == isPrivate }
    return (alike + others.filter { !alike.contains($0) }).enumerated().map { index, other in
      FixCandidate([.routeSubnet(subnet, by: other)], rank: rank + min(index, 1))
    }
  }

  // MARK: - Candidates for a table

  /// Routes for a destination: those that sibling tables have, then what the network offers.
  func routes(
    into table: ID<RouteTable>, to bits: AddressBits, _ family: Family, for obstacle: Obstacle
  ) -> [FixCandidate] {
    let blocks = routeBlocks(of: bits, family)
    var result: [FixCandidate] = []
    func add(_ destinations: [Route.Destination], _ target: Route.Target, rank: Int) {
      guard let new = candidate(table, destinations, target, rank: rank),
        !result.contains(where: { $0.edits == new.edits })
      else { return }
      result.append(new)
    }
    let isTransit = servesAttachment(table)
    for sibling in siblings(of: table) {
      guard let route = usableRoute(in: model.routeTables[sibling], to: bits, family),
        leads(route, to: bits, family)
      else { continue }
      let base = servesAttachment(sibling) == isTransit ? 0 : 1
      for (index, target) in twins(of: route.target, for: table).enumerated() {
        for wanted in destinations(of: route, or: blocks) {
          add(wanted, target, rank: base + min(index, 1))
        }
      }
    }
    let base = result.isEmpty ? 0 : 1
    for (target, rank) in targets(for: table, to: bits, family, obstacle) {
      for one in blocks { add(one.map { .prefix($0) }, target, rank: base + rank) }
    }
    return result
  }

  /// Edits that add routes to one target, if AWS would take them.
  private func candidate(
    _ table: ID<RouteTable>, _ destinations: [Route.Destination], _ target: Route.Target, rank: Int
  ) -> FixCandidate? {
    let known = Set(model.routeTables[table].routes.map(\.destination))
    guard !destinations.isEmpty, isUsable(target), known.isDisjoint(with: destinations) else {
      return nil
    }
    return FixCandidate(destinations.map { .addRoute(table, $0, target) }, rank: rank)
  }

  /// The targets that candidates name, each once.
  private func targets(in candidates: [FixCandidate]) -> [(target: Route.Target, rank: Int)] {
    var seen: Set<Route.Target> = []
    return candidates.compactMap { candidate in
      guard case .addRoute(_, _, let target)? = candidate.edits.first, seen.insert(target).inserted
      else { return nil }
      return (target, candidate.rank)
    }
  }

  /// A sibling's own destination; for one that is everybody, or unnameable, the blocks asked for.
  private func destinations(
    of route: Route, or blocks: [[Prefix]]
  ) -> [[Route.Destination]] {
    switch route.destination {
    case .prefix(let prefix) where prefix.length > 0: return [[route.destination]]
    case .prefixList(let id) where model.prefixLists[id].entries.allSatisfy({ $0.length > 0 }):
      return [[route.destination]]
    case .prefix, .prefixList: return blocks.map { $0.map { .prefix($0) } }
    }
  }

  // MARK: - Siblings

  /// Other tables of the VPC, those of the same role first.
  private func siblings(of table: ID<RouteTable>) -> [ID<RouteTable>] {
    let vpc = model.routeTables[table].vpc
    let role = servesAttachment(table)
    let others = model.routeTables.ids.filter {
      $0 != table && model.routeTables[$0].vpc == vpc && model.routeTables[$0].edgeOf == nil
    }
    return others.filter { servesAttachment($0) == role }
      + others.filter { servesAttachment($0) != role }
  }

  /// Whether packets from a transit gateway are routed by a table.
  private func servesAttachment(_ table: ID<RouteTable>) -> Bool {
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
  private func leads(_ route: Route, to bits: AddressBits, _ family: Family) -> Bool {
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
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .blackhole:
      return [target]
    }
    let near = others.filter { zone(of: $0).map { zones.contains($0) } ?? false }
    return near.contains(target) ? [target] : near + [target]
  }

  private func zone(of target: Route.Target) -> String? {
    switch target {
    case .natGateway(let id): model.subnets[model.natGateways[id].subnet].zone
    case .interface(let id): model.subnets[model.interfaces[id].subnet].zone
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .blackhole:
      nil
    }
  }

  // MARK: - Targets

  func isUsable(_ target: Route.Target) -> Bool {
    switch target {
    case .local, .blackhole: false
    case .internetGateway(let id): model.internetGateways[id].isAttached
    case .egressOnlyInternetGateway(let id): model.egressOnlyInternetGateways[id].isAttached
    case .natGateway(let id): model.natGateways[id].state == .available
    case .peering(let id): model.peerings[id].state == .active
    case .transitGateway: true
    case .interface(let id): model.isUp(id)
    }
  }

  /// What leads to a destination from a VPC, whatever its tables say, with a rank each.
  private func targets(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family, _ obstacle: Obstacle
  ) -> [(Route.Target, rank: Int)] {
    let vpc = model.routeTables[table].vpc
    let appliances =
      servesAttachment(table) ? self.appliances(in: vpc).map { Route.Target.interface($0) } : []
    let zones = Set(model.subnets.elements.filter { $0.routeTable == table }.map(\.zone))
    let near = appliances.filter { zone(of: $0).map { zones.contains($0) } ?? false }
    let inspecting = near.isEmpty ? appliances : near
    let direct = self.direct(from: vpc, to: bits, family)
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
    var result: [Route.Target] = []
    for (far, _) in vpcBlocks(of: bits, family) where far != vpc {
      result += model.peerings.ids.filter { model.peerings[$0].other(than: vpc) == far }
        .map { .peering($0) }
    }
    return result + gateways(joining: vpc).map { .transitGateway($0) }
  }

  private func internetTargets(
    of vpc: ID<VPC>, _ bits: AddressBits, _ family: Family
  ) -> [Route.Target] {
    var targets: [Route.Target] = []
    if let gateway = model.vpcs[vpc].internetGateway { targets.append(.internetGateway(gateway)) }
    switch family {
    case .ipv4:
      targets += model.natGateways.ids
        .filter { model.subnets[model.natGateways[$0].subnet].vpc == vpc }
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
  private func natGateways(
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
      guard nat.connectivity == .public, home.routeTable != table,
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
        && home.vpc == model.routeTables[table].vpc && home.routeTable != table
        && isUsable(.natGateway(id))
    }
  }

  /// Whether nothing that a table serves has a public address.
  private func isPrivate(_ table: ID<RouteTable>) -> Bool {
    hasOnlyPrivateHosts(Set(model.subnets.ids.filter { model.subnets[$0].routeTable == table }))
  }

  private func hasOnlyPrivateHosts(_ subnets: Set<ID<Subnet>>) -> Bool {
    !model.interfaces.elements.contains {
      !$0.publicAddresses.isEmpty && subnets.contains($0.subnet)
    }
      && !model.natGateways.elements.contains {
        $0.publicAddress != nil && subnets.contains($0.subnet)
      }
  }
}

extension Route.Target {
  /// Whether it leads to the internet, or to a translator on the way there.
  var leadsOutside: Bool {
    switch self {
    case .internetGateway, .egressOnlyInternetGateway, .natGateway: true
    case .local, .peering, .transitGateway, .interface, .blackhole: false
    }
  }

  /// The target by which packets cross a component to another VPC.
  init?(crossing component: ComponentID) {
    switch component {
    case .peering(let id): self = .peering(id)
    case .transitGateway(let id): self = .transitGateway(id)
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .prefixList:
      return nil
    }
  }
}
