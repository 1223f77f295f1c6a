/// An AWS Network Firewall: endpoints in a VPC that share one policy (R182).
public struct Firewall: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  /// What its endpoints do with packets; nothing only if it is not described.
  public let policy: ID<FirewallPolicy>?
  /// Its endpoints, in the topology's order.
  public let endpoints: [ID<VPCEndpoint>]

  public init(
    identity: Identity, vpc: ID<VPC>, policy: ID<FirewallPolicy>?, endpoints: [ID<VPCEndpoint>]
  ) {
    self.identity = identity
    self.vpc = vpc
    self.policy = policy
    self.endpoints = endpoints
  }
}

/// What firewalls do with packets: a stateless engine for each packet, and a stateful one for flows.
///
/// Source: AWS Network Firewall Developer Guide, "Stateless and stateful rules engines"; R183 to
/// R188.
public struct FirewallPolicy: Hashable, Sendable {
  /// In which order stateful rules are asked.
  public enum RuleOrder: String, Hashable, Sendable, CaseIterable {
    /// All that pass, then all that drop, then all that reject (R185).
    case action
    /// As written (R186).
    case strict
  }

  /// What becomes of packets that no stateless rule matches.
  public enum StatelessDefault: String, Hashable, Sendable, CaseIterable {
    case pass
    case drop
    /// The stateful engine decides.
    case forward
  }

  /// What becomes of flows that no stateful rule decides, in strict order (R186).
  public enum StatefulDefault: String, Hashable, Sendable, CaseIterable {
    case pass
    case dropStrict = "drop-strict"
    case dropEstablished = "drop-established"
    case dropEstablishedAppLayer = "drop-established-app-layer"
    case dropEstablishedAppLayerToServer = "drop-established-app-layer-to-server"
  }

  public let identity: Identity
  public let ruleOrder: RuleOrder
  public let statelessDefault: StatelessDefault
  public let statefulDefault: StatefulDefault

  public init(
    identity: Identity, ruleOrder: RuleOrder = .action,
    statelessDefault: StatelessDefault = .forward,
    statefulDefault: StatefulDefault = .pass
  ) {
    self.identity = identity
    self.ruleOrder = ruleOrder
    self.statelessDefault = statelessDefault
    self.statefulDefault = statefulDefault
  }
}
