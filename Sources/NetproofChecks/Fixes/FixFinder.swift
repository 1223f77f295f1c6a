public import NetproofEngine
import NetproofModel

/// Looks for the smallest edits that open a way, and tries each before it is shown (R253).
public struct FixFinder: Sendable {
  private let analyzer: Analyzer
  private let kept: KeptAssertions?

  /// Fixes shown for one question.
  private static let most = 3
  /// Pairs of ends of a question for which fixes are looked for.
  private static let mostPairs = 1024

  /// Looks for fixes in an analyzer's model; assertions that hold should hold with a fix as well.
  public init(_ analyzer: Analyzer, keeping kept: KeptAssertions? = nil) {
    self.analyzer = analyzer
    self.kept = kept
  }

  /// Fixes for an answer, the one to choose first before the others, or why there is none.
  public func search(for query: Query, _ answer: Answer) -> FixSearch {
    guard answer.verdict == .unreachable || answer.verdict == .partial, answer.gaps.isEmpty,
      query.from.count * query.to.count <= Self.mostPairs
    else { return FixSearch() }
    var trials = FixTrials(analyzer, query)
    trials.run(answer)
    guard !trials.solutions.isEmpty else { return FixSearch(noFix: trials.noFix) }
    var found = decent(trials.solutions).map { (fix: fix($0, query), rank: $0.rank) }
    if found.contains(where: { $0.fix.breaks.isEmpty }) {
      found.removeAll { !$0.fix.breaks.isEmpty }
    }
    if found.contains(where: { $0.fix.bypasses.isEmpty }) {
      found.removeAll { !$0.fix.bypasses.isEmpty }
    }
    let sorted = found.enumerated().sorted { left, right in
      Self.order(left.element.fix, left.element.rank, left.offset)
        < Self.order(right.element.fix, right.element.rank, right.offset)
    }
    return FixSearch(fixes: choices(sorted.map(\.element)))
  }

  /// The first fix and those that are a choice beside it: not much stranger, not longer, and with
  /// other effects.
  private func choices(_ sorted: [(fix: Fix, rank: Int)]) -> [Fix] {
    guard let best = sorted.first else { return [] }
    var shown = [best.fix]
    for (fix, rank) in sorted.dropFirst()
    where rank <= best.rank + 1 && fix.edits.count <= best.fix.edits.count
      && !shown.contains(where: { $0.hasEffects(of: fix) })
    {
      shown.append(fix)
    }
    return Array(shown.prefix(Self.most))
  }

  /// What an engineer would do first; of equally likely fixes the one that opens least besides.
  private static func order(
    _ fix: Fix, _ rank: Int, _ offset: Int
  ) -> (Int, Int, Int, Int, Int) {
    let beside = fix.alsoOpens.count + fix.alsoDelivers.count
    return (fix.breaks.count, rank, beside, fix.edits.count, offset)
  }

  private func fix(_ solution: FixTrials.Solution, _ query: Query) -> Fix {
    let effects = FixEffects(
      of: solution.edits, from: analyzer, to: solution.analyzer, besides: query)
    let broken = kept?.broken(by: solution.analyzer)
    return Fix(
      edits: solution.edits, verdict: solution.answer.verdict, alsoOpens: effects.opens,
      alsoDelivers: effects.delivers, alsoCloses: effects.closes,
      bypasses: effects.bypasses, breaks: broken?.assertions ?? [],
      isComplete: effects.isComplete && broken?.isComplete ?? true)
  }

  // MARK: - Ways that nobody wants

  /// The solutions without those that go around an appliance, or through a translator to a private
  /// address, where others do not.
  private func decent(_ solutions: [FixTrials.Solution]) -> [FixTrials.Solution] {
    var kept = solutions
    if kept.contains(where: { isInspected($0.answer) }) {
      kept.removeAll { !isInspected($0.answer) }
    }
    if kept.contains(where: { !isTranslatedInside($0.answer) }) {
      kept.removeAll { isTranslatedInside($0.answer) }
    }
    return kept
  }

  /// Whether every packet passes an appliance on its way.
  private func isInspected(_ answer: Answer) -> Bool {
    answer.classes.allSatisfy { one in
      one.forward.contains { $0.inspects(in: analyzer.model) }
    }
  }

  /// Whether packets to an end inside pass a NAT gateway.
  private func isTranslatedInside(_ answer: Answer) -> Bool {
    answer.classes.contains { one in
      if case .network(let id) = one.goal, analyzer.model.networks[id].attachment == .internet {
        return false
      }
      return one.forward.contains { step in
        guard case .natGateway = step.component else { return false }
        return step.action == .translated
      }
    }
  }
}

extension Fix {
  /// Whether another fix does exactly the same, so that it is no choice.
  fileprivate func hasEffects(of other: Fix) -> Bool {
    isComplete && other.isComplete && Set(alsoOpens) == Set(other.alsoOpens)
      && Set(alsoDelivers) == Set(other.alsoDelivers) && Set(alsoCloses) == Set(other.alsoCloses)
      && Set(bypasses) == Set(other.bypasses)
      && breaks.map(\.span) == other.breaks.map(\.span)
  }
}
