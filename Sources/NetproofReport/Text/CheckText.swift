import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax

extension CheckUnit {
  /// What became of every assertion, failures explained, and a summary at the end.
  public static func text(_ units: [CheckUnit], detail: Detail) -> String {
    var page = Page(isColoured: units.contains { $0.context.isColoured })
    for unit in units { unit.write(into: &page, detail) }
    page.blank()
    summary(units, into: &page)
    return page.text
  }

  /// Assertions that hold are listed one by one up to this many, unless all details are asked for.
  private static let mostHeld = 60

  private func write(into page: inout Page, _ detail: Detail) {
    page.blank()
    let title = name.map { " (\($0))" } ?? ""
    page.line(Page.Run(path, .strong), Page.Run(title))
    let listsHeld = detail != .brief && (detail != .normal || outcomes.count <= Self.mostHeld)
    for outcome in outcomes where outcome.status != .held || listsHeld {
      line(outcome, into: &page)
    }
    if !listsHeld, count(.held) > 0 {
      page.line(Page.Run("  held          ", .good), Page.Run("\(count(.held)) assertions"))
    }
    if outcomes.isEmpty, scopes.isEmpty { page.line(Page.Run("  no assertion is written here")) }
    let scopeText = ScopeText(context: context, detail: detail)
    for scope in scopes { scopeText.line(scope, into: &page) }
    reservations(into: &page)
    for outcome in outcomes where outcome.status != .held {
      explain(outcome, detail, into: &page)
    }
    for scope in scopes where scope.status != .empty { scopeText.explain(scope, into: &page) }
  }

  private func line(_ outcome: Outcome, into page: inout Page) {
    let style: Page.Style
    switch outcome.status {
    case .held: style = .good
    case .failed: style = .error
    case .undetermined: style = .warning
    }
    page.line(
      Page.Run("  \(outcome.status.rawValue.padded(to: 14))", style), Page.Run(outcome.title))
  }

  /// Notes without which what holds, and what scopes find, is easily taken for more than it is.
  private func reservations(into page: inout Page) {
    let told = outcomes.filter { $0.status == .held }.flatMap(\.answer.notes)
      .filter { $0.code == .assumption || $0.code == .privateAddressAsked }
    var notes: [Remark] = []
    for note in told + scopes.flatMap(\.assumptions) where !notes.contains(note) {
      notes.append(note)
    }
    for note in notes.prefix(Self.mostReservations) {
      page.line(
        Page.Run("  note: ", .note), Page.Run(context.wording.sentence(note: note)),
        Page.Run(" [\(note.code.rawValue)]", .dim))
    }
    if notes.count > Self.mostReservations {
      let rest = notes.count - Self.mostReservations
      page.line(Page.Run("  and \(rest) more such notes, see `--format json`", .dim))
    }
  }

  private static let mostReservations = 8

  // MARK: - Failures

  private func explain(_ outcome: Outcome, _ detail: Detail, into page: inout Page) {
    guard let code = outcome.code else { return }
    let text = AnswerText(
      context: context, answer: outcome.answer, subject: outcome.subject, fixes: outcome.fixes,
      detail: detail, asked: outcome.mismatches.lazy.compactMap(\.packetClass).first)
    let severity = outcome.status == .failed ? "error" : "undetermined"
    page.blank()
    page.line(
      Page.Run("\(severity)[\(code)]", outcome.status == .failed ? .error : .warning),
      Page.Run(": \(text.headline)", .strong))
    let expected = "expected \(outcome.assertion.expect.value.rawValue)"
    let name = outcome.assertion.name.map { ": \($0.value)" } ?? ""
    excerpt(outcome.assertion.span, "\(expected)\(name)", into: &page)
    for mismatch in outcome.mismatches {
      let found = mismatch.found.isEmpty ? "nothing" : "`\(mismatch.found)`"
      excerpt(
        mismatch.span, "`\(mismatch.key)` is \(found), not `\(mismatch.expected)`", into: &page)
    }
    text.body(into: &page)
  }

  private func excerpt(_ span: Span, _ caption: String, into page: inout Page) {
    guard let excerpt = context.places.excerpt(span) else { return }
    ExcerptText.write(excerpt, caption, .error, into: &page)
  }

  // MARK: - Summary

  private static func summary(_ units: [CheckUnit], into page: inout Page) {
    let scopes = units.flatMap(\.scopes)
    if !scopes.isEmpty { ScopeText.summary(scopes, topologies: units.count, into: &page) }
    let all = units.reduce(0) { $0 + $1.outcomes.count }
    guard all > 0 else {
      guard scopes.isEmpty else { return }
      page.line(Page.Run("no assertions: the topologies are valid, nothing else was checked"))
      return
    }
    let held = units.reduce(0) { $0 + $1.count(.held) }
    let failed = units.reduce(0) { $0 + $1.count(.failed) }
    let undetermined = units.reduce(0) { $0 + $1.count(.undetermined) }
    let noun = all == 1 ? "assertion" : "assertions"
    let within = units.count > 1 ? " in \(units.count) topologies" : ""
    page.line(
      Page.Run("\(all) \(noun)\(within): ", .strong),
      Page.Run("\(held) held", held > 0 ? .good : .plain), Page.Run(", "),
      Page.Run("\(failed) failed", failed > 0 ? .error : .plain), Page.Run(", "),
      Page.Run("\(undetermined) undetermined", undetermined > 0 ? .warning : .plain))
  }
}
