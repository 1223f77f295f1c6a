import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// The form `netproof.answer/1` of an answer; `docs/format/answer.schema.json` describes it.
struct AnswerJSON {
  let context: ReportContext
  let answer: Answer
  let subject: TraceSubject
  let fixes: FixSearch
  /// What is told of Traffic Mirroring, if it was asked for.
  var mirroring: MirrorReport?
  /// What is told only if somebody asks.
  var flowLog: FlowLog?

  private var parts: PartsJSON { PartsJSON(context: context) }

  var value: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("netproof.answer/1")),
      ("verdict", .string(answer.verdict.rawValue)),
      ("query", query),
      ("classes", .array(answer.classes.map(packetClass))),
      ("obstacles", .array(answer.obstacles.map(obstacle))),
      ("fixes", .array(fixes.fixes.map(fix))),
      ("notes", .array(answer.notes.map { parts.remark($0, context.wording.sentence(note: $0)) })),
      ("gaps", .array(answer.gaps.map { parts.remark($0, context.wording.sentence(gap: $0)) })),
      ("witness", witness),
    ]
    if let none = fixes.noFix { members.append(("no_fix", noFix(none))) }
    if let mirroring {
      members.append(("mirroring", MirrorJSON(context: context, report: mirroring).value))
    }
    if let flowLog {
      members.append(("flow_logs", FlowLogJSON(context: context, log: flowLog).value))
    }
    return .object(members)
  }

  private var query: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("from", .string(subject.from)), ("to", .string(subject.to)),
      ("port", .string(subject.port)),
    ]
    if let ports = subject.clientPorts { members.append(("client_ports", .string(ports))) }
    if !subject.through.isEmpty { members.append(("through", .strings(subject.through))) }
    if !subject.avoiding.isEmpty { members.append(("avoiding", .strings(subject.avoiding))) }
    return .object(members)
  }

  // MARK: - Classes

  private func packetClass(_ one: PacketClass) -> JSONValue {
    .object([
      ("family", .string(one.packets.family.name)),
      ("alternative", .number(one.alternative)),
      ("verdict", .string(one.verdict.rawValue)),
      ("from", .strings(parts.names(one.origin))),
      ("to", .strings(parts.names(one.goal))),
      ("packets", parts.packets(one.packets)),
      (
        "translated_ports",
        one.translatedPorts.map { .strings(PartsJSON.ranges($0)) } ?? .null
      ),
      ("arrives", .bool(one.arrives)),
      ("forward", parts.way(one.forward)),
      ("reply", parts.way(one.reply)),
      ("obstacles", .array(one.obstacles.map { .number($0) })),
    ])
  }

  // MARK: - Obstacles, notes, gaps

  private func obstacle(_ one: Obstacle) -> JSONValue {
    .object(
      [
        ("code", .string(one.code.rawValue)),
        ("aws_code", .optional(one.code.awsName)),
        ("hints", .array(one.hints.map(hint))),
        ("direction", .string(one.direction.rawValue)),
        ("classes", .array(one.classes.map { .number($0) })),
        ("component", parts.component(one.component)),
        ("packets", parts.packets(one.packets)),
        ("evidence", parts.evidence(one.evidence)),
        ("nearest", nearest(one)),
        ("message", .string(context.wording.sentence(one))),
      ] + parts.place(context.places.span(of: one)))
  }

  private func nearest(_ obstacle: Obstacle) -> JSONValue {
    guard let miss = context.model.nearestMiss(of: obstacle) else { return .null }
    let number = context.wording.rules.number(miss.rule).map { JSONValue.number($0) }
    return .object(
      [
        ("rule", number ?? .null), ("text", .string(context.wording.rules.text(miss.rule))),
        ("differs", .strings(miss.differs.map(\.rawValue))),
      ] + parts.place(context.places.map.place(of: miss.rule)))
  }

  private func hint(_ hint: Hint) -> JSONValue {
    .object([
      ("code", .string(hint.code.rawValue)),
      ("message", .string(context.wording.sentence(hint))),
    ])
  }

  // MARK: - Fixes and the witness

  private func fix(_ fix: Fix) -> JSONValue {
    .object([
      ("edits", .array(fix.edits.map(edit))),
      ("verified", .bool(true)),
      ("complete", .bool(fix.isComplete)),
      ("also_opens", .array(fix.alsoOpens.map(passage))),
      ("also_delivers", .array(fix.alsoDelivers.map(passage))),
      ("also_closes", .array(fix.alsoCloses.map(passage))),
      ("bypasses", .array(fix.bypasses.map(bypass))),
      ("breaks", .array(fix.breaks.map(assertion))),
    ])
  }

  private func edit(_ edit: ModelEdit) -> JSONValue {
    let text = EditText(edit, context)
    let place = context.places.place(text.span)
    let change: (key: String, value: JSONValue)
    switch text.change {
    case .add(let new): change = ("add", .string(new))
    case .remove(let old): change = ("remove", .string(old))
    case .change(let old, let new):
      change = ("change", .object([("from", .string(old)), ("to", .string(new))]))
    }
    return .object([
      ("file", .optional(place?.file)), ("line", place.map { .number($0.line) } ?? .null),
      ("in", .string(text.subject)), change,
    ])
  }

  private func assertion(_ assertion: AssertionEntry) -> JSONValue {
    let place = context.places.place(assertion.span)
    return .object([
      ("name", .string(assertion.title)), ("file", .optional(place?.file)),
      ("line", place.map { .number($0.line) } ?? .null),
    ])
  }

  private func noFix(_ none: NoFix) -> JSONValue {
    .object([
      ("reason", .string(none.reason.rawValue)), ("code", .string(none.code.rawValue)),
      ("component", parts.component(none.component)),
      ("message", .string(context.wording.sentence(none))),
      ("edits", .array(none.edits.map(edit))),
    ])
  }

  private func bypass(_ bypass: Bypass) -> JSONValue {
    .object([
      ("component", parts.component(bypass.inspector)),
      ("direction", .string(bypass.direction.rawValue)),
      ("passage", passage(bypass.passage)),
    ])
  }

  private func passage(_ passage: Passage) -> JSONValue {
    .object([
      ("from", .strings(parts.names(passage.origin))), ("to", .strings(parts.names(passage.goal))),
      ("packets", parts.packets(passage.packets)),
    ])
  }

  private var witness: JSONValue {
    guard let witness = answer.witness else { return .null }
    let packet = witness.flow.packet
    var members: [(key: String, value: JSONValue)] = [
      ("class", .number(witness.packetClass)),
      ("protocol", .string(packet.ipProtocol.name)),
      ("source", .string("\(packet.sourceAddress)")),
      ("destination", .string("\(packet.destinationAddress)")),
    ]
    if packet.ipProtocol.hasPorts {
      members.append(("source_port", .number(Int(packet.sourcePort))))
      members.append(("destination_port", .number(Int(packet.destinationPort))))
    } else if packet.ipProtocol.isICMP {
      members.append(("icmp_type", .number(Int(ICMP.type(of: packet.destinationPort)))))
      members.append(("icmp_code", .number(Int(ICMP.code(of: packet.destinationPort)))))
    }
    return .object(members)
  }
}
