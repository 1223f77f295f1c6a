import ArgumentParser
import FoundationEssentials
import NetproofEngine
import NetproofSets
import NetproofTestSupport

/// Complete answers of Netproof and of a peer, on random networks of the peer's own generator.
struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares complete answers with a peer on the kit's random networks.",
    discussion: """
      The networks are those of `generator.py --mode fuzz --legal`: what AWS accepts. Every pair is \
      compared with every protocol and port.
      """)

  @OptionGroup var kit: PerfKit

  @Option(help: "The peer: peer_naive.py, peer_bdd.py, peer_clingo.py or peer_z3.py.")
  var peer = "peer_naive.py"

  @Option(help: "The first seed.")
  var seed = 1

  @Option(help: "How many networks.")
  var count = 100

  func run() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let (network, list) = (scratch.file("network.json"), scratch.file("pairs.txt"))
    var (pairs, differing) = (0, 0)
    for number in seed..<seed + max(0, count) {
      _ = try kit.run(
        "generator.py", ["--mode", "fuzz", "--legal", "--seed", "\(number)", "-o", network])
      _ = try kit.run(peer, [network, "allpairs", "--list", list])
      let theirs = try String(contentsOf: URL(filePath: list), encoding: .utf8)
        .split(separator: "\n").map(String.init)
      let ours = try NeutralAnswers(NeutralFile.read(network)).lines
      pairs += theirs.count
      guard theirs.sorted() != ours.sorted() else { continue }
      differing += 1
      print("seed \(number):")
      for line in Set(theirs).symmetricDifference(ours).sorted().prefix(6) {
        print("  \(theirs.contains(line) ? "peer" : "netproof"): \(line)")
      }
    }
    var line = Measurement("agreement")
    line.add("peer", peer)
    line.add("networks", count)
    line.add("reachable_pairs", pairs)
    line.add("networks_differing", differing)
    line.write()
    if differing > 0 { throw ExitCode(1) }
  }
}
