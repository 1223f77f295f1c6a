import ArgumentParser
import NetproofEngine
import NetproofSets
import NetproofTestSupport

/// The standard networks, whose sums independent engines have found.
struct Checksums: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares the sums over all pairs of standard networks with those published.",
    discussion: """
      The networks are drawn as the performance kit's generator draws them, and read as topologies. \
      They were found by BDDs, Datalog and evaluation of single packets; see docs/benchmarks.md.
      """)

  @Option(help: "Leave out networks of more interfaces.")
  var upTo = 10_000

  func run() throws {
    var differing = 0
    for (name, plan, pairs, volume) in StandardNetwork.published where plan.size <= upTo {
      let text = try plan.network().topology()
      let start = Usage.seconds
      let model = try TopologyFile.model(named: name, Array(text.utf8))
      let loaded = Usage.seconds
      let timed = TimedSummary(
        model, MatrixOptions(.some, clientPorts: PortSet(1024...65535)), repeats: 1)
      let agrees =
        timed.summary.pairsReachable == pairs && timed.summary.volume == volume
        && timed.summary.pairsUndetermined == 0
      if !agrees { differing += 1 }
      var line = Measurement("checksum")
      line.add("network", name)
      line.add("agrees", agrees)
      line.add("load_s", loaded - start)
      timed.add(to: &line)
      line.write()
    }
    if differing > 0 { throw ExitCode(1) }
  }
}
