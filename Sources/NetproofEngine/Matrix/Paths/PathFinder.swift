import NetproofModel
import NetproofSets

/// Finds the shapes of the paths between regions: simple ones by itself, others by the trace search.
struct PathFinder: Sendable {
  let ways: WayFinder
  let places: Places
  let terrain: Terrain
  let limits: Limits
  let oneWay: Bool
  let lists: RuleLists
  let graph: Graph
  let model: Model

  init(_ ways: WayFinder, _ places: Places, _ terrain: Terrain, _ limits: Limits, oneWay: Bool) {
    self.ways = ways
    self.places = places
    self.terrain = terrain
    self.limits = limits
    self.oneWay = oneWay
    lists = ways.lists
    graph = ways.graph
    model = graph.model
  }

  /// The shape within one subnet: no list is met (R59).
  static let inside = PathShape(carriesOutbound: true, carriesInbound: true)

  /// The shapes of the paths between two regions, one for each of AWS's choices and, where it makes
  /// a difference, each kind of packets.
  ///
  /// - Parameters:
  ///   - way: how forward packets get there.
  ///   - origin: a location of the region that they leave.
  ///   - goal: one of the region that they go to.
  /// - Returns: nothing where only the trace search of whole classes can say.
  func shapes(_ way: Way, from origin: Int, to goal: Int) -> [PathShape]? {
    let (from, to) = (region(origin), region(goal))
    switch way {
    case .blocked: return [PathShape(end: .blocked(.forward))]
    case .open(let forward):
      if let shape = simple(forward, from, to) { return [shape] }
    case .complex:
      if let shape = internetShape(from, to) { return [shape] }
    }
    return searchedShapes(from: origin, to: goal)
  }

  func region(_ location: Int) -> Region {
    places.regions[Int(places.locations[location].region)]
  }

  /// The shape of an open way whose reply is simple too.
  private func simple(_ forward: OpenWay, _ from: Region, _ to: Region) -> PathShape? {
    guard case .subnet(let near) = from.home, case .subnet(let far) = to.home else { return nil }
    let (nearACL, farACL) = (model.subnets[near].networkACL, model.subnets[far].networkACL)
    guard ways.isDescribed(nearACL), ways.isDescribed(farACL) else { return nil }
    var shape = PathShape(
      carriesOutbound: forward.carriesOutbound, carriesInbound: forward.carriesInbound)
    shape.forward.destinationLists = [lists.list(nearACL, .outbound)] + forward.destinationLists
    shape.forward.sourceLists =
      forward.sourceLists + (forward.meetsArrivalACL ? [lists.list(farACL, .inbound)] : [])
    switch ways.way(from: to, to: places.arrivals[Int(from.arrival)]) {
    case .complex: return nil
    case .blocked: shape.end = .blocked(.reply)
    case .open(let back):
      var reply = PathShape.Reply(isTranslated: false)
      reply.filters.sourceLists = [lists.list(farACL, .outbound)] + back.destinationLists
      reply.filters.destinationLists =
        back.sourceLists + (back.meetsArrivalACL ? [lists.list(nearACL, .inbound)] : [])
      shape.replies = [reply]
    }
    return shape
  }
}
