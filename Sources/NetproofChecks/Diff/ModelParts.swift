import NetproofEngine
import NetproofModel

/// All that a model is made of, kind by kind, for whoever looks at two models side by side.
extension Model {
  /// The components of a kind, in the order of the topology.
  func components(of kind: ComponentID.Kind) -> [ComponentID] {
    switch kind {
    case .network: networks.ids.map { .network($0) }
    case .vpc: vpcs.ids.map { .vpc($0) }
    case .subnet: subnets.ids.map { .subnet($0) }
    case .routeTable: routeTables.ids.map { .routeTable($0) }
    case .networkACL: networkACLs.ids.map { .networkACL($0) }
    case .securityGroup: securityGroups.ids.map { .securityGroup($0) }
    case .instance: instances.ids.map { .instance($0) }
    case .interface: interfaces.ids.map { .interface($0) }
    case .internetGateway: internetGateways.ids.map { .internetGateway($0) }
    case .egressOnlyInternetGateway:
      egressOnlyInternetGateways.ids.map { .egressOnlyInternetGateway($0) }
    case .natGateway: natGateways.ids.map { .natGateway($0) }
    case .peering: peerings.ids.map { .peering($0) }
    case .transitGateway, .coreNetwork:
      transitGateways.ids.map { component(of: $0) }.filter { $0.kind == kind }
    case .attachment: attachments.ids.map { .attachment($0) }
    case .transitGatewayRouteTable, .segment:
      transitGatewayRouteTables.ids.map { component(of: $0) }.filter { $0.kind == kind }
    case .vpnConnection: vpnConnections.ids.map { .vpnConnection($0) }
    case .vpnGateway: vpnGateways.ids.map { .vpnGateway($0) }
    case .prefixList: prefixLists.ids.map { .prefixList($0) }
    case .endpoint: endpoints.ids.map { .endpoint($0) }
    case .directConnectGateway: directConnectGateways.ids.map { .directConnectGateway($0) }
    case .virtualInterface: virtualInterfaces.ids.map { .virtualInterface($0) }
    case .firewall: firewalls.ids.map { .firewall($0) }
    case .firewallPolicy: firewallPolicies.ids.map { .firewallPolicy($0) }
    case .firewallRuleGroup: firewallRuleGroups.ids.map { .firewallRuleGroup($0) }
    case .blockPublicAccess: blockPublicAccesses.ids.map { .blockPublicAccess($0) }
    case .loadBalancer, .resourceGateway, .resource, .latticeService:
      loadBalancers.ids.map { component(of: $0) }.filter { $0.kind == kind }
    case .targetGroup: targetGroups.ids.map { .targetGroup($0) }
    case .carrierGateway: carrierGateways.ids.map { .carrierGateway($0) }
    case .localGateway: localGateways.ids.map { .localGateway($0) }
    case .serviceNetwork: serviceNetworks.ids.map { .serviceNetwork($0) }
    case .mirrorFilter: mirrorFilters.ids.map { .mirrorFilter($0) }
    case .mirrorSession: mirrorSessions.ids.map { .mirrorSession($0) }
    }
  }

  /// What a component is, for comparing and for looking at it part by part.
  func element(_ component: ComponentID) -> AnyHashable {
    switch component {
    case .network(let id): networks[id]
    case .vpc(let id): vpcs[id]
    case .subnet(let id): subnets[id]
    case .routeTable(let id): routeTables[id]
    case .networkACL(let id): networkACLs[id]
    case .securityGroup(let id): securityGroups[id]
    case .instance(let id): instances[id]
    case .interface(let id): interfaces[id]
    case .internetGateway(let id): internetGateways[id]
    case .egressOnlyInternetGateway(let id): egressOnlyInternetGateways[id]
    case .natGateway(let id): natGateways[id]
    case .peering(let id): peerings[id]
    case .transitGateway(let id), .coreNetwork(let id): transitGateways[id]
    case .attachment(let id): attachments[id]
    case .transitGatewayRouteTable(let id), .segment(let id): transitGatewayRouteTables[id]
    case .vpnConnection(let id): vpnConnections[id]
    case .vpnGateway(let id): vpnGateways[id]
    case .prefixList(let id): prefixLists[id]
    case .endpoint(let id): endpoints[id]
    case .directConnectGateway(let id): directConnectGateways[id]
    case .virtualInterface(let id): virtualInterfaces[id]
    case .firewall(let id): firewalls[id]
    case .firewallPolicy(let id): firewallPolicies[id]
    case .firewallRuleGroup(let id): firewallRuleGroups[id]
    case .blockPublicAccess(let id): blockPublicAccesses[id]
    case .loadBalancer(let id), .resourceGateway(let id), .resource(let id),
      .latticeService(let id):
      loadBalancers[id]
    case .targetGroup(let id): targetGroups[id]
    case .carrierGateway(let id): carrierGateways[id]
    case .localGateway(let id): localGateways[id]
    case .serviceNetwork(let id): serviceNetworks[id]
    case .mirrorFilter(let id): mirrorFilters[id]
    case .mirrorSession(let id): mirrorSessions[id]
    }
  }

  /// Puts a component in the place of another of its kind.
  ///
  /// Both models must mean the same by every identity that the component holds.
  mutating func replace(_ component: ComponentID, by other: ComponentID, of model: Model) {
    let place = other.index
    switch component {
    case .network(let id): networks[id] = model.networks[ID(place)]
    case .vpc(let id): vpcs[id] = model.vpcs[ID(place)]
    case .subnet(let id): subnets[id] = model.subnets[ID(place)]
    case .routeTable(let id): routeTables[id] = model.routeTables[ID(place)]
    case .networkACL(let id): networkACLs[id] = model.networkACLs[ID(place)]
    case .securityGroup(let id): securityGroups[id] = model.securityGroups[ID(place)]
    case .instance(let id): instances[id] = model.instances[ID(place)]
    // What is left for the built-in `internet` follows from the public addresses of all.
    case .interface(let id): apply(.interface(id, model.interfaces[ID(place)]))
    case .internetGateway(let id): internetGateways[id] = model.internetGateways[ID(place)]
    case .egressOnlyInternetGateway(let id):
      egressOnlyInternetGateways[id] = model.egressOnlyInternetGateways[ID(place)]
    case .natGateway(let id): natGateways[id] = model.natGateways[ID(place)]
    case .peering(let id): peerings[id] = model.peerings[ID(place)]
    case .transitGateway(let id), .coreNetwork(let id):
      transitGateways[id] = model.transitGateways[ID(place)]
    case .attachment(let id): attachments[id] = model.attachments[ID(place)]
    case .transitGatewayRouteTable(let id), .segment(let id):
      transitGatewayRouteTables[id] = model.transitGatewayRouteTables[ID(place)]
    case .vpnConnection(let id): vpnConnections[id] = model.vpnConnections[ID(place)]
    case .vpnGateway(let id): vpnGateways[id] = model.vpnGateways[ID(place)]
    case .prefixList(let id): prefixLists[id] = model.prefixLists[ID(place)]
    case .endpoint(let id): endpoints[id] = model.endpoints[ID(place)]
    case .directConnectGateway(let id):
      directConnectGateways[id] = model.directConnectGateways[ID(place)]
    case .virtualInterface(let id): virtualInterfaces[id] = model.virtualInterfaces[ID(place)]
    case .firewall(let id): firewalls[id] = model.firewalls[ID(place)]
    case .firewallPolicy(let id): firewallPolicies[id] = model.firewallPolicies[ID(place)]
    case .firewallRuleGroup(let id): firewallRuleGroups[id] = model.firewallRuleGroups[ID(place)]
    case .blockPublicAccess(let id): blockPublicAccesses[id] = model.blockPublicAccesses[ID(place)]
    case .loadBalancer(let id), .resourceGateway(let id), .resource(let id),
      .latticeService(let id):
      loadBalancers[id] = model.loadBalancers[ID(place)]
    case .targetGroup(let id): targetGroups[id] = model.targetGroups[ID(place)]
    case .carrierGateway(let id): carrierGateways[id] = model.carrierGateways[ID(place)]
    case .localGateway(let id): localGateways[id] = model.localGateways[ID(place)]
    case .serviceNetwork(let id): serviceNetworks[id] = model.serviceNetworks[ID(place)]
    case .mirrorFilter(let id): mirrorFilters[id] = model.mirrorFilters[ID(place)]
    case .mirrorSession(let id): mirrorSessions[id] = model.mirrorSessions[ID(place)]
    }
  }
}

/// A table's element, which knows what components its identities mean.
protocol ComponentElement {
  static func component(_ index: Int, in model: Model) -> ComponentID
}

/// An identity of whatever kind, met while a component is looked at part by part.
protocol ComponentReference {
  func component(in model: Model) -> ComponentID
}

extension ID: ComponentReference where Element: ComponentElement {
  func component(in model: Model) -> ComponentID { Element.component(index, in: model) }
}
