public import NetproofEngine
import NetproofModel
import NetproofSets

/// Looks for the smallest edits that open a way, and tries each before it is shown (R253).
public struct FixFinder: Sendable {
  private let analyzer: Analyzer

  /// Fixes shown for one question.
  private static let most = 3
  /// Edits of one fix; a way with more faults is for a person to think about.
  private static let mostEdits = 8

  public init(_ analyzer: Analyzer) {
    self.analyzer = analyzer
  }

  /// Fixes for an answer, those that open least besides first; none if none was found to work.
  public func fixes(for query: Query, _ answer: Answer) -> [Fix] {
    guard answer.verdict == .unreachable || answer.verdict == .partial,
      answer.gaps.isEmpty, query.from.count * query.to.count <= 1024
    else { return [] }
    var found: [Fix] = []
    for variant in 0..<Self.most {
      guard let edits = search(query, answer, variant: variant) else { break }
      let minimal = minimized(edits, query)
      guard !found.contains(where: { Set($0.edits) == Set(minimal) }) else { continue }
      found.append(effects(of: minimal, query))
    }
    return found.enumerated().sorted { left, right in
      (left.element.alsoOpens.count, left.element.edits.count, left.offset)
        < (right.element.alsoOpens.count, right.element.edits.count, right.offset)
    }.map(\.element)
  }

  // MARK: - Trying

  /// Removes one obstacle after the other; the variant chooses another way for the first.
  private func search(_ query: Query, _ answer: Answer, variant: Int) -> [ModelEdit]? {
    var edits: [ModelEdit] = []
    var model = analyzer.model
    var current = answer
    var isFirst = true
    while current.verdict != .reachable {
      guard edits.count < Self.mostEdits, let obstacle = current.obstacles.first else {
        return nil
      }
      let candidates = FixCandidates(model: model).edits(for: obstacle, in: current)
      var accepted: ([ModelEdit], Model, Answer)?
      var skipped = isFirst ? variant : 0
      for candidate in candidates {
        let changed = candidate.reduce(model) { $1.applied(to: $0) }
        guard let next = self.answer(query, changed), !isStill(obstacle, in: next) else {
          continue
        }
        if skipped > 0 {
          skipped -= 1
          continue
        }
        accepted = (candidate, changed, next)
        break
      }
      guard let (candidate, changed, next) = accepted else { return nil }
      edits += candidate
      model = changed
      current = next
      isFirst = false
    }
    return edits
  }

  private func isStill(_ obstacle: Obstacle, in answer: Answer) -> Bool {
    answer.obstacles.contains {
      $0.code == obstacle.code && $0.component == obstacle.component
        && $0.direction == obstacle.direction && $0.packets == obstacle.packets
    }
  }

  /// The edits without those that are not needed.
  private func minimized(_ edits: [ModelEdit], _ query: Query) -> [ModelEdit] {
    var kept = edits
    for edit in edits where kept.count > 1 {
      let fewer = kept.filter { $0 != edit }
      let model = fewer.reduce(analyzer.model) { $1.applied(to: $0) }
      if answer(query, model)?.verdict == .reachable { kept = fewer }
    }
    return kept
  }

  private func answer(_ query: Query, _ model: Model) -> Answer? {
    try? Analyzer(model, limits: analyzer.limits).answer(query)
  }

  // MARK: - What else changes

  /// Pairs of groups of ends that are compared for one fix.
  private static let mostPairs = 600

  private func effects(of edits: [ModelEdit], _ query: Query) -> Fix {
    let model = edits.reduce(analyzer.model) { $1.applied(to: $0) }
    let after = Analyzer(model, limits: analyzer.limits)
    var opens: [Passage] = []
    var closes: [Passage] = []
    var isComplete = true
    for question in EditReach(model: analyzer.model).questions(touchedBy: edits) {
      guard question.from.count * question.to.count <= Self.mostPairs,
        let before = try? analyzer.passing(question), let now = try? after.passing(question)
      else {
        isComplete = isComplete && (question.from.isEmpty || question.to.isEmpty)
        continue
      }
      let asked = (try? after.passing(query)) ?? []
      for (old, new) in zip(before, now) {
        opens += difference(new, minus: old, besides: asked)
        closes += difference(old, minus: new, besides: [])
      }
    }
    return Fix(
      edits: edits, verdict: .reachable, alsoOpens: unique(opens), alsoCloses: unique(closes),
      isComplete: isComplete)
  }

  private func difference(
    _ left: Passing, minus right: Passing, besides asked: [Passing]
  ) -> [Passage] {
    var rest = left.packets.subtracting(right.packets)
    for passing in asked where !rest.isEmpty { rest = rest.subtracting(passing.packets) }
    return rest.cubes.map { Passage(origin: left.origin, goal: left.goal, packets: $0) }
  }

  private func unique(_ passages: [Passage]) -> [Passage] {
    var seen: Set<Passage> = []
    return passages.filter { seen.insert($0).inserted }
  }
}
