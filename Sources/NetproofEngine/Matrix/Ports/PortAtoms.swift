import NetproofSets

/// The protocols and ports that no rule of a network tells apart, as bits.
///
/// Every service that a rule names is a union of atoms, so that sets of services are words of bits
/// and cutting, joining and comparing them are single instructions.
struct PortAtoms: Sendable {
  /// What an atom's packets are.
  enum Kind: Hashable, Sendable {
    case tcp
    case udp
    /// Pings of either family, which have code 0.
    case echo
    /// Every other ICMP type and code of a family.
    case icmp(Family)
    /// Protocols without ports and types.
    case other
  }

  /// Ports, codes, types and codes, or protocol numbers, by the kind.
  struct Atom: Sendable {
    let kind: Kind
    let members: PortSet
    /// One member that stands for all.
    let sample: UInt16
  }

  let atoms: [Atom]
  /// How many words of 64 bits a set takes.
  let wordCount: Int

  /// - Parameters:
  ///   - services: every service that some rule names.
  ///   - ports: port sets that clients and translators draw from.
  init(_ services: [Service], clients ports: [PortSet]) {
    var atoms: [Atom] = []
    func add(_ kind: Kind, _ classes: [PortSet]) {
      for members in classes {
        atoms.append(Atom(kind: kind, members: members, sample: members.first ?? 0))
      }
    }
    add(.echo, [PortSet(0)])
    for (kind, member) in [(Kind.tcp, IPProtocol.tcp), (.udp, .udp)] {
      add(kind, PortPartition.classes(Self.ports(services, member) + ports, of: .all))
    }
    for family in Family.allCases {
      let member: IPProtocol = family == .ipv4 ? .icmp : .icmpv6
      let rest = PortSet.all.subtracting(ICMP.ports(type: ICMP.echoRequest(family)))
      add(.icmp(family), PortPartition.classes(Self.ports(services, member), of: rest))
    }
    let others = Self.numbers(of: .others)
    add(.other, PortPartition.classes(Self.protocols(services), of: others))
    self.atoms = atoms
    wordCount = (atoms.count + 63) / 64
  }

  private static func ports(_ services: [Service], _ member: IPProtocol) -> [PortSet] {
    var seen: Set<PortSet> = []
    return services.lazy.filter { $0.protocols.contains(member) }.map(\.ports)
      .filter { seen.insert($0).inserted }
  }

  private static func protocols(_ services: [Service]) -> [PortSet] {
    var seen: Set<ProtocolSet> = []
    return services.map(\.protocols).filter { seen.insert($0).inserted }.map { numbers(of: $0) }
  }

  private static func numbers(of set: ProtocolSet) -> PortSet {
    PortSet(set.members.map { UInt16($0.number)...UInt16($0.number) })
  }

  // MARK: - Sets of atoms

  /// The atoms of a kind.
  func words(where isMember: (Atom) -> Bool) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount)
    for (index, atom) in atoms.enumerated() where isMember(atom) {
      words[index / 64] |= 1 << UInt64(index % 64)
    }
    return words
  }

  /// The atoms that a service means in a family, as requests.
  func requests(_ service: Service, _ family: Family) -> [UInt64] {
    words { atom in
      switch atom.kind {
      case .tcp: service.contains(.tcp, atom.sample)
      case .udp: service.contains(.udp, atom.sample)
      case .echo:
        service.contains(family.icmp, ICMP.echoRequest(family), code: atom.sample)
      case .icmp(family): service.contains(family.icmp, atom.sample)
      case .icmp: false
      case .other: service.protocols.contains(IPProtocol(UInt8(truncatingIfNeeded: atom.sample)))
      }
    }
  }

  /// The atoms whose replies a service means; TCP and UDP atoms stand for the reply's ports.
  func replies(_ service: Service, _ family: Family) -> [UInt64] {
    words { atom in
      switch atom.kind {
      case .tcp: service.contains(.tcp, atom.sample)
      case .udp: service.contains(.udp, atom.sample)
      case .echo: service.contains(family.icmp, ICMP.echoReply(family), code: atom.sample)
      case .icmp, .other: false
      }
    }
  }

  /// The atoms that exist in a family.
  func asked(_ family: Family) -> [UInt64] {
    words { atom in
      if case .icmp(let other) = atom.kind { return other == family }
      return true
    }
  }
}

extension Family {
  /// ICMP or ICMPv6.
  var icmp: IPProtocol { self == .ipv4 ? .icmp : .icmpv6 }
}

extension Service {
  fileprivate func contains(_ member: IPProtocol, _ port: UInt16) -> Bool {
    protocols.contains(member) && ports.contains(port)
  }

  fileprivate func contains(_ member: IPProtocol, _ type: UInt8, code: UInt16) -> Bool {
    contains(member, ICMP.port(type: type, code: UInt8(truncatingIfNeeded: code)))
  }
}
