import NetproofSets
import NetproofTestSupport
import Testing

@Suite struct `Packet sets` {
  private static let seeds = 0..<120 as Range<UInt64>
  private static let domain = SmallDomain(
    addressLimit: 3, portLimit: 2, protocols: [.tcp, .udp, .icmp])
  private static let packets = domain.packets()

  @Test(arguments: seeds)
  func `cubes are sets of packets`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let a = PacketCube.random(in: Self.domain, using: &random)
    let b = PacketCube.random(in: Self.domain, using: &random)
    let both = a.intersection(b)
    let rest = a.subtracting(b)
    for packet in Self.packets {
      let (left, right) = (a.contains(packet), b.contains(packet))
      #expect((both?.contains(packet) ?? false) == (left && right), "seed \(seed): \(packet)")
      let parts = rest.count { $0.contains(packet) }
      #expect(parts == (left && !right ? 1 : 0), "seed \(seed): \(packet) in \(parts) parts")
    }
    #expect(rest.allSatisfy { !$0.isEmpty } && (both.map { !$0.isEmpty } ?? true), "seed \(seed)")
    #expect(a.isSubset(of: b) == rest.isEmpty, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `sets of cubes are sets of packets`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let a = PacketSet.random(in: Self.domain, using: &random)
    let b = PacketSet.random(in: Self.domain, using: &random)
    let (union, both, rest) = (a.union(b), a.intersection(b), a.subtracting(b))
    for packet in Self.packets {
      let (left, right) = (a.contains(packet), b.contains(packet))
      #expect(union.contains(packet) == (left || right), "seed \(seed): \(packet)")
      #expect(both.contains(packet) == (left && right), "seed \(seed): \(packet)")
      #expect(rest.contains(packet) == (left && !right), "seed \(seed): \(packet)")
    }
    #expect(a.isSubset(of: union) && both.isSubset(of: a) && rest.isSubset(of: a), "seed \(seed)")
    #expect(rest.union(both).isEquivalent(to: a), "seed \(seed)")
    #expect(union.isEquivalent(to: b.union(a)), "seed \(seed)")
    #expect(a.isEquivalent(to: b) == (rest.isEmpty && b.subtracting(a).isEmpty), "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `the cubes of a set are disjoint`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let a = PacketSet.random(in: Self.domain, using: &random)
    let b = PacketSet.random(in: Self.domain, using: &random)
    for set in [a.union(b), a.intersection(b), a.subtracting(b)] {
      for packet in Self.packets {
        #expect(set.cubes.count { $0.contains(packet) } <= 1, "seed \(seed): \(packet)")
      }
    }
  }

  @Test(arguments: seeds)
  func `a sample is a member, and always the same one`(seed: UInt64) {
    var random = Seeded(seed: seed)
    let cube = PacketCube.random(in: Self.domain, using: &random)
    #expect((cube.sample == nil) == cube.isEmpty, "seed \(seed)")
    guard let sample = cube.sample else { return }
    #expect(sample == cube.sample && cube.protocols.contains(sample.ipProtocol), "seed \(seed)")
    #expect(cube.sources.contains(sample.source), "seed \(seed)")
    // Where a protocol has no ports a sample has none, whatever the cube's port sets are.
    if sample.ipProtocol.hasPorts { #expect(cube.contains(sample), "seed \(seed)") }
  }

  @Test func `families have no packet in common`() {
    let (one, other) = (PacketCube(.ipv4), PacketCube(.ipv6))
    #expect(one.intersection(other) == nil)
    #expect(one.subtracting(other) == [one])
    #expect(PacketSet([one, other]).cubes.count == 2)
  }

  @Test(arguments: [
    (Service(.tcp, ports: PortSet(1)), IPProtocol.tcp, 1 as UInt16, true),
    (Service(.tcp, ports: PortSet(1)), .tcp, 2, false),
    (Service(.tcp, ports: PortSet(1)), .udp, 1, false),
    (Service.all, .icmp, 2, true),
    (Service.echo(.ipv4), .icmp, ICMP.port(type: 8, code: 3), true),
    (Service.echo(.ipv4), .icmp, ICMP.port(type: 0, code: 0), false),
  ])
  func `a service takes its packets from a cube`(
    service: Service, member: IPProtocol, port: UInt16, isTaken: Bool
  ) {
    let part = PacketCube(.ipv4).restricted(to: service)
    let packet = Packet(.ipv4, member, source: 1, destination: 2, destinationPort: port)
    #expect(part?.contains(packet) == isTaken)
  }
}
