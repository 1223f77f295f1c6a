import NetproofSets
import NetproofSyntax

// Endpoint services: what is behind interface endpoints of services of one's own (R166 to R170).

extension Resolver {
  /// The service of the topology that an endpoint leads to, if it is one of these.
  func endpointService(of endpoint: VPCEndpointEntry) -> EndpointServiceEntry? {
    guard let name = endpoint.service?.value, !endpoint.isGateway else { return nil }
    return topology.endpointServices.first { $0.head.name.value == name }
  }

  /// What is behind an endpoint of a service.
  mutating func provider(
    _ service: EndpointServiceEntry, of endpoint: VPCEndpointEntry, in entry: VPCEntry
  ) -> VPCEndpoint.Provider {
    var balancers: [ID<LoadBalancer>] = []
    var isElsewhere = false
    for reference in service.loadBalancers {
      guard
        case .loadBalancer(let id)? = find(reference, Search([.loadBalancer], in: nil)),
        !balancers.contains(id)
      else { continue }
      balancers.append(id)
      let isGateway = model.loadBalancers[id].kind == .gateway
      if isGateway != endpoint.isInspection, model.loadBalancers[id].identity.isDescribed,
        let type = endpoint.type
      {
        report(.loadBalancer(.typeOfEndpoint(type, model.loadBalancers[id].kind)))
      }
      let own = model.vpcs[model.loadBalancers[id].vpc].identity.region
      guard let own, let region = entry.region?.value, own != region else { continue }
      isElsewhere = true
      let isOffered =
        !endpoint.isInspection && service.regions.contains { $0.value == region }
      if let text = endpoint.service, !isOffered {
        report(
          .loadBalancer(
            .regionOfService(text, region: region, isInspection: endpoint.isInspection)))
      }
    }
    for (key, span) in [
      ("ports", endpoint.ports?.first?.span), ("service-zones", endpoint.serviceZones?.first?.span),
      ("appliance-zones", endpoint.applianceZones?.first?.span),
    ] {
      if let span { report(.loadBalancer(.keyOfOtherServices(span, key: key))) }
    }
    return VPCEndpoint.Provider(
      loadBalancers: balancers,
      enforcesSecurityGroups: service.enforcesSecurityGroups?.value ?? true,
      isInOtherRegion: isElsewhere)
  }

  /// The state of an endpoint that states none: it waits, or is refused (R167).
  func usualState(of endpoint: VPCEndpointEntry, in entry: VPCEntry) -> VPCEndpoint.State {
    guard endpoint.head.isDescribed else { return .available }
    if isRefused(endpoint, in: entry) { return .rejected }
    guard let service = endpointService(of: endpoint) else { return .available }
    let owners = service.loadBalancers.compactMap { reference -> String? in
      let found = names.components(named: reference.value, of: [.loadBalancer])
      guard case .loadBalancer(let id)? = found.first else { return nil }
      return model.vpcs[model.loadBalancers[id].vpc].identity.account
    }
    if let account = entry.account?.value, !owners.contains(account),
      let principals = service.principals,
      !principals.contains(where: { $0.value == "*" || $0.value == account })
    {
      return .rejected
    }
    return service.acceptanceRequired?.value == true ? .pendingAcceptance : .available
  }

  /// Tests what is behind endpoint services, whether an endpoint leads to them or not.
  mutating func checkEndpointServices() {
    for service in topology.endpointServices {
      var first: (kind: LoadBalancer.Kind, place: Span)?
      for reference in service.loadBalancers {
        guard
          case .loadBalancer(let id)? = find(reference, Search([.loadBalancer], in: nil)),
          model.loadBalancers[id].identity.isDescribed
        else { continue }
        let kind = model.loadBalancers[id].kind
        guard [.network, .gateway].contains(kind) else {
          report(.loadBalancer(.typeOfService(reference, kind)))
          continue
        }
        if let first, first.kind != kind {
          report(.loadBalancer(.mixedService(reference, kind, first: first.place)))
        }
        first = first ?? (kind, reference.span)
      }
    }
  }
}
