public import NetproofSets

/// What attachments of transit gateways propagate.
extension Model {
  /// The prefixes that a table takes over from an attachment: a VPC's blocks, or what these are
  /// translated to (R146), or what a VPN connection or a Direct Connect gateway learned, or what a
  /// segment of a core network and a table of a transit gateway tell each other; nothing from other
  /// peerings and from connections with static routing (R132).
  ///
  /// A VPC whose blocks overlap those of a VPC attached before it propagates nothing (R135).
  public func propagated(by id: ID<TransitGatewayAttachment>) -> [Prefix] {
    isSilenced(id) ? [] : prefixes(of: id)
  }

  /// Whether a VPC is attached that has IPv6 blocks, and they are not propagated for want of
  /// support (R129).
  public func withholdsIPv6(_ id: ID<TransitGatewayAttachment>) -> Bool {
    guard !attachments[id].propagatesIPv6, case .vpc(let vpc, _) = attachments[id].resource,
      vpc.index < vpcs.count
    else { return false }
    return vpcs[vpc].cidrs.contains { $0.family == .ipv6 }
  }

  /// What would be propagated if no other VPC overlapped.
  func prefixes(of id: ID<TransitGatewayAttachment>) -> [Prefix] {
    switch attachments[id].resource {
    case .vpc(let vpc, _):
      return vpc.index < vpcs.count ? announcedBlocks(of: vpc, at: id) : []
    case .vpn(let vpn):
      guard vpn.index < vpnConnections.count, vpnConnections[vpn].routing == .bgp else { return [] }
      return learned(by: .vpn(vpn))
    case .directConnect(let gateway):
      guard gateway.index < directConnectGateways.count else { return [] }
      var seen: Set<Prefix> = []
      return directConnectGateways[gateway].virtualInterfaces
        .flatMap { virtualInterfaces[$0].learned }.filter { seen.insert($0).inserted }
    case .edge(let edge):
      var seen: Set<Prefix> = []
      return edge.learned.filter { seen.insert($0).inserted }
    case .peer(let far): return exchanged(with: far, by: id)
    case .networkFunction: return []
    }
  }

  /// Whether a VPC attached before this one overlaps its blocks.
  func isSilenced(_ id: ID<TransitGatewayAttachment>) -> Bool {
    guard case .vpc(let vpc, _) = attachments[id].resource, vpc.index < vpcs.count,
      attachments[id].state.exists
    else { return false }
    let own = announcedBlocks(of: vpc, at: id)
    for earlier in transitGateways[attachments[id].transitGateway].attachments {
      guard earlier != id else { return false }
      guard case .vpc(let other, _) = attachments[earlier].resource, other != vpc,
        other.index < vpcs.count, attachments[earlier].state.exists
      else { continue }
      let others = announcedBlocks(of: other, at: earlier)
      if others.contains(where: { block in own.contains { $0.overlaps(block) } }) {
        return true
      }
    }
    return false
  }

  /// Whether an attachment has lost a prefix that it learned: it is down, or every line to there, or
  /// the line does not carry the prefix's family, or its Direct Connect gateway is not associated.
  func isDown(_ id: ID<TransitGatewayAttachment>, _ prefix: Prefix) -> Bool {
    guard attachments[id].state.forwards else { return true }
    switch attachments[id].resource {
    case .vpc, .peer, .networkFunction: return false
    case .vpn(let vpn):
      guard vpn.index < vpnConnections.count else { return false }
      return !isUp(.vpn(vpn)) || !carries(prefix.family, .vpn(vpn))
    case .edge: return !isUp(.attachment(id))
    case .directConnect(let gateway):
      guard gateway.index < directConnectGateways.count else { return false }
      if directConnectGateways[gateway].idle.contains(attachments[id].transitGateway) {
        return true
      }
      return !directConnectGateways[gateway].virtualInterfaces.contains {
        virtualInterfaces[$0].isUp && virtualInterfaces[$0].learned.contains(prefix)
      }
    }
  }

  /// The propagated routes of a transit gateway's table beside its written ones.
  ///
  /// A written route hides the propagated one that equals it (R133). What an attachment that is
  /// down has propagated is withdrawn where another route leads there; where none does it stays, so
  /// that an answer can say what is down. Attachments in `silent` propagate nothing (R135).
  func propagatedRoutes(
    beside written: [TransitGatewayRoute], from propagations: [ID<TransitGatewayAttachment>],
    silent: Set<ID<TransitGatewayAttachment>>
  ) -> [TransitGatewayRoute] {
    let fixed = Set(written.filter { $0.origin == .written }.map(\.prefix))
    var routes: [(route: TransitGatewayRoute, isDown: Bool)] = []
    for (index, attachment) in propagations.enumerated() where !silent.contains(attachment) {
      for prefix in prefixes(of: attachment) where !fixed.contains(prefix) {
        let route = TransitGatewayRoute(
          prefix: prefix, target: .attachment(attachment), origin: .propagated(index: index),
          writtenIndex: index)
        routes.append((route, isDown(attachment, prefix)))
      }
    }
    let standing = (written + routes.filter { !$0.isDown }.map(\.route)).map(\.prefix)
    return routes.filter { route, isDown in
      !isDown || !standing.contains { $0.contains(route.prefix) }
    }.map(\.route)
  }

  /// A transit gateway's table with other written routes and propagations; propagated routes
  /// follow from these.
  public func table(
    _ table: TransitGatewayRouteTable, writing written: [TransitGatewayRoute],
    propagating propagations: [ID<TransitGatewayAttachment>]
  ) -> TransitGatewayRouteTable {
    // Core networks know no such thing.
    let isTransit = transitGateways[table.transitGateway].kind == .transitGateway
    let silent = isTransit ? Set(propagations.filter { isSilenced($0) }) : []
    return TransitGatewayRouteTable(
      identity: table.identity, transitGateway: table.transitGateway,
      routes: written + propagatedRoutes(beside: written, from: propagations, silent: silent),
      propagations: propagations, edge: table.edge, hiddenList: table.hiddenList)
  }
}
