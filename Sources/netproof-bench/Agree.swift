import ArgumentParser
import NetproofEngine
import NetproofTestSupport

/// Matrix, trace search and naive evaluator.
struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares all pairs: matrix, trace search, and on random networks a naive evaluator.",
    discussion: """
      Without files, networks are tiny and drawn in the neutral format, each by a seed. Given \
      topologies, matrix and trace search are compared on them. Prints every difference and how many \
      networks were compared; the exit status is 1 if there was one.
      """)

  @Argument(help: "Topologies.")
  var files: [String] = []

  @Option(help: "The first seed.")
  var first: UInt64 = 1

  @Option(help: "How many random networks.")
  var count: UInt64 = 1000

  @Option(help: "How many pairs of each topology are asked about at most.")
  var pairs = 400

  func run() throws {
    var (compared, differing) = (0, 0)
    func report(_ name: String, _ differences: [String]) {
      compared += 1
      guard !differences.isEmpty else { return }
      differing += 1
      print("\(name): \(differences.count) differences")
      for difference in differences.prefix(3) { print("  \(difference)") }
    }
    for (index, file) in files.enumerated() {
      guard let model = try? TopologyFile.model(file) else { continue }
      for quantifier in [MatrixOptions.Quantifier.some, .every] {
        var comparison = MatrixComparison(model, MatrixOptions(quantifier), seed: UInt64(index))
        report("\(file) (\(quantifier))", comparison.differences(pairs: pairs))
      }
    }
    if files.isEmpty {
      for seed in first..<first + count {
        let comparison = try NeutralComparison(RandomNeutral.network(seed: seed))
        report("seed \(seed)", comparison.differences())
      }
    }
    print("\(compared) networks compared, \(differing) differ")
    if differing > 0 { throw ExitCode(1) }
  }
}
