/// The files that a run may read, behind functions: the library itself touches none.
public struct FileTree: Sendable {
  /// What stands at a path.
  public enum Kind: Sendable {
    case file(size: Int)
    case folder
    case nothing
    /// There, but it cannot be looked at; the text says why.
    case unreadable(String)
  }

  public let kind: @Sendable (String) -> Kind
  /// The bytes of a file, or why it cannot be read.
  public let read: @Sendable (String) -> Result<[UInt8], FileProblem>
  /// The names in a folder, in any order.
  public let names: @Sendable (String) -> Result<[String], FileProblem>

  public init(
    kind: @escaping @Sendable (String) -> Kind,
    read: @escaping @Sendable (String) -> Result<[UInt8], FileProblem>,
    names: @escaping @Sendable (String) -> Result<[String], FileProblem>
  ) {
    self.kind = kind
    self.read = read
    self.names = names
  }
}

/// Why a file or folder cannot be read.
public struct FileProblem: Error, Sendable {
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }
}
