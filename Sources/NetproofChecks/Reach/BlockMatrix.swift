/// A matrix of cells in which equal rows and equal columns are joined.
///
/// It is built row by row, exactly: columns are told apart as soon as a row differs in them, and
/// rows are compared by all columns told apart so far.
struct BlockMatrix: Sendable {
  /// By group the classes of ends with equal rows, ascending.
  private(set) var sources: [[Int]] = []
  /// By group the classes of ends with equal columns, ascending.
  private(set) var destinations: [[Int]]
  /// By group of sources, then by group of destinations.
  private(set) var cells: [[Int32]] = []

  /// How many cells are kept at most; a matrix of more is too varied to be told in words.
  static let mostCells = 24_000_000

  private var groupOf: [Int32]
  private let columns: [Int]
  private var groupsByHash: [UInt64: [Int]] = [:]
  private(set) var isTooVaried = false

  // Of the row that is being added:
  private var first: [Int32]
  private var stamps: [Int32]
  private var stamp: Int32 = 0

  /// - Parameter columns: the classes of destinations that count, ascending.
  init(columns: [Int], classCount: Int) {
    self.columns = columns
    groupOf = Array(repeating: 0, count: classCount)
    destinations = [columns]
    first = [0]
    stamps = [0]
  }

  /// Adds the row of a class; classes are added in ascending order.
  ///
  /// - Parameter isAlone: whether the class is one end, so that its own cell is about nobody and
  ///   may be taken as whatever joins most.
  mutating func add(_ source: Int, _ row: borrowing Span<Int32>, isAlone: Bool) {
    guard !isTooVaried, !columns.isEmpty else { return }
    stamp += 1
    var hash: UInt64 = 0
    var mixed: [Int32] = []
    let skipped = isAlone ? source : -1
    for column in columns where column != skipped {
      let (cell, group) = (row[column], groupOf[column])
      let slot = Int(group)
      hash &+= Self.mix(column, cell)
      if stamps[slot] != stamp {
        stamps[slot] = stamp
        first[slot] = cell
      } else if first[slot] != cell, !mixed.contains(group) {
        mixed.append(group)
      }
    }
    for group in mixed { split(Int(group), row, except: skipped) }
    if isAlone { hash &+= settle(source, row[source]) }
    join(source, hash)
    isTooVaried = cells.count * destinations.count > Self.mostCells
    if isTooVaried { cells = [] }
  }

  /// Decides on the cell of an end with itself, and gives its part of the row's hash.
  private mutating func settle(_ source: Int, _ cell: Int32) -> UInt64 {
    guard destinations[Int(groupOf[source])].contains(source) else { return 0 }
    let slot = Int(groupOf[source])
    if stamps[slot] != stamp {
      stamps[slot] = stamp
      first[slot] = cell
    }
    return Self.mix(source, first[slot])
  }

  /// Tells the columns of a group apart by what a row has in them, but for one that may be anything.
  private mutating func split(_ group: Int, _ row: borrowing Span<Int32>, except skipped: Int) {
    var parts: [Int32: Int] = [first[group]: group]
    let members = destinations[group]
    destinations[group] = []
    for column in members {
      let cell = column == skipped ? first[group] : row[column]
      let part: Int
      if let known = parts[cell] {
        part = known
      } else {
        part = destinations.count
        parts[cell] = part
        destinations.append([])
        first.append(cell)
        stamps.append(stamp)
        for index in cells.indices { cells[index].append(cells[index][group]) }
      }
      groupOf[column] = Int32(part)
      destinations[part].append(column)
    }
  }

  private mutating func join(_ source: Int, _ hash: UInt64) {
    for known in groupsByHash[hash, default: []] where cells[known] == first {
      sources[known].append(source)
      return
    }
    groupsByHash[hash, default: []].append(sources.count)
    sources.append([source])
    cells.append(first)
  }

  private static func mix(_ column: Int, _ cell: Int32) -> UInt64 {
    var value = UInt64(truncatingIfNeeded: column) &* 0x9E37_79B9_7F4A_7C15
    value ^= UInt64(truncatingIfNeeded: cell) &* 0xD1B5_4A32_D192_ED03
    value = (value ^ (value >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return value ^ (value >> 32)
  }
}
