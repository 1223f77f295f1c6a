import NetproofEngine
import NetproofModel
import NetproofSets

/// Segments of core networks: what lets them know a destination (R222).
extension FixCandidates {
  /// A static route to an attachment that inspects; a share with the segment of who has the
  /// destination, or a static route to its attachment.
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
    let blocks = routeBlocks(of: bits, family)
    let owners = self.owners(of: bits, family, from, model.transitGatewayRouteTables[table])
    let inspected = inspectedRoutes(into: table, from, to: bits, family, owners)
    // What goes past an inspection that other packets meet is at best a second choice.
    let base = inspected.isEmpty ? 0 : 2
    var shares: [FixCandidate] = []
    var routes: [FixCandidate] = []
    for owner in owners {
      let support = support(of: family, at: owner)
      if model.transitGatewayRouteTables[table].propagations.contains(owner) {
        if !support.isEmpty { shares.append(FixCandidate(support, rank: base)) }
      } else if let other = model.attachments[owner].association,
        model.segmentName(of: other) != model.segmentName(of: table), areComplete(table)
      {
        let share = FixCandidate([.shareSegments(other, table)] + support, rank: base)
        if !shares.contains(where: { $0.edits == share.edits }) { shares.append(share) }
      }
      for prefixes in blocks where !isRouted(prefixes, in: table) {
        routes.append(
          FixCandidate(
            prefixes.map { .addSegmentRoute(table, $0, owner) },
            rank: base + (shares.isEmpty ? 0 : 1)))
      }
    }
    return inspected + shares + routes
  }

  /// Static routes to attachments that inspect: those that other segments use, with their prefix, and
  /// those whose own segment knows the destination.
  private func inspectedRoutes(
    into table: ID<TransitGatewayRouteTable>, _ from: ID<TransitGatewayAttachment>?,
    to bits: AddressBits, _ family: Family, _ owners: [ID<TransitGatewayAttachment>]
  ) -> [FixCandidate] {
    let blocks = routeBlocks(of: bits, family)
    var result: [FixCandidate] = []
    func add(_ prefixes: [Prefix], _ target: ID<TransitGatewayAttachment>) {
      guard !prefixes.isEmpty, !isRouted(prefixes, in: table) else { return }
      let edits = prefixes.map { ModelEdit.addSegmentRoute(table, $0, target) }
      guard !result.contains(where: { $0.edits == edits }) else { return }
      result.append(FixCandidate(edits, rank: 0))
    }
    for sibling in siblings(of: table) {
      guard let route = selected(in: model.transitGatewayRouteTables[sibling], to: bits, family),
        route.origin == .written, case .attachment(let target) = route.target, target != from,
        !owners.contains(target), case .vpc(let vpc, _) = model.attachments[target].resource,
        inspects(vpc)
      else { continue }
      for one in route.prefix.length > 0 ? [[route.prefix]] : blocks { add(one, target) }
    }
    for target in inspecting(table, from, to: bits, family) where !owners.contains(target) {
      for one in blocks { add(one, target) }
    }
    return result
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
