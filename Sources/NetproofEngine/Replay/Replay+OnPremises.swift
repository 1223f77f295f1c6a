import NetproofModel
import NetproofSets

/// Networks outside of AWS, and the lines that lead to them (R148 to R157).
extension Replay.Walk {
  /// By a line to the network that holds the destination.
  mutating func onPremises(by line: Line) -> Replay.Step {
    if let unknown = undescribedPart(of: line) { return end(gap: .notDescribed, unknown) }
    crossings.append(.border)
    checkState(of: line, towardPremises: true)
    if let router = router(of: line), model.directConnectGateways[router].hairpins,
      model.directConnectGateways[router].associations.contains(where: { association in
        association.announced.contains { $0.contains(packet.destinationAddress) }
      })
    {
      return pass(router, by: line)
    }
    let networks = networks(behind: line)
    let holder = networks.first {
      model.networks[$0].addresses.contains(packet.destinationAddress)
    }
    if let step = meetHidden(holder, of: networks) { return step }
    guard let holder else {
      return end(.onpremDstUnknown, networks.first.map { .network($0) } ?? line.component)
    }
    guard expected == .network(holder) else { return end(wrongNetwork, .network(holder)) }
    return .received(.network(holder))
  }

  /// The end at a network that is not described: the one that holds the destination or, where none
  /// does, one that may.
  mutating func meetHidden(_ holder: ID<Network>?, of networks: [ID<Network>]) -> Replay.Step? {
    let candidates = holder.map { [$0] } ?? networks
    for network in candidates where !isDescribed(.network(network)) {
      return end(gap: .notDescribed, .network(network))
    }
    return nil
  }

  private func networks(behind line: Line) -> [ID<Network>] {
    switch line {
    case .vpn(let id): model.vpnConnections[id].networks
    case .virtualInterface(let id): model.virtualInterfaces[id].networks
    case .attachment(let id): edge(id)?.networks ?? []
    case .carrierGateway(let id): model.carrierGateways[id].networks
    case .localGateway(let id): model.localGateways[id].networks
    }
  }

  /// The line, or the Direct Connect gateway that it hangs on, if that is not described.
  func undescribedPart(of line: Line) -> ComponentID? {
    if !isDescribed(line.component) { return line.component }
    guard let router = router(of: line), !isDescribed(.directConnectGateway(router)) else {
      return nil
    }
    return .directConnectGateway(router)
  }

  private func router(of line: Line) -> ID<DirectConnectGateway>? {
    guard case .virtualInterface(let id) = line,
      case .directConnectGateway(let router) = model.virtualInterfaces[id].end
    else { return nil }
    return router
  }

  private func edge(_ id: ID<TransitGatewayAttachment>) -> EdgeLine? {
    guard case .edge(let edge) = model.attachments[id].resource else { return nil }
    return edge
  }

  func isWorking(_ line: Line) -> Bool {
    switch line {
    case .vpn(let id):
      let connection = model.vpnConnections[id]
      if let below = connection.transport, !model.attachments[below].state.forwards { return false }
      return connection.state == .available && connection.tunnels.contains(true)
    case .virtualInterface(let id):
      return model.virtualInterfaces[id].state == .available && model.virtualInterfaces[id].isBGPUp
    case .attachment(let id):
      guard let edge = edge(id), edge.sessions.contains(true) else { return false }
      if case .connect(let transport) = edge.kind, !model.attachments[transport].state.forwards {
        return false
      }
      return model.attachments[id].state.forwards
    case .carrierGateway(let id): return model.carrierGateways[id].state == .available
    case .localGateway(let id): return model.localGateways[id].state == .available
    }
  }

  mutating func checkState(of line: Line) {
    switch line {
    case .vpn(let id):
      let connection = model.vpnConnections[id]
      if connection.state != .available { obstruct(.targetBadState, line.component) }
      if let below = connection.transport { checkState(of: below) }
      if !connection.tunnels.contains(true) { obstruct(.vpnTunnelsDown, line.component) }
      switch (packet.family, tunnelled(by: id)) {
      case (.ipv6, .ipv4): obstruct(.vpnNoIPv6, line.component)
      case (.ipv4, .ipv6): obstruct(.vpnNoIPv4, line.component)
      case (.ipv4, .ipv4), (.ipv6, .ipv6): break
      }
    case .virtualInterface(let id):
      let interface = model.virtualInterfaces[id]
      if interface.state != .available { obstruct(.targetBadState, line.component) }
      if !interface.isBGPUp { obstruct(.dxBGPDown, line.component) }
    case .attachment(let id):
      guard let edge = edge(id) else { return }
      var down = Code.vpnTunnelsDown
      if case .connect(let transport) = edge.kind {
        down = .connectPeersDown
        checkState(of: transport)
      }
      if !edge.sessions.contains(true) { obstruct(down, line.component) }
    case .carrierGateway, .localGateway:
      if !isWorking(line) { obstruct(.targetBadState, line.component) }
    }
  }

  /// The family inside the tunnels of a connection (R154).
  private func tunnelled(by id: ID<VPNConnection>) -> Family {
    model.vpnConnections[id].gateway == nil ? model.vpnConnections[id].insideFamily : .ipv4
  }

  /// The state of a line, and whether its selectors mean the packet (R153).
  mutating func checkState(of line: Line, towardPremises: Bool) {
    checkState(of: line)
    guard case .vpn(let id) = line else { return }
    let selectors = model.vpnConnections[id].selectors
    let (near, far) = (packet.sourceAddress, packet.destinationAddress)
    let isMeant =
      towardPremises
      ? means(selectors.remote, near) && means(selectors.local, far)
      : means(selectors.local, near) && means(selectors.remote, far)
    if !isMeant { obstruct(.vpnTrafficSelector, line.component) }
  }

  private func means(_ side: [Prefix], _ address: Address) -> Bool {
    let own = side.filter { $0.family == address.family }
    return own.isEmpty || own.contains { $0.contains(address) }
  }

  // MARK: - Out of a network

  /// The packet leaves a network by its attachment.
  mutating func leave(_ id: ID<Network>) -> Replay.Step {
    guard isDescribed(.network(id)) else { return end(gap: .notDescribed, .network(id)) }
    passFirewall(of: id, .outbound)
    crossings.append(.border)
    guard case .lines(let lines) = model.networks[id].attachment else { return .internet }
    guard lines.count > 1 else { return leave(id, by: lines[0]) }
    return leave(id, byOneOf: lines)
  }

  var noRouteOnPremises: Code { direction == .forward ? .onpremNoRoute : .onpremNoReturnRoute }

  /// By the line with the longest prefix that holds the destination; of several, one that works.
  private mutating func leave(_ id: ID<Network>, byOneOf lines: [Line]) -> Replay.Step {
    let destination = packet.destinationAddress
    var routes: [(prefix: Prefix, line: Line)] = []
    for line in lines {
      if let unknown = undescribedPart(of: line) { return end(gap: .notDescribed, unknown) }
      let (prefixes, unknown) = prefixes(of: id, to: line)
      if let unknown { return end(gap: .notDescribed, unknown) }
      routes += prefixes.map { ($0, line) }
    }
    let working = routes.filter { isWorking($0.line) }
    // What is announced by a line that is down is withdrawn where another line leads.
    routes = routes.filter { route in
      isWorking(route.line) || !working.contains { $0.prefix.contains(route.prefix) }
    }
    let matching = routes.filter { $0.prefix.contains(destination) }
    let longest = matching.map(\.prefix.length).max()
    var best: [Line] = []
    for route in matching where route.prefix.length == longest && !best.contains(route.line) {
      best.append(route.line)
    }
    let up = best.filter { isWorking($0) }
    if !up.isEmpty { best = up }
    guard !best.isEmpty else { return end(noRouteOnPremises, .network(id)) }
    return leave(id, by: best[choose(among: best.count, at: .network(id))])
  }

  private mutating func leave(_ id: ID<Network>, by line: Line) -> Replay.Step {
    if let unknown = undescribedPart(of: line) { return end(gap: .notDescribed, unknown) }
    switch line {
    case .vpn(let connection):
      if let gateway = model.vpnConnections[connection].gateway {
        return leave(id, by: line, into: gateway)
      }
      return leave(id, by: line, intoOneOf: attachments(of: connection))
    case .virtualInterface(let interface):
      switch model.virtualInterfaces[interface].end {
      case .vpnGateway(let gateway): return leave(id, by: line, into: gateway)
      case .directConnectGateway(let router): return leave(id, by: line, into: router)
      }
    case .attachment(let attachment): return leave(id, by: line, intoOneOf: [attachment])
    case .carrierGateway, .localGateway: break
    }
    switch knows(id, packet.destinationAddress, by: line) {
    case .gap(let component): return end(gap: .notDescribed, component)
    case .no: return end(noRouteOnPremises, .network(id))
    case .yes: break
    }
    switch line {
    case .carrierGateway(let gateway): return arrive(at: gateway)
    case .localGateway(let gateway): return arrive(at: gateway)
    case .vpn, .virtualInterface, .attachment: return .stop
    }
  }

  private mutating func leave(
    _ id: ID<Network>, by line: Line, intoOneOf attachments: [ID<TransitGatewayAttachment>]
  ) -> Replay.Step {
    guard !attachments.isEmpty else {
      if let unknown = mayAttachConnections() { return end(gap: .notDescribed, unknown) }
      return end(noRouteOnPremises, .network(id))
    }
    let attachment = attachments[choose(among: attachments.count, at: line.component)]
    guard isDescribed(.attachment(attachment)) else {
      return end(gap: .notDescribed, .attachment(attachment))
    }
    let known = model.networks[id].routesTo.map { ($0, nil) } ?? advertised(at: attachment, line)
    guard known.0.contains(where: { $0.contains(packet.destinationAddress) }) else {
      if let unknown = known.1 { return end(gap: .notDescribed, unknown) }
      return end(noRouteOnPremises, .network(id))
    }
    checkState(of: line, towardPremises: false)
    checkState(of: attachment)
    return .enter(attachment, zone: nil)
  }

  private func attachments(of connection: ID<VPNConnection>) -> [ID<TransitGatewayAttachment>] {
    model.attachments.ids.filter { model.attachments[$0].resource == .vpn(connection) }
  }

  // MARK: - What a network knows

  enum Knowledge {
    case yes
    case no
    case gap(ComponentID)
  }

  /// Whether a network sends packets for an address to a line (R156).
  func knows(_ id: ID<Network>, _ address: Address, by line: Line) -> Knowledge {
    let (prefixes, unknown) = prefixes(of: id, to: line)
    if prefixes.contains(where: { $0.contains(address) }) { return .yes }
    return unknown.map { .gap($0) } ?? .no
  }

  /// What a network sends to a line, and what may hide that there is more.
  private func prefixes(of id: ID<Network>, to line: Line) -> ([Prefix], ComponentID?) {
    if let stated = model.networks[id].routesTo { return (stated, nil) }
    switch line {
    case .vpn(let connection):
      if let gateway = model.vpnConnections[connection].gateway {
        return announced(by: gateway, to: line)
      }
      var (all, unknown): ([Prefix], ComponentID?) = ([], nil)
      let attachments = attachments(of: connection)
      if attachments.isEmpty { return ([], mayAttachConnections()) }
      for attachment in attachments {
        let (prefixes, gap) = advertised(at: attachment, line)
        all += prefixes
        unknown = unknown ?? gap
      }
      return (all, unknown)
    case .virtualInterface(let interface):
      switch model.virtualInterfaces[interface].end {
      case .vpnGateway(let gateway): return announced(by: gateway, to: line)
      case .directConnectGateway(let router): return announced(by: router)
      }
    case .attachment(let attachment): return advertised(at: attachment, line)
    case .carrierGateway: return ([Prefix(containing: Address(.ipv4, 0), length: 0)], nil)
    case .localGateway(let gateway): return announced(by: gateway)
    }
  }

  /// What AWS advertises at an attachment: the routes of its associated table (R156).
  private func advertised(
    at attachment: ID<TransitGatewayAttachment>, _ line: Line
  ) -> ([Prefix], ComponentID?) {
    // No session of the tunnels is of the other family.
    if case .vpn(let connection) = line, tunnelled(by: connection) != packet.family {
      return ([], nil)
    }
    guard isDescribed(.attachment(attachment)) else { return ([], .attachment(attachment)) }
    let gateway = model.attachments[attachment].transitGateway
    let router = model.component(of: gateway)
    guard isDescribed(router) else { return ([], router) }
    guard let table = model.attachments[attachment].association else {
      return ([], hiddenTable(of: gateway))
    }
    guard isDescribed(model.component(of: table)) else {
      return ([], model.component(of: table))
    }
    let routes = model.transitGatewayRouteTables[table].routes
    let isOpen = model.transitGateways[gateway].kind == .unknownCoreNetwork
    let unknown = isOpen ? router : unknownPropagation(in: table)?.1
    return (routes.filter { $0.target != .blackhole }.map(\.prefix), unknown)
  }
}
