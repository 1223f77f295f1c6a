import NetproofSyntax

// Direct Connect: gateways, what they are associated with, virtual interfaces.

extension TerraformNetwork {
  /// What comes by Direct Connect only its other end knows: gateways and virtual interfaces are written
  /// as far as the texts tell, and what goes through them is undetermined.
  mutating func addDirectConnect() {
    let gateways = all("aws_dx_gateway") + data("aws_dx_gateway")
    for resource in gateways where !drafts.contains(resource.id) {
      var draft = draft(.directConnectGateways, resource)
      draft.set(
        "directConnectGatewayName",
        .known(resource["name"]) ?? .text(resource.logicalName, resource.place))
      draft.isPart = true
      drafts.add(draft)
      tellBGP(of: resource)
    }
    for resource in all("aws_dx_gateway_association") { addAssociation(resource) }
    for (type, isTransit) in Self.interfaceTypes {
      for resource in all(type) { addVirtualInterface(resource, isTransit: isTransit) }
    }
  }

  private static let interfaceTypes = [
    ("aws_dx_private_virtual_interface", false), ("aws_dx_transit_virtual_interface", true),
    ("aws_dx_hosted_private_virtual_interface_accepter", false),
    ("aws_dx_hosted_transit_virtual_interface_accepter", true),
  ]

  private mutating func tellBGP(of resource: TerraformResource) {
    notCarried(
      "what `\(resource.address.text)` learns by BGP",
      "no plan knows it; what goes through it is undetermined", at: resource.place)
  }

  // MARK: - Associations

  private mutating func addAssociation(_ resource: TerraformResource) {
    guard let router = id("dx_gateway_id", of: resource),
      let gateway = id("associated_gateway_id", of: resource) ?? id("vpn_gateway_id", of: resource)
    else { return }
    let kind = drafts[gateway.text ?? ""]?.kind
    guard kind == .vpnGateways || kind == .transitGateways else { return open(behind: gateway) }
    let isTransit = kind == .transitGateways
    var draft = AWSDraft(.directConnectAssociations, resource.id, at: resource.place)
    let known = resource.text("dx_gateway_association_id")
    draft.set("associationId", .text(known ?? resource.invented, resource.place))
    draft.set("directConnectGatewayId", router)
    let type = isTransit ? "transitGateway" : "virtualPrivateGateway"
    draft.set(
      "associatedGateway",
      .map([("id", gateway), ("type", .text(type, gateway.span))], gateway.span))
    for node in resource.block.list("allowed_prefixes") where Self.isBlock(node) {
      draft.append(
        .map([("cidr", .node(node))], node.span), to: "allowedPrefixesToDirectConnectGateway")
    }
    drafts.add(draft)
    if isTransit {
      addAttachment(of: router, to: gateway, resource)
    } else {
      open(behind: gateway)
    }
  }

  /// The attachment of a Direct Connect gateway, which AWS makes along with its association.
  private mutating func addAttachment(
    of router: Value, to gateway: Value, _ resource: TerraformResource
  ) {
    var id = resource.text("transit_gateway_attachment_id") ?? "\(resource.invented).attachment"
    // Route tables name it by a data source.
    for other in data("aws_ec2_transit_gateway_dx_gateway_attachment")
    where self.id("dx_gateway_id", of: other)?.text == router.text
      && self.id("transit_gateway_id", of: other)?.text == gateway.text
    {
      id = other.id
    }
    guard !drafts.contains(id) else { return }
    var draft = AWSDraft(.attachments, id, at: resource.place)
    draft.set("TransitGatewayId", gateway)
    draft.set("ResourceType", .text("direct-connect-gateway", resource.place))
    draft.set("ResourceId", router)
    draft.set("LogicalId", .text(resource.logicalName, resource.place))
    drafts.add(draft)
    addDefaults(of: id, resource, gateway: gateway, hasOwn: associatedAttachments().contains(id))
  }

  // MARK: - Virtual interfaces

  private mutating func addVirtualInterface(_ resource: TerraformResource, isTransit: Bool) {
    var draft = AWSDraft(
      .virtualInterfaces, resource.text("virtual_interface_id") ?? resource.id, at: resource.place)
    draft.set("virtualInterfaceType", .text(isTransit ? "transit" : "private", resource.place))
    draft.set(
      "virtualInterfaceName",
      .known(resource["name"]) ?? .text(resource.logicalName, resource.place))
    draft.isPart = true
    let router = id("dx_gateway_id", of: resource)
    let gateway = id("vpn_gateway_id", of: resource)
    draft.set("directConnectGatewayId", router)
    draft.set("virtualGatewayId", gateway)
    add(draft)
    if let gateway {
      tellBGP(of: resource)
      if drafts[gateway.text ?? ""]?.kind != .vpnGateways { open(behind: gateway) }
    }
  }

  /// Leaves open where a gateway leads that is not described here, or is not known.
  private mutating func open(behind gateway: Value) {
    guard let id = gateway.text else { return }
    open(id, .vpnGateways)
    let isUnknown = AWSDraft.isUnknown(id)
    for table in drafts.all where table.kind == .gatewayTables {
      if isUnknown || table["TransitGatewayId"]?.text == id { open(table.id, .gatewayTables) }
    }
  }
}
