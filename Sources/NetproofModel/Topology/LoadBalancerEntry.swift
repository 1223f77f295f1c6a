public import NetproofSets
public import NetproofSyntax

/// An entry of `load-balancers:`.
public struct LoadBalancerEntry: Sendable, NamedEntry {
  /// A node: what stands in a subnet.
  public struct Node: Sendable {
    public var subnet: Reference
    public var privateIP: Located<Address>?
    public var publicIP: Located<Address>?
    public var ipv6: Located<Address>?
    public var carrierIP: Located<Address>?
    public var customerOwnedIP: Located<Address>?
  }

  /// An entry of `listeners:`.
  public struct Listener: Sendable {
    public var span: Span
    /// Ports as questions write them: `tcp/80`.
    public var ports: [Located<String>]
    public var targetGroups: [Reference]
    public var instancePort: Located<Int>?
  }

  public var head: EntryHead
  /// `network`, `application` or `classic`.
  public var type: Located<String>?
  public var scheme: Located<String>?
  public var nodes: [Node] = []
  public var securityGroups: [Reference] = []
  public var crossZone: Located<Bool>?
  public var listeners: Listing<Listener>?
  /// The targets of a classic one.
  public var instances: [TargetEntry]?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `target-groups:`.
public struct TargetGroupEntry: Sendable, NamedEntry {
  public var head: EntryHead
  /// `instance`, `ip`, `lambda` or `alb`.
  public var type: Located<String>?
  /// A port as questions write it, for one protocol or both.
  public var ports: [Located<String>] = []
  public var family: Located<Family>?
  public var preservesClientAddress: Located<Bool>?
  public var crossZone: Located<Bool>?
  public var targets: Listing<TargetEntry>?

  public init(head: EntryHead) { self.head = head }
}

/// A target: a name or an address, or a map with more about it.
public struct TargetEntry: Sendable {
  public var to: Reference
  public var port: Located<Int>?
  public var health: Located<String>?
}
