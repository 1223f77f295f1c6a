/// All packets whose header fields lie in given sets, each field on its own.
///
/// A cube with an empty field is empty. Where a protocol has no ports, a cube holds all ports or
/// none of its packets, so that ports never tell apart what the header does not.
public struct PacketCube: Hashable, Sendable {
  public let family: Family
  public var protocols: ProtocolSet
  public var sources: AddressBits
  public var destinations: AddressBits
  public var sourcePorts: PortSet
  /// Destination ports, or ICMP types and codes (``ICMP``).
  public var destinationPorts: PortSet

  public init(
    _ family: Family, protocols: ProtocolSet = .all, sources: AddressBits? = nil,
    destinations: AddressBits? = nil, sourcePorts: PortSet = .all,
    destinationPorts: PortSet = .all
  ) {
    self.family = family
    self.protocols = protocols
    self.sources = sources ?? family.addresses
    self.destinations = destinations ?? family.addresses
    self.sourcePorts = sourcePorts
    self.destinationPorts = destinationPorts
  }

  public var isEmpty: Bool {
    protocols.isEmpty || sources.isEmpty || destinations.isEmpty || sourcePorts.isEmpty
      || destinationPorts.isEmpty
  }

  public func contains(_ packet: Packet) -> Bool {
    packet.family == family && protocols.contains(packet.ipProtocol)
      && sources.contains(packet.source) && destinations.contains(packet.destination)
      && sourcePorts.contains(packet.sourcePort)
      && destinationPorts.contains(packet.destinationPort)
  }

  /// The packets of both, or nothing if there are none.
  public func intersection(_ other: Self) -> Self? {
    guard family == other.family else { return nil }
    let both = Self(
      family,
      protocols: protocols.intersection(other.protocols),
      sources: sources.intersection(other.sources),
      destinations: destinations.intersection(other.destinations),
      sourcePorts: sourcePorts.intersection(other.sourcePorts),
      destinationPorts: destinationPorts.intersection(other.destinationPorts))
    return both.isEmpty ? nil : both
  }

  /// The packets that `other` lacks, as disjoint cubes.
  ///
  /// Fields are peeled off in the order destination ports, source ports, protocols, destinations,
  /// sources, so that equal inputs give equal parts on every run.
  public func subtracting(_ other: Self) -> [Self] {
    guard let both = intersection(other) else { return isEmpty ? [] : [self] }
    if both == self { return [] }
    var parts: [Self] = []
    var rest = self
    func peel(_ part: Self) {
      if !part.isEmpty { parts.append(part) }
    }
    var part = rest
    part.destinationPorts = rest.destinationPorts.subtracting(both.destinationPorts)
    peel(part)
    rest.destinationPorts = both.destinationPorts
    part = rest
    part.sourcePorts = rest.sourcePorts.subtracting(both.sourcePorts)
    peel(part)
    rest.sourcePorts = both.sourcePorts
    part = rest
    part.protocols = rest.protocols.subtracting(both.protocols)
    peel(part)
    rest.protocols = both.protocols
    part = rest
    part.destinations = rest.destinations.subtracting(both.destinations)
    peel(part)
    rest.destinations = both.destinations
    part = rest
    part.sources = rest.sources.subtracting(both.sources)
    peel(part)
    return parts
  }

  public func isSubset(of other: Self) -> Bool { subtracting(other).isEmpty }

  /// The part of the cube that a service means, or nothing.
  public func restricted(to service: Service) -> Self? {
    var part = self
    part.protocols = protocols.intersection(service.protocols)
    part.destinationPorts = destinationPorts.intersection(service.ports)
    return part.isEmpty ? nil : part
  }

  /// The least packet: always the same one for equal cubes.
  public var sample: Packet? {
    guard let member = protocols.first, let source = sources.first,
      let destination = destinations.first, let sourcePort = sourcePorts.first,
      let destinationPort = destinationPorts.first
    else { return nil }
    return Packet(
      family, member, source: source, destination: destination,
      sourcePort: member.hasPorts ? sourcePort : 0,
      destinationPort: member.hasPorts || member.isICMP ? destinationPort : 0)
  }
}
