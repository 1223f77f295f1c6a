import NetproofSets
import NetproofSyntax

// Load balancers: their names and their listeners (R201 to R213).

extension LoadBalancerEntry {
  /// Its type; a network one if that is not known.
  var kind: LoadBalancer.Kind { type.flatMap { LoadBalancer.Kind(rawValue: $0.value) } ?? .network }

  var isInternetFacing: Bool { scheme?.value == LoadBalancer.Scheme.internetFacing.rawValue }

  /// Where it has nodes; one somewhere if nobody describes where.
  var placements: [(subnet: Reference?, node: Node?)] {
    if nodes.isEmpty { return head.isDescribed ? [] : [(nil, nil)] }
    return nodes.map { ($0.subnet, $0) }
  }

  /// What its node in a subnet is called: `nlb-1/web`.
  func name(in subnet: Reference?) -> String {
    subnet.map { "\(head.name.value)/\($0.value)" } ?? "\(head.name.value)/(not described)"
  }
}

extension Resolver {
  /// Gives load balancers and target groups their names and places.
  mutating func registerLoadBalancers(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    for balancer in entry.loadBalancers {
      register(balancer.head, as: .loadBalancer(ID(next.loadBalancers)), in: id, entry)
      next.loadBalancers += 1
    }
    for group in entry.targetGroups {
      register(group.head, as: .targetGroup(ID(next.targetGroups)), in: id, entry)
      next.targetGroups += 1
    }
    for balancer in entry.loadBalancers where balancer.kind == .classic {
      for listener in balancer.listeners?.elements ?? [] {
        map.record(.targetGroup(ID(next.targetGroups)), at: listener.span)
        next.targetGroups += 1
      }
    }
  }

  mutating func registerNodes(
    of balancer: LoadBalancerEntry, _ vpc: ID<VPC>, _ entry: VPCEntry, _ next: inout VPCLayout
  ) {
    for placement in balancer.placements {
      let interface = ComponentID.interface(ID(next.interfaces))
      names.insert(
        balancer.name(in: placement.subnet), of: interface, in: .vpc(vpc),
        account: entry.account?.value)
      map.record(interface, at: placement.subnet?.span ?? balancer.head.name.span)
      next.interfaces += 1
    }
  }

  // MARK: - Load balancers

  mutating func buildLoadBalancers() {
    for (index, entry) in vpcEntries.enumerated() {
      for group in entry.targetGroups { build(group, in: entry, ID(index)) }
      for balancer in entry.loadBalancers { build(balancer, in: entry, ID(index)) }
      buildResourceGateways(of: entry, ID(index))
    }
    for entry in vpcEntries {
      for group in entry.targetGroups { checkLoadBalancerTargets(of: group) }
    }
  }

  private mutating func build(
    _ balancer: LoadBalancerEntry, in entry: VPCEntry, _ vpc: ID<VPC>
  ) {
    let id = ID<LoadBalancer>(model.loadBalancers.count)
    if balancer.type == nil { reportMissing("type", of: balancer.head, .loadBalancer) }
    if balancer.nodes.isEmpty { reportMissing("subnets", of: balancer.head, .loadBalancer) }
    if balancer.kind == .gateway { checkGateway(balancer) }
    if balancer.kind == .application, let flag = balancer.crossZone, !flag.value {
      refuse(.alwaysCrossZone(flag.span), of: balancer)
    }
    if balancer.kind == .classic {
      for target in balancer.instances ?? [] {
        if let port = target.port { refuse(.instancePort(port.span), of: balancer) }
      }
    }
    let listeners = listeners(of: balancer, id, in: entry, vpc)
    for (key, span) in [
      ("scheme", balancer.scheme?.span), ("cross-zone", balancer.crossZone?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .loadBalancer(id)) }
    }
    model.loadBalancers.append(
      LoadBalancer(
        identity: identity(balancer.head, in: entry), vpc: vpc, kind: balancer.kind,
        scheme: balancer.isInternetFacing ? .internetFacing : .internal,
        state: state(of: balancer.head, .loadBalancer, default: .active),
        nodes: loadBalancerNodes[id] ?? [],
        crossZone: balancer.crossZone?.value ?? (balancer.kind == .application),
        listeners: listeners))
  }

  private mutating func listeners(
    of balancer: LoadBalancerEntry, _ id: ID<LoadBalancer>, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> [LoadBalancer.Listener] {
    var listeners: [LoadBalancer.Listener] = []
    var spans: [Span?] = []
    var first: [Service: Span] = [:]
    for listener in balancer.listeners?.elements ?? [] {
      let service = service(of: listener.ports)
      let groups =
        balancer.kind == .classic
        ? [implied(listener, of: balancer, in: entry, vpc)]
        : targetGroups(of: listener, service, balancer, id, in: vpc)
      guard let service, let text = listener.ports.first else { continue }
      if balancer.kind == .gateway, service != LoadBalancer.geneve {
        refuse(.notGeneve(text.span), of: balancer)
      }
      if ![.network, .gateway].contains(balancer.kind), service.protocols.contains(.udp) {
        refuse(.protocolOfListener(text, balancer.kind), of: balancer)
      }
      for member in service.protocols.members {
        let single = Service(member, ports: service.ports)
        if let place = first[single] {
          report(.loadBalancer(.listenerTwice(text, first: place)))
        }
        first[single] = text.span
      }
      listeners.append(LoadBalancer.Listener(service: service, targetGroups: groups))
      spans.append(listener.span)
    }
    if let place = balancer.listeners {
      map.record(spans, of: .listeners, at: place.span, in: .loadBalancer(id))
    }
    if balancer.kind != .classic, let target = balancer.instances?.first {
      refuse(.foreignKey(target.to.span, key: "instances", balancer.kind), of: balancer)
    }
    return listeners
  }

  /// What a Gateway Load Balancer does not have (R221).
  private mutating func checkGateway(_ balancer: LoadBalancerEntry) {
    for (key, span) in [
      ("scheme", balancer.scheme?.span), ("security-groups", balancer.securityGroups.first?.span),
    ] {
      if let span { refuse(.foreignKey(span, key: key, .gateway), of: balancer) }
    }
    for listener in balancer.listeners?.elements.dropFirst() ?? [] {
      refuse(.notGeneve(listener.span), of: balancer)
    }
  }

  /// Reports what AWS refuses, unless the load balancer is described elsewhere.
  private mutating func refuse(_ fault: LoadBalancerFault, of balancer: LoadBalancerEntry) {
    if balancer.head.isDescribed { report(.loadBalancer(fault)) }
  }

  /// One port of TCP, UDP or both; nothing after a fault.
  mutating func service(of ports: [Located<String>]) -> Service? {
    var protocols = ProtocolSet()
    var port: PortSet?
    for text in ports {
      guard case .service(let service)? = try? ServiceSelector(text.value),
        let member = service.protocols.single, member.hasPorts, let only = service.ports.single,
        only > 0, port == nil || port == service.ports
      else {
        report(
          .unknownValue(
            text, key: "port", known: ["tcp/80", "udp/53", "[tcp/53, udp/53]"], nearest: nil))
        return nil
      }
      port = service.ports
      protocols = protocols.union(ProtocolSet(member))
    }
    return port.map { Service(protocols, ports: $0) }
  }

  /// The target groups of a listener, with what AWS asks of them.
  private mutating func targetGroups(
    of listener: LoadBalancerEntry.Listener, _ service: Service?, _ balancer: LoadBalancerEntry,
    _ id: ID<LoadBalancer>, in vpc: ID<VPC>
  ) -> [ID<TargetGroup>] {
    if let port = listener.instancePort {
      refuse(.foreignKey(port.span, key: "instance-port", balancer.kind), of: balancer)
    }
    if [.network, .gateway].contains(balancer.kind), listener.targetGroups.isEmpty {
      refuse(.listenerWithoutGroup(listener.span), of: balancer)
    }
    var groups: [ID<TargetGroup>] = []
    for reference in listener.targetGroups {
      guard
        case .targetGroup(let group)? = find(reference, Search([.targetGroup], in: .vpc(vpc))),
        !groups.contains(group)
      else { continue }
      groups.append(group)
      check(group, reference, service, listener, balancer, id)
    }
    return groups
  }

  private mutating func check(
    _ id: ID<TargetGroup>, _ reference: Reference, _ service: Service?,
    _ listener: LoadBalancerEntry.Listener, _ balancer: LoadBalancerEntry,
    _ owner: ID<LoadBalancer>
  ) {
    if let use = targetGroupUses[id], use.user != owner {
      let other = names.qualifiedName(of: .loadBalancer(use.user))
      report(.loadBalancer(.groupOfOther(reference, other: other)))
    }
    targetGroupUses[id] = targetGroupUses[id] ?? (owner, reference)
    let group = model.targetGroups[id]
    guard group.identity.isDescribed, balancer.head.isDescribed else { return }
    switch group.kind {
    case .lambda where balancer.kind != .application, .alb where balancer.kind != .network:
      report(.loadBalancer(.typeOfGroup(reference, group.kind, balancer.kind)))
    case .lambda, .alb, .instance, .ip: break
    }
    guard let service, let text = listener.ports.first else { return }
    let isTaken =
      service.protocols.subtracting(group.protocols).isEmpty
      && (!service.protocols.contains(.tcp) || service.protocols == group.protocols)
    if !isTaken {
      report(.loadBalancer(.protocolOfGroup(reference, listener: text.value)))
    }
    if group.family == .ipv6, balancer.nodes.contains(where: { $0.ipv6 == nil }) {
      report(.loadBalancer(.familyOfGroup(reference)))
    }
  }

  /// The instances of a classic load balancer, as a target group of one of its listeners.
  private mutating func implied(
    _ listener: LoadBalancerEntry.Listener, of balancer: LoadBalancerEntry, in entry: VPCEntry,
    _ vpc: ID<VPC>
  ) -> ID<TargetGroup> {
    if let reference = listener.targetGroups.first {
      report(.loadBalancer(.foreignKey(reference.span, key: "to", .classic)))
    } else if listener.instancePort == nil {
      reportMissing("instance-port", of: balancer.head, .loadBalancer)
    }
    return model.targetGroups.append(
      TargetGroup(
        identity: impliedIdentity(
          balancer.head.name.value, in: entry, isDescribed: balancer.head.isDescribed),
        vpc: vpc, kind: .instance, port: UInt16(listener.instancePort?.value ?? 0),
        targets: targets(balancer.instances ?? [], of: .instance, .ipv4, in: vpc),
        isImplied: true))
  }
}
