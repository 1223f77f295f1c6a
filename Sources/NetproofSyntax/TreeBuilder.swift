/// Makes a tree of events; faults that leave the events readable are gathered.
struct TreeBuilder {
  private let source: SourceID
  private let limits: SyntaxLimits
  private var frames: [Frame] = []
  /// How many children the last list or map had at each depth, as a guess for the next one's.
  private var guesses: [Int]
  private var anchors: [String: Anchor] = [:]
  /// How many values were made, those behind aliases included.
  private var valueCount = 0
  private var expandedCount = 0

  private(set) var root: Node?

  /// Where the innermost list or map begins that is not closed yet.
  var innermost: Mark? {
    frames.last.map { Mark(line: Int($0.span.line), column: Int($0.span.column)) }
  }

  private(set) var faults: [SyntaxFault] = []

  init(source: SourceID, limits: SyntaxLimits) {
    self.source = source
    self.limits = limits
    guesses = Array(repeating: 0, count: max(0, limits.depth) + 1)
  }

  /// Takes in the event that a stream stands at.
  ///
  /// - Throws: ``SyntaxFault`` for a limit that was met.
  mutating func add(_ event: Event, of events: borrowing EventStream) throws(SyntaxFault) {
    let span = span(events.start, events.end)
    switch event {
    case .scalar: scalar(events, span)
    case .alias: try alias(Located(events.anchor ?? "", at: span))
    case .sequenceStart: try open(events, span, isMap: false)
    case .mappingStart: try open(events, span, isMap: true)
    case .collectionEnd: close(span)
    case .documentStart, .streamEnd, .other: break
    }
  }

  private mutating func scalar(_ events: borrowing EventStream, _ span: Span) {
    var isQuoted = events.isQuoted
    if let tag = events.tag {
      check(tag, against: Tag.scalars, at: span)
      if tag == Tag.text { isQuoted = true }
    }
    let node = Node(.scalar(events.text, quoted: isQuoted), at: span)
    valueCount += 1
    if let anchor = events.anchor {
      anchors[anchor] = .value(node, count: 1, height: 0)
    }
    attach(node, height: 0)
  }

  private mutating func alias(_ name: Located<String>) throws(SyntaxFault) {
    var node = Node(.scalar("", quoted: true), at: name.span)
    var aliasHeight = 0
    switch anchors[name.value] {
    case nil: faults.append(.unknownAlias(name))
    case .open(let anchor)?: faults.append(.recursiveAlias(name, anchor: anchor))
    case .value(let value, let count, let height)?:
      try expand(count, height, at: name.span)
      node = Node(value.content, at: name.span)
      aliasHeight = height
    }
    attach(node, height: aliasHeight)
  }

  private mutating func expand(_ count: Int, _ height: Int, at span: Span) throws(SyntaxFault) {
    valueCount += count
    expandedCount += count
    guard expandedCount <= limits.expansion else {
      throw .limit(.expansion, of: limits.expansion, at: span)
    }
    guard frames.count + height <= limits.depth else {
      throw .limit(.depth, of: limits.depth, at: span)
    }
  }

  private mutating func open(
    _ events: borrowing EventStream, _ span: Span, isMap: Bool
  ) throws(SyntaxFault) {
    guard frames.count < limits.depth else {
      throw .limit(.depth, of: limits.depth, at: span)
    }
    if let tag = events.tag { check(tag, against: isMap ? Tag.maps : Tag.lists, at: span) }
    let anchor = events.anchor
    if let anchor { anchors[anchor] = .open(span) }
    var frame = Frame(isMap: isMap, span: span, anchor: anchor, valuesBefore: valueCount)
    frame.reserve(guesses[frames.count])
    frames.append(frame)
    valueCount += 1
  }

  private mutating func close(_ end: Span) {
    guard var frame = frames.popLast() else { return }
    guesses[frames.count] = frame.count
    if frame.isMap, findDuplicates(in: frame.entries) || !frame.merged.isEmpty {
      frame.repair()
    }
    let node = frame.node(endingAt: end)
    if let anchor = frame.anchor {
      let count = valueCount - frame.valuesBefore
      anchors[anchor] = .value(node, count: count, height: frame.height + 1)
    }
    attach(node, height: frame.height + 1)
  }

  /// Hands a finished value to what it stands in.
  private mutating func attach(_ node: consuming Node, height: Int) {
    guard let top = frames.indices.last else {
      root = node
      return
    }
    frames[top].height = max(frames[top].height, height)
    guard frames[top].isMap else {
      frames[top].elements.append(node)
      return
    }
    switch frames[top].takeKey() {
    case .awaited: frames[top].key = key(node)
    case .refused: break
    case .merge: frames[top].merged.append(node)
    case .text(let key): frames[top].entries.append(Node.Entry(key: key, value: node))
    }
  }

  private mutating func key(_ node: Node) -> PendingKey {
    switch node.content {
    case .scalar("", quoted: false), .sequence, .mapping:
      faults.append(.key(node.kind, at: node.span))
      return .refused
    case .scalar("<<", quoted: false):
      faults.append(.mergeKey(at: node.span))
      return .merge
    case .scalar(let text, _):
      return .text(Located(text, at: node.span))
    }
  }

  private mutating func check(_ tag: String, against allowed: [String], at span: Span) {
    guard !allowed.contains(tag) else { return }
    let short = tag.hasPrefix(Tag.prefix) ? "!!" + tag.dropFirst(Tag.prefix.count) : tag
    faults.append(.tag(Located(short, at: span)))
  }

  /// Reports the keys of a map that are written before, and answers whether there are any.
  private mutating func findDuplicates(in entries: [Node.Entry]) -> Bool {
    if entries.count <= 8 {
      let hasDuplicates = entries.indices.dropFirst().contains { later in
        (0..<later).contains { entries[$0].key.value == entries[later].key.value }
      }
      guard hasDuplicates else { return false }
    } else {
      var seen = Set<String>(minimumCapacity: entries.count)
      guard !entries.allSatisfy({ seen.insert($0.key.value).inserted }) else { return false }
    }
    refuseDuplicates(in: entries)
    return true
  }

  /// Reports every key that was written before, in a map that has one.
  private mutating func refuseDuplicates(in entries: [Node.Entry]) {
    var first: [String: Span] = [:]
    for entry in entries {
      if let span = first[entry.key.value] {
        faults.append(.duplicateKey(entry.key, first: span))
      } else {
        first[entry.key.value] = entry.key.span
      }
    }
  }

  private func span(_ start: Mark, _ end: Mark) -> Span {
    Span(
      source: source, line: start.line, column: start.column, endLine: end.line,
      endColumn: end.column)
  }
}

/// A list or map that is not closed yet.
private struct Frame {
  let isMap: Bool
  let span: Span
  let anchor: String?
  let valuesBefore: Int
  /// How many lists and maps stand inside each other in the tallest child so far.
  var height = 0
  var key = PendingKey.awaited
  var elements: [Node] = []
  var entries: [Node.Entry] = []
  /// What merge keys name.
  var merged: [Node] = []
  private static let mostRepairs = 16

  init(isMap: Bool, span: Span, anchor: String?, valuesBefore: Int) {
    self.isMap = isMap
    self.span = span
    self.anchor = anchor
    self.valuesBefore = valuesBefore
  }

  var count: Int { isMap ? entries.count : elements.count }

  /// Makes room for as many children as the last one had, within reason.
  mutating func reserve(_ guess: Int) {
    let count = min(guess, 16)
    if isMap { entries.reserveCapacity(count) } else { elements.reserveCapacity(count) }
  }

  /// The key that waits for its value; the next value is a key again.
  mutating func takeKey() -> PendingKey {
    let taken = key
    key = .awaited
    return taken
  }

  /// Makes the best of keys that were reported, so that the rest of the text can be read.
  ///
  /// Maps and lists under equal keys become one; what a merge key names is taken in. A few are
  /// enough: each costs a pass over the map.
  mutating func repair() {
    for source in merged.prefix(Self.mostRepairs).flatMap({ ($0.elements ?? [$0]).prefix(16) }) {
      let known = Set(entries.map(\.key.value))
      entries += (source.entries ?? []).filter { !known.contains($0.key.value) }
    }
    var positions: [String: Int] = [:]
    var kept: [Node.Entry] = []
    var joinCount = 0
    for entry in entries {
      if let position = positions[entry.key.value] {
        joinCount += 1
        guard joinCount <= Self.mostRepairs else { continue }
        let value = kept[position].value.joined(with: entry.value)
        kept[position] = Node.Entry(key: kept[position].key, value: value)
      } else {
        positions[entry.key.value] = kept.count
        kept.append(entry)
      }
    }
    entries = kept
  }

  /// The finished list or map.
  ///
  /// What indentation ends has no end of its own: it ends with its last child.
  func node(endingAt end: Span) -> Node {
    var last = end
    if end.line == end.endLine, end.column == end.endColumn {
      last = isMap ? entries.last?.end ?? end : elements.last?.span ?? end
    }
    let whole = Span(
      source: span.source, line: Int(span.line), column: Int(span.column),
      endLine: Int(last.endLine), endColumn: Int(last.endColumn))
    return Node(isMap ? .mapping(entries) : .sequence(elements), at: whole)
  }
}

extension Node.Entry {
  /// The place that ends last: a value that is nothing stands nowhere in particular.
  fileprivate var end: Span { max(key.span, value.span) }
}

extension Node {
  /// Both maps or both lists as one; otherwise this node.
  fileprivate func joined(with other: Node) -> Node {
    switch (content, other.content) {
    case (.mapping(let entries), .mapping(let others)):
      let known = Set(entries.map(\.key.value))
      let added = others.filter { !known.contains($0.key.value) }
      return Node(.mapping(entries + added), at: span)
    case (.sequence(let elements), .sequence(let others)):
      return Node(.sequence(elements + others), at: span)
    case (.scalar, _), (.sequence, _), (.mapping, _): return self
    }
  }
}

private enum PendingKey {
  case awaited
  /// A merge key, which was reported.
  case merge
  /// A key that was reported; its value is read and dropped.
  case refused
  case text(Located<String>)
}

private enum Anchor {
  case open(Span)
  case value(Node, count: Int, height: Int)
}

/// The tags that change nothing, by the kind of value that they name.
///
/// Source: YAML 1.1, section 10, and YAML 1.2.2, section 10.3, the core schema.
private enum Tag {
  static let prefix = "tag:yaml.org,2002:"
  static let text = prefix + "str"
  static let scalars = ["str", "int", "float", "bool", "null"].map { prefix + $0 }
  static let lists = [prefix + "seq"]
  static let maps = [prefix + "map"]
}
