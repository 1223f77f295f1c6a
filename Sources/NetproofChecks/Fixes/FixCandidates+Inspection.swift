import NetproofEngine
import NetproofModel
import NetproofSets

/// Endpoints that have packets inspected: firewalls' and those of Gateway Load Balancers.
extension FixCandidates {
  /// Usable ones that a table may lead to, for it routes nothing that comes out of them.
  func inspections(for table: ID<RouteTable>) -> [ID<VPCEndpoint>] {
    model.endpoints.ids.filter { id in
      guard let inspection = model.endpoints[id].inspection else { return false }
      return model.endpoints[id].vpc == model.routeTables[table].vpc
        && model.subnets[inspection.subnet].routeTable != table && isUsable(.inspection(id))
    }
  }

  /// Those with the same inspector behind them.
  func inspections(like id: ID<VPCEndpoint>, for table: ID<RouteTable>) -> [ID<VPCEndpoint>] {
    let own = model.endpoints[id]
    return inspections(for: table).filter { other in
      model.endpoints[other].service == own.service
        && model.endpoints[other].inspection?.inspector == own.inspection?.inspector
    }
  }

  func inspectionZone(_ id: ID<VPCEndpoint>) -> String? {
    model.endpoints[id].inspection.map { model.subnets[$0.subnet].zone }
  }

  /// Routes to an endpoint for the direction that misses it.
  func missedInspection(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .endpoint(let id) = obstacle.component, let found = packetClass(of: obstacle)
    else { return [] }
    let isReplyInspected = found.reply.contains {
      $0.component == obstacle.component && $0.action != .denied
    }
    let isRequestInspected = found.forward.contains { $0.component == obstacle.component }
    if !isRequestInspected {
      return inbound(found, through: id) + redirected(found.forward, to: id)
    }
    return isReplyInspected ? [] : redirected(found.reply, to: id)
  }

  /// What comes in by an internet gateway, by its own route table.
  private func inbound(_ found: PacketClass, through id: ID<VPCEndpoint>) -> [FixCandidate] {
    for step in found.forward where step.side == .inbound {
      guard case .internetGateway(let gateway) = step.component,
        let edge = model.internetGateways[gateway].edgeRouteTable
      else { continue }
      let blocks = subnetBlocks(of: step.packets.destinations, step.packets.family)
      return candidate(edge, blocks.map { .prefix($0) }, .inspection(id), rank: 0).map { [$0] }
        ?? []
    }
    return []
  }

  /// The first route that packets take, if it leads elsewhere from the endpoint's VPC.
  private func redirected(_ steps: [Step], to id: ID<VPCEndpoint>) -> [FixCandidate] {
    for step in steps where step.action == .routed {
      guard case .route(let rule) = step.evidence, case .routeTable(let table) = rule.owner
      else { continue }
      let route = model.routeTables[table].routes[rule.index]
      guard inspections(for: table).contains(id), route.target != .inspection(id) else { continue }
      let narrow = routeBlocks(of: step.packets.destinations, step.packets.family)
        .compactMap { candidate(table, $0.map { .prefix($0) }, .inspection(id), rank: 1) }
      let change =
        route.origin == .written
        ? [FixCandidate([.changeRoute(table, route, .inspection(id))], rank: 0)] : []
      return change + narrow
    }
    return []
  }
}
