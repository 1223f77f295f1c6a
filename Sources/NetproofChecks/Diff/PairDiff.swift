import NetproofEngine
import NetproofModel
import NetproofSets

/// What of two networks is compared.
struct DiffInput {
  let pairing: ModelPairing
  let old: Analyzer
  let new: Analyzer
  let ends: SharedEnds
  let ports: PortSelection
  let options: MatrixOptions
  /// The families that are told apart; one that is nothing stands for all there are.
  let families: [Family?]
}

/// What is different between the answers about all pairs of ends that two networks share.
///
/// Each matrix is asked row by row; rows of both are compared by the numbers of their cells, so that
/// no port is looked at where nothing has changed.
struct PairDiff {
  /// What became of the ports of a pair.
  struct Part: Hashable {
    let change: Transition
    /// In which families, by position in the input's.
    let families: [Int]
    let ports: CountedPorts
  }

  let classes: JointClasses
  /// What the numbers in ``blocks`` stand for; the first is "nothing has changed".
  private(set) var parts: [[Part]] = [[]]
  private(set) var blocks: BlockMatrix
  /// How many pairs of distinct ends have changed.
  private(set) var pairs = 0
  /// Two classes of which some port is `partial` before and after: which packets pass of it may have
  /// changed.
  struct PartialCell {
    let source: Int
    let destination: Int
    /// How many pairs of distinct ends.
    let pairs: Int
  }

  /// As many of these as are worth comparing packet by packet.
  private(set) var partialCells: [PartialCell] = []
  /// Pairs of the other ones.
  private(set) var uncomparedPairs = 0

  private static let mostPartialCells = 1000

  private var sides: [Side] = []
  private var verdicts = VerdictInterner()
  private var numbers: [[Int32]: Int32] = [:]

  init(_ input: DiffInput) {
    func matrices(_ analyzer: Analyzer) -> [(every: Matrix, some: Matrix)] {
      input.families.map { family in
        var options = input.options
        options.family = family
        options.quantifier = .every
        let every = Matrix(analyzer, options)
        options.quantifier = .some
        return (every, Matrix(analyzer, options))
      }
    }
    let (past, present) = (matrices(input.old), matrices(input.new))
    classes = JointClasses(input.ends, input.pairing, old: past[0].every, new: present[0].every)
    let destinations = classes.destinations
    let columns = destinations.indices.filter { !destinations[$0].isEmpty }
    blocks = BlockMatrix(columns: columns, classCount: classes.count)
    sides = zip(past, present).map { Side($0, $1, input.ports) }
    for source in classes.sources.indices where !classes.sources[source].isEmpty {
      add(source, columns)
    }
    sides = []
  }

  // MARK: - Rows

  private mutating func add(_ source: Int, _ columns: [Int]) {
    var (changed, mixed): (Set<Int>, Set<Int>) = ([], [])
    for index in sides.indices {
      sides[index].run(Int(classes.old[source]), Int(classes.new[source]), &verdicts)
      sides[index].compare(columns, classes, &changed)
      sides[index].findMixed(columns, classes, &mixed)
    }
    let isAlone = classes.isAlone(source)
    if isAlone { changed.remove(source) }
    for column in mixed.sorted() where isPartial(column) { addPartial(source, column) }
    guard !changed.isEmpty else { return }
    var row = [Int32](repeating: 0, count: classes.count)
    for column in changed.sorted() {
      row[column] = number(of: column)
      guard row[column] != 0 else { continue }
      pairs += pairs(source, column)
    }
    guard row.contains(where: { $0 != 0 }) else { return }
    blocks.add(source, row.span, isAlone: isAlone)
  }

  private mutating func addPartial(_ source: Int, _ column: Int) {
    let pairs = pairs(source, column)
    if pairs == 0 { return }
    if partialCells.count < Self.mostPartialCells {
      partialCells.append(PartialCell(source: source, destination: column, pairs: pairs))
    } else {
      uncomparedPairs += pairs
    }
  }

  private func pairs(_ source: Int, _ column: Int) -> Int {
    classes.sources[source].count * classes.destinations[column].count
      - (column == source ? classes.shared(source) : 0)
  }

  /// Whether a port is `partial` in both networks.
  private func isPartial(_ column: Int) -> Bool {
    let (past, present) = (Int(classes.old[column]), Int(classes.new[column]))
    return sides.contains { side in
      let (before, after) = verdicts(side.key(past, present))
      return !before.partial.intersection(after.partial).isEmpty
    }
  }

  /// What four cells of one family say, before and after.
  private func verdicts(_ key: [Int32]) -> (before: PortVerdicts, after: PortVerdicts) {
    let cells = key.map { verdicts.ports(Int($0)) }
    return (
      PortVerdicts(
        every: cells[0].passing, everyUnknown: cells[0].unknown, some: cells[1].passing,
        someUnknown: cells[1].unknown),
      PortVerdicts(
        every: cells[2].passing, everyUnknown: cells[2].unknown, some: cells[3].passing,
        someUnknown: cells[3].unknown)
    )
  }

  /// The number of what has changed in a cell.
  private mutating func number(of column: Int) -> Int32 {
    let (past, present) = (Int(classes.old[column]), Int(classes.new[column]))
    let key = sides.flatMap { $0.key(past, present) }
    if let known = numbers[key] { return known }
    let found = parts(key)
    var number: Int32 = 0
    if !found.isEmpty {
      number = Int32(parts.firstIndex(of: found) ?? parts.count)
      if number == parts.count { parts.append(found) }
    }
    numbers[key] = number
    return number
  }

  private func parts(_ key: [Int32]) -> [Part] {
    var all: [(change: Transition, family: Int, ports: CountedPorts)] = []
    for family in sides.indices {
      let (before, after) = verdicts(Array(key[4 * family..<4 * family + 4]))
      for (change, ports) in before.transitions(to: after) { all.append((change, family, ports)) }
    }
    // What became of the same ports in several families is told once.
    var result: [Part] = []
    for change in Set(all.map(\.change)).sorted() {
      let own = all.filter { $0.change == change }
      for (ports, holders) in PortParts.of(own.map(\.ports)) {
        result.append(Part(change: change, families: holders.map { own[$0].family }, ports: ports))
      }
    }
    return result
  }
}

/// What passes, and what is not known, as numbers that two matrices share.
private struct VerdictInterner {
  struct Ports: Hashable {
    let passing: CountedPorts
    let unknown: CountedPorts
  }

  private var numbers: [Ports: Int32] = [:]
  private var all: [Ports] = []

  func ports(_ number: Int) -> Ports { all[number] }

  mutating func number(_ ports: Ports) -> Int32 {
    if let known = numbers[ports] { return known }
    numbers[ports] = Int32(all.count)
    all.append(ports)
    return Int32(all.count - 1)
  }
}

/// The rows of one family in both networks.
private struct Side {
  private var rows: [Row]

  /// One matrix with the row that it was asked for last.
  private struct Row {
    var cells: CellRows
    var source = -1
    /// By cell the number of what it says.
    var numbers: [Int32] = []

    mutating func run(_ place: Int, _ verdicts: inout VerdictInterner) {
      guard place != source else { return }
      source = place
      cells.run(place)
      while numbers.count < cells.cellCount {
        let words = cells.words(of: Int32(numbers.count))
        let half = words.count / 2
        numbers.append(
          verdicts.number(
            .init(
              passing: cells.ports(words.prefix(half)), unknown: cells.ports(words.suffix(half)))))
      }
    }

    func number(_ place: Int) -> Int32 { numbers[Int(cells.cells[place])] }
  }

  init(
    _ old: (every: Matrix, some: Matrix), _ new: (every: Matrix, some: Matrix),
    _ ports: PortSelection
  ) {
    rows = [old.every, old.some, new.every, new.some].map { Row(cells: CellRows($0, ports: ports)) }
  }

  mutating func run(_ old: Int, _ new: Int, _ verdicts: inout VerdictInterner) {
    for index in 0..<2 { rows[index].run(old, &verdicts) }
    for index in 2..<4 { rows[index].run(new, &verdicts) }
  }

  /// What the four matrices say of a pair of the row.
  func key(_ old: Int, _ new: Int) -> [Int32] {
    [rows[0].number(old), rows[1].number(old), rows[2].number(new), rows[3].number(new)]
  }

  /// Adds the columns in which the two networks differ.
  func compare(_ columns: [Int], _ classes: JointClasses, _ changed: inout Set<Int>) {
    let (old, new) = (classes.old, classes.new)
    for index in 0..<2 {
      let (past, present) = (rows[index].cells.cells, rows[index + 2].cells.cells)
      let (pastNumbers, presentNumbers) = (rows[index].numbers, rows[index + 2].numbers)
      Self.compare(
        columns.span, old.span, new.span, past.span, present.span, pastNumbers.span,
        presentNumbers.span, &changed)
    }
  }

  /// Adds the columns in which the old network lets some packets of a port pass, perhaps not all.
  func findMixed(_ columns: [Int], _ classes: JointClasses, _ mixed: inout Set<Int>) {
    let (old, every, some) = (classes.old, rows[0].cells.cells, rows[1].cells.cells)
    let (everyNumbers, someNumbers) = (rows[0].numbers, rows[1].numbers)
    Self.findMixed(
      columns.span, old.span, every.span, some.span, everyNumbers.span, someNumbers.span, &mixed)
  }

  private static func findMixed(
    _ columns: Span<Int>, _ old: Span<Int32>, _ every: Span<Int32>, _ some: Span<Int32>,
    _ everyNumbers: Span<Int32>, _ someNumbers: Span<Int32>, _ mixed: inout Set<Int>
  ) {
    for index in columns.indices {
      let place = Int(old[columns[index]])
      if everyNumbers[Int(every[place])] != someNumbers[Int(some[place])] {
        mixed.insert(columns[index])
      }
    }
  }

  private static func compare(
    _ columns: Span<Int>, _ old: Span<Int32>, _ new: Span<Int32>, _ past: Span<Int32>,
    _ present: Span<Int32>, _ pastNumbers: Span<Int32>, _ presentNumbers: Span<Int32>,
    _ changed: inout Set<Int>
  ) {
    for index in columns.indices {
      let column = columns[index]
      let before = pastNumbers[Int(past[Int(old[column])])]
      let after = presentNumbers[Int(present[Int(new[column])])]
      if before != after { changed.insert(column) }
    }
  }
}
