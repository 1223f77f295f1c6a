/// One value of a text's tree, with its place.
///
/// Scalars keep their text: what it means is decided by the type that is expected, never guessed.
/// A node is a view of an arena that all nodes of a text share: it costs no memory of its own, and
/// keeps the whole tree alive.
public struct Node: Sendable {
  let tree: NodeTree
  let index: UInt32

  /// The node of a record; what stands for a node of another arena is that node.
  init(_ tree: NodeTree, _ index: UInt32) {
    let record = tree.arena.records[Int(index)]
    if record.kind == .foreign {
      self = tree.arena.foreign[Int(record.first)]
    } else {
      self.tree = tree
      self.index = index
    }
  }

  /// What a node holds.
  public enum Content: Hashable, Sendable {
    /// A text; `quoted` tells `"80"` from `80` and `"null"` from nothing.
    case scalar(String, quoted: Bool)
    case sequence([Node])
    case mapping([Entry])
  }

  /// One key of a mapping with its value; keys of one mapping differ.
  public struct Entry: Hashable, Sendable {
    public let key: Located<String>
    public let value: Node

    public init(key: Located<String>, value: Node) {
      self.key = key
      self.value = value
    }
  }
}

extension Node {
  public var span: Span { tree.arena.span(of: index) }

  /// The record that has the content.
  var record: NodeRecord { tree.arena.content(of: index) }

  /// What the node holds, all children at once; the views below cost less.
  public var content: Content {
    let record = self.record
    switch record.kind {
    case .sequence: return .sequence(Array(NodeList(tree, record)))
    case .mapping: return .mapping(Array(NodeEntries(tree, record)))
    case .scalar, .alias, .foreign:
      return .scalar(tree.arena.string(of: record), quoted: record.isQuoted)
    }
  }

  public var isScalar: Bool { record.kind == .scalar }

  public var isSequence: Bool { record.kind == .sequence }

  /// Whether nothing is written: an unquoted empty text, `~` or `null`.
  ///
  /// Such a node is still a scalar and keeps its text.
  public var isNull: Bool {
    let record = self.record
    return record.kind == .scalar && tree.arena.isNull(record)
  }

  /// The text of a scalar, verbatim.
  public var text: String? {
    let record = self.record
    return record.kind == .scalar ? tree.arena.string(of: record) : nil
  }

  /// The bytes of a scalar's text that is something; for reading a value without a `String`.
  public var word: ArraySlice<UInt8>? {
    let record = self.record
    guard record.kind == .scalar, record.count > 0, !tree.arena.isNull(record) else { return nil }
    return tree.arena.text(of: record)
  }

  /// The elements of a list.
  public var elements: NodeList? {
    let record = self.record
    return record.kind == .sequence ? NodeList(tree, record) : nil
  }

  /// The entries of a map, in the order of the text.
  public var entries: NodeEntries? {
    let record = self.record
    return record.kind == .mapping ? NodeEntries(tree, record) : nil
  }

  /// The value of a key, if this is a map that has it.
  public subscript(key: String) -> Node? {
    let record = self.record
    guard record.kind == .mapping,
      let child = tree.arena.value(of: key, from: record.first, record.count)
    else { return nil }
    return Node(tree, child)
  }

  /// The kind of value, for what is expected and what is found.
  public var kind: Kind {
    switch record.kind {
    case .sequence: .list
    case .mapping: .map
    case .scalar, .alias, .foreign: isNull ? .nothing : .text
    }
  }

  /// The kinds of value that a text can hold.
  public enum Kind: String, Hashable, Sendable {
    case nothing
    case text
    case list
    case map
  }
}

// Nodes that no text has.
extension Node {
  /// Makes a node of its own, with nodes of any texts in it.
  public init(_ content: Content, at span: Span) {
    var arena = NodeArena(source: span.source, bytes: [])
    let root: UInt32
    switch content {
    case .scalar(let text, let isQuoted):
      root = arena.append(text, isQuoted: isQuoted, at: NodeRecord.Place(span))
    case .sequence(let elements):
      let children = elements.map { arena.append($0) }
      root = arena.append(.sequence, children, at: NodeRecord.Place(span))
    case .mapping(let entries):
      let children = entries.flatMap { entry in
        [arena.append(key: entry.key), arena.append(entry.value)]
      }
      root = arena.append(.mapping, children, at: NodeRecord.Place(span))
    }
    self.init(NodeTree(arena), root)
  }
}

extension Node: Hashable {
  public static func == (left: Node, right: Node) -> Bool {
    left.span == right.span && left.content == right.content
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(span)
    hasher.combine(content)
  }
}

extension NodeRecord.Place {
  init(_ span: Span) {
    self.init(
      line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn)
  }
}

extension NodeArena {
  /// Adds a scalar whose text is not the source's.
  mutating func append(_ text: String, isQuoted: Bool, at place: NodeRecord.Place) -> UInt32 {
    let (first, count) = addBeside(text.utf8)
    return append(
      NodeRecord(
        kind: .scalar, isQuoted: isQuoted, isBeside: true, hash: Word.hash(text.utf8),
        place: place, first: first, count: count))
  }

  /// Adds a key, which may be of another source: then it is a node of its own.
  fileprivate mutating func append(key: Located<String>) -> UInt32 {
    guard key.span.source != source else {
      return append(key.value, isQuoted: false, at: NodeRecord.Place(key.span))
    }
    return append(Node(.scalar(key.value, quoted: false), at: key.span))
  }

  /// Adds a node of another arena.
  fileprivate mutating func append(_ node: Node) -> UInt32 {
    foreign.append(node)
    let place = NodeRecord.Place(node.span)
    return append(NodeRecord(kind: .foreign, place: place, first: UInt32(foreign.count - 1)))
  }
}
