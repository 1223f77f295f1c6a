import NetproofEngine
import NetproofModel

/// Tries edits, obstacle by obstacle, the likeliest first, until sets are found that open the way.
struct FixTrials {
  /// Edits that open the way, with the answer that they lead to.
  struct Solution {
    let edits: [ModelEdit]
    /// How far the edits are from what an engineer would do first.
    let rank: Int
    let analyzer: Analyzer
    let answer: Answer
  }

  /// Edits that have removed some obstacles, and are still to be tried.
  private struct Node {
    let edits: [ModelEdit]
    let analyzer: Analyzer
    let rank: Int
    let cost: Int
    let naming: FixCandidate.PeerNaming?
    /// The obstacle that the last edits are meant to remove.
    let obstacle: Obstacle
  }

  /// Solutions that are looked for; fewer are shown.
  private static let mostSolutions = 4
  /// Edits of one fix; a way with more faults is for a person to think about.
  private static let mostEdits = 8
  /// Questions asked of edited models in one search.
  private static let mostTrials = 48

  private let analyzer: Analyzer
  private let query: Query
  private var frontier: [Node] = []
  private var trials = 0

  private(set) var solutions: [Solution] = []
  /// Why the way that looked best came to an end, unless it was opened.
  private(set) var noFix: NoFix?

  init(_ analyzer: Analyzer, _ query: Query) {
    self.analyzer = analyzer
    self.query = query
  }

  /// Looks for solutions from the answer without any edit.
  mutating func run(_ answer: Answer) {
    expand(answer, edits: [], analyzer, rank: 0, cost: 0, naming: nil)
    while solutions.count < Self.mostSolutions, trials < Self.mostTrials, let node = takeBest() {
      trials += 1
      guard let next = try? node.analyzer.answer(query), !isStill(node.obstacle, in: next) else {
        continue
      }
      if next.verdict == .reachable {
        add(node)
      } else {
        expand(
          next, edits: node.edits, node.analyzer, rank: node.rank, cost: node.cost,
          naming: node.naming)
      }
    }
  }

  /// The cheapest node; of equally cheap ones the one with most edits, then the oldest.
  private mutating func takeBest() -> Node? {
    var best: Int?
    for index in frontier.indices {
      guard let known = best else {
        best = index
        continue
      }
      let (left, right) = (frontier[index], frontier[known])
      if (left.cost, -left.edits.count) < (right.cost, -right.edits.count) { best = index }
    }
    return best.map { frontier.remove(at: $0) }
  }

  /// Adds what might remove the first obstacle that is left.
  private mutating func expand(
    _ answer: Answer, edits: [ModelEdit], _ analyzer: Analyzer, rank: Int, cost: Int,
    naming: FixCandidate.PeerNaming?
  ) {
    guard answer.gaps.isEmpty, let obstacle = answer.obstacles.first else { return }
    let source = FixCandidates(analyzer, answer)
    var candidates = source.candidates(for: obstacle)
    let reason = source.reason(for: obstacle)
    refuse(obstacle, candidates.isEmpty || reason == .everybody ? reason : .notFound, edits)
    if let naming { candidates = Self.named(naming, candidates) }
    guard edits.count < Self.mostEdits else { return }
    for (index, candidate) in candidates.enumerated() {
      frontier.append(
        Node(
          edits: edits + candidate.edits, analyzer: analyzer.applying(candidate.edits),
          rank: rank + candidate.rank, cost: cost + 4 * candidate.rank + min(index, 3),
          naming: naming ?? candidate.naming, obstacle: obstacle))
    }
  }

  /// The candidates that name the far end as earlier edits do, where there is a choice: groups and
  /// addresses are not mixed in one fix.
  private static func named(
    _ naming: FixCandidate.PeerNaming, _ candidates: [FixCandidate]
  ) -> [FixCandidate] {
    let alike = candidates.filter { $0.naming == naming }
    guard let first = alike.map(\.rank).min() else { return candidates }
    return candidates.filter { $0.naming == nil }
      + alike.map { FixCandidate($0.edits, rank: $0.rank - first, naming: naming) }
  }

  /// Remembers why the way that got furthest ends.
  private mutating func refuse(_ obstacle: Obstacle, _ reason: NoFix.Reason, _ edits: [ModelEdit]) {
    if let known = noFix, known.reason != .notFound || reason == .notFound { return }
    noFix = NoFix(
      reason: reason, code: obstacle.code, component: obstacle.component, edits: edits)
  }

  private mutating func add(_ node: Node) {
    let edits = minimized(node.edits)
    guard !solutions.contains(where: { Set($0.edits) == Set(edits) }) else { return }
    let edited = analyzer.applying(edits)
    guard let answer = try? edited.answer(query), answer.verdict == .reachable else { return }
    solutions.append(
      Solution(edits: edits, rank: node.rank, analyzer: edited, answer: answer))
  }

  /// The edits without those that are not needed.
  private func minimized(_ edits: [ModelEdit]) -> [ModelEdit] {
    var kept = edits
    for edit in edits where kept.count > 1 {
      let fewer = kept.filter { $0 != edit }
      if (try? analyzer.applying(fewer).verdict(of: query)) == .reachable { kept = fewer }
    }
    return kept
  }

  private func isStill(_ obstacle: Obstacle, in answer: Answer) -> Bool {
    answer.obstacles.contains {
      $0.code == obstacle.code && $0.component == obstacle.component
        && $0.direction == obstacle.direction && $0.packets == obstacle.packets
    }
  }
}
