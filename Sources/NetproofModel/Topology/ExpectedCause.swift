public import NetproofSyntax

/// What an author expects to be the first thing in the way (`because:`).
///
/// Keys that are left out are not compared.
public struct ExpectedCause: Sendable {
  /// The whole entry.
  public var span: Span
  /// An obstacle code, such as `NACL_INGRESS_DENY`.
  public var code: Located<String>?
  /// The component, by name.
  public var at: Reference?
  /// `forward` or `reply`.
  public var direction: Located<String>?
  /// The number of a network ACL's rule, or `*` for the implied denial.
  public var rule: Located<String>?
  /// A hint code that explains the cause.
  public var hint: Located<String>?
  /// Further obstacle codes that the answer must list.
  public var also: [Located<String>] = []

  public init(span: Span) {
    self.span = span
  }
}
