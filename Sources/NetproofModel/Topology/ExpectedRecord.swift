public import NetproofSyntax

/// A record that an author expects in flow logs (`flow-logs:`).
///
/// Keys that are left out are not compared.
public struct ExpectedRecord: Sendable {
  /// The whole entry.
  public var span: Span
  /// The component whose interface it is: an instance, an endpoint, a NAT gateway, an attachment.
  public var interface: Reference?
  public var subnet: Reference?
  /// AWS's fields as written, by name.
  public var fields: [Field: Located<String>] = [:]

  /// A field of AWS's records, by its name there.
  ///
  /// Source: Amazon VPC User Guide, "Flow log records".
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case flowDirection = "flow-direction"
    case source = "srcaddr"
    case destination = "dstaddr"
    case sourcePort = "srcport"
    case destinationPort = "dstport"
    case ipProtocol = "protocol"
    case action
    case packetSource = "pkt-srcaddr"
    case packetDestination = "pkt-dstaddr"
    case trafficPath = "traffic-path"
    case rejectReason = "reject-reason"
    case addressType = "type"
  }

  public init(span: Span) {
    self.span = span
  }
}
