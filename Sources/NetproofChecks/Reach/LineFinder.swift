import NetproofEngine
import NetproofModel

/// Sums a matrix up in lines: senders that reach the same receivers on the same ports.
struct LineFinder {
  /// How what passes is cut into lines.
  enum Cut: CaseIterable {
    /// Each pair of ends stands on one line, with all ports between them.
    case byPairs
    /// Each port stands on few lines, whatever else passes between the same ends.
    case byPorts
  }

  private let scan: ReachScan
  private let namer: EndNamer
  private let atoms: ServiceAtoms
  private var isFull: Set<Int32> = []
  /// By column the row that is the same end alone, so that their cell is about nobody; or -1.
  private let freeRows: [Int]

  /// Senders and receivers as groups of the block matrix, each sender with each receiver.
  private struct Draft {
    var rows: [Int]
    var columns: [Int]
    var words: [UInt64]
    let isUndetermined: Bool
    let isEverything: Bool
  }

  /// How many lines are worth finding: nobody reads more.
  private static let mostDrafts = 1000
  /// How many bits the relations of all ports may take.
  private static let mostBits = 2_000_000_000

  init?(_ scan: ReachScan, _ namer: EndNamer, _ cut: Cut) {
    guard !scan.blocks.isTooVaried else { return nil }
    self.scan = scan
    self.namer = namer
    let cells = Set(scan.blocks.cells.joined()).subtracting([CellRows.nothing]).sorted()
    switch cut {
    case .byPairs: atoms = .byPairs(scan, cells: cells)
    case .byPorts: atoms = ServiceAtoms(byPorts: scan, cells: cells)
    }
    freeRows = Self.freeRows(scan)
    let blocks = scan.blocks
    guard atoms.parts.count * blocks.cells.count * blocks.destinations.count < Self.mostBits
    else { return nil }
    if atoms.parts.first?.isEverything ?? false {
      isFull = Set(cells.filter { atoms.partsOf[$0]?.first == 0 })
    }
  }

  /// The lines, or nothing if they are too many to be read.
  func lines() -> [ReachLine]? {
    guard let drafts = drafts() else { return nil }
    return drafts.flatMap { lines(of: $0) }
  }

  // MARK: - Grouping

  private func drafts() -> [Draft]? {
    struct Key: Hashable {
      let rows: [Int]
      let columns: [Int]
      let isUndetermined: Bool
      let isEverything: Bool
    }
    var drafts: [Draft] = []
    var positions: [Key: Int] = [:]
    for (index, columns) in relations().enumerated() {
      let part = atoms.parts[index]
      for (rows, columns) in rectangles(columns) {
        let key = Key(
          rows: rows, columns: columns, isUndetermined: part.isUndetermined,
          isEverything: part.isEverything)
        if let position = positions[key] {
          drafts[position].words = zip(drafts[position].words, part.words).map { $0 | $1 }
        } else {
          positions[key] = drafts.count
          drafts.append(
            Draft(
              rows: rows, columns: columns, words: part.words,
              isUndetermined: part.isUndetermined, isEverything: part.isEverything))
        }
      }
      if drafts.count > Self.mostDrafts { return nil }
    }
    return drafts
  }

  /// By part and column the rows in which it stands, as bits.
  private func relations() -> [[[UInt64]]] {
    let blocks = scan.blocks
    let words = (blocks.sources.count + 63) / 64
    var result = [[[UInt64]]](
      repeating: Array(
        repeating: Array(repeating: 0, count: words), count: blocks.destinations.count),
      count: atoms.parts.count)
    for (row, cells) in blocks.cells.enumerated() {
      for (column, cell) in cells.enumerated() where cell != CellRows.nothing {
        for part in atoms.partsOf[cell] ?? [] {
          result[part][column][row / 64] |= 1 << UInt64(row % 64)
        }
      }
    }
    return result
  }

  private func rectangles(_ columns: [[UInt64]]) -> [Rectangles.Rectangle] {
    Rectangles.cut(columns, freeRows: freeRows, rowCount: scan.blocks.sources.count)
  }

  private static func freeRows(_ scan: ReachScan) -> [Int] {
    let (blocks, members) = (scan.blocks, scan.members)
    var rowOf: [Int32: Int] = [:]
    for (row, classes) in blocks.sources.enumerated() {
      let ends = classes.flatMap { members.sources[$0] }
      if ends.count == 1 { rowOf[ends[0]] = row }
    }
    return blocks.destinations.map { classes in
      let ends = classes.flatMap { members.destinations[$0] }
      return ends.count == 1 ? rowOf[ends[0]] ?? -1 : -1
    }
  }

  // MARK: - Lines

  /// The line of a draft, without the pairs between which everything passes if that is as short.
  private func lines(of draft: Draft) -> [ReachLine] {
    guard !draft.isEverything, !draft.isUndetermined, !isFull.isEmpty else {
      return line(draft).map { [$0] } ?? []
    }
    var narrow = draft
    narrow.columns = draft.columns.filter { column in
      !draft.rows.allSatisfy { isFull.contains(scan.blocks.cells[$0][column]) }
    }
    narrow.rows = draft.rows.filter { row in
      !narrow.columns.allSatisfy { isFull.contains(scan.blocks.cells[row][$0]) }
    }
    guard let short = line(narrow) else { return [] }
    guard narrow.rows != draft.rows || narrow.columns != draft.columns, let wide = line(draft)
    else { return [short] }
    return [Self.length(short) <= Self.length(wide) ? short : wide]
  }

  private static func length(_ line: ReachLine) -> Int {
    line.sources.length + line.destinations.length
  }

  private func line(_ draft: Draft) -> ReachLine? {
    let members = scan.members
    var sources = draft.rows.flatMap { scan.blocks.sources[$0] }
      .flatMap { members.sources[$0].map { Int($0) } }.sorted()
    var destinations = draft.columns.flatMap { scan.blocks.destinations[$0] }
      .flatMap { members.destinations[$0].map { Int($0) } }.sorted()
    // An end does not count as reaching itself.
    if destinations.count == 1 { sources.removeAll { $0 == destinations[0] } }
    if sources.count == 1 { destinations.removeAll { $0 == sources[0] } }
    guard let source = sources.first, let destination = destinations.first else { return nil }
    let other = destinations.first { $0 != source } ?? destination
    let ports = scan.rows.ports(draft.words)
    let example = ReachLine.Example(
      source: other == source ? sources.last ?? source : source, destination: other,
      ports: ports, expectation: draft.isUndetermined ? .isUndetermined : .passes)
    return ReachLine(
      sources: name(sources, to: destinations), destinations: name(destinations, to: sources),
      ports: draft.isUndetermined ? CountedPorts() : ports,
      undeterminedPorts: draft.isUndetermined ? ports : CountedPorts(),
      pairs: sources.count * destinations.count
        - Set(sources).intersection(destinations).count,
      examples: [example])
  }

  /// The name of ends, or of them with the one end of the other side, if that is shorter.
  private func name(_ ends: [Int], to others: [Int]) -> EndSet {
    let name = namer.name(ends)
    guard others.count == 1, name.length > 1, !ends.contains(others[0]) else { return name }
    let wider = namer.name((ends + others).sorted())
    return wider.length < name.length ? wider : name
  }
}
