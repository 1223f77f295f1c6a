/// The codes of what is wrong with a topology's meaning: NP0200 on for names and missing parts,
/// NP0300 on for what AWS would refuse.
///
/// What the reader of texts finds as well has the reader's code, whoever wrote the topology.
public enum ModelCode: String, Hashable, Sendable, CaseIterable {
  // Names and parts
  case unknownName = "NP0200"
  case ambiguousName = "NP0201"
  case duplicateName = "NP0202"
  case reservedName = "NP0203"
  case missingKey = "NP0206"
  case instanceWithoutInterface = "NP0208"
  case instanceWithSeveralInterfaces = "NP0209"
  case stateIgnored = "NP0210"
  case zone = "NP0211"
  // VPCs and subnets
  case blockSize = "NP0300"
  case blockReserved = "NP0301"
  case vpcBlocksOverlap = "NP0302"
  case tooManyIPv6Blocks = "NP0303"
  case subnetOutsideVPC = "NP0304"
  case subnetsOverlap = "NP0305"
  case severalGateways = "NP0306"
  case severalDefaults = "NP0307"
  case vpcBlocksRestricted = "NP0308"
  case publicBlockOwnedTwice = "NP0332"
  case block = "NP0335"
  // Addresses
  case addressFamily = "NP0310"
  case sendsByElsewhere = "NP0353"
  case addressOutsideSubnet = "NP0311"
  case addressReserved = "NP0312"
  case addressOwnedTwice = "NP0313"
  case publicAddressOwnedTwice = "NP0314"
  case publicAddressNotPublic = "NP0315"
  case publicAddressWithoutOwner = "NP0316"
  case interfaceWithoutAddress = "NP0317"
  case assignedPrefixSize = "NP0318"
  case privateNATWithPublicAddress = "NP0319"
  case interfaceInOtherZone = "NP0336"
  // Security groups
  case groupOfOtherVPC = "NP0320"
  case defaultGroupShared = "NP0321"
  case groupOfOtherRegion = "NP0334"
  // Rules
  case ruleNumberTwice = "NP0331"
  case portsIgnored = "NP0337"
  // Route tables
  case mainGatewayTable = "NP0340"
  case gatewayRoutedTwice = "NP0341"
  case routeIgnored = "NP0342"
  case prefixListEntriesIgnored = "NP0343"
  case prefixListAmbiguous = "NP0344"
  case gatewayTablePropagates = "NP0345"
  case endpointNotATarget = "NP0346"
  // Peerings
  case peeringWithItself = "NP0350"
  case peeredTwice = "NP0351"
  case peeringOverlap = "NP0352"
  // Transit gateways and VPN connections
  case attachmentZoneTwice = "NP0361"
  case attachedTwice = "NP0362"
  case exchangeInOtherRegion = "NP0324"
  case attachmentRegion = "NP0333"
  case associatedTwice = "NP0363"
  case peerNotMutual = "NP0364"
  case prefixListNotDescribed = "NP0365"
  case transitGatewayOverlap = "NP0366"
  case transitGatewayRouteTwice = "NP0367"
  case propagatesNothing = "NP0368"
  case connectionOfGateway = "NP0369"
  case vpnConnection = "NP0392"
  case attachmentSubnetFamily = "NP0393"
  case attachmentNAT = "NP0394"
  // Block Public Access, accounts and regions
  case publicAccessBlockedTwice = "NP0309"
  case participantWithDefaultGroup = "NP0322"
  case groupOfOtherAccount = "NP0323"
  case poolNotPublic = "NP0348"
  case poolWithoutGateway = "NP0347"
  case subnetNotShared = "NP0356"
  case natGatewayKey = "NP0357"
  case notEncrypted = "NP0358"
  case scopeUnstated = "NP0359"
  // Direct Connect
  case virtualInterfaceEnd = "NP0370"
  case virtualInterfaceType = "NP0371"
  case mixedAssociations = "NP0372"
  case gatewayAssociatedTwice = "NP0373"
  case directConnectOverlap = "NP0374"
  case directConnectNotMutual = "NP0375"
  // Lines of transit gateways
  case staticRouteToConnect = "NP0376"
  case networkBehindAttachment = "NP0377"
  case connectTransport = "NP0378"
  case homeNetUnknown = "NP0379"
  // Firewalls
  case statefulDefaultOrder = "NP0390"
  case firewallRule = "NP0391"
  case firewallEndpoint = "NP0395"
  case firewallNotInZone = "NP0396"
  case suricataRuleIncomplete = "NP0385"
  case serverName = "NP0386"
  // Load balancers
  case loadBalancer = "NP0380"
  // Local Zones, Wavelength Zones and Outposts
  case edgeZone = "NP0381"
  // Resource gateways
  case resource = "NP0382"
  // VPC Lattice
  case lattice = "NP0383"
  // Traffic Mirroring
  case mirroring = "NP0384"
}
