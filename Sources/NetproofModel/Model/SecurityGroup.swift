public import NetproofSets

/// The stateful filter of the interfaces that it is attached to; its rules only allow.
public struct SecurityGroup: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  public var inbound: [SecurityGroupRule]
  public var outbound: [SecurityGroupRule]
  public let isDefault: Bool
  /// Whether AWS made it and the topology does not write it.
  public let isImplied: Bool
  /// Whether `outbound` is AWS's default, which the topology leaves out.
  public var hasImpliedOutbound: Bool
  /// Further VPCs in which the group may be used (R70).
  public let associatedVPCs: [ID<VPC>]

  public init(
    identity: Identity, vpc: ID<VPC>, inbound: [SecurityGroupRule],
    outbound: [SecurityGroupRule], isDefault: Bool = false, isImplied: Bool = false,
    hasImpliedOutbound: Bool = false, associatedVPCs: [ID<VPC>] = []
  ) {
    self.identity = identity
    self.vpc = vpc
    self.inbound = inbound
    self.outbound = outbound
    self.isDefault = isDefault
    self.isImplied = isImplied
    self.hasImpliedOutbound = hasImpliedOutbound
    self.associatedVPCs = associatedVPCs
  }
}

/// One rule of a security group: what it allows, and with whom.
///
/// Source: Amazon VPC User Guide, "Security group rules"; rules R72 to R74.
public struct SecurityGroupRule: Hashable, Sendable {
  /// The remote end: sources of inbound packets, destinations of outbound ones.
  public enum Peer: Hashable, Sendable {
    case prefix(Prefix)
    case prefixList(ID<PrefixList>)
    case group(ID<SecurityGroup>)
    /// The addresses of a declared network, a shorthand of the topology format.
    case network(ID<Network>)
  }

  /// Protocols and *destination* ports.
  public let service: Service
  public let peer: Peer

  public init(service: Service, peer: Peer) {
    self.service = service
    self.peer = peer
  }
}
