public import NetproofSets

/// What a question asks about, apart from its ends: services of each family.
public struct AskedServices: Hashable, Sendable {
  public var ipv4: [Service] = []
  public var ipv6: [Service] = []

  public init() {}

  /// All TCP and UDP ports, echo, and every other protocol.
  public static var any: Self {
    var asked = Self()
    let ports = [Service(.tcp), Service(.udp)]
    let others = Service(.others)
    asked.ipv4 = ports + [.ping(.ipv4), others]
    asked.ipv6 = ports + [.ping(.ipv6), others]
    return asked
  }

  mutating func add(_ other: Self) {
    for service in other.ipv4 where !ipv4.contains(service) { ipv4.append(service) }
    for service in other.ipv6 where !ipv6.contains(service) { ipv6.append(service) }
  }

  mutating func addToBoth(_ service: Service) {
    var other = Self()
    other.ipv4 = [service]
    other.ipv6 = [service]
    add(other)
  }
}

/// Reads the `port:` of a question: `tcp/443`, `icmp/8/0`, `any`; several with commas.
public enum PortReader {
  public static func read(_ text: QuestionText) -> Result<AskedServices, QuestionPortError> {
    var asked = AskedServices()
    let parts = text.text.split(separator: ",", omittingEmptySubsequences: false)
    for part in parts {
      let trimmed = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      switch one(trimmed, text) {
      case .success(let services): asked.add(services)
      case .failure(let error): return .failure(error)
      }
    }
    return .success(asked)
  }

  private static func one(
    _ part: String, _ text: QuestionText
  ) -> Result<AskedServices, QuestionPortError> {
    var asked = AskedServices()
    let words = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = words.first, !name.isEmpty, words.count <= 3 else {
      return .failure(QuestionPortError(.malformedPort(text)))
    }
    switch (name, words.count) {
    case ("any", 1): return .success(.any)
    case ("tcp", 1): asked.addToBoth(Service(.tcp))
    case ("udp", 1): asked.addToBoth(Service(.udp))
    case ("tcp", 2), ("udp", 2):
      guard let ports = ports(words[1]) else {
        return .failure(fault(ofPorts: words[1], text))
      }
      asked.addToBoth(Service(name == "tcp" ? .tcp : .udp, ports: ports))
    case ("icmp", _), ("icmpv6", _):
      let family: Family = name == "icmp" ? .ipv4 : .ipv6
      guard let service = icmp(words.dropFirst(), family) else {
        return .failure(fault(ofPorts: words.dropFirst().joined(), text))
      }
      if family == .ipv4 { asked.ipv4 = [service] } else { asked.ipv6 = [service] }
    case ("protocol", 2):
      guard let number = UInt8(words[1]) else {
        return .failure(fault(ofPorts: words[1], text))
      }
      return .success(numbered(IPProtocol(number)))
    default:
      guard name.allSatisfy({ $0.isNumber }), words.count == 1 else {
        return .failure(QuestionPortError(.unknownProtocol(text, name: name)))
      }
      return .failure(QuestionPortError(.malformedPort(text)))
    }
    return .success(asked)
  }

  private static func numbered(_ member: IPProtocol) -> AskedServices {
    var asked = AskedServices()
    if member == .icmp {
      asked.ipv4 = [Service(.icmp)]
    } else if member == .icmpv6 {
      asked.ipv6 = [Service(.icmpv6)]
    } else {
      asked.addToBoth(Service(member))
    }
    return asked
  }

  private static func fault(ofPorts text: String, _ whole: QuestionText) -> QuestionPortError {
    let isNumeric = !text.isEmpty && text.allSatisfy { $0.isNumber || $0 == "-" }
    return QuestionPortError(isNumeric ? .portOutOfRange(whole) : .malformedPort(whole))
  }

  private static func ports(_ text: String) -> PortSet? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let low = UInt16(ends[0]),
      let high = UInt16(ends[ends.count - 1]), low <= high
    else { return nil }
    return PortSet(low...high)
  }

  /// `icmp` alone is a ping, as is its type alone; `icmp/all` every type; `icmp/TYPE` all its codes.
  ///
  /// An echo request has code 0 and no other.
  ///
  /// Source: RFC 792, "Echo or Echo Reply Message"; RFC 4443, section 4.1.
  private static func icmp(_ words: ArraySlice<String>, _ family: Family) -> Service? {
    let member: IPProtocol = family == .ipv4 ? .icmp : .icmpv6
    guard let first = words.first else { return .ping(family) }
    if first == "all", words.count == 1 { return Service(member) }
    guard let type = UInt8(first) else { return nil }
    guard let last = words.dropFirst().first else {
      if type == ICMP.echoRequest(family) { return .ping(family) }
      return Service(member, ports: ICMP.ports(type: type))
    }
    guard let code = UInt8(last) else { return nil }
    return Service(member, ports: PortSet(ICMP.port(type: type, code: code)))
  }

  /// Reads `LO-HI`, one port, or the name of a profile.
  public static func clientPorts(_ text: String) -> PortSet? { ports(text) }
}

/// A fault in the port of a question.
public struct QuestionPortError: Error, Hashable, Sendable {
  public let fault: QuestionTextFault

  init(_ fault: QuestionTextFault) {
    self.fault = fault
  }
}
