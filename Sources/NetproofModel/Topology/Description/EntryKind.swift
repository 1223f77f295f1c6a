import NetproofSyntax

/// One key: what it is called and means, and how its value is written and read.
///
/// The reader, the JSON Schema and the reference page all come from these, so they cannot differ.
/// A class for the same reason as ``EntryKind``.
final class Key<Value: Sendable>: Sendable {
  let description: KeyDescription
  let shape: Shape<Value>
  let word: Word

  /// `fallback` is what holds where the key is left out, in words, if anything; `otherWords` are what
  /// people call it elsewhere, to tell them the key's name.
  init(
    _ name: String, _ shape: Shape<Value>, _ summary: String, default fallback: String = "",
    isRequired: Bool = false, otherWords: [String] = []
  ) {
    description = KeyDescription(
      name: name, summary: summary, fallback: fallback, isRequired: isRequired,
      otherWords: otherWords, shape: shape.description)
    self.shape = shape
    word = Word(name)
  }

  var name: String { description.name }
}

/// What there is to say of a key, whatever its values are.
struct KeyDescription: Sendable {
  let name: String
  let summary: String
  let fallback: String
  /// Whether an entry that is described must have it.
  let isRequired: Bool
  let otherWords: [String]
  let shape: ShapeDescription
}

/// A kind of map in a topology: the keys that it has, and how they go together.
///
/// A class, because every entry that is read refers to its kind: see
/// `docs/adr/0008-arena-of-nodes.md`.
final class EntryKind: Sendable {
  /// The name in the JSON Schema: `subnet`.
  let id: String
  /// The words for one, with its article: "a subnet".
  let thing: String
  /// What it is, for the reference page.
  let summary: String
  let keys: [KeyDescription]
  /// Known keys that cannot stand here.
  let refused: [RefusedKey]
  let groups: [KeyGroup]
  /// Keys that make no sense without another.
  let needs: [KeyNeed]

  let names: [String]
  let table: KeyTable
  let required: [Word]
  let refusedTable: KeyTable
  /// Bits of keys, see ``MappingReader/written``: those that must be written, those of each group,
  /// and each key that needs another with that one.
  let requiredMask: UInt64
  let groupMasks: [UInt64]
  let needMasks: [(key: UInt64, needed: UInt64)]
  /// The bits of the keys that are refused, see ``Word/bit``.
  let refusedMask: UInt64
  /// Words that people use elsewhere, each for the key that it means here.
  let otherWords: [String: String]
  /// Whether `described: false` may stand in the map.
  let canBeUndescribed: Bool
  /// Whether there are things with names in the map.
  let holdsNames: Bool

  init(
    _ id: String, _ thing: String, _ summary: String, keys: [KeyDescription],
    refused: [RefusedKey] = [], groups: [KeyGroup] = [], needs: [KeyNeed] = []
  ) {
    self.id = id
    self.thing = thing
    self.summary = summary
    self.keys = keys
    self.refused = refused
    self.groups = groups
    self.needs = needs
    names = keys.map(\.name)
    table = KeyTable(names)
    required = keys.filter(\.isRequired).map { Word($0.name) }
    refusedTable = KeyTable(refused.map(\.name))
    let table = self.table
    requiredMask = table.mask(of: required.map(\.text))
    groupMasks = groups.map { table.mask(of: $0.names) }
    needMasks = needs.map {
      (table.mask(of: [$0.key.text]), table.mask(of: [$0.needed.text]))
    }
    refusedMask = refusedTable.words.reduce(0) { $0 | $1.bit }
    canBeUndescribed = names.contains(HeadKeys.described.name)
    let words = keys.flatMap { key in key.otherWords.map { ($0, key.name) } }
    otherWords = Dictionary(words, uniquingKeysWith: { first, _ in first })
    holdsNames = keys.contains { key in
      if case .named = key.shape { true } else { false }
    }
  }

  /// The words for several: "subnets".
  var plural: String { thing.drop { $0 != " " }.dropFirst() + "s" }
}

/// A key that is known but refused, and why.
struct RefusedKey: Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    case notYet
    /// The key of the other direction; this one is meant.
    case otherDirection(String)
    case denyInSecurityGroup
    /// A key of VPCs at the top of a file.
    case insideVPC
  }

  let name: String
  let reason: Reason

  init(_ name: String, _ reason: Reason = .notYet) {
    self.name = name
    self.reason = reason
  }
}

/// Keys of which at most one may be written, or exactly one.
struct KeyGroup: Hashable, Sendable {
  let names: [String]
  let words: [Word]
  let isRequired: Bool
  /// What to do if two are written.
  let help: String

  init(_ names: String..., isRequired: Bool = false, help: String) {
    self.names = names
    words = names.map { Word($0) }
    self.isRequired = isRequired
    self.help = help
  }
}

/// A key that needs another one beside it.
struct KeyNeed: Hashable, Sendable {
  let key: Word
  let needed: Word

  init(key: String, needed: String) {
    self.key = Word(key)
    self.needed = Word(needed)
  }
}
