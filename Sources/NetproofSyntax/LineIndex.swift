/// Where the lines of a text begin, found in one pass.
///
/// Lines break where libyaml's marks say so: at CR, LF, CRLF, NEL, LS and PS.
/// Source: YAML 1.1, section 5.4, "Line Break Characters".
public struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  public init(_ source: Source) {
    bytes = source.bytes
    starts = Self.starts(in: source.bytes)
  }

  /// How many lines there are; at least one.
  public var count: Int { starts.count }

  /// The bytes of a line, counted from 0, without its line break; empty past the end.
  public func range(ofLine index: Int) -> Range<Int> {
    guard starts.indices.contains(index) else { return bytes.count..<bytes.count }
    let start = starts[index]
    var end = index + 1 < starts.count ? starts[index + 1] : bytes.count
    guard end > start, index + 1 < starts.count else { return start..<end }
    end -= Self.breakLength(endingAt: end, in: bytes)
    return start..<max(start, end)
  }

  /// The byte at which a character of a line begins, or the line's end if it has fewer.
  public func offset(line: Int, column: Int) -> Int {
    let range = range(ofLine: line)
    return Self.advance(from: range.lowerBound, by: column, in: bytes, below: range.upperBound)
  }

  /// The line and column, from 0, of the character at a byte.
  public func place(ofByte offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = bytes[min(starts[low], offset)..<min(max(starts[low], offset), bytes.count)]
    return (low, before.count { !Self.continues($0) })
  }

  /// Passes over `count` characters, and never over `end`.
  static func advance(from start: Int, by count: Int, in bytes: [UInt8], below end: Int) -> Int {
    var (offset, left) = (start, count)
    while offset < end {
      if !continues(bytes[offset]) {
        if left <= 0 { break }
        left -= 1
      }
      offset += 1
    }
    return offset
  }

  /// Whether a byte carries on a character of UTF-8 rather than beginning one.
  static func continues(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
  }

  private static func starts(in bytes: [UInt8]) -> [Int] {
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for offset in bytes.indices where mayEndBreak(bytes[offset]) {
      let isHalf = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      if !isHalf && breakLength(endingAt: offset + 1, in: bytes) > 0 { starts.append(offset + 1) }
    }
    return starts
  }

  private static func mayEndBreak(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x0A, 0x0D, 0x85, 0xA8, 0xA9: true
    default: false
    }
  }

  /// How many bytes the line break takes that ends just before `end`; none, 0.
  private static func breakLength(endingAt end: Int, in bytes: [UInt8]) -> Int {
    func byte(_ back: Int) -> UInt8 { end >= back ? bytes[end - back] : 0 }
    switch byte(1) {
    case 0x0A: return byte(2) == 0x0D ? 2 : 1
    case 0x0D: return 1
    case 0x85: return byte(2) == 0xC2 ? 2 : 0
    case 0xA8, 0xA9: return byte(2) == 0x80 && byte(3) == 0xE2 ? 3 : 0
    default: return 0
    }
  }
}
