import NetproofEngine
import NetproofModel
import NetproofSets

/// Compares which interfaces a packet passes, as the search tells it and as the replay has seen it.
struct PassageAgreement {
  let network: LoadedNetwork

  /// What one of them tells and the other does not, in words; nothing if they agree.
  func difference(about flow: Flow) -> String? {
    var seen = network.replay.sightings(of: flow)
    var unmatched: [[InterfacePassage]] = []
    for told in network.analyzer.passages(of: flow) {
      if let index = seen.firstIndex(where: { Self.agree(told, $0) }) {
        seen.remove(at: index)
      } else {
        unmatched.append(told)
      }
    }
    guard !unmatched.isEmpty || !seen.isEmpty else { return nil }
    return """
      only the replay:
        \(seen.map { $0.map(text).joined(separator: "; ") }.joined(separator: "\n  "))
      only the search:
        \(unmatched.map { $0.map(text).joined(separator: "; ") }.joined(separator: "\n  "))
      """
  }

  private static func agree(_ told: [InterfacePassage], _ seen: [Replay.Sighting]) -> Bool {
    told.count == seen.count && zip(told, seen).allSatisfy { agree($0, $1) }
  }

  private static func agree(_ told: InterfacePassage, _ seen: Replay.Sighting) -> Bool {
    let refusal: Code? = if case .rejected(let code, _) = told.fate { code } else { nil }
    let isOne =
      !seen.packet.ipProtocol.hasPorts
      || told.packets.sourcePorts.single != nil && told.packets.destinationPorts.single != nil
    return agree(told.holder, seen.place) && (told.side == .inbound) == seen.isIncoming
      && told.direction == seen.direction && refusal == seen.refusal && isOne
      && told.packets.contains(seen.packet)
  }

  private static func agree(
    _ holder: InterfacePassage.Holder, _ place: Replay.Sighting.Place
  ) -> Bool {
    switch (holder, place) {
    case (.interface(let one), .interface(let other)): one == other
    case (.natGateway(let one), .natGateway(let other)): one == other
    case (.attachment(let one, let near), .attachment(let other, let far)):
      one == other && near == far
    case (.endpoint(let one), .endpoint(let other)): one == other
    default: false
    }
  }

  // MARK: - Words

  private func text(_ told: InterfacePassage) -> String {
    let refusal: Code? = if case .rejected(let code, _) = told.fate { code } else { nil }
    return "\(told.side == .inbound ? "in" : "out") \(told.holder) \(told.direction.rawValue) "
      + "\(told.packets) \(refusal?.rawValue ?? "")"
  }

  private func text(_ seen: Replay.Sighting) -> String {
    "\(seen.isIncoming ? "in" : "out") \(seen.place) \(seen.direction.rawValue) \(seen.packet) "
      + "\(seen.refusal?.rawValue ?? "")"
  }
}
