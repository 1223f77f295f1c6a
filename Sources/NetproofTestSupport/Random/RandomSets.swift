public import NetproofSets

// Random values over domains so small that every member can be looked at.

extension IntervalSet {
  /// A set of numbers from 0 through `limit`, or the empty one.
  public static func random(through limit: Bound, using random: inout Seeded) -> Self {
    let count = random.int(0...4)
    return Self(
      (0..<count).map { _ in
        let ends = (Bound(random.int(0...Int(limit))), Bound(random.int(0...Int(limit))))
        return min(ends.0, ends.1)...max(ends.0, ends.1)
      })
  }
}

extension AddressSet {
  /// A set of addresses whose bits are 0 through `limit`, of either family.
  public static func random(through limit: UInt128, using random: inout Seeded) -> Self {
    Self(
      ipv4: .random(through: limit, using: &random), ipv6: .random(through: limit, using: &random))
  }
}

extension ProtocolSet {
  /// A set of some of `members`.
  public static func random(of members: [IPProtocol], using random: inout Seeded) -> Self {
    var set = Self()
    for member in random.subset(of: members, percent: 50) { set.insert(member) }
    return set
  }
}

extension PacketCube {
  /// A cube over tiny domains; one in eight fields is everything.
  public static func random(
    in domain: SmallDomain, family: Family = .ipv4, using random: inout Seeded
  ) -> Self {
    let addresses = UInt128(domain.addressLimit)
    var cube = Self(
      family, protocols: .random(of: domain.protocols, using: &random),
      sources: .random(through: addresses, using: &random),
      destinations: .random(through: addresses, using: &random),
      sourcePorts: .random(through: domain.portLimit, using: &random),
      destinationPorts: .random(through: domain.portLimit, using: &random))
    if random.chance(12) { cube.protocols = .all }
    if random.chance(12) { cube.sources = family.addresses }
    if random.chance(12) { cube.destinations = family.addresses }
    if random.chance(12) { cube.sourcePorts = .all }
    if random.chance(12) { cube.destinationPorts = .all }
    return cube
  }
}

extension PacketSet {
  /// A set of up to four cubes.
  public static func random(in domain: SmallDomain, using random: inout Seeded) -> Self {
    Self((0..<random.int(0...4)).map { _ in PacketCube.random(in: domain, using: &random) })
  }
}

/// Fields so small that every packet can be looked at.
public struct SmallDomain: Hashable, Sendable {
  public let addressLimit: UInt8
  public let portLimit: UInt16
  public let protocols: [IPProtocol]

  public init(addressLimit: UInt8 = 3, portLimit: UInt16 = 2, protocols: [IPProtocol]) {
    self.addressLimit = addressLimit
    self.portLimit = portLimit
    self.protocols = protocols
  }

  /// Every packet of a family in the domain.
  public func packets(_ family: Family = .ipv4) -> [Packet] {
    var packets: [Packet] = []
    for member in protocols {
      for source in 0...UInt128(addressLimit) {
        for destination in 0...UInt128(addressLimit) {
          for sourcePort in 0...portLimit {
            packets += (0...portLimit).map { port in
              Packet(
                family, member, source: source, destination: destination, sourcePort: sourcePort,
                destinationPort: port)
            }
          }
        }
      }
    }
    return packets
  }
}
