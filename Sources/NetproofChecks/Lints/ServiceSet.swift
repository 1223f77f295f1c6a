import NetproofSets

/// Packets told apart by protocol and port alone, as an exact set: what several services mean together.
struct ServiceSet: Hashable, Sendable {
  private(set) var tcp = PortSet()
  private(set) var udp = PortSet()
  /// Types and codes, see ``ICMP``.
  private(set) var icmp = PortSet()
  private(set) var icmpv6 = PortSet()
  /// Protocols that have neither ports nor types.
  private(set) var others = ProtocolSet()

  private static let protocolsWithoutPorts = ProtocolSet.others

  init() {}

  init(_ service: Service) {
    func ports(of member: IPProtocol) -> PortSet {
      service.protocols.contains(member) ? service.ports : PortSet()
    }
    tcp = ports(of: .tcp)
    udp = ports(of: .udp)
    icmp = ports(of: .icmp)
    icmpv6 = ports(of: .icmpv6)
    others = service.protocols.intersection(Self.protocolsWithoutPorts)
  }

  static let all = ServiceSet(.all)

  var isEmpty: Bool {
    tcp.isEmpty && udp.isEmpty && icmp.isEmpty && icmpv6.isEmpty && others.isEmpty
  }

  /// How much the set holds, to compare sets by.
  var weight: Int {
    [tcp, udp, icmp, icmpv6].reduce(others.count) { sum, ports in
      ports.intervals.reduce(sum) { $0 + Int($1.upper) - Int($1.lower) + 1 }
    }
  }

  func union(_ other: Self) -> Self {
    var result = self
    result.tcp = Self.union(tcp, other.tcp)
    result.udp = Self.union(udp, other.udp)
    result.icmp = Self.union(icmp, other.icmp)
    result.icmpv6 = Self.union(icmpv6, other.icmpv6)
    result.others = others.union(other.others)
    return result
  }

  /// Most sets meet empty ones, which cost nothing.
  private static func union(_ one: PortSet, _ other: PortSet) -> PortSet {
    one.isEmpty ? other : other.isEmpty ? one : one.union(other)
  }

  func intersection(_ other: Self) -> Self {
    var result = self
    result.tcp = tcp.intersection(other.tcp)
    result.udp = udp.intersection(other.udp)
    result.icmp = icmp.intersection(other.icmp)
    result.icmpv6 = icmpv6.intersection(other.icmpv6)
    result.others = others.intersection(other.others)
    return result
  }

  func subtracting(_ other: Self) -> Self {
    var result = self
    result.tcp = tcp.subtracting(other.tcp)
    result.udp = udp.subtracting(other.udp)
    result.icmp = icmp.subtracting(other.icmp)
    result.icmpv6 = icmpv6.subtracting(other.icmpv6)
    result.others = others.subtracting(other.others)
    return result
  }
}

extension AddressSet {
  /// The fewest blocks of both families.
  var blocks: [Prefix] { ipv4.prefixes(.ipv4) + ipv6.prefixes(.ipv6) }
}
