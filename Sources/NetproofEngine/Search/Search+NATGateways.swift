import NetproofModel
import NetproofSets

/// NAT gateways.
extension Search {
  /// Packets that a route sends to a NAT gateway (R102 to R108).
  mutating func translate(_ walk: Walk, by id: ID<NATGateway>, from subnet: ID<Subnet>) {
    let component = ComponentID.natGateway(id)
    let gateway = model.natGateways[id]
    let vpc = model.subnets[gateway.subnet].vpc
    guard walk.direction == .forward else { return refuseReply(walk, at: component, in: vpc) }
    var walk = walk
    if gateway.state != .available { block(&walk, .natBadState, at: component) }
    if isFromVPN(walk, into: vpc) { block(&walk, .natViaVGW, at: component) }
    let entries = serving(&walk, by: id, from: subnet)
    guard let carried = carriedProtocols(walk, component) else { return }
    for (part, entry) in choosing(carried, among: entries, at: component) {
      translate(part, byEntry: entry, from: subnet)
    }
  }

  /// Packets with the entries that they may be given: what one of them has sent itself keeps its address.
  private mutating func choosing(
    _ walk: Walk, among entries: [ID<NATGateway>], at component: ComponentID
  ) -> [(Walk, ID<NATGateway>)] {
    var parts: [(Walk, ID<NATGateway>)] = []
    var rest: Walk? = walk
    for entry in entries where entries.count > 1 && walk.header.family == .ipv4 {
      guard let current = rest else { break }
      let own = AddressBits(model.natGateways[entry].privateAddress.bits)
      let cut = split(current, sourcesIn: own)
      if let part = cut.inside { parts.append((part, entry)) }
      rest = cut.outside
    }
    guard let others = rest else { return parts }
    choose(others, among: entries.count, at: component) { part, choice in
      parts.append((part, entries[choice]))
    }
    return parts
  }

  /// The entries of a NAT gateway that may translate packets from a subnet, each with its address: all
  /// (R102), but of a regional one those of the subnet's zone, or else any (R114).
  private mutating func serving(
    _ walk: inout Walk, by id: ID<NATGateway>, from subnet: ID<Subnet>
  ) -> [ID<NATGateway>] {
    let entries = model.entries(of: id)
    guard let mode = model.natGateways[id].mode else { return entries }
    let component = ComponentID.natGateway(id)
    let zone = model.subnets[subnet].zone
    let own = entries.filter { model.subnets[model.natGateways[$0].subnet].zone == zone }
    if !own.isEmpty { return own }
    if mode == .manual {
      assume(.regionalNATManualZone, &walk, at: component)
      if model.policies.regionalNATManualZone == .block {
        block(&walk, .natRegionalAZ, at: component, context: [.subnet(subnet)])
      }
    }
    let remark = Remark(.azCrossed, component)
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
    return entries
  }

  /// Packets that a NAT gateway carries, translated at one of its places.
  private mutating func translate(
    _ carried: Walk, byEntry id: ID<NATGateway>, from subnet: ID<Subnet>
  ) {
    let component = ComponentID.natGateway(model.whole(id))
    let gateway = model.natGateways[id]
    let home = gateway.subnet
    guard isDescribed(.subnet(home)) else {
      return end(carried, gap: .notDescribed, at: .subnet(home))
    }
    var carried = carried
    mark(&carried, .natGateway(id), .inbound)
    let entered =
      home == subnet
      ? networkACL(inside: home, .inbound, carried, at: component)
      : entering(carried, home, from: subnet)
    for part in entered {
      var part = part
      part.cross(.natGateway(id))
      let before = part.header
      if before.family == .ipv6 { part.header = before.toNAT64() }
      collapse(&part, .natGateway(id), to: gateway.privateAddress.bits, at: component)
      if before.family == .ipv6, let last = part.translations.indices.last {
        part.translations[last] = Translation(
          kind: .natGateway(id), before: before, pairs: [], ports: ClientPortProfile.nat.ports)
      }
      mark(&part, .natGateway(id), .outbound)
      depart(part, from: home)
    }
  }

  /// Ends what is neither TCP, UDP nor ICMP (R104), and gives back the rest.
  private mutating func carriedProtocols(_ walk: Walk, _ component: ComponentID) -> Walk? {
    let ports = Service(ProtocolSet(.tcp, .udp))
    let services: [Service] =
      walk.header.family == .ipv4 ? [ports, Service(.icmp)] : [ports, Service.echo(.ipv6)]
    var rest = [walk]
    var carried: Walk?
    for service in services {
      rest = rest.flatMap { part in
        let cut = split(part, by: service)
        carried = cut.inside ?? carried
        return cut.outside
      }
    }
    for part in rest { end(part, .natProtocol, at: component) }
    return carried
  }
}

extension PacketCube {
  /// The IPv4 header that NAT64 makes of an IPv6 one, before the source is replaced (R104).
  func toNAT64() -> PacketCube {
    let low = UInt128(UInt32.max)
    let destinations = AddressBits(
      self.destinations.intervals.map { ($0.lower & low)...($0.upper & low) })
    var cube = PacketCube(
      .ipv4, protocols: protocols, sources: AddressBits(0), destinations: destinations,
      sourcePorts: sourcePorts, destinationPorts: destinationPorts)
    if protocols == ProtocolSet(.icmpv6) {
      cube.protocols = ProtocolSet(.icmp)
      cube.destinationPorts = destinationPorts.movingICMP(to: ICMP.echoRequest(.ipv4))
    }
    return cube
  }
}
