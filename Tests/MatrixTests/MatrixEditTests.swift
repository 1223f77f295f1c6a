import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

/// Matrices that follow edits, against those made anew.
@Suite struct MatrixEditTests {
  /// What a matrix says about all pairs, however it cuts its classes.
  private struct Sums: Equatable {
    let reachable: UInt64
    let undetermined: UInt64
    let volume: UInt64

    init(_ summary: MatrixSummary) {
      reachable = summary.pairsReachable
      undetermined = summary.pairsUndetermined
      volume = summary.volume
    }
  }

  /// The sums of all pairs, of some senders and of a few of the pairs between them.
  private func sums(_ matrix: Matrix, _ model: Model) -> [Sums] {
    let some = model.interfaces.ids.prefix(4)
    return some.map { Sums(matrix.summary(from: EndSelection(interfaces: [$0]))) }
      + [Sums(matrix.summary()), Sums(matrix.summary(to: EndSelection(interfaces: Array(some))))]
  }

  @Test func `an edited matrix is one made anew`() {
    var (followed, changed) = (0, 0)
    for seed in UInt64(1)...20 {
      guard let model = LoadedNetwork(TopologyGenerator.topology(seed: seed))?.model else {
        continue
      }
      var random = Seeded(seed: seed ^ 0x3A72)
      var analyzer = Analyzer(model)
      let options = MatrixOptions(random.chance(50) ? .some : .every)
      var matrix = Matrix(analyzer, options)
      var known = sums(matrix, model)
      for step in 0..<4 {
        let kind = random.pick(EditKind.allCases)
        guard let edit = random.edit(kind, of: analyzer.model) else { continue }
        analyzer.apply(edit)
        if matrix.canFollow(edit, analyzer) { followed += 1 }
        matrix = matrix.applying(edit, analyzer)
        let expected = sums(Matrix(analyzer, options), analyzer.model)
        #expect(sums(matrix, analyzer.model) == expected, "seed \(seed), step \(step), \(kind)")
        if expected != known { changed += 1 }
        known = expected
      }
    }
    #expect(followed > 5, "edits that make the matrix anew show nothing")
    #expect(changed > 0)
  }
}
