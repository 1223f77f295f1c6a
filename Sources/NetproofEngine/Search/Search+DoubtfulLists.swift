import NetproofModel
import NetproofSets

/// Network ACLs of which AWS's documents do not say whether packets meet them.
extension Search {
  /// Packets that pass by a list because of a policy.
  ///
  /// Where the list would not let all of them pass, that is said.
  func passing(
    _ walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, by policy: Policies.Switch,
    at component: ComponentID
  ) -> Walk {
    guard !isAbstract, !seeksVerdict, mayDeny(walk.header, id, side) else { return walk }
    var walk = walk
    assume(policy, &walk, at: component)
    return walk
  }

  /// Packets that met a list because of a policy: says so of what it did not let pass.
  func assuming(
    _ policy: Policies.Switch, at component: ComponentID, after walk: Walk, _ parts: [Walk]
  ) -> [Walk] {
    parts.map { part in
      var part = part
      if part.obstacles.count > walk.obstacles.count { assume(policy, &part, at: component) }
      return part
    }
  }

  /// One list of a subnet that packets do not leave on their way to or from a device (U8).
  mutating func networkACL(
    inside subnet: ID<Subnet>, _ side: Step.Side, _ walk: Walk, at device: ComponentID
  ) -> [Walk] {
    let id = model.subnets[subnet].networkACL
    guard model.policies.sameSubnetACL == .ask else {
      return [passing(walk, id, side, by: .sameSubnetACL, at: device)]
    }
    return assuming(
      .sameSubnetACL, at: device, after: walk, networkACL(walk, id, side, subnet))
  }

  /// Both lists of a subnet, as packets meet them that leave it and come in again (U8).
  mutating func networkACLs(
    inside subnet: ID<Subnet>, _ walk: Walk, at device: ComponentID
  ) -> [Walk] {
    networkACL(inside: subnet, .outbound, walk, at: device).flatMap {
      networkACL(inside: subnet, .inbound, $0, at: device)
    }
  }

  /// The same for those packets alone that go to an address of the subnet.
  mutating func networkACLs(
    toWithin subnet: ID<Subnet>, _ walk: Walk, at device: ComponentID
  ) -> [Walk] {
    let own = model.subnets[subnet].addresses[walk.header.family]
    let cut = split(walk, destinationsIn: own)
    guard let inside = cut.inside else { return [walk] }
    return networkACLs(inside: subnet, inside, at: device) + (cut.outside.map { [$0] } ?? [])
  }

  /// The list of a node's subnet, as connections by an endpoint of its service meet it (U18).
  mutating func networkACL(
    at node: ID<NetworkInterface>, of balancer: ID<LoadBalancer>, _ side: Step.Side, _ walk: Walk
  ) -> [Walk] {
    guard model.loadBalancers[balancer].role != .resource else { return [walk] }
    let (subnet, component) = (model.interfaces[node].subnet, model.component(of: balancer))
    let id = model.subnets[subnet].networkACL
    guard model.policies.privateLinkACL == .ask else {
      return [passing(walk, id, side, by: .privateLinkACL, at: component)]
    }
    guard isDescribed(.subnet(subnet)) else {
      end(walk, gap: .notDescribed, at: .subnet(subnet))
      return []
    }
    return assuming(
      .privateLinkACL, at: component, after: walk, networkACL(walk, id, side, subnet))
  }

  /// The regional NAT gateway that a subnet without addresses is a place of.
  func place(of subnet: ID<Subnet>) -> ComponentID {
    for id in model.natGateways.ids where model.natGateways[id].subnet == subnet {
      return .natGateway(model.whole(id))
    }
    return .subnet(subnet)
  }
}
