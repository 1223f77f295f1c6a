import NetproofSets
import NetproofTestSupport
import Testing

@Suite struct `Addresses and blocks` {
  private static let seeds = 0..<200 as Range<UInt64>

  @Test(arguments: seeds)
  func `read as they are written`(seed: UInt64) {
    var random = Seeded(seed: seed)
    // Runs of zeros are what the canonical form of IPv6 is about.
    let groups = (0..<8).map { _ in random.chance(60) ? 0 : UInt128(random.int(0...0xFFFF)) }
    let address = Address(.ipv6, groups.reduce(0) { $0 << 16 | $1 })
    #expect(Address("\(address)") == address, "seed \(seed): \(address)")
    let other = Address(.ipv4, UInt128(random.int(0...0xFFFF_FFFF)))
    #expect(Address("\(other)") == other, "seed \(seed): \(other)")
    let length = random.int(0...128)
    let prefix = Prefix(containing: address, length: length)
    #expect(throws: Never.self) { try #expect(Prefix("\(prefix)") == prefix) }
  }

  @Test(arguments: [
    "", ".", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.0.0.1", "1.2.3.-4", "1..2.3", ":", ":::",
    "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3.256", "1:",
    "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4",
  ])
  func `are refused if they are no addresses`(text: String) {
    #expect(Address(text) == nil)
  }

  @Test(arguments: [
    ("::", "::"), ("0:0:0:0:0:0:0:1", "::1"), ("2001:DB8::0001", "2001:db8::1"),
    ("1:0:0:2:0:0:0:3", "1:0:0:2::3"), ("::ffff:1.2.3.4", "::ffff:102:304"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
  ])
  func `are written in their canonical form`(text: String, canonical: String) {
    #expect(Address(text)?.description == canonical)
  }

  @Test(arguments: [
    ("10.0.0.0", PrefixError.missingLength), ("10.0.0.0/33", .lengthOutOfRange("33")),
    ("10.0.0.0/", .lengthOutOfRange("")), ("10.0.0.0/-1", .lengthOutOfRange("-1")),
    ("::/129", .lengthOutOfRange("129")), ("10.0.0/8", .malformedAddress("10.0.0")),
    (
      "10.0.0.7/24",
      .hostBitsSet(Prefix(containing: Address(.ipv4, 0x0A00_0000), length: 24))
    ),
  ])
  func `say what is wrong with a malformed block`(text: String, expected: PrefixError) {
    #expect(throws: expected) { try Prefix(text) }
  }

  @Test(arguments: seeds)
  func `a block holds the addresses that share its leading bits`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let family = random.pick([Family.ipv4, .ipv6])
    let length = family.width - random.int(0...8)
    let prefix = Prefix(containing: Address(family, UInt128(random.int(0...255))), length: length)
    let other = Prefix(
      containing: Address(family, UInt128(random.int(0...255))),
      length: family.width - random.int(0...8))
    let members = Self.members(of: prefix)
    let others = Self.members(of: other)
    #expect(members.count == 1 << (family.width - length), "seed \(seed)")
    #expect(prefix.contains(other) == others.isSubset(of: members), "seed \(seed)")
    #expect(prefix.overlaps(other) == !others.isDisjoint(with: members), "seed \(seed)")
    #expect(prefix.bits.contains(prefix.base.bits) && prefix.bits.contains(prefix.last.bits))
  }

  private static func members(of prefix: Prefix) -> Set<UInt128> {
    Set((0...1023).filter { prefix.contains(Address(prefix.family, $0)) })
  }

  @Test(arguments: seeds)
  func `the blocks of a set are the fewest that hold it`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let family = random.pick([Family.ipv4, .ipv6])
    let bits = AddressBits.random(through: 60, using: &random)
    let blocks = bits.prefixes(family)
    #expect(AddressSet(blocks)[family] == bits, "seed \(seed)")
    #expect(blocks == blocks.sorted(), "seed \(seed)")
    for (one, next) in zip(blocks, blocks.dropFirst()) {
      #expect(!one.overlaps(next), "seed \(seed)")
      let both = Prefix(containing: one.base, length: one.length - 1)
      #expect(one.length != next.length || !both.contains(next), "seed \(seed): \(one) \(next)")
    }
  }

  @Test func `everything is one block`() {
    #expect(Family.ipv4.addresses.prefixes(.ipv4).map(\.description) == ["0.0.0.0/0"])
    #expect(Family.ipv6.addresses.prefixes(.ipv6).map(\.description) == ["::/0"])
  }

  @Test(arguments: seeds)
  func `sets of both families keep them apart`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let (a, b) = (
      AddressSet.random(through: 20, using: &random), AddressSet.random(through: 20, using: &random)
    )
    for family in Family.allCases {
      for bits in 0...UInt128(20) {
        let address = Address(family, bits)
        let (left, right) = (a.contains(address), b.contains(address))
        #expect(a.union(b).contains(address) == (left || right), "seed \(seed)")
        #expect(a.intersection(b).contains(address) == (left && right), "seed \(seed)")
        #expect(a.subtracting(b).contains(address) == (left && !right), "seed \(seed)")
      }
    }
    #expect(a.subtracting(a).isEmpty)
  }
}
