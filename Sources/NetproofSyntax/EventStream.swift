import CYAML

/// A place as libyaml counts: lines and characters from 0.
struct Mark: Hashable {
  var line: Int
  var column: Int
}

/// One of libyaml's events, with its texts made Swift's.
struct Event {
  var kind: Kind
  var anchor: String?
  var tag: String?
  var start: Mark
  var end: Mark

  enum Kind {
    case documentStart
    case alias(String)
    case scalar(String, quoted: Bool)
    case sequenceStart
    case mappingStart
    /// The end of a list or map.
    case collectionEnd
    case streamEnd
    /// What a tree has no use for.
    case other
  }
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

/// The events of a text, one after another.
///
/// The only file that touches libyaml: `unsafe` here is C's parser and its event, both allocated in
/// `init` and freed in `deinit`, and the text, which the caller keeps in place meanwhile.
@safe
struct EventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  init(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    let isReady = unsafe yaml_parser_initialize(parser) == 1
    precondition(isReady, "memory holds a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe event.deallocate()
  }

  /// Reads on to the next event.
  ///
  /// - Throws: ``ParserProblem`` where the text is not YAML; nothing may be read after it.
  mutating func next() throws(ParserProblem) -> Event {
    guard unsafe yaml_parser_parse(parser, event) == 1 else { throw problem }
    defer { unsafe yaml_event_delete(event) }
    var result = unsafe Event(
      kind: .other, start: Self.mark(event.pointee.start_mark),
      end: Self.mark(event.pointee.end_mark))
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: scalar(into: &result)
    case YAML_SEQUENCE_START_EVENT:
      result.kind = .sequenceStart
      result.anchor = unsafe Self.text(event.pointee.data.sequence_start.anchor)
      result.tag = unsafe Self.text(event.pointee.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      result.kind = .mappingStart
      result.anchor = unsafe Self.text(event.pointee.data.mapping_start.anchor)
      result.tag = unsafe Self.text(event.pointee.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: result.kind = .collectionEnd
    case YAML_ALIAS_EVENT:
      result.kind = unsafe .alias(Self.text(event.pointee.data.alias.anchor) ?? "")
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_STREAM_END_EVENT: result.kind = .streamEnd
    default: break
    }
    return result
  }

  private func scalar(into result: inout Event) {
    let scalar = unsafe event.pointee.data.scalar
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let isQuoted = unsafe scalar.style != YAML_PLAIN_SCALAR_STYLE
    result.kind = unsafe .scalar(String(decoding: bytes, as: UTF8.self), quoted: isQuoted)
    result.anchor = unsafe Self.text(scalar.anchor)
    result.tag = unsafe Self.text(scalar.tag)
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
