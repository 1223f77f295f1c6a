import NetproofEngine
import NetproofModel
import NetproofSets

/// Routes to carrier and local gateways.
extension FixCandidates {
  /// The gateways by which the subnets that a table serves, all at the edge, get to a destination.
  func edgeTargets(
    for table: ID<RouteTable>, to bits: AddressBits, _ family: Family
  ) -> [Route.Target] {
    let served = model.subnets.elements.filter { $0.routeTable == table }
    guard family == .ipv4, !served.isEmpty, served.allSatisfy(\.isAtEdge) else { return [] }
    let vpc = model.routeTables[table].vpc
    var targets: [Route.Target] = []
    if served.allSatisfy(\.isInWavelengthZone), let id = model.vpcs[vpc].carrierGateway {
      let isBehind = holds(model.carrierGateways[id].networks, bits)
      if isBehind || !isInside(bits, family) { targets.append(.carrierGateway(id)) }
    }
    for id in model.localGateways.ids {
      let gateway = model.localGateways[id]
      guard gateway.vpcs.contains(vpc), served.allSatisfy({ $0.outpost == gateway.outpost }),
        holds(gateway.networks, bits)
      else { continue }
      targets.append(.localGateway(id))
    }
    return targets
  }

  private func holds(_ networks: [ID<Network>], _ bits: AddressBits) -> Bool {
    networks.contains { bits.isSubset(of: model.networks[$0].addresses.ipv4) }
  }
}
