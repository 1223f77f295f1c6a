public import NetproofModel
import NetproofSets

extension Model {
  /// A copy of the model with an edit.
  public func applying(_ edit: Edit) -> Model {
    var model = self
    model.apply(edit)
    return model
  }

  /// Makes an edit; only the table of the component's kind is touched, and for an interface with
  /// other public addresses what is left for the built-in `internet`.
  public mutating func apply(_ edit: Edit) {
    switch edit {
    case .securityGroup(let id, let inbound, let outbound):
      securityGroups[id].inbound = inbound
      securityGroups[id].outbound = outbound
    case .networkACL(let id, let inbound, let outbound):
      networkACLs[id].inbound = inbound
      networkACLs[id].outbound = outbound
    case .routeTable(let id, let routes): routeTables[id].routes = routes
    case .subnet(let id, let table, let acl):
      subnets[id] = subnets[id].with(routeTable: table, networkACL: acl)
    case .exclusion(let id, let exclusion): subnets[id] = subnets[id].excluded(exclusion)
    case .vpcExclusion(let id, let exclusion): vpcs[id].publicAccessExclusion = exclusion
    case .interface(let id, let interface):
      let old = interfaces[id].outsideAddresses
      interfaces[id] = interface
      if old != interface.outsideAddresses { exchange(old, for: interface.outsideAddresses) }
    case .network(let id, let prefixes): networks[id] = networks[id].sending(prefixes)
    case .attachment(let id, let attachment): attachments[id] = attachment
    case .transitGateway(let id, let gateway): transitGateways[id] = gateway
    case .directConnectGateway(let id, let gateway): directConnectGateways[id] = gateway
    case .transitGatewayRouteTable(let id, let table): transitGatewayRouteTables[id] = table
    case .firewallPolicy(let id, let rules): firewallPolicies[id].stateless = rules
    case .firewallRuleGroup(let id, let rules): firewallRuleGroups[id].rules = rules
    case .loadBalancer(let id, let crossZone): loadBalancers[id].crossZone = crossZone
    case .targetGroup(let id, let crossZone, let preserves):
      targetGroups[id].crossZone = crossZone
      targetGroups[id].preservesClientAddress = preserves
    case .siteFirewall(let id, let firewall): networks[id].firewall = firewall
    case .trafficSelectors(let id, let selectors): vpnConnections[id].selectors = selectors
    case .dnsSupport(let id, let isOn): vpcs[id].dnsSupport = isOn
    case .serviceNetwork(let id, let associations, let services):
      serviceNetworks[id].associations = associations
      serviceNetworks[id].services = services
    }
  }

  /// Gives public addresses back to the internet, and takes others from it.
  private mutating func exchange(_ old: [PublicAddress], for new: [PublicAddress]) {
    guard networks.count > 0 else { return }
    var freed = AddressSet(old.map(\.publicAddress))
    for network in networks.elements.dropFirst() { freed = freed.subtracting(network.addresses) }
    let addresses = networks[Self.internet].addresses.union(freed)
      .subtracting(AddressSet(new.map(\.publicAddress)))
    networks[Self.internet] = networks[Self.internet].with(addresses: addresses)
  }
}

extension Subnet {
  fileprivate func with(routeTable: ID<RouteTable>, networkACL: ID<NetworkACL>) -> Self {
    Self(
      identity: identity, vpc: vpc, cidrs: cidrs, zone: zone, routeTable: routeTable,
      usesMainRouteTable: usesMainRouteTable && routeTable == self.routeTable,
      networkACL: networkACL, publicAccessExclusion: publicAccessExclusion,
      isVirtual: isVirtual, placement: placement)
  }

  fileprivate func excluded(_ exclusion: PublicAccessExclusion?) -> Self {
    Self(
      identity: identity, vpc: vpc, cidrs: cidrs, zone: zone, routeTable: routeTable,
      usesMainRouteTable: usesMainRouteTable, networkACL: networkACL,
      publicAccessExclusion: exclusion, isVirtual: isVirtual, placement: placement)
  }
}

extension Network {
  fileprivate func sending(_ prefixes: [Prefix]) -> Self {
    Self(
      identity: identity, addresses: addresses, attachment: attachment, isInternet: isInternet,
      routesTo: prefixes, clientPorts: clientPorts, firewall: firewall)
  }

  fileprivate func with(addresses: AddressSet) -> Self {
    Self(
      identity: identity, addresses: addresses, attachment: attachment, isInternet: isInternet,
      routesTo: routesTo, clientPorts: clientPorts, firewall: firewall)
  }
}
