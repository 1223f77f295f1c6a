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
  /// Questions asked of them once no way was found, for what else is needed.
  private static let mostCompletions = 12

  private let analyzer: Analyzer
  private let query: Query
  /// The obstacles of the answer without any edit.
  private var original: [Obstacle] = []
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
    original = answer.obstacles
    let loops = original.contains { $0.code == .routingLoop }
    expand(answer, edits: [], analyzer, rank: 0, cost: 0, naming: nil)
    while solutions.count < Self.mostSolutions, trials < Self.mostTrials, let node = takeBest() {
      trials += 1
      guard let next = try? node.analyzer.answer(query), !isStill(node.obstacle, in: next) else {
        continue
      }
      // Packets that an edit sends round in circles have not got further.
      if !loops, next.obstacles.contains(where: { $0.code == .routingLoop }) { continue }
      if next.verdict == .reachable {
        add(node)
      } else {
        expand(
          next, edits: node.edits, node.analyzer, rank: node.rank, cost: node.cost,
          naming: node.naming)
      }
    }
    if solutions.isEmpty { noFix = noFix.map(completed) }
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
    let source = FixCandidates(analyzer, answer, of: query)
    var candidates = source.candidates(for: obstacle)
    candidates.removeAll { $0.edits.contains { $0.undoes(anyOf: edits) } }
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
    if let known = noFix {
      guard known.reason == .notFound else { return }
      // What is only met once something has been edited may have come of the edit.
      let isOld = original.contains { Self.isAlike($0, obstacle) }
      if reason == .notFound, !isOld || edits.count <= known.edits.count { return }
    }
    noFix = NoFix(
      reason: reason, code: obstacle.code, component: obstacle.component, edits: edits)
  }

  /// With the edits that remove what else is in the way: who removes what is left needs them too.
  private func completed(_ none: NoFix) -> NoFix {
    var edits = none.edits
    var edited = analyzer.applying(edits)
    guard var answer = try? edited.answer(query), answer.gaps.isEmpty else { return none }
    var trials = 0
    while let (edit, next, better) = step(from: answer, edited, beside: none, &trials) {
      edits += edit
      (edited, answer) = (next, better)
    }
    return NoFix(
      reason: none.reason, code: none.code, component: none.component, edits: edits)
  }

  /// The first edits that remove an obstacle, other than the one that is left, and bring no other.
  private func step(
    from answer: Answer, _ analyzer: Analyzer, beside none: NoFix, _ trials: inout Int
  ) -> (edits: [ModelEdit], analyzer: Analyzer, answer: Answer)? {
    let source = FixCandidates(analyzer, answer, of: query)
    for obstacle in answer.obstacles
    where obstacle.code != none.code || obstacle.component != none.component {
      for candidate in source.candidates(for: obstacle).prefix(2) {
        guard trials < Self.mostCompletions else { return nil }
        trials += 1
        let edited = analyzer.applying(candidate.edits)
        guard let next = try? edited.answer(query), next.gaps.isEmpty, next.verdict != .reachable,
          !isStill(obstacle, in: next), isNothingNew(in: next, after: answer)
        else { continue }
        return (candidate.edits, edited, next)
      }
    }
    return nil
  }

  private func isNothingNew(in answer: Answer, after old: Answer) -> Bool {
    answer.obstacles.allSatisfy { obstacle in
      old.obstacles.contains { Self.isAlike($0, obstacle) }
    }
  }

  private static func isAlike(_ one: Obstacle, _ other: Obstacle) -> Bool {
    one.code == other.code && one.component == other.component && one.direction == other.direction
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
    answer.obstacles.contains { Self.isAlike($0, obstacle) && $0.packets == obstacle.packets }
  }
}

extension ModelEdit {
  /// Whether it changes or removes a route that earlier edits of the same fix have made.
  fileprivate func undoes(anyOf edits: [ModelEdit]) -> Bool {
    guard let (table, route) = mendedRoute else { return false }
    return edits.contains { edit in
      if case .addRoute(table, route.destination, route.target) = edit { return true }
      if case .changeRoute(table, let old, route.target) = edit {
        return old.destination == route.destination
      }
      return false
    }
  }

  private var mendedRoute: (table: ID<RouteTable>, route: Route)? {
    if case .changeRoute(let table, let route, _) = self { return (table, route) }
    if case .removeRoute(let table, let route) = self { return (table, route) }
    return nil
  }
}
