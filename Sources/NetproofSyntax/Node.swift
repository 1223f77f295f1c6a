/// One value of a text's tree, with its place.
///
/// Scalars keep their text: what it means is decided by the type that is expected, never guessed.
public struct Node: Hashable, Sendable {
  public let content: Content
  public let span: Span

  public init(_ content: Content, at span: Span) {
    self.content = content
    self.span = span
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
  /// Whether nothing is written: an unquoted empty text, `~` or `null`.
  ///
  /// Such a node is still a scalar and keeps its text.
  public var isNull: Bool {
    guard case .scalar(let text, quoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The text of a scalar, verbatim.
  public var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// The elements of a list.
  public var elements: [Node]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  /// The entries of a map, in the order of the text.
  public var entries: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// The value of a key, if this is a map that has it.
  public subscript(key: String) -> Node? {
    entries?.first { $0.key.value == key }?.value
  }

  /// The kind of value, for what is expected and what is found.
  public var kind: Kind {
    switch content {
    case .scalar: isNull ? .nothing : .text
    case .sequence: .list
    case .mapping: .map
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
