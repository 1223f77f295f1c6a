import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

/// Edits of random topologies against analyzers made anew, and verdicts against answers.
@Suite struct `Edits and verdicts` {
  private static let shards = 4
  /// Edits of one topology, one after the other.
  private static let chain = 12

  private enum Judged: Equatable {
    case answer(Answer)
    case fault(QuestionFault)
  }

  private func judge(_ query: Query, _ analyzer: Analyzer) -> Judged {
    do throws(QuestionFault) {
      return .answer(try analyzer.answer(query))
    } catch {
      return .fault(error)
    }
  }

  private func models(_ shard: Int) -> some Sequence<(seed: UInt64, model: Model)> {
    let budget = Budget()
    let count = max(1, budget.cases / 600 / Self.shards)
    return (0..<count).lazy.compactMap { index in
      let seed = budget.seed &+ UInt64(shard + index * Self.shards)
      return LoadedNetwork(TopologyGenerator.topology(seed: seed)).map { (seed, $0.model) }
    }
  }

  @Test(arguments: 0..<shards)
  func `an edited analyzer answers as one made anew`(shard: Int) {
    var changed = 0
    var asked = 0
    for (seed, model) in models(shard) {
      var random = Seeded(seed: seed ^ 0xED17)
      var edited = Analyzer(model)
      for step in 0..<Self.chain {
        let kind = random.pick(EditKind.allCases)
        guard let edit = random.edit(kind, of: edited.model) else { continue }
        let before = edited
        edited = random.chance(50) ? edited.applying([edit]) : applied(edit, to: edited)
        let fresh = Analyzer(before.model.applying(edit))
        #expect(edited.model == fresh.model, "seed \(seed), step \(step), \(kind)")
        for _ in 0..<3 {
          guard let query = random.query(in: edited.model) else { continue }
          let (own, expected) = (judge(query, edited), judge(query, fresh))
          #expect(own == expected, "seed \(seed), step \(step), \(kind)")
          asked += 1
          if expected != judge(query, before) { changed += 1 }
        }
      }
    }
    #expect(asked > 10)
    #expect(changed * 50 > asked, "edits that change nothing show nothing: \(changed) of \(asked)")
  }

  private func applied(_ edit: Edit, to analyzer: Analyzer) -> Analyzer {
    var analyzer = analyzer
    analyzer.apply(edit)
    return analyzer
  }

  @Test(arguments: 0..<shards)
  func `a verdict alone is that of the answer`(shard: Int) {
    var verdicts: Set<Verdict> = []
    for (seed, model) in models(shard) {
      var random = Seeded(seed: seed ^ 0x7E4D)
      let analyzer = Analyzer(model)
      for _ in 0..<12 {
        guard let query = random.query(in: model) else { continue }
        switch judge(query, analyzer) {
        case .fault(.disagreement): continue
        case .fault(let fault):
          #expect(throws: fault, "seed \(seed)") { try analyzer.verdict(of: query) }
        case .answer(let answer):
          #expect((try? analyzer.verdict(of: query)) == answer.verdict, "seed \(seed)")
          verdicts.insert(answer.verdict)
        }
      }
    }
    #expect(verdicts.count >= 2, "\(verdicts)")
  }

  @Test(arguments: 0..<shards)
  func `a verdict alone meets the same limits`(shard: Int) {
    var limits = Limits()
    (limits.classes, limits.hops, limits.alternatives) = (2 + shard, 3 + shard, 2)
    for (seed, model) in models(shard) {
      var random = Seeded(seed: seed ^ 0x11A1)
      let analyzer = Analyzer(model, limits: limits)
      for _ in 0..<8 {
        guard let query = random.query(in: model),
          case .answer(let answer) = judge(query, analyzer)
        else { continue }
        #expect((try? analyzer.verdict(of: query)) == answer.verdict, "seed \(seed)")
      }
    }
  }

  @Test func `every kind of edit is drawn`() {
    var drawn: Set<EditKind> = []
    for seed in UInt64(1)...20 {
      guard let model = LoadedNetwork(TopologyGenerator.topology(seed: seed))?.model else {
        continue
      }
      var random = Seeded(seed: seed)
      for kind in EditKind.allCases where random.edit(kind, of: model) != nil { drawn.insert(kind) }
    }
    #expect(drawn == Set(EditKind.allCases), "\(Set(EditKind.allCases).subtracting(drawn))")
  }
}
