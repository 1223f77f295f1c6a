import NetproofEngine
import NetproofModel
import NetproofSets

/// What edits change besides the way that they are meant to open.
struct FixEffects {
  private(set) var opens: [Passage] = []
  private(set) var delivers: [Passage] = []
  private(set) var closes: [Passage] = []
  private(set) var bypasses: [Bypass] = []
  /// False if there were too many pairs of ends to look at them all.
  private(set) var isComplete = true

  /// Pairs of groups of ends that are compared for one question about one fix.
  private static let mostPairs = 600
  /// The same before ends that are alike are grouped.
  private static let mostSinglePairs = 100_000

  /// Compares the answers to all questions that edits can touch.
  init(of edits: [ModelEdit], from before: Analyzer, to after: Analyzer, besides query: Query) {
    let old = before.limited(toPairs: Self.mostPairs)
    let new = after.limited(toPairs: Self.mostPairs)
    let asked = (try? after.passing(query)) ?? []
    if before.inspects, let past = try? before.passing(query, groupedBy: after) {
      for (old, new) in zip(past, asked) { addBypasses(old, new) }
    }
    let reach = EditReach(after)
    for touched in reach.touched(by: edits) {
      guard reach.count(touched) <= Self.mostSinglePairs else {
        isComplete = false
        continue
      }
      let question = reach.question(touched)
      do throws(QuestionFault) {
        // Ends that are alike with the edits were alike before, but not the other way round.
        let past = try old.passing(question, groupedBy: new)
        compare(past, try new.passing(question), besides: asked)
      } catch {
        switch error {
        case .sameInterface, .bothOutside, .nobodySends, .noCommonFamily: continue
        case .tooManyPairs, .disagreement: isComplete = false
        }
      }
    }
    opens = Self.unique(opens)
    delivers = Self.unique(delivers)
    closes = Self.unique(closes)
    bypasses = Self.unique(bypasses)
  }

  private mutating func compare(
    _ past: [Passing], _ present: [Passing], besides asked: [Passing]
  ) {
    for (old, new) in zip(past, present) {
      let asked = asked.filter {
        Self.overlap($0.origin, new.origin) && Self.overlap($0.goal, new.goal)
      }
      opens += Self.passages(
        new, new.packets.subtracting(old.packets), besides: asked.map(\.packets))
      let unanswered = new.arriving.subtracting(new.packets).subtracting(old.arriving)
      delivers += Self.passages(new, unanswered, besides: asked.map(\.arriving))
      closes += Self.passages(new, old.packets.subtracting(new.packets), besides: [])
      addBypasses(old, new)
    }
  }

  /// Packets that arrive uninspected, as they do not yet, though they meet somebody today.
  private mutating func addBypasses(_ old: Passing, _ new: Passing) {
    let directions: [(Direction, KeyPath<Passing, Passing.Inspected>)] = [
      (.forward, \.requests), (.reply, \.replies),
    ]
    for (direction, path) in directions {
      let (past, present) = (old[keyPath: path], new[keyPath: path])
      guard !past.by.isEmpty, !present.byNobody.isEmpty else { continue }
      let unseen = present.byNobody.subtracting(past.byNobody)
      for (inspector, seen) in past.by.sorted(by: { $0.key < $1.key }) {
        bypasses += seen.intersection(unseen).cubes.map {
          Bypass(
            inspector: inspector, direction: direction,
            passage: Passage(origin: new.origin, goal: new.goal, packets: $0))
        }
      }
    }
  }

  /// Whether two groups have an end in common; the same addresses may be those of another VPC.
  private static func overlap(_ left: EndGroup, _ right: EndGroup) -> Bool {
    guard case .interfaces(let some) = left, case .interfaces(let others) = right else {
      return left == right
    }
    return some.contains { others.contains($0) }
  }

  private static func passages(
    _ ends: Passing, _ packets: PacketSet, besides asked: [PacketSet]
  ) -> [Passage] {
    var rest = packets
    for set in asked where !rest.isEmpty { rest = rest.subtracting(set) }
    return rest.cubes.map { Passage(origin: ends.origin, goal: ends.goal, packets: $0) }
  }

  private static func unique<Effect: Hashable>(_ passages: [Effect]) -> [Effect] {
    var seen: Set<Effect> = []
    return passages.filter { seen.insert($0).inserted }
  }
}
