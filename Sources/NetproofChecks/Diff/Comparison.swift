import NetproofEngine
import NetproofModel
import NetproofSets

/// Compares the answers of two networks about the ends that they share.
struct Comparison {
  let ends: SharedEnds
  private let input: DiffInput
  private let asked: DiffQuestion
  private let question: ReachQuestion

  /// What is different.
  struct Found {
    var lines: [DiffLine] = []
    var internet: [DiffLine] = []
    var pairs = 0
    var partialPairs = 0
    var isTooVaried = false
  }

  init(
    _ pairing: ModelPairing, _ old: Analyzer, _ new: Analyzer, _ asked: DiffQuestion
  ) {
    let question = asked.any
    ends = SharedEnds(pairing, old: asked.old, new: asked.new)
    self.asked = asked
    self.question = question
    let hasIPv6 = [old, new].contains { $0.model.hasIPv6Ends }
    var families: [Family?] = hasIPv6 ? Family.allCases : [nil]
    if let only = question.options.family { families = [only] }
    input = DiffInput(
      pairing: pairing, old: old, new: new, ends: ends, ports: question.selection,
      options: question.options, families: families)
  }

  func find() throws(QuestionFault) -> Found {
    let namer = EndNamer(input.pairing.new)
    let diff = PairDiff(input)
    var found = Found()
    (found.pairs, found.partialPairs) = (diff.pairs, diff.partialPairs)
    found.isTooVaried = diff.blocks.isTooVaried
    if !found.isTooVaried {
      found.lines = Self.sorted(DiffLineFinder(diff, input, namer).lines())
    }
    found.internet = Self.sorted(try internet(namer))
    return found
  }

  /// Opened first; then as the topology has the ends.
  private static func sorted(_ lines: [DiffLine]) -> [DiffLine] {
    func key(_ line: DiffLine) -> [Int] {
      [line.isFromInternet ? 0 : 1, line.sourceNumbers.first ?? -1]
        + [line.destinationNumbers.first ?? -1]
    }
    return lines.enumerated().sorted { left, right in
      if left.element.change != right.element.change {
        return left.element.change < right.element.change
      }
      let (own, other) = (key(left.element), key(right.element))
      return own == other ? left.offset < right.offset : own.lexicographicallyPrecedes(other)
    }.map(\.element)
  }

  // MARK: - The internet

  private func internet(_ namer: EndNamer) throws(QuestionFault) -> [DiffLine] {
    var lines: [DiffLine] = []
    for side in [InternetProfile.Side.source, .destination] {
      let path: KeyPath<ReachQuestion, ReachSide> = side == .source ? \.from : \.to
      let parts = [asked.old, asked.new].compactMap { $0?[keyPath: path].internet }
      let isAsked = side == .source ? !ends.destinations.isEmpty : !ends.sources.isEmpty
      guard isAsked, let first = parts.first else { continue }
      // An address that only one of them takes for the internet's is no end of both.
      let shared = [input.pairing.old, input.pairing.new].reduce(
        parts.dropFirst().reduce(first) { $0.union($1) }
      ) { $0.intersection($1.networks[Model.internet].addresses) }
      guard !shared.isEmpty else { continue }
      let finder = InternetDiff(input, question, shared, namer)
      lines += try finder.lines(
        side, Matrix(input.old, question.options), Matrix(input.new, question.options))
    }
    return lines
  }
}

extension Model {
  /// Whether an interface or network outside has an address of IPv6, or may have.
  fileprivate var hasIPv6Ends: Bool {
    interfaces.elements.contains {
      !$0.addresses.ipv6.isEmpty || ($0.addresses.isEmpty && !$0.identity.isDescribed)
    }
  }
}
