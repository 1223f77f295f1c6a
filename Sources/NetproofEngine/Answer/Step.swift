public import NetproofModel
public import NetproofSets

/// One decision on the way of a packet class, with what it rests on.
public struct Step: Hashable, Sendable {
  /// What a component did with the packets.
  public enum Action: String, Hashable, Sendable {
    /// The source put the packets on the network.
    case sent
    /// A filter let them pass.
    case permitted
    /// A filter or a check refused them; the walk goes on to find what else stands in the way.
    case denied
    /// A stateful filter let them pass as replies of a connection that it knows.
    case tracked
    /// A route was selected.
    case routed
    /// A gateway or appliance passed them on, unchanged.
    case forwarded
    /// Addresses or ports were rewritten.
    case translated
    /// They arrived.
    case delivered
  }

  /// Which way through the component's border.
  public enum Side: String, Hashable, Sendable {
    case inbound
    case outbound
  }

  public let component: ComponentID
  public let side: Side?
  public let action: Action
  public let evidence: Evidence
  /// The header as it is after the decision.
  public let packets: PacketCube

  public init(
    component: ComponentID, side: Side?, action: Action, evidence: Evidence, packets: PacketCube
  ) {
    self.component = component
    self.side = side
    self.action = action
    self.evidence = evidence
    self.packets = packets
  }
}
