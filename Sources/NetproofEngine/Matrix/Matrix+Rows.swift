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
    wordCount = rows.words
    var (destinations, passing, unknown): ([Int], [UInt64], [UInt64]) = ([], [], [])
    let (all, gaps) = (rows.passing, rows.unknown)
    for target in rows.touched.joined().sorted() {
      let places = (0..<rows.words).map { $0 * rows.classCount + target }
      let isEmpty = places.allSatisfy { all[$0] == 0 && (gaps.isEmpty || gaps[$0] == 0) }
      guard !isEmpty else { continue }
      destinations.append(target)
      for place in places {
        passing.append(all[place])
        unknown.append(gaps.isEmpty ? 0 : gaps[place])
      }
    }
    self.destinations = destinations
    passingWords = passing
    unknownWords = unknown
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
