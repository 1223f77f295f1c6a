import NetproofModel
import NetproofSets

/// What the other side of a line is told to reach through it (R156).
struct Announcement {
  var prefixes: [Prefix] = []
  /// What is not described: there may be more than `prefixes`.
  var unknown: ComponentID?
}

/// Networks on premises, and the lines that lead to them (R148 to R157).
extension Search {
  // MARK: - To a network

  /// Packets that a line carries (R152, R153, R157).
  mutating func toOnPremises(_ walk: Walk, _ line: Line) {
    if let unknown = undescribed(line) { return end(walk, gap: .notDescribed, at: unknown) }
    for part in admitted(walk, by: line, .outbound) {
      var part = part
      part.cross(.onPremises(line))
      note(&part, line.component, .outbound, .forwarded, .state(line.component))
      if let rest = hairpin(part, by: line) { toNetworks(rest, line) }
    }
  }

  /// What a line makes of packets: those that its selectors do not mean are marked (R153).
  ///
  /// `side` is outbound towards the premises.
  mutating func admitted(_ walk: Walk, by line: Line, _ side: Step.Side) -> [Walk] {
    var walk = walk
    checkState(&walk, line)
    guard case .vpn(let id) = line else { return [walk] }
    let (selectors, family) = (model.vpnConnections[id].selectors, walk.header.family)
    var parts = [walk]
    for (own, isSource) in [
      (selectors.local, side == .inbound), (selectors.remote, side == .outbound),
    ] {
      guard let taken = VPNConnection.TrafficSelectors.bits(own, family) else { continue }
      parts = parts.flatMap { part -> [Walk] in
        let cut =
          isSource ? split(part, sourcesIn: taken) : split(part, destinationsIn: taken)
        guard var outside = cut.outside else { return [part] }
        if !outside.obstacles.contains(where: {
          $0.code == .vpnTrafficSelector && $0.component == line.component
            && $0.direction == outside.direction
        }) {
          block(&outside, .vpnTrafficSelector, at: line.component, side: side)
        }
        return [cut.inside, outside].compactMap { $0 }
      }
    }
    return parts
  }

  /// The line, or the router that it hangs on, if it is not described.
  private func undescribed(_ line: Line) -> ComponentID? {
    guard isDescribed(line.component) else { return line.component }
    guard case .virtualInterface(let id) = line,
      case .directConnectGateway(let router) = model.virtualInterfaces[id].end,
      !isDescribed(.directConnectGateway(router))
    else { return nil }
    return .directConnectGateway(router)
  }

  /// Hands packets to the network behind a line that holds their destination.
  mutating func toNetworks(_ walk: Walk, _ line: Line) {
    guard let unknown = delivered(walk, toNetworksBehind: line) else { return }
    end(
      unknown, .onpremDstUnknown,
      at: model.networks(behind: line).first.map { .network($0) } ?? line.component,
      context: [line.component])
  }

  /// Hands packets to the networks behind a line, and gives back those that none of them holds; what
  /// one that is not described may hold ends there.
  mutating func delivered(_ walk: Walk, toNetworksBehind line: Line) -> Walk? {
    let networks = model.networks(behind: line)
    let receiver = receiver(of: walk)
    var rest: Walk? = walk
    for network in networks {
      guard let current = rest else { break }
      let cut = split(
        current, destinationsIn: model.networks[network].addresses[walk.header.family])
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      if !isDescribed(.network(network)) {
        end(inside, gap: .notDescribed, at: .network(network))
      } else if case .network(network) = receiver {
        reach(inside, network: network)
      } else {
        misdelivered(inside, at: .network(network))
      }
    }
    guard let none = rest,
      let hidden = networks.first(where: { !isDescribed(.network($0)) })
    else { return rest }
    end(none, gap: .notDescribed, at: .network(hidden))
    return nil
  }

  mutating func checkState(_ walk: inout Walk, _ line: Line) {
    switch line {
    case .vpn(let id): checkState(&walk, id)
    case .virtualInterface(let id):
      let interface = model.virtualInterfaces[id]
      if interface.state != .available { block(&walk, .targetBadState, at: line.component) }
      if !interface.isBGPUp { block(&walk, .dxBGPDown, at: line.component) }
    case .attachment(let id): checkSessions(&walk, id)
    case .carrierGateway(let id):
      if model.carrierGateways[id].state != .available {
        block(&walk, .targetBadState, at: line.component)
      }
    case .localGateway(let id):
      if model.localGateways[id].state != .available {
        block(&walk, .targetBadState, at: line.component)
      }
    }
  }

  /// The transport of a Connect attachment, and the sessions of any.
  private mutating func checkSessions(_ walk: inout Walk, _ id: ID<TransitGatewayAttachment>) {
    guard let edge = model.edge(id) else { return }
    var code = Code.vpnTunnelsDown
    if case .connect(let transport) = edge.kind {
      code = .connectPeersDown
      if !model.attachments[transport].state.forwards {
        block(&walk, .tgwAttachmentState, at: .attachment(transport))
      }
    }
    if !edge.sessions.contains(true) { block(&walk, code, at: .attachment(id)) }
  }

  private mutating func checkState(_ walk: inout Walk, _ id: ID<VPNConnection>) {
    let component = ComponentID.vpnConnection(id)
    let connection = model.vpnConnections[id]
    if connection.state != .available { block(&walk, .targetBadState, at: component) }
    if let transport = connection.transport, !model.attachments[transport].state.forwards {
      block(&walk, .tgwAttachmentState, at: .attachment(transport))
    }
    let up = connection.tunnels.count { $0 }
    if up == 0 { block(&walk, .vpnTunnelsDown, at: component) }
    if !model.carries(walk.header.family, .vpn(id)) {
      block(&walk, walk.header.family == .ipv6 ? .vpnNoIPv6 : .vpnNoIPv4, at: component)
    }
    let remark = Remark(.vpnSingleTunnel, component)
    if up == 1, !walk.notes.contains(remark) { walk.notes.append(remark) }
  }

  // MARK: - From a network

  /// Packets that begin in a network, or replies from it.
  mutating func start(_ walk: Walk, from id: ID<Network>) {
    let component = ComponentID.network(id)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    var walk = walk
    note(&walk, component, .outbound, .sent, .state(component))
    for part in siteFirewall(walk, id, .outbound) where !isSettled(part) { goOut(part, from: id) }
  }

  private mutating func goOut(_ walk: Walk, from id: ID<Network>) {
    if walk.direction == .reply, case .gatewayEndpoint(let endpoint, let vpc) = walk.crossings.last
    {
      return comeBack(walk, by: endpoint, to: vpc)
    }
    switch model.networks[id].attachment {
    case .internet: internet(walk)
    case .lines(let lines):
      for (part, line) in choose(walk, from: id, among: lines) { leave(part, id, by: line) }
    }
  }

  /// The lines by which a network sends packets: of several the one with the longest prefix, those
  /// that are up before others.
  private mutating func choose(
    _ walk: Walk, from id: ID<Network>, among lines: [Line]
  ) -> [(Walk, Line)] {
    if lines.count == 1 { return [(walk, lines[0])] }
    let component = ComponentID.network(id)
    var entries: [PrefixGroups<Line>.Entry] = []
    for line in lines {
      if let unknown = undescribed(line) {
        end(walk, gap: .notDescribed, at: unknown)
        return []
      }
      let known = announcement(to: id, by: line, walk.header.family)
      if let unknown = known.unknown {
        end(walk, gap: .notDescribed, at: unknown)
        return []
      }
      let rank = model.isUp(line) ? 0 : 1
      entries += known.prefixes.map { .init(prefix: $0, rank: rank, choice: line) }
    }
    let standing = entries.filter { $0.rank == 0 }
    entries.removeAll { entry in
      entry.rank > 0 && standing.contains { $0.prefix.contains(entry.prefix) }
    }
    var result: [(Walk, Line)] = []
    var rest: Walk? = walk
    for group in PrefixGroups(entries).groups(walk.header.family) {
      guard let current = rest else { break }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      choose(inside, among: group.choices.count, at: component) { part, choice in
        result.append((part, group.choices[choice]))
      }
    }
    if let none = rest {
      end(none, noRoute(none), at: component, context: lines.map(\.component))
    }
    return result
  }

  private func noRoute(_ walk: Walk) -> Code {
    walk.direction == .forward ? .onpremNoRoute : .onpremNoReturnRoute
  }

  private mutating func leave(_ walk: Walk, _ id: ID<Network>, by line: Line) {
    if let unknown = undescribed(line) { return end(walk, gap: .notDescribed, at: unknown) }
    switch line {
    case .vpn(let connection):
      if let gateway = model.vpnConnections[connection].gateway {
        fromOnPremises(walk, id, line, gateway)
      } else {
        fromOnPremises(walk, id, line, graph.vpnAttachments[connection.index])
      }
    case .virtualInterface(let interface):
      switch model.virtualInterfaces[interface].end {
      case .vpnGateway(let gateway): fromOnPremises(walk, id, line, gateway)
      case .directConnectGateway(let gateway): fromOnPremises(walk, id, line, gateway)
      }
    case .attachment(let attachment):
      fromOnPremises(walk, id, line, [attachment])
    case .carrierGateway(let gateway):
      for part in known(walk, to: id, by: line) { comeIn(part, by: gateway) }
    case .localGateway(let gateway):
      for part in known(walk, to: id, by: line) { arrive(part, at: gateway) }
    }
  }

  /// Packets by a line to a transit gateway.
  private mutating func fromOnPremises(
    _ walk: Walk, _ id: ID<Network>, _ line: Line, _ attachments: [ID<TransitGatewayAttachment>]
  ) {
    let network = ComponentID.network(id)
    guard !attachments.isEmpty else {
      if let unknown = graph.hiddenAttachment { return end(walk, gap: .notDescribed, at: unknown) }
      return end(walk, noRoute(walk), at: network, context: [line.component])
    }
    var chosen: [(Walk, ID<TransitGatewayAttachment>)] = []
    choose(walk, among: attachments.count, at: network) { part, choice in
      chosen.append((part, attachments[choice]))
    }
    for (part, attachment) in chosen {
      guard isDescribed(.attachment(attachment)) else {
        end(part, gap: .notDescribed, at: .attachment(attachment))
        continue
      }
      let learned = announcement(at: attachment, by: line, part.header.family)
      for inside in known(part, to: id, by: line, learned) {
        for part in admitted(inside, by: line, .inbound) {
          var part = part
          part.cross(.onPremises(line))
          // Other lines to transit gateways are the attachment, which says so itself.
          if case .vpn = line {
            note(&part, line.component, .inbound, .forwarded, .state(line.component))
          }
          enter(part, by: attachment)
        }
      }
    }
  }

  // MARK: - What a network knows

  /// The packets that a network sends to a line: what it is said to, or what it learns there (R156).
  mutating func known(_ walk: Walk, to id: ID<Network>, by line: Line) -> [Walk] {
    known(walk, to: id, by: line, learned(by: line, walk.header.family))
  }

  private mutating func known(
    _ walk: Walk, to id: ID<Network>, by line: Line, _ learned: Announcement
  ) -> [Walk] {
    let known = model.networks[id].routesTo.map { Announcement(prefixes: $0) } ?? learned
    let cut = split(walk, destinationsIn: AddressSet(known.prefixes)[walk.header.family])
    if let outside = cut.outside {
      if let unknown = known.unknown {
        end(outside, gap: .notDescribed, at: unknown)
      } else {
        end(outside, noRoute(outside), at: .network(id), context: [line.component])
      }
    }
    return cut.inside.map { [$0] } ?? []
  }

  private func announcement(
    to id: ID<Network>, by line: Line, _ family: Family
  ) -> Announcement {
    model.networks[id].routesTo.map { Announcement(prefixes: $0) } ?? learned(by: line, family)
  }

  /// What AWS announces to a line.
  private func learned(by line: Line, _ family: Family) -> Announcement {
    switch line {
    case .vpn(let connection):
      if let gateway = model.vpnConnections[connection].gateway {
        return announcement(to: line, at: gateway, family)
      }
      let attachments = graph.vpnAttachments[connection.index]
      if attachments.isEmpty { return Announcement(unknown: graph.hiddenAttachment) }
      let all = attachments.map { announcement(at: $0, by: line, family) }
      return Announcement(
        prefixes: all.flatMap(\.prefixes), unknown: all.lazy.compactMap(\.unknown).first)
    case .virtualInterface(let interface):
      switch model.virtualInterfaces[interface].end {
      case .vpnGateway(let gateway): return announcement(to: line, at: gateway, family)
      case .directConnectGateway(let gateway): return announcement(by: gateway)
      }
    case .attachment(let attachment): return announcement(at: attachment, by: line, family)
    // It says itself what it does not take.
    case .carrierGateway: return Announcement(prefixes: [Self.everything])
    case .localGateway(let gateway): return announcement(by: gateway)
    }
  }

  private static let everything = Prefix(containing: Address(.ipv4, 0), length: 0)

  private func announcement(
    to line: Line, at gateway: ID<VPNGateway>, _ family: Family
  ) -> Announcement {
    let component = ComponentID.vpnGateway(gateway)
    guard isDescribed(component) else { return Announcement(unknown: component) }
    return announcement(to: line, by: gateway, family)
  }

  /// What AWS announces at an attachment: the routes of its table, if the line carries the family.
  private func announcement(
    at attachment: ID<TransitGatewayAttachment>, by line: Line, _ family: Family
  ) -> Announcement {
    guard model.carries(family, line) else { return Announcement() }
    guard isDescribed(.attachment(attachment)) else {
      return Announcement(unknown: .attachment(attachment))
    }
    let gateway = model.attachments[attachment].transitGateway
    let whole = model.component(of: gateway)
    guard isDescribed(whole) else { return Announcement(unknown: whole) }
    guard let table = model.attachments[attachment].association else {
      return Announcement(unknown: model.hiddenTable(of: gateway))
    }
    guard isDescribed(model.component(of: table)) else {
      return Announcement(unknown: model.component(of: table))
    }
    let isOpen = model.transitGateways[gateway].kind == .unknownCoreNetwork
    return Announcement(
      prefixes: model.transitGatewayRouteTables[table].routes.compactMap { route in
        guard case .attachment = route.target else { return nil }
        return route.prefix
      }, unknown: isOpen ? whole : graph.transitRoutes[table.index].unknown)
  }
}
