import NetproofModel
import NetproofSets

/// Virtual private gateways (R149 to R155).
extension Replay.Walk {
  /// From a subnet of a VPC by its virtual private gateway.
  mutating func leave(_ vpc: ID<VPC>, by gateway: ID<VPNGateway>) -> Replay.Step {
    let component = ComponentID.vpnGateway(gateway)
    if missesInternetGateway(of: vpc) {
      return end(.returnNotViaIGW, component)
    }
    let source = packet.sourceAddress
    if owners.interface(of: source, in: vpc) == nil, owners.natGateway(of: source, in: vpc) == nil {
      obstruct(.spoofedSource, component)
    }
    if let unknown = unknownLine(of: gateway) { return end(gap: .notDescribed, unknown) }
    let lines = lines(of: gateway, knowing: packet.destinationAddress)
    guard !lines.isEmpty else { return end(.vpnPrefixUnknown, component) }
    return .onPremises(lines[choose(among: lines.count, at: component)])
  }

  /// What leads to a gateway and is not described.
  private func unknownLine(of gateway: ID<VPNGateway>) -> ComponentID? {
    for line in model.vpnGateways[gateway].lines {
      if let unknown = hidesPrefixes(line) { return unknown }
    }
    return mayEndAtAnyGateway()
  }

  /// What is not described and does not say at which gateway it ends.
  private func mayEndAtAnyGateway() -> ComponentID? {
    func hangsOnTransitGateway(_ resource: TransitGatewayAttachment.Resource) -> Bool {
      model.attachments.elements.contains { $0.resource == resource }
    }
    let connection = model.vpnConnections.ids.first { id in
      !isDescribed(.vpnConnection(id)) && model.vpnConnections[id].gateway == nil
        && !hangsOnTransitGateway(.vpn(id))
    }
    if let connection { return .vpnConnection(connection) }
    let router = model.directConnectGateways.ids.first { id in
      !isDescribed(.directConnectGateway(id)) && !hangsOnTransitGateway(.directConnect(id))
    }
    if let router { return .directConnectGateway(router) }
    let interface = model.virtualInterfaces.ids.first { id in
      guard case .vpnGateway(let end) = model.virtualInterfaces[id].end else { return false }
      return !isDescribed(.virtualInterface(id)) && !model.vpnGateways.ids.contains(end)
    }
    return interface.map { .virtualInterface($0) }
  }

  /// What is not described of all that says which prefixes come from the other side of a line.
  func hidesPrefixes(_ line: Line) -> ComponentID? {
    undescribedPart(of: line) ?? model.hiddenNetwork(behind: line).map { .network($0) }
  }

  /// What of a table's propagations is not described.
  func unknownPropagation(in table: ID<RouteTable>) -> ComponentID? {
    for gateway in model.routeTables[table].propagations {
      guard isDescribed(.vpnGateway(gateway)) else { return .vpnGateway(gateway) }
      if let unknown = unknownLine(of: gateway), model.vpnGateways[gateway].isAttached {
        return unknown
      }
    }
    return nil
  }

  /// The lines of the longest prefix that holds an address: those that carry its family, of these
  /// those that work; then Direct Connect, else static routes, else BGP (R151).
  private func lines(of gateway: ID<VPNGateway>, knowing address: Address) -> [Line] {
    let matching = model.vpnGateways[gateway].routes.filter { $0.prefix.contains(address) }
    let longest = matching.map(\.prefix.length).max()
    var best = matching.filter { $0.prefix.length == longest }.map(\.line)
    func prefer(_ isBetter: (Line) -> Bool) {
      let better = best.filter(isBetter)
      if !better.isEmpty { best = better }
    }
    prefer { address.family == .ipv4 || isDirectConnect($0) }
    prefer { isWorking($0) }
    prefer { isDirectConnect($0) }
    prefer { line in
      guard case .vpn(let id) = line else { return false }
      return model.vpnConnections[id].routing == .static
    }
    return best
  }

  private func isDirectConnect(_ line: Line) -> Bool {
    if case .virtualInterface = line { true } else { false }
  }

  /// Whether two sites may talk through a gateway by this line of one of them (R155).
  private func isRelayed(_ line: Line, at gateway: ID<VPNGateway>) -> Bool {
    switch line {
    case .vpn(let id): return model.vpnConnections[id].routing == .bgp
    case .virtualInterface(let id):
      guard case .vpnGateway(gateway) = model.virtualInterfaces[id].end else { return false }
      return true
    case .attachment, .carrierGateway, .localGateway: return false
    }
  }

  /// From an on-premises network by its line, into the gateway at the other end.
  mutating func leave(
    _ network: ID<Network>, by line: Line, into gateway: ID<VPNGateway>
  ) -> Replay.Step {
    guard isDescribed(.vpnGateway(gateway)) else {
      return end(gap: .notDescribed, .vpnGateway(gateway))
    }
    switch knows(network, packet.destinationAddress, by: line) {
    case .gap(let component): return end(gap: .notDescribed, component)
    case .no: return end(noRouteOnPremises, .network(network))
    case .yes: break
    }
    checkState(of: line, towardPremises: false)
    return arrive(at: gateway, by: line)
  }

  /// The prefixes that a gateway announces to a line of its own, and what may hide further ones
  /// (R155, R156).
  func announced(by gateway: ID<VPNGateway>, to line: Line) -> (prefixes: [Prefix], ComponentID?) {
    guard isDescribed(.vpnGateway(gateway)) else { return ([], .vpnGateway(gateway)) }
    if packet.family == .ipv6, !isDirectConnect(line) { return ([], nil) }
    let entry = model.vpnGateways[gateway]
    var prefixes: [Prefix] = []
    if entry.isAttached {
      guard isDescribed(.vpc(entry.vpc)) else { return ([], .vpc(entry.vpc)) }
      prefixes = model.vpcs[entry.vpc].cidrs
    }
    if let unknown = unknownLine(of: gateway) { return (prefixes, unknown) }
    if isRelayed(line, at: gateway) {
      for route in entry.routes where route.line != line && isRelayed(route.line, at: gateway) {
        if route.prefix.family == .ipv6, !isDirectConnect(route.line) { continue }
        prefixes.append(route.prefix)
      }
    }
    return (prefixes, nil)
  }

  /// The packet comes to a gateway, which takes in what it has a route back to.
  mutating func arrive(at id: ID<VPNGateway>, by line: Line) -> Replay.Step {
    let known = model.vpnGateways[id].routes
    if !known.contains(where: { $0.prefix.contains(packet.sourceAddress) }) {
      if let unknown = unknownLine(of: id) { return end(gap: .notDescribed, unknown) }
      obstruct(.vpnPrefixUnknown, .vpnGateway(id))
    }
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
    guard isRelayed(line, at: id) else { return end(.vgwDstNotENI, component) }
    if let unknown = unknownLine(of: id) { return end(gap: .notDescribed, unknown) }
    let others = lines(of: id, knowing: destination).filter {
      $0 != line && isRelayed($0, at: id)
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
