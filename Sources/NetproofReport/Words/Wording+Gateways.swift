import NetproofEngine
import NetproofModel
import NetproofSets

// Sentences about gateways, peerings and what lies behind them.
extension Wording {
  func internet(_ obstacle: Obstacle, _ subject: String) -> String {
    let (from, to) = (sources(obstacle), destinations(obstacle))
    switch obstacle.code {
    case .igwNotAttached:
      let vpc = context(obstacle, .vpc).map { " to VPC `\(naming.plain($0))`" } ?? ""
      return obstacle.component.kind == .vpc
        ? "\(subject) has no internet gateway" : "\(subject) is not attached\(vpc)"
    case .igwNoPublicIP:
      guard let translator = privateNATGateway(obstacle) else {
        return "\(from) has no public IPv4 address, so \(subject) drops it"
      }
      return
        "\(naming.full(.natGateway(translator))), which sends from \(from), is `private` and has "
        + "no public IPv4 address, so \(subject) drops it"
    case .igwDstNotMapped:
      if let owner = context(obstacle, .interface) {
        return askedByPrivateAddress(obstacle, owner)
          ?? "\(naming.full(owner)) has no public address that \(subject) could translate"
      }
      return "\(to) is not the public address of an attached interface, so \(subject) drops it"
    case .igwPrivateDest:
      return "\(subject) does not carry packets to private addresses (\(to))"
    case .igwPrivateSource:
      return "\(subject) does not accept packets from private addresses (\(from))"
    case .privateIPv6ToInternet:
      return "\(subject) does not carry private IPv6 addresses (\(from) → \(to))"
    case .denyIGWTraffic: return "\(subject) refuses IPv6 packets from internet gateways"
    case .spoofedSource:
      let vpc = context(obstacle, .vpc).map { " of \(naming.full($0))" } ?? " of its VPC"
      return "\(subject) drops packets from \(from), which no interface\(vpc) owns"
    case .publicIPNotAdvertised:
      return
        "the range that \(to) is in is not advertised, so nobody on the internet finds \(subject)"
    case .eigwUnsolicitedInbound:
      return "\(subject) lets only connections pass that the VPC opens"
    default:
      let gateway = context(obstacle, .internetGateway).map { naming.full($0) }
      return "the reply to \(to) leaves by \(subject) instead of "
        + "\(gateway ?? "the internet gateway"), by which the request came in"
    }
  }

  /// Says so where the owner has a public address and the question names the private one.
  private func askedByPrivateAddress(_ obstacle: Obstacle, _ owner: ComponentID) -> String? {
    guard case .interface(let id) = owner else { return nil }
    let asked = obstacle.packets.destinations
    let interface = model.interfaces[id]
    guard !asked.isDisjoint(with: interface.addresses[obstacle.packets.family]) else { return nil }
    let mapped = interface.outsideAddresses.filter { asked.contains($0.privateAddress.bits) }
    guard let first = mapped.first else { return nil }
    return "\(first.privateAddress) is a private address of \(naming.full(owner)), to which nobody "
      + "outside can send; from there ask for \(first.publicAddress), which belongs to it"
  }

  /// The NAT gateway of the VPC that sends from an obstacle's one address, if it is private.
  private func privateNATGateway(_ obstacle: Obstacle) -> ID<NATGateway>? {
    guard let source = obstacle.packets.sources.single, obstacle.packets.family == .ipv4,
      case .vpc(let vpc)? = context(obstacle, .vpc)
    else { return nil }
    return model.natGateways.ids.first { id in
      let gateway = model.natGateways[id]
      return gateway.connectivity == .private && gateway.privateAddress.bits == source
        && model.subnets[gateway.subnet].vpc == vpc
    }
  }

  func natGateway(_ obstacle: Obstacle, _ subject: String) -> String {
    switch obstacle.code {
    case .natBadState:
      guard case .natGateway(let id) = obstacle.component else { return subject }
      return "\(subject) is in state `\(model.natGateways[id].state.rawValue)`"
    case .natProtocol:
      return "\(subject) carries only TCP, UDP and ICMP, "
        + "not \(PacketText.service(obstacle.packets))"
    case .natViaVGW:
      return "\(subject) does not serve \(sources(obstacle)), which comes in by a virtual private "
        + "gateway"
    case .natRegionalAZ:
      guard case .subnet(let id)? = context(obstacle, .subnet) else { return subject }
      return "\(subject) has no address in zone `\(model.subnets[id].zone)`, "
        + "where subnet `\(naming.plain(.subnet(id)))` is"
    default: return "\(subject) accepts no connections from outside; it is no port forwarder"
    }
  }

  func peering(_ obstacle: Obstacle, _ subject: String) -> String {
    let (from, to) = (sources(obstacle), destinations(obstacle))
    let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "the VPC"
    switch obstacle.code {
    case .pcxNotActive:
      guard case .peering(let id) = obstacle.component else { return subject }
      return "\(subject) is in state `\(model.peerings[id].state.rawValue)`"
    case .pcxDstNotInPeer:
      return "\(subject) leads only to addresses of \(vpc), and \(to) is not one: "
        + "peering is not transitive"
    case .pcxSrcNotInVPC:
      return "\(subject) takes only packets from addresses of \(vpc), and \(from) is not one: "
        + "peering is not transitive"
    case .dnsDisabled: return "the Amazon DNS server is switched off in \(subject)"
    default: return "the Amazon DNS server \(to) answers only inside \(vpc)"
    }
  }

  func transitGateway(_ obstacle: Obstacle, _ subject: String) -> String {
    let to = destinations(obstacle)
    let what = obstacle.direction == .reply ? "the reply to \(to)" : to
    switch obstacle.code {
    case .tgwNoAttachment:
      let vpc = context(obstacle, .vpc).map { naming.full($0) } ?? "the VPC"
      return "\(vpc) has no attachment to \(subject)"
    case .tgwNoAttachmentInAZ: return zone(obstacle, subject)
    case .tgwNoAssociation:
      return "\(subject) is associated with no route table, so what comes from it is dropped"
    case .tgwNoRoute:
      return "\(subject) has no route \(obstacle.direction == .reply ? "back " : "")to \(to)"
        + withheldIPv6(obstacle)
    case .cloudWANNoRoute:
      let segment = context(obstacle, .segment).map { "segment `\(naming.plain($0))`" } ?? subject
      if case .route(let id) = obstacle.evidence {
        return "\(segment) of \(subject) selects `\(rules.text(id))` for \(what)"
      }
      return "\(segment) of \(subject) has no route "
        + "\(obstacle.direction == .reply ? "back " : "")to \(to)" + withheldIPv6(obstacle)
    case .tgwNATAsymmetric: return asymmetricNAT(obstacle, subject)
    case .tgwBlackhole:
      guard case .route(let id) = obstacle.evidence else { return subject }
      return "\(subject) selects `\(rules.text(id))` for \(what)"
    default:
      guard case .attachment(let id) = obstacle.component else { return subject }
      return "\(subject) is in state `\(model.attachments[id].state.rawValue)`"
    }
  }

  /// That the owner of the destination propagates into the table, but not its IPv6 blocks (R129).
  private func withheldIPv6(_ obstacle: Obstacle) -> String {
    var table: ID<TransitGatewayRouteTable>?
    for component in [obstacle.component] + obstacle.context {
      if case .transitGatewayRouteTable(let id) = component { table = id }
      if case .segment(let id) = component { table = id }
    }
    guard let table, obstacle.packets.family == .ipv6 else { return "" }
    let owner = model.transitGatewayRouteTables[table].propagations.first { id in
      guard model.withholdsIPv6(id), case .vpc(let vpc, _) = model.attachments[id].resource
      else { return false }
      return model.vpcs[vpc].cidrs.contains {
        $0.family == .ipv6 && obstacle.packets.destinations.isSubset(of: $0.bits)
      }
    }
    guard let owner else { return "" }
    let name = naming.full(.attachment(owner))
    return ": \(name) propagates only IPv4 into it, as its `ipv6-support` is off"
  }

  /// Replies by other addresses: translated where the packets were not, or not where they were.
  private func asymmetricNAT(_ obstacle: Obstacle, _ subject: String) -> String {
    let (from, to) = (sources(obstacle), destinations(obstacle))
    guard !obstacle.context.isEmpty else {
      return "\(subject) has translated the packets, but the reply from \(from) to \(to) does not "
        + "come back by it: nobody waits for these addresses"
    }
    return "\(subject) translates the reply from \(from) to \(to), but has not translated the "
      + "packets that it answers: nobody waits for its new address"
  }

  private func zone(_ obstacle: Obstacle, _ subject: String) -> String {
    guard case .subnet(let id)? = context(obstacle, .subnet) else { return subject }
    let attachment = context(obstacle, .attachment).map { "`\(naming.plain($0))`" } ?? "its VPC"
    let direction = obstacle.direction == .reply ? "the reply" : "what subnet"
    let name = "`\(naming.plain(.subnet(id)))`"
    let sender = obstacle.direction == .reply ? "from subnet \(name)" : "\(name) sends"
    guard !model.subnets[id].zone.isEmpty else {
      let lost = obstacle.direction == .reply ? "the reply from it" : "what it sends"
      return
        "\(subject): subnet \(name) names no zone, so no subnet of attachment \(attachment) is "
        + "in its zone, and \(lost) cannot enter"
    }
    return "\(subject): attachment \(attachment) has no subnet in zone "
      + "`\(model.subnets[id].zone)`, so \(direction) \(sender) cannot enter"
  }

  func vpn(_ obstacle: Obstacle, _ subject: String) -> String {
    let (from, to) = (sources(obstacle), destinations(obstacle))
    switch obstacle.code {
    case .vpnTunnelsDown: return "all tunnels of \(subject) are down"
    case .vpnNoIPv6:
      guard case .vpnConnection(let id) = obstacle.component,
        model.vpnConnections[id].gateway == nil
      else { return "\(subject) ends at a virtual private gateway, so it carries no IPv6" }
      return "the tunnels of \(subject) carry IPv4 alone"
    case .vpnNoIPv4: return "the tunnels of \(subject) carry IPv6 alone"
    case .vpnPrefixUnknown:
      if let connection = line(obstacle) {
        return "\(subject) knows no prefix of \(from), so it drops what comes from there by "
          + naming.full(connection)
      }
      guard case .vpnGateway(let id) = obstacle.component else { return subject }
      let isDirect = model.vpnGateways[id].lines.contains { line in
        if case .virtualInterface = line { true } else { false }
      }
      let lines = isDirect ? "VPN connection or virtual interface" : "VPN connection"
      return "no \(lines) of \(subject) announces a prefix of \(to)"
    case .vpnTrafficSelector:
      guard let key = obstacle.failedSelector(model) else {
        return "the traffic selectors of \(subject) do not mean packets from \(from) to \(to)"
      }
      return "`\(key)` of \(subject) does not hold "
        + (obstacle.isFailedSelectorOfSource(model) ? from : to)
    case .connectPeersDown: return "all BGP peers of \(subject) are down"
    case .dxBGPDown: return "the BGP session of \(subject) is down"
    case .dxNoRoute:
      return line(obstacle) == nil
        ? "no virtual interface of \(subject) announces a prefix of \(to)"
        : "no association of \(subject) announces a prefix of \(to)"
    default:
      guard case .vpnGateway(let id) = obstacle.component else { return subject }
      return model.vpnGateways[id].isAttached
        ? "\(subject) leads only to interfaces of its VPC, and \(to) is not in its blocks"
        : "\(subject) is not attached to its VPC"
    }
  }

  /// The line of an obstacle's story.
  private func line(_ obstacle: Obstacle) -> ComponentID? {
    context(obstacle, .vpnConnection) ?? context(obstacle, .virtualInterface)
  }

  func onPremises(_ obstacle: Obstacle, _ subject: String) -> String {
    let to = destinations(obstacle)
    switch obstacle.code {
    case .onpremNoRoute: return "\(subject) knows no route to \(to)"
    case .onpremNoReturnRoute: return "\(subject) knows no route back to \(to)"
    default: return "\(subject) does not hold \(to)"
    }
  }

  func publicAccess(_ obstacle: Obstacle, _ subject: String) -> String {
    guard case .blockPublicAccess(let id) = obstacle.component else { return subject }
    let mode = model.blockPublicAccesses[id].mode.rawValue
    let place = obstacle.context.first.map { naming.full($0) } ?? "the VPC"
    return "\(subject) (mode `\(mode)`) keeps the internet away from \(place)"
  }
}
