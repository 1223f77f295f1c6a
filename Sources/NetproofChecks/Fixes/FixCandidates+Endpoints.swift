import NetproofEngine
import NetproofModel
import NetproofSets

/// Gateway endpoints of a VPC.
extension FixCandidates {
  /// The endpoints of a VPC whose service has all of some addresses.
  func endpoints(of vpc: ID<VPC>, to bits: AddressBits, _ family: Family) -> [Route.Target] {
    model.endpoints.ids.filter { id in
      guard model.endpoints[id].vpc == vpc, family == .ipv4 || model.endpoints[id].carriesIPv6,
        let list = model.endpoints[id].gateway?.prefixList
      else { return false }
      let addresses = AddressSet(model.prefixLists[list].entries)[family]
      return bits.subtracting(addresses).isEmpty
    }.map { .gatewayEndpoint($0) }
  }

  /// Endpoints in place of the internet gateway, for hosts without a public address.
  func throughEndpoint(_ obstacle: Obstacle) -> [FixCandidate] {
    guard obstacle.direction == .forward, let (table, _) = lastRoute(before: obstacle) else {
      return []
    }
    let vpc = model.routeTables[table].vpc
    return endpoints(of: vpc, to: obstacle.packets.destinations, obstacle.packets.family)
      .compactMap { target in
        guard case .gatewayEndpoint(let id) = target, isUsable(target) else { return nil }
        return association(table, with: id, rank: 0)
      }
  }

  /// The association of a table with an endpoint, if it has none and AWS would take it.
  func association(
    _ table: ID<RouteTable>, with id: ID<VPCEndpoint>, rank: Int
  ) -> FixCandidate? {
    let entry = model.routeTables[table]
    guard let list = model.endpoints[id].gateway?.prefixList, entry.edgeOf == nil,
      !entry.routes.contains(where: { $0.destination == .prefixList(list) })
    else { return nil }
    return FixCandidate([.associateEndpoint(id, table)], rank: rank)
  }
}
