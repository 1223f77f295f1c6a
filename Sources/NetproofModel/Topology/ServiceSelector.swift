public import NetproofSets
import NetproofSyntax

/// What a question asks for, as `port:` and `--port` write it.
///
/// `tcp/443`, `udp/53`, `tcp/8000-8080`, `tcp`, `icmp`, `icmp/8`, `icmp/3/4`, `protocol/47`, `any`.
public enum ServiceSelector: Hashable, Sendable {
  /// All TCP and UDP ports, echo and every other protocol.
  case any
  /// One protocol; the ports are ICMP types and codes (``ICMP``) for the ICMPs.
  case service(Service)

  /// Why a text is none.
  public enum Problem: Error, Hashable, Sendable {
    /// A port without its protocol.
    case missingProtocol(String)
    case `protocol`(ProtocolHint)
    case ports(PortsProblem)
    /// An ICMP type or code that is not 0 through 255.
    case icmpNumber(String)
    /// More after the last `/` than the protocol has.
    case excess(String)
  }

  /// Reads the text of a selector.
  ///
  /// - Throws: ``Problem``, naming what is wrong.
  public init(_ text: String) throws(Problem) {
    if text == "any" {
      self = .any
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let head = parts.first == "protocol" && parts.count > 1 ? "protocol/" + parts[1] : parts[0]
    let rest = Array(parts.dropFirst(head.contains("/") ? 2 : 1))
    guard let member = IPProtocol(text: head) else {
      if let ports = try? PortSet(text: text), !ports.isEmpty { throw .missingProtocol(text) }
      throw .protocol(ProtocolHint(for: head, inQuestion: true))
    }
    if member.hasPorts {
      self = .service(Service(member, ports: try Self.ports(rest)))
    } else if member.isICMP {
      self = .service(Service(member, ports: try Self.icmp(rest)))
    } else {
      if let first = rest.first { throw .excess(first) }
      self = .service(Service(member))
    }
  }

  private static func ports(_ rest: [String]) throws(Problem) -> PortSet {
    guard let first = rest.first else { return .all }
    if rest.count > 1 { throw .excess(rest[1]) }
    do throws(PortsProblem) {
      return try PortSet(text: first)
    } catch {
      throw .ports(error)
    }
  }

  private static func icmp(_ rest: [String]) throws(Problem) -> PortSet {
    if rest.count > 2 { throw .excess(rest[2]) }
    let numbers = try rest.map { part throws(Problem) in
      guard let number = UInt8(digits: part) else { throw .icmpNumber(part) }
      return number
    }
    guard let type = numbers.first else { return .all }
    guard numbers.count == 2 else { return ICMP.ports(type: type) }
    return PortSet(ICMP.port(type: type, code: numbers[1]))
  }
}

extension IPProtocol {
  /// Reads `tcp`, `udp`, `icmp`, `icmpv6` or `protocol/N`.
  init?(text: String) {
    switch text {
    case "tcp": self = .tcp
    case "udp": self = .udp
    case "icmp": self = .icmp
    case "icmpv6": self = .icmpv6
    default:
      guard text.hasPrefix("protocol/"), let number = UInt8(digits: text.dropFirst(9))
      else { return nil }
      self.init(number)
    }
  }
}

/// What was probably meant by a text that is no protocol.
public enum ProtocolHint: Hashable, Sendable {
  /// Another way to write it is meant.
  case meant(String)
  /// A protocol with its ports in one text.
  case withPorts(String, String)
  /// Nothing comes to mind; what may be written differs between rules and questions.
  case none(everything: String)

  /// - Parameters:
  ///   - text: what is written.
  ///   - inQuestion: whether it stands in a question, not in a rule.
  public init(for text: String, inQuestion: Bool = false) {
    let lower = text.lowercased()
    let everything = inQuestion ? "any" : "all"
    let others = [
      "any": everything, "all": everything, "-1": everything, "*": everything, "ip": everything,
      "icmp6": "icmpv6", "icmpv4": "icmp", "icmp4": "icmp", "ipv6-icmp": "icmpv6",
      "icmp-v6": "icmpv6", "esp": "protocol/50", "ah": "protocol/51", "gre": "protocol/47",
      "sctp": "protocol/132", "ipip": "protocol/4",
    ]
    let parts = lower.split(separator: "/", maxSplits: 1).map(String.init)
    if let meant = others[lower] {
      self = .meant(meant)
    } else if let number = UInt8(digits: text) {
      self = .meant(IPProtocol(number).name)
    } else if !inQuestion, parts.count == 2, parts[0] == "tcp" || parts[0] == "udp" {
      self = .withPorts(parts[0], parts[1])
    } else if lower != text, IPProtocol(text: lower) != nil {
      self = .meant(lower)
    } else if let near = Nearest.name(to: text, among: ["tcp", "udp", "icmp", "icmpv6"]) {
      self = .meant(near)
    } else {
      self = .none(everything: everything)
    }
  }
}

/// Why a text is no port or range of ports.
public enum PortsProblem: Error, Hashable, Sendable {
  case reversed(low: Int, high: Int)
  case tooLarge(String)
  /// Several, with commas between.
  case list
  /// A word for all ports.
  case all
  case malformed
}

extension IntervalSet<UInt16> {
  /// Reads `443` or `1024-65535`; nothing if the text is anything else.
  init?(utf8 bytes: ArraySlice<UInt8>) {
    var numbers: (low: UInt32?, high: UInt32) = (nil, 0)
    var digitCount = 0
    for byte in bytes {
      if byte == UInt8(ascii: "-"), numbers.low == nil, digitCount > 0 {
        numbers = (numbers.high, 0)
        digitCount = 0
      } else {
        guard (0x30...0x39).contains(byte), digitCount < 5 else { return nil }
        numbers.high = numbers.high * 10 + UInt32(byte - 0x30)
        digitCount += 1
      }
    }
    let low = numbers.low ?? numbers.high
    guard digitCount > 0, low <= numbers.high, let first = UInt16(exactly: low),
      let last = UInt16(exactly: numbers.high)
    else { return nil }
    self.init(first...last)
  }

  /// Reads `443` or `1024-65535`.
  init(text: String) throws(PortsProblem) {
    if ["all", "any", "*", "-1"].contains(text) { throw .all }
    if text.utf8.contains(UInt8(ascii: ",")) { throw .list }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { throw .malformed }
    let numbers = try parts.map { part throws(PortsProblem) in
      guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { throw .malformed }
      guard let number = UInt16(part) else { throw .tooLarge(String(part)) }
      return number
    }
    let (low, high) = (numbers[0], numbers[numbers.count - 1])
    guard low <= high else { throw .reversed(low: Int(low), high: Int(high)) }
    self.init(low...high)
  }
}

extension UInt8 {
  /// Reads nothing but decimal digits.
  fileprivate init?(digits text: some StringProtocol) {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(text)
  }
}
