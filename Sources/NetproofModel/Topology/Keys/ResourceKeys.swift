import NetproofSyntax

enum ResourceGatewayKeys {
  static let subnets = Key(
    "subnets", .endpointSubnets,
    "Its subnets, one a zone, each with the address of its interface there.", isRequired: true)
  static let securityGroups = Key(
    "security-groups", .oneOrMore(.reference, "a security group or a list of them"),
    "The security groups of its interfaces; their outbound rules filter what goes to resources.",
    default: "the VPC's default one", otherWords: ["sg", "sgs", "groups"])
  static let resources = Key(
    "resources", .named(ResourceKeys.kind, TopologyReader.resource),
    "What is reached by it, which `resource` of endpoints names.",
    otherWords: ["resource-configurations", "configurations"])

  static let kind = EntryKind(
    "resource-gateway", "a resource gateway",
    "The way into a VPC for those who have endpoints of its resources.",
    keys: [subnets.description, securityGroups.description, resources.description]
      + HeadKeys.all())
}

enum ResourceKeys {
  static let to = Key(
    "to", .oneOrMore(.reference, "an interface or addresses"),
    "What it is: an interface or addresses, those of its domain name for one that has one.",
    isRequired: true, otherWords: ["resource", "ip", "address", "addresses"])
  static let ports = Key(
    "ports", .oneOrMore(.service, "a port or a list of ports"),
    "Where it answers, such as `tcp/5432` or `tcp/8000-8100`; TCP alone.", isRequired: true,
    otherWords: ["port", "port-ranges"])
  static let sharedWith = Key(
    "shared-with", .any(.sharingAccount(), "an account or a list of accounts"),
    "The accounts that may have endpoints of it, beside the gateway's own.",
    default: "everyone who has one")

  static let kind = EntryKind(
    "resource", "a resource", "A resource configuration: what endpoints of it lead to.",
    keys: [to.description, ports.description, sharedWith.description] + HeadKeys.all())
}
