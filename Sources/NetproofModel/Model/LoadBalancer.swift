public import NetproofSets

/// Takes connections at its nodes and hands them to targets (R201 to R220).
public struct LoadBalancer: Hashable, Sendable {
  /// What it looks at, and so how it passes packets on.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Passes connections on, often with the client's address (R213).
    case network
    /// Ends connections and opens its own (R209).
    case application
    /// As an application one, with instances in place of target groups (R210).
    case classic
    /// Has appliances look at packets that routes send to its endpoints (R221).
    case gateway
  }

  /// Who can reach its nodes (R206).
  public enum Scheme: String, Hashable, Sendable, CaseIterable {
    case `internal`
    case internetFacing = "internet-facing"
  }

  /// The states that AWS knows; only an active one serves, impaired or not (R203).
  public enum State: String, Hashable, Sendable, CaseIterable {
    case active
    case activeImpaired = "active-impaired"
    case provisioning
    case failed
  }

  /// What it accepts, and where that goes.
  public struct Listener: Hashable, Sendable {
    /// The protocols and the port, of TCP and UDP alone.
    public let service: Service
    /// Where it may send connections; none if the load balancer answers by itself.
    public let targetGroups: [ID<TargetGroup>]

    public init(service: Service, targetGroups: [ID<TargetGroup>]) {
      self.service = service
      self.targetGroups = targetGroups
    }
  }

  /// What stands in the table of load balancers.
  public enum Role: Hashable, Sendable {
    case balancer
    /// A resource gateway: interfaces that open connections to resources (R175).
    case resourceGateway
    /// A resource, which endpoints reach by the interfaces of its gateway.
    case resource
    /// A service of VPC Lattice, with one node that stands for all addresses of VPC Lattice (R176).
    case latticeService
  }

  /// How a gateway and its appliances exchange packets, at the same port of both (R221).
  public static let geneve = Service(.udp, ports: PortSet(6081))

  public let identity: Identity
  public let vpc: ID<VPC>
  public let kind: Kind
  public let role: Role
  public let scheme: Scheme
  public let state: State
  /// One interface for each enabled zone, in the topology's order.
  public let nodes: [ID<NetworkInterface>]
  /// Whether nodes use targets of other zones, where a target group says nothing else.
  public var crossZone: Bool
  public let listeners: [Listener]
  /// Of a Lattice service: whether a policy of AWS IAM decides about each request as well.
  public let hasAuthPolicy: Bool

  public init(
    identity: Identity, vpc: ID<VPC>, kind: Kind, role: Role = .balancer,
    scheme: Scheme = .internal,
    state: State = .active, nodes: [ID<NetworkInterface>] = [], crossZone: Bool,
    listeners: [Listener] = [], hasAuthPolicy: Bool = false
  ) {
    self.identity = identity
    self.vpc = vpc
    self.kind = kind
    self.role = role
    self.scheme = scheme
    self.state = state
    self.nodes = nodes
    self.crossZone = crossZone
    self.listeners = listeners
    self.hasAuthPolicy = hasAuthPolicy
  }
}

/// Targets among which a load balancer chooses.
public struct TargetGroup: Hashable, Sendable {
  /// What its targets are (R207).
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case instance
    case ip
    case lambda
    case alb
  }

  /// Whether a target gets new connections (R204).
  public enum Health: String, Hashable, Sendable, CaseIterable {
    case healthy
    case unhealthy
    case initial
    case draining
    case unused
    case unknown
  }

  /// What is registered, where, and how it fares.
  public struct Target: Hashable, Sendable {
    /// Who gets the connections.
    public enum Destination: Hashable, Sendable {
      /// An instance, by the primary address of its first interface.
      case instance(ID<Instance>)
      /// An address of a VPC, whoever owns it there.
      case address(Address, in: ID<VPC>)
      /// An address on premises.
      case outside(Address, ID<Network>)
      /// An address of nobody that is described.
      case nowhere(Address)
      case loadBalancer(ID<LoadBalancer>)
      /// A function: no packet leaves the load balancer.
      case function
    }

    public let destination: Destination
    /// In place of the group's port.
    public let port: UInt16?
    /// Nothing where it follows from the state of the host.
    public let health: Health?

    public init(destination: Destination, port: UInt16? = nil, health: Health? = nil) {
      self.destination = destination
      self.port = port
      self.health = health
    }
  }

  public let identity: Identity
  public let vpc: ID<VPC>
  public let kind: Kind
  public let family: Family
  public let protocols: ProtocolSet
  public let port: UInt16
  /// What is written; nothing leaves AWS's default (R213).
  public var preservesClientAddress: Bool?
  /// Whether nodes use targets of other zones; nothing leaves it to the load balancer.
  public var crossZone: Bool?
  public let targets: [Target]
  /// Whether it stands for the instances of a classic load balancer's listener.
  public let isImplied: Bool
  /// Whether targets are asked at the port that the client asked.
  public let keepsPort: Bool

  public init(
    identity: Identity, vpc: ID<VPC>, kind: Kind, family: Family = .ipv4,
    protocols: ProtocolSet = ProtocolSet(.tcp), port: UInt16,
    preservesClientAddress: Bool? = nil, crossZone: Bool? = nil, targets: [Target] = [],
    isImplied: Bool = false, keepsPort: Bool = false
  ) {
    self.identity = identity
    self.vpc = vpc
    self.kind = kind
    self.family = family
    self.protocols = protocols
    self.port = port
    self.preservesClientAddress = preservesClientAddress
    self.crossZone = crossZone
    self.targets = targets
    self.isImplied = isImplied
    self.keepsPort = keepsPort
  }
}

extension Model {
  /// What stands at a place in the table of load balancers.
  public func component(of id: ID<LoadBalancer>) -> ComponentID {
    switch loadBalancers[id].role {
    case .balancer: .loadBalancer(id)
    case .resourceGateway: .resourceGateway(id)
    case .resource: .resource(id)
    case .latticeService: .latticeService(id)
    }
  }
}
