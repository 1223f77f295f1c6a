import NetproofEngine
import NetproofModel
import NetproofSyntax

/// Ways that an assertion demands (`through:`, `reply-through:`).
extension AssertionCheck {
  /// Where packets take another way than the one that is asked for.
  ///
  /// If any class of packets is reachable only the reachable ones count, otherwise all do.
  func wayMismatches(
    _ assertion: AssertionEntry, _ answer: Answer
  ) throws(Fault) -> [Mismatch] {
    let open = answer.classes.indices.filter { answer.classes[$0].verdict == .reachable }
    let counted = open.isEmpty ? Array(answer.classes.indices) : open
    let forward = try mismatch(
      "through", assertion.through, counted.map { ($0, answer.classes[$0].forward) })
    let reply = try mismatch(
      "reply-through", assertion.replyThrough, counted.map { ($0, answer.classes[$0].reply) })
    return [forward, reply].compactMap { $0 }
  }

  /// The first way that does not pass the stations in their order.
  private func mismatch(
    _ key: String, _ stations: [Reference], _ ways: [(packetClass: Int, steps: [Step])]
  ) throws(Fault) -> Mismatch? {
    guard let first = stations.first else { return nil }
    var named: [[ComponentID]] = []
    for station in stations { named.append(try components(station, as: key)) }
    for way in ways {
      let passed = way.steps.filter { $0.action != .denied }
      guard !Station.passes(Place.all(of: passed), named, analyzer.model) else { continue }
      return Mismatch(
        key: key, expected: stations.map(\.value).joined(separator: ", "),
        found: text(of: passed.map(\.component)), span: first.span, packetClass: way.packetClass)
    }
    return nil
  }

  private func components(_ station: Reference, as key: String) throws(Fault) -> [ComponentID] {
    let text = QuestionText(station.value, at: station.span, as: key)
    switch Station.read(text, analyzer.model, names) {
    case .success(let components): return components
    case .failure(let error): throw .rejected(Rejection([error.fault.diagnostic]))
    }
  }

  /// The way without its filters, which stand at every border.
  private func text(of way: [ComponentID]) -> String {
    let filters: Set<ComponentID.Kind> = [.networkACL, .securityGroup]
    var shown: [ComponentID] = []
    for component in way where shown.last != component && !filters.contains(component.kind) {
      shown.append(component)
    }
    return shown.map { analyzer.model.identity(of: $0).qualifiedName }.joined(separator: ", ")
  }
}
