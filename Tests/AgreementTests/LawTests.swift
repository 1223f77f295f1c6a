import NetproofModel
import NetproofTestSupport
import Testing

/// Edits of random topologies whose effect is known beforehand.
@Suite struct `Laws` {
  private static let shards = 6

  @Test(arguments: 0..<shards)
  func `hold on random topologies`(shard: Int) {
    let budget = Budget()
    let least = budget.cases / 80 / Self.shards + 1
    var tally = Tally()
    var seed = budget.seed &+ UInt64(shard)
    while tally.cases < least {
      let result = Fuzzer.metamorphic.run(seed: seed)
      for finding in result.findings { Issue.record("\(finding)") }
      tally.add(result.tally)
      seed &+= UInt64(Self.shards)
    }
  }

  /// A law that is tried on nothing would hold as well.
  @Test(arguments: Law.allCases)
  func `are tried`(law: Law) throws {
    var cases = 0
    for seed in UInt64(1)...48 where cases < 5 {
      let tree = TopologyGenerator.topology(seed: seed)
      guard let network = LoadedNetwork(tree) else { continue }
      cases += law.check(tree, network, seed: seed).tally.cases
    }
    #expect(cases >= 5, "\(law.rawValue): \(cases)")
  }

  @Test func `renaming gives every component another name`() throws {
    for seed in UInt64(1)...20 {
      let tree = TopologyGenerator.topology(seed: seed)
      let (before, after) = (LoadedNetwork(tree), LoadedNetwork(tree.renamed))
      guard let before, let after else { continue }
      let names = before.model.vpcs.elements.map(\.identity.name)
        .filter { !$0.hasPrefix("(") }
      let others = after.model.vpcs.elements.map(\.identity.name)
        .filter { !$0.hasPrefix("(") }
      #expect(names.count == others.count, "seed \(seed)")
      #expect(Set(names).isDisjoint(with: others), "seed \(seed)")
    }
  }
}
