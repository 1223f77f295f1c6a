import NetproofSyntax

/// The keys at the top of a file.
enum TopologyKeys {
  static let version = Key(
    "netproof", .integer(1...1, "the version of the format"), "The version of the format: `1`.",
    isRequired: true)
  static let name = Key("name", .text, "What the network is called in reports.")
  static let base = Key(
    "topology", .text,
    "The topology that the assertions of this file are about, as a path from this file.",
    default: "this file")
  static let changes = Key(
    "changes", .changes,
    "What is different in the topology that `topology` names, key by key; `null` takes a key away, "
      + "`+key` adds to a list, `-key` takes from it.",
    default: "nothing")
  static let networks = Key(
    "networks", .named(NetworkKeys.kind, TopologyReader.network),
    "Address sets outside the VPCs; `internet` always exists.")
  static let prefixLists = Key(
    "prefix-lists", .named(PrefixListKeys.kind, TopologyReader.prefixList),
    "Lists of CIDRs that routes and security groups name.")
  static let zones = Key(
    "zones", .named(ZoneKeys.kind, TopologyReader.zone),
    "Local Zones and Wavelength Zones, by the name that subnets write.",
    default: "availability zones alone")
  static let localGateways = Key(
    "local-gateways", .named(LocalGatewayKeys.kind, TopologyReader.localGateway),
    "The local gateways of Outposts.", otherWords: ["lgw", "lgws", "local-gateway"])
  static let vpcs = Key("vpcs", .named(VPCKeys.kind, TopologyReader.vpc), "The VPCs.")
  static let peerings = Key(
    "peerings", .named(PeeringKeys.kind, TopologyReader.peering), "Connections of two VPCs.",
    otherWords: ["peering-connections", "vpc-peerings", "pcx"])
  static let transitGateways = Key(
    "transit-gateways", .named(TransitGatewayKeys.kind, TopologyReader.transitGateway),
    "Regional routers of VPCs, VPN connections and each other.", otherWords: ["tgw", "tgws"])
  static let vpnConnections = Key(
    "vpn-connections", .named(VPNConnectionKeys.kind, TopologyReader.vpnConnection),
    "Connections to networks on premises.", otherWords: ["vpn", "vpns"])
  static let blockPublicAccess = Key(
    "block-public-access",
    .named(BlockPublicAccessKeys.kind, TopologyReader.blockPublicAccess),
    "Block Public Access, by account and region.",
    otherWords: ["bpa", "vpc-block-public-access"])
  static let unadvertised = Key(
    "unadvertised", .any(.prefix, "a CIDR or a list of CIDRs"),
    "Own public ranges (BYOIP) that are not advertised: the internet does not reach them.",
    default: "none", otherWords: ["not-advertised"])
  static let privateIPv6 = Key(
    "private-ipv6", .any(.prefix, "a CIDR or a list of CIDRs"),
    "Global IPv6 ranges that VPCs have as private ones: gateways to the internet drop them both ways.",
    default: "none", otherWords: ["private-ipv6-cidrs"])
  static let directConnectGateways = Key(
    "direct-connect-gateways",
    .named(DirectConnectGatewayKeys.kind, TopologyReader.directConnectGateway),
    "Routers between virtual interfaces and gateways of any region.", otherWords: ["dxgw", "dxgws"])
  static let virtualInterfaces = Key(
    "virtual-interfaces", .named(VirtualInterfaceKeys.kind, TopologyReader.virtualInterface),
    "Direct Connect lines that end at a virtual private gateway.", otherWords: ["vif", "vifs"])
  static let coreNetworks = Key(
    "core-networks", .named(CoreNetworkKeys.kind, TopologyReader.coreNetwork),
    "Global routers of Cloud WAN.", otherWords: ["core-network", "cloud-wan", "cloudwan"])
  static let firewallPolicies = Key(
    "firewall-policies", .named(FirewallPolicyKeys.kind, TopologyReader.firewallPolicy),
    "What firewalls do with packets.")
  static let endpointServices = Key(
    "endpoint-services", .named(EndpointServiceKeys.kind, TopologyReader.endpointService),
    "Services of one's own, which `service` of an interface endpoint names.",
    otherWords: ["vpc-endpoint-services"])
  static let serviceNetworks = Key(
    "service-networks", .named(ServiceNetworkKeys.kind, TopologyReader.serviceNetwork),
    "Who may ask which services of VPC Lattice.", otherWords: ["service-network", "lattice"])
  static let latticeServices = Key(
    "lattice-services", .named(LatticeServiceKeys.kind, TopologyReader.latticeService),
    "The services of VPC Lattice.", otherWords: ["lattice-service", "vpc-lattice-services"])
  static let assertions = Key(
    "assertions", .list(of: AssertionKeys.kind, "a list of assertions", TopologyReader.assertion),
    "What is expected of the network.")
  static let scopes = Key(
    "scopes", .list(of: ScopeKeys.kind, "a list of scopes", TopologyReader.scope),
    "Ways through the network that are worth knowing, if there are any.")
  static let policies = Key(
    "policies", .entry(PolicyKeys.kind, TopologyReader.policies),
    "Choices where AWS leaves a question open.")

  static let kind = EntryKind(
    "topology", "a topology", "The top of a file.",
    keys: [
      version.description, name.description, networks.description, prefixLists.description,
      vpcs.description, peerings.description, transitGateways.description,
      vpnConnections.description, firewallPolicies.description, endpointServices.description,
      blockPublicAccess.description, unadvertised.description, privateIPv6.description,
      assertions.description, scopes.description, directConnectGateways.description,
      virtualInterfaces.description, coreNetworks.description, zones.description,
      localGateways.description, serviceNetworks.description,
      latticeServices.description, policies.description, base.description,
      changes.description,
    ],
    refused: insideVPCs.map { RefusedKey($0, .insideVPC) },
    groups: [
      networks.name, prefixLists.name, vpcs.name, peerings.name, transitGateways.name,
      vpnConnections.name, directConnectGateways.name, virtualInterfaces.name,
      firewallPolicies.name, endpointServices.name, blockPublicAccess.name, coreNetworks.name,
      unadvertised.name, privateIPv6.name, zones.name, localGateways.name, serviceNetworks.name,
      latticeServices.name,
    ].map(besideBase),
    needs: [KeyNeed(key: changes.name, needed: base.name)])

  /// What stands in VPCs alone.
  private static let insideVPCs = [
    VPCKeys.subnets.name, VPCKeys.routeTables.name, VPCKeys.networkACLs.name,
    VPCKeys.securityGroups.name, VPCKeys.internetGateways.name,
    VPCKeys.egressOnlyInternetGateways.name, VPCKeys.vpnGateways.name, VPCKeys.natGateways.name,
    VPCKeys.endpoints.name, VPCKeys.loadBalancers.name, VPCKeys.targetGroups.name,
    VPCKeys.firewalls.name, VPCKeys.carrierGateways.name,
    VPCKeys.resourceGateways.name, VPCKeys.instances.name,
    VPCKeys.interfaces.name, VPCKeys.mirrorFilters.name, VPCKeys.mirrorSessions.name,
  ]

  /// A file of assertions holds nothing of the network.
  private static func besideBase(_ key: String) -> KeyGroup {
    KeyGroup(
      base.name, key,
      help: "a file with `topology:` holds `changes`, `policies` and `assertions`; "
        + "write `\(key)` in the topology, or below `changes`")
  }
}

enum AssertionKeys {
  static let name = Key("name", .text, "The assertion in words.")
  static let from = Key(
    "from", .oneOrMore(.end, "an end or a list of ends"),
    "Who begins: an instance, interface, subnet, VPC, security group, network, `internet`, "
      + "address, CIDR or `tag:KEY=VALUE`.",
    isRequired: true, otherWords: ["source"])
  static let to = Key(
    "to", .oneOrMore(.end, "an end or a list of ends"), "Whom they mean to reach: the same.",
    isRequired: true, otherWords: ["destination"])
  static let port = Key(
    "port", .oneOrMore(.service, "a port or a list of ports"),
    "Which packets: `tcp/443`, `udp/53`, `icmp/8` (a ping, with code 0), `icmp/3` (all codes), "
      + "`protocol/47`, `any`.", isRequired: true,
    otherWords: ["service", "services"])
  static let expect = Key(
    "expect", .expectation,
    "`isolated`: not even one packet arrives; `partial`: some pass and some do not.",
    isRequired: true)
  static let clientPorts = Key(
    "client-ports", .clientPorts, "The ports that the clients use.",
    default: "those of the ends")
  static let oneWay = Key(
    "one-way", .boolean, "Whether UDP needs no reply.", default: "`false`")
  static let family = Key(
    "family", .family, "Ask in one family alone.", default: "those that both ends have")

  static let app = Key(
    "app", .word(Application.words, "an application"),
    "Of which application the packets are, for firewalls that look at it; `none`: none that they know.",
    default: "any")
  static let hostname = Key(
    "hostname", .text,
    "The name of the server that TLS or HTTP tells, for firewalls: `www.example.com`.",
    default: "any")
  static let because = Key(
    "because", .entry(CauseKeys.kind, TopologyReader.cause),
    "The expected first cause of an unreachable answer.")
  static let notes = Key(
    "notes", .oneOrMore(.word(CauseKeys.codes(of: .note), "a note code"), "a code or a list"),
    "Notes that the answer must carry.")
  static let through = Key(
    "through", .oneOrMore(.reference, "a component or a list of components"),
    "Components that the packets must pass on the way there, in this order.")
  static let replyThrough = Key(
    "reply-through", .oneOrMore(.reference, "a component or a list of components"),
    "Components that the replies must pass on the way back, in this order.")
  static let flowLogs = Key(
    "flow-logs", .list(of: FlowLogKeys.kind, "a list of records", TopologyReader.record),
    "The records that the witness leaves in flow logs of every interface on its way, all of them in this "
      + "order; `[]`: none. Fields that are left out are not compared.")
  static let mirrored = Key(
    "mirrored", .mirroring,
    "The mirror sessions that copy the packets, all of them and in the order of the way; `none` if "
      + "none does.")
  static let replyMirrored = Key(
    "reply-mirrored", .mirroring, "The same of the replies.")

  static let kind = EntryKind(
    "assertion", "an assertion", "What is expected of the network.",
    keys: [
      name.description, from.description, to.description, port.description, expect.description,
      clientPorts.description, oneWay.description, family.description, app.description,
      hostname.description, because.description,
      notes.description, through.description, replyThrough.description, mirrored.description,
      replyMirrored.description, flowLogs.description,
    ],
    needs: [KeyNeed(key: hostname.name, needed: app.name)])
}
