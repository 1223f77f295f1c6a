import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// What an answer's witness leaves in flow logs, as the member `flow_logs` of `netproof.answer/1`.
struct FlowLogJSON {
  let context: ReportContext
  let log: FlowLog

  var value: JSONValue {
    .object([
      ("records", .array(log.records.map(record))),
      ("notes", .strings(log.remarks.map { context.wording.sentence($0) })),
    ])
  }

  /// Names of fields have underscores, as AWS has them in files of Apache Parquet.
  private func record(_ record: FlowLogRecord) -> JSONValue {
    let parts = PartsJSON(context: context)
    var members: [(key: String, value: JSONValue)] = [
      ("interface", parts.component(record.component)),
      ("subnet", record.subnet.map { parts.component(.subnet($0)) } ?? .null),
      ("direction", .string(record.direction.rawValue)),
    ]
    for field in ExpectedRecord.Field.allCases {
      members.append(
        (field.rawValue.replacing("-", with: "_"), value(of: field, record)))
    }
    return .object(members)
  }

  private func value(of field: ExpectedRecord.Field, _ record: FlowLogRecord) -> JSONValue {
    switch field {
    case .sourcePort: return .number(Int(record.sourcePort))
    case .destinationPort: return .number(Int(record.destinationPort))
    case .ipProtocol: return .number(Int(record.ipProtocol.number))
    case .trafficPath: return record.trafficPath.map { .number($0) } ?? .null
    case .flowDirection, .source, .destination, .action, .packetSource, .packetDestination,
      .rejectReason, .addressType:
      let text = record.text(of: field)
      return text == "-" ? .null : .string(text)
    }
  }
}
