import CYAML

/// A place as libyaml counts: lines and characters from 0.
struct Mark: Hashable {
  var line: Int
  var column: Int
}

/// What a tree is made of.
enum Event {
  case documentStart
  case alias
  case scalar
  case sequenceStart
  case mappingStart
  case collectionEnd
  case streamEnd
  /// What a tree has no use for.
  case other
}

/// What libyaml says when it stops.
struct ParserProblem: Error {
  var problem: String
  var context: String
  var place: Mark
  var opened: Mark
  /// For what is not a character, the byte at which it stands, after the byte order mark.
  var offset: Int?
}

/// The events of a text, one after another; what belongs to the current one is read on demand.
///
/// The only file that touches libyaml: `unsafe` here is C's parser and its event, both allocated in
/// `init` and freed in `deinit`, and the text, which the caller keeps in place meanwhile.
@safe
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let source: UnsafeBufferPointer<UInt8>
  /// Where the text begins in the source, behind a byte order mark.
  private let start: Int

  init(_ source: UnsafeBufferPointer<UInt8>, from start: Int) {
    unsafe self.source = source
    self.start = start
    let text = unsafe UnsafeBufferPointer(rebasing: source.dropFirst(start))
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    let isReady = unsafe yaml_parser_initialize(parser) == 1
    precondition(isReady, "memory holds a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_event_delete(event)
    unsafe yaml_parser_delete(parser)
    unsafe event.deallocate()
    unsafe parser.deallocate()
  }

  /// Reads on to the next event.
  ///
  /// - Throws: ``ParserProblem`` where the text is not YAML; nothing may be read after it.
  mutating func next() throws(ParserProblem) -> Event {
    unsafe yaml_event_delete(event)
    guard unsafe yaml_parser_parse(parser, event) == 1 else { throw problem }
    return switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: .scalar
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
    case YAML_ALIAS_EVENT: .alias
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_STREAM_END_EVENT: .streamEnd
    default: .other
    }
  }

  /// Where the event begins.
  var mark: Mark { unsafe Self.mark(event.pointee.start_mark) }

  /// Where the event is written.
  var place: NodeRecord.Place {
    let (start, end) = unsafe (event.pointee.start_mark, event.pointee.end_mark)
    return NodeRecord.Place(
      line: Int32(truncatingIfNeeded: start.line), column: Int32(truncatingIfNeeded: start.column),
      endLine: Int32(truncatingIfNeeded: end.line),
      endColumn: Int32(truncatingIfNeeded: end.column))
  }

  /// The text of a scalar: its bytes in the source, or beside it what is written otherwise.
  ///
  /// Marks count characters: where one is not a byte, the bytes differ, and the text is copied.
  func text(
    beside: inout [UInt8], hashed: Bool
  ) -> (first: UInt32, count: UInt32, isBeside: Bool, hash: UInt32) {
    let scalar = unsafe event.pointee.data.scalar
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let hash = hashed ? unsafe Self.hash(bytes) : 0
    let count = UInt32(bytes.count)
    let quote = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1
    let offset = unsafe start + event.pointee.start_mark.index + quote
    if unsafe isWritten(bytes, at: offset) { return (UInt32(offset), count, false, hash) }
    let first = UInt32(beside.count)
    unsafe beside.append(contentsOf: bytes)
    return (first, count, true, hash)
  }

  private func isWritten(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard unsafe offset + bytes.count <= source.count else { return false }
    guard let text = bytes.baseAddress, let written = unsafe source.baseAddress else { return true }
    return unsafe memcmp(text, written + offset, bytes.count) == 0
  }

  /// As ``Word`` hashes texts.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = Word.HashState()
    var offset = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while offset + 8 <= bytes.count {
      let chunk = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash.take(UInt64(littleEndian: chunk))
      offset += 8
    }
    var rest: UInt64 = 0
    for position in offset..<bytes.count {
      let byte = unsafe bytes[position]
      rest |= UInt64(byte) << UInt64(8 * (position - offset))
    }
    hash.take(rest)
    return hash.value
  }

  /// Whether a scalar is written in quotes or as a block.
  var isQuoted: Bool { unsafe event.pointee.data.scalar.style != YAML_PLAIN_SCALAR_STYLE }

  /// Whether a value, which is no alias, has an anchor.
  var hasAnchor: Bool {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: unsafe event.pointee.data.scalar.anchor != nil
    case YAML_SEQUENCE_START_EVENT: unsafe event.pointee.data.sequence_start.anchor != nil
    case YAML_MAPPING_START_EVENT: unsafe event.pointee.data.mapping_start.anchor != nil
    default: false
    }
  }

  /// Whether a tag is written at a value.
  var hasTag: Bool {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: unsafe event.pointee.data.scalar.tag != nil
    case YAML_SEQUENCE_START_EVENT: unsafe event.pointee.data.sequence_start.tag != nil
    case YAML_MAPPING_START_EVENT: unsafe event.pointee.data.mapping_start.tag != nil
    default: false
    }
  }

  /// The name by which aliases know a value, or an alias's own.
  var anchor: String? {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: unsafe Self.text(event.pointee.data.scalar.anchor)
    case YAML_SEQUENCE_START_EVENT: unsafe Self.text(event.pointee.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: unsafe Self.text(event.pointee.data.mapping_start.anchor)
    case YAML_ALIAS_EVENT: unsafe Self.text(event.pointee.data.alias.anchor)
    default: nil
    }
  }

  /// The tag of a value, if one is written.
  var tag: String? {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: unsafe Self.text(event.pointee.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT: unsafe Self.text(event.pointee.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT: unsafe Self.text(event.pointee.data.mapping_start.tag)
    default: nil
    }
  }

  private var problem: ParserProblem {
    let isReader = unsafe parser.pointee.error == YAML_READER_ERROR
    return unsafe ParserProblem(
      problem: Self.text(parser.pointee.problem) ?? "",
      context: Self.text(parser.pointee.context) ?? "",
      place: Self.mark(parser.pointee.problem_mark),
      opened: Self.mark(parser.pointee.context_mark),
      offset: isReader ? parser.pointee.problem_offset : nil)
  }

  private static func mark(_ mark: yaml_mark_t) -> Mark {
    Mark(line: mark.line, column: mark.column)
  }

  private static func text(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text = unsafe text else { return nil }
    return unsafe String(cString: text)
  }

  private static func text(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let text = unsafe text else { return nil }
    return unsafe String(cString: text)
  }
}
