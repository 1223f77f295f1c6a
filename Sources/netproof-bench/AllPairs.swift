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
      `load_s` is from the file to the model, `build_s` from there to the compiled matrix, `solve_s` \
      to the sums. `model_mib` is what the process holds when the model stands, `solve_peak_mib` the \
      most that it holds from then on.
      """)

  @Argument(help: "A topology.")
  var file: String

  @Flag(help: "Count a port if at least one client port carries the connection both ways.")
  var some = false

  @Option(name: .customLong("client-ports"), help: "The ports of every client, LO-HI.")
  var clientPorts: String?

  @Option(help: "Build and solve this often; times are medians.")
  var repeats = 1

  func run() throws {
    let options = MatrixOptions(some ? .some : .every, clientPorts: try ports())
    let start = Usage.seconds
    let model = try TopologyFile.model(file)
    let loaded = Usage.seconds
    let timed = TimedSummary(model, options, repeats: repeats)
    var line = Measurement("all pairs")
    line.add("file", file)
    line.add("interfaces", model.interfaces.count)
    line.add("load_s", loaded - start)
    timed.add(to: &line)
    line.add("peak_rss_mib", Usage.peakMiB)
    line.write()
  }

  private func ports() throws -> PortSet? {
    guard let clientPorts else { return nil }
    let ends = clientPorts.split(separator: "-").compactMap { UInt16($0) }
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw ValidationError("`\(clientPorts)` is no range of ports")
    }
    return PortSet(ends[0]...ends[1])
  }
}

/// The sums over all pairs of a model, with medians of times.
struct TimedSummary {
  let summary: MatrixSummary
  let build: Double
  let solve: Double
  private let memory: (model: Double, peak: Double)?

  init(_ model: Model, _ options: MatrixOptions, repeats: Int) {
    Usage.forgetPeak()
    let before = Usage.resident
    var (builds, solves): ([Double], [Double]) = ([], [])
    func once() -> MatrixSummary {
      let begin = Usage.seconds
      let matrix = Matrix(model, options)
      let built = Usage.seconds
      let summary = matrix.summary()
      builds.append(built - begin)
      solves.append(Usage.seconds - built)
      return summary
    }
    summary = once()
    let after = Usage.resident
    for _ in 1..<max(1, repeats) { _ = once() }
    (build, solve) = (builds.median, solves.median)
    memory = before.flatMap { before in after.map { (before.now, $0.peak) } }
  }

  func add(to line: inout Measurement) {
    line.add("pairs_reachable", summary.pairsReachable)
    line.add("pairs_undetermined", summary.pairsUndetermined)
    line.add("volume", summary.volume)
    line.add("classes", summary.classes)
    line.add("build_s", build)
    line.add("solve_s", solve)
    guard let memory else { return }
    line.add("model_mib", memory.model)
    line.add("solve_peak_mib", memory.peak)
  }
}
