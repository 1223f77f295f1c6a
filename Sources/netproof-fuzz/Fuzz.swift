import ArgumentParser
import FoundationEssentials
import NetproofTestSupport

/// Looks for what does not hold, from one seed to the next.
@main
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netproof-fuzz",
    abstract: "Looks for faults of Netproof's own in random topologies and texts.",
    discussion: """
      Each seed is drawn, asked and judged by itself, so that a finding can be seen again with its \
      seed alone. A finding is written to a file, made as small as it gets. Exit status: 0 nothing \
      was found, 1 something was.

      EXAMPLES
        netproof-fuzz smoke
        netproof-fuzz agreement --seed 1000 --count 5000
      """)

  /// What to run: one fuzzer, or a little of each.
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case smoke
    case agreement
    case matrix
    case neutral
    case diff
    case metamorphic
    case text

    var fuzzers: [Fuzzer] {
      switch self {
      case .smoke: Fuzzer.allCases
      case .agreement: [.agreement]
      case .matrix: [.matrix]
      case .neutral: [.neutral]
      case .diff: [.diff]
      case .metamorphic: [.metamorphic]
      case .text: [.text]
      }
    }
  }

  @Argument(help: "The fuzzer, or `smoke` for a little of each.")
  var fuzzer: Choice

  @Option(help: "The first seed.")
  var seed: UInt64 = 1

  @Option(help: "How many seeds; by default a few of each.")
  var count: UInt64?

  @Option(help: "The folder for what was found.")
  var output = "."

  func run() throws {
    var passed = 0
    var failed = 0
    for fuzzer in fuzzer.fuzzers {
      var session = Session(fuzzer: fuzzer, folder: output)
      session.run(seeds: seed..<seed + (count ?? fuzzer.smokeCount))
      print("\(fuzzer.rawValue): \(session.tally.summary)")
      passed += max(0, session.tally.cases - session.failures)
      failed += session.failures
    }
    print("\(passed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }
}

extension Fuzzer {
  /// How many seeds are a small budget.
  fileprivate var smokeCount: UInt64 {
    switch self {
    case .agreement: 30
    case .matrix: 80
    case .neutral: 300
    case .diff: 12
    case .metamorphic: 10
    case .text: 400
    }
  }
}
