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
    var states: [(key: String, value: Value)] = []
    for (index, endpoint) in endpoints.enumerated() {
      let attachment = Value.map(
        [("SubnetId", endpoint.subnet), ("EndpointId", .text(endpoint.id, span))], span)
      states.append(("\(index)", .map([("Attachment", attachment)], span)))
    }
    draft.set("FirewallStatus", .map([("SyncStates", .map(states, span))], span))
    add(draft, reader)
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

  /// An endpoint of a firewall in a further subnet: to packets a firewall of its own that follows the
  /// same policy, as both directions must pass the same endpoint.
  ///
  /// What home is the VPC of the firewall tells, unless the policy does.
  mutating func endpointAssociation(_ reader: TemplateReader) {
    let owner = reader.id("FirewallArn").flatMap { drafts[$0.text ?? ""]?["Firewall"] }
    let vpc = reader.id("VpcId")
    var firewall = reader.draft(.firewalls)
    firewall.set("FirewallArn", .text(reader.id + "/firewall", reader.span))
    firewall.set("FirewallName", .text(reader.resource.name, reader.span))
    firewall.set("VpcId", vpc)
    let policy = owner?["FirewallPolicyArn"]
    firewall.set(
      "FirewallPolicyArn",
      policy ?? .text(AWSDraft.unknown("policy of \(reader.resource.name)"), reader.span))
    let subnet = reader.id(reader["SubnetMapping"]?["SubnetId"], "SubnetMapping")
    addFirewall(firewall, subnet.map { [($0, reader.id)] } ?? [], reader)
    let home = drafts[policy?.text ?? ""]?["FirewallPolicy"]?["PolicyVariables"]?["RuleVariables"]
    guard home?["HOME_NET"] == nil, owner?["VpcId"]?.text != vpc?.text || owner == nil else {
      return
    }
    estate.problems.report(
      ImportFault.notCarried(
        "`\(reader.resource.name)`",
        effect: "what goes through this endpoint is undetermined", at: reader.span))
    touch(.text(reader.id, reader.span), at: reader.span)
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
