import NetproofSyntax

/// The map of one entry, with its keys checked against its kind.
struct Fields: Sendable {
  let kind: EntryKind
  /// The key that names the entry, if it has one.
  let name: Located<String>?
  /// The whole value.
  let span: Span
  /// False after `described: false`.
  let isDescribed: Bool

  private let reader: MappingReader

  /// Takes a map, and reports keys that are unknown, refused, missing or at odds.
  init?(
    _ node: Node, named name: Located<String>? = nil, _ kind: EntryKind,
    into diagnostics: inout Diagnostics
  ) {
    let (allowed, refused) = kind.refused.isEmpty ? (node, []) : Self.split(node, kind)
    guard
      let reader = MappingReader(
        allowed, as: kind.thing, named: name?.span, keys: kind.table,
        otherWords: kind.otherWords, into: &diagnostics)
    else { return nil }
    self.kind = kind
    self.name = name
    span = node.span
    isDescribed = Self.isDescribed(reader, kind, &diagnostics)
    self.reader = reader
    for (key, reason) in refused {
      diagnostics.report(TopologyFault.refusedKey(key, of: kind.thing, reason))
    }
    if kind.holdsNames, self.reader.hasStrangeKeys || !refused.isEmpty {
      diagnostics.hidesNames = true
    }
    if !refused.isEmpty || !isWhole { check(besides: refused.map(\.reason), into: &diagnostics) }
  }

  /// Whether every key is there that must be, and none that excludes or lacks another.
  private var isWhole: Bool {
    let written = reader.written
    guard !reader.hasMeantKeys, kind.requiredMask & ~written == 0 else { return false }
    for (index, mask) in kind.groupMasks.enumerated() {
      let count = (mask & written).nonzeroBitCount
      if count > 1 || count == 0 && kind.groups[index].isRequired { return false }
    }
    return kind.needMasks.allSatisfy { $0.key & written == 0 || $0.needed & written != 0 }
  }

  /// Reports keys that are missing or at odds.
  private func check(
    besides refused: [RefusedKey.Reason], into diagnostics: inout Diagnostics
  ) {
    if isDescribed { reportMissing(besides: refused, into: &diagnostics) }
    for group in kind.groups { check(group, besides: refused, into: &diagnostics) }
    for need in kind.needs { check(need, into: &diagnostics) }
  }

  /// What stands for an entry that is no map, and was reported.
  init?(lost name: Located<String>, _ kind: EntryKind) {
    guard kind.canBeUndescribed else { return nil }
    let key = Located(HeadKeys.described.name, at: name.span)
    let no = Node(.scalar("false", quoted: false), at: name.span)
    let node = Node(.mapping([Node.Entry(key: key, value: no)]), at: name.span)
    var ignored = Diagnostics()
    self.init(node, named: name, kind, into: &ignored)
  }

  /// The value of a key; nothing if it is not written or was reported.
  func read<Value>(_ key: Key<Value>, into diagnostics: inout Diagnostics) -> Value? {
    guard let node = reader.optional(key.word) else { return nil }
    return key.shape.read(node, &diagnostics)
  }

  /// Whether one of the errors is the entry's own, and not of an entry inside it.
  func isDamaged(by found: some Sequence<Diagnostic>) -> Bool {
    let inner = kind.keys.filter(\.shape.holdsEntries)
      .compactMap { reader.optional(Word($0.name))?.span }
    return found.contains { diagnostic in
      guard diagnostic.severity == .error else { return false }
      return !inner.contains { span in diagnostic.span.map(span.contains) ?? false }
    }
  }

  /// The elements of a list with the place of the whole.
  func listing<Element>(
    _ key: Key<[Element]>, into diagnostics: inout Diagnostics
  ) -> Listing<Element>? {
    guard let value = reader.optional(key.word), let elements = key.shape.read(value, &diagnostics)
    else { return nil }
    let place = reader.position(of: key.word).map { reader.entries.keySpan($0) }
    let (start, end) = (place ?? value.span, value.span)
    let span = Span(
      source: start.source, line: Int(start.line), column: Int(start.column),
      endLine: Int(end.endLine), endColumn: Int(end.endColumn))
    return Listing(elements, at: span)
  }

  /// Whether one of some keys may be written, told by their bits; see ``Word/bit``.
  func mayHave(_ mask: UInt64) -> Bool { reader.mayHave(mask) }

  func has<Value>(_ key: Key<Value>) -> Bool {
    reader.optional(key.word) != nil
  }

  /// The value of a key before it is read.
  func node<Value>(_ key: Key<Value>) -> Node? {
    reader.optional(key.word)
  }

  /// Those of some keys that are written.
  func keys(_ words: Word...) -> [Located<String>] {
    words.compactMap { reader.entry($0)?.key }
  }

  private static func isDescribed(
    _ reader: MappingReader, _ kind: EntryKind, _ diagnostics: inout Diagnostics
  ) -> Bool {
    guard kind.canBeUndescribed, let node = reader.optional(HeadKeys.described.word)
    else { return true }
    return HeadKeys.described.shape.read(node, &diagnostics)?.value ?? false
  }

  /// Takes out the keys that are refused by their own words.
  private static func split(
    _ node: Node, _ kind: EntryKind
  ) -> (allowed: Node, refused: [(key: Located<String>, reason: RefusedKey.Reason)]) {
    guard let entries = node.entries, entries.mask & kind.refusedMask != 0,
      entries.indices.contains(where: { entries.index(ofKey: $0, in: kind.refusedTable) != nil })
    else { return (node, []) }
    var allowed: [Node.Entry] = []
    var refused: [(Located<String>, RefusedKey.Reason)] = []
    for entry in entries {
      if let known = kind.refused.first(where: { $0.name == entry.key.value }) {
        refused.append((entry.key, known.reason))
      } else {
        allowed.append(entry)
      }
    }
    return (Node(.mapping(allowed), at: node.span), refused)
  }

  private func reportMissing(
    besides refused: [RefusedKey.Reason], into diagnostics: inout Diagnostics
  ) {
    for key in kind.required where !reader.has(key) {
      if refused.contains(.otherDirection(key.text)) { continue }
      if key == SecurityGroupKeys.allow.word, refused.contains(.denyInSecurityGroup) { continue }
      diagnostics.report(missing: key.text, of: kind, at: reader.place)
    }
  }

  private func check(
    _ group: KeyGroup, besides refused: [RefusedKey.Reason], into diagnostics: inout Diagnostics
  ) {
    let count = group.words.count { reader.position(of: $0) != nil }
    if count > 1 {
      let written = group.words.compactMap { reader.position(of: $0) }.sorted()
      diagnostics.report(
        TopologyFault.together(
          reader.entries.key(written[1]), reader.entries.key(written[0]), help: group.help))
    } else if group.isRequired, isDescribed, !refused.contains(.notYet),
      !group.words.contains(where: reader.has)
    {
      diagnostics.report(
        TopologyFault.noneOf(group.names, of: kind.thing, at: reader.place))
    }
  }

  private func check(_ need: KeyNeed, into diagnostics: inout Diagnostics) {
    guard reader.mask & need.key.bit != 0, !reader.has(need.needed), isDescribed,
      let entry = reader.entry(need.key)
    else { return }
    diagnostics.report(TopologyFault.need(entry.key, needed: need.needed.text))
  }
}

extension Diagnostics {
  fileprivate mutating func report(missing key: String, of kind: EntryKind, at place: Span) {
    if key == AssertionKeys.port.name, kind.id == AssertionKeys.kind.id {
      report(TopologyFault.missingPort(at: place))
    } else if key == TopologyKeys.version.name {
      report(TopologyFault.missingVersion(at: place))
    } else {
      report(SyntaxFault.missingKey(key, of: kind.thing, at: place))
    }
  }
}
