import NetproofTestSupport
import Testing

/// The search against the replay, on topologies and packets drawn at random.
///
/// `NETPROOF_CASES` sets how many packets are compared, `NETPROOF_SEED` the first seed.
@Suite struct `Search and replay` {
  private static let shards = 8

  @Test(arguments: 0..<shards)
  func `agree on random packets of random topologies`(shard: Int) {
    let budget = Budget()
    let least = budget.packets / Self.shards + 1
    var tally = Tally()
    var seed = budget.seed &+ UInt64(shard)
    while tally.cases < least {
      let result = Fuzzer.agreement.run(seed: seed)
      for finding in result.findings { Issue.record("\(finding)") }
      tally.add(result.tally)
      seed &+= UInt64(Self.shards)
    }
    #expect(tally.refused * 20 <= tally.topologies, "the generator writes legal topologies")
    #expect(tally.cutOff * 100 <= tally.cases, "limits are hardly ever met")
  }
}
