import NetproofModel
import NetproofSets

/// Carrier gateways of Wavelength Zones (R226).
extension Search {
  // MARK: - Out

  /// Packets that a route sends to a carrier gateway.
  mutating func exit(
    _ walk: Walk, by id: ID<CarrierGateway>, from subnet: CountingSubnet, of vpc: ID<VPC>
  ) {
    let component = ComponentID.carrierGateway(id)
    if walk.direction == .reply, let gateway = walk.entered(vpc) {
      return end(walk, .returnNotViaIGW, at: component, context: [.internetGateway(gateway)])
    }
    var walk = walk
    checkState(&walk, .carrierGateway(id))
    for part in leavingPublicly(walk, from: subnet, vpc) { exit(part, id, of: vpc) }
  }

  private mutating func exit(_ walk: Walk, _ id: ID<CarrierGateway>, of vpc: ID<VPC>) {
    let component = ComponentID.carrierGateway(id)
    let cut = split(walk, sourcesIn: graph.attached[vpc.index].ipv4)
    if let foreign = cut.outside {
      end(foreign, .spoofedSource, at: component, side: .outbound, context: [.vpc(vpc)])
    }
    guard let own = cut.inside,
      let mapped = translate(
        own, outBy: .carrierGateway(id), graph.edgeOwners.pairs(.carrier, in: vpc),
        missing: .cagwNoCarrierIP)
    else { return }
    guard let outside = delivered(mapped, toNetworksBehind: .carrierGateway(id)) else { return }
    for part in passing(outside, toInternetBy: id) { internet(part) }
  }

  /// What may go between a carrier gateway and the internet; what may not is marked and goes on.
  private mutating func passing(_ walk: Walk, toInternetBy id: ID<CarrierGateway>) -> [Walk] {
    if model.carrierGateways[id].opensInternet { return [walk] }
    let (carried, others) = split(walk, by: Service(ProtocolSet(.tcp, .icmp)))
    var parts = carried.map { [$0] } ?? []
    for var other in others {
      block(&other, .cagwInternetProtocol, at: .carrierGateway(id), side: .outbound)
      parts.append(other)
    }
    return parts
  }

  // MARK: - In

  /// Takes what goes to carrier IPs from packets on the internet, and gives back the rest.
  mutating func withoutCarrierIPs(_ walk: Walk) -> Walk? {
    guard walk.header.family == .ipv4, !graph.edgeOwners.isEmpty else { return walk }
    var rest: Walk? = walk
    for id in model.carrierGateways.ids {
      guard let current = rest else { return nil }
      let pairs = graph.edgeOwners.pairs(.carrier, in: model.carrierGateways[id].vpc)
      let cut = split(current, destinationsIn: Self.outside(pairs))
      if let inside = cut.inside { comeInFromInternet(inside, by: id) }
      rest = cut.outside
    }
    return rest
  }

  /// Responses, and what the gateway lets the internet begin.
  private mutating func comeInFromInternet(_ walk: Walk, by id: ID<CarrierGateway>) {
    let component = ComponentID.carrierGateway(id)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    let isResponse =
      walk.direction == .reply && walk.crossings.contains(.onPremises(.carrierGateway(id)))
    if isResponse || model.carrierGateways[id].opensInternet { return comeIn(walk, by: id) }
    let (pings, others) = split(walk, by: Service(.icmp))
    if let pings { comeIn(pings, by: id) }
    for other in others { end(other, .cagwInternetInbound, at: component, side: .inbound) }
  }

  /// Packets of the internet that pass, or of a carrier's network.
  mutating func comeIn(_ walk: Walk, by id: ID<CarrierGateway>) {
    let vpc = model.carrierGateways[id].vpc
    guard isDescribed(.vpc(vpc)) else { return end(walk, gap: .notDescribed, at: .vpc(vpc)) }
    var walk = walk
    markBeyond(&walk)
    checkState(&walk, .carrierGateway(id))
    guard
      let inside = translate(
        walk, inBy: .carrierGateway(id), graph.edgeOwners.pairs(.carrier, in: vpc),
        missing: .cagwDstNotMapped)
    else { return }
    for part in enteringPublicly(inside, vpc) { deliver(part, in: vpc, from: nil) }
  }

  static func outside(_ pairs: [PublicAddress]) -> AddressBits {
    AddressBits(pairs.map { $0.publicAddress.bits...$0.publicAddress.bits })
  }
}

/// Translation one to one, at carrier and local gateways.
extension Search {
  /// Puts outside addresses in place of sources, and says that the packets have crossed the line;
  /// those without one end, as replies to what came in otherwise do.
  mutating func translate(
    _ walk: Walk, outBy line: Line, _ pairs: [PublicAddress], missing code: Code
  ) -> Walk? {
    let component = line.component
    let own = AddressBits(pairs.map { $0.privateAddress.bits...$0.privateAddress.bits })
    let cut = split(walk, sourcesIn: own)
    if let lacking = cut.outside { end(lacking, code, at: component, side: .outbound) }
    guard var good = cut.inside else { return nil }
    let used = pairs.filter { good.header.sources.contains($0.privateAddress.bits) }
    if good.direction == .forward {
      good.translations.append(
        Translation(
          kind: .edgeSource(line), before: good.header, pairs: Self.bits(used), ports: .all))
    } else if case .edgeDestination(line) = good.topTranslation?.kind {
      good.undone += 1
    } else {
      end(good, .returnWrongNetwork, at: component)
      return nil
    }
    good.header.sources = Self.outside(used)
    good.cross(.onPremises(line))
    note(&good, component, .outbound, .translated, .state(component))
    return good
  }

  /// Puts private addresses in place of destinations; packets to others end.
  mutating func translate(
    _ walk: Walk, inBy line: Line, _ pairs: [PublicAddress], missing code: Code
  ) -> Walk? {
    let component = line.component
    let cut = split(walk, destinationsIn: Self.outside(pairs))
    if let lacking = cut.outside {
      let asked = goal(of: lacking).interfaces?.representative
      end(
        lacking, code, at: component, side: .inbound,
        context: asked.map { [.interface($0)] } ?? [])
    }
    guard var good = cut.inside else { return nil }
    let used = pairs.filter { good.header.destinations.contains($0.publicAddress.bits) }
    if good.direction == .forward {
      good.translations.append(
        Translation(
          kind: .edgeDestination(line), before: good.header, pairs: Self.bits(used), ports: .all))
    } else if case .edgeSource(line) = good.topTranslation?.kind {
      good.undone += 1
    }
    good.header.destinations = AddressBits(
      used.map { $0.privateAddress.bits...$0.privateAddress.bits })
    good.cross(.onPremises(line))
    note(&good, component, .inbound, .translated, .state(component))
    return good
  }

  private static func bits(
    _ pairs: [PublicAddress]
  ) -> [(privateAddress: UInt128, publicAddress: UInt128)] {
    pairs.map { ($0.privateAddress.bits, $0.publicAddress.bits) }
  }

  /// Marks packets that go from one Wavelength Zone of a VPC to another (R226).
  mutating func meetZones(_ walk: inout Walk, from: ID<Subnet>?, to: ID<Subnet>) {
    guard let from, model.subnets[from].isInWavelengthZone,
      model.subnets[to].isInWavelengthZone,
      model.subnets[from].zone != model.subnets[to].zone
    else { return }
    block(
      &walk, .wavelengthZoneToZone, at: .vpc(model.subnets[to].vpc),
      context: [.subnet(from), .subnet(to)])
  }

  /// Packets that enter a subnet from another one or from outside: zones, then its network ACL.
  mutating func entering(
    _ walk: Walk, _ subnet: ID<Subnet>, from other: ID<Subnet>?
  ) -> [Walk] {
    if subnet == other { return [walk] }
    var walk = walk
    meetZones(&walk, from: other, to: subnet)
    return networkACL(walk, model.subnets[subnet].networkACL, .inbound, subnet)
  }
}
