import NetproofSets
import NetproofSyntax

// What AWS asks of a VPC's blocks and subnets.

extension Resolver {
  mutating func check(_ entry: VPCEntry, _ id: ID<VPC>) {
    checkCounts(of: entry)
    checkSubnets(of: entry)
    guard entry.head.isDescribed else { return }
    if entry.cidrs.isEmpty { reportMissing("cidrs", of: entry.head, .vpc) }
    let sized = entry.cidrs.filter { checkSize($0, .vpc, widest: 16...28, 44...60) }
    if !entry.cidrs.isEmpty, !entry.cidrs.contains(where: { $0.value.family == .ipv4 }) {
      report(.block(.vpcWithoutIPv4(entry.head.name)))
    }
    for block in entry.cidrs {
      if let reserved = Self.reserved.first(where: { $0.overlaps(block.value) }) {
        report(.blockReserved(block, by: reserved))
      }
    }
    let ipv6 = entry.cidrs.filter { $0.value.family == .ipv6 }
    if ipv6.count > 5 { report(.tooManyIPv6Blocks(ipv6[5])) }
    for pair in BlockOverlaps.pairs(sized.map(\.value)) {
      report(.vpcBlocksOverlap(sized[pair.later], with: sized[pair.earlier]))
    }
    checkRestrictions(of: entry, id)
  }

  /// What no VPC can have (R20): of IPv6 what is no unicast address of anybody's, and what AWS keeps
  /// for its own services (R35).
  ///
  /// Source: IANA, "IPv6 Address Space": `::/8` (with it `64:ff9b::/96`), `fe80::/10`, `ff00::/8`.
  private static var reserved: [Prefix] {
    [
      ipv4(0, 0, 0, 0, 8), ipv4(127, 0, 0, 0, 8), ipv4(169, 254, 0, 0, 16), ipv4(224, 0, 0, 0, 4),
      ipv6(0, 8), ipv6(0xFE80 << 112, 10), ipv6(0xFF << 120, 8), ipv6(0xFD00_0EC2 << 96, 32),
    ]
  }

  private static func ipv6(_ bits: UInt128, _ length: Int) -> Prefix {
    Prefix(containing: Address(.ipv6, bits), length: length)
  }

  static func ipv4(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ length: Int) -> Prefix {
    Prefix(containing: Address(.ipv4, UInt128(a << 24 | b << 16 | c << 8 | d)), length: length)
  }

  /// Tests the size of a block (R20, R23, R24), and answers whether it is legal.
  ///
  /// IPv6 blocks come in steps of four bits.
  private mutating func checkSize(
    _ block: Located<Prefix>, _ kind: ComponentID.Kind, widest ipv4: ClosedRange<Int>,
    _ ipv6: ClosedRange<Int>
  ) -> Bool {
    let length = block.value.length
    let isLegal =
      switch block.value.family {
      case .ipv4: ipv4.contains(length)
      case .ipv6: ipv6.contains(length) && length.isMultiple(of: 4)
      }
    if !isLegal { report(.blockSize(block, kind)) }
    return isLegal
  }

  private mutating func checkCounts(of entry: VPCEntry) {
    let kinds: [(ComponentID.Kind, [GatewayEntry])] = [
      (.internetGateway, entry.internetGateways),
      (.egressOnlyInternetGateway, entry.egressOnlyInternetGateways),
      (.vpnGateway, entry.vpnGateways),
    ]
    for (kind, gateways) in kinds { checkCount(gateways.map(\.head.name), kind) }
    checkCount(entry.carrierGateways.map(\.head.name), .carrierGateway)
  }

  private mutating func checkCount(_ gateways: [Located<String>], _ kind: ComponentID.Kind) {
    guard let first = gateways.first else { return }
    for other in gateways.dropFirst() { report(.severalGateways(other, kind, first: first)) }
  }

  private mutating func checkSubnets(of entry: VPCEntry) {
    var blocks: [(block: Located<Prefix>, subnet: Located<String>)] = []
    for subnet in entry.subnets where subnet.head.isDescribed {
      if subnet.cidrs.isEmpty { reportMissing("cidrs", of: subnet.head, .subnet) }
      checkBlockCount(of: subnet)
      for block in subnet.cidrs {
        if checkSize(block, .subnet, widest: 16...28, 44...64) {
          blocks.append((block, subnet.head.name))
        }
        guard entry.head.isDescribed,
          !entry.cidrs.contains(where: { $0.value.contains(block.value) })
        else { continue }
        report(
          .subnetOutsideVPC(
            block, vpc: entry.head.name.value, blocks: entry.cidrs.map(\.value)))
      }
    }
    for pair in BlockOverlaps.pairs(blocks.map(\.block.value)) {
      let (one, other) = (blocks[pair.later], blocks[pair.earlier])
      report(.subnetsOverlap(one.block, one.subnet, with: other.block, other.subnet))
    }
  }

  /// The table of blocks that AWS does not combine (R21); a finding only.
  ///
  /// Source: Amazon VPC User Guide, "IPv4 CIDR block association restrictions".
  private mutating func checkRestrictions(of entry: VPCEntry, _ id: ID<VPC>) {
    let blocks = entry.cidrs.filter { $0.value.family == .ipv4 }
    guard let primary = blocks.first else { return }
    for block in blocks.dropFirst() where Self.restricts(primary.value, block.value) {
      if (16...28).contains(block.value.length), !primary.value.overlaps(block.value) {
        report(.vpcBlocksRestricted(block, with: primary), about: .vpc(id))
      }
    }
  }

  private static func restricts(_ primary: Prefix, _ added: Prefix) -> Bool {
    let ranges = [ipv4(10, 0, 0, 0, 8), ipv4(172, 16, 0, 0, 12), ipv4(192, 168, 0, 0, 16)]
    let benchmark = ipv4(198, 19, 0, 0, 16)
    let (one, other) = (
      ranges.firstIndex { $0.overlaps(primary) }, ranges.firstIndex { $0.overlaps(added) }
    )
    if let other, one != other { return true }
    if other != nil && benchmark.overlaps(primary) || one != nil && benchmark.overlaps(added) {
      return true
    }
    return ipv4(10, 0, 0, 0, 15).overlaps(primary) && ipv4(10, 0, 0, 0, 16).overlaps(added)
      || ipv4(172, 16, 0, 0, 12).overlaps(primary) && ipv4(172, 31, 0, 0, 16).overlaps(added)
  }
}
