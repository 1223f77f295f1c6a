/// An AWS Network Firewall: endpoints that share one policy (R182).
public struct Firewall: Hashable, Sendable {
  public let identity: Identity
  /// The VPC of its own endpoints, whose blocks are `HOME_NET` at all of them.
  public let vpc: ID<VPC>
  /// What its endpoints do with packets; nothing only if it is not described.
  public let policy: ID<FirewallPolicy>?
  /// Its own endpoints, then further ones in any VPC, in the topology's order.
  public internal(set) var endpoints: [ID<VPCEndpoint>]

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

  /// What becomes of packets in the middle of a flow that the stateful engine did not see begin.
  public enum StreamException: String, Hashable, Sendable, CaseIterable {
    case drop
    case reject
    /// Rules are asked without what came before.
    case `continue`
  }

  public let identity: Identity
  public let ruleOrder: RuleOrder
  /// Ascending by priority.
  public var stateless: [StatelessRule]
  public let statelessDefault: StatelessDefault
  /// Its groups of stateful rules, in the topology's order.
  public let groups: [ID<FirewallRuleGroup>]
  public let statefulDefault: StatefulDefault
  public let streamException: StreamException

  public init(
    identity: Identity, ruleOrder: RuleOrder = .action, stateless: [StatelessRule] = [],
    statelessDefault: StatelessDefault = .forward, groups: [ID<FirewallRuleGroup>] = [],
    statefulDefault: StatefulDefault = .pass, streamException: StreamException = .drop
  ) {
    self.identity = identity
    self.ruleOrder = ruleOrder
    self.statelessDefault = statelessDefault
    self.statefulDefault = statefulDefault
    self.stateless = stateless
    self.groups = groups
    self.streamException = streamException
  }
}
