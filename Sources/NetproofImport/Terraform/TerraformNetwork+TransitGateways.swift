import NetproofSyntax

// Transit gateways with their attachments and route tables.

extension TerraformNetwork {
  mutating func addTransitGateways() {
    for resource in all("aws_ec2_transit_gateway") { addTransitGateway(resource) }
    for resource in data("aws_ec2_transit_gateway") where !drafts.contains(resource.id) {
      addTransitGateway(resource)
    }
    for resource in all("aws_ec2_transit_gateway_route_table") {
      var draft = draft(.gatewayTables, resource)
      draft.set("TransitGatewayId", id("transit_gateway_id", of: resource))
      drafts.add(draft)
      whole.insert(draft.id)
    }
    addAttachments()
    addLinks()
    addGatewayRoutes()
  }

  private mutating func addTransitGateway(_ resource: TerraformResource) {
    var draft = draft(.transitGateways, resource)
    if let arn = resource["arn"], arn.text?.hasPrefix("arn:") == true {
      draft.set("TransitGatewayArn", copy: arn)
    }
    let options: [(String, Value?)] = [
      (
        "SecurityGroupReferencingSupport",
        .known(resource["security_group_referencing_support"])
      ),
      ("VpnEcmpSupport", .known(resource["vpn_ecmp_support"])),
    ]
    draft.set("Options", .object(options, at: resource.place))
    drafts.add(draft)
    guard resource.isNew,
      Self.isEnabled("association", resource) || Self.isEnabled("propagation", resource)
    else { return }
    let id = impliedID("association_default_route_table_id", of: resource)
    var table = AWSDraft(.gatewayTables, id, at: resource.place)
    table.set("TransitGatewayId", .text(resource.id, resource.place))
    table.set("LogicalId", .text("default", resource.place))
    drafts.add(table)
    whole.insert(id)
  }

  /// Whether attachments get the gateway's default table, as they do unless it is switched off.
  private static func isEnabled(_ what: String, _ gateway: TerraformResource) -> Bool {
    gateway.text("default_route_table_\(what)") != "disable"
  }

  // MARK: - Attachments

  /// The attachments that are put at a table of their own.
  mutating func associatedAttachments() -> Set<String> {
    let associations = all("aws_ec2_transit_gateway_route_table_association")
    return Set(associations.compactMap { id("transit_gateway_attachment_id", of: $0)?.text })
  }

  private mutating func addAttachments() {
    let explicit = associatedAttachments()
    for resource in all("aws_ec2_transit_gateway_vpc_attachment") {
      let id = addVPCAttachment(resource)
      addDefaults(of: id, resource, hasOwn: explicit.contains(id))
    }
    for resource in all("aws_ec2_transit_gateway_vpc_attachment_accepter")
    where !drafts.contains(id("transit_gateway_attachment_id", of: resource)?.text ?? "") {
      notCarried(
        "the attachment that `\(resource.address.text)` accepts",
        "its subnets are described elsewhere; what goes through it is undetermined",
        at: resource.place)
    }
    for resource in all(
      "aws_ec2_transit_gateway_peering_attachment", "aws_ec2_transit_gateway_connect")
    {
      var draft = draft(.attachments, resource)
      draft.set("TransitGatewayId", id("transit_gateway_id", of: resource))
      let kind = resource.type.hasSuffix("connect") ? "connect" : "peering"
      draft.set("ResourceType", .text(kind, resource.place))
      // What a peering does not, a Connect attachment propagates: what it learns by BGP.
      draft.isPart = kind == "connect"
      drafts.add(draft)
      if kind == "connect" {
        addDefaults(of: draft.id, resource, hasOwn: explicit.contains(draft.id))
      }
    }
    for resource in all("aws_vpn_connection") {
      guard let gateway = id("transit_gateway_id", of: resource) else { continue }
      let id = impliedID("transit_gateway_attachment_id", of: resource)
      addDefaults(of: id, resource, gateway: gateway, hasOwn: explicit.contains(id))
    }
    for resource in all(Self.firewallType) {
      guard let gateway = id("transit_gateway_id", of: resource) else { continue }
      let attachment = firewallAttachment(of: resource)
      addFunction(attachment, at: gateway, resource)
      addDefaults(
        of: attachment, resource, gateway: gateway, propagates: false,
        hasOwn: explicit.contains(attachment))
    }
  }

  /// A firewall that is attached itself: it has nothing to propagate.
  private mutating func addFunction(
    _ attachment: String, at gateway: Value, _ resource: TerraformResource
  ) {
    var draft = AWSDraft(.attachments, attachment, at: resource.place)
    draft.set("TransitGatewayId", gateway)
    draft.set("ResourceType", .text("network-function", resource.place))
    draft.set("ResourceId", .text(resource.id, resource.place))
    draft.set("LogicalId", .text(resource.logicalName, resource.place))
    drafts.add(draft)
  }

  private mutating func addVPCAttachment(_ resource: TerraformResource) -> String {
    var draft = draft(.vpcAttachments, resource)
    draft.set("TransitGatewayId", id("transit_gateway_id", of: resource))
    draft.set("VpcId", id("vpc_id", of: resource))
    let subnets = ids("subnet_ids", of: resource)
    draft.set("SubnetIds", .list(subnets, resource.place))
    if subnets.isEmpty { draft.isPart = true }
    let options: [(String, Value?)] = [
      ("ApplianceModeSupport", .known(resource["appliance_mode_support"])),
      ("Ipv6Support", .known(resource["ipv6_support"])),
      (
        "SecurityGroupReferencingSupport",
        .known(resource["security_group_referencing_support"])
      ),
    ]
    draft.set("Options", .object(options, at: resource.place))
    drafts.add(draft)
    return resource.id
  }

  /// Puts an attachment at the default table of its gateway, as AWS does unless it is told not to.
  mutating func addDefaults(
    of attachment: String, _ resource: TerraformResource, gateway: Value? = nil,
    propagates: Bool = true, hasOwn: Bool
  ) {
    guard let id = (gateway ?? self.id("transit_gateway_id", of: resource))?.text else { return }
    let owner = self.resource(id)
    for (what, kind) in [
      ("association", AWSKind.gatewayAssociations), ("propagation", .gatewayPropagations),
    ] {
      if kind == .gatewayAssociations ? hasOwn : !propagates { continue }
      let key = "transit_gateway_default_route_table_\(what)"
      // A test makes up `false` for what is left out.
      if resource.block.isFalse(key) { continue }
      guard let owner else {
        guard kind == .gatewayAssociations else { continue }
        let table = AWSDraft.unknown("default table of \(id)")
        addUnknownTable(table, .text(id, resource.place), resource)
        add(link(kind, attachment, table, resource.place))
        continue
      }
      guard Self.isEnabled(what, owner) else { continue }
      let table = name(impliedID("\(what)_default_route_table_id", of: owner))
      if !drafts.contains(table) { addUnknownTable(table, .text(id, resource.place), resource) }
      add(link(kind, attachment, table, resource.place))
    }
  }

  /// A table of which the routes are not known.
  private mutating func addUnknownTable(
    _ id: String, _ gateway: Value, _ resource: TerraformResource
  ) {
    guard !drafts.contains(id) else { return }
    var table = AWSDraft(.gatewayTables, id, at: resource.place)
    table.set("TransitGatewayId", gateway)
    drafts.add(table)
  }

  private func link(
    _ kind: AWSKind, _ attachment: String, _ table: String, _ place: Span
  ) -> AWSDraft {
    var draft = AWSDraft(kind, "\(kind.rawValue) \(attachment) \(table)", at: place)
    draft.set("TransitGatewayAttachmentId", .text(attachment, place))
    draft.set("Owner", .text(table, place))
    return draft
  }

  /// Associations and propagations that are resources.
  private mutating func addLinks() {
    let kinds = [
      ("aws_ec2_transit_gateway_route_table_association", AWSKind.gatewayAssociations),
      ("aws_ec2_transit_gateway_route_table_propagation", .gatewayPropagations),
    ]
    for (type, kind) in kinds {
      for resource in all(type) {
        guard let attachment = id("transit_gateway_attachment_id", of: resource)?.text,
          let table = id("transit_gateway_route_table_id", of: resource)?.text
        else { continue }
        if AWSDraft.isUnknown(table) { open(table, .gatewayTables) }
        if !drafts.contains(table), let gateway = drafts[attachment]?["TransitGatewayId"] {
          addUnknownTable(table, gateway, resource)
        }
        add(link(kind, attachment, table, resource.place))
      }
    }
  }

  // MARK: - Routes

  private mutating func addGatewayRoutes() {
    for resource in all(
      "aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_prefix_list_reference")
    {
      guard let table = id("transit_gateway_route_table_id", of: resource) else { continue }
      if AWSDraft.isUnknown(table.text ?? "") { open(table.text ?? "", .gatewayTables) }
      var draft = AWSDraft(.gatewayRoutes, resource.id, at: resource.place)
      draft.set("Owner", table)
      draft.set("Type", .text("static", resource.place))
      if let node = resource["destination_cidr_block"], Self.isBlock(node) {
        draft.set("DestinationCidrBlock", copy: node)
      } else if let list = id("prefix_list_id", of: resource) {
        draft.set("PrefixListId", list)
      } else {
        let list = unknown(
          "destination_cidr_block", of: resource, effect: "what takes this route is undetermined")
        draft.set("PrefixListId", .text(list, resource.place))
      }
      let place = resource.place
      if resource.block.isTrue("blackhole") {
        draft.set("State", .text("blackhole", place))
      } else if let attachment = id("transit_gateway_attachment_id", of: resource) {
        let target = Value.map([("TransitGatewayAttachmentId", attachment)], attachment.span)
        draft.set("TransitGatewayAttachments", .list([target], attachment.span))
      } else {
        draft.set("State", .text("blackhole", place))
      }
      drafts.add(draft)
    }
  }
}
