public import NetproofEngine
import NetproofModel
public import NetproofSets

/// One line of what has changed between two networks: these ends, those ends, which packets.
public struct DiffLine: Sendable {
  public let change: Transition
  /// The only family that it is about, if the ends have another one for which it does not hold.
  public let family: Family?
  public let ports: CountedPorts
  /// The names of both sides; empty for lines that are not told.
  public internal(set) var sources = EndSet([], count: 0)
  public internal(set) var destinations = EndSet([], count: 0)
  /// Every source with every destination but itself, by their numbers in the new network.
  public let sourceNumbers: [Int]
  public let destinationNumbers: [Int]
  /// How many pairs of distinct ends it is about.
  public let pairs: Int
  /// The part of the internet at one end, if one end is there: the side without numbers.
  public let remote: InternetLine.Remote?
  /// Of that part an address to ask with.
  public let remoteAddress: Address?
  /// What made the difference for one pair of the line, once that was looked into.
  public internal(set) var cause: DiffCause?

  /// Whether the internet begins.
  public var isFromInternet: Bool { remote != nil && sourceNumbers.isEmpty }

  mutating func name(by namer: EndNamer) {
    if !sourceNumbers.isEmpty { sources = namer.name(sourceNumbers) }
    if !destinationNumbers.isEmpty { destinations = namer.name(destinationNumbers) }
  }
}

/// Cuts what has changed between pairs into few lines.
struct DiffLineFinder {
  private let diff: PairDiff
  private let input: DiffInput
  private let freeRows: [Int]

  /// How many ends all lines may name together.
  private static let mostEnds = 40_000_000

  /// What tells lines apart beside their ends and ports.
  private struct Label: Hashable {
    let change: Transition
    let families: [Int]
  }

  /// Ports that occur in the same cells, with these.
  private struct Atom {
    let label: Label
    let ports: CountedPorts
    /// The numbers of the cells that hold them.
    let cells: Set<Int32>
  }

  init(_ diff: PairDiff, _ input: DiffInput) {
    self.diff = diff
    self.input = input
    let classes = diff.classes
    var rowOf: [Int32: Int] = [:]
    for (row, places) in diff.blocks.sources.enumerated() {
      let ends = places.flatMap { classes.sources[$0] }
      if ends.count == 1 { rowOf[ends[0]] = row }
    }
    freeRows = diff.blocks.destinations.map { places in
      let ends = places.flatMap { classes.destinations[$0] }
      return ends.count == 1 ? rowOf[ends[0]] ?? -1 : -1
    }
  }

  /// The lines, by pairs or by ports, whichever are fewer; together they are exactly what changed.
  ///
  /// Nothing if they would fill the memory.
  func lines() -> [DiffLine]? {
    let byPairs = drafts(atoms(byPorts: false))
    let byPorts = byPairs.count > 1 ? drafts(atoms(byPorts: true)) : byPairs
    let drafts = byPorts.count < byPairs.count ? byPorts : byPairs
    let counts = diff.blocks.sources.map { $0.reduce(0) { $0 + diff.classes.sources[$1].count } }
    let far = diff.blocks.destinations.map {
      $0.reduce(0) { $0 + diff.classes.destinations[$1].count }
    }
    let ends = drafts.reduce(0) { sum, draft in
      sum + draft.rows.reduce(0) { $0 + counts[$1] } + draft.columns.reduce(0) { $0 + far[$1] }
    }
    return ends > Self.mostEnds ? nil : drafts.compactMap(line)
  }

  // MARK: - Cutting

  private func atoms(byPorts: Bool) -> [Atom] {
    var labels: [(label: Label, holders: [(cell: Int32, ports: CountedPorts)])] = []
    var positions: [Label: Int] = [:]
    for (cell, parts) in diff.parts.enumerated() {
      for part in parts {
        let label = Label(change: part.change, families: part.families)
        if positions[label] == nil {
          positions[label] = labels.count
          labels.append((label, []))
        }
        labels[positions[label] ?? 0].holders.append((Int32(cell), part.ports))
      }
    }
    return labels.flatMap { label, holders in
      if byPorts {
        return PortParts.of(holders.map(\.ports)).map { part in
          Atom(label: label, ports: part.ports, cells: Set(part.holders.map { holders[$0].cell }))
        }
      }
      var cells: [CountedPorts: Set<Int32>] = [:]
      for holder in holders { cells[holder.ports, default: []].insert(holder.cell) }
      var seen: Set<CountedPorts> = []
      return holders.filter { seen.insert($0.ports).inserted }.map {
        Atom(label: label, ports: $0.ports, cells: cells[$0.ports] ?? [])
      }
    }
  }

  /// A line by its rows and columns in the block matrix.
  private struct Draft {
    let label: Label
    let rows: [Int]
    let columns: [Int]
    var ports: CountedPorts
  }

  private func drafts(_ atoms: [Atom]) -> [Draft] {
    struct Key: Hashable {
      let label: Label
      let rows: [Int]
      let columns: [Int]
    }
    var drafts: [Draft] = []
    var positions: [Key: Int] = [:]
    for atom in atoms {
      for (rows, columns) in rectangles(atom.cells) {
        let key = Key(label: atom.label, rows: rows, columns: columns)
        if let position = positions[key] {
          drafts[position].ports = drafts[position].ports.union(atom.ports)
        } else {
          positions[key] = drafts.count
          drafts.append(
            Draft(label: atom.label, rows: rows, columns: columns, ports: atom.ports))
        }
      }
    }
    return drafts
  }

  private func rectangles(_ cells: Set<Int32>) -> [Rectangles.Rectangle] {
    let blocks = diff.blocks
    let count = blocks.sources.count
    var columns = [[UInt64]](
      repeating: Array(repeating: 0, count: (count + 63) / 64), count: blocks.destinations.count)
    for (row, own) in blocks.cells.enumerated() {
      for (column, cell) in own.enumerated() where cells.contains(cell) {
        columns[column][row / 64] |= 1 << UInt64(row % 64)
      }
    }
    return Rectangles.cut(columns, freeRows: freeRows, rowCount: count)
  }

  private func line(_ draft: Draft) -> DiffLine? {
    let classes = diff.classes
    var sources = draft.rows.flatMap { diff.blocks.sources[$0] }
      .flatMap { classes.sources[$0].map { Int($0) } }.sorted()
    var destinations = draft.columns.flatMap { diff.blocks.destinations[$0] }
      .flatMap { classes.destinations[$0].map { Int($0) } }.sorted()
    // An end does not count as reaching itself.
    if destinations.count == 1 { sources.removeAll { $0 == destinations[0] } }
    if sources.count == 1 { destinations.removeAll { $0 == sources[0] } }
    guard !sources.isEmpty, !destinations.isEmpty else { return nil }
    let families = draft.label.families.compactMap { input.families[$0] }
    return DiffLine(
      change: draft.label.change, family: families.count == 1 ? families[0] : nil,
      ports: draft.ports, sourceNumbers: sources, destinationNumbers: destinations,
      pairs: sources.count * destinations.count - Set(sources).intersection(destinations).count,
      remote: nil, remoteAddress: nil)
  }
}
