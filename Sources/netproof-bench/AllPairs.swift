import ArgumentParser
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax
import NetproofTestSupport

/// All pairs of one network, summed up and timed.
struct AllPairs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allpairs", abstract: "Sums up all pairs of a topology, with times and memory.",
    discussion: """
      Prints one JSON line; times are CPU seconds. `build_s` is from the model to the compiled \
      matrix, `solve_s` from there to the sums.
      """)

  @Argument(help: "A topology, or with --direct a network in the neutral format.")
  var file: String

  @Flag(help: "Count a port if at least one client port carries the connection both ways.")
  var some = false

  @Option(name: .customLong("client-ports"), help: "The ports of every client, LO-HI.")
  var clientPorts: String?

  @Flag(help: "Take a neutral file straight to a model, without a topology between.")
  var direct = false

  @Option(help: "Build and solve this often; times are medians.")
  var repeats = 1

  func run() throws {
    let start = Usage.seconds
    let model = try load()
    let loaded = Usage.seconds
    let options = MatrixOptions(some ? .some : .every, clientPorts: try ports())
    var (builds, solves): ([Double], [Double]) = ([], [])
    var summary: MatrixSummary?
    for _ in 0..<max(1, repeats) {
      let begin = Usage.seconds
      let matrix = Matrix(model, options)
      let built = Usage.seconds
      summary = matrix.summary()
      builds.append(built - begin)
      solves.append(Usage.seconds - built)
    }
    guard let summary else { return }
    print(
      """
      {"pairs_reachable": \(summary.pairsReachable), \
      "pairs_undetermined": \(summary.pairsUndetermined), "volume": \(summary.volume), \
      "classes": \(summary.classes), "load_s": \(rounded(loaded - start)), \
      "build_s": \(rounded(median(builds))), "solve_s": \(rounded(median(solves))), \
      "peak_rss_mib": \(rounded(Usage.peakMiB))}
      """)
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func ports() throws -> PortSet? {
    guard let clientPorts else { return nil }
    let ends = clientPorts.split(separator: "-").compactMap { UInt16($0) }
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw ValidationError("`\(clientPorts)` is no range of ports")
    }
    return PortSet(ends[0]...ends[1])
  }

  private func load() throws -> Model {
    if direct { return try NeutralFile.read(file).model() }
    return try TopologyFile.model(file)
  }
}
