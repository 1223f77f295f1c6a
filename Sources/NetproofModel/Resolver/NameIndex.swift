/// Finds entries of a table by the hash of their names: open addressing over positions.
///
/// It costs 16 to 32 bytes a name; the names stay in the table.
struct NameIndex: Sendable {
  private struct Slot {
    var hash: UInt32
    /// The position of an entry, -1 where there is none.
    var position: Int32

    static let free = Slot(hash: 0, position: -1)
  }

  /// A power of two, at most half of them taken.
  private var slots: [Slot] = Array(repeating: .free, count: 16)
  private var count = 0

  /// The entry in a slot, -1 if there is none.
  subscript(slot: Int) -> Int32 { slots[slot].position }

  /// The slot of the entry that fits, or the free one where it belongs.
  func slot(of hash: UInt32, _ fits: (Int) -> Bool) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot].position >= 0 {
      if slots[slot].hash == hash, fits(Int(slots[slot].position)) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Puts an entry into a slot that was just found.
  mutating func set(_ slot: Int, to position: Int32, hash: UInt32) {
    if slots[slot].position < 0 { count += 1 }
    slots[slot] = Slot(hash: hash, position: position)
    if count > slots.count / 2 { grow(to: slots.count * 2) }
  }

  /// Makes room for so many entries.
  mutating func reserve(_ number: Int) {
    var size = slots.count
    while size / 2 < number { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = Array(repeating: .free, count: size)
    for entry in old where entry.position >= 0 {
      let slot = slot(of: entry.hash) { _ in false }
      slots[slot] = entry
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
      case .vpc(let id): UInt32(truncatingIfNeeded: id.index) &* 4 &+ 1
      case .transitGateway(let id): UInt32(truncatingIfNeeded: id.index) &* 4 &+ 2
      case .directConnectGateway(let id): UInt32(truncatingIfNeeded: id.index) &* 4 &+ 3
      }
    let mixed = (hash ^ number) &* 0x9E37_79B1
    return mixed ^ mixed >> 15
  }
}
