import NetproofSets
import NetproofSyntax

// Target groups and what is registered in them (R204, R207, R208).

extension Resolver {
  mutating func build(_ group: TargetGroupEntry, in entry: VPCEntry, _ vpc: ID<VPC>) {
    let id = ID<TargetGroup>(model.targetGroups.count)
    let kind: TargetGroup.Kind = choice(group.type, of: "type", default: .instance)
    let family = group.family?.value ?? .ipv4
    ignoreState(of: group.head, .targetGroup)
    if group.ports.isEmpty { reportMissing("port", of: group.head, .targetGroup) }
    let service = service(of: group.ports)
    let protocols = service?.protocols ?? ProtocolSet(.tcp)
    if protocols.contains(.udp), let written = group.preservesClientAddress, !written.value {
      report(.loadBalancer(.fixedPreservation(written.span)))
    }
    if kind == .alb, let service, service.protocols != ProtocolSet(.tcp),
      let port = group.ports.first(where: { !$0.value.hasPrefix("tcp") })
    {
      report(.loadBalancer(.protocolOfALBGroup(port)))
    }
    for (key, span) in [
      ("preserve-client-ip", group.preservesClientAddress?.span),
      ("cross-zone", group.crossZone?.span), ("targets", group.targets?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .targetGroup(id)) }
    }
    model.targetGroups.append(
      TargetGroup(
        identity: identity(group.head, in: entry), vpc: vpc, kind: kind, family: family,
        protocols: protocols, port: service?.ports.single ?? 0,
        preservesClientAddress: group.preservesClientAddress?.value,
        crossZone: group.crossZone?.value,
        targets: targets(group.targets?.elements ?? [], of: kind, family, in: vpc)))
  }

  mutating func targets(
    _ entries: [TargetEntry], of kind: TargetGroup.Kind, _ family: Family, in vpc: ID<VPC>
  ) -> [TargetGroup.Target] {
    entries.compactMap { entry in
      guard let destination = destination(of: entry.to, kind, family, in: vpc) else { return nil }
      return TargetGroup.Target(
        destination: destination, port: entry.port.map { UInt16($0.value) },
        health: entry.health.flatMap { TargetGroup.Health(rawValue: $0.value) })
    }
  }

  private mutating func destination(
    of reference: Reference, _ kind: TargetGroup.Kind, _ family: Family, in vpc: ID<VPC>
  ) -> TargetGroup.Target.Destination? {
    switch kind {
    case .lambda: return .function
    case .instance:
      guard Address(reference.value) == nil else {
        report(.loadBalancer(.typeOfTarget(reference, .instance)))
        return nil
      }
      guard case .instance(let id)? = find(reference, Search([.instance], in: .vpc(vpc)))
      else { return nil }
      guard model.instances[id].identity.isDescribed else { return .instance(id) }
      guard let own = model.instances[id].interfaces.first else {
        report(.instanceWithoutInterface(reference))
        return nil
      }
      let interface = model.interfaces[own]
      let hasAddress = family == .ipv4 ? !interface.privateIPv4.isEmpty : !interface.ipv6.isEmpty
      if !hasAddress, interface.identity.isDescribed {
        report(.loadBalancer(.typeOfTarget(reference, .instance)))
      }
      return .instance(id)
    case .alb:
      guard case .loadBalancer(let id)? = find(reference, Search([.loadBalancer], in: .vpc(vpc)))
      else { return nil }
      return .loadBalancer(id)
    case .ip:
      guard let address = Address(reference.value) else {
        return interface(reference, family, in: vpc)
      }
      return destination(of: address, reference, family, in: vpc)
    }
  }

  /// An interface by the first of its addresses.
  private mutating func interface(
    _ reference: Reference, _ family: Family, in vpc: ID<VPC>
  ) -> TargetGroup.Target.Destination? {
    guard
      case .interface(let id)? = find(
        reference, Search([.interface], in: .vpc(vpc)), Search([.interface], in: nil))
    else { return nil }
    let own = model.interfaces[id]
    guard let address = family == .ipv4 ? own.privateIPv4.first : own.ipv6.first else {
      if own.identity.isDescribed { report(.loadBalancer(.typeOfTarget(reference, .ip))) }
      return nil
    }
    return .address(address, in: model.subnets[own.subnet].vpc)
  }

  /// An address of the VPC, else of the VPC where something owns it, else on premises (R207).
  private mutating func destination(
    of address: Address, _ reference: Reference, _ family: Family, in vpc: ID<VPC>
  ) -> TargetGroup.Target.Destination? {
    guard address.family == family else {
      report(.addressFamily(reference.map { _ in address }, key: "targets", expected: family))
      return nil
    }
    if model.vpcs[vpc].addresses.contains(address) { return .address(address, in: vpc) }
    if family == .ipv4, !Prefix.privateIPv4.contains(where: { $0.contains(address) }) {
      report(.loadBalancer(.targetAddress(reference)))
      return nil
    }
    let owner = model.interfaces.elements.first { $0.addresses.contains(address) }
    if let owner { return .address(address, in: model.subnets[owner.subnet].vpc) }
    if let other = model.vpcs.ids.first(where: { model.vpcs[$0].addresses.contains(address) }) {
      return .address(address, in: other)
    }
    let network = model.networks.ids.first { id in
      if model.networks[id].attachment == .internet { return false }
      return model.networks[id].addresses.contains(address)
    }
    return network.map { .outside(address, $0) } ?? .nowhere(address)
  }

  /// Tests that targets of type `alb` are application load balancers, one a group.
  mutating func checkLoadBalancerTargets(of group: TargetGroupEntry) {
    guard group.type?.value == TargetGroup.Kind.alb.rawValue else { return }
    for (index, target) in (group.targets?.elements ?? []).enumerated() {
      if index > 0 { report(.loadBalancer(.severalLoadBalancers(target.to))) }
      let found = names.components(named: target.to.value, of: [.loadBalancer])
      guard case .loadBalancer(let id)? = found.first, found.count == 1,
        model.loadBalancers[id].identity.isDescribed, model.loadBalancers[id].kind != .application
      else { continue }
      report(.loadBalancer(.typeOfTarget(target.to, .alb)))
    }
  }
}
