/// The version of the Internet Protocol that an address or a packet belongs to.
public enum Family: UInt8, Hashable, Sendable, Comparable, CaseIterable {
  case ipv4
  case ipv6

  /// How many bits an address has: 32 or 128.
  public var width: Int { self == .ipv4 ? 32 : 128 }

  /// The bits of the highest address.
  public var highest: UInt128 { self == .ipv4 ? UInt128(UInt32.max) : .max }

  /// Every address of the family.
  public var addresses: AddressBits { AddressBits(0...highest) }

  /// The name that messages and JSON use: `ipv4` or `ipv6`.
  public var name: String { self == .ipv4 ? "ipv4" : "ipv6" }

  public static func < (left: Family, right: Family) -> Bool { left.rawValue < right.rawValue }
}

/// One IPv4 or IPv6 address.
///
/// The text form of IPv6 is the canonical one. Source: RFC 5952, section 4.
public struct Address: Hashable, Sendable, Comparable {
  public let family: Family

  // Two halves rather than one number of 128 bits, which would be aligned to 16 bytes: an address
  // takes 24 bytes of an array, not 32.
  @usableFromInline let high: UInt64
  @usableFromInline let low: UInt64

  /// The address as a number, in host byte order; below 2^32 for IPv4.
  @inlinable
  public var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

  @inlinable
  public init(_ family: Family, _ bits: UInt128) {
    precondition(family == .ipv6 || bits <= UInt128(UInt32.max), "an IPv4 address has 32 bits")
    self.family = family
    high = UInt64(truncatingIfNeeded: bits >> 64)
    low = UInt64(truncatingIfNeeded: bits)
  }

  /// Reads dotted-quad IPv4 (without leading zeros) or any RFC 4291 text form of IPv6.
  public init?(_ text: some StringProtocol) {
    self.init(utf8: Array(text.utf8)[...])
  }

  /// As ``init(_:)``, for the bytes of a text.
  public init?(utf8 text: ArraySlice<UInt8>) {
    if let bits = Self.ipv4(text) {
      self.init(.ipv4, UInt128(bits))
    } else if let bits = Self.ipv6(Array(text)) {
      self.init(.ipv6, bits)
    } else {
      return nil
    }
  }

  public static func < (left: Address, right: Address) -> Bool {
    (left.family.rawValue, left.high, left.low) < (right.family.rawValue, right.high, right.low)
  }

  private static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
    guard text.count >= 7, text.count <= 15 else { return nil }
    var value: UInt32 = 0
    var number: UInt32 = 0
    var (parts, digits) = (0, 0)
    for byte in text {
      if byte == UInt8(ascii: "."), digits > 0 {
        value = value << 8 | number
        parts += 1
        (number, digits) = (0, 0)
      } else {
        // A leading zero is no digit of a number that goes on.
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits == 0 || number > 0
        else { return nil }
        number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
        digits += 1
        guard number <= 255 else { return nil }
      }
    }
    return parts == 3 && digits > 0 ? value << 8 | number : nil
  }

  private static func ipv6(_ text: [UInt8]) -> UInt128? {
    let colon = UInt8(ascii: ":")
    guard text.count >= 2, text.count <= 45, text.contains(colon) else { return nil }
    var halves: [[UInt16]] = [[]]
    var i = 0
    if text[0] == colon {
      guard text[1] == colon else { return nil }
      halves.append([])
      i = 2
    }
    while i < text.count {
      let end = text[i...].firstIndex(of: colon) ?? text.count
      if end == text.count, text[i...].contains(UInt8(ascii: ".")) {
        guard let quad = ipv4(text[i...]) else { return nil }
        halves[halves.count - 1] += [UInt16(quad >> 16), UInt16(truncatingIfNeeded: quad)]
        break
      }
      guard let group = hexGroup(text[i..<end]) else { return nil }
      halves[halves.count - 1].append(group)
      guard end < text.count else { break }
      i = end + 1
      guard i < text.count else { return nil }
      if text[i] == colon {
        guard halves.count == 1 else { return nil }
        halves.append([])
        i += 1
      }
    }
    let written = halves.reduce(0) { $0 + $1.count }
    guard halves.count == 2 ? written <= 7 : written == 8 else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - written)
    let groups = halves[0] + zeros + (halves.count == 2 ? halves[1] : [])
    return groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  private static func hexGroup(_ text: ArraySlice<UInt8>) -> UInt16? {
    guard text.count >= 1, text.count <= 4 else { return nil }
    var value: UInt16 = 0
    for byte in text {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

extension Address: CustomStringConvertible {
  public var description: String {
    switch family {
    case .ipv4:
      return (0..<4).map { String(UInt8(truncatingIfNeeded: bits >> (24 - 8 * $0))) }
        .joined(separator: ".")
    case .ipv6:
      return Self.text(of: (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) })
    }
  }

  private static func text(of groups: [UInt16]) -> String {
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > best.count { best = start..<end }
      start = max(end, start + 1)
    }
    func hex(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard best.count >= 2 else { return hex(0..<8) }
    return hex(0..<best.lowerBound) + "::" + hex(best.upperBound..<8)
  }
}
