import NetproofModel
import NetproofSets

/// Gateway Load Balancers: from an endpoint to appliances and back (R179, R221).
extension Search {
  /// Packets that appliances behind a load balancer get and give back, each choice of an appliance
  /// by itself; those that do not get there go on with the obstacle.
  mutating func encapsulate(
    _ walk: Walk, to provider: VPCEndpoint.Provider, by id: ID<VPCEndpoint>,
    in subnet: ID<Subnet>
  ) -> [Walk] {
    for balancer in provider.loadBalancers where !isDescribed(model.component(of: balancer)) {
      end(walk, gap: .notDescribed, at: model.component(of: balancer))
      return []
    }
    let zone = model.subnets[subnet].zone
    let nodes = provider.loadBalancers.flatMap { model.loadBalancers[$0].nodes }
      .filter { model.subnets[model.interfaces[$0].subnet].zone == zone }
    let component = ComponentID.endpoint(id)
    guard !nodes.isEmpty else {
      var walk = walk
      block(&walk, .vpceServiceNotInAZ, at: component, context: [.subnet(subnet)])
      return [walk]
    }
    var chosen: [(Walk, ID<NetworkInterface>)] = []
    choose(walk, among: nodes.count, at: component) { part, choice in
      chosen.append((part, nodes[choice]))
    }
    return chosen.flatMap { encapsulate($0.0, at: $0.1, by: id, in: subnet) }
  }

  private mutating func encapsulate(
    _ walk: Walk, at node: ID<NetworkInterface>, by id: ID<VPCEndpoint>, in subnet: ID<Subnet>
  ) -> [Walk] {
    guard let balancer = model.interfaces[node].loadBalancer else { return [walk] }
    var walk = walk
    checkState(&walk, balancer)
    let groups = model.loadBalancers[balancer].listeners.first?.targetGroups ?? []
    let choices = groups.flatMap { group in model.choices(of: group, behind: balancer, at: node) }
    guard !choices.isEmpty else { return [withoutTarget(walk, id, subnet, [])] }
    var chosen: [(Walk, TargetChoice)] = []
    choose(walk, among: choices.count, at: model.component(of: balancer)) { part, choice in
      chosen.append((part, choices[choice]))
    }
    var passed: [Walk] = []
    for (part, choice) in chosen {
      var part = part
      for remark in choice.remarks where !part.notes.contains(remark) { part.notes.append(remark) }
      switch choice.way {
      case .interface(let target, let address):
        if let part = carry(part, from: node, to: target, address, by: id) { passed.append(part) }
      case .unknown(let unknown): end(part, gap: .notDescribed, at: unknown)
      case .refused, .network, .address, .itself:
        passed.append(withoutTarget(part, id, subnet, [.targetGroup(choice.group)]))
      }
    }
    return passed
  }

  private mutating func withoutTarget(
    _ walk: Walk, _ id: ID<VPCEndpoint>, _ subnet: ID<Subnet>, _ groups: [ComponentID]
  ) -> Walk {
    var walk = walk
    block(&walk, .gwlbNoTarget, at: .endpoint(id), context: [.subnet(subnet)] + groups)
    return walk
  }

  /// Sends packets in GENEVE to an appliance and back; nothing if that is not known.
  private mutating func carry(
    _ walk: Walk, from node: ID<NetworkInterface>, to target: ID<NetworkInterface>,
    _ address: Address, by id: ID<VPCEndpoint>
  ) -> Walk? {
    var walk = walk
    switch geneve(from: node, to: target, address) {
    case .passed:
      var way = [ComponentID.interface(target)]
      if let balancer = model.interfaces[node].loadBalancer {
        way.insert(model.component(of: balancer), at: 0)
      }
      for component in way { note(&walk, component, nil, .forwarded, .state(component)) }
    case .unknown(let component):
      end(walk, gap: .notDescribed, at: component)
      return nil
    case .filtered(let filter):
      block(
        &walk, .gwlbTargetFiltered, at: filter.component, evidence: filter.evidence,
        context: [.endpoint(id), .interface(target), .interface(node)])
    }
    return walk
  }

  private enum Carriage {
    case passed
    case filtered(MetObstacle)
    case unknown(ComponentID)
  }

  /// What becomes of GENEVE packets between a node and an appliance, by a search of their own.
  private func geneve(
    from node: ID<NetworkInterface>, to target: ID<NetworkInterface>, _ address: Address
  ) -> Carriage {
    let own = model.interfaces[node]
    let source = address.family == .ipv4 ? own.privateIPv4.first : own.ipv6.first
    guard let source else { return .unknown(.interface(node)) }
    let (home, place) = (own.subnet, model.interfaces[target].subnet)
    for subnet in [home, place] where !isDescribed(.subnet(subnet)) {
      return .unknown(.subnet(subnet))
    }
    var probe = Search(
      graph, from: .address, to: .interfaces(InterfaceGroup([target], model)), oneWay: true,
      limits: limits)
    probe.copy = copy
    let request = PacketCube(
      address.family, protocols: LoadBalancer.geneve.protocols,
      sources: AddressBits(source.bits), destinations: AddressBits(address.bits),
      sourcePorts: LoadBalancer.geneve.ports, destinationPorts: LoadBalancer.geneve.ports)
    var parts = [Walk(header: request)]
    if home != place { parts = probe.cross(parts, from: home, to: place) }
    parts = parts.flatMap { probe.securityGroups($0, .inbound, target, isTransit: true) }
    for index in parts.indices {
      let header = parts[index].header
      parts[index].direction = .reply
      (parts[index].header.sources, parts[index].header.destinations) =
        (header.destinations, header.sources)
    }
    if home != place { parts = probe.cross(parts, from: place, to: home) }
    if let gap = probe.finished.first?.gap, let component = gap.component {
      return .unknown(component)
    }
    guard let filter = parts.first?.obstacles.first else { return .passed }
    return .filtered(filter)
  }

  /// Network ACLs on the way from one subnet to another.
  private mutating func cross(
    _ walks: [Walk], from near: ID<Subnet>, to far: ID<Subnet>
  ) -> [Walk] {
    walks.flatMap { networkACL($0, model.subnets[near].networkACL, .outbound, near) }
      .flatMap { networkACL($0, model.subnets[far].networkACL, .inbound, far) }
  }
}
