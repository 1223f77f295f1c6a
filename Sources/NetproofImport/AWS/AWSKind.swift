/// What the answers of AWS's calls list, by the key of the list.
enum AWSKind: String, Hashable, Sendable, CaseIterable {
  case vpcs = "Vpcs"
  case subnets = "Subnets"
  case routeTables = "RouteTables"
  case networkACLs = "NetworkAcls"
  case securityGroups = "SecurityGroups"
  case internetGateways = "InternetGateways"
  case egressOnlyInternetGateways = "EgressOnlyInternetGateways"
  case natGateways = "NatGateways"
  case interfaces = "NetworkInterfaces"
  case reservations = "Reservations"
  case prefixLists = "PrefixLists"
  case prefixListEntries = "Entries"
  case peerings = "VpcPeeringConnections"
  case transitGateways = "TransitGateways"
  case vpcAttachments = "TransitGatewayVpcAttachments"
  case attachments = "TransitGatewayAttachments"
  case peeringAttachments = "TransitGatewayPeeringAttachments"
  case gatewayTables = "TransitGatewayRouteTables"
  case gatewayAssociations = "Associations"
  case gatewayPropagations = "TransitGatewayRouteTablePropagations"
  case gatewayRoutes = "Routes"
  case attachmentNAT = "NatGatewayRules"
  case vpnGateways = "VpnGateways"
  case vpnConnections = "VpnConnections"
  case endpoints = "VpcEndpoints"
  case loadBalancers = "LoadBalancers"
  case classicLoadBalancers = "LoadBalancerDescriptions"
  case classicAttributes = "LoadBalancerAttributes"
  case targetGroups = "TargetGroups"
  case listeners = "Listeners"
  case listenerRules = "Rules"
  case targetHealth = "TargetHealthDescriptions"
  case attributes = "Attributes"
  case endpointServices = "ServiceConfigurations"
  case firewalls = "Firewall"
  case endpointAssociations = "VpcEndpointAssociation"
  case firewallPolicies = "FirewallPolicyResponse"
  case firewallRuleGroups = "RuleGroupResponse"
  case publicAccessBlocks = "VpcBlockPublicAccessOptions"
  case publicAccessExclusions = "VpcBlockPublicAccessExclusions"
  case virtualInterfaces
  case directConnectGateways
  case directConnectAssociations = "directConnectGatewayAssociations"
  case carrierGateways = "CarrierGateways"
  case localGateways = "LocalGateways"
  case localGatewayTables = "LocalGatewayRouteTables"
  case localGatewayLinks = "LocalGatewayRouteTableVpcAssociations"
  case localGatewayRoutes = "LocalGatewayRoutes"
  case zones = "AvailabilityZones"
  case connects = "TransitGatewayConnects"
  case connectPeers = "TransitGatewayConnectPeers"
  case clientVPNs = "ClientVpnEndpoints"
  case clientVPNRules = "AuthorizationRules"
  case groupLinks = "SecurityGroupVpcAssociations"
  case publicRanges = "ByoipCidrs"
  case encryptionControls = "VpcEncryptionControls"
  case resourceGateways
  case resourceConfigurations
  case serviceNetworks
  case serviceNetworkVPCs
  case serviceNetworkServices
  case serviceNetworkResources
  case latticeServices
  case latticeListeners
  case latticeRules
  case latticeGroups
  case latticeTargets
  case coreNetworks = "CoreNetwork"
  case coreNetworkPolicies = "CoreNetworkPolicy"
  case coreAttachments = "Attachments"
  case coreVPCAttachments = "VpcAttachment"
  case coreVPNAttachments = "SiteToSiteVpnAttachment"
  case coreConnectAttachments = "ConnectAttachment"
  case coreTableAttachments = "TransitGatewayRouteTableAttachment"
  case coreRouterAttachments = "DirectConnectGatewayAttachment"
  case corePeers = "ConnectPeers"
  case corePeerings = "TransitGatewayPeering"
  case coreRoutes = "NetworkRoutes"

  /// Whether an answer has one of it, not a list.
  var isSingle: Bool {
    switch self {
    case .classicAttributes, .firewalls, .endpointAssociations, .firewallPolicies,
      .firewallRuleGroups, .publicAccessBlocks, .coreNetworks,
      .coreNetworkPolicies, .coreVPCAttachments, .coreVPNAttachments, .coreConnectAttachments,
      .coreTableAttachments, .coreRouterAttachments, .corePeerings:
      true
    default: false
    }
  }

  /// Whether no other call has a list under the same key, so that anything else there is a mistake.
  var isListOfOneCall: Bool { !isSingle && idKey != "id" && !Self.shared.contains(self) }

  /// Kinds whose keys other calls use as well.
  private static let shared: Set<AWSKind> = [
    .prefixListEntries, .gatewayAssociations, .gatewayRoutes, .listenerRules, .attributes,
    .coreAttachments, .serviceNetworkVPCs, .serviceNetworkServices, .serviceNetworkResources,
    .latticeTargets,
  ]

  /// Whether one call lists all of it that an account has in a Region.
  var isListedWhole: Bool { isListOfOneCall && !Self.askedOfOne.contains(self) }

  /// Kinds that are asked of one thing at a time.
  private static let askedOfOne: Set<AWSKind> = [
    .gatewayPropagations, .attachmentNAT, .listeners, .targetHealth, .directConnectAssociations,
    .localGatewayRoutes, .clientVPNRules, .corePeers, .coreRoutes,
  ]

  /// Whether what belongs to it stands beside it in the answer.
  var isSpread: Bool {
    switch self {
    case .firewalls, .endpointAssociations, .firewallPolicies, .firewallRuleGroups: true
    default: false
    }
  }

  /// The call whose answer has the list.
  var call: String {
    switch self {
    case .vpcs: "aws ec2 describe-vpcs"
    case .subnets: "aws ec2 describe-subnets"
    case .routeTables: "aws ec2 describe-route-tables"
    case .networkACLs: "aws ec2 describe-network-acls"
    case .securityGroups: "aws ec2 describe-security-groups"
    case .internetGateways: "aws ec2 describe-internet-gateways"
    case .egressOnlyInternetGateways: "aws ec2 describe-egress-only-internet-gateways"
    case .natGateways: "aws ec2 describe-nat-gateways"
    case .interfaces: "aws ec2 describe-network-interfaces"
    case .reservations: "aws ec2 describe-instances"
    case .prefixLists: "aws ec2 describe-managed-prefix-lists"
    case .prefixListEntries: "aws ec2 get-managed-prefix-list-entries"
    case .peerings: "aws ec2 describe-vpc-peering-connections"
    case .transitGateways: "aws ec2 describe-transit-gateways"
    case .vpcAttachments: "aws ec2 describe-transit-gateway-vpc-attachments"
    case .attachments: "aws ec2 describe-transit-gateway-attachments"
    case .peeringAttachments: "aws ec2 describe-transit-gateway-peering-attachments"
    case .gatewayTables: "aws ec2 describe-transit-gateway-route-tables"
    case .gatewayAssociations: "aws ec2 get-transit-gateway-route-table-associations"
    case .gatewayPropagations: "aws ec2 get-transit-gateway-route-table-propagations"
    case .gatewayRoutes: "aws ec2 search-transit-gateway-routes"
    case .attachmentNAT: "aws ec2 get-transit-gateway-attachment-nat-configuration"
    case .vpnGateways: "aws ec2 describe-vpn-gateways"
    case .vpnConnections: "aws ec2 describe-vpn-connections"
    case .endpoints: "aws ec2 describe-vpc-endpoints"
    case .loadBalancers: "aws elbv2 describe-load-balancers"
    case .classicLoadBalancers: "aws elb describe-load-balancers"
    case .classicAttributes: "aws elb describe-load-balancer-attributes"
    case .targetGroups: "aws elbv2 describe-target-groups"
    case .listeners: "aws elbv2 describe-listeners"
    case .listenerRules: "aws elbv2 describe-rules"
    case .targetHealth: "aws elbv2 describe-target-health"
    case .attributes: "aws elbv2 describe-target-group-attributes"
    case .endpointServices: "aws ec2 describe-vpc-endpoint-service-configurations"
    case .firewalls: "aws network-firewall describe-firewall"
    case .endpointAssociations: "aws network-firewall describe-vpc-endpoint-association"
    case .firewallPolicies: "aws network-firewall describe-firewall-policy"
    case .firewallRuleGroups: "aws network-firewall describe-rule-group"
    case .publicAccessBlocks: "aws ec2 describe-vpc-block-public-access-options"
    case .publicAccessExclusions: "aws ec2 describe-vpc-block-public-access-exclusions"
    case .virtualInterfaces: "aws directconnect describe-virtual-interfaces"
    case .directConnectGateways: "aws directconnect describe-direct-connect-gateways"
    case .directConnectAssociations:
      "aws directconnect describe-direct-connect-gateway-associations"
    case .carrierGateways: "aws ec2 describe-carrier-gateways"
    case .localGateways: "aws ec2 describe-local-gateways"
    case .localGatewayTables: "aws ec2 describe-local-gateway-route-tables"
    case .localGatewayLinks: "aws ec2 describe-local-gateway-route-table-vpc-associations"
    case .localGatewayRoutes: "aws ec2 search-local-gateway-routes"
    case .zones: "aws ec2 describe-availability-zones"
    case .connects: "aws ec2 describe-transit-gateway-connects"
    case .connectPeers: "aws ec2 describe-transit-gateway-connect-peers"
    case .clientVPNs: "aws ec2 describe-client-vpn-endpoints"
    case .clientVPNRules: "aws ec2 describe-client-vpn-authorization-rules"
    case .groupLinks: "aws ec2 describe-security-group-vpc-associations"
    case .publicRanges: "aws ec2 describe-byoip-cidrs"
    case .encryptionControls: "aws ec2 describe-vpc-encryption-controls"
    case .resourceGateways: "aws vpc-lattice list-resource-gateways"
    case .resourceConfigurations: "aws vpc-lattice get-resource-configuration"
    case .serviceNetworks: "aws vpc-lattice list-service-networks"
    case .serviceNetworkVPCs: "aws vpc-lattice list-service-network-vpc-associations"
    case .serviceNetworkServices: "aws vpc-lattice list-service-network-service-associations"
    case .serviceNetworkResources: "aws vpc-lattice list-service-network-resource-associations"
    case .latticeServices: "aws vpc-lattice list-services"
    case .latticeListeners: "aws vpc-lattice list-listeners"
    case .latticeRules: "aws vpc-lattice list-rules"
    case .latticeGroups: "aws vpc-lattice list-target-groups"
    case .latticeTargets: "aws vpc-lattice list-targets"
    case .coreNetworks: "aws networkmanager get-core-network"
    case .coreNetworkPolicies: "aws networkmanager get-core-network-policy"
    case .coreAttachments: "aws networkmanager list-attachments"
    case .coreVPCAttachments: "aws networkmanager get-vpc-attachment"
    case .coreVPNAttachments: "aws networkmanager get-site-to-site-vpn-attachment"
    case .coreConnectAttachments: "aws networkmanager get-connect-attachment"
    case .coreTableAttachments: "aws networkmanager get-transit-gateway-route-table-attachment"
    case .coreRouterAttachments: "aws networkmanager get-direct-connect-gateway-attachment"
    case .corePeers: "aws networkmanager list-connect-peers"
    case .corePeerings: "aws networkmanager get-transit-gateway-peering"
    case .coreRoutes: "aws networkmanager get-network-routes"
    }
  }

  /// The key of a resource's identifier, if resources of the kind have one.
  var idKey: String? {
    switch self {
    case .vpcs: "VpcId"
    case .subnets: "SubnetId"
    case .routeTables: "RouteTableId"
    case .networkACLs: "NetworkAclId"
    case .securityGroups: "GroupId"
    case .internetGateways: "InternetGatewayId"
    case .egressOnlyInternetGateways: "EgressOnlyInternetGatewayId"
    case .natGateways: "NatGatewayId"
    case .interfaces: "NetworkInterfaceId"
    case .prefixLists: "PrefixListId"
    case .peerings: "VpcPeeringConnectionId"
    case .transitGateways: "TransitGatewayId"
    case .vpcAttachments, .attachments, .peeringAttachments, .connects:
      "TransitGatewayAttachmentId"
    case .gatewayTables: "TransitGatewayRouteTableId"
    case .vpnGateways: "VpnGatewayId"
    case .vpnConnections: "VpnConnectionId"
    case .endpoints: "VpcEndpointId"
    case .loadBalancers: "LoadBalancerArn"
    case .classicLoadBalancers: "LoadBalancerName"
    case .targetGroups: "TargetGroupArn"
    case .virtualInterfaces: "virtualInterfaceId"
    case .directConnectGateways: "directConnectGatewayId"
    case .carrierGateways: "CarrierGatewayId"
    case .localGateways: "LocalGatewayId"
    case .localGatewayTables: "LocalGatewayRouteTableId"
    case .clientVPNs: "ClientVpnEndpointId"
    case .resourceGateways, .resourceConfigurations, .serviceNetworks, .serviceNetworkVPCs,
      .serviceNetworkServices, .serviceNetworkResources, .latticeServices, .latticeListeners,
      .latticeRules, .latticeGroups:
      "id"
    case .coreNetworks: "CoreNetworkId"
    case .endpointServices, .firewalls, .endpointAssociations, .firewallPolicies,
      .firewallRuleGroups, .publicAccessBlocks, .publicAccessExclusions, .directConnectAssociations,
      .reservations,
      .prefixListEntries, .gatewayAssociations, .gatewayPropagations,
      .gatewayRoutes, .classicAttributes, .listeners, .listenerRules, .targetHealth, .attributes,
      .localGatewayLinks,
      .localGatewayRoutes, .zones, .connectPeers, .clientVPNRules, .groupLinks, .publicRanges,
      .encryptionControls, .latticeTargets, .attachmentNAT,
      .coreNetworkPolicies, .coreAttachments, .coreVPCAttachments, .coreVPNAttachments,
      .coreConnectAttachments, .coreTableAttachments, .coreRouterAttachments, .corePeers,
      .corePeerings, .coreRoutes:
      nil
    }
  }

  /// AWS Config's name of the kind, if it records it.
  var configType: String? {
    switch self {
    case .vpcs: "AWS::EC2::VPC"
    case .subnets: "AWS::EC2::Subnet"
    case .routeTables: "AWS::EC2::RouteTable"
    case .networkACLs: "AWS::EC2::NetworkAcl"
    case .securityGroups: "AWS::EC2::SecurityGroup"
    case .internetGateways: "AWS::EC2::InternetGateway"
    case .egressOnlyInternetGateways: "AWS::EC2::EgressOnlyInternetGateway"
    case .natGateways: "AWS::EC2::NatGateway"
    case .interfaces: "AWS::EC2::NetworkInterface"
    case .reservations: "AWS::EC2::Instance"
    case .peerings: "AWS::EC2::VPCPeeringConnection"
    case .transitGateways: "AWS::EC2::TransitGateway"
    case .vpcAttachments: "AWS::EC2::TransitGatewayAttachment"
    case .gatewayTables: "AWS::EC2::TransitGatewayRouteTable"
    case .vpnGateways: "AWS::EC2::VPNGateway"
    case .vpnConnections: "AWS::EC2::VPNConnection"
    case .endpoints: "AWS::EC2::VPCEndpoint"
    case .prefixLists: "AWS::EC2::PrefixList"
    case .loadBalancers: "AWS::ElasticLoadBalancingV2::LoadBalancer"
    case .prefixListEntries, .attachments, .peeringAttachments, .gatewayAssociations,
      .gatewayPropagations, .gatewayRoutes, .attachmentNAT, .classicLoadBalancers,
      .classicAttributes, .targetGroups, .listeners,
      .listenerRules, .targetHealth, .attributes, .endpointServices, .firewalls,
      .endpointAssociations, .firewallPolicies, .firewallRuleGroups, .publicAccessBlocks,
      .publicAccessExclusions,
      .virtualInterfaces, .directConnectGateways, .directConnectAssociations, .carrierGateways,
      .localGateways, .localGatewayTables, .localGatewayLinks, .localGatewayRoutes, .zones,
      .connects, .connectPeers, .clientVPNs, .clientVPNRules, .groupLinks, .publicRanges,
      .encryptionControls,
      .resourceGateways, .resourceConfigurations, .serviceNetworks, .serviceNetworkVPCs,
      .serviceNetworkServices, .serviceNetworkResources, .latticeServices, .latticeListeners,
      .latticeRules, .latticeGroups, .latticeTargets, .coreNetworks, .coreNetworkPolicies,
      .coreAttachments, .coreVPCAttachments, .coreVPNAttachments, .coreConnectAttachments,
      .coreTableAttachments, .coreRouterAttachments, .corePeers, .corePeerings, .coreRoutes:
      nil
    }
  }

  /// Lists that say nothing about packets, or say again what others say.
  static let silent: Set<String> = [
    "Addresses", "Regions", "SecurityGroupRules", "CustomerGateways",
    "DhcpOptions", "KeyPairs", "Images", "Volumes", "Snapshots", "Tags", "AccountAttributes",
    "InstanceStatuses", "VpcEndpointConnections", "StaleSecurityGroupSet", "FlowLogs",
    "ServiceNames", "ServiceDetails", "Firewalls", "VpcEndpointAssociations", "FirewallPolicies",
    "RuleGroups",
    "directConnectGatewayAttachments", "connections", "CoipPools", "LocalGatewayVirtualInterfaces",
    "LocalGatewayVirtualInterfaceGroups", "LocalGatewayRouteTableVirtualInterfaceGroupAssociations",
    "ClientVpnTargetNetworks", "ClientVpnRoutes", "CoreNetworks", "ConnectPeer", "Peerings",
    "GlobalNetworks", "TransitGatewayPolicyTables", "resourceShares",
    "resourceShareAssociations", "resources", "principals",
  ]
}
