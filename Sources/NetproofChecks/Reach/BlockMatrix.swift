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

  /// A matrix of the classes of destinations that count, `columns`, which are ascending.
  init(columns: [Int], classCount: Int) {
    self.columns = columns
    groupOf = Array(repeating: -1, count: classCount)
    for column in columns { groupOf[column] = 0 }
    destinations = [columns]
    first = [0]
    stamps = [0]
  }

  /// Adds the row of a class; classes are added in ascending order.
  ///
  /// `isAlone` says that the class is one end, so that its own cell is about nobody and may be
  /// taken as whatever joins most.
  mutating func add(_ source: Int, _ row: borrowing Span<Int32>, isAlone: Bool) {
    guard !isTooVaried, !columns.isEmpty else { return }
    stamp += 1
    let skipped = isAlone ? source : -1
    var mixed: [Int32] = []
    var hash = compare(row, except: skipped, &mixed)
    for group in mixed { split(Int(group), row, except: skipped) }
    if isAlone { hash &+= settle(source, row[source]) }
    join(source, hash)
    isTooVaried = cells.count * destinations.count > Self.mostCells
    if isTooVaried { cells = [] }
  }

  /// Finds the groups of columns that a row tells apart, and gives the row's hash.
  private mutating func compare(
    _ row: borrowing Span<Int32>, except skipped: Int, _ mixed: inout [Int32]
  ) -> UInt64 {
    // Taken out for the loop, so that their memory is used without asking who else does.
    var (firstCells, seen) = ([Int32](), [Int32]())
    swap(&firstCells, &first)
    swap(&seen, &stamps)
    defer {
      swap(&firstCells, &first)
      swap(&seen, &stamps)
    }
    return Self.compare(
      row, columns.span, groupOf.span, firstCells.mutableSpan, seen.mutableSpan, stamp,
      except: skipped, &mixed)
  }

  private static func compare(
    _ row: borrowing Span<Int32>, _ columns: Span<Int>, _ groups: Span<Int32>,
    _ first: consuming MutableSpan<Int32>, _ stamps: consuming MutableSpan<Int32>, _ stamp: Int32,
    except skipped: Int, _ mixed: inout [Int32]
  ) -> UInt64 {
    var hash: UInt64 = 0
    for index in columns.indices {
      let column = columns[index]
      if column == skipped { continue }
      let (cell, group) = (row[column], groups[column])
      let slot = Int(group)
      hash &+= mix(column, cell)
      if stamps[slot] != stamp {
        stamps[slot] = stamp
        first[slot] = cell
      } else if first[slot] != cell, !mixed.contains(group) {
        mixed.append(group)
      }
    }
    return hash
  }

  /// The group of a class among destinations; -1 if it is none.
  func group(of place: Int) -> Int { Int(groupOf[place]) }

  /// Decides on the cell of an end with itself, and gives its part of the row's hash.
  private mutating func settle(_ source: Int, _ cell: Int32) -> UInt64 {
    guard groupOf[source] >= 0 else { return 0 }
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
    let key = UInt64(truncatingIfNeeded: column) &* 0x9E37_79B9_7F4A_7C15 | 1
    return (key ^ key >> 31) &* UInt64(truncatingIfNeeded: cell &+ 1)
  }
}
