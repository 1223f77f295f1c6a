import NetproofEngine
import NetproofModel

/// One pass over all rows of a matrix, with everything that is gathered on the way.
struct ReachScan {
  let members: EndMembers
  private(set) var rows: CellRows
  private(set) var blocks: BlockMatrix
  private(set) var overview: Overview?
  /// By class: whether an end of it reaches, or may reach, another end.
  private(set) var reaches: [Bool]
  /// By class: whether another end reaches, or may reach, an end of it.
  private(set) var isReached: [Bool]
  /// Classes that are connected.
  var islands: Islands
  /// The words of all cells met so far, those that pass and the unknown ones in turn.
  private(set) var words: [UInt64] = []
  let wordCount: Int

  init(_ model: Model, _ matrix: Matrix, _ question: ReachQuestion) {
    members = EndMembers(model, matrix, question)
    rows = CellRows(matrix, ports: question.selection)
    wordCount = rows.words(of: CellRows.nothing).count / 2
    let destinations = members.destinations
    let columns = destinations.indices.filter { !destinations[$0].isEmpty }
    blocks = BlockMatrix(columns: columns, classCount: matrix.classCount)
    overview = Overview(model, matrix, members, wordCount: wordCount)
    reaches = Array(repeating: false, count: matrix.classCount)
    isReached = reaches
    islands = Islands(count: matrix.classCount)
    for source in members.sources.indices where !members.sources[source].isEmpty {
      add(source, columns)
    }
  }

  private mutating func add(_ source: Int, _ columns: [Int]) {
    rows.run(source)
    for cell in words.count / (2 * wordCount)..<rows.cellCount {
      words += rows.words(of: Int32(cell))
    }
    let cells = rows.cells
    blocks.add(source, cells.span, isAlone: members.isVacuous(source, source))
    overview?.add(source, cells.span, columns: columns, words: words, members)
    for column in columns where cells[column] != CellRows.nothing {
      if column == source, members.isVacuous(source, column) { continue }
      reaches[source] = true
      isReached[column] = true
      islands.join(source, column)
    }
  }

  /// The words of the ports that pass in a cell, or of those that are unknown.
  func words(of cell: Int32, unknown: Bool) -> ArraySlice<UInt64> {
    let base = (2 * Int(cell) + (unknown ? 1 : 0)) * wordCount
    return words[base..<base + wordCount]
  }
}
