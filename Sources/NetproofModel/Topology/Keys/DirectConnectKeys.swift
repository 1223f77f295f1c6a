import NetproofSyntax

enum DirectConnectGatewayKeys {
  static let virtualInterfaces = Key(
    "virtual-interfaces",
    .named(VirtualInterfaceKeys.kind, TopologyReader.virtualInterface),
    "Its virtual interfaces: the lines to networks on premises.", otherWords: ["vifs"])
  static let associations = Key(
    "associations",
    .named(DirectConnectAssociationKeys.kind, TopologyReader.directConnectAssociation),
    "The gateways that the virtual interfaces lead to.",
    otherWords: ["gateways", "gateway-associations"])
  static let supernetHairpin = Key(
    "supernet-hairpin", .boolean,
    "Whether VPCs reach each other by the Direct Connect location, where a network on premises "
      + "announces a CIDR that holds both.", default: "`false`")

  static let kind = EntryKind(
    "direct-connect-gateway", "a Direct Connect gateway",
    "A router between virtual interfaces and gateways of any region.",
    keys: [
      virtualInterfaces.description, associations.description, supernetHairpin.description,
    ] + HeadKeys.all())
}

enum VirtualInterfaceKeys {
  static let state = Key.state(
    VirtualInterface.State.allCases.map(\.rawValue), "Only an available one forwards.",
    default: "`available`")
  static let type = Key(
    "type", .word(of: VirtualInterface.Kind.self, "a type of virtual interface"),
    "What it leads to: `private` to virtual private gateways, `transit` to transit gateways "
      + "and core networks. A network behind a public virtual interface is on the internet.",
    default: "as its gateway asks")
  static let bgp = Key(
    "bgp", .word(["up", "down"], "`up` or `down`"), "Whether its BGP session stands.",
    default: "`up`")
  static let routes = Key(
    "routes", .any(.prefix, "a CIDR or a list of CIDRs"),
    "The CIDRs that the other side announces.",
    default: "those of the networks behind it")
  static let vpnGateway = Key(
    "vpn-gateway", .reference,
    "The virtual private gateway that it ends at: `VPC/GATEWAY`. Only outside of Direct Connect "
      + "gateways.")

  static let kind = EntryKind(
    "virtual-interface", "a virtual interface",
    "A Direct Connect line to networks on premises.",
    keys: [
      type.description, bgp.description, routes.description, vpnGateway.description,
    ] + HeadKeys.all(state: state))
}

enum DirectConnectAssociationKeys {
  static let states = ["associating", "associated", "updating", "disassociating", "disassociated"]
  static let state = Key.state(
    states, "Only `associated` and `updating` carry packets.", default: "`associated`")
  static let vpnGateway = Key(
    "vpn-gateway", .reference, "The virtual private gateway: `VPC/GATEWAY`.",
    otherWords: ["vgw"])
  static let transitGateway = Key(
    "transit-gateway", .reference,
    "The transit gateway, which names this Direct Connect gateway in an attachment.",
    otherWords: ["tgw"])
  static let coreNetwork = Key(
    "core-network", .reference,
    "The core network of Cloud WAN, which names this Direct Connect gateway in attachments, one for "
      + "each edge location; what is at that edge location is announced to the other side.",
    otherWords: ["cloud-wan"])
  static let allowedPrefixes = Key(
    "allowed-prefixes", .any(.prefix, "a CIDR or a list of CIDRs"),
    "What is announced to the other side: of a VPC the CIDRs that lie in these, of a transit "
      + "gateway exactly these.", default: "the CIDRs of the VPC",
    otherWords: ["prefixes", "allowed"])

  static let kind = EntryKind(
    "direct-connect-association", "an association",
    "A gateway that a Direct Connect gateway leads to.",
    keys: [
      vpnGateway.description, transitGateway.description, coreNetwork.description,
      allowedPrefixes.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        vpnGateway.name, transitGateway.name, coreNetwork.name, isRequired: true,
        help: "write an association of its own for each gateway"),
      KeyGroup(
        coreNetwork.name, allowedPrefixes.name,
        help: "leave `allowed-prefixes` out: a core network announces what it routes"),
    ],
    needs: [KeyNeed(key: transitGateway.name, needed: allowedPrefixes.name)])
}
