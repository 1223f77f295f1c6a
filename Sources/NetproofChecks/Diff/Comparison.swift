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
    /// Pairs that let other packets of a port pass than before, some before and some after.
    var shiftedPairs = 0
    /// Pairs that may do so.
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
    let diff = PairDiff(input)
    var found = Found()
    found.pairs = diff.pairs
    (found.shiftedPairs, found.partialPairs) = partialPairs(diff)
    if diff.blocks.isTooVaried {
      found.isTooVaried = true
    } else if let lines = DiffLineFinder(diff, input).lines() {
      found.lines = Self.widestFirst(Self.sorted(lines))
    } else {
      found.isTooVaried = true
    }
    found.internet = Self.widestFirst(Self.sorted(try internet()))
    return found
  }

  /// The lines about the most pairs come before all others, each part in its order.
  private static func widestFirst(_ lines: [DiffLine]) -> [DiffLine] {
    let most = NetworkDiff.mostLines
    guard lines.count > most else { return lines }
    let order = lines.indices.sorted { (-lines[$0].pairs, $0) < (-lines[$1].pairs, $1) }
    return (order.prefix(most).sorted() + order.dropFirst(most).sorted()).map { lines[$0] }
  }

  // MARK: - Ports that are open to some packets before and after

  /// How many pairs let other packets pass than before though no verdict says so, and how many were
  /// not looked at.
  private func partialPairs(_ diff: PairDiff) -> (shifted: Int, unknown: Int) {
    var (shifted, unknown) = (0, diff.uncomparedPairs)
    for cell in diff.partialCells {
      guard let isSame = isSame(cell, diff.classes) else {
        unknown += cell.pairs
        continue
      }
      if !isSame { shifted += cell.pairs }
    }
    return (shifted, unknown)
  }

  /// Whether the same packets pass in both networks between two classes; nothing if their ends have
  /// other addresses than before, or none that are known.
  private func isSame(_ cell: PairDiff.PartialCell, _ classes: JointClasses) -> Bool? {
    guard let from = classes.sources[cell.source].first,
      let to = classes.destinations[cell.destination].first(where: { $0 != from })
        ?? classes.destinations[cell.destination].first
    else { return nil }
    let source = from == to ? classes.sources[cell.source].last ?? from : from
    let sides = [(input.pairing.old, true), (input.pairing.new, false)].map { model, isOld in
      [source, to].map { number in
        model.end(isOld ? ends.oldNumber[Int(number)] : Int(number))
      }
    }
    let hasMoved = zip(sides[0], sides[1]).contains { $0.addresses != $1.addresses }
    guard !hasMoved, !sides[1].contains(where: \.addresses.isEmpty) else { return nil }
    let answers = zip([input.old, input.new], sides).map { analyzer, ends in
      try? analyzer.judgements(
        question.query(
          from: ends[0], to: ends[1], question.ports, family: question.options.family)
      ).first
    }
    guard let before = answers[0], let after = answers[1] else { return nil }
    return before.reachable.isEqual(to: after.reachable)
      && before.undetermined.isEqual(to: after.undetermined)
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

  private func internet() throws(QuestionFault) -> [DiffLine] {
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
      let finder = InternetDiff(input, question, shared)
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

extension PacketSet {
  /// Whether both hold the same packets, however they are cut.
  fileprivate func isEqual(to other: Self) -> Bool {
    subtracting(other).isEmpty && other.subtracting(self).isEmpty
  }
}
