import NetproofEngine
import NetproofModel
import NetproofSets

/// Routes of VPCs' tables.
extension FixCandidates {
  // MARK: - Obstacles

  /// Routes for packets that find none, or, where a transit gateway has brought them to a VPC that
  /// has not their destination, another way from there.
  func noRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    let there = wrongAttachment(obstacle)
    let rank = there.isEmpty ? 0 : 2
    return there
      + missingRoute(obstacle).map { FixCandidate($0.edits, rank: $0.rank + rank) }
  }

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
    return otherWays(than: model.routeTables[table].routes[rule.index], in: table, obstacle)
  }

  /// A route around a NAT gateway that does not work, where another does.
  func aroundNATGateway(_ obstacle: Obstacle) -> [FixCandidate] {
    guard obstacle.direction == .forward, let (table, route) = lastRoute(before: obstacle),
      case .natGateway = route.target
    else { return [] }
    return otherWays(than: route, in: table, obstacle)
  }

  /// A table without a route that leads nowhere, the route with another target, or one beside it.
  private func otherWays(
    than route: Route, in table: ID<RouteTable>, _ obstacle: Obstacle
  ) -> [FixCandidate] {
    let entry = model.routeTables[table]
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    var result: [FixCandidate] = []
    var without = entry
    without.routes.removeAll { $0 == route }
    if let wider = usableRoute(in: without, to: bits, family), leads(wider, to: bits, family) {
      result.append(FixCandidate([.removeRoute(table, route)], rank: 0))
    }
    result += otherTargets(of: route, in: table, to: bits, family, obstacle, rank: result.count)
    let beside = result.isEmpty ? 0 : 2
    return result
      + routes(into: table, to: bits, family, for: obstacle).map {
        FixCandidate($0.edits, rank: $0.rank + beside)
      }
  }

  /// The route with each target that might be meant instead.
  private func otherTargets(
    of route: Route, in table: ID<RouteTable>, to bits: AddressBits, _ family: Family,
    _ obstacle: Obstacle, rank: Int
  ) -> [FixCandidate] {
    guard route.origin == .written, !isTooWide(route, for: bits, family) else { return [] }
    var targets: Set = [route.target]
    return routeChoices(for: table, to: bits, family, obstacle).compactMap { choice in
      guard isUsable(choice.target), targets.insert(choice.target).inserted else { return nil }
      return FixCandidate([.changeRoute(table, route, choice.target)], rank: rank + choice.rank)
    }
  }

  /// Another way where the last route that packets took leads to a place that has not their
  /// destination: the table without it, a longer route, or the route with another target.
  func wrongTurn(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let (table, route) = lastRoute(before: obstacle), route.origin == .written else {
      return []
    }
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    var result: [FixCandidate] = []
    let without = model.routeTables[table].routes.filter { $0 != route }
    if isMeant(without, for: bits, family) {
      result.append(FixCandidate([.removeRoute(table, route)], rank: 0))
    }
    let rank = result.count
    var longer: [FixCandidate] = []
    let blocks = routeBlocks(of: bits, family) + [subnetBlocks(of: bits, family)]
    for choice in routeChoices(for: table, to: bits, family, obstacle)
    where choice.target != route.target {
      for block in blocks {
        guard
          let new = candidate(
            table, block.map { .prefix($0) }, choice.target, rank: rank + choice.rank),
          !longer.contains(where: { $0.edits == new.edits })
        else { continue }
        longer.append(new)
      }
    }
    // A peering whose other VPC has not the block serves nobody at it.
    let isIdle = obstacle.code == .pcxDstNotInPeer
    let others = otherTargets(
      of: route, in: table, to: bits, family, obstacle,
      rank: rank + (isIdle || longer.isEmpty ? 0 : 1))
    return result + (isIdle ? others + longer : longer + others)
  }

  /// Whether some routes lead to a destination inside, `local` among them.
  private func isMeant(_ routes: [Route], for bits: AddressBits, _ family: Family) -> Bool {
    let holding = routes.compactMap { route -> (length: Int, target: Route.Target)? in
      guard case .prefix(let prefix) = route.destination, prefix.family == family,
        bits.isSubset(of: prefix.bits), route.refusal == nil
      else { return nil }
      return (prefix.length, route.target)
    }
    guard let best = holding.max(by: { $0.length < $1.length })?.target else { return false }
    return best == .local || isUsable(best) && !(best.leadsOutside && isInside(bits, family))
  }

  /// A route to the block itself, where two lists hold it with different targets and AWS takes any.
  func unambiguous(_ obstacle: Obstacle) -> [FixCandidate] {
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    func lists(_ route: Route) -> Bool {
      guard case .prefixList(let id) = route.destination else { return false }
      return model.prefixLists[id].entries.contains {
        $0.family == family && bits.isSubset(of: $0.bits)
      }
    }
    return routes(before: obstacle).flatMap { table, route -> [FixCandidate] in
      guard lists(route) else { return [] }
      let others = model.routeTables[table].routes.filter {
        $0.target != route.target && $0.refusal == nil && lists($0)
      }
      return others.flatMap { other in
        routeBlocks(of: bits, family).compactMap { blocks in
          candidate(table, blocks.map { .prefix($0) }, other.target, rank: 0)
        }
      }
    }
  }

  /// The NAT gateway in place of the internet gateway, for hosts without a public address.
  func behindNATGateway(_ obstacle: Obstacle) -> [FixCandidate] {
    let bits = obstacle.packets.destinations
    let family = obstacle.packets.family
    guard family == .ipv4, obstacle.direction == .forward, !isInside(bits, family),
      !isTranslated(before: obstacle), let (table, route) = lastRoute(before: obstacle),
      case .internetGateway = route.target
    else { return [] }
    let targets = natGateways(for: table, to: bits, family)
    var result: [FixCandidate] = []
    if route.origin == .written, isPrivate(table),
      !isTooWide(route, for: bits, family)
    {
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

  /// Whether what arrives at an obstacle comes from a NAT gateway, and not from a host.
  private func isTranslated(before obstacle: Obstacle) -> Bool {
    steps(before: obstacle).contains { step in
      guard case .natGateway = step.component else { return false }
      return step.action == .translated
    }
  }

  /// The appliance that the gateway's own table steers replies to, for the requests as well (R52).
  func sameAppliance(_ obstacle: Obstacle) -> [FixCandidate] {
    guard let (table, route) = lastRoute(before: obstacle), route.origin == .written,
      case .internetGateway(let gateway) = route.target,
      let edge = model.internetGateways[gateway].edgeRouteTable,
      let back = usableRoute(
        in: model.routeTables[edge], to: obstacle.packets.sources, obstacle.packets.family),
      back.target.passesOn
    else { return [] }
    let narrow = routeBlocks(of: obstacle.packets.destinations, obstacle.packets.family)
      .compactMap { candidate(table, $0.map { .prefix($0) }, back.target, rank: 1) }
    let packets = obstacle.packets
    guard !isTooWide(route, for: packets.destinations, packets.family) else { return narrow }
    return [FixCandidate([.changeRoute(table, route, back.target)], rank: 0)] + narrow
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
    var found = otherwise(obstacle, from: table, by: .internetGateway(gateway))
    let rank = found.count
    found += routeBlocks(of: obstacle.packets.destinations, obstacle.packets.family)
      .compactMap {
        candidate(table, $0.map { .prefix($0) }, .internetGateway(gateway), rank: rank)
      }
    return found + siblingTables(for: subnet, obstacle, rank: found.isEmpty ? 0 : 2)
  }

  /// The route of a table by which packets went elsewhere: none, where a wider one has the wanted
  /// target, or the same route with that target.
  private func otherwise(
    _ obstacle: Obstacle, from table: ID<RouteTable>, by target: Route.Target
  ) -> [FixCandidate] {
    let (bits, family) = (obstacle.packets.destinations, obstacle.packets.family)
    guard let route = routes(before: obstacle).last(where: { $0.table == table })?.route,
      route.origin == .written, route.target != target
    else { return [] }
    var result: [FixCandidate] = []
    var without = model.routeTables[table]
    without.routes.removeAll { $0 == route }
    if usableRoute(in: without, to: bits, family)?.target == target {
      result.append(FixCandidate([.removeRoute(table, route)], rank: 0))
    }
    if !isTooWide(route, for: bits, family), isUsable(target) {
      result.append(FixCandidate([.changeRoute(table, route, target)], rank: result.count))
    }
    return result
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

  /// Whether a route is for all addresses of a family, and the question for few of them: with another
  /// target it would send everybody another way, where a route to a block is enough (R253).
  func isTooWide(_ route: Route, for bits: AddressBits, _ family: Family) -> Bool {
    let isForEverybody =
      switch route.destination {
      case .prefix(let prefix): prefix.length == 0
      case .prefixList(let id): model.prefixLists[id].entries.contains { $0.length == 0 }
      }
    return isForEverybody && !routeBlocks(of: bits, family).isEmpty
  }

  // MARK: - Candidates for a table

  /// Routes for a destination: those that sibling tables have, then what the network offers.
  private func routes(
    into table: ID<RouteTable>, to bits: AddressBits, _ family: Family, for obstacle: Obstacle
  ) -> [FixCandidate] {
    let blocks = routeBlocks(of: bits, family)
    var result = propagation(into: table, to: bits, family)
    for choice in routeChoices(for: table, to: bits, family, obstacle) {
      let wanted =
        choice.sibling.map { destinations(of: $0, or: blocks) }
        ?? blocks.map { $0.map { .prefix($0) } }
      for destinations in wanted {
        guard let new = candidate(table, destinations, choice.target, rank: choice.rank),
          !result.contains(where: { $0.edits == new.edits })
        else { continue }
        result.append(new)
      }
    }
    return result
  }

  /// Edits that add routes to one target, if AWS would take them.
  func candidate(
    _ table: ID<RouteTable>, _ destinations: [Route.Destination], _ target: Route.Target, rank: Int
  ) -> FixCandidate? {
    if case .gatewayEndpoint(let id) = target {
      return isUsable(target) ? association(table, with: id, rank: rank) : nil
    }
    let known = Set(model.routeTables[table].routes.map(\.destination))
    guard !destinations.isEmpty, isUsable(target), known.isDisjoint(with: destinations) else {
      return nil
    }
    return FixCandidate(destinations.map { .addRoute(table, $0, target) }, rank: rank)
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
}
