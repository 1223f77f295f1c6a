import NetproofSets
import NetproofSyntax

/// What is wrong with the meaning of a topology, as data; ``diagnostic`` puts it into words.
enum ModelFault: Hashable, Sendable {
  // Names and parts
  case unknownName(UnknownName)
  case ambiguousName(Reference, candidates: [String])
  case duplicateName(Located<String>, ComponentID.Kind, first: Span?)
  case reservedName(Located<String>)
  case unknownState(Located<String>, ComponentID.Kind, known: [String], nearest: String?)
  case unknownValue(Located<String>, key: String, known: [String], nearest: String?)
  case missingKey(String, of: Located<String>, ComponentID.Kind)
  case instanceWithoutInterface(Reference)
  case instanceWithSeveralInterfaces(Reference, interfaces: [String])
  case stateIgnored(Located<String>, ComponentID.Kind)

  // VPCs and subnets
  case blockSize(Located<Prefix>, ComponentID.Kind)
  case blockReserved(Located<Prefix>, by: Prefix)
  case vpcBlocksOverlap(Located<Prefix>, with: Located<Prefix>)
  case tooManyIPv6Blocks(Located<Prefix>)
  case subnetOutsideVPC(Located<Prefix>, vpc: String, blocks: [Prefix])
  case subnetsOverlap(Located<Prefix>, Located<String>, with: Located<Prefix>, Located<String>)
  case severalGateways(Located<String>, ComponentID.Kind, first: Located<String>)
  case severalDefaults(Located<String>, ComponentID.Kind, first: Located<String>)
  case vpcBlocksRestricted(Located<Prefix>, with: Located<Prefix>)
  case publicBlockOwnedTwice(Located<Prefix>, first: Located<Prefix>, vpc: String)
  case block(BlockFault)
  case publicAccessBlockedTwice(Located<String>, vpc: String, first: Located<String>)
  case scopeUnstated(Located<String>, key: String, needed: Span)
  /// Something of which AWS has no exclusion names none.
  case notEncrypted(
    Located<String>, what: String, exclusion: String?, vpc: String, control: Span)

  // Addresses
  case addressFamily(Located<Address>, key: String, expected: Family)
  case addressOutsideSubnet(Located<Prefix>, subnet: String, blocks: [Prefix])
  case addressReserved(Located<Prefix>, subnet: String, block: Prefix)
  case addressOwnedTwice(Located<Prefix>, vpc: String, first: Located<Prefix>)
  case publicAddressOwnedTwice(Located<Address>, first: Span)
  case publicAddressNotPublic(Located<Address>)
  case publicAddressWithoutOwner(
    Located<Address>, private: Located<Address>?, of: ComponentID.Kind = .interface)
  case interfaceWithoutAddress(Located<String>, ComponentID.Kind)
  /// An interface of an instance in another zone than the instance's first one.
  /// `sends-by` of no other interface of the instance.
  case sendsByElsewhere(Reference)
  case interfaceInOtherZone(Reference, zone: String, instance: String, its: String)
  case assignedPrefixSize(Located<Prefix>)
  case privateNATWithPublicAddress(Located<Address>)
  case poolNotPublic(Located<Prefix>)
  case poolWithoutGateway(Located<Prefix>, table: Located<String>)
  case natGatewayKey(NATGatewayFault)
  /// A private address of a public NAT gateway that has no public one.
  case natGatewayWithoutPublic(Located<Address>, Located<String>)

  // Security groups
  case groupOfOtherVPC(Reference, group: String, vpc: String)
  case defaultGroupShared(Located<String>)
  /// An association of a group with a VPC of another region.
  case groupOfOtherRegion(Reference, region: String, group: String, its: String)

  case subnetNotShared(Located<String>, subnet: Located<String>)
  case participantWithDefaultGroup(Located<String>, Located<String>)
  case groupOfOtherAccount(Reference, group: String, Located<String>)

  // Rules
  case ruleNumberRange(Located<Int>)
  case ruleNumberTwice(Located<Int>, first: Span)
  /// Two stateful rule groups of a strict policy with one priority.
  case groupPriorityTwice(Located<Int>, first: Span)
  case severalPorts(Span)
  case portsOfICMP(Span, protocolName: String)
  case typeWithoutICMP(Located<Int>, key: String)
  case icmpNumber(Located<Int>, key: String)
  case codeWithoutType(Located<Int>)
  case portsIgnored(Span)

  // Route tables
  case mainGatewayTable(Located<String>, Span)
  case gatewayRoutedTwice(Reference, first: Span)
  case gatewayTablePropagates(Located<String>, Span)
  case routeIgnored(RefusedRoute, RouteRefusal)
  case prefixListEntriesIgnored(RefusedRoute, [Prefix], RouteRefusal)
  case prefixListAmbiguous(RefusedRoute, Prefix, other: Span)
  /// An endpoint that packets do not get to by routes that somebody writes.
  case endpointNotATarget(Reference, isGateway: Bool)

  // Peerings
  case peeringWithItself(Located<String>, vpc: Reference)
  case peeredTwice(Located<String>, first: Located<String>)
  case peeringOverlap(Located<String>, Prefix, vpc: String, Prefix, otherVPC: String)

  // Transit gateways and VPN connections
  case attachmentResource(Located<String>, count: Int)
  case attachmentZoneTwice(Reference, zone: String, first: Reference)
  /// Something of a kind that is attached once at most, such as a VPC.
  case attachedTwice(Located<String>, String, first: Located<String>)
  /// A VPN connection with a second attachment, at whatever gateway.
  case connectionAttachedTwice(Located<String>, String, first: Located<String>)
  case attachmentRegion(AttachmentRegionFault)
  case exchangeInOtherRegion(Located<String>, gateway: String, region: String, edge: String)
  case associatedTwice(Reference, first: Span)
  case peerNotMutual(Reference, attachment: String, PeerEnd)
  case prefixListNotDescribed(Reference)
  case transitGatewayOverlap(Located<String>, vpc: String, otherVPC: String, other: Span?)
  case transitGatewayRouteTwice(Located<Prefix>, first: Span)
  case staticConnectionPropagates(Reference, connection: String)
  case peeringPropagates(Reference)
  case connectionOfGateway(Reference, gateway: String, place: Span?)
  case tunnelCount(Located<String>, Int)
  case vpnConnection(VPNConnectionFault)
  /// An attachment's subnet without IPv4 (R128).
  case attachmentSubnetFamily(Reference)
  case attachmentNAT(AttachmentNATFault)

  // Direct Connect
  case virtualInterfaceEnd(Reference, gateway: String)
  case virtualInterfaceType(Located<String>, expected: String, gateway: String)
  case mixedAssociations(Reference, first: Reference)
  case gatewayAssociatedTwice(Reference, first: Reference)
  case directConnectOverlap(Located<String>, Prefix, other: String, Prefix)
  case attachmentNotAssociated(Reference, ComponentID.Kind, name: String)
  case associationNotAttached(Reference, ComponentID.Kind, directConnectGateway: String)

  // Lines of transit gateways
  case staticRouteToConnect(Reference)
  case networkBehindAttachment(Reference)
  case connectTransport(Reference)
  /// The policy of a firewall that no VPC tells what `HOME_NET` is.
  case homeNetUnknown(Reference)

  // Firewalls
  /// A default of the stateful rules, which only strict order has.
  case statefulDefaultOrder(Located<String>)
  case firewallEndpoint(FirewallEndpointFault)
  /// A further endpoint in a zone where the firewall has none of its own.
  case firewallNotInZone(Reference, zone: String)
  case firewallRule(Located<String>, FirewallTextProblem)
  case suricataRuleIncomplete(Located<String>, SuricataRuleOmission)
  /// What no server is called, where names of servers are compared.
  case serverName(Located<String>, meant: String?)

  case loadBalancer(LoadBalancerFault)
  case edgeZone(EdgeZoneFault)
  case zone(ZoneFault)
  case resource(ResourceFault)
  case lattice(LatticeFault)
  case mirroring(MirrorFault)
}

/// A name of nothing, with what may help to mend it.
struct UnknownName: Hashable, Sendable {
  let reference: Reference
  /// What it may name.
  let kinds: KindSet
  /// The VPC or transit gateway that it is looked up in.
  let owner: String?
  var nearest: String?
  /// What has the name, but not here.
  var elsewhere: [String] = []
  /// Whether what has the name elsewhere is of other kinds.
  var isOtherKind = false
  /// Some names that could stand there.
  var known: [String] = []

  /// One more than are shown.
  static let mostKnown = 9

  init(_ reference: Reference, of kinds: KindSet, owner: String?) {
    self.reference = reference
    self.kinds = kinds
    self.owner = owner
  }
}

/// A route as messages quote it.
struct RefusedRoute: Hashable, Sendable {
  let span: Span
  let to: String
  let via: String
}

/// Why AWS would refuse a route.
///
/// Source: Amazon VPC User Guide, "Configure route tables" and "Gateway route tables"; rules R35
/// and R48 to R50.
enum RouteRefusal: Hashable, Sendable {
  /// The destination lies in space that AWS keeps for its own services (R35).
  case reservedRange(Prefix)
  /// More specific than a block of the VPC without being exactly a subnet's block (R49).
  case notASubnet(block: Prefix)
  /// More specific than a block of the VPC, by a target that is no middlebox (R49).
  case notAMiddlebox(block: Prefix, target: ComponentID.Kind)
  /// Exactly a block of the VPC, by a target that may not replace `local` (R38).
  case replacesLocal(target: ComponentID.Kind)
  /// `local` for addresses that are no block of the VPC.
  case localElsewhere
  /// The target does not carry the destination's family (R48).
  case family(target: ComponentID.Kind, Family)
  /// A gateway route table leads to interfaces only (R50).
  case gatewayTableTarget(ComponentID.Kind)
  /// A gateway route table holds only the VPC's own addresses (R50).
  case gatewayTableDestination
  case gatewayTablePrefixList
  /// A prefix list by an endpoint that inspects (R177).
  case endpointPrefixList
  /// A peering of two other VPCs.
  case foreignPeering(vpc: String)
  /// A local gateway whose route table is not associated with the VPC (R227).
  case notAssociated(vpc: String)
  /// A route with the same destination stands before it.
  case duplicate(first: Span?)

  /// The code of the finding.
  var code: Code {
    switch self {
    case .reservedRange: .routeReservedRange
    case .notASubnet, .notAMiddlebox: .routeMoreSpecificIllegal
    case .family: .routeTargetFamily
    case .replacesLocal, .localElsewhere, .gatewayTableTarget, .gatewayTableDestination,
      .gatewayTablePrefixList, .endpointPrefixList, .foreignPeering, .notAssociated, .duplicate:
      .routeTargetIllegal
    }
  }
}

extension ModelFault {
  /// The code that answers and findings use for the same thing, if they have one.
  var networkCode: Code? {
    switch self {
    case .blockReserved, .addressReserved: .addrReserved
    case .vpcBlocksOverlap: .vpcCIDROverlap
    case .vpcBlocksRestricted: .vpcCIDRRestricted
    case .groupOfOtherVPC, .defaultGroupShared: .sgWrongVPC
    case .routeIgnored(_, let refusal), .prefixListEntriesIgnored(_, _, let refusal): refusal.code
    case .prefixListAmbiguous: .routePrefixListAmbiguous
    case .peeringOverlap: .pcxCIDROverlap
    case .transitGatewayOverlap: .tgwCIDROverlap
    case .transitGatewayRouteTwice, .staticRouteToConnect: .routeTargetIllegal
    case .unknownName, .ambiguousName, .duplicateName, .reservedName, .unknownState, .unknownValue,
      .missingKey, .instanceWithoutInterface, .publicBlockOwnedTwice, .block, .groupOfOtherRegion,
      .sendsByElsewhere, .interfaceInOtherZone, .attachmentRegion, .peeringPropagates,
      .instanceWithSeveralInterfaces, .stateIgnored, .blockSize, .tooManyIPv6Blocks,
      .subnetOutsideVPC, .subnetsOverlap, .severalGateways, .severalDefaults, .addressFamily,
      .addressOutsideSubnet, .addressOwnedTwice, .publicAddressOwnedTwice,
      .publicAddressNotPublic, .publicAddressWithoutOwner, .interfaceWithoutAddress,
      .assignedPrefixSize, .privateNATWithPublicAddress, .ruleNumberRange, .ruleNumberTwice,
      .groupPriorityTwice,
      .severalPorts, .portsOfICMP, .typeWithoutICMP, .icmpNumber, .codeWithoutType, .portsIgnored,
      .mainGatewayTable, .gatewayRoutedTwice, .gatewayTablePropagates, .peeringWithItself,
      .peeredTwice,
      .attachmentResource, .attachmentZoneTwice, .attachedTwice, .connectionAttachedTwice,
      .exchangeInOtherRegion,
      .associatedTwice, .peerNotMutual,
      .prefixListNotDescribed, .staticConnectionPropagates, .connectionOfGateway,
      .tunnelCount, .publicAccessBlockedTwice, .scopeUnstated, .endpointNotATarget,
      .statefulDefaultOrder, .virtualInterfaceEnd, .virtualInterfaceType, .mixedAssociations,
      .gatewayAssociatedTwice, .directConnectOverlap, .attachmentNotAssociated,
      .loadBalancer, .edgeZone, .zone, .resource, .lattice, .mirroring,
      .associationNotAttached,
      .networkBehindAttachment, .connectTransport, .homeNetUnknown, .vpnConnection,
      .attachmentSubnetFamily, .attachmentNAT, .firewallEndpoint, .firewallNotInZone,
      .firewallRule, .suricataRuleIncomplete, .serverName, .notEncrypted, .natGatewayKey,
      .natGatewayWithoutPublic,
      .poolNotPublic, .poolWithoutGateway, .subnetNotShared, .participantWithDefaultGroup,
      .groupOfOtherAccount:
      nil
    }
  }
}
