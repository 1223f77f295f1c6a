import NetproofModel
import NetproofSets

/// From an interface through its subnet, and into an interface.
extension Replay.Walk {
  /// The packet leaves the interface that opens the flow.
  mutating func leave(_ id: ID<NetworkInterface>) -> Replay.Step {
    see(.interface(id), incoming: false)
    guard isDescribed(.interface(id)) else { return end(gap: .notDescribed, .interface(id)) }
    checkState(of: id)
    let endpoint = model.interfaces[id].endpoint
    if let endpoint { obstruct(.vpceInitiate, .endpoint(endpoint), as: .absence) }
    if let balancer = model.interfaces[id].loadBalancer, !opens(balancer) {
      let component = model.component(of: balancer)
      if model.loadBalancers[balancer].role == .latticeService {
        return end(.lbInitiate, component)
      }
      obstruct(.lbInitiate, component, as: .absence)
    }
    if let step = exemptService(from: id) {
      sightings?.forget()
      return step
    }
    // Copies of mirrored packets are none of the host's own (R247).
    return open(from: id, asksGroups: endpoint == nil && flow.copy == nil)
  }

  /// Group and source checks of a packet that no interface has accepted before.
  mutating func open(
    from id: ID<NetworkInterface>, asksGroups: Bool = true
  ) -> Replay.Step {
    let interface = model.interfaces[id]
    guard !asksGroups || passOutboundGroups(of: id) else { return .stop }
    if interface.sourceDestinationCheck, !interface.addresses.contains(packet.sourceAddress) {
      obstruct(.srcDstCheck, .interface(id), as: .foreign)
    }
    return .depart(interface.subnet)
  }

  /// Whether the interface is attached to a running instance (R91).
  mutating func checkState(of id: ID<NetworkInterface>) {
    let interface = model.interfaces[id]
    if interface.state != .inUse { obstruct(.eniNotAttached, .interface(id), as: .absence) }
    if let instance = interface.instance, model.instances[instance].state != .running {
      obstruct(.instanceNotRunning, .instance(instance), as: .absence)
    }
  }

  mutating func depart(from id: ID<Subnet>) -> Replay.Step {
    let subnet = model.subnets[id]
    if let step = visit(.subnet(id), at: .routeTable(subnet.routeTable)) { return step }
    guard isDescribed(.subnet(id)) else { return end(gap: .notDescribed, .subnet(id)) }
    if subnet.vpc == model.lattice?.vpc { return departFromLattice(id) }
    if let step = toLattice(from: id) { return step }
    let destination = packet.destinationAddress
    if Replay.SpecialAddresses.isMulticast(destination) {
      return end(.unsupportedMulticast, .vpc(subnet.vpc))
    }
    if Replay.SpecialAddresses.isServiceSpace(destination) {
      return end(.destIPReserved, .vpc(subnet.vpc))
    }
    if subnet.addresses.contains(destination) { return .deliver(subnet.vpc, from: id) }
    switch select(in: subnet.routeTable, for: destination) {
    case .unknown(let component):
      return end(gap: .notDescribed, component)
    case .none:
      guard passNetworkACL(of: id, .outbound) else { return .stop }
      return end(.noRoute, .routeTable(subnet.routeTable))
    case .route(let route):
      return take(route, from: id)
    }
  }

  private mutating func take(_ route: Route, from id: ID<Subnet>) -> Replay.Step {
    let subnet = model.subnets[id]
    if !leads(route, into: id) {
      guard passNetworkACL(of: id, .outbound) else { return .stop }
    } else if case .natGateway = route.target {
      guard passInside(id, [.outbound]) else { return .stop }
    }
    if let step = failure(of: route, in: subnet.routeTable) { return step }
    if subnet.isVirtual, direction == .forward, let gateway = regionalGateway(at: id) {
      guard case .internetGateway = route.target else {
        return end(gap: .notDescribed, .natGateway(gateway))
      }
    }
    switch route.target {
    case .local: return .deliver(subnet.vpc, from: id)
    case .internetGateway(let gateway): return leave(subnet.vpc, by: gateway, from: id)
    case .egressOnlyInternetGateway(let gateway): return leave(subnet.vpc, by: gateway, from: id)
    case .natGateway(let gateway): return translate(by: gateway, from: id)
    case .peering(let peering): return cross(peering, from: subnet.vpc)
    case .transitGateway(let gateway), .coreNetwork(let gateway):
      return climb(to: gateway, from: id)
    case .vpnGateway(let gateway): return leave(subnet.vpc, by: gateway)
    case .carrierGateway(let gateway): return leave(subnet.vpc, by: gateway, from: id)
    case .localGateway(let gateway): return leave(subnet.vpc, by: gateway, from: id)
    case .interface(let interface): return reach(interface, from: id)
    case .gatewayEndpoint(let endpoint): return leave(subnet.vpc, by: endpoint)
    case .inspection(let endpoint): return inspect(at: endpoint)
    case .blackhole: return .stop
    }
  }

  /// The regional NAT gateway that a virtual subnet is a place of.
  private func regionalGateway(at subnet: ID<Subnet>) -> ID<NATGateway>? {
    model.natGateways.elements.first { $0.subnet == subnet }?.siblings?.first
  }

  /// Whether a route stays inside a subnet, so that no network ACL is met (R63).
  private func leads(_ route: Route, into subnet: ID<Subnet>) -> Bool {
    switch route.target {
    case .interface(let interface): model.interfaces[interface].subnet == subnet
    case .natGateway(let gateway): model.natGateways[gateway].subnet == subnet
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .vpnGateway, .carrierGateway, .localGateway, .gatewayEndpoint, .inspection, .blackhole,
      .coreNetwork:
      false
    }
  }

  /// The packet is inside a VPC; its destination decides who gets it.
  mutating func deliver(in vpc: ID<VPC>, from subnet: ID<Subnet>?) -> Replay.Step {
    guard isDescribed(.vpc(vpc)) else { return end(gap: .notDescribed, .vpc(vpc)) }
    if expected != .nobody, expectedVPC != vpc { return end(wrongNetwork, .vpc(vpc)) }
    if let refused = refuseMistranslated() { return refused }
    if case .endpoint(let id)? = flow.copy, model.endpoints[id].vpc == vpc {
      return deliver(copyTo: id, from: subnet)
    }
    let destination = packet.destinationAddress
    if let gateway = owners.natGateway(of: destination, in: vpc) {
      return deliver(to: gateway, from: subnet)
    }
    guard let interface = owners.interface(of: destination, in: vpc) else {
      if isDNS, Replay.SpecialAddresses.isResolver(destination, of: model.vpcs[vpc]) {
        return end(.dnsResolverRemote, .vpc(vpc))
      }
      if isReserved(destination, in: vpc) { return end(.destIPReserved, .vpc(vpc)) }
      if let unknown = possibleOwner(of: destination, in: vpc) {
        return end(gap: .notDescribed, unknown)
      }
      return end(.destIPUnassigned, .vpc(vpc))
    }
    if direction == .forward, expected != .interface(interface) {
      return end(.destWrongNetwork, .vpc(vpc))
    }
    return deliver(to: interface, from: subnet)
  }

  /// Something of the VPC that is not described and may own an address.
  private func possibleOwner(of address: Address, in vpc: ID<VPC>) -> ComponentID? {
    for id in owners.nameless where mayLie(address, in: model.interfaces[id].subnet, of: vpc) {
      return .interface(id)
    }
    for id in model.natGateways.ids where !isDescribed(.natGateway(id)) {
      if mayLie(address, in: model.natGateways[id].subnet, of: vpc) { return .natGateway(id) }
    }
    let subnets = model.vpcs[vpc].subnets
    let isElsewhere = subnets.contains { model.subnets[$0].addresses.contains(address) }
    return subnets.first { id in
      guard !isDescribed(.subnet(id)) else { return false }
      let subnet = model.subnets[id]
      return subnet.cidrs.isEmpty ? !isElsewhere : subnet.addresses.contains(address)
    }.map { .subnet($0) }
  }

  /// Whether a subnet of a VPC holds an address, or does not say which it holds.
  private func mayLie(_ address: Address, in id: ID<Subnet>, of vpc: ID<VPC>) -> Bool {
    let subnet = model.subnets[id]
    guard subnet.vpc == vpc else { return false }
    return subnet.cidrs.isEmpty || subnet.addresses.contains(address)
  }

  private func isReserved(_ address: Address, in vpc: ID<VPC>) -> Bool {
    Replay.SpecialAddresses.isResolver(address, of: model.vpcs[vpc])
      || model.vpcs[vpc].subnets.contains {
        Replay.SpecialAddresses.isReserved(address, in: model.subnets[$0])
      }
  }

  mutating func deliver(to gateway: ID<NATGateway>, from subnet: ID<Subnet>?) -> Replay.Step {
    see(.natGateway(gateway), incoming: true)
    guard enterSubnet(model.natGateways[gateway].subnet, from: subnet) else { return .stop }
    if direction == .reply, translations.last?.device == .natGateway(gateway) {
      return undoTranslation()
    }
    let named = model.natGateways[gateway].siblings?.first ?? gateway
    return end(.natUnsolicitedInbound, .natGateway(named))
  }

  private mutating func deliver(
    to id: ID<NetworkInterface>, from subnet: ID<Subnet>?
  ) -> Replay.Step {
    see(.interface(id), incoming: true)
    guard enterSubnet(model.interfaces[id].subnet, from: subnet) else { return .stop }
    guard isDescribed(.interface(id)) else { return end(gap: .notDescribed, .interface(id)) }
    switch direction {
    case .forward:
      guard passInboundGroups(of: id) else { return .stop }
      checkState(of: id)
      return accept(at: id)
    case .reply:
      let device = translations.last?.device
      if device == .appliance(id) || device == .node(id) { return undoTranslation() }
      return .received(.interface(id))
    }
  }

  /// The inbound network ACL of a subnet that the packet enters; false if the walk ends in a gap.
  mutating func enterSubnet(_ subnet: ID<Subnet>, from other: ID<Subnet>?) -> Bool {
    guard isDescribed(.subnet(subnet)) else {
      _ = end(gap: .notDescribed, .subnet(subnet))
      return false
    }
    checkZones(from: other, to: subnet)
    return subnet == other || passNetworkACL(of: subnet, .inbound)
  }
}
