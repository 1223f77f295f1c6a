public import NetproofModel

extension Model {
  /// Whether the topology describes a component, rather than only saying that it exists.
  func isDescribed(_ component: ComponentID) -> Bool {
    switch component {
    case .network(let id): networks[id].identity.isDescribed
    case .vpc(let id): vpcs[id].identity.isDescribed
    case .subnet(let id): subnets[id].identity.isDescribed
    case .routeTable(let id): routeTables[id].identity.isDescribed
    case .networkACL(let id): networkACLs[id].identity.isDescribed
    case .securityGroup(let id): securityGroups[id].identity.isDescribed
    case .instance(let id): instances[id].identity.isDescribed
    case .interface(let id): interfaces[id].identity.isDescribed
    case .internetGateway(let id): internetGateways[id].identity.isDescribed
    case .egressOnlyInternetGateway(let id): egressOnlyInternetGateways[id].identity.isDescribed
    case .natGateway(let id): natGateways[id].identity.isDescribed
    case .peering(let id): peerings[id].identity.isDescribed
    case .transitGateway(let id): transitGateways[id].identity.isDescribed
    case .attachment(let id): attachments[id].identity.isDescribed
    case .transitGatewayRouteTable(let id): transitGatewayRouteTables[id].identity.isDescribed
    case .vpnConnection(let id): vpnConnections[id].identity.isDescribed
    case .vpnGateway(let id): vpnGateways[id].identity.isDescribed
    case .prefixList(let id): prefixLists[id].identity.isDescribed
    case .endpoint(let id): endpoints[id].identity.isDescribed
    case .blockPublicAccess(let id): blockPublicAccesses[id].identity.isDescribed
    case .directConnectGateway(let id): directConnectGateways[id].identity.isDescribed
    case .virtualInterface(let id): virtualInterfaces[id].identity.isDescribed
    case .coreNetwork(let id): transitGateways[id].identity.isDescribed
    case .segment(let id): transitGatewayRouteTables[id].identity.isDescribed
    case .firewall(let id): firewalls[id].identity.isDescribed
    case .firewallPolicy(let id): firewallPolicies[id].identity.isDescribed
    case .firewallRuleGroup(let id): firewallRuleGroups[id].identity.isDescribed
    case .loadBalancer(let id): loadBalancers[id].identity.isDescribed
    case .targetGroup(let id): targetGroups[id].identity.isDescribed
    case .carrierGateway(let id): carrierGateways[id].identity.isDescribed
    case .localGateway(let id): localGateways[id].identity.isDescribed
    case .resourceGateway(let id): loadBalancers[id].identity.isDescribed
    case .resource(let id): loadBalancers[id].identity.isDescribed
    case .serviceNetwork(let id): serviceNetworks[id].identity.isDescribed
    case .latticeService(let id): loadBalancers[id].identity.isDescribed
    case .mirrorFilter(let id): mirrorFilters[id].identity.isDescribed
    case .mirrorSession(let id): mirrorSessions[id].identity.isDescribed
    }
  }
}

extension Model {
  /// Whether the way from endpoints to appliances behind Gateway Load Balancers is looked at.
  public var checksAppliances: Bool {
    endpoints.elements.contains { $0.inspection != nil && $0.provider != nil }
  }

  /// A table of a transit gateway that is not described: any attachment that no other table names may
  /// be associated with it.
  func hiddenTable(of id: ID<TransitGateway>) -> ComponentID? {
    guard transitGateways[id].kind == .transitGateway else { return nil }
    return transitGateways[id].routeTables.first {
      !transitGatewayRouteTables[$0].identity.isDescribed
    }.map { .transitGatewayRouteTable($0) }
  }

  /// Whether packets from a subnet enter a transit gateway by the subnets of an attachment in its
  /// zone (R125).
  func mayEnter(by subnets: [ID<Subnet>], from subnet: ID<Subnet>) -> Bool {
    policies.transitGatewayEntry == .zone || subnets.contains(subnet)
  }
}

extension Table<Subnet> {
  /// The subnet of an attachment in a zone: the one that says so, or else one that may be there, for
  /// it is not described and says nothing.
  func entry(among subnets: [ID<Subnet>], in zone: String) -> ID<Subnet>? {
    var open: ID<Subnet>?
    for id in subnets {
      if self[id].zone.isEmpty, !self[id].identity.isDescribed {
        open = open ?? id
      } else if self[id].zone == zone {
        return id
      }
    }
    return open
  }
}
