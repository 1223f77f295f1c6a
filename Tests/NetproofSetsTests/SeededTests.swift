import NetproofTestSupport
import Testing

@Suite struct `Seeded random numbers` {
  @Test func `are the published ones of SplitMix64`() {
    var random = Seeded(seed: 1_234_567)
    let numbers = (0..<5).map { _ in random.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `pick and shuffle what they are given`() {
    var random = Seeded(seed: 7)
    let elements = Array(0..<20)
    #expect(random.shuffled(elements).sorted() == elements)
    #expect(Set((0..<400).map { _ in random.pick(elements) }) == Set(elements))
    let counts = (0..<1000).map { _ in random.pick(weighted: [(1, "a"), (9, "b")]) }
    #expect((40...200).contains(counts.count { $0 == "a" }))
  }
}
