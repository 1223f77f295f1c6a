public import NetproofSets

/// A way from a VPC to a service of AWS that needs no internet gateway (R160 to R174).
public struct VPCEndpoint: Hashable, Sendable {
  /// The states that AWS knows; only an available one serves.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case available
    case pending
    case pendingAcceptance = "pending-acceptance"
    case rejected
    case expired
    case failed
    case deleting
    case deleted
  }

  /// How packets get to the endpoint.
  public enum Kind: Hashable, Sendable {
    /// By routes that AWS puts into the associated tables (R171).
    case gateway(Gateway)
    /// By the addresses of its own interfaces (R160).
    case interface(Interface)
    /// By routes that have packets inspected (R177, R182).
    case inspection(Inspection)
  }

  /// What a gateway endpoint has.
  public struct Gateway: Hashable, Sendable {
    /// The addresses of the service in the endpoint's region; nothing only if it is not described.
    public let prefixList: ID<PrefixList>?
    /// The tables in which AWS keeps a route to the endpoint, in the topology's order.
    public let routeTables: [ID<RouteTable>]

    public init(prefixList: ID<PrefixList>?, routeTables: [ID<RouteTable>]) {
      self.prefixList = prefixList
      self.routeTables = routeTables
    }
  }

  /// What an interface endpoint has.
  public struct Interface: Hashable, Sendable {
    /// Its interfaces, in the topology's order.
    public let interfaces: [ID<NetworkInterface>]
    /// The ports at which the service answers.
    public let tcpPorts: PortSet
    public let udpPorts: PortSet
    /// The zones in which the service is offered; nothing if in all (R168).
    public let zones: [String]?
    /// What is behind it, if the topology says; ports and zones are then those of its listeners
    /// and nodes.
    public let provider: Provider?

    public init(
      interfaces: [ID<NetworkInterface>], tcpPorts: PortSet, udpPorts: PortSet, zones: [String]?,
      provider: Provider? = nil
    ) {
      self.interfaces = interfaces
      self.tcpPorts = tcpPorts
      self.udpPorts = udpPorts
      self.zones = zones
      self.provider = provider
    }
  }

  /// The load balancers of an endpoint service (R167).
  public struct Provider: Hashable, Sendable {
    public let loadBalancers: [ID<LoadBalancer>]
    /// Whether inbound rules of the load balancers filter clients (R169).
    public let enforcesSecurityGroups: Bool
    /// Whether the endpoint is in a region of its own, so that every node serves it (R166).
    public let isInOtherRegion: Bool
    /// Of an endpoint of a service network: that network, of which only what listens is asked (R176).
    public let serviceNetwork: ID<ServiceNetwork>?

    public init(
      loadBalancers: [ID<LoadBalancer>], enforcesSecurityGroups: Bool = true,
      isInOtherRegion: Bool = false, serviceNetwork: ID<ServiceNetwork>? = nil
    ) {
      self.loadBalancers = loadBalancers
      self.enforcesSecurityGroups = enforcesSecurityGroups
      self.isInOtherRegion = isInOtherRegion
      self.serviceNetwork = serviceNetwork
    }
  }

  public let identity: Identity
  public let vpc: ID<VPC>
  /// The service as AWS names it, such as `com.amazonaws.us-east-1.s3`.
  public let service: String
  public let state: State
  public let kind: Kind

  public init(
    identity: Identity, vpc: ID<VPC>, service: String, state: State = .available, kind: Kind
  ) {
    self.identity = identity
    self.vpc = vpc
    self.service = service
    self.state = state
    self.kind = kind
  }

  /// What it has as a gateway endpoint, if it is one.
  public var gateway: Gateway? {
    switch kind {
    case .gateway(let gateway): gateway
    case .interface, .inspection: nil
    }
  }

  /// What it has as an interface endpoint, if it is one.
  public var interface: Interface? {
    switch kind {
    case .interface(let interface): interface
    case .gateway, .inspection: nil
    }
  }

  /// What becomes of packets that routes send to it, if it inspects them.
  public var inspection: Inspection? {
    switch kind {
    case .inspection(let inspection): inspection
    case .gateway, .interface: nil
    }
  }

  /// Whether it is a Gateway Load Balancer endpoint.
  public var leadsToAppliances: Bool {
    switch kind {
    case .inspection(let inspection):
      guard case .appliances = inspection.inspector else { return false }
      return true
    case .gateway, .interface: return false
    }
  }

  /// The load balancers behind it, if the topology says.
  public var provider: Provider? {
    switch kind {
    case .gateway: return nil
    case .interface(let interface): return interface.provider
    case .inspection(let inspection):
      guard case .appliances(let appliances) = inspection.inspector else { return nil }
      return appliances.provider
    }
  }

  /// Whether it is a gateway endpoint whose service has IPv4 addresses alone (R173).
  public var servesIPv4Alone: Bool {
    guard case .gateway = kind else { return false }
    return service.split(separator: ".").last == "s3"
  }

  /// Whether the service is AWS's own, not one that somebody offers by PrivateLink.
  public var isOfAWS: Bool { !service.hasPrefix("com.amazonaws.vpce.") }

  /// What counts as encrypted at a service of AWS's own (R199).
  public static let encryptedService = Service(.tcp, ports: PortSet(443))

  /// Whether a gateway endpoint of the service carries IPv6: that of DynamoDB alone (R173).
  public var carriesIPv6: Bool { isOfDynamoDB }

  public var isOfDynamoDB: Bool { service == "dynamodb" || service.hasSuffix(".dynamodb") }
}
