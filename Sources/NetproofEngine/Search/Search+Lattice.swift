import NetproofModel
import NetproofSets

/// VPC Lattice: from a host to a service without any route, and from there to targets (R176).
extension Search {
  /// Packets of a subnet that go to a Lattice service or, as replies, back to one; the rest is given
  /// back.
  mutating func toLattice(_ walk: Walk, from subnet: ID<Subnet>) -> Walk? {
    guard let lattice = model.lattice else { return walk }
    guard let walk = toResources(walk, from: subnet) else { return nil }
    let receiver = receiver(of: walk)
    guard vpc(of: receiver) == lattice.vpc else { return walk }
    switch receiver {
    case .appliance(let node):
      let home = model.interfaces[node].subnet
      for part in networkACL(walk, model.subnets[subnet].networkACL, .outbound, subnet) {
        undo(part, at: .interface(node), home)
      }
      return nil
    case .interfaces(let group): return ask(walk, group, from: subnet)
    case .natGateway, .network, .nobody: return walk
    }
  }

  /// Ends what a VPC's own hosts send to the addresses of resources, and gives back the rest.
  private mutating func toResources(_ walk: Walk, from subnet: ID<Subnet>) -> Walk? {
    let vpc = model.subnets[subnet].vpc
    guard walk.direction == .forward, walk.crossings.isEmpty, walk.header.family == .ipv4,
      walk.header.destinations.overlaps(Lattice.resourceBlock.range),
      let network = model.networkWithResources(of: vpc)
    else { return walk }
    let block = Lattice.resourceBlock.bits.subtracting(model.vpcs[vpc].addresses.ipv4)
    let cut = split(walk, destinationsIn: block)
    if let inside = cut.inside {
      end(inside, gap: .latticeUndecided, at: .serviceNetwork(network))
    }
    return cut.outside
  }

  private mutating func ask(
    _ walk: Walk, _ node: InterfaceGroup, from subnet: ID<Subnet>
  ) -> Walk? {
    let isReply = walk.direction == .reply
    // Nothing but a VPC's own hosts gets to VPC Lattice by an association.
    guard isReply || walk.crossings.isEmpty else { return walk }
    let cut = split(walk, destinationsIn: node.addresses[walk.header.family])
    guard let inside = cut.inside else { return walk }
    for part in networkACL(inside, model.subnets[subnet].networkACL, .outbound, subnet) {
      if isReply { arrive(part, node) } else { associate(part, node, model.subnets[subnet].vpc) }
    }
    return cut.outside
  }

  /// The association of a VPC with a service network that has the service, and its groups.
  private mutating func associate(_ walk: Walk, _ node: InterfaceGroup, _ vpc: ID<VPC>) {
    guard let service = model.interfaces[node.representative].loadBalancer else { return end(walk) }
    let component = model.component(of: service)
    guard
      let id = model.serviceNetworks.ids.first(where: {
        model.serviceNetworks[$0].association(of: vpc) != nil
          && model.serviceNetworks[$0].services.contains(service)
      }), let association = model.serviceNetworks[id].association(of: vpc)
    else {
      if let unknown = model.serviceNetworks.ids.first(where: { !isDescribed(.serviceNetwork($0)) })
      {
        return end(walk, gap: .notDescribed, at: .serviceNetwork(unknown))
      }
      return end(walk, .latticeNotAssociated, at: component, context: [.vpc(vpc)])
    }
    var walk = walk
    settlePending(&walk)
    if walk.gap != nil { return end(walk) }
    markBeyond(&walk)
    for part in securityGroups(
      walk, .inbound, association.securityGroups, of: .serviceNetwork(id), isTransit: false)
    {
      var part = part
      note(&part, .serviceNetwork(id), nil, .forwarded, .state(.serviceNetwork(id)))
      noteAuthPolicy(&part, service, id)
      received(part, at: node.representative, node)
    }
  }

  /// Says that a policy of AWS IAM has a word in it as well.
  func noteAuthPolicy(
    _ walk: inout Walk, _ service: ID<LoadBalancer>, _ network: ID<ServiceNetwork>
  ) {
    if model.serviceNetworks[network].hasAuthPolicy {
      walk.notes.append(Remark(.latticeAuthPolicy, .serviceNetwork(network)))
    }
    if model.loadBalancers[service].hasAuthPolicy {
      walk.notes.append(Remark(.latticeAuthPolicy, model.component(of: service)))
    }
  }

  // MARK: - From VPC Lattice

  /// Packets of a node: straight to whom they are for, without routes.
  mutating func fromLattice(_ walk: Walk, _ subnet: ID<Subnet>) {
    let receiver = receiver(of: walk)
    if walk.direction == .reply {
      guard let vpc = vpc(of: receiver) else { return end(walk) }
      return deliver(walk, in: vpc, from: nil)
    }
    var target = vpc(of: receiver)
    if let balance = walk.legs.last?.balance {
      let own = model.targetGroups[balance.group].vpc
      // What a group holds beyond its VPC AWS does not say to be reached.
      if isDescribed(.vpc(own)), !model.vpcs[own].addresses.contains(balance.target) {
        return end(walk, gap: .latticeUndecided, at: .targetGroup(balance.group))
      }
      target = own
    }
    guard let target else {
      let table = ComponentID.routeTable(model.subnets[subnet].routeTable)
      return end(
        walk, .noRoute, at: table, evidence: .absence(table, .routes), context: [.subnet(subnet)])
    }
    deliver(walk, in: target, from: nil)
  }
}
