import NetproofSets

extension Model {
  /// The prefixes that a core network tells a Direct Connect gateway at an attachment: those of its
  /// segment whose attachments are at the same edge location, each once.
  ///
  /// That it learns what is local there is how others describe it; AWS's pages that could be read say
  /// only that it is associated with edge locations (Network Manager API,
  /// "CreateDirectConnectGatewayAttachment").
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

/// The segments of core networks, of which each edge location has a table (R222).
extension Model {
  /// What the segment is called that a table is of.
  public func segmentName(of id: ID<TransitGatewayRouteTable>) -> String {
    let table = transitGatewayRouteTables[id]
    let (name, suffix) = (table.identity.name, "@\(table.edge ?? "")")
    return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
  }

  /// The tables of a table's segment, at all edge locations.
  public func segmentTables(
    of id: ID<TransitGatewayRouteTable>
  ) -> [ID<TransitGatewayRouteTable>] {
    let name = segmentName(of: id)
    return transitGateways[transitGatewayRouteTables[id].transitGateway].routeTables.filter {
      segmentName(of: $0) == name
    }
  }

  /// The attachments of a table's segment, as far as they are at one of its edge locations.
  public func segmentAttachments(
    of id: ID<TransitGatewayRouteTable>
  ) -> [ID<TransitGatewayAttachment>] {
    let tables = segmentTables(of: id)
    return transitGateways[transitGatewayRouteTables[id].transitGateway].attachments.filter {
      attachments[$0].association.map { tables.contains($0) } ?? false
    }
  }
}

extension ComponentID {
  /// The transit gateway or core network that it is, if it is one.
  public var transitGateway: ID<TransitGateway>? {
    if case .transitGateway(let id) = self { return id }
    if case .coreNetwork(let id) = self { return id }
    return nil
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
