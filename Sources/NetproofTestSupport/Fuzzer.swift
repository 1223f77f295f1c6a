/// The fuzzers: each draws something from a seed and says what does not hold.
public enum Fuzzer: String, CaseIterable, Sendable {
  /// Search and replay agree on random packets of random topologies.
  case agreement
  /// Matrix search and trace search agree on all pairs of random topologies.
  case matrix
  /// Matrix search, trace search and an evaluator of its own agree on random neutral networks.
  case neutral
  /// What is told of two networks is the difference of their answers, pair by pair.
  case diff
  /// Edits of a topology that must not change an answer, or only in one direction, do not.
  case metamorphic
  /// Damaged texts are read or refused with a place, and never stop the program.
  case text

  /// What a seed shows.
  public func run(seed: UInt64) -> FuzzResult {
    switch self {
    case .agreement: AgreementRun.run(seed: seed)
    case .matrix: MatrixRun.run(seed: seed)
    case .neutral: NeutralRun.run(seed: seed)
    case .diff: DiffRun.run(seed: seed)
    case .metamorphic: LawRun.run(seed: seed)
    case .text: TextRun.run(seed: seed)
    }
  }

  /// The text that a seed is about, so that it can be kept before anything is done with it.
  public func text(seed: UInt64) -> [UInt8] {
    switch self {
    case .agreement, .matrix, .diff, .metamorphic:
      Array(TopologyGenerator.topology(seed: seed).yaml.utf8)
    case .neutral: NeutralRun.text(seed: seed)
    case .text: TextRun.text(seed: seed)
    }
  }
}

/// What one seed of a fuzzer has shown.
public struct FuzzResult: Sendable {
  public var findings: [Finding] = []
  public var tally = Tally()

  init() {
    tally.topologies = 1
  }

  /// The seed's text is no topology, so there is nothing to ask.
  static var refused: Self {
    var result = Self()
    result.tally.topologies = 0
    result.tally.refused = 1
    return result
  }
}
