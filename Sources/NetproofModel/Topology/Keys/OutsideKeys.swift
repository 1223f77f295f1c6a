import NetproofSyntax

enum NetworkKeys {
  static let cidrs = Key(
    "cidrs", .oneOrMore(.prefix, "a CIDR or a list of CIDRs"), "Its addresses.",
    isRequired: true)
  static let attachedTo = Key(
    "attached-to", .oneOrMore(.reference, "a line or a list of lines"),
    "What it is behind: VPN connections, virtual interfaces, Connect, client VPN or VPN "
      + "concentrator attachments, carrier gateways and local gateways.", default: "the internet")
  static let routesTo = Key(
    "routes-to", .any(.prefix, "a CIDR or a list of CIDRs"),
    "The CIDRs that it sends to its attachment.", default: "what AWS advertises there")
  static let clientPorts = Key(
    "client-ports", .clientPorts, "The ports that its clients use.", default: "`any`")

  static let firewall = Key(
    "firewall", .entry(SiteFirewallKeys.kind, TopologyReader.siteFirewall),
    "What the network itself lets in and out.", default: "everything")

  static let kind = EntryKind(
    "network", "a network", "A set of addresses outside the VPCs.",
    keys: [
      cidrs.description, attachedTo.description, routesTo.description, clientPorts.description,
      firewall.description,
    ] + HeadKeys.all())
}

enum SiteFirewallKeys {
  static let isStateful = Key(
    "stateful", .boolean, "Whether replies to what has passed need no rule.", default: "`true`")
  static let inbound = Key(
    "inbound",
    .list(of: NetworkACLKeys.rule(.inbound), "a list of rules") {
      TopologyReader.networkACLRule($0, NetworkACLKeys.from, &$1)
    },
    "Rules for packets into the network; what none matches is dropped.", default: "all allowed",
    otherWords: ["ingress"])
  static let outbound = Key(
    "outbound",
    .list(of: NetworkACLKeys.rule(.outbound), "a list of rules") {
      TopologyReader.networkACLRule($0, NetworkACLKeys.to, &$1)
    },
    "Rules for packets out of the network; what none matches is dropped.",
    default: "all allowed", otherWords: ["egress"])

  static let kind = EntryKind(
    "site-firewall", "the firewall of a network",
    "What a network outside of AWS lets in and out, in rules like those of network ACLs.",
    keys: [isStateful.description, inbound.description, outbound.description])
}

enum PrefixListKeys {
  static let entries = Key(
    "entries", .any(.prefix, "a list of CIDRs"), "The CIDRs.", isRequired: true)

  static let kind = EntryKind(
    "prefix-list", "a prefix list", "A list of CIDRs with a name.",
    keys: [entries.description] + HeadKeys.all())
}

enum PeeringKeys {
  static let state = Key.state(
    Peering.State.allCases.map(\.rawValue), "Only an active connection forwards.",
    default: "`active`")
  static let between = Key(
    "between", .tuple(.reference, count: 2, "a list of two VPCs"),
    "The two VPCs, the requester first.", isRequired: true, otherWords: ["vpcs", "peers"])

  static let kind = EntryKind(
    "peering", "a peering", "A connection of two VPCs.",
    keys: [between.description] + HeadKeys.all(state: state))
}

enum VPNConnectionKeys {
  static let state = Key.state(
    VPNConnection.State.allCases.map(\.rawValue), "Only an available connection forwards.",
    default: "`available`")
  static let routing = Key(
    "routing", .word(of: VPNConnection.Routing.self, "a kind of routing"),
    "How its routes are learned.", default: "`bgp`")
  static let tunnels = Key(
    "tunnels", .tuple(.word(["up", "down"], "`up` or `down`"), count: 2, "a list of two tunnels"),
    "For each of the two tunnels whether it is up; one is enough.", default: "`[up, up]`")
  static let routes = Key(
    "routes", .any(.prefix, "a CIDR or a list of CIDRs"), "The CIDRs on the other side.",
    default: "those of the networks behind it")

  static let vpnGateway = Key(
    "vpn-gateway", .reference, "The virtual private gateway that it ends at: `VPC/GATEWAY`.",
    default: "the transit gateways that attach it")

  static let localCIDR = Key(
    "local-cidr", .oneOrMore(.prefix, "a CIDR or a list of CIDRs"),
    "The addresses on premises whose packets its tunnels take, as AWS has it.", default: "all",
    otherWords: ["local-ipv4-network-cidr", "local-ipv6-network-cidr"])
  static let remoteCIDR = Key(
    "remote-cidr", .oneOrMore(.prefix, "a CIDR or a list of CIDRs"),
    "The addresses on AWS's side whose packets its tunnels take.", default: "all",
    otherWords: ["remote-ipv4-network-cidr", "remote-ipv6-network-cidr"])

  static let insideFamily = Key(
    "tunnel-inside-ip-version", .word(["ipv4", "ipv6"], "`ipv4` or `ipv6`"),
    "What its tunnels carry, as AWS has it: one family alone; IPv6 at transit gateways only.",
    default: "`ipv4`", otherWords: ["inside-ip-version"])
  static let transport = Key(
    "transport", .reference,
    "The Direct Connect attachment of the transit gateway that its tunnels go over, with private "
      + "addresses: `TRANSIT-GATEWAY/ATTACHMENT`.", default: "the internet",
    otherWords: ["transport-transit-gateway-attachment", "transport-attachment"])

  static let kind = EntryKind(
    "vpn-connection", "a VPN connection", "A connection to networks on premises.",
    keys: [
      vpnGateway.description, routing.description, tunnels.description, routes.description,
      localCIDR.description, remoteCIDR.description, insideFamily.description,
      transport.description,
    ] + HeadKeys.all(state: state),
    groups: [
      KeyGroup(
        vpnGateway.name, transport.name,
        help: "AWS has tunnels over Direct Connect at transit gateways alone")
    ])
}
