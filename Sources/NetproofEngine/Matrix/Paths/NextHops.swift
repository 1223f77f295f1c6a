import NetproofModel
import NetproofSets

/// Every route table compiled to a table from the destination to the route that is taken.
struct NextHops: Sendable {
  /// No route holds the destination.
  static let none: Int32 = -1
  /// AWS chooses, or something is not described.
  static let unclear: Int32 = -2

  private var tables = AtomTables()
  private let transitBase: Int

  init(_ graph: Graph, _ atoms: AddressAtoms) {
    func ranges(_ groups: [RouteGroup]) -> [(atoms: ClosedRange<Int32>, value: Int32)] {
      groups.map { group in
        let value = group.choices.count == 1 ? Int32(group.choices[0]) : Self.unclear
        return (atoms.atoms(of: group.prefix), value)
      }
    }
    var tables = AtomTables()
    for routes in graph.routes {
      if (routes.unknown(.ipv4) ?? routes.unknown(.ipv6)) != nil {
        _ = tables.appendNested([], default: Self.unclear)
      } else {
        let all = routes.groups(.ipv4) + routes.groups(.ipv6)
        _ = tables.appendNested(ranges(all), default: Self.none)
      }
    }
    transitBase = graph.routes.count
    for routes in graph.transitRoutes {
      if routes.unknown != nil {
        _ = tables.appendNested([], default: Self.unclear)
      } else {
        let all = routes.groups(.ipv4) + routes.groups(.ipv6)
        _ = tables.appendNested(ranges(all), default: Self.none)
      }
    }
    self.tables = tables
  }

  func route(_ table: ID<RouteTable>, _ atom: Int32) -> Int32 { tables.value(table.index, atom) }

  func route(_ table: ID<TransitGatewayRouteTable>, _ atom: Int32) -> Int32 {
    tables.value(transitBase + table.index, atom)
  }
}
