import NetproofModel
import NetproofSets

/// Addresses that no internet gateway sends packets to (R95).
///
/// Source: RFC 1918, RFC 6598.
enum PrivateSpace {
  static let ipv4 = AddressBits([
    0x0A00_0000...0x0AFF_FFFF, 0xAC10_0000...0xAC1F_FFFF, 0xC0A8_0000...0xC0A8_FFFF,
    0x6440_0000...0x647F_FFFF,
  ])
}

extension Service {
  /// Whether all that is meant is ICMP, of the other family than addresses are (R73).
  func isICMP(but family: Family) -> Bool {
    protocols.single == (family == .ipv4 ? .icmpv6 : .icmp)
  }
}
