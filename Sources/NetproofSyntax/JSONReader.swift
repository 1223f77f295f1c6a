/// Reads JSON into the same tree of nodes with places that YAML is read into.
///
/// Strict JSON, so that a file that another program would refuse is not half understood here; only
/// a lone half of a surrogate pair is taken, as U+FFFD. Numbers, `true`, `false` and `null` are
/// unquoted scalars with their text; texts count as quoted.
///
/// Source: RFC 8259.
public enum JSONReader {
  /// Reads the one value of a text, and reports what is wrong with it.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - limits: how much it may ask for.
  ///   - skipping: keys whose values nobody asks for: they are checked for where they end, and stand
  ///     in the tree as nothing.
  ///   - diagnostics: what is wrong with it.
  /// - Returns: The tree; nothing where the text is not JSON.
  public static func read(
    _ source: Source, limits: SyntaxLimits = .json, skipping: Set<String> = [],
    into diagnostics: inout Diagnostics
  ) -> Node? {
    let nodes = documents(source, limits: limits, skipping: skipping, most: 1, into: &diagnostics)
    return nodes.first
  }

  /// Reads the values of a text that stand one after another, as in JSON Lines.
  ///
  /// - Returns: The values before the first place that is not JSON.
  public static func readLines(
    _ source: Source, limits: SyntaxLimits = .json, skipping: Set<String> = [],
    into diagnostics: inout Diagnostics
  ) -> [Node] {
    documents(source, limits: limits, skipping: skipping, most: .max, into: &diagnostics)
  }

  private static func documents(
    _ source: Source, limits: SyntaxLimits, skipping: Set<String>, most: Int,
    into diagnostics: inout Diagnostics
  ) -> [Node] {
    if let fault = fault(ofBytesIn: source, limits) {
      diagnostics.report(fault)
      return []
    }
    var parser = JSONParser(source, limits: limits, skipping: skipping)
    let roots = parser.parse(source.bytes.span, most: most)
    for fault in parser.faults { diagnostics.report(fault) }
    return parser.nodes(roots)
  }

  private static func fault(ofBytesIn source: Source, _ limits: SyntaxLimits) -> SyntaxFault? {
    let head = Span(source: source.id, line: 0, column: 0, endLine: 0, endColumn: 1)
    let most = min(limits.bytes, Int(Int32.max))
    if source.bytes.count > most { return .limit(.bytes, of: most, at: head) }
    if source.bytes.isEmpty { return .empty(at: head) }
    return switch TextForm(of: source.bytes) {
    case .utf16: .wideText("UTF-16", at: head)
    case .utf32: .wideText("UTF-32", at: head)
    case .binary: .binary(at: head)
    case .bytes: nil
    }
  }
}

extension SyntaxLimits {
  /// What programs write may be larger and deeper than what people do.
  public static let json = SyntaxLimits(depth: 512, bytes: Int(Int32.max))
}

/// What keeps a text from being JSON.
public enum JSONFault: Hashable, Sendable {
  /// Something else where a value is due; with its first characters.
  case value(String)
  /// Something else where a key in quotes is due.
  case key
  case colon
  /// No comma and not this closing bracket.
  case separator(String)
  /// A comma before a closing bracket.
  case lastComma(String)
  /// A number that JSON does not write so.
  case number(String)
  case escape
  case unclosedQuote
  /// The text ends before this bracket is closed.
  case cutShort(String)
  /// Something follows the value.
  case goesOn
}
