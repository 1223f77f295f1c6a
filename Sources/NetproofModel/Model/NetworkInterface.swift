public import NetproofSets

/// A running (or not running) host with one or more interfaces.
public struct Instance: Hashable, Sendable {
  /// The states of an instance that AWS knows; only a running one carries packets (R91).
  public enum State: String, Hashable, Sendable, CaseIterable {
    case pending
    case running
    case stopping
    case stopped
    case shuttingDown = "shutting-down"
    case terminated
  }

  public let identity: Identity
  public let state: State
  public var interfaces: [ID<NetworkInterface>]

  public init(identity: Identity, state: State = .running, interfaces: [ID<NetworkInterface>] = [])
  {
    self.identity = identity
    self.state = state
    self.interfaces = interfaces
  }
}

/// An elastic network interface: addresses in one subnet, security groups, and what it does with
/// packets that are not its own.
public struct NetworkInterface: Hashable, Sendable {
  /// Whether the interface is attached (R91).
  public enum State: String, Hashable, Sendable, CaseIterable {
    case available
    case inUse = "in-use"
  }

  /// What the host behind the interface does with packets for others (R94).
  public enum Behaviour: String, Hashable, Sendable, CaseIterable {
    /// Sends the packet on, unchanged.
    case forward
    /// Sends the packet on with the interface's primary address and a port of its own as source.
    case snat
    /// Ends the connection and opens one of its own.
    case proxy
    case drop
    /// Not stated: whatever depends on it is a gap.
    case unknown
  }

  /// Which interface of its host answers (R93).
  public enum ReplyInterface: String, Hashable, Sendable, CaseIterable {
    case same
    case primary
  }

  public let identity: Identity
  public let subnet: ID<Subnet>
  public let instance: ID<Instance>?
  public let state: State

  /// Private IPv4 addresses, the primary one first.
  public let privateIPv4: [Address]
  public let ipv6: [Address]
  /// Assigned prefixes: every address in them is owned (R26).
  public let prefixes: [Prefix]

  /// All private addresses: IPv4, IPv6 and assigned prefixes.
  ///
  /// This is what source/destination
  /// checks and security-group references mean by the interface's addresses.
  public let addresses: AddressSet

  /// Public IPv4 addresses by the private one that each maps to (R27), ascending by private one.
  public let publicAddresses: [PublicAddress]

  /// Its addresses at carrier and local gateways.
  public let edgeAddresses: [EdgeAddress]

  /// In the topology's order, without repeats; never empty for hosts: a host that names none has
  /// the VPC's default group.
  public var securityGroups: [ID<SecurityGroup>]
  public let sourceDestinationCheck: Bool
  public let behaviour: Behaviour
  /// Whether the appliance must see both directions of a connection (R94).
  public let isStateful: Bool
  /// The other interface of its host by which the appliance sends on what comes in here; none if it is
  /// this one itself (R94).
  public internal(set) var sendsBy: ID<NetworkInterface>?
  /// Refuses what comes from the internet by IPv6 (R33).
  public let deniesInternetGateway: Bool
  /// Further addresses for which the host answers though the interface does not own them.
  public let extraAddresses: AddressSet
  /// What the topology states; if nothing, the policy holds, see ``Model/replyInterface(of:)``.
  public let replyInterface: ReplyInterface?
  /// The ports that clients on the host draw from, where the topology states them.
  public let clientPorts: PortSet?
  /// The interface endpoint whose interface it is.
  public let endpoint: ID<VPCEndpoint>?
  /// The load balancer whose node it is.
  public let loadBalancer: ID<LoadBalancer>?

  public init(
    identity: Identity, subnet: ID<Subnet>, instance: ID<Instance>? = nil, state: State = .inUse,
    privateIPv4: [Address] = [], ipv6: [Address] = [], prefixes: [Prefix] = [],
    publicAddresses: [PublicAddress] = [], edgeAddresses: [EdgeAddress] = [],
    securityGroups: [ID<SecurityGroup>] = [],
    sourceDestinationCheck: Bool = true, behaviour: Behaviour = .unknown,
    isStateful: Bool = false, deniesInternetGateway: Bool = false,
    extraAddresses: AddressSet = AddressSet(), replyInterface: ReplyInterface? = nil,
    clientPorts: PortSet? = nil, endpoint: ID<VPCEndpoint>? = nil,
    loadBalancer: ID<LoadBalancer>? = nil, sendsBy: ID<NetworkInterface>? = nil
  ) {
    self.sendsBy = sendsBy
    self.identity = identity
    self.subnet = subnet
    self.instance = instance
    self.state = state
    self.privateIPv4 = privateIPv4
    self.ipv6 = ipv6
    self.prefixes = prefixes
    // Most have one address, of which the set is made at once.
    self.addresses =
      privateIPv4.count == 1 && ipv6.isEmpty && prefixes.isEmpty
      ? AddressSet(privateIPv4[0].family, AddressBits(privateIPv4[0].bits))
      : AddressSet(privateIPv4 + ipv6).union(AddressSet(prefixes))
    self.publicAddresses = publicAddresses
    self.edgeAddresses = edgeAddresses
    self.securityGroups = securityGroups
    self.sourceDestinationCheck = sourceDestinationCheck
    self.behaviour = behaviour
    self.isStateful = isStateful
    self.deniesInternetGateway = deniesInternetGateway
    self.extraAddresses = extraAddresses
    self.replyInterface = replyInterface
    self.clientPorts = clientPorts
    self.endpoint = endpoint
    self.loadBalancer = loadBalancer
  }
}

/// A public IPv4 address and the private one that an internet gateway translates it to.
public struct PublicAddress: Hashable, Sendable {
  public let privateAddress: Address
  public let publicAddress: Address

  public init(privateAddress: Address, publicAddress: Address) {
    self.privateAddress = privateAddress
    self.publicAddress = publicAddress
  }
}
