public import NetproofEngine
public import NetproofModel
public import NetproofSets

/// What a scope found.
public struct ScopeOutcome: Sendable {
  /// What a scope amounts to.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// There is no such way.
    case empty
    /// There are ways, and the author wants to hear of them.
    case found
    /// There are ways, and the author expects none.
    case failed
    /// No way is known, but something that is not described might be one.
    case undetermined
  }

  public let scope: ScopeEntry
  /// In the order of the topology, senders first.
  public let findings: [ScopeFinding]
  /// What might be a way, one for each reason.
  public let gaps: [ScopeGap]
  /// The policies that decided where AWS's documents leave it open, about the pairs that were walked.
  public let assumptions: [Remark]

  public var status: Status {
    if findings.isEmpty { return gaps.isEmpty ? .empty : .undetermined }
    return scope.expectsNothing ? .failed : .found
  }
}

/// A way that a scope looks for: who reaches whom with which packets, and how.
public struct ScopeFinding: Hashable, Sendable {
  /// The same on every run as long as scope and ends keep their names: 16 hexadecimal digits.
  public let id: String
  public let from: EndGroup
  public let to: EndGroup
  /// The packets that are meant, as they leave the sender; disjoint.
  public let packets: [PacketCube]
  /// The way of the first of them.
  public let way: [Step]
}

/// What is not known and might be a way that a scope looks for.
public struct ScopeGap: Hashable, Sendable {
  public let from: EndGroup
  public let to: EndGroup
  public let remark: Remark
}
