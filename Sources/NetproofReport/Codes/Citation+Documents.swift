// The documents that pages name, once each.

extension Citation {
  private static func vpc(_ title: String, _ page: String) -> Citation {
    Citation(
      "Amazon VPC User Guide, \(title)",
      "https://docs.aws.amazon.com/vpc/latest/userguide/\(page).html")
  }

  private static func peering(_ title: String, _ page: String) -> Citation {
    Citation(
      "Amazon VPC Peering Guide, \(title)",
      "https://docs.aws.amazon.com/vpc/latest/peering/\(page).html")
  }

  private static func tgw(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Transit Gateway, \(title)", "https://docs.aws.amazon.com/vpc/latest/tgw/\(page).html")
  }

  private static func vpn(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Site-to-Site VPN, \(title)",
      "https://docs.aws.amazon.com/vpn/latest/s2svpn/\(page).html")
  }

  private static func directConnect(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Direct Connect User Guide, \(title)",
      "https://docs.aws.amazon.com/directconnect/latest/UserGuide/\(page).html")
  }

  private static func cloudWAN(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Cloud WAN User Guide, \(title)",
      "https://docs.aws.amazon.com/network-manager/latest/cloudwan/\(page).html")
  }

  private static func wavelength(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Wavelength Developer Guide, \(title)",
      "https://docs.aws.amazon.com/wavelength/latest/developerguide/\(page).html")
  }

  private static func ec2(_ title: String, _ page: String) -> Citation {
    Citation(
      "Amazon EC2 User Guide, \(title)",
      "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/\(page).html")
  }

  private static func api(_ name: String) -> Citation {
    Citation(
      "Amazon EC2 API, \(name)",
      "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_\(name).html")
  }

  private static func privateLink(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS PrivateLink Guide, \(title)",
      "https://docs.aws.amazon.com/vpc/latest/privatelink/\(page).html")
  }

  private static func lattice(_ title: String, _ page: String) -> Citation {
    Citation(
      "VPC Lattice User Guide, \(title)",
      "https://docs.aws.amazon.com/vpc-lattice/latest/ug/\(page).html")
  }

  private static func firewall(_ title: String, _ page: String) -> Citation {
    Citation(
      "AWS Network Firewall Developer Guide, \(title)",
      "https://docs.aws.amazon.com/network-firewall/latest/developerguide/\(page).html")
  }

  private static func mirroring(_ title: String, _ page: String) -> Citation {
    Citation(
      "VPC Traffic Mirroring, \(title)",
      "https://docs.aws.amazon.com/vpc/latest/mirroring/\(page).html")
  }

  private static func elb(_ title: String, _ guide: String, _ page: String) -> Citation {
    Citation(
      "Elastic Load Balancing, \(title)",
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/\(guide)/\(page).html")
  }

  private static func rfc(_ number: Int, _ title: String) -> Citation {
    Citation("RFC \(number), \(title)", "https://www.rfc-editor.org/rfc/rfc\(number)")
  }

  // AWS's analyzers
  static let explanationCodes = Citation(
    "VPC Reachability Analyzer, explanation codes",
    "https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html")
  static let detailCodes = Citation(
    "VPC Reachability Analyzer, additional detail codes",
    "https://docs.aws.amazon.com/vpc/latest/reachability/additional-detail-codes.html")
  static let analyzer = Citation(
    "VPC Reachability Analyzer, how it works",
    "https://docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html")

  // Addresses
  static let vpcBlocks = vpc("VPC CIDR blocks", "vpc-cidr-blocks")
  static let subnetSizing = vpc("subnet sizing", "subnet-sizing")
  static let addressing = vpc("IP addressing", "vpc-ip-addressing")
  static let instanceAddressing = ec2("instance IP addressing", "using-instance-addressing")
  static let assignedPrefixes = ec2("prefix delegation", "ec2-prefix-eni")
  static let interfaces = ec2("elastic network interfaces", "using-eni")
  static let dns = vpc("Amazon DNS", "AmazonDNS-concepts")

  // Routes
  static let routeTables = vpc("subnet route tables", "subnet-route-tables")
  static let routePriority = vpc("route priority", "route-tables-priority")
  static let gatewayRouteTables = vpc("gateway route tables", "gateway-route-tables")
  static let routingOptions = vpc("example routing options", "route-table-options")
  static let createRoute = api("CreateRoute")

  // Filters
  static let networkACLs = vpc("network ACLs", "vpc-network-acls")
  static let networkACLRules = vpc("network ACL rules", "nacl-rules")
  static let customNetworkACLs = vpc("custom network ACLs", "custom-network-acl")
  static let createNetworkACLEntry = api("CreateNetworkAclEntry")
  static let pathMTU = vpc("network ACLs and path MTU discovery", "path_mtu_discovery")
  static let securityGroups = vpc("security groups", "vpc-security-groups")
  static let securityGroupRules = vpc("security group rules", "security-group-rules")
  static let tracking = ec2(
    "security group connection tracking", "security-group-connection-tracking")
  static let groupAssociations = vpc("security group VPC associations", "security-group-assoc")
  static let zoneIDs = Citation(
    "AWS Regions and Availability Zones, AZ IDs",
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html")
  static let groupSharing = vpc("shared security groups", "security-group-sharing")
  static let peeredGroups = peering("peer security groups", "vpc-peering-security-groups")
  static let ipPermission = api("IpPermission")

  // Gateways
  static let internetGateways = vpc("internet gateways", "VPC_Internet_Gateway")
  static let egressOnlyGateways = vpc(
    "egress-only internet gateways", "egress-only-internet-gateway")
  static let natGateways = vpc("NAT gateways", "vpc-nat-gateway")
  static let natBasics = vpc("NAT gateway basics", "nat-gateway-basics")
  static let natTroubles = vpc("troubleshooting NAT gateways", "nat-gateway-troubleshooting")
  static let natInstances = vpc("NAT instances", "VPC_NAT_Instance")
  static let sharedSubnets = vpc("share your VPC subnets", "vpc-sharing")
  static let poolRouting = vpc("internet gateway ingress routing", "igw-ingress-routing")
  static let regionalNATGateways = vpc("regional NAT gateways", "nat-gateways-regional")
  static let encryptionControls = vpc("encryption controls", "vpc-encryption-controls")
  static let publicAccess = vpc("block public access to VPCs and subnets", "security-vpc-bpa")
  static let publicAccessExample = vpc(
    "Block Public Access, advanced example", "security-vpc-bpa-example")
  static let peerings = peering("VPC peering basics", "vpc-peering-basics")
  static let peeringRoutes = peering(
    "routes to specific parts of a VPC", "peering-configurations-partial-access")

  // Transit gateways and VPN
  static let transitGateways = tgw("how transit gateways work", "how-transit-gateways-work")
  static let transitAttachments = tgw("VPC attachments", "tgw-vpc-attachments")
  static let transitNetworkACLs = tgw("network ACLs", "tgw-nacls")
  static let transitConnect = tgw("Connect attachments", "tgw-connect")
  static let transitNAT = tgw("routing behavior for 1:1 NAT", "tgw-nat-routing")
  static let transitPeering = tgw("peering attachments", "tgw-peering")
  static let vpnRouting = vpn("routing options", "VPNRoutingTypes")
  static let vpnGateways = vpn("how AWS Site-to-Site VPN works", "how_it_works")
  static let vpnFamilies = vpn("IPv4 and IPv6 traffic", "ipv4-ipv6")
  static let vpnPrivate = vpn("private IP VPN with Direct Connect", "private-ip-dx")
  static let vpnPriority = vpn("route priority", "vpn-route-priority")

  static let directConnectGateways = directConnect(
    "Direct Connect gateways", "direct-connect-gateways-intro")
  static let allowedPrefixes = directConnect(
    "allowed prefixes interactions", "allowed-to-prefixes")
  static let virtualInterfaces = directConnect(
    "virtual interfaces", "WorkingWithVirtualInterfaces")

  static let cloudWANSegments = cloudWAN(
    "core network policy parameters", "cloudwan-policies-json")
  static let cloudWANPeerings = cloudWAN("peerings", "cloudwan-peerings")
  static let cloudWANRoutes = cloudWAN("route evaluation", "cloudwan-route-evaluation")

  // Edge zones
  static let carrierGateways = wavelength("how AWS Wavelength works", "how-wavelengths-work")
  static let wavelengthLimits = wavelength("quotas and considerations", "wavelength-quotas")
  static let extendVPCs = vpc(
    "extend a VPC to a Local Zone, Wavelength Zone, or Outpost", "Extend_VPCs")
  static let localGateways = Citation(
    "AWS Outposts User Guide, local gateways",
    "https://docs.aws.amazon.com/outposts/latest/userguide/outposts-local-gateways.html")

  // Endpoints
  static let gatewayEndpoints = privateLink("gateway endpoints", "gateway-endpoints")
  static let interfaceEndpoints = privateLink(
    "access an AWS service using an interface endpoint", "create-interface-endpoint")
  static let endpointServices = privateLink(
    "share your services through AWS PrivateLink", "create-endpoint-service")
  static let resourceGateways = privateLink("resource gateway", "resource-gateway")
  static let inspectionEndpoints = privateLink(
    "access virtual appliances", "vpce-gateway-load-balancer")

  // VPC Lattice
  static let serviceNetworks = lattice("service networks", "service-networks")
  static let howLatticeWorks = lattice("how VPC Lattice works", "how-it-works")
  static let latticeGroups = lattice(
    "control traffic using security groups", "security-groups")
  static let latticePolicies = lattice("auth policies", "auth-policies")
  static let latticeTargetGroups = lattice("target groups", "target-groups")

  // Firewalls
  static let firewallEngines = firewall(
    "stateless and stateful rules engines", "firewall-rules-engines")
  static let firewallEndpoints = firewall("firewalls and firewall endpoints", "firewalls")
  static let firewallPolicies = firewall("firewall policy settings", "firewall-policy-settings")
  static let firewallSymmetry = firewall("asymmetric routing", "asymmetric-routing")
  static let firewallOrder = firewall("rule evaluation order", "suricata-rule-evaluation-order")

  static let firewallDomains = firewall(
    "stateful domain list rule groups", "stateful-rule-groups-domain-names")
  static let firewallExamples = firewall("examples of stateful rules", "suricata-examples")

  // Load balancers
  static let howLoadBalancingWorks = elb(
    "how it works", "userguide", "how-elastic-load-balancing-works")
  static let networkLoadBalancers = elb(
    "Network Load Balancers", "network", "network-load-balancers")
  static let targetGroups = elb(
    "target groups for Network Load Balancers", "network", "load-balancer-target-groups")
  static let targetGroupAttributes = elb(
    "target group attributes", "network", "edit-target-group-attributes")
  static let loadBalancerTroubleshooting = elb(
    "troubleshoot Network Load Balancers", "network", "load-balancer-troubleshooting")

  // Traffic Mirroring
  static let mirrorSessions = mirroring("traffic mirror sessions", "traffic-mirroring-sessions")
  static let mirrorFilters = mirroring("traffic mirror filters", "traffic-mirroring-filters")
  static let mirrorConsiderations = mirroring(
    "considerations", "traffic-mirroring-considerations")

  // Standards
  static let json = Citation("RFC 8259, JSON", "https://www.rfc-editor.org/rfc/rfc8259")
  static let yaml = Citation("YAML 1.1", "https://yaml.org/spec/1.1/")
  static let yamlTwo = Citation("YAML 1.2.2", "https://yaml.org/spec/1.2.2/")
  static let utf8 = rfc(3629, "UTF-8")
  static let privateAddresses = rfc(1918, "Address Allocation for Private Internets")
  static let sharedAddresses = rfc(6598, "Shared Address Space")
  static let specialAddresses = rfc(6890, "Special-Purpose IP Address Registries")
  static let uniqueLocal = rfc(4193, "Unique Local IPv6 Unicast Addresses")
  static let ipv6Addressing = rfc(4291, "IPv6 Addressing Architecture")
  static let cidr = rfc(4632, "Classless Inter-domain Routing")
  static let multicast = rfc(5771, "IPv4 Multicast Address Assignments")
  static let icmp = rfc(792, "Internet Control Message Protocol")
  static let icmpv6 = rfc(4443, "ICMPv6")
}
