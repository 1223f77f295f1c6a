import ArgumentParser
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofTestSupport

/// Networks that are laid out to be slow.
struct WorstCases: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worst-cases", abstract: "Measures networks that are laid out to be slow.",
    discussion: """
      About 10,000 interfaces each: every interface with a set of groups of its own, hundreds of \
      network ACL rules, thousands of prefixes in rules and routes, and firewalls on the way between \
      all VPCs.
      """)

  @Option(help: "Build and solve this often; times are medians.")
  var repeats = 3

  func run() throws {
    for (name, text) in try Self.networks() {
      let start = Usage.seconds
      let model = try TopologyFile.model(named: name, Array(text.utf8))
      let loaded = Usage.seconds
      let timed = TimedSummary(
        model, MatrixOptions(.some, clientPorts: PortSet(1024...65535)), repeats: repeats)
      var line = Measurement("worst case")
      line.add("network", name)
      line.add("interfaces", model.interfaces.count)
      line.add("load_s", loaded - start)
      timed.add(to: &line)
      line.write()
    }
  }

  private static func networks() throws -> [(name: String, text: String)] {
    let plain = StandardNetwork(vpcs: 20, subnets: 10, interfaces: 50)
    var scattered = plain
    (scattered.isScattered, scattered.groupsPerInterface) = (true, 3)
    var heavy = scattered
    (heavy.groups, heavy.groupRules, heavy.groupsPerInterface, heavy.entries) = (60, 30, 5, 20)
    var filtered = plain
    filtered.entries = 300
    return [
      ("plain", try plain.network().topology()),
      ("a set of groups for every interface", try scattered.network().topology()),
      ("and sixty groups of thirty rules", try heavy.network().topology()),
      ("300 network ACL rules", try filtered.network().topology()),
      ("5,000 prefixes", try plain.network().withPrefixes(5000).topology()),
      ("firewalls between VPCs", Estate(vpcs: 10, subnets: 8, hosts: 100, seed: 1).topology()),
    ]
  }
}
