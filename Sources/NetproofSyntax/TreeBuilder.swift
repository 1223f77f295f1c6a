/// Makes an arena of events; faults that leave the events readable are gathered.
struct TreeBuilder {
  private let limits: SyntaxLimits
  /// The key that a tag stands for, if it is not refused; an empty one if it stands for nothing.
  private let keyOfTag: (String) -> String?
  private var arena: NodeArena
  private var frames: [Frame] = []
  /// The children of all frames, outermost first.
  private var pending: [UInt32] = []
  private var anchors: [String: Anchor] = [:]
  /// How many values were made, those behind aliases included.
  private var valueCount = 0
  private var expandedCount = 0
  private var rootIndex: UInt32?

  private(set) var faults: [SyntaxFault] = []

  init(_ source: Source, _ limits: SyntaxLimits, _ keyOfTag: @escaping (String) -> String?) {
    self.limits = limits
    self.keyOfTag = keyOfTag
    arena = NodeArena(source: source.id, bytes: source.bytes)
  }

  /// The document, unless nothing was read.
  consuming func root() -> Node? {
    rootIndex.map { Node(NodeTree(arena), $0) }
  }

  /// Whether nothing is written in the document.
  var isBlank: Bool {
    guard let rootIndex else { return false }
    let record = arena.records[Int(rootIndex)]
    return record.kind == .scalar && record.count == 0 && !record.isQuoted
  }

  /// Where the innermost list or map begins that is not closed yet.
  var innermost: Mark? {
    frames.last.map { Mark(line: Int($0.place.line), column: Int($0.place.column)) }
  }

  /// Takes in the event that a stream stands at.
  ///
  /// - Throws: ``SyntaxFault`` for a limit that was met.
  mutating func add(_ event: Event, of events: borrowing EventStream) throws(SyntaxFault) {
    switch event {
    case .scalar: scalar(events)
    case .alias: try alias(Located(events.anchor ?? "", at: span(events.place)))
    case .sequenceStart: try open(events, isMap: false)
    case .mappingStart: try open(events, isMap: true)
    case .collectionEnd: close(events.place)
    case .documentStart, .streamEnd, .other: break
    }
  }

  private mutating func scalar(_ events: borrowing EventStream) {
    let place = events.place
    var isQuoted = events.isQuoted
    var key: String?
    // Almost nothing has a tag, and every value comes by here.
    if events.hasTag, let tag = self.tag(of: events, Tag.scalars) {
      isQuoted = isQuoted || tag.name == Tag.text
      key = tag.key
    }
    let anchor = events.hasAnchor ? events.anchor : nil
    let text = events.text(beside: &arena.beside, hashed: isKeyAwaited || anchor != nil)
    let index = arena.append(
      NodeRecord(
        kind: .scalar, isQuoted: isQuoted, isBeside: text.isBeside, hash: text.hash,
        place: place, first: text.first, count: text.count))
    valueCount += 1
    if key == nil, anchor == nil { return attach(index, height: 0) }
    finish(index, under: key, anchor, valuesBefore: valueCount - 1, height: 0)
  }

  /// Hands on a value that is whole, in a map of one key if a tag stands for one.
  private mutating func finish(
    _ index: UInt32, under key: String?, _ anchor: String?, valuesBefore: Int, height: Int
  ) {
    var (index, height) = (index, height)
    if let key {
      let place = arena.records[Int(index)].place
      var own = place
      (own.endLine, own.endColumn) = (own.line, own.column + Int32(key.utf8.count))
      let record = arena.append(key, isQuoted: false, at: own)
      index = arena.append(.mapping, [record, index], at: place)
      valueCount += 2
      height += 1
    }
    if let anchor {
      anchors[anchor] = .value(index, count: valueCount - valuesBefore, height: height)
    }
    attach(index, height: height)
  }

  /// The tag at a value, with the key that it stands for; one that is neither among those that change
  /// nothing nor stands for a key is refused.
  private mutating func tag(
    of events: borrowing EventStream, _ allowed: [String]
  ) -> (name: String, key: String?)? {
    guard events.hasTag, let tag = events.tag else { return nil }
    let key = keyOfTag(tag)
    if key == nil { check(tag, against: allowed, at: span(events.place)) }
    return (tag, key == "" ? nil : key)
  }

  private mutating func alias(_ name: Located<String>) throws(SyntaxFault) {
    let place = NodeRecord.Place(name.span)
    var aliasHeight = 0
    let index: UInt32
    switch anchors[name.value] {
    case nil:
      faults.append(.unknownAlias(name))
      index = arena.append("", isQuoted: true, at: place)
    case .open(let anchor)?:
      faults.append(.recursiveAlias(name, anchor: anchor))
      index = arena.append("", isQuoted: true, at: place)
    case .value(let value, let count, let height)?:
      try expand(count, height, at: name.span)
      index = arena.append(NodeRecord(kind: .alias, place: place, first: value))
      aliasHeight = height
    }
    attach(index, height: aliasHeight)
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

  private mutating func open(_ events: borrowing EventStream, isMap: Bool) throws(SyntaxFault) {
    let place = events.place
    guard frames.count < limits.depth else {
      throw .limit(.depth, of: limits.depth, at: span(place))
    }
    let tag = self.tag(of: events, isMap ? Tag.maps : Tag.lists)
    let anchor = events.hasAnchor ? events.anchor : nil
    if let anchor { anchors[anchor] = .open(span(place)) }
    frames.append(
      Frame(
        isMap: isMap, place: place, anchor: anchor, tagKey: tag?.key, valuesBefore: valueCount,
        firstChild: pending.count))
    valueCount += 1
  }

  private mutating func close(_ end: NodeRecord.Place) {
    guard let frame = frames.popLast() else { return }
    var children = pending[frame.firstChild...]
    if frame.isMap, arena.findDuplicates(in: children, &faults) || !frame.merged.isEmpty {
      children = arena.repaired(children, merged: frame.merged)[...]
    }
    var place = frame.place
    (place.endLine, place.endColumn) = lastPlace(of: children, in: frame, endingAt: end)
    let index = arena.append(frame.isMap ? .mapping : .sequence, children, at: place)
    children = []
    pending.removeLast(pending.count - frame.firstChild)
    finish(
      index, under: frame.tagKey, frame.anchor, valuesBefore: frame.valuesBefore,
      height: frame.height + 1)
  }

  /// Where a list or map ends: what indentation ends has no end of its own, but its last child's.
  ///
  /// A value that is nothing stands nowhere in particular: then its key is the last.
  private func lastPlace(
    of children: ArraySlice<UInt32>, in frame: Frame, endingAt end: NodeRecord.Place
  ) -> (line: Int32, column: Int32) {
    var last = end
    if end.line == end.endLine, end.column == end.endColumn, let child = children.last {
      last = arena.records[Int(child)].place
      if frame.isMap {
        let key = arena.records[Int(children[children.endIndex - 2])].place
        if span(last) < span(key) { last = key }
      }
    }
    return (last.endLine, last.endColumn)
  }

  /// Whether the next value is a key.
  private var isKeyAwaited: Bool {
    guard let top = frames.last, top.isMap else { return false }
    if case .awaited = top.key { return true }
    return false
  }

  /// Hands a finished value to what it stands in.
  private mutating func attach(_ index: UInt32, height: Int) {
    guard let top = frames.indices.last else {
      rootIndex = index
      return
    }
    if frames[top].height < height { frames[top].height = height }
    guard frames[top].isMap else {
      pending.append(index)
      return
    }
    switch frames[top].takeKey() {
    case .awaited: frames[top].key = key(index)
    case .refused: break
    case .merge: frames[top].merged.append(index)
    case .text(let key):
      pending.append(key)
      pending.append(index)
    }
  }

  private mutating func key(_ index: UInt32) -> PendingKey {
    let record = arena.content(of: index)
    guard record.kind == .scalar, record.count > 0 || record.isQuoted else {
      faults.append(.key(record.kind.kind, at: arena.span(of: index)))
      return .refused
    }
    if record.count == 2, !record.isQuoted, arena.string(of: record) == "<<" {
      faults.append(.mergeKey(at: arena.span(of: index)))
      return .merge
    }
    return .text(index)
  }

  private mutating func check(_ tag: String, against allowed: [String], at span: Span) {
    guard !allowed.contains(tag) else { return }
    let short = tag.hasPrefix(Tag.prefix) ? "!!" + tag.dropFirst(Tag.prefix.count) : tag
    faults.append(.tag(Located(short, at: span)))
  }

  private func span(_ place: NodeRecord.Place) -> Span { Span(source: arena.source, place) }
}

/// A list or map that is not closed yet.
private struct Frame {
  let isMap: Bool
  let place: NodeRecord.Place
  let anchor: String?
  /// The key that its tag stands for.
  let tagKey: String?
  let valuesBefore: Int
  /// Where its children begin among those of all frames.
  let firstChild: Int
  /// How many lists and maps stand inside each other in the tallest child so far.
  var height = 0
  var key = PendingKey.awaited
  /// What merge keys name.
  var merged: [UInt32] = []

  init(
    isMap: Bool, place: NodeRecord.Place, anchor: String?, tagKey: String?, valuesBefore: Int,
    firstChild: Int
  ) {
    self.isMap = isMap
    self.place = place
    self.anchor = anchor
    self.tagKey = tagKey
    self.valuesBefore = valuesBefore
    self.firstChild = firstChild
  }

  /// The key that waits for its value; the next value is a key again.
  mutating func takeKey() -> PendingKey {
    let taken = key
    key = .awaited
    return taken
  }
}

extension NodeRecord.Kind {
  /// The kind of value that a key is, which should be a text.
  fileprivate var kind: Node.Kind {
    switch self {
    case .sequence: .list
    case .mapping: .map
    case .scalar, .alias, .foreign: .nothing
    }
  }
}

private enum PendingKey {
  case awaited
  /// A merge key, which was reported.
  case merge
  /// A key that was reported; its value is read and dropped.
  case refused
  /// The record of a key.
  case text(UInt32)
}

private enum Anchor {
  case open(Span)
  case value(UInt32, count: Int, height: Int)
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
