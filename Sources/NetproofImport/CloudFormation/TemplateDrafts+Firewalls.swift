import NetproofSyntax

// AWS Network Firewall, whose properties have the words of AWS's answers.

extension TemplateDrafts {
  static let firewalls: [String: Handler] = [
    "AWS::NetworkFirewall::RuleGroup": { $0.answer(.firewallRuleGroups, "RuleGroup", $1) },
    "AWS::NetworkFirewall::FirewallPolicy": { $0.answer(.firewallPolicies, "FirewallPolicy", $1) },
    TemplateKind.firewall: { $0.firewall($1) },
  ]

  /// An answer about a policy or rule group: what it is called, and beside that what is in it.
  private mutating func answer(_ kind: AWSKind, _ key: String, _ reader: TemplateReader) {
    var response = reader.draft(kind)
    response.set("\(key)Arn", .text(reader.id, reader.span))
    response.set("\(key)Name", reader.name("\(key)Name"))
    var draft = AWSDraft(kind, reader.id, at: reader.span)
    draft.set(kind.rawValue, .map(response.fields, reader.span))
    if let content = reader[key] {
      draft.set(key, reader.copied(content, key))
    } else {
      noteMissing(key, reader)
    }
    add(draft, reader)
  }

  private mutating func firewall(_ reader: TemplateReader) {
    var firewall = reader.draft(.firewalls)
    firewall.set("FirewallArn", .text(reader.id, reader.span))
    firewall.set("FirewallName", reader.name("FirewallName"))
    firewall.set("FirewallPolicyArn", reader.id("FirewallPolicyArn"))
    firewall.set("VpcId", reader.id("VpcId"))
    for key in AWSTopology.proxyKeys {
      if let value = reader[key] { firewall.set(key, reader.copied(value, key)) }
    }
    if let gateway = reader.id("TransitGatewayId") {
      let attachment = reader.id + TemplateScope.attachment
      firewall.set("TransitGatewayAttachmentId", .text(attachment, reader.span))
      addFunction(attachment, at: gateway, reader)
    }
    let subnets = reader.list("SubnetMappings").map { reader.id($0["SubnetId"], "SubnetMappings") }
    var endpoints: [(subnet: Value, id: String)] = []
    for (index, subnet) in subnets.enumerated() {
      guard let subnet else { continue }
      let end = TemplateScope.endpoint(index, of: subnets.count)
      endpoints.append((subnet, reader.id + end))
    }
    addFirewall(firewall, endpoints, reader)
  }

  /// An answer about a firewall, and beside that its endpoints.
  private mutating func addFirewall(
    _ firewall: AWSDraft, _ endpoints: [(subnet: Value, id: String)], _ reader: TemplateReader
  ) {
    let span = reader.span
    var draft = AWSDraft(.firewalls, reader.id, at: span)
    draft.set("Firewall", .map(firewall.fields, span))
    draft.set(
      "FirewallStatus", .map([("SyncStates", syncStates(of: endpoints, at: span))], span))
    add(draft, reader)
  }

  /// What an answer says of endpoints of firewalls.
  private func syncStates(of endpoints: [(subnet: Value, id: String)], at span: Span) -> Value {
    let states = endpoints.enumerated().map { index, endpoint in
      let attachment = Value.map(
        [("SubnetId", endpoint.subnet), ("EndpointId", .text(endpoint.id, span))], span)
      return (key: "\(index)", value: Value.map([("Attachment", attachment)], span))
    }
    return .map(states, span)
  }

  private mutating func addFunction(
    _ attachment: String, at gateway: Value, _ reader: TemplateReader
  ) {
    var draft = AWSDraft(.attachments, attachment, at: reader.span)
    draft.set("TransitGatewayId", gateway)
    draft.set("ResourceType", .text("network-function", reader.span))
    draft.set("ResourceId", .text(reader.id, reader.span))
    add(draft, reader)
  }

  /// An endpoint of a firewall in a further subnet, mostly of another VPC.
  mutating func endpointAssociation(_ reader: TemplateReader) {
    var association = reader.draft(.endpointAssociations)
    association.set("VpcEndpointAssociationArn", .text(reader.id, reader.span))
    association.set("FirewallArn", reader.id("FirewallArn"))
    association.set("VpcId", reader.id("VpcId"))
    var draft = AWSDraft(.endpointAssociations, reader.id, at: reader.span)
    draft.set("VpcEndpointAssociation", .map(association.fields, reader.span))
    let subnet = reader.id(reader["SubnetMapping"]?["SubnetId"], "SubnetMapping")
    let states = syncStates(of: subnet.map { [($0, reader.id)] } ?? [], at: reader.span)
    draft.set(
      "VpcEndpointAssociationStatus", .map([("AssociationSyncState", states)], reader.span))
    add(draft, reader)
  }
}

extension TemplateReader {
  /// The name that a resource is given, as far as it is known; else its logical one.
  func name(_ key: String) -> AWSDraft.Value {
    if case .text(let text, let span)? = named(key) { return .text(text, span) }
    return .text(resource.name, span)
  }

  /// A value with all that is in it, as an answer would have it; what is not known in it is noted,
  /// unless it names a resource.
  fileprivate func copied(_ value: TemplateValue, _ key: String) -> AWSDraft.Value? {
    switch value {
    case .text(let text, let span):
      let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isNumber ? .word(text, span) : .text(text, span)
    case .list(let elements, let span):
      return .list(elements.compactMap { copied($0, key) }, span)
    case .map(let members, let span):
      return .map(
        members.compactMap { member in
          copied(member.value, member.key.value).map { (member.key.value, $0) }
        }, span)
    case .unknown(let unknown, let span):
      if key == "ResourceArn" || key == "ReferenceArn" { return id(value, key) }
      note(unknown, key, at: span)
      return nil
    case .nothing:
      return nil
    }
  }
}
