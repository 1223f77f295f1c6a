import NetproofSyntax

// Direct Connect: virtual interfaces, gateways and what they are associated with.

extension AWSTopology {
  /// The virtual interfaces that lead to VPCs; networks behind public ones are on the internet.
  var virtualInterfaces: [AWSResource] {
    estate.dump[.virtualInterfaces].filter {
      $0.text("virtualInterfaceType") != "public" && $0.text("virtualInterfaceState") != "deleted"
    }
  }

  /// The virtual interfaces by which a gateway may have learned what it propagates.
  func virtualInterfaces(behind gateway: String) -> [AWSResource] {
    let routers = Set(
      estate.dump[.directConnectAssociations].filter {
        $0.part("associatedGateway")?.text("id") == gateway
      }.compactMap { $0.text("directConnectGatewayId") } + [gateway])
    return virtualInterfaces.filter {
      $0.text("virtualGatewayId") == gateway
        || routers.contains($0.text("directConnectGatewayId") ?? "")
    }
  }

  /// The virtual interfaces that end at virtual private gateways themselves.
  mutating func loneVirtualInterfaces() -> [Entry] {
    var entries: [Entry] = []
    for interface in virtualInterfaces {
      guard let id = interface["virtualInterfaceId"], let gateway = interface["virtualGatewayId"],
        let text = gateway.text, !text.isEmpty, interface.text("directConnectGatewayId") == nil
      else { continue }
      var own: [Entry] = []
      if let name = qualified(gateway: text) {
        add("vpn-gateway", text: name, at: gateway.span, to: &own)
      }
      addState(of: interface, to: &own)
      entries.append(entry(id, interface, own))
    }
    return entries
  }

  mutating func directConnectGateways() -> [Entry] {
    var entries: [Entry] = []
    for id in directConnectGatewayIDs {
      guard let text = id.text else { continue }
      var lines: [Entry] = []
      for interface in virtualInterfaces
      where interface.text("directConnectGatewayId") == text {
        guard let own = interface["virtualInterfaceId"] else { continue }
        var inner: [Entry] = []
        addState(of: interface, to: &inner)
        lines.append(entry(own, interface, inner))
      }
      var own: [Entry] = []
      add("virtual-interfaces", lines, to: &own)
      let (associations, isWhole) = associations(of: text)
      let ofCores = associationsOfCores(text)
      add("associations", associations + ofCores, to: &own)
      // What a plan or template says of a gateway is never all of it.
      let isPart = estate[text]?.isPart ?? false
      // What a core network's attachments say is all that there is, as it is led to alone.
      let isAnswered =
        estate.dump.isAnswered(.directConnectAssociations, about: text) || !ofCores.isEmpty
      if !isAnswered, !isPart, !AWSDraft.isUnknown(text) {
        problems.report(
          ImportFault.missingCall(
            "\(AWSKind.directConnectAssociations.call) --direct-connect-gateway-id \(text)",
            what: "associations", owner: names[text], at: id.span))
      }
      if isWhole, isAnswered, !isPart, !AWSDraft.isUnknown(text) {
        if names[text] != text { add("id", copy: id, to: &own) }
        entries.append(Entry(names[text], at: id.span, builder.map(own, at: id.span)))
      } else {
        entries.append(undescribed(text, at: id.span, own))
      }
    }
    return entries
  }

  /// The Direct Connect gateways that an answer lists, or that something names, each once.
  var directConnectGatewayIDs: [Node] {
    var seen: Set<String> = []
    let named = virtualInterfaces + estate.dump[.directConnectAssociations]
    let attached = estate.dump[.attachments].filter {
      $0.text("ResourceType") == "direct-connect-gateway"
    }
    return
      (estate.dump[.directConnectGateways].compactMap { $0["directConnectGatewayId"] }
      + coreRouters
      + named.compactMap { $0["directConnectGatewayId"] }
      + attached.compactMap { $0["ResourceId"] })
      .filter { $0.text?.isEmpty == false && seen.insert($0.text ?? "").inserted }
  }

  /// The associations of a Direct Connect gateway, and whether all could be written.
  private mutating func associations(of router: String) -> (entries: [Entry], isWhole: Bool) {
    var entries: [Entry] = []
    var isWhole = true
    for association in estate.dump[.directConnectAssociations]
    where association.text("directConnectGatewayId") == router {
      guard let gateway = association.part("associatedGateway"), let id = gateway["id"],
        let text = id.text
      else { continue }
      var own: [Entry] = []
      let isTransit = gateway.text("type") == "transitGateway"
      if isTransit, gatewayIDs.contains(text) {
        own.append(Entry("transit-gateway", reference(id)))
      } else if !isTransit, let name = qualified(gateway: text) {
        add("vpn-gateway", text: name, at: id.span, to: &own)
      } else {
        problems.report(
          ImportFault.missingResource(
            text, kind: isTransit ? "transit gateway" : "virtual private gateway",
            by: names[router], at: id.span))
        isWhole = false
        continue
      }
      let prefixes = association.list("allowedPrefixesToDirectConnectGateway")
        .compactMap { $0["cidr"] }
      add("allowed-prefixes", list: prefixes.map { builder.copy($0) }, to: &own)
      if let state = association["associationState"], state.text != "associated" {
        add("state", copy: state, to: &own)
      }
      entries.append(Entry("to-\(names[text])", at: id.span, builder.map(own, at: id.span)))
    }
    return (entries, isWhole)
  }

  /// The associations with core networks that a Direct Connect gateway is attached to.
  private mutating func associationsOfCores(_ router: String) -> [Entry] {
    coreNetworkIDs.compactMap { network in
      let attachment = coreAttachments(of: network).first {
        $0.text("AttachmentType") == "DIRECT_CONNECT_GATEWAY"
          && $0["ResourceArn"]?.lastPart?.text == router
      }
      guard let arn = attachment?["ResourceArn"] else { return nil }
      var own: [Entry] = []
      add("core-network", text: names[network], at: arn.span, to: &own)
      return Entry("to-\(names[network])", at: arn.span, builder.map(own, at: arn.span))
    }
  }

  /// `VPC/GATEWAY` of a virtual private gateway that is attached.
  private func qualified(gateway: String) -> String? {
    let vpc = estate.vpcs.first { vpc in
      estate[.vpnGateways, vpc].contains { $0.text("VpnGatewayId") == gateway }
    }
    return vpc.map { "\(names[$0])/\(names[gateway])" }
  }

  private mutating func addState(of interface: AWSResource, to own: inout [Entry]) {
    addState(interface["virtualInterfaceState"], unless: "available", to: &own)
    let peers = interface.list("bgpPeers").compactMap { $0["bgpStatus"] }
    if let first = peers.first, !peers.contains(where: { $0.text == "up" }) {
      add("bgp", text: "down", at: first.span, to: &own)
    }
  }
}
