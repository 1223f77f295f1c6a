import NetproofSyntax

/// Firewalls of a VPC.
enum FirewallKeys {
  static let policy = Key(
    "policy", .reference, "The firewall policy that its endpoints follow.", isRequired: true,
    otherWords: ["firewall-policy"])
  static let endpoints = Key(
    "endpoints", .named(FirewallEndpointKeys.kind, TopologyReader.firewallEndpoint),
    "Its endpoints in the VPC, which routes lead to, mostly one a zone; those in other VPCs are "
      + "`vpc-endpoints` there.", isRequired: true,
    otherWords: ["subnet-mappings"])

  static let kind = EntryKind(
    "firewall", "a firewall",
    "An AWS Network Firewall: what a route sends to one of its endpoints is inspected, and goes on "
      + "from the endpoint's subnet.",
    keys: [policy.description, endpoints.description] + HeadKeys.all())
}

enum FirewallEndpointKeys {
  static let state = VPCEndpointKeys.state
  static let subnet = Key(
    "subnet", .reference, "The subnet that it is in; no other part of the VPC should be there.",
    isRequired: true)

  static let kind = EntryKind(
    "firewall-endpoint", "a firewall endpoint", "Where packets enter and leave a firewall.",
    keys: [subnet.description] + HeadKeys.all(state: state))
}

enum FirewallPolicyKeys {
  static let ruleOrder = Key(
    "rule-order", .word(of: FirewallPolicy.RuleOrder.self, "an order of rules"),
    "The order in which stateful rules are asked: all that pass first (`action`), or as written "
      + "(`strict`).",
    default: "`action`", otherWords: ["stateful-rule-order"])
  static let statelessDefault = Key(
    "stateless-default", .word(of: FirewallPolicy.StatelessDefault.self, "a stateless action"),
    "What becomes of packets that no stateless rule matches; `forward` hands them to the stateful "
      + "rules.",
    default: "`forward`", otherWords: ["stateless-default-actions", "stateless-default-action"])
  static let statefulDefault = Key(
    "stateful-default", .word(of: FirewallPolicy.StatefulDefault.self, "a stateful action"),
    "In strict order: what becomes of what no stateful rule decides.", default: "`pass`",
    otherWords: ["stateful-default-actions", "stateful-default-action"])

  static let stateless = Key(
    "stateless",
    .list(of: StatelessRuleKeys.kind, "a list of rules", TopologyReader.statelessRule),
    "Rules that look at each packet by itself, requests and replies alike.", default: "none",
    otherWords: ["stateless-rules"])
  static let groups = Key(
    "stateful-groups", .named(FirewallRuleGroupKeys.kind, TopologyReader.ruleGroup),
    "Groups of rules that look at flows.", default: "none",
    otherWords: ["stateful", "rule-groups", "stateful-rule-groups"])
  static let streamException = Key(
    "stream-exception", .word(of: FirewallPolicy.StreamException.self, "an exception policy"),
    "What becomes of packets of a TCP connection that the stateful rules did not see begin.",
    default: "`drop`", otherWords: ["stream-exception-policy"])
  static let variables = Key(
    "variables", .addressVariables,
    "Sets of addresses that stateful rules name as `$NAME`, in groups that do not say otherwise; "
      + "`HOME_NET` is the blocks of the firewall's VPC otherwise.",
    otherWords: ["policy-variables"])

  static let kind = EntryKind(
    "firewall-policy", "a firewall policy", "What firewalls that name it do with packets.",
    keys: [
      ruleOrder.description, stateless.description, statelessDefault.description,
      groups.description, statefulDefault.description, streamException.description,
      variables.description,
    ] + HeadKeys.all())
}
