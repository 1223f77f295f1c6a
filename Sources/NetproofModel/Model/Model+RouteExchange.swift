import NetproofSets

/// What tables of transit gateways and segments of core networks learn from each other (R222).
extension Model {
  /// A router that puts its number into the path of routes, of which it takes none back: a transit
  /// gateway, or a core network at an edge location.
  private struct Router: Hashable {
    let gateway: ID<TransitGateway>
    let edge: String?
  }

  private func router(of id: ID<TransitGatewayAttachment>) -> Router {
    Router(gateway: attachments[id].transitGateway, edge: attachments[id].edge)
  }

  /// The attachment at the other end, where a table and a segment exchange routes; nothing for any
  /// other attachment, peerings of two transit gateways among them.
  public func exchangePeer(of id: ID<TransitGatewayAttachment>) -> ID<TransitGatewayAttachment>? {
    guard case .peer(let far) = attachments[id].resource, far.index < attachments.count,
      isTransit(attachments[id].transitGateway) != isTransit(attachments[far].transitGateway)
    else { return nil }
    return far
  }

  private func isTransit(_ id: ID<TransitGateway>) -> Bool {
    id.index < transitGateways.count && transitGateways[id].kind == .transitGateway
  }

  /// The tables and segments that learn by some exchange.
  public var exchangingTables: [ID<TransitGatewayRouteTable>] {
    transitGatewayRouteTables.ids.filter { id in
      transitGatewayRouteTables[id].propagations.contains { exchangePeer(of: $0) != nil }
    }
  }

  /// A table with its propagated routes as the model has them now.
  public func refreshed(_ id: ID<TransitGatewayRouteTable>) -> TransitGatewayRouteTable {
    let old = transitGatewayRouteTables[id]
    let written = old.routes.filter { !$0.origin.isPropagated }
    return table(old, writing: written, propagating: old.propagations)
  }

  /// What is learned at an attachment from its other end.
  func exchanged(
    with far: ID<TransitGatewayAttachment>, by id: ID<TransitGatewayAttachment>
  ) -> [Prefix] {
    guard exchangePeer(of: id) == far else { return [] }
    var seen: Set<Prefix> = []
    return told(by: far, to: [router(of: id)]).filter { seen.insert($0).inserted }
  }

  /// What a table tells by an attachment to those beyond it, of whom the routers on the way so far take
  /// nothing back.
  ///
  /// What discards is not told, nor what is down. (That static routes are told, as to BGP peers of
  /// Connect attachments, AWS does not say of this attachment.)
  private func told(
    by id: ID<TransitGatewayAttachment>, to path: Set<Router>
  ) -> [Prefix] {
    let own = router(of: id)
    guard attachments[id].state.forwards, !path.contains(own),
      let association = attachments[id].association,
      association.index < transitGatewayRouteTables.count
    else { return [] }
    let table = transitGatewayRouteTables[association]
    var result = table.routes.filter { route in
      guard !route.origin.isPropagated, case .attachment(let target) = route.target else {
        return false
      }
      return target != id
    }.map(\.prefix)
    let isSilent = isTransit(table.transitGateway)
    for source in table.propagations where source != id && attachments[source].state.exists {
      if let beyond = exchangePeer(of: source) {
        let way = path.union([own, router(of: source)])
        if path.contains(router(of: source)) { continue }
        if attachments[source].state.forwards { result += told(by: beyond, to: way) }
      } else if !(isSilent && isSilenced(source)) {
        result += prefixes(of: source).filter { !isDown(source, $0) }
      }
    }
    return result
  }
}

extension TransitGatewayRoute.Origin {
  /// Whether the route follows from what an attachment propagates.
  public var isPropagated: Bool {
    switch self {
    case .propagated: true
    case .written, .prefixList: false
    }
  }
}
