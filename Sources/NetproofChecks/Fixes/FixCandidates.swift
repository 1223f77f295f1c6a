import NetproofEngine
import NetproofModel
import NetproofSets

/// Edits that belong together and might remove an obstacle.
struct FixCandidate {
  /// How a rule of a security group names the far end, where there is a choice.
  enum PeerNaming {
    case group
    case address
  }

  let edits: [ModelEdit]
  /// How far this is from what an engineer would do first: 0 is that.
  let rank: Int
  /// Nothing if there was no choice, or if no such rule is among the edits.
  var naming: PeerNaming?

  init(_ edits: [ModelEdit], rank: Int, naming: PeerNaming? = nil) {
    self.edits = edits
    self.rank = rank
    self.naming = naming
  }
}

/// Edits that might remove an obstacle, the likeliest first; none is tried here.
///
/// Never everybody: rules name a subnet's block, a group, a declared network or one address (R253).
/// `docs/fixes.md` says how they are found and ordered.
struct FixCandidates {
  private(set) var model: Model
  /// The answer that the obstacles are of.
  let answer: Answer
  /// Interfaces that pass on what is not addressed to them, by their VPC.
  private let appliances: [ID<VPC>: [ID<NetworkInterface>]]

  /// The addresses that the question names, one set for each end that it names addresses of.
  let asked: [AddressSet]

  init(_ analyzer: Analyzer, _ answer: Answer, of query: Query) {
    model = analyzer.model
    self.answer = answer
    asked = (query.from + query.to).filter(\.isExplicit).map(\.addresses)
    appliances = model.appliances(among: analyzer.index.unchecked)
  }

  func appliances(in vpc: ID<VPC>) -> [ID<NetworkInterface>] { appliances[vpc] ?? [] }

  /// A copy for a model in which something has been edited first.
  func after(_ edit: ModelEdit) -> Self {
    var copy = self
    copy.model = edit.applied(to: model)
    return copy
  }

  func candidates(for obstacle: Obstacle) -> [FixCandidate] {
    listed(obstacle) + unambiguous(obstacle)
  }

  /// What `docs/fixes.md` lists for the obstacle's code.
  private func listed(_ obstacle: Obstacle) -> [FixCandidate] {
    switch obstacle.code {
    case .naclIngressDeny, .naclEgressDeny: return networkACL(obstacle)
    case .gwlbTargetFiltered: return geneveRule(obstacle)
    case .gwlbNoTarget: return applianceCrossZone(obstacle)
    case .onpremFirewallDeny: return siteRule(obstacle)
    case .sgIngressNoMatch, .sgEgressNoMatch: return securityGroup(obstacle)
    case .srcDstCheck: return check(obstacle)
    case .noRoute: return noRoute(obstacle)
    case .routeBlackhole: return blackhole(obstacle)
    case .natBadState: return aroundNATGateway(obstacle)
    case .igwPrivateDest, .privateIPv6ToInternet: return strayed(obstacle)
    case .spoofedSource: return strayed(obstacle) + behindNATGateway(obstacle)
    // What is private at both ends went by a default route where one to the other end is missing.
    case .igwNoPublicIP:
      return strayed(obstacle) + throughEndpoint(obstacle) + behindNATGateway(obstacle)
    case .bpaBlocked: return exclusions(obstacle)
    case .ingressRTBRedirection: return sameAppliance(obstacle)
    case .returnNotViaIGW: return returnRoute(obstacle)
    case .returnWrongNetwork: return strayed(obstacle) + wrongTurn(obstacle)
    case .destWrongNetwork, .pcxDstNotInPeer: return wrongTurn(obstacle)
    case .asymmetricStatefulPath:
      return obstacle.isAtGateway
        ? strayed(obstacle) + wrongTurn(obstacle)
        : applianceMode(obstacle) + missedDevice(obstacle)
    case .tgwNoRoute: return missingTransitRoute(obstacle)
    case .cloudWANNoRoute: return missingSegmentRoute(obstacle)
    case .tgwBlackhole: return transitBlackhole(obstacle)
    case .tgwNoAssociation: return association(obstacle)
    case .tgwNoAttachmentInAZ: return attachmentSubnet(obstacle)
    case .onpremNoRoute, .onpremNoReturnRoute: return onPremisesRoute(obstacle)
    case .dxNoRoute: return directConnect(obstacle)
    case .vpnTrafficSelector: return widerSelectors(obstacle)
    case .latticeNotAssociated: return serviceNetwork(obstacle)
    case .dnsDisabled: return resolver(obstacle)
    case .nfwStatelessDrop, .nfwMidstream: return statelessRule(obstacle)
    case .nfwRuleDrop, .nfwDefaultDrop: return statefulRule(obstacle)

    case .lbNoTargetInAZ, .lbNotCrossZone: return crossZone(obstacle)
    case .nlbHairpin, .nlbClientIPUnsupportedPath: return hiddenClient(obstacle)
    case .destIPUnassigned, .destIPReserved, .eniNotAttached,
      .instanceNotRunning, .targetBadState, .routingLoop, .ingressRTBNoPublicIP, .igwNotAttached,
      .igwDstNotMapped, .igwPrivateSource, .denyIGWTraffic, .publicIPNotAdvertised,
      .eigwUnsolicitedInbound, .natProtocol, .natUnsolicitedInbound, .natViaVGW,
      .natRegionalAZ, .encReject,
      .pcxNotActive,
      .pcxSrcNotInVPC, .tgwNoAttachment, .tgwAttachmentState, .tgwNATAsymmetric,
      .applianceDrops,
      .vgwDstNotENI, .vpnTunnelsDown, .vpnPrefixUnknown, .vpnNoIPv6, .vpnNoIPv4,
      .connectPeersDown, .dxBGPDown, .dxSupernetHairpin,
      .onpremDstUnknown, .cagwInternetInbound, .cagwInternetProtocol,
      .cagwNoCarrierIP,
      .cagwDstNotMapped, .wavelengthZoneToZone, .lgwNotOnOutpost, .lgwNoCustomerOwnedIP,
      .lgwDstUnknown, .vpceInitiate, .vpceNotAccepted, .vpceServiceNotInAZ,
      .vpceNoICMP, .vpcePort, .vpceGatewayProtocol, .vpceGatewayNotTransitive,
      .lbNotActive, .lbInternal, .lbInitiate, .lbNoListener, .lbNoTargets,
      .lbTargetsUnhealthy, .lbFailOpen, .lbTargetAZDisabled, .lbNodeUnused, .lbHealthUnknown,
      .lbImpaired, .latticeAuthPolicy, .latticeUndecided,
      .dnsResolverRemote,
      .unsupportedMulticast, .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW,
      .sgRefCrossRegion, .sgRefStale, .exemptService, .forwardDelivered, .oneWay, .azCrossed,
      .vpnSingleTunnel, .tgwAttachmentChanging, .filtersBeyondUnknown, .natPortDependent,
      .pmtudBlockedNACL,
      .pmtudBlockedSG, .privateAddressAsked,
      .gatewayEndpointBypassed, .routeIgnored, .assumption, .notDescribed, .applianceUnknown,
      .gwlbNotChecked, .nfwL7Undecided, .nfwRuleUndecided, .hopLimit, .unsupportedCloudWANFeature,
      .alternativeLimit,
      .classLimit, .addrReserved, .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC,
      .routeMoreSpecificIllegal, .routeTargetFamily, .routeTargetIllegal, .routeReservedRange,
      .routePrefixListAmbiguous, .pcxCIDROverlap, .tgwCIDROverlap:
      return []
    case .naclRuleShadowed, .naclRepliesDenied, .naclUnused, .naclFamilyMismatch,
      .icmpFamilyMismatch, .sgRuleImplied, .sgRefNeverMatches, .sgUnused, .routeShadowed,
      .routeToNowhere, .routeTableUnused, .pcxRoutesMissing,
      .attachedCIDROverlap, .nfwHomeNetTooNarrow, .nfwPolicyUnused, .lbListenerClosed,
      .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused, .bpaExclusionIdle:
      return []
    }
  }

  /// Why nothing can be proposed against an obstacle for which there is no candidate.
  func reason(for obstacle: Obstacle) -> NoFix.Reason {
    let packets = obstacle.packets
    // Connections have selectors to be chosen, so that only a wide one is for everybody.
    if obstacle.code == .vpnTrafficSelector {
      return widerSelectors(obstacle).isEmpty ? .everybody : .notFound
    }
    if obstacle.code == .onpremFirewallDeny {
      let remote = obstacle.evidence.list == .inbound ? packets.sources : packets.destinations
      return isNameable(remote, packets.family) ? .notFound : .everybody
    }
    if obstacle.code == .natBadState {
      return aroundNATGateway(obstacle).isEmpty ? .notByEdit : .notFound
    }
    let bySource: Set<Code> = [.naclIngressDeny, .sgIngressNoMatch]
    let byDestination: Set<Code> = [
      .naclEgressDeny, .sgEgressNoMatch, .noRoute, .tgwNoRoute, .cloudWANNoRoute,
      .returnNotViaIGW,
    ]
    guard bySource.contains(obstacle.code) || byDestination.contains(obstacle.code) else {
      return isMatterOfEdits(obstacle.code) ? .notFound : .notByEdit
    }
    let remote = bySource.contains(obstacle.code) ? packets.sources : packets.destinations
    return isNameable(remote, packets.family) ? .notFound : .everybody
  }

  /// Whether a rule or route decides about an obstacle even where none is proposed.
  private func isMatterOfEdits(_ code: Code) -> Bool {
    // Of these a setting decides that is as it should be, or the host has nothing to be known by.
    let settled: Set<Code> = [
      .igwNoPublicIP, .lbNoTargetInAZ, .lbNotCrossZone, .nlbHairpin, .nlbClientIPUnsupportedPath,
      .gwlbNoTarget, .dnsDisabled, .latticeNotAssociated, .tgwNoAttachmentInAZ,
    ]
    return code.fixGround == nil && !settled.contains(code)
  }

  // MARK: - What the obstacle's packets say

  /// The first class that meets an obstacle.
  func packetClass(of obstacle: Obstacle) -> PacketClass? {
    obstacle.classes.first.map { answer.classes[$0] }
  }

  /// The steps of the first class that meets an obstacle, up to it.
  func steps(before obstacle: Obstacle) -> ArraySlice<Step> {
    guard let found = packetClass(of: obstacle) else { return [] }
    let steps = obstacle.direction == .forward ? found.forward : found.reply
    let end = steps.firstIndex {
      $0.action == .denied && $0.component == obstacle.component && $0.evidence == obstacle.evidence
    }
    return steps[..<(end ?? steps.endIndex)]
  }

  /// The route that sent packets to the component of an obstacle, and whose it is.
  func lastRoute(before obstacle: Obstacle) -> (table: ID<RouteTable>, route: Route)? {
    routes(before: obstacle).last
  }

  /// The routes of VPCs' tables that packets took on their way to an obstacle.
  func routes(before obstacle: Obstacle) -> [(table: ID<RouteTable>, route: Route)] {
    steps(before: obstacle).compactMap { step in
      guard step.action == .routed, case .route(let rule) = step.evidence,
        case .routeTable(let table) = rule.owner
      else { return nil }
      return (table, model.routeTables[table].routes[rule.index])
    }
  }
}

extension Obstacle {
  /// Whether it stands at a gateway between a VPC and the internet.
  var isAtGateway: Bool {
    switch component {
    case .internetGateway, .egressOnlyInternetGateway, .natGateway: true
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance, .interface,
      .peering, .transitGateway, .attachment, .transitGatewayRouteTable, .vpnConnection,
      .vpnGateway, .endpoint, .prefixList, .blockPublicAccess, .firewall, .firewallPolicy,
      .virtualInterface, .loadBalancer, .targetGroup, .directConnectGateway, .coreNetwork,
      .segment, .firewallRuleGroup, .carrierGateway, .localGateway, .resourceGateway, .resource,
      .serviceNetwork, .latticeService, .mirrorFilter, .mirrorSession:
      false
    }
  }
}

extension Model {
  /// Interfaces that pass on what is not addressed to them, by their VPC, among those whose check is
  /// off.
  fileprivate func appliances(
    among unchecked: [ID<NetworkInterface>]
  ) -> [ID<VPC>: [ID<NetworkInterface>]] {
    var result: [ID<VPC>: [ID<NetworkInterface>]] = [:]
    for id in unchecked where isUp(id) {
      switch interfaces[id].behaviour {
      case .forward, .snat, .unknown:
        result[subnets[interfaces[id].subnet].vpc, default: []].append(id)
      case .proxy, .drop: continue
      }
    }
    return result
  }
}
