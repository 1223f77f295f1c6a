public import NetproofEngine
public import NetproofModel
public import NetproofSets

/// An edit of the topology that was tried and opens the way.
public struct Fix: Sendable {
  /// All of them together; leaving one out does not help.
  public let edits: [ModelEdit]
  /// The verdict with the edits.
  public let verdict: Verdict
  /// What begins to pass besides what was asked.
  public let alsoOpens: [Passage]
  /// What begins to arrive besides, without an answer that finds its way back.
  public let alsoDelivers: [Passage]
  /// What ceases to pass.
  public let alsoCloses: [Passage]
  /// What may no longer meet what looks at it today, and meets nobody else that does.
  public let bypasses: [Bypass]
  /// The assertions of the topology that hold today and would not hold with the edits.
  public let breaks: [AssertionEntry]
  /// False if there were too many pairs of ends, or assertions, to look at them all.
  public let isComplete: Bool

  public init(
    edits: [ModelEdit], verdict: Verdict, alsoOpens: [Passage], alsoDelivers: [Passage],
    alsoCloses: [Passage], bypasses: [Bypass], breaks: [AssertionEntry], isComplete: Bool
  ) {
    self.edits = edits
    self.verdict = verdict
    self.alsoOpens = alsoOpens
    self.alsoDelivers = alsoDelivers
    self.alsoCloses = alsoCloses
    self.bypasses = bypasses
    self.breaks = breaks
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

/// Packets that go past an appliance or firewall which looks at them today.
public struct Bypass: Hashable, Sendable {
  /// The interface of the appliance, or the endpoint.
  public let inspector: ComponentID
  /// Whether requests or replies go past it.
  public let direction: Direction
  /// Whose they are, as the requests leave the origin.
  public let passage: Passage

  public init(inspector: ComponentID, direction: Direction, passage: Passage) {
    self.inspector = inspector
    self.direction = direction
    self.passage = passage
  }
}

/// What a search for fixes came to.
public struct FixSearch: Sendable {
  /// At most three, the one to choose first.
  public let fixes: [Fix]
  /// Why there is none, where that is known.
  public let noFix: NoFix?

  public init(fixes: [Fix] = [], noFix: NoFix? = nil) {
    self.fixes = fixes
    self.noFix = noFix
  }
}

/// Why a way has no fix to show.
public struct NoFix: Hashable, Sendable {
  /// What the search ran into.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// A rule or route for everybody would do, and none is ever proposed (R253).
    case everybody
    /// The obstacle is no matter of rules or routes, such as a state.
    case notByEdit = "not-by-edit"
    /// Rules and routes decide, but nothing that was tried opens the way.
    case notFound = "not-found"
  }

  public let reason: Reason
  /// The obstacle that was left, and where it stands.
  public let code: Code
  public let component: ComponentID
  /// Edits that are needed all the same, before the obstacle and behind it: with them it is what is
  /// left, as far as edits were found.
  public let edits: [ModelEdit]

  public init(reason: Reason, code: Code, component: ComponentID, edits: [ModelEdit]) {
    self.reason = reason
    self.code = code
    self.component = component
    self.edits = edits
  }
}
