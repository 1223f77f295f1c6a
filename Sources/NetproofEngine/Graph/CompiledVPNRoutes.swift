import NetproofModel
import NetproofSets

/// What a virtual private gateway knows, with the longest prefix and the ties resolved (R151).
struct CompiledVPNRoutes: Sendable {
  /// The connections by which a block is reached; several only where AWS chooses.
  struct Group: Sendable {
    let prefix: Prefix
    let bits: AddressBits
    let connections: [ID<VPNConnection>]
  }

  private let ipv4: [Group]
  private let ipv6: [Group]
  /// All that the gateway knows.
  let known: AddressSet
  /// A connection of the gateway that nobody describes: it may know anything.
  let unknown: ComponentID?

  init(_ id: ID<VPNGateway>, _ model: Model) {
    let gateway = model.vpnGateways[id]
    /// Connections that are up go first, then those with static routes.
    func rank(_ id: ID<VPNConnection>) -> Int {
      let connection = model.vpnConnections[id]
      return (connection.isUp ? 0 : 2) + (connection.routing == .static ? 0 : 1)
    }
    var order: [Prefix] = []
    var best: [Prefix: [ID<VPNConnection>]] = [:]
    for route in gateway.routes {
      guard let first = best[route.prefix]?.first else {
        order.append(route.prefix)
        best[route.prefix] = [route.connection]
        continue
      }
      let (new, old) = (rank(route.connection), rank(first))
      if new < old { best[route.prefix] = [route.connection] }
      if new == old { best[route.prefix, default: []].append(route.connection) }
    }
    let groups = order.sorted { ($1.length, $0.base) < ($0.length, $1.base) }.map {
      Group(prefix: $0, bits: $0.bits, connections: best[$0] ?? [])
    }
    ipv4 = groups.filter { $0.prefix.family == .ipv4 }
    ipv6 = groups.filter { $0.prefix.family == .ipv6 }
    known = AddressSet(order)
    unknown = model.unknownConnection(of: id)
  }

  /// Longest first.
  func groups(_ family: Family) -> [Group] { family == .ipv4 ? ipv4 : ipv6 }
}

extension Model {
  /// A connection that ends at a virtual private gateway and is not described.
  fileprivate func unknownConnection(of id: ID<VPNGateway>) -> ComponentID? {
    vpnGateways[id].connections.first { !vpnConnections[$0].identity.isDescribed }
      .map { .vpnConnection($0) }
  }

  /// What is not described and would have to be for a VPC's table to be known: a gateway that
  /// propagates into it, or one of that gateway's connections.
  func unknownPropagation(into table: RouteTable) -> ComponentID? {
    for gateway in table.propagations {
      if !vpnGateways[gateway].identity.isDescribed { return .vpnGateway(gateway) }
      if vpnGateways[gateway].isAttached, let unknown = unknownConnection(of: gateway) {
        return unknown
      }
    }
    return nil
  }
}
