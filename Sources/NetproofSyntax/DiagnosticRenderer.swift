/// Lays diagnostics out as text for people: what, where, the line itself, and what to do.
public struct DiagnosticRenderer: Sendable {
  /// Where source lines are taken from; a place in an unknown source shows no line.
  public let sources: SourceSet

  /// Whether the finished layout is decorated for a terminal.
  public var isColoured: Bool

  /// How many characters of a source line are shown.
  public var lineWidth: Int

  /// How many diagnostics are printed in full; errors go before warnings.
  public var most: Int

  public init(
    _ sources: SourceSet, isColoured: Bool = false, lineWidth: Int = 100, most: Int = 50
  ) {
    self.sources = sources
    self.isColoured = isColoured
    self.lineWidth = max(1, lineWidth)
    self.most = max(1, most)
  }

  /// All diagnostics in order of source and place, a blank line between, a line break at the end.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let shown = selection(of: diagnostics)
    let indexes = indexes(for: shown)
    var blocks = shown.map { lines(of: $0, indexes) }
    let hidden = diagnostics.count - shown.count
    if hidden > 0 { blocks.append([[Piece("and \(hidden) more", .plain)]]) }
    let empty = [[Piece("", .plain)]]
    return blocks.joined(separator: empty).map { line in
      line.map { isColoured ? $0.coloured : $0.text }.joined() + "\n"
    }.joined()
  }

  private func selection(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = Diagnostics(diagnostics).sorted
    guard sorted.count > most else { return sorted }
    let errors = sorted.filter { $0.severity == .error }
    let warnings = sorted.filter { $0.severity == .warning }
    return Diagnostics(Array((errors + warnings).prefix(most))).sorted
  }

  private func indexes(for diagnostics: [Diagnostic]) -> [SourceID: LineIndex] {
    var indexes: [SourceID: LineIndex] = [:]
    for span in diagnostics.flatMap(\.spans) where indexes[span.source] == nil {
      indexes[span.source] = sources[span.source].map(LineIndex.init)
    }
    return indexes
  }

  private func lines(
    of diagnostic: Diagnostic, _ indexes: [SourceID: LineIndex]
  ) -> [[Piece]] {
    let last = diagnostic.spans.map { Int($0.line) + 1 }.max() ?? 0
    let margin = String(repeating: " ", count: String(last).count)
    let severity = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    var lines = [headline(severity, Style(diagnostic.severity), diagnostic.message)]
    if let span = diagnostic.span {
      lines += place(span, margin, Style(diagnostic.severity), indexes)
    }
    for help in diagnostic.help {
      lines.append([
        Piece("\(margin) = ", .gutter), Piece("help", .strong),
        Piece(": \(DisplayText.escaped(help))", .plain),
      ])
    }
    for label in diagnostic.labels {
      lines.append(headline("note", .note, label.text))
      lines += place(label.span, margin, .note, indexes)
    }
    return lines
  }

  private func headline(_ kind: String, _ style: Style, _ message: String) -> [Piece] {
    [Piece(kind, style), Piece(": \(DisplayText.escaped(message))", .strong)]
  }

  private func place(
    _ span: Span, _ margin: String, _ style: Style, _ indexes: [SourceID: LineIndex]
  ) -> [[Piece]] {
    guard let source = sources[span.source], let index = indexes[span.source] else { return [] }
    let name = DisplayText.escaped(source.name)
    let arrow = [
      Piece("\(margin)--> ", .gutter),
      Piece("\(name):\(Int(span.line) + 1):\(Int(span.column) + 1)", .plain),
    ]
    let snippet = Snippet(span, in: source, index, width: lineWidth)
    guard snippet.isReadable else { return [arrow] }
    let number = String(Int(span.line) + 1)
    let gap = String(margin.dropFirst(number.count))
    return [
      arrow,
      [Piece("\(margin) |", .gutter)],
      [
        Piece("\(gap)\(number) |", .gutter),
        Piece(snippet.text.isEmpty ? "" : " \(snippet.text)", .plain),
      ],
      [Piece("\(margin) | ", .gutter), Piece(snippet.carets, style)],
    ]
  }
}

extension Diagnostic {
  /// The primary place and the labels'.
  fileprivate var spans: [Span] {
    (span.map { [$0] } ?? []) + labels.map(\.span)
  }
}

/// A run of text that one colour decorates.
private struct Piece {
  let text: String
  let style: Style

  init(_ text: String, _ style: Style) {
    self.text = text
    self.style = style
  }

  var coloured: String {
    guard let codes = style.codes, !text.isEmpty else { return text }
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }
}

private enum Style {
  case plain
  case strong
  case gutter
  case error
  case warning
  case note

  init(_ severity: Diagnostic.Severity) {
    self = severity == .error ? .error : .warning
  }

  /// The numbers of ANSI's "select graphic rendition".
  ///
  /// Source: ECMA-48, section 8.3.117.
  var codes: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .gutter: "1;34"
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }
}
