public import NetproofEngine
public import NetproofModel
import NetproofSets

extension FlowLogRecord {
  /// A field as AWS writes it.
  public func text(of field: ExpectedRecord.Field) -> String {
    switch field {
    case .flowDirection: side == .inbound ? "ingress" : "egress"
    case .source: Self.text(source)
    case .destination: Self.text(destination)
    case .sourcePort: "\(sourcePort)"
    case .destinationPort: "\(destinationPort)"
    case .ipProtocol: "\(ipProtocol.number)"
    case .action: action.rawValue
    case .packetSource: Self.text(packetSource)
    case .packetDestination: Self.text(packetDestination)
    case .trafficPath: trafficPath.map { "\($0)" } ?? "-"
    case .rejectReason: rejectReason?.rawValue ?? "-"
    case .addressType: family == .ipv4 ? "IPv4" : "IPv6"
    }
  }

  private static func text(_ address: (some CustomStringConvertible)?) -> String {
    address.map { "\($0)" } ?? "-"
  }
}
