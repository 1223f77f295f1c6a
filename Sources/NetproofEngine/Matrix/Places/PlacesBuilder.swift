import NetproofModel
import NetproofSets

/// Puts ends into classes: one pass over interfaces and networks.
struct PlacesBuilder {
  let graph: Graph
  let terrain: Terrain
  let clients: ClientPortSets
  private let model: Model
  private let facts: [SubnetFacts]
  /// Whether references tell addresses of assigned prefixes from others (U10).
  private let ignoresPrefixes: Bool

  private var groupSets = GroupSets()
  private var locationKeys = RowInterner(capacity: 4096)
  private var drafts: [Location] = []
  private var regionKeys = RowInterner(capacity: 1024)
  private var regionDrafts: [Region] = []
  private var arrivalKeys = RowInterner(capacity: 1024)
  private var arrivalDrafts: [Arrival] = []
  private var classKeys = RowInterner(capacity: 4096)
  private var classes: [EndClassRecord] = []
  private var classOfInterface: [Int32] = []
  private var key: [UInt64] = []
  private var found: [Int32] = []
  private var last = LastLocation()

  /// The location of the interface before, which often is that of the next.
  private struct LastLocation {
    var subnet: Int32 = -1
    var atom: Int32 = -1
    var publicAtom: Int32 = -1
    var id: Int32 = -1
  }

  init(_ graph: Graph, _ terrain: Terrain, _ clients: ClientPortSets) {
    self.graph = graph
    self.terrain = terrain
    self.clients = clients
    model = graph.model
    facts = SubnetFacts.all(graph.model, terrain)
    ignoresPrefixes = graph.model.policies.groupPrefixes == .ignore
  }

  /// Where an address lies and what is particular about it.
  private struct Spot {
    let family: Family
    let atom: Int32
    let address: UInt128
    /// The run of its public address, or -1 without one.
    var publicAtom: Int32 = -1
    var refusesInternet = false
    var clients: Int32 = 0
    /// Whether only the trace search knows it: an endpoint's or a load balancer's address, or one of a
    /// prefix that references do not mean.
    var isApart = false
    /// Keeps the location apart from all others.
    var lone: Int = -1

    var isPublic: Bool { publicAtom >= 0 }
  }

  mutating func build() -> Places {
    // Nodes of Lattice services share their addresses, and are not alike for all that.
    let isAppliance = Set(terrain.appliances).union(model.targetInterfaces)
      .union(model.latticeNodes)
    classOfInterface.reserveCapacity(model.interfaces.count)
    for index in 0..<model.interfaces.count {
      add(ID(index), isAppliance: !isAppliance.isEmpty && isAppliance.contains(ID(index)))
    }
    var classOfNetwork: [Int32] = [-1]
    for id in model.networks.ids.dropFirst() { classOfNetwork.append(add(id)) }
    return finished(classOfNetwork)
  }

  // MARK: - Interfaces

  private mutating func add(_ id: ID<NetworkInterface>, isAppliance: Bool) {
    let interface = model.interfaces.elements.span[id.index]
    var traits: EndClassRecord.Traits = []
    if !model.isUp(id) { traits.insert(.isDown) }
    if !interface.identity.isDescribed { traits.insert(.isUndescribed) }
    if !interface.publicAddresses.isEmpty { traits.insert(.hasPublicAddress) }
    if model.primaryReplying(for: id) != nil { traits.insert(.repliesElsewhere) }
    found.removeAll(keepingCapacity: true)
    let isLone =
      isAppliance || traits.contains(.isUndescribed) || !interface.edgeAddresses.isEmpty
      || (!graph.singledOut.isEmpty && !graph.singledOut.isDisjoint(with: interface.addresses.ipv4))
    let client = clients.id(of: interface)
    for family in Family.allCases {
      let fact = facts[interface.subnet.index]
      let lone = isLone ? id : nil
      guard ignoresPrefixes, !interface.prefixes.isEmpty else {
        for interval in interface.addresses[family].intervals {
          add(interval, family, interface, fact, client, lone: lone)
        }
        continue
      }
      // References tell the addresses of prefixes from its others.
      let single = model.singleAddresses(of: id)[family]
      for interval in single.intervals {
        add(interval, family, interface, fact, client, lone: lone)
      }
      for interval in interface.addresses[family].subtracting(single).intervals {
        add(interval, family, interface, fact, client, lone: lone, isOdd: true)
      }
    }
    let set = groupSets.intern(interface.securityGroups)
    let isAlone = isLone || traits.contains(.repliesElsewhere) || found.isEmpty
    classOfInterface.append(join(id, set, traits, alone: isAlone))
  }

  /// Adds the locations of an interval of an interface's addresses.
  private mutating func add(
    _ interval: AddressBits.Interval, _ family: Family, _ interface: NetworkInterface,
    _ fact: SubnetFacts, _ client: Int32, lone: ID<NetworkInterface>?, isOdd: Bool = false
  ) {
    let publics = family == .ipv4 ? interface.publicAddresses : []
    if interval.lower == interval.upper, publics.count <= 1 {
      add(
        Spot(
          family: family, atom: fact.atom(of: interval.lower, family, terrain),
          address: interval.lower,
          publicAtom: publicAtom(of: interval.lower, family, interface),
          refusesInternet: interface.deniesInternetGateway, clients: client,
          isApart: isOdd || interface.isService, lone: lone?.index ?? -1), in: interface.subnet,
        fact)
      return
    }
    var mapped = publics.map(\.privateAddress.bits)
    if family == .ipv4 { mapped += interface.edgeAddresses.map(\.privateAddress.bits) }
    for piece in Pieces.of(interval, family, mapped, terrain) {
      let spot = Spot(
        family: family, atom: piece.atom, address: piece.range.lowerBound,
        publicAtom: piece.isPublic ? publicAtom(of: piece.range.lowerBound, family, interface) : -1,
        refusesInternet: interface.deniesInternetGateway,
        clients: client, isApart: isOdd || interface.isService, lone: lone?.index ?? -1)
      add(spot, in: interface.subnet, fact)
    }
  }

  private func publicAtom(
    of address: UInt128, _ family: Family, _ interface: NetworkInterface
  ) -> Int32 {
    guard family == .ipv4,
      let pair = interface.publicAddresses.first(where: { $0.privateAddress.bits == address })
    else { return -1 }
    return terrain.outsideAtom(of: pair.publicAddress)
  }

  private mutating func add(_ spot: Spot, in subnet: ID<Subnet>, _ fact: SubnetFacts) {
    let isOdd = spot.isApart || fact.isOdd(spot.address, spot.family, terrain)
    let isPlain = spot.lone < 0 && !isOdd && spot.clients == 0 && !spot.refusesInternet
    if isPlain, last.subnet == Int32(subnet.index), last.atom == spot.atom,
      last.publicAtom == spot.publicAtom
    {
      return found.append(last.id)
    }
    // Odd addresses are like no other, not even within their run.
    key.removeAll(keepingCapacity: true)
    let flags =
      (spot.isPublic ? 1 : 0) | (spot.refusesInternet ? 2 : 0) | (isOdd ? 4 : 0) as UInt64
    key.append(UInt64(subnet.index) << 32 | UInt64(spot.atom))
    key.append(UInt64(spot.clients) << 32 | UInt64(spot.lone + 1) << 3 | flags)
    if isOdd { key += [UInt64(truncatingIfNeeded: spot.address), UInt64(spot.address >> 64)] }
    if spot.publicAtom > 0 { key.append(UInt64(spot.publicAtom)) }
    let id = locationKeys.intern(key)
    if id == drafts.count {
      let region = region(of: spot, subnet: subnet, fact, isOdd: isOdd)
      drafts.append(
        Location(
          family: spot.family, atom: spot.atom, region: region, subnet: Int32(subnet.index),
          clients: spot.clients, address: spot.address, isOdd: isOdd))
    }
    found.append(Int32(id))
    if isPlain {
      last = LastLocation(
        subnet: Int32(subnet.index), atom: spot.atom, publicAtom: spot.publicAtom,
        id: Int32(id))
    }
  }

  private mutating func region(
    of spot: Spot, subnet id: ID<Subnet>, _ fact: SubnetFacts, isOdd: Bool
  ) -> Int32 {
    let subnet = model.subnets[id]
    let special = terrain.isSpecial[id.index] ? id.index : -1
    let routing = terrain.routing.atom(of: spot.address, spot.family)
    let place = UInt64(special + 1) << 32 | UInt64(spot.lone + 1)
    let odd = isOdd ? UInt64(drafts.count + 1) : 0
    key = [UInt64(subnet.vpc.index) << 32 | UInt64(routing), place, odd]
    let arrival = Int32(arrivalKeys.intern(key))
    if Int(arrival) == arrivalDrafts.count {
      arrivalDrafts.append(
        Arrival(
          family: spot.family, place: .vpc(subnet.vpc), atom: routing,
          specialSubnet: special >= 0 ? id : nil, address: spot.address, regions: 0..<0))
    }
    let flags = (spot.isPublic ? 1 : 0) | (spot.refusesInternet ? 2 : 0) as UInt64
    key = [
      UInt64(arrival) << 32 | UInt64(subnet.routeTable.index) << 2 | flags,
      UInt64(subnet.networkACL.index) << 32 | UInt64(fact.zone),
    ]
    if spot.publicAtom > 0 { key.append(UInt64(spot.publicAtom)) }
    let region = regionKeys.intern(key)
    if region == regionDrafts.count {
      regionDrafts.append(
        Region(
          arrival: arrival, home: .subnet(id), hasPublicAddress: spot.isPublic,
          refusesInternet: spot.refusesInternet, isOdd: isOdd, locations: 0..<0))
    }
    return Int32(region)
  }

  /// The class of an interface with the locations that were found.
  private mutating func join(
    _ id: ID<NetworkInterface>, _ set: Int32, _ traits: EndClassRecord.Traits, alone: Bool
  ) -> Int32 {
    key.removeAll(keepingCapacity: true)
    key.append(UInt64(set) << 32 | UInt64(alone ? id.index + 1 : 0))
    if found.count == 1 {
      key.append(UInt64(found[0]) << 8 | UInt64(traits.rawValue))
    } else {
      found.sort()
      var previous: Int32 = -1
      for location in found where location != previous {
        key.append(UInt64(location) << 8 | UInt64(traits.rawValue))
        previous = location
      }
    }
    let index = classKeys.intern(key)
    if index == classes.count {
      classes.append(
        EndClassRecord(
          facets: key.dropFirst().map { Int32($0 >> 8) }, groupSet: set, representative: id,
          network: nil, count: 1, traits: traits))
    } else {
      classes[index].count += 1
    }
    return Int32(index)
  }

  // MARK: - Networks

  private mutating func add(_ id: ID<Network>) -> Int32 {
    let network = model.networks[id]
    let client = clients.id(of: network)
    let isAtEdge = network.lines.contains(where: \.isAtEdge)
    var facets: [Int32] = []
    for family in Family.allCases {
      for interval in network.addresses[family].intervals {
        let range = interval.lower...interval.upper
        for atom in terrain.rules.atoms(of: range, family) {
          let part = terrain.rules.part(of: range, in: atom, family)
          let isOdd =
            terrain.isOdd(part.lowerBound, family) || !network.identity.isDescribed || isAtEdge
            || terrain.isTooFine
          facets.append(Int32(drafts.count))
          drafts.append(
            Location(
              family: family, atom: atom, region: region(of: id, family, part.lowerBound, isOdd),
              subnet: -1, clients: client, address: part.lowerBound, isOdd: isOdd))
        }
      }
    }
    classes.append(
      EndClassRecord(
        facets: facets, groupSet: GroupSets.none, representative: nil, network: id, count: 1,
        traits: []))
    return Int32(classes.count - 1)
  }

  private mutating func region(
    of id: ID<Network>, _ family: Family, _ address: UInt128, _ isOdd: Bool
  ) -> Int32 {
    let routing = terrain.routing.atom(of: address, family)
    key = [UInt64.max - UInt64(id.index), UInt64(routing) << 1 | (isOdd ? 1 : 0)]
    if isOdd { key.append(UInt64(drafts.count)) }
    let arrival = arrivalKeys.intern(key)
    if arrival == arrivalDrafts.count {
      arrivalDrafts.append(
        Arrival(
          family: family, place: .network(id), atom: routing, specialSubnet: nil,
          address: address, regions: 0..<0))
    }
    let region = regionKeys.intern([UInt64.max - UInt64(arrival)])
    if region == regionDrafts.count {
      regionDrafts.append(
        Region(
          arrival: Int32(arrival), home: .network(id), hasPublicAddress: false,
          refusesInternet: false, isOdd: isOdd, locations: 0..<0))
    }
    return Int32(region)
  }

  // MARK: - Sorting

  private func finished(_ classOfNetwork: [Int32]) -> Places {
    var order = PlacesOrder(
      arrivals: arrivalDrafts, regions: regionDrafts, locations: drafts, classes: classes)
    order.sort()
    let numbers = order.classNumbers
    let (starts, locations) = order.locationsBySubnet(model.subnets.count)
    return Places(
      arrivals: order.arrivals, regions: order.regions, locations: order.locations,
      facets: order.facets, firstFacet: order.firstFacet, classes: order.classes,
      groupSets: groupSets, classOfInterface: classOfInterface.map { numbers[Int($0)] },
      classOfNetwork: classOfNetwork.map { $0 < 0 ? -1 : numbers[Int($0)] },
      clientPorts: clients.sets, subnetLocations: locations, subnetStarts: starts,
      isFlat: order.facets.count == order.classes.count
        && order.facets.enumerated().allSatisfy { Int($1.endClass) == $0 })
  }
}

extension NetworkInterface {
  /// Whether a service of AWS is behind it.
  fileprivate var isService: Bool { endpoint != nil || loadBalancer != nil }
}
