import NetproofSets
import NetproofSyntax

// Transit gateways and their attachments.

extension Resolver {
  mutating func buildTransitGateways() {
    for (index, entry) in topology.transitGateways.enumerated() {
      let id = ID<TransitGateway>(index)
      let layout = transitGateways[index]
      let state: TransitGateway.State = state(
        of: entry.head, .transitGateway, default: .available)
      model.transitGateways.append(
        TransitGateway(
          identity: identity(
            entry.head, account: entry.account?.value, region: entry.region?.value),
          deadState: state.forwards ? nil : state.rawValue,
          securityGroupReferencing: entry.securityGroupReferencing?.value ?? false,
          vpnECMP: entry.vpnECMP?.value ?? true,
          attachments: entry.attachments.indices.map { ID(layout.attachments + $0) },
          routeTables: entry.routeTables.indices.map { ID(layout.routeTables + $0) }))
      recordFields(of: entry, .transitGateway(id))
      buildAttachments(of: entry, id)
      buildRouteTables(of: entry, id)
    }
  }

  private mutating func recordFields(of entry: TransitGatewayEntry, _ id: ComponentID) {
    for (key, flag) in [
      ("security-group-referencing", entry.securityGroupReferencing), ("vpn-ecmp", entry.vpnECMP),
    ] {
      if let flag { map.record(field: key, at: flag.span, in: id) }
    }
  }

  private mutating func buildAttachments(of entry: TransitGatewayEntry, _ id: ID<TransitGateway>) {
    let associations = associations(of: entry, id)
    var firstByVPC: [ID<VPC>: Located<String>] = [:]
    var firstPlace: (vpc: Reference, region: String)?
    for attachment in entry.attachments {
      let own = ID<TransitGatewayAttachment>(model.attachments.count)
      let resource = resource(of: attachment, own, id)
      let state: TransitGatewayAttachment.State = state(
        of: attachment.head, .attachment, default: .available)
      model.attachments.append(
        TransitGatewayAttachment(
          identity: identity(attachment.head, in: entry), transitGateway: id,
          resource: resource ?? .vpc(ID(0), subnets: []),
          state: state, applianceMode: attachment.applianceMode?.value ?? false,
          securityGroupReferencing: attachment.securityGroupReferencing?.value ?? true,
          propagatesIPv6: attachment.ipv6Support?.value ?? false,
          association: associations[own], isAnybodys: attachment.isAnybodys,
          natRules: natRules(of: attachment, own)))
      recordFlags(of: attachment, own)
      checkAttachedOnce(attachment.head, resource, state)
      checkRegion(of: attachment, resource, at: entry, &firstPlace)
      guard case .vpc(let vpc, _)? = resource, attachment.vpc != nil, state.exists else { continue }
      if let first = firstByVPC[vpc] {
        report(
          .attachedTwice(
            attachment.head.name, "VPC `\(model.vpcs[vpc].identity.name)`", first: first))
      } else {
        firstByVPC[vpc] = attachment.head.name
      }
    }
  }

  mutating func recordFlags(of entry: AttachmentEntry, _ id: ID<TransitGatewayAttachment>) {
    for (key, flag) in [
      ("appliance-mode", entry.applianceMode),
      ("security-group-referencing", entry.securityGroupReferencing),
      ("ipv6-support", entry.ipv6Support),
    ] {
      if let flag { map.record(field: key, at: flag.span, in: .attachment(id)) }
    }
  }

  /// The identity of what lives in a transit gateway.
  func identity(_ head: EntryHead, in entry: TransitGatewayEntry) -> Identity {
    identity(
      head,
      owner: IdentityOwner(
        .place(entry.head.name.value), account: entry.account?.value,
        region: entry.region?.value))
  }

  /// The thing attached; nothing after a fault.
  mutating func resource(
    of entry: AttachmentEntry, _ own: ID<TransitGatewayAttachment>, _ gateway: ID<TransitGateway>
  ) -> TransitGatewayAttachment.Resource? {
    let count = entry.resourceCount
    if count != 1, entry.head.isDescribed {
      report(.attachmentResource(entry.head.name, count: count))
    }
    if let vpn = entry.vpn {
      guard let connection = vpnConnection(vpn) else { return nil }
      checkAttached(connection, vpn)
      return .vpn(connection)
    }
    if entry.isEdge { return edge(of: entry, own, gateway) }
    if let gateway = entry.directConnect {
      guard
        case .directConnectGateway(let id)? = find(
          gateway, Search([.directConnectGateway], in: .top))
      else { return nil }
      return .directConnect(id)
    }
    if let reference = entry.networkFunction { return networkFunction(reference) }
    if entry.transitGatewayRouteTable != nil { return exchange(of: entry, own) }
    if let peer = entry.peer {
      guard case .attachment(let id)? = find(peer, Search([.attachment], in: nil))
      else { return nil }
      return .peer(id)
    }
    guard let reference = entry.vpc else { return .vpc(unknownVPC, subnets: []) }
    guard let vpc = vpc(reference) else { return nil }
    let isTransit = gateway.index < topology.transitGateways.count
    return .vpc(vpc, subnets: subnets(of: entry, in: vpc, isTransit: isTransit))
  }

  /// A firewall, whose policy has to say what `HOME_NET` is: no VPC does.
  private mutating func networkFunction(
    _ reference: Reference
  ) -> TransitGatewayAttachment.Resource? {
    guard
      case .firewallPolicy(let id)? = find(reference, Search([.firewallPolicy], in: .top))
    else { return nil }
    let rules = model.firewallPolicies[id].groups.flatMap { model.firewallRuleGroups[$0].rules }
    if rules.contains(where: { $0.source.namesHome || $0.destination.namesHome }) {
      report(.homeNetUnknown(reference))
    }
    return .networkFunction(id)
  }

  /// The subnets of an attachment, at most one of a zone (R125).
  private mutating func subnets(
    of entry: AttachmentEntry, in vpc: ID<VPC>, isTransit: Bool
  ) -> [ID<Subnet>] {
    if entry.subnets.isEmpty, model.vpcs[vpc].identity.isDescribed {
      reportMissing("subnets", of: entry.head, .attachment)
    }
    var subnets: [ID<Subnet>] = []
    var firstByZone: [String: Reference] = [:]
    for reference in entry.subnets {
      guard let subnet = subnet(reference, in: vpc) else { continue }
      let zone = model.subnets[subnet].zone
      if let first = firstByZone[zone] {
        if model.subnets[subnet].identity.isDescribed {
          report(.attachmentZoneTwice(reference, zone: zone, first: first))
        }
      } else {
        firstByZone[zone] = reference
      }
      checkZone(of: subnet, reference)
      // Of core networks AWS does not say so.
      if isTransit { checkFamily(of: subnet, reference) }
      subnets.append(subnet)
    }
    return subnets
  }

  /// Tests that a subnet in which a transit gateway stands has IPv4 addresses (R128).
  private mutating func checkFamily(of id: ID<Subnet>, _ reference: Reference) {
    let subnet = model.subnets[id]
    guard subnet.identity.isDescribed, !subnet.cidrs.isEmpty,
      !subnet.cidrs.contains(where: { $0.family == .ipv4 })
    else { return }
    report(.attachmentSubnetFamily(reference))
  }

  /// The route table that each attachment is associated with, at most one (R131).
  private mutating func associations(
    of entry: TransitGatewayEntry, _ id: ID<TransitGateway>
  ) -> [ID<TransitGatewayAttachment>: ID<TransitGatewayRouteTable>] {
    var tables: [ID<TransitGatewayAttachment>: ID<TransitGatewayRouteTable>] = [:]
    var places: [ID<TransitGatewayAttachment>: Span] = [:]
    for (index, table) in entry.routeTables.enumerated() {
      let own = ID<TransitGatewayRouteTable>(transitGateways[id.index].routeTables + index)
      guard let written = table.associations else { continue }
      for reference in written.elements {
        guard let attachment = attachment(reference, of: id) else { continue }
        if let first = places[attachment] {
          report(.associatedTwice(reference, first: first))
        } else {
          tables[attachment] = own
          places[attachment] = reference.span
        }
      }
      map.record(
        written.elements.map(\.span), of: .associations, at: written.span,
        in: .transitGatewayRouteTable(own))
    }
    return tables
  }

  mutating func attachment(
    _ reference: Reference, of id: ID<TransitGateway>
  ) -> ID<TransitGatewayAttachment>? {
    let found = find(reference, Search([.attachment], in: .transitGateway(id)))
    guard case .attachment(let attachment)? = found else { return nil }
    return attachment
  }

  /// Tests that the two ends of each peering name each other (R142); a reference may also find an
  /// attachment of a core network, which are built later than those of transit gateways.
  mutating func checkPeers() {
    var entries: [AttachmentEntry] = []
    for gateway in topology.transitGateways { entries += gateway.attachments }
    for (entry, id) in zip(entries, model.attachments.ids) {
      guard let reference = entry.peer, entry.head.isDescribed,
        case .peer(let far) = model.attachments[id].resource,
        model.attachments[far].identity.isDescribed
      else { continue }
      if far != id, model.attachments[far].resource == .peer(id) { continue }
      let name = model.attachments[id].identity.qualifiedName
      report(.peerNotMutual(reference, attachment: name, peerEnd(far, of: id)))
    }
  }

  private func peerEnd(
    _ far: ID<TransitGatewayAttachment>, of id: ID<TransitGatewayAttachment>
  ) -> PeerEnd {
    if far == id { return .itself }
    switch model.transitGateways[model.attachments[far].transitGateway].kind {
    case .coreNetwork, .unknownCoreNetwork: return .coreNetwork
    case .transitGateway: break
    }
    guard case .peer = model.attachments[far].resource else { return .other }
    return .peering
  }
}

extension AttachmentEntry {
  /// How many things are said to be attached; one is right.
  fileprivate var resourceCount: Int {
    [
      vpc, vpn, directConnect, connect, clientVPN, vpnConcentrator, networkFunction, peer,
      transitGatewayRouteTable,
    ].count { $0 != nil }
  }

  /// Whether nobody says what is attached.
  var isAnybodys: Bool { resourceCount == 0 && !head.isDescribed }
}

extension TransitGatewayAttachment.State {
  /// Whether the attachment is there or about to be.
  public var exists: Bool {
    switch self {
    case .initiating, .initiatingRequest, .pendingAcceptance, .rollingBack, .pending, .available,
      .modifying:
      true
    case .deleting, .deleted, .failed, .rejected, .rejecting, .failing: false
    }
  }
}
