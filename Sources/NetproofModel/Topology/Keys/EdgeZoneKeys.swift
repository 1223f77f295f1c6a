import NetproofSyntax

enum ZoneKeys {
  static let type = Key(
    "type", .word(["local", "wavelength"], "a type of zone"),
    "A Local Zone or a Wavelength Zone; zones that are not listed are availability zones.",
    isRequired: true)
  static let parent = Key(
    "parent", .text,
    "The availability zone that it belongs to, by which transit gateways serve it, as subnets "
      + "write it.", isRequired: true, otherWords: ["parent-zone", "parent-zone-name"])

  static let kind = EntryKind(
    "zone", "a zone", "A zone that is no availability zone.",
    keys: [type.description, parent.description, HeadKeys.id.description])
}

enum CarrierGatewayKeys {
  static let state = Key.state(
    EdgeGatewayState.allCases.map(\.rawValue), "Only an available one forwards.",
    default: "`available`")
  static let opensInternet = Key(
    "open-to-internet", .boolean,
    "Whether the internet begins connections and UDP passes, as in the Wavelength Zones of Africa.",
    default: "`false`")

  static let kind = EntryKind(
    "carrier-gateway", "a carrier gateway",
    "The way between the Wavelength Zones of a VPC and a carrier's network, for IPv4.",
    keys: [opensInternet.description] + HeadKeys.all(state: state))
}

enum LocalGatewayKeys {
  static let state = CarrierGatewayKeys.state
  static let outpost = Key(
    "outpost", .text, "The Outpost that it belongs to, as subnets write it.", isRequired: true)
  static let vpcs = Key(
    "vpcs", .oneOrMore(.reference, "a VPC or a list of VPCs"),
    "The VPCs that its route table is associated with.", isRequired: true)
  static let mode = Key(
    "mode", .word(of: LocalGateway.Mode.self, "a mode"),
    "Whether the premises see private addresses, or customer-owned ones (`coip`).",
    default: "`direct-vpc-routing`")

  static let kind = EntryKind(
    "local-gateway", "a local gateway",
    "The way between an Outpost and the network on premises around it, for IPv4.",
    keys: [outpost.description, vpcs.description, mode.description]
      + HeadKeys.all(state: state))
}
