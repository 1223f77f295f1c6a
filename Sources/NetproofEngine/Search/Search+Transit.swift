import NetproofModel
import NetproofSets

/// Peerings and transit gateways; replies.
extension Search {
  // MARK: - Peering

  /// Packets that a route sends into a peering (R116 to R123).
  mutating func cross(_ walk: Walk, _ id: ID<Peering>, from vpc: ID<VPC>) {
    let component = ComponentID.peering(id)
    let peering = model.peerings[id]
    var walk = walk
    if let gateway = gatewayMissed(by: &walk, leaving: vpc, at: component) {
      return end(walk, .returnNotViaIGW, at: component, context: [gateway])
    }
    guard let far = peering.other(than: vpc) else {
      return end(walk, .pcxDstNotInPeer, at: component)
    }
    if peering.state != .active { block(&walk, .pcxNotActive, at: component) }
    guard isDescribed(.vpc(far)) else { return end(walk, gap: .notDescribed, at: .vpc(far)) }
    for part in withoutRemoteResolver(walk, component, far) {
      let family = part.header.family
      let cut = split(part, destinationsIn: model.vpcs[far].addresses[family])
      if let outside = cut.outside {
        end(outside, .pcxDstNotInPeer, at: component, context: [.vpc(far)])
      }
      guard let inside = cut.inside else { continue }
      // What a load balancer hands on in a client's name counts as its own (R214).
      let isHandedOn =
        inside.direction == .forward && inside.legs.last?.balance.preservesClient == true
      let allowed = isHandedOn ? family.addresses : model.vpcs[vpc].addresses[family]
      let sources = split(inside, sourcesIn: allowed)
      if var foreign = sources.outside {
        assume(.peeringCheck, &foreign, at: component)
        if model.policies.peeringCheck == .both {
          block(&foreign, .pcxSrcNotInVPC, at: component, context: [.vpc(vpc)])
        }
        land(foreign, component, id, far)
      }
      if let own = sources.inside { land(own, component, id, far) }
    }
  }

  /// Ends questions to the far VPC's resolver (R90), and gives back the rest.
  private mutating func withoutRemoteResolver(
    _ walk: Walk, _ component: ComponentID, _ far: ID<VPC>
  ) -> [Walk] {
    let (asked, others) = split(walk, askingResolverOf: far)
    if let asked { end(asked, .dnsResolverRemote, at: component, context: [.vpc(far)]) }
    return others
  }

  private mutating func land(
    _ walk: Walk, _ component: ComponentID, _ id: ID<Peering>, _ far: ID<VPC>
  ) {
    var walk = walk
    if walk.direction == .reply, vpc(of: receiver(of: walk)) != far {
      return end(walk, .returnWrongNetwork, at: component, context: [.vpc(far)])
    }
    walk.cross(.peering(id))
    note(&walk, component, nil, .forwarded, .state(component))
    deliver(walk, in: far, from: nil)
  }

  /// The internet gateway by which the packets came into a VPC, if replies that leave it otherwise are
  /// lost (R98).
  ///
  /// Nothing translates IPv6, so that these may arrive all the same: see the policy.
  func gatewayMissed(
    by walk: inout Walk, leaving vpc: ID<VPC>, at component: ComponentID
  ) -> ComponentID? {
    guard walk.direction == .reply, let gateway = walk.entered(vpc) else { return nil }
    if walk.header.family == .ipv6 {
      assume(.igwReturnIPv6, &walk, at: component)
      if model.policies.igwReturnIPv6 == .allow { return nil }
    }
    return .internetGateway(gateway)
  }

  // MARK: - Transit gateway

  /// Packets that a route sends to a transit gateway (R125, R127, R130).
  mutating func cross(
    _ walk: Walk, _ id: ID<TransitGateway>, from subnet: ID<Subnet>, _ vpc: ID<VPC>
  ) {
    let component = model.component(of: id)
    guard let attachment = graph.attachment(of: vpc, at: id) else {
      return end(walk, .tgwNoAttachment, at: component, context: [.vpc(vpc)])
    }
    let entry = model.attachments[attachment]
    guard isDescribed(.attachment(attachment)), case .vpc(_, let subnets) = entry.resource else {
      return end(walk, gap: .notDescribed, at: .attachment(attachment))
    }
    var walk = walk
    if let gateway = gatewayMissed(by: &walk, leaving: vpc, at: component) {
      return end(walk, .returnNotViaIGW, at: component, context: [gateway])
    }
    checkState(&walk, attachment)
    let zone = model.subnets[subnet].transitZone
    let near = model.subnets.entry(among: subnets, in: zone)
    if near != nil, !subnets.contains(subnet) {
      assume(.transitGatewayEntry, &walk, at: component)
    }
    guard let near, model.mayEnter(by: subnets, from: subnet) else {
      block(
        &walk, .tgwNoAttachmentInAZ, at: component,
        context: [.subnet(subnet), .attachment(attachment)])
      return enter(walk, id, from: attachment, zone: zone)
    }
    guard isDescribed(.subnet(near)) else {
      return end(walk, gap: .notDescribed, at: .subnet(near))
    }
    mark(&walk, .attachment(attachment, near), .inbound)
    for part in networkACL(walk, model.subnets[near].networkACL, .inbound, near) {
      enter(part, id, from: attachment, zone: zone)
    }
  }

  /// Packets that come to a transit gateway from outside of VPCs, by an attachment.
  mutating func enter(_ walk: Walk, by id: ID<TransitGatewayAttachment>) {
    guard isDescribed(.attachment(id)) else {
      return end(walk, gap: .notDescribed, at: .attachment(id))
    }
    var walk = walk
    checkState(&walk, id)
    enter(walk, model.attachments[id].transitGateway, from: id, zone: nil)
  }

  private mutating func checkState(_ walk: inout Walk, _ id: ID<TransitGatewayAttachment>) {
    let state = model.attachments[id].state
    guard state.forwards else { return block(&walk, .tgwAttachmentState, at: .attachment(id)) }
    guard state != .available else { return }
    let remark = Remark(.tgwAttachmentChanging, .attachment(id))
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
  }

  /// Looks packets up in the table of the attachment that they come from (R131 to R137).
  mutating func enter(
    _ walk: Walk, _ id: ID<TransitGateway>, from: ID<TransitGatewayAttachment>, zone: String?
  ) {
    let gateway = model.component(of: id)
    if model.transitGateways[id].kind == .unknownCoreNetwork {
      return end(walk, gap: .unsupportedCloudWANFeature, at: gateway)
    }
    guard isDescribed(gateway) else { return end(walk, gap: .notDescribed, at: gateway) }
    var walk = walk
    guard visit(&walk, .transitGateway(id, from), loopAt: gateway) else { return }
    if model.transitGateways[id].deadState != nil { block(&walk, .targetBadState, at: gateway) }
    note(&walk, .attachment(from), .inbound, .forwarded, .state(.attachment(from)))
    for part in translatedIn(walk, at: from) { lookUp(part, id, from: from, zone: zone) }
  }

  private mutating func lookUp(
    _ walk: Walk, _ id: ID<TransitGateway>, from: ID<TransitGatewayAttachment>, zone: String?
  ) {
    let gateway = model.component(of: id)
    var walk = walk
    walk.cross(.transitGateway(id, from: from, to: nil))
    guard let table = model.attachments[from].association else {
      if let table = model.hiddenTable(of: id) { return end(walk, gap: .notDescribed, at: table) }
      return end(walk, .tgwNoAssociation, at: .attachment(from), context: [gateway])
    }
    let component = model.component(of: table)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    if let unknown = graph.transitRoutes[table.index].unknown {
      return end(walk, gap: model.gap(at: unknown), at: unknown)
    }
    var rest: Walk? = walk
    for group in graph.transitRoutes[table.index].groups(walk.header.family) {
      guard let current = rest else { break }
      let cut = split(current, destinationsIn: group.bits)
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      var chosen: [(Walk, Int)] = []
      choose(inside, among: group.choices.count, at: gateway) { part, choice in
        chosen.append((part, group.choices[choice]))
      }
      for (part, index) in chosen { follow(part, table, index, id, from, zone) }
    }
    if let none = rest {
      let isTransit = model.transitGateways[id].kind == .transitGateway
      end(
        none, isTransit ? .tgwNoRoute : .cloudWANNoRoute, at: isTransit ? component : gateway,
        evidence: .absence(component, .routes),
        context: isTransit ? [.attachment(from)] : [.attachment(from), component])
    }
  }

  private mutating func follow(
    _ walk: Walk, _ table: ID<TransitGatewayRouteTable>, _ index: Int, _ id: ID<TransitGateway>,
    _ from: ID<TransitGatewayAttachment>, _ zone: String?
  ) {
    let component = model.component(of: table)
    let evidence = Evidence.route(RuleID(component, .routes, index))
    var walk = walk
    guard
      case .attachment(let to) = model.transitGatewayRouteTables[table].routes[index].target
    else {
      guard model.transitGateways[id].kind == .transitGateway else {
        return end(
          walk, .cloudWANNoRoute, at: model.component(of: id), evidence: evidence,
          context: [component])
      }
      return end(walk, .tgwBlackhole, at: component, evidence: evidence)
    }
    note(&walk, component, nil, .routed, evidence)
    guard isDescribed(.attachment(to)) else {
      return end(walk, gap: .notDescribed, at: .attachment(to))
    }
    checkState(&walk, to)
    walk.leaveTransitGateway(by: to)
    for part in translatedOut(walk, at: to) { leave(part, id, by: to, from, zone) }
  }

  private mutating func leave(
    _ walk: Walk, _ id: ID<TransitGateway>, by to: ID<TransitGatewayAttachment>,
    _ from: ID<TransitGatewayAttachment>, _ zone: String?
  ) {
    switch model.attachments[to].resource {
    case .vpc(_, let subnets):
      // Zones of another region are other zones.
      let isNear = model.attachments[to].edge == model.attachments[from].edge
      exit(walk, to, subnets, isNear ? zone : nil)
    case .vpn(let connection): toOnPremises(left(walk, by: to), .vpn(connection))
    case .directConnect(let gateway):
      toDirectConnect(left(walk, by: to), gateway, from: id)
    case .edge: toOnPremises(walk, .attachment(to))
    case .networkFunction(let policy): passFunction(walk, to, by: policy, at: id, zone)
    case .peer(let far):
      guard isDescribed(.attachment(far)) else {
        return end(walk, gap: .notDescribed, at: .attachment(far))
      }
      var walk = left(walk, by: to)
      checkState(&walk, far)
      enter(walk, model.attachments[far].transitGateway, from: far, zone: nil)
    }
  }

  /// Packets that have left a transit gateway by an attachment.
  private mutating func left(_ walk: Walk, by id: ID<TransitGatewayAttachment>) -> Walk {
    var walk = walk
    note(&walk, .attachment(id), .outbound, .forwarded, .state(.attachment(id)))
    return walk
  }

  /// Leaves a transit gateway into a VPC, in a zone (R126, R139).
  private mutating func exit(
    _ walk: Walk, _ attachment: ID<TransitGatewayAttachment>, _ subnets: [ID<Subnet>],
    _ zone: String?
  ) {
    let options = exits(walk, attachment, subnets, zone)
    let component = ComponentID.attachment(attachment)
    guard !options.isEmpty else { return end(walk, gap: .notDescribed, at: component) }
    var chosen: [(Walk, ID<Subnet>)] = []
    choose(walk, among: options.count, at: component) { part, choice in
      chosen.append((part, options[choice]))
    }
    for (part, subnet) in chosen {
      var part = part
      if part.direction == .forward {
        part.exits.append((attachment, subnet))
      } else if let used = part.exits.last(where: { $0.attachment == attachment }),
        used.subnet != subnet
      {
        part.splits.append(attachment)
      }
      let remark = Remark(.azCrossed, component)
      if let zone, model.subnets[subnet].zone != zone, !part.notes.contains(remark) {
        part.notes.append(remark)
      }
      // Where AWS chooses among subnets, the step says which it is.
      let holder = options.count > 1 ? ComponentID.subnet(subnet) : component
      note(&part, component, .outbound, .forwarded, .state(holder))
      guard isDescribed(.subnet(subnet)) else {
        end(part, gap: .notDescribed, at: .subnet(subnet))
        continue
      }
      mark(&part, .attachment(attachment, subnet), .outbound)
      depart(part, from: subnet)
    }
  }

  private func exits(
    _ walk: Walk, _ attachment: ID<TransitGatewayAttachment>, _ subnets: [ID<Subnet>],
    _ zone: String?
  ) -> [ID<Subnet>] {
    func inZone(_ zone: String?) -> [ID<Subnet>] {
      guard let zone, let near = model.subnets.entry(among: subnets, in: zone) else {
        return subnets
      }
      return [near]
    }
    guard model.attachments[attachment].applianceMode else { return inZone(zone) }
    if walk.direction == .reply,
      let used = walk.exits.last(where: { $0.attachment == attachment })
    {
      return [used.subnet]
    }
    let source = origin(of: walk).interfaces.map { model.subnets[$0.subnet].transitZone }
    let destination = goal(of: walk).interfaces.map { model.subnets[$0.subnet].transitZone }
    switch (source, destination) {
    case (let source?, let destination?): return source == destination ? inZone(source) : subnets
    case (let source, nil): return inZone(source)
    case (nil, _): return subnets
    }
  }

  // MARK: - The reply

  /// Turns packets that have arrived around, if a reply is needed (R3).
  mutating func answer(_ walk: Walk, from end: EndOfReply) {
    var walk = walk
    settlePending(&walk)
    if walk.gap != nil { return self.end(walk) }
    if isSettled(walk) { return }
    guard let reply = walk.header.reply(oneWay: oneWay) else {
      walk.notes.append(Remark(.oneWay))
      return self.end(walk)
    }
    walk.header = reply
    walk.direction = .reply
    switch end {
    case .network(let id): start(walk, from: id)
    case .interfaces(let group): answer(walk, group)
    }
  }

  /// Who replies.
  enum EndOfReply {
    case interfaces(InterfaceGroup)
    case network(ID<Network>)
  }

  private mutating func answer(_ walk: Walk, _ group: InterfaceGroup) {
    var walk = walk
    let id = ComponentID.interface(group.representative)
    if model.interfaces[group.representative].replyInterface == nil,
      model.primary(besides: group.representative) != nil
    {
      assume(.replyFrom, &walk, at: id)
    }
    if let primary = model.primaryReplying(for: group.representative) {
      mark(&walk, .interface(primary), .outbound)
      return answer(walk, byPrimary: primary)
    }
    note(&walk, id, .outbound, .tracked, .state(id))
    mark(&walk, .interface(group.representative), .outbound)
    reply(walk, from: group.subnet)
  }

  /// Sends a reply on its way: by the state that some device keeps, or by its subnet's routes.
  mutating func reply(_ walk: Walk, from subnet: ID<Subnet>) {
    if walk.legs.last?.balance.preservesClient == true {
      return returnToNode(walk, from: subnet)
    }
    guard let nat = returnToSender(walk) else { return departReplying(walk, from: subnet) }
    var walk = walk
    if case .peering(let id) = walk.crossings.last { mark(&walk, goesBy: .peering(id)) }
    for part in networkACL(walk, model.subnets[subnet].networkACL, .outbound, subnet) {
      deliver(part, in: model.subnets[model.natGateways[nat].subnet].vpc, from: nil)
    }
  }

  /// The NAT gateway to which replies return by themselves over a peering (R112).
  private func returnToSender(_ walk: Walk) -> ID<NATGateway>? {
    guard case .natGateway(let id) = walk.topTranslation?.kind,
      case .peering = walk.crossings.last, case .natGateway(id) = walk.crossings.dropLast().last
    else { return nil }
    return id
  }

  /// A host without policy routing: the reply is a flow of its primary interface (R93).
  private mutating func answer(_ walk: Walk, byPrimary primary: ID<NetworkInterface>) {
    let interface = model.interfaces[primary]
    for part in securityGroups(walk, .outbound, primary, isTransit: false) {
      let cut = split(part, sourcesIn: interface.addresses[walk.header.family])
      if var foreign = cut.outside {
        if interface.sourceDestinationCheck {
          block(&foreign, .srcDstCheck, at: .interface(primary), side: .outbound)
        }
        departElsewhere(foreign, from: interface.subnet)
      }
      if let own = cut.inside { departElsewhere(own, from: interface.subnet) }
    }
  }

  /// Sends a reply on from another interface, which no node that preserves addresses knows.
  private mutating func departElsewhere(_ walk: Walk, from subnet: ID<Subnet>) {
    guard let balance = walk.legs.last?.balance, balance.preservesClient else {
      return departReplying(walk, from: subnet)
    }
    end(walk, .asymmetricStatefulPath, at: model.component(of: balance.balancer))
  }

  /// Sends a reply on from a subnet, perhaps to a node of a network load balancer there (U8).
  private mutating func departReplying(_ walk: Walk, from subnet: ID<Subnet>) {
    guard let balance = walk.legs.last?.balance,
      model.interfaces[balance.node].subnet == subnet,
      model.loadBalancers[balance.balancer].kind == .network
    else { return depart(walk, from: subnet) }
    let component = model.component(of: balance.balancer)
    for part in networkACLs(inside: subnet, walk, at: component) { depart(part, from: subnet) }
  }
}

extension PacketCube {
  /// The headers of the replies, or nothing where none is needed.
  func reply(oneWay: Bool) -> PacketCube? {
    var cube = PacketCube(
      family, protocols: protocols, sources: destinations, destinations: sources,
      sourcePorts: destinationPorts, destinationPorts: sourcePorts)
    switch protocols.single {
    case .tcp: return cube
    case .udp: return oneWay ? nil : cube
    case family == .ipv4 ? .icmp : .icmpv6:
      let request = ICMP.ports(type: ICMP.echoRequest(family))
      guard destinationPorts.isSubset(of: request) else { return nil }
      cube.sourcePorts = .all
      cube.destinationPorts = destinationPorts.movingICMP(to: ICMP.echoReply(family))
      return cube
    default: return nil
    }
  }
}
