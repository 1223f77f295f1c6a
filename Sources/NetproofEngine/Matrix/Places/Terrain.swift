import NetproofModel
import NetproofSets

/// What of a network decides where packets of an address go: how addresses have to be cut, and
/// which addresses and subnets are unlike their neighbours.
struct Terrain: Sendable {
  /// Runs that no route, no gateway and no network tells apart.
  let routing: AddressAtoms
  /// Runs that no rule tells apart either.
  let rules: AddressAtoms
  /// Runs of public addresses that the world outside tells apart, or nothing where it tells none.
  private let outside: AddressAtoms?
  /// Interfaces that routes lead to, ascending.
  let appliances: [ID<NetworkInterface>]
  /// For each subnet whether packets may depart from it that did not start there, or whether its
  /// addresses are those of something else as well.
  let isSpecial: [Bool]
  /// Whether services that nothing filters may have addresses that are those of ends as well (R89).
  let mayMeetServices: Bool
  /// Whether translation at attachments tells more addresses apart than runs are made for: then only
  /// the trace search says what becomes of packets.
  let isTooFine: Bool
  /// Addresses that mean more than their owner (resolvers, routers, translators), ascending.
  private let oddIPv4: [UInt128]
  private let oddIPv6: [UInt128]

  init(_ graph: Graph) {
    let model = graph.model
    appliances = Self.appliances(model)
    let shared = SharedAddresses(model)
    isSpecial = Self.specialSubnets(model, appliances, shared)
    mayMeetServices =
      !shared.addresses.isEmpty
      || model.networks.elements.dropFirst().contains {
        !$0.addresses.isDisjoint(with: Self.reserved)
      }
    oddIPv4 = Self.oddIPv4(graph, appliances)
    oddIPv6 = Self.routers(model, .ipv6)
    var cuts = AddressAtoms.Cuts()
    Self.cutRoutes(model, &cuts)
    Self.cutPlaces(model, appliances, isSpecial, shared, &cuts)
    let natRules = model.attachments.elements.flatMap(\.natRules)
    for rule in natRules {
      cuts.add(rule.match)
      cuts.add(rule.nat)
    }
    let isCut = cuts.mirror(natRules)
    routing = AddressAtoms(cuts)
    Self.cutRules(model, &cuts)
    for network in model.networks.elements.dropFirst() {
      for (family, odd) in [(Family.ipv4, oddIPv4), (.ipv6, oddIPv6)] {
        for address in odd where network.addresses[family].contains(address) {
          cuts.add(family, address...address)
        }
      }
    }
    isTooFine = !cuts.mirror(natRules) || !isCut
    rules = AddressAtoms(cuts)
    outside = Self.outside(model)
  }

  /// The run of a public IPv4 address that interfaces have, see ``outside``.
  func outsideAtom(of address: Address) -> Int32 { outside?.atom(of: address.bits, .ipv4) ?? 0 }

  /// Public addresses are behind a private one everywhere but outside: there firewalls of networks see
  /// them, and those that are not advertised are not found (R29).
  private static func outside(_ model: Model) -> AddressAtoms? {
    var cuts = AddressAtoms.Cuts()
    cuts.add(model.unadvertised)
    for gateway in model.internetGateways.elements { cuts.add(AddressSet(ipv4: gateway.pools)) }
    for network in model.networks.elements {
      for rule in (network.firewall?.inbound ?? []) + (network.firewall?.outbound ?? []) {
        cuts.add(rule.cidr)
      }
    }
    return cuts.isEmpty ? nil : AddressAtoms(cuts)
  }

  // MARK: - What is special

  private static func appliances(_ model: Model) -> [ID<NetworkInterface>] {
    var found: Set<ID<NetworkInterface>> = []
    for table in model.routeTables.elements {
      for route in table.routes {
        guard case .interface(let id) = route.target else { continue }
        found.insert(id)
        if let sender = model.interfaces[id].sendsBy { found.insert(sender) }
      }
    }
    return found.sorted()
  }

  private static func specialSubnets(
    _ model: Model, _ appliances: [ID<NetworkInterface>], _ shared: SharedAddresses
  ) -> [Bool] {
    var isSpecial = [Bool](repeating: false, count: model.subnets.count)
    for gateway in model.natGateways.elements where gateway.identity.isDescribed {
      isSpecial[gateway.subnet.index] = true
    }
    for attachment in model.attachments.elements {
      guard case .vpc(_, let subnets) = attachment.resource else { continue }
      for subnet in subnets { isSpecial[subnet.index] = true }
    }
    for id in appliances { isSpecial[model.interfaces[id].subnet.index] = true }
    for endpoint in model.endpoints.elements {
      if let inspection = endpoint.inspection { isSpecial[inspection.subnet.index] = true }
    }
    guard !shared.addresses.isEmpty else { return isSpecial }
    for (index, subnet) in model.subnets.elements.enumerated()
    where !subnet.addresses.intersection(shared.addresses).isEmpty {
      isSpecial[index] = true
    }
    return isSpecial
  }

  /// Multicast, and what AWS keeps for itself.
  static let reserved = AddressSet([
    Prefix(containing: Address(.ipv4, 0xE000_0000), length: 4),
    Prefix(containing: Address(.ipv4, 0xA9FE_0000), length: 16),
    Prefix(containing: Address(.ipv6, 0xFF << 120), length: 8),
    Prefix(containing: Address(.ipv6, 0xFD00_0EC2 << 96), length: 32),
    Prefix(containing: Address(.ipv6, 0xFE80 << 112), length: 10),
  ])

  /// The second address of every block of a subnet: its router (R25).
  private static func routers(_ model: Model, _ family: Family) -> [UInt128] {
    let blocks = model.subnets.elements.flatMap(\.cidrs).filter { $0.family == family }
    return distinct(blocks.map { $0.base.bits + 1 })
  }

  private static func oddIPv4(
    _ graph: Graph, _ appliances: [ID<NetworkInterface>]
  ) -> [UInt128] {
    let model = graph.model
    var found = routers(model, .ipv4)
    for id in model.vpcs.ids {
      if let resolver = graph.resolver(of: id) { found.append(resolver.bits) }
    }
    for gateway in model.natGateways.elements where gateway.identity.isDescribed {
      found.append(gateway.privateAddress.bits)
    }
    for id in appliances where model.interfaces[id].behaviour == .snat {
      let id = model.interfaces[id].sendsBy ?? id
      if let address = model.interfaces[id].privateIPv4.first { found.append(address.bits) }
    }
    let places = AddressSet(model.vpcs.elements.flatMap(\.cidrs)).ipv4
    let networks = model.networks.elements.dropFirst().reduce(into: AddressBits()) {
      $0 = $0.union($1.addresses.ipv4)
    }
    found += (graph.publicOwners.keys + graph.edgeOwners.addresses).filter {
      places.contains($0) || networks.contains($0)
    }
    return distinct(found)
  }

  private static func distinct(_ addresses: [UInt128]) -> [UInt128] {
    let sorted = addresses.sorted()
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }

  /// Whether only the trace search can say what an address means.
  func isOdd(_ address: UInt128, _ family: Family) -> Bool {
    Self.reserved[family].contains(address) || !odd(in: address...address, family).isEmpty
  }

  /// The odd addresses of a range, but for the reserved ones.
  func odd(in range: ClosedRange<UInt128>, _ family: Family) -> [UInt128] {
    let all = family == .ipv4 ? oddIPv4 : oddIPv6
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < all.count, all[end] <= range.upperBound { end += 1 }
    return Array(all[low..<end])
  }

  // MARK: - Cuts

  private static func cutRoutes(_ model: Model, _ cuts: inout AddressAtoms.Cuts) {
    var seen: Set<Prefix> = []
    for table in model.routeTables.elements {
      for route in table.routes {
        switch route.destination {
        case .prefix(let prefix): if seen.insert(prefix).inserted { cuts.add(prefix) }
        case .prefixList(let list):
          for prefix in model.prefixLists[list].entries { cuts.add(prefix) }
        }
      }
    }
    for table in model.transitGatewayRouteTables.elements {
      for route in table.routes where seen.insert(route.prefix).inserted { cuts.add(route.prefix) }
    }
    for gateway in model.vpnGateways.elements {
      for route in gateway.routes where seen.insert(route.prefix).inserted {
        cuts.add(route.prefix)
      }
    }
    for gateway in model.directConnectGateways.elements {
      let prefixes =
        gateway.associations.flatMap(\.announced)
        + gateway.virtualInterfaces.flatMap { model.virtualInterfaces[$0].learned }
      for prefix in prefixes where seen.insert(prefix).inserted { cuts.add(prefix) }
    }
    for attachment in model.attachments.elements {
      guard case .edge(let edge) = attachment.resource else { continue }
      for prefix in edge.learned where seen.insert(prefix).inserted { cuts.add(prefix) }
    }
    for connection in model.vpnConnections.elements {
      let selectors = connection.selectors.local + connection.selectors.remote
      for prefix in selectors where seen.insert(prefix).inserted { cuts.add(prefix) }
    }
    for network in model.networks.elements {
      for prefix in network.routesTo ?? [] { cuts.add(prefix) }
      cuts.add(network.isInternet ? AddressSet() : network.addresses)
    }
  }

  private static func cutPlaces(
    _ model: Model, _ appliances: [ID<NetworkInterface>], _ isSpecial: [Bool],
    _ shared: SharedAddresses, _ cuts: inout AddressAtoms.Cuts
  ) {
    for vpc in model.vpcs.elements { cuts.add(vpc.addresses) }
    for gateway in model.internetGateways.elements where !gateway.pools.isEmpty {
      cuts.add(AddressSet(ipv4: gateway.pools))
    }
    cuts.add(model.unadvertised)
    for (index, subnet) in model.subnets.elements.enumerated() where isSpecial[index] {
      cuts.add(subnet.addresses)
    }
    for id in appliances {
      cuts.add(model.interfaces[id].addresses)
      cuts.add(model.interfaces[id].extraAddresses)
    }
    cuts.add(shared.addresses)
    if model.hasAssociatedResources { cuts.add(Lattice.resourceBlock) }
    cuts.add(AddressSet(ipv4: Search.privateIPv4, ipv6: Search.uniqueLocal))
    cuts.add(model.privateIPv6)
    cuts.add(reserved)
  }

  private static func cutRules(_ model: Model, _ cuts: inout AddressAtoms.Cuts) {
    for acl in model.networkACLs.elements {
      for rule in acl.inbound { cuts.add(rule.cidr) }
      for rule in acl.outbound { cuts.add(rule.cidr) }
    }
    for network in model.networks.elements {
      for rule in (network.firewall?.inbound ?? []) + (network.firewall?.outbound ?? []) {
        cuts.add(rule.cidr)
      }
    }
    for prefix in CompiledFirewall.blocks(model) { cuts.add(prefix) }
    func cut(_ rules: [SecurityGroupRule]) {
      for rule in rules {
        switch rule.peer {
        case .prefix(let prefix): cuts.add(prefix)
        case .prefixList(let list):
          for prefix in model.prefixLists[list].entries { cuts.add(prefix) }
        case .network(let network): cuts.add(model.networks[network].addresses)
        case .group: break
        }
      }
    }
    for group in model.securityGroups.elements {
      cut(group.inbound)
      cut(group.outbound)
    }
    for id in model.loadBalancers.ids {
      for target in model.destinations(of: id) { cuts.add(Prefix(target.address)) }
    }
  }
}

/// Addresses that more than one VPC, subnet of a VPC or network holds.
struct SharedAddresses {
  private(set) var addresses = AddressSet()

  init(_ model: Model) {
    for family in Family.allCases {
      var outer = model.vpcs.elements.map { $0.addresses[family] }
      outer += model.networks.elements.dropFirst().map { $0.addresses[family] }
      let subnets = model.subnets.elements.map { $0.addresses[family] }
      let found = Self.overlaps(outer) + Self.overlaps(subnets)
      addresses[family] = AddressBits(found.map { $0.lower...$0.upper })
    }
  }

  /// The parts of sets that an earlier interval reaches into.
  private static func overlaps(_ sets: [AddressBits]) -> [AddressBits.Interval] {
    let sorted = sets.flatMap(\.intervals).sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
    var result: [AddressBits.Interval] = []
    var reach: UInt128?
    for interval in sorted {
      if let end = reach, interval.lower <= end {
        result.append(AddressBits.Interval(interval.lower, min(interval.upper, end)))
      }
      reach = max(reach ?? 0, interval.upper)
    }
    return result
  }
}
