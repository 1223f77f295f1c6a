import NetproofSets

/// Counts the (protocol, port) values that words of atoms stand for.
///
/// TCP and UDP ports count one each, and so does a ping; everything else does not count.
struct PortCounter: Sendable {
  private let wordCount: Int
  private let weights: [UInt64]
  /// For each word the atoms that count.
  private let counted: [UInt64]
  /// For each word: values that were counted before, in slots by hash.
  private var memoKeys: [UInt64]
  private var memoCounts: [UInt64]

  private static let memoBits: UInt64 = 10

  /// - Parameters:
  ///   - core: whose port atoms are counted.
  ///   - ports: what counts.
  init(_ core: MatrixCore, _ ports: PortSelection) {
    let atoms = core.atoms
    wordCount = atoms.wordCount
    weights = atoms.atoms.map { ports.count($0) }
    let weights = weights
    counted = (0..<atoms.wordCount).map { word in
      (0..<64).reduce(UInt64(0)) { mask, bit in
        let index = word * 64 + bit
        return index < weights.count && weights[index] > 0 ? mask | 1 << UInt64(bit) : mask
      }
    }
    let size = atoms.wordCount << Int(Self.memoBits)
    memoKeys = Array(repeating: 0, count: size)
    memoCounts = Array(repeating: 0, count: size)
  }

  /// How many values one word stands for.
  mutating func count(_ value: UInt64, word: Int) -> UInt64 {
    if value == 0 { return 0 }
    let hash = (value &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.memoBits)
    let slot = word << Int(Self.memoBits) | Int(truncatingIfNeeded: hash)
    if memoKeys[slot] == value { return memoCounts[slot] }
    let total = counted(value, word: word)
    memoKeys[slot] = value
    memoCounts[slot] = total
    return total
  }

  private func counted(_ value: UInt64, word: Int) -> UInt64 {
    var total: UInt64 = 0
    var rest = value & counted[word]
    while rest != 0 {
      total += weights[word * 64 + rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return total
  }

  /// How many values the words of one pair stand for; word `w` is at `base + w * stride`.
  mutating func count(_ row: borrowing Span<UInt64>, at base: Int, stride: Int) -> UInt64 {
    var total: UInt64 = 0
    for word in 0..<wordCount { total += count(row[base + word * stride], word: word) }
    return total
  }

  /// Whether anything that counts is unknown about a pair.
  func isUndetermined(
    _ unknown: borrowing Span<UInt64>, at base: Int, stride: Int
  ) -> Bool {
    for word in 0..<wordCount where unknown[base + word * stride] & counted[word] != 0 {
      return true
    }
    return false
  }
}
