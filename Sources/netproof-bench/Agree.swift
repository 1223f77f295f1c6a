import ArgumentParser
import NetproofTestSupport

/// Matrix, trace search and naive evaluator on random networks.
struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares all pairs of random networks: matrix, trace search, naive evaluator.",
    discussion: """
      Networks are tiny and drawn in the neutral format, each by a seed. Prints every difference and \
      how many networks were compared; the exit status is 1 if there was one.
      """)

  @Option(help: "The first seed.")
  var first: UInt64 = 1

  @Option(help: "How many networks.")
  var count: UInt64 = 1000

  func run() throws {
    var differing = 0
    for seed in first..<first + count {
      let differences = try NeutralComparison(RandomNeutral.network(seed: seed)).differences()
      guard !differences.isEmpty else { continue }
      differing += 1
      print("seed \(seed): \(differences.count) pairs differ")
      for difference in differences.prefix(3) { print("  \(difference)") }
    }
    print("\(count) networks compared, \(differing) differ")
    if differing > 0 { throw ExitCode(1) }
  }
}
