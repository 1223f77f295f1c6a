import NetproofEngine
import NetproofSets

/// Compares the matrix with the trace search on the topology of one seed.
enum MatrixRun {
  /// Pairs of ends asked about in each topology, and services of each protocol.
  private static let pairs = 30
  private static let services = 2

  static func run(seed: UInt64) -> FuzzResult {
    guard let network = LoadedNetwork(TopologyGenerator.topology(seed: seed)) else {
      return .refused
    }
    var result = FuzzResult()
    let (found, counts) = compare(network, seed: seed)
    for (known, count) in counts {
      result.tally.cases += count
      result.tally.verdicts[known.rawValue, default: 0] += count
    }
    result.findings = found.map { [$0] } ?? []
    return result
  }

  /// What is asked of a seed's topology: each combination of options in turn.
  private static func options(seed: UInt64) -> MatrixOptions {
    MatrixOptions(
      seed & 1 == 0 ? .some : .every,
      clientPorts: seed & 2 == 0 ? nil : PortSet(1024...65535), oneWay: seed & 12 == 0)
  }

  private static func compare(
    _ network: LoadedNetwork, seed: UInt64
  ) -> (Finding?, [MatrixComparison.Known: Int]) {
    let options = options(seed: seed)
    var comparison = MatrixComparison(network.model, options, seed: seed)
    let differences = comparison.differences(pairs: pairs, services: services)
    guard let first = differences.first else { return (nil, comparison.counts) }
    let finding = Finding(
      seed: seed, law: "matrix and trace search agree",
      kind: "matrix \(first.matrix), trace \(first.trace)", bytes: network.bytes,
      details: """
        \(options.quantifier) of client ports, \(options.clientPorts == nil ? "own" : "1024-65535")\
        \(options.oneWay ? ", one way" : "")
        \(differences.prefix(5).map(\.description).joined(separator: "\n"))
        """,
      again: { tree in LoadedNetwork(tree).flatMap { compare($0, seed: seed).0 } })
    return (finding, comparison.counts)
  }
}
