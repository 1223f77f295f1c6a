public import NetproofModel
public import NetproofSets

/// One component of a model as it is after a change.
///
/// An edit neither adds nor removes components, so that every identity stays what it is; rules that
/// are added, removed or changed are lists with other rules. Edits are of the model: what AWS would
/// refuse, and the state of a route whose target is gone, are for the maker of the edit to say.
public enum Edit: Hashable, Sendable {
  /// The rules of a security group.
  case securityGroup(
    ID<SecurityGroup>, inbound: [SecurityGroupRule], outbound: [SecurityGroupRule])
  /// The rules of a network ACL, each list ascending by number.
  case networkACL(ID<NetworkACL>, inbound: [NetworkACLRule], outbound: [NetworkACLRule])
  /// The routes of a VPC's table, the implied `local` ones included.
  case routeTable(ID<RouteTable>, routes: [Route])
  /// The table and the network ACL of a subnet, both of its VPC.
  case subnet(ID<Subnet>, routeTable: ID<RouteTable>, networkACL: ID<NetworkACL>)
  /// What exempts a subnet from Block Public Access.
  case exclusion(ID<Subnet>, PublicAccessExclusion?)
  /// What exempts a VPC from Block Public Access.
  case vpcExclusion(ID<VPC>, PublicAccessExclusion?)
  /// An interface in another subnet, with other addresses, groups or flags.
  ///
  /// Its addresses must not be those of others.
  case interface(ID<NetworkInterface>, NetworkInterface)
  /// What an on-premises network sends to its attachment.
  case network(ID<Network>, routesTo: [Prefix])
  /// An attachment of the same transit gateway.
  ///
  /// Routes that it propagates are those of the tables, which are edited by themselves.
  case attachment(ID<TransitGatewayAttachment>, TransitGatewayAttachment)
  /// A transit gateway with the same attachments and tables.
  case transitGateway(ID<TransitGateway>, TransitGateway)
  /// What a Direct Connect gateway leads to.
  case directConnectGateway(ID<DirectConnectGateway>, DirectConnectGateway)
  /// A table of the same transit gateway, its propagated routes included.
  case transitGatewayRouteTable(ID<TransitGatewayRouteTable>, TransitGatewayRouteTable)
  /// The stateless rules of a firewall policy, ascending by priority.
  case firewallPolicy(ID<FirewallPolicy>, stateless: [StatelessRule])
  /// The rules of a group of a firewall policy.
  case firewallRuleGroup(ID<FirewallRuleGroup>, rules: [StatefulRule])
  /// Whether nodes of a load balancer use targets of other zones.
  case loadBalancer(ID<LoadBalancer>, crossZone: Bool)
  /// What of a target group is left to choice.
  case targetGroup(ID<TargetGroup>, crossZone: Bool?, preservesClientAddress: Bool?)
  /// What a network outside lets in and out, each list ascending by number.
  case siteFirewall(ID<Network>, SiteFirewall)
  /// Which packets the tunnels of a VPN connection take.
  case trafficSelectors(ID<VPNConnection>, VPNConnection.TrafficSelectors)
  /// Whether the Amazon DNS server answers in a VPC.
  case dnsSupport(ID<VPC>, Bool)
  /// Who may ask which services of VPC Lattice.
  ///
  /// What endpoints of the network lead to is theirs.
  case serviceNetwork(
    ID<ServiceNetwork>, associations: [ServiceNetwork.Association], services: [ID<LoadBalancer>])
}
