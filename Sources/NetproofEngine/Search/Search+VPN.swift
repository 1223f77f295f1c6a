import NetproofModel
import NetproofSets

/// Virtual private gateways, and the lines that lead to them (R149 to R155).
extension Search {
  // MARK: - Out of the VPC

  /// Packets that a route sends to a virtual private gateway.
  mutating func leave(_ walk: Walk, by id: ID<VPNGateway>, of vpc: ID<VPC>) {
    let component = ComponentID.vpnGateway(id)
    var walk = walk
    if let gateway = gatewayMissed(by: &walk, leaving: vpc, at: component) {
      return end(walk, .returnNotViaIGW, at: component, context: [gateway])
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

  /// Sends packets by the line that knows their destination (R149, R151).
  private mutating func send(_ walk: Walk, _ id: ID<VPNGateway>) {
    let component = ComponentID.vpnGateway(id)
    let routes = graph.vpnRoutes[id.index]
    if let unknown = routes.unknown { return end(walk, gap: .notDescribed, at: unknown) }
    var rest: Walk? = walk
    for group in routes.lines.groups(walk.header.family) {
      guard let current = rest else { return }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      if let inside = cut.inside { send(inside, id, by: group.choices) }
    }
    if let none = rest { end(none, .vpnPrefixUnknown, at: component) }
  }

  private mutating func send(_ walk: Walk, _ id: ID<VPNGateway>, by lines: [Line]) {
    let component = ComponentID.vpnGateway(id)
    var chosen: [(Walk, Line)] = []
    choose(walk, among: lines.count, at: component) { part, choice in
      chosen.append((part, lines[choice]))
    }
    for (part, line) in chosen {
      var part = part
      note(&part, component, .outbound, .forwarded, .state(component))
      if case .virtualInterface(let interface) = line,
        case .directConnectGateway(let gateway) = model.virtualInterfaces[interface].end
      {
        let between = ComponentID.directConnectGateway(gateway)
        note(&part, between, .outbound, .forwarded, .state(between))
      }
      toOnPremises(part, line)
    }
  }

  // MARK: - Into the VPC

  /// Packets of a network behind a line that ends at a virtual private gateway.
  mutating func fromOnPremises(
    _ walk: Walk, _ id: ID<Network>, _ line: Line, _ gateway: ID<VPNGateway>
  ) {
    let component = ComponentID.vpnGateway(gateway)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    for part in known(walk, to: id, by: line) {
      for part in admitted(part, by: line, .inbound) {
        var part = part
        part.cross(.onPremises(line))
        note(&part, line.component, .inbound, .forwarded, .state(line.component))
        enter(part, gateway, by: line)
      }
    }
  }

  /// What a virtual private gateway announces to a line that ends at it: its VPC and, from BGP to
  /// BGP, what it knows by other lines (R155, R156).
  func announcement(
    to line: Line, by id: ID<VPNGateway>, _ family: Family
  ) -> Announcement {
    guard model.carries(family, line) else { return Announcement() }
    var result = Announcement()
    let gateway = model.vpnGateways[id]
    if gateway.isAttached {
      let vpc = ComponentID.vpc(gateway.vpc)
      guard isDescribed(vpc) else { return Announcement(unknown: vpc) }
      result.prefixes = model.vpcs[gateway.vpc].cidrs
    }
    result.unknown = graph.vpnRoutes[id.index].unknown
    guard result.unknown == nil, relays(line, id) else { return result }
    for route in gateway.routes
    where route.line != line && relays(route.line, id)
      && model.carries(route.prefix.family, route.line)
    {
      result.prefixes.append(route.prefix)
    }
    return result
  }

  /// Whether a gateway relays between a line and others (R155): those with BGP that end at it.
  private func relays(_ line: Line, _ id: ID<VPNGateway>) -> Bool {
    switch line {
    case .vpn(let connection): model.vpnConnections[connection].routing == .bgp
    case .virtualInterface(let interface):
      model.virtualInterfaces[interface].end == .vpnGateway(id)
    case .attachment, .carrierGateway, .localGateway: false
    }
  }

  /// Packets that come to a gateway by one of its lines (R149).
  mutating func enter(_ walk: Walk, _ id: ID<VPNGateway>, by line: Line) {
    let component = ComponentID.vpnGateway(id)
    let routes = graph.vpnRoutes[id.index]
    let cut = split(walk, sourcesIn: routes.known[walk.header.family])
    if let own = cut.inside { land(own, id, by: line) }
    guard var foreign = cut.outside else { return }
    if let unknown = routes.unknown { return end(foreign, gap: .notDescribed, at: unknown) }
    block(
      &foreign, .vpnPrefixUnknown, at: component, side: .inbound, context: [line.component])
    land(foreign, id, by: line)
  }

  private mutating func land(_ walk: Walk, _ id: ID<VPNGateway>, by line: Line) {
    let component = ComponentID.vpnGateway(id)
    let gateway = model.vpnGateways[id]
    var rest: Walk? = walk
    if gateway.isAttached {
      let vpc = ComponentID.vpc(gateway.vpc)
      guard isDescribed(vpc) else { return end(walk, gap: .notDescribed, at: vpc) }
      let cut = split(
        walk, destinationsIn: model.vpcs[gateway.vpc].addresses[walk.header.family])
      if var inside = cut.inside {
        inside.cross(.vpnGateway(id))
        note(&inside, component, .inbound, .forwarded, .state(component))
        steer(inside, gateway.vpc, by: gateway.edgeRouteTable, fromInternet: false)
      }
      rest = cut.outside
    }
    guard let outside = rest else { return }
    relay(outside, id, from: line)
  }

  /// Relays packets from one site to another (CloudHub, R155), or drops them.
  private mutating func relay(_ walk: Walk, _ id: ID<VPNGateway>, from line: Line) {
    let component = ComponentID.vpnGateway(id)
    let vpc = ComponentID.vpc(model.vpnGateways[id].vpc)
    var rest: Walk? = walk
    if relays(line, id) {
      let routes = graph.vpnRoutes[id.index]
      if let unknown = routes.unknown { return end(walk, gap: .notDescribed, at: unknown) }
      for group in routes.lines.groups(walk.header.family) {
        guard let current = rest else { return }
        let cut = split(current, destinationsIn: group.bits)
        rest = cut.outside
        guard let inside = cut.inside else { continue }
        let others = group.choices.filter { $0 != line && relays($0, id) }
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
      guard case .vpnGateway(let gateway) = crossing else { return false }
      return model.vpnGateways[gateway].vpc == vpc
    }
    return entered && !walk.translations.contains(where: \.collapses)
  }
}
