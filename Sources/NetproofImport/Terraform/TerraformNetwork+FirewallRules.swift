import NetproofSyntax

// What firewalls follow: policies and rule groups, in the words of AWS's answers.

extension TerraformNetwork {
  mutating func addFirewallPolicy(_ resource: TerraformResource) {
    guard !drafts.contains(resource.id) else { return }
    let blocks = resource.block.blocks("firewall_policy")
    var isWhole = blocks.count == 1
    let policy = blocks.first.map { fields(Self.policyFields, of: $0, resource, &isWhole) }
    addAnswer(
      .firewallPolicies, about: resource, "FirewallPolicy", .map(policy ?? [], resource.place))
    guard !isWhole else { return }
    _ = unknown(
      "firewall_policy", of: resource,
      effect: "what goes through firewalls that follow it is undetermined")
    _ = drafts.change(resource.id) { $0.isPart = true }
  }

  mutating func addRuleGroup(_ resource: TerraformResource) {
    let blocks = resource.block.blocks("rule_group")
    var isWhole = true
    var group: [(key: String, value: Value)] = []
    if let block = blocks.first {
      group = fields(Self.groupFields, of: block, resource, &isWhole)
    } else if let text = resource["rules"] {
      group = [("RulesSource", .map([("RulesString", .node(text))], text.span))]
    }
    if !group.contains(where: { $0.key == "RulesSource" }) { isWhole = false }
    addAnswer(.firewallRuleGroups, about: resource, "RuleGroup", .map(group, resource.place))
    guard !isWhole else { return }
    _ = unknown(
      blocks.isEmpty ? "rules" : "rule_group", of: resource,
      effect: "what its rules may decide is undetermined")
    _ = drafts.change(resource.id) { $0.isPart = true }
  }

  /// An answer about a policy or group: what it is called, and beside that what is in it.
  private mutating func addAnswer(
    _ kind: AWSKind, about resource: TerraformResource, _ key: String, _ content: Value
  ) {
    var response = AWSDraft(kind, resource.id, at: resource.place)
    response.set("\(key)Arn", .text(resource.id, resource.place))
    response.set(
      "\(key)Name", .known(resource["name"]) ?? .text(resource.logicalName, resource.place))
    setTags(of: resource, &response)
    var draft = AWSDraft(kind, resource.id, at: resource.place)
    draft.set(kind.rawValue, .map(response.fields, resource.place))
    draft.set(key, content)
    drafts.add(draft)
  }

  // MARK: - From the provider's words to AWS's

  /// An attribute or block of the provider's, and what AWS calls it.
  private struct Field: Sendable {
    enum Shape: Sendable {
      case value
      case texts
      /// What names another resource.
      case reference
      /// A block that there is one of.
      case one([Field])
      case many([Field])
      /// Blocks that have their name in `key`, with what stands in one of their blocks.
      case named(String, [Field])
      /// Ports from one to another.
      case ports
    }

    let key: String
    let name: String
    let shape: Shape

    init(_ key: String, _ name: String, _ shape: Shape = .value) {
      (self.key, self.name, self.shape) = (key, name, shape)
    }

    var isValue: Bool { if case .value = shape { true } else { false } }

    var isReference: Bool { if case .reference = shape { true } else { false } }
  }

  /// What is written in a block; what of it is not known makes it less than whole.
  private mutating func fields(
    _ fields: [Field], of block: TerraformBlock, _ resource: TerraformResource,
    _ isWhole: inout Bool
  ) -> [(key: String, value: Value)] {
    var all: [(key: String, value: Value)] = []
    for field in fields {
      // A plain value that is not written AWS fills in as it does for everybody; the configuration of
      // a plan leaves out `dynamic` blocks.
      let isLeftOut = field.isValue && block.isWritten(field.key) == false
      if block.isUnknown(field.key), !isLeftOut, !field.isReference { isWhole = false }
      guard let value = value(field, of: block, resource, &isWhole) else { continue }
      all.append((field.name, value))
    }
    return all
  }

  private mutating func value(
    _ field: Field, of block: TerraformBlock, _ resource: TerraformResource,
    _ isWhole: inout Bool
  ) -> Value? {
    let key = field.key
    switch field.shape {
    case .value:
      return block.text(key) == nil ? nil : .known(block[key])
    case .texts:
      if block.unknownCount(key) > 0 { isWhole = false }
      let all = block.list(key)
      return all.isEmpty ? nil : .list(all.map { .node($0) }, all[0].span)
    case .reference:
      return id(key, block, of: resource)
    case .one(let inner):
      return block.block(key).map { own in
        .map(fields(inner, of: own, resource, &isWhole), own.place)
      }
    case .many(let inner):
      let blocks = block.blocks(key)
      guard let first = blocks.first else { return nil }
      var all: [Value] = []
      for own in blocks { all.append(.map(fields(inner, of: own, resource, &isWhole), own.place)) }
      return .list(all, first.place)
    case .named(let content, let inner):
      let blocks = block.blocks(key)
      guard let first = blocks.first else { return nil }
      var all: [(key: String, value: Value)] = []
      for own in blocks {
        guard let name = own.text("key"), let part = own.block(content) else {
          isWhole = false
          continue
        }
        all.append((name, .map(fields(inner, of: part, resource, &isWhole), own.place)))
      }
      return .map(all, first.place)
    case .ports:
      return ports(block.blocks(key), &isWhole)
    }
  }

  private func ports(_ blocks: [TerraformBlock], _ isWhole: inout Bool) -> Value? {
    var all: [Value] = []
    for block in blocks {
      guard let from = block["from_port"], let to = block["to_port"],
        let first = Int(from.text ?? ""), let last = Int(to.text ?? ""), first <= last
      else {
        isWhole = false
        continue
      }
      all.append(.map([("FromPort", .node(from)), ("ToPort", .node(to))], block.place))
    }
    return blocks.first.map { .list(all, $0.place) }
  }

  // MARK: - Tables

  private static let definition = [Field("definition", "Definition", .texts)]

  private static let policyFields: [Field] = {
    let reference = [
      Field("priority", "Priority"), Field("resource_arn", "ResourceArn", .reference),
    ]
    return [
      Field("stateless_default_actions", "StatelessDefaultActions", .texts),
      Field("stateless_rule_group_reference", "StatelessRuleGroupReferences", .many(reference)),
      Field("stateful_default_actions", "StatefulDefaultActions", .texts),
      Field("stateful_rule_group_reference", "StatefulRuleGroupReferences", .many(reference)),
      Field(
        "stateful_engine_options", "StatefulEngineOptions",
        .one([
          Field("rule_order", "RuleOrder"),
          Field("stream_exception_policy", "StreamExceptionPolicy"),
        ])),
      Field(
        "policy_variables", "PolicyVariables",
        .one([Field("rule_variables", "RuleVariables", .named("ip_set", definition))])),
    ]
  }()

  private static let groupFields: [Field] = {
    let references = [Field("reference_arn", "ReferenceArn", .reference)]
    return [
      Field(
        "rule_variables", "RuleVariables",
        .one([
          Field("ip_sets", "IPSets", .named("ip_set", definition)),
          Field("port_sets", "PortSets", .named("port_set", definition)),
        ])),
      Field(
        "reference_sets", "ReferenceSets",
        .one([
          Field(
            "ip_set_references", "IPSetReferences", .named("ip_set_reference", references))
        ])),
      Field(
        "rules_source", "RulesSource",
        .one([
          Field("rules_string", "RulesString"),
          Field(
            "rules_source_list", "RulesSourceList",
            .one([
              Field("generated_rules_type", "GeneratedRulesType"),
              Field("target_types", "TargetTypes", .texts), Field("targets", "Targets", .texts),
            ])),
          Field("stateful_rule", "StatefulRules", .many(statefulFields)),
          Field(
            "stateless_rules_and_custom_actions", "StatelessRulesAndCustomActions",
            .one([Field("stateless_rule", "StatelessRules", .many(statelessFields))])),
        ])),
    ]
  }()

  private static let statefulFields: [Field] = [
    Field("action", "Action"),
    Field(
      "header", "Header",
      .one([
        Field("protocol", "Protocol"), Field("direction", "Direction"),
        Field("source", "Source"), Field("source_port", "SourcePort"),
        Field("destination", "Destination"), Field("destination_port", "DestinationPort"),
      ])),
    Field(
      "rule_option", "RuleOptions",
      .many([Field("keyword", "Keyword"), Field("settings", "Settings", .texts)])),
  ]

  private static let statelessFields: [Field] = {
    let address = [Field("address_definition", "AddressDefinition")]
    return [
      Field("priority", "Priority"),
      Field(
        "rule_definition", "RuleDefinition",
        .one([
          Field("actions", "Actions", .texts),
          Field(
            "match_attributes", "MatchAttributes",
            .one([
              Field("protocols", "Protocols", .texts),
              Field("source", "Sources", .many(address)),
              Field("destination", "Destinations", .many(address)),
              Field("source_port", "SourcePorts", .ports),
              Field("destination_port", "DestinationPorts", .ports),
              Field(
                "tcp_flag", "TCPFlags",
                .many([Field("flags", "Flags", .texts), Field("masks", "Masks", .texts)])),
            ])),
        ])),
    ]
  }()
}
