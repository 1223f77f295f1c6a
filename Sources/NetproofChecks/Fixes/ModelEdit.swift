public import NetproofModel
public import NetproofSets

/// One change of a model, small enough to be one line of its topology.
///
/// Rules and routes that exist are named by what they say, not by their position, so that edits
/// can be made in any order.
public enum ModelEdit: Hashable, Sendable {
  /// A rule of a network ACL's list.
  case addNetworkACLRule(ID<NetworkACL>, RuleList, NetworkACLRule)
  /// A rule of a security group's list.
  case addSecurityGroupRule(ID<SecurityGroup>, RuleList, SecurityGroupRule)
  /// Another table for a subnet.
  case routeSubnet(ID<Subnet>, by: ID<RouteTable>)
  /// A route of a VPC's table.
  case addRoute(ID<RouteTable>, Route.Destination, Route.Target)
  /// Another target for a route of a VPC's table.
  case changeRoute(ID<RouteTable>, Route, Route.Target)
  /// A VPC's table without one of its routes.
  case removeRoute(ID<RouteTable>, Route)
  /// A virtual private gateway whose routes a VPC's table takes over (R56).
  case propagateInto(ID<RouteTable>, ID<VPNGateway>)
  /// A route table that a gateway endpoint is associated with.
  case associateEndpoint(ID<VPCEndpoint>, ID<RouteTable>)
  /// A written route of a transit gateway's table.
  case addTransitRoute(
    ID<TransitGatewayRouteTable>, Prefix, ID<TransitGatewayAttachment>)
  /// A transit gateway's table without one of its written routes.
  case removeTransitRoute(ID<TransitGatewayRouteTable>, TransitGatewayRoute)
  /// An attachment whose routes a transit gateway's table takes over.
  case addPropagation(ID<TransitGatewayRouteTable>, ID<TransitGatewayAttachment>)
  /// A static route of the segment of a core network that a table is of, at all edge locations.
  case addSegmentRoute(ID<TransitGatewayRouteTable>, Prefix, ID<TransitGatewayAttachment>)
  /// Shows the attachments of two segments to each other (R222).
  case shareSegments(ID<TransitGatewayRouteTable>, ID<TransitGatewayRouteTable>)
  /// A further subnet of a VPC attachment.
  case addAttachmentSubnet(ID<TransitGatewayAttachment>, ID<Subnet>)
  /// The table in which packets from an attachment are looked up.
  case associate(ID<TransitGatewayAttachment>, ID<TransitGatewayRouteTable>)
  /// Keeps both directions of a connection in one zone of an attached VPC (R139).
  case enableApplianceMode(ID<TransitGatewayAttachment>)
  /// Propagates a VPC's IPv6 blocks by its attachment (R129).
  case enableIPv6Support(ID<TransitGatewayAttachment>)
  /// Lets security groups name groups of other VPCs across a transit gateway (R81).
  case enableGroupReferences(ID<TransitGateway>)
  /// The same at an attachment where it was turned off.
  case enableAttachmentGroupReferences(ID<TransitGatewayAttachment>)
  /// A prefix that an association of a Direct Connect gateway may announce (R159).
  case allowPrefix(ID<DirectConnectGateway>, association: Int, Prefix)
  /// A prefix that an on-premises network sends to its attachment (R156).
  case sendToAttachment(ID<Network>, Prefix)
  /// A stateless rule of a firewall policy.
  case addStatelessRule(ID<FirewallPolicy>, StatelessRule)
  /// A rule at the end of a group of stateful ones.
  case addStatefulRule(ID<FirewallRuleGroup>, StatefulRule)
  /// Exempts a subnet from Block Public Access (R194).
  case exclude(ID<Subnet>, PublicAccessExclusion)
  /// The same for a whole VPC, where no subnet counts.
  case excludeVPC(ID<VPC>, PublicAccessExclusion)
  /// Lets nodes of a load balancer use targets of other zones (R205).
  case enableCrossZone(ID<LoadBalancer>)
  /// The same for one target group that says otherwise.
  case enableGroupCrossZone(ID<TargetGroup>)
  /// Shows targets the node's address in place of the client's (R213).
  case hideClientAddress(ID<TargetGroup>)
  /// A rule of the firewall of a network outside (R148).
  case addSiteRule(ID<Network>, RuleList, NetworkACLRule)
  /// A wider traffic selector of a VPN connection, in place of one that is narrower (R153).
  case widenSelector(ID<VPNConnection>, VPNConnection.Side, Prefix, to: Prefix)
  /// Has the Amazon DNS server answer in a VPC (R89).
  case enableDNSSupport(ID<VPC>)
  /// Lets the hosts of a VPC ask the services of a service network, without groups (R176).
  case associateVPC(ID<ServiceNetwork>, ID<VPC>)
  /// Lets the VPCs of a service network ask a further service.
  case addService(ID<ServiceNetwork>, ID<LoadBalancer>)
  /// Turns the source/destination check of an interface off.
  case disableSourceDestinationCheck(ID<NetworkInterface>)
}
