import NetproofSets
import NetproofSyntax

// Route tables of transit gateways: written routes, then propagated ones.

/// Routes with the places where they come from.
private struct RouteDraft {
  var routes: [TransitGatewayRoute] = []
  var spans: [Span?] = []

  mutating func append(_ route: TransitGatewayRoute, from span: Span) {
    routes.append(route)
    spans.append(span)
  }
}

extension Resolver {
  mutating func buildRouteTables(of entry: TransitGatewayEntry, _ gateway: ID<TransitGateway>) {
    let silent = overlapping(entry, gateway)
    for table in entry.routeTables {
      let id = ID<TransitGatewayRouteTable>(model.transitGatewayRouteTables.count)
      ignoreState(of: table.head, .transitGatewayRouteTable)
      var draft = writtenRoutes(of: table, id, gateway)
      var propagations: [ID<TransitGatewayAttachment>] = []
      var spans: [Span] = []
      for reference in table.propagations?.elements ?? [] {
        guard let attachment = attachment(reference, of: gateway),
          !propagations.contains(attachment)
        else { continue }
        propagations.append(attachment)
        spans.append(reference.span)
        reportSilent(attachment, reference)
      }
      let propagated = model.propagatedRoutes(
        beside: draft.routes, from: propagations, silent: silent)
      for route in propagated {
        draft.append(route, from: spans[route.writtenIndex])
      }
      model.transitGatewayRouteTables.append(
        TransitGatewayRouteTable(
          identity: identity(table.head, in: entry), transitGateway: gateway,
          routes: draft.routes, propagations: propagations))
      record(draft, of: table, id)
    }
  }

  private mutating func record(
    _ draft: RouteDraft, of table: TransitGatewayRouteTableEntry,
    _ id: ID<TransitGatewayRouteTable>
  ) {
    let component = ComponentID.transitGatewayRouteTable(id)
    map.record(draft.spans, of: .routes, at: table.routes?.span, in: component)
    if let written = table.propagations {
      map.record(
        written.elements.map(\.span), of: .propagations, at: written.span, in: component)
    }
  }

  /// Says that a propagation adds nothing, as static VPN routes are routes of the table, and what is
  /// beyond a peering is in static routes alone (R132).
  private mutating func reportSilent(
    _ id: ID<TransitGatewayAttachment>, _ reference: Reference
  ) {
    if case .peer = model.attachments[id].resource { report(.peeringPropagates(reference)) }
    guard case .vpn(let vpn) = model.attachments[id].resource,
      vpn.index < model.vpnConnections.count, model.vpnConnections[vpn].routing == .static
    else { return }
    let name = model.vpnConnections[vpn].identity.name
    report(.staticConnectionPropagates(reference, connection: name))
  }

  /// The attachments of VPCs that overlap one attached before them, which propagate nothing (R135).
  private mutating func overlapping(
    _ entry: TransitGatewayEntry, _ gateway: ID<TransitGateway>
  ) -> Set<ID<TransitGatewayAttachment>> {
    var silent: Set<ID<TransitGatewayAttachment>> = []
    var owners = BlockOwners<ID<VPC>>()
    for (index, attachment) in entry.attachments.enumerated() {
      let id = ID<TransitGatewayAttachment>(transitGateways[gateway.index].attachments + index)
      guard attachment.vpc != nil, case .vpc(let vpc, _) = model.attachments[id].resource,
        vpc.index < model.vpcs.count, model.attachments[id].state.exists
      else { continue }
      let blocks = model.announcedBlocks(of: vpc, at: id)
      for block in blocks {
        guard let other = owners.overlapping(block), other != vpc else { continue }
        silent.insert(id)
        report(
          .transitGatewayOverlap(
            attachment.head.name, vpc: model.vpcs[vpc].identity.name,
            otherVPC: model.vpcs[other].identity.name, other: map.place(of: .vpc(other))),
          about: .attachment(id))
        break
      }
      for block in blocks { owners.insert(block, vpc) }
    }
    return silent
  }

  private mutating func writtenRoutes(
    of table: TransitGatewayRouteTableEntry, _ id: ID<TransitGatewayRouteTable>,
    _ gateway: ID<TransitGateway>
  ) -> RouteDraft {
    var draft = RouteDraft()
    var places: [Prefix: Span] = [:]
    for (index, entry) in (table.routes?.elements ?? []).enumerated() {
      guard let target = target(of: entry, gateway) else { continue }
      switch entry.to {
      case .prefix(let prefix):
        if let first = places[prefix.value] {
          report(
            .transitGatewayRouteTwice(prefix, first: first),
            about: .transitGatewayRouteTable(id))
          continue
        }
        places[prefix.value] = entry.span
        draft.append(
          TransitGatewayRoute(
            prefix: prefix.value, target: target, origin: .written, writtenIndex: index),
          from: entry.span)
      case .name(let reference):
        for prefix in entries(of: reference) {
          draft.append(
            TransitGatewayRoute(
              prefix: prefix, target: target, origin: .prefixList, writtenIndex: index),
            from: entry.span)
        }
      }
    }
    return draft
  }

  private mutating func entries(of reference: Reference) -> [Prefix] {
    guard let list = prefixList(reference) else { return [] }
    guard model.prefixLists[list].identity.isDescribed else {
      if !topology.prefixLists[list.index].head.isDamaged {
        report(.prefixListNotDescribed(reference))
      }
      return []
    }
    return model.prefixLists[list].entries
  }

  private mutating func target(
    of entry: RouteEntry, _ gateway: ID<TransitGateway>
  ) -> TransitGatewayRoute.Target? {
    let state = choice(entry.state, of: "state", default: WrittenRouteState.active)
    if entry.via.value == "blackhole" { return .blackhole }
    guard let attachment = attachment(entry.via, of: gateway) else { return nil }
    if case .connect? = model.edge(attachment)?.kind {
      report(.staticRouteToConnect(entry.via), about: .attachment(attachment))
      return nil
    }
    return state == .active ? .attachment(attachment) : .blackhole
  }
}

/// The states that AWS shows for a route; what is filtered carries nothing either.
enum WrittenRouteState: String, CaseIterable {
  case active
  case blackhole
  case filtered
}
