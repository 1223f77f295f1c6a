/// One line of a source with what is to be marked in it, cut to fit a screen.
struct Snippet {
  /// The line's text, `…` where it is cut.
  let text: String
  /// Spaces and carets that belong below it.
  let carets: String
  /// Whether the line is text, and not what bytes of another kind look like.
  let isReadable: Bool

  /// Takes the first line of `span` out of a source.
  ///
  /// `width` bounds the characters that are shown of one line.
  init(_ span: Span, in source: Source, _ index: LineIndex, width: Int) {
    let line = index.range(ofLine: Int(span.line))
    let column = Int(span.column)
    let isLong = line.count > width
    let first = isLong ? Self.firstColumn(of: span, in: source, line, width) : 0
    let start = LineIndex.advance(
      from: line.lowerBound, by: first, in: source.bytes, below: line.upperBound)
    var end = LineIndex.advance(
      from: start, by: width, in: source.bytes, below: line.upperBound)
    // Bytes that are not UTF-8 may go on without ever beginning a character.
    end = min(end, start + width * 4)
    let shown = DisplayText(String(decoding: source.bytes[start..<end], as: UTF8.self))
    let last = span.endLine == span.line ? Int(span.endColumn) : Int.max
    let stop = min(max(last - first, column - first + 1), shown.scalarCountWithoutTrailingSpace)
    let marked = (column - first)..<max(stop, column - first + 1)
    let columns = shown.columns(ofScalars: marked)
    isReadable = shown.isReadable
    let lead = start > line.lowerBound ? "…" : ""
    text = lead + shown.text + (end < line.upperBound ? "…" : "")
    carets =
      String(repeating: " ", count: columns.lowerBound + lead.count)
      + String(repeating: "^", count: columns.count)
  }

  /// Where to begin a long line so that the place shows with some text before it.
  private static func firstColumn(
    of span: Span, in source: Source, _ line: Range<Int>, _ width: Int
  ) -> Int {
    let end = LineIndex.advance(
      from: line.lowerBound, by: width, in: source.bytes, below: line.upperBound)
    let column = Int(span.column)
    let fits = column < width * 2 / 3 || end >= line.upperBound
    return fits ? 0 : column - width / 3
  }
}

extension DisplayText {
  fileprivate var scalarCountWithoutTrailingSpace: Int {
    let all = cells.reduce(0) { $0 + $1.scalarCount }
    let trailing = cells.reversed().prefix { $0.text.allSatisfy { $0 == " " } }
    return all - trailing.reduce(0) { $0 + $1.scalarCount }
  }
}
