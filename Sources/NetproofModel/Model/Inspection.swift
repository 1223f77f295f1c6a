/// What a route target does that has packets inspected and sends them on from its own subnet: a
/// Gateway Load Balancer endpoint, or an endpoint of a firewall (R177, R182).
public struct Inspection: Hashable, Sendable {
  /// Who looks at the packets.
  public enum Inspector: Hashable, Sendable {
    /// Appliances behind a Gateway Load Balancer.
    case appliances(Appliances)
    case firewall(ID<Firewall>)
  }

  /// Appliances behind a Gateway Load Balancer, as far as they are declared (R179).
  public struct Appliances: Hashable, Sendable {
    /// What they do with the packets.
    public enum Behaviour: String, Hashable, Sendable, CaseIterable {
      case allow
      case deny
      case unknown
    }

    public let behaviour: Behaviour
    /// Whether they drop connections of which they see the requests only (R180).
    public let isStateful: Bool
    /// The zones in which one of them is usable; nothing if in all.
    public let zones: [String]?
    /// The load balancers in front of them, if the topology says.
    public let provider: VPCEndpoint.Provider?

    public init(
      behaviour: Behaviour = .allow, isStateful: Bool = false, zones: [String]? = nil,
      provider: VPCEndpoint.Provider? = nil
    ) {
      self.behaviour = behaviour
      self.isStateful = isStateful
      self.zones = zones
      self.provider = provider
    }
  }

  /// Where its interface is, and whose table routes what comes back from inspection.
  public let subnet: ID<Subnet>
  public let inspector: Inspector
  /// The zones in which the service is offered; nothing if in all.
  public let zones: [String]?

  public init(subnet: ID<Subnet>, inspector: Inspector, zones: [String]? = nil) {
    self.subnet = subnet
    self.inspector = inspector
    self.zones = zones
  }
}
