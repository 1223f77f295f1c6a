extension GrammarFault {
  /// Tells from libyaml's words and the text around the place what was meant.
  ///
  /// `open` is where the innermost list or map begins that is not closed yet.
  static func fault(
    for problem: ParserProblem, in source: Source, open: Mark?
  ) -> SyntaxFault {
    ProblemReader(problem, source, open).fault
  }
}

/// One problem of libyaml's, with the text at hand.
private struct ProblemReader {
  private let problem: ParserProblem
  private let source: Source
  private let index: LineIndex
  private let open: Mark?

  init(_ problem: ParserProblem, _ source: Source, _ open: Mark?) {
    self.problem = problem
    self.open = open
    self.source = source
    index = LineIndex(source)
  }

  var fault: SyntaxFault {
    if let offset = problem.offset { return byteFault(at: offset) }
    if problem.problem.contains("<document start>") {
      return .severalDocuments(at: span(problem.place))
    }
    return byteOrderMark ?? unquotedAddress ?? missingSpace ?? missingColonAbove ?? grammar
  }

  /// An invisible character before the place, where files with such a head were joined.
  private var byteOrderMark: SyntaxFault? {
    for mark in [problem.place, problem.opened] {
      let before = String(head(ofLine: mark.line).unicodeScalars.prefix(mark.column + 1))
      guard let found = before.unicodeScalars.firstIndex(of: "\u{FEFF}") else { continue }
      let column = before.unicodeScalars.distance(
        from: before.unicodeScalars.startIndex, to: found)
      let place = span(Mark(line: mark.line, column: column))
      return .grammar(.byteOrderMark, at: place, opened: nil)
    }
    return nil
  }

  /// A key without its `:`, which the key below it is taken to continue.
  private var missingColonAbove: SyntaxFault? {
    guard problem.problem == "mapping values are not allowed in this context" else { return nil }
    let last = problem.place.line
    let own = head(ofLine: last)
    guard let above = (max(0, last - 8)..<last).last(where: { !isBlank(head(ofLine: $0)) }) else {
      return nil
    }
    let text = head(ofLine: above)
    let indent = text.prefix { $0 == " " }
    let word = text.dropFirst(indent.count).prefix { $0 != " " && $0 != "#" }
    let isAlone = isBlank(String(text.dropFirst(indent.count + word.count)))
    guard own.prefix(while: { $0 == " " }) == indent, isAlone, Name.isValid(String(word)) else {
      return nil
    }
    let place = Mark(line: above, column: indent.unicodeScalars.count)
    return .grammar(
      .missingColon, at: span(place, count: word.unicodeScalars.count), opened: nil)
  }

  /// Whether a line holds nothing but a comment.
  private func isBlank(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return text.isEmpty || text.hasPrefix("#")
  }

  private func byteFault(at offset: Int) -> SyntaxFault {
    let skipped = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var byte = min(offset + skipped, max(0, source.bytes.count - 1))
    let isControl = problem.problem.contains("control characters") && source.bytes[byte] < 0x80
    if problem.problem.contains("trailing UTF-8 octet") {
      // The place is that of the byte which breaks the character off; it begins before it.
      byte -= 1
      while byte > 0, LineIndex.continues(source.bytes[byte]) { byte -= 1 }
      byte = max(0, byte)
    }
    let (line, column) = index.place(ofByte: byte)
    let value = source.bytes[byte]
    let place = span(Mark(line: line, column: column))
    return isControl ? .controlCharacter(value, at: place) : .notUTF8(byte: value, at: place)
  }

  /// An IPv6 address such as `::/0`, which brackets take for something else.
  private var unquotedAddress: SyntaxFault? {
    let isScalar = problem.context.contains("plain scalar")
    let place = isScalar ? problem.opened : problem.place
    let word = word(at: place)
    let isAddress = word.allSatisfy { $0.isHexDigit || ":./".contains($0) }
    guard isAddress, word.count(where: { $0 == ":" }) > 1 else { return nil }
    let span = span(place, count: word.unicodeScalars.count)
    return .grammar(.unquotedAddress(word), at: span, opened: nil)
  }

  /// `to:10.0.0.0/8` in this line or the one above it.
  private var missingSpace: SyntaxFault? {
    let isColon = problem.problem == "mapping values are not allowed in this context"
    guard isColon || problem.problem == "could not find expected ':'" else { return nil }
    let last = isColon ? problem.place.line : problem.opened.line
    for line in [last, last - 1] where line >= 0 {
      let text = head(ofLine: line)
      let indent = text.prefix { " -{".contains($0) }
      let word = text.dropFirst(indent.count).prefix { !" ,}".contains($0) }
      guard let pair = SyntaxFault.KeyValue(String(word)) else { continue }
      let place = Mark(line: line, column: indent.unicodeScalars.count)
      return .grammar(
        .missingSpace(pair), at: span(place, count: word.unicodeScalars.count), opened: nil)
    }
    return nil
  }

  private var grammar: SyntaxFault {
    let (here, opened) = (span(problem.place), span(problem.opened))
    if problem.context == "while scanning an alias" || problem.context == "while scanning an anchor"
    {
      let start = String(
        head(ofLine: problem.opened.line, from: problem.opened.column).prefix(1))
      return .grammar(.reservedStart(start), at: opened, opened: nil)
    }
    switch problem.problem {
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return .grammar(.tab, at: here, opened: nil)
    case "found character that cannot start any token":
      let start = String(head(ofLine: problem.place.line, from: problem.place.column).prefix(1))
      return .grammar(start == "\t" ? .tab : .reservedStart(start), at: here, opened: nil)
    case "found unexpected end of stream", "found unexpected document indicator":
      return .grammar(.unclosedQuote, at: opened, opened: nil)
    case "did not find expected ',' or ']'": return bracket("]", here, opened)
    case "did not find expected ',' or '}'": return bracket("}", here, opened)
    case "did not find expected key", "did not find expected '-' indicator":
      return isAfterQuote
        ? .grammar(.quoteInside, at: here, opened: nil)
        : .grammar(.indentation, at: here, opened: opened)
    case "mapping values are not allowed in this context":
      return .grammar(.secondColon, at: here, opened: nil)
    case "could not find expected ':'":
      return .grammar(.missingColon, at: opened, opened: nil)
    case "block sequence entries are not allowed in this context":
      return .grammar(.listBesideKey, at: here, opened: nil)
    case "did not find expected node content": return missingValue(here)
    case "found unknown escape character", "found invalid Unicode character escape code",
      "did not find expected hexdecimal number":
      return .grammar(.escape, at: here, opened: nil)
    default:
      let context = problem.context.isEmpty ? "" : problem.context + ", "
      let isSame = problem.context.isEmpty || here == opened
      return .grammar(
        .other(context + problem.problem), at: here, opened: isSame ? nil : opened)
    }
  }

  /// A list or map in brackets was broken off, by the text's end or by something else.
  private func bracket(_ close: String, _ here: Span, _ opened: Span) -> SyntaxFault {
    isAtEnd
      ? .grammar(.unclosedBracket(close), at: opened, opened: nil)
      : .grammar(.separator(close), at: here, opened: opened)
  }

  private func missingValue(_ here: Span) -> SyntaxFault {
    guard let open, isAtEnd else { return .grammar(.missingValue, at: here, opened: nil) }
    let isList = source.bytes[index.offset(line: open.line, column: open.column)] == 0x5B
    return .grammar(.unclosedBracket(isList ? "]" : "}"), at: span(open), opened: nil)
  }

  private var isAtEnd: Bool {
    let offset = index.offset(line: problem.place.line, column: problem.place.column)
    return source.bytes[offset...].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  private var isAfterQuote: Bool {
    let line = index.range(ofLine: problem.place.line)
    let offset = index.offset(line: problem.place.line, column: problem.place.column)
    let before = source.bytes[line.lowerBound..<offset].last { $0 != 0x20 }
    return before == UInt8(ascii: "'") || before == UInt8(ascii: "\"")
  }

  private func word(at mark: Mark) -> String {
    String(head(ofLine: mark.line, from: mark.column).prefix { !" \t,]}".contains($0) })
  }

  /// The text of a line from a character on, as much of it as messages can use.
  private func head(ofLine line: Int, from column: Int = 0) -> String {
    let end = index.range(ofLine: line).upperBound
    let start = index.offset(line: line, column: column)
    return String(decoding: source.bytes[start..<min(end, start + 400)], as: UTF8.self)
  }

  private func span(_ mark: Mark, count: Int = 1) -> Span {
    Span(
      source: source.id, line: mark.line, column: mark.column, endLine: mark.line,
      endColumn: mark.column + count)
  }
}

extension SyntaxFault.KeyValue {
  /// Reads `key:value`, where the key is a plain word and the value is not a path's `//`.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
    let (key, value) = (text[..<colon], text[colon...].dropFirst())
    let isWord = key.allSatisfy { ($0.isASCII && $0.isLetter) || $0 == "-" }
    guard isWord, !value.isEmpty, !value.hasPrefix("/") else { return nil }
    self.init(key: String(key), value: String(value))
  }
}
