import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// What has changed between two networks as `netproof.diff/1`; `docs/format/diff.schema.json`
/// describes it.
struct DiffJSON {
  let report: DiffReport

  private var diff: NetworkDiff { report.diff }

  var value: JSONValue {
    .object([
      ("schema", .string("netproof.diff/1")), ("equal", .bool(report.isEqual)),
      ("old", .strings(report.subject.old)), ("new", .strings(report.subject.new)),
      ("query", query),
      ("groups", .array((diff.lines + diff.internet).map(group))),
      ("new_ends", lone(diff.added, report.new)), ("gone_ends", lone(diff.removed, report.old)),
      ("assertions", .array(report.assertions.map(assertion))),
      ("changes", .array(diff.models.changes.indices.map(change))),
      (
        "summary",
        .object([
          ("pairs_changed", .number(diff.pairs)), ("pairs_shifted", .number(diff.shiftedPairs)),
          ("pairs_not_compared", .number(diff.partialPairs)),
          ("complete", .bool(!diff.isTooVaried)),
        ])
      ),
    ])
  }

  private var query: JSONValue {
    let reach = report.subject.reach
    return .object([
      ("from", .strings(reach.from)), ("to", .strings(reach.to)), ("port", .strings(reach.ports)),
      ("client_ports", .optional(reach.clientPorts)), ("family", .optional(report.subject.family)),
    ])
  }

  // MARK: - Groups

  private func group(_ line: DiffLine) -> JSONValue {
    .object(
      [
        ("before", .string(line.change.before.rawValue)),
        ("after", .string(line.change.after.rawValue)),
        ("from", side(line.sourceNumbers, line)), ("to", side(line.destinationNumbers, line)),
        ("pairs", .number(line.pairs)),
        ("family", .optional(line.family.map { $0 == .ipv4 ? "ipv4" : "ipv6" })),
      ] + ports(line.ports) + [("cause", line.cause.map(cause) ?? .null)])
  }

  private func side(_ numbers: [Int], _ line: DiffLine) -> JSONValue {
    guard numbers.isEmpty, let remote = line.remote else { return names(numbers, report.new) }
    return .strings(InternetText.blocks(remote))
  }

  private func names(_ numbers: [Int], _ context: ReportContext) -> JSONValue {
    let ends = EndNumbers(context.model)
    return .strings(
      numbers.map { number in
        if let id = ends.interface(number) {
          return context.model.interfaces[id].identity.qualifiedName
        }
        return ends.network(number).map { context.model.networks[$0].identity.qualifiedName } ?? ""
      })
  }

  private func ports(_ ports: CountedPorts) -> [(key: String, value: JSONValue)] {
    [
      ("tcp", .strings(PartsJSON.ranges(ports.tcp))),
      ("udp", .strings(PartsJSON.ranges(ports.udp))),
      ("icmp", .bool(ports.hasEcho)),
    ]
  }

  private func cause(_ cause: DiffCause) -> JSONValue {
    let proof: JSONValue =
      switch cause.proof {
      case .made: .string("made")
      case .undone: .string("undone")
      case nil: .null
      }
    return .object([
      ("changes", .array(cause.changes.map { .number($0) })),
      ("others", .array(cause.others.map { .array($0.map { .number($0) }) })),
      ("verified", proof),
      (
        "example",
        .object(
          [("from", .string(cause.example.from)), ("to", .string(cause.example.to))]
            + ports(cause.example.ports) + [
              ("obstacles_before", obstacles(cause.example.before, report.old)),
              ("obstacles_after", obstacles(cause.example.after, report.new)),
            ])
      ),
    ])
  }

  private func obstacles(_ answer: Answer?, _ context: ReportContext) -> JSONValue {
    let parts = PartsJSON(context: context)
    return .array(
      (answer?.obstacles ?? []).map { obstacle in
        .object([
          ("code", .string(obstacle.code.rawValue)),
          ("component", parts.component(obstacle.component)),
          ("evidence", parts.evidence(obstacle.evidence)),
          ("message", .string(context.wording.sentence(obstacle))),
        ])
      })
  }

  // MARK: - Ends, assertions, changes

  private func lone(_ ends: NetworkDiff.LoneEnds?, _ context: ReportContext) -> JSONValue {
    guard let ends else { return .array([]) }
    return names(ends.numbers, context)
  }

  private func assertion(_ one: AssertionDiff) -> JSONValue {
    let context = one.isNew ? report.new : report.old
    return .object(
      [
        ("name", .optional(one.assertion.name?.value)),
        ("from", .strings(one.assertion.from.map(\.value))),
        ("to", .strings(one.assertion.to.map(\.value))),
        ("port", .strings(one.assertion.ports.map(\.value))),
        ("expect", .string(one.assertion.expect.value.rawValue)),
        ("before", .optional(one.before?.status.rawValue)),
        ("after", .optional(one.after?.status.rawValue)),
      ] + PartsJSON(context: context).place(one.assertion.span))
  }

  private func change(_ index: Int) -> JSONValue {
    let change = diff.models.changes[index]
    let text = report.change(index)
    let action: String =
      switch text.sign {
      case .add: "added"
      case .remove: "removed"
      case .change: "changed"
      }
    let effect: JSONValue =
      switch diff.effects[index] {
      case .some: .bool(true)
      case .none: .bool(false)
      case .unknown: .null
      }
    let component =
      change.newComponent.map { PartsJSON(context: report.new).component($0) }
      ?? change.oldComponent.map { PartsJSON(context: report.old).component($0) } ?? .null
    return .object([
      ("action", .string(action)), ("component", component), ("subject", .string(text.subject)),
      ("text", .optional(text.text.isEmpty ? nil : text.text)), ("effect", effect),
      ("old", place(text.oldSpan, report.old)), ("new", place(text.newSpan, report.new)),
    ])
  }

  private func place(_ span: Span?, _ context: ReportContext) -> JSONValue {
    context.places.place(span) == nil
      ? .null : .object(PartsJSON(context: context).place(span))
  }
}
