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
      return LintFinding(.peering(id), .routesMissing(in: lacking))
    }
  }

  // MARK: - Overlaps

  func overlapFindings() -> [LintFinding] {
    var seen: Set<[ComponentID]> = []
    let meshes = Meshes(model)
    let all = meshes.overlaps() + peeredOverlaps(meshes)
    return all.filter { seen.insert([$0.component, $0.other].sorted()).inserted }
      .map { LintFinding($0.component, .blocksOverlap($0.overlap)) }
  }

  /// Overlaps of networks that one VPC reaches, at least one of them by a peering.
  private func peeredOverlaps(_ meshes: Meshes) -> [JoinedOverlap] {
    model.vpcs.ids.flatMap { id -> [JoinedOverlap] in
      let peers = uses.peerings[id.index].filter {
        model.peerings[$0].identity.isDescribed && model.peerings[$0].state == .active
      }.compactMap { model.peerings[$0].other(than: id) }.filter { isDescribed(.vpc($0)) }
      guard !peers.isEmpty, isDescribed(.vpc(id)) else { return [] }
      let near = peers.map { JoinedNetwork(.vpc($0), model.vpcs[$0].cidrs, nil) }
      let others = uses.attachments[id.index].flatMap {
        meshes.overlaps(of: near, at: model.attachments[$0].transitGateway, but: .vpc(id), .vpc(id))
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
        guard case .peering(let peering) = route.target else { continue }
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

  func areKnown(in vpc: ID<VPC>) -> Bool { !vague.contains(vpc) }

  func leads(over peering: ID<Peering>, from vpc: ID<VPC>) -> Bool {
    ways.contains(Way(peering: peering, vpc: vpc))
  }

  /// Whether a NAT gateway's own table has such a route.
  func translates(over peering: ID<Peering>, from vpc: ID<VPC>) -> Bool {
    translated.contains(Way(peering: peering, vpc: vpc))
  }
}

/// A network that is joined to others.
private struct JoinedNetwork {
  let component: ComponentID
  let blocks: [Prefix]
  /// The transit gateway that a VPC hangs on: overlaps there are told when the topology is read.
  let gateway: ID<TransitGateway>?

  init(_ component: ComponentID, _ blocks: [Prefix], _ gateway: ID<TransitGateway>?) {
    self.component = component
    self.blocks = blocks
    self.gateway = gateway
  }
}

private struct JoinedOverlap {
  let component: ComponentID
  let overlap: LintFinding.Overlap

  var other: ComponentID { overlap.other }

  /// A block with its owner, in the order of addresses.
  struct Owned {
    let block: Prefix
    let network: JoinedNetwork
  }

  init(_ one: Owned, _ two: Owned, _ joint: ComponentID) {
    let (first, second) = one.network.component < two.network.component ? (one, two) : (two, one)
    component = second.network.component
    overlap = LintFinding.Overlap(
      block: second.block, other: first.network.component, otherBlock: first.block, joint: joint)
  }

  static func sorted(_ networks: [JoinedNetwork]) -> [Owned] {
    networks.flatMap { network in network.blocks.map { Owned(block: $0, network: network) } }
      .sorted {
        (
          $0.block.family == .ipv4 ? 0 : 1, $0.block.base.bits, $0.block.length,
          $0.network.component
        )
          < (
            $1.block.family == .ipv4 ? 0 : 1, $1.block.base.bits, $1.block.length,
            $1.network.component
          )
      }
  }

  /// The overlaps of different networks: of each block with the nearest one that holds it, so that
  /// a network that overlaps many is not told with every pair of them.
  static func all(in networks: [JoinedNetwork], joint: ComponentID) -> [JoinedOverlap] {
    var result: [JoinedOverlap] = []
    var open: [Owned] = []
    for owned in sorted(networks) {
      while let last = open.last, !last.block.contains(owned.block) { open.removeLast() }
      let holder = open.last { holder in
        holder.network.component != owned.network.component
          && (holder.network.gateway == nil || holder.network.gateway != owned.network.gateway)
      }
      if let holder { result.append(JoinedOverlap(holder, owned, joint)) }
      open.append(owned)
    }
    return result
  }
}

/// Transit gateways that are peered with each other, and all that hangs on them.
private struct Meshes {
  /// For each transit gateway the least of those that it is joined with.
  private let roots: [ID<TransitGateway>]
  private var members: [[JoinedNetwork]]
  private let model: Model

  init(_ model: Model) {
    self.model = model
    roots = Self.roots(model)
    members = Array(repeating: [], count: model.transitGateways.count)
    for id in model.attachments.ids
    where model.attachments[id].identity.isDescribed && model.attachments[id].state.forwards {
      let attachment = model.attachments[id]
      let gateway = attachment.transitGateway
      let root = roots[gateway.index].index
      switch attachment.resource {
      case .vpc(let vpc, _):
        guard model.vpcs[vpc].identity.isDescribed else { continue }
        members[root].append(
          JoinedNetwork(.vpc(vpc), attachment.known(model.vpcs[vpc].cidrs), gateway))
      case .vpn, .directConnect, .edge:
        for id in model.networks(behind: attachment.resource)
        where model.networks[id].identity.isDescribed {
          members[root].append(
            JoinedNetwork(
              .network(id), attachment.known(model.networks[id].addresses.blocks), nil))
        }
      case .peer, .networkFunction: continue
      }
    }
  }

  private static func roots(_ model: Model) -> [ID<TransitGateway>] {
    var parents = Array(model.transitGateways.ids)
    func root(_ id: ID<TransitGateway>) -> ID<TransitGateway> {
      var id = id
      while parents[id.index] != id { id = parents[id.index] }
      return id
    }
    for attachment in model.attachments.elements where attachment.state.forwards {
      guard case .peer(let far) = attachment.resource else { continue }
      let ends = [attachment.transitGateway, model.attachments[far].transitGateway].map(root)
      parents[max(ends[0], ends[1]).index] = min(ends[0], ends[1])
    }
    return model.transitGateways.ids.map(root)
  }

  func overlaps() -> [JoinedOverlap] {
    model.transitGateways.ids.flatMap { id in
      JoinedOverlap.all(in: members[id.index], joint: model.component(of: id))
    }
  }

  /// Overlaps of some networks with those of a transit gateway's mesh, one VPC aside.
  func overlaps(
    of near: [JoinedNetwork], at gateway: ID<TransitGateway>, but own: ComponentID,
    _ joint: ComponentID
  ) -> [JoinedOverlap] {
    let far = members[roots[gateway.index].index].filter { $0.component != own }
    guard !far.isEmpty else { return [] }
    return near.flatMap { network in
      far.compactMap { other -> JoinedOverlap? in
        guard other.component != network.component else { return nil }
        for block in network.blocks {
          guard let met = other.blocks.first(where: block.overlaps) else { continue }
          return JoinedOverlap(
            JoinedOverlap.Owned(block: block, network: network),
            JoinedOverlap.Owned(block: met, network: other), joint)
        }
        return nil
      }
    }
  }
}
