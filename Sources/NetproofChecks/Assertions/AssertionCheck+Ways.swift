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
      guard !passes(passed, named) else { continue }
      return Mismatch(
        key: key, expected: stations.map(\.value).joined(separator: ", "),
        found: text(of: passed), span: first.span)
    }
    return nil
  }

  func passes(_ way: [ComponentID], _ stations: [[ComponentID]]) -> Bool {
    var rest = stations[...]
    for component in way {
      guard let next = rest.first else { return true }
      if next.contains(where: { holds($0, component) }) { rest.removeFirst() }
    }
    return rest.isEmpty
  }

  /// Whether a component is another or a part of it, so that to pass it is to pass the other.
  private func holds(_ whole: ComponentID, _ part: ComponentID) -> Bool {
    if whole == part { return true }
    let model = analyzer.model
    if case .instance(let id) = whole, case .interface(let interface) = part {
      return model.interfaces[interface].instance == id
    }
    guard case .transitGateway(let id) = whole else { return false }
    if case .attachment(let attachment) = part {
      return model.attachments[attachment].transitGateway == id
    }
    if case .transitGatewayRouteTable(let table) = part {
      return model.transitGatewayRouteTables[table].transitGateway == id
    }
    return false
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
