/// Sorted tables from address atoms to values, one after the other in two arrays.
///
/// Between two starts a table has one value, so that a look-up is a short binary search.
struct AtomTables: Sendable {
  private var starts: [Int32] = []
  private var values: [Int32] = []
  private var offsets: [Int32] = [0]

  var count: Int { offsets.count - 1 }

  func value(_ table: Int, _ atom: Int32) -> Int32 {
    var low = Int(offsets[table])
    var high = Int(offsets[table + 1])
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= atom { low = middle } else { high = middle }
    }
    return values[low]
  }

  /// Begins the next table's run at an atom; the first run of a table begins at 0.
  mutating func append(_ start: Int32, _ value: Int32) {
    if values.count > Int(offsets[count]), values[values.count - 1] == value { return }
    starts.append(start)
    values.append(value)
  }

  /// Ends a table.
  @discardableResult
  mutating func finish() -> Int {
    offsets.append(Int32(values.count))
    return count - 1
  }

  /// Puts the first table of others in the place of a table.
  mutating func replace(_ table: Int, by other: AtomTables) {
    let old = Int(offsets[table])..<Int(offsets[table + 1])
    let new = 0..<Int(other.offsets[1])
    starts.replaceSubrange(old, with: other.starts[new])
    values.replaceSubrange(old, with: other.values[new])
    let shift = Int32(new.count - old.count)
    for later in (table + 1)..<offsets.count { offsets[later] += shift }
  }

  /// Adds a table in which each atom has the value of the narrowest range that holds it.
  ///
  /// Of two ranges either one holds the other or they have nothing in common, as with prefixes.
  mutating func appendNested(
    _ ranges: [(atoms: ClosedRange<Int32>, value: Int32)], default fallback: Int32
  ) -> Int {
    let sorted = ranges.sorted {
      ($0.atoms.lowerBound, $1.atoms.upperBound) < ($1.atoms.lowerBound, $0.atoms.upperBound)
    }
    var open: [(last: Int32, value: Int32)] = [(.max, fallback)]
    append(0, fallback)
    func close(before start: Int32?) -> [(Int32, Int32)] {
      var runs: [(Int32, Int32)] = []
      while open.count > 1, open[open.count - 1].last < start ?? .max {
        let ended = open.removeLast()
        runs.append((ended.last + 1, open[open.count - 1].value))
      }
      return runs
    }
    for range in sorted {
      for (start, value) in close(before: range.atoms.lowerBound) { replace(start, value) }
      replace(range.atoms.lowerBound, range.value)
      open.append((range.atoms.upperBound, range.value))
    }
    for (start, value) in close(before: nil) { replace(start, value) }
    return finish()
  }

  /// Begins a run; one that begins at the same atom gives way.
  private mutating func replace(_ start: Int32, _ value: Int32) {
    let first = Int(offsets[count])
    if starts.count > first, starts[starts.count - 1] == start {
      starts.removeLast()
      values.removeLast()
    }
    append(start, value)
  }
}
