import NetproofSets
import NetproofSyntax

/// Rules of firewall policies.
extension TopologyReader {
  static func statelessRule(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> StatelessRuleEntry? {
    let priority = fields.read(StatelessRuleKeys.priority, into: &diagnostics)
    var decision: (action: String, protocols: Located<ProtocolSet>)?
    for key in [StatelessRuleKeys.pass, StatelessRuleKeys.drop, StatelessRuleKeys.forward] {
      if let protocols = fields.read(key, into: &diagnostics) { decision = (key.name, protocols) }
    }
    let from = fields.read(StatelessRuleKeys.from, into: &diagnostics)
    let to = fields.read(StatelessRuleKeys.to, into: &diagnostics)
    let ports = fields.read(StatelessRuleKeys.ports, into: &diagnostics)
    let fromPorts = fields.read(StatelessRuleKeys.fromPorts, into: &diagnostics)
    let flags = fields.read(StatelessRuleKeys.flags, into: &diagnostics)
    let ofFlags = fields.read(StatelessRuleKeys.ofFlags, into: &diagnostics)
    guard let priority, let decision else { return nil }
    return StatelessRuleEntry(
      span: fields.span, priority: priority, action: decision.action,
      protocols: decision.protocols, from: from, to: to, ports: ports, fromPorts: fromPorts,
      flags: flags, ofFlags: ofFlags)
  }

  static func ruleGroup(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> FirewallRuleGroupEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var group = FirewallRuleGroupEntry(head: head)
    group.priority = fields.read(FirewallRuleGroupKeys.priority, into: &diagnostics)
    group.rules = fields.listing(FirewallRuleGroupKeys.rules, into: &diagnostics)
    group.suricata = fields.read(FirewallRuleGroupKeys.suricata, into: &diagnostics)
    group.domains = fields.read(FirewallRuleGroupKeys.domains, into: &diagnostics)
    group.variables = fields.read(FirewallRuleGroupKeys.variables, into: &diagnostics) ?? []
    group.portVariables =
      fields.read(FirewallRuleGroupKeys.portVariables, into: &diagnostics) ?? []
    return group
  }

  static func statefulRule(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> StatefulRuleEntry? {
    var decision: (action: String, name: Located<String>)?
    for key in [
      StatefulRuleKeys.pass, StatefulRuleKeys.drop, StatefulRuleKeys.reject, StatefulRuleKeys.alert,
    ] {
      if let name = fields.read(key, into: &diagnostics) { decision = (key.name, name) }
    }
    let from = fields.read(StatefulRuleKeys.from, into: &diagnostics)
    let to = fields.read(StatefulRuleKeys.to, into: &diagnostics)
    let ports = fields.read(StatefulRuleKeys.ports, into: &diagnostics)
    let fromPorts = fields.read(StatefulRuleKeys.fromPorts, into: &diagnostics)
    let bothWays = fields.read(StatefulRuleKeys.bothWays, into: &diagnostics)
    let flow = fields.read(StatefulRuleKeys.flow, into: &diagnostics)
    let host = fields.read(StatefulRuleKeys.host, into: &diagnostics)
    let priority = fields.read(StatefulRuleKeys.priority, into: &diagnostics)
    guard let decision else { return nil }
    return StatefulRuleEntry(
      span: fields.span, action: decision.action, protocolName: decision.name, from: from, to: to,
      ports: ports, fromPorts: fromPorts, bothWays: bothWays, flow: flow, host: host,
      priority: priority)
  }

  static func domainList(_ fields: Fields, _ diagnostics: inout Diagnostics) -> DomainListEntry? {
    let action = fields.read(DomainListKeys.action, into: &diagnostics)
    let names = fields.read(DomainListKeys.names, into: &diagnostics)
    let protocols = fields.read(DomainListKeys.protocols, into: &diagnostics)
    guard let action, let names else { return nil }
    return DomainListEntry(span: fields.span, action: action, names: names, protocols: protocols)
  }
}
