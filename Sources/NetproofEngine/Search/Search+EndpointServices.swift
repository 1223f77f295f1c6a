import NetproofModel
import NetproofSets

/// Endpoint services: from the interface of an endpoint to a node, without any network (R167 to R170).
extension Search {
  mutating func provide(
    _ walk: Walk, _ provider: VPCEndpoint.Provider, by id: ID<VPCEndpoint>,
    at front: ID<NetworkInterface>, _ group: InterfaceGroup
  ) {
    let component = ComponentID.endpoint(id)
    var walk = walk
    checkAcceptance(&walk, id)
    for balancer in provider.loadBalancers where !isDescribed(model.component(of: balancer)) {
      return end(walk, gap: .notDescribed, at: model.component(of: balancer))
    }
    let ping = split(walk, by: Service(walk.header.family == .ipv4 ? .icmp : .icmpv6))
    if let inside = ping.inside { end(inside, .vpceNoICMP, at: component) }
    let nodes = nodes(of: provider, for: front)
    for other in ping.outside {
      guard provider.serviceNetwork == nil else {
        ask(other, provider, component, front, nodes, group)
        continue
      }
      guard !nodes.isEmpty else {
        let subnet = ComponentID.subnet(model.interfaces[front].subnet)
        end(other, .vpceServiceNotInAZ, at: component, context: [subnet])
        continue
      }
      var parts: [(Walk, (ID<LoadBalancer>, ID<NetworkInterface>))] = []
      choose(other, among: nodes.count, at: component) { part, choice in
        parts.append((part, nodes[choice]))
      }
      for (part, node) in parts { connect(part, provider, component, front, to: node, group) }
    }
  }

  /// Of a service network only what listens there is asked: the name in the request tells which (R176).
  private mutating func ask(
    _ walk: Walk, _ provider: VPCEndpoint.Provider, _ component: ComponentID,
    _ front: ID<NetworkInterface>, _ nodes: [(ID<LoadBalancer>, ID<NetworkInterface>)],
    _ group: InterfaceGroup
  ) {
    if let network = provider.serviceNetwork, !isDescribed(.serviceNetwork(network)) {
      return end(walk, gap: .notDescribed, at: .serviceNetwork(network))
    }
    var parts: [(walk: Walk, listening: [Int])] = [(walk, [])]
    for index in nodes.indices {
      for listener in model.loadBalancers[nodes[index].0].listeners {
        parts = parts.flatMap { part -> [(Walk, [Int])] in
          let cut = split(part.walk, by: listener.service)
          let others = cut.outside.map { ($0, part.listening) }
          return (cut.inside.map { [($0, part.listening + [index])] } ?? []) + others
        }
      }
    }
    for part in parts {
      guard !part.listening.isEmpty else {
        end(part.walk, .vpcePort, at: component)
        continue
      }
      var chosen: [(Walk, Int)] = []
      choose(part.walk, among: part.listening.count, at: component) { walk, choice in
        chosen.append((walk, part.listening[choice]))
      }
      for (walk, index) in chosen {
        var walk = walk
        if let network = provider.serviceNetwork { noteAuthPolicy(&walk, nodes[index].0, network) }
        connect(walk, provider, component, front, to: nodes[index], group)
      }
    }
  }

  /// The nodes of a service that serve an interface: those in its zone (R168), or of VPC Lattice.
  private func nodes(
    of provider: VPCEndpoint.Provider, for front: ID<NetworkInterface>
  ) -> [(ID<LoadBalancer>, ID<NetworkInterface>)] {
    func zone(_ id: ID<NetworkInterface>) -> String {
      model.subnets[model.interfaces[id].subnet].zone
    }
    return provider.loadBalancers.flatMap { id in
      model.loadBalancers[id].nodes.filter {
        provider.isInOtherRegion || model.loadBalancers[id].role == .latticeService
          || zone($0) == zone(front)
      }.map { (id, $0) }
    }
  }

  private mutating func connect(
    _ walk: Walk, _ provider: VPCEndpoint.Provider, _ component: ComponentID,
    _ front: ID<NetworkInterface>, to place: (ID<LoadBalancer>, ID<NetworkInterface>),
    _ group: InterfaceGroup
  ) {
    let (balancer, node) = place
    var walk = walk
    note(&walk, component, nil, .forwarded, .state(component))
    // Nothing between an endpoint and a node is logged (R232).
    markBeyond(&walk)
    checkState(&walk, balancer)
    if isSettled(walk) { return }
    if walk.legs.contains(where: { $0.balance.node == node }) {
      return end(walk, .routingLoop, at: model.component(of: balancer))
    }
    let entering =
      provider.enforcesSecurityGroups
      ? securityGroups(walk, .inbound, node, isTransit: true) : [walk]
    for part in entering.flatMap({ networkACL(at: node, of: balancer, .inbound, $0) }) {
      for rest in listen(part, balancer, front: front, at: node, group) {
        end(rest, .vpcePort, at: component)
      }
    }
  }
}
