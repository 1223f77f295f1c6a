/// The generator of Python's `random`, with the few of its methods that make standard networks.
///
/// The published checksums belong to networks that were drawn with it.
/// Source: Matsumoto, Nishimura, "Mersenne Twister" (MT19937); Python Standard Library, `random`.
struct MersenneTwister {
  private var state = [UInt32](repeating: 0, count: 624)
  private var position = 624

  /// - Parameter seed: below 2^32, as in `random.Random(seed)`.
  init(seed: UInt32) {
    state[0] = 19_650_218
    for index in 1..<624 {
      state[index] = 1_812_433_253 &* (state[index - 1] ^ state[index - 1] >> 30) &+ UInt32(index)
    }
    var index = 1
    for _ in 0..<624 {
      let mixed = (state[index - 1] ^ state[index - 1] >> 30) &* 1_664_525
      state[index] = (state[index] ^ mixed) &+ seed
      index = advance(index)
    }
    for _ in 0..<623 {
      let mixed = (state[index - 1] ^ state[index - 1] >> 30) &* 1_566_083_941
      state[index] = (state[index] ^ mixed) &- UInt32(index)
      index = advance(index)
    }
    state[0] = 0x8000_0000
  }

  private mutating func advance(_ index: Int) -> Int {
    guard index == 623 else { return index + 1 }
    state[0] = state[623]
    return 1
  }

  private mutating func next() -> UInt32 {
    if position == 624 { twist() }
    var value = state[position]
    position += 1
    value ^= value >> 11
    value ^= value << 7 & 0x9D2C_5680
    value ^= value << 15 & 0xEFC6_0000
    return value ^ value >> 18
  }

  private mutating func twist() {
    for index in 0..<624 {
      let both = state[index] & 0x8000_0000 | state[(index + 1) % 624] & 0x7FFF_FFFF
      let odd: UInt32 = both & 1 == 1 ? 0x9908_B0DF : 0
      state[index] = state[(index + 397) % 624] ^ both >> 1 ^ odd
    }
    position = 0
  }

  /// `random()`: at least 0, below 1.
  mutating func random() -> Double {
    let (high, low) = (next() >> 5, next() >> 6)
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// `randrange(limit)`.
  mutating func below(_ limit: Int) -> Int {
    let bits = Int.bitWidth - limit.leadingZeroBitCount
    while true {
      let value = Int(next() >> UInt32(32 - bits))
      if value < limit { return value }
    }
  }

  /// `choice(elements)`.
  mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// `sample(range(limit), count)`, for counts up to 5.
  mutating func sample(_ limit: Int, _ count: Int) -> [Int] {
    precondition(count <= 5, "larger samples are drawn in another way")
    guard limit > 21 else {
      var pool = Array(0..<limit)
      return (0..<count).map { drawn in
        let index = below(limit - drawn)
        defer { pool[index] = pool[limit - drawn - 1] }
        return pool[index]
      }
    }
    var result: [Int] = []
    while result.count < count {
      let value = below(limit)
      if !result.contains(value) { result.append(value) }
    }
    return result
  }
}
