public import NetproofEngine
public import NetproofModel
public import NetproofSyntax

/// Judges assertions by the answers to their questions.
public struct AssertionCheck: Sendable {
  let analyzer: Analyzer
  let names: NameTable
  private let questions: QuestionReader
  /// Whether fixes are looked for.
  private let findsFixes: Bool

  public init(_ analyzer: Analyzer, _ names: NameTable, findsFixes: Bool = true) {
    self.analyzer = analyzer
    self.names = names
    self.findsFixes = findsFixes
    questions = QuestionReader(analyzer.model, names)
  }

  /// Why an assertion could not be judged.
  public enum Fault: Error, Sendable {
    case rejected(Rejection)
    /// Search and replay disagree: a fault of Netproof's own.
    case disagreement(AssertionEntry, Flow, expected: Verdict)
  }

  /// Judges one assertion.
  public func judge(_ assertion: AssertionEntry) throws(Fault) -> Outcome {
    let written = WrittenQuestion(assertion)
    let query: Query
    do throws(Rejection) {
      query = try questions.query(written)
    } catch {
      throw .rejected(error)
    }
    let answer: Answer
    let report: MirrorReport?
    do throws(QuestionFault) {
      answer = try analyzer.answer(query, tellsPassages: assertion.asksMirroring)
      report = assertion.asksMirroring ? try analyzer.mirroring(of: answer) : nil
    } catch {
      if let rejection = QuestionReader.rejection(error, written) { throw .rejected(rejection) }
      guard case .disagreement(let flow, let expected) = error else {
        preconditionFailure("every other fault is a rejection")
      }
      throw .disagreement(assertion, flow, expected: expected)
    }
    var status = Self.status(of: answer, assertion.expect.value)
    var mismatches = try mismatches(assertion, answer)
    if let report {
      let findings = try mirrorFindings(assertion, answer, report)
      mismatches += findings.mismatches
      if status == .held, mismatches.isEmpty, !findings.unknown.isEmpty { status = .undetermined }
      if mismatches.isEmpty { mismatches = findings.unknown }
    }
    if status == .held, !mismatches.isEmpty { status = .failed }
    return Outcome(assertion: assertion, status: status, answer: answer, mismatches: mismatches)
  }

  /// The same outcomes, with fixes for the ways that are expected and not open.
  ///
  /// A fix tells which of the assertions that hold it would break.
  public func withFixes(_ outcomes: [Outcome]) -> [Outcome] {
    guard findsFixes else { return outcomes }
    let finder = FixFinder(analyzer, keeping: KeptAssertions(outcomes, names))
    return outcomes.map { outcome in
      guard outcome.status == .failed, outcome.assertion.expect.value == .reachable,
        let query = try? questions.query(WrittenQuestion(outcome.assertion))
      else { return outcome }
      return outcome.with(finder.search(for: query, outcome.answer))
    }
  }

  /// Judges an answer over its classes, not over its headline.
  static func status(
    of answer: Answer, _ expectation: AssertionEntry.Expectation
  ) -> Outcome.Status {
    let verdicts = answer.classes.map(\.verdict)
    // A gap behind an obstacle leaves nothing open: such packets do not pass.
    let isKnown = !verdicts.contains(.undetermined) && !verdicts.isEmpty
    switch expectation {
    case .reachable:
      if verdicts.contains(.unreachable) { return .failed }
      return isKnown ? .held : .undetermined
    case .unreachable:
      if verdicts.contains(.reachable) { return .failed }
      return isKnown ? .held : .undetermined
    case .partial:
      if answer.verdict == .partial { return .held }
      return isKnown ? .failed : .undetermined
    case .isolated:
      if answer.classes.contains(where: { $0.verdict == .reachable || $0.arrives }) {
        return .failed
      }
      return isKnown ? .held : .undetermined
    }
  }

  // MARK: - Expected causes

  private func mismatches(
    _ assertion: AssertionEntry, _ answer: Answer
  ) throws(Fault) -> [Mismatch] {
    var result: [Mismatch] = []
    let noted = Set(answer.notes.map(\.code.rawValue))
    for note in assertion.notes where !noted.contains(note.value) {
      result.append(
        Mismatch(
          key: "notes", expected: note.value, found: noted.sorted().joined(separator: ", "),
          span: note.span))
    }
    result += try wayMismatches(assertion, answer)
    result += try flowLogMismatches(assertion, answer)
    guard let cause = assertion.because else { return result }
    guard let first = answer.obstacles.first else {
      let expected = cause.code?.value ?? "an obstacle"
      return result + [Mismatch(key: "because", expected: expected, found: "", span: cause.span)]
    }
    func compare(_ key: String, _ expected: Located<String>?, _ found: String) {
      guard let expected, expected.value != found else { return }
      result.append(
        Mismatch(key: key, expected: expected.value, found: found, span: expected.span))
    }
    compare("code", cause.code, first.code.rawValue)
    compare("direction", cause.direction, first.direction.rawValue)
    compare("rule", cause.rule, ruleNumber(first.evidence))
    if let at = cause.at {
      let named = try components(at)
      if !named.contains(first.component) {
        compare("at", at, names.preciseName(of: first.component))
      }
    }
    if let hint = cause.hint, !first.hints.contains(where: { $0.code.rawValue == hint.value }) {
      let found = first.hints.map(\.code.rawValue).joined(separator: ", ")
      result.append(Mismatch(key: "hint", expected: hint.value, found: found, span: hint.span))
    }
    let codes = Set(answer.obstacles.map(\.code.rawValue))
    for code in cause.also where !codes.contains(code.value) {
      result.append(
        Mismatch(
          key: "also", expected: code.value, found: codes.sorted().joined(separator: ", "),
          span: code.span))
    }
    return result
  }

  func components(_ at: Reference) throws(Fault) -> [ComponentID] {
    let found = Station.components(at.value, analyzer.model, names)
    guard found.isEmpty else { return found }
    let text = QuestionText(at.value, at: at.span, as: "at")
    throw .rejected(Rejection([Station.fault(text, names).diagnostic]))
  }

  /// The number of a network ACL's rule, `*` for its implied denial, otherwise the position.
  private func ruleNumber(_ evidence: Evidence) -> String {
    switch evidence {
    case .rule(let id):
      guard case .networkACL(let acl) = id.owner else { return "\(id.index + 1)" }
      let entry = analyzer.model.networkACLs[acl]
      return "\((id.list == .inbound ? entry.inbound : entry.outbound)[id.index].number)"
    case .absence: return "*"
    case .route(let id): return "\(id.index + 1)"
    case .state: return ""
    }
  }
}
