import NetproofSyntax

// What hangs on core networks.

extension AWSTopology {
  /// The attachments of all core networks, each as the answer has it that says most, and those that
  /// were deleted or rejected left out.
  private var allCoreAttachments: [AWSResource] {
    let kinds: [AWSKind] = [
      .coreVPCAttachments, .coreVPNAttachments, .coreConnectAttachments, .coreTableAttachments,
      .coreRouterAttachments,
    ]
    return kinds.flatMap { estate.dump[$0].compactMap { $0.part("Attachment") } }
      + estate.dump[.coreAttachments]
  }

  func coreAttachments(of network: String) -> [AWSResource] {
    var seen: Set<String> = []
    return allCoreAttachments.filter { attachment in
      guard let id = attachment.text("AttachmentId"),
        attachment.text("CoreNetworkId") == network
          || attachment["CoreNetworkArn"]?.coreNetwork?.text == network
      else { return false }
      return seen.insert(id).inserted
    }
  }

  /// The core network of an attachment.
  func coreNetwork(ofAttachment id: String) -> String? {
    coreNetworkIDs.first { network in
      coreAttachments(of: network).contains { $0.text("AttachmentId") == id }
    }
  }

  /// The attachments of core networks that are lines to networks.
  var coreLines: [Node] {
    coreNetworkIDs.flatMap { coreAttachments(of: $0) }
      .filter { $0.text("AttachmentType") == "CONNECT" }.compactMap { $0["AttachmentId"] }
  }

  /// The Direct Connect gateways that are attached to core networks.
  var coreRouters: [Node] {
    coreNetworkIDs.flatMap { coreAttachments(of: $0) }
      .filter { $0.text("AttachmentType") == "DIRECT_CONNECT_GATEWAY" }
      .compactMap { $0["ResourceArn"]?.lastPart }
  }

  mutating func nameInner(ofCoreNetwork network: String) {
    var wishes: [AWSNames.Wish] = []
    for attachment in coreAttachments(of: network) {
      guard let id = attachment.text("AttachmentId") else { continue }
      let owner = attachment["ResourceArn"]?.lastPart?.text
      let name = attachment.tag("Name")?.text ?? owner.map { names[$0] }
      wishes.append(AWSNames.Wish(id: id, name: name, kind: "attachment"))
      for edge in attachment.elements("EdgeLocations").compactMap(\.text) {
        guard let place = Self.place(attachment, edge) else { continue }
        wishes.append(
          AWSNames.Wish(id: place, name: "\(name ?? id)-\(edge)", kind: "attachment"))
      }
    }
    names.nameInner(wishes)
  }

  // MARK: - What they name

  /// Finds what attachments, connections and routes of core networks name and no answer has.
  mutating func findAbsentOfCoreNetworks() {
    for attachment in allCoreAttachments {
      let user = attachment.text("AttachmentId") ?? "attachment"
      need(
        attachment["CoreNetworkArn"]?.coreNetwork ?? attachment["CoreNetworkId"], .coreNetworks,
        in: "", user)
      guard let resource = attachment["ResourceArn"]?.lastPart else { continue }
      switch attachment.text("AttachmentType") {
      case "SITE_TO_SITE_VPN": need(resource, .vpnConnections, in: "", user)
      case "VPC":
        for subnet in subnets(ofAttachment: user) {
          need(subnet, .subnets, in: resource.text ?? "", user)
        }
      default: break
      }
    }
  }

  private func subnets(ofAttachment id: String) -> [Node] {
    details(.coreVPCAttachments, id)?.elements("SubnetArns").compactMap(\.lastPart) ?? []
  }

  /// The answer about one attachment.
  private func details(_ kind: AWSKind, _ id: String) -> AWSResource? {
    estate.dump[kind].first { $0.part("Attachment")?.text("AttachmentId") == id }
  }

  // MARK: - Writing them

  /// The entries of an attachment: that of a Direct Connect gateway has one for each edge location.
  mutating func coreAttachments(
    _ attachment: AWSResource, _ policy: AWSCorePolicy, _ open: inout Set<String>
  ) -> [Entry] {
    let edges = attachment.elements("EdgeLocations")
    guard !edges.isEmpty else {
      return [coreAttachment(attachment, policy, at: attachment["EdgeLocation"], &open)]
    }
    return edges.map { coreAttachment(attachment, policy, at: $0, &open) }
  }

  /// What stands for an attachment at one of its edge locations, where it has several.
  private static func place(_ attachment: AWSResource, _ edge: String) -> String? {
    guard let id = attachment.text("AttachmentId"), attachment.elements("EdgeLocations").count > 1
    else { return nil }
    return "\(id)@\(edge)"
  }

  /// The entry of an attachment; its segment is open if no more is known than that it is there.
  private mutating func coreAttachment(
    _ attachment: AWSResource, _ policy: AWSCorePolicy, at edge: Node?,
    _ open: inout Set<String>
  ) -> Entry {
    let id = attachment["AttachmentId"] ?? attachment.node
    var own: [Entry] = []
    if let segment = attachment["SegmentName"],
      policy.segments.contains(where: { $0.name.text == segment.text })
    {
      add("segment", copy: segment, to: &own)
    }
    add("edge-location", copy: edge, to: &own)
    if addCoreResource(attachment, id, to: &own) {
      if let state = attachment["State"], let word = Self.coreStates[state.text ?? ""] {
        add("state", text: word, at: state.span, to: &own)
      }
    } else {
      attachment.text("SegmentName").map { _ = open.insert($0) }
      add("described", word: "false", at: id.span, to: &own)
    }
    guard let place = Self.place(attachment, edge?.text ?? "") else {
      return entry(id, attachment, own)
    }
    return Entry(names[place], at: id.span, builder.map(own, at: attachment.node.span))
  }

  /// States other than `AVAILABLE`; one whose tags wait for a decision carries packets as before.
  private static let coreStates = [
    "CREATING": "initiating", "UPDATING": "modifying", "PENDING_TAG_ACCEPTANCE": "modifying",
    "PENDING_NETWORK_UPDATE": "pending", "PENDING_ATTACHMENT_ACCEPTANCE": "pending-acceptance",
    "REJECTED": "rejected", "FAILED": "failed", "DELETING": "deleting",
  ]

  private mutating func addCoreResource(
    _ attachment: AWSResource, _ id: Node, to own: inout [Entry]
  ) -> Bool {
    let resource = attachment["ResourceArn"]?.lastPart
    switch attachment.text("AttachmentType") {
    case "VPC": return addVPC(id, resource, to: &own)
    case "SITE_TO_SITE_VPN":
      guard let resource else { return false }
      own.append(Entry("vpn", reference(resource)))
      return isLearned(resource, attachment)
    case "CONNECT": return addCoreConnect(id, attachment, to: &own)
    case "DIRECT_CONNECT_GATEWAY":
      guard let resource else { return false }
      own.append(Entry("direct-connect", reference(resource)))
      return isLearned(resource, attachment)
    case "TRANSIT_GATEWAY_ROUTE_TABLE": return addRouteTable(attachment, id, to: &own)
    default:
      problems.report(
        ImportFault.notCarried(
          "the attachment \(id.text ?? "") of the kind "
            + (attachment.text("AttachmentType") ?? "that it does not say"),
          effect: "what goes through its segment is undetermined", at: id.span))
      return false
    }
  }

  /// The table of a transit gateway that exchanges routes with the segment.
  private mutating func addRouteTable(
    _ attachment: AWSResource, _ id: Node, to own: inout [Entry]
  ) -> Bool {
    let arn =
      details(.coreTableAttachments, id.text ?? "")?["TransitGatewayRouteTableArn"]
      ?? attachment["ResourceArn"]
    let table = arn?.lastPart?.text ?? ""
    let answer = estate.dump[.gatewayTables].first {
      $0.text("TransitGatewayRouteTableId") == table
    }
    guard let gateway = answer?.text("TransitGatewayId") else {
      problems.report(
        ImportFault.missingResource(
          table, kind: AWSKind.gatewayTables.word, by: names[id.text ?? ""], at: id.span))
      return false
    }
    add(
      "transit-gateway-route-table", text: "\(names[gateway])/\(names[table])", at: id.span,
      to: &own)
    return true
  }

  /// The attachments of transit gateways that peer with core networks of which all is known: what
  /// goes by them is said by the core network's attachments for route tables.
  var peeringsWithCoreNetworks: Set<String> {
    let told = estate.dump[.corePeerings].compactMap { answer -> (String, String)? in
      guard let network = answer.part("Peering")?.text("CoreNetworkId"),
        let id = answer.text("TransitGatewayPeeringAttachmentId")
      else { return nil }
      return (network, id)
    }
    let seen = estate.dump[.peeringAttachments].compactMap { peering -> (String, String)? in
      let network = ["RequesterTgwInfo", "AccepterTgwInfo"].lazy.compactMap {
        peering.part($0)?.text("CoreNetworkId")
      }.first
      guard let network, let id = peering.text("TransitGatewayAttachmentId") else { return nil }
      return (network, id)
    }
    return Set((told + seen).filter { isKnownWhole($0.0) }.map(\.1))
  }

  private func isKnownWhole(_ network: String) -> Bool {
    guard
      let answer = estate.dump[.coreNetworkPolicies].first(where: {
        $0.text("CoreNetworkId") == network
      }), answer["PolicyDocument"] != nil
    else { return false }
    let resource = estate.dump[.coreNetworks].first { $0.text("CoreNetworkId") == network }
    return estate.dump.isAnswered(.coreAttachments, for: resource ?? answer)
  }

  private mutating func addVPC(_ id: Node, _ vpc: Node?, to own: inout [Entry]) -> Bool {
    guard let vpc, let details = details(.coreVPCAttachments, id.text ?? "") else {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.coreVPCAttachments.call) --attachment-id \(id.text ?? "")", what: "subnets",
          owner: names[id.text ?? ""], at: id.span))
      return false
    }
    own.append(Entry("vpc", reference(vpc)))
    add("subnets", list: subnets(ofAttachment: id.text ?? "").map { reference($0) }, to: &own)
    let options = details.part("Options")
    if let option = options?["ApplianceModeSupport"], option.text == "true" {
      add("appliance-mode", copy: option, to: &own)
    }
    if let option = options?["SecurityGroupReferencingSupport"], option.text == "false" {
      add("security-group-referencing", copy: option, to: &own)
    }
    if let option = options?["Ipv6Support"], option.text == "true" {
      add("ipv6-support", copy: option, to: &own)
    }
    return true
  }

  private mutating func addCoreConnect(
    _ id: Node, _ attachment: AWSResource, to own: inout [Entry]
  ) -> Bool {
    guard
      let transport = details(.coreConnectAttachments, id.text ?? "")?["TransportAttachmentId"]
    else {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.coreConnectAttachments.call) --attachment-id \(id.text ?? "")",
          what: "transport", owner: names[id.text ?? ""], at: id.span))
      return false
    }
    own.append(Entry("connect", reference(transport)))
    let peers = estate.dump[.corePeers].filter {
      $0.text("ConnectAttachmentId") == id.text
        && $0.text("ConnectPeerState") ?? "AVAILABLE" == "AVAILABLE"
    }
    if peers.isEmpty, arePeersKnown(of: attachment) {
      add("peers", text: "down", at: id.span, to: &own)
    } else {
      // No call of Cloud WAN's tells the sessions themselves.
      problems.report(
        ImportFault.guessed(
          "the BGP sessions of `\(names[id.text ?? ""])` are taken to stand", at: id.span))
    }
    return isLearned(id, attachment)
  }

  /// Whether it is known what a line has learned: of its routes, or because it is static.
  private mutating func isLearned(_ line: Node, _ attachment: AWSResource) -> Bool {
    let segment = attachment.text("SegmentName").map { Self.segment($0, network(of: attachment)) }
    if segment.map({ estate.dump.isAnswered(.coreRoutes, about: $0) }) ?? true { return true }
    if estate[line.text ?? ""]?.part("Options")?.isTrue("StaticRoutesOnly") == true { return true }
    problems.report(
      ImportFault.missingCall(
        "\(AWSKind.coreRoutes.call) --route-table-identifier …",
        what: "routes", owner: names[line.text ?? ""], at: line.span))
    return false
  }

  /// Whether the peers of all Connect attachments of a core network were asked for.
  private func arePeersKnown(of attachment: AWSResource) -> Bool {
    estate.dump.isAnswered(.corePeers, for: estate[network(of: attachment)] ?? attachment)
  }

  private func network(of attachment: AWSResource) -> String {
    attachment.text("CoreNetworkId") ?? attachment["CoreNetworkArn"]?.coreNetwork?.text ?? ""
  }

  /// What stands for the segment that an answer about routes is of: at each of its edge locations it
  /// has learned the same.
  static func segment(ofRoutes edge: Node) -> String? {
    guard let name = edge["SegmentName"]?.text, let network = edge["CoreNetworkId"]?.text else {
      return nil
    }
    return segment(name, network)
  }

  private static func segment(_ name: String, _ network: String) -> String { network + " " + name }

  // MARK: - What is behind them

  /// Finds out what is behind lines of core networks: the routes that segments have learned.
  mutating func findBehindCoreNetworks() {
    for route in estate.dump[.coreRoutes] where route.text("Type") == "PROPAGATED" {
      guard let to = route["DestinationCidrBlock"] else { continue }
      for destination in route.list("Destinations") {
        guard let id = destination.text("CoreNetworkAttachmentId"),
          let attachment = allCoreAttachments.first(where: { $0.text("AttachmentId") == id })
        else { continue }
        let resource = attachment["ResourceArn"]?.lastPart?.text
        switch attachment.text("AttachmentType") {
        case "SITE_TO_SITE_VPN": learn(to, [resource].compactMap { $0 })
        case "CONNECT": learn(to, [id])
        case "DIRECT_CONNECT_GATEWAY":
          learn(to, Self.ids(virtualInterfaces(behind: resource ?? "")))
        default: break
        }
      }
    }
  }
}
