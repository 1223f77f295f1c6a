public import NetproofSets

/// A virtual private gateway: the end of VPN connections and virtual interfaces at a VPC (R149 to
/// R155).
public struct VPNGateway: Hashable, Sendable {
  public let identity: Identity
  /// The VPC that it is written in.
  public let vpc: ID<VPC>
  public let isAttached: Bool
  /// The gateway route table that routes what comes in, if one is associated (R50).
  public var edgeRouteTable: ID<RouteTable>?
  /// The lines that lead to it: VPN connections, then virtual interfaces, directly or by a Direct
  /// Connect gateway.
  public var lines: [Line]

  /// What it knows of the other sides, line by line (R149, R153).
  ///
  /// What a line that is down has announced is withdrawn where another one leads there; where
  /// none does it stays, so that an answer can say what is down.
  public var routes: [VPNGatewayRoute]

  public init(
    identity: Identity, vpc: ID<VPC>, isAttached: Bool = true,
    edgeRouteTable: ID<RouteTable>? = nil, lines: [Line] = [],
    routes: [VPNGatewayRoute] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.isAttached = isAttached
    self.edgeRouteTable = edgeRouteTable
    self.lines = lines
    self.routes = routes
  }
}

/// A prefix that a virtual private gateway knows by one of its lines.
public struct VPNGatewayRoute: Hashable, Sendable {
  public let prefix: Prefix
  public let line: Line

  public init(prefix: Prefix, line: Line) {
    self.prefix = prefix
    self.line = line
  }
}

extension VPNConnection {
  /// Whether it carries packets: available, with a tunnel that is up (R152).
  public var isUp: Bool { state == .available && tunnels.contains(true) }
}

extension Model {
  /// What a virtual private gateway learns from its lines.
  func routes(from lines: [Line]) -> [VPNGatewayRoute] {
    let routes = lines.flatMap { line in
      learned(by: line).map { VPNGatewayRoute(prefix: $0, line: line) }
    }
    let standing = routes.filter { stands($0) }.map(\.prefix)
    return routes.filter { route in
      stands(route) || !standing.contains { $0.contains(route.prefix) }
    }
  }

  /// Whether what is known leads anywhere: the line is up, and carries the family.
  private func stands(_ route: VPNGatewayRoute) -> Bool {
    isUp(route.line) && carries(route.prefix.family, route.line)
  }

  /// The routes that a VPC's table takes over from virtual private gateways (R56), beside its others.
  ///
  /// A gateway that is detached propagates nothing, and none propagates IPv6 that it knows by VPN
  /// connections alone, which do not carry it (R154). What lies inside the VPC's own blocks is left out: `local` goes before it,
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
      let known = vpnGateways[gateway].routes.filter { carries($0.prefix.family, $0.line) }
      for prefix in known.map(\.prefix) where seen.insert(prefix).inserted {
        let isUp = known.contains { $0.prefix == prefix && self.isUp($0.line) }
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
