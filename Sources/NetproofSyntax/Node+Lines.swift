// The lines of long texts.
extension Node {
  /// The lines of a scalar's text, each where it stands; nothing for lists and maps.
  ///
  /// Only a literal block (`|`) has its lines as the source does. Of other texts, and of those that
  /// no source has as they are, every line has the place of the whole.
  public var lines: [Located<String>]? {
    guard let text else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
    let own = lines.count > 1 ? blockPlaces(of: lines) : nil
    return zip(lines, own ?? Array(repeating: span, count: lines.count)).map {
      Located(String($0), at: $1)
    }
  }

  /// Where the lines of a literal block stand, without blanks at their ends.
  private func blockPlaces(of lines: [Substring]) -> [Span]? {
    let bytes = tree.arena.bytes
    guard record.isQuoted, span.source == tree.arena.source else { return nil }
    // The block begins below the line of its indicator.
    var start = bytes.startIndex
    for _ in 0...Int(record.place.line) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
    }
    var places: [Span] = []
    for (offset, line) in lines.enumerated() {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let written = String(decoding: bytes[start..<end], as: UTF8.self)
      guard written.withoutBlanks == line.withoutBlanks else { return nil }
      let indent = written.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
      let number = Int(record.place.line) + 1 + offset
      places.append(
        Span(
          source: span.source, line: number, column: indent, endLine: number,
          endColumn: indent + line.withoutBlanks.unicodeScalars.count))
      guard end < bytes.endIndex || offset == lines.count - 1 else { return nil }
      start = min(end + 1, bytes.endIndex)
    }
    return places
  }
}

extension StringProtocol {
  fileprivate var withoutBlanks: String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r"]
    let tail = unicodeScalars.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: tail.reversed())
    return String(text)
  }
}
