public import NetproofEngine
public import NetproofModel
import NetproofSyntax

/// Assertions that hold, for telling which of them an edit would break.
public struct KeptAssertions: Sendable {
  /// How well an assertion does.
  enum Standing: Int, Comparable {
    /// The verdict is not the expected one, or is not known.
    case fails
    /// The verdict is the expected one, its cause or a note is not.
    case holdsOtherwise
    case holds

    init(_ outcome: Outcome) {
      switch outcome.status {
      case .held: self = .holds
      case .undetermined: self = .fails
      case .failed:
        let expected = outcome.assertion.expect.value
        let holds = AssertionCheck.status(of: outcome.answer, expected) == .held
        self = holds ? .holdsOtherwise : .fails
      }
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  private let names: NameTable
  private let kept: [(assertion: AssertionEntry, standing: Standing)]
  private let isComplete: Bool

  /// How many assertions are judged for one fix.
  private static let most = 200

  /// Those that hold among all outcomes of the model without edits.
  init(_ outcomes: [Outcome], _ names: NameTable) {
    self.names = names
    let found = outcomes.map { (assertion: $0.assertion, standing: Standing($0)) }
      .filter { $0.standing > .fails }
    kept = Array(found.prefix(Self.most))
    isComplete = kept.count == found.count
  }

  /// Those of a topology's assertions that hold; of very many only the first are judged.
  public init(of assertions: [AssertionEntry], in analyzer: Analyzer, _ names: NameTable) {
    let check = AssertionCheck(analyzer, names, findsFixes: false)
    let outcomes = assertions.prefix(Self.most).compactMap { try? check.judge($0) }
    self.names = names
    kept = outcomes.map { (assertion: $0.assertion, standing: Standing($0)) }
      .filter { $0.standing > .fails }
    isComplete = assertions.count <= Self.most
  }

  /// The assertions that do worse in an edited model, and whether all were judged.
  func broken(by edited: Analyzer) -> (assertions: [AssertionEntry], isComplete: Bool) {
    let check = AssertionCheck(edited, names, findsFixes: false)
    let broken = kept.filter { assertion, standing in
      guard let outcome = try? check.judge(assertion) else { return false }
      return Standing(outcome) < standing
    }
    return (broken.map(\.assertion), isComplete)
  }
}
