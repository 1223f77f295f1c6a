import NetproofModel
import NetproofSets

/// Everything about a model that all pairs share, compiled.
struct MatrixCore: Sendable {
  var graph: Graph
  let limits: Limits
  let options: MatrixOptions
  let terrain: Terrain
  let places: Places
  var lists: RuleLists
  var finder: PathFinder
  let atoms: PortAtoms
  /// The words of all interned port sets, see ``PortPool``.
  var setWords: [UInt64]
  let wordCount: Int
  /// For each group the groups whose outbound rules refer to it.
  var referrers: [[(group: Int32, ports: [Int32])]]
  let masks: PortMasks
  /// For each group set whether something undescribed might pass more, outbound and inbound.
  var isOutboundUncertain: [Bool]
  var isInboundUncertain: [Bool]
  /// Facets that packets to have to be judged one by one.
  var specialFacets: [Int32]
  var isSpecialFacet: [Bool]

  init(_ graph: Graph, _ options: MatrixOptions, _ limits: Limits) {
    self.graph = graph
    self.limits = limits
    self.options = options
    let clients = ClientPortSets(graph.model, all: options.clientPorts)
    terrain = Terrain(graph)
    atoms = PortAtoms(
      Self.services(graph.model), clients: clients.sets + [ClientPortProfile.nat.ports])
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
    (specialFacets, isSpecialFacet) = Self.special(places, isInboundUncertain)
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
    return result
  }

  static func referrers(
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

  static func uncertain(_ sets: GroupSets, _ groups: [RuleLists.Group]) -> [Bool] {
    let certain = [PortPool.none, PortPool.none]
    return (0..<Int32(sets.count)).map { set in
      sets.members(set).contains { groups[Int($0)].unknown != certain }
    }
  }

  static func special(
    _ places: Places, _ isUncertain: [Bool]
  ) -> (facets: [Int32], isSpecial: [Bool]) {
    let odd: EndClassRecord.Traits = [.isDown, .isUndescribed, .repliesElsewhere]
    let isSpecial = places.facets.map { facet in
      places.locations[Int(facet.location)].isOdd || isUncertain[Int(facet.groupSet)]
        || !places.classes[Int(facet.endClass)].traits.isDisjoint(with: odd)
    }
    return (isSpecial.indices.filter { isSpecial[$0] }.map { Int32($0) }, isSpecial)
  }

  /// Where the words of a set begin that concern requests, or their replies.
  func base(_ set: Int32, replies: Bool = false) -> Int {
    (2 * Int(set) + (replies ? 1 : 0)) * wordCount
  }
}
