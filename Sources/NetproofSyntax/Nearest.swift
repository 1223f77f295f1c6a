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
      guard let distance = table.distance(to: candidate, within: bound) else { continue }
      if let best, (distance, candidate) >= (best.distance, best.name) { continue }
      best = (candidate, distance)
      bound = distance
    }
    return best?.name
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map(fold)
  }

  fileprivate static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    case UInt8(ascii: "_"): UInt8(ascii: "-")
    default: byte
    }
  }
}

/// The edit distance from one text, with its rows kept between candidates.
///
/// Source: optimal string alignment, the restricted form of Damerau and Levenshtein's distance.
private struct EditTable {
  private let text: [UInt8]
  /// The row before the last, the last, and the one at work.
  private var older: [Int]
  private var last: [Int]
  private var current: [Int]

  init(_ text: [UInt8]) {
    self.text = text
    older = Array(repeating: 0, count: text.count + 1)
    last = older
    current = older
  }

  /// The distance to another text, folded, or none if it is beyond `bound`.
  mutating func distance(to other: String, within bound: Int) -> Int? {
    for column in last.indices { last[column] = column }
    var (before, row, leastBefore) = (UInt8(0), 0, 0)
    for byte in other.utf8.lazy.map(Nearest.fold) {
      row += 1
      let least = fill(row: row, byte, before)
      // A swap reaches back two rows, so both must be beyond the bound.
      if least > bound && leastBefore > bound { return nil }
      (before, leastBefore) = (byte, least)
      swap(&older, &last)
      swap(&last, &current)
    }
    return last[text.count] <= bound ? last[text.count] : nil
  }

  /// Works one row out, and answers its least value.
  private mutating func fill(row: Int, _ byte: UInt8, _ before: UInt8) -> Int {
    current[0] = row
    var least = row
    for column in text.indices {
      let isSame = byte == text[column]
      var value = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if !isSame, column > 0, row > 1, byte == text[column - 1], before == text[column] {
        value = min(value, older[column - 1] + 1)
      }
      current[column + 1] = value
      least = min(least, value)
    }
    return least
  }
}
