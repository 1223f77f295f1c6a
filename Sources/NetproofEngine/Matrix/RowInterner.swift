/// Numbers rows of numbers, equal ones alike, in the order in which they first appear.
struct RowInterner: Sendable {
  private(set) var values: [UInt64] = []
  private var starts: [Int32] = [0]
  /// Open addressing: a row's number, or -1.
  private var slots: [Int32]

  init(capacity: Int = 64) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  var count: Int { starts.count - 1 }

  func range(_ id: Int) -> Range<Int> { Int(starts[id])..<Int(starts[id + 1]) }

  func row(_ id: Int) -> ArraySlice<UInt64> { values[range(id)] }

  /// The number of a row.
  mutating func intern(_ row: [UInt64]) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(row)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if isEqual(Int(slots[slot]), row) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let id = count
    values.append(contentsOf: row)
    starts.append(Int32(values.count))
    slots[slot] = Int32(id)
    if count * 2 > slots.count { grow() }
    return id
  }

  private func isEqual(_ id: Int, _ row: [UInt64]) -> Bool {
    let start = Int(starts[id])
    guard Int(starts[id + 1]) - start == row.count else { return false }
    for index in row.indices where values[start + index] != row[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for id in 0..<count {
      var slot = Int(truncatingIfNeeded: Self.hash(row(id))) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(id)
    }
  }

  private static func hash(_ row: some Sequence<UInt64>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for value in row {
      hash = (hash ^ value) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return hash
  }
}
