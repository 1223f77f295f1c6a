import NetproofEngine
import NetproofModel
import NetproofSyntax

/// The member `mirroring` of `netproof.answer/1`.
struct MirrorJSON {
  let context: ReportContext
  let report: MirrorReport

  private var parts: PartsJSON { PartsJSON(context: context) }

  var value: JSONValue {
    .object([
      (
        "passages",
        .array(
          report.passages.enumerated().flatMap { index, one in one.map { passage($0, index) } })
      ),
      ("copies", .array(report.copies.map(copy))),
    ])
  }

  private func passage(_ one: MirroredPassage, _ index: Int) -> JSONValue {
    var (outcome, session, rule) = ("not-mirrored", JSONValue.null, JSONValue.null)
    switch one.outcome {
    case .mirrored(let id, let ground):
      outcome = "mirrored"
      session = parts.component(.mirrorSession(id))
      rule = ground.map { parts.evidence(.rule($0)) } ?? .null
    case .left(.rejected(let ground)): rule = parts.evidence(.rule(ground))
    case .left(.noSession), .left(.unmatched), .left(.dropped): break
    case .unknown: outcome = "undetermined"
    }
    return .object([
      ("class", .number(index)),
      ("interface", parts.component(.interface(one.interface))),
      ("direction", .string(one.direction.rawValue)),
      ("side", .string(one.side.rawValue)),
      ("packets", parts.packets(one.packets)),
      ("outcome", .string(outcome)), ("session", session), ("rule", rule),
      ("message", .string(context.wording.sentence(one))),
      ("notes", notes(one.assumptions)),
    ])
  }

  private func copy(_ one: MirrorCopy) -> JSONValue {
    let target = context.model.mirrorSessions[one.session].target
    return .object([
      ("session", parts.component(.mirrorSession(one.session))),
      ("target", target.map { parts.component($0.component) } ?? .null),
      ("verdict", .string(one.verdict.rawValue)),
      ("packets", one.packets.map { parts.packets($0) } ?? .null),
      ("way", parts.way(one.way)),
      ("obstacles", .array(one.obstacles.map(obstacle))),
      ("notes", notes(one.notes)),
      ("gaps", .array(one.gaps.map(gap))),
    ])
  }

  private func notes(_ remarks: [Remark]) -> JSONValue {
    .array(remarks.map { parts.remark($0, context.wording.sentence(note: $0)) })
  }

  private func obstacle(_ one: Obstacle) -> JSONValue {
    .object(
      [
        ("code", .string(one.code.nameForCopies)),
        ("component", parts.component(one.component)),
        ("evidence", parts.evidence(one.evidence)),
        ("message", .string(context.wording.sentence(one))),
      ] + parts.place(context.places.span(of: one)))
  }

  private func gap(_ one: Remark) -> JSONValue {
    .object([
      ("code", .string(one.code.nameForCopies)),
      ("component", one.component.map { parts.component($0) } ?? .null),
      ("message", .string(context.wording.sentence(gap: one))),
    ])
  }
}
