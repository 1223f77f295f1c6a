public import NetproofSets

/// A virtual private gateway: the end of VPN connections at a VPC (R149 to R155).
public struct VPNGateway: Hashable, Sendable {
  public let identity: Identity
  /// The VPC that it is written in.
  public let vpc: ID<VPC>
  public let isAttached: Bool
  /// The gateway route table that routes what comes in, if one is associated (R50).
  public var edgeRouteTable: ID<RouteTable>?
  /// The connections that end at it, as the topology has them.
  public var connections: [ID<VPNConnection>]

  /// What it knows of the other sides, connection by connection (R149, R153).
  ///
  /// What a connection that is down has announced is withdrawn where another one leads there; where
  /// none does it stays, so that an answer can say what is down.
  public var routes: [VPNGatewayRoute]

  public init(
    identity: Identity, vpc: ID<VPC>, isAttached: Bool = true,
    edgeRouteTable: ID<RouteTable>? = nil, connections: [ID<VPNConnection>] = [],
    routes: [VPNGatewayRoute] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.isAttached = isAttached
    self.edgeRouteTable = edgeRouteTable
    self.connections = connections
    self.routes = routes
  }
}

/// A prefix that a virtual private gateway knows by one of its connections.
public struct VPNGatewayRoute: Hashable, Sendable {
  public let prefix: Prefix
  public let connection: ID<VPNConnection>

  public init(prefix: Prefix, connection: ID<VPNConnection>) {
    self.prefix = prefix
    self.connection = connection
  }
}

extension VPNConnection {
  /// Whether it carries packets: available, with a tunnel that is up (R152).
  public var isUp: Bool { state == .available && tunnels.contains(true) }
}

extension Model {
  /// What a virtual private gateway learns from its connections.
  func routes(from connections: [ID<VPNConnection>]) -> [VPNGatewayRoute] {
    var routes: [VPNGatewayRoute] = []
    for id in connections {
      var seen: Set<Prefix> = []
      for prefix in vpnConnections[id].learned where seen.insert(prefix).inserted {
        routes.append(VPNGatewayRoute(prefix: prefix, connection: id))
      }
    }
    let standing = routes.filter { vpnConnections[$0.connection].isUp }.map(\.prefix)
    return routes.filter { route in
      vpnConnections[route.connection].isUp || !standing.contains { $0.contains(route.prefix) }
    }
  }

  /// The routes that a VPC's table takes over from virtual private gateways (R56), beside its others.
  ///
  /// A gateway that is detached propagates nothing, and none propagates IPv6, which VPN connections
  /// do not carry (R154). What lies inside the VPC's own blocks is left out: `local` goes before it,
  /// however specific it is (R40). As for transit gateways, what is down is withdrawn where another
  /// route of the table leads there.
  public func propagatedRoutes(
    beside routes: [Route], from gateways: [ID<VPNGateway>], in vpc: ID<VPC>
  ) -> [Route] {
    let standing = routes.filter { $0.refusal == nil && $0.origin != .propagated }
      .flatMap { blocks(of: $0.destination) }
    var seen: Set<Prefix> = []
    var result: [Route] = []
    for gateway in gateways where vpnGateways[gateway].isAttached {
      let known = vpnGateways[gateway].routes
      for prefix in known.map(\.prefix)
      where prefix.family == .ipv4 && seen.insert(prefix).inserted {
        let isUp = known.contains { $0.prefix == prefix && vpnConnections[$0.connection].isUp }
        guard !vpcs[vpc].cidrs.contains(where: { $0.contains(prefix) }),
          isUp || !standing.contains(where: { $0.contains(prefix) })
        else { continue }
        result.append(
          Route(
            destination: .prefix(prefix), target: .vpnGateway(gateway), origin: .propagated))
      }
    }
    return result
  }

  private func blocks(of destination: Route.Destination) -> [Prefix] {
    switch destination {
    case .prefix(let prefix): [prefix]
    case .prefixList(let list): prefixLists[list].entries
    }
  }
}
