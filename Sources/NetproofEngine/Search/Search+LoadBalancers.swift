import NetproofModel
import NetproofSets

/// How a node passes a connection on to a target.
struct Balance: Hashable {
  /// The interface that received the connection.
  let front: ID<NetworkInterface>
  /// The node that opens the connection to the target: `front`, unless that is an endpoint's.
  let node: ID<NetworkInterface>
  let balancer: ID<LoadBalancer>
  let group: ID<TargetGroup>
  let target: Address
  /// Nothing where the client's is kept.
  let port: UInt16?
  /// What takes the place of the client's address; nothing if that is preserved (R213).
  ///
  /// Of a Lattice service it is any address of its block, or the one that stands for all.
  var sources: AddressBits?

  var preservesClient: Bool { sources == nil }
}

/// A connection from a node to a target, and what is kept meanwhile of the one that led to the node.
struct Leg {
  var balance: Balance
  let origin: InterfaceGroup
  let goal: SearchEnd
  /// Whether the target is a load balancer of the group's own choice.
  let isToLoadBalancer: Bool
  let crossings: [Crossing]
  let exits: [(attachment: ID<TransitGatewayAttachment>, subnet: ID<Subnet>)]
}

/// Load balancers (R201 to R220).
extension Search {
  /// Where the present connection of a walk begins.
  func origin(of walk: Walk) -> SearchEnd {
    walk.legs.last.map { .interfaces($0.origin) } ?? origin
  }

  /// Where the present connection of a walk is meant to end.
  func goal(of walk: Walk) -> SearchEnd { walk.legs.last?.goal ?? goal }

  // MARK: - Arriving

  /// Packets that an interface has received: served, balanced or delivered.
  mutating func received(
    _ walk: Walk, at interface: ID<NetworkInterface>, _ group: InterfaceGroup
  ) {
    let own = model.interfaces[interface]
    let isPlain =
      own.endpoint == nil && (own.loadBalancer == nil || walk.legs.last?.isToLoadBalancer == true)
    guard !isLost(walk, atPlainTarget: isPlain) else { return }
    if let balancer = own.loadBalancer { return balance(walk, balancer, at: interface, group) }
    if let endpoint = own.endpoint, let provider = model.endpoints[endpoint].interface?.provider {
      return provide(walk, provider, by: endpoint, at: interface, group)
    }
    for served in serve(walk, at: interface) {
      deliver(served, at: interface, group)
    }
  }

  private mutating func deliver(
    _ walk: Walk, at interface: ID<NetworkInterface>, _ group: InterfaceGroup
  ) {
    let id = ComponentID.interface(interface)
    var walk = walk
    note(&walk, id, .inbound, .delivered, .state(id))
    walk.arrived = true
    answer(walk, from: .interfaces(group))
  }

  /// Ends a walk at a target to which no client's address can be preserved (R214).
  mutating func isLost(_ walk: Walk, atPlainTarget isPlain: Bool) -> Bool {
    guard walk.direction == .forward, let leg = walk.legs.last, leg.balance.preservesClient,
      !(isPlain && isDirect(walk))
    else { return false }
    end(
      walk, .nlbClientIPUnsupportedPath, at: model.component(of: leg.balance.balancer),
      context: [.targetGroup(leg.balance.group)])
    return true
  }

  /// Whether packets came straight, at most by one peering of one region.
  private func isDirect(_ walk: Walk) -> Bool {
    guard let first = walk.crossings.first else { return true }
    guard walk.crossings.count == 1, case .peering(let id) = first else { return false }
    return !model.joinsRegions(id)
  }

  // MARK: - Balancing

  /// Packets at a node: to the targets of the listener that accepts them.
  private mutating func balance(
    _ walk: Walk, _ id: ID<LoadBalancer>, at node: ID<NetworkInterface>, _ group: InterfaceGroup
  ) {
    let component = model.component(of: id)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    var walk = walk
    checkState(&walk, id)
    if isSettled(walk) { return }
    if walk.legs.contains(where: { $0.balance.node == node }) {
      return end(walk, .routingLoop, at: component)
    }
    for part in listen(walk, id, front: node, at: node, group) {
      end(part, .lbNoListener, at: component)
    }
  }

  /// Hands packets to the listeners that accept them, and gives back the rest.
  mutating func listen(
    _ walk: Walk, _ id: ID<LoadBalancer>, front: ID<NetworkInterface>,
    at node: ID<NetworkInterface>, _ group: InterfaceGroup
  ) -> [Walk] {
    var rest = [walk]
    // Only endpoints get anything to a gateway (R221).
    guard model.loadBalancers[id].kind != .gateway else { return rest }
    for (index, listener) in model.loadBalancers[id].listeners.enumerated() {
      let rule = RuleID(model.component(of: id), .listeners, index)
      var refused: [Walk] = []
      for part in rest {
        let cut = split(part, by: listener.service)
        refused += cut.outside
        if let inside = cut.inside { accept(inside, listener, rule, front, at: node, group) }
      }
      rest = refused
    }
    return rest
  }

  mutating func checkState(_ walk: inout Walk, _ id: ID<LoadBalancer>) {
    let component = model.component(of: id)
    switch model.loadBalancers[id].state {
    case .active: break
    case .activeImpaired:
      let remark = Remark(.lbImpaired, component)
      if !walk.notes.contains(remark) { walk.notes.append(remark) }
    case .provisioning, .failed: block(&walk, .lbNotActive, at: component)
    }
  }

  private mutating func accept(
    _ walk: Walk, _ listener: LoadBalancer.Listener, _ rule: RuleID,
    _ front: ID<NetworkInterface>, at node: ID<NetworkInterface>, _ group: InterfaceGroup
  ) {
    guard !listener.targetGroups.isEmpty else { return deliver(walk, at: front, group) }
    let graph = graph
    let choices = listener.targetGroups.flatMap {
      graph.model.choices(of: $0, behind: ID(rule.owner.index), at: node) {
        graph.owner(of: $0, in: $1)
      }
    }
    var parts: [(Walk, TargetChoice)] = []
    choose(walk, among: choices.count, at: rule.owner) { part, choice in
      parts.append((part, choices[choice]))
    }
    for (part, choice) in parts {
      var part = part
      for remark in choice.remarks where !part.notes.contains(remark) { part.notes.append(remark) }
      switch choice.way {
      case .itself: deliver(part, at: front, group)
      case .refused(let code):
        let isImplied = model.targetGroups[choice.group].isImplied
        end(part, code, at: rule.owner, context: isImplied ? [] : [.targetGroup(choice.group)])
      case .unknown(let component): end(part, gap: .notDescribed, at: component)
      case .interface(let id, let address):
        send(
          part, to: address, choice, .interfaces(InterfaceGroup([id], model)), rule, front,
          from: node)
      case .network(let id, let address):
        send(part, to: address, choice, .network(id), rule, front, from: node)
      case .address(let address): send(part, to: address, choice, .address, rule, front, from: node)
      }
    }
  }

  /// Opens the connection to a target.
  private mutating func send(
    _ walk: Walk, to target: Address, _ choice: TargetChoice, _ goal: SearchEnd, _ rule: RuleID,
    _ front: ID<NetworkInterface>, from node: ID<NetworkInterface>
  ) {
    let id = ID<LoadBalancer>(rule.owner.index)
    let group = model.targetGroups[choice.group]
    // What comes by an endpoint never shows its client (R169).
    let preserves =
      front == node && preservesClient(of: group, behind: id, walk.header.family, target.family)
    var walk = walk
    if preserves, let own = goal.interfaces?.addresses[target.family] {
      let cut = split(walk, sourcesIn: own)
      if let mine = cut.inside {
        end(mine, .nlbHairpin, at: rule.owner, context: [.targetGroup(choice.group)])
      }
      guard let others = cut.outside else { return }
      walk = others
    }
    guard let sources = sources(of: node, target.family) else {
      return end(walk, gap: .notDescribed, at: .interface(node))
    }
    let balance = Balance(
      front: front, node: node, balancer: id, group: choice.group, target: target,
      port: group.keepsPort ? nil : choice.port, sources: preserves ? nil : sources)
    open(walk, balance, goal, isToLoadBalancer: group.kind == .alb, rule)
  }

  /// The addresses from which a node may open connections.
  private func sources(of node: ID<NetworkInterface>, _ family: Family) -> AddressBits? {
    let own = model.interfaces[node]
    if own.subnet == model.lattice?.subnet { return AddressBits(Lattice.block(family).range) }
    return (family == .ipv4 ? own.privateIPv4.first : own.ipv6.first).map { AddressBits($0.bits) }
  }

  private mutating func open(
    _ walk: Walk, _ balance: Balance, _ goal: SearchEnd, isToLoadBalancer: Bool, _ rule: RuleID
  ) {
    var walk = walk
    walk.translations.append(
      Translation(
        kind: .node(balance), before: walk.header, pairs: [],
        ports: balance.preservesClient ? .all : ClientPortProfile.elb.ports))
    walk.header = balance.applied(to: walk.header, ports: ClientPortProfile.elb.ports)
    note(
      &walk, rule.owner, nil, balance.preservesClient ? .forwarded : .translated, .rule(rule))
    walk.legs.append(
      Leg(
        balance: balance, origin: InterfaceGroup([balance.node], model), goal: goal,
        isToLoadBalancer: isToLoadBalancer, crossings: walk.crossings, exits: walk.exits))
    (walk.crossings, walk.exits) = ([], [])
    let subnet = model.interfaces[balance.node].subnet
    mark(&walk, .interface(balance.node), .outbound)
    for part in securityGroups(walk, .outbound, balance.node, isTransit: false) {
      for part in leaveNode(part, balance.balancer, subnet) { depart(part, from: subnet) }
    }
  }

  /// Classic load balancers meet the network ACL even on the way to targets beside them (R211);
  /// network ones by the policy for it.
  private mutating func leaveNode(
    _ walk: Walk, _ id: ID<LoadBalancer>, _ subnet: ID<Subnet>
  ) -> [Walk] {
    let entry = model.subnets[subnet]
    guard isDescribed(.subnet(subnet)) else { return [walk] }
    switch model.loadBalancers[id].kind {
    case .application, .gateway: return [walk]
    case .network: return networkACLs(toWithin: subnet, walk, at: model.component(of: id))
    case .classic: break
    }
    let cut = split(walk, destinationsIn: entry.addresses[walk.header.family])
    guard let inside = cut.inside else { return [walk] }
    return networkACL(inside, entry.networkACL, .outbound, subnet)
      + (cut.outside.map { [$0] } ?? [])
  }

  /// Whether a target sees the address of the client (R213).
  private func preservesClient(
    of group: TargetGroup, behind id: ID<LoadBalancer>, _ client: Family, _ target: Family
  ) -> Bool {
    guard model.loadBalancers[id].kind == .network, client == target else { return false }
    if group.kind == .alb || group.protocols.contains(.udp) { return true }
    return group.preservesClientAddress ?? (group.kind == .instance)
  }

  // MARK: - Replies

  /// Replies to a client's own address go back to the node by the state that it keeps (R216).
  mutating func returnToNode(_ walk: Walk, from subnet: ID<Subnet>) {
    guard let balance = walk.legs.last?.balance else { return end(walk) }
    let home = model.interfaces[balance.node].subnet
    var walk = walk
    mark(&walk, goesBy: wayBack(over: walk.crossings))
    guard home != subnet else {
      let component = model.component(of: balance.balancer)
      for var part in networkACLs(inside: home, walk, at: component) {
        mark(&part, .interface(balance.node), .inbound)
        undo(part, balance)
      }
      return
    }
    for var part in networkACL(walk, model.subnets[subnet].networkACL, .outbound, subnet) {
      mark(&part, .interface(balance.node), .inbound)
      for part in networkACL(part, model.subnets[home].networkACL, .inbound, home) {
        undo(part, balance)
      }
    }
  }

  /// What replies to a preserved client go by (R214): the node is in the same VPC or a peered one.
  private func wayBack(over crossings: [Crossing]) -> Route.Target {
    if case .peering(let id) = crossings.last { .peering(id) } else { .local }
  }

  /// Gives replies of a target back to who asked the load balancer.
  mutating func undo(_ walk: Walk, _ balance: Balance) {
    var walk = walk
    settlePending(&walk)
    if walk.gap != nil { return end(walk) }
    guard let leg = walk.legs.last,
      let index = walk.translations[..<(walk.translations.count - walk.undone)].lastIndex(where: {
        $0.kind == .node(balance)
      })
    else { return end(walk) }
    let before = walk.translations[index].before
    if !balance.preservesClient { walk.translations[index].ports = walk.header.destinationPorts }
    walk.header = PacketCube(
      before.family, protocols: walk.header.protocols, sources: before.destinations,
      destinations: balance.preservesClient ? walk.header.destinations : before.sources,
      sourcePorts: balance.port == nil ? walk.header.sourcePorts : before.destinationPorts,
      destinationPorts: balance.preservesClient ? walk.header.destinationPorts : before.sourcePorts)
    walk.undone = walk.translations.count - index
    blockUnseen(&walk)
    walk.legs.removeLast()
    (walk.crossings, walk.exits) = (leg.crossings, leg.exits)
    (walk.replyCrossings, walk.repliedThrough, walk.splits) = ([], [], [])
    walk.repliesInspected = []
    let component = model.component(of: balance.balancer)
    note(&walk, component, nil, .translated, .state(component))
    let home = model.interfaces[balance.front].subnet
    guard balance.front != balance.node else {
      mark(&walk, .interface(balance.front), .outbound)
      return reply(walk, from: home)
    }
    // Nothing between an endpoint and a node is logged (R232).
    markBeyond(&walk)
    for var part in networkACL(at: balance.node, of: balance.balancer, .outbound, walk) {
      mark(&part, .interface(balance.front), .outbound)
      reply(part, from: home)
    }
  }

  // MARK: - Nodes as origins

  /// Says that a node opens connections to nothing but targets; refused parts go on.
  mutating func initiate(_ walk: Walk, _ interface: ID<NetworkInterface>) -> [Walk] {
    guard let id = model.interfaces[interface].loadBalancer else { return [walk] }
    var parts: [Walk] = []
    var rest = [walk]
    for target in model.destinations(of: id) where target.address.family == walk.header.family {
      let service = Service(target.protocols, ports: PortSet(target.port))
      rest = rest.flatMap { part -> [Walk] in
        let cut = split(part, destinationsIn: AddressBits(target.address.bits))
        guard let inside = cut.inside else { return [part] }
        let (meant, others) = split(inside, by: service)
        if let meant { parts.append(meant) }
        return others + (cut.outside.map { [$0] } ?? [])
      }
    }
    for part in rest {
      // What VPC Lattice does not send has no way to look at (R176).
      if model.loadBalancers[id].role == .latticeService {
        end(part, .lbInitiate, at: model.component(of: id))
        continue
      }
      var part = part
      block(&part, .lbInitiate, at: model.component(of: id), context: [.interface(interface)])
      parts.append(part)
    }
    return parts
  }
}

extension Balance {
  /// The headers of the connection to the target.
  func applied(to cube: PacketCube, ports: PortSet) -> PacketCube {
    PacketCube(
      target.family, protocols: cube.protocols,
      sources: sources ?? cube.sources,
      destinations: AddressBits(target.bits),
      sourcePorts: preservesClient ? cube.sourcePorts : ports,
      destinationPorts: port.map { PortSet($0) } ?? cube.destinationPorts)
  }
}

extension Graph {
  /// The interface that owns an address in a VPC; those of the subnet that holds it are asked first.
  fileprivate func owner(of address: Address, in vpc: ID<VPC>) -> ID<NetworkInterface>? {
    let all = model.vpcs[vpc].subnets
    let near = all.filter { model.subnets[$0].addresses.contains(address) }
    func owner(in subnets: [ID<Subnet>]) -> ID<NetworkInterface>? {
      index.interfaces(in: subnets).first { model.interfaces[$0].addresses.contains(address) }
    }
    return owner(in: near) ?? owner(in: all)
  }
}
