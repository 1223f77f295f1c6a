import NetproofModel
import NetproofSets

/// Transit gateways (R125 to R142).
extension Replay.Walk {
  /// From a subnet to a transit gateway, by the VPC's attachment.
  mutating func climb(to gateway: ID<TransitGateway>, from id: ID<Subnet>) -> Replay.Step {
    let subnet = model.subnets[id]
    let component = ComponentID.transitGateway(gateway)
    guard let (attachment, subnets) = attachment(of: subnet.vpc, at: gateway) else {
      return end(.tgwNoAttachment, component)
    }
    guard isDescribed(.attachment(attachment)) else {
      return end(gap: .notDescribed, .attachment(attachment))
    }
    if direction == .reply, enteredByInternetGateway.contains(subnet.vpc) {
      return end(.returnNotViaIGW, component)
    }
    checkState(of: attachment)
    if let entry = subnets.first(where: { model.subnets[$0].zone == subnet.zone }) {
      guard enterSubnet(entry, from: nil) else { return .stop }
    } else {
      obstruct(.tgwNoAttachmentInAZ, component)
    }
    return .enter(attachment, zone: subnet.zone)
  }

  private func attachment(
    of vpc: ID<VPC>, at gateway: ID<TransitGateway>
  ) -> (ID<TransitGatewayAttachment>, [ID<Subnet>])? {
    let own = model.transitGateways[gateway].attachments.compactMap { id in
      if case .vpc(vpc, let subnets) = model.attachments[id].resource { (id, subnets) } else { nil }
    }
    return own.first { model.attachments[$0.0].state.forwards } ?? own.first
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
    if let step = visit(.attachment(id), at: .transitGateway(gateway)) { return step }
    crossings += [.transitGateway(gateway), .attachment(id)]
    guard let table = attachment.association else {
      return end(.tgwNoAssociation, .attachment(id))
    }
    let component = ComponentID.transitGatewayRouteTable(table)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    guard let route = select(in: table) else { return end(.tgwNoRoute, component) }
    switch route.target {
    case .blackhole: return end(.tgwBlackhole, component)
    case .attachment(let target): return exit(by: target, zone: zone)
    }
  }

  /// The route of a transit gateway's table; of equal routes of lines the walk chooses (R133, R137).
  private mutating func select(in table: ID<TransitGatewayRouteTable>) -> TransitGatewayRoute? {
    let matching = model.transitGatewayRouteTables[table].routes.filter {
      $0.prefix.contains(packet.destinationAddress)
    }
    let longest = matching.map(\.prefix.length).max()
    let long = matching.filter { $0.prefix.length == longest }
    let lowest = long.map { rank(of: $0) }.min()
    let best = long.filter { rank(of: $0) == lowest }
    let gateway = model.transitGatewayRouteTables[table].transitGateway
    guard let first = best.first else { return nil }
    guard mayShare(first, vpnECMP: model.transitGateways[gateway].vpnECMP) else { return first }
    var alternatives: [TransitGatewayRoute] = []
    for route in best where !alternatives.contains(where: { $0.target == route.target }) {
      alternatives.append(route)
    }
    return alternatives[choose(among: alternatives.count, at: .transitGatewayRouteTable(table))]
  }

  private func rank(of route: TransitGatewayRoute) -> Int {
    switch route.origin {
    case .written: 0
    case .prefixList: 1
    case .propagated:
      switch source(of: route) {
      case .vpc, nil: 2
      case .directConnect: 3
      case .vpn, .peer: 4
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
    case .vpc, .peer, nil: false
    case .vpn: vpnECMP
    case .directConnect: true
    }
  }

  /// Out of the transit gateway by an attachment.
  private mutating func exit(
    by id: ID<TransitGatewayAttachment>, zone: String?
  ) -> Replay.Step {
    guard isDescribed(.attachment(id)) else { return end(gap: .notDescribed, .attachment(id)) }
    checkState(of: id)
    crossings.append(.attachment(id))
    switch model.attachments[id].resource {
    case .vpn(let connection): return .onPremises(.vpn(connection))
    case .directConnect(let gateway): return goOut(by: gateway)
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
      return .depart(subnet)
    }
  }

  /// The subnets by which the packet may come out at a VPC attachment (R126, R139).
  private func exitSubnets(
    of id: ID<TransitGatewayAttachment>, among subnets: [ID<Subnet>], zone: String?
  ) -> [ID<Subnet>] {
    guard model.attachments[id].applianceMode else { return self.subnets(subnets, in: zone) }
    if direction == .reply, let subnet = exits[id] { return [subnet] }
    let (source, destination) = (zoneOfSource, zoneOfDestination)
    if destination == nil || source == destination { return self.subnets(subnets, in: source) }
    return source == nil ? self.subnets(subnets, in: destination) : subnets
  }

  /// The subnet in a zone, or every subnet if there is none or the zone is unknown.
  private func subnets(_ subnets: [ID<Subnet>], in zone: String?) -> [ID<Subnet>] {
    guard let subnet = subnets.first(where: { model.subnets[$0].zone == zone }) else {
      return subnets
    }
    return [subnet]
  }

  private var zoneOfSource: String? {
    guard case .interface(let interface) = origin else { return nil }
    return model.subnets[model.interfaces[interface].subnet].zone
  }

  private var zoneOfDestination: String? {
    guard case .interface(let interface) = goal else { return nil }
    return model.subnets[model.interfaces[interface].subnet].zone
  }
}
