import NetproofSets
import NetproofTestSupport
import Testing

@Suite struct `Interval sets` {
  private static let seeds = 0..<300 as Range<UInt64>

  @Test(arguments: seeds)
  func `are sets of numbers`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let (a, b) = (
      Set8.random(through: 40, using: &random), Set8.random(through: 40, using: &random)
    )
    let (left, right) = (Self.numbers(a), Self.numbers(b))
    #expect(Self.numbers(a.union(b)) == left.union(right), "seed \(seed)")
    #expect(Self.numbers(a.intersection(b)) == left.intersection(right), "seed \(seed)")
    #expect(Self.numbers(a.subtracting(b)) == left.subtracting(right), "seed \(seed)")
    #expect(a.isDisjoint(with: b) == left.isDisjoint(with: right), "seed \(seed)")
    #expect(a.isSubset(of: b) == left.isSubset(of: right), "seed \(seed)")
    #expect((a == b) == (left == right), "seed \(seed)")
    #expect(Int(a.count) == left.count && a.isEmpty == left.isEmpty, "seed \(seed)")
    #expect(a.first == left.min() && a.single == (left.count == 1 ? left.first : nil))
  }

  @Test(arguments: seeds)
  func `keep to the laws of sets`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let sets = (0..<3).map { _ in Set8.random(through: 40, using: &random) }
    let (a, b, c) = (sets[0], sets[1], sets[2])
    #expect(a.union(b) == b.union(a) && a.intersection(b) == b.intersection(a), "seed \(seed)")
    #expect(a.union(b.union(c)) == a.union(b).union(c), "seed \(seed)")
    #expect(
      a.intersection(b.union(c)) == a.intersection(b).union(a.intersection(c)), "seed \(seed)")
    #expect(a.subtracting(b).union(a.intersection(b)) == a, "seed \(seed)")
    #expect(a.subtracting(b).isDisjoint(with: b), "seed \(seed)")
    #expect(Set8.all.subtracting(Set8.all.subtracting(a)) == a, "seed \(seed)")
    #expect(a.subtracting(a).isEmpty && a.union(Set8()) == a && a.intersection(.all) == a)
  }

  @Test(arguments: seeds)
  func `keep their intervals apart and in order`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let (a, b) = (
      Set8.random(through: 40, using: &random), Set8.random(through: 40, using: &random)
    )
    for set in [a.union(b), a.intersection(b), a.subtracting(b), b.subtracting(a)] {
      let gaps = zip(set.intervals, set.intervals.dropFirst()).map { Int($1.lower) - Int($0.upper) }
      #expect(gaps.allSatisfy { $0 > 1 }, "seed \(seed): \(set)")
    }
  }

  @Test func `reach to both ends of their numbers`() {
    let low = Set8(0...9)
    let high = Set8(250...255)
    #expect(Set8.all.subtracting(low).intervals.map(\.lower) == [10])
    #expect(Set8.all.subtracting(high).intervals.map(\.upper) == [249])
    #expect(Set8.all.subtracting(low.union(high)).count == 240)
    #expect(low.union(Set8(10...255)).isAll)
    #expect(Set8.all.count == .max && Set8.all.contains(0) && Set8.all.contains(255))
    #expect(high.union(Set8(255)).intervals.count == 1)
  }

  private typealias Set8 = IntervalSet<UInt8>

  private static func numbers(_ set: IntervalSet<UInt8>) -> Set<UInt8> {
    Set((UInt8.min...UInt8.max).filter { set.contains($0) })
  }
}
