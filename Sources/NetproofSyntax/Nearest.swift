/// The name that was meant, for a name that is unknown.
public enum Nearest {
  /// Longer texts are nobody's slip of the finger, and would cost time.
  private static let longest = 100

  /// A name of any length is not taken for one that differs in more places.
  private static let farthest = 6

  /// The closest of `candidates`, if close: one change, or one in three bytes.
  ///
  /// A change is a byte added, left out, replaced, or swapped with its neighbour; the case of ASCII
  /// letters and `_` for `-` are none. Of equally close names the first by alphabet is taken. One
  /// call passes over 100,000 names in milliseconds; callers with many unknown names set a bound.
  public static func name(to text: String, among candidates: some Sequence<String>) -> String? {
    let wanted = folded(text)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    var bound = min(max(1, wanted.count / 3), farthest, wanted.count - 1)
    var table = EditTable(wanted)
    var best: (name: String, distance: Int)?
    for candidate in candidates where abs(candidate.utf8.count - wanted.count) <= bound {
      guard let distance = table.distance(to: folded(candidate), within: bound) else { continue }
      if let best, (distance, candidate) >= (best.distance, best.name) { continue }
      best = (candidate, distance)
      bound = distance
    }
    return best?.name
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: "_"): UInt8(ascii: "-")
      default: byte
      }
    }
  }
}

/// Rows of the edit distance from one text, kept between candidates.
///
/// Source: optimal string alignment, the restricted form of Damerau and Levenshtein's distance.
private struct EditTable {
  private let text: [UInt8]
  private var rows: [[Int]]

  init(_ text: [UInt8]) {
    self.text = text
    rows = Array(repeating: Array(repeating: 0, count: text.count + 1), count: 3)
  }

  /// The distance to another text, or none if it is beyond `bound`.
  mutating func distance(to other: [UInt8], within bound: Int) -> Int? {
    for column in 0...text.count { rows[1][column] = column }
    for row in other.indices {
      rows[2][0] = row + 1
      var least = row + 1
      for column in text.indices {
        rows[2][column + 1] = cell(row, column, in: other)
        least = min(least, rows[2][column + 1])
      }
      // A swap reaches back two rows, so both must be beyond the bound.
      if least > bound && (rows[1].min() ?? 0) > bound { return nil }
      rows.swapAt(0, 1)
      rows.swapAt(1, 2)
    }
    return rows[1][text.count] <= bound ? rows[1][text.count] : nil
  }

  private func cell(_ row: Int, _ column: Int, in other: [UInt8]) -> Int {
    let isSame = other[row] == text[column]
    let replaced = rows[1][column] + (isSame ? 0 : 1)
    let least = min(replaced, rows[1][column + 1] + 1, rows[2][column] + 1)
    guard row > 0, column > 0, !isSame else { return least }
    let isSwap = other[row] == text[column - 1] && other[row - 1] == text[column]
    return isSwap ? min(least, rows[0][column - 1] + 1) : least
  }
}
