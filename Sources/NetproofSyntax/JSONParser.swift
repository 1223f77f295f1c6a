/// Makes an arena of a JSON text.
///
/// Values are read without recursion, so that no nesting overflows the stack.
struct JSONParser {
  private let limits: SyntaxLimits
  private let skipping: Set<String>
  private var arena: NodeArena
  private var frames: [Frame] = []
  /// The children of all frames, outermost first.
  private var pending: [UInt32] = []
  private var cursor = TextCursor()
  /// Whether nobody asks for the value that comes next.
  private var isSkipping = false

  private(set) var faults: [SyntaxFault] = []

  /// A list or map that is not closed yet.
  fileprivate struct Frame {
    let isMap: Bool
    let start: TextCursor.Place
    /// Where its children begin among those of all frames.
    let firstChild: Int

    var close: UInt8 { isMap ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    var closing: String { isMap ? "}" : "]" }
  }

  init(_ source: Source, limits: SyntaxLimits, skipping: Set<String>) {
    self.limits = limits
    self.skipping = skipping
    arena = NodeArena(source: source.id, bytes: source.bytes)
  }

  /// The nodes of roots, which share one arena.
  consuming func nodes(_ roots: [UInt32]) -> [Node] {
    let tree = NodeTree(arena)
    return roots.map { Node(tree, $0) }
  }

  /// Reads up to `most` values; what is wrong is in ``faults``.
  mutating func parse(_ text: borrowing Swift.Span<UInt8>, most: Int) -> [UInt32] {
    var roots: [UInt32] = []
    do throws(SyntaxFault) {
      cursor.skipByteOrderMark(text)
      cursor.skipBlanks(text)
      while cursor.byte(text) != nil {
        guard roots.count < most else { throw fault(.goesOn, from: cursor.place) }
        roots.append(try value(text))
        cursor.skipBlanks(text)
      }
      if roots.isEmpty { throw .blank(at: span(TextCursor.Place(line: 0, column: 0))) }
    } catch {
      faults.append(error)
      if most == 1 { return [] }
    }
    return roots
  }

  /// Reads the value that begins here, with all that is in it.
  private mutating func value(_ text: borrowing Swift.Span<UInt8>) throws(SyntaxFault) -> UInt32 {
    while true {
      guard var finished = try begin(text) else { continue }
      while true {
        guard let top = frames.last else { return finished }
        pending.append(finished)
        cursor.skipBlanks(text)
        let byte = cursor.byte(text)
        if byte == UInt8(ascii: ",") {
          try next(text, in: top)
          break
        }
        guard byte == top.close else { throw missing(text, in: top) }
        finished = close(top)
      }
    }
  }

  /// Reads a scalar or an empty list or map; of others only their beginning.
  private mutating func begin(_ text: borrowing Swift.Span<UInt8>) throws(SyntaxFault) -> UInt32? {
    cursor.skipBlanks(text)
    if isSkipping { return try skipValue(text) }
    switch cursor.byte(text) {
    case UInt8(ascii: "\""): return try string(text, isKey: false)
    case UInt8(ascii: "{"): return try open(text, isMap: true)
    case UInt8(ascii: "["): return try open(text, isMap: false)
    case nil: throw cutShort()
    case .some: return try word(text)
    }
  }

  private mutating func open(
    _ text: borrowing Swift.Span<UInt8>, isMap: Bool
  ) throws(SyntaxFault) -> UInt32? {
    let start = cursor.place
    guard frames.count < limits.depth else {
      throw .limit(.depth, of: limits.depth, at: span(start))
    }
    let frame = Frame(isMap: isMap, start: start, firstChild: pending.count)
    frames.append(frame)
    cursor.advance()
    cursor.skipBlanks(text)
    if cursor.byte(text) == frame.close { return close(frame) }
    if isMap { try key(text) }
    return nil
  }

  private mutating func close(_ frame: Frame) -> UInt32 {
    cursor.advance()
    frames.removeLast()
    var children = pending[frame.firstChild...]
    if frame.isMap, arena.findDuplicates(in: children, &faults) {
      children = arena.repaired(children, merged: [])[...]
    }
    let index = arena.append(
      frame.isMap ? .mapping : .sequence, children, at: .init(frame.start, to: cursor.place))
    children = []
    pending.removeLast(pending.count - frame.firstChild)
    return index
  }

  /// Passes over a comma, to the next element or key.
  private mutating func next(
    _ text: borrowing Swift.Span<UInt8>, in frame: Frame
  ) throws(SyntaxFault) {
    let comma = cursor.place
    cursor.advance()
    cursor.skipBlanks(text)
    if cursor.byte(text) == frame.close { throw fault(.lastComma(frame.closing), from: comma) }
    if frame.isMap { try key(text) }
  }

  /// Reads a key and its colon.
  private mutating func key(_ text: borrowing Swift.Span<UInt8>) throws(SyntaxFault) {
    guard let byte = cursor.byte(text) else { throw cutShort() }
    guard byte == UInt8(ascii: "\"") else { throw fault(.key, from: cursor.place) }
    let key = try string(text, isKey: true)
    cursor.skipBlanks(text)
    guard let colon = cursor.byte(text) else { throw cutShort() }
    guard colon == UInt8(ascii: ":") else { throw fault(.colon, from: cursor.place) }
    cursor.advance()
    pending.append(key)
    isSkipping = !skipping.isEmpty && skipping.contains(arena.key(key))
  }

  /// Passes over a value that nobody asks for, to what follows it, and gives nothing in its place.
  private mutating func skipValue(
    _ text: borrowing Swift.Span<UInt8>
  ) throws(SyntaxFault) -> UInt32 {
    isSkipping = false
    let start = cursor.place
    var depth = 0
    while let byte = cursor.byte(text) {
      switch byte {
      case UInt8(ascii: "\""):
        let quote = cursor.place
        guard cursor.skipString(text) else { throw fault(.unclosedQuote, from: quote) }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        cursor.advance()
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
        if depth == 0 { return nothing(from: start) }
        if byte != UInt8(ascii: ",") { depth -= 1 }
        cursor.advance()
      default: cursor.step(text)
      }
    }
    throw cutShort()
  }

  private mutating func nothing(from start: TextCursor.Place) -> UInt32 {
    arena.append("null", isQuoted: false, at: .init(start, to: cursor.place))
  }
}

// Scalars.
extension JSONParser {
  /// Reads a text in quotes: a slice of the source, unless it has escapes.
  fileprivate mutating func string(
    _ text: borrowing Swift.Span<UInt8>, isKey: Bool
  ) throws(SyntaxFault) -> UInt32 {
    let start = cursor.place
    cursor.advance()
    var first = cursor.offset
    let beside = arena.beside.count
    var isBeside = false
    while true {
      switch cursor.skipPlain(text) {
      case UInt8(ascii: "\""):
        let count: Int
        if isBeside {
          arena.append(text, first..<cursor.offset)
          (first, count) = (beside, arena.beside.count - beside)
        } else {
          count = cursor.offset - first
        }
        cursor.advance()
        return arena.append(
          NodeRecord(
            kind: .scalar, isQuoted: true, isBeside: isBeside,
            hash: isKey ? arena.hash(first, count, isBeside: isBeside) : 0,
            place: .init(start, to: cursor.place), first: UInt32(first), count: UInt32(count)))
      case UInt8(ascii: "\\"):
        arena.append(text, first..<cursor.offset)
        isBeside = true
        try escape(text)
        first = cursor.offset
      case nil: throw fault(.unclosedQuote, from: start)
      case .some(let byte): throw strange(byte)
      }
    }
  }

  /// Reads an escape, and adds what it means.
  private mutating func escape(_ text: borrowing Swift.Span<UInt8>) throws(SyntaxFault) {
    let start = cursor.place
    cursor.advance()
    guard let byte = cursor.byte(text) else { throw cutShort() }
    if byte == UInt8(ascii: "u") {
      guard var unit = cursor.unit(text) else { throw fault(.escape, from: start) }
      if 0xD800..<0xDC00 ~= unit { unit = cursor.paired(unit, text) }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      arena.beside += String(Character(scalar)).utf8
      return
    }
    guard let meaning = Self.escapes[byte] else { throw fault(.escape, from: start) }
    cursor.advance()
    arena.beside.append(meaning)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  /// A byte that no text in quotes has.
  private func strange(_ byte: UInt8) -> SyntaxFault {
    byte < 0x20
      ? .controlCharacter(byte, at: span(cursor.place))
      : .notUTF8(byte: byte, at: span(cursor.place))
  }

  /// Reads `true`, `false`, `null` or a number.
  fileprivate mutating func word(
    _ text: borrowing Swift.Span<UInt8>
  ) throws(SyntaxFault) -> UInt32 {
    let (start, first) = (cursor.place, cursor.offset)
    while let byte = cursor.byte(text), !Self.ends(byte), cursor.offset - first < 512 {
      cursor.advance()
    }
    let bytes = (first..<cursor.offset).map { text[$0] }
    guard Self.literals.contains(bytes) || JSONNumber.isOne(bytes) else {
      let shown = String(decoding: bytes.prefix(20), as: UTF8.self)
      if shown.isEmpty || bytes.contains(where: { $0 >= 0x80 }) {
        throw fault(.value(""), from: start)
      }
      let isNumber = bytes[0] == UInt8(ascii: "-") || JSONNumber.isDigit(bytes[0])
      throw fault(isNumber ? .number(shown) : .value(shown), from: start)
    }
    return arena.append(
      NodeRecord(
        kind: .scalar, place: .init(start, to: cursor.place), first: UInt32(first),
        count: UInt32(bytes.count)))
  }

  private static let literals = ["true", "false", "null"].map { Array($0.utf8) }

  /// Whether a byte follows a word rather than belonging to it.
  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"):
      true
    default: false
    }
  }
}

// Faults.
extension JSONParser {
  fileprivate func span(_ start: TextCursor.Place) -> Span {
    Span(
      source: arena.source, start.line, start.column, endLine: start.line,
      endColumn: start.column + 1)
  }

  /// A fault from a place to where the text was read, or of one character.
  fileprivate func fault(_ fault: JSONFault, from start: TextCursor.Place) -> SyntaxFault {
    let end = cursor.place
    let isLong = end.line == start.line && end.column > start.column
    let place = Span(
      source: arena.source, start.line, start.column, endLine: start.line,
      endColumn: isLong ? end.column : start.column + 1)
    return .json(fault, at: place, opened: nil)
  }

  /// Neither a comma nor the bracket that closes a list or map.
  fileprivate func missing(_ text: borrowing Swift.Span<UInt8>, in frame: Frame) -> SyntaxFault {
    guard cursor.byte(text) != nil else { return cutShort() }
    return .json(.separator(frame.closing), at: span(cursor.place), opened: span(frame.start))
  }

  /// The text has ended inside the innermost list or map.
  fileprivate func cutShort() -> SyntaxFault {
    guard let top = frames.last else {
      return .json(.value(""), at: span(cursor.place), opened: nil)
    }
    return .json(.cutShort(top.closing), at: span(cursor.place), opened: span(top.start))
  }
}

/// How JSON writes numbers.
enum JSONNumber {
  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  static func isOne(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    let whole = rest.prefix(while: isDigit)
    if first == UInt8(ascii: "0"), whole.count > 1 { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(fraction.count + 1)
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      let exponent = rest.prefix(while: isDigit)
      guard !exponent.isEmpty else { return false }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty
  }
}

extension NodeArena {
  /// Adds bytes of the text beside it.
  fileprivate mutating func append(_ text: borrowing Swift.Span<UInt8>, _ range: Range<Int>) {
    for offset in range { beside.append(text[offset]) }
  }

  /// The hash of a key that was just read.
  fileprivate func hash(_ first: Int, _ count: Int, isBeside: Bool) -> UInt32 {
    Word.hash(isBeside ? beside[first..<first + count] : bytes[first..<first + count])
  }
}

extension NodeRecord.Place {
  init(_ start: TextCursor.Place, to end: TextCursor.Place) {
    self.init(
      line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }
}
