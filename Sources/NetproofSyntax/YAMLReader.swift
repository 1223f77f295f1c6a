/// Reads YAML into a tree of nodes with places.
///
/// One document to a file. Keys are texts and differ; anchors and aliases are read; merge keys
/// (`<<`) and tags other than the core ones are refused. `!!str` counts as quotes.
public enum YAMLReader {
  /// Reads the one document of a source.
  ///
  /// - Throws: ``Rejection`` with every fault of keys, aliases and tags up to the first place that
  ///   is not YAML or meets a limit, in order of place.
  public static func read(
    _ source: Source, limits: SyntaxLimits = SyntaxLimits()
  ) throws(Rejection) -> Node {
    if let fault = fault(ofBytesIn: source, limits) { throw Rejection([fault.diagnostic]) }
    let skipped = source.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    let (root, faults) = unsafe source.bytes.withUnsafeBufferPointer { bytes in
      let text = unsafe UnsafeBufferPointer(rebasing: bytes.dropFirst(skipped))
      return unsafe tree(of: text, source, limits)
    }
    let diagnostics = Diagnostics(faults.map(\.diagnostic))
    try diagnostics.refuseErrors()
    guard let root else {
      throw Rejection([SyntaxFault.empty(at: head(of: source)).diagnostic])
    }
    return root
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func tree(
    of text: UnsafeBufferPointer<UInt8>, _ source: Source, _ limits: SyntaxLimits
  ) -> (root: Node?, faults: [SyntaxFault]) {
    var builder = TreeBuilder(source: source.id, limits: limits)
    var events = unsafe EventStream(text)
    do throws(SyntaxFault) {
      try build(&builder, from: &events, source)
    } catch {
      return (nil, builder.faults + [error])
    }
    return (builder.root, builder.faults)
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
      case .streamEnd: return try refuseNothing(builder.root)
      case .documentStart:
        documentCount += 1
        guard documentCount == 1 else {
          throw .severalDocuments(at: mark(events.start, in: source))
        }
      case .alias, .scalar, .sequenceStart, .mappingStart, .collectionEnd, .other:
        try builder.add(event, of: events)
      }
    }
  }

  /// Refuses a document of which nothing but its `---` is written.
  private static func refuseNothing(_ root: Node?) throws(SyntaxFault) {
    guard let root, root.content == .scalar("", quoted: false) else { return }
    throw .empty(at: root.span)
  }

  /// What is wrong with a text before YAML is read, such as its size.
  private static func fault(ofBytesIn source: Source, _ limits: SyntaxLimits) -> SyntaxFault? {
    let (bytes, head) = (source.bytes, head(of: source))
    if bytes.count > limits.bytes { return .limit(.bytes, of: limits.bytes, at: head) }
    if bytes.isEmpty || bytes == byteOrderMark { return .empty(at: head) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16(at: head)
    }
    if bytes.count > 1, (bytes[0] == 0) != (bytes[1] == 0) { return .utf16(at: head) }
    return excessOfDirectives(in: source, limits)
  }

  private static func excessOfDirectives(
    in source: Source, _ limits: SyntaxLimits
  ) -> SyntaxFault? {
    let percent = UInt8(ascii: "%")
    let bound = limits.directives
    guard source.bytes.count(where: { $0 == percent }) > bound else { return nil }
    let index = LineIndex(source)
    let lines = (0..<index.count).lazy.filter { line in
      let range = index.range(ofLine: line)
      return !range.isEmpty && source.bytes[range.lowerBound] == percent
    }
    guard let line = lines.dropFirst(bound).first else { return nil }
    return .limit(
      .directives, of: bound, at: mark(Mark(line: line, column: 0), in: source))
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
