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
    return unquotedAddress ?? missingSpace ?? grammar
  }

  private func byteFault(at offset: Int) -> SyntaxFault {
    let skipped = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let byte = min(offset + skipped, max(0, source.bytes.count - 1))
    let (line, column) = index.place(ofByte: byte)
    let value = source.bytes[byte]
    let place = span(Mark(line: line, column: column))
    let isControl = problem.problem.contains("control characters")
    return isControl && value < 0x80
      ? .controlCharacter(value, at: place) : .notUTF8(byte: value, at: place)
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
