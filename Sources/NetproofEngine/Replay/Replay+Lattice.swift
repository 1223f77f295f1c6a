import NetproofModel
import NetproofSets

/// VPC Lattice (R176).
extension Replay.Walk {
  /// The node of a Lattice service that the packet is for, if it is.
  private var latticeNode: ID<NetworkInterface>? {
    guard let lattice = model.lattice, case .interface(let id) = expected,
      model.interfaces[id].subnet == lattice.subnet
    else { return nil }
    return id
  }

  /// What becomes of a packet for VPC Lattice that leaves a subnet; nothing if it is none.
  mutating func toLattice(from subnet: ID<Subnet>) -> Replay.Step? {
    guard let node = latticeNode else { return nil }
    let isKnown = direction == .reply && translations.last?.device == .node(node)
    if !isKnown {
      guard model.interfaces[node].addresses.contains(packet.destinationAddress) else { return nil }
      if direction == .forward, !crossings.isEmpty { return nil }
    }
    guard passNetworkACL(of: subnet, .outbound) else { return .stop }
    if isKnown { return undoTranslation() }
    if direction == .reply {
      guard isDescribed(.interface(node)) else { return end(gap: .notDescribed, .interface(node)) }
      return .received(.interface(node))
    }
    return associate(model.subnets[subnet].vpc, node)
  }

  /// From a VPC by its service network to the service.
  private mutating func associate(
    _ vpc: ID<VPC>, _ node: ID<NetworkInterface>
  ) -> Replay.Step {
    guard let service = model.interfaces[node].loadBalancer else { return .stop }
    var unknown: ID<ServiceNetwork>?
    for id in model.serviceNetworks.ids {
      let network = model.serviceNetworks[id]
      if !network.identity.isDescribed { unknown = unknown ?? id }
      guard network.services.contains(service) else { continue }
      for association in network.associations where association.vpc == vpc {
        guard settleReferences(at: .interface(node)) else { return .stop }
        guard passInboundGroups(association.securityGroups) else { return .stop }
        return accept(at: node)
      }
    }
    if let unknown { return end(gap: .notDescribed, .serviceNetwork(unknown)) }
    return end(.latticeNotAssociated, model.component(of: service))
  }

  /// A node's packet goes straight to whom it is for.
  mutating func departFromLattice(_ subnet: ID<Subnet>) -> Replay.Step {
    if direction == .reply {
      return expectedVPC.map { .deliver($0, from: nil) } ?? .stop
    }
    var goal = expectedVPC
    if let leg = legs.last {
      let vpc = model.targetGroups[leg.group].vpc
      let isInside = model.vpcs[vpc].cidrs.contains { $0.contains(packet.destinationAddress) }
      if isDescribed(.vpc(vpc)), !isInside {
        return end(gap: .latticeUndecided, .targetGroup(leg.group))
      }
      goal = vpc
    }
    guard let goal else { return end(.noRoute, .routeTable(model.subnets[subnet].routeTable)) }
    if case .interface(let target) = expected, let filter = distinguishingFilter(of: target) {
      return end(gap: .latticeUndecided, filter)
    }
    return .deliver(goal, from: nil)
  }

  /// A filter of a target that lets some addresses of VPC Lattice in and others not.
  private func distinguishingFilter(of target: ID<NetworkInterface>) -> ComponentID? {
    let block = Lattice.block(packet.family)
    func distinguishes(_ prefixes: [Prefix]) -> Bool {
      let near = prefixes.filter { $0.contains(block) || block.contains($0) }
      if near.contains(where: { $0.contains(block) }) { return false }
      return !near.isEmpty && !AddressSet([block]).subtracting(AddressSet(near)).isEmpty
    }
    for id in model.interfaces[target].securityGroups {
      for rule in model.securityGroups[id].inbound {
        let isPartial =
          switch rule.peer {
          case .prefix(let prefix): distinguishes([prefix])
          case .prefixList(let list): distinguishes(model.prefixLists[list].entries)
          case .network(let network):
            !model.networks[network].addresses.intersection(AddressSet([block])).isEmpty
              && !AddressSet([block]).subtracting(model.networks[network].addresses).isEmpty
          case .group: false
          }
        if isPartial { return .securityGroup(id) }
      }
    }
    let list = model.subnets[model.interfaces[target].subnet].networkACL
    let rules = model.networkACLs[list].inbound + model.networkACLs[list].outbound
    return rules.contains { distinguishes([$0.cidr]) } ? .networkACL(list) : nil
  }
}
