/// A place in the bytes of a text, which knows its line and column as it moves on.
///
/// Lines break as ``LineIndex`` has it, and columns count characters.
struct TextCursor {
  /// A line and column, from 0.
  struct Place {
    let line: Int32
    let column: Int32
  }

  private(set) var offset = 0
  private var line = 0
  /// The byte at which the line begins.
  private var lineStart = 0
  /// How many bytes of the line so far carry on a character.
  private var continued = 0

  var place: Place {
    Place(
      line: Int32(truncatingIfNeeded: line),
      column: Int32(truncatingIfNeeded: offset - lineStart - continued))
  }

  /// The byte here; nothing at the end.
  func byte(_ text: borrowing Swift.Span<UInt8>) -> UInt8? {
    offset < text.count ? text[offset] : nil
  }

  /// Passes over one byte that is a character of its own, and no line break.
  mutating func advance() { offset += 1 }

  /// Passes over a mark at the head of a text.
  mutating func skipByteOrderMark(_ text: borrowing Swift.Span<UInt8>) {
    guard text.count > 2, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF else { return }
    offset = 3
    lineStart = 3
  }

  /// Passes over blanks and line breaks.
  mutating func skipBlanks(_ text: borrowing Swift.Span<UInt8>) {
    while offset < text.count {
      switch text[offset] {
      case 0x20, 0x09: offset += 1
      case 0x0A, 0x0D: breakLine(text)
      default: return
      }
    }
  }

  /// Passes over the characters of a text in quotes, up to a quote, a backslash or a byte that
  /// cannot stand there, and gives that byte; nothing at the end.
  mutating func skipPlain(_ text: borrowing Swift.Span<UInt8>) -> UInt8? {
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { return byte }
        offset += 1
      } else {
        guard let length = length(text) else { return byte }
        pass(text, length)
      }
    }
    return nil
  }

  /// Passes over a text in quotes from its first quote; whether it is closed.
  mutating func skipString(_ text: borrowing Swift.Span<UInt8>) -> Bool {
    offset += 1
    while offset < text.count {
      switch text[offset] {
      case 0x22:
        offset += 1
        return true
      case 0x5C:
        offset += 1
        if offset < text.count { step(text) }
      default: step(text)
      }
    }
    return false
  }

  /// Passes over whatever character is here.
  mutating func step(_ text: borrowing Swift.Span<UInt8>) {
    let byte = text[offset]
    if byte == 0x0A || byte == 0x0D {
      breakLine(text)
    } else if byte < 0x80 {
      offset += 1
    } else {
      pass(text, length(text) ?? 1)
    }
  }

  /// The number that four hexadecimal digits after `u` write, which are passed over.
  mutating func unit(_ text: borrowing Swift.Span<UInt8>) -> UInt32? {
    guard offset + 5 <= text.count else { return nil }
    var value: UInt32 = 0
    for position in offset + 1..<offset + 5 {
      guard let digit = Self.digit(text[position]) else { return nil }
      value = value << 4 | digit
    }
    offset += 5
    return value
  }

  /// The character of a first half of a pair and the second half that follows, if one does.
  mutating func paired(_ first: UInt32, _ text: borrowing Swift.Span<UInt8>) -> UInt32 {
    let here = self
    guard offset + 1 < text.count, text[offset] == 0x5C, text[offset + 1] == 0x75 else {
      return first
    }
    offset += 1
    guard let second = unit(text), 0xDC00..<0xE000 ~= second else {
      self = here
      return first
    }
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }

  private mutating func breakLine(_ text: borrowing Swift.Span<UInt8>) {
    let isPair = text[offset] == 0x0D && offset + 1 < text.count && text[offset + 1] == 0x0A
    offset += isPair ? 2 : 1
    beginLine()
  }

  private mutating func beginLine() {
    line += 1
    lineStart = offset
    continued = 0
  }

  /// Passes over a character of several bytes, which may break the line.
  private mutating func pass(_ text: borrowing Swift.Span<UInt8>, _ length: Int) {
    let (first, last) = (text[offset], text[offset + length - 1])
    let breaks =
      length == 2 && first == 0xC2 && last == 0x85
      || length == 3 && first == 0xE2 && text[offset + 1] == 0x80 && (last == 0xA8 || last == 0xA9)
    offset += length
    continued += length - 1
    if breaks { beginLine() }
  }

  /// How many bytes the character here has, if it is UTF-8.
  ///
  /// Source: RFC 3629, section 4.
  private func length(_ text: borrowing Swift.Span<UInt8>) -> Int? {
    let first = text[offset]
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch first {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    guard length > 0, offset + length <= text.count, second ~= text[offset + 1] else { return nil }
    for position in offset + 2..<max(offset + 2, offset + length)
    where !(0x80...0xBF ~= text[position]) { return nil }
    return length
  }
}
