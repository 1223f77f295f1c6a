import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax

/// What a scope found as `netproof.check/1` has it; `docs/format/check.schema.json` describes it.
struct ScopeJSON {
  let context: ReportContext
  /// The path that named the topology.
  let path: String

  private var parts: PartsJSON { PartsJSON(context: context) }

  func value(_ outcome: ScopeOutcome) -> JSONValue {
    .object([
      ("topology", .string(path)),
      (
        "scope",
        .object(
          [
            ("name", .string(outcome.scope.name.value)),
            ("expect", .optional(outcome.scope.expectsNothing ? "empty" : nil)),
          ] + parts.place(outcome.scope.name.span))
      ),
      ("outcome", .string(outcome.status.rawValue)),
      ("code", .optional(outcome.code)),
      ("findings", .array(outcome.findings.map(finding))),
      ("gaps", .array(outcome.gaps.map(gap))),
      (
        "assumptions",
        .array(outcome.assumptions.map { parts.remark($0, context.wording.sentence(note: $0)) })
      ),
    ])
  }

  private func finding(_ finding: ScopeFinding) -> JSONValue {
    .object([
      ("id", .string(finding.id)),
      ("from", .strings(parts.names(finding.from))), ("to", .strings(parts.names(finding.to))),
      ("packets", .array(finding.packets.map(parts.packets))),
      ("way", parts.way(finding.way)),
    ])
  }

  private func gap(_ gap: ScopeGap) -> JSONValue {
    .object([
      ("from", .strings(parts.names(gap.from))), ("to", .strings(parts.names(gap.to))),
      ("gap", parts.remark(gap.remark, context.wording.sentence(gap: gap.remark))),
    ])
  }
}
