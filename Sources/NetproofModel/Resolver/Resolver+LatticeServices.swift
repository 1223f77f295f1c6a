import NetproofSets
import NetproofSyntax

// What Lattice services listen for, who is connected with which service network (R176).

extension Resolver {
  /// Builds services, then service networks; load balancers and resources are built already.
  mutating func buildLattice() {
    guard let lattice = model.lattice else { return }
    for (index, service) in topology.latticeServices.enumerated() {
      let id = ID<LoadBalancer>(firstLatticeService + index)
      ignoreState(of: service.head, .latticeService)
      for address in service.addresses ?? []
      where !Lattice.block(address.value.family).contains(address.value) {
        report(.lattice(.address(address)))
      }
      model.loadBalancers.append(
        LoadBalancer(
          identity: identity(service.head), vpc: lattice.vpc, kind: .application,
          role: .latticeService,
          nodes: loadBalancerNodes[id] ?? [],
          crossZone: true, listeners: listeners(of: service, id),
          hasAuthPolicy: service.authType?.value == "aws-iam"))
    }
    var first: [ID<VPC>: Located<String>] = [:]
    for network in topology.serviceNetworks { build(network, &first) }
  }

  private mutating func listeners(
    of entry: LatticeServiceEntry, _ id: ID<LoadBalancer>
  ) -> [LoadBalancer.Listener] {
    var listeners: [LoadBalancer.Listener] = []
    var spans: [Span?] = []
    var seen: [Service: Span] = [:]
    for listener in entry.listeners?.elements ?? [] {
      let groups = targetGroups(of: listener, id, entry)
      guard let service = service(of: listener.ports), let text = listener.ports.first
      else { continue }
      if service.protocols.single != .tcp { report(.lattice(.listener(text))) }
      if let place = seen[service] { report(.lattice(.listenerTwice(text, first: place))) }
      seen[service] = text.span
      listeners.append(LoadBalancer.Listener(service: service, targetGroups: groups))
      spans.append(listener.span)
    }
    if let place = entry.listeners {
      map.record(spans, of: .listeners, at: place.span, in: .latticeService(id))
    }
    return listeners
  }

  /// The target groups of a listener, in any VPC.
  private mutating func targetGroups(
    of listener: LoadBalancerEntry.Listener, _ id: ID<LoadBalancer>, _ entry: LatticeServiceEntry
  ) -> [ID<TargetGroup>] {
    if let port = listener.instancePort {
      report(.loadBalancer(.foreignKey(port.span, key: "instance-port", .application)))
    }
    var groups: [ID<TargetGroup>] = []
    for reference in listener.targetGroups {
      guard case .targetGroup(let group)? = find(reference, Search([.targetGroup], in: nil)),
        !groups.contains(group)
      else { continue }
      groups.append(group)
      if let user = targetGroupUses[group]?.user, model.loadBalancers[user].role == .balancer {
        let other = names.qualifiedName(of: .loadBalancer(user))
        report(.lattice(.groupOfLoadBalancer(reference, other: other)))
      }
      if model.targetGroups[group].protocols.contains(.udp) {
        report(.lattice(.protocolOfGroup(reference)))
      }
    }
    return groups
  }

  // MARK: - Service networks

  private mutating func build(
    _ entry: ServiceNetworkEntry, _ first: inout [ID<VPC>: Located<String>]
  ) {
    ignoreState(of: entry.head, .serviceNetwork)
    var associations: [ServiceNetwork.Association] = []
    for association in entry.vpcs {
      guard let vpc = vpc(association.vpc) else { continue }
      if let earlier = first[vpc] {
        report(.lattice(.associatedTwice(association.vpc, first: earlier)))
      }
      first[vpc] = first[vpc] ?? entry.head.name
      checkRegion(of: association.vpc, model.vpcs[vpc].identity.region, entry)
      checkEncryption(of: vpcEntries[vpc.index], associatedWith: entry.head.name)
      associations.append(
        ServiceNetwork.Association(vpc: vpc, securityGroups: groups(of: association, vpc)))
    }
    var services: [ID<LoadBalancer>] = []
    for reference in entry.services {
      guard case .latticeService(let id)? = find(reference, Search([.latticeService], in: .top)),
        !services.contains(id)
      else { continue }
      services.append(id)
    }
    for reference in entry.resources {
      guard case .resource(let id)? = find(reference, Search([.resource], in: nil)),
        !services.contains(id)
      else { continue }
      services.append(id)
      checkRegion(of: reference, model.vpcs[model.loadBalancers[id].vpc].identity.region, entry)
    }
    model.serviceNetworks.append(
      ServiceNetwork(
        identity: identity(entry.head, region: entry.region?.value), associations: associations,
        services: services, hasAuthPolicy: entry.authType?.value == "aws-iam"))
  }

  private mutating func checkRegion(
    of reference: Reference, _ own: String?, _ network: ServiceNetworkEntry
  ) {
    guard let own, let other = network.region?.value, own != other else { return }
    report(.lattice(.region(reference, own: own, other: other)))
  }

  private mutating func groups(
    of association: ServiceNetworkVPCEntry, _ vpc: ID<VPC>
  ) -> [ID<SecurityGroup>] {
    var groups: [ID<SecurityGroup>] = []
    for reference in association.securityGroups {
      guard
        case .securityGroup(let id)? = find(
          reference, Search([.securityGroup], in: .vpc(vpc)), Search([.securityGroup], in: nil)),
        !groups.contains(id)
      else { continue }
      groups.append(id)
      if !isUsable(id, in: vpc) {
        report(.lattice(.group(reference, vpc: association.vpc.value)))
      }
    }
    return groups
  }

  // MARK: - Endpoints

  /// What is behind an endpoint of a service network.
  mutating func latticeProvider(
    of endpoint: VPCEndpointEntry, in entry: VPCEntry
  ) -> VPCEndpoint.Provider? {
    guard let reference = endpoint.serviceNetwork else { return nil }
    for (key, span) in [
      ("ports", endpoint.ports?.first?.span), ("service-zones", endpoint.serviceZones?.first?.span),
    ] {
      if let span { report(.lattice(.key(span, key))) }
    }
    guard case .serviceNetwork(let id)? = find(reference, Search([.serviceNetwork], in: .top))
    else { return VPCEndpoint.Provider(loadBalancers: [], enforcesSecurityGroups: false) }
    if let own = model.serviceNetworks[id].identity.region, let region = entry.region?.value,
      own != region
    {
      report(.lattice(.region(reference, own: own, other: region)))
    }
    return VPCEndpoint.Provider(
      loadBalancers: model.serviceNetworks[id].services, enforcesSecurityGroups: false,
      serviceNetwork: id)
  }
}
