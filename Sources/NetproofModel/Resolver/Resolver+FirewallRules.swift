import NetproofSets
import NetproofSyntax

// The rules of firewall policies (R183 to R191).

/// What names of variables mean in a rule group.
private struct RuleVariables {
  var addresses: [String: WrittenAddresses] = [:]
  var ports: [String: PortSet] = [:]
}

extension Resolver {
  /// Stateless rules in the order in which they are asked.
  mutating func statelessRules(
    of entry: FirewallPolicyEntry, _ id: ID<FirewallPolicy>
  ) -> [StatelessRule] {
    guard let written = entry.stateless else { return [] }
    var firstByPriority: [Int: Span] = [:]
    for rule in written.elements {
      if let first = firstByPriority[rule.priority.value] {
        report(.ruleNumberTwice(rule.priority, first: first))
      } else {
        firstByPriority[rule.priority.value] = rule.priority.span
      }
      check(rule)
    }
    let sorted = written.elements.sorted { $0.priority.value < $1.priority.value }
    map.record(sorted.map(\.span), of: .stateless, at: written.span, in: .firewallPolicy(id))
    return sorted.map { rule in
      StatelessRule(
        priority: rule.priority.value,
        action: StatelessRule.Action(rawValue: rule.action) ?? .drop,
        protocols: rule.protocols.value, sources: rule.from.map { AddressSet($0.map(\.value)) },
        destinations: rule.to.map { AddressSet($0.map(\.value)) },
        sourcePorts: Self.ports(rule.fromPorts), destinationPorts: Self.ports(rule.ports),
        flags: Self.flags(rule))
    }
  }

  private mutating func check(_ rule: StatelessRuleEntry) {
    let protocols = rule.protocols.value
    let withPorts = ProtocolSet(.tcp, .udp)
    if rule.ports != nil || rule.fromPorts != nil, !protocols.subtracting(withPorts).isEmpty {
      let text = Located(protocols.single?.name ?? "all", at: rule.protocols.span)
      report(.firewallRule(text, .portsWithoutTransport(text.value)))
    }
    if let flag = rule.flags?.first, protocols != ProtocolSet(.tcp) {
      report(.firewallRule(flag, .flagsWithoutTCP))
    }
    guard let looked = rule.ofFlags?.map(\.value) else { return }
    if let flag = rule.flags?.first(where: { !looked.contains($0.value) }) {
      report(.firewallRule(flag, .flagNotLookedAt(flag.value)))
    }
  }

  private static func ports(_ written: [LocatedPorts]?) -> PortSet {
    written.map { $0.reduce(PortSet()) { $0.union($1.value) } } ?? .all
  }

  private static func flags(_ rule: StatelessRuleEntry) -> StatelessRule.Flags? {
    func bits(_ names: [Located<String>]) -> UInt8 {
      names.reduce(0) { bits, name in
        bits | (StatelessRuleKeys.names.firstIndex(of: name.value).map { 1 << UInt8($0) } ?? 0)
      }
    }
    guard let set = rule.flags else { return nil }
    return StatelessRule.Flags(set: bits(set), of: rule.ofFlags.map(bits) ?? .max)
  }

  // MARK: - Stateful rules

  mutating func buildRuleGroups(
    of entry: FirewallPolicyEntry, _ policy: ID<FirewallPolicy>, _ order: FirewallPolicy.RuleOrder
  ) -> [ID<FirewallRuleGroup>] {
    if order == .strict { checkPriorities(of: entry.groups) }
    return entry.groups.enumerated().map { index, group in
      let id = ID<FirewallRuleGroup>(model.firewallRuleGroups.count)
      let component = ComponentID.firewallRuleGroup(id)
      ignoreState(of: group.head, .firewallRuleGroup)
      var variables = RuleVariables()
      // A group's own variables go before those of its policy.
      for written in [(entry.variables, []), (group.variables, group.portVariables)] {
        take(written.0, written.1, into: &variables)
      }
      var rules: [StatefulRule] = []
      var places: [Span] = []
      for (rule, place) in written(group, order) {
        guard let rule = resolved(rule, place, variables) else { continue }
        rules.append(rule)
        places.append(group.domains?.span ?? place.span)
      }
      if let listing = group.rules {
        map.record(
          listing.elements.map(\.span), of: .stateful, at: listing.span, in: component)
      } else if let place = group.suricata?.first?.span ?? group.domains?.span {
        map.record(places, of: .stateful, at: place, in: component)
      }
      return model.firewallRuleGroups.append(
        FirewallRuleGroup(
          identity: identity(
            group.head,
            owner: IdentityOwner(.place(entry.head.name.value), account: nil, region: nil)),
          policy: policy, priority: group.priority?.value ?? 65536 + index, rules: rules,
          isList: group.rules != nil))
    }
  }

  /// Tests that the groups of a policy differ in priority: it decides which comes first.
  ///
  /// Source: AWS Network Firewall API, StatefulRuleGroupReference.
  private mutating func checkPriorities(of groups: [FirewallRuleGroupEntry]) {
    var first: [Int: Span] = [:]
    for priority in groups.compactMap(\.priority) {
      if let place = first[priority.value] {
        report(.groupPriorityTwice(priority, first: place))
      } else {
        first[priority.value] = priority.span
      }
    }
  }

  private mutating func take(
    _ addresses: [AddressVariableEntry], _ ports: [PortVariableEntry],
    into variables: inout RuleVariables
  ) {
    for variable in addresses {
      var parts: [WrittenAddresses] = []
      for value in variable.values {
        do throws(FirewallTextProblem) {
          parts.append(try FirewallText.addresses(value.value[...]))
        } catch {
          report(.firewallRule(value, error))
        }
      }
      variables.addresses[variable.name.value] = parts.count == 1 ? parts[0] : .list(parts)
    }
    for variable in ports { variables.ports[variable.name.value] = Self.ports(variable.values) }
  }

  /// The rules of a group as written, with their places.
  private mutating func written(
    _ group: FirewallRuleGroupEntry, _ order: FirewallPolicy.RuleOrder
  ) -> [(rule: SuricataRule, place: Located<String>)] {
    var rules: [(SuricataRule, Located<String>)] = []
    for entry in group.rules?.elements ?? [] {
      if let rule = rule(entry) { rules.append((rule, entry.protocolName)) }
    }
    if let lines = group.suricata {
      var numbers: Set<String> = []
      for place in SuricataRule.rules(in: lines) {
        do throws(FirewallTextProblem) {
          let rule = try SuricataRule(place.value)
          check(rule, place, &numbers)
          rules.append((rule, place))
        } catch {
          report(.firewallRule(place, error))
        }
      }
    }
    if let list = group.domains {
      let domains = DomainList(
        action: choice(list.action, of: "action", default: DomainList.Action.deny),
        names: list.names.map(\.value),
        protocols: list.protocols?.compactMap { ApplicationProtocol(rawValue: $0.value) }
          ?? [.tls, .http])
      for name in list.names { check(name) }
      rules += domains.rules(order).map { ($0, list.action) }
    }
    return rules
  }

  /// Tells what AWS would refuse of a rule that is understood all the same.
  private mutating func check(
    _ rule: SuricataRule, _ place: Located<String>, _ numbers: inout Set<String>
  ) {
    guard let sid = rule.sid else { return report(.suricataRuleIncomplete(place, .sid)) }
    if !numbers.insert(sid).inserted { report(.suricataRuleIncomplete(place, .sidTwice(sid))) }
  }

  /// A rule that is written key by key.
  private mutating func rule(_ entry: StatefulRuleEntry) -> SuricataRule? {
    let action = StatefulRule.Action(rawValue: entry.action) ?? .alert
    func join(_ values: [String]?) -> String {
      guard let values else { return "any" }
      return values.count == 1 ? values[0] : "[\(values.joined(separator: ","))]"
    }
    func join(_ ports: [LocatedPorts]?) -> String {
      join(ports.map { $0.map { PortSet.text($0.value) } })
    }
    let arrow = entry.bothWays?.value == true ? "<>" : "->"
    let word = entry.protocolName.value == "all" ? "ip" : entry.protocolName.value
    let (from, to) = (join(entry.from?.map(\.value)), join(entry.to?.map(\.value)))
    let host = entry.host.map { " (\($0.value))" } ?? ""
    let text =
      "\(action.rawValue) \(word) \(from) \(join(entry.fromPorts)) \(arrow) \(to) "
      + "\(join(entry.ports))\(host)"
    var rule = SuricataRule(action: action, protocols: .all, text: text)
    rule.take(protocol: word)
    if rule.unknownOption != nil {
      report(.firewallRule(entry.protocolName, .unknownProtocol(word)))
      return nil
    }
    rule.isBidirectional = arrow == "<>"
    rule.sourcePorts = entry.fromPorts == nil ? .any : .ports(Self.ports(entry.fromPorts))
    rule.destinationPorts = entry.ports == nil ? .any : .ports(Self.ports(entry.ports))
    rule.priority = entry.priority?.value ?? 3
    do throws(FirewallTextProblem) {
      rule.source = try Self.addresses(entry.from)
      rule.destination = try Self.addresses(entry.to)
      for word in entry.flow ?? [] { try rule.take(flow: word.value[...]) }
    } catch {
      report(.firewallRule(entry.from?.first ?? entry.to?.first ?? entry.protocolName, error))
      return nil
    }
    return named(rule, entry)
  }

  private static func addresses(
    _ values: [Located<String>]?
  ) throws(FirewallTextProblem) -> WrittenAddresses {
    guard let values else { return .any }
    var parts: [WrittenAddresses] = []
    for value in values { parts.append(try FirewallText.addresses(value.value[...])) }
    return parts.count == 1 ? parts[0] : .list(parts)
  }

  /// With the name of the server, which TLS and HTTP tell.
  private mutating func named(_ rule: SuricataRule, _ entry: StatefulRuleEntry) -> SuricataRule? {
    guard let name = entry.host else { return rule }
    guard rule.application == .tls || rule.application == .http else {
      report(.firewallRule(name, .hostWithoutProtocol))
      return nil
    }
    check(name)
    var rule = rule
    rule.hosts = [HostMatch(domain: name.value)]
    return rule
  }

  /// Warns of what cannot be the name of a server.
  private mutating func check(_ name: Located<String>) {
    guard !ServerName.isOne(name.value) else { return }
    report(.serverName(name, meant: ServerName.meant(by: name.value)))
  }

  /// A rule with its variables and lists looked up; nothing after a fault.
  private mutating func resolved(
    _ rule: SuricataRule, _ place: Located<String>, _ variables: RuleVariables
  ) -> StatefulRule? {
    do throws(FirewallTextProblem) {
      let source = try pattern(rule.source, variables, place, [])
      let destination = try pattern(rule.destination, variables, place, [])
      return StatefulRule(
        action: rule.action, protocols: rule.protocols, application: rule.application,
        source: source, sourcePorts: try Self.ports(rule.sourcePorts, variables),
        destination: destination,
        destinationPorts: try Self.ports(rule.destinationPorts, variables),
        isBidirectional: rule.isBidirectional, flow: rule.flow, hosts: rule.hosts,
        unknownOption: rule.unknownOption, priority: rule.priority, text: rule.text)
    } catch {
      report(.firewallRule(place, error))
      return nil
    }
  }

  private mutating func pattern(
    _ written: WrittenAddresses, _ variables: RuleVariables, _ place: Located<String>,
    _ open: Set<String>
  ) throws(FirewallTextProblem) -> AddressPattern {
    switch written {
    case .any: return .any
    case .block(let prefix): return .block(prefix)
    case .not(let inner): return .not(try pattern(inner, variables, place, open))
    case .list(let parts):
      var patterns: [AddressPattern] = []
      for part in parts { patterns.append(try pattern(part, variables, place, open)) }
      return .list(patterns)
    case .prefixList(let name):
      // A fault is told by the look-up.
      return prefixList(Located(name, at: place.span)).map { .prefixList($0) } ?? .any
    case .variable(let name):
      guard !open.contains(name) else { throw .variableLoop(name) }
      if let meant = variables.addresses[name] {
        return try pattern(meant, variables, place, open.union([name]))
      }
      switch name {
      case "HOME_NET": return .homeNet
      case "EXTERNAL_NET":
        return .not(try pattern(.variable("HOME_NET"), variables, place, open.union([name])))
      default: throw .unknownVariable(name)
      }
    }
  }

  private static func ports(
    _ written: WrittenPorts, _ variables: RuleVariables
  ) throws(FirewallTextProblem) -> PortSet {
    switch written {
    case .any: return .all
    case .ports(let ports): return ports
    case .not(let inner): return PortSet.all.subtracting(try ports(inner, variables))
    case .variable(let name):
      guard let meant = variables.ports[name] else { throw .unknownVariable(name) }
      return meant
    case .list(let parts):
      var (positive, negative): (PortSet?, PortSet) = (nil, PortSet())
      for part in parts {
        if case .not(let inner) = part {
          negative = negative.union(try ports(inner, variables))
        } else {
          positive = (positive ?? PortSet()).union(try ports(part, variables))
        }
      }
      return (positive ?? .all).subtracting(negative)
    }
  }
}

extension HostMatch {
  /// A name, or (with a dot before it) a name and all below it.
  init(domain name: String) {
    self.init(
      name, startsWith: !name.hasPrefix("."), endsWith: true, hasDotPrefix: name.hasPrefix("."))
  }
}

extension PortSet {
  /// As rules write them: `443`, `1024:65535`.
  fileprivate static func text(_ ports: PortSet) -> String {
    ports.intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower):\($0.upper)" }
      .joined(separator: ",")
  }
}
