public import NetproofModel
import NetproofSets

/// Answers questions about one model.
///
/// It is a value shared by all questions; the search proves, the replay confirms.
public struct Analyzer: Sendable {
  public internal(set) var model: Model
  public internal(set) var limits: Limits
  var graph: Graph
  var replay: Replay

  /// Who is in which subnet and has which groups.
  public var index: InterfaceIndex { graph.index }

  public init(_ model: Model, limits: Limits = Limits()) {
    self.model = model
    self.limits = limits
    graph = Graph(model)
    replay = Replay(model, limits: limits)
  }

  /// Answers a question, with every class of its packets, and a witness that replay confirmed.
  ///
  /// - Parameters:
  ///   - query: the question.
  ///   - isMeant: says of the way there of a class, and of what it is not known for, whether the
  ///     question is about it.
  ///   - tellsPassages: whether the classes tell which interfaces their packets pass.
  /// - Returns: the answer; if the question is about no class, `unreachable` without any.
  /// - Throws: ``QuestionFault`` if there is nothing to ask, or if search and replay disagree.
  public func answer(
    _ query: Query, where isMeant: (([Step], Remark?) -> Bool)? = nil, tellsPassages: Bool = false
  ) throws(QuestionFault) -> Answer {
    let pairs = try pairs(of: query)
    var assembly = Assembly()
    for pair in pairs {
      for family in Family.allCases where query.family == nil || query.family == family {
        for cube in cubes(of: query, pair, family) {
          assembly.add(classes(cube, pair, query, tellsPassages: tellsPassages), pair)
        }
      }
    }
    guard !assembly.isEmpty else { throw .noCommonFamily }
    if let isMeant { assembly.keep(where: isMeant) }
    return try assembly.answer(query, self)
  }

  /// The packets of a question that pass, forward and back, for each pair of ends.
  ///
  /// This is the search alone, without evidence or witnesses. Ends are joined as `grouping` joins
  /// them, so that the pairs of two analyzers of the same components can be compared one by one.
  public func passing(
    _ query: Query, groupedBy grouping: Analyzer? = nil
  ) throws(QuestionFault) -> [Passing] {
    let inspects = self.inspects
    return try (grouping ?? self).pairs(of: query).map { pair in
      var found = Passing(origin: pair.origin.group, goal: pair.goal.group)
      for family in Family.allCases where query.family == nil || query.family == family {
        for one in classes(of: query, pair, family) {
          found.insert(one, model, inspects: inspects)
        }
      }
      return found
    }
  }

  /// What becomes of the packets of a question between two ends, in one family.
  func classes(of query: Query, _ pair: EndPair, _ family: Family) -> [FoundClass] {
    cubes(of: query, pair, family).flatMap { classes($0, pair, query) }
  }

  private func classes(
    _ cube: PacketCube, _ pair: EndPair, _ query: Query, tellsPassages: Bool = false
  ) -> [FoundClass] {
    if let unknown = unknownEnd(of: pair) { return [FoundClass(cube, unknown: unknown)] }
    var search = Search(
      graph, from: pair.origin.end, to: pair.goal.end, oneWay: query.oneWay, limits: limits)
    search.application = query.application
    search.copy = query.copy
    search.tellsPassages = tellsPassages
    search.run(cube)
    return search.classes()
  }

  /// The headers that leave an origin, one cube for each service.
  func cubes(of query: Query, _ pair: EndPair, _ family: Family) -> [PacketCube] {
    let sources = addresses(of: pair.origin, family)
    let destinations = addresses(of: pair.goal, family)
    guard !sources.isEmpty, !destinations.isEmpty else { return [] }
    let client = query.clientPorts ?? clientPorts(of: pair.origin)
    return query.services(family).map { service in
      let hasPorts = service.protocols.intersection(ProtocolSet(.tcp, .udp)) == service.protocols
      return PacketCube(
        family, protocols: service.protocols, sources: sources, destinations: destinations,
        sourcePorts: hasPorts ? client : .all, destinationPorts: service.ports)
    }
  }

  /// The addresses of an end; all of them if the end is not described and states none.
  private func addresses(of end: GroupedEnd, _ family: Family) -> AddressBits {
    isUnknown(end) ? family.addresses : end.addresses[family]
  }

  /// An end that is said to exist, without the addresses that the question is about.
  func unknownEnd(of pair: EndPair) -> ComponentID? {
    for end in [pair.origin, pair.goal] where isUnknown(end) {
      guard case .interfaces(let group) = end.end else { continue }
      return .interface(group.representative)
    }
    return nil
  }

  private func isUnknown(_ end: GroupedEnd) -> Bool {
    guard case .interfaces(let group) = end.end, end.addresses.isEmpty else { return false }
    return !model.interfaces[group.representative].identity.isDescribed
  }

  /// The ports that a client draws from: its own, the topology's, or the profile of its kind.
  private func clientPorts(of end: GroupedEnd) -> PortSet {
    switch end.end {
    case .interfaces(let group):
      model.interfaces[group.representative].clientPorts ?? model.policies.clientPorts
        ?? ClientPortProfile.linux.ports
    case .network(let id):
      model.networks[id].clientPorts ?? model.policies.clientPorts ?? ClientPortProfile.any.ports
    case .address: ClientPortProfile.any.ports
    }
  }
}

/// Why a question has no answer.
public enum QuestionFault: Error, Hashable, Sendable {
  /// Both ends are the same interface: a host reaches itself without any network.
  case sameInterface
  /// Both ends are networks on the internet: nothing of it is modelled.
  case bothOutside
  /// The sender is an address that nobody owns.
  case nobodySends
  /// The ends have no address family in common, or none that the question asks for.
  case noCommonFamily
  /// More pairs of ends than the limit allows.
  case tooManyPairs(limit: Int)
  /// Search and replay disagree about a packet: a fault of Netproof's own.
  case disagreement(Flow, expected: Verdict)
}
