import NetproofModel
import NetproofSets

/// From an endpoint to an appliance behind a Gateway Load Balancer, and back (R179, R221).
extension Replay.Walk {
  /// A step if the walk ends.
  mutating func encapsulate(
    _ provider: VPCEndpoint.Provider, by id: ID<VPCEndpoint>, in subnet: ID<Subnet>
  ) -> Replay.Step? {
    let component = ComponentID.endpoint(id)
    for balancer in provider.loadBalancers where !isDescribed(model.component(of: balancer)) {
      return end(gap: .notDescribed, model.component(of: balancer))
    }
    var nodes: [(ID<LoadBalancer>, ID<NetworkInterface>)] = []
    for balancer in provider.loadBalancers {
      for node in model.loadBalancers[balancer].nodes
      where model.subnets[model.interfaces[node].subnet].zone == model.subnets[subnet].zone {
        nodes.append((balancer, node))
      }
    }
    guard !nodes.isEmpty else {
      obstruct(.vpceServiceNotInAZ, component)
      return nil
    }
    let (balancer, node) = nodes[choose(among: nodes.count, at: component)]
    checkState(of: balancer)
    let groups = model.loadBalancers[balancer].listeners.first?.targetGroups ?? []
    let ways = groups.flatMap { self.ways(to: $0, of: model.loadBalancers[balancer], from: node) }
    guard !ways.isEmpty else {
      obstruct(.gwlbNoTarget, component)
      return nil
    }
    switch ways[choose(among: ways.count, at: model.component(of: balancer))] {
    case .target(.interface(let target), let address, _, _):
      return carry(from: node, to: target, address)
    case .unknown(let unknown): return end(gap: .notDescribed, unknown)
    case .target, .itself, .refused:
      obstruct(.gwlbNoTarget, component)
      return nil
    }
  }

  /// The packet goes to the appliance and comes back, as UDP between the two.
  private mutating func carry(
    from node: ID<NetworkInterface>, to target: ID<NetworkInterface>, _ address: Address
  ) -> Replay.Step? {
    guard let own = firstAddress(of: node, address.family) else {
      return end(gap: .notDescribed, .interface(node))
    }
    let (home, place) = (model.interfaces[node].subnet, model.interfaces[target].subnet)
    for subnet in [home, place] where !isDescribed(.subnet(subnet)) {
      return end(gap: .notDescribed, .subnet(subnet))
    }
    var outer = self
    outer.obstacles = []
    outer.direction = .forward
    outer.packet = Packet(
      address.family, .udp, source: own.bits, destination: address.bits, sourcePort: 6081,
      destinationPort: 6081)
    outer.passGeneve(home, place, target)
    if let gap = outer.gap { return end(gap: gap.code, gap.component) }
    if let first = outer.obstacles.first { obstruct(.gwlbTargetFiltered, first.component) }
    return nil
  }

  private mutating func passGeneve(
    _ home: ID<Subnet>, _ place: ID<Subnet>, _ target: ID<NetworkInterface>
  ) {
    let isNear = home == place
    guard
      isNear || (passNetworkACL(of: home, .outbound) && passNetworkACL(of: place, .inbound)),
      passApplianceGroups(of: target, .inbound)
    else { return }
    swap(&packet.source, &packet.destination)
    guard !isNear, passNetworkACL(of: place, .outbound) else { return }
    _ = passNetworkACL(of: home, .inbound)
  }
}
