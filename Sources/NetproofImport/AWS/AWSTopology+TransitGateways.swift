import NetproofSyntax

// Transit gateways with their attachments and route tables.

extension AWSTopology {
  /// The transit gateways of the dump, and those that are only named.
  var gatewayIDs: [String] {
    var seen: Set<String> = []
    return estate.dump[.transitGateways].compactMap { $0.text("TransitGatewayId") }
      .filter { seen.insert($0).inserted } + estate.absent(.transitGateways, in: "").map(\.id)
  }

  /// The attachments of a transit gateway, each as the answer has it that says most.
  func attachments(of gateway: String) -> [AWSResource] {
    var seen: Set<String> = []
    let all =
      estate.dump[.vpcAttachments] + estate.dump[.peeringAttachments] + estate.dump[.attachments]
      + estate.dump[.connects]
    return all.filter { attachment in
      let ends = [attachment.text("TransitGatewayId")] + Self.gateways(of: attachment)
      guard ends.contains(gateway), let id = attachmentID(of: attachment, at: gateway)?.text
      else { return false }
      return seen.insert(id).inserted
    }
  }

  func tables(of gateway: String) -> [AWSResource] {
    estate.dump[.gatewayTables].filter { $0.text("TransitGatewayId") == gateway }
  }

  mutating func transitGateways() -> [Entry] {
    var entries: [Entry] = []
    for gateway in estate.dump[.transitGateways] {
      guard let id = gateway["TransitGatewayId"], let text = id.text else { continue }
      var own: [Entry] = []
      add("account", copy: gateway["OwnerId"], to: &own)
      if let arn = gateway["TransitGatewayArn"], let region = Self.region(ofARN: arn.text ?? "") {
        add("region", text: region, at: arn.span, to: &own)
      }
      let options = gateway.part("Options")
      if let option = options?["SecurityGroupReferencingSupport"], option.text == "enable" {
        add("security-group-referencing", word: "true", at: option.span, to: &own)
      }
      if let option = options?["VpnEcmpSupport"], option.text == "disable" {
        add("vpn-ecmp", word: "false", at: option.span, to: &own)
      }
      addState(gateway["State"], unless: "available", to: &own)
      addInner(ofGateway: text, to: &own)
      entries.append(entry(id, gateway, own))
    }
    for absent in estate.absent(.transitGateways, in: "") {
      var own: [Entry] = []
      addInner(ofGateway: absent.id, to: &own)
      entries.append(undescribed(absent.id, at: absent.span, own))
    }
    return entries
  }

  private mutating func addInner(ofGateway gateway: String, to own: inout [Entry]) {
    let elsewhere = peeringsWithCoreNetworks
    let attachments = self.attachments(of: gateway).filter { attachment in
      attachment.text("State") != "deleted"
        && !elsewhere.contains(attachmentID(of: attachment, at: gateway)?.text ?? "")
    }
    let present = Set(attachments.compactMap { attachmentID(of: $0, at: gateway)?.text })
    var entries: [Entry] = []
    for attachment in attachments {
      if let entry = self.attachment(attachment, of: gateway, present) { entries.append(entry) }
    }
    add("attachments", entries, to: &own)
    var tables: [Entry] = []
    for table in self.tables(of: gateway) {
      tables.append(self.table(table, attachments, present))
    }
    add("route-tables", tables, to: &own)
  }

  /// The identifier of an attachment at a transit gateway: at the far side of a peering it may be
  /// another one.
  func attachmentID(of attachment: AWSResource, at gateway: String) -> Node? {
    if attachment.part("AccepterTgwInfo")?.text("TransitGatewayId") == gateway,
      let own = attachment["AccepterTransitGatewayAttachmentId"]
    {
      return own
    }
    return attachment["TransitGatewayAttachmentId"]
  }

  private mutating func attachment(
    _ attachment: AWSResource, of gateway: String, _ present: Set<String>
  ) -> Entry? {
    guard let id = attachmentID(of: attachment, at: gateway) else { return nil }
    var own: [Entry] = []
    if let vpc = attachment["VpcId"] {
      own.append(Entry("vpc", reference(vpc)))
      let subnets = attachment.elements("SubnetIds").map { reference($0) }
      add("subnets", list: subnets, to: &own)
      let options = attachment.part("Options")
      if let option = options?["ApplianceModeSupport"], option.text == "enable" {
        add("appliance-mode", word: "true", at: option.span, to: &own)
      }
      if let option = options?["SecurityGroupReferencingSupport"], option.text == "disable" {
        add("security-group-referencing", word: "false", at: option.span, to: &own)
      }
      if let option = options?["Ipv6Support"], option.text == "enable" {
        add("ipv6-support", word: "true", at: option.span, to: &own)
      }
    } else if attachment.text("ResourceType") == "vpn", let vpn = attachment["ResourceId"] {
      own.append(Entry("vpn", reference(vpn)))
    } else if attachment.text("ResourceType") == "direct-connect-gateway",
      let router = attachment["ResourceId"]
    {
      own.append(Entry("direct-connect", reference(router)))
    } else if attachment.text("ResourceType") == "network-function",
      let policy = policy(ofFunction: id.text ?? "")
    {
      own.append(Entry("network-function", reference(policy)))
    } else if let other = Self.gateways(of: attachment).first(where: { $0 != gateway }) {
      let far = attachmentID(of: attachment, at: other)?.text ?? ""
      add("peer", text: "\(names[other])/\(names[far])", at: id.span, to: &own)
    } else if isLine(attachment) {
      guard addLine(attachment, id, present, to: &own) else {
        opened.insert(id.text ?? "")
        return undescribed(id.text ?? "", at: id.span)
      }
    } else {
      opened.insert(id.text ?? "")
      problems.report(
        ImportFault.notCarried(
          "the attachment \(id.text ?? "") of the kind "
            + "\(attachment.text("ResourceType") ?? "VPC without its subnets")",
          effect: "what goes through it is undetermined", at: id.span))
      return undescribed(id.text ?? "", at: id.span)
    }
    addTranslation(of: id, to: &own)
    addState(attachment["State"], unless: "available", to: &own)
    return entry(id, attachment, own)
  }

  /// Adds the 1:1 NAT of an attachment, if it was asked for.
  private mutating func addTranslation(of attachment: Node, to own: inout [Entry]) {
    let answer = estate.dump[.attachmentNAT].first { $0.owner == attachment.text }
    let rules = answer?.list("NatGatewayRules").filter { $0.text("State") != "deleting" } ?? []
    var parts: [Part] = []
    for rule in rules {
      guard let match = rule["MatchSourceCidr"], let nat = rule["NatCidr"] else { continue }
      let inner = [Entry("match", builder.copy(match)), Entry("nat", builder.copy(nat))]
      parts.append(builder.map(inner, at: rule.node.span))
    }
    add("nat-rules", list: parts, to: &own)
    if !parts.isEmpty, let support = answer?["NatGatewaySupport"],
      ["disabled", "disabling"].contains(support.text)
    {
      add("nat-support", word: "false", at: support.span, to: &own)
    }
  }

  /// The policy of the firewall that an attachment is, if it says what home is: no VPC does.
  private func policy(ofFunction attachment: String) -> Node? {
    let answer = estate.dump[.firewalls].first { answer in
      let states = answer.part("FirewallStatus")?.part("TransitGatewayAttachmentSyncState")
      return
        (answer.part("Firewall")?.text("TransitGatewayAttachmentId")
        ?? states?.text("AttachmentId")) == attachment
    }
    let policy = answer?.part("Firewall")?["FirewallPolicyArn"]
    let variables = estate.dump[.firewallPolicies].first {
      $0.part("FirewallPolicyResponse")?.text("FirewallPolicyArn") == policy?.text
    }?.part("FirewallPolicy")?.part("PolicyVariables")?.part("RuleVariables")
    return variables?.part("HOME_NET") == nil ? nil : policy
  }

  private func isLine(_ attachment: AWSResource) -> Bool {
    let kinds = ["connect", "vpn-concentrator", "client-vpn"]
    return kinds.contains(attachment.text("ResourceType") ?? "")
      || attachment["TransportTransitGatewayAttachmentId"] != nil
  }

  /// The transit gateways that an attachment is at: two, if it is a peering of theirs.
  ///
  /// Where only all attachments are known, that of a peering names the other transit gateway.
  static func gateways(of attachment: AWSResource) -> [String] {
    let ends = ["RequesterTgwInfo", "AccepterTgwInfo"].compactMap {
      attachment.part($0)?.text("TransitGatewayId")
    }
    guard ends.isEmpty else { return ends }
    let types = ["peering", "tgw-peering"]
    let far =
      types.contains(attachment.text("ResourceType") ?? "") ? attachment.text("ResourceId") : nil
    return [attachment.text("TransitGatewayId"), far?.hasPrefix("tgw-") == true ? far : nil]
      .compactMap { $0 }
  }

  private mutating func table(
    _ table: AWSResource, _ attachments: [AWSResource], _ present: Set<String>
  ) -> Entry {
    guard let id = table["TransitGatewayRouteTableId"], let text = id.text else {
      return undescribed("table", at: table.node.span)
    }
    let dump = estate.dump
    var own: [Entry] = []
    let direct = dump[.gatewayAssociations].filter { $0.owner == text }
      .compactMap { $0["TransitGatewayAttachmentId"] }
    let told = (dump[.attachments] + attachments).filter {
      $0.part("Association")?.text("TransitGatewayRouteTableId") == text
    }.compactMap { $0["TransitGatewayAttachmentId"] }
    add("associations", list: references(direct + told, present), to: &own)
    let routes = dump[.gatewayRoutes].filter { $0.owner == text }
    let propagating = dump[.gatewayPropagations].filter { $0.owner == text }
      .compactMap { $0["TransitGatewayAttachmentId"] }
    let propagated = routes.filter { $0.text("Type") == "propagated" }
      .flatMap { $0.list("TransitGatewayAttachments") }
      .compactMap { $0["TransitGatewayAttachmentId"] }
    add("propagations", list: references(propagating + propagated, present), to: &own)
    add(
      "routes",
      list: routes.filter { $0.text("Type") != "propagated" }.compactMap { route(of: $0, present) },
      to: &own)
    let isOpen = (propagating + propagated).contains { isOpenEnded($0, attachments) }
    guard !AWSDraft.isUnknown(text), !isOpen else { return undescribed(text, at: id.span, own) }
    guard !leadsToAbsent(routes, present) else { return undescribed(text, at: id.span, own) }
    // Nobody knows what an attachment propagates of which no more is known than that it is there.
    guard !(propagating + propagated).contains(where: { opened.contains($0.text ?? "") }) else {
      return undescribed(text, at: id.span, own)
    }
    guard dump.isAnswered(.gatewayRoutes, about: text) else {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.gatewayRoutes.call) --transit-gateway-route-table-id \(text)", what: "routes",
          owner: names[text], at: id.span))
      return undescribed(text, at: id.span, own)
    }
    return entry(id, table, own)
  }

  /// Whether nobody knows what an attachment propagates, as a plan or template does not tell it.
  private func isOpenEnded(_ id: Node, _ attachments: [AWSResource]) -> Bool {
    let attachment = attachments.first { $0.text("TransitGatewayAttachmentId") == id.text }
    guard let attachment else { return false }
    let owner = attachment.text("VpcId") ?? attachment.text("ResourceId")
    let described = owner.flatMap { estate[$0] ?? estate.described[$0] }
    return attachment.isPart || described?.isPart ?? false
  }

  /// Whether a route leads to an attachment that is not here, so that the table is not known whole.
  private mutating func leadsToAbsent(_ routes: [AWSResource], _ present: Set<String>) -> Bool {
    let ids = routes.filter { $0.text("Type") != "propagated" }
      .flatMap { $0.list("TransitGatewayAttachments") }
      .compactMap { $0["TransitGatewayAttachmentId"] }
    let absent = ids.filter { !present.contains($0.text ?? "") }
    for id in absent where !AWSDraft.isUnknown(id.text ?? "") {
      problems.report(
        ImportFault.missingResource(
          id.text ?? "", kind: AWSKind.attachments.word, by: "a route", at: id.span))
    }
    return !absent.isEmpty
  }

  /// References to attachments that are there, each once.
  private mutating func references(_ ids: [Node], _ present: Set<String>) -> [Part] {
    var seen: Set<String> = []
    return ids.filter { id in
      guard let text = id.text, present.contains(text) else { return false }
      return seen.insert(text).inserted
    }.map { reference($0) }
  }

  private mutating func route(of route: AWSResource, _ present: Set<String>) -> Part? {
    var own: [Entry] = []
    if let cidr = route["DestinationCidrBlock"] {
      add("to", copy: cidr, to: &own)
    } else if let list = route["PrefixListId"] {
      own.append(Entry("to", reference(list)))
    } else {
      return nil
    }
    let attachments = route.list("TransitGatewayAttachments")
      .compactMap { $0["TransitGatewayAttachmentId"] }
    if let attachment = attachments.first, present.contains(attachment.text ?? "") {
      own.append(Entry("via", reference(attachment)))
    } else if !attachments.isEmpty {
      return nil
    } else {
      add("via", text: "blackhole", at: route.span("State"), to: &own)
    }
    return builder.map(own, at: route.node.span)
  }

  /// The region in an ARN.
  static func region(ofARN arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 3, !parts[3].isEmpty else { return nil }
    return String(parts[3])
  }
}
