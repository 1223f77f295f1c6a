/// A source by its position in the list of sources that one run reads.
public struct SourceID: Hashable, Sendable, Comparable {
  /// The position, from 0.
  public let index: Int32

  public init(_ index: Int) {
    self.index = Int32(index)
  }

  public static func < (left: SourceID, right: SourceID) -> Bool {
    left.index < right.index
  }
}

/// A place in a text: where something is written, from its first character to past its last.
///
/// Lines and columns count from 0 and columns count characters, as libyaml's marks do; what people
/// read counts from 1.
public struct Span: Hashable, Sendable, Comparable {
  public let source: SourceID
  public let line: Int32
  public let column: Int32
  public let endLine: Int32
  public let endColumn: Int32

  public init(source: SourceID, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.source = source
    self.line = Int32(clamping: line)
    self.column = Int32(clamping: column)
    self.endLine = Int32(clamping: endLine)
    self.endColumn = Int32(clamping: endColumn)
  }

  init(source: SourceID, _ line: Int32, _ column: Int32, endLine: Int32, endColumn: Int32) {
    self.source = source
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  public static func < (left: Span, right: Span) -> Bool {
    (left.source, left.line, left.column, left.endLine, left.endColumn)
      < (right.source, right.line, right.column, right.endLine, right.endColumn)
  }
}

extension Span {
  /// Whether another place lies in this one.
  public func contains(_ other: Span) -> Bool {
    source == other.source && (line, column) <= (other.line, other.column)
      && (other.endLine, other.endColumn) <= (endLine, endColumn)
  }
}

/// A value and the place where it is written.
public struct Located<Value> {
  public var value: Value
  public var span: Span

  public init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }

  /// Makes another value that stands at the same place.
  public func map<Other, Failure: Error>(
    _ transform: (Value) throws(Failure) -> Other
  ) throws(Failure) -> Located<Other> {
    Located<Other>(try transform(value), at: span)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
