import NetproofSyntax

enum EndpointServiceKeys {
  static let loadBalancers = Key(
    "load-balancers", .oneOrMore(.reference, "a load balancer or a list of them"),
    "The network load balancers behind it, or the Gateway Load Balancers.", isRequired: true,
    otherWords: ["load-balancer", "network-load-balancers", "gateway-load-balancers"])
  static let acceptanceRequired = Key(
    "acceptance-required", .boolean,
    "Whether every endpoint must be accepted; then one that states no `state` waits for it.",
    default: "`false`", otherWords: ["acceptance"])
  static let principals = Key(
    "principals", .any(.sharingAccount(everyone: "*"), "an account or a list of accounts"),
    "The accounts that may have endpoints beside the provider's own; `*` is everyone.",
    default: "everyone who has one", otherWords: ["allowed-principals"])
  static let enforcesSecurityGroups = Key(
    "enforce-security-groups", .boolean,
    "Whether the load balancers' inbound rules filter what comes from endpoints.",
    default: "`true`")
  static let regions = Key(
    "regions", .any(.text, "a region or a list of regions"),
    "Further regions in which it is offered.", default: "none",
    otherWords: ["supported-regions"])

  static let kind = EntryKind(
    "endpoint-service", "an endpoint service",
    "A service of one's own that others reach by interface endpoints, or that inspects what "
      + "routes send to Gateway Load Balancer endpoints.",
    keys: [
      loadBalancers.description, acceptanceRequired.description, principals.description,
      enforcesSecurityGroups.description, regions.description, HeadKeys.id.description,
      HeadKeys.tags.description,
    ])
}
