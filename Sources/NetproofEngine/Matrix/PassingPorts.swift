public import NetproofSets

/// Ports in the terms of people: ranges of TCP and UDP ports, echo, and what has no ports.
public struct PassingPorts: Hashable, Sendable {
  public internal(set) var tcp = PortSet()
  public internal(set) var udp = PortSet()
  /// Whether pings pass, of whatever family.
  public internal(set) var hasEcho = false
  /// Types and codes (``ICMP``) of ICMP, but for echo requests.
  public internal(set) var icmp = PortSet()
  /// Types and codes of ICMPv6, but for echo requests.
  public internal(set) var icmpv6 = PortSet()
  /// Protocols without ports and types.
  public internal(set) var protocols = ProtocolSet()

  init() {}

  public var isEmpty: Bool { self == Self() }
}

extension Matrix {
  /// What passes to the class at a position of a row.
  public func passing(_ row: MatrixRow, _ position: Int) -> PassingPorts {
    named(row.passing(position))
  }

  /// What nobody knows about to the class at a position of a row.
  public func undetermined(_ row: MatrixRow, _ position: Int) -> PassingPorts {
    named(row.undetermined(position))
  }

  private func named(_ words: ArraySlice<UInt64>) -> PassingPorts {
    var ports = PassingPorts()
    var intervals: [PortAtoms.Kind: [PortSet.Interval]] = [:]
    for (index, atom) in core.atoms.atoms.enumerated()
    where words[words.startIndex + index / 64] >> UInt64(index % 64) & 1 == 1 {
      intervals[atom.kind, default: []] += atom.members.intervals
    }
    ports.tcp = PortSet(intervals[.tcp] ?? [])
    ports.hasEcho = intervals[.echo] != nil
    ports.udp = PortSet(intervals[.udp] ?? [])
    ports.icmp = PortSet(intervals[.icmp(.ipv4)] ?? [])
    ports.icmpv6 = PortSet(intervals[.icmp(.ipv6)] ?? [])
    for interval in intervals[.other] ?? [] {
      for number in interval.lower...interval.upper {
        ports.protocols.insert(IPProtocol(UInt8(truncatingIfNeeded: number)))
      }
    }
    return ports
  }
}
