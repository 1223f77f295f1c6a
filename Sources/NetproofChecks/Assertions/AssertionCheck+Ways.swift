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
    let open = answer.classes.filter { $0.verdict == .reachable }
    let counted = open.isEmpty ? answer.classes : open
    let forward = try mismatch("through", assertion.through, counted.map(\.forward))
    let reply = try mismatch("reply-through", assertion.replyThrough, counted.map(\.reply))
    return [forward, reply].compactMap { $0 }
  }

  /// The first way that does not pass the stations in their order.
  private func mismatch(
    _ key: String, _ stations: [Reference], _ ways: [[Step]]
  ) throws(Fault) -> Mismatch? {
    guard let first = stations.first else { return nil }
    var named: [[ComponentID]] = []
    for station in stations { named.append(try components(station)) }
    for way in ways {
      let passed = way.filter { $0.action != .denied }.map(\.component)
      guard !Station.passes(passed, named, analyzer.model) else { continue }
      return Mismatch(
        key: key, expected: stations.map(\.value).joined(separator: ", "),
        found: text(of: passed), span: first.span)
    }
    return nil
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
