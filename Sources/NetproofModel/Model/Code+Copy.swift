extension Code {
  /// What stands before the code of what happens to a copy that Traffic Mirroring makes, not to the
  /// packet itself.
  public static let copyPrefix = "MIRROR_"

  /// The name of the code where it is about a copy, such as `MIRROR_NO_ROUTE`.
  public var nameForCopies: String { Self.copyPrefix + rawValue }

  /// The code that such a name is made of.
  public init?(nameForCopies name: String) {
    guard name.hasPrefix(Self.copyPrefix) else { return nil }
    self.init(rawValue: String(name.dropFirst(Self.copyPrefix.count)))
  }
}
