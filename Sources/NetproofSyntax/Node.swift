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
  public indirect enum Content: Hashable, Sendable {
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
