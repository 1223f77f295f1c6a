/// What the first bytes of a file look like.
public enum TextForm: Hashable, Sendable {
  /// One byte to a character of ASCII: UTF-8, or another code that ends in a fault of its own.
  case bytes
  case utf16
  case utf32
  /// No text at all, such as a picture or an archive.
  case binary

  /// How many bytes are looked at.
  private static let most = 4096

  public init(of bytes: [UInt8]) {
    let head = bytes.prefix(Self.most)
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32
    } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      self = .utf16
    } else {
      self = Self.withoutMark(head)
    }
  }

  /// Tells by where bytes of zero stand: in wide text, ASCII has one at every other or fourth place.
  private static func withoutMark(_ head: ArraySlice<UInt8>) -> Self {
    var zeros = [0, 0, 0, 0]
    var controlCount = 0
    for (index, byte) in head.enumerated() {
      if byte == 0 { zeros[index % 4] += 1 }
      if byte < 0x20, ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains(byte) { controlCount += 1 }
    }
    let quarter = max(1, head.count / 4)
    let full = zeros.map { $0 * 10 >= quarter * 7 }
    let isEmpty = zeros.map { $0 * 10 < quarter }
    let isPair = full[0] == full[2] && full[1] == full[3] && isEmpty[0] != isEmpty[1]
    if head.count > 1, isPair, full[0] != full[1], isEmpty[0] == isEmpty[2] { return .utf16 }
    if head.count > 3, full.count(where: { $0 }) == 3, isEmpty.contains(true) { return .utf32 }
    return controlCount * 20 > head.count && controlCount > 1 ? .binary : .bytes
  }

  /// The bytes as UTF-8, if they are UTF-16 with or without a mark; else themselves.
  public static func utf8(of bytes: [UInt8]) -> [UInt8] {
    guard TextForm(of: bytes) == .utf16 else { return bytes }
    let isBig = bytes.starts(with: [0xFE, 0xFF]) || bytes[0] == 0 && bytes[1] != 0
    let hasMark = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    // Half a unit at the end is left out: the text was cut off, which its reader tells.
    let end = bytes.count - bytes.count % 2
    let units = stride(from: hasMark ? 2 : 0, to: end, by: 2).map { offset in
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      return isBig ? first << 8 | second : second << 8 | first
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
