/// A text to read, with the name that its author knows it by.
public struct Source: Hashable, Sendable {
  /// The path as the user wrote it.
  public let name: String

  /// The position among the sources of one run.
  public let id: SourceID

  /// The text as it was found, in any state.
  public let bytes: [UInt8]

  public init(name: String, id: SourceID, bytes: [UInt8]) {
    self.name = name
    self.id = id
    self.bytes = bytes
  }

  public init(name: String, id: SourceID = SourceID(0), text: String) {
    self.init(name: name, id: id, bytes: Array(text.utf8))
  }

  /// The text of one line, counted from 0, without its line break; empty past the end.
  ///
  /// Bytes that are not UTF-8 show as U+FFFD; a byte order mark at the head belongs to no line.
  /// Reads from the start: who asks for many lines makes one ``LineIndex``.
  public func line(_ index: Int) -> String {
    String(decoding: bytes[LineIndex(self).range(ofLine: index)], as: UTF8.self)
  }
}

/// The sources of one run, each found by its id.
public struct SourceSet: Hashable, Sendable {
  public private(set) var sources: [Source] = []

  public init() {}

  /// Takes a text in and gives it the next id.
  @discardableResult
  public mutating func add(name: String, bytes: [UInt8]) -> Source {
    let source = Source(name: name, id: SourceID(sources.count), bytes: bytes)
    sources.append(source)
    return source
  }

  @discardableResult
  public mutating func add(name: String, text: String) -> Source {
    add(name: name, bytes: Array(text.utf8))
  }

  /// The source with an id, if this set gave it.
  public subscript(id: SourceID) -> Source? {
    sources.indices.contains(Int(id.index)) ? sources[Int(id.index)] : nil
  }
}
