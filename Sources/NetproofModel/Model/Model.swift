public import NetproofSets

/// A network as Netproof understands it, with names resolved and defaults filled in.
///
/// Everything that AWS implies is explicit. A model knows no text.
public struct Model: Sendable, Equatable {
  public var name: String?
  /// The built-in `internet` first, then those that the topology declares.
  public var networks = Table<Network>()
  public var prefixLists = Table<PrefixList>()
  public var vpcs = Table<VPC>()
  public var subnets = Table<Subnet>()
  public var routeTables = Table<RouteTable>()
  public var networkACLs = Table<NetworkACL>()
  public var securityGroups = Table<SecurityGroup>()
  public var instances = Table<Instance>()
  public var interfaces = Table<NetworkInterface>()
  public var internetGateways = Table<InternetGateway>()
  public var egressOnlyInternetGateways = Table<EgressOnlyInternetGateway>()
  public var natGateways = Table<NATGateway>()
  public var peerings = Table<Peering>()
  public var transitGateways = Table<TransitGateway>()
  public var attachments = Table<TransitGatewayAttachment>()
  public var transitGatewayRouteTables = Table<TransitGatewayRouteTable>()
  public var vpnConnections = Table<VPNConnection>()
  public var vpnGateways = Table<VPNGateway>()
  public var directConnectGateways = Table<DirectConnectGateway>()
  public var virtualInterfaces = Table<VirtualInterface>()
  public var endpoints = Table<VPCEndpoint>()
  public var carrierGateways = Table<CarrierGateway>()
  public var localGateways = Table<LocalGateway>()
  public var blockPublicAccesses = Table<BlockPublicAccess>()
  /// Own public ranges that are not advertised (R29).
  public var unadvertised = AddressSet()
  /// Global IPv6 ranges that AWS keeps off the internet as it does fc00::/7 (R32).
  public var privateIPv6 = AddressSet()
  /// By route table the entries of prefix lists of which it is not known whether AWS uses them: those
  /// that are more specific than `local` and that a route of their own could not name (R49).
  public var innerListEntries: [ID<RouteTable>: [Prefix]] = [:]
  /// What is not described and may lead to any virtual private gateway, because nobody says where it
  /// ends: a VPN connection, a Direct Connect gateway or a virtual interface.
  public var strayLine: ComponentID?
  public var firewalls = Table<Firewall>()
  public var firewallPolicies = Table<FirewallPolicy>()
  public var firewallRuleGroups = Table<FirewallRuleGroup>()
  public var loadBalancers = Table<LoadBalancer>()
  public var targetGroups = Table<TargetGroup>()
  public var serviceNetworks = Table<ServiceNetwork>()
  /// Where the nodes of Lattice services are; nothing if the topology has no VPC Lattice.
  public var lattice: Lattice?
  var mirroring = Rare<Mirroring>()
  public var policies = Policies()

  public init() {}

  /// The built-in network of all other public addresses.
  public static let internet = ID<Network>(0)

  public func identity(of component: ComponentID) -> Identity {
    switch component {
    case .network(let id): networks[id].identity
    case .vpc(let id): vpcs[id].identity
    case .subnet(let id): subnets[id].identity
    case .routeTable(let id): routeTables[id].identity
    case .networkACL(let id): networkACLs[id].identity
    case .securityGroup(let id): securityGroups[id].identity
    case .instance(let id): instances[id].identity
    case .interface(let id): interfaces[id].identity
    case .internetGateway(let id): internetGateways[id].identity
    case .egressOnlyInternetGateway(let id): egressOnlyInternetGateways[id].identity
    case .natGateway(let id): natGateways[id].identity
    case .peering(let id): peerings[id].identity
    case .transitGateway(let id): transitGateways[id].identity
    case .attachment(let id): attachments[id].identity
    case .transitGatewayRouteTable(let id): transitGatewayRouteTables[id].identity
    case .vpnConnection(let id): vpnConnections[id].identity
    case .vpnGateway(let id): vpnGateways[id].identity
    case .directConnectGateway(let id): directConnectGateways[id].identity
    case .virtualInterface(let id): virtualInterfaces[id].identity
    case .coreNetwork(let id): transitGateways[id].identity
    case .segment(let id): transitGatewayRouteTables[id].identity
    case .prefixList(let id): prefixLists[id].identity
    case .endpoint(let id): endpoints[id].identity
    case .blockPublicAccess(let id): blockPublicAccesses[id].identity
    case .firewall(let id): firewalls[id].identity
    case .firewallPolicy(let id): firewallPolicies[id].identity
    case .firewallRuleGroup(let id): firewallRuleGroups[id].identity
    case .loadBalancer(let id): loadBalancers[id].identity
    case .targetGroup(let id): targetGroups[id].identity
    case .carrierGateway(let id): carrierGateways[id].identity
    case .localGateway(let id): localGateways[id].identity
    case .resourceGateway(let id): loadBalancers[id].identity
    case .resource(let id): loadBalancers[id].identity
    case .serviceNetwork(let id): serviceNetworks[id].identity
    case .latticeService(let id): loadBalancers[id].identity
    case .mirrorFilter(let id): mirrorFilters[id].identity
    case .mirrorSession(let id): mirrorSessions[id].identity
    }
  }

  /// Whether an interface carries packets at all: attached, and its instance runs (R91).
  public func isUp(_ interface: ID<NetworkInterface>) -> Bool {
    guard interfaces[interface].state == .inUse else { return false }
    guard let instance = interfaces[interface].instance else { return true }
    return instances[instance].state == .running
  }
}

/// Named ranges from which clients draw their own port.
///
/// Source: Amazon VPC User Guide, "Custom network ACLs", "Ephemeral ports"; Appendix A.
public enum ClientPortProfile: String, CaseIterable, Sendable {
  case linux
  case awsLinuxDoc = "aws-linux-doc"
  case windows
  case windows2003 = "windows-2003"
  case nat
  case elb
  case lambda
  case any

  public var ports: PortSet {
    switch self {
    case .linux: PortSet(32768...60999)
    case .awsLinuxDoc: PortSet(32768...61000)
    case .windows: PortSet(49152...65535)
    case .windows2003: PortSet(1025...5000)
    case .nat, .elb, .lambda, .any: PortSet(1024...65535)
    }
  }
}
