/// A block of addresses that share their leading bits, as CIDR notation writes it.
///
/// Source: RFC 4632, section 3.1; RFC 4291, section 2.3.
public struct Prefix: Hashable, Sendable, Comparable {
  /// The lowest address of the block; host bits are zero.
  public let base: Address

  /// How many leading bits the addresses share: 0 through 32 or 128.
  public var length: Int { Int(bitCount) }

  private let bitCount: UInt8

  /// The block of `length` bits that `address` lies in.
  public init(containing address: Address, length: Int) {
    precondition((0...address.family.width).contains(length), "a prefix length fits its family")
    let hostBits = address.family.width - length
    let bits = hostBits >= 128 ? 0 : (address.bits >> UInt128(hostBits)) << UInt128(hostBits)
    base = Address(address.family, bits)
    bitCount = UInt8(length)
  }

  /// The block that holds one address.
  public init(_ address: Address) {
    self.init(containing: address, length: address.family.width)
  }

  /// Reads CIDR notation, such as `10.0.0.0/16`.
  ///
  /// - Throws: ``PrefixError``, naming the part of `text` at fault.
  public init(_ text: some StringProtocol) throws(PrefixError) {
    guard let slash = text.lastIndex(of: "/") else { throw .missingLength }
    let digits = text[text.index(after: slash)...]
    guard let address = Address(text[..<slash]) else {
      throw .malformedAddress(String(text[..<slash]))
    }
    let plain = digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard plain, digits.utf8.count <= 3, let length = Int(digits), length <= address.family.width
    else { throw .lengthOutOfRange(String(digits)) }
    let block = Prefix(containing: address, length: length)
    guard block.base == address else { throw .hostBitsSet(block) }
    self = block
  }

  /// Reads CIDR notation from the bytes of a text; nothing if it is anything else.
  public init?(utf8 text: ArraySlice<UInt8>) {
    guard let slash = text.lastIndex(of: UInt8(ascii: "/")),
      let address = Address(utf8: text[..<slash])
    else { return nil }
    var length = 0
    for byte in text[(slash + 1)...] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), length < 100 else { return nil }
      length = length * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard slash + 1 < text.endIndex, length <= address.family.width,
      text.endIndex - slash <= 4
    else { return nil }
    self.init(containing: address, length: length)
    guard base == address else { return nil }
  }

  public var family: Family { base.family }

  /// The highest address of the block.
  public var last: Address {
    let hostBits = family.width - length
    let mask: UInt128 = hostBits >= 128 ? .max : (1 << UInt128(hostBits)) - 1
    return Address(family, base.bits | mask)
  }

  /// The addresses of the block, as a range of bits.
  public var range: ClosedRange<UInt128> { base.bits...last.bits }

  public var bits: AddressBits { AddressBits(range) }

  public func contains(_ address: Address) -> Bool {
    address.family == family && range.contains(address.bits)
  }

  public func contains(_ other: Prefix) -> Bool {
    other.family == family && other.length >= length && range.contains(other.base.bits)
  }

  public func overlaps(_ other: Prefix) -> Bool {
    contains(other) || other.contains(self)
  }

  public static func < (left: Prefix, right: Prefix) -> Bool {
    (left.base, left.length) < (right.base, right.length)
  }
}

extension Prefix: CustomStringConvertible {
  public var description: String { "\(base)/\(length)" }
}

/// Why a text is not a prefix.
public enum PrefixError: Error, Hashable, Sendable {
  case missingLength
  case lengthOutOfRange(String)
  case malformedAddress(String)

  /// The address lies inside a block rather than at its start; the block is given.
  case hostBitsSet(Prefix)
}
