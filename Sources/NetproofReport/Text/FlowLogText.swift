import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// Tells what the witness of an answer leaves in flow logs, as a table with AWS's names of fields.
struct FlowLogText {
  let context: ReportContext
  let log: FlowLog

  func write(into page: inout Page) {
    page.blank()
    page.line(
      Page.Run("flow logs: ", .note), Page.Run(headline),
      Page.Run(log.records.isEmpty ? "" : " (all traffic, every interface)", .dim))
    if !log.records.isEmpty { table(into: &page) }
    for remark in log.remarks {
      page.line(Page.Run("  = ", .gutter), Page.Run(context.wording.sentence(remark)))
    }
  }

  private var headline: String {
    let count = log.records.count
    if count == 0 { return "no records" }
    let isAnswered = log.records.contains { $0.direction == .reply }
    return "\(count == 1 ? "one record" : "\(count) records") of the witness"
      + (isAnswered ? " and its reply" : "") + (count > 1 ? ", in the order of the way" : "")
  }

  // MARK: - The table

  private func table(into page: inout Page) {
    let columns = columns
    let rows = log.records.map { record in
      [name(record)] + columns.map { record.text(of: $0) }
    }
    let head = ["interface"] + columns.map(\.rawValue)
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    page.line(Page.Run("  " + Self.line(head, widths), .dim))
    for (row, record) in zip(rows, log.records) {
      page.line(
        Page.Run("  " + Self.line(row, widths), record.action == .accept ? .plain : .error))
    }
  }

  /// The fields that tell records apart; those that are always the same, or `-`, are left out.
  private var columns: [ExpectedRecord.Field] {
    ExpectedRecord.Field.allCases.filter { field in
      switch field {
      case .flowDirection, .source, .destination, .sourcePort, .destinationPort, .ipProtocol,
        .action, .trafficPath:
        true
      case .packetSource: log.records.contains { $0.packetSource != $0.source }
      case .packetDestination: log.records.contains { $0.packetDestination != $0.destination }
      case .rejectReason: log.records.contains { $0.rejectReason != nil }
      case .addressType: log.records.contains { $0.family == .ipv6 }
      }
    }
  }

  /// The component, with its subnet where it has an interface in several.
  private func name(_ record: FlowLogRecord) -> String {
    let name = context.naming.plain(record.component)
    guard case .attachment = record.component, let subnet = record.subnet else { return name }
    return "\(name) in \(context.model.subnets[subnet].identity.name)"
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
  }
}
