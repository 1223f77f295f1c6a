import NetproofSets
import NetproofSyntax

enum RouteKeys {
  static let to = Key(
    "to", .destination, "A CIDR, or the name of a prefix list.", isRequired: true,
    otherWords: ["destination", "cidr", "prefix"])
  static let via = Key(
    "via", .reference,
    "A gateway, NAT gateway, interface, instance, peering or transit gateway; `local` in a "
      + "gateway's table, and in a transit gateway's table an attachment or `blackhole`.",
    isRequired: true, otherWords: ["target", "gateway", "next-hop", "nexthop", "nextHop"])
  static let state = Key.state(
    WrittenRouteState.allCases.map(\.rawValue),
    "The state that AWS reports; one that is no `active` route carries nothing.",
    default: "what the target's state implies")

  static let kind = EntryKind(
    "route", "a route", "One line of a route table.",
    keys: [to.description, via.description, state.description])
}

enum RouteTableKeys {
  static let isMain = Key(
    "main", .boolean, "Whether subnets that name no table use it.", default: "`false`")
  static let edgeOf = Key(
    "edge-of", .any(.reference, "a gateway or a list of gateways"),
    "The gateways whose incoming packets it routes.")
  static let publicPools = Key(
    "public-pools", .any(.prefix, "a CIDR or a list of CIDRs"),
    "Own public ranges (BYOIP) that the internet gateway takes in untranslated, for its routes to them.",
    default: "none", otherWords: ["pools", "byoip"])
  static let routes = Key(
    "routes", .list(of: RouteKeys.kind, "a list of routes", TopologyReader.route),
    "Its routes; those to the VPC's own CIDRs are implied.")
  static let propagations = Key(
    "propagations", .any(.reference, "a gateway or a list of gateways"),
    "The gateways whose routes it takes over.")

  static let kind = EntryKind(
    "route-table", "a route table", "Where packets that leave a subnet or enter a gateway go.",
    keys: [
      isMain.description, edgeOf.description, publicPools.description, routes.description,
      propagations.description,
    ] + HeadKeys.all())
}

/// Which way the packets of a rule go, seen from what it protects.
enum RuleDirection: String, Sendable, CaseIterable {
  case inbound
  case outbound

  /// The key of the remote end.
  var end: String { self == .inbound ? "from" : "to" }

  /// The key of the remote end in the other direction.
  var otherEnd: String { self == .inbound ? "to" : "from" }
}

/// The keys of rules of both kinds.
enum RuleKeys {
  static let allow = Key(
    "allow", .protocols, "`all`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`.")
  static let type = Key(
    "type", .icmpNumber("an ICMP type"), "The ICMP type.", default: "all")
  static let code = Key(
    "code", .icmpNumber("an ICMP code"), "The ICMP code; needs `type`.", default: "all")
  static let codeNeedsType = KeyNeed(key: code.name, needed: type.name)
}

enum NetworkACLKeys {
  static let number = Key(
    "rule", .integer(1...32766, "a rule number"), "Its number; the lowest that matches decides.",
    isRequired: true, otherWords: ["number", "rule-number", "priority"])
  static let allow = RuleKeys.allow
  static let deny = Key("deny", .protocols, "As `allow`, but such packets are dropped.")
  static let ports = Key(
    "ports", .onlyPorts, "The destination port, or a range, for `tcp` and `udp`.",
    default: "all")
  static let from = Key(
    "from", .onlyPrefix, "The CIDR of the sources.", isRequired: true,
    otherWords: ["source", "cidr"])
  static let to = Key(
    "to", .onlyPrefix, "The CIDR of the destinations.", isRequired: true,
    otherWords: ["destination", "cidr"])

  static let isDefault = Key(
    "default", .boolean, "Whether it is the VPC's default one.", default: "`false`")
  static let inbound = Key(
    "inbound",
    .list(of: rule(.inbound), "a list of rules") { TopologyReader.networkACLRule($0, from, &$1) },
    "Rules for packets into the subnet; what none matches is dropped.",
    default: "none, but all allowed if `default: true`", otherWords: ["ingress"])
  static let outbound = Key(
    "outbound",
    .list(of: rule(.outbound), "a list of rules") { TopologyReader.networkACLRule($0, to, &$1) },
    "Rules for packets out of the subnet; what none matches is dropped.",
    default: "none, but all allowed if `default: true`", otherWords: ["egress"])

  static let kind = EntryKind(
    "network-acl", "a network ACL", "The stateless filter at the border of a subnet.",
    keys: [isDefault.description, inbound.description, outbound.description] + HeadKeys.all())

  static func rule(_ direction: RuleDirection) -> EntryKind {
    let end = direction == .inbound ? from : to
    let article = direction == .inbound ? "an inbound" : "an outbound"
    return EntryKind(
      "network-acl-\(direction.rawValue)-rule", "\(article) network ACL rule",
      "One rule of a network ACL.",
      keys: [
        number.description, allow.description, deny.description, ports.description,
        end.description, RuleKeys.type.description, RuleKeys.code.description,
      ],
      refused: [RefusedKey(direction.otherEnd, .otherDirection(direction.end))],
      groups: [
        KeyGroup(
          allow.name, deny.name, isRequired: true, help: "write a rule of its own for each")
      ],
      needs: [RuleKeys.codeNeedsType])
  }
}

enum SecurityGroupKeys {
  static let allow = Key(
    "allow", .protocols, "`all`, `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`.",
    isRequired: true, otherWords: ["protocol"])
  static let ports = Key(
    "ports", .oneOrMore(.ports, "a port, a range or a list of them"),
    "The destination ports, for `tcp` and `udp`.", default: "all")
  static let from = Key(
    "from", .oneOrMore(.peer, "a source or a list of sources"),
    "CIDRs, security groups, prefix lists or networks.", isRequired: true,
    otherWords: ["source", "sources", "cidr"])
  static let to = Key(
    "to", .oneOrMore(.peer, "a destination or a list of destinations"),
    "CIDRs, security groups, prefix lists or networks.", isRequired: true,
    otherWords: ["destination", "destinations", "cidr"])

  static let isDefault = Key(
    "default", .boolean, "Whether it is the VPC's default one.", default: "`false`")
  static let inbound = Key(
    "inbound",
    .list(of: rule(.inbound), "a list of rules") {
      TopologyReader.securityGroupRule($0, from, &$1)
    },
    "What may come in; replies always may.",
    default: "nothing, but its own members if `default: true`", otherWords: ["ingress"])
  static let outbound = Key(
    "outbound",
    .list(of: rule(.outbound), "a list of rules") {
      TopologyReader.securityGroupRule($0, to, &$1)
    },
    "What may go out; replies always may. `[]` is nothing.", default: "all",
    otherWords: ["egress"])
  static let associatedVPCs = Key(
    "associated-vpcs", .any(.reference, "a VPC or a list of VPCs"),
    "Further VPCs that it may be used in.")
  static let sharedWith = Key(
    "shared-with", .any(.sharingAccount(), "an account or a list of accounts"),
    "The accounts that it is shared with.")
  static let account = Key(
    "account", .name, "The account that owns it, in quotes.", default: "the VPC's")

  static let kind = EntryKind(
    "security-group", "a security group", "The stateful filter at interfaces.",
    keys: [
      isDefault.description, inbound.description, outbound.description,
      associatedVPCs.description, sharedWith.description, account.description,
    ] + HeadKeys.all())

  static func rule(_ direction: RuleDirection) -> EntryKind {
    let end = direction == .inbound ? from : to
    let article = direction == .inbound ? "an inbound" : "an outbound"
    return EntryKind(
      "security-group-\(direction.rawValue)-rule", "\(article) security group rule",
      "One rule of a security group.",
      keys: [
        allow.description, ports.description, end.description, RuleKeys.type.description,
        RuleKeys.code.description,
      ],
      refused: [
        RefusedKey(direction.otherEnd, .otherDirection(direction.end)),
        RefusedKey("deny", .denyInSecurityGroup),
      ],
      needs: [RuleKeys.codeNeedsType])
  }
}
