extension AWSKind {
  /// What is not known whole where some of the kind is missing, and nothing else would tell.
  ///
  /// A group that is missing is named by what is in it. A route table is not: its subnets would be
  /// taken to use the main one.
  var parts: [AWSKind] {
    switch self {
    case .routeTables, .networkACLs, .interfaces, .reservations, .endpoints, .loadBalancers,
      .classicLoadBalancers, .firewalls, .endpointAssociations, .publicAccessExclusions,
      .encryptionControls:
      [.vpcs]
    case .prefixListEntries: [.prefixLists]
    case .vpcAttachments, .attachments, .peeringAttachments, .gatewayTables, .connects,
      .connectPeers, .attachmentNAT:
      [.transitGateways]
    case .localGatewayTables, .localGatewayLinks, .localGatewayRoutes: [.localGateways]
    case .coreNetworkPolicies, .coreAttachments, .corePeers, .coreRoutes, .corePeerings,
      .coreVPCAttachments, .coreVPNAttachments, .coreConnectAttachments, .coreTableAttachments,
      .coreRouterAttachments:
      [.coreNetworks]
    case .resourceGateways, .resourceConfigurations: [.endpoints]
    case .serviceNetworkVPCs, .serviceNetworkServices, .serviceNetworkResources:
      [.serviceNetworks]
    case .latticeListeners, .latticeRules: [.latticeServices]
    case .latticeTargets: [.latticeGroups]
    case .gatewayAssociations, .gatewayPropagations, .gatewayRoutes: [.gatewayTables]
    case .vpnConnections, .virtualInterfaces: [.vpnGateways]
    case .directConnectAssociations: [.directConnectGateways]
    case .listeners, .listenerRules: [.loadBalancers]
    case .targetHealth: [.targetGroups]
    case .vpcs, .subnets, .securityGroups, .internetGateways, .egressOnlyInternetGateways,
      .natGateways, .prefixLists, .peerings, .transitGateways, .vpnGateways, .targetGroups,
      .attributes, .classicAttributes, .endpointServices, .firewallPolicies, .firewallRuleGroups,
      .publicAccessBlocks, .directConnectGateways, .carrierGateways, .localGateways, .zones,
      .clientVPNs, .clientVPNRules, .groupLinks, .publicRanges, .coreNetworks, .serviceNetworks,
      .latticeServices,
      .latticeGroups:
      []
    }
  }
}
