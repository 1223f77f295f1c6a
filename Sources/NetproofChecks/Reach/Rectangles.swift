/// Cuts relations, by column the rows in which they stand, into few rectangles.
enum Rectangles {
  typealias Rectangle = (rows: [Int], columns: [Int])

  /// Cuts a relation into few rectangles, with or without what is about nobody.
  ///
  /// - Parameters:
  ///   - columns: by column its rows, as bits.
  ///   - freeRows: by column a row that may count or not, or -1.
  ///   - rowCount: how many rows there are.
  /// - Returns: rows and columns, each row with each column; together they are the relation.
  static func cut(_ columns: [[UInt64]], freeRows: [Int], rowCount: Int) -> [Rectangle] {
    let plain = cut(columns, rowCount: rowCount)
    var filled = columns
    for (column, row) in freeRows.enumerated() where row >= 0 {
      let isEmpty = columns[column].allSatisfy { $0 == 0 }
      if !isEmpty { filled[column][row / 64] |= 1 << UInt64(row % 64) }
    }
    guard plain.count > 1, filled != columns else { return plain }
    let other = cut(filled, rowCount: rowCount)
    return other.count < plain.count ? other : plain
  }

  /// Cuts a relation by equal columns, or by equal rows if those are fewer.
  private static func cut(_ columns: [[UInt64]], rowCount: Int) -> [Rectangle] {
    let byColumn = grouped(columns)
    guard byColumn.count > 1 else { return byColumn.map { (bits($0.set), $0.members) } }
    var rows = [[UInt64]](
      repeating: Array(repeating: 0, count: (columns.count + 63) / 64), count: rowCount)
    for (column, set) in columns.enumerated() {
      for row in bits(set) { rows[row][column / 64] |= 1 << UInt64(column % 64) }
    }
    let byRow = grouped(rows)
    if byRow.count < byColumn.count { return byRow.map { ($0.members, bits($0.set)) } }
    return byColumn.map { (bits($0.set), $0.members) }
  }

  /// The positions of equal sets, but for empty ones.
  private static func grouped(_ sets: [[UInt64]]) -> [(set: [UInt64], members: [Int])] {
    var result: [(set: [UInt64], members: [Int])] = []
    var positions: [[UInt64]: Int] = [:]
    for (index, set) in sets.enumerated() where set.contains(where: { $0 != 0 }) {
      if let position = positions[set] {
        result[position].members.append(index)
      } else {
        positions[set] = result.count
        result.append((set, [index]))
      }
    }
    return result
  }

  private static func bits(_ set: [UInt64]) -> [Int] {
    var result: [Int] = []
    for (index, word) in set.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }
}
