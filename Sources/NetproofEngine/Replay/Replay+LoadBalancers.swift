import NetproofModel
import NetproofSets

extension Replay {
  /// A connection that a node opened, and what is kept meanwhile of the one that it received.
  struct Leg {
    /// The interface that received the connection.
    let front: ID<NetworkInterface>
    let node: ID<NetworkInterface>
    let balancer: ID<LoadBalancer>
    let group: ID<TargetGroup>
    let goal: Goal
    let preservesClient: Bool
    let isToLoadBalancer: Bool
    let kept: Kept
  }

  /// What the reply of a connection needs to know.
  struct Kept {
    var crossings: [Crossing] = []
    var enteredByInternetGateway: Set<ID<VPC>> = []
    var leftByEgressOnlyGateway: Set<ID<VPC>> = []
    var enteredByVPNGateway: Set<ID<VPC>> = []
    var usedEndpoint: ID<VPC>?
    var forwardAppliances: [ID<NetworkInterface>] = []
    var forwardDevices: [Device] = []
    var exits: [ID<TransitGatewayAttachment>: ID<Subnet>] = [:]
  }

  /// One of the ways on that a node has.
  enum Onward {
    case target(Goal, Address, UInt16, ID<TargetGroup>)
    case itself
    case refused(Code)
    case unknown(ComponentID)
  }

  /// A target as its load balancer sees it.
  struct Candidate {
    let way: Onward
    /// Nothing for every zone.
    let zone: String?
    let health: TargetGroup.Health
  }
}

/// Load balancers (R201 to R220).
extension Replay.Walk {
  /// Where the present connection is meant to end.
  var goal: Goal { legs.last?.goal ?? flow.goal }

  /// Where the present connection began.
  var origin: Origin { legs.last.map { .interface($0.node) } ?? flow.origin }

  private var preservesClient: Bool { legs.last?.preservesClient ?? false }

  // MARK: - Receiving

  /// An interface has received the packet.
  mutating func accept(at id: ID<NetworkInterface>) -> Replay.Step {
    let interface = model.interfaces[id]
    let isBalancer = interface.loadBalancer != nil
    let isPlain = !isBalancer || legs.last?.isToLoadBalancer == true
    if let leg = lostLeg(isPlain: isPlain && interface.endpoint == nil) {
      return end(.nlbClientIPUnsupportedPath, model.component(of: leg.balancer))
    }
    if let balancer = interface.loadBalancer { return balance(balancer, at: id) }
    if let endpoint = interface.endpoint,
      case .interface(let own) = model.endpoints[endpoint].kind, let provider = own.provider
    {
      return provide(provider, by: endpoint, at: id)
    }
    checkService(of: id)
    return .received(.interface(id))
  }

  /// The connection that cannot preserve its client's address on the way that it took (R214).
  func lostLeg(isPlain: Bool) -> Replay.Leg? {
    guard direction == .forward, let leg = legs.last, leg.preservesClient else { return nil }
    if isPlain, crossings.isEmpty { return nil }
    if isPlain, crossings.count == 1, case .peering(let id) = crossings[0], isInOneRegion(id) {
      return nil
    }
    return leg
  }

  // MARK: - Balancing

  private mutating func balance(
    _ id: ID<LoadBalancer>, at node: ID<NetworkInterface>
  ) -> Replay.Step {
    guard settleReferences(at: .interface(node)) else { return .stop }
    let component = model.component(of: id)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    checkState(of: id)
    if legs.contains(where: { $0.node == node }) { return end(.routingLoop, component) }
    return listen(id, front: node, at: node) ?? end(.lbNoListener, component)
  }

  mutating func checkState(of id: ID<LoadBalancer>) {
    switch model.loadBalancers[id].state {
    case .active, .activeImpaired: break
    case .provisioning, .failed: obstruct(.lbNotActive, model.component(of: id))
    }
  }

  /// What a listener makes of the packet; nothing if none accepts it.
  private mutating func listen(
    _ id: ID<LoadBalancer>, front: ID<NetworkInterface>, at node: ID<NetworkInterface>
  ) -> Replay.Step? {
    let component = model.component(of: id)
    let balancer = model.loadBalancers[id]
    guard balancer.kind != .gateway,
      let listener = balancer.listeners.first(where: { matches($0.service) })
    else {
      return nil
    }
    if listener.targetGroups.isEmpty { return .received(.interface(front)) }
    let ways = listener.targetGroups.flatMap { self.ways(to: $0, of: balancer, from: node) }
    switch ways[choose(among: ways.count, at: component)] {
    case .itself: return .received(.interface(front))
    case .refused(let code): return end(code, component)
    case .unknown(let unknown): return end(gap: .notDescribed, unknown)
    case .target(let goal, let address, let port, let group):
      return send(to: goal, address, port, group, id, front: front, from: node)
    }
  }

  /// From the interface of an endpoint to a node of its service (R167 to R170).
  private mutating func provide(
    _ provider: VPCEndpoint.Provider, by endpoint: ID<VPCEndpoint>, at front: ID<NetworkInterface>
  ) -> Replay.Step {
    guard settleReferences(at: .interface(front)) else { return .stop }
    let component = ComponentID.endpoint(endpoint)
    switch model.endpoints[endpoint].state {
    case .available: break
    case .rejected, .expired, .pendingAcceptance: obstruct(.vpceNotAccepted, component)
    case .deleted, .deleting, .failed, .pending: obstruct(.targetBadState, component)
    }
    for balancer in provider.loadBalancers where !isDescribed(model.component(of: balancer)) {
      return end(gap: .notDescribed, model.component(of: balancer))
    }
    if packet.ipProtocol == (packet.family == .ipv4 ? .icmp : .icmpv6) {
      return end(.vpceNoICMP, component)
    }
    var nodes: [(ID<LoadBalancer>, ID<NetworkInterface>)] = []
    for balancer in provider.loadBalancers {
      for node in model.loadBalancers[balancer].nodes
      where provider.isInOtherRegion || model.loadBalancers[balancer].role == .latticeService
        || zone(of: node) == zone(of: front)
      {
        nodes.append((balancer, node))
      }
    }
    if let network = provider.serviceNetwork {
      guard isDescribed(.serviceNetwork(network)) else {
        return end(gap: .notDescribed, .serviceNetwork(network))
      }
      nodes.removeAll { balancer, _ in
        !model.loadBalancers[balancer].listeners.contains { matches($0.service) }
      }
      if nodes.isEmpty { return end(.vpcePort, component) }
    }
    guard !nodes.isEmpty else { return end(.vpceServiceNotInAZ, component) }
    let (balancer, node) = nodes[choose(among: nodes.count, at: component)]
    sightings?.goBeyond()
    checkState(of: balancer)
    if legs.contains(where: { $0.node == node }) {
      return end(.routingLoop, model.component(of: balancer))
    }
    if provider.enforcesSecurityGroups, !passApplianceGroups(of: node, .inbound) { return .stop }
    guard passNetworkACL(at: node, of: balancer, .inbound) else { return .stop }
    return listen(balancer, front: front, at: node) ?? end(.vpcePort, component)
  }

  /// Tests a list of a node's subnet on the way by an endpoint, if the policy says so (U18); false if
  /// the walk ends.
  private mutating func passNetworkACL(
    at node: ID<NetworkInterface>, of balancer: ID<LoadBalancer>, _ list: RuleList
  ) -> Bool {
    guard model.policies.privateLinkACL == .ask, model.loadBalancers[balancer].role != .resource
    else { return true }
    let subnet = model.interfaces[node].subnet
    guard isDescribed(.subnet(subnet)) else {
      _ = end(gap: .notDescribed, .subnet(subnet))
      return false
    }
    return passNetworkACL(of: subnet, list)
  }

  /// What a node may do with a connection for a group; never nothing.
  func ways(
    to id: ID<TargetGroup>, of balancer: LoadBalancer, from node: ID<NetworkInterface>
  ) -> [Replay.Onward] {
    let group = model.targetGroups[id]
    if !group.identity.isDescribed { return [.unknown(.targetGroup(id))] }
    let all = candidates(of: id, balancer)
    if all.isEmpty { return [.refused(.lbNoTargets)] }
    if group.kind == .lambda { return [.itself] }
    var inEnabledZones: [Replay.Candidate] = []
    for one in all {
      guard let zone = one.zone, balancer.role == .balancer else {
        inEnabledZones.append(one)
        continue
      }
      if balancer.nodes.contains(where: { self.zone(of: $0) == zone }) {
        inEnabledZones.append(one)
      }
    }
    if inEnabledZones.isEmpty { return [.refused(.lbNoTargets)] }
    let fit = inEnabledZones.filter { [.healthy, .unknown].contains($0.health) }
    let usable = fit.isEmpty ? inEnabledZones.filter { $0.health == .unhealthy } : fit
    if usable.isEmpty { return [.refused(.lbTargetsUnhealthy)] }
    let crossesZones = group.crossZone ?? balancer.crossZone
    if crossesZones { return usable.map(\.way) }
    let near = usable.filter { $0.zone == nil || $0.zone == zone(of: node) }
    guard near.isEmpty else { return near.map(\.way) }
    if balancer.kind == .gateway, model.policies.gatewayUnhealthyZone == .failOpen {
      let sick = inEnabledZones.filter {
        $0.health == .unhealthy && ($0.zone == nil || $0.zone == zone(of: node))
      }
      if !sick.isEmpty { return sick.map(\.way) }
    }
    return [.refused(balancer.kind == .network ? .lbNoTargetInAZ : .lbNotCrossZone)]
  }

  private func zone(of interface: ID<NetworkInterface>) -> String {
    model.subnets[model.interfaces[interface].subnet].zone
  }

  private func candidates(
    of id: ID<TargetGroup>, _ balancer: LoadBalancer
  ) -> [Replay.Candidate] {
    let group = model.targetGroups[id]
    var result: [Replay.Candidate] = []
    for target in group.targets {
      let port = target.port ?? group.port
      let health = target.health ?? .healthy
      switch target.destination {
      case .function:
        result.append(Replay.Candidate(way: .itself, zone: nil, health: health))
      case .nowhere(let address):
        result.append(
          Replay.Candidate(way: way(toUnowned: address, port, id), zone: nil, health: health))
      case .outside(let address, let network):
        result.append(
          Replay.Candidate(
            way: .target(.network(network), address, port, id), zone: nil, health: health))
      case .address(let address, let vpc):
        result.append(candidate(address, vpc, target, port, id, balancer))
      case .instance(let instance):
        guard let own = model.instances[instance].interfaces.first,
          let address = firstAddress(of: own, group.family)
        else {
          result.append(
            Replay.Candidate(way: .unknown(.instance(instance)), zone: nil, health: health))
          continue
        }
        let derived: TargetGroup.Health = isUp(own) ? .healthy : .unused
        result.append(
          Replay.Candidate(
            way: .target(.interface(own), address, port, id), zone: zone(of: own),
            health: target.health ?? derived))
      case .loadBalancer(let other):
        for node in model.loadBalancers[other].nodes {
          if let address = firstAddress(of: node, group.family) {
            result.append(
              Replay.Candidate(
                way: .target(.interface(node), address, port, id), zone: zone(of: node),
                health: health))
          } else {
            result.append(
              Replay.Candidate(way: .unknown(.loadBalancer(other)), zone: nil, health: health))
          }
        }
      }
    }
    return result
  }

  private func candidate(
    _ address: Address, _ vpc: ID<VPC>, _ target: TargetGroup.Target, _ port: UInt16,
    _ group: ID<TargetGroup>, _ balancer: LoadBalancer
  ) -> Replay.Candidate {
    var zone: String?
    if vpc == balancer.vpc {
      for id in model.vpcs[vpc].subnets.reversed()
      where model.subnets[id].addresses.contains(address) {
        zone = model.subnets[id].zone
      }
    }
    guard let owner = owners.interface(of: address, in: vpc) else {
      return Replay.Candidate(
        way: way(toUnowned: address, port, group), zone: zone, health: target.health ?? .healthy)
    }
    let derived: TargetGroup.Health = isUp(owner) ? .healthy : .unhealthy
    return Replay.Candidate(
      way: .target(.interface(owner), address, port, group), zone: zone,
      health: target.health ?? derived)
  }

  /// To an address that is nobody's, unless an attachment translates it to somebody's (R146).
  private func way(
    toUnowned address: Address, _ port: UInt16, _ group: ID<TargetGroup>
  ) -> Replay.Onward {
    var found: ID<NetworkInterface>?
    for id in model.attachments.ids {
      guard case .vpc(let vpc, _) = model.attachments[id].resource else { continue }
      for rule in model.attachments[id].natRules {
        guard let inside = rule.inside(address), let own = owners.interface(of: inside, in: vpc),
          own != found
        else { continue }
        if found != nil { return .unknown(.attachment(id)) }
        found = own
      }
    }
    return .target(found.map { .interface($0) } ?? .address, address, port, group)
  }

  private func isUp(_ id: ID<NetworkInterface>) -> Bool {
    let interface = model.interfaces[id]
    let runs = interface.instance.map { model.instances[$0].state == .running } ?? true
    return interface.state == .inUse && runs
  }

  func firstAddress(of id: ID<NetworkInterface>, _ family: Family) -> Address? {
    switch family {
    case .ipv4: model.interfaces[id].privateIPv4.first
    case .ipv6: model.interfaces[id].ipv6.first
    }
  }

  // MARK: - Sending

  private mutating func send(
    to goal: Goal, _ address: Address, _ port: UInt16, _ id: ID<TargetGroup>,
    _ balancer: ID<LoadBalancer>, front: ID<NetworkInterface>, from node: ID<NetworkInterface>
  ) -> Replay.Step {
    let group = model.targetGroups[id]
    let preserves =
      front == node && model.loadBalancers[balancer].kind == .network
      && address.family == packet.family
      && preservesByDefault(group)
    if preserves, case .interface(let target) = goal,
      model.interfaces[target].addresses.contains(packet.sourceAddress)
    {
      return end(.nlbHairpin, model.component(of: balancer))
    }
    // Whatever of its block VPC Lattice asks from, the first address stands for all.
    let own =
      model.interfaces[node].subnet == model.lattice?.subnet
      ? Lattice.block(address.family).base : firstAddress(of: node, address.family)
    guard let own else { return end(gap: .notDescribed, .interface(node)) }
    open(
      Replay.Leg(
        front: front, node: node, balancer: balancer, group: id, goal: goal,
        preservesClient: preserves,
        isToLoadBalancer: group.kind == .alb, kept: kept))
    packet.family = address.family
    packet.destination = address.bits
    if !group.keepsPort { packet.destinationPort = port }
    if !preserves { (packet.source, packet.sourcePort) = (own.bits, flow.translatedPort) }
    see(.interface(node), incoming: false)
    guard passOutboundGroups(of: node) else { return .stop }
    let subnet = model.interfaces[node].subnet
    let isBeside =
      model.subnets[subnet].identity.isDescribed
      && model.subnets[subnet].addresses.contains(packet.destinationAddress)
    switch model.loadBalancers[balancer].kind {
    case .classic where isBeside:
      guard passNetworkACL(of: subnet, .outbound) else { return .stop }
    case .network where isBeside:
      guard passInside(subnet, [.outbound, .inbound]) else { return .stop }
    case .application, .classic, .network, .gateway: break
    }
    return .depart(subnet)
  }

  private func preservesByDefault(_ group: TargetGroup) -> Bool {
    switch group.kind {
    case .alb: true
    case .lambda: false
    case .instance, .ip:
      group.protocols.contains(.udp)
        || group.preservesClientAddress ?? (group.kind == .instance)
    }
  }

  private mutating func open(_ leg: Replay.Leg) {
    translations.append(
      Replay.Translation(device: .node(leg.node), before: packet, crossings: 0))
    legs.append(leg)
    keep(Replay.Kept())
  }

  private var kept: Replay.Kept {
    Replay.Kept(
      crossings: crossings, enteredByInternetGateway: enteredByInternetGateway,
      leftByEgressOnlyGateway: leftByEgressOnlyGateway, enteredByVPNGateway: enteredByVPNGateway,
      usedEndpoint: usedEndpoint, forwardAppliances: forwardAppliances,
      forwardDevices: forwardDevices, exits: exits)
  }

  private mutating func keep(_ kept: Replay.Kept) {
    crossings = kept.crossings
    enteredByInternetGateway = kept.enteredByInternetGateway
    leftByEgressOnlyGateway = kept.leftByEgressOnlyGateway
    enteredByVPNGateway = kept.enteredByVPNGateway
    usedEndpoint = kept.usedEndpoint
    forwardAppliances = kept.forwardAppliances
    forwardDevices = kept.forwardDevices
    exits = kept.exits
  }

  // MARK: - Replies

  /// Ends a reply that no node waits for, as it comes from another interface than it was sent to.
  mutating func unlessPreserved(_ step: Replay.Step) -> Replay.Step {
    guard case .depart(let subnet) = step, let leg = legs.last else { return step }
    guard leg.preservesClient else { return replying(to: leg, from: subnet) }
    return end(.asymmetricStatefulPath, model.component(of: leg.balancer))
  }

  /// The reply leaves for the node, which may be in the same subnet (U8).
  private mutating func replying(to leg: Replay.Leg, from subnet: ID<Subnet>) -> Replay.Step {
    if model.interfaces[leg.node].subnet == subnet,
      model.loadBalancers[leg.balancer].kind == .network,
      !passInside(subnet, [.outbound, .inbound])
    {
      return .stop
    }
    return .depart(subnet)
  }

  /// The reply of an interface that knows whom it answers.
  mutating func respond(from subnet: ID<Subnet>, returned: Bool) -> Replay.Step {
    if returned, legs.last?.preservesClient != true { return returnToSender(from: subnet) }
    guard let leg = legs.last else { return .depart(subnet) }
    guard leg.preservesClient else { return replying(to: leg, from: subnet) }
    let home = model.interfaces[leg.node].subnet
    if home == subnet {
      guard passInside(home, [.outbound, .inbound]) else { return .stop }
      see(.interface(leg.node), incoming: true)
    } else {
      guard passNetworkACL(of: subnet, .outbound) else { return .stop }
      see(.interface(leg.node), incoming: true)
      guard passNetworkACL(of: home, .inbound) else { return .stop }
    }
    return undoTranslation()
  }

  /// The node gives the reply back to who sent it the request.
  mutating func undoBalance(_ before: Packet) -> Replay.Step {
    guard let leg = legs.last, settleReferences(at: .interface(leg.node)) else { return .stop }
    obstructUnseen()
    legs.removeLast()
    packet.family = before.family
    (packet.source, packet.sourcePort) = (before.destination, before.destinationPort)
    if !leg.preservesClient {
      (packet.destination, packet.destinationPort) = (before.source, before.sourcePort)
    }
    keep(leg.kept)
    let returned = isReturnedToSender
    (crossings, replyAppliances, divergingExits) = ([], [], [])
    replyInspections = []
    replyFunctions = []
    if leg.front != leg.node {
      sightings?.goBeyond()
      guard passNetworkACL(at: leg.node, of: leg.balancer, .outbound) else { return .stop }
    }
    see(.interface(leg.front), incoming: false)
    return respond(from: model.interfaces[leg.front].subnet, returned: returned)
  }

  // MARK: - Nodes as origins

  /// Whether a node opens connections such as this one.
  func opens(_ balancer: ID<LoadBalancer>) -> Bool {
    for listener in model.loadBalancers[balancer].listeners {
      for group in listener.targetGroups {
        for one in candidates(of: group, model.loadBalancers[balancer]) {
          guard case .target(_, let address, let port, _) = one.way else { continue }
          let isMeant =
            address == packet.destinationAddress && port == packet.destinationPort
            && model.targetGroups[group].protocols.contains(packet.ipProtocol)
          if isMeant { return true }
        }
      }
    }
    return false
  }
}
