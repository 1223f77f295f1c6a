/// Compares search and replay on the topology of one seed.
public enum AgreementRun {
  /// Packets asked about one by one, and questions about many, for each topology.
  private static let packets = 60
  private static let queries = 4

  /// What was found, and what was looked at.
  public static func run(seed: UInt64) -> (findings: [Finding], tally: Tally) {
    let text = TopologyGenerator.topology(seed: seed).yaml
    var tally = Tally()
    guard let network = try? LoadedNetwork(text: text) else {
      tally.refused = 1
      return ([], tally)
    }
    var random = Seeded(seed: seed ^ 0x5EED)
    var agreement = Agreement(network, seed: seed)
    var findings: [Finding] = []
    for _ in 0..<packets {
      guard let flow = random.flow(in: network) else { continue }
      if let finding = agreement.check(flow) { findings.append(finding) }
    }
    for _ in 0..<queries {
      guard let query = random.query(in: network) else { continue }
      findings += agreement.check(query, using: &random)
    }
    tally = agreement.tally
    tally.topologies = 1
    return (findings, tally)
  }
}
