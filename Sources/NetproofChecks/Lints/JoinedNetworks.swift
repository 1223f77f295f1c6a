import NetproofModel
import NetproofSets

/// A network that is joined to others.
struct JoinedNetwork {
  let component: ComponentID
  let blocks: [Prefix]
  /// The transit gateway that a VPC hangs on.
  ///
  /// Overlaps there are told when the topology is read; nothing at core networks, where AWS tells none.
  let gateway: ID<TransitGateway>?

  init(_ component: ComponentID, _ blocks: [Prefix], _ gateway: ID<TransitGateway>?) {
    self.component = component
    self.blocks = blocks
    self.gateway = gateway
  }
}

/// Two networks with a block in common, and what reaches both.
struct JoinedOverlap {
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

extension JoinedOverlap {
  /// The first overlap of each of some networks with each of others.
  static func between(
    _ near: [JoinedNetwork], _ far: [JoinedNetwork], joint: ComponentID
  ) -> [JoinedOverlap] {
    near.flatMap { network in
      far.compactMap { other -> JoinedOverlap? in
        guard other.component != network.component else { return nil }
        for block in network.blocks {
          guard let met = other.blocks.first(where: block.overlaps) else { continue }
          return JoinedOverlap(
            Owned(block: block, network: network), Owned(block: met, network: other), joint)
        }
        return nil
      }
    }
  }
}

/// Transit gateways that are peered with each other, and all that hangs on them.
struct Meshes {
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
      // Core networks have segments.
      guard model.transitGateways[model.attachments[id].transitGateway].kind == .transitGateway
      else { continue }
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

  /// What hangs on the transit gateways that an attachment leads to.
  func reached(by id: ID<TransitGatewayAttachment>) -> [JoinedNetwork] {
    members[roots[model.attachments[id].transitGateway.index].index]
  }
}

/// What the segments of core networks have routes to: unlike transit gateways they keep networks
/// apart that nobody shares (R222).
struct SegmentMembers {
  /// For each table of a transit gateway or core network; of the former nothing.
  private var members: [[JoinedNetwork]]
  private let model: Model

  init(_ model: Model) {
    self.model = model
    members = Array(repeating: [], count: model.transitGatewayRouteTables.count)
    for gateway in model.transitGateways.elements where gateway.kind == .coreNetwork {
      guard gateway.identity.isDescribed else { continue }
      // A segment without attachments at an edge location routes nothing there.
      let used = Set(gateway.attachments.compactMap { model.attachments[$0].association })
      for table in used { members[table.index] = networks(in: table) }
    }
  }

  func overlaps() -> [JoinedOverlap] {
    model.transitGatewayRouteTables.ids.flatMap { id in
      JoinedOverlap.all(in: members[id.index], joint: model.component(of: id))
    }
  }

  /// What the segment of an attachment has routes to.
  func reached(by id: ID<TransitGatewayAttachment>) -> [JoinedNetwork] {
    model.attachments[id].association.map { members[$0.index] } ?? []
  }

  /// The networks that a table leads to, each with the blocks that a route is about: a default route
  /// to a VPC that inspects is about the internet, not about the VPC.
  private func networks(in id: ID<TransitGatewayRouteTable>) -> [JoinedNetwork] {
    var routed: [ID<TransitGatewayAttachment>: [Prefix]] = [:]
    for route in model.transitGatewayRouteTables[id].routes {
      guard case .attachment(let target) = route.target else { continue }
      routed[target, default: []].append(route.prefix)
    }
    return routed.keys.sorted().flatMap { target -> [JoinedNetwork] in
      let attachment = model.attachments[target]
      guard attachment.identity.isDescribed, attachment.state.forwards else { return [] }
      let routes = routed[target] ?? []
      func met(_ blocks: [Prefix]) -> [Prefix] {
        blocks.filter { block in routes.contains { block.contains($0) } }
      }
      switch attachment.resource {
      case .vpc(let vpc, _):
        guard model.vpcs[vpc].identity.isDescribed else { return [] }
        return [JoinedNetwork(.vpc(vpc), met(model.vpcs[vpc].cidrs), nil)]
      case .vpn, .directConnect, .edge:
        return model.networks(behind: attachment.resource)
          .filter { model.networks[$0].identity.isDescribed }
          .map { JoinedNetwork(.network($0), met(model.networks[$0].addresses.blocks), nil) }
      case .peer, .networkFunction: return []
      }
    }
  }
}
