public import NetproofModel
public import NetproofSets

/// What Traffic Mirroring makes of packets at an interface that has mirror sessions (R244 to R248).
///
/// Source: VPC Traffic Mirroring, "Traffic mirror filter concepts", "Considerations".
public struct MirroredPassage: Hashable, Sendable {
  /// What becomes of the packets, all of them alike.
  public enum Outcome: Hashable, Sendable {
    /// A session copies them, because of a rule; if of none, because its filter has all DNS.
    case mirrored(ID<MirrorSession>, RuleID?)
    case left(Reason)
    /// What is not described might mirror them.
    case unknown(ComponentID)
  }

  /// Why packets are not mirrored.
  public enum Reason: Hashable, Sendable {
    /// The interface has no session, though others that are asked together with it have.
    case noSession
    /// No rule of any filter matches.
    case unmatched
    /// A rule rejects them, and no session after it takes them.
    case rejected(RuleID)
    /// They are dropped at the interface.
    case dropped(Code, ComponentID)
  }

  /// Which of the passages of its class it is a part of: parts of one fare differently.
  public let position: Int
  public let interface: ID<NetworkInterface>
  /// `inbound` for packets that the interface receives, `outbound` for those that it sends.
  public let side: Step.Side
  public let direction: Direction
  /// The headers at the interface.
  public let packets: PacketCube
  public let outcome: Outcome
  /// What was decided where AWS's documents leave a question open.
  public let assumptions: [Remark]

  /// The session that copies the packets, if one does.
  public var session: ID<MirrorSession>? {
    guard case .mirrored(let session, _) = outcome else { return nil }
    return session
  }
}

/// What becomes of the copies that a mirror session makes, all of which have one header (R249, R250).
public struct MirrorCopy: Hashable, Sendable {
  public let session: ID<MirrorSession>
  /// `reachable` if the target gets them.
  public let verdict: Verdict
  /// The obstacles of the way, the first of the first alternative first.
  public let obstacles: [Obstacle]
  public let notes: [Remark]
  public let gaps: [Remark]
  /// The headers of the copies, of the first class; nothing if one end has no address that is known.
  public let packets: PacketCube?
  /// The way of the first class.
  public let way: [Step]
}

/// What Traffic Mirroring makes of the packets of an answer.
public struct MirrorReport: Hashable, Sendable {
  /// By class of the answer, in the order of the way; only interfaces that have sessions.
  public let passages: [[MirroredPassage]]
  /// Of every session that copies some of the packets, in the order of sessions.
  public let copies: [MirrorCopy]

  public func copy(of session: ID<MirrorSession>) -> MirrorCopy? {
    copies.first { $0.session == session }
  }
}
