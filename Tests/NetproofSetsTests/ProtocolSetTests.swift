import NetproofSets
import NetproofTestSupport
import Testing

@Suite struct `Protocol sets` {
  private static let everything = (UInt8.min...UInt8.max).map { IPProtocol($0) }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `are sets of numbers`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let a = ProtocolSet.random(of: Self.everything, using: &random)
    let b = ProtocolSet.random(of: Self.everything, using: &random)
    for member in Self.everything {
      let (left, right) = (a.contains(member), b.contains(member))
      #expect(a.union(b).contains(member) == (left || right), "seed \(seed)")
      #expect(a.intersection(b).contains(member) == (left && right), "seed \(seed)")
      #expect(a.subtracting(b).contains(member) == (left && !right), "seed \(seed)")
    }
    #expect(a.members == Self.everything.filter { a.contains($0) }, "seed \(seed)")
    #expect(a.count == a.members.count && a.first == a.members.first, "seed \(seed)")
    #expect((a == b) == (a.members == b.members), "seed \(seed)")
  }

  @Test(arguments: everything)
  func `hold one member or all`(member: IPProtocol) {
    let one = ProtocolSet(member)
    #expect(one.single == member && one.count == 1 && !one.isEmpty)
    #expect(ProtocolSet.all.contains(member))
    #expect(ProtocolSet.others.contains(member) == !(member.hasPorts || member.isICMP))
    #expect(ProtocolSet().single == nil && ProtocolSet.all.single == nil)
  }
}
