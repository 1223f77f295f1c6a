import ArgumentParser

/// The peers of the performance kit, and their generator.
struct PerfKit: ParsableArguments {
  @Option(name: .customLong("perf-kit"), help: "The folder of the performance kit.")
  var folder: String

  @Option(help: "A Python with the kit's packages (z3-solver, clingo, dd).")
  var python = "python3"

  /// Runs a script of the kit.
  func run(_ script: String, _ arguments: [String]) throws -> Child {
    try Child(python, [script] + arguments, in: folder)
  }

  /// Converts a neutral file to a topology.
  func convert(_ network: String, to topology: String) throws {
    _ = try Child(Child.own, ["convert", network, "-o", topology])
  }
}
