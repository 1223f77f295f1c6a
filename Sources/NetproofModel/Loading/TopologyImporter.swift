public import NetproofSyntax

/// What makes topologies of texts that other programs wrote, such as dumps of AWS's API.
///
/// The library of importers stands above this one; the program brings the two together.
public struct TopologyImporter: Sendable {
  /// A text with the path that it was found at.
  public typealias Text = (path: String, node: Node)

  /// Whether a text is one that `convert` reads.
  public let reads: @Sendable (Node) -> Bool
  /// The key that a tag of YAML stands for in texts that `convert` reads: `!Ref x` may be `{ Ref: x }`.
  public let keyOfTag: @Sendable (String) -> String?
  /// The topology of all texts together, as a tree, and what was not carried over.
  public let convert: @Sendable ([Text]) -> (node: Node, problems: Diagnostics)

  public init(
    reads: @escaping @Sendable (Node) -> Bool,
    keyOfTag: @escaping @Sendable (String) -> String? = { _ in nil },
    convert: @escaping @Sendable ([Text]) -> (node: Node, problems: Diagnostics)
  ) {
    self.reads = reads
    self.keyOfTag = keyOfTag
    self.convert = convert
  }
}
