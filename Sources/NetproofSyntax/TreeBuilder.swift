/// Makes a tree of events; faults that leave the events readable are gathered.
struct TreeBuilder {
  private let source: SourceID
  private let limits: SyntaxLimits
  private var frames: [Frame] = []
  /// The finished children of all open lists, then of all open maps: a frame knows where its own begin.
  private var elements: [Node] = []
  private var entries: [Node.Entry] = []
  private var anchors: [String: Anchor] = [:]
  /// How many values were made, those behind aliases included.
  private var valueCount = 0
  private var expandedCount = 0

  private(set) var root: Node?
  private(set) var faults: [SyntaxFault] = []

  init(source: SourceID, limits: SyntaxLimits) {
    self.source = source
    self.limits = limits
  }

  /// Takes the next event in.
  ///
  /// - Throws: ``SyntaxFault`` for a limit that was met.
  mutating func add(_ event: Event) throws(SyntaxFault) {
    switch event.kind {
    case .scalar(let text, let isQuoted): scalar(text, isQuoted, event)
    case .alias(let name): try alias(Located(name, at: span(event.start, event.end)))
    case .sequenceStart: try open(event, isMap: false)
    case .mappingStart: try open(event, isMap: true)
    case .collectionEnd: close(event)
    case .documentStart, .streamEnd, .other: break
    }
  }

  private mutating func scalar(_ text: String, _ isQuoted: Bool, _ event: Event) {
    let node = Node(
      .scalar(text, quoted: isQuoted || event.tag == Tag.text),
      at: span(event.start, event.end))
    valueCount += 1
    check(event, against: Tag.scalars)
    if let anchor = event.anchor {
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

  private mutating func open(_ event: Event, isMap: Bool) throws(SyntaxFault) {
    guard frames.count < limits.depth else {
      throw .limit(.depth, of: limits.depth, at: span(event.start, event.end))
    }
    check(event, against: isMap ? Tag.maps : Tag.lists)
    if let anchor = event.anchor { anchors[anchor] = .open(span(event.start, event.end)) }
    frames.append(
      Frame(
        isMap: isMap, start: event.start, anchor: event.anchor,
        firstChild: isMap ? entries.count : elements.count, valuesBefore: valueCount))
    valueCount += 1
  }

  private mutating func close(_ event: Event) {
    guard let frame = frames.popLast() else { return }
    // What indentation ends has no end of its own: it ends with its last child.
    let isIndented = event.start == event.end
    let node: Node
    if frame.isMap {
      let own = Array(entries[frame.firstChild...])
      entries.removeSubrange(frame.firstChild...)
      findDuplicates(in: own)
      let end = isIndented ? own.last.map { max($0.value.span, $0.key.span) } : nil
      node = Node(.mapping(own), at: span(from: frame.start, to: event.end, or: end))
    } else {
      let own = Array(elements[frame.firstChild...])
      elements.removeSubrange(frame.firstChild...)
      let end = isIndented ? own.last?.span : nil
      node = Node(.sequence(own), at: span(from: frame.start, to: event.end, or: end))
    }
    if let anchor = frame.anchor {
      let count = valueCount - frame.valuesBefore
      anchors[anchor] = .value(node, count: count, height: frame.height + 1)
    }
    attach(node, height: frame.height + 1)
  }

  /// Hands a finished value to what it stands in.
  private mutating func attach(_ node: Node, height: Int) {
    guard let top = frames.indices.last else {
      root = node
      return
    }
    frames[top].height = max(frames[top].height, height)
    guard frames[top].isMap else {
      elements.append(node)
      return
    }
    switch frames[top].key {
    case .awaited: frames[top].key = key(node)
    case .refused: frames[top].key = .awaited
    case .text(let key):
      entries.append(Node.Entry(key: key, value: node))
      frames[top].key = .awaited
    }
  }

  private mutating func key(_ node: Node) -> PendingKey {
    switch node.content {
    case .scalar("", quoted: false), .sequence, .mapping:
      faults.append(.key(node.kind, at: node.span))
      return .refused
    case .scalar("<<", quoted: false):
      faults.append(.mergeKey(at: node.span))
      return .refused
    case .scalar(let text, _):
      return .text(Located(text, at: node.span))
    }
  }

  private mutating func check(_ event: Event, against allowed: [String]) {
    guard let tag = event.tag, !allowed.contains(tag) else { return }
    let short = tag.hasPrefix(Tag.prefix) ? "!!" + tag.dropFirst(Tag.prefix.count) : tag
    faults.append(.tag(Located(short, at: span(event.start, event.end))))
  }

  private mutating func findDuplicates(in entries: [Node.Entry]) {
    guard entries.count > 8 else {
      for (index, entry) in entries.enumerated() {
        let first = entries[..<index].first { $0.key.value == entry.key.value }
        if let first { faults.append(.duplicateKey(entry.key, first: first.key.span)) }
      }
      return
    }
    var seen = Set<String>(minimumCapacity: entries.count)
    for entry in entries {
      let (isNew, _) = seen.insert(entry.key.value)
      if !isNew { refuseDuplicates(in: entries) }
      if !isNew { return }
    }
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

  private func span(from start: Mark, to end: Mark, or child: Span?) -> Span {
    guard let child else { return span(start, end) }
    return span(start, Mark(line: Int(child.endLine), column: Int(child.endColumn)))
  }
}

/// A list or map that is not closed yet.
private struct Frame {
  let isMap: Bool
  let start: Mark
  let anchor: String?
  let firstChild: Int
  let valuesBefore: Int
  /// How many lists and maps stand inside each other in the tallest child so far.
  var height = 0
  var key = PendingKey.awaited
}

private enum PendingKey {
  case awaited
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
