import NetproofSyntax

// Transit gateways and VPN connections.

extension TemplateDrafts {
  private static let tableKey = "TransitGatewayRouteTableId"
  private static let attachmentKey = "TransitGatewayAttachmentId"

  mutating func transitGateway(_ reader: TemplateReader) {
    var draft = reader.draft(.transitGateways)
    let span = reader.span
    var options: [(key: String, value: Value)] = []
    for key in ["SecurityGroupReferencingSupport", "VpnEcmpSupport"] {
      if let value = reader.text(key) { options.append((key, value)) }
    }
    draft.set("Options", .map(options, span))
    if case .text(let account, _) = reader.scope.ref("AWS::AccountId", at: span) {
      draft.set("OwnerId", .text(account, span))
    }
    if case .text(let region, _) = reader.scope.ref(TemplateScope.region, at: span) {
      draft.set("TransitGatewayArn", .text("arn:aws:ec2:\(region)::transit-gateway", span))
    }
    add(draft, reader)
    guard usesDefaultTable(reader, "Association") || usesDefaultTable(reader, "Propagation") else {
      return
    }
    var table = AWSDraft(.gatewayTables, reader.id + Self.defaultTable, at: span)
    table.set("TransitGatewayId", .text(reader.id, span))
    drafts.add(table)
    add(.gatewayRoutes, of: table.id, by: Self.tableKey)
  }

  private static let defaultTable = "/default-table"

  /// Whether a transit gateway takes every attachment into its default table.
  private func usesDefaultTable(_ reader: TemplateReader, _ what: String) -> Bool {
    reader.text("DefaultRouteTable\(what)")?.text != "disable"
  }

  mutating func gatewayTable(_ reader: TemplateReader) {
    var draft = reader.draft(.gatewayTables)
    draft.set("TransitGatewayId", reader.id("TransitGatewayId"))
    add(.gatewayRoutes, of: reader.id, by: Self.tableKey)
    add(draft, reader)
  }

  mutating func vpcAttachment(_ reader: TemplateReader) {
    var draft = reader.draft(.vpcAttachments)
    let span = reader.span
    draft.set("TransitGatewayId", reader.id("TransitGatewayId"))
    draft.set("VpcId", reader.id("VpcId"))
    draft.set("SubnetIds", .list(reader.ids("SubnetIds"), span))
    let options = reader["Options"]
    let keys = ["ApplianceModeSupport", "SecurityGroupReferencingSupport", "Ipv6Support"]
    let own = keys.compactMap { key in
      reader.text(options?[key], key).map { (key: key, value: $0) }
    }
    draft.set("Options", .map(own, span))
    add(draft, reader)
  }

  mutating func peeringAttachment(_ reader: TemplateReader) {
    var draft = reader.draft(.peeringAttachments)
    let span = reader.span
    for (key, name) in [
      ("TransitGatewayId", "RequesterTgwInfo"), ("PeerTransitGatewayId", "AccepterTgwInfo"),
    ] {
      if let id = reader.id(key) { draft.set(name, .map([("TransitGatewayId", id)], span)) }
    }
    add(draft, reader)
  }

  mutating func vpnConnection(_ reader: TemplateReader) {
    var draft = reader.draft(.vpnConnections)
    let span = reader.span
    draft.set("VpnConnectionId", .text(reader.id, span))
    draft.set("VpnGatewayId", reader.id("VpnGatewayId"))
    let gateway = reader.id("TransitGatewayId")
    draft.set("TransitGatewayId", gateway)
    let isStatic = reader.flag("StaticRoutesOnly") ?? false
    var options: [(String, AWSDraft.Value)] = [
      ("StaticRoutesOnly", .word(isStatic ? "true" : "false", span))
    ]
    if let version = reader.text("TunnelInsideIpVersion") {
      options.append(("TunnelInsideIpVersion", version))
    }
    if let transport = reader.id("TransportTransitGatewayAttachmentId") {
      options.append(("TransportTransitGatewayAttachmentId", transport))
    }
    draft.set("Options", .map(options, span))
    if !isStatic {
      // What is behind it is told by its other end only.
      let name = "\(reader.resource.name).Routes"
      reader.note(
        TemplateUnknown(cause: .attribute(name), name: name), "Routes", at: span)
    }
    add(draft, reader)
    guard let gateway else { return }
    var attachment = AWSDraft(.attachments, reader.id + TemplateScope.attachment, at: span)
    attachment.set("TransitGatewayId", gateway)
    attachment.set("ResourceType", .text("vpn", span))
    attachment.set("ResourceId", .text(reader.id, span))
    add(attachment, reader)
  }

  mutating func connectionRoute(_ reader: TemplateReader) {
    let connection = reader.id("VpnConnectionId")
    guard let cidr = reader.cidr("DestinationCidrBlock") else {
      return touch(connection, of: .vpnConnections, by: reader)
    }
    change(connection, of: .vpnConnections, by: reader) {
      $0.append(.map([("DestinationCidrBlock", cidr)], reader.span), to: "Routes")
    }
    touch(connection, ifUncertain: reader)
  }

  // MARK: - Tables

  mutating func gatewayRoute(_ reader: TemplateReader) {
    let (table, span) = (reader.id(Self.tableKey), reader.span)
    guard let text = table?.text else { return }
    guard drafts.contains(text), let cidr = reader.cidr("DestinationCidrBlock") else {
      return touch(table, of: .gatewayTables, by: reader)
    }
    var fields: [(key: String, value: Value)] = [
      ("DestinationCidrBlock", cidr), ("Type", .text("static", span)),
    ]
    if let attachment = reader.id(Self.attachmentKey) {
      if drafts[attachment.text ?? ""] == nil { touch(table, at: span) }
      fields.append(
        ("TransitGatewayAttachments", .list([.map([(Self.attachmentKey, attachment)], span)], span))
      )
    } else if reader.flag("Blackhole") != true {
      touch(table, at: span)
    }
    fields.append(("State", .text("active", span)))
    add(.gatewayRoutes, of: text, by: Self.tableKey, [.map(fields, span)])
    touch(table, ifUncertain: reader)
  }

  /// 1:1 NAT of an attachment; rules that are only staged translate nothing.
  mutating func translation(_ reader: TemplateReader) {
    let attachment = reader.id(Self.attachmentKey)
    let isStaged = reader.text("NatGatewaySupport")?.text?.hasPrefix("disable") ?? false
    let rules = reader.list("NatGatewayRules").map { rule -> Value in
      let match = reader.cidr(rule["MatchSourceCidr"], "NatGatewayRules")
      let nat = reader.cidr(rule["NatCidr"], "NatGatewayRules")
      return .object([("MatchSourceCidr", match), ("NatCidr", nat)], at: reader.span)
    }
    guard let text = attachment?.text, drafts.contains(text), !reader.isUncertain else {
      touch(attachment, of: .vpcAttachments, by: reader)
      return touch(attachment, of: .attachments, by: reader)
    }
    if !isStaged { add(.attachmentNAT, of: text, by: Self.attachmentKey, rules) }
  }

  mutating func gatewayAssociation(_ reader: TemplateReader) {
    guard let attachment = reader.id(Self.attachmentKey) else { return }
    associated.insert(attachment.text ?? "")
    addLink(.gatewayAssociations, attachment, reader)
  }

  mutating func gatewayPropagation(_ reader: TemplateReader) {
    guard let attachment = reader.id(Self.attachmentKey) else { return }
    addLink(.gatewayPropagations, attachment, reader)
  }

  private mutating func addLink(_ kind: AWSKind, _ attachment: Value, _ reader: TemplateReader) {
    let table = reader.id(Self.tableKey)
    guard let text = table?.text, drafts.contains(text), drafts.contains(attachment.text ?? "")
    else {
      touch(table, of: .gatewayTables, by: reader)
      return touch(attachment, at: reader.span)
    }
    add(kind, of: text, by: Self.tableKey, [.map([(Self.attachmentKey, attachment)], reader.span)])
    touch(table, ifUncertain: reader)
  }

  /// What a transit gateway does with attachments by itself.
  mutating func attachToDefaultTables() {
    let kinds: [AWSKind] = [.vpcAttachments, .attachments]
    for attachment in drafts.all where kinds.contains(attachment.kind) {
      guard let gateway = attachment["TransitGatewayId"]?.text, let reader = readers[gateway] else {
        continue
      }
      let link: Value = .map(
        [(Self.attachmentKey, .text(attachment.id, attachment.span))], attachment.span)
      let table = gateway + Self.defaultTable
      if usesDefaultTable(reader, "Association"), !associated.contains(attachment.id) {
        add(.gatewayAssociations, of: table, by: Self.tableKey, [link])
      }
      let isFunction = attachment["ResourceType"]?.text == "network-function"
      if usesDefaultTable(reader, "Propagation"), !isFunction {
        add(.gatewayPropagations, of: table, by: Self.tableKey, [link])
      }
    }
  }
}
