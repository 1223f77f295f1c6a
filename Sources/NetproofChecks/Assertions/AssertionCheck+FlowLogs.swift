import NetproofEngine
import NetproofModel
import NetproofSyntax

/// Records of flow logs that an author expects.
extension AssertionCheck {
  /// Where the records of an answer's witness are not those that are written, one by one.
  func flowLogMismatches(
    _ assertion: AssertionEntry, _ answer: Answer
  ) throws(Fault) -> [Mismatch] {
    guard let expected = assertion.flowLogs else { return [] }
    let found = analyzer.flowLog(of: answer).records
    var result: [Mismatch] = []
    for (index, record) in expected.enumerated() {
      let own = found.indices.contains(index) ? found[index] : nil
      if let own, try matches(own, record) { continue }
      result.append(
        Mismatch(
          key: "flow-logs", expected: text(record), found: own.map { text($0, like: record) } ?? "",
          span: record.span))
    }
    // What is too much is told where the list ends.
    for record in found.dropFirst(expected.count) {
      result.append(
        Mismatch(
          key: "flow-logs", expected: "nothing further", found: text(record, like: nil),
          span: expected.last?.span ?? assertion.span))
    }
    return result
  }

  private func matches(
    _ found: FlowLogRecord, _ expected: ExpectedRecord
  ) throws(Fault) -> Bool {
    let isSame = expected.fields.allSatisfy { found.text(of: $0.key) == $0.value.value }
    if let interface = expected.interface, try !names(interface, found.component) { return false }
    if let subnet = expected.subnet {
      let named = try components(subnet)
      guard let own = found.subnet, named.contains(.subnet(own)) else { return false }
    }
    return isSame
  }

  /// Whether a name is that of a component, or of the instance, endpoint or load balancer whose
  /// interface it is.
  private func names(
    _ written: Reference, _ component: ComponentID
  ) throws(Fault) -> Bool {
    let named = try components(written)
    if named.contains(component) { return true }
    guard case .interface(let id) = component else { return false }
    let interface = analyzer.model.interfaces[id]
    let owners =
      [
        interface.instance.map { .instance($0) }, interface.endpoint.map { .endpoint($0) },
        interface.loadBalancer.map { analyzer.model.component(of: $0) },
      ].compactMap(\.self) as [ComponentID]
    return owners.contains(where: named.contains)
  }

  // MARK: - Words

  private func text(_ record: ExpectedRecord) -> String {
    let names = [("interface", record.interface?.value), ("subnet", record.subnet?.value)]
    let fields = ExpectedRecord.Field.allCases.map { ($0.rawValue, record.fields[$0]?.value) }
    return Self.text(names + fields)
  }

  /// A record as far as it is compared, and by which connection it is recognized.
  private func text(_ record: FlowLogRecord, like expected: ExpectedRecord?) -> String {
    let isTold: (ExpectedRecord.Field) -> Bool = { field in
      switch field {
      case .flowDirection, .source, .destination, .sourcePort, .destinationPort, .ipProtocol,
        .action:
        true
      case .packetSource, .packetDestination, .trafficPath, .rejectReason, .addressType:
        expected?.fields[field] != nil
      }
    }
    let subnet = record.subnet.map { names.preciseName(of: .subnet($0)) }
    let fields = ExpectedRecord.Field.allCases.map { field in
      (field.rawValue, isTold(field) ? record.text(of: field) : nil)
    }
    return Self.text(
      [
        ("interface", names.preciseName(of: record.component)),
        ("subnet", expected?.subnet == nil ? nil : subnet),
      ] + fields)
  }

  private static func text(_ parts: [(name: String, value: String?)]) -> String {
    parts.compactMap { part in part.value.map { "\(part.name): \($0)" } }.joined(separator: ", ")
  }
}
