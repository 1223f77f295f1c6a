import NetproofModel
import NetproofSets

/// Asks the trace search about a pair of facets: what does not compress.
struct PairSearch: Sendable {
  private let core: MatrixCore
  private let model: Model

  init(_ core: MatrixCore) {
    self.core = core
    model = core.graph.model
  }

  /// What becomes of ports: which pass, which do not, and which of nobody knows.
  private struct Found {
    var reachable: [UInt64]
    var unreachable: [UInt64]
    var undetermined: [UInt64]
  }

  func verdict(_ from: Int, _ to: Int) -> PairVerdict {
    let places = core.places
    let near = places.location(from)
    guard let header = headers(from, to) else { return PairVerdict(core.wordCount) }
    let nothing = [UInt64](repeating: 0, count: core.wordCount)
    var found = Found(reachable: nothing, unreachable: nothing, undetermined: nothing)
    let isUncertain =
      core.isOutboundUncertain[Int(places.facets[from].groupSet)]
      || core.isInboundUncertain[Int(places.facets[to].groupSet)]
    for kinds in [PacketKinds.tcp, .udp, .echo, .icmp, .other] {
      let mask = core.masks.words(of: kinds, core.atoms)
      let atoms = core.atoms.atoms.indices.filter { index in
        mask[index / 64] >> UInt64(index % 64) & 1 != 0
          && core.masks.asked[Int(near.family.rawValue)][index / 64] >> UInt64(index % 64) & 1 != 0
      }
      let isSplit = isUncertain || kinds == .echo || kinds == .other
      for part in isSplit ? atoms.map({ [$0] }) : [atoms] where !part.isEmpty {
        ask(header, kinds, part, isSplit: isSplit, clients: Int(near.clients), &found)
      }
    }
    return verdict(found)
  }

  /// The two ends, and the addresses between which packets go.
  private struct Headers {
    let origin: SearchEnd
    let goal: SearchEnd
    let family: Family
    let source: UInt128
    /// Those by which the goal is known to the origin.
    let destinations: AddressBits
  }

  private func headers(_ from: Int, _ to: Int) -> Headers? {
    let places = core.places
    let (a, b) = (places.facets[from], places.facets[to])
    guard let origin = end(a, other: nil) else { return nil }
    let other = a.endClass == b.endClass ? origin.member : nil
    guard let goal = end(b, other: other) else { return nil }
    var destination = goal.address
    if let member = goal.member,
      case .network(let id) = core.finder.region(Int(a.location)).home
    {
      let view = model.view(from: id)
      destination = core.finder.outsideAddress(of: member, destination, view)
    }
    var known = AddressBits(destination)
    if !core.graph.views.isEmpty, places.location(from).family == .ipv4,
      let near = origin.end.place, let far = goal.end.place
    {
      known = core.graph.views.addresses(known, of: far, from: near)
    }
    return Headers(
      origin: origin.end, goal: goal.end, family: places.location(from).family,
      source: origin.address, destinations: known)
  }

  /// A member of a facet's class that is not another one, and its address there.
  private func end(
    _ facet: Facet, other: ID<NetworkInterface>?
  ) -> (end: SearchEnd, address: UInt128, member: ID<NetworkInterface>?)? {
    let record = core.places.classes[Int(facet.endClass)]
    let location = core.places.locations[Int(facet.location)]
    if let network = record.network { return (.network(network), location.address, nil) }
    guard var member = record.representative else { return nil }
    if member == other {
      guard
        let next = core.places.classOfInterface.indices.first(where: {
          core.places.classOfInterface[$0] == facet.endClass && $0 != member.index
        })
      else { return nil }
      member = ID(next)
    }
    guard let address = core.places.address(of: member, at: location, core.terrain, model)
    else { return nil }
    return (.interfaces(InterfaceGroup([member], model)), address, member)
  }

  /// Asks about atoms of one kind.
  private func ask(
    _ headers: Headers, _ kinds: PacketKinds, _ atoms: [Int], isSplit: Bool, clients: Int,
    _ found: inout Found
  ) {
    var cube = PathFinder.header(
      kinds, headers.family, sources: AddressBits(headers.source),
      destinations: headers.destinations)
    if kinds == .tcp || kinds == .udp { cube.sourcePorts = core.places.clientPorts[clients] }
    if isSplit, let only = atoms.first { narrow(&cube, to: core.atoms.atoms[only], headers.family) }
    var search = Search(
      core.graph, from: headers.origin, to: headers.goal, oneWay: core.options.oneWay,
      limits: core.limits)
    search.run(cube)
    for part in search.classes() {
      for index in atoms where isSplit || part.packets.destinationPorts.contains(sample(index)) {
        let bit: UInt64 = 1 << UInt64(index % 64)
        switch part.verdict {
        case .reachable: found.reachable[index / 64] |= bit
        case .undetermined: found.undetermined[index / 64] |= bit
        case .unreachable, .partial: found.unreachable[index / 64] |= bit
        }
      }
    }
  }

  private func sample(_ index: Int) -> UInt16 { core.atoms.atoms[index].sample }

  /// One packet that stands for an atom.
  private func narrow(_ cube: inout PacketCube, to atom: PortAtoms.Atom, _ family: Family) {
    switch atom.kind {
    case .tcp, .udp, .icmp: cube.destinationPorts = PortSet(atom.sample)
    case .echo:
      let code = UInt8(truncatingIfNeeded: atom.sample)
      cube.destinationPorts = PortSet(ICMP.port(type: ICMP.echoRequest(family), code: code))
    case .other:
      cube.protocols = ProtocolSet(IPProtocol(UInt8(truncatingIfNeeded: atom.sample)))
    }
  }

  private func verdict(_ found: Found) -> PairVerdict {
    var result = PairVerdict(core.wordCount)
    for word in result.passing.indices {
      switch core.options.quantifier {
      case .every:
        result.unknown[word] = found.undetermined[word] & ~found.unreachable[word]
        result.passing[word] =
          found.reachable[word] & ~found.unreachable[word] & ~found.undetermined[word]
      case .some:
        result.passing[word] = found.reachable[word]
        result.unknown[word] = found.undetermined[word] & ~found.reachable[word]
      }
    }
    return result
  }
}
