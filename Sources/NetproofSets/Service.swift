/// Which packets a rule or a query means, apart from their addresses: protocols and ports.
///
/// Only a set that holds nothing but TCP and UDP, or only one of the ICMPs, restricts its ports.
public struct Service: Hashable, Sendable {
  public let protocols: ProtocolSet

  /// Destination ports, or ICMP types and codes (``ICMP``); all where the protocols have none.
  public let ports: PortSet

  public init(_ protocols: ProtocolSet, ports: PortSet = .all) {
    self.protocols = protocols
    self.ports = ports
  }

  public init(_ member: IPProtocol, ports: PortSet = .all) {
    self.init(ProtocolSet(member), ports: ports)
  }

  /// Every packet.
  public static var all: Self { Self(.all) }

  /// A ping: echo request with code 0, the only one that there is (RFC 792, RFC 4443).
  public static func ping(_ family: Family) -> Self {
    Self(
      family == .ipv4 ? .icmp : .icmpv6,
      ports: PortSet(ICMP.port(type: ICMP.echoRequest(family), code: 0)))
  }

  /// Echo requests with any code.
  public static func echo(_ family: Family) -> Self {
    Self(
      family == .ipv4 ? .icmp : .icmpv6, ports: ICMP.ports(type: ICMP.echoRequest(family)))
  }
}
