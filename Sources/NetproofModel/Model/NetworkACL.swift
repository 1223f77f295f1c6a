public import NetproofSets

/// The stateless filter of a subnet's borders.
public struct NetworkACL: Hashable, Sendable {
  public let identity: Identity
  public let vpc: ID<VPC>
  /// Ascending by number; numbers of one list differ.
  ///
  /// Where none matches, `*` denies.
  public var inbound: [NetworkACLRule]
  public var outbound: [NetworkACLRule]
  public let isDefault: Bool
  /// Whether AWS made it and the topology does not write it.
  public let isImplied: Bool

  public init(
    identity: Identity, vpc: ID<VPC>, inbound: [NetworkACLRule], outbound: [NetworkACLRule],
    isDefault: Bool = false, isImplied: Bool = false
  ) {
    self.identity = identity
    self.vpc = vpc
    self.inbound = inbound
    self.outbound = outbound
    self.isDefault = isDefault
    self.isImplied = isImplied
  }
}

/// One entry of a network ACL.
///
/// Source: Amazon VPC User Guide, "Network ACL rules"; rules R58 to R61.
public struct NetworkACLRule: Hashable, Sendable {
  /// 1 through 32766.
  public let number: Int
  public let allows: Bool
  /// Protocols and *destination* ports; with the ports ignored where R60 says so.
  public let service: Service
  /// The remote addresses: sources of inbound packets, destinations of outbound ones.
  public let cidr: Prefix

  public init(number: Int, allows: Bool, service: Service, cidr: Prefix) {
    self.number = number
    self.allows = allows
    self.service = service
    self.cidr = cidr
  }
}
