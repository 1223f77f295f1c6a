public import NetproofSyntax

/// Ways through a network that its author wants to hear of (`scopes:`).
///
/// Source: AWS, "What is Network Access Analyzer?", Network Access Scopes.
public struct ScopeEntry: Sendable {
  public var span: Span
  public var name: Located<String>
  /// What is looked for; not empty.
  public var match: [ScopePatternEntry]
  /// What is meant to be open.
  public var exclude: [ScopePatternEntry] = []
  /// Whether a finding fails the check (`expect: empty`).
  public var expectsNothing = false

  public init(span: Span, name: Located<String>, match: [ScopePatternEntry]) {
    self.span = span
    self.name = name
    self.match = match
  }
}

/// Packets by their ends, their ports and their way; what is left out means any.
public struct ScopePatternEntry: Sendable {
  public var span: Span
  public var from: [Located<String>] = []
  public var to: [Located<String>] = []
  /// Components that the packets pass, in this order.
  public var through: [Reference] = []
  public var ports: [Located<String>] = []

  public init(span: Span) {
    self.span = span
  }
}
