import NetproofSets

/// Packets in few words: `tcp/443`, `10.0.1.0/24`, `tcp 10.0.1.10:32768-60999 → 10.0.3.10:3306`.
enum PacketText {
  /// How many parts of a set are listed before the rest is counted.
  private static let most = 4

  /// Protocol and destination ports as a question writes them: `tcp/22, 80-89`, `icmp/8`, `all`.
  static func service(_ protocols: ProtocolSet, _ ports: PortSet) -> String {
    let name = Self.protocols(protocols)
    guard let single = protocols.single else {
      return protocols == ProtocolSet(.tcp, .udp) && !ports.isAll
        ? "\(name) \(self.ports(ports))" : name
    }
    guard !ports.isAll else { return name }
    if single.isICMP { return icmp(ports).map { "\(name)/\($0)" }.joined(separator: ", ") }
    return single.hasPorts ? "\(name)/\(self.ports(ports))" : name
  }

  static func service(_ cube: PacketCube) -> String {
    service(cube.protocols, cube.destinationPorts)
  }

  static func service(_ service: Service) -> String {
    Self.service(service.protocols, service.ports)
  }

  static func protocols(_ set: ProtocolSet) -> String {
    if set == .all { return "all" }
    if set == .others { return "every other protocol" }
    if let single = set.single { return single.name }
    let named = [IPProtocol.tcp, .udp, .icmp, .icmpv6].filter { set.contains($0) }.map(\.name)
    let rest = set.subtracting(ProtocolSet(.tcp, .udp, .icmp, .icmpv6))
    guard !rest.isEmpty else { return named.joined(separator: ", ") }
    return (named + ["protocol/\(numbers(rest))"]).joined(separator: ", ")
  }

  /// The numbers of protocols with ranges: `0,2-5`.
  static func numbers(_ set: ProtocolSet) -> String {
    let numbers = PortSet(set.members.map { UInt16($0.number)...UInt16($0.number) })
    return numbers.intervals.map { range($0.lower, $0.upper) }.joined(separator: ",")
  }

  static func ports(_ set: PortSet) -> String {
    if set.isAll { return "0-65535" }
    return listed(set.intervals.map { range($0.lower, $0.upper) })
  }

  /// Types of ICMP with their codes, unless those are all: `8`, `3/4`.
  static func icmp(_ set: PortSet) -> [String] {
    set.intervals.flatMap { interval -> [String] in
      let (low, high) = (ICMP.type(of: interval.lower), ICMP.type(of: interval.upper))
      let isWhole = ICMP.code(of: interval.lower) == 0 && ICMP.code(of: interval.upper) == 255
      if isWhole { return [range(UInt16(low), UInt16(high))] }
      guard low == high else { return [parts(interval, low, high)] }
      let codes = range(
        UInt16(ICMP.code(of: interval.lower)), UInt16(ICMP.code(of: interval.upper)))
      return ["\(low)/\(codes)"]
    }
  }

  private static func parts(
    _ interval: PortSet.Interval, _ low: UInt8, _ high: UInt8
  ) -> String {
    "\(low)/\(ICMP.code(of: interval.lower)) through \(high)/\(ICMP.code(of: interval.upper))"
  }

  private static func range(_ low: UInt16, _ high: UInt16) -> String {
    low == high ? "\(low)" : "\(low)-\(high)"
  }

  // MARK: - Addresses

  static func addresses(_ bits: AddressBits, _ family: Family) -> String {
    if bits == family.addresses { return family == .ipv4 ? "0.0.0.0/0" : "::/0" }
    return listed(blocks(bits, family))
  }

  /// Single addresses without length, blocks with it, other ranges by their ends.
  static func blocks(_ bits: AddressBits, _ family: Family) -> [String] {
    bits.intervals.map { interval in
      let lower = Address(family, interval.lower)
      guard interval.lower < interval.upper else { return "\(lower)" }
      let cover = AddressBits(interval.lower...interval.upper).prefixes(family)
      if cover.count == 1, let block = cover.first { return "\(block)" }
      return "\(lower)-\(Address(family, interval.upper))"
    }
  }

  /// A header: `tcp 10.0.1.10:32768-60999 → 10.0.3.10:3306`, with addresses shown by `name`.
  static func header(_ cube: PacketCube, name: (AddressBits) -> String) -> String {
    let source = name(cube.sources)
    let destination = name(cube.destinations)
    guard cube.protocols.single?.hasPorts ?? false else {
      return "\(service(cube)) \(source) → \(destination)"
    }
    return "\(protocols(cube.protocols)) \(end(source, cube.sourcePorts)) → "
      + end(destination, cube.destinationPorts)
  }

  /// One packet in the same form.
  static func header(_ packet: Packet) -> String {
    let cube = PacketCube(
      packet.family, protocols: ProtocolSet(packet.ipProtocol),
      sources: AddressBits(packet.source), destinations: AddressBits(packet.destination),
      sourcePorts: PortSet(packet.sourcePort),
      destinationPorts: packet.ipProtocol.isICMP || packet.ipProtocol.hasPorts
        ? PortSet(packet.destinationPort) : .all)
    return header(cube) { addresses($0, cube.family) }
  }

  private static func end(_ addresses: String, _ ports: PortSet) -> String {
    if ports.isAll { return addresses }
    let needsBrackets = addresses.contains(":") || addresses.contains(" ")
    let shown = needsBrackets ? "[\(addresses)]" : addresses
    return "\(shown):\(Self.ports(ports))"
  }

  private static func listed(_ parts: [String]) -> String {
    guard parts.count > most + 1 else { return parts.joined(separator: ", ") }
    return parts.prefix(most).joined(separator: ", ") + " and \(parts.count - most) more"
  }
}

extension PacketText {
  /// Addresses of both families, as blocks.
  static func addresses(_ set: AddressSet) -> String {
    let parts = Family.allCases.filter { !set[$0].isEmpty }.map { addresses(set[$0], $0) }
    return parts.joined(separator: ", ")
  }
}
