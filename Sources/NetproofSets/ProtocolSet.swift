/// An IP protocol by its number, with names for those that rules name.
///
/// Source: IANA, "Assigned Internet Protocol Numbers".
public struct IPProtocol: Hashable, Sendable, Comparable {
  public let number: UInt8

  public init(_ number: UInt8) {
    self.number = number
  }

  public static let icmp = IPProtocol(1)
  public static let tcp = IPProtocol(6)
  public static let udp = IPProtocol(17)
  public static let icmpv6 = IPProtocol(58)

  /// Whether packets carry ports: TCP and UDP, the only ones whose ports AWS's rules test.
  public var hasPorts: Bool { self == .tcp || self == .udp }

  /// Whether packets carry an ICMP type and code.
  public var isICMP: Bool { self == .icmp || self == .icmpv6 }

  /// The name as topologies write it: `tcp`, `icmpv6`, `protocol/47`.
  public var name: String {
    switch self {
    case .icmp: "icmp"
    case .tcp: "tcp"
    case .udp: "udp"
    case .icmpv6: "icmpv6"
    default: "protocol/\(number)"
    }
  }

  public static func < (left: IPProtocol, right: IPProtocol) -> Bool { left.number < right.number }
}

/// A set of IP protocols.
public struct ProtocolSet: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  public init() {
    words = (0, 0, 0, 0)
  }

  public init(_ protocols: IPProtocol...) {
    self.init()
    for member in protocols { insert(member) }
  }

  public static var all: Self {
    var set = Self()
    set.words = (.max, .max, .max, .max)
    return set
  }

  /// All protocols but TCP, UDP, ICMP and ICMPv6: those that have neither ports nor types.
  public static var others: Self { all.subtracting(Self(.tcp, .udp, .icmp, .icmpv6)) }

  public var isEmpty: Bool { (words.0 | words.1 | words.2 | words.3) == 0 }

  public var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount
      + words.3.nonzeroBitCount
  }

  /// The members, ascending.
  public var members: [IPProtocol] {
    (UInt8.min...UInt8.max).map { IPProtocol($0) }.filter { contains($0) }
  }

  public var first: IPProtocol? {
    for (index, word) in [words.0, words.1, words.2, words.3].enumerated() where word != 0 {
      return IPProtocol(UInt8(index * 64 + word.trailingZeroBitCount))
    }
    return nil
  }

  /// The only member, if there is exactly one.
  public var single: IPProtocol? { count == 1 ? first : nil }

  public func contains(_ member: IPProtocol) -> Bool {
    let bit: UInt64 = 1 << UInt64(member.number & 63)
    switch member.number >> 6 {
    case 0: return words.0 & bit != 0
    case 1: return words.1 & bit != 0
    case 2: return words.2 & bit != 0
    default: return words.3 & bit != 0
    }
  }

  public mutating func insert(_ member: IPProtocol) {
    let bit: UInt64 = 1 << UInt64(member.number & 63)
    switch member.number >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  public func union(_ other: Self) -> Self { combined(other, |) }

  public func intersection(_ other: Self) -> Self { combined(other, &) }

  public func subtracting(_ other: Self) -> Self { combined(other) { $0 & ~$1 } }

  private func combined(_ other: Self, _ operation: (UInt64, UInt64) -> UInt64) -> Self {
    var result = Self()
    result.words = (
      operation(words.0, other.words.0), operation(words.1, other.words.1),
      operation(words.2, other.words.2), operation(words.3, other.words.3)
    )
    return result
  }

  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

/// ICMP types and codes, kept where TCP and UDP keep the destination port: type × 256 + code.
public enum ICMP {
  public static func port(type: UInt8, code: UInt8) -> UInt16 { UInt16(type) << 8 | UInt16(code) }

  /// All codes of one type.
  public static func ports(type: UInt8) -> PortSet {
    PortSet(port(type: type, code: 0)...port(type: type, code: 255))
  }

  public static func type(of port: UInt16) -> UInt8 { UInt8(port >> 8) }

  public static func code(of port: UInt16) -> UInt8 { UInt8(truncatingIfNeeded: port) }

  /// The type of an echo request: 8, or 128 for ICMPv6.
  public static func echoRequest(_ family: Family) -> UInt8 { family == .ipv4 ? 8 : 128 }

  /// The type of an echo reply: 0, or 129 for ICMPv6.
  public static func echoReply(_ family: Family) -> UInt8 { family == .ipv4 ? 0 : 129 }
}
