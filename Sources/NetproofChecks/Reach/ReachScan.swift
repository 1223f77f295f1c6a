import NetproofEngine
import NetproofModel

/// One pass over all rows of a matrix, with everything that is gathered on the way.
struct ReachScan {
  let members: EndMembers
  let matrix: Matrix
  private(set) var rows: CellRows
  private(set) var blocks: BlockMatrix
  /// By class: whether an end of it reaches, or may reach, another end.
  private(set) var reaches: [Bool]
  /// By class: whether another end reaches, or may reach, an end of it.
  private(set) var isReached: [Bool]
  /// Classes that are connected.
  var islands: Islands
  /// The words of all cells met so far, those that pass and the unknown ones in turn.
  private(set) var words: [UInt64] = []
  let wordCount: Int
  /// The classes that may receive, ascending.
  let columns: [Int]

  init(_ model: Model, _ matrix: Matrix, _ question: ReachQuestion) {
    self.matrix = matrix
    members = EndMembers(model, matrix, question)
    rows = CellRows(matrix, ports: question.selection)
    // The cell of nothing is known before any row is.
    words = rows.words(of: CellRows.nothing)
    wordCount = words.count / 2
    let destinations = members.destinations
    columns = destinations.indices.filter { !destinations[$0].isEmpty }
    blocks = BlockMatrix(columns: columns, classCount: matrix.classCount)
    reaches = Array(repeating: false, count: matrix.classCount)
    isReached = reaches
    islands = Islands(count: matrix.classCount)
    for source in members.sources.indices where !members.sources[source].isEmpty { add(source) }
  }

  private mutating func add(_ source: Int) {
    run(source)
    let isAlone = members.isVacuous(source, source)
    let cells = rows.cells
    blocks.add(source, cells.span, isAlone: isAlone)
    connect(source, cells.span, except: isAlone ? source : -1)
  }

  /// Computes a row of cells, which ``rows`` then has.
  mutating func run(_ source: Int) {
    rows.run(source)
    for cell in words.count / (2 * wordCount)..<rows.cellCount {
      words += rows.words(of: Int32(cell))
    }
  }

  private mutating func connect(
    _ source: Int, _ cells: borrowing Span<Int32>, except skipped: Int
  ) {
    for column in columns where cells[column] != CellRows.nothing && column != skipped {
      isReached[column] = true
      reaches[source] = true
      islands.join(source, column)
    }
  }

  /// The words of the ports that pass in a cell, or of those that are unknown.
  func words(of cell: Int32, unknown: Bool) -> ArraySlice<UInt64> {
    let base = (2 * Int(cell) + (unknown ? 1 : 0)) * wordCount
    return words[base..<base + wordCount]
  }

  /// How many pairs of distinct ends something passes between, and how many are not known.
  func pairs() -> (reachable: Int, undetermined: Int)? {
    guard !blocks.isTooVaried else { return nil }
    var (reachable, undetermined) = (0, 0)
    let isOpen = (0..<rows.cellCount).map { cell in
      words(of: Int32(cell), unknown: false).contains { $0 != 0 }
    }
    let isUnknown = (0..<rows.cellCount).map { cell in
      words(of: Int32(cell), unknown: true).contains { $0 != 0 }
    }
    let far = blocks.destinations.map { $0.reduce(0) { $0 + members.destinations[$1].count } }
    for (row, cells) in blocks.cells.enumerated() {
      let near = blocks.sources[row].reduce(0) { $0 + members.sources[$1].count }
      for (column, cell) in cells.enumerated() where cell != CellRows.nothing {
        let pairs = near * far[column]
        if isOpen[Int(cell)] { reachable += pairs }
        if isUnknown[Int(cell)] { undetermined += pairs }
      }
      // Pairs of an end with itself were counted in.
      for place in blocks.sources[row] {
        let column = blocks.group(of: place)
        guard column >= 0, cells[column] != CellRows.nothing else { continue }
        let shared = members.shared(place)
        if isOpen[Int(cells[column])] { reachable -= shared }
        if isUnknown[Int(cells[column])] { undetermined -= shared }
      }
    }
    return (reachable, undetermined)
  }
}
