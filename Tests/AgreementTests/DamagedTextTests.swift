import NetproofTestSupport
import Testing

/// Damaged texts of topologies: truncated, spliced, deeply nested, huge, not UTF-8.
@Suite struct `Damaged topologies` {
  private static let shards = 4

  @Test(arguments: 0..<shards)
  func `are read or refused with a place`(shard: Int) {
    let budget = Budget()
    var tally = Tally()
    for index in 0..<UInt64(budget.cases / 100 / Self.shards) {
      let seed = budget.seed &+ index &* UInt64(Self.shards) &+ UInt64(shard)
      let result = Fuzzer.text.run(seed: seed)
      for finding in result.findings { Issue.record("\(finding)") }
      tally.add(result.tally)
    }
    // Damage that every text survives, or none, would test nothing.
    #expect(tally.codes["read", default: 0] > 0 && tally.codes["refused", default: 0] > 0)
  }
}
