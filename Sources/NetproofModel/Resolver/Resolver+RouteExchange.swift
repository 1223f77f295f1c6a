import NetproofSyntax

// Route tables of transit gateways that exchange routes with segments of core networks (R222).

/// An attachment of a core network for a table of a transit gateway, and where that table is.
struct RouteExchange {
  /// The attachment of the core network.
  let core: ID<TransitGatewayAttachment>
  let table: ID<TransitGatewayRouteTable>
  let reference: Reference
}

extension Resolver {
  /// Peers an attachment of a core network with one that nobody writes, at the transit gateway of the
  /// table that it names; the model gets that at the end.
  ///
  /// AWS has one peering of the two gateways for all tables. Which table packets from there are looked
  /// up in depends on their segment, so each table is as if it had a peering of its own.
  /// Source: AWS Cloud WAN User Guide, "Peerings".
  mutating func exchange(
    of entry: AttachmentEntry, _ own: ID<TransitGatewayAttachment>
  ) -> TransitGatewayAttachment.Resource? {
    guard let reference = entry.transitGatewayRouteTable,
      case .transitGatewayRouteTable(let table)? = find(
        reference, Search([.transitGatewayRouteTable], in: nil))
    else { return nil }
    exchanges.append(RouteExchange(core: own, table: table, reference: reference))
    return .peer(ID(writtenAttachments + exchanges.count - 1))
  }

  /// How many attachments come before those that nobody writes.
  private var writtenAttachments: Int {
    topology.transitGateways.reduce(0) { $0 + $1.attachments.count }
      + topology.coreNetworks.reduce(0) { $0 + $1.attachments.count }
  }

  /// The region of the transit gateway at which an attachment that nobody writes will be.
  func region(ofExchangeAt far: ID<TransitGatewayAttachment>) -> String? {
    let index = far.index - writtenAttachments
    guard exchanges.indices.contains(index) else { return nil }
    let gateway = model.transitGatewayRouteTables[exchanges[index].table].transitGateway
    return model.transitGateways[gateway].identity.region
  }

  /// Tests what AWS asks of a table at a core network: the region of the edge location, and no other
  /// attachment of the same table.
  mutating func checkExchange(
    of entry: AttachmentEntry, _ id: ID<TransitGatewayAttachment>, in network: CoreNetworkEntry
  ) {
    guard let own = exchanges.last, own.core == id,
      let edge = model.attachments[id].edge
    else { return }
    let table = model.transitGatewayRouteTables[own.table]
    let gateway = model.transitGateways[table.transitGateway].identity
    if let region = gateway.region, !edge.isEmpty, region != edge {
      report(
        .exchangeInOtherRegion(
          own.reference, gateway: gateway.name, region: region, edge: edge))
    }
    let here = model.attachments[id].transitGateway
    let first = exchanges.dropLast().first {
      $0.table == own.table && model.attachments[$0.core].transitGateway == here
    }
    guard let first, model.attachments[id].state.exists,
      model.attachments[first.core].state.exists,
      let place = map.place(of: .attachment(first.core))
    else { return }
    let name = Located(model.attachments[first.core].identity.name, at: place)
    report(
      .attachedTwice(entry.head.name, "route table `\(table.identity.qualifiedName)`", first: name))
  }

  /// Adds the other ends of the exchanges, and what the tables at both ends learn by them.
  mutating func exchangeRoutes() {
    guard !exchanges.isEmpty else { return }
    for exchange in exchanges {
      let core = model.attachments[exchange.core]
      let table = model.transitGatewayRouteTables[exchange.table]
      let id = ID<TransitGatewayAttachment>(model.attachments.count)
      let gateway = model.transitGateways[table.transitGateway].identity
      let identity = Identity(
        name: core.identity.qualifiedName,
        qualifiedName: "\(gateway.qualifiedName)/\(core.identity.qualifiedName)",
        account: gateway.account, region: gateway.region, isDescribed: core.identity.isDescribed)
      model.attachments.append(
        TransitGatewayAttachment(
          identity: identity, transitGateway: table.transitGateway, resource: .peer(exchange.core),
          state: core.state, association: exchange.table))
      map.record(.attachment(id), at: map.place(of: .attachment(exchange.core)))
      model.transitGateways[table.transitGateway].attachments.append(id)
      if core.state.exists {
        model.transitGatewayRouteTables[exchange.table].propagations.append(id)
      }
    }
    for id in model.exchangingTables { learn(id) }
  }

  /// Replaces the propagated routes of a table, those that it has keep their places.
  private mutating func learn(_ id: ID<TransitGatewayRouteTable>) {
    let (old, new) = (model.transitGatewayRouteTables[id], model.refreshed(id))
    let component = model.component(of: id)
    let spans = new.routes.map { route -> Span? in
      if let index = old.routes.firstIndex(of: route) {
        return map.place(of: RuleID(component, .routes, index))
      }
      guard case .attachment(let attachment) = route.target else { return nil }
      return map.place(of: .attachment(attachment))
    }
    map.record(spans, of: .routes, at: nil, in: component)
    model.transitGatewayRouteTables[id] = new
  }
}
