import CYAML

/// One value of a text in its arena: what it is, where it stands and where its content is.
struct NodeRecord {
  enum Kind: UInt8 {
    /// `first` and `count` are the bytes of its text.
    case scalar
    /// `first` and `count` are its elements among the arena's children.
    case sequence
    /// `first` and `count` are its keys and values, by turns, among the arena's children.
    case mapping
    /// `first` is the record that has its content.
    case alias
    /// `first` is the node of another arena that it stands for.
    case foreign
  }

  let kind: Kind
  /// Whether a scalar is written in quotes or as a block.
  var isQuoted = false
  /// Whether a scalar's text is not as the source has it, and stands beside it.
  var isBeside = false
  /// The hash of a key; see ``Word``.
  var hash: UInt32 = 0
  var place: Place
  var first: UInt32 = 0
  var count: UInt32 = 0

  /// A place without its source.
  struct Place {
    var line: Int32
    var column: Int32
    var endLine: Int32
    var endColumn: Int32
  }
}

/// All values of a text, in a few lists.
///
/// A value costs 36 bytes, however deep it stands; a text is a slice of the source unless escapes or
/// folded lines make it differ. The place of every value is at hand, its content is read on demand.
struct NodeArena: Sendable {
  let source: SourceID
  /// The bytes of the source, which the scalars' texts are slices of.
  let bytes: [UInt8]
  /// The texts that are written otherwise than they mean.
  var beside: [UInt8] = []
  var records = BlockList<NodeRecord>()
  var children = BlockList<UInt32>()
  var foreign: [Node] = []
  /// Where records of further sources begin, in order, if there are any: see ``NodeBuilder``.
  private var runs: [(first: UInt32, source: SourceID)] = []

  init(source: SourceID, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
  }

  /// The record that has the content of one: itself, unless it is an alias.
  func content(of index: UInt32) -> NodeRecord {
    let record = records[Int(index)]
    return record.kind == .alias ? records[Int(record.first)] : record
  }

  func span(of index: UInt32) -> Span {
    let record = records[Int(index)]
    guard record.kind == .foreign else { return Span(source: source(of: index), record.place) }
    return foreign[Int(record.first)].span
  }

  /// The text that a record comes from.
  private func source(of index: UInt32) -> SourceID {
    guard !runs.isEmpty else { return source }
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].first <= index { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? source : runs[low - 1].source
  }

  /// Says which text the records come from that are added next.
  mutating func turn(to source: SourceID) {
    guard source != runs.last?.source ?? self.source else { return }
    runs.append((UInt32(records.count), source))
  }

  /// The bytes of a scalar's text.
  func text(of record: NodeRecord) -> ArraySlice<UInt8> {
    let range = Int(record.first)..<Int(record.first) + Int(record.count)
    return record.isBeside ? beside[range] : bytes[range]
  }

  func string(of record: NodeRecord) -> String {
    String(decoding: text(of: record), as: UTF8.self)
  }

  /// Whether a scalar is nothing: an unquoted empty text, `~` or `null`.
  func isNull(_ record: NodeRecord) -> Bool {
    guard !record.isQuoted else { return false }
    switch record.count {
    case 0: return true
    case 1: return text(of: record).first == UInt8(ascii: "~")
    case 4: return ["null", "Null", "NULL"].contains(string(of: record))
    default: return false
    }
  }

  /// The text of a key.
  func key(_ index: UInt32) -> String { string(of: content(of: index)) }

  /// The children of a list or map.
  func children(of record: NodeRecord) -> [UInt32] {
    (Int(record.first)..<Int(record.first) + Int(record.count)).map { children[$0] }
  }

  /// The position of the entry of a map whose key is a word, among `count` children from `first`.
  func position(of word: Word, from first: UInt32, _ count: UInt32) -> Int? {
    var child = Int(first)
    let end = child + Int(count)
    while child < end {
      if isKey(children[child], word) { return (child - Int(first)) / 2 }
      child += 2
    }
    return nil
  }

  /// The value of the entry of a map with a key, among `count` children from `first`.
  func value(of key: String, from first: UInt32, _ count: UInt32) -> UInt32? {
    let text = key.utf8.span
    let hash = Word.hash(text)
    var child = Int(first)
    let end = child + Int(count)
    while child < end {
      if self.hash(ofKey: children[child]) == hash, isKey(children[child], text) {
        return children[child + 1]
      }
      child += 2
    }
    return nil
  }

  /// Whether a key is a text.
  private func isKey(_ index: UInt32, _ text: borrowing Swift.Span<UInt8>) -> Bool {
    let key = content(of: index)
    if key.kind == .foreign {
      let node = foreign[Int(key.first)]
      return node.tree.arena.isKey(node.index, text)
    }
    guard Int(key.count) == text.count else { return false }
    let own = key.isBeside ? beside.span : bytes.span
    for offset in 0..<text.count where own[Int(key.first) + offset] != text[offset] {
      return false
    }
    return true
  }

  func hash(ofKey index: UInt32) -> UInt32 {
    let key = content(of: index)
    guard key.kind == .foreign else { return key.hash }
    let node = foreign[Int(key.first)]
    return node.tree.arena.hash(ofKey: node.index)
  }

  /// Whether a key is a word.
  func isKey(_ index: UInt32, _ word: Word) -> Bool {
    hash(ofKey: index) == word.hash && isKey(index, word.bytes, from: 0, to: word.bytes.count)
  }

  /// Whether a key is a part of a text.
  func isKey(_ index: UInt32, _ text: [UInt8], from start: Int, to end: Int) -> Bool {
    let key = content(of: index)
    if key.kind == .foreign {
      let node = foreign[Int(key.first)]
      return node.tree.arena.isKey(node.index, text, from: start, to: end)
    }
    guard Int(key.count) == end - start else { return false }
    return key.isBeside
      ? Self.isEqual(beside, from: Int(key.first), text, from: start, to: end)
      : Self.isEqual(bytes, from: Int(key.first), text, from: start, to: end)
  }

  private static func isEqual(
    _ one: [UInt8], from first: Int, _ other: [UInt8], from start: Int, to end: Int
  ) -> Bool {
    let count = end - start
    precondition(first >= 0 && first + count <= one.count && end <= other.count, "texts are whole")
    return unsafe one.withUnsafeBytes { one in
      unsafe other.withUnsafeBytes { other in
        guard count > 0, let left = one.baseAddress, let right = other.baseAddress
        else { return true }
        return unsafe memcmp(left + first, right + start, count) == 0
      }
    }
  }

  /// Adds a text beside the source, and gives its range.
  mutating func addBeside(_ text: some Sequence<UInt8>) -> (first: UInt32, count: UInt32) {
    let first = beside.count
    beside += text
    return (UInt32(first), UInt32(beside.count - first))
  }

  mutating func append(_ record: NodeRecord) -> UInt32 {
    records.append(record)
    return UInt32(records.count - 1)
  }

  /// Adds a list or map of children that are there already.
  mutating func append(
    _ kind: NodeRecord.Kind, _ parts: some Collection<UInt32>, at place: NodeRecord.Place
  ) -> UInt32 {
    let first = UInt32(children.count)
    for part in parts { children.append(part) }
    return append(
      NodeRecord(kind: kind, place: place, first: first, count: UInt32(parts.count)))
  }
}

/// An arena that is complete, shared by all nodes that are views of it.
///
/// The only class of the library: a node must cost no more than a reference and a position, and
/// keep its arena alive; see `docs/adr/0008-arena-of-nodes.md`.
final class NodeTree: Sendable {
  let arena: NodeArena

  init(_ arena: NodeArena) {
    self.arena = arena
  }
}

extension Span {
  init(source: SourceID, _ place: NodeRecord.Place) {
    self.init(
      source: source, place.line, place.column, endLine: place.endLine,
      endColumn: place.endColumn)
  }
}
