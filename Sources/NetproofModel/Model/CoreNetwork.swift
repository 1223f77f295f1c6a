import NetproofSets

extension Model {
  /// The prefixes that a core network tells a Direct Connect gateway at an attachment: those of its
  /// segment whose attachments are at the same edge location, each once.
  ///
  /// Source: AWS Cloud WAN User Guide, "Direct Connect gateway attachments": associated with some
  /// edge locations, it learns what is local there.
  func localPrefixes(at id: ID<TransitGatewayAttachment>) -> [Prefix] {
    guard let table = attachments[id].association else { return [] }
    var seen: Set<Prefix> = []
    return transitGatewayRouteTables[table].routes.compactMap { route in
      guard case .attachment(let target) = route.target, target != id,
        attachments[target].edge == attachments[id].edge
      else { return nil }
      return route.prefix
    }.filter { seen.insert($0).inserted }
  }
}

/// What transit gateways and core networks are called.
extension Model {
  public func component(of id: ID<TransitGateway>) -> ComponentID {
    switch transitGateways[id].kind {
    case .transitGateway: .transitGateway(id)
    case .coreNetwork, .unknownCoreNetwork: .coreNetwork(id)
    }
  }

  public func component(of id: ID<TransitGatewayRouteTable>) -> ComponentID {
    switch transitGateways[transitGatewayRouteTables[id].transitGateway].kind {
    case .transitGateway: .transitGatewayRouteTable(id)
    case .coreNetwork, .unknownCoreNetwork: .segment(id)
    }
  }
}
