import NetproofEngine

/// The ports of a matrix in parts, each with the cells that hold it.
struct ServiceAtoms: Sendable {
  /// Ports that occur in the same cells.
  struct Part: Sendable {
    /// The ports as words, see ``CellRows``.
    var words: [UInt64]
    let isUndetermined: Bool
    /// Whether it is all that is asked about, for cells in which all passes.
    let isEverything: Bool
  }

  private(set) var parts: [Part] = []
  /// By cell the parts that it holds; nothing for cells that were not given.
  private(set) var partsOf: [Int32: [Int]] = [:]

  /// All that passes in a cell is one part, so that a pair of ends stands on one line.
  ///
  /// `cells` are the cells in question, ascending.
  static func byPairs(_ scan: ReachScan, cells: [Int32]) -> Self {
    var atoms = Self()
    for unknown in [false, true] {
      var positions: [[UInt64]: Int] = [:]
      for cell in cells {
        let words = Array(scan.words(of: cell, unknown: unknown))
        guard words.contains(where: { $0 != 0 }) else { continue }
        let position = positions[words] ?? atoms.parts.count
        if positions[words] == nil {
          positions[words] = position
          atoms.parts.append(Part(words: words, isUndetermined: unknown, isEverything: false))
        }
        atoms.partsOf[cell, default: []].append(position)
      }
    }
    return atoms
  }

  private init() {}

  /// The coarsest parts that no cell tells apart, so that a port stands on few lines.
  ///
  /// `cells` are the cells in question, ascending.
  init(byPorts scan: ReachScan, cells: [Int32]) {
    let full = scan.rows.fullWords
    let fullCells = Set(cells.filter { Array(scan.words(of: $0, unknown: false)) == full })
    if !fullCells.isEmpty {
      parts.append(Part(words: full, isUndetermined: false, isEverything: true))
      for cell in cells where fullCells.contains(cell) { partsOf[cell] = [0] }
    }
    for unknown in [false, true] {
      let columns = cells.map { scan.words(of: $0, unknown: unknown) }
      var positions: [[Bool]: Int] = [:]
      for bit in 0..<64 * scan.wordCount {
        let signature = columns.map { $0[$0.startIndex + bit / 64] >> UInt64(bit % 64) & 1 == 1 }
        guard signature.contains(true) else { continue }
        if let position = positions[signature] {
          parts[position].words[bit / 64] |= 1 << UInt64(bit % 64)
          continue
        }
        let holders = zip(cells, signature).filter(\.1).map(\.0)
        // What passes only where everything does is told with everything.
        if !unknown, holders.allSatisfy({ fullCells.contains($0) }) { continue }
        positions[signature] = parts.count
        for cell in holders { partsOf[cell, default: []].append(parts.count) }
        var words = [UInt64](repeating: 0, count: scan.wordCount)
        words[bit / 64] = 1 << UInt64(bit % 64)
        parts.append(Part(words: words, isUndetermined: unknown, isEverything: false))
      }
    }
  }
}
