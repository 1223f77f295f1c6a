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
    if let network = resourceNetwork(from: subnet) {
      return end(gap: .latticeUndecided, .serviceNetwork(network))
    }
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

  /// The service network of whose resources one may be meant, at an address that AWS chose.
  private func resourceNetwork(from subnet: ID<Subnet>) -> ID<ServiceNetwork>? {
    let vpc = model.subnets[subnet].vpc
    guard direction == .forward, crossings.isEmpty,
      Lattice.resourceBlock.contains(packet.destinationAddress),
      !model.vpcs[vpc].cidrs.contains(where: { $0.contains(packet.destinationAddress) })
    else { return nil }
    for id in model.serviceNetworks.ids
    where model.serviceNetworks[id].associations.contains(where: { $0.vpc == vpc }) {
      if !model.serviceNetworks[id].identity.isDescribed { return id }
      for service in model.serviceNetworks[id].services {
        if case .resource = model.component(of: service) { return id }
      }
    }
    return nil
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
        sightings?.goBeyond()
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
    return .deliver(goal, from: nil)
  }

  // MARK: - Addresses that nobody says

  /// The addresses that targets may be asked from, if a Lattice service has opened this connection.
  private var latticeAddresses: AddressSet? {
    guard let lattice = model.lattice, let leg = legs.last,
      model.interfaces[leg.node].subnet == lattice.subnet
    else { return nil }
    return AddressSet([Lattice.block(packet.family)])
  }

  /// Whether rules in order let the packet pass for some addresses of VPC Lattice and not for others.
  func tellLatticeApart(_ rules: [NetworkACLRule]) -> Bool {
    guard let all = latticeAddresses else { return false }
    var undecided = all
    var passing = AddressSet()
    for rule in rules where matches(rule.service) {
      let named = AddressSet([rule.cidr])
      if rule.allows { passing = passing.union(undecided.intersection(named)) }
      undecided = undecided.subtracting(named)
    }
    return !passing.isEmpty && passing != all
  }

  /// The first of an interface's groups that names part of VPC Lattice's addresses, if all of them
  /// together let the packet in for some and not for others.
  func groupTellingLatticeApart(_ groups: [ID<SecurityGroup>]) -> ID<SecurityGroup>? {
    guard let all = latticeAddresses else { return nil }
    var passing = AddressSet()
    var first: ID<SecurityGroup>?
    for id in groups {
      for rule in model.securityGroups[id].inbound {
        let named = addresses(of: rule.peer).intersection(all)
        if first == nil, !named.isEmpty, named != all { first = id }
        if matches(rule.service) { passing = passing.union(named) }
      }
    }
    return passing.isEmpty || passing == all ? nil : first
  }

  /// What a rule is known to name without groups.
  private func addresses(of peer: SecurityGroupRule.Peer) -> AddressSet {
    switch peer {
    case .prefix(let prefix): AddressSet([prefix])
    case .network(let network): model.networks[network].addresses
    case .prefixList(let list) where isDescribed(.prefixList(list)):
      AddressSet(model.prefixLists[list].entries)
    case .prefixList, .group: AddressSet()
    }
  }
}
