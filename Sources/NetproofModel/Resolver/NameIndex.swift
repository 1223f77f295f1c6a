/// Finds entries of a table by the hash of their names: open addressing over positions.
///
/// It costs four to eight bytes an entry; the names stay in the table.
struct NameIndex: Sendable {
  /// Positions of entries, -1 where there is none; a power of two of them, at most half of them
  /// taken.
  private var slots: [Int32] = Array(repeating: -1, count: 16)
  private var count = 0

  /// The entry in a slot, -1 if there is none.
  subscript(slot: Int) -> Int32 { slots[slot] }

  /// The slot of the entry that fits, or the free one where it belongs.
  func slot(of hash: UInt32, _ fits: (Int) -> Bool) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      if fits(Int(slots[slot])) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Puts an entry into a slot that was just found.
  mutating func set(_ slot: Int, to position: Int32) {
    if slots[slot] < 0 { count += 1 }
    slots[slot] = position
  }

  /// Whether so many slots are taken that it must grow before the next entry.
  var isCrowded: Bool { count > slots.count / 2 }

  /// Makes room for so many entries; only before there is any.
  mutating func reserve(_ number: Int) {
    guard count == 0 else { return }
    var size = slots.count
    while size / 2 < number { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  /// Doubles the slots; `hashes` are those of all entries.
  mutating func grow(_ hashes: some RandomAccessCollection<UInt32>) {
    let old = slots
    slots = Array(repeating: -1, count: old.count * 2)
    for position in old where position >= 0 {
      let hash = hashes[hashes.index(hashes.startIndex, offsetBy: Int(position))]
      let slot = slot(of: hash) { _ in false }
      slots[slot] = position
    }
  }
}

/// Hashes names with numbers drawn anew for each run, so that nobody can write names that collide.
struct NameHasher: Sendable {
  private let seed: UInt64
  private let factor: UInt64

  init() {
    var hasher = Hasher()
    hasher.combine(0)
    seed = UInt64(bitPattern: Int64(hasher.finalize()))
    hasher = Hasher()
    hasher.combine(1)
    factor = UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }

  func hash(_ name: String) -> UInt32 {
    var state = seed
    var (chunk, shift): (UInt64, UInt64) = (0, 0)
    var count: UInt64 = 0
    for byte in name.utf8 {
      chunk |= UInt64(byte) << shift
      shift += 8
      count += 1
      if shift == 64 {
        state = folded(state ^ chunk)
        (chunk, shift) = (0, 0)
      }
    }
    state = folded(folded(state ^ chunk) ^ count)
    return UInt32(truncatingIfNeeded: state)
  }

  private func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  /// The hash of a name in a scope.
  static func mix(_ hash: UInt32, _ scope: NameTable.Scope) -> UInt32 {
    let number: UInt32 =
      switch scope {
      case .top: 0
      case .vpc(let id): UInt32(truncatingIfNeeded: id.index) &* 2 &+ 1
      case .transitGateway(let id): UInt32(truncatingIfNeeded: id.index) &* 2 &+ 2
      }
    let mixed = (hash ^ number) &* 0x9E37_79B1
    return mixed ^ mixed >> 15
  }
}
