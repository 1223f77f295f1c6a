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

  /// The sums of every single sender and receiver.
  private func sums(_ matrix: Matrix, _ model: Model) -> [Sums] {
    model.interfaces.ids.flatMap { id -> [Sums] in
      let one = EndSelection(interfaces: [id])
      return [Sums(matrix.summary(from: one)), Sums(matrix.summary(to: one))]
    } + [Sums(matrix.summary())]
  }

  @Test(arguments: UInt64(1)...4)
  func `an edited matrix is one made anew`(shard: UInt64) throws {
    var (followed, changed) = (0, 0)
    for index in UInt64(0)..<5 {
      let seed = shard + 4 * index
      guard let model = LoadedNetwork(TopologyGenerator.topology(seed: seed))?.model else {
        continue
      }
      var random = Seeded(seed: seed ^ 0x3A72)
      var analyzer = Analyzer(model)
      let options = MatrixOptions(random.chance(50) ? .some : .every)
      var matrix = Matrix(analyzer, options)
      var known = sums(matrix, model)
      for step in 0..<6 {
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
    #expect(followed > 3, "edits that make the matrix anew show nothing")
    #expect(changed > 0)
  }
}
