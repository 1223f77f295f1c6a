import NetproofEngine
import NetproofModel
import NetproofSets

/// Segments of core networks: what lets them know a destination (R222).
extension FixCandidates {
  /// A share with the segment of who has the destination, or a static route to its attachment.
  func missingSegmentRoute(_ obstacle: Obstacle) -> [FixCandidate] {
    var table: ID<TransitGatewayRouteTable>?
    var from: ID<TransitGatewayAttachment>?
    for component in obstacle.context {
      if case .segment(let id) = component { table = id }
      if case .attachment(let id) = component { from = id }
    }
    guard let table else { return [] }
    return segmentRoutes(
      into: table, from: from, to: obstacle.packets.destinations, obstacle.packets.family)
  }

  /// The same for packets that come from an attachment.
  func segmentRoutes(
    into table: ID<TransitGatewayRouteTable>, from: ID<TransitGatewayAttachment>?,
    to bits: AddressBits, _ family: Family
  ) -> [FixCandidate] {
    let own = model.segmentName(of: table)
    let blocks = routeBlocks(of: bits, family)
    var shares: [FixCandidate] = []
    var routes: [FixCandidate] = []
    for owner in owners(of: bits, family, from, model.transitGatewayRouteTables[table]) {
      if let other = model.attachments[owner].association, model.segmentName(of: other) != own,
        areComplete(table)
      {
        let share = FixCandidate([.shareSegments(other, table)], rank: 0)
        if !shares.contains(where: { $0.edits == share.edits }) { shares.append(share) }
      }
      for prefixes in blocks where !isRouted(prefixes, in: table) {
        routes.append(
          FixCandidate(
            prefixes.map { .addSegmentRoute(table, $0, owner) }, rank: shares.isEmpty ? 0 : 1))
      }
    }
    return shares + routes
  }

  /// Whether it is known which segment each attachment of a core network is of.
  private func areComplete(_ table: ID<TransitGatewayRouteTable>) -> Bool {
    let network = model.transitGatewayRouteTables[table].transitGateway
    return model.transitGateways[network].attachments.allSatisfy {
      model.attachments[$0].association != nil
    }
  }

  /// Whether a static route of a segment has one of some destinations, wherever it leads.
  private func isRouted(_ prefixes: [Prefix], in table: ID<TransitGatewayRouteTable>) -> Bool {
    model.segmentTables(of: table).contains { place in
      model.transitGatewayRouteTables[place].routes.contains {
        $0.origin == .written && prefixes.contains($0.prefix)
      }
    }
  }
}
