import CYAML

/// Reads YAML into a tree of nodes with places.
///
/// One document to a file. Keys are texts and differ; anchors and aliases are read; merge keys
/// (`<<`) and tags other than the core ones are refused. `!!str` counts as quotes.
///
/// Formats that have tags of their own say what key each stands for: `!Ref x` is then read as the
/// map `{ Ref: x }`.
public enum YAMLReader {
  /// Reads the one document of a source.
  ///
  /// - Throws: ``Rejection`` with every fault of keys, aliases and tags up to the first place that
  ///   is not YAML or meets a limit, in order of place.
  public static func read(
    _ source: Source, limits: SyntaxLimits = SyntaxLimits()
  ) throws(Rejection) -> Node {
    var diagnostics = Diagnostics()
    let root = read(source, limits: limits, into: &diagnostics)
    try diagnostics.refuseErrors()
    guard let root else { throw Rejection([SyntaxFault.blank(at: head(of: source)).diagnostic]) }
    return root
  }

  /// Reads the one document of a source, and reports what is wrong with it.
  ///
  /// After faults of keys, aliases and tags there is a tree all the same, as it was probably meant,
  /// so that the rest of the text can be read; where the text is not YAML there is none.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - limits: how much it may ask for.
  ///   - keyOfTag: the key that a tag stands for, an empty one if it stands for nothing; no key for one
  ///     that is refused.
  ///   - diagnostics: what is wrong with it.
  /// - Returns: The tree.
  public static func read(
    _ source: Source, limits: SyntaxLimits = SyntaxLimits(),
    keyOfTag: @escaping (String) -> String? = { _ in nil }, into diagnostics: inout Diagnostics
  ) -> Node? {
    if let fault = fault(ofBytesIn: source, limits) {
      diagnostics.report(fault)
      return nil
    }
    let skipped = source.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let (root, faults) = unsafe source.bytes.withUnsafeBufferPointer { bytes in
      unsafe tree(of: bytes, from: skipped, source, TreeBuilder(source, limits, keyOfTag))
    }
    for fault in faults { diagnostics.report(fault) }
    if root == nil, faults.isEmpty { diagnostics.report(.blank(at: head(of: source))) }
    return root
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func tree(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ source: Source,
    _ builder: consuming TreeBuilder
  ) -> (root: Node?, faults: [SyntaxFault]) {
    var builder = builder
    var events = unsafe EventStream(bytes, from: start)
    do throws(SyntaxFault) {
      try build(&builder, from: &events, source)
    } catch {
      return (nil, builder.faults + [error])
    }
    let faults = builder.faults
    return (builder.root(), faults)
  }

  private static func build(
    _ builder: inout TreeBuilder, from events: inout EventStream, _ source: Source
  ) throws(SyntaxFault) {
    var documentCount = 0
    while true {
      let event: Event
      do throws(ParserProblem) {
        event = try events.next()
      } catch {
        throw GrammarFault.fault(for: error, in: source, open: builder.innermost)
      }
      switch event {
      case .streamEnd: return try refuseNothing(builder, source)
      case .documentStart:
        documentCount += 1
        guard documentCount == 1 else {
          throw .severalDocuments(at: mark(events.mark, in: source))
        }
      case .alias, .scalar, .sequenceStart, .mappingStart, .collectionEnd, .other:
        try builder.add(event, of: events)
      }
    }
  }

  /// Refuses a document of which nothing but its `---` is written.
  private static func refuseNothing(
    _ builder: borrowing TreeBuilder, _ source: Source
  ) throws(SyntaxFault) {
    guard builder.isBlank else { return }
    throw .blank(at: head(of: source))
  }

  /// What is wrong with a text before YAML is read, such as its size.
  private static func fault(ofBytesIn source: Source, _ limits: SyntaxLimits) -> SyntaxFault? {
    let (bytes, head) = (source.bytes, head(of: source))
    let most = min(limits.bytes, Int(Int32.max))
    if bytes.count > most { return .limit(.bytes, of: most, at: head) }
    if bytes.isEmpty || bytes == byteOrderMark { return .empty(at: head) }
    switch TextForm(of: bytes) {
    case .utf16: return .wideText("UTF-16", at: head)
    case .utf32: return .wideText("UTF-32", at: head)
    case .binary: return .binary(at: head)
    case .bytes: return excessOfDirectives(in: source, limits)
    }
  }

  private static func excessOfDirectives(
    in source: Source, _ limits: SyntaxLimits
  ) -> SyntaxFault? {
    let percent = UInt8(ascii: "%")
    let bound = limits.directives
    guard mayHold(more: bound, of: percent, source.bytes) else { return nil }
    let index = LineIndex(source)
    let lines = (0..<index.count).lazy.filter { line in
      let range = index.range(ofLine: line)
      return !range.isEmpty && source.bytes[range.lowerBound] == percent
    }
    guard let line = lines.dropFirst(bound).first else { return nil }
    return .limit(
      .directives, of: bound, at: mark(Mark(line: line, column: 0), in: source))
  }

  /// Whether a byte occurs more often than a bound.
  private static func mayHold(more bound: Int, of byte: UInt8, _ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return false }
      var (offset, count) = (0, 0)
      while count <= bound, offset < text.count {
        guard let found = unsafe memchr(start + offset, Int32(byte), text.count - offset)
        else { return false }
        offset = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
        count += 1
      }
      return count > bound
    }
  }

  private static func head(of source: Source) -> Span {
    mark(Mark(line: 0, column: 0), in: source)
  }

  private static func mark(_ mark: Mark, in source: Source) -> Span {
    Span(
      source: source.id, line: mark.line, column: mark.column, endLine: mark.line,
      endColumn: mark.column + 1)
  }
}
