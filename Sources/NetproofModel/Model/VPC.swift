public import NetproofSets

/// A virtual private cloud: address blocks and what lives in them.
public struct VPC: Hashable, Sendable {
  public let identity: Identity
  public let cidrs: [Prefix]
  /// The same addresses as `cidrs`, as a set.
  public let addresses: AddressSet
  public let mainRouteTable: ID<RouteTable>
  public let defaultNetworkACL: ID<NetworkACL>
  public let defaultSecurityGroup: ID<SecurityGroup>
  /// Attached or not: the gateways that the topology writes in this VPC, at most one of a kind.
  public let internetGateway: ID<InternetGateway>?
  public let egressOnlyInternetGateway: ID<EgressOnlyInternetGateway>?
  public let vpnGateway: ID<VPNGateway>?
  public let carrierGateway: ID<CarrierGateway>?
  public let subnets: [ID<Subnet>]
  /// Whether the Amazon DNS server answers in this VPC.
  public var dnsSupport: Bool
  /// What applies to the VPC in its account and region; nothing if nothing does.
  public let blockPublicAccess: ID<BlockPublicAccess>?
  /// What exempts the whole VPC from it.
  public var publicAccessExclusion: PublicAccessExclusion?
  /// Whether encryption controls refuse what is not encrypted (R199).
  public let enforcesEncryption: Bool

  public init(
    identity: Identity, cidrs: [Prefix], mainRouteTable: ID<RouteTable>,
    defaultNetworkACL: ID<NetworkACL>, defaultSecurityGroup: ID<SecurityGroup>,
    internetGateway: ID<InternetGateway>?,
    egressOnlyInternetGateway: ID<EgressOnlyInternetGateway>?,
    vpnGateway: ID<VPNGateway>? = nil, carrierGateway: ID<CarrierGateway>? = nil,
    subnets: [ID<Subnet>], dnsSupport: Bool = true,
    blockPublicAccess: ID<BlockPublicAccess>? = nil,
    publicAccessExclusion: PublicAccessExclusion? = nil, enforcesEncryption: Bool = false
  ) {
    self.identity = identity
    self.cidrs = cidrs
    self.addresses = AddressSet(cidrs)
    self.mainRouteTable = mainRouteTable
    self.defaultNetworkACL = defaultNetworkACL
    self.defaultSecurityGroup = defaultSecurityGroup
    self.internetGateway = internetGateway
    self.egressOnlyInternetGateway = egressOnlyInternetGateway
    self.vpnGateway = vpnGateway
    self.carrierGateway = carrierGateway
    self.subnets = subnets
    self.dnsSupport = dnsSupport
    self.blockPublicAccess = blockPublicAccess
    self.publicAccessExclusion = publicAccessExclusion
    self.enforcesEncryption = enforcesEncryption
  }
}

/// A part of a VPC in one zone.
public struct Subnet: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  public let cidrs: [Prefix]
  public let addresses: AddressSet
  /// The availability zone; subnets that name none share the zone `""`.
  public let zone: String
  /// The associated table, or the VPC's main one.
  public let routeTable: ID<RouteTable>
  /// Whether the table is the main one because the subnet names none.
  public let usesMainRouteTable: Bool
  /// The associated network ACL, or the VPC's default one.
  public let networkACL: ID<NetworkACL>
  /// What exempts the subnet from Block Public Access, its VPC aside.
  public let publicAccessExclusion: PublicAccessExclusion?
  /// Whether it is only where a regional NAT gateway stands in a zone, or VPC Lattice: without
  /// addresses, without a network ACL, and no subnet that AWS would list.
  public let isVirtual: Bool
  public let placement: Placement

  public init(
    identity: Identity, vpc: ID<VPC>, cidrs: [Prefix], zone: String, routeTable: ID<RouteTable>,
    usesMainRouteTable: Bool, networkACL: ID<NetworkACL>,
    publicAccessExclusion: PublicAccessExclusion? = nil, isVirtual: Bool = false,
    placement: Placement = .availabilityZone
  ) {
    self.identity = identity
    self.vpc = vpc
    self.cidrs = cidrs
    self.addresses = AddressSet(cidrs)
    self.zone = zone
    self.routeTable = routeTable
    self.usesMainRouteTable = usesMainRouteTable
    self.networkACL = networkACL
    self.publicAccessExclusion = publicAccessExclusion
    self.isVirtual = isVirtual
    self.placement = placement
  }
}
