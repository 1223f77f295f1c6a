public import NetproofSyntax

/// A text that another program wrote, as a tree.
public struct ImportedText: Sendable {
  /// The path as the user wrote it, which may tell what the text itself does not.
  public let path: String
  public let node: Node

  public init(path: String, node: Node) {
    self.path = path
    self.node = node
  }
}
