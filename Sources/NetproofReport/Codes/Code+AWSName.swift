public import NetproofModel

extension Code {
  /// What AWS's own analyzers call the same thing, if they know it; of several the usual one.
  ///
  /// Source: VPC Reachability Analyzer, "Explanation codes" and "Additional detail codes".
  public var awsName: String? {
    switch self {
    case .destIPUnassigned, .destIPReserved, .destWrongNetwork: "NO_POSSIBLE_DESTINATION"
    case .eniNotAttached, .igwNotAttached, .tgwAttachmentState: "BAD_STATE_ATTACHMENT"
    case .instanceNotRunning, .targetBadState, .natBadState, .pcxNotActive: "BAD_STATE"
    case .srcDstCheck: "ENI_SOURCE_DEST_CHECK_RESTRICTION"
    case .sgEgressNoMatch, .sgIngressNoMatch: "ENI_SG_RULES_MISMATCH"
    case .naclEgressDeny, .naclIngressDeny: "SUBNET_ACL_RESTRICTION"
    case .noRoute: "NO_ROUTE_TO_DESTINATION"
    case .routeBlackhole: "BAD_STATE_ROUTE"
    case .ingressRTBNoPublicIP: "INGRESS_RTB_NO_PUBLIC_IP"
    case .ingressRTBRedirection: "INGRESS_RTB_TRAFFIC_REDIRECTION"
    case .igwNoPublicIP: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"
    case .igwDstNotMapped: "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
    case .igwPrivateDest: "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
    case .igwPrivateSource: "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS"
    case .spoofedSource: "GATEWAY_REJECTS_SPOOFED_TRAFFIC"
    case .bpaBlocked: "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"
    case .natRegionalAZ: "REGIONAL_NGW_ROUTE_AZ_RESTRICTION"
    case .natProtocol: "PROTOCOL_RESTRICTION"
    case .vpceInitiate: "VPCE_INTRA_VPC_TRAFFIC"
    case .vpceServiceNotInAZ: "VPCE_SERVICE_NOT_INSTALLED_IN_AZ"
    case .vpceGatewayProtocol: "VPCE_GATEWAY_PROTOCOL_RESTRICTION"
    case .lbNoListener: "ELBV2_LISTENERS_MISMATCH"
    case .lbNoTargets: "ELBV2_LISTENER_HAS_NO_TG"
    case .lbTargetsUnhealthy: "ELBV2_LISTENER_REQUIRES_TG_ACCEPT"
    case .lbNoTargetInAZ: "ELBV2_NO_TARGETS_IN_AZ"
    case .lbNotCrossZone: "ELB_NOT_CROSSZONE"
    case .lbInitiate: "TARGET_ADDRESS_RESTRICTION"
    case .lbTargetAZDisabled: "ELB_INSTALLED_AZ_RESTRICTION"
    case .nlbClientIPUnsupportedPath: "ELBV2_SOURCE_ADDRESS_PRESERVATION"
    case .lbNotActive: "BAD_STATE"
    case .natUnsolicitedInbound, .natViaVGW: "NGW_REQUIRES_SOURCE_IN_VPC"
    case .pcxDstNotInPeer, .pcxSrcNotInVPC: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"
    case .tgwNoAttachmentInAZ: "TGW_ROUTE_AZ_RESTRICTION"
    case .tgwNoAssociation: "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION"
    case .tgwNoRoute: "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"
    case .tgwBlackhole: "TGW_RTB_BAD_STATE_ROUTE"
    case .asymmetricStatefulPath: "TRANSIT_GATEWAY_APPLIANCE_MODE_RECOMMENDED"
    case .vgwDstNotENI: "VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS"
    case .vpnTunnelsDown: "TGW_BAD_STATE_VPN"
    case .onpremNoRoute, .onpremNoReturnRoute, .onpremDstUnknown: "UNKNOWN_DESTINATION"
    case .onpremFirewallDeny: nil
    case .sgRefNotPreserved, .sgRefEgressViaTGW: "SG_REFERENCES_NOT_PRESERVED"
    case .sgRefTGWDisabled: "SG_REFERENCING_SUPPORT"
    case .sgRefCrossRegion, .sgRefStale: "UNKNOWN_PEERED_SGS"
    case .unsupportedMulticast, .unsupportedCloudWANFeature,
      .cagwInternetInbound, .cagwInternetProtocol, .cagwNoCarrierIP, .cagwDstNotMapped,
      .wavelengthZoneToZone, .lgwNotOnOutpost, .lgwNoCustomerOwnedIP, .lgwDstUnknown:
      "UNSUPPORTED_COMPONENT"
    case .nfwStatelessDrop, .nfwRuleDrop, .nfwDefaultDrop, .nfwMidstream:
      "FIREWALL_RULES_RESTRICTION"
    case .nfwRuleUndecided, .nfwL7Undecided: "FIREWALL_UNSUPPORTED_RULE_OPTIONS"
    case .gwlbNotChecked: "PATH_THROUGH_GWLB_NOT_CHECKED"
    case .azCrossed: "AVAILABILITY_ZONE_CROSSED"
    case .oneWay: "UNIDIRECTIONAL_PATH_ANALYSIS_ONLY"
    case .notDescribed: "UNKNOWN_RESOURCE"
    case .routingLoop, .privateIPv6ToInternet, .denyIGWTraffic, .publicIPNotAdvertised,
      .returnNotViaIGW,
      .eigwUnsolicitedInbound, .returnWrongNetwork, .tgwNoAttachment, .applianceDrops,
      .dnsResolverRemote, .dnsDisabled, .exemptService,
      .vpnTrafficSelector, .connectPeersDown, .dxBGPDown, .dxNoRoute, .dxSupernetHairpin,
      .vpnPrefixUnknown, .vpnNoIPv6, .vpnNoIPv4, .tgwNATAsymmetric, .forwardDelivered,
      .vpnSingleTunnel, .tgwAttachmentChanging, .filtersBeyondUnknown,
      .natPortDependent, .encReject, .vpceNotAccepted, .vpceNoICMP, .vpcePort,
      .vpceGatewayNotTransitive, .pmtudBlockedNACL, .pmtudBlockedSG, .gatewayEndpointBypassed,
      .routeIgnored, .privateAddressAsked,
      .assumption, .lbInternal, .nlbHairpin, .lbFailOpen, .lbNodeUnused, .lbHealthUnknown,
      .lbImpaired, .latticeNotAssociated, .latticeAuthPolicy, .latticeUndecided, .gwlbNoTarget,
      .gwlbTargetFiltered,
      .applianceUnknown, .hopLimit, .alternativeLimit,
      .cloudWANNoRoute,
      .classLimit, .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC,
      .routeMoreSpecificIllegal, .routeTargetFamily, .routeTargetIllegal, .routeReservedRange,
      .routePrefixListAmbiguous, .pcxCIDROverlap, .tgwCIDROverlap:
      nil
    case .naclRuleShadowed, .naclRepliesDenied, .naclUnused, .naclFamilyMismatch,
      .icmpFamilyMismatch, .sgRuleImplied, .sgRefNeverMatches, .sgUnused, .routeShadowed,
      .routeToNowhere, .routeTableUnused, .pcxRoutesMissing,
      .attachedCIDROverlap, .nfwHomeNetTooNarrow, .nfwPolicyUnused, .lbListenerClosed,
      .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused, .bpaExclusionIdle:
      nil
    }
  }
}
