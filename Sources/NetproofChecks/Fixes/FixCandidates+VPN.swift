import NetproofEngine
import NetproofModel
import NetproofSets

/// Virtual private gateways, and the propagation of their routes.
extension FixCandidates {
  /// The attached virtual private gateway of a VPC that knows all of a destination, if one does.
  func vpnGateway(
    of vpc: ID<VPC>, knowing bits: AddressBits, _ family: Family
  ) -> ID<VPNGateway>? {
    guard let id = model.vpcs[vpc].vpnGateway else { return nil }
    let gateway = model.vpnGateways[id]
    let isKnown = gateway.routes.contains { route in
      route.prefix.family == family && bits.isSubset(of: route.prefix.bits)
        && model.isUp(route.line) && model.carries(family, route.line)
    }
    let isDescribed =
      gateway.identity.isDescribed
      && gateway.lines.allSatisfy { model.identity(of: $0.component).isDescribed }
    return gateway.isAttached && isKnown && isDescribed ? id : nil
  }

  /// Route propagation of the VPC's virtual private gateway: the routes then follow what it learns.
  func propagation(
    into table: ID<RouteTable>, to bits: AddressBits, _ family: Family
  ) -> [FixCandidate] {
    let entry = model.routeTables[table]
    guard !entry.isEdge, let gateway = vpnGateway(of: entry.vpc, knowing: bits, family),
      !entry.propagations.contains(gateway)
    else { return [] }
    return [FixCandidate([.propagateInto(table, gateway)], rank: 0)]
  }
}
