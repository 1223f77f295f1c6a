/// Compares search and replay on the topology of one seed.
enum AgreementRun {
  /// Packets asked about one by one, and questions about many, for each topology.
  private static let packets = 60
  private static let queries = 4
  /// Copies that Traffic Mirroring makes.
  private static let copies = 8

  static func run(seed: UInt64) -> FuzzResult {
    guard let network = LoadedNetwork(TopologyGenerator.topology(seed: seed)) else {
      return .refused
    }
    var random = Seeded(seed: seed ^ 0x5EED)
    var agreement = Agreement(network, seed: seed)
    var result = FuzzResult()
    for _ in 0..<packets {
      guard let flow = random.flow(in: network) else { continue }
      if let finding = agreement.check(flow) { result.findings.append(finding) }
    }
    for _ in 0..<copies {
      for flow in [random.flow(in: network)?.asCopy, random.copyToEndpoint(in: network)] {
        guard let flow, let finding = agreement.check(flow) else { continue }
        result.findings.append(finding)
      }
    }
    for _ in 0..<queries {
      guard let query = random.query(in: network) else { continue }
      result.findings += agreement.check(query, using: &random)
    }
    result.tally.add(agreement.tally)
    return result
  }
}
