/// A thing that a packet can be at, or that decides about it.
///
/// The order is that of the kinds and, within a kind, of the topology.
public enum ComponentID: Hashable, Sendable {
  case network(ID<Network>)
  case vpc(ID<VPC>)
  case subnet(ID<Subnet>)
  case routeTable(ID<RouteTable>)
  case networkACL(ID<NetworkACL>)
  case securityGroup(ID<SecurityGroup>)
  case instance(ID<Instance>)
  case interface(ID<NetworkInterface>)
  case internetGateway(ID<InternetGateway>)
  case egressOnlyInternetGateway(ID<EgressOnlyInternetGateway>)
  case natGateway(ID<NATGateway>)
  case peering(ID<Peering>)
  case transitGateway(ID<TransitGateway>)
  case attachment(ID<TransitGatewayAttachment>)
  case transitGatewayRouteTable(ID<TransitGatewayRouteTable>)
  case vpnConnection(ID<VPNConnection>)
  case vpnGateway(ID<VPNGateway>)
  case prefixList(ID<PrefixList>)
  case endpoint(ID<VPCEndpoint>)
  case directConnectGateway(ID<DirectConnectGateway>)
  case virtualInterface(ID<VirtualInterface>)
  /// A core network of Cloud WAN: its place is that among transit gateways.
  case coreNetwork(ID<TransitGateway>)
  /// A segment at an edge location: its place is that among their route tables.
  case segment(ID<TransitGatewayRouteTable>)
  case firewall(ID<Firewall>)
  case firewallPolicy(ID<FirewallPolicy>)
  case firewallRuleGroup(ID<FirewallRuleGroup>)
  case blockPublicAccess(ID<BlockPublicAccess>)
  case loadBalancer(ID<LoadBalancer>)
  case targetGroup(ID<TargetGroup>)
  case carrierGateway(ID<CarrierGateway>)
  case localGateway(ID<LocalGateway>)
  /// A resource gateway, and what is reached by it: their places are those among load balancers.
  case resourceGateway(ID<LoadBalancer>)
  case resource(ID<LoadBalancer>)
  case serviceNetwork(ID<ServiceNetwork>)
  /// A service of VPC Lattice: its place is that among load balancers.
  case latticeService(ID<LoadBalancer>)
  case mirrorFilter(ID<MirrorFilter>)
  case mirrorSession(ID<MirrorSession>)

  /// The kind as references and JSON write it, such as `network-acl`.
  public var kind: Kind {
    switch self {
    case .network: .network
    case .vpc: .vpc
    case .subnet: .subnet
    case .routeTable: .routeTable
    case .networkACL: .networkACL
    case .securityGroup: .securityGroup
    case .instance: .instance
    case .interface: .interface
    case .internetGateway: .internetGateway
    case .egressOnlyInternetGateway: .egressOnlyInternetGateway
    case .natGateway: .natGateway
    case .peering: .peering
    case .transitGateway: .transitGateway
    case .attachment: .attachment
    case .transitGatewayRouteTable: .transitGatewayRouteTable
    case .vpnConnection: .vpnConnection
    case .vpnGateway: .vpnGateway
    case .prefixList: .prefixList
    case .endpoint: .endpoint
    case .blockPublicAccess: .blockPublicAccess
    case .directConnectGateway: .directConnectGateway
    case .virtualInterface: .virtualInterface
    case .coreNetwork: .coreNetwork
    case .segment: .segment
    case .firewall: .firewall
    case .firewallPolicy: .firewallPolicy
    case .firewallRuleGroup: .firewallRuleGroup
    case .loadBalancer: .loadBalancer
    case .targetGroup: .targetGroup
    case .carrierGateway: .carrierGateway
    case .localGateway: .localGateway
    case .resourceGateway: .resourceGateway
    case .resource: .resource
    case .serviceNetwork: .serviceNetwork
    case .latticeService: .latticeService
    case .mirrorFilter: .mirrorFilter
    case .mirrorSession: .mirrorSession
    }
  }

  /// The position within the kind's table.
  public var index: Int {
    switch self {
    case .network(let id): id.index
    case .vpc(let id): id.index
    case .subnet(let id): id.index
    case .routeTable(let id): id.index
    case .networkACL(let id): id.index
    case .securityGroup(let id): id.index
    case .instance(let id): id.index
    case .interface(let id): id.index
    case .internetGateway(let id): id.index
    case .egressOnlyInternetGateway(let id): id.index
    case .natGateway(let id): id.index
    case .peering(let id): id.index
    case .transitGateway(let id): id.index
    case .attachment(let id): id.index
    case .transitGatewayRouteTable(let id): id.index
    case .vpnConnection(let id): id.index
    case .vpnGateway(let id): id.index
    case .prefixList(let id): id.index
    case .endpoint(let id): id.index
    case .blockPublicAccess(let id): id.index
    case .directConnectGateway(let id): id.index
    case .virtualInterface(let id): id.index
    case .coreNetwork(let id): id.index
    case .segment(let id): id.index
    case .firewall(let id): id.index
    case .firewallPolicy(let id): id.index
    case .firewallRuleGroup(let id): id.index
    case .loadBalancer(let id): id.index
    case .targetGroup(let id): id.index
    case .carrierGateway(let id): id.index
    case .localGateway(let id): id.index
    case .resourceGateway(let id): id.index
    case .resource(let id): id.index
    case .serviceNetwork(let id): id.index
    case .latticeService(let id): id.index
    case .mirrorFilter(let id): id.index
    case .mirrorSession(let id): id.index
    }
  }

  /// The kinds of components.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Comparable {
    case network
    case vpc
    case subnet
    case routeTable = "route-table"
    case networkACL = "network-acl"
    case securityGroup = "security-group"
    case instance
    case interface
    case internetGateway = "internet-gateway"
    case egressOnlyInternetGateway = "egress-only-internet-gateway"
    case natGateway = "nat-gateway"
    case peering
    case transitGateway = "transit-gateway"
    case attachment = "transit-gateway-attachment"
    case transitGatewayRouteTable = "transit-gateway-route-table"
    case vpnConnection = "vpn-connection"
    case vpnGateway = "vpn-gateway"
    case prefixList = "prefix-list"
    case endpoint = "vpc-endpoint"
    case directConnectGateway = "direct-connect-gateway"
    case virtualInterface = "virtual-interface"
    case coreNetwork = "core-network"
    case segment
    case firewall
    case firewallPolicy = "firewall-policy"
    case firewallRuleGroup = "firewall-rule-group"
    case blockPublicAccess = "block-public-access"
    case loadBalancer = "load-balancer"
    case targetGroup = "target-group"
    case carrierGateway = "carrier-gateway"
    case localGateway = "local-gateway"
    case resourceGateway = "resource-gateway"
    case resource
    case serviceNetwork = "service-network"
    case latticeService = "lattice-service"
    case mirrorFilter = "mirror-filter"
    case mirrorSession = "mirror-session"

    /// The position in the order of kinds.
    public var order: Int {
      switch self {
      case .network: 0
      case .vpc: 1
      case .subnet: 2
      case .routeTable: 3
      case .networkACL: 4
      case .securityGroup: 5
      case .instance: 6
      case .interface: 7
      case .internetGateway: 8
      case .egressOnlyInternetGateway: 9
      case .natGateway: 10
      case .peering: 11
      case .transitGateway: 12
      case .attachment: 13
      case .transitGatewayRouteTable: 14
      case .vpnConnection: 15
      case .vpnGateway: 16
      case .prefixList: 17
      case .endpoint: 18
      case .firewall: 19
      case .firewallPolicy: 20
      case .directConnectGateway: 21
      case .virtualInterface: 22
      case .coreNetwork: 26
      case .segment: 27
      case .blockPublicAccess: 23
      case .firewallRuleGroup: 28
      case .loadBalancer: 24
      case .targetGroup: 25
      case .carrierGateway: 29
      case .localGateway: 30
      case .resourceGateway: 31
      case .resource: 32
      case .serviceNetwork: 33
      case .latticeService: 34
      case .mirrorFilter: 35
      case .mirrorSession: 36
      }
    }

    public static func < (left: Kind, right: Kind) -> Bool { left.order < right.order }
  }
}

extension ComponentID: Comparable {
  public static func < (left: ComponentID, right: ComponentID) -> Bool {
    (left.kind.order, left.index) < (right.kind.order, right.index)
  }
}

/// A list of rules within a component.
public enum RuleList: UInt8, Hashable, Sendable, CaseIterable {
  case inbound
  case outbound
  case routes
  /// The attachments or gateways whose routes a table takes over.
  case propagations
  case associations
  /// The rules of a firewall policy that look at each packet by itself.
  case stateless
  /// The rules of a firewall policy that look at flows.
  case stateful
  /// What a load balancer accepts, and where it sends that.
  case listeners
}

/// One rule: the component that it belongs to, the list there, and its position in that list.
///
/// Positions are those of the model's arrays (`NetworkACL.inbound`, `RouteTable.routes`, …).
public struct RuleID: Hashable, Sendable, Comparable {
  public let owner: ComponentID
  public let list: RuleList
  public let index: Int

  public init(_ owner: ComponentID, _ list: RuleList, _ index: Int) {
    self.owner = owner
    self.list = list
    self.index = index
  }

  public static func < (left: RuleID, right: RuleID) -> Bool {
    (left.owner, left.list.rawValue, left.index) < (right.owner, right.list.rawValue, right.index)
  }
}
