import NetproofModel
import NetproofSets

/// What joins networks: peerings that no route leads over, blocks that are there twice.
extension Linter {
  // MARK: - Peerings

  func peeringFindings() -> [LintFinding] {
    let ways = PeeringWays(model, uses)
    return model.peerings.ids.compactMap { id in
      let peering = model.peerings[id]
      let ends = [peering.requester, peering.accepter]
      guard peering.identity.isDescribed, peering.state == .active,
        ends.allSatisfy({ isDescribed(.vpc($0)) && ways.areKnown(in: $0) })
      else { return nil }
      let lacking = ends.filter { !ways.leads(over: id, from: $0) }
      // Replies to a NAT gateway need no route (R112).
      let isReturned = ends.contains {
        !lacking.contains($0) && ways.translates(over: id, from: $0)
      }
      guard !lacking.isEmpty, !isReturned else { return nil }
      let areAnswered =
        lacking.count == 1
        && lacking.allSatisfy { near in
          peering.other(than: near).map { ways.leadsElsewhere(from: near, to: $0, model) } ?? false
        }
      return LintFinding(
        .peering(id), .routesMissing(in: lacking, repliesLeaveElsewhere: areAnswered))
    }
  }

  // MARK: - Overlaps

  func overlapFindings() -> [LintFinding] {
    var seen: Set<[ComponentID]> = []
    let meshes = Meshes(model)
    let segments = SegmentMembers(model)
    let all = meshes.overlaps() + segments.overlaps() + peeredOverlaps(meshes, segments)
    return all.filter { seen.insert([$0.component, $0.other].sorted()).inserted }
      .map { LintFinding($0.component, .blocksOverlap($0.overlap)) }
  }

  /// Overlaps of networks that one VPC reaches, at least one of them by a peering.
  private func peeredOverlaps(_ meshes: Meshes, _ segments: SegmentMembers) -> [JoinedOverlap] {
    model.vpcs.ids.flatMap { id -> [JoinedOverlap] in
      let peers = uses.peerings[id.index].filter {
        model.peerings[$0].identity.isDescribed && model.peerings[$0].state == .active
      }.compactMap { model.peerings[$0].other(than: id) }.filter { isDescribed(.vpc($0)) }
      guard !peers.isEmpty, isDescribed(.vpc(id)) else { return [] }
      let near = peers.map { JoinedNetwork(.vpc($0), model.vpcs[$0].cidrs, nil) }
      let others = uses.attachments[id.index].flatMap { own in
        let far = meshes.reached(by: own) + segments.reached(by: own)
        return JoinedOverlap.between(near, far.filter { $0.component != .vpc(id) }, joint: .vpc(id))
      }
      return JoinedOverlap.all(in: near, joint: .vpc(id)) + others
    }
  }
}

/// From which VPCs routes lead over which peerings, in one pass over the tables.
private struct PeeringWays {
  private struct Way: Hashable {
    let peering: ID<Peering>
    let vpc: ID<VPC>
  }

  private var ways: Set<Way> = []
  private var translated: Set<Way> = []
  /// Where else routes of a VPC lead that might take replies to a peer.
  private var others: [ID<VPC>: [Prefix]] = [:]
  private var vague: Set<ID<VPC>>

  init(_ model: Model, _ uses: LintUses) {
    vague = uses.vagueVPCs
    var translators: Set<ID<RouteTable>> = []
    for gateway in model.natGateways.elements {
      translators.insert(model.subnets[gateway.subnet].routeTable)
    }
    for id in model.routeTables.ids {
      let table = model.routeTables[id]
      if !table.identity.isDescribed { vague.insert(table.vpc) }
      guard uses.usedRouteTables[id.index] else { continue }
      for route in table.routes where route.refusal == nil {
        guard case .peering(let peering) = route.target else {
          if route.state == .active, Self.mayTakeReplies(route.target),
            case .prefix(let block) = route.destination
          {
            others[table.vpc, default: []].append(block)
          }
          continue
        }
        if case .prefixList(let list) = route.destination,
          !model.prefixLists[list].identity.isDescribed
        {
          vague.insert(table.vpc)
        }
        let way = Way(peering: peering, vpc: table.vpc)
        ways.insert(way)
        if translators.contains(id) { translated.insert(way) }
      }
    }
  }

  /// Whether a target leads to other private networks, or to what may pass packets on to them.
  private static func mayTakeReplies(_ target: Route.Target) -> Bool {
    switch target {
    case .transitGateway, .coreNetwork, .vpnGateway, .interface, .inspection: true
    case .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
      .carrierGateway, .localGateway, .gatewayEndpoint, .blackhole:
      false
    }
  }

  /// Whether routes of a VPC hold some of another one's blocks, but over something else.
  func leadsElsewhere(from vpc: ID<VPC>, to other: ID<VPC>, _ model: Model) -> Bool {
    (others[vpc] ?? []).contains { model.vpcs[other].cidrs.contains(where: $0.overlaps) }
  }

  func areKnown(in vpc: ID<VPC>) -> Bool { !vague.contains(vpc) }

  func leads(over peering: ID<Peering>, from vpc: ID<VPC>) -> Bool {
    ways.contains(Way(peering: peering, vpc: vpc))
  }

  /// Whether a NAT gateway's own table has such a route.
  func translates(over peering: ID<Peering>, from vpc: ID<VPC>) -> Bool {
    translated.contains(Way(peering: peering, vpc: vpc))
  }
}
