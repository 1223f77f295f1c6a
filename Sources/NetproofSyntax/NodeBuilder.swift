/// Puts together a tree that no single text has, such as a topology from the answers of AWS's calls.
///
/// Every value keeps the place that it comes from, in whichever source that is, so that whatever is
/// said about it later points there. Parts are made from the leaves up.
public struct NodeBuilder {
  /// A value that is made, until something takes it in.
  public struct Part: Sendable {
    fileprivate let index: UInt32
    /// Where it comes from.
    public let span: Span
  }

  /// A key with its value; the key stands where `span` says.
  public struct Entry: Sendable {
    public let key: String
    public let span: Span
    let value: Part

    public init(_ key: String, at span: Span? = nil, _ value: Part) {
      self.key = key
      self.span = span ?? value.span
      self.value = value
    }
  }

  private var arena = NodeArena(source: SourceID(0), bytes: [])
  /// Where the texts of keys stand that were used before.
  private var keys: [String: NodeRecord] = [:]

  public init() {}

  /// A text, which counts as quoted.
  public mutating func text(_ text: String, at span: Span) -> Part {
    scalar(text.utf8, isQuoted: true, at: span)
  }

  /// `true`, a number or another word that means something without quotes.
  public mutating func word(_ text: String, at span: Span) -> Part {
    scalar(text.utf8, isQuoted: false, at: span)
  }

  /// A copy of a scalar with its place; of anything else, the value itself.
  public mutating func copy(_ node: Node) -> Part {
    guard node.isScalar else {
      arena.foreign.append(node)
      return add(node.span) { arena, place in
        arena.append(
          NodeRecord(kind: .foreign, place: place, first: UInt32(arena.foreign.count - 1)))
      }
    }
    let record = node.record
    return scalar(node.tree.arena.text(of: record), isQuoted: record.isQuoted, at: node.span)
  }

  public mutating func list(_ parts: [Part], at span: Span) -> Part {
    add(span) { arena, place in arena.append(.sequence, parts.map(\.index), at: place) }
  }

  public mutating func map(_ entries: [Entry], at span: Span) -> Part {
    var children: [UInt32] = []
    children.reserveCapacity(2 * entries.count)
    for entry in entries {
      children.append(key(entry.key, at: entry.span))
      children.append(entry.value.index)
    }
    return add(span) { arena, place in arena.append(.mapping, children, at: place) }
  }

  /// The tree of a part.
  public consuming func finish(_ root: Part) -> Node {
    Node(NodeTree(arena), root.index)
  }

  private mutating func scalar(
    _ text: some Sequence<UInt8>, isQuoted: Bool, at span: Span
  ) -> Part {
    add(span) { arena, place in
      let (first, count) = arena.addBeside(text)
      return arena.append(
        NodeRecord(
          kind: .scalar, isQuoted: isQuoted, isBeside: true, place: place, first: first,
          count: count))
    }
  }

  private mutating func key(_ text: String, at span: Span) -> UInt32 {
    let place = NodeRecord.Place(span)
    var record: NodeRecord
    if let known = keys[text] {
      record = known
      record.place = place
    } else {
      let (first, count) = arena.addBeside(text.utf8)
      record = NodeRecord(
        kind: .scalar, isBeside: true, hash: Word.hash(text.utf8), place: place, first: first,
        count: count)
      keys[text] = record
    }
    arena.turn(to: span.source)
    return arena.append(record)
  }

  private mutating func add(
    _ span: Span, _ make: (inout NodeArena, NodeRecord.Place) -> UInt32
  ) -> Part {
    arena.turn(to: span.source)
    return Part(index: make(&arena, NodeRecord.Place(span)), span: span)
  }
}
