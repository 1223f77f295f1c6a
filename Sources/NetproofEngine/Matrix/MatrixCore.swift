import NetproofModel
import NetproofSets

/// Everything about a model that all pairs share, compiled.
///
/// It is a class because inner loops hand it on: copies of a structure would count references to
/// each of its tables.
final class MatrixCore: Sendable {
  let graph: Graph
  let limits: Limits
  let options: MatrixOptions
  let terrain: Terrain
  let places: Places
  let lists: RuleLists
  let finder: PathFinder
  let atoms: PortAtoms
  /// The words of all interned port sets, see ``PortPool``.
  let setWords: [UInt64]
  let wordCount: Int
  /// For each group the groups whose outbound rules refer to it.
  let referrers: [[(group: Int32, ports: [Int32])]]
  let masks: PortMasks
  /// For each group set whether something undescribed might pass more, outbound and inbound.
  let isOutboundUncertain: [Bool]
  let isInboundUncertain: [Bool]
  /// Facets that packets to have to be judged one by one.
  let specialFacets: [Int32]
  /// Facets that receive nothing because their ends are down, and are plain but for that.
  let downFacets: [Int32]

  init(_ graph: Graph, _ options: MatrixOptions, _ limits: Limits) {
    self.graph = graph
    self.limits = limits
    self.options = options
    let clients = ClientPortSets(graph.model, all: options.clientPorts)
    terrain = Terrain(graph)
    atoms = PortAtoms(
      Self.services(graph.model) + (terrain.mayMeetServices ? Search.exemptServices : []),
      clients: clients.sets + [ClientPortProfile.nat.ports])
    var pool = PortPool(atoms)
    lists = RuleLists(graph.model, terrain.rules, &pool, appliances: terrain.appliances)
    setWords = pool.words
    wordCount = atoms.wordCount
    var builder = PlacesBuilder(graph, terrain, clients)
    places = builder.build()
    let ways = WayFinder(graph, places.arrivals, lists, NextHops(graph, terrain.routing))
    finder = PathFinder(ways, places, terrain, limits, oneWay: options.oneWay)
    referrers = Self.referrers(lists.outbound)
    masks = PortMasks(atoms, clients.sets, options)
    isOutboundUncertain = Self.uncertain(places.groupSets, lists.outbound)
    isInboundUncertain = Self.uncertain(places.groupSets, lists.inbound)
    (specialFacets, downFacets) = Self.special(places, isInboundUncertain)
  }

  /// A core of the same ends and atoms with other rules or routes.
  ///
  /// - Parameters:
  ///   - other: the core whose classes it shares.
  ///   - edited: the graph of the model with the edit.
  ///   - lists: its rule lists.
  ///   - words: the words of their port sets.
  ///   - hops: its next hops.
  init(
    _ other: MatrixCore, _ edited: Graph, _ lists: RuleLists, words: [UInt64], _ hops: NextHops
  ) {
    graph = edited
    (limits, options, terrain) = (other.limits, other.options, other.terrain)
    (places, atoms, masks, wordCount) = (other.places, other.atoms, other.masks, other.wordCount)
    self.lists = lists
    setWords = words
    let ways = WayFinder(edited, places.arrivals, lists, hops)
    finder = PathFinder(ways, places, terrain, limits, oneWay: options.oneWay)
    referrers = Self.referrers(lists.outbound)
    isOutboundUncertain = Self.uncertain(places.groupSets, lists.outbound)
    isInboundUncertain = Self.uncertain(places.groupSets, lists.inbound)
    (specialFacets, downFacets) = Self.special(places, isInboundUncertain)
  }

  private static func services(_ model: Model) -> [Service] {
    var seen: Set<Service> = []
    var result: [Service] = []
    func add(_ service: Service) {
      if seen.insert(service).inserted { result.append(service) }
    }
    for acl in model.networkACLs.elements {
      for rule in acl.inbound { add(rule.service) }
      for rule in acl.outbound { add(rule.service) }
    }
    for group in model.securityGroups.elements {
      for rule in group.inbound { add(rule.service) }
      for rule in group.outbound { add(rule.service) }
    }
    for network in model.networks.elements {
      for rule in network.firewall?.inbound ?? [] { add(rule.service) }
      for rule in network.firewall?.outbound ?? [] { add(rule.service) }
    }
    for service in CompiledFirewall.services(model) { add(service) }
    for endpoint in model.endpoints.elements {
      guard let own = endpoint.interface else { continue }
      add(Service(.tcp, ports: own.tcpPorts))
      add(Service(.udp, ports: own.udpPorts))
      if model.vpcs[endpoint.vpc].enforcesEncryption { add(VPCEndpoint.encryptedService) }
    }
    for id in model.loadBalancers.ids {
      for listener in model.loadBalancers[id].listeners { add(listener.service) }
      for target in model.destinations(of: id) {
        add(Service(target.protocols, ports: PortSet(target.port)))
      }
    }
    return result
  }

  private static func referrers(
    _ outbound: [RuleLists.Group]
  ) -> [[(group: Int32, ports: [Int32])]] {
    var result: [[(group: Int32, ports: [Int32])]] = Array(repeating: [], count: outbound.count)
    for (index, group) in outbound.enumerated() {
      for reference in group.references {
        result[Int(reference.group)].append((Int32(index), reference.ports))
      }
    }
    return result
  }

  private static func uncertain(_ sets: GroupSets, _ groups: [RuleLists.Group]) -> [Bool] {
    let certain = [PortPool.none, PortPool.none]
    return (0..<Int32(sets.count)).map { set in
      sets.members(set).contains { groups[Int($0)].unknown != certain }
    }
  }

  private static func special(
    _ places: Places, _ isUncertain: [Bool]
  ) -> (special: [Int32], down: [Int32]) {
    let odd: EndClassRecord.Traits = [.isUndescribed, .repliesElsewhere]
    var (special, down): ([Int32], [Int32]) = ([], [])
    for (index, facet) in places.facets.enumerated() {
      let traits = places.classes[Int(facet.endClass)].traits
      if places.locations[Int(facet.location)].isOdd || isUncertain[Int(facet.groupSet)]
        || !traits.isDisjoint(with: odd)
      {
        special.append(Int32(index))
      } else if traits.contains(.isDown) {
        down.append(Int32(index))
      }
    }
    return (special, down)
  }

  /// Where the words of a set begin that concern requests, or their replies.
  func base(_ set: Int32, replies: Bool = false) -> Int {
    (2 * Int(set) + (replies ? 1 : 0)) * wordCount
  }
}
