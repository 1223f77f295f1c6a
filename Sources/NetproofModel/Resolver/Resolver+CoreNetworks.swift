import NetproofSets
import NetproofSyntax

// Core networks of Cloud WAN: routers whose tables are the segments at each edge location (R222).

/// A segment at one edge location.
struct SegmentPlace {
  /// The position among the core network's segments.
  let segment: Int
  let edge: String
}

extension CoreNetworkEntry {
  /// Its route tables in their order.
  var places: [SegmentPlace] {
    segments.enumerated().flatMap { index, segment in
      var seen: Set<String> = []
      return (segment.edgeLocations ?? edgeLocations).map(\.value)
        .filter { seen.insert($0).inserted }
        .map { SegmentPlace(segment: index, edge: $0) }
    }
  }

  /// What the table at a place is called.
  func head(of place: SegmentPlace) -> EntryHead {
    var head = segments[place.segment].head
    if Set(edgeLocations.map(\.value)).count > 1 {
      head.name = Located("\(head.name.value)@\(place.edge)", at: head.name.span)
    }
    return head
  }
}

extension Resolver {
  mutating func buildCoreNetworks() {
    for (index, entry) in topology.coreNetworks.enumerated() {
      let position = topology.transitGateways.count + index
      let (id, layout) = (ID<TransitGateway>(position), transitGateways[position])
      let isUnknown =
        entry.serviceInsertion?.value == true || entry.routingPolicies?.value == true
      let state: TransitGateway.CoreState = state(
        of: entry.head, .coreNetwork, default: .available)
      model.transitGateways.append(
        TransitGateway(
          identity: identity(entry.head), deadState: state.forwards ? nil : state.rawValue,
          securityGroupReferencing: entry.securityGroupSupport?.value ?? false,
          attachments: entry.attachments.indices.map { ID(layout.attachments + $0) },
          routeTables: entry.places.indices.map { ID(layout.routeTables + $0) },
          kind: isUnknown ? .unknownCoreNetwork : .coreNetwork))
      if let flag = entry.securityGroupSupport {
        map.record(field: "security-group-support", at: flag.span, in: .coreNetwork(id))
      }
      checkEdges(of: entry)
      let segments = attach(entry, id, layout)
      buildSegments(of: entry, id, layout, segments)
    }
  }

  /// Tests that segments are at edge locations of the core network.
  private mutating func checkEdges(of entry: CoreNetworkEntry) {
    let known = entry.edgeLocations.map(\.value)
    for location in entry.segments.flatMap({ $0.edgeLocations ?? [] })
    where !known.contains(location.value) {
      report(
        .unknownValue(
          location, key: "edge-locations", known: known,
          nearest: Nearest.name(to: location.value, among: known)))
    }
  }

  private func segment(_ name: String, of entry: CoreNetworkEntry) -> Int? {
    entry.segments.firstIndex { $0.head.name.value == name }
  }

  /// The position of the segment that a reference names.
  private mutating func segment(_ reference: Reference, of entry: CoreNetworkEntry) -> Int? {
    if let found = segment(reference.value, of: entry) { return found }
    let known = entry.segments.map(\.head.name.value)
    report(
      .unknownValue(
        reference, key: "segment", known: known,
        nearest: Nearest.name(to: reference.value, among: known)))
    return nil
  }

  /// Builds the attachments, and returns the segment of each.
  private mutating func attach(
    _ entry: CoreNetworkEntry, _ id: ID<TransitGateway>, _ layout: TransitGatewayLayout
  ) -> [Int?] {
    let places = entry.places
    var segments: [Int?] = []
    var firstByVPC: [ID<VPC>: Located<String>] = [:]
    for attachment in entry.attachments {
      let own = ID<TransitGatewayAttachment>(model.attachments.count)
      let resource = resource(of: attachment, own, id)
      let state: TransitGatewayAttachment.State = state(
        of: attachment.head, .attachment, default: .available)
      let edge = edge(of: attachment, resource, entry)
      var segment: Int?
      if let reference = attachment.segment { segment = self.segment(reference, of: entry) }
      segments.append(segment)
      let table = places.firstIndex { $0.segment == segment && $0.edge == edge }
      model.attachments.append(
        TransitGatewayAttachment(
          identity: identity(
            attachment.head,
            owner: IdentityOwner(.place(entry.head.name.value), account: nil, region: nil)),
          transitGateway: id, resource: resource ?? .vpc(ID(0), subnets: []), state: state,
          applianceMode: attachment.applianceMode?.value ?? false,
          securityGroupReferencing: attachment.securityGroupReferencing?.value ?? true,
          propagatesIPv6: attachment.ipv6Support?.value ?? false,
          association: table.map { ID(layout.routeTables + $0) }, edge: edge,
          isAnybodys: attachment.isAnybodys))
      recordFlags(of: attachment, own)
      checkAttachedOnce(attachment.head, resource, state)
      checkExchange(of: attachment, own, in: entry)
      guard case .vpc(let vpc, _)? = resource, attachment.vpc != nil, state.exists else { continue }
      if let first = firstByVPC[vpc] {
        report(
          .attachedTwice(
            attachment.head.name, "VPC `\(model.vpcs[vpc].identity.name)`", first: first))
      } else {
        firstByVPC[vpc] = attachment.head.name
      }
    }
    return segments
  }

  /// The edge location of an attachment: as written, the region of the VPC or transit gateway, or the
  /// only one.
  private mutating func edge(
    of entry: AttachmentEntry, _ resource: TransitGatewayAttachment.Resource?,
    _ network: CoreNetworkEntry
  ) -> String {
    let known = network.edgeLocations.map(\.value)
    if let written = entry.edgeLocation {
      if !known.contains(written.value) {
        report(
          .unknownValue(
            written, key: "edge-location", known: known,
            nearest: Nearest.name(to: written.value, among: known)))
      }
      checkEdge(written.value, of: entry, resource, known: known)
      return written.value
    }
    if entry.vpc != nil, let first = known.first, let region = region(of: resource) {
      if known.contains(region) { return region }
      checkEdge(first, of: entry, resource, known: known)
      return first
    }
    if case .peer(let far)? = resource, let region = region(ofExchangeAt: far),
      known.contains(region)
    {
      return region
    }
    // Without its transit gateway nobody knows where it is, which is told already.
    let isLost = resource == nil && entry.transitGatewayRouteTable != nil
    if Set(known).count > 1, !isLost { reportMissing("edge-location", of: entry.head, .attachment) }
    return known.first ?? ""
  }

  // MARK: - Segments

  private mutating func buildSegments(
    of entry: CoreNetworkEntry, _ id: ID<TransitGateway>, _ layout: TransitGatewayLayout,
    _ segments: [Int?]
  ) {
    let shared = shares(of: entry)
    for place in entry.places {
      let own = ID<TransitGatewayRouteTable>(model.transitGatewayRouteTables.count)
      let isIsolated = entry.segments[place.segment].isolatesAttachments?.value ?? false
      let isShared = shared.contains { $0[0] == place.segment }
      let seen = segments.indices.filter { index in
        guard let segment = segments[index] else {
          // One that is not described and names no segment may be of any.
          let attachment = entry.attachments[index]
          return !attachment.head.isDescribed && attachment.segment == nil
            && (!isIsolated || isShared)
        }
        return segment == place.segment
          ? !isIsolated : shared.contains([segment, place.segment])
      }.map { ID<TransitGatewayAttachment>(layout.attachments + $0) }
      var (routes, spans) = staticRoutes(of: entry, place, id)
      let written = routes.count
      routes += model.propagatedRoutes(beside: routes, from: seen, silent: [])
      for route in routes[written...] {
        guard case .attachment(let attachment) = route.target else { continue }
        spans.append(map.place(of: .attachment(attachment)))
      }
      model.transitGatewayRouteTables.append(
        TransitGatewayRouteTable(
          identity: identity(
            entry.head(of: place),
            owner: IdentityOwner(.place(entry.head.name.value), account: nil, region: nil)),
          transitGateway: id, routes: routes, propagations: seen, edge: place.edge))
      map.record(spans, of: .routes, at: nil, in: .segment(own))
    }
  }

  /// Pairs of segments that see each other's attachments, both ways round.
  private mutating func shares(of entry: CoreNetworkEntry) -> Set<[Int]> {
    var result: Set<[Int]> = []
    for share in entry.shares {
      guard let one = segment(share.segment, of: entry) else { continue }
      var others = entry.segments.indices.filter { $0 != one }
      if let with = share.with {
        others = []
        for reference in with {
          if let other = segment(reference, of: entry) { others.append(other) }
        }
      }
      for other in others {
        result.insert([one, other])
        result.insert([other, one])
      }
    }
    return result
  }

  /// The static routes of a segment at an edge location, each with its place.
  private mutating func staticRoutes(
    of entry: CoreNetworkEntry, _ place: SegmentPlace, _ id: ID<TransitGateway>
  ) -> ([TransitGatewayRoute], [Span?]) {
    var routes: [TransitGatewayRoute] = []
    var spans: [Span?] = []
    for (index, route) in entry.routes.enumerated() {
      guard let segment = segment(route.segment, of: entry), segment == place.segment else {
        continue
      }
      for target in targets(of: route, place, id) {
        routes.append(
          TransitGatewayRoute(
            prefix: route.to.value, target: target, origin: .written, writtenIndex: index))
        spans.append(route.span)
      }
    }
    return (routes, spans)
  }

  private mutating func targets(
    of route: CoreRouteEntry, _ place: SegmentPlace, _ id: ID<TransitGateway>
  ) -> [TransitGatewayRoute.Target] {
    if route.via.map(\.value) == ["blackhole"] { return [.blackhole] }
    var targets: [ID<TransitGatewayAttachment>] = []
    for reference in route.via {
      guard let attachment = attachment(reference, of: id), !targets.contains(attachment)
      else { continue }
      targets.append(attachment)
    }
    let near = targets.filter { model.attachments[$0].edge == place.edge }
    return (near.isEmpty ? targets : near).map { .attachment($0) }
  }
}
