import NetproofModel
import NetproofSets

/// Virtual private gateways (R149 to R155).
extension Replay.Walk {
  /// From a subnet of a VPC by its virtual private gateway.
  mutating func leave(_ vpc: ID<VPC>, by gateway: ID<VPNGateway>) -> Replay.Step {
    let component = ComponentID.vpnGateway(gateway)
    if direction == .reply, enteredByInternetGateway.contains(vpc) {
      return end(.returnNotViaIGW, component)
    }
    let source = packet.sourceAddress
    if owners.interface(of: source, in: vpc) == nil, owners.natGateway(of: source, in: vpc) == nil {
      obstruct(.spoofedSource, component)
    }
    if let unknown = unknownConnection(of: gateway) { return end(gap: .notDescribed, unknown) }
    let connections = connections(of: gateway, knowing: packet.destinationAddress)
    guard !connections.isEmpty else { return end(.vpnPrefixUnknown, component) }
    return .onPremises(connections[choose(among: connections.count, at: component)])
  }

  private func unknownConnection(of gateway: ID<VPNGateway>) -> ComponentID? {
    for id in model.vpnConnections.ids where model.vpnConnections[id].gateway == gateway {
      if !isDescribed(.vpnConnection(id)) { return .vpnConnection(id) }
    }
    return nil
  }

  /// What of a table's propagations is not described.
  func unknownPropagation(in table: ID<RouteTable>) -> ComponentID? {
    for gateway in model.routeTables[table].propagations {
      guard isDescribed(.vpnGateway(gateway)) else { return .vpnGateway(gateway) }
      if let unknown = unknownConnection(of: gateway), model.vpnGateways[gateway].isAttached {
        return unknown
      }
    }
    return nil
  }

  /// The connections of the longest prefix that holds an address: those that are up, else the
  /// others; of these the ones with static routes, else those with BGP (R151).
  private func connections(
    of gateway: ID<VPNGateway>, knowing address: Address
  ) -> [ID<VPNConnection>] {
    let matching = model.vpnGateways[gateway].routes.filter { $0.prefix.contains(address) }
    let longest = matching.map(\.prefix.length).max()
    var best = matching.filter { $0.prefix.length == longest }.map(\.connection)
    let working = best.filter { isWorking($0) }
    if !working.isEmpty { best = working }
    let fixed = best.filter { model.vpnConnections[$0].routing == .static }
    return fixed.isEmpty ? best : fixed
  }

  private func isWorking(_ id: ID<VPNConnection>) -> Bool {
    let connection = model.vpnConnections[id]
    return connection.state == .available && connection.tunnels.contains(true)
  }

  /// From an on-premises network by its connection, into the gateway at the other end.
  mutating func leave(
    _ network: ID<Network>, by connection: ID<VPNConnection>, into gateway: ID<VPNGateway>
  ) -> Replay.Step {
    guard isDescribed(.vpnGateway(gateway)) else {
      return end(gap: .notDescribed, .vpnGateway(gateway))
    }
    switch knows(network, by: connection, gateway) {
    case .gap(let component): return end(gap: .notDescribed, component)
    case .no:
      return end(
        direction == .forward ? .onpremNoRoute : .onpremNoReturnRoute, .network(network))
    case .yes: break
    }
    checkState(of: connection)
    let sources = model.vpnGateways[gateway].routes
    if !sources.contains(where: { $0.prefix.contains(packet.sourceAddress) }) {
      if let unknown = unknownConnection(of: gateway) { return end(gap: .notDescribed, unknown) }
      obstruct(.vpnPrefixUnknown, .vpnGateway(gateway))
    }
    return comeIn(by: connection, through: gateway)
  }

  private enum Knowledge {
    case yes
    case no
    case gap(ComponentID)
  }

  /// Whether a network sends packets for the destination to its connection (R156).
  private func knows(
    _ network: ID<Network>, by connection: ID<VPNConnection>, _ gateway: ID<VPNGateway>
  ) -> Knowledge {
    let destination = packet.destinationAddress
    if let stated = model.networks[network].routesTo {
      return stated.contains { $0.contains(destination) } ? .yes : .no
    }
    guard packet.family == .ipv4 else { return .no }
    let entry = model.vpnGateways[gateway]
    if entry.isAttached {
      guard isDescribed(.vpc(entry.vpc)) else { return .gap(.vpc(entry.vpc)) }
      if model.vpcs[entry.vpc].addresses.contains(destination) { return .yes }
    }
    if let unknown = unknownConnection(of: gateway) { return .gap(unknown) }
    guard model.vpnConnections[connection].routing == .bgp else { return .no }
    let isAnnounced = entry.routes.contains { route in
      route.connection != connection && route.prefix.contains(destination)
        && model.vpnConnections[route.connection].routing == .bgp
    }
    return isAnnounced ? .yes : .no
  }

  private mutating func comeIn(
    by connection: ID<VPNConnection>, through id: ID<VPNGateway>
  ) -> Replay.Step {
    let component = ComponentID.vpnGateway(id)
    let gateway = model.vpnGateways[id]
    let destination = packet.destinationAddress
    if gateway.isAttached {
      guard isDescribed(.vpc(gateway.vpc)) else {
        return end(gap: .notDescribed, .vpc(gateway.vpc))
      }
      if model.vpcs[gateway.vpc].addresses.contains(destination) {
        if direction == .forward { enteredByVPNGateway.insert(gateway.vpc) }
        return route(into: gateway.vpc, by: gateway.edgeRouteTable)
      }
    }
    guard model.vpnConnections[connection].routing == .bgp else {
      return end(.vgwDstNotENI, component)
    }
    if let unknown = unknownConnection(of: id) { return end(gap: .notDescribed, unknown) }
    let others = connections(of: id, knowing: destination).filter {
      $0 != connection && model.vpnConnections[$0].routing == .bgp
    }
    guard !others.isEmpty else { return end(.vgwDstNotENI, component) }
    return .onPremises(others[choose(among: others.count, at: component)])
  }

  /// By the gateway's own route table, if it has one (R50).
  private mutating func route(into vpc: ID<VPC>, by table: ID<RouteTable>?) -> Replay.Step {
    guard let table else { return .deliver(vpc, from: nil) }
    switch select(in: table, for: packet.destinationAddress) {
    case .unknown(let component): return end(gap: .notDescribed, component)
    case .none: return end(.noRoute, .routeTable(table))
    case .route(let route):
      if let step = failure(of: route, in: table) { return step }
      if case .inspection(let endpoint) = route.target { return inspect(at: endpoint) }
      guard case .interface(let interface) = route.target else {
        return .deliver(vpc, from: nil)
      }
      return reach(interface, from: nil)
    }
  }
}
