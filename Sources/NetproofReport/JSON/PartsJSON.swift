import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// What the documents have in common: ends, steps, packets, components, places.
struct PartsJSON {
  let context: ReportContext

  func names(_ group: EndGroup) -> [String] {
    switch group {
    case .interfaces(let members):
      members.map { context.model.interfaces[$0].identity.qualifiedName }
    case .network(let id): [context.model.networks[id].identity.qualifiedName]
    case .address(let address): ["\(address)"]
    }
  }

  func way(_ steps: [Step]) -> JSONValue {
    .array(steps.indices.map { step($0, in: steps) })
  }

  private func step(_ index: Int, in way: [Step]) -> JSONValue {
    let step = way[index]
    var members: [(key: String, value: JSONValue)] = [
      ("component", component(step.component)),
      ("side", .optional(step.side?.rawValue)),
      ("action", .string(step.action.rawValue)),
      ("packet", packets(step.packets)),
      ("evidence", evidence(step.evidence)),
    ]
    if let status = ConnectionTracking(context.model).status(of: index, in: way) {
      members.append(("connection", .string(status.rawValue)))
    }
    return .object(members)
  }

  /// Ports are left out where the protocol has none; for ICMP types (and codes) stand in their place.
  func packets(_ cube: PacketCube) -> JSONValue {
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

  static func ranges(_ ports: PortSet) -> [String] {
    ports.intervals.map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)-\($0.upper)" }
  }

  // MARK: - Components and evidence

  func component(_ component: ComponentID) -> JSONValue {
    let identity = context.model.identity(of: component)
    return .object([
      ("kind", .string(component.kind.rawValue)), ("name", .string(identity.qualifiedName)),
      ("id", .optional(identity.awsID)), ("account", .optional(identity.account)),
      ("region", .optional(identity.region)),
    ])
  }

  func evidence(_ evidence: Evidence) -> JSONValue {
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

  func place(_ span: Span?) -> [(key: String, value: JSONValue)] {
    guard let place = context.places.place(span) else {
      return [("file", .null), ("line", .null), ("column", .null)]
    }
    return [
      ("file", .string(place.file)), ("line", .number(place.line)),
      ("column", .number(place.column)),
    ]
  }

  func remark(_ remark: Remark, _ message: String) -> JSONValue {
    .object([
      ("code", .string(remark.code.rawValue)),
      ("component", remark.component.map(component) ?? .null), ("message", .string(message)),
    ])
  }
}
