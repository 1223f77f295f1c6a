/// What passes from one class to the classes that it reaches or may reach.
public struct MatrixRow: Sendable {
  public let source: Int
  /// The classes, ascending.
  public let destinations: [Int]
  private let wordCount: Int
  private let passingWords: [UInt64]
  private let unknownWords: [UInt64]

  init(_ source: Int, _ rows: ClassRows) {
    self.source = source
    let words = rows.words
    wordCount = words
    let order = rows.targets.indices.filter { position in
      let range = position * words..<(position + 1) * words
      return rows.passing[range].contains { $0 != 0 } || rows.unknown[range].contains { $0 != 0 }
    }.sorted { rows.targets[$0] < rows.targets[$1] }
    destinations = order.map { Int(rows.targets[$0]) }
    passingWords = order.flatMap { rows.passing[$0 * words..<($0 + 1) * words] }
    unknownWords = order.flatMap { rows.unknown[$0 * words..<($0 + 1) * words] }
  }

  /// The words of ports that pass to the class at a position of ``destinations``.
  public func passing(_ position: Int) -> ArraySlice<UInt64> {
    passingWords[position * wordCount..<(position + 1) * wordCount]
  }

  /// The words of ports of which nobody knows.
  public func undetermined(_ position: Int) -> ArraySlice<UInt64> {
    unknownWords[position * wordCount..<(position + 1) * wordCount]
  }
}

extension Matrix {
  /// Gives the row of every class of a selection, ascending.
  public func forEachRow<Failure: Error>(
    from selection: EndSelection = .all, _ body: (MatrixRow) throws(Failure) -> Void
  ) throws(Failure) {
    let selected = selection.members(core.places)
    var rows = ClassRows(core)
    for source in 0..<classCount where selected.map({ $0[Int32(source)] != nil }) ?? true {
      rows.run(source)
      try body(MatrixRow(source, rows))
    }
  }
}
