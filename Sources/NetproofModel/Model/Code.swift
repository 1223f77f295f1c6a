/// Everything about a network that Netproof reports by name.
///
/// A code's meaning never changes. Each has a page (`netproof codes CODE`) and a test.
public enum Code: String, Hashable, Sendable, CaseIterable {
  // Addresses and hosts
  case destIPUnassigned = "DEST_IP_UNASSIGNED"
  case destIPReserved = "DEST_IP_RESERVED"
  case destWrongNetwork = "DEST_WRONG_NETWORK"
  case eniNotAttached = "ENI_NOT_ATTACHED"
  case instanceNotRunning = "INSTANCE_NOT_RUNNING"
  case targetBadState = "TARGET_BAD_STATE"
  case srcDstCheck = "SRC_DST_CHECK"
  // Filters
  case sgEgressNoMatch = "SG_EGRESS_NO_MATCH"
  case sgIngressNoMatch = "SG_INGRESS_NO_MATCH"
  case naclEgressDeny = "NACL_EGRESS_DENY"
  case naclIngressDeny = "NACL_INGRESS_DENY"
  // Routes
  case noRoute = "NO_ROUTE"
  case routeBlackhole = "ROUTE_BLACKHOLE"
  case routingLoop = "ROUTING_LOOP"
  case ingressRTBNoPublicIP = "INGRESS_RTB_NO_PUBLIC_IP"
  case ingressRTBRedirection = "INGRESS_RTB_REDIRECTION"
  // Internet gateways
  case igwNotAttached = "IGW_NOT_ATTACHED"
  case igwNoPublicIP = "IGW_NO_PUBLIC_IP"
  case igwDstNotMapped = "IGW_DST_NOT_MAPPED"
  case igwPrivateDest = "IGW_PRIVATE_DEST"
  case igwPrivateSource = "IGW_PRIVATE_SOURCE"
  case privateIPv6ToInternet = "PRIVATE_IPV6_TO_INTERNET"
  case denyIGWTraffic = "DENY_IGW_TRAFFIC"
  case publicIPNotAdvertised = "PUBLIC_IP_NOT_ADVERTISED"
  case spoofedSource = "SPOOFED_SOURCE"
  case returnNotViaIGW = "RETURN_NOT_VIA_IGW"
  case eigwUnsolicitedInbound = "EIGW_UNSOLICITED_INBOUND"
  case bpaBlocked = "BPA_BLOCKED"
  // NAT gateways
  case natBadState = "NAT_BAD_STATE"
  case natProtocol = "NAT_PROTOCOL"
  case natUnsolicitedInbound = "NAT_UNSOLICITED_INBOUND"
  case natViaVGW = "NAT_VIA_VGW"
  case natRegionalAZ = "NAT_REGIONAL_AZ"
  // Peering
  case pcxNotActive = "PCX_NOT_ACTIVE"
  case pcxDstNotInPeer = "PCX_DST_NOT_IN_PEER"
  case pcxSrcNotInVPC = "PCX_SRC_NOT_IN_VPC"
  case returnWrongNetwork = "RETURN_WRONG_NETWORK"
  // Transit gateways
  case tgwNoAttachment = "TGW_NO_ATTACHMENT"
  case tgwNoAttachmentInAZ = "TGW_NO_ATTACHMENT_IN_AZ"
  case tgwNoAssociation = "TGW_NO_ASSOCIATION"
  case tgwNoRoute = "TGW_NO_ROUTE"
  case tgwBlackhole = "TGW_BLACKHOLE"
  case tgwAttachmentState = "TGW_ATTACHMENT_STATE"
  case tgwNATAsymmetric = "TGW_NAT_ASYMMETRIC"
  case asymmetricStatefulPath = "ASYMMETRIC_STATEFUL_PATH"
  case applianceDrops = "APPLIANCE_DROPS"
  // VPN and on-premises networks
  case vgwDstNotENI = "VGW_DST_NOT_ENI"
  case vpnTunnelsDown = "VPN_TUNNELS_DOWN"
  case vpnPrefixUnknown = "VPN_PREFIX_UNKNOWN"
  case vpnNoIPv6 = "VPN_NO_IPV6"
  case vpnNoIPv4 = "VPN_NO_IPV4"
  case vpnTrafficSelector = "VPN_TRAFFIC_SELECTOR"
  case connectPeersDown = "CONNECT_PEERS_DOWN"
  case dxBGPDown = "DX_BGP_DOWN"
  case dxNoRoute = "DX_NO_ROUTE"
  case onpremNoRoute = "ONPREM_NO_ROUTE"
  case onpremNoReturnRoute = "ONPREM_NO_RETURN_ROUTE"
  case onpremDstUnknown = "ONPREM_DST_UNKNOWN"
  case onpremFirewallDeny = "ONPREM_FIREWALL_DENY"
  // Wavelength Zones and Outposts
  case cagwInternetInbound = "CAGW_INTERNET_INBOUND"
  case cagwInternetProtocol = "CAGW_INTERNET_PROTOCOL"
  case cagwNoCarrierIP = "CAGW_NO_CARRIER_IP"
  case cagwDstNotMapped = "CAGW_DST_NOT_MAPPED"
  case wavelengthZoneToZone = "WAVELENGTH_ZONE_TO_ZONE"
  case lgwNotOnOutpost = "LGW_NOT_ON_OUTPOST"
  case lgwNoCustomerOwnedIP = "LGW_NO_CUSTOMER_OWNED_IP"
  case lgwDstUnknown = "LGW_DST_UNKNOWN"
  // Cloud WAN
  case cloudWANNoRoute = "CLOUDWAN_NO_ROUTE"
  // Endpoints
  case vpceInitiate = "VPCE_INITIATE"
  case vpceNotAccepted = "VPCE_NOT_ACCEPTED"
  case vpceServiceNotInAZ = "VPCE_SERVICE_NOT_IN_AZ"
  case vpceNoICMP = "VPCE_NO_ICMP"
  case vpcePort = "VPCE_PORT"
  case encReject = "ENC_REJECT"
  case vpceGatewayProtocol = "VPCE_GW_PROTOCOL"
  case vpceGatewayNotTransitive = "VPCE_GW_NOT_TRANSITIVE"
  // Inspection
  case gwlbNoTarget = "GWLB_NO_TARGET"
  case gwlbTargetFiltered = "GWLB_TARGET_FILTERED"
  case nfwStatelessDrop = "NFW_STATELESS_DROP"
  case nfwRuleDrop = "NFW_RULE_DROP"
  case nfwDefaultDrop = "NFW_DEFAULT_DROP"
  case nfwMidstream = "NFW_MIDSTREAM"
  // Load balancers
  case lbNotActive = "LB_NOT_ACTIVE"
  case lbInternal = "LB_INTERNAL"
  case lbInitiate = "LB_INITIATE"
  case lbNoListener = "LB_NO_LISTENER"
  case lbNoTargets = "LB_NO_TARGETS"
  case lbTargetsUnhealthy = "LB_TARGETS_UNHEALTHY"
  case lbNoTargetInAZ = "LB_NO_TARGET_IN_AZ"
  case lbNotCrossZone = "LB_NOT_CROSSZONE"
  case nlbHairpin = "NLB_HAIRPIN"
  case nlbClientIPUnsupportedPath = "NLB_CLIENT_IP_UNSUPPORTED_PATH"
  // VPC Lattice
  case latticeNotAssociated = "LATTICE_NOT_ASSOCIATED"
  // DNS and multicast
  case dnsResolverRemote = "DNS_RESOLVER_REMOTE"
  case dnsDisabled = "DNS_DISABLED"
  case unsupportedMulticast = "UNSUPPORTED_MULTICAST"
  // Hints: why a security-group reference did not match
  case sgRefNotPreserved = "SG_REF_NOT_PRESERVED"
  case sgRefTGWDisabled = "SG_REF_TGW_DISABLED"
  case sgRefEgressViaTGW = "SG_REF_EGRESS_VIA_TGW"
  case sgRefCrossRegion = "SG_REF_CROSS_REGION"
  case sgRefStale = "SG_REF_STALE"
  // Notes
  case exemptService = "EXEMPT_SERVICE"
  case forwardDelivered = "FORWARD_DELIVERED"
  case oneWay = "ONE_WAY"
  case azCrossed = "AZ_CROSSED"
  case vpnSingleTunnel = "VPN_SINGLE_TUNNEL"
  case tgwAttachmentChanging = "TGW_ATTACHMENT_CHANGING"
  case dxSupernetHairpin = "DX_SUPERNET_HAIRPIN"
  case filtersBeyondUnknown = "FILTERS_BEYOND_UNKNOWN"
  case natPortDependent = "NAT_PORT_DEPENDENT"
  case pmtudBlockedNACL = "PMTUD_BLOCKED_NACL"
  case pmtudBlockedSG = "PMTUD_BLOCKED_SG"
  case privateAddressAsked = "PRIVATE_ADDRESS_ASKED"
  case gatewayEndpointBypassed = "GATEWAY_ENDPOINT_BYPASSED"
  case routeIgnored = "ROUTE_IGNORED"
  case assumption = "ASSUMPTION"
  case gwlbNotChecked = "GWLB_NOT_CHECKED"
  case nfwL7Undecided = "NFW_L7_UNDECIDED"
  case lbFailOpen = "LB_FAIL_OPEN"
  case lbTargetAZDisabled = "LB_TARGET_AZ_DISABLED"
  case lbNodeUnused = "LB_NODE_UNUSED"
  case lbHealthUnknown = "LB_HEALTH_UNKNOWN"
  case lbImpaired = "LB_IMPAIRED"
  case latticeAuthPolicy = "LATTICE_AUTH_POLICY"
  // Gaps
  case notDescribed = "NOT_DESCRIBED"
  case applianceUnknown = "APPLIANCE_UNKNOWN"
  case latticeUndecided = "LATTICE_UNDECIDED"
  case nfwRuleUndecided = "NFW_RULE_UNDECIDED"
  case unsupportedCloudWANFeature = "UNSUPPORTED_CLOUDWAN_FEATURE"
  case hopLimit = "HOP_LIMIT"
  case alternativeLimit = "ALTERNATIVE_LIMIT"
  case classLimit = "CLASS_LIMIT"
  // Findings about the network
  case addrReserved = "ADDR_RESERVED"
  case vpcCIDROverlap = "VPC_CIDR_OVERLAP"
  case vpcCIDRRestricted = "VPC_CIDR_RESTRICTED"
  case sgWrongVPC = "SG_WRONG_VPC"
  case routeMoreSpecificIllegal = "ROUTE_MORE_SPECIFIC_ILLEGAL"
  case routeTargetFamily = "ROUTE_TARGET_FAMILY"
  case routeTargetIllegal = "ROUTE_TARGET_ILLEGAL"
  case routeReservedRange = "ROUTE_RESERVED_RANGE"
  case routePrefixListAmbiguous = "ROUTE_PREFIXLIST_AMBIGUOUS"
  case pcxCIDROverlap = "PCX_CIDR_OVERLAP"
  case tgwCIDROverlap = "TGW_CIDR_OVERLAP"
  // Lints
  case naclRuleShadowed = "NACL_RULE_SHADOWED"
  case naclRepliesDenied = "NACL_REPLIES_DENIED"
  case naclUnused = "NACL_UNUSED"
  case naclFamilyMismatch = "NACL_FAMILY_MISMATCH"
  case icmpFamilyMismatch = "ICMP_FAMILY_MISMATCH"
  case sgRuleImplied = "SG_RULE_IMPLIED"
  case sgRefNeverMatches = "SG_REF_NEVER_MATCHES"
  case sgUnused = "SG_UNUSED"
  case routeShadowed = "ROUTE_SHADOWED"
  case routeToNowhere = "ROUTE_TO_NOWHERE"
  case routeTableUnused = "ROUTE_TABLE_UNUSED"
  case pcxRoutesMissing = "PCX_ROUTES_MISSING"
  case attachedCIDROverlap = "ATTACHED_CIDR_OVERLAP"
  case nfwHomeNetTooNarrow = "NFW_HOME_NET_TOO_NARROW"
  case nfwPolicyUnused = "NFW_POLICY_UNUSED"
  case lbListenerClosed = "LB_LISTENER_CLOSED"
  case targetGroupUnused = "TARGET_GROUP_UNUSED"
  case latticeServiceUnused = "LATTICE_SERVICE_UNUSED"
  case serviceNetworkUnused = "SERVICE_NETWORK_UNUSED"
  case bpaExclusionIdle = "BPA_EXCLUSION_IDLE"

  /// What a code is told as.
  public enum Role: String, Sendable, Hashable {
    /// Stands in the way of packets.
    case obstacle
    /// Explains an obstacle further.
    case hint
    /// Worth knowing beside a verdict.
    case note
    /// What the model leaves out that the verdict depends on.
    case gap
    /// Worth knowing about the network without any question.
    case finding
    /// Wrong with the network, or of no use in it, without any question; AWS accepts it.
    case lint
  }

  public var role: Role {
    switch self {
    case .destIPUnassigned, .destIPReserved, .destWrongNetwork, .eniNotAttached,
      .instanceNotRunning, .targetBadState, .srcDstCheck, .sgEgressNoMatch, .sgIngressNoMatch,
      .naclEgressDeny, .naclIngressDeny, .noRoute, .routeBlackhole, .routingLoop,
      .ingressRTBNoPublicIP, .ingressRTBRedirection, .igwNotAttached, .igwNoPublicIP,
      .igwDstNotMapped, .igwPrivateDest, .igwPrivateSource, .privateIPv6ToInternet,
      .denyIGWTraffic, .publicIPNotAdvertised, .spoofedSource, .returnNotViaIGW,
      .eigwUnsolicitedInbound, .bpaBlocked,
      .natBadState, .natProtocol, .natUnsolicitedInbound, .natViaVGW, .natRegionalAZ, .encReject,
      .pcxNotActive,
      .pcxDstNotInPeer,
      .pcxSrcNotInVPC, .returnWrongNetwork,
      .tgwNoAttachment, .tgwNoAttachmentInAZ, .tgwNoAssociation, .tgwNoRoute, .tgwBlackhole,
      .tgwAttachmentState, .tgwNATAsymmetric, .asymmetricStatefulPath, .applianceDrops,
      .vgwDstNotENI,
      .vpnTunnelsDown, .vpnPrefixUnknown, .vpnNoIPv6, .vpnNoIPv4, .vpnTrafficSelector,
      .connectPeersDown,
      .dxBGPDown, .dxNoRoute, .cloudWANNoRoute, .onpremNoRoute, .onpremNoReturnRoute,
      .onpremDstUnknown, .onpremFirewallDeny, .cagwInternetInbound, .cagwInternetProtocol,
      .cagwNoCarrierIP,
      .cagwDstNotMapped, .wavelengthZoneToZone, .lgwNotOnOutpost, .lgwNoCustomerOwnedIP,
      .lgwDstUnknown, .vpceInitiate,
      .vpceNotAccepted, .vpceServiceNotInAZ, .vpceNoICMP, .vpcePort, .vpceGatewayProtocol,
      .vpceGatewayNotTransitive, .gwlbNoTarget, .gwlbTargetFiltered,
      .nfwStatelessDrop, .nfwRuleDrop, .nfwDefaultDrop,
      .nfwMidstream, .dnsResolverRemote, .dnsDisabled, .lbNotActive, .lbInternal, .lbInitiate,
      .lbNoListener, .lbNoTargets, .lbTargetsUnhealthy, .lbNoTargetInAZ, .lbNotCrossZone,
      .nlbHairpin, .nlbClientIPUnsupportedPath, .latticeNotAssociated, .unsupportedMulticast:
      .obstacle
    case .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW, .sgRefCrossRegion,
      .sgRefStale:
      .hint
    case .exemptService, .forwardDelivered, .oneWay, .azCrossed, .vpnSingleTunnel,
      .tgwAttachmentChanging,
      .dxSupernetHairpin,
      .filtersBeyondUnknown, .natPortDependent, .pmtudBlockedNACL, .pmtudBlockedSG,
      .privateAddressAsked, .gatewayEndpointBypassed,
      .routeIgnored, .assumption, .lbFailOpen, .lbTargetAZDisabled, .lbNodeUnused, .lbHealthUnknown,
      .lbImpaired, .latticeAuthPolicy, .gwlbNotChecked, .nfwL7Undecided:
      .note
    case .notDescribed, .applianceUnknown, .latticeUndecided, .nfwRuleUndecided,
      .unsupportedCloudWANFeature,
      .hopLimit, .alternativeLimit, .classLimit:
      .gap
    case .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC,
      .routeMoreSpecificIllegal, .routeTargetFamily, .routeTargetIllegal, .routeReservedRange,
      .routePrefixListAmbiguous, .pcxCIDROverlap, .tgwCIDROverlap:
      .finding
    case .naclRuleShadowed, .naclRepliesDenied, .naclUnused, .naclFamilyMismatch,
      .icmpFamilyMismatch, .sgRuleImplied, .sgRefNeverMatches, .sgUnused, .routeShadowed,
      .routeToNowhere, .routeTableUnused, .pcxRoutesMissing,
      .attachedCIDROverlap, .nfwHomeNetTooNarrow, .nfwPolicyUnused, .lbListenerClosed,
      .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused, .bpaExclusionIdle:
      .lint
    }
  }
}
