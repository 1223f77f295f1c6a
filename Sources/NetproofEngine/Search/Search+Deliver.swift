import NetproofModel
import NetproofSets

/// Delivery: to interfaces inside a VPC, to appliances, to NAT gateways on the reply.
extension Search {
  /// Delivers inside a VPC by its `local` route, or inside one subnet.
  ///
  /// Without a subnet that they come from, the packets come from outside the VPC.
  mutating func deliver(_ walk: Walk, in vpc: ID<VPC>, from subnet: ID<Subnet>?) {
    if isSettled(walk) { return }
    let component = ComponentID.vpc(vpc)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    let receiver = receiver(of: walk)
    switch receiver {
    case .network:
      return misdelivered(walk, at: component)
    case .interfaces, .natGateway, .appliance:
      guard self.vpc(of: receiver) == vpc else { return misdelivered(walk, at: component) }
    case .nobody: break
    }
    if endMistranslated(walk) { return }
    switch receiver {
    case .interfaces(let group): receive(walk, group, from: subnet)
    case .natGateway(let id): receive(walk, id, from: subnet)
    case .appliance(let id): receive(walk, appliance: id, from: subnet)
    case .nobody: deliverToNobody(walk, in: vpc, from: subnet)
    case .network: break
    }
  }

  mutating func misdelivered(_ walk: Walk, at component: ComponentID) {
    let code: Code = walk.direction == .forward ? .destWrongNetwork : .returnWrongNetwork
    end(walk, code, at: component)
  }

  /// Takes packets to an address that no interface owns: a NAT gateway's, a reserved one, none.
  private mutating func deliverToNobody(_ walk: Walk, in vpc: ID<VPC>, from subnet: ID<Subnet>?) {
    if case .endpoint(let id)? = copy, model.endpoints[id].vpc == vpc, walk.direction == .forward {
      return receive(walk, copyFor: id, from: subnet)
    }
    var rest: Walk? = walk
    if walk.header.family == .ipv4 {
      let nats = (graph.natGateways[vpc] ?? [:]).sorted { $0.key < $1.key }
      for (address, nat) in nats {
        guard let current = rest else { break }
        let parts = split(current, destinationsIn: AddressBits(address))
        if let inside = parts.inside { receive(inside, nat, from: subnet) }
        rest = parts.outside
      }
    }
    guard let unowned = rest else { return }
    guard unowned.direction == .forward else { return endUnowned(unowned, in: vpc) }
    // Who is meant by an address that stands for another one may share it with a neighbour (R146).
    let cut = split(unowned, destinationsIn: graph.owned[vpc.index][unowned.header.family])
    if let stray = cut.inside { misdelivered(stray, at: .vpc(vpc)) }
    if let others = cut.outside { endUnowned(others, in: vpc) }
  }

  /// Ends packets to an address that no described interface of a VPC owns.
  private mutating func endUnowned(_ walk: Walk, in vpc: ID<VPC>) {
    // Those of the VPC's own hosts were exempt, so whoever asks its resolver here is remote (R90).
    let (asked, others) = split(walk, askingResolverOf: vpc)
    if let asked { end(asked, .dnsResolverRemote, at: .vpc(vpc), context: [.vpc(vpc)]) }
    for part in others { endOrdinary(part, in: vpc) }
  }

  private mutating func endOrdinary(_ walk: Walk, in vpc: ID<VPC>) {
    let family = walk.header.family
    let parts = split(walk, destinationsIn: reserved(in: vpc, family))
    if let part = parts.inside { end(part, .destIPReserved, at: .vpc(vpc)) }
    var rest = parts.outside
    for unknown in graph.unknownOwners[vpc] ?? [] {
      guard let current = rest else { return }
      let cut = split(current, destinationsIn: unknown.addresses[family])
      if let part = cut.inside { end(part, gap: .notDescribed, at: unknown.component) }
      rest = cut.outside
    }
    if let part = rest { end(part, .destIPUnassigned, at: .vpc(vpc)) }
  }

  /// Splits off questions to a VPC's resolver.
  func split(_ walk: Walk, askingResolverOf vpc: ID<VPC>) -> (asked: Walk?, others: [Walk]) {
    guard let resolver = graph.resolver(of: vpc), resolver.family == walk.header.family else {
      return (nil, [walk])
    }
    let cut = split(walk, destinationsIn: AddressBits(resolver.bits))
    guard let inside = cut.inside else { return (nil, [walk]) }
    let dns = Service(ProtocolSet(.tcp, .udp), ports: PortSet(53))
    let (asked, others) = split(inside, by: dns)
    return (asked, others + (cut.outside.map { [$0] } ?? []))
  }

  /// The first four addresses and the last of every subnet's blocks, and the resolver's (R25).
  private func reserved(in vpc: ID<VPC>, _ family: Family) -> AddressBits {
    var ranges: [ClosedRange<UInt128>] = []
    for subnet in model.vpcs[vpc].subnets {
      for block in model.subnets[subnet].cidrs where block.family == family {
        ranges.append(block.base.bits...min(block.base.bits + 3, block.last.bits))
        ranges.append(block.last.bits...block.last.bits)
      }
    }
    if let resolver = graph.resolver(of: vpc), resolver.family == family {
      ranges.append(resolver.bits...resolver.bits)
    }
    return AddressBits(ranges)
  }

  /// Stages F9 to F11, or B8 and B10.
  private mutating func receive(_ walk: Walk, _ group: InterfaceGroup, from subnet: ID<Subnet>?) {
    let parts = split(walk, destinationsIn: group.addresses[walk.header.family])
    // Such as extra addresses, which count only where a route leads to the interface.
    if let foreign = parts.outside { deliverToNobody(foreign, in: group.vpc, from: subnet) }
    guard var walk = parts.inside else { return }
    guard isDescribed(.subnet(group.subnet)) else {
      return end(walk, gap: .notDescribed, at: .subnet(group.subnet))
    }
    mark(&walk, .interface(group.representative), .inbound)
    for part in entering(walk, group.subnet, from: subnet) { arrive(part, group) }
  }

  /// Security groups and state of the destination, then the reply; or the end of the reply.
  mutating func arrive(_ walk: Walk, _ group: InterfaceGroup) {
    let id = ComponentID.interface(group.representative)
    guard isDescribed(id) else { return end(walk, gap: .notDescribed, at: id) }
    if walk.direction == .reply { return complete(walk, at: id) }
    var arriving = walk
    settlePending(&arriving)
    if arriving.gap != nil { return end(arriving) }
    for part in securityGroups(arriving, .inbound, group.representative, isTransit: false) {
      var part = part
      checkState(&part, group.representative)
      received(part, at: group.representative, group)
    }
  }

  // MARK: - NAT gateways and appliances that undo their translation

  /// Packets to a NAT gateway's own address: replies that it knows, or nothing that it accepts.
  private mutating func receive(_ walk: Walk, _ id: ID<NATGateway>, from subnet: ID<Subnet>?) {
    let component = ComponentID.natGateway(model.whole(id))
    let home = model.natGateways[id].subnet
    guard isDescribed(.subnet(home)) else {
      return end(walk, gap: .notDescribed, at: .subnet(home))
    }
    var walk = walk
    mark(&walk, .natGateway(id), .inbound)
    for part in entering(walk, home, from: subnet) {
      if case .natGateway(id) = part.pendingCollapse?.kind, part.direction == .reply {
        undo(part, at: component, home)
      } else {
        end(part, .natUnsolicitedInbound, at: component)
      }
    }
  }

  private mutating func receive(
    _ walk: Walk, appliance id: ID<NetworkInterface>, from subnet: ID<Subnet>?
  ) {
    let home = model.interfaces[id].subnet
    guard isDescribed(.subnet(home)) else {
      return end(walk, gap: .notDescribed, at: .subnet(home))
    }
    var walk = walk
    mark(&walk, .interface(id), .inbound)
    for part in entering(walk, home, from: subnet) { undo(part, at: .interface(id), home) }
  }

  /// Gives replies the address and port back that the client sent from.
  mutating func undo(_ walk: Walk, at component: ComponentID, _ home: ID<Subnet>) {
    var walk = walk
    guard
      let index = walk.translations[..<(walk.translations.count - walk.undone)].lastIndex(where: {
        $0.collapses
      })
    else { return end(walk) }
    if case .node(let balance) = walk.translations[index].kind { return undo(walk, balance) }
    let before = walk.translations[index].before
    walk.translations[index].ports = walk.header.destinationPorts
    var header = PacketCube(
      before.family, protocols: walk.header.protocols, sources: walk.header.sources,
      destinations: before.sources, sourcePorts: walk.header.sourcePorts,
      destinationPorts: before.sourcePorts)
    if walk.header.protocols == ProtocolSet(.icmp) || walk.header.protocols == ProtocolSet(.icmpv6)
    {
      header.destinationPorts = walk.header.destinationPorts
      header.sourcePorts = .all
    }
    if before.family != walk.header.family { header = header.fromNAT64(before) }
    walk.header = header
    walk.undone = walk.translations.count - index
    switch walk.translations[index].kind {
    case .natGateway(let id): walk.cross(.natGateway(id))
    case .appliance(let id): walk.cross(.appliance(id))
    case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
      .attachmentDestination, .node:
      break
    }
    note(&walk, component, nil, .translated, .state(component))
    guard case .natGateway(let gateway) = walk.translations[index].kind else {
      guard case .interface(let id) = component else { return depart(walk, from: home) }
      let entry = entry(of: walk, sentBy: id)
      walk.repliedThrough.append(id)
      if entry != id {
        walk.repliedThrough.append(entry)
        walk.cross(.appliance(entry))
        note(&walk, .interface(entry), .outbound, .forwarded, .state(.interface(entry)))
      }
      mark(&walk, .interface(entry), .outbound)
      return depart(walk, from: model.interfaces[entry].subnet)
    }
    mark(&walk, .natGateway(gateway), .outbound)
    for part in networkACLs(toWithin: home, walk, at: component) { depart(part, from: home) }
  }

  /// The interface by which the packets came in to an appliance that sent them by another.
  private func entry(of walk: Walk, sentBy id: ID<NetworkInterface>) -> ID<NetworkInterface> {
    guard let index = walk.crossings.lastIndex(of: .appliance(id)), index > 0,
      case .appliance(let entry) = walk.crossings[index - 1],
      model.interfaces[entry].sendsBy == id
    else { return id }
    return entry
  }

  // MARK: - Interfaces that routes lead to

  /// Packets that a route sends to an interface: its own, or to be passed on (R94).
  mutating func enter(_ walk: Walk, interface id: ID<NetworkInterface>, from subnet: ID<Subnet>?) {
    let interface = model.interfaces[id]
    let home = interface.subnet
    guard isDescribed(.subnet(home)) else {
      return end(walk, gap: .notDescribed, at: .subnet(home))
    }
    let own = interface.addresses.union(interface.extraAddresses)[walk.header.family]
    var walk = walk
    mark(&walk, .interface(id), .inbound)
    for part in entering(walk, home, from: subnet) {
      let cut = split(part, destinationsIn: own)
      if let mine = cut.inside { receive(mine, routedTo: id) }
      if let others = cut.outside { pass(others, through: id) }
    }
  }

  private mutating func receive(_ walk: Walk, routedTo id: ID<NetworkInterface>) {
    let component = ComponentID.interface(id)
    if walk.direction == .reply {
      switch receiver(of: walk) {
      case .appliance(id):
        if endMistranslated(walk) { return }
        return undo(walk, at: component, model.interfaces[id].subnet)
      case .interfaces(let group) where group.members.contains(id):
        if endMistranslated(walk) { return }
        return complete(walk, at: component)
      case .interfaces, .natGateway, .appliance, .network, .nobody:
        return misdelivered(walk, at: component)
      }
    }
    let interface = model.interfaces[id]
    var arriving = walk
    settlePending(&arriving)
    if arriving.gap != nil { return end(arriving) }
    for part in securityGroups(arriving, .inbound, id, isTransit: false) {
      let cut = split(part, destinationsIn: interface.addresses[walk.header.family])
      if let own = cut.inside { finish(own, at: id) }
      if var extra = cut.outside {
        if interface.sourceDestinationCheck {
          block(&extra, .srcDstCheck, at: component, side: .inbound)
        }
        finish(extra, at: id)
      }
    }
  }

  private mutating func finish(_ walk: Walk, at id: ID<NetworkInterface>) {
    var walk = walk
    let component = ComponentID.interface(id)
    checkState(&walk, id)
    guard case .interfaces(let group) = goal(of: walk), group.members.contains(id) else {
      return misdelivered(walk, at: component)
    }
    received(walk, at: id, group)
  }

  /// An appliance: groups inbound, check, what it does, groups outbound, and on from its subnet.
  private mutating func pass(_ walk: Walk, through id: ID<NetworkInterface>) {
    let component = ComponentID.interface(id)
    let interface = model.interfaces[id]
    let isKnownReply =
      walk.direction == .reply && walk.crossings.contains(.appliance(id))
    let entering =
      isKnownReply ? [walk] : securityGroups(walk, .inbound, id, isTransit: true)
    for part in entering {
      var part = part
      if interface.sourceDestinationCheck {
        block(&part, .srcDstCheck, at: component, side: .inbound)
      }
      if part.direction == .reply {
        if interface.isStateful, !isKnownReply {
          blockAsymmetry(&part, at: component, of: graph.vpc(of: id))
        }
        part.repliedThrough.append(id)
      }
      part.cross(.appliance(id))
      let sender = interface.sendsBy ?? id
      guard var outgoing = behave(part, id, sendingBy: sender) else { continue }
      mark(&outgoing, .interface(sender), .outbound)
      let leaving = isKnownReply ? [outgoing] : sentOn(outgoing, by: sender)
      for part in leaving { depart(part, from: model.interfaces[sender].subnet) }
    }
  }

  /// Goes on to the interface by which an appliance sends, if it is another one of its host; nothing if
  /// nobody describes it.
  private mutating func change(
    _ walk: Walk, to sender: ID<NetworkInterface>, from id: ID<NetworkInterface>
  ) -> Walk? {
    guard sender != id else { return walk }
    let component = ComponentID.interface(sender)
    guard isDescribed(component) else {
      end(walk, gap: .notDescribed, at: component)
      return nil
    }
    var walk = walk
    checkState(&walk, sender)
    if model.interfaces[id].behaviour == .forward, model.interfaces[sender].sourceDestinationCheck {
      block(&walk, .srcDstCheck, at: component, side: .outbound)
    }
    if walk.direction == .reply { walk.repliedThrough.append(sender) }
    walk.cross(.appliance(sender))
    return walk
  }

  /// What an appliance sends on, past the outbound rules of its groups if they are asked (U14).
  private mutating func sentOn(_ walk: Walk, by id: ID<NetworkInterface>) -> [Walk] {
    let component = ComponentID.interface(id)
    let known = walk.obstacles.count
    guard model.policies.applianceGroups == .both else {
      guard !isAbstract, !seeksVerdict else { return [walk] }
      // What the rules would say decides whether the answer rests on their not being asked.
      var probe = self
      probe.finished = []
      let asked = probe.securityGroups(walk, .outbound, id, isTransit: true)
      let isRefused =
        !probe.finished.isEmpty || asked.contains { $0.obstacles.count > known }
      guard isRefused else { return [walk] }
      var walk = walk
      assume(.applianceGroups, &walk, at: component)
      return [walk]
    }
    return securityGroups(walk, .outbound, id, isTransit: true).map { part in
      var part = part
      if part.obstacles.count > known { assume(.applianceGroups, &part, at: component) }
      return part
    }
  }

  /// What the appliance does with the packets; nothing if the walk ends here.
  private mutating func behave(
    _ walk: Walk, _ id: ID<NetworkInterface>, sendingBy sender: ID<NetworkInterface>
  ) -> Walk? {
    let component = ComponentID.interface(id)
    var walk = walk
    switch model.interfaces[id].behaviour {
    case .snat where walk.direction == .forward:
      let carried = ProtocolSet(.tcp, .udp, .icmp)
      guard walk.header.family == .ipv4,
        let address = model.interfaces[sender].privateIPv4.first,
        walk.header.protocols.subtracting(carried).isEmpty
      else {
        end(walk, .applianceDrops, at: component)
        return nil
      }
      if sender != id { note(&walk, component, nil, .forwarded, .state(component)) }
      guard var leaving = change(walk, to: sender, from: id) else { return nil }
      collapse(&leaving, .appliance(sender), to: address.bits, at: .interface(sender))
      return leaving
    case .forward, .snat:
      note(&walk, component, nil, .forwarded, .state(component))
      guard sender != id, var leaving = change(walk, to: sender, from: id) else {
        return sender == id ? walk : nil
      }
      note(&leaving, .interface(sender), .outbound, .forwarded, .state(.interface(sender)))
      return leaving
    case .drop:
      end(walk, .applianceDrops, at: component)
      return nil
    case .proxy, .unknown:
      end(walk, gap: .applianceUnknown, at: component)
      return nil
    }
  }

  /// Replaces sources by one address and a port of 1024-65535 (R106).
  mutating func collapse(
    _ walk: inout Walk, _ kind: Translation.Kind, to address: UInt128, at component: ComponentID
  ) {
    let ports = ClientPortProfile.nat.ports
    let hasPorts = !walk.header.protocols.intersection(ProtocolSet(.tcp, .udp)).isEmpty
    if hasPorts, let last = walk.translations.lastIndex(where: \.collapses) {
      walk.translations[last].ports = walk.header.sourcePorts
    }
    walk.translations.append(
      Translation(kind: kind, before: walk.header, pairs: [], ports: ports))
    walk.header.sources = AddressBits(address)
    if hasPorts { walk.header.sourcePorts = ports }
    note(&walk, component, nil, .translated, .state(component))
  }

  /// The end of a complete reply.
  private mutating func complete(_ walk: Walk, at component: ComponentID) {
    var walk = walk
    blockUnseen(&walk)
    note(&walk, component, .inbound, .delivered, .state(component))
    end(walk)
  }

  /// Says which appliances that keep state the reply has not passed.
  mutating func blockUnseen(_ walk: inout Walk) {
    for crossing in walk.crossings {
      switch crossing {
      case .appliance(let id)
      where model.interfaces[id].isStateful && !walk.repliedThrough.contains(id):
        blockAsymmetry(&walk, at: .interface(id), of: graph.vpc(of: id))
      case .inspection(let id)
      where keepsState(id) && !walk.repliesInspected.contains(.endpoint(id)):
        blockAsymmetry(&walk, at: .endpoint(id), of: model.endpoints[id].vpc)
      case .networkFunction(let id) where !walk.repliesInspected.contains(.attachment(id)):
        block(&walk, .asymmetricStatefulPath, at: .attachment(id), context: [.attachment(id)])
      case .networkFunction, .attachmentNAT, .appliance, .inspection, .internetGatewayOut,
        .internetGatewayIn,
        .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .onPremises,
        .vpnGateway,
        .gatewayEndpoint:
        continue
      }
    }
  }

  /// Says that an appliance sees only one direction, at the attachment if that is why (R140).
  mutating func blockAsymmetry(_ walk: inout Walk, at device: ComponentID, of vpc: ID<VPC>) {
    let split = walk.splits.first {
      if case .vpc(vpc, _) = model.attachments[$0].resource { true } else { false }
    }
    let component = split.map { ComponentID.attachment($0) } ?? device
    block(&walk, .asymmetricStatefulPath, at: component, context: [device])
  }

  mutating func completeAtNetwork(_ walk: Walk, _ network: ID<Network>) {
    complete(walk, at: .network(network))
  }
}

extension Translation {
  /// Whether many sources became one or the destination another, so that only state can undo it.
  var collapses: Bool {
    switch kind {
    case .natGateway, .appliance, .node: true
    case .source, .destination, .edgeSource, .edgeDestination, .attachmentSource,
      .attachmentDestination:
      false
    }
  }
}

extension PacketCube {
  /// The IPv6 header of a reply that NAT64 translates back (R104).
  ///
  /// The sources get the prefix that the client addressed; an echo reply keeps its code.
  func fromNAT64(_ before: PacketCube) -> PacketCube {
    let upper = (before.destinations.first ?? 0) & ~UInt128(UInt32.max)
    let sources = AddressBits(
      self.sources.intervals.map { (upper | $0.lower)...(upper | $0.upper) })
    var cube = PacketCube(
      .ipv6, protocols: protocols, sources: sources, destinations: destinations,
      sourcePorts: sourcePorts, destinationPorts: destinationPorts)
    if protocols == ProtocolSet(.icmp) {
      cube.protocols = ProtocolSet(.icmpv6)
      cube.destinationPorts = destinationPorts.movingICMP(to: ICMP.echoReply(.ipv6))
    }
    return cube
  }
}

extension PortSet {
  /// The same ICMP codes under another type.
  func movingICMP(to type: UInt8) -> PortSet {
    PortSet(
      intervals.map {
        ICMP.port(
          type: type, code: ICMP.code(of: $0.lower))...ICMP.port(
            type: type, code: ICMP.code(of: $0.upper))
      })
  }
}
