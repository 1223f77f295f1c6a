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
      gateway.identity.isDescribed && model.strayLine == nil
      && gateway.lines.allSatisfy { model.identity(of: $0.component).isDescribed }
    return gateway.isAttached && isKnown && isDescribed ? id : nil
  }

  /// Wider traffic selectors of a VPN connection, so that they mean both ends; none if they had to be
  /// nearly everybody's.
  func widerSelectors(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .vpnConnection(let id) = obstacle.component else { return [] }
    let (connection, packets) = (model.vpnConnections[id], obstacle.packets)
    let premises = connection.networks.reduce(AddressBits()) {
      $0.union(model.networks[$1].addresses[packets.family])
    }
    let ends =
      packets.destinations.isSubset(of: premises)
      ? (local: packets.destinations, remote: packets.sources)
      : (local: packets.sources, remote: packets.destinations)
    var edits: [ModelEdit] = []
    for (side, written, bits) in [
      (VPNConnection.Side.local, connection.selectors.local, ends.local),
      (.remote, connection.selectors.remote, ends.remote),
    ] {
      let taken = VPNConnection.TrafficSelectors.bits(written, packets.family)
      guard let taken, !bits.isSubset(of: taken) else { continue }
      let blocks = subnetBlocks(of: bits, packets.family)
      let own = written.filter { $0.family == packets.family }
      guard !blocks.isEmpty,
        let best = own.map({ (old: $0, new: $0.widened(to: blocks)) })
          .max(by: { $0.new.length < $1.new.length }),
        best.new.length >= Self.shortestSelector(packets.family)
      else { return [] }
      edits.append(.widenSelector(id, side, best.old, to: best.new))
    }
    return edits.isEmpty ? [] : [FixCandidate(edits, rank: 0)]
  }

  /// The widest blocks that people write for networks of their own: 10.0.0.0/8, and for IPv6 what a
  /// registry hands out.
  private static func shortestSelector(_ family: Family) -> Int { family == .ipv4 ? 8 : 20 }

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

extension Prefix {
  /// The least block that holds this one and others of its family.
  fileprivate func widened(to others: [Prefix]) -> Prefix {
    var result = self
    while result.length > 0, !others.allSatisfy(result.contains) {
      result = Prefix(containing: base, length: result.length - 1)
    }
    return result
  }
}
