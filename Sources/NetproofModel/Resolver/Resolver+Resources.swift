import NetproofSets
import NetproofSyntax

// Resource gateways, their resources, and endpoints of these (R175).

extension ResourceGatewayEntry {
  /// Where it has interfaces; one somewhere if nobody describes where.
  var placements: [(subnet: Reference?, addresses: [Located<Address>])] {
    if subnets.isEmpty { return head.isDescribed ? [] : [(nil, [])] }
    return subnets.map { ($0.subnet, $0.addresses) }
  }

  /// What its interface in a subnet is called: `rgw/db`.
  fileprivate func name(in subnet: Reference?) -> String {
    subnet.map { "\(head.name.value)/\($0.value)" } ?? "\(head.name.value)/(not described)"
  }
}

extension Resolver {
  /// Gives resource gateways and their resources their names and places: after the load balancers of
  /// a VPC, each gateway before its resources.
  mutating func registerResourceGateways(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    for gateway in entry.resourceGateways {
      register(gateway.head, as: .resourceGateway(ID(next.loadBalancers)), in: id, entry)
      next.loadBalancers += 1
      for resource in gateway.resources {
        register(resource.head, as: .resource(ID(next.loadBalancers)), in: id, entry)
        next.loadBalancers += 1
        map.record(.targetGroup(ID(next.targetGroups)), at: resource.head.name.span)
        next.targetGroups += 1
      }
    }
  }

  mutating func registerInterfaces(
    of gateway: ResourceGatewayEntry, _ vpc: ID<VPC>, _ entry: VPCEntry, _ next: inout VPCLayout
  ) {
    for placement in gateway.placements {
      let interface = ComponentID.interface(ID(next.interfaces))
      names.insert(
        gateway.name(in: placement.subnet), of: interface, in: .vpc(vpc),
        account: entry.account?.value)
      map.record(interface, at: placement.subnet?.span ?? gateway.head.name.span)
      next.interfaces += 1
    }
  }

  mutating func buildInterfaces(
    ofResourceGatewaysIn entry: VPCEntry, _ vpc: ID<VPC>, _ owned: inout [Located<Prefix>]
  ) {
    var id = ID<LoadBalancer>(vpcs[vpc.index].loadBalancers + entry.loadBalancers.count)
    for gateway in entry.resourceGateways {
      var own: [ID<NetworkInterface>] = []
      var zones: [String: Reference] = [:]
      for placement in gateway.placements {
        var head = EntryHead(
          name: Located(
            gateway.name(in: placement.subnet),
            at: placement.subnet?.span ?? gateway.head.name.span))
        head.isDescribed = gateway.head.isDescribed
        var interface = InterfaceEntry(head: head)
        interface.subnet = placement.subnet
        interface.privateIPs = placement.addresses.filter { $0.value.family == .ipv4 }
        interface.ipv6 = placement.addresses.filter { $0.value.family == .ipv6 }
        interface.securityGroups = gateway.securityGroups
        let new = build(
          interface, identity(head, in: entry), of: nil, vpc, &owned, loadBalancer: id)
        own.append(new)
        guard let reference = placement.subnet, gateway.head.isDescribed else { continue }
        let zone = model.subnets[model.interfaces[new].subnet].zone
        if let first = zones[zone] {
          report(.attachmentZoneTwice(reference, zone: zone, first: first))
        } else {
          zones[zone] = reference
        }
      }
      loadBalancerNodes[id] = own
      id = ID(id.index + 1 + gateway.resources.count)
    }
  }

  /// Builds the resource gateways of a VPC; its load balancers are built already.
  mutating func buildResourceGateways(of entry: VPCEntry, _ vpc: ID<VPC>) {
    for gateway in entry.resourceGateways {
      ignoreState(of: gateway.head, .resourceGateway)
      let nodes = loadBalancerNodes[ID(model.loadBalancers.count)] ?? []
      if gateway.subnets.isEmpty { reportMissing("subnets", of: gateway.head, .resourceGateway) }
      model.loadBalancers.append(
        LoadBalancer(
          identity: identity(gateway.head, in: entry), vpc: vpc, kind: .application,
          role: .resourceGateway, nodes: nodes, crossZone: true))
      for resource in gateway.resources {
        build(resource, of: gateway, in: entry, vpc, nodes)
      }
    }
  }

  private mutating func build(
    _ resource: ResourceEntry, of gateway: ResourceGatewayEntry, in entry: VPCEntry,
    _ vpc: ID<VPC>, _ nodes: [ID<NetworkInterface>]
  ) {
    ignoreState(of: resource.head, .resource)
    let isDescribed = resource.head.isDescribed && gateway.head.isDescribed
    let targets = resource.to.compactMap { destination(of: $0, in: vpc) }.map {
      TargetGroup.Target(destination: $0, health: .healthy)
    }
    let group = model.targetGroups.append(
      TargetGroup(
        identity: impliedIdentity(
          resource.head.name.value, in: entry, isDescribed: isDescribed),
        vpc: vpc, kind: .ip, port: 0, targets: targets, isImplied: true, keepsPort: true))
    let id = ID<LoadBalancer>(model.loadBalancers.count)
    var spans: [Span?] = []
    var listeners: [LoadBalancer.Listener] = []
    for text in resource.ports {
      guard case .service(let service)? = try? ServiceSelector(text.value),
        service.protocols.single == .tcp
      else {
        if isDescribed { report(.resource(.ports(text))) }
        continue
      }
      listeners.append(LoadBalancer.Listener(service: service, targetGroups: [group]))
      spans.append(text.span)
    }
    if let first = resource.ports.first {
      map.record(spans, of: .listeners, at: first.span, in: .resource(id))
    }
    var head = resource.head
    head.isDescribed = isDescribed
    model.loadBalancers.append(
      LoadBalancer(
        identity: identity(head, in: entry), vpc: vpc, kind: .application, role: .resource,
        nodes: nodes, crossZone: true, listeners: listeners))
  }

  /// An interface by its first address, or an address.
  private mutating func destination(
    of reference: Reference, in vpc: ID<VPC>
  ) -> TargetGroup.Target.Destination? {
    if let address = Address(reference.value) {
      return destination(ofResource: address, in: vpc)
    }
    let found = find(
      reference, Search([.instance, .interface], in: .vpc(vpc)), Search([.interface], in: nil))
    var own: ID<NetworkInterface>?
    if case .interface(let id)? = found { own = id }
    if case .instance(let id)? = found { own = model.instances[id].interfaces.first }
    guard found != nil else { return nil }
    guard let own,
      let address = model.interfaces[own].privateIPv4.first
        ?? model.interfaces[own].ipv6.first
    else {
      report(.resource(.noAddress(reference)))
      return nil
    }
    return .address(address, in: model.subnets[model.interfaces[own].subnet].vpc)
  }

  /// An address of the VPC, else of a VPC where something owns it, else of a network.
  private func destination(
    ofResource address: Address, in vpc: ID<VPC>
  ) -> TargetGroup.Target.Destination {
    if model.vpcs[vpc].addresses.contains(address) { return .address(address, in: vpc) }
    if let owner = model.interfaces.elements.first(where: { $0.addresses.contains(address) }) {
      return .address(address, in: model.subnets[owner.subnet].vpc)
    }
    if let other = model.vpcs.ids.first(where: { model.vpcs[$0].addresses.contains(address) }) {
      return .address(address, in: other)
    }
    if let network = model.networks.ids.first(where: {
      model.networks[$0].addresses.contains(address)
    }) {
      return .outside(address, network)
    }
    return Self.publicAddresses.contains(address)
      ? .outside(address, Model.internet) : .nowhere(address)
  }

  // MARK: - Endpoints

  /// The resource that an endpoint leads to, by the place of its table.
  mutating func resourceProvider(
    of endpoint: VPCEndpointEntry, in entry: VPCEntry
  ) -> VPCEndpoint.Provider? {
    guard let reference = endpoint.resource else { return nil }
    for (key, span) in [
      ("ports", endpoint.ports?.first?.span), ("service-zones", endpoint.serviceZones?.first?.span),
    ] {
      if let span { report(.resource(.key(span, key))) }
    }
    guard case .resource(let id)? = find(reference, Search([.resource], in: nil)) else {
      return VPCEndpoint.Provider(loadBalancers: [], enforcesSecurityGroups: false)
    }
    let own = model.vpcs[model.loadBalancers[id].vpc].identity.region
    if let own, let region = entry.region?.value, own != region {
      report(.resource(.region(reference, own: own, endpoint: region)))
    }
    return VPCEndpoint.Provider(loadBalancers: [id], enforcesSecurityGroups: false)
  }

  /// Whether the account of an endpoint is none that its resource is shared with.
  func isRefused(_ endpoint: VPCEndpointEntry, in entry: VPCEntry) -> Bool {
    guard let reference = endpoint.resource, let account = entry.account?.value,
      case .resource(let id)? = names.components(named: reference.value, of: [.resource]).first,
      let owner = model.vpcs[model.loadBalancers[id].vpc].identity.account, owner != account,
      let shared = resource(id)?.sharedWith
    else { return false }
    return !shared.contains { $0.value == account }
  }

  /// The entry of a resource.
  private func resource(_ id: ID<LoadBalancer>) -> ResourceEntry? {
    let vpc = model.loadBalancers[id].vpc
    let entry = vpcEntries[vpc.index]
    var next = vpcs[vpc.index].loadBalancers + entry.loadBalancers.count
    for gateway in entry.resourceGateways {
      let offset = id.index - next - 1
      if gateway.resources.indices.contains(offset) { return gateway.resources[offset] }
      next += 1 + gateway.resources.count
    }
    return nil
  }
}
