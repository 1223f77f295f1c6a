import NetproofSyntax

enum TransitGatewayKeys {
  static let state = Key.state(
    ["pending", "available", "modifying", "deleting", "deleted"],
    "The state that AWS reports.", default: "`available`")
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
  static let peer = Key(
    "peer", .reference, "The other end of a peering: `TRANSIT-GATEWAY/ATTACHMENT`.")
  static let applianceMode = Key(
    "appliance-mode", .boolean, "Whether both directions of a connection keep to one zone.",
    default: "`false`")
  static let securityGroupReferencing = Key(
    "security-group-referencing", .boolean,
    "Whether security groups may name groups of other VPCs across it.", default: "`true`")

  static let kind = EntryKind(
    "attachment", "an attachment", "What hangs on a transit gateway: exactly one thing.",
    keys: [
      vpc.description, subnets.description, vpn.description, directConnect.description,
      peer.description,
      applianceMode.description, securityGroupReferencing.description,
    ] + HeadKeys.all(state: state),
    refused: later.map { RefusedKey($0) },
    groups: [
      KeyGroup(
        vpc.name, vpn.name, directConnect.name, peer.name, isRequired: true,
        help: "write an attachment of its own for each")
    ],
    needs: [
      KeyNeed(key: vpc.name, needed: subnets.name), KeyNeed(key: subnets.name, needed: vpc.name),
    ])

  private static let later = ["connect"]
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
