import NetproofSyntax

// Attachments that lead to networks on premises by themselves: Connect, VPN concentrators and client
// VPN endpoints.

extension AWSTopology {
  /// The attachment with an identifier, as the answer of all attachments has it.
  func attachment(_ id: String) -> AWSResource? {
    estate.dump[.attachments].first { $0.text("TransitGatewayAttachmentId") == id }
  }

  /// The identifiers of what leads to networks and is neither a VPN connection nor a virtual interface.
  var otherLines: [Node] {
    var seen: Set<String> = []
    let kinds = ["connect", "vpn-concentrator", "client-vpn"]
    let attachments = estate.dump[.attachments].filter {
      kinds.contains($0.text("ResourceType") ?? "") && $0.text("State") != "deleted"
    }
    let gateways = estate.dump[.localGateways].compactMap { $0["LocalGatewayId"] }
    return
      ((attachments + estate.dump[.connects]).compactMap { $0["TransitGatewayAttachmentId"] }
      + gateways + coreLines)
      .filter { seen.insert($0.text ?? "").inserted }
  }

  /// How a network says that it is behind a line.
  mutating func line(_ id: Node) -> Part {
    let text = id.text ?? ""
    let gateway =
      (attachment(text)
      ?? estate.dump[.connects].first { $0.text("TransitGatewayAttachmentId") == text })?
      .text("TransitGatewayId") ?? coreNetwork(ofAttachment: text)
    guard let gateway else { return reference(id) }
    return builder.text("\(names[gateway])/\(names[text])", at: id.span)
  }

  /// Adds what a Connect attachment, a concentrator or a client VPN endpoint says.
  ///
  /// - Returns: Whether that is all there is to know.
  mutating func addLine(
    _ attachment: AWSResource, _ id: Node, _ present: Set<String>, to own: inout [Entry]
  ) -> Bool {
    let connect = estate.dump[.connects].first {
      $0.text("TransitGatewayAttachmentId") == id.text
    }
    switch attachment.text("ResourceType") ?? (connect == nil ? "" : "connect") {
    case "connect":
      guard let connect else {
        problems.report(
          ImportFault.missingCall(
            AWSKind.connects.call, what: "transport", owner: names[id.text ?? ""], at: id.span))
        return false
      }
      return addConnect(connect, id, present, to: &own)
    case "vpn-concentrator":
      let name = attachment["ResourceId"] ?? id
      own.append(Entry("vpn-concentrator", builder.copy(name)))
      let tunnels = estate.dump[.vpnConnections].filter {
        $0.text("VpnConcentratorId") == name.text && $0.text("State") != "deleted"
      }.flatMap { $0.list("VgwTelemetry") }.compactMap { $0["Status"] }
      add("tunnels", list: tunnels.map { sessionState($0) }, to: &own)
      return true
    case "client-vpn":
      own.append(Entry("client-vpn", builder.copy(attachment["ResourceId"] ?? id)))
      return true
    default: return false
    }
  }

  private mutating func addConnect(
    _ connect: AWSResource, _ id: Node, _ present: Set<String>, to own: inout [Entry]
  ) -> Bool {
    guard let transport = connect["TransportTransitGatewayAttachmentId"],
      present.contains(transport.text ?? "")
    else {
      problems.report(
        ImportFault.missingResource(
          connect.text("TransportTransitGatewayAttachmentId") ?? "its transport",
          kind: AWSKind.attachments.word, by: names[id.text ?? ""], at: id.span))
      return false
    }
    guard estate.dump.isAnswered(.connectPeers, for: connect) else {
      problems.report(
        ImportFault.missingCall(
          AWSKind.connectPeers.call, what: "peers", owner: names[id.text ?? ""],
          place: estate.dump.place(of: connect), at: id.span))
      return false
    }
    own.append(Entry("connect", reference(transport)))
    let sessions = estate.dump[.connectPeers].filter {
      $0.text("TransitGatewayAttachmentId") == id.text && $0.text("State") == "available"
    }.flatMap { $0.part("ConnectPeerConfiguration")?.list("BgpConfigurations") ?? [] }
      .compactMap { $0["BgpStatus"] }.map { sessionState($0) }
    // Without any peer no packet passes.
    add(
      "peers", list: sessions.isEmpty ? [builder.text("down", at: id.span)] : sessions, to: &own)
    return true
  }

  private mutating func sessionState(_ status: Node) -> Part {
    builder.text(status.text?.lowercased() == "up" ? "up" : "down", at: status.span)
  }

  // MARK: - Client VPN

  /// Finds out what is behind the lines of transit gateways that are attachments.
  mutating func findBehindLines() {
    for endpoint in estate.dump[.clientVPNs] {
      guard endpoint.part("Status")?.text("Code") != "deleted",
        let id = endpoint["ClientVpnEndpointId"]
      else { continue }
      let place = endpoint.part("TransitGatewayConfiguration")?.text("TransitGatewayAttachmentId")
      if let place, let cidr = endpoint["ClientCidrBlock"] {
        learn(cidr, [place])
      } else {
        problems.report(
          ImportFault.notCarried(
            "the client VPN endpoint \(id.text ?? "")",
            effect: "its clients are no ends of questions; its interfaces stand for themselves",
            at: id.span))
      }
    }
  }

  /// Adds what the rules of a client VPN endpoint let its clients reach.
  mutating func addFirewall(ofClientsBehind line: Node, to own: inout [Entry]) {
    guard let attachment = attachment(line.text ?? ""),
      attachment.text("ResourceType") == "client-vpn",
      let endpoint = estate.dump[.clientVPNs].first(where: {
        $0.part("TransitGatewayConfiguration")?.text("TransitGatewayAttachmentId") == line.text
      }), let id = endpoint.text("ClientVpnEndpointId")
    else { return }
    let rules = estate.dump[.clientVPNRules].filter {
      $0.text("ClientVpnEndpointId") == id
        && $0.part("Status")?.text("Code") ?? "active" == "active"
    }
    guard estate.dump.isAnswered(.clientVPNRules, about: id) else {
      problems.report(
        ImportFault.missingCall(
          "\(AWSKind.clientVPNRules.call) --client-vpn-endpoint-id \(id)",
          what: "authorization rules", owner: id, at: endpoint.node.span))
      add("described", word: "false", at: endpoint.node.span, to: &own)
      return
    }
    if let some = rules.first(where: { !$0.isTrue("AccessAll") }) {
      problems.report(
        ImportFault.notCarried(
          "that only the group `\(some.text("GroupId") ?? "")` may reach "
            + (some.text("DestinationCidr") ?? ""),
          effect: "what clients of \(id) reach is undetermined", at: some.node.span))
      add("described", word: "false", at: some.node.span, to: &own)
      return
    }
    var parts: [Part] = []
    for (index, rule) in rules.enumerated() {
      guard let cidr = rule["DestinationCidr"] else { continue }
      var inner: [Entry] = []
      add("rule", word: "\((index + 1) * 10)", at: cidr.span, to: &inner)
      add("allow", text: "all", at: cidr.span, to: &inner)
      add("to", copy: cidr, to: &inner)
      parts.append(builder.map(inner, at: rule.node.span))
    }
    let span = endpoint.node.span
    own.append(
      Entry("firewall", builder.map([Entry("outbound", builder.list(parts, at: span))], at: span)))
  }
}
