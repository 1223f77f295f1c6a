import NetproofEngine
import NetproofModel
import NetproofSets

/// Says what stands in the way, in one sentence each; with ``Wording+Remarks`` the only place with
/// sentences about networks.
///
/// Sentences stand alone: lower case at the head unless a name begins them, no period at the end.
struct Wording: Sendable {
  let naming: Naming
  let rules: RuleText
  var model: Model { naming.model }

  init(_ naming: Naming) {
    self.naming = naming
    rules = RuleText(naming)
  }

  /// Why an obstacle stands in the way.
  func sentence(_ obstacle: Obstacle) -> String {
    let subject = naming.full(obstacle.component)
    switch obstacle.code {
    case .naclIngressDeny, .naclEgressDeny: return networkACL(obstacle, subject)
    case .sgIngressNoMatch, .sgEgressNoMatch: return securityGroup(obstacle)
    case .destIPUnassigned, .destIPReserved, .destWrongNetwork, .returnWrongNetwork,
      .unsupportedMulticast:
      return destination(obstacle, subject)
    case .eniNotAttached, .instanceNotRunning, .targetBadState, .srcDstCheck, .applianceDrops,
      .asymmetricStatefulPath:
      return host(obstacle, subject)
    case .noRoute, .routeBlackhole, .routingLoop, .ingressRTBNoPublicIP, .ingressRTBRedirection:
      return route(obstacle, subject)
    case .igwNotAttached, .igwNoPublicIP, .igwDstNotMapped, .igwPrivateDest, .igwPrivateSource,
      .privateIPv6ToInternet, .denyIGWTraffic, .publicIPNotAdvertised, .spoofedSource,
      .returnNotViaIGW,
      .eigwUnsolicitedInbound:
      return internet(obstacle, subject)
    case .bpaBlocked: return publicAccess(obstacle, subject)
    case .natBadState, .natProtocol, .natUnsolicitedInbound, .natViaVGW, .natRegionalAZ:
      return natGateway(obstacle, subject)
    case .pcxNotActive, .pcxDstNotInPeer, .pcxSrcNotInVPC, .dnsResolverRemote, .dnsDisabled:
      return peering(obstacle, subject)
    case .tgwNoAttachment, .tgwNoAttachmentInAZ, .tgwNoAssociation, .tgwNoRoute, .tgwBlackhole,
      .tgwAttachmentState, .tgwNATAsymmetric, .cloudWANNoRoute:
      return transitGateway(obstacle, subject)
    case .vgwDstNotENI, .vpnTunnelsDown, .vpnPrefixUnknown, .vpnNoIPv6, .vpnNoIPv4,
      .vpnTrafficSelector,
      .connectPeersDown, .dxBGPDown, .dxNoRoute:
      return vpn(obstacle, subject)
    case .vpceInitiate, .vpceNotAccepted, .vpceServiceNotInAZ, .vpceNoICMP, .vpcePort,
      .vpceGatewayProtocol, .vpceGatewayNotTransitive, .encReject:
      return endpoint(obstacle, subject)
    case .gwlbNoTarget, .gwlbTargetFiltered,
      .nfwStatelessDrop, .nfwRuleDrop, .nfwDefaultDrop, .nfwMidstream:
      return inspection(obstacle, subject)
    case .lbNotActive, .lbInternal, .lbInitiate, .lbNoListener, .lbNoTargets,
      .lbTargetsUnhealthy, .lbNoTargetInAZ, .lbNotCrossZone, .nlbHairpin,
      .nlbClientIPUnsupportedPath:
      return loadBalancer(obstacle, subject)
    case .latticeNotAssociated: return lattice(obstacle, subject)
    case .cagwInternetInbound, .cagwInternetProtocol, .cagwNoCarrierIP, .cagwDstNotMapped,
      .wavelengthZoneToZone, .lgwNotOnOutpost, .lgwNoCustomerOwnedIP, .lgwDstUnknown:
      return edgeZone(obstacle, subject)
    case .onpremNoRoute, .onpremNoReturnRoute, .onpremDstUnknown:
      return onPremises(obstacle, subject)
    case .onpremFirewallDeny: return siteFirewall(obstacle, subject)
    case .sgRefNotPreserved, .sgRefTGWDisabled, .sgRefEgressViaTGW, .sgRefCrossRegion,
      .sgRefStale, .exemptService, .forwardDelivered, .oneWay, .azCrossed, .vpnSingleTunnel,
      .tgwAttachmentChanging,
      .filtersBeyondUnknown, .natPortDependent, .pmtudBlockedNACL, .pmtudBlockedSG,
      .privateAddressAsked, .gatewayEndpointBypassed,
      .routeIgnored, .assumption, .notDescribed, .gwlbNotChecked, .lbFailOpen, .lbTargetAZDisabled,
      .lbNodeUnused, .lbHealthUnknown, .lbImpaired, .latticeAuthPolicy, .latticeUndecided,
      .dxSupernetHairpin, .nfwL7Undecided,
      .nfwRuleUndecided,
      .applianceUnknown, .hopLimit, .alternativeLimit, .classLimit, .addrReserved,
      .unsupportedCloudWANFeature,
      .vpcCIDROverlap, .vpcCIDRRestricted, .sgWrongVPC, .routeMoreSpecificIllegal,
      .routeTargetFamily, .routeTargetIllegal, .routeReservedRange, .routePrefixListAmbiguous,
      .pcxCIDROverlap, .tgwCIDROverlap:
      return subject
    case .naclRuleShadowed, .naclRepliesDenied, .naclUnused, .naclFamilyMismatch,
      .icmpFamilyMismatch, .sgRuleImplied, .sgRefNeverMatches, .sgUnused, .routeShadowed,
      .routeToNowhere, .routeTableUnused, .pcxRoutesMissing,
      .attachedCIDROverlap, .nfwHomeNetTooNarrow, .nfwPolicyUnused, .lbListenerClosed,
      .targetGroupUnused, .latticeServiceUnused, .serviceNetworkUnused, .bpaExclusionIdle:
      return subject
    }
  }

  // MARK: - Parts of sentences

  func sources(_ obstacle: Obstacle) -> String {
    inSentence(obstacle.packets.sources, obstacle.packets.family)
  }

  func destinations(_ obstacle: Obstacle) -> String {
    inSentence(obstacle.packets.destinations, obstacle.packets.family)
  }

  /// Addresses, or what they all are; the name of a network does not tell which family is meant.
  private func inSentence(_ bits: AddressBits, _ family: Family) -> String {
    let name = naming.addresses(bits, family)
    let said = name == "internet" ? "the internet" : name
    let isName = name != PacketText.addresses(bits, family)
    return isName && family == .ipv6 ? "\(said) over IPv6" : said
  }

  /// The packets as a filter sees them: for replies the ports are the client's.
  func service(_ obstacle: Obstacle) -> String {
    let text = PacketText.service(obstacle.packets)
    return obstacle.direction == .reply ? "replies (\(text))" : text
  }

  /// A component of the story of a kind, if the obstacle names one.
  func context(_ obstacle: Obstacle, _ kind: ComponentID.Kind) -> ComponentID? {
    obstacle.context.first { $0.kind == kind }
  }

  private func inSubnet(_ obstacle: Obstacle) -> String {
    context(obstacle, .subnet).map { " of subnet `\(naming.plain($0))`" } ?? ""
  }

  // MARK: - Filters

  private func networkACL(_ obstacle: Obstacle, _ subject: String) -> String {
    stateless(
      obstacle, "\(subject)\(inSubnet(obstacle))", isInbound: obstacle.code == .naclIngressDeny)
  }

  private func siteFirewall(_ obstacle: Obstacle, _ subject: String) -> String {
    let list: RuleList =
      switch obstacle.evidence {
      case .rule(let id), .route(let id): id.list
      case .absence(_, let list): list
      case .state: .inbound
      }
    return stateless(obstacle, "the firewall of \(subject)", isInbound: list == .inbound)
  }

  private func stateless(_ obstacle: Obstacle, _ subject: String, isInbound: Bool) -> String {
    let side = isInbound ? "inbound" : "outbound"
    let remote = isInbound ? "from \(sources(obstacle))" : "to \(destinations(obstacle))"
    let what = "\(service(obstacle)) \(remote)"
    switch obstacle.evidence {
    case .rule(let id):
      let number = rules.number(id).map { "rule \($0)" } ?? "a rule"
      return "\(subject), \(side) \(number) (\(rules.text(id))), denies \(what)"
    case .absence, .state, .route:
      let end = obstacle.code == .onpremFirewallDeny ? "it is dropped" : "its rule `*` denies it"
      return "\(subject) has no \(side) rule that admits \(what), so \(end)"
    }
  }

  private func securityGroup(_ obstacle: Obstacle) -> String {
    let isInbound = obstacle.code == .sgIngressNoMatch
    var groups = [obstacle.component]
    var holder = ""
    if case .interface(let id)? = context(obstacle, .interface) {
      groups = model.interfaces[id].securityGroups.map { .securityGroup($0) }
      holder = " on `\(naming.plain(.interface(id)))`"
    }
    let named = groups.map { "`\(naming.plain($0).replacing(" (implied)", with: ""))`" }
    let who =
      groups.count == 1
      ? naming.full(groups[0]) : "security groups \(named.joined(separator: ", "))"
    let verb = groups.count == 1 ? "has" : "have"
    let remote = isInbound ? "from \(sources(obstacle))" : "to \(destinations(obstacle))"
    return "\(who)\(holder) \(verb) no \(isInbound ? "inbound" : "outbound") rule that allows "
      + "\(service(obstacle)) \(remote)"
  }

  // MARK: - Destinations and hosts

  private func destination(_ obstacle: Obstacle, _ subject: String) -> String {
    let to = destinations(obstacle)
    switch obstacle.code {
    case .destIPReserved:
      return "AWS reserves \(to); nothing in \(subject) can own it"
    case .unsupportedMulticast:
      return "\(to) is a multicast address; multicast is not modelled and \(subject) drops it"
    case .destWrongNetwork:
      return "packets to \(to) end at \(subject), not where they are meant to go"
    case .returnWrongNetwork:
      let beyond = context(obstacle, .vpc).map { ", which leads to \(naming.full($0))" } ?? ""
      return "the reply to \(to) ends at \(subject)\(beyond), not at who asked"
    default: return "no network interface in \(subject) owns \(to)"
    }
  }

  private func host(_ obstacle: Obstacle, _ subject: String) -> String {
    switch obstacle.code {
    case .eniNotAttached: return "\(subject) is not attached (state `available`)"
    case .instanceNotRunning:
      guard case .instance(let id) = obstacle.component else { return subject }
      return "\(subject) is not running (state `\(model.instances[id].state.rawValue)`)"
    case .targetBadState: return badState(obstacle, subject)
    case .applianceDrops: return "\(subject) drops \(PacketText.service(obstacle.packets)) packets"
    case .asymmetricStatefulPath:
      if case .attachment = obstacle.component,
        let appliance = context(obstacle, .interface) ?? context(obstacle, .endpoint)
      {
        return "\(subject) takes requests and replies to different zones, and "
          + "\(naming.full(appliance)), which keeps state, sees only one direction"
      }
      return "\(subject) keeps state but sees only one direction of the connection, so it drops it"
    default:
      return "\(subject) has its source/destination check on, and packets "
        + "from \(sources(obstacle)) to \(destinations(obstacle)) are not its own"
    }
  }

  private func badState(_ obstacle: Obstacle, _ subject: String) -> String {
    if case .route = obstacle.evidence {
      return "\(subject) cannot carry packets, although the route to it says `active`"
    }
    if let end = context(obstacle, .transitGateway) ?? context(obstacle, .coreNetwork) {
      return
        "the association of \(subject) with \(naming.full(end)) carries no packets in its state"
    }
    guard let state = state(of: obstacle.component) else { return "\(subject) carries no packets" }
    return "\(subject) is `\(state)`, so it carries no packets"
  }

  /// The state of what packets get to without a route that speaks of it.
  private func state(of component: ComponentID) -> String? {
    if case .vpnConnection(let id) = component { return model.vpnConnections[id].state.rawValue }
    if case .virtualInterface(let id) = component {
      return model.virtualInterfaces[id].state.rawValue
    }
    if case .endpoint(let id) = component { return model.endpoints[id].state.rawValue }
    if case .carrierGateway(let id) = component { return model.carrierGateways[id].state.rawValue }
    if case .localGateway(let id) = component { return model.localGateways[id].state.rawValue }
    if let id = component.transitGateway { return model.transitGateways[id].deadState }
    return nil
  }

  // MARK: - Routes

  private func route(_ obstacle: Obstacle, _ subject: String) -> String {
    let to = destinations(obstacle)
    let of = context(obstacle, .subnet).map { " (of subnet `\(naming.plain($0))`)" } ?? ""
    let what = obstacle.direction == .reply ? "the reply to \(to)" : to
    switch obstacle.code {
    case .noRoute:
      return "\(subject)\(of) has no route \(obstacle.direction == .reply ? "back " : "")to \(to)"
    case .routeBlackhole:
      guard case .route(let id) = obstacle.evidence else { return subject }
      return "\(subject)\(of) selects `\(rules.text(id))` for \(what), which is a blackhole"
        + (model.downfall(of: id).map {
          ", because \(naming.full($0.component)) is `\($0.state)`"
        } ?? "")
    case .routingLoop: return "packets to \(to) come back to \(subject) with the same header"
    case .ingressRTBNoPublicIP:
      let device = context(obstacle, .interface).map { naming.full($0) } ?? "the appliance"
      return "gateway \(subject) sends \(to) through \(device), which has no public address"
    default:
      let table = context(obstacle, .routeTable).map { naming.full($0) } ?? "its route table"
      return "\(subject) drops packets from \(sources(obstacle)): its \(table) sends what comes "
        + "in for them through an appliance, so what goes out must pass it too"
    }
  }
}
