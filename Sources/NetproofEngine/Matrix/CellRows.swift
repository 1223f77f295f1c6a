import NetproofSets

/// Rows of a matrix in which what passes between two classes of ends is a number.
///
/// Equal numbers mean equal ports, so that rows can be compared and grouped without looking at any.
public struct CellRows: Sendable {
  /// The number of "nothing passes, and nothing is undetermined".
  public static let nothing: Int32 = 0

  /// After ``run(_:)``: by class of destinations, what passes to it.
  public private(set) var cells: [Int32]

  private var rows: ClassRows
  private let ports: PortSelection
  /// The atoms that count.
  private let mask: [UInt64]
  /// Cells by the words as they are, which are many, and by what counts of them.
  private var raw = RowInterner(capacity: 1024)
  private var canonical = RowInterner(capacity: 256)
  private var canonicalOfRaw: [Int32] = []
  private var scratch: [UInt64]
  private var touched: [Range<Int>] = []

  /// Rows of a matrix in which `ports` count; everything else is taken to be closed.
  public init(_ matrix: Matrix, ports: PortSelection = .all) {
    let core = matrix.core
    rows = ClassRows(core)
    self.ports = ports
    cells = Array(repeating: Self.nothing, count: core.places.classes.count)
    mask = core.atoms.words { ports.count($0) > 0 }
    scratch = Array(repeating: 0, count: 2 * core.wordCount)
    canonicalOfRaw = [Int32(canonical.intern(scratch))]
    _ = raw.intern(scratch)
  }

  /// How many different cells were met so far; their numbers are below.
  public var cellCount: Int { canonical.count }

  /// Computes what passes from a class to every other.
  public mutating func run(_ source: Int) {
    for range in touched { fill(range, Self.nothing) }
    rows.run(source)
    touched = rows.touched
    let (passing, unknown) = (rows.passing, rows.unknown)
    if rows.words == 1, unknown.isEmpty {
      runSingleWords(passing)
    } else {
      for range in touched {
        for target in range { cells[target] = cell(passing, unknown, target) }
      }
    }
  }

  /// The common case: neighbours are often equal.
  private mutating func runSingleWords(_ passing: [UInt64]) {
    var (last, lastCell): (UInt64, Int32) = (0, Self.nothing)
    let words = passing.span
    for range in touched {
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start
        while end < range.upperBound, words[end] == last { end += 1 }
        fill(start..<end, lastCell)
        guard end < range.upperBound else { break }
        (last, scratch[0], scratch[1]) = (words[end], words[end], 0)
        lastCell = internedCell()
        start = end
      }
    }
  }

  private mutating func fill(_ range: Range<Int>, _ cell: Int32) {
    var cells = cells.mutableSpan
    for target in range { cells[target] = cell }
  }

  private mutating func cell(_ passing: [UInt64], _ unknown: [UInt64], _ target: Int) -> Int32 {
    let words = rows.words
    for word in 0..<words {
      let place = word * rows.classCount + target
      scratch[word] = passing[place]
      scratch[words + word] = unknown.isEmpty ? 0 : unknown[place]
    }
    return internedCell()
  }

  private mutating func internedCell() -> Int32 {
    let id = raw.intern(scratch)
    if id == canonicalOfRaw.count {
      canonicalOfRaw.append(Int32(canonical.intern(canonicalWords(of: scratch))))
    }
    return canonicalOfRaw[id]
  }

  /// What counts of the words: the asked atoms.
  private func canonicalWords(of row: [UInt64]) -> [UInt64] {
    row.indices.map { row[$0] & mask[$0 % rows.words] }
  }

  // MARK: - Content

  /// The atoms of a cell as words: first those that pass, then those that nobody knows.
  ///
  /// Each bit is a set of ports that no rule tells apart, or the ping.
  public func words(of cell: Int32) -> [UInt64] { Array(canonical.row(Int(cell))) }

  /// The words of a cell in which everything that counts passes.
  public var fullWords: [UInt64] { mask }

  /// The ports that bits of a cell stand for, of those that count.
  public func ports(_ words: some Collection<UInt64>) -> CountedPorts {
    let words = Array(words)
    var (tcp, udp): ([PortSet.Interval], [PortSet.Interval]) = ([], [])
    var hasEcho = false
    for (index, atom) in rows.core.atoms.atoms.enumerated()
    where words[index / 64] >> UInt64(index % 64) & 1 == 1 {
      switch atom.kind {
      case .tcp: tcp += atom.members.intervals
      case .udp: udp += atom.members.intervals
      case .echo: hasEcho = true
      case .icmp, .other: break
      }
    }
    return CountedPorts(
      tcp: PortSet(tcp).intersection(ports.tcp), udp: PortSet(udp).intersection(ports.udp),
      hasEcho: hasEcho)
  }
}
