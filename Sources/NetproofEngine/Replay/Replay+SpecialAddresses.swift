import NetproofModel
import NetproofSets

extension Replay {
  /// Addresses that AWS treats apart.
  enum SpecialAddresses {
    /// RFC 1918 and RFC 6598: what an internet gateway refuses (R95).
    static func isPrivateIPv4(_ address: Address) -> Bool {
      contains(address, ipv4(10, 0, 0, 0), 8) || contains(address, ipv4(172, 16, 0, 0), 12)
        || contains(address, ipv4(192, 168, 0, 0), 16)
        || contains(address, ipv4(100, 64, 0, 0), 10)
    }

    /// Unique local addresses, which stand for private IPv6 (R32).
    static func isUniqueLocal(_ address: Address) -> Bool { contains(address, ipv6(0xfc00), 7) }

    static func isMulticast(_ address: Address) -> Bool {
      contains(address, ipv4(224, 0, 0, 0), 4) || contains(address, ipv6(0xff00), 8)
    }

    /// Link-local addresses and AWS's own services (R35).
    static func isServiceSpace(_ address: Address) -> Bool {
      contains(address, ipv4(169, 254, 0, 0), 16) || contains(address, ipv6(0xfe80), 10)
        || contains(address, ipv6(0xfd00, 0xec2), 32)
    }

    /// The Amazon DNS server: two above the base of the VPC's first IPv4 block (R25).
    static func isResolver(_ address: Address, of vpc: VPC) -> Bool {
      guard let block = vpc.cidrs.first(where: { $0.family == .ipv4 }) else { return false }
      return address.family == .ipv4 && address.bits == block.base.bits + 2
    }

    /// The first four addresses of each block of a subnet, and the last one (R25).
    static func isReserved(_ address: Address, in subnet: Subnet) -> Bool {
      subnet.cidrs.contains { block in
        block.contains(address) && (address.bits - block.base.bits < 4 || address == block.last)
      }
    }

    /// The VPC's router in a subnet: one above the base (R25).
    static func isRouter(_ address: Address, of subnet: Subnet) -> Bool {
      subnet.cidrs.contains {
        $0.contains(address) && address.bits == $0.base.bits + 1
      }
    }

    static func ipv4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Address {
      Address(.ipv4, [a, b, c, d].reduce(0) { $0 << 8 | UInt128($1) })
    }

    /// The address of two leading groups and a last one.
    static func ipv6(_ first: UInt16, _ second: UInt16 = 0, last: UInt16 = 0) -> Address {
      Address(.ipv6, UInt128(first) << 112 | UInt128(second) << 96 | UInt128(last))
    }

    /// `ff02::1:2`, by which hosts ask all DHCP servers of their link.
    static let allDHCPServers = Address(.ipv6, UInt128(0xff02) << 112 | 0x10002)

    private static func contains(_ address: Address, _ base: Address, _ length: Int) -> Bool {
      Prefix(containing: base, length: length).contains(address)
    }
  }
}
