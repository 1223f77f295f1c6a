import NetproofSets
import NetproofSyntax

// The interfaces of interface endpoints (R160, R163, R165).

extension VPCEndpointEntry {
  /// Whether packets get to it by routes.
  var isGateway: Bool { type.map { $0.value == "gateway" } ?? (prefixList != nil) }

  /// Whether it has packets inspected that routes send to it.
  var isInspection: Bool {
    type.map { $0.value == "gateway-load-balancer" || $0.value == "firewall" } ?? (subnet != nil)
  }

  /// Where an interface endpoint has interfaces; one somewhere if nobody describes where.
  var placements: [(subnet: Reference?, addresses: [Located<Address>])] {
    if isGateway || isInspection { return [] }
    if subnets.isEmpty { return head.isDescribed ? [] : [(nil, [])] }
    return subnets.map { ($0.subnet, $0.addresses) }
  }

  /// What its interface in a subnet is called: `logs/web`.
  fileprivate func name(in subnet: Reference?) -> String {
    subnet.map { "\(head.name.value)/\($0.value)" } ?? "\(head.name.value)/(not described)"
  }
}

extension Resolver {
  /// Gives the interfaces of an endpoint their names and places.
  mutating func registerInterfaces(
    of endpoint: VPCEndpointEntry, _ vpc: ID<VPC>, _ entry: VPCEntry, _ next: inout VPCLayout
  ) {
    for placement in endpoint.placements {
      let interface = ComponentID.interface(ID(next.interfaces))
      names.insert(
        endpoint.name(in: placement.subnet), of: interface, in: .vpc(vpc),
        account: entry.account?.value)
      map.record(interface, at: placement.subnet?.span ?? endpoint.head.name.span)
      next.interfaces += 1
    }
  }

  mutating func buildInterfaces(
    of endpoint: VPCEndpointEntry, _ id: ID<VPCEndpoint>, _ entry: VPCEntry, _ vpc: ID<VPC>,
    _ owned: inout [Located<Prefix>]
  ) {
    var own: [ID<NetworkInterface>] = []
    var zones: [String: Reference] = [:]
    for placement in endpoint.placements {
      let name = endpoint.name(in: placement.subnet)
      var head = EntryHead(
        name: Located(name, at: placement.subnet?.span ?? endpoint.head.name.span))
      head.isDescribed = endpoint.head.isDescribed
      var interface = InterfaceEntry(head: head)
      interface.subnet = placement.subnet
      interface.privateIPs = placement.addresses.filter { $0.value.family == .ipv4 }
      interface.ipv6 = placement.addresses.filter { $0.value.family == .ipv6 }
      interface.securityGroups = endpoint.securityGroups
      if let first = interface.ipv6.first {
        // What has IPv6 refuses internet gateways (R165).
        interface.deniesInternetGateway = Located(true, at: first.span)
      }
      let new = build(
        interface, identity(head, in: entry), of: nil, vpc, &owned, endpoint: id)
      own.append(new)
      guard let reference = placement.subnet, endpoint.head.isDescribed else { continue }
      let zone = model.subnets[model.interfaces[new].subnet].zone
      if let first = zones[zone] {
        report(.attachmentZoneTwice(reference, zone: zone, first: first))
      } else {
        zones[zone] = reference
      }
    }
    endpointInterfaces[id] = own
  }

  /// The interfaces of an endpoint, and where its service answers.
  mutating func interfaceKind(
    _ endpoint: VPCEndpointEntry, in entry: VPCEntry, _ vpc: ID<VPC>
  ) -> VPCEndpoint.Kind {
    let id = ID<VPCEndpoint>(model.endpoints.count)
    let own =
      resourceProvider(of: endpoint, in: entry) ?? latticeProvider(of: endpoint, in: entry)
    let service = endpointService(of: endpoint)
    if let provider = own ?? service.map({ provider($0, of: endpoint, in: entry) }) {
      let listeners = provider.loadBalancers.flatMap { model.loadBalancers[$0].listeners }
      func ports(_ member: IPProtocol) -> PortSet {
        listeners.filter { $0.service.protocols.contains(member) }
          .reduce(PortSet()) { $0.union($1.service.ports) }
      }
      return .interface(
        VPCEndpoint.Interface(
          interfaces: endpointInterfaces[id] ?? [], tcpPorts: ports(.tcp), udpPorts: ports(.udp),
          zones: nil, provider: provider))
    }
    var (tcp, udp) = (PortSet(), PortSet())
    for (key, span) in [
      ("ports", endpoint.ports?.first?.span), ("service-zones", endpoint.serviceZones?.first?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .endpoint(id)) }
    }
    for text in endpoint.ports ?? [] {
      guard case .service(let service)? = try? ServiceSelector(text.value) else {
        report(.unknownValue(text, key: "ports", known: ["tcp/443", "udp/443"], nearest: nil))
        continue
      }
      switch service.protocols.single {
      case .tcp?: tcp = tcp.union(service.ports)
      case .udp?: udp = udp.union(service.ports)
      default:
        report(.unknownValue(text, key: "ports", known: ["tcp/443", "udp/443"], nearest: nil))
      }
    }
    return .interface(
      VPCEndpoint.Interface(
        interfaces: endpointInterfaces[id] ?? [],
        tcpPorts: endpoint.ports == nil ? PortSet(443) : tcp, udpPorts: udp,
        zones: zoneKeys(endpoint.serviceZones, in: entry)))
  }
}
