public import NetproofSets
public import NetproofSyntax

/// An entry of `service-networks:`.
public struct ServiceNetworkEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var region: Located<String>?
  /// The VPCs that are associated with it.
  public var vpcs: [ServiceNetworkVPCEntry] = []
  public var services: [Reference] = []
  /// Resources of resource gateways.
  public var resources: [Reference] = []
  /// `aws-iam` or `none`.
  public var authType: Located<String>?

  public init(head: EntryHead) { self.head = head }
}

/// An entry of `vpcs:` of a service network, by the name of the VPC.
public struct ServiceNetworkVPCEntry: Sendable {
  public var vpc: Reference
  public var securityGroups: [Reference] = []

  public init(vpc: Reference) { self.vpc = vpc }
}

/// An entry of `lattice-services:`.
public struct LatticeServiceEntry: Sendable, NamedEntry {
  public var head: EntryHead
  public var listeners: Listing<LoadBalancerEntry.Listener>?
  /// The addresses that its name resolves to; nothing if any of VPC Lattice's.
  public var addresses: [Located<Address>]?
  /// `aws-iam` or `none`.
  public var authType: Located<String>?

  public init(head: EntryHead) { self.head = head }
}
