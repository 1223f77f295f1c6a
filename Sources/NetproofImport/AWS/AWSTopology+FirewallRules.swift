import NetproofSyntax

// Rule groups of firewall policies.

extension AWSTopology {
  private func ruleGroup(_ arn: String) -> AWSResource? {
    estate.dump[.firewallRuleGroups].first {
      $0.part("RuleGroupResponse")?.text("RuleGroupArn") == arn
    }?.part("RuleGroup")
  }

  /// References to rule groups, those with the lowest priority first.
  private func references(_ policy: AWSResource, _ key: String) -> [AWSResource] {
    policy.list(key).sorted {
      (Int($0.text("Priority") ?? "") ?? 0) < (Int($1.text("Priority") ?? "") ?? 0)
    }
  }

  // MARK: - Stateless rules

  /// The stateless rules of all groups, numbered in the order in which they are asked; nothing if a
  /// group is not there, as nobody knows what it takes from the others.
  mutating func statelessRules(of policy: AWSResource) -> [Part]? {
    var rules: [Part] = []
    for reference in references(policy, "StatelessRuleGroupReferences") {
      guard let arn = reference["ResourceArn"] else { continue }
      guard let group = ruleGroup(arn.text ?? "") else {
        problems.report(
          ImportFault.missingResource(
            arn.text ?? "", kind: "rule group", by: "a firewall policy", at: arn.span))
        return nil
      }
      let source = group.part("RulesSource")?.part("StatelessRulesAndCustomActions")
      let own = source?.list("StatelessRules") ?? []
      let ordered = own.sorted {
        (Int($0.text("Priority") ?? "") ?? 0) < (Int($1.text("Priority") ?? "") ?? 0)
      }
      for rule in ordered { rules += statelessRule(rule, first: rules.count) }
    }
    return rules
  }

  /// One rule for each protocol and each test of flags, which are alternatives.
  private mutating func statelessRule(_ rule: AWSResource, first: Int) -> [Part] {
    guard let definition = rule.part("RuleDefinition"),
      let match = definition.part("MatchAttributes"),
      let action = definition.elements("Actions").lazy
        .compactMap({ Self.statelessActions[$0.text ?? ""] }).first
    else { return [] }
    let numbers = match.elements("Protocols").compactMap(\.text)
    let flags = match.list("TCPFlags")
    var rules: [Part] = []
    for number in numbers.isEmpty ? ["all"] : numbers {
      for test in flags.isEmpty ? [nil] : flags.map(Optional.some) {
        var own: [Entry] = []
        let span = rule.node.span
        add("priority", word: "\((first + rules.count + 1) * 10)", at: span, to: &own)
        add(action, text: Self.protocolWord(number), at: span, to: &own)
        addBlocks(match.list("Sources"), "from", to: &own)
        addBlocks(match.list("Destinations"), "to", to: &own)
        if number == "6" || number == "17" {
          addPorts(match.list("SourcePorts"), "from-ports", to: &own)
          addPorts(match.list("DestinationPorts"), "ports", to: &own)
        }
        if let test, number == "6" || number == "all" {
          addFlags(test.elements("Flags"), "tcp-flags", to: &own)
          addFlags(test.elements("Masks"), "of-flags", to: &own)
        }
        rules.append(builder.map(own, at: span))
      }
    }
    return rules
  }

  /// The word of a protocol's number.
  static func protocolWord(_ number: String) -> String {
    switch number {
    case "all": "all"
    case "1": "icmp"
    case "6": "tcp"
    case "17": "udp"
    case "58": "icmpv6"
    default: "protocol/\(number)"
    }
  }

  private mutating func addBlocks(
    _ blocks: [AWSResource], _ key: String, to own: inout [Entry]
  ) {
    let cidrs = blocks.compactMap { $0["AddressDefinition"] }
    // Everything in both families is what a rule means that says nothing.
    let isAll = Set(cidrs.compactMap(\.text)).isSuperset(of: ["0.0.0.0/0", "::/0"])
    if !isAll { add(key, list: cidrs.map { builder.copy($0) }, to: &own) }
  }

  private mutating func addPorts(
    _ ranges: [AWSResource], _ key: String, to own: inout [Entry]
  ) {
    let texts = ranges.compactMap { range -> (String, Span)? in
      guard let from = range.text("FromPort"), let to = range.text("ToPort") else { return nil }
      return (from == to ? from : "\(from)-\(to)", range.node.span)
    }
    guard !texts.contains(where: { $0.0 == "0-65535" }) else { return }
    add(key, list: texts.map { builder.text($0.0, at: $0.1) }, to: &own)
  }

  private mutating func addFlags(_ flags: [Node], _ key: String, to own: inout [Entry]) {
    add(key, list: flags.map { builder.text(($0.text ?? "").lowercased(), at: $0.span) }, to: &own)
  }

  // MARK: - Stateful rules

  mutating func statefulGroups(of policy: AWSResource, isStrict: Bool) -> [Entry] {
    var entries: [Entry] = []
    for reference in references(policy, "StatefulRuleGroupReferences") {
      guard let arn = reference["ResourceArn"], let text = arn.text else { continue }
      let name = AWSNames.written(text.split(separator: "/").last.map(String.init) ?? text)
      var own: [Entry] = []
      if isStrict { add("priority", copy: reference["Priority"], to: &own) }
      if let group = ruleGroup(text), let source = group.part("RulesSource") {
        addVariables(of: group, to: &own)
        addRules(source, of: group, to: &own)
      } else {
        let isManaged = text.contains(":aws-managed:")
        problems.report(
          isManaged
            ? ImportFault.notCarried(
              "the rule group `\(name)`, which AWS manages",
              effect: "AWS does not show its rules; what they may decide is undetermined",
              at: arn.span)
            : ImportFault.missingResource(
              text, kind: "rule group", by: "a firewall policy", at: arn.span))
        add("described", word: "false", at: arn.span, to: &own)
      }
      entries.append(Entry(name, at: arn.span, builder.map(own, at: arn.span)))
    }
    return entries
  }

  private mutating func addVariables(of group: AWSResource, to own: inout [Entry]) {
    let variables = group.part("RuleVariables")
    add("variables", addressVariables(variables?.part("IPSets")), to: &own)
    add("port-variables", portVariables(variables?.part("PortSets")), to: &own)
  }

  /// The same as sets of addresses, with ranges written `1024-2047`.
  private mutating func portVariables(_ sets: AWSResource?) -> [Entry] {
    var entries: [Entry] = []
    for set in sets?.node.entries.map(Array.init) ?? [] {
      let values = set.value["Definition"]?.elements.map(Array.init) ?? []
      let parts = values.map {
        builder.text(($0.text ?? "").replacing(":", with: "-"), at: $0.span)
      }
      guard !parts.isEmpty else { continue }
      entries.append(
        Entry(set.key.value, at: set.key.span, builder.list(parts, at: set.key.span)))
    }
    return entries
  }

  private mutating func addRules(
    _ source: AWSResource, of group: AWSResource, to own: inout [Entry]
  ) {
    if let domains = source.part("RulesSourceList") {
      own.append(Entry("domains", domainList(domains)))
      return
    }
    let lists = group.part("ReferenceSets")?.part("IPSetReferences")
    let text: String
    let span: Span
    if let written = source["RulesString"] {
      (text, span) = (written.text ?? "", written.span)
    } else {
      text = source.list("StatefulRules").map(Self.suricata).joined(separator: "\n")
      span = source.span("StatefulRules")
    }
    add("suricata", text: withLists(text, lists), at: span, to: &own)
  }

  /// The rules with prefix lists by the names that the topology has for them.
  private mutating func withLists(_ text: String, _ lists: AWSResource?) -> String {
    var text = text
    for set in lists?.node.entries.map(Array.init) ?? [] {
      guard let id = set.value["ReferenceArn"]?.lastPart?.text else { continue }
      text = text.replacing("@\(set.key.value)", with: "@\(names[id])")
    }
    return text
  }

  private mutating func domainList(_ list: AWSResource) -> Part {
    var own: [Entry] = []
    let actions = [
      "ALLOWLIST": "allow", "DENYLIST": "deny", "REJECTLIST": "reject", "ALERTLIST": "alert",
    ]
    if let type = list["GeneratedRulesType"], let action = actions[type.text ?? ""] {
      add("action", text: action, at: type.span, to: &own)
    }
    add("names", list: list.elements("Targets").map { builder.copy($0) }, to: &own)
    let protocols = list.elements("TargetTypes").map { type in
      builder.text(type.text == "TLS_SNI" ? "tls" : "http", at: type.span)
    }
    if protocols.count == 1 { add("protocols", list: protocols, to: &own) }
    return builder.map(own, at: list.node.span)
  }

  /// A rule as Suricata writes it.
  private static func suricata(_ rule: AWSResource) -> String {
    let header = rule.part("Header")
    func text(_ key: String) -> String {
      let text = header?.text(key) ?? "ANY"
      return text == "ANY" ? "any" : text
    }
    let arrow = header?.text("Direction") == "ANY" ? "<>" : "->"
    let options = rule.list("RuleOptions").compactMap { option -> String? in
      guard let keyword = option.text("Keyword") else { return nil }
      let settings = option.elements("Settings").compactMap(\.text).joined(separator: ",")
      return settings.isEmpty ? "\(keyword);" : "\(keyword):\(settings);"
    }
    let action = (rule.text("Action") ?? "ALERT").lowercased()
    let member = (header?.text("Protocol") ?? "IP").lowercased()
    return "\(action) \(member) \(text("Source")) \(text("SourcePort")) \(arrow) "
      + "\(text("Destination")) \(text("DestinationPort")) (\(options.joined(separator: " ")))"
  }
}

extension AWSResource {
  /// The identifiers of the prefix lists that a rule group refers to.
  var referencedLists: [Node] {
    let sets = part("ReferenceSets")?.part("IPSetReferences")?.node.entries.map(Array.init) ?? []
    return sets.compactMap { $0.value["ReferenceArn"]?.lastPart }
  }
}
