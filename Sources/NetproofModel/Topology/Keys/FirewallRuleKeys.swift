import NetproofSets
import NetproofSyntax

/// Rules of a policy that look at each packet by itself.
enum StatelessRuleKeys {
  static let priority = Key(
    "priority", .integer(1...65535, "a priority"), "The lowest that matches decides.",
    isRequired: true, otherWords: ["rule", "number"])
  static let pass = Key(
    "pass", .protocols, "`all`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`: delivered at once.")
  static let drop = Key("drop", .protocols, "As `pass`, but such packets are dropped.")
  static let forward = Key(
    "forward", .protocols, "As `pass`, but the stateful rules decide.",
    otherWords: ["forward-to-sfe"])
  static let from = Key(
    "from", .oneOrMore(.prefixOrAddress, "a CIDR or a list of CIDRs"), "The sources.",
    default: "any", otherWords: ["source", "sources"])
  static let to = Key(
    "to", .oneOrMore(.prefixOrAddress, "a CIDR or a list of CIDRs"), "The destinations.",
    default: "any", otherWords: ["destination", "destinations"])
  static let ports = Key(
    "ports", .oneOrMore(.ports, "a port, a range or a list of them"),
    "The destination ports, for `tcp` and `udp`.", default: "all",
    otherWords: ["destination-ports", "to-ports"])
  static let fromPorts = Key(
    "from-ports", .oneOrMore(.ports, "a port, a range or a list of them"),
    "The source ports, for `tcp` and `udp`.", default: "all", otherWords: ["source-ports"])
  static let flags = Key(
    "tcp-flags", .oneOrMore(.word(names, "a flag of TCP"), "a flag or a list of flags"),
    "For `tcp`: the flags that are set, of those that `of-flags` names.", default: "any")
  static let ofFlags = Key(
    "of-flags", .oneOrMore(.word(names, "a flag of TCP"), "a flag or a list of flags"),
    "The flags that are looked at.", default: "all")

  /// The flags of TCP from the lowest bit.
  static let names = ["fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr"]

  static let kind = EntryKind(
    "stateless-rule", "a stateless rule",
    "One rule that looks at each packet by itself, requests and replies alike.",
    keys: [
      priority.description, pass.description, drop.description, forward.description,
      from.description, fromPorts.description, to.description, ports.description,
      flags.description, ofFlags.description,
    ],
    groups: [
      KeyGroup(
        pass.name, drop.name, forward.name, isRequired: true,
        help: "write a rule of its own for each")
    ],
    needs: [KeyNeed(key: ofFlags.name, needed: flags.name)])
}

/// Groups of stateful rules of a policy.
enum FirewallRuleGroupKeys {
  static let priority = Key(
    "priority", .integer(1...65535, "a priority"),
    "In strict order the group with the lowest goes first.", default: "the order of the groups")
  static let rules = Key(
    "rules", .list(of: StatefulRuleKeys.kind, "a list of rules", TopologyReader.statefulRule),
    "Its rules, in the order in which they are asked.")
  static let suricata = Key(
    "suricata", .lines, "Its rules as Suricata writes them, one a line.",
    otherWords: ["rules-string", "rule-string"])
  static let domains = Key(
    "domains", .entry(DomainListKeys.kind, TopologyReader.domainList),
    "Names of servers, as TLS and HTTP tell them.", otherWords: ["domain-list"])
  static let variables = Key(
    "variables", .addressVariables,
    "Sets of addresses that rules name as `$NAME`; `HOME_NET` is the VPC's blocks otherwise, "
      + "`EXTERNAL_NET` what is not in it.")
  static let portVariables = Key(
    "port-variables", .portVariables, "Sets of ports that rules name as `$NAME`.")

  static let kind = EntryKind(
    "firewall-rule-group", "a firewall rule group", "Stateful rules that are asked together.",
    keys: [
      priority.description, rules.description, suricata.description, domains.description,
      variables.description, portVariables.description,
    ] + HeadKeys.all(),
    groups: [
      KeyGroup(
        rules.name, suricata.name, domains.name, isRequired: true,
        help: "write a group of its own for each")
    ])
}

/// Stateful rules that are written key by key.
enum StatefulRuleKeys {
  static let pass = Key(
    "pass", .text,
    "`ip`, `tcp`, `udp`, `icmp`, or an application such as `tls`, `http` or `dns`: the flow passes."
  )
  static let drop = Key("drop", .text, "As `pass`, but the flow is dropped.")
  static let reject = Key("reject", .text, "As `drop`, and the sender is told.")
  static let alert = Key("alert", .text, "As `pass`, but nothing is decided.")
  static let from = Key(
    "from", .oneOrMore(.text, "an address or a list of them"),
    "The side that begins: a CIDR, `$VARIABLE`, `@prefix-list`, each with `!` before it for all "
      + "others.",
    default: "any", otherWords: ["source"])
  static let to = Key(
    "to", .oneOrMore(.text, "an address or a list of them"), "The other side: the same.",
    default: "any", otherWords: ["destination"])
  static let fromPorts = StatelessRuleKeys.fromPorts
  static let ports = StatelessRuleKeys.ports
  static let bothWays = Key(
    "both-ways", .boolean, "Whether either side may begin.", default: "`false`",
    otherWords: ["direction", "bidirectional"])
  static let flow = Key(
    "flow", .oneOrMore(.word(flowWords, "a word about flows"), "a word or a list of words"),
    "When the rule looks.", default: "always")
  static let host = Key(
    "host", .text,
    "For `tls` and `http`: the name of the server; `.example.com` is the name and all below it.",
    default: "any", otherWords: ["hosts", "hostname", "sni"])
  static let priority = Key(
    "priority", .integer(1...255, "a priority"),
    "In action order, among rules of one action: the lowest goes first.", default: "3")

  private static let flowWords = ["to_server", "to_client", "established", "not_established"]

  static let kind = EntryKind(
    "stateful-rule", "a stateful rule", "One rule that looks at flows.",
    keys: [
      pass.description, drop.description, reject.description, alert.description,
      from.description, fromPorts.description, to.description, ports.description,
      bothWays.description, flow.description, host.description, priority.description,
    ],
    groups: [
      KeyGroup(
        pass.name, drop.name, reject.name, alert.name, isRequired: true,
        help: "write a rule of its own for each")
    ])
}

/// Lists of names of servers.
enum DomainListKeys {
  static let action = Key(
    "action", .word(of: DomainList.Action.self, "an action"),
    "What becomes of traffic to the names; `allow` drops, in action order, what the protocols carry "
      + "to others.",
    isRequired: true)
  static let names = Key(
    "names", .oneOrMore(.text, "a name or a list of names"),
    "The names; `.example.com` is the name and all below it.", isRequired: true,
    otherWords: ["targets"])
  static let protocols = Key(
    "protocols", .oneOrMore(.word(["tls", "http"], "`tls` or `http`"), "a protocol or both"),
    "Where the name is looked for.", default: "`[tls, http]`", otherWords: ["target-types"])

  static let kind = EntryKind(
    "domain-list", "a domain list", "Names of servers, and what becomes of traffic to them.",
    keys: [action.description, names.description, protocols.description])
}

extension Shape where Value == [AddressVariableEntry] {
  static var addressVariables: Self {
    let values = Shape<[Located<String>]>.oneOrMore(.text, "an address or a list of them")
    return Self(.map(key: .text, value: values.description)) { node, diagnostics in
      guard let entries = node.map("a map from names to addresses", into: &diagnostics)
      else { return nil }
      return entries.compactMap { entry in
        values.read(entry.value, &diagnostics).map { AddressVariableEntry(entry.key, $0) }
      }
    }
  }
}

extension Shape where Value == [PortVariableEntry] {
  static var portVariables: Self {
    let values = Shape<[LocatedPorts]>.oneOrMore(.ports, "a port, a range or a list of them")
    return Self(.map(key: .text, value: values.description)) { node, diagnostics in
      guard let entries = node.map("a map from names to ports", into: &diagnostics)
      else { return nil }
      return entries.compactMap { entry in
        values.read(entry.value, &diagnostics).map { PortVariableEntry(entry.key, $0) }
      }
    }
  }
}
