public import NetproofModel
import NetproofSets

/// Where a node may send a connection, or why it cannot.
struct TargetChoice {
  enum Way {
    case interface(ID<NetworkInterface>, Address)
    case network(ID<Network>, Address)
    case address(Address)
    /// The load balancer, or a function behind it, answers by itself.
    case itself
    case refused(Code)
    /// What is not described and has no address here.
    case unknown(ComponentID)
  }

  let group: ID<TargetGroup>
  let way: Way
  let port: UInt16
  var remarks: [Remark] = []
}

extension Model {
  typealias AddressOwner = (Address, ID<VPC>) -> ID<NetworkInterface>?

  /// A target as it is registered.
  private struct Registered {
    let way: TargetChoice.Way
    let port: UInt16
    /// Nothing for every zone.
    let zone: String?
    let health: TargetGroup.Health
  }

  /// The choices of a node among the targets of a group (R203 to R205, R220): one that is refused
  /// if it has none.
  ///
  /// `owner` finds the interface that owns an address in a VPC.
  func choices(
    of id: ID<TargetGroup>, behind balancerID: ID<LoadBalancer>, at node: ID<NetworkInterface>,
    _ owner: AddressOwner? = nil
  ) -> [TargetChoice] {
    let balancer = loadBalancers[balancerID]
    let group = targetGroups[id]
    let component: ComponentID =
      group.isImplied ? self.component(of: balancerID) : .targetGroup(id)
    guard isDescribed(.targetGroup(id)) else {
      return [TargetChoice(group: id, way: .unknown(.targetGroup(id)), port: 0)]
    }
    func refused(_ code: Code, _ remarks: [Remark] = []) -> [TargetChoice] {
      [TargetChoice(group: id, way: .refused(code), port: group.port, remarks: remarks)]
    }
    let all = registered(id, behind: balancer, owner ?? self.owner(of:in:))
    guard !all.isEmpty else { return refused(.lbNoTargets) }
    if group.kind == .lambda {
      return [TargetChoice(group: id, way: .itself, port: group.port)]
    }
    var remarks: [Remark] = []
    let zones = Set(balancer.nodes.map { zone(of: $0) })
    // What a resource gateway or VPC Lattice leads to may be anywhere.
    let enabled =
      [.resource, .latticeService].contains(balancer.role)
      ? all : all.filter { one in one.zone.map { zones.contains($0) } ?? true }
    if enabled.count < all.count { remarks.append(Remark(.lbTargetAZDisabled, component)) }
    guard !enabled.isEmpty else { return refused(.lbNoTargets, remarks) }
    var used = enabled.filter { $0.health == .healthy || $0.health == .unknown }
    if used.isEmpty {
      used = enabled.filter { $0.health == .unhealthy }
      remarks.append(Remark(.lbFailOpen, component))
    }
    guard !used.isEmpty else { return refused(.lbTargetsUnhealthy) }
    if !(group.crossZone ?? balancer.crossZone) {
      let own = zone(of: node)
      used = used.filter { $0.zone == nil || $0.zone == own }
      let sick = enabled.filter { $0.health == .unhealthy && ($0.zone == nil || $0.zone == own) }
      if used.isEmpty, balancer.kind == .gateway, !sick.isEmpty {
        remarks.append(
          Remark(
            .assumption, self.component(of: balancerID), policy: .gatewayUnhealthyZone))
        if policies.gatewayUnhealthyZone == .failOpen { used = sick }
      }
      guard !used.isEmpty else {
        return refused(balancer.kind == .network ? .lbNoTargetInAZ : .lbNotCrossZone, remarks)
      }
    }
    return used.map { one in
      let doubt = one.health == .unknown ? [Remark(.lbHealthUnknown, component)] : []
      return TargetChoice(group: id, way: one.way, port: one.port, remarks: remarks + doubt)
    }
  }

  /// The nodes of a load balancer that have a target to use, as its name resolves to them: all if
  /// none has (R201, R220).
  public func servingNodes(of id: ID<LoadBalancer>) -> [ID<NetworkInterface>] {
    let balancer = loadBalancers[id]
    let serving = balancer.nodes.filter { node in
      balancer.listeners.isEmpty
        || balancer.listeners.contains { listener in
          listener.targetGroups.isEmpty
            || listener.targetGroups.contains { group in
              choices(of: group, behind: id, at: node).contains { choice in
                if case .refused = choice.way { false } else { true }
              }
            }
        }
    }
    return serving.isEmpty ? balancer.nodes : serving
  }

  /// Where a load balancer opens connections to, whatever the health there.
  func destinations(
    of id: ID<LoadBalancer>
  ) -> [(address: Address, protocols: ProtocolSet, port: UInt16)] {
    let balancer = loadBalancers[id]
    var seen: Set<ID<TargetGroup>> = []
    let groups = balancer.listeners.flatMap(\.targetGroups).filter { seen.insert($0).inserted }
    return groups.flatMap { group in
      registered(group, behind: balancer, owner(of:in:)).compactMap { one in
        switch one.way {
        case .interface(_, let address), .network(_, let address), .address(let address):
          (address, targetGroups[group].protocols, one.port)
        case .itself, .refused, .unknown: nil
        }
      }
    }
  }

  /// Interfaces that some load balancer may send connections to.
  public var targetInterfaces: Set<ID<NetworkInterface>> {
    var found: Set<ID<NetworkInterface>> = []
    for balancer in loadBalancers.elements { found.formUnion(targets(of: balancer)) }
    return found
  }

  /// The nodes that may send connections to some of these interfaces, by other load balancers and
  /// by endpoints of their services too.
  public func nodes(sendingTo interfaces: Set<ID<NetworkInterface>>) -> [ID<NetworkInterface>] {
    var reached = interfaces
    var found: Set<ID<NetworkInterface>> = []
    var isGrowing = !loadBalancers.elements.isEmpty
    while isGrowing {
      isGrowing = false
      for balancer in loadBalancers.elements where !found.isSuperset(of: balancer.nodes) {
        guard targets(of: balancer).contains(where: reached.contains) else { continue }
        found.formUnion(balancer.nodes)
        reached.formUnion(balancer.nodes)
        isGrowing = true
      }
      for endpoint in endpoints.elements {
        guard let own = endpoint.interface, let provider = own.provider,
          !found.isSuperset(of: own.interfaces),
          provider.loadBalancers.contains(where: { id in
            loadBalancers[id].nodes.contains(where: reached.contains)
          })
        else { continue }
        found.formUnion(own.interfaces)
        reached.formUnion(own.interfaces)
        isGrowing = true
      }
    }
    return found.sorted()
  }

  private func targets(of balancer: LoadBalancer) -> [ID<NetworkInterface>] {
    Set(balancer.listeners.flatMap(\.targetGroups)).sorted().flatMap { group in
      registered(group, behind: balancer, owner(of:in:)).compactMap { one in
        if case .interface(let id, _) = one.way { id } else { nil }
      }
    }
  }

  private func zone(of interface: ID<NetworkInterface>) -> String {
    subnets[interfaces[interface].subnet].zone
  }

  private func registered(
    _ id: ID<TargetGroup>, behind balancer: LoadBalancer, _ owner: AddressOwner
  ) -> [Registered] {
    let group = targetGroups[id]
    return group.targets.flatMap { target -> [Registered] in
      let port = target.port ?? group.port
      switch target.destination {
      case .instance(let instance):
        return [self.target(instance, group.family, target, port)]
      case .address(let address, let vpc):
        return [self.target(address, in: vpc, owner, target, port, behind: balancer)]
      case .outside(let address, let network):
        return [
          Registered(
            way: .network(network, address), port: port, zone: nil,
            health: target.health ?? .healthy)
        ]
      case .nowhere(let address):
        return [
          Registered(
            way: translated(address, owner) ?? .address(address), port: port, zone: nil,
            health: target.health ?? .healthy)
        ]
      case .loadBalancer(let other):
        return loadBalancers[other].nodes.map { node in
          let address = primaryAddress(of: node, group.family)
          return Registered(
            way: address.map { .interface(node, $0) } ?? .unknown(.loadBalancer(other)),
            port: port, zone: address == nil ? nil : zone(of: node),
            health: target.health ?? .healthy)
        }
      case .function:
        return [
          Registered(way: .itself, port: port, zone: nil, health: target.health ?? .healthy)
        ]
      }
    }
  }

  private func target(
    _ id: ID<Instance>, _ family: Family, _ target: TargetGroup.Target, _ port: UInt16
  ) -> Registered {
    guard let own = instances[id].interfaces.first,
      let address = primaryAddress(of: own, family)
    else {
      return Registered(
        way: .unknown(.instance(id)), port: port, zone: nil, health: target.health ?? .healthy)
    }
    return Registered(
      way: .interface(own, address), port: port, zone: zone(of: own),
      health: target.health ?? (isUp(own) ? .healthy : .unused))
  }

  private func target(
    _ address: Address, in vpc: ID<VPC>, _ owner: AddressOwner,
    _ target: TargetGroup.Target, _ port: UInt16, behind balancer: LoadBalancer
  ) -> Registered {
    let subnet = vpcs[vpc].subnets.first { subnets[$0].addresses.contains(address) }
    let zone = vpc == balancer.vpc ? subnet.map { subnets[$0].zone } : nil
    guard let own = owner(address, vpc) else {
      return Registered(
        way: translated(address, owner) ?? .address(address), port: port, zone: zone,
        health: target.health ?? .healthy)
    }
    return Registered(
      way: .interface(own, address), port: port, zone: zone,
      health: target.health ?? (isUp(own) ? .healthy : .unhealthy))
  }

  /// The interface that an address means behind an attachment that translates (R146); which of
  /// several, the way decides.
  private func translated(_ address: Address, _ owner: AddressOwner) -> TargetChoice.Way? {
    let places = translated(address).compactMap {
      place -> (ID<NetworkInterface>, ID<TransitGatewayAttachment>)? in
      guard case .vpc(let vpc, _) = attachments[place.attachment].resource,
        let own = owner(place.address, vpc)
      else { return nil }
      return (own, place.attachment)
    }
    guard let first = places.first else { return nil }
    if let other = places.first(where: { $0.0 != first.0 }) {
      return .unknown(.attachment(other.1))
    }
    return .interface(first.0, address)
  }

  private func owner(of address: Address, in vpc: ID<VPC>) -> ID<NetworkInterface>? {
    interfaces.ids.first {
      interfaces[$0].addresses.contains(address) && subnets[interfaces[$0].subnet].vpc == vpc
    }
  }

  private func primaryAddress(of id: ID<NetworkInterface>, _ family: Family) -> Address? {
    family == .ipv4 ? interfaces[id].privateIPv4.first : interfaces[id].ipv6.first
  }
}
