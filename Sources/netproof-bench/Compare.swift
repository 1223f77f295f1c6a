import ArgumentParser
import NetproofTestSupport

/// Netproof and the peers on the same networks, in one run.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs peers of the performance kit and Netproof on the same networks.",
    discussion: """
      All pairs of each network, by turns, so that a busy machine disturbs both alike. Sums must be \
      equal. Ratios are of medians: `cpu_ratio` of CPU seconds for building and solving, \
      `wall_ratio` of whole processes, reading the network included.
      """)

  @OptionGroup var kit: PerfKit

  @Option(help: "The networks: names of `checksums`, separated by commas.")
  var networks = "10000,100000"

  @Option(help: "The peers, separated by commas: bdd, clingo, naive, z3-full, z3-slice.")
  var peers = "bdd"

  @Option(help: "Run each this often.")
  var repeats = 5

  private static let scripts = [
    "bdd": ["peer_bdd.py"], "clingo": ["peer_clingo.py"], "naive": ["peer_naive.py"],
    "z3-full": ["peer_z3.py"], "z3-slice": ["peer_z3.py", "--slice"],
  ]

  func run() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for name in networks.split(separator: ",").map(String.init) {
      guard let plan = StandardNetwork.published.first(where: { $0.name == name })?.plan else {
        throw ValidationError("no network is called `\(name)`")
      }
      let files = (network: scratch.file("\(name).json"), topology: scratch.file("\(name).yaml"))
      _ = try kit.run("generator.py", plan.generatorOptions + ["-o", files.network])
      try kit.convert(files.network, to: files.topology)
      for peer in peers.split(separator: ",").map(String.init) {
        guard let script = Self.scripts[peer] else {
          throw ValidationError("no peer is called `\(peer)`")
        }
        try compare(name, peer, script, files)
      }
    }
  }

  private func compare(
    _ name: String, _ peer: String, _ script: [String],
    _ files: (network: String, topology: String)
  ) throws {
    var (others, own): ([(EngineResult, Double)], [(EngineResult, Double)]) = ([], [])
    for _ in 0..<max(1, repeats) {
      let child = try kit.run(script[0], [files.network, "allpairs"] + script.dropFirst())
      others.append((try child.result(EngineResult.self), child.wall))
      let ours = try Child(
        Child.own, ["allpairs", files.topology, "--some", "--client-ports", "1024-65535"])
      own.append((try ours.result(EngineResult.self), ours.wall))
    }
    func sums(_ result: EngineResult) -> [UInt64] { [result.pairsReachable, result.volume] }
    let all = Set((others + own).map { sums($0.0) })
    var line = Measurement("comparison")
    line.add("network", name)
    line.add("peer", peer)
    line.add("agrees", all.count == 1)
    func add(_ label: String, _ runs: [(EngineResult, Double)]) -> (cpu: Double, wall: Double) {
      let cpu = runs.map { $0.0.buildS + $0.0.solveS }.median
      let wall = runs.map(\.1).median
      line.add("\(label)_build_and_solve_s", cpu)
      line.add("\(label)_wall_s", wall)
      return (cpu, wall)
    }
    let theirs = add("peer", others)
    let ours = add("netproof", own)
    line.add("cpu_ratio", theirs.cpu / ours.cpu)
    line.add("wall_ratio", theirs.wall / ours.wall)
    line.write()
    if all.count != 1 { throw ExitCode(1) }
  }
}
