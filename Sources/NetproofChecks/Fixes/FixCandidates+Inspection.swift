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

  /// Routes to a device that keeps state, for the direction that misses it.
  func missedDevice(_ obstacle: Obstacle) -> [FixCandidate] {
    let device: Route.Target
    switch obstacle.component {
    case .endpoint(let id): device = .inspection(id)
    case .interface(let id): device = .interface(id)
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway,
      .attachment, .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork,
      .latticeService, .mirrorFilter, .mirrorSession:
      return []
    }
    guard let found = packetClass(of: obstacle) else { return [] }
    let isReplySeen = found.reply.contains {
      $0.component == obstacle.component && $0.action != .denied
    }
    if !found.forward.contains(where: { $0.component == obstacle.component }) {
      return inbound(found, through: device) + redirected(found.forward, to: device)
    }
    return isReplySeen ? [] : redirected(found.reply, to: device)
  }

  /// What comes in by an internet gateway, by its own route table.
  private func inbound(_ found: PacketClass, through device: Route.Target) -> [FixCandidate] {
    for step in found.forward where step.side == .inbound {
      guard case .internetGateway(let gateway) = step.component,
        let edge = model.internetGateways[gateway].edgeRouteTable
      else { continue }
      let blocks = subnetBlocks(of: step.packets.destinations, step.packets.family)
      return candidate(edge, blocks.map { .prefix($0) }, device, rank: 0).map { [$0] } ?? []
    }
    return []
  }

  /// The routes that packets take in the VPC of a device, by the device instead: the first of them
  /// that leads elsewhere first.
  private func redirected(_ steps: [Step], to device: Route.Target) -> [FixCandidate] {
    var result: [FixCandidate] = []
    for step in steps where step.action == .routed {
      guard case .route(let rule) = step.evidence, case .routeTable(let table) = rule.owner
      else { continue }
      let route = model.routeTables[table].routes[rule.index]
      guard mayLead(table, to: device), route.target != device else { continue }
      let (bits, family) = (step.packets.destinations, step.packets.family)
      let rank = result.isEmpty ? 0 : 1
      if route.target == .local {
        // Inside of a VPC a longer route is for a whole subnet (R15).
        let blocks = subnetBlock(of: bits, family).map { [$0] } ?? []
        result += [candidate(table, blocks.map { .prefix($0) }, device, rank: rank)].compactMap(
          \.self)
        continue
      }
      if route.origin == .written, !isTooWide(route, for: bits, family) {
        result.append(FixCandidate([.changeRoute(table, route, device)], rank: rank))
      }
      result += routeBlocks(of: bits, family)
        .compactMap { candidate(table, $0.map { .prefix($0) }, device, rank: rank + 1) }
    }
    return result
  }

  /// Whether a table may lead to a device of its VPC, for it routes nothing that comes out of it.
  private func mayLead(_ table: ID<RouteTable>, to device: Route.Target) -> Bool {
    if case .inspection(let id) = device { return inspections(for: table).contains(id) }
    guard case .interface(let id) = device else { return false }
    let own = model.subnets[model.interfaces[id].subnet]
    return own.vpc == model.routeTables[table].vpc && own.routeTable != table && isUsable(device)
  }
}
