/// Something about a text worth telling: what, where, and what to do.
///
/// The headline stands alone: lower case, no period at its end, user text in backticks.
public struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic weighs: an error refuses the input, a warning does not.
  public enum Severity: String, Sendable, Hashable, Comparable {
    case error
    case warning

    public static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  /// A second place that belongs to the story, such as the first of two equal keys.
  public struct Label: Hashable, Sendable {
    public let span: Span
    public let text: String

    public init(_ text: String, at span: Span) {
      self.text = text
      self.span = span
    }
  }

  public let severity: Severity
  /// `NP` and four digits; a code's meaning never changes.
  public let code: String
  public let message: String
  /// The primary place; none for what concerns a file as a whole.
  public let span: Span?
  public let labels: [Label]
  /// What to do, one line each.
  public let help: [String]

  public init(
    _ severity: Severity, _ code: String, _ message: String, at span: Span?,
    labels: [Label] = [], help: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.labels = labels
    self.help = help
  }

  /// An error.
  public init(
    _ code: String, _ message: String, at span: Span?, labels: [Label] = [], help: [String] = []
  ) {
    self.init(.error, code, message, at: span, labels: labels, help: help)
  }
}

/// The refusal of an input, with every fault that was found in it.
public struct Rejection: Error, Hashable, Sendable {
  /// In order of place; at least one is an error.
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a rejection names at least one fault")
    self.diagnostics = diagnostics
  }

  /// The last line that a person reads: that nothing was done, and for how many reasons.
  public var summary: String {
    let count = diagnostics.count { $0.severity == .error }
    return "refused: \(count == 1 ? "1 error" : "\(count) errors"); nothing was analyzed"
  }
}
