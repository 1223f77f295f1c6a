import Foundation
import NetproofEngine
import NetproofSets
import NetproofTestSupport
import Testing

/// All pairs of small networks, from the matrix, the trace search and the naive evaluator.
@Suite struct NeutralAgreementTests {
  /// How many networks are drawn: `NETPROOF_CASES`, or a few: `netproof-fuzz neutral` draws thousands.
  static var cases: Int {
    ProcessInfo.processInfo.environment["NETPROOF_CASES"].flatMap { Int($0) } ?? 25
  }

  static var firstSeed: UInt64 {
    ProcessInfo.processInfo.environment["NETPROOF_SEED"].flatMap { UInt64($0) } ?? 1
  }

  @Test func `matrix, trace search and naive evaluator agree on random networks`() throws {
    for offset in 0..<UInt64(Self.cases) {
      let seed = Self.firstSeed + offset
      let network = RandomNeutral.network(seed: seed)
      let comparison = try NeutralComparison(network)
      for difference in comparison.differences() {
        Issue.record("seed \(seed): \(difference)")
        return
      }
    }
  }
}
