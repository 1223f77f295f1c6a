/// Reads a map of known keys, such as a subnet's, and reports what does not belong.
///
/// ```swift
/// guard let subnet = MappingReader(node, as: "a subnet", keys: keys, into: &diagnostics)
/// else { return nil }
/// let zone = subnet.string("zone", into: &diagnostics)
/// ```
///
/// A reader's answer is nil where the key is not written, and where it was reported. A key that was
/// reported, but is probably meant for one that is missing, is read as that one, so that one slip
/// makes one fault.
public struct MappingReader: Sendable {
  /// The words for what is read, with its article: "a subnet".
  public let thing: String

  /// What is written, unknown keys included, in the order of the text.
  public let entries: NodeEntries

  /// Where missing keys are reported: the thing's name, if it has one, or the map.
  public let place: Span

  /// A bit for each key of the table that is written, by its position there.
  public private(set) var written: UInt64 = 0

  /// Whether a key was reported of which nobody knows what it is meant for.
  public private(set) var hasStrangeKeys = false

  /// The bits of the keys that are written, see ``Word/bit``.
  public let mask: UInt64

  /// What is meant by the keys that were reported; nothing where the value is lost.
  private var meant: [(key: Word, value: Node?)] = []

  /// Takes a map, and reports another kind of value and every key that is not among `keys`.
  ///
  /// `otherWords` are words that people use elsewhere, each for the key that it means here.
  public init?(
    _ node: Node, as thing: String, named name: Span? = nil, keys: KeyTable,
    otherWords: [String: String] = [:], into diagnostics: inout Diagnostics
  ) {
    guard let entries = node.entries ?? node.map(thing, into: &diagnostics, keys: keys.names)
    else { return nil }
    self.thing = thing
    self.entries = entries
    self.place = name ?? node.span
    mask = entries.mask
    var unknown = 0
    for position in 0..<entries.count {
      if let index = entries.index(ofKey: position, in: keys) {
        written |= 1 << UInt64(index)
      } else {
        unknown += 1
      }
    }
    guard unknown > 0 else { return }
    for position in entries.indices where entries.index(ofKey: position, in: keys) == nil {
      report(unknown: entries[position], keys.names, otherWords, into: &diagnostics)
    }
  }

  /// The value of a key, if it is written.
  public func optional(_ key: Word) -> Node? {
    if mask & key.bit != 0, let value = entries[key] { return value }
    return meant.isEmpty ? nil : meant.first { $0.key == key }?.value
  }

  /// Whether there are keys that were reported and are meant for others.
  public var hasMeantKeys: Bool { !meant.isEmpty }

  /// Whether one of some keys may be written or meant, told by their bits; see ``Word/bit``.
  public func mayHave(_ mask: UInt64) -> Bool {
    self.mask & mask != 0 || !meant.isEmpty
  }

  /// Whether a key is written, or one that was reported is meant for it.
  public func has(_ key: Word) -> Bool {
    mask & key.bit != 0 && entries.position(of: key) != nil || meant.contains { $0.key == key }
  }

  /// The value of a key, which is reported if it is missing.
  public func required(_ key: Word, into diagnostics: inout Diagnostics) -> Node? {
    if let node = optional(key) { return node }
    if !has(key) { diagnostics.report(.missingKey(key.text, of: thing, at: place)) }
    return nil
  }

  /// The key and its value as written, for its place.
  public func entry(_ key: Word) -> Node.Entry? {
    position(of: key).map { entries[$0] }
  }

  /// The position of a key among the entries, if it is written.
  public func position(of key: Word) -> Int? {
    mask & key.bit == 0 ? nil : entries.position(of: key)
  }

  private mutating func report(
    unknown entry: Node.Entry, _ keys: [String], _ otherWords: [String: String],
    into diagnostics: inout Diagnostics
  ) {
    let text = entry.key.value
    if let pair = SyntaxFault.KeyValue(text), keys.contains(pair.key), entry.value.isNull {
      diagnostics.report(.grammar(.missingSpace(pair), at: entry.key.span, opened: nil))
      let isPlain = !pair.value.hasPrefix("[") && !pair.value.hasPrefix("{")
      let value = Node(.scalar(pair.value, quoted: false), at: entry.key.span)
      take(isPlain ? value : nil, as: Word(pair.key))
    } else if let name = otherWords[text] ?? Nearest.name(to: text, among: keys) {
      diagnostics.report(.unknownKey(entry.key, of: thing, hint: .nearest(name)))
      take(entry.value, as: Word(name))
    } else {
      diagnostics.report(.unknownKey(entry.key, of: thing, hint: .allowed(keys)))
      hasStrangeKeys = true
    }
  }

  private mutating func take(_ value: Node?, as key: Word) {
    if has(key) {
      hasStrangeKeys = true
    } else {
      meant.append((key, value))
    }
  }
}

extension MappingReader {
  public func string(
    _ key: Word, into diagnostics: inout Diagnostics
  ) -> Located<String>? {
    optional(key)?.string("a text", into: &diagnostics)
  }

  public func requiredString(
    _ key: Word, into diagnostics: inout Diagnostics
  ) -> Located<String>? {
    required(key, into: &diagnostics)?.string("a text", into: &diagnostics)
  }

  public func bool(_ key: Word, into diagnostics: inout Diagnostics) -> Located<Bool>? {
    optional(key)?.bool("true or false", into: &diagnostics)
  }

  public func integer(
    _ key: Word, in range: ClosedRange<Int>, into diagnostics: inout Diagnostics
  ) -> Located<Int>? {
    optional(key)?.integer("a whole number", in: range, into: &diagnostics)
  }

  public func choice<Value: RawRepresentable & CaseIterable>(
    _ key: Word, of type: Value.Type, _ expected: String, into diagnostics: inout Diagnostics
  ) -> Located<Value>? where Value.RawValue == String {
    optional(key)?.choice(of: type, expected, into: &diagnostics)
  }

  /// The elements of a list; none if the key is not written.
  public func list(_ key: Word, into diagnostics: inout Diagnostics) -> [Node] {
    optional(key)?.list("a list", into: &diagnostics).map(Array.init) ?? []
  }

  /// The texts of a list, or the one text that stands for a list of one.
  public func strings(_ key: Word, into diagnostics: inout Diagnostics) -> [Located<String>] {
    let nodes = optional(key)?.oneOrMore("a text or a list of texts", into: &diagnostics)
    return (nodes.map(Array.init) ?? []).compactMap { $0.string("a text", into: &diagnostics) }
  }

  /// The entries of a map of named things, without those whose names were reported.
  public func named(
    _ key: Word, _ thing: String, into diagnostics: inout Diagnostics,
    isName: (String) -> Bool = Name.isValid
  ) -> [Node.Entry] {
    optional(key)?.named(thing, into: &diagnostics, isName: isName) ?? []
  }
}
