/// Counts how often each of 64 bits was set in a stream of words, a word of counters at a time.
///
/// Bit `k` of level `l` says whether the count of bit `k` has the binary digit `l`, so that adding
/// eight words costs some forty instructions, however many bits are set.
struct BitCounter: Sendable {
  private(set) var levels = [UInt64](repeating: 0, count: 48)

  mutating func clear() {
    for level in levels.indices { levels[level] = 0 }
  }

  /// Adds 2^level to the count of each bit that is set.
  mutating func add(_ word: UInt64, level first: Int = 0) {
    var carry = word
    var level = first
    while carry != 0 {
      let next = levels[level] & carry
      levels[level] ^= carry
      carry = next
      level += 1
    }
  }

  /// Adds `path & outbound & (inbound | references)` for each position of equal stretches, and joins
  /// what counts of it to `found`.
  ///
  /// - Parameters:
  ///   - table: where the stretch begins in `outbound` and `references`.
  ///   - start: where it begins in `inbound`.
  mutating func add(
    _ path: UInt64, _ outbound: [UInt64], _ inbound: [UInt64], _ references: [UInt64], table: Int,
    inbound start: Int, count: Int, any found: inout [UInt64], counted: UInt64
  ) {
    let outbound = outbound.span.extracting(table..<table + count)
    let references = references.span.extracting(table..<table + count)
    let inbound = inbound.span.extracting(start..<start + count)
    precondition(found.count >= count, "there is room for what is found")
    var any = found.mutableSpan
    var (ones, twos, fours) = (levels[0], levels[1], levels[2])
    // Positions below `count` are in bounds of all four, as was just tested.
    func value(_ index: Int) -> UInt64 {
      unsafe path & outbound[unchecked: index]
        & (inbound[unchecked: index] | references[unchecked: index])
    }
    var index = 0
    while index + 8 <= count {
      var sums: (UInt64, UInt64) = (0, 0)
      for half in 0..<2 {
        let base = index + 4 * half
        let (a, b, c, d) = (value(base), value(base + 1), value(base + 2), value(base + 3))
        unsafe any[unchecked: base] |= a & counted
        unsafe any[unchecked: base + 1] |= b & counted
        unsafe any[unchecked: base + 2] |= c & counted
        unsafe any[unchecked: base + 3] |= d & counted
        let first = Self.add(&ones, a, b)
        let second = Self.add(&ones, c, d)
        let sum = Self.add(&twos, first, second)
        if half == 0 { sums.0 = sum } else { sums.1 = sum }
      }
      let carry = Self.add(&fours, sums.0, sums.1)
      if carry != 0 { add(carry, level: 3) }
      index += 8
    }
    (levels[0], levels[1], levels[2]) = (ones, twos, fours)
    while index < count {
      let last = value(index)
      any[index] |= last & counted
      add(last)
      index += 1
    }
  }

  /// Adds two words to a word of counters; gives the carries.
  @inline(__always)
  private static func add(_ sum: inout UInt64, _ left: UInt64, _ right: UInt64) -> UInt64 {
    let half = sum ^ left
    let carry = (sum & left) | (half & right)
    sum = half ^ right
    return carry
  }
}
