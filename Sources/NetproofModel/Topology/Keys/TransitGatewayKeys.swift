import NetproofSyntax

enum TransitGatewayKeys {
  static let state = Key.state(
    TransitGateway.State.allCases.map(\.rawValue), "`available` and `modifying` forward.",
    default: "`available`")
  static let account = Key("account", .name, "The account that owns it, in quotes.")
  static let region = Key("region", .text, "The region, such as `us-east-1`.")
  static let securityGroupReferencing = Key(
    "security-group-referencing", .boolean,
    "Whether security groups may name groups of other VPCs across it.", default: "`false`")
  static let vpnECMP = Key(
    "vpn-ecmp", .boolean, "Whether VPN connections with equal routes share the load.",
    default: "`true`")
  static let attachments = Key(
    "attachments", .named(AttachmentKeys.kind, TopologyReader.attachment),
    "What is attached to it.")
  static let routeTables = Key(
    "route-tables", .named(TransitGatewayRouteTableKeys.kind, TopologyReader.gatewayTable),
    "Its route tables.")

  static let kind = EntryKind(
    "transit-gateway", "a transit gateway",
    "A regional router of VPCs, VPN connections and other transit gateways.",
    keys: [
      attachments.description, routeTables.description, account.description, region.description,
      securityGroupReferencing.description, vpnECMP.description,
    ] + HeadKeys.all(state: state))
}

enum AttachmentKeys {
  static let state = Key.state(
    TransitGatewayAttachment.State.allCases.map(\.rawValue),
    "`available`, `modifying` and `rolling-back` forward.", default: "`available`")
  static let vpc = Key("vpc", .reference, "The VPC that is attached.")
  static let subnets = Key(
    "subnets", .oneOrMore(.reference, "a subnet or a list of subnets"),
    "The VPC's subnets that the gateway is in, one a zone.")
  static let vpn = Key("vpn", .reference, "The VPN connection that is attached.")
  static let directConnect = Key(
    "direct-connect", .reference,
    "The Direct Connect gateway that is attached; it names this transit gateway in an association.",
    otherWords: ["direct-connect-gateway", "dxgw", "dx"])
  static let networkFunction = Key(
    "network-function", .reference,
    "The firewall policy of the firewall that is attached: what a route sends there comes back by "
      + "the attachment.", otherWords: ["firewall-policy"])
  static let connect = Key(
    "connect", .reference,
    "Tunnels with BGP over another attachment of the transit gateway, which this names.",
    otherWords: ["transport"])
  static let clientVPN = Key(
    "client-vpn", .text, "A client VPN endpoint, by any name.", otherWords: ["client-vpn-endpoint"])
  static let vpnConcentrator = Key(
    "vpn-concentrator", .text, "A VPN concentrator, by any name.")
  static let peers = Key(
    "peers", .oneOrMore(.word(["up", "down"], "`up` or `down`"), "a list of BGP peers"),
    "For each BGP peer of a Connect attachment whether it is up; one is enough.",
    default: "`up`")
  static let tunnels = Key(
    "tunnels", .oneOrMore(.word(["up", "down"], "`up` or `down`"), "a list of tunnels"),
    "For each tunnel of a VPN concentrator whether it is up; one is enough.", default: "`up`")
  static let routes = Key(
    "routes", .any(.prefix, "a CIDR or a list of CIDRs"),
    "The CIDRs on the other side of a Connect attachment, VPN concentrator or client VPN endpoint.",
    default: "those of the networks behind it")
  static let peer = Key(
    "peer", .reference, "The other end of a peering: `TRANSIT-GATEWAY/ATTACHMENT`.")
  static let applianceMode = Key(
    "appliance-mode", .boolean, "Whether both directions of a connection keep to one zone.",
    default: "`false`")
  static let securityGroupReferencing = Key(
    "security-group-referencing", .boolean,
    "Whether security groups may name groups of other VPCs across it.", default: "`true`")
  static let ipv6Support = Key(
    "ipv6-support", .boolean,
    "Whether it propagates the VPC's IPv6 CIDRs, too; IPv6 passes either way.", default: "`false`")

  static let natRules = Key(
    "nat-rules", .list(of: NATRuleKeys.kind, "a list of NAT rules", TopologyReader.natRule),
    "1:1 NAT of what is behind it; no two rules have an address in common.", default: "none",
    otherWords: ["nat-gateway-rules"])
  static let natSupport = Key(
    "nat-support", .boolean, "Whether the NAT rules translate, or are only staged.",
    default: "`true`", otherWords: ["nat-gateway-support"])

  static let kind = EntryKind(
    "attachment", "an attachment", "What hangs on a transit gateway: exactly one thing.",
    keys: [
      vpc.description, subnets.description, vpn.description, directConnect.description,
      networkFunction.description, connect.description, clientVPN.description,
      vpnConcentrator.description, peer.description, peers.description, tunnels.description,
      routes.description,
      applianceMode.description, securityGroupReferencing.description, ipv6Support.description,
      natRules.description, natSupport.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        vpc.name, vpn.name, directConnect.name, networkFunction.name, connect.name,
        clientVPN.name, vpnConcentrator.name, peer.name, isRequired: true,
        help: "write an attachment of its own for each")
    ]
      + [vpc.name, vpn.name, directConnect.name, networkFunction.name, peer.name].map(
        besideRoutes) + [networkFunction.name, clientVPN.name].map(besideNAT),
    needs: [
      KeyNeed(key: vpc.name, needed: subnets.name), KeyNeed(key: subnets.name, needed: vpc.name),
      KeyNeed(key: peers.name, needed: connect.name),
      KeyNeed(key: tunnels.name, needed: vpnConcentrator.name),
      KeyNeed(key: natSupport.name, needed: natRules.name),
      KeyNeed(key: ipv6Support.name, needed: vpc.name),
    ])

  private static func besideNAT(_ key: String) -> KeyGroup {
    KeyGroup(key, natRules.name, help: "AWS does not translate at attachments of this kind")
  }

  private static func besideRoutes(_ key: String) -> KeyGroup {
    KeyGroup(
      key, routes.name,
      help: "only `connect`, `client-vpn` and `vpn-concentrator` have routes of their own")
  }
}

enum NATRuleKeys {
  static let match = Key(
    "match", .prefix, "The IPv4 CIDR behind the attachment.", isRequired: true,
    otherWords: ["match-source-cidr", "from"])
  static let nat = Key(
    "nat", .prefix,
    "The private or shared (100.64.0.0/10) CIDR that it is known as, of the same size.",
    isRequired: true, otherWords: ["nat-cidr", "to"])

  static let kind = EntryKind(
    "nat-rule", "a NAT rule",
    "Addresses behind an attachment, and what others know them as: with the same host bits.",
    keys: [match.description, nat.description])
}

enum TransitGatewayRouteTableKeys {
  static let associations = Key(
    "associations", .any(.reference, "an attachment or a list of attachments"),
    "The attachments whose packets it routes.")
  static let propagations = Key(
    "propagations", .any(.reference, "an attachment or a list of attachments"),
    "The attachments whose routes it takes over.")
  static let routes = Key(
    "routes", .list(of: RouteKeys.kind, "a list of routes", TopologyReader.route),
    "Its static routes.")

  static let kind = EntryKind(
    "transit-gateway-route-table", "a transit gateway route table",
    "Where packets that enter a transit gateway go.",
    keys: [
      associations.description, propagations.description, routes.description,
    ] + HeadKeys.all())
}
