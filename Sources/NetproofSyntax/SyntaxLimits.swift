/// How much a text may ask of its reader; meeting a limit refuses the text and names the limit.
public struct SyntaxLimits: Hashable, Sendable {
  /// How deep lists and maps may stand inside each other, those behind aliases included.
  public var depth: Int

  /// How many bytes a text may have.
  public var bytes: Int

  /// How many values the aliases of a text may stand for, all together.
  public var expansion: Int

  /// How many lines may begin with `%`, as directives do: libyaml's time is their square.
  public var directives: Int

  public init(
    depth: Int = 64, bytes: Int = 256 << 20, expansion: Int = 10_000_000, directives: Int = 64
  ) {
    self.depth = depth
    self.bytes = bytes
    self.expansion = expansion
    self.directives = directives
  }

  /// One of the limits, by the name that messages use.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case depth
    case bytes
    case expansion
    case directives
  }

  public subscript(name: Name) -> Int {
    switch name {
    case .depth: depth
    case .bytes: bytes
    case .expansion: expansion
    case .directives: directives
    }
  }
}
