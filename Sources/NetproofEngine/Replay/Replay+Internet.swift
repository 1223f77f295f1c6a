import NetproofModel
import NetproofSets

/// On the internet, and from there into a VPC.
extension Replay.Walk {
  private typealias Special = Replay.SpecialAddresses

  mutating func internet() -> Replay.Step {
    sightings?.goBeyond()
    if packet.family == .ipv4, let carrier = carrierOfDestination {
      return arriveFromInternet(at: carrier)
    }
    if let vpc = vpcOnInternet { return enter(vpc) }
    let holders = model.networks.ids.filter { id in
      model.networks[id].attachment == .internet
        && model.networks[id].addresses.contains(packet.destinationAddress)
    }
    let holder = holders.first { !model.networks[$0].isInternet } ?? holders.first
    if let step = meetHidden(holder, of: []) { return step }
    guard let holder, expected == .network(holder) else {
      return end(wrongNetwork, .network(holder ?? Model.internet))
    }
    return .received(.network(holder))
  }

  /// Whether an interface has a public address of the packet's family.
  private func hasPublicAddress(_ id: ID<NetworkInterface>) -> Bool {
    let interface = model.interfaces[id]
    if packet.family == .ipv4 { return !interface.publicAddresses.isEmpty }
    return interface.addresses.ipv6.intervals.contains {
      !isPrivateIPv6(Address(.ipv6, $0.lower)) || !isPrivateIPv6(Address(.ipv6, $0.upper))
    }
  }

  /// Whether AWS keeps an IPv6 address off the internet (R32).
  func isPrivateIPv6(_ address: Address) -> Bool {
    Special.isUniqueLocal(address)
      || address.family == .ipv6 && model.privateIPv6.contains(address)
  }

  /// The VPC whose internet gateway takes the packet in.
  private var vpcOnInternet: ID<VPC>? {
    let destination = packet.destinationAddress
    if destination.family == .ipv6 {
      return model.vpcs.ids.first { model.vpcs[$0].addresses.contains(destination) }
    }
    if let pooled = model.internetGateways.elements.first(where: {
      $0.pools.contains(destination.bits)
    }) {
      return pooled.vpc
    }
    if let mapping = owners.mapping(of: destination) { return mapping.vpc }
    guard direction == .forward, case .interface(let goal) = goal,
      model.interfaces[goal].addresses.contains(destination)
    else { return nil }
    return vpc(of: goal)
  }

  private mutating func enter(_ id: ID<VPC>) -> Replay.Step {
    if case .network = expected { return end(wrongNetwork, .vpc(id)) }
    if direction == .reply, packet.family == .ipv6, leftByEgressOnlyGateway.contains(id) {
      if !leftForInternet, model.unadvertised.contains(packet.destinationAddress),
        let gateway = model.vpcs[id].egressOnlyInternetGateway
      {
        obstruct(.publicIPNotAdvertised, .egressOnlyInternetGateway(gateway))
      }
      crossings.append(.border)
      guard passPublicAccess(.egressOnly, id, subnetOfDestination(in: id)) else { return .stop }
      return .deliver(id, from: nil)
    }
    guard isDescribed(.vpc(id)) else { return end(gap: .notDescribed, .vpc(id)) }
    let vpc = model.vpcs[id]
    guard let gateway = vpc.internetGateway else {
      if packet.family == .ipv6, let egressOnly = vpc.egressOnlyInternetGateway {
        return end(.eigwUnsolicitedInbound, .egressOnlyInternetGateway(egressOnly))
      }
      return end(.igwNotAttached, .vpc(id))
    }
    let component = ComponentID.internetGateway(gateway)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    if let (code, component) = sourceFault(at: gateway) { return end(code, component) }
    if !leftForInternet, model.unadvertised.contains(packet.destinationAddress) {
      obstruct(.publicIPNotAdvertised, component)
    }
    if packet.family == .ipv4, model.internetGateways[gateway].pools.contains(packet.destination) {
      return enterPool(of: id, by: gateway)
    }
    if let (code, component) = fault(entering: id, by: gateway) {
      return code == .igwDstNotMapped ? unmapped(component) : end(code, component)
    }
    if let mapping = owners.mapping(of: packet.destinationAddress) {
      packet.destination = mapping.privateAddress.bits
    }
    if direction == .forward { enteredByInternetGateway.insert(id) }
    crossings.append(.border)
    return routeInside(id, from: gateway)
  }

  /// To an interface, untranslated, by a route to a pool of the gateway (R53).
  private mutating func enterPool(
    of vpc: ID<VPC>, by gateway: ID<InternetGateway>
  ) -> Replay.Step {
    let component = ComponentID.internetGateway(gateway)
    guard let table = model.internetGateways[gateway].edgeRouteTable else { return .stop }
    switch select(in: table, for: packet.destinationAddress) {
    case .unknown(let unknown): return end(gap: .notDescribed, unknown)
    case .none: return end(.igwDstNotMapped, component)
    case .route(let route):
      guard case .interface(let interface) = route.target else {
        return end(.igwDstNotMapped, component)
      }
      if direction == .forward { enteredByInternetGateway.insert(vpc) }
      crossings.append(.border)
      if let step = failure(of: route, in: table) { return step }
      let passage: PublicPassage = direction == .forward ? .inbound : .outbound
      guard passPublicAccess(passage, vpc, onlyVPC: true) else { return .stop }
      return reach(interface, from: nil)
    }
  }

  /// Why the internet gateway refuses the packet, whatever its destination (R96).
  private func sourceFault(at gateway: ID<InternetGateway>) -> (Code, ComponentID)? {
    let component = ComponentID.internetGateway(gateway)
    let source = packet.sourceAddress
    if !model.internetGateways[gateway].isAttached { return (.igwNotAttached, component) }
    if Special.isPrivateIPv4(source) { return (.igwPrivateSource, component) }
    return isPrivateIPv6(source) ? (.privateIPv6ToInternet, component) : nil
  }

  /// Nothing has the public address; what is meant may be an internal load balancer (R206).
  private mutating func unmapped(_ gateway: ComponentID) -> Replay.Step {
    guard packet.family == .ipv4, direction == .forward, case .interface(let asked) = goal,
      let balancer = model.interfaces[asked].loadBalancer,
      model.loadBalancers[balancer].scheme == .internal
    else { return end(.igwDstNotMapped, gateway) }
    return end(.lbInternal, model.component(of: balancer))
  }

  /// Why the internet gateway refuses the packet (R96).
  private func fault(
    entering vpc: ID<VPC>, by gateway: ID<InternetGateway>
  ) -> (Code, ComponentID)? {
    let component = ComponentID.internetGateway(gateway)
    let destination = packet.destinationAddress
    if packet.family == .ipv4 {
      return owners.mapping(of: destination) == nil ? (.igwDstNotMapped, component) : nil
    }
    if isPrivateIPv6(destination) { return (.privateIPv6ToInternet, component) }
    guard let owner = owners.interface(of: destination, in: vpc) else {
      return (.igwDstNotMapped, component)
    }
    let isDenied = direction == .forward && model.interfaces[owner].deniesInternetGateway
    return isDenied ? (.denyIGWTraffic, .interface(owner)) : nil
  }

  /// By the gateway's own route table, if it has one (R50, R51).
  private mutating func routeInside(
    _ vpc: ID<VPC>, from gateway: ID<InternetGateway>
  ) -> Replay.Step {
    let owner = owners.natGateway(of: packet.destinationAddress, in: vpc)
    let isRegional = owner.map { model.natGateways[$0].isRegional } ?? false
    guard let table = model.internetGateways[gateway].edgeRouteTable, !isRegional else {
      return deliverFromInternet(in: vpc)
    }
    switch select(in: table, for: packet.destinationAddress) {
    case .unknown(let component): return end(gap: .notDescribed, component)
    case .none: return end(.noRoute, .routeTable(table))
    case .route(let route):
      if let step = failure(of: route, in: table) { return step }
      if case .inspection(let endpoint) = route.target {
        let home = model.endpoints[endpoint].inspection?.subnet
        guard passPublicAccess(entering: vpc, at: home, toInspection: true) else { return .stop }
        return inspect(at: endpoint)
      }
      guard case .interface(let interface) = route.target else {
        return deliverFromInternet(in: vpc)
      }
      let subnet = model.interfaces[interface].subnet
      guard passPublicAccess(entering: vpc, at: subnet) else { return .stop }
      if direction == .forward, !hasPublicAddress(interface) {
        obstruct(.ingressRTBNoPublicIP, .routeTable(table))
      }
      return reach(interface, from: nil)
    }
  }

  private mutating func deliverFromInternet(in vpc: ID<VPC>) -> Replay.Step {
    let subnet = subnetOfDestination(in: vpc)
    guard passPublicAccess(entering: vpc, at: subnet) else { return .stop }
    return .deliver(vpc, from: nil)
  }
}
