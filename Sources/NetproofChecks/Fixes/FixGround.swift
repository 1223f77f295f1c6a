public import NetproofModel

/// Why no fix is ever proposed against an obstacle of some code.
///
/// The codes that have none are those for which ``FixCandidates`` has no candidates.
public enum FixGround: Hashable, Sendable, CaseIterable {
  /// Something has to be started, accepted or mended.
  case state
  /// AWS does not do this, whatever is written.
  case notDone
  /// Something has to be made first.
  case missing
  /// What was asked for is not there.
  case question
  /// What the topology only tells of decides.
  case outside
  /// Somebody has turned it on so that such packets do not pass.
  case safeguard
  /// Several edits would help, each in another way.
  case design
}

extension Code {
  /// Why no fix is proposed against the obstacle; nothing where fixes are looked for, and for what is
  /// no obstacle.
  public var fixGround: FixGround? {
    switch self {
    case .eniNotAttached, .instanceNotRunning, .targetBadState, .pcxNotActive,
      .tgwAttachmentState, .vpnTunnelsDown, .connectPeersDown, .dxBGPDown, .vpceNotAccepted,
      .lbNotActive, .lbTargetsUnhealthy:
      .state
    case .eigwUnsolicitedInbound, .natUnsolicitedInbound, .natViaVGW, .natProtocol,
      .pcxSrcNotInVPC, .vgwDstNotENI, .vpceInitiate, .vpceNoICMP,
      .vpceGatewayProtocol, .vpceGatewayNotTransitive, .lbInitiate, .dnsResolverRemote,
      .wavelengthZoneToZone, .cagwInternetInbound, .cagwInternetProtocol, .lgwNotOnOutpost,
      .unsupportedMulticast:
      .notDone
    case .igwNotAttached, .igwDstNotMapped, .ingressRTBNoPublicIP, .natRegionalAZ,
      .tgwNoAttachment, .vpnNoIPv6, .vpnNoIPv4, .cagwNoCarrierIP, .cagwDstNotMapped,
      .lgwNoCustomerOwnedIP, .lgwDstUnknown, .vpceServiceNotInAZ, .lbNoTargets, .lbNoListener:
      .missing
    case .destIPUnassigned, .destIPReserved, .igwPrivateSource, .vpcePort:
      .question
    case .applianceDrops, .vpnPrefixUnknown, .onpremDstUnknown, .publicIPNotAdvertised: .outside
    case .denyIGWTraffic, .encReject, .lbInternal: .safeguard
    case .routingLoop, .tgwNATAsymmetric: .design
    case .naclIngressDeny, .naclEgressDeny, .gwlbTargetFiltered, .gwlbNoTarget,
      .onpremFirewallDeny, .sgIngressNoMatch, .sgEgressNoMatch, .srcDstCheck, .noRoute,
      .routeBlackhole, .natBadState, .igwPrivateDest, .privateIPv6ToInternet, .spoofedSource,
      .igwNoPublicIP,
      .bpaBlocked, .ingressRTBRedirection, .returnNotViaIGW, .returnWrongNetwork,
      .destWrongNetwork, .pcxDstNotInPeer,
      .asymmetricStatefulPath, .tgwNoRoute, .cloudWANNoRoute, .tgwBlackhole, .tgwNoAssociation,
      .tgwNoAttachmentInAZ, .onpremNoRoute, .onpremNoReturnRoute, .dxNoRoute, .vpnTrafficSelector,
      .latticeNotAssociated, .dnsDisabled, .nfwStatelessDrop, .nfwMidstream, .nfwRuleDrop,
      .nfwDefaultDrop, .lbNoTargetInAZ, .lbNotCrossZone, .nlbHairpin,
      .nlbClientIPUnsupportedPath:
      nil
    case .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW, .sgRefCrossRegion,
      .sgRefStale, .exemptService, .forwardDelivered, .oneWay, .azCrossed, .vpnSingleTunnel,
      .tgwAttachmentChanging,
      .dxSupernetHairpin, .filtersBeyondUnknown, .natPortDependent, .pmtudBlockedNACL,
      .pmtudBlockedSG, .privateAddressAsked, .gatewayEndpointBypassed, .routeIgnored, .assumption,
      .lbFailOpen,
      .lbTargetAZDisabled, .lbNodeUnused, .lbHealthUnknown, .lbImpaired, .latticeAuthPolicy,
      .gwlbNotChecked, .nfwL7Undecided, .notDescribed, .applianceUnknown, .latticeUndecided,
      .nfwRuleUndecided, .unsupportedCloudWANFeature, .hopLimit, .alternativeLimit, .classLimit,
      .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC, .routeMoreSpecificIllegal,
      .routeTargetFamily, .routeTargetIllegal, .routeReservedRange, .routePrefixListAmbiguous,
      .pcxCIDROverlap, .tgwCIDROverlap:
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
