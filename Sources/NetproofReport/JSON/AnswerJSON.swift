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

  var value: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("schema", .string("netproof.answer/1")),
      ("verdict", .string(answer.verdict.rawValue)),
      ("query", query),
      ("classes", .array(answer.classes.map(packetClass))),
      ("obstacles", .array(answer.obstacles.map(obstacle))),
      ("fixes", .array(fixes.fixes.map(fix))),
      ("notes", .array(answer.notes.map { remark($0, context.wording.sentence(note: $0)) })),
      ("gaps", .array(answer.gaps.map { remark($0, context.wording.sentence(gap: $0)) })),
      ("witness", witness),
    ]
    if let none = fixes.noFix { members.append(("no_fix", noFix(none))) }
    return .object(members)
  }

  private var query: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("from", .string(subject.from)), ("to", .string(subject.to)),
      ("port", .string(subject.port)),
    ]
    if let ports = subject.clientPorts { members.append(("client_ports", .string(ports))) }
    return .object(members)
  }

  // MARK: - Classes

  private func packetClass(_ one: PacketClass) -> JSONValue {
    .object([
      ("family", .string(one.packets.family.name)),
      ("alternative", .number(one.alternative)),
      ("verdict", .string(one.verdict.rawValue)),
      ("from", .strings(names(one.origin))),
      ("to", .strings(names(one.goal))),
      ("packets", packets(one.packets)),
      (
        "translated_ports",
        one.translatedPorts.map { .strings(Self.ranges($0)) } ?? .null
      ),
      ("arrives", .bool(one.arrives)),
      ("forward", .array(one.forward.map(step))),
      ("reply", .array(one.reply.map(step))),
      ("obstacles", .array(one.obstacles.map { .number($0) })),
    ])
  }

  private func names(_ group: EndGroup) -> [String] {
    switch group {
    case .interfaces(let members):
      members.map { context.model.interfaces[$0].identity.qualifiedName }
    case .network(let id): [context.model.networks[id].identity.qualifiedName]
    case .address(let address): ["\(address)"]
    }
  }

  private func step(_ step: Step) -> JSONValue {
    .object([
      ("component", component(step.component)),
      ("side", .optional(step.side?.rawValue)),
      ("action", .string(step.action.rawValue)),
      ("packet", packets(step.packets)),
      ("evidence", evidence(step.evidence)),
    ])
  }

  /// Ports are left out where the protocol has none; for ICMP types (and codes) stand in their place.
  private func packets(_ cube: PacketCube) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("protocol", .string(Self.protocols(cube.protocols))),
      ("source", .strings(PacketText.blocks(cube.sources, cube.family))),
      ("destination", .strings(PacketText.blocks(cube.destinations, cube.family))),
    ]
    let hasPorts = !cube.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    if hasPorts {
      members.append(("source_ports", .strings(Self.ranges(cube.sourcePorts))))
      members.append(("destination_ports", .strings(Self.ranges(cube.destinationPorts))))
    } else if cube.protocols.single?.isICMP ?? false {
      members.append(("icmp_types", .strings(PacketText.icmp(cube.destinationPorts))))
    }
    return .object(members)
  }

  private static func protocols(_ set: ProtocolSet) -> String {
    if set == .all { return "all" }
    if let single = set.single { return single.name }
    return "protocol/\(PacketText.numbers(set))"
  }

  private static func ranges(_ ports: PortSet) -> [String] {
    ports.intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)" }
  }

  // MARK: - Components and evidence

  private func component(_ component: ComponentID) -> JSONValue {
    let identity = context.model.identity(of: component)
    return .object([
      ("kind", .string(component.kind.rawValue)), ("name", .string(identity.qualifiedName)),
      ("id", .optional(identity.awsID)), ("account", .optional(identity.account)),
      ("region", .optional(identity.region)),
    ])
  }

  private func evidence(_ evidence: Evidence) -> JSONValue {
    var members: [(key: String, value: JSONValue)]
    switch evidence {
    case .rule(let id):
      let number = context.wording.rules.number(id).map { JSONValue.number($0) }
      members = [
        ("kind", .string("rule")), ("rule", number ?? .null),
        ("text", .string(context.wording.rules.text(id))),
      ]
    case .route(let id):
      members = [
        ("kind", .string("route")), ("rule", .null),
        ("text", .string(context.wording.rules.text(id))),
      ]
    case .state: members = [("kind", .string("state")), ("rule", .null), ("text", .null)]
    case .absence(let component, _):
      let rule: JSONValue = component.kind == .networkACL ? .string("*") : .null
      members = [("kind", .string("absence")), ("rule", rule), ("text", .null)]
    }
    return .object(members + place(context.places.span(of: evidence)))
  }

  private func place(_ span: Span?) -> [(key: String, value: JSONValue)] {
    guard let place = context.places.place(span) else {
      return [("file", .null), ("line", .null), ("column", .null)]
    }
    return [
      ("file", .string(place.file)), ("line", .number(place.line)),
      ("column", .number(place.column)),
    ]
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
        ("component", component(one.component)),
        ("packets", packets(one.packets)),
        ("evidence", evidence(one.evidence)),
        ("nearest", nearest(one)),
        ("message", .string(context.wording.sentence(one))),
      ] + place(context.places.span(of: one)))
  }

  private func nearest(_ obstacle: Obstacle) -> JSONValue {
    guard let miss = context.model.nearestMiss(of: obstacle) else { return .null }
    let number = context.wording.rules.number(miss.rule).map { JSONValue.number($0) }
    return .object(
      [
        ("rule", number ?? .null), ("text", .string(context.wording.rules.text(miss.rule))),
        ("differs", .strings(miss.differs.map(\.rawValue))),
      ] + place(context.places.map.place(of: miss.rule)))
  }

  private func hint(_ hint: Hint) -> JSONValue {
    .object([
      ("code", .string(hint.code.rawValue)),
      ("message", .string(context.wording.sentence(hint))),
    ])
  }

  private func remark(_ remark: Remark, _ message: String) -> JSONValue {
    .object([
      ("code", .string(remark.code.rawValue)),
      ("component", remark.component.map(component) ?? .null), ("message", .string(message)),
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
      ("component", component(none.component)),
      ("message", .string(context.wording.sentence(none))),
      ("edits", .array(none.edits.map(edit))),
    ])
  }

  private func passage(_ passage: Passage) -> JSONValue {
    .object([
      ("from", .strings(names(passage.origin))), ("to", .strings(names(passage.goal))),
      ("packets", packets(passage.packets)),
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
