public import NetproofSets

/// The border between a VPC and the internet: a stateless one-to-one translator (R95 to R99).
public struct InternetGateway: Hashable, Sendable {
  public let identity: Identity
  /// The VPC that it is written in.
  public let vpc: ID<VPC>
  public let isAttached: Bool
  /// The gateway route table that routes what comes in, if one is associated.
  public let edgeRouteTable: ID<RouteTable>?
  /// The addresses of that table's pools, which the gateway does not translate (R53).
  public let pools: AddressBits

  public init(
    identity: Identity, vpc: ID<VPC>, isAttached: Bool = true,
    edgeRouteTable: ID<RouteTable>? = nil, pools: [Prefix] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.isAttached = isAttached
    self.edgeRouteTable = edgeRouteTable
    self.pools = AddressSet(pools).ipv4
  }
}

/// A stateful gateway for IPv6 flows that the VPC opens (R100).
public struct EgressOnlyInternetGateway: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  public let isAttached: Bool

  public init(identity: Identity, vpc: ID<VPC>, isAttached: Bool = true) {
    self.identity = identity
    self.vpc = vpc
    self.isAttached = isAttached
  }
}

/// A managed translator of many sources to one (R102 to R114).
///
/// One of several addresses is as many entries of the model's table: each has one of them. Those of a regional
/// one have a virtual subnet of the address's zone, with the gateway's own route table. The first stands for all.
public struct NATGateway: Hashable, Sendable {
  /// Whether the gateway has public addresses, and whether it is in one subnet.
  public enum Connectivity: String, Hashable, Sendable, CaseIterable {
    case `public`
    case `private`
    case regional
  }

  /// How a regional gateway comes to be in a zone (R114).
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    case automatic
    case manual
  }

  /// The entries of the model's table that are one gateway, one after the other.
  public struct Siblings: Hashable, Sendable {
    public let first: ID<NATGateway>
    public let count: Int

    public init(first: ID<NATGateway>, count: Int) {
      self.first = first
      self.count = count
    }
  }

  /// The states that AWS knows; only an available one forwards (R103).
  public enum State: String, Hashable, Sendable, CaseIterable {
    case pending
    case failed
    case available
    case deleting
    case deleted
  }

  public let identity: Identity
  public let subnet: ID<Subnet>
  public let connectivity: Connectivity
  public let state: State
  /// The address that the gateway puts in place of the source.
  public let privateAddress: Address
  /// The public address that the internet gateway maps `privateAddress` to; none if private.
  ///
  /// A regional gateway has no private address that is known: both are its public one.
  public let publicAddress: Address?
  /// How a regional gateway comes to be in a zone; nothing of one in a subnet.
  public let mode: Mode?
  /// Nothing if it has one address.
  public let siblings: Siblings?

  /// Whether it stands in zones of its VPC; not if it is not described.
  public var isRegional: Bool { mode != nil }

  public init(
    identity: Identity, subnet: ID<Subnet>, connectivity: Connectivity = .public,
    state: State = .available, privateAddress: Address, publicAddress: Address?,
    mode: Mode? = nil, siblings: Siblings? = nil
  ) {
    self.identity = identity
    self.subnet = subnet
    self.connectivity = connectivity
    self.state = state
    self.privateAddress = privateAddress
    self.publicAddress = publicAddress
    self.mode = mode
    self.siblings = siblings
  }
}

extension Model {
  /// The entry that stands for the whole of a NAT gateway.
  public func whole(_ id: ID<NATGateway>) -> ID<NATGateway> {
    natGateways[id].siblings?.first ?? id
  }

  /// The entries of a NAT gateway, one for each of its addresses.
  public func entries(of id: ID<NATGateway>) -> [ID<NATGateway>] {
    guard let siblings = natGateways[id].siblings else { return [id] }
    return (0..<siblings.count).map { ID(siblings.first.index + $0) }
  }
}

/// A connection of two VPCs (R116 to R124).
public struct Peering: Hashable, Sendable {
  /// The states that AWS knows; only an active connection forwards.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case initiatingRequest = "initiating-request"
    case pendingAcceptance = "pending-acceptance"
    case active
    case deleted
    case rejected
    case failed
    case expired
    case provisioning
    case deleting
  }

  public let identity: Identity
  public let requester: ID<VPC>
  public let accepter: ID<VPC>
  public let state: State

  public init(
    identity: Identity, requester: ID<VPC>, accepter: ID<VPC>, state: State = .active
  ) {
    self.identity = identity
    self.requester = requester
    self.accepter = accepter
    self.state = state
  }

  /// The VPC at the other end, or nothing if `vpc` is at neither.
  public func other(than vpc: ID<VPC>) -> ID<VPC>? {
    switch vpc {
    case requester: accepter
    case accepter: requester
    default: nil
    }
  }
}

extension Model {
  /// Whether a peering joins VPCs of two regions; one that says no region is taken to be in the
  /// other's.
  public func joinsRegions(_ id: ID<Peering>) -> Bool {
    let requester = vpcs[peerings[id].requester].identity.region
    let accepter = vpcs[peerings[id].accepter].identity.region
    guard let requester, let accepter else { return false }
    return requester != accepter
  }
}

/// A connection to an on-premises network, on a virtual private gateway or a transit gateway
/// (R152 to R154).
public struct VPNConnection: Hashable, Sendable {
  public enum Routing: String, Hashable, Sendable, CaseIterable {
    case bgp
    case `static`
  }

  /// The states that AWS knows; only an available connection forwards.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case pending
    case available
    case deleting
    case deleted
  }

  public let identity: Identity
  public let routing: Routing
  public let state: State
  /// For each tunnel whether it is up; one that is up is enough.
  public let tunnels: [Bool]
  /// What the on-premises side sends by BGP, or the static routes: where the topology writes no
  /// `routes:`, the addresses of the networks behind the connection.
  public let learned: [Prefix]
  /// The networks behind the connection.
  public let networks: [ID<Network>]
  /// The first of them that nobody describes, where the topology writes no `routes:`: what `learned`
  /// would be beside is not known.
  public let hiddenNetwork: ID<Network>?
  /// The virtual private gateway that it ends at; otherwise transit gateways attach it.
  public let gateway: ID<VPNGateway>?
  /// What its tunnels carry: one family alone (R154).
  public let insideFamily: Family
  /// The Direct Connect attachment that its tunnels go over, if they have private addresses (R133).
  public let transport: ID<TransitGatewayAttachment>?
  /// Which packets its tunnels take: those between these addresses on premises and these on AWS's
  /// side; all of a family where none is stated (R153).
  public var selectors: TrafficSelectors

  /// The sides of a VPN connection, as AWS's options call them.
  public enum Side: Hashable, Sendable {
    /// On premises.
    case local
    /// On AWS's side.
    case remote
  }

  public struct TrafficSelectors: Hashable, Sendable {
    /// On premises.
    public let local: [Prefix]
    /// On AWS's side.
    public let remote: [Prefix]

    public init(local: [Prefix] = [], remote: [Prefix] = []) {
      self.local = local
      self.remote = remote
    }

    /// What of a side's addresses is taken, nothing if all are.
    public static func bits(_ side: [Prefix], _ family: Family) -> AddressBits? {
      let own = side.filter { $0.family == family }
      return own.isEmpty ? nil : AddressSet(own)[family]
    }
  }

  public init(
    identity: Identity, routing: Routing = .bgp, state: State = .available,
    tunnels: [Bool] = [true, true], learned: [Prefix], networks: [ID<Network>],
    hiddenNetwork: ID<Network>? = nil, gateway: ID<VPNGateway>? = nil,
    insideFamily: Family = .ipv4, transport: ID<TransitGatewayAttachment>? = nil,
    selectors: TrafficSelectors = TrafficSelectors()
  ) {
    self.hiddenNetwork = hiddenNetwork
    self.insideFamily = insideFamily
    self.transport = transport
    self.selectors = selectors
    self.identity = identity
    self.routing = routing
    self.state = state
    self.tunnels = tunnels
    self.learned = learned
    self.networks = networks
    self.gateway = gateway
  }
}
