public import NetproofModel
public import NetproofSets

/// What is proved about a question.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case reachable
  case partial
  case unreachable
  case undetermined

  /// The verdict over parts: the common one, or `partial` where some arrive and some do not.
  public init(combining parts: some Sequence<Verdict>) {
    let all = Set(parts)
    if all.contains(.partial) || (all.contains(.reachable) && all.contains(.unreachable)) {
      self = .partial
    } else if all.contains(.undetermined) || all.isEmpty {
      self = .undetermined
    } else {
      self = all.contains(.reachable) ? .reachable : .unreachable
    }
  }
}

/// A check that packets do not pass, and all that explains it.
public struct Obstacle: Hashable, Sendable {
  public let code: Code
  public let component: ComponentID
  public let direction: Direction
  public let evidence: Evidence
  public let hints: [Hint]
  /// Further components that the story needs, such as the subnet of a network ACL.
  public let context: [ComponentID]
  /// The headers at that point.
  public let packets: PacketCube
  /// The classes that meet it, by position in the answer.
  public var classes: [Int]
}

/// The packets of a question that share one trace, and what becomes of them.
public struct PacketClass: Hashable, Sendable {
  public let verdict: Verdict
  /// The headers as they leave the origin.
  public let packets: PacketCube
  /// The ports that a translator on the way uses for these packets, if they decide.
  public let translatedPorts: PortSet?
  public let origin: EndGroup
  public let goal: EndGroup
  /// From 1: which choice of AWS's this is, where AWS chooses.
  public let alternative: Int
  public let forward: [Step]
  public let reply: [Step]
  /// Whether the packets get to their destination, whatever becomes of replies.
  public let arrives: Bool
  /// Obstacles of the answer that this class meets, by position.
  public var obstacles: [Int]
  public let notes: [Remark]
  public let gap: Remark?
  /// The interfaces that the packets pass, in the order of the way, until they are refused or lost;
  /// empty unless the question asks for them.
  public let passages: [InterfacePassage]
}

/// One concrete packet that shows a verdict, confirmed by replay.
public struct Witness: Hashable, Sendable {
  public let flow: Flow
  /// The class that it was drawn from, by position.
  public let packetClass: Int
  /// Which of AWS's choices its way takes, in the order in which they are met.
  let choices: [Int]
}

/// Everything that is known about a question.
public struct Answer: Hashable, Sendable {
  public let verdict: Verdict
  public let classes: [PacketClass]
  /// In pipeline order; the first is the primary cause.
  public let obstacles: [Obstacle]
  public let notes: [Remark]
  public let gaps: [Remark]
  public let witness: Witness?
}

/// Interfaces that nothing but their address tells apart, a network, or a lone address.
public enum EndGroup: Hashable, Sendable {
  /// Not empty; all in one subnet with equal groups, state and flags.
  case interfaces([ID<NetworkInterface>])
  case network(ID<Network>)
  case address(Address)
}
