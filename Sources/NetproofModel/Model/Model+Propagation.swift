public import NetproofSets

/// What attachments of transit gateways propagate.
extension Model {
  /// The prefixes that a table takes over from an attachment: a VPC's blocks, or what a VPN
  /// connection learned; nothing from peerings (R132).
  ///
  /// A VPC whose blocks overlap those of a VPC attached before it propagates nothing (R135).
  public func propagated(by id: ID<TransitGatewayAttachment>) -> [Prefix] {
    isSilenced(id) ? [] : prefixes(of: attachments[id].resource)
  }

  /// What would be propagated if no other VPC overlapped.
  func prefixes(of resource: TransitGatewayAttachment.Resource) -> [Prefix] {
    switch resource {
    case .vpc(let vpc, _): return vpc.index < vpcs.count ? vpcs[vpc].cidrs : []
    case .vpn(let vpn):
      guard vpn.index < vpnConnections.count else { return [] }
      var seen: Set<Prefix> = []
      return vpnConnections[vpn].learned.filter { seen.insert($0).inserted }
    case .peer: return []
    }
  }

  /// Whether a VPC attached before this one overlaps its blocks.
  private func isSilenced(_ id: ID<TransitGatewayAttachment>) -> Bool {
    guard case .vpc(let vpc, _) = attachments[id].resource, attachments[id].state.exists else {
      return false
    }
    let own = vpcs[vpc].cidrs
    for earlier in transitGateways[attachments[id].transitGateway].attachments {
      guard earlier != id else { return false }
      guard case .vpc(let other, _) = attachments[earlier].resource, other != vpc,
        attachments[earlier].state.exists
      else { continue }
      if vpcs[other].cidrs.contains(where: { block in own.contains { $0.overlaps(block) } }) {
        return true
      }
    }
    return false
  }
}

extension TransitGatewayRouteTable {
  /// The table with other written routes and propagations; propagated routes follow from these.
  ///
  /// A written route hides the propagated one that equals it (R133).
  public func replacing(
    written: [TransitGatewayRoute], propagations: [ID<TransitGatewayAttachment>], in model: Model
  ) -> TransitGatewayRouteTable {
    let fixed = Set(written.filter { $0.origin == .written }.map(\.prefix))
    var routes = written
    for (index, attachment) in propagations.enumerated() {
      for prefix in model.propagated(by: attachment) where !fixed.contains(prefix) {
        routes.append(
          TransitGatewayRoute(
            prefix: prefix, target: .attachment(attachment), origin: .propagated(index: index),
            writtenIndex: index))
      }
    }
    return TransitGatewayRouteTable(
      identity: identity, transitGateway: transitGateway, routes: routes,
      propagations: propagations)
  }
}
