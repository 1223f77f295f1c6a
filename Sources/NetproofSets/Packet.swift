/// The header of one packet, as far as filters and routers look at it.
public struct Packet: Hashable, Sendable {
  public var family: Family
  public var ipProtocol: IPProtocol
  public var source: UInt128
  public var destination: UInt128
  /// 0 where the protocol has no ports.
  public var sourcePort: UInt16
  /// The destination port, or the ICMP type and code (``ICMP``); 0 where the protocol has neither.
  public var destinationPort: UInt16

  public init(
    _ family: Family, _ ipProtocol: IPProtocol, source: UInt128, destination: UInt128,
    sourcePort: UInt16 = 0, destinationPort: UInt16 = 0
  ) {
    self.family = family
    self.ipProtocol = ipProtocol
    self.source = source
    self.destination = destination
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
  }

  public var sourceAddress: Address { Address(family, source) }

  public var destinationAddress: Address { Address(family, destination) }

  /// Whether the packet is an ICMP or ICMPv6 echo request.
  public var isEchoRequest: Bool {
    ipProtocol == (family == .ipv4 ? .icmp : .icmpv6)
      && ICMP.type(of: destinationPort) == ICMP.echoRequest(family)
  }
}
