/// Compares matrix, trace search and the naive evaluator on the neutral network of one seed.
enum NeutralRun {
  static func text(seed: UInt64) -> [UInt8] {
    let network = RandomNeutral.network(seed: seed)
    return Array(((try? network.topology()) ?? "").utf8)
  }

  static func run(seed: UInt64) -> FuzzResult {
    let comparison: NeutralComparison
    do {
      comparison = try NeutralComparison(RandomNeutral.network(seed: seed))
    } catch {
      return .refused
    }
    var result = FuzzResult()
    result.tally.cases = comparison.pairCount
    let differences = comparison.differences()
    if !differences.isEmpty {
      result.findings = [
        Finding(
          seed: seed, law: "matrix, trace search and naive evaluator agree",
          bytes: text(seed: seed),
          details: differences.prefix(5).joined(separator: "\n"), again: nil)
      ]
    }
    return result
  }
}
