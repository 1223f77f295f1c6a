/// A word that keys are compared with, such as the name of a key.
///
/// It is hashed once, so that looking for it among the keys of a map costs a comparison of numbers.
public struct Word: Hashable, Sendable, ExpressibleByStringLiteral {
  public let text: String
  let bytes: [UInt8]
  let hash: UInt32

  /// One bit of 64, so that most words that are not written are told by one comparison.
  public var bit: UInt64 { Self.bit(of: hash) }

  /// The bits of the hash are those in which the keys of topologies differ best.
  static func bit(of hash: UInt32) -> UInt64 { 1 << UInt64(hash >> 8 & 63) }

  public init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    hash = Self.hash(bytes)
  }

  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// A number that equal texts share; different ones may share it too.
  ///
  /// Source: FNV-1a, with eight bytes taken in at once.
  static func hash(_ bytes: some Collection<UInt8>) -> UInt32 {
    var hash = HashState()
    var (chunk, shift): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      chunk |= UInt64(byte) << shift
      shift += 8
      if shift == 64 {
        hash.take(chunk)
        (chunk, shift) = (0, 0)
      }
    }
    hash.take(chunk)
    return hash.value
  }

  static func hash(_ bytes: borrowing Swift.Span<UInt8>) -> UInt32 {
    var hash = HashState()
    var (chunk, shift): (UInt64, UInt64) = (0, 0)
    for index in 0..<bytes.count {
      chunk |= UInt64(bytes[index]) << shift
      shift += 8
      if shift == 64 {
        hash.take(chunk)
        (chunk, shift) = (0, 0)
      }
    }
    hash.take(chunk)
    return hash.value
  }

  /// A hash of so many words of eight bytes; the last holds what is left, and may be empty.
  struct HashState {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func take(_ chunk: UInt64) {
      state = (state ^ chunk) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 32
    }

    var value: UInt32 { UInt32(truncatingIfNeeded: state) }
  }
}

/// The keys that a kind of map knows, to find which of them a key is.
///
/// A class, because every map that is read refers to it: see `docs/adr/0008-arena-of-nodes.md`.
public final class KeyTable: Sendable {
  public let words: [Word]
  /// By the lowest bits of a hash: one more than the first word that has them.
  private let slots: [UInt8]
  /// The hashes of the words, their bytes one after another, and where each begins and the last ends.
  private let hashes: [UInt32]
  private let text: [UInt8]
  private let starts: [Int]

  public init(_ words: [Word]) {
    precondition(words.count <= 64, "a kind has at most 64 keys")
    self.words = words
    var slots = [UInt8](repeating: 0, count: 64)
    for (index, word) in words.enumerated().reversed() {
      slots[Int(word.hash & 63)] = UInt8(clamping: index + 1)
    }
    self.slots = slots
    hashes = words.map(\.hash)
    text = words.flatMap(\.bytes)
    starts = words.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.bytes.count) }
  }

  public convenience init(_ names: [String]) {
    self.init(names.map { Word($0) })
  }

  public var names: [String] { words.map(\.text) }

  /// The position of a key in the table, if it is there.
  func index(of key: UInt32, of arena: NodeArena) -> Int? {
    let hash = arena.hash(ofKey: key)
    var index = Int(slots[Int(hash & 63)]) - 1
    guard index >= 0 else { return nil }
    while index < hashes.count {
      if hashes[index] == hash, arena.isKey(key, text, from: starts[index], to: starts[index + 1]) {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The bits of some of the keys in ``MappingReader/written``.
  public func mask(of names: [String]) -> UInt64 {
    words.indices.reduce(0) { mask, index in
      names.contains(words[index].text) ? mask | 1 << UInt64(index) : mask
    }
  }
}
