public import NetproofModel
public import NetproofSets

/// The way that a packet goes: from the source, or back to it.
public enum Direction: String, Hashable, Sendable, Comparable {
  case forward
  case reply

  public static func < (left: Direction, right: Direction) -> Bool {
    left == .forward && right == .reply
  }
}

/// Where a flow begins.
public enum Origin: Hashable, Sendable {
  case interface(ID<NetworkInterface>)
  case network(ID<Network>)
}

/// Where a flow is meant to end.
public enum Goal: Hashable, Sendable {
  case interface(ID<NetworkInterface>)
  case network(ID<Network>)
  /// An address that no interface and no network owns: a NAT gateway's, a service's, nobody's.
  case address
}

/// One concrete question: a packet, who sends it and who should get it.
public struct Flow: Hashable, Sendable {
  public let origin: Origin
  public let goal: Goal
  /// The header as it leaves the origin.
  public let packet: Packet
  /// Whether UDP counts as delivered without a reply.
  public let oneWay: Bool
  /// The port that a translator of many sources to one puts in place of the source port.
  public let translatedPort: UInt16
  /// What is said of the application, for rules of firewalls.
  public let application: Application?
  /// Who gets the packet, if it is a copy that Traffic Mirroring makes.
  public let copy: CopyGoal?

  public init(
    origin: Origin, goal: Goal, packet: Packet, oneWay: Bool = false,
    translatedPort: UInt16 = 1024, application: Application? = nil, copy: CopyGoal? = nil
  ) {
    self.origin = origin
    self.goal = goal
    self.packet = packet
    self.oneWay = oneWay
    self.translatedPort = translatedPort
    self.application = application
    self.copy = copy
  }
}
