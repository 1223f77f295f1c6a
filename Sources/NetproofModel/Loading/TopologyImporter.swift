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
  /// Why a file is not worth reading, by its path and first bytes, though it is one that a person
  /// may well name.
  public let refusal: @Sendable (_ path: String, _ head: ArraySlice<UInt8>) -> Diagnostic?
  /// What to say of a folder without topologies, by its path and the names in it.
  public let advice: @Sendable (_ path: String, _ names: [String]) -> Diagnostic?
  /// The files and folders that a text names whose texts are read along with it, by paths beside it.
  public let listed: @Sendable (Node) -> [Located<String>]
  /// What JSON must be, if it was said: then other JSON is refused.
  public let expected: String?
  /// Keys of JSON whose values nobody asks for.
  public let skipped: Set<String>
  /// Whether a loader keeps the texts, because something is asked of all of them together.
  public let keepsTexts: Bool

  public init(
    reads: @escaping @Sendable (Node) -> Bool,
    keyOfTag: @escaping @Sendable (String) -> String? = { _ in nil },
    convert: @escaping @Sendable ([Text]) -> (node: Node, problems: Diagnostics),
    refusal: @escaping @Sendable (String, ArraySlice<UInt8>) -> Diagnostic? = { _, _ in nil },
    advice: @escaping @Sendable (String, [String]) -> Diagnostic? = { _, _ in nil },
    listed: @escaping @Sendable (Node) -> [Located<String>] = { _ in [] },
    expected: String? = nil, skipped: Set<String> = [], keepsTexts: Bool = false
  ) {
    self.reads = reads
    self.keyOfTag = keyOfTag
    self.convert = convert
    self.refusal = refusal
    self.advice = advice
    self.listed = listed
    self.expected = expected
    self.skipped = skipped
    self.keepsTexts = keepsTexts
  }
}
