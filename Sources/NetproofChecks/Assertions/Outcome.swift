public import NetproofEngine
public import NetproofModel
public import NetproofSyntax

/// What became of an assertion.
public struct Outcome: Sendable {
  /// What an assertion amounts to.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case held
    case failed
    case undetermined
  }

  public let assertion: AssertionEntry
  public let status: Status
  public let answer: Answer
  /// What the assertion expects beside the verdict and does not find, such as a cause.
  public let mismatches: [Mismatch]
  /// Tried fixes, or why there are none, if the assertion failed because packets do not arrive.
  public let fixes: FixSearch

  public init(
    assertion: AssertionEntry, status: Status, answer: Answer, mismatches: [Mismatch] = [],
    fixes: FixSearch = FixSearch()
  ) {
    self.assertion = assertion
    self.status = status
    self.answer = answer
    self.mismatches = mismatches
    self.fixes = fixes
  }

  func with(_ fixes: FixSearch) -> Outcome {
    Outcome(
      assertion: assertion, status: status, answer: answer, mismatches: mismatches, fixes: fixes)
  }
}

/// A part of an expected cause (`because:`) or note that the answer does not have.
public struct Mismatch: Hashable, Sendable {
  /// The key: `code`, `at`, `direction`, `rule`, `hint`, `also`, `notes`, `through`,
  /// `reply-through`, `flow-logs`.
  public let key: String
  public let expected: String
  /// What was found instead; empty if nothing.
  public let found: String
  public let span: Span
  /// The class of the answer that is not as expected, by position, if it is about one.
  public let packetClass: Int?

  public init(
    key: String, expected: String, found: String, span: Span, packetClass: Int? = nil
  ) {
    self.packetClass = packetClass
    self.key = key
    self.expected = expected
    self.found = found
    self.span = span
  }
}
