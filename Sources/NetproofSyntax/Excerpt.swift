/// A place in a text as people are shown it: where it is, the line, and a mark below with a caption.
public struct Excerpt: Sendable {
  /// `file:line:column`, counted from 1.
  public let place: String
  /// The number of the line, from 1.
  public let number: Int
  public let line: String
  public let carets: String

  /// Takes the place out of its source; nothing if the source is not in the set.
  public init?(_ span: Span, in sources: SourceSet, width: Int = 100) {
    guard let source = sources[span.source] else { return nil }
    let snippet = Snippet(span, in: source, LineIndex(source), width: width)
    number = Int(span.line) + 1
    place = "\(DisplayText.escaped(source.name)):\(number):\(Int(span.column) + 1)"
    line = snippet.text
    carets = snippet.carets
  }
}
