import NetproofModel
import NetproofSets

/// Virtual private gateways, and the VPN connections that end at them (R149 to R155).
extension Search {
  // MARK: - Out of the VPC

  /// Packets that a route sends to a virtual private gateway.
  mutating func leave(_ walk: Walk, by id: ID<VPNGateway>, of vpc: ID<VPC>) {
    let component = ComponentID.vpnGateway(id)
    if walk.direction == .reply, let gateway = walk.entered(vpc) {
      return end(walk, .returnNotViaIGW, at: component, context: [.internetGateway(gateway)])
    }
    let family = walk.header.family
    var rest: Walk? = walk
    for own in [graph.owned[vpc.index][family], graph.attached[vpc.index][family]] {
      guard let current = rest else { return }
      let cut = split(current, sourcesIn: own)
      if let inside = cut.inside { send(inside, id) }
      rest = cut.outside
    }
    guard var foreign = rest else { return }
    block(&foreign, .spoofedSource, at: component, side: .outbound, context: [.vpc(vpc)])
    send(foreign, id)
  }

  /// Sends packets by the connection that knows their destination (R149, R151).
  private mutating func send(_ walk: Walk, _ id: ID<VPNGateway>) {
    let component = ComponentID.vpnGateway(id)
    let routes = graph.vpnRoutes[id.index]
    if let unknown = routes.unknown { return end(walk, gap: .notDescribed, at: unknown) }
    var rest: Walk? = walk
    for group in routes.groups(walk.header.family) {
      guard let current = rest else { return }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      if let inside = cut.inside { send(inside, id, by: group.connections) }
    }
    if let none = rest { end(none, .vpnPrefixUnknown, at: component) }
  }

  private mutating func send(
    _ walk: Walk, _ id: ID<VPNGateway>, by connections: [ID<VPNConnection>]
  ) {
    let component = ComponentID.vpnGateway(id)
    var chosen: [(Walk, ID<VPNConnection>)] = []
    choose(walk, among: connections.count, at: component) { part, choice in
      chosen.append((part, connections[choice]))
    }
    for (part, connection) in chosen {
      var part = part
      note(&part, component, .outbound, .forwarded, .state(component))
      toOnPremises(part, connection)
    }
  }

  // MARK: - Into the VPC

  /// Packets of a network behind a connection that ends at a virtual private gateway.
  mutating func fromOnPremises(
    _ walk: Walk, _ id: ID<Network>, _ connection: ID<VPNConnection>, _ gateway: ID<VPNGateway>
  ) {
    let component = ComponentID.vpnGateway(gateway)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    for part in known(walk, to: id, by: connection, gateway) {
      var part = part
      checkState(&part, connection)
      part.cross(.onPremises(connection))
      let line = ComponentID.vpnConnection(connection)
      note(&part, line, .inbound, .forwarded, .state(line))
      enter(part, gateway, by: connection)
    }
  }

  /// The packets that a network sends to a gateway: what it is said to, or what it learns there (R156).
  private mutating func known(
    _ walk: Walk, to id: ID<Network>, by connection: ID<VPNConnection>, _ gateway: ID<VPNGateway>
  ) -> [Walk] {
    let family = walk.header.family
    let code: Code = walk.direction == .forward ? .onpremNoRoute : .onpremNoReturnRoute
    var result: [Walk] = []
    var rest: Walk? = walk
    if let stated = model.networks[id].routesTo {
      let cut = split(walk, destinationsIn: AddressSet(stated)[family])
      if let inside = cut.inside { result.append(inside) }
      rest = cut.outside
    } else if family == .ipv4 {
      let entry = model.vpnGateways[gateway]
      if entry.isAttached {
        let vpc = ComponentID.vpc(entry.vpc)
        guard isDescribed(vpc) else {
          end(walk, gap: .notDescribed, at: vpc)
          return []
        }
        let cut = split(walk, destinationsIn: model.vpcs[entry.vpc].addresses.ipv4)
        if let inside = cut.inside { result.append(inside) }
        rest = cut.outside
      }
      if let outside = rest, let unknown = graph.vpnRoutes[gateway.index].unknown {
        end(outside, gap: .notDescribed, at: unknown)
        return result
      }
      if let outside = rest {
        let cut = split(outside, destinationsIn: announced(to: connection, gateway))
        if let inside = cut.inside { result.append(inside) }
        rest = cut.outside
      }
    }
    if let none = rest {
      end(none, code, at: .network(id), context: [.vpnConnection(connection)])
    }
    return result
  }

  /// What a gateway announces of its other connections: BGP to BGP alone (R155).
  private func announced(
    to connection: ID<VPNConnection>, _ gateway: ID<VPNGateway>
  ) -> AddressBits {
    guard model.vpnConnections[connection].routing == .bgp else { return AddressBits() }
    let prefixes = model.vpnGateways[gateway].routes.filter {
      $0.connection != connection && model.vpnConnections[$0.connection].routing == .bgp
    }.map(\.prefix)
    return AddressSet(prefixes).ipv4
  }

  /// Packets that come to a gateway by one of its connections (R149).
  private mutating func enter(
    _ walk: Walk, _ id: ID<VPNGateway>, by connection: ID<VPNConnection>
  ) {
    let component = ComponentID.vpnGateway(id)
    let routes = graph.vpnRoutes[id.index]
    let cut = split(walk, sourcesIn: routes.known[walk.header.family])
    if let own = cut.inside { land(own, id, by: connection) }
    guard var foreign = cut.outside else { return }
    if let unknown = routes.unknown { return end(foreign, gap: .notDescribed, at: unknown) }
    block(
      &foreign, .vpnPrefixUnknown, at: component, side: .inbound,
      context: [.vpnConnection(connection)])
    land(foreign, id, by: connection)
  }

  private mutating func land(
    _ walk: Walk, _ id: ID<VPNGateway>, by connection: ID<VPNConnection>
  ) {
    let component = ComponentID.vpnGateway(id)
    let gateway = model.vpnGateways[id]
    var rest: Walk? = walk
    if gateway.isAttached {
      let vpc = ComponentID.vpc(gateway.vpc)
      guard isDescribed(vpc) else { return end(walk, gap: .notDescribed, at: vpc) }
      let cut = split(
        walk, destinationsIn: model.vpcs[gateway.vpc].addresses[walk.header.family])
      if var inside = cut.inside {
        note(&inside, component, .inbound, .forwarded, .state(component))
        steer(inside, gateway.vpc, by: gateway.edgeRouteTable, fromInternet: false)
      }
      rest = cut.outside
    }
    guard let outside = rest else { return }
    relay(outside, id, from: connection)
  }

  /// Relays packets from one site to another (CloudHub, R155), or drops them.
  private mutating func relay(
    _ walk: Walk, _ id: ID<VPNGateway>, from connection: ID<VPNConnection>
  ) {
    let component = ComponentID.vpnGateway(id)
    let vpc = ComponentID.vpc(model.vpnGateways[id].vpc)
    var rest: Walk? = walk
    if model.vpnConnections[connection].routing == .bgp {
      let routes = graph.vpnRoutes[id.index]
      if let unknown = routes.unknown { return end(walk, gap: .notDescribed, at: unknown) }
      for group in routes.groups(walk.header.family) {
        guard let current = rest else { return }
        let cut = split(current, destinationsIn: group.bits)
        rest = cut.outside
        guard let inside = cut.inside else { continue }
        let others = group.connections.filter {
          $0 != connection && model.vpnConnections[$0].routing == .bgp
        }
        if others.isEmpty {
          end(inside, .vgwDstNotENI, at: component, context: [vpc])
        } else {
          send(inside, id, by: others)
        }
      }
    }
    if let none = rest { end(none, .vgwDstNotENI, at: component, context: [vpc]) }
  }
}

extension Search {
  /// Whether the packets come from behind a virtual private gateway of a VPC, untranslated (R150).
  func isFromVPN(_ walk: Walk, into vpc: ID<VPC>) -> Bool {
    let entered = walk.crossings.contains { crossing in
      guard case .onPremises(let connection) = crossing,
        let gateway = model.vpnConnections[connection].gateway
      else { return false }
      return model.vpnGateways[gateway].vpc == vpc
    }
    return entered && !walk.translations.contains(where: \.collapses)
  }
}
