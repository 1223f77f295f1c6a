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

  init(_ text: UnsafeBufferPointer<UInt8>) {
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

  var start: Mark { unsafe Self.mark(event.pointee.start_mark) }

  var end: Mark { unsafe Self.mark(event.pointee.end_mark) }

  /// The text of a scalar.
  var text: String {
    let scalar = unsafe event.pointee.data.scalar
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a scalar is written in quotes or as a block.
  var isQuoted: Bool { unsafe event.pointee.data.scalar.style != YAML_PLAIN_SCALAR_STYLE }

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
