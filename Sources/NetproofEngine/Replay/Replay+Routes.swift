import NetproofModel
import NetproofSets

/// The choice of a route (R39 to R43).
extension Replay.Walk {
  /// What a route table says to a packet.
  enum Selection {
    case route(Route)
    case none
    /// The table depends on something that is not described.
    case unknown(ComponentID)
  }

  /// The route for an address; where AWS would choose, the walk does.
  mutating func select(in table: ID<RouteTable>, for address: Address) -> Selection {
    if let unknown = unknown(in: table, for: address) { return .unknown(unknown) }
    let routes = best(in: table, for: address)
    guard let first = routes.first else { return .none }
    guard case .prefixList = first.destination, first.origin != .propagated else {
      return .route(first)
    }
    var alternatives: [Route] = []
    for route in routes where !alternatives.contains(where: { $0.target == route.target }) {
      alternatives.append(route)
    }
    return .route(alternatives[choose(among: alternatives.count, at: .routeTable(table))])
  }

  /// What is missing to know the route for an address.
  private func unknown(in table: ID<RouteTable>, for address: Address) -> ComponentID? {
    guard isDescribed(.routeTable(table)) else { return .routeTable(table) }
    let routes = model.routeTables[table].routes.filter { $0.refusal == nil }
    let isLocal = routes.contains { $0.target == .local && length(of: $0, for: address) != nil }
    if isLocal { return nil }
    for route in routes {
      guard case .prefixList(let list) = route.destination, !isDescribed(.prefixList(list)) else {
        continue
      }
      // The lists of S3 and DynamoDB hold public addresses alone (R171).
      if route.origin == .endpoint, isPrivate(address) { continue }
      // S3 has IPv4 addresses alone (R173).
      if case .gatewayEndpoint(let id) = route.target, route.origin == .endpoint,
        address.family == .ipv6, model.endpoints[id].service.hasSuffix("s3")
      {
        continue
      }
      return .prefixList(list)
    }
    if let unknown = unknownPropagation(in: table) { return unknown }
    // A VPC that is not described may have further blocks, and so further `local` routes.
    let vpc = ComponentID.vpc(model.routeTables[table].vpc)
    return isDescribed(vpc) ? nil : vpc
  }

  private func isPrivate(_ address: Address) -> Bool {
    address.family == .ipv4
      ? Replay.SpecialAddresses.isPrivateIPv4(address)
      : isPrivateIPv6(address)
  }

  /// The routes of the greatest length and, among those, of the best rank, as in the table.
  func best(in table: ID<RouteTable>, for address: Address) -> [Route] {
    let isInside = model.vpcs[model.routeTables[table].vpc].addresses.contains(address)
    let usable = model.routeTables[table].routes.filter { route in
      route.refusal == nil && length(of: route, for: address) != nil
        && !(route.origin == .propagated && isInside)
    }
    let longest = usable.compactMap { length(of: $0, for: address) }.max()
    let long = usable.filter { length(of: $0, for: address) == longest }
    let first = long.map { rank(of: $0) }.min()
    return long.filter { rank(of: $0) == first }
  }

  /// The length of the longest block of a route that holds the address.
  private func length(of route: Route, for address: Address) -> Int? {
    switch route.destination {
    case .prefix(let prefix): prefix.contains(address) ? prefix.length : nil
    case .prefixList(let list):
      model.prefixLists[list].entries.filter { $0.contains(address) }.map(\.length).max()
    }
  }

  private func rank(of route: Route) -> Int {
    switch (route.origin, route.destination) {
    case (.propagated, _): 2
    case (.local, _), (.written, .prefix): 0
    case (.written, .prefixList), (.endpoint, _): 1
    }
  }

  /// Whether a selected route cannot carry the packet: how the walk ends then (R46, R47).
  mutating func failure(of route: Route, in table: ID<RouteTable>) -> Replay.Step? {
    if route.state == .blackhole || route.target == .blackhole {
      return end(.routeBlackhole, .routeTable(table))
    }
    guard let target = component(of: route.target) else { return nil }
    if route.state == .contradicted { return end(.targetBadState, target) }
    return isDescribed(target) ? nil : end(gap: .notDescribed, target)
  }

  private func component(of target: Route.Target) -> ComponentID? {
    switch target {
    case .local, .blackhole: nil
    case .internetGateway(let id): .internetGateway(id)
    case .egressOnlyInternetGateway(let id): .egressOnlyInternetGateway(id)
    case .natGateway(let id): .natGateway(id)
    case .peering(let id): .peering(id)
    case .transitGateway(let id): .transitGateway(id)
    case .coreNetwork(let id): .coreNetwork(id)
    case .vpnGateway(let id): .vpnGateway(id)
    case .carrierGateway(let id): .carrierGateway(id)
    case .localGateway(let id): .localGateway(id)
    case .interface(let id): .interface(id)
    case .gatewayEndpoint(let id), .inspection(let id): .endpoint(id)
    }
  }
}
