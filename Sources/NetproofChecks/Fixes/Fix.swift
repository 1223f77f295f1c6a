public import NetproofEngine
public import NetproofModel
public import NetproofSets

/// An edit of the topology that was tried and opens the way.
public struct Fix: Hashable, Sendable {
  /// All of them together; leaving one out does not help.
  public let edits: [ModelEdit]
  /// The verdict with the edits.
  public let verdict: Verdict
  /// What begins to pass besides what was asked.
  public let alsoOpens: [Passage]
  /// What ceases to pass.
  public let alsoCloses: [Passage]
  /// False if there were too many pairs to look at them all.
  public let isComplete: Bool

  public init(
    edits: [ModelEdit], verdict: Verdict, alsoOpens: [Passage], alsoCloses: [Passage],
    isComplete: Bool
  ) {
    self.edits = edits
    self.verdict = verdict
    self.alsoOpens = alsoOpens
    self.alsoCloses = alsoCloses
    self.isComplete = isComplete
  }
}

/// Packets that pass between two ends.
public struct Passage: Hashable, Sendable {
  public let origin: EndGroup
  public let goal: EndGroup
  public let packets: PacketCube

  public init(origin: EndGroup, goal: EndGroup, packets: PacketCube) {
    self.origin = origin
    self.goal = goal
    self.packets = packets
  }
}

/// One change of a model, small enough to be one line of its topology.
public enum ModelEdit: Hashable, Sendable {
  /// A rule of a network ACL's list.
  case addNetworkACLRule(ID<NetworkACL>, RuleList, NetworkACLRule)
  /// A rule of a security group's list.
  case addSecurityGroupRule(ID<SecurityGroup>, RuleList, SecurityGroupRule)
  /// A route of a VPC's table.
  case addRoute(ID<RouteTable>, Prefix, Route.Target)
  /// A written route of a transit gateway's table.
  case addTransitRoute(
    ID<TransitGatewayRouteTable>, Prefix, ID<TransitGatewayAttachment>)
  /// A further subnet of a VPC attachment.
  case addAttachmentSubnet(ID<TransitGatewayAttachment>, ID<Subnet>)
  /// The table in which packets from an attachment are looked up.
  case associate(ID<TransitGatewayAttachment>, ID<TransitGatewayRouteTable>)
  /// Turns the source/destination check of an interface off.
  case disableSourceDestinationCheck(ID<NetworkInterface>)
}
