import NetproofSyntax

enum VPCKeys {
  static let state = Key.state(
    ["available", "pending"], "The state that AWS reports.", default: "`available`")
  static let account = Key("account", .name, "The account that owns it, in quotes.")
  static let region = Key("region", .text, "The region, such as `us-east-1`.")
  static let cidrs = Key(
    "cidrs", .oneOrMore(.prefix, "a CIDR or a list of CIDRs"), "Its IPv4 and IPv6 CIDRs.",
    isRequired: true, otherWords: ["cidr-block", "cidr-blocks", "blocks"])
  static let dnsSupport = Key(
    "dns-support", .boolean, "Whether the Amazon DNS server answers.", default: "`true`")
  static let publicAccessExclusion = Key(
    "public-access-exclusion",
    .word(of: PublicAccessExclusion.self, "what an exclusion allows"),
    "What exempts it from Block Public Access.", default: "nothing",
    otherWords: ["bpa-exclusion", "block-public-access-exclusion"])
  static let encryptionControl = Key(
    "encryption-control", .word(["monitor", "enforce"], "`monitor` or `enforce`"),
    "Whether what is not encrypted is refused; `monitor` changes nothing.", default: "off",
    otherWords: ["encryption-controls"])
  static let encryptionExclusions = Key(
    "encryption-exclusions",
    .any(
      .word(EncryptionExclusion.allCases.map(\.rawValue), "a kind"), "a kind or a list of kinds"),
    "The kinds of components that may be there although they are not encrypted.",
    default: "none")
  static let internetGateways = Key(
    "internet-gateways", .named(GatewayKeys.internet, TopologyReader.gateway),
    "Its internet gateway.", otherWords: ["igw", "igws"])
  static let egressOnlyInternetGateways = Key(
    "egress-only-internet-gateways", .named(GatewayKeys.egressOnly, TopologyReader.gateway),
    "Its egress-only internet gateway, for IPv6.",
    otherWords: ["eigw", "eigws", "egress-only-gateways"])
  static let vpnGateways = Key(
    "vpn-gateways", .named(GatewayKeys.vpn, TopologyReader.gateway),
    "Its virtual private gateway.",
    otherWords: ["vgw", "vgws", "virtual-private-gateway", "virtual-private-gateways"])
  static let carrierGateways = Key(
    "carrier-gateways", .named(CarrierGatewayKeys.kind, TopologyReader.carrierGateway),
    "Its carrier gateway, for subnets in Wavelength Zones.",
    otherWords: ["cagw", "cagws", "carrier-gateway"])
  static let subnets = Key(
    "subnets", .named(SubnetKeys.kind, TopologyReader.subnet), "Its subnets.")
  static let routeTables = Key(
    "route-tables", .named(RouteTableKeys.kind, TopologyReader.routeTable),
    "Its route tables.", default: "a main one with `local` routes alone",
    otherWords: ["rtbs", "tables"])
  static let networkACLs = Key(
    "network-acls", .named(NetworkACLKeys.kind, TopologyReader.networkACL),
    "Its network ACLs.", default: "the default one, which allows all",
    otherWords: ["acl", "acls", "nacl", "nacls"])
  static let securityGroups = Key(
    "security-groups", .named(SecurityGroupKeys.kind, TopologyReader.securityGroup),
    "Its security groups.", default: "the default one", otherWords: ["sg", "sgs", "groups"])
  static let natGateways = Key(
    "nat-gateways", .named(NATGatewayKeys.kind, TopologyReader.natGateway), "Its NAT gateways.",
    otherWords: ["nat", "nats"])
  static let endpoints = Key(
    "vpc-endpoints", .named(VPCEndpointKeys.kind, TopologyReader.endpoint),
    "Its endpoints: ways to services of AWS.", otherWords: ["endpoints", "vpce", "vpces"])
  static let firewalls = Key(
    "firewalls", .named(FirewallKeys.kind, TopologyReader.firewall), "Its firewalls.",
    otherWords: ["firewall", "network-firewalls"])
  static let loadBalancers = Key(
    "load-balancers", .named(LoadBalancerKeys.kind, TopologyReader.loadBalancer),
    "Its load balancers.", otherWords: ["lb", "lbs", "elb", "elbs", "nlb", "nlbs", "alb", "albs"])
  static let targetGroups = Key(
    "target-groups", .named(TargetGroupKeys.kind, TopologyReader.targetGroup),
    "Where its load balancers send connections.", otherWords: ["tg", "tgs"])
  static let resourceGateways = Key(
    "resource-gateways", .named(ResourceGatewayKeys.kind, TopologyReader.resourceGateway),
    "The ways of others to its resources.", otherWords: ["resource-gateway", "rgw"])
  static let instances = Key(
    "instances", .named(InterfaceKeys.instances, TopologyReader.instance),
    "Instances, each with its one interface.", otherWords: ["hosts", "ec2", "servers", "vms"])
  static let interfaces = Key(
    "interfaces", .named(InterfaceKeys.interfaces, TopologyReader.interface),
    "Further interfaces, and those of services.",
    otherWords: ["eni", "enis", "network-interfaces"])

  static let mirrorFilters = Key(
    "mirror-filters", .named(MirrorFilterKeys.kind, TopologyReader.mirrorFilter),
    "Which packets of a source Traffic Mirroring copies.",
    otherWords: ["mirror-filter", "traffic-mirror-filters"])
  static let mirrorSessions = Key(
    "mirror-sessions", .named(MirrorSessionKeys.kind, TopologyReader.mirrorSession),
    "Whose packets Traffic Mirroring copies, and to whom.",
    otherWords: ["mirror-session", "traffic-mirror-sessions"])

  static let kind = EntryKind(
    "vpc", "a VPC", "A virtual private cloud, and what is in it.",
    keys: [
      cidrs.description, account.description, region.description, subnets.description,
      internetGateways.description, egressOnlyInternetGateways.description,
      vpnGateways.description, carrierGateways.description, routeTables.description,
      networkACLs.description,
      securityGroups.description,
      natGateways.description, endpoints.description, firewalls.description,
      loadBalancers.description, targetGroups.description, resourceGateways.description,
      instances.description,
      interfaces.description, mirrorFilters.description, mirrorSessions.description,
      dnsSupport.description, publicAccessExclusion.description,
      encryptionControl.description, encryptionExclusions.description,
    ] + HeadKeys.all(state: state),
    needs: [KeyNeed(key: encryptionExclusions.name, needed: encryptionControl.name)])
}

enum GatewayKeys {
  static let state = Key.state(
    ["attached", "detached"], "A route to a detached gateway is a blackhole.",
    default: "`attached`")

  static let internet = EntryKind(
    "internet-gateway", "an internet gateway", "The way between a VPC and the internet.",
    keys: HeadKeys.all(state: state))
  static let egressOnly = EntryKind(
    "egress-only-internet-gateway", "an egress-only internet gateway",
    "The way to the internet for IPv6 that the VPC begins.", keys: HeadKeys.all(state: state))
  static let vpn = EntryKind(
    "vpn-gateway", "a virtual private gateway",
    "The way between a VPC and the VPN connections that end at it.",
    keys: HeadKeys.all(state: state))
}

enum SubnetKeys {
  static let state = VPCKeys.state
  static let cidrs = Key(
    "cidrs", .oneOrMore(.prefix, "a CIDR or a list of CIDRs"), "Its IPv4 and IPv6 CIDRs.",
    isRequired: true, otherWords: ["cidr-block", "cidr-blocks", "blocks"])
  static let zone = Key(
    "zone", .text, "Its zone: an availability zone, or one of `zones`.",
    default: "one zone shared by all that name none",
    otherWords: ["az", "availability-zone"])
  static let zoneID = Key(
    "zone-id", .text, "The zone's id, such as `use1-az1`: the same in every account.",
    default: "`zone`", otherWords: ["az-id"])
  static let outpost = Key(
    "outpost", .text, "The Outpost that it is on.", default: "none",
    otherWords: ["outpost-arn"])
  static let sharedWith = Key(
    "shared-with", .any(.sharingAccount(), "an account or a list of accounts"),
    "The accounts that may put interfaces there as well.", default: "none")
  static let routeTable = Key(
    "route-table", .reference, "Its route table.", default: "the VPC's main one",
    otherWords: ["rtb", "table"])
  static let networkACL = Key(
    "network-acl", .reference, "Its network ACL.", default: "the VPC's default one",
    otherWords: ["acl", "nacl"])

  static let kind = EntryKind(
    "subnet", "a subnet", "A part of a VPC in one zone.",
    keys: [
      cidrs.description, zone.description, zoneID.description, outpost.description,
      routeTable.description,
      networkACL.description, sharedWith.description,
      VPCKeys.publicAccessExclusion.description,
    ] + HeadKeys.all(state: state))
}
