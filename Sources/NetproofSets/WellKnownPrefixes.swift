/// Blocks that standards set apart.
extension Prefix {
  /// What nobody has on the internet: private networks, and what carriers share behind their NAT.
  ///
  /// Source: RFC 1918, section 3; RFC 6598, section 7.
  public static let privateIPv4 = [
    Prefix(containing: Address(.ipv4, 0x0A00_0000), length: 8),
    Prefix(containing: Address(.ipv4, 0xAC10_0000), length: 12),
    Prefix(containing: Address(.ipv4, 0xC0A8_0000), length: 16),
    Prefix(containing: Address(.ipv4, 0x6440_0000), length: 10),
  ]

  /// Addresses that carry IPv4 addresses for NAT64.
  ///
  /// Source: RFC 6052, section 2.1.
  public static let nat64 = Prefix(containing: Address(.ipv6, 0x64_FF9B << 96), length: 96)
}
