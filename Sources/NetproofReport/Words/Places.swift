import NetproofEngine
import NetproofModel
import NetproofSyntax

/// Where the things that a report speaks of are written.
struct Places: Sendable {
  let model: Model
  let map: SourceMap
  let sources: SourceSet

  /// A place for people and tools: file, line and column, counted from 1.
  struct Place: Hashable, Sendable {
    let file: String
    let line: Int
    let column: Int

    var text: String { "\(file):\(line):\(column)" }
  }

  func place(_ span: Span?) -> Place? {
    guard let span, let source = sources[span.source] else { return nil }
    return Place(file: source.name, line: Int(span.line) + 1, column: Int(span.column) + 1)
  }

  func excerpt(_ span: Span) -> Excerpt? { Excerpt(span, in: sources) }

  /// Where the evidence of a decision is written; what AWS implies is nowhere.
  func span(of evidence: Evidence) -> Span? {
    switch evidence {
    case .rule(let id), .route(let id): map.place(of: id)
    case .state(let component): span(of: component)
    case .absence(let component, let list):
      map.place(of: list, in: component) ?? span(of: component)
    }
  }

  /// Where a component is written: its own entry, or that of what implies it.
  func span(of component: ComponentID) -> Span? {
    if let own = map.place(of: component) { return own }
    switch component {
    case .routeTable(let id): return map.place(of: .vpc(model.routeTables[id].vpc))
    case .networkACL(let id): return map.place(of: .vpc(model.networkACLs[id].vpc))
    case .securityGroup(let id): return map.place(of: .vpc(model.securityGroups[id].vpc))
    case .interface(let id):
      return model.interfaces[id].instance.flatMap { map.place(of: .instance($0)) }
    case .network, .vpc, .subnet, .instance, .internetGateway, .egressOnlyInternetGateway,
      .natGateway, .peering, .transitGateway, .attachment, .transitGatewayRouteTable,
      .vpnConnection, .vpnGateway, .endpoint, .prefixList, .blockPublicAccess, .firewall,
      .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup, .directConnectGateway,
      .coreNetwork, .segment, .firewallRuleGroup, .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService, .mirrorFilter,
      .mirrorSession:
      return nil
    }
  }

  /// Where an obstacle's reason is written, the more telling place first.
  func span(of obstacle: Obstacle) -> Span? {
    if let decision = decision(obstacle) { return decision }
    if let key = Self.key(of: obstacle.code),
      let field = map.place(of: key, in: obstacle.component)
    {
      return field
    }
    return span(of: obstacle.evidence) ?? span(of: obstacle.component)
  }

  /// A subnet of an obstacle's story that says nothing of its zone.
  private static func subnetWithoutZone(_ obstacle: Obstacle, _ model: Model) -> ComponentID? {
    obstacle.context.first { component in
      guard case .subnet(let id) = component else { return false }
      return model.subnets[id].zone.isEmpty
    }
  }

  /// Where the state is written that makes a route a blackhole; nothing if the route says so itself.
  func spanOfDownfall(_ obstacle: Obstacle) -> Span? {
    guard obstacle.code == .routeBlackhole, case .route(let id) = obstacle.evidence,
      let fallen = model.downfall(of: id)?.component
    else { return nil }
    return map.place(of: "state", in: fallen) ?? span(of: fallen)
  }

  /// What is declared of an endpoint or written in a policy and drops packets, which of several keys
  /// it is, or the subnet whose zone is missing.
  private func decision(_ obstacle: Obstacle) -> Span? {
    if obstacle.code == .vpnTrafficSelector, let key = obstacle.failedSelector(model) {
      return map.place(of: key, in: obstacle.component)
    }
    if obstacle.code == .targetBadState, let end = obstacle.context.first?.transitGateway {
      return map.place(of: "idle/\(end.index)", in: obstacle.component)
    }
    if case .endpoint = obstacle.component, obstacle.code == .applianceDrops {
      return map.place(of: "inspection", in: obstacle.component)
    }
    if obstacle.code == .tgwNoAttachmentInAZ,
      let subnet = Self.subnetWithoutZone(obstacle, model)
    {
      return map.place(of: subnet)
    }
    guard case .absence(let policy, let list) = obstacle.evidence, policy.kind == .firewallPolicy
    else { return nil }
    return map.place(
      of: list == .stateless ? "stateless-default" : "stateful-default", in: policy)
  }

  /// The key whose value is the reason, where it is one key.
  private static func key(of code: Code) -> String? {
    switch code {
    case .srcDstCheck: "source-dest-check"
    case .applianceDrops: "behaviour"
    case .asymmetricStatefulPath: "stateful"
    case .denyIGWTraffic: "deny-internet-gateway"
    case .instanceNotRunning, .eniNotAttached, .natBadState, .pcxNotActive, .tgwAttachmentState,
      .igwNotAttached, .targetBadState, .vpceNotAccepted, .lbNotActive:
      "state"
    case .bpaBlocked: "mode"
    case .natRegionalAZ: "public-ips"
    case .vpnTunnelsDown: "tunnels"
    case .dxBGPDown: "bgp"
    case .connectPeersDown: "peers"
    case .vpnNoIPv6: "vpn-gateway"
    case .vpnNoIPv4: "tunnel-inside-ip-version"
    case .tgwNATAsymmetric: "nat-rules"
    case .vpceServiceNotInAZ: "service-zones"
    case .vpcePort: "ports"
    case .gwlbNoTarget: "appliance-zones"
    case .nfwMidstream: "stream-exception"
    case .dnsDisabled: "dns-support"
    case .lbInternal: "scheme"
    case .lbNoTargetInAZ, .lbNotCrossZone: "cross-zone"
    case .destIPUnassigned, .destIPReserved, .destWrongNetwork, .sgEgressNoMatch,
      .sgIngressNoMatch, .naclEgressDeny, .naclIngressDeny, .noRoute, .routeBlackhole,
      .routingLoop, .ingressRTBNoPublicIP, .ingressRTBRedirection, .igwNoPublicIP,
      .igwDstNotMapped, .igwPrivateDest, .igwPrivateSource, .privateIPv6ToInternet,
      .publicIPNotAdvertised, .spoofedSource, .returnNotViaIGW, .eigwUnsolicitedInbound,
      .natProtocol,
      .natUnsolicitedInbound, .natViaVGW, .pcxDstNotInPeer, .pcxSrcNotInVPC, .returnWrongNetwork,
      .tgwNoAttachment, .tgwNoAttachmentInAZ, .tgwNoAssociation, .tgwNoRoute, .tgwBlackhole,
      .vgwDstNotENI, .vpnPrefixUnknown,
      .vpnTrafficSelector, .dxNoRoute, .dxSupernetHairpin, .cloudWANNoRoute, .onpremNoRoute,
      .onpremNoReturnRoute, .onpremDstUnknown, .onpremFirewallDeny, .cagwInternetInbound,
      .cagwInternetProtocol,
      .cagwNoCarrierIP, .cagwDstNotMapped, .wavelengthZoneToZone, .lgwNotOnOutpost,
      .lgwNoCustomerOwnedIP, .lgwDstUnknown,
      .dnsResolverRemote,
      .unsupportedMulticast, .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW,
      .sgRefCrossRegion, .sgRefStale, .exemptService, .forwardDelivered, .oneWay, .azCrossed,
      .vpnSingleTunnel, .tgwAttachmentChanging, .filtersBeyondUnknown, .natPortDependent,
      .pmtudBlockedNACL,
      .pmtudBlockedSG, .privateAddressAsked,
      .vpceInitiate, .encReject, .vpceNoICMP, .vpceGatewayProtocol, .vpceGatewayNotTransitive,
      .gatewayEndpointBypassed, .gwlbTargetFiltered, .routeIgnored, .assumption, .nfwStatelessDrop,
      .nfwDefaultDrop,
      .lbInitiate, .lbNoListener, .lbNoTargets, .lbTargetsUnhealthy, .nlbHairpin,
      .nlbClientIPUnsupportedPath, .lbFailOpen, .lbTargetAZDisabled, .lbNodeUnused,
      .lbHealthUnknown, .lbImpaired, .latticeNotAssociated, .latticeAuthPolicy, .latticeUndecided,
      .gwlbNotChecked, .nfwRuleDrop, .nfwL7Undecided,
      .nfwRuleUndecided, .notDescribed, .applianceUnknown, .hopLimit, .alternativeLimit,
      .classLimit, .unsupportedCloudWANFeature,
      .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC,
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
