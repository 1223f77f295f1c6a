public import NetproofSets

/// The routes of a VPC's subnets, or (as a gateway route table) of packets that enter by a gateway.
public struct RouteTable: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>

  /// Every route, the implied `local` ones first (one for each block of the VPC), then as written,
  /// then the propagated ones, then those of gateway endpoints.
  ///
  /// A written route that replaces `local` in a gateway route table takes the implied one's place.
  public var routes: [Route]

  public let isMain: Bool

  /// The internet gateway whose inbound packets this table routes (R50).
  public let edgeOf: ID<InternetGateway>?

  /// The virtual private gateway whose inbound packets this table routes (R50).
  public let edgeOfVPNGateway: ID<VPNGateway>?

  /// The virtual private gateways whose routes the table takes over (R56).
  public let propagations: [ID<VPNGateway>]

  /// One's own public ranges that the internet gateway takes in untranslated (R53).
  public let publicPools: [Prefix]

  /// Whether it routes what enters by a gateway; then no subnet uses it.
  public var isEdge: Bool { edgeOf != nil || edgeOfVPNGateway != nil }

  public init(
    identity: Identity, vpc: ID<VPC>, routes: [Route], isMain: Bool,
    edgeOf: ID<InternetGateway>? = nil, edgeOfVPNGateway: ID<VPNGateway>? = nil,
    propagations: [ID<VPNGateway>] = [], publicPools: [Prefix] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.routes = routes
    self.isMain = isMain
    self.edgeOf = edgeOf
    self.edgeOfVPNGateway = edgeOfVPNGateway
    self.propagations = propagations
    self.publicPools = publicPools
  }
}

/// One route: where it applies, where it leads, and whether it can.
public struct Route: Hashable, Sendable {
  /// The addresses that a route applies to.
  public enum Destination: Hashable, Sendable {
    case prefix(Prefix)
    case prefixList(ID<PrefixList>)
  }

  /// Where a route leads.
  public enum Target: Hashable, Sendable {
    case local
    case internetGateway(ID<InternetGateway>)
    case egressOnlyInternetGateway(ID<EgressOnlyInternetGateway>)
    case natGateway(ID<NATGateway>)
    case peering(ID<Peering>)
    case transitGateway(ID<TransitGateway>)
    case coreNetwork(ID<TransitGateway>)
    case vpnGateway(ID<VPNGateway>)
    case carrierGateway(ID<CarrierGateway>)
    case localGateway(ID<LocalGateway>)
    case interface(ID<NetworkInterface>)
    case gatewayEndpoint(ID<VPCEndpoint>)
    /// A Gateway Load Balancer endpoint or a firewall's (R177, R182).
    case inspection(ID<VPCEndpoint>)
    /// Nothing: written as `via: blackhole`.
    case blackhole
  }

  /// How a route came into its table; ties of equal length are decided by it (R41).
  public enum Origin: Hashable, Sendable {
    case local
    case written
    /// Kept by AWS for a gateway endpoint that the table is associated with (R171).
    case endpoint
    case propagated
  }

  /// Whether a selected route carries packets.
  public enum State: Hashable, Sendable {
    case active
    /// The target is gone, detached or written as a blackhole; the text says how, for people.
    case blackhole
    /// The topology says `state: active`, but the target's own state contradicts it (R47).
    case contradicted
  }

  public let destination: Destination
  public let target: Target
  public let origin: Origin
  public let state: State

  /// Why AWS would refuse the route; such a route is absent for packets (R8).
  public let refusal: Code?

  public init(
    destination: Destination, target: Target, origin: Origin, state: State = .active,
    refusal: Code? = nil
  ) {
    self.destination = destination
    self.target = target
    self.origin = origin
    self.state = state
    self.refusal = refusal
  }
}
