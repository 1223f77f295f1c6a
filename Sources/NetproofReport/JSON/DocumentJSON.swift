public import NetproofChecks
public import NetproofEngine
import NetproofModel
import NetproofSyntax

extension ReportContext {
  /// One answer as a document of the form `netproof.answer/1`.
  public func traceJSON(
    _ answer: Answer, subject: TraceSubject, fixes: FixSearch, mirroring: MirrorReport? = nil,
    flowLog: FlowLog? = nil
  ) -> String {
    var json = AnswerJSON(context: self, answer: answer, subject: subject, fixes: fixes)
    json.mirroring = mirroring
    json.flowLog = flowLog
    return json.value.text
  }
}

extension CheckUnit {
  /// What became of every assertion as a document of the form `netproof.check/1`.
  public static func json(_ units: [CheckUnit]) -> String {
    let outcomes = units.flatMap(\.outcomes)
    let scopes = units.flatMap(\.scopes)
    func count(_ status: Outcome.Status) -> JSONValue {
      .number(outcomes.count { $0.status == status })
    }
    let document = JSONValue.object([
      ("schema", .string("netproof.check/1")),
      (
        "summary",
        .object([
          ("topologies", .number(units.count)), ("assertions", .number(outcomes.count)),
          ("held", count(.held)), ("failed", count(.failed)),
          ("undetermined", count(.undetermined)),
          ("scopes", .number(scopes.count)),
          ("scopes_failed", .number(scopes.count { $0.failsCheck })),
          ("findings", .number(scopes.reduce(0) { $0 + $1.findings.count })),
        ])
      ),
      ("topologies", .array(units.map(\.headJSON))),
      ("results", .array(units.flatMap { unit in unit.outcomes.map(unit.json) })),
      (
        "scopes",
        .array(
          units.flatMap { unit in
            unit.scopes.map(ScopeJSON(context: unit.context, path: unit.path).value)
          })
      ),
    ])
    return document.text
  }

  private var headJSON: JSONValue {
    .object([
      ("path", .string(path)), ("name", .optional(name)),
      ("warnings", .array(warnings.map(json))),
    ])
  }

  private func json(_ warning: Diagnostic) -> JSONValue {
    let place = context.places.place(warning.span)
    return .object([
      ("code", .string(warning.code)), ("severity", .string(warning.severity.rawValue)),
      ("message", .string(warning.message)), ("file", .optional(place?.file)),
      ("line", place.map { .number($0.line) } ?? .null),
      ("column", place.map { .number($0.column) } ?? .null), ("help", .strings(warning.help)),
    ])
  }

  private func json(_ outcome: Outcome) -> JSONValue {
    let assertion = outcome.assertion
    let place = context.places.place(assertion.span)
    return .object([
      ("topology", .string(path)),
      (
        "assertion",
        .object([
          ("name", .optional(assertion.name?.value)),
          ("from", .strings(assertion.from.map(\.value))),
          ("to", .strings(assertion.to.map(\.value))),
          ("port", .strings(assertion.ports.map(\.value))),
          ("expect", .string(assertion.expect.value.rawValue)),
          ("file", .optional(place?.file)),
          ("line", place.map { .number($0.line) } ?? .null),
          ("column", place.map { .number($0.column) } ?? .null),
        ])
      ),
      ("outcome", .string(outcome.status.rawValue)),
      ("code", .optional(outcome.code)),
      (
        "mismatches",
        .array(
          outcome.mismatches.map {
            .object([
              ("key", .string($0.key)), ("expected", .string($0.expected)),
              ("found", .string($0.found)),
            ])
          })
      ),
      (
        "answer",
        AnswerJSON(
          context: context, answer: outcome.answer, subject: outcome.subject,
          fixes: outcome.fixes
        ).value
      ),
    ])
  }
}
