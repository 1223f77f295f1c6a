/// The elements of a list, or one value as the list of one.
public struct NodeList: RandomAccessCollection, Sendable {
  private let tree: NodeTree
  /// The elements' positions among the arena's children; nothing for one value.
  private let range: Range<Int>?
  private let only: UInt32

  init(_ tree: NodeTree, _ record: NodeRecord) {
    self.tree = tree
    range = Int(record.first)..<Int(record.first) + Int(record.count)
    only = 0
  }

  /// The list of one.
  init(_ node: Node) {
    tree = node.tree
    range = nil
    only = node.index
  }

  public var startIndex: Int { 0 }

  public var endIndex: Int { range?.count ?? 1 }

  public subscript(position: Int) -> Node {
    guard let range else { return Node(tree, only) }
    return Node(tree, tree.arena.children[range.lowerBound + position])
  }
}

/// The entries of a map, in the order of the text.
public struct NodeEntries: RandomAccessCollection, Sendable {
  private let tree: NodeTree
  /// Where the keys and values stand among the arena's children.
  private let first: UInt32
  private let childCount: UInt32

  init(_ tree: NodeTree, _ record: NodeRecord) {
    self.tree = tree
    first = record.first
    childCount = record.count
  }

  public var startIndex: Int { 0 }

  public var endIndex: Int { Int(childCount) / 2 }

  public subscript(position: Int) -> Node.Entry {
    Node.Entry(key: key(position), value: value(position))
  }

  /// The value of a key, if it is written.
  public subscript(word: Word) -> Node? {
    position(of: word).map { value($0) }
  }

  /// The position of a key, if it is written.
  public func position(of word: Word) -> Int? {
    tree.arena.position(of: word, from: first, childCount)
  }

  /// The key at a position, with its place.
  public func key(_ position: Int) -> Located<String> {
    let index = child(2 * position)
    let key = tree.arena.content(of: index)
    if key.kind != .foreign {
      return Located(tree.arena.string(of: key), at: tree.arena.span(of: index))
    }
    let node = Node(tree, index)
    return Located(node.tree.arena.string(of: node.record), at: node.span)
  }

  /// The place of the key at a position.
  public func keySpan(_ position: Int) -> Span { tree.arena.span(of: child(2 * position)) }

  public func value(_ position: Int) -> Node {
    Node(tree, child(2 * position + 1))
  }

  /// The bits of all keys, see ``Word/bit``.
  public var mask: UInt64 {
    var mask: UInt64 = 0
    for position in 0..<count {
      mask |= Word.bit(of: tree.arena.hash(ofKey: child(2 * position)))
    }
    return mask
  }

  /// The position in a table of the key at a position, if it is there.
  public func index(ofKey position: Int, in table: KeyTable) -> Int? {
    table.index(of: child(2 * position), of: tree.arena)
  }

  private func child(_ offset: Int) -> UInt32 {
    tree.arena.children[Int(first) + offset]
  }
}

extension NodeList: ExpressibleByArrayLiteral {
  public init(arrayLiteral nodes: Node...) {
    let node = Node(.sequence(nodes), at: .nowhere)
    self.init(node.tree, node.record)
  }
}

extension NodeEntries: ExpressibleByArrayLiteral {
  public init(arrayLiteral entries: Node.Entry...) {
    let node = Node(.mapping(entries), at: .nowhere)
    self.init(node.tree, node.record)
  }
}

extension Span {
  /// The place of what no text has.
  fileprivate static let nowhere = Span(
    source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 0)
}
