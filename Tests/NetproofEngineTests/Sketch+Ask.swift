import NetproofEngine
import NetproofModel
import NetproofSets

/// Questions to a sketch, as the vectors ask them.
extension Sketch {
  /// What the replay says to a question such as `app1 → 10.1.1.10 tcp/443`.
  ///
  /// One text for each alternative: `reachable`, or the obstacles and the gap in their order, such
  /// as `reply rtb-b NO_ROUTE` and `gap vpc-d NOT_DESCRIBED`, with commas between.
  func ask(_ question: String, oneWay: Bool = false) throws -> [String] {
    let model = try model()
    let flow = try flow(question, model, oneWay: oneWay)
    return Replay(model).outcomes(of: flow).map { outcome in
      let obstacles = outcome.obstacles.map {
        let name = model.identity(of: $0.component).name
        return "\($0.direction.rawValue) \(name) \($0.code.rawValue)"
      }
      let gap = outcome.gap.map {
        "gap \(model.identity(of: $0.component).name) \($0.code.rawValue)"
      }
      let all = obstacles + (gap.map { [$0] } ?? [])
      return all.isEmpty ? "reachable" : all.joined(separator: ", ")
    }
  }

  func flow(_ question: String, _ model: Model, oneWay: Bool = false) throws -> Flow {
    let words = question.split(separator: " ").map(String.init)
    guard words.count == 4, words[1] == "→" else { throw SketchError(question) }
    let destination = try address(words[2])
    let (origin, source) = try source(words[0], destination.family)
    let service = try service(words[3])
    guard let kind = service.protocols.first else { throw SketchError(question) }
    let hasPort = kind.hasPorts || kind.isICMP
    let packet = Packet(
      destination.family, kind, source: source.bits, destination: destination.bits,
      sourcePort: kind.hasPorts ? 40_000 : 0,
      destinationPort: hasPort ? service.ports.first ?? 0 : 0)
    return Flow(
      origin: origin, goal: goal(destination, model), packet: packet, oneWay: oneWay)
  }

  /// `web1`, or `web1(10.0.0.11)` for a packet with that source.
  private func source(_ text: String, _ family: Family) throws -> (Origin, Address) {
    let parts = text.split(whereSeparator: { $0 == "(" || $0 == ")" }).map(String.init)
    let name = parts[0]
    if let host = hosts[name] {
      let own = try host.addresses.map(address).filter { $0.family == family }
      guard let source = try parts.count == 2 ? address(parts[1]) : own.first else {
        throw SketchError(text)
      }
      return (.interface(try id(name, hosts)), source)
    }
    guard let index = networks.index(name), let block = networks[name]?.cidrs.first else {
      throw SketchError(text)
    }
    let source = try parts.count == 2 ? address(parts[1]) : prefix(block).base
    return (.network(ID(index + 1)), source)
  }

  /// Who owns an address: an interface, a network, or nobody that could receive; of NAT64
  /// addresses who owns the IPv4 address in them.
  private func goal(_ address: Address, _ model: Model) -> Goal {
    let nat64 = Address("64:ff9b::").map { Prefix(containing: $0, length: 96) }
    let wanted =
      nat64?.contains(address) == true
      ? Address(.ipv4, address.bits & UInt128(UInt32.max)) : address
    let owner = model.interfaces.ids.first { id in
      model.interfaces[id].addresses.contains(wanted)
        || model.interfaces[id].publicAddresses.contains { $0.publicAddress == wanted }
    }
    if let owner { return .interface(owner) }
    let network = model.networks.ids.first { model.networks[$0].addresses.contains(wanted) }
    return network.map { .network($0) } ?? .address
  }
}
