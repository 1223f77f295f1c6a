import NetproofModel
import NetproofSets

/// Paths that are not simple: the trace search walks one packet of each kind and writes down which
/// lists it meets.
extension PathFinder {
  /// One end of a search for a shape.
  private struct Probe {
    let end: SearchEnd
    /// As the end's own side of the network knows it.
    let own: UInt128
    /// As the other end addresses it.
    let asked: UInt128
  }

  /// The shapes that the trace search finds; nothing if they would not hold for whole regions.
  func searchedShapes(from origin: Int, to goal: Int) -> [PathShape]? {
    let (near, far) = (places.locations[origin], places.locations[goal])
    guard !near.isOdd, !far.isOdd,
      !ways.isTranslated(places.arrivals[Int(region(goal).arrival)], seenFrom: region(origin))
    else { return nil }
    let isFromInternet = isOnInternet(region(origin))
    guard let from = probe(origin, isFromInternet: false),
      let to = probe(goal, isFromInternet: isFromInternet), from.own != to.own
    else { return nil }
    guard let first = walks(.tcp, from, to, near.family) else { return nil }
    let shapes = first.compactMap { shape($0, .all, from, to, near.family) }
    guard shapes.count == first.count else { return nil }
    // Where a walk ended early, other kinds of packets may go on: a NAT gateway refuses some of them.
    if !first.contains(where: { $0.metTranslator || $0.gap != nil }) {
      return Self.distinct(shapes)
    }
    var result: [PathShape] = []
    for kinds in [PacketKinds.tcp, .udp, .echo, .icmp, .other] {
      guard let walks = walks(kinds, from, to, near.family) else { return nil }
      for walk in walks {
        guard let shape = shape(walk, kinds, from, to, near.family) else { return nil }
        result.append(shape)
      }
    }
    return Self.distinct(result)
  }

  /// Joins shapes that only differ in the kinds of packets.
  ///
  /// Kinds that need no reply join those that do: of them replies are not asked.
  private static func distinct(_ shapes: [PathShape]) -> [PathShape] {
    var result: [PathShape] = []
    for shape in shapes {
      let same = result.firstIndex { known in
        var other = shape
        other.kinds = known.kinds
        if other == known { return true }
        guard shape.end == .complete, shape.kinds.isSubset(of: [.icmp, .other]),
          known.end == .complete
        else { return false }
        other.replies = known.replies
        return other == known
      }
      if let same { result[same].kinds.formUnion(shape.kinds) } else { result.append(shape) }
    }
    return result
  }

  func isOnInternet(_ region: Region) -> Bool {
    guard case .network(let id) = region.home else { return false }
    return model.networks[id].attachment == .internet
  }

  /// An end at a location, or at another one of its region, which has the same ways, if nothing there
  /// is up.
  private func probe(_ index: Int, isFromInternet: Bool) -> Probe? {
    let location = places.locations[index]
    if case .network(let id) = region(index).home {
      return Probe(end: .network(id), own: location.address, asked: location.address)
    }
    let others = region(index).locations.prefix(Self.mostProbed).filter { $0 != index }
    return ([index] + others).lazy.compactMap { self.probe(at: $0, isFromInternet) }.first
  }

  /// How many locations of a region are looked at for one where something is up.
  private static let mostProbed = 32

  private func probe(at index: Int, _ isFromInternet: Bool) -> Probe? {
    let location = places.locations[index]
    for facet in places.facetRange(index) {
      let record = places.classes[Int(places.facets[facet].endClass)]
      // What is down meets other obstacles than its neighbours.
      guard record.traits.isDisjoint(with: [.isUndescribed, .repliesElsewhere, .isDown]),
        let id = record.representative,
        let own = places.address(of: id, at: location, terrain, model)
      else { continue }
      let end = SearchEnd.interfaces(InterfaceGroup([id], model))
      let asked = isFromInternet ? outsideAddress(of: id, own) : own
      return Probe(end: end, own: own, asked: asked)
    }
    return nil
  }

  /// The address that a private one has in a view, or itself.
  func outsideAddress(
    of id: ID<NetworkInterface>, _ own: UInt128, _ view: AddressView = .public
  ) -> UInt128 {
    model.mapped(id, view).first { $0.privateAddress.bits == own }?.publicAddress.bits ?? own
  }

  private func walks(
    _ kinds: PacketKinds, _ from: Probe, _ to: Probe, _ family: Family
  ) -> [Walk]? {
    var search = Search(graph, from: from.end, to: to.end, oneWay: false, limits: limits)
    search.isAbstract = true
    search.run(
      Self.header(
        kinds, family, sources: AddressBits(from.own), destinations: AddressBits(to.asked)))
    return search.finished.contains { $0.isBeyondAbstraction } ? nil : search.finished
  }

  /// All packets of a kind between two addresses.
  static func header(
    _ kinds: PacketKinds, _ family: Family, sources: AddressBits, destinations: AddressBits
  ) -> PacketCube {
    let requests = ICMP.ports(type: ICMP.echoRequest(family))
    let protocols: ProtocolSet
    var ports = PortSet.all
    switch kinds {
    case .tcp: protocols = ProtocolSet(.tcp)
    case .udp: protocols = ProtocolSet(.udp)
    case .echo: (protocols, ports) = (ProtocolSet(family.icmp), Service.ping(family).ports)
    case .icmp: (protocols, ports) = (ProtocolSet(family.icmp), PortSet.all.subtracting(requests))
    default: protocols = .others
    }
    return PacketCube(
      family, protocols: protocols, sources: sources, destinations: destinations,
      destinationPorts: ports)
  }

  // MARK: - From walks to shapes

  private func shape(
    _ walk: Walk, _ kinds: PacketKinds, _ from: Probe, _ to: Probe, _ family: Family
  ) -> PathShape? {
    // NAT64 gives packets addresses of the other family, which the lists' tables do not foresee.
    guard !walk.translations.contains(where: { $0.collapses && $0.before.family == .ipv6 }) else {
      return nil
    }
    let search = Search(graph, from: from.end, to: to.end, oneWay: false, limits: limits)
    let rule = RuleID(.vpc(ID(0)), .inbound, 0)
    var shape = PathShape(kinds: kinds)
    // Groups are asked on the way there, whatever the reply has crossed since.
    var forward = walk
    forward.direction = .forward
    shape.carriesOutbound = search.brokenIdentity(forward, rule, .outbound) == nil
    shape.carriesInbound = search.brokenIdentity(forward, rule, .inbound) == nil
    if let first = walk.obstacles.first {
      shape.end = .blocked(first.direction)
    } else if walk.gap != nil {
      shape.end = .unknown(walk.arrived ? .reply : .forward)
    }
    for filter in walk.filters {
      if filter.lists == .goal {
        // The tables of the goal's groups are asked about the origin's own address alone.
        guard filter.address == from.own else { return nil }
        continue
      }
      guard filter.family == family, let list = list(filter),
        add(filter, list, to: &shape, walk, from, to)
      else { return nil }
    }
    return shape
  }

  private func list(_ filter: MetFilter) -> RuleLists.List? {
    switch filter.lists {
    case .networkACL(let id): return lists.list(id, filter.side)
    case .appliance(let id):
      let groups = model.interfaces[id].securityGroups
      let isKnown = groups.allSatisfy { group in
        let rules = filter.side == .inbound ? lists.inbound : lists.outbound
        return rules[group.index].unknown == [PortPool.none, PortPool.none]
      }
      return isKnown ? lists.list(id, filter.side) : nil
    case .goal: return nil
    }
  }

  /// Adds a list to the shape; false if it is asked about an address that differs between packets.
  private func add(
    _ filter: MetFilter, _ list: RuleLists.List, to shape: inout PathShape, _ walk: Walk,
    _ from: Probe, _ to: Probe
  ) -> Bool {
    func add(to filters: inout PathShape.Filters) -> Bool {
      if filter.address == from.own {
        filters.sourceLists.append(list)
      } else if filter.address == to.own {
        filters.destinationLists.append(list)
      } else if translators(walk).contains(filter.address) {
        let atom = terrain.rules.atom(of: filter.address, filter.family)
        filters.fixed.append(PathShape.Filters.Fixed(list: list, atom: atom))
      } else {
        return false
      }
      return true
    }
    guard filter.direction == .reply else { return add(to: &shape.forward) }
    // Replies to several translators are told apart by their order.
    while shape.replies.count <= filter.translators {
      shape.replies.append(PathShape.Reply(isTranslated: !shape.replies.isEmpty))
    }
    return add(to: &shape.replies[filter.translators].filters)
  }

  /// The addresses that many-to-one translations put in place of the source.
  private func translators(_ walk: Walk) -> [UInt128] {
    walk.translations.compactMap { translation in
      switch translation.kind {
      case .natGateway(let id): model.natGateways[id].privateAddress.bits
      case .appliance(let id): model.interfaces[id].privateIPv4.first?.bits
      case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
        .attachmentDestination, .node:
        nil
      }
    }
  }
}
