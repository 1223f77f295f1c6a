import NetproofSyntax

// Direct Connect: gateways, what they are associated with, virtual interfaces.

extension TemplateDrafts {
  static let directConnect: [String: Handler] = [
    TemplateKind.directConnectGateway: { $0.directConnectGateway($1) },
    "AWS::DirectConnect::DirectConnectGatewayAssociation": { $0.directConnectAssociation($1) },
    "AWS::DirectConnect::PrivateVirtualInterface": { $0.virtualInterface($1, "private") },
    "AWS::DirectConnect::TransitVirtualInterface": { $0.virtualInterface($1, "transit") },
    // Here, as what it learns by BGP no template knows either.
    TemplateKind.connect: { $0.connectAttachment($1) },
  ]

  /// What comes by Direct Connect only its other end knows, so that nothing of it is described.
  private mutating func directConnectGateway(_ reader: TemplateReader) {
    var draft = reader.draft(.directConnectGateways)
    draft.set("directConnectGatewayName", reader.name("DirectConnectGatewayName"))
    draft.isPart = true
    drafts.add(draft)
    reportBGP(reader)
  }

  private func reportBGP(_ reader: TemplateReader) {
    estate.problems.report(
      ImportFault.notCarried(
        "what `\(reader.resource.name)` learns by BGP",
        effect: "no template knows it; what goes through it is undetermined", at: reader.span))
  }

  private mutating func directConnectAssociation(_ reader: TemplateReader) {
    guard let router = reader.id("DirectConnectGatewayId"),
      let gateway = reader.id("AssociatedGatewayId"), let text = gateway.text
    else { return }
    let kind = drafts[text]?.kind
    guard !reader.isUncertain, kind == .vpnGateways || kind == .transitGateways else {
      return touch(behind: gateway, reader)
    }
    let isTransit = kind == .transitGateways
    var draft = AWSDraft(.directConnectAssociations, reader.id, at: reader.span)
    draft.set("associationId", .text(reader.id, reader.span))
    draft.set("directConnectGatewayId", router)
    let type = isTransit ? "transitGateway" : "virtualPrivateGateway"
    draft.set(
      "associatedGateway", .map([("id", gateway), ("type", .text(type, reader.span))], reader.span))
    for prefix in reader.list("AllowedPrefixesToDirectConnectGateway") {
      guard let cidr = reader.cidr(prefix, "AllowedPrefixesToDirectConnectGateway") else {
        continue
      }
      draft.append(
        .map([("cidr", cidr)], prefix.span), to: "allowedPrefixesToDirectConnectGateway")
    }
    drafts.add(draft)
    guard isTransit else { return touch(behind: gateway, reader) }
    var attachment = AWSDraft(.attachments, reader.id + TemplateScope.attachment, at: reader.span)
    attachment.set("TransitGatewayId", gateway)
    attachment.set("ResourceType", .text("direct-connect-gateway", reader.span))
    attachment.set("ResourceId", router)
    drafts.add(attachment)
  }

  private mutating func virtualInterface(_ reader: TemplateReader, _ type: String) {
    let gateway = reader.id("VirtualGatewayId")
    var draft = reader.draft(.virtualInterfaces)
    draft.set("virtualInterfaceType", .text(type, reader.span))
    draft.set("virtualInterfaceName", reader.name("VirtualInterfaceName"))
    draft.set("directConnectGatewayId", reader.id("DirectConnectGatewayId"))
    draft.set("virtualGatewayId", gateway)
    draft.isPart = true
    drafts.add(draft)
    guard let gateway else { return }
    reportBGP(reader)
    if drafts[gateway.text ?? ""]?.kind != .vpnGateways { touch(behind: gateway, reader) }
  }

  /// A Connect attachment, which stands at the gateway of the attachment that it goes over.
  private mutating func connectAttachment(_ reader: TemplateReader) {
    let transport = reader.id("TransportTransitGatewayAttachmentId")
    guard let gateway = drafts[transport?.text ?? ""]?["TransitGatewayId"] else {
      return touch(transport, of: .gatewayTables, by: reader)
    }
    var draft = reader.draft(.attachments)
    draft.set("TransitGatewayId", gateway)
    draft.set("ResourceType", .text("connect", reader.span))
    draft.isPart = true
    drafts.add(draft)
  }

  /// Leaves open where a gateway leads that is not described here, or is not known.
  private mutating func touch(behind gateway: Value, _ reader: TemplateReader) {
    touch(gateway, of: .vpnGateways, by: reader)
    let isUnknown = AWSDraft.isUnknown(gateway.text ?? "")
    for table in drafts.all where table.kind == .gatewayTables {
      guard isUnknown || table["TransitGatewayId"]?.text == gateway.text else { continue }
      touch(.text(table.id, table.span), at: reader.span)
    }
  }
}
