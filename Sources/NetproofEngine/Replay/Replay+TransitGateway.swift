import NetproofModel
import NetproofSets

/// Transit gateways (R125 to R142).
extension Replay.Walk {
  /// From a subnet to a transit gateway, by the VPC's attachment.
  mutating func climb(to gateway: ID<TransitGateway>, from id: ID<Subnet>) -> Replay.Step {
    let subnet = model.subnets[id]
    let component = model.component(of: gateway)
    guard let (attachment, subnets) = attachment(of: subnet.vpc, at: gateway) else {
      return end(.tgwNoAttachment, component)
    }
    guard isDescribed(.attachment(attachment)) else {
      return end(gap: .notDescribed, .attachment(attachment))
    }
    if missesInternetGateway(of: subnet.vpc) {
      return end(.returnNotViaIGW, component)
    }
    checkState(of: attachment)
    let isOnlyOwn = model.policies.transitGatewayEntry == .subnet
    let entry = self.subnets(subnets, in: subnet.transitZone)
    if !isOnlyOwn || subnets.contains(id), !entry.isEmpty {
      see(.attachment(attachment, entry[0]), incoming: true)
      guard enterSubnet(entry[0], from: nil) else { return .stop }
    } else {
      obstruct(.tgwNoAttachmentInAZ, component)
    }
    return .enter(attachment, zone: subnet.transitZone)
  }

  private func attachment(
    of vpc: ID<VPC>, at gateway: ID<TransitGateway>
  ) -> (ID<TransitGatewayAttachment>, [ID<Subnet>])? {
    let own = model.transitGateways[gateway].attachments.compactMap { id in
      if case .vpc(vpc, let subnets) = model.attachments[id].resource { (id, subnets) } else { nil }
    }
    let best = own.first { model.attachments[$0.0].state.forwards } ?? own.first
    if let best, model.attachments[best.0].state.exists { return best }
    return mayBeAnybodys(at: gateway).map { ($0, []) } ?? best
  }

  /// An attachment of which nobody says whose it is.
  private func mayBeAnybodys(at gateway: ID<TransitGateway>) -> ID<TransitGatewayAttachment>? {
    model.transitGateways[gateway].attachments.first {
      model.attachments[$0].isAnybodys && model.attachments[$0].state.exists
    }
  }

  /// What may attach a VPN connection that nothing is known to attach.
  func mayAttachConnections() -> ComponentID? {
    for gateway in model.transitGateways.ids {
      let component = model.component(of: gateway)
      if !isDescribed(component) { return component }
      if let attachment = mayBeAnybodys(at: gateway) { return .attachment(attachment) }
    }
    return nil
  }

  mutating func checkState(of attachment: ID<TransitGatewayAttachment>) {
    if !model.attachments[attachment].state.forwards {
      obstruct(.tgwAttachmentState, .attachment(attachment))
    }
  }

  /// Into the transit gateway of an attachment; the zone is unknown from outside of VPCs.
  mutating func enter(from id: ID<TransitGatewayAttachment>, zone: String?) -> Replay.Step {
    let attachment = model.attachments[id]
    let gateway = attachment.transitGateway
    let whole = model.component(of: gateway)
    let isCore = model.transitGateways[gateway].kind != .transitGateway
    if model.transitGateways[gateway].kind == .unknownCoreNetwork {
      return end(gap: .unsupportedCloudWANFeature, whole)
    }
    guard isDescribed(whole) else { return end(gap: .notDescribed, whole) }
    if let step = visit(.attachment(id), at: whole) { return step }
    if model.transitGateways[gateway].deadState != nil { obstruct(.targetBadState, whole) }
    if let step = translateSource(at: id) { return step }
    crossings += [.transitGateway(gateway), .attachment(id)]
    guard let table = attachment.association else {
      if let table = hiddenTable(of: gateway) { return end(gap: .notDescribed, table) }
      return end(.tgwNoAssociation, .attachment(id))
    }
    let component = model.component(of: table)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    if let unknown = unknownPropagation(in: table) { return end(gap: unknown.0, unknown.1) }
    let nothing: (Code, ComponentID) =
      isCore ? (.cloudWANNoRoute, whole) : (.tgwNoRoute, component)
    guard let route = select(in: table) else { return end(nothing.0, nothing.1) }
    switch route.target {
    case .blackhole: return isCore ? end(nothing.0, nothing.1) : end(.tgwBlackhole, component)
    case .attachment(let target):
      let isSameEdge = model.attachments[target].edge == attachment.edge
      return exit(by: target, zone: isSameEdge ? zone : nil)
    }
  }

  /// A table of a transit gateway that is not described, with which any attachment may be
  /// associated.
  func hiddenTable(of gateway: ID<TransitGateway>) -> ComponentID? {
    guard model.transitGateways[gateway].kind == .transitGateway else { return nil }
    let hidden = model.transitGateways[gateway].routeTables.first {
      !isDescribed(.transitGatewayRouteTable($0))
    }
    return hidden.map { .transitGatewayRouteTable($0) }
  }

  /// What of a table's routes is not known, so that it may hold any.
  func unknownPropagation(
    in table: ID<TransitGatewayRouteTable>, told: [ID<TransitGatewayRouteTable>] = [],
    to asking: ID<TransitGatewayAttachment>? = nil
  ) -> (Code, ComponentID)? {
    if let list = model.transitGatewayRouteTables[table].hiddenList {
      return (.notDescribed, .prefixList(list))
    }
    for id in model.transitGatewayRouteTables[table].propagations where id != asking {
      let attachment = model.attachments[id]
      if !attachment.state.exists { continue }
      if !isDescribed(.attachment(id)) { return (.notDescribed, .attachment(id)) }
      switch attachment.resource {
      case .vpc(let vpc, _) where !isDescribed(.vpc(vpc)): return (.notDescribed, .vpc(vpc))
      case .vpn(let line):
        if !isDescribed(.vpnConnection(line)) { return (.notDescribed, .vpnConnection(line)) }
        if model.vpnConnections[line].routing == .static { continue }
        if let unknown = hidesPrefixes(.vpn(line)) { return (.notDescribed, unknown) }
      case .directConnect(let router):
        let unknown = hidesPrefixes(router, of: attachment.transitGateway)
        if let unknown { return (.notDescribed, unknown) }
      case .edge:
        if let unknown = hidesPrefixes(.attachment(id)) { return (.notDescribed, unknown) }
      case .peer(let far):
        if let unknown = unknownTeller(far, of: attachment.transitGateway, told + [table]) {
          return unknown
        }
      case .vpc, .networkFunction: continue
      }
    }
    return nil
  }

  /// The same of a Direct Connect gateway that is attached.
  private func hidesPrefixes(
    _ id: ID<DirectConnectGateway>, of gateway: ID<TransitGateway>
  ) -> ComponentID? {
    guard isDescribed(.directConnectGateway(id)) else { return .directConnectGateway(id) }
    let router = model.directConnectGateways[id]
    if router.idle.contains(gateway) { return nil }
    for interface in router.virtualInterfaces {
      if let unknown = hidesPrefixes(.virtualInterface(interface)) { return unknown }
    }
    return nil
  }

  /// The same of what the other end of an exchange of routes tells.
  private func unknownTeller(
    _ far: ID<TransitGatewayAttachment>, of gateway: ID<TransitGateway>,
    _ told: [ID<TransitGatewayRouteTable>]
  ) -> (Code, ComponentID)? {
    let other = model.attachments[far].transitGateway
    let kinds = [gateway, other].map { model.transitGateways[$0].kind == .transitGateway }
    guard kinds[0] != kinds[1] else { return nil }
    let whole = model.component(of: other)
    if model.transitGateways[other].kind == .unknownCoreNetwork {
      return (.unsupportedCloudWANFeature, whole)
    }
    guard isDescribed(whole) else { return (.notDescribed, whole) }
    guard let table = model.attachments[far].association, !told.dropFirst().contains(table) else {
      return nil
    }
    let component = model.component(of: table)
    guard isDescribed(component) else { return (.notDescribed, component) }
    return unknownPropagation(in: table, told: told, to: far)
  }

  /// The route of a transit gateway's table; of equal routes of lines the walk chooses (R133, R137).
  private mutating func select(in table: ID<TransitGatewayRouteTable>) -> TransitGatewayRoute? {
    let matching = model.transitGatewayRouteTables[table].routes.filter {
      $0.prefix.contains(packet.destinationAddress)
    }
    let longest = matching.map(\.prefix.length).max()
    let long = matching.filter { $0.prefix.length == longest }
    let lowest = long.map { rank(of: $0, in: table) }.min()
    let best = long.filter { rank(of: $0, in: table) == lowest }
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    guard let first = best.first else { return nil }
    let isCore = model.transitGateways[gateway].kind != .transitGateway
    guard isCore || mayShare(first, vpnECMP: model.transitGateways[gateway].vpnECMP) else {
      return first
    }
    var alternatives: [TransitGatewayRoute] = []
    for route in best where !alternatives.contains(where: { $0.target == route.target }) {
      alternatives.append(route)
    }
    return alternatives[choose(among: alternatives.count, at: model.component(of: table))]
  }

  private func rank(
    of route: TransitGatewayRoute, in table: ID<TransitGatewayRouteTable>
  ) -> Int {
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    guard model.transitGateways[gateway].kind == .transitGateway else {
      return rankInSegment(of: route, at: model.transitGatewayRouteTables[table].edge)
    }
    return rank(of: route)
  }

  /// In a segment of a core network: what is nearer goes first (R222).
  private func rankInSegment(of route: TransitGatewayRoute, at edge: String?) -> Int {
    guard let source = source(of: route), case .attachment(let id) = route.target else { return 0 }
    let isHere = model.attachments[id].edge == edge
    switch source {
    case .vpc: return isHere ? 1 : 5
    case .directConnect: return 2
    case .edge(let line):
      guard isHere, case .connect = line.kind else { return 5 }
      return 3
    case .vpn: return isHere ? 4 : 5
    case .networkFunction: return 5
    case .peer: return isHere ? 5 : 6
    }
  }

  private func rank(of route: TransitGatewayRoute) -> Int {
    switch route.origin {
    case .written: 0
    case .prefixList: 1
    case .propagated:
      switch source(of: route) {
      case .vpc, nil: 2
      case .directConnect: 3
      case .vpn(let id) where model.vpnConnections[id].transport != nil: 5
      case .vpn, .networkFunction: 6
      case .peer: 9
      case .edge(let edge):
        switch edge.kind {
        case .connect: 4
        case .vpnConcentrator: 7
        case .clientVPN: 8
        }
      }
    }
  }

  /// What has propagated a route, if anything.
  private func source(of route: TransitGatewayRoute) -> TransitGatewayAttachment.Resource? {
    guard case .propagated = route.origin, case .attachment(let id) = route.target else {
      return nil
    }
    return model.attachments[id].resource
  }

  /// Whether routes like this one share the load with their equals (R137).
  private func mayShare(_ route: TransitGatewayRoute, vpnECMP: Bool) -> Bool {
    switch source(of: route) {
    case .vpc, .peer, .networkFunction, nil: false
    case .vpn: vpnECMP
    case .directConnect: true
    case .edge(let edge):
      switch edge.kind {
      case .connect: true
      case .vpnConcentrator: vpnECMP
      case .clientVPN: false
      }
    }
  }

  /// Out of the transit gateway by an attachment.
  private mutating func exit(
    by id: ID<TransitGatewayAttachment>, zone: String?
  ) -> Replay.Step {
    guard isDescribed(.attachment(id)) else { return end(gap: .notDescribed, .attachment(id)) }
    checkState(of: id)
    crossings.append(.attachment(id))
    if let step = translateDestination(at: id) { return step }
    switch model.attachments[id].resource {
    case .vpn(let connection): return .onPremises(.vpn(connection))
    case .directConnect(let gateway):
      return goOut(by: gateway, from: model.attachments[id].transitGateway)
    case .edge: return .onPremises(.attachment(id))
    case .networkFunction(let policy): return pass(id, policy, zone)
    case .peer(let far):
      guard isDescribed(.attachment(far)) else { return end(gap: .notDescribed, .attachment(far)) }
      checkState(of: far)
      return .enter(far, zone: nil)
    case .vpc(_, let subnets):
      let candidates = exitSubnets(of: id, among: subnets, zone: zone)
      guard !candidates.isEmpty else { return end(gap: .notDescribed, .attachment(id)) }
      let subnet = candidates[choose(among: candidates.count, at: .attachment(id))]
      switch direction {
      case .forward: exits[id] = subnet
      case .reply: if let used = exits[id], used != subnet { divergingExits.append(id) }
      }
      see(.attachment(id, subnet), incoming: false)
      return .depart(subnet)
    }
  }

  /// A firewall at the transit gateway, which gives back what it passes (R145).
  private mutating func pass(
    _ id: ID<TransitGatewayAttachment>, _ policy: ID<FirewallPolicy>, _ zone: String?
  ) -> Replay.Step {
    switch direction {
    case .forward: forwardDevices.append(.attachment(id))
    case .reply:
      if !forwardDevices.contains(.attachment(id)) {
        obstruct(.asymmetricStatefulPath, .attachment(id))
      }
      replyFunctions.insert(id)
    }
    if let step = filter(by: policy, home: [], at: .attachment(id)) { return step }
    crossings.append(.border)
    return .enter(id, zone: zone)
  }

  /// The subnets by which the packet may come out at a VPC attachment (R126, R139).
  private func exitSubnets(
    of id: ID<TransitGatewayAttachment>, among subnets: [ID<Subnet>], zone: String?
  ) -> [ID<Subnet>] {
    func leaving(in zone: String?) -> [ID<Subnet>] {
      let near = zone.map { self.subnets(subnets, in: $0) } ?? []
      return near.isEmpty ? subnets : near
    }
    guard model.attachments[id].applianceMode else { return leaving(in: zone) }
    if direction == .reply, let subnet = exits[id] { return [subnet] }
    let (source, destination) = (zoneOfSource, zoneOfDestination)
    if destination == nil || source == destination { return leaving(in: source) }
    return subnets
  }

  /// The subnet in a zone, or else the first that may be there as nobody says where it is.
  private func subnets(_ subnets: [ID<Subnet>], in zone: String) -> [ID<Subnet>] {
    var open: [ID<Subnet>] = []
    for subnet in subnets {
      let isOpen = !isDescribed(.subnet(subnet)) && model.subnets[subnet].zone.isEmpty
      if isOpen {
        open.append(subnet)
      } else if model.subnets[subnet].zone == zone {
        return [subnet]
      }
    }
    return Array(open.prefix(1))
  }

  private var zoneOfSource: String? {
    guard case .interface(let interface) = origin else { return nil }
    return model.subnets[model.interfaces[interface].subnet].transitZone
  }

  private var zoneOfDestination: String? {
    guard case .interface(let interface) = goal else { return nil }
    return model.subnets[model.interfaces[interface].subnet].transitZone
  }
}
