import NetproofModel
import NetproofSets

/// Verdicts without evidence.
extension Analyzer {
  /// The verdict of a question, the same as that of ``answer(_:)``, without anything that explains
  /// it.
  ///
  /// Walks end at their first obstacle, and the search ends when nothing can change the verdict.
  ///
  /// - Throws: ``QuestionFault`` if there is nothing to ask; no packet is replayed, so that search
  ///   and replay cannot disagree.
  public func verdict(of query: Query) throws(QuestionFault) -> Verdict {
    var found = VerdictSet()
    for pair in try pairs(of: query) {
      for family in Family.allCases where query.family == nil || query.family == family {
        for cube in cubes(of: query, pair, family) {
          found.add(verdicts(cube, pair, query))
          if found.isPartial { return .partial }
        }
      }
    }
    guard let verdict = found.verdict else { throw .noCommonFamily }
    return verdict
  }

  private func verdicts(_ cube: PacketCube, _ pair: EndPair, _ query: Query) -> VerdictSet {
    var found = VerdictSet()
    guard unknownEnd(of: pair) == nil else {
      found.add(.undetermined)
      return found
    }
    var search = Search(
      graph, from: pair.origin.end, to: pair.goal.end, oneWay: query.oneWay, limits: limits)
    search.application = query.application
    search.copy = query.copy
    search.seeksVerdict = true
    search.run(cube)
    for walk in search.finished { found.add(walk.verdict) }
    return found
  }
}

/// Which verdicts the classes of a question have.
private struct VerdictSet {
  private var hasReachable = false
  private var hasUnreachable = false
  private var hasUndetermined = false

  var isPartial: Bool { hasReachable && hasUnreachable }

  /// The common verdict, as ``Verdict/init(combining:)`` finds it; nothing without any class.
  var verdict: Verdict? {
    if isPartial { return .partial }
    if hasUndetermined { return .undetermined }
    if hasReachable { return .reachable }
    return hasUnreachable ? .unreachable : nil
  }

  mutating func add(_ verdict: Verdict) {
    switch verdict {
    case .reachable: hasReachable = true
    case .unreachable: hasUnreachable = true
    case .undetermined: hasUndetermined = true
    case .partial: (hasReachable, hasUnreachable) = (true, true)
    }
  }

  mutating func add(_ other: Self) {
    hasReachable = hasReachable || other.hasReachable
    hasUnreachable = hasUnreachable || other.hasUnreachable
    hasUndetermined = hasUndetermined || other.hasUndetermined
  }
}
