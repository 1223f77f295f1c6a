import NetproofModel
import NetproofSets

/// Carrier and local gateways, and Wavelength Zones (R225 to R227).
extension Replay.Walk {
  private typealias Special = Replay.SpecialAddresses

  // MARK: - Carrier gateways

  /// From a subnet of a VPC by its carrier gateway.
  mutating func leave(
    _ vpc: ID<VPC>, by id: ID<CarrierGateway>, from subnet: ID<Subnet>
  ) -> Replay.Step {
    let component = ComponentID.carrierGateway(id)
    let gateway = model.carrierGateways[id]
    if direction == .reply, enteredByInternetGateway.contains(vpc) {
      return end(.returnNotViaIGW, component)
    }
    checkState(of: .carrierGateway(id))
    guard passPublicAccess(leaving: vpc, from: subnet) else { return .stop }
    guard isAttached(packet.sourceAddress, in: vpc) else { return end(.spoofedSource, component) }
    guard let carrierIP = edgeAddress(.carrier, of: packet.sourceAddress, in: vpc) else {
      return end(.cagwNoCarrierIP, component)
    }
    guard leaveTranslated(to: carrierIP, by: .carrierGateway(id)) else {
      return end(.returnWrongNetwork, component)
    }
    if let step = hand(toOneOf: gateway.networks) { return step }
    leftForInternet = true
    let isCarried = packet.ipProtocol == .tcp || packet.ipProtocol == .icmp
    if !isCarried, !gateway.opensInternet { obstruct(.cagwInternetProtocol, component) }
    return .internet
  }

  /// The carrier gateway whose carrier IP the destination is.
  var carrierOfDestination: ID<CarrierGateway>? {
    let destination = packet.destinationAddress
    return model.carrierGateways.ids.first { id in
      owner(ofOutside: destination, .carrier, in: model.carrierGateways[id].vpc) != nil
    }
  }

  /// From the internet: a response, or a connection that begins there.
  mutating func arriveFromInternet(at id: ID<CarrierGateway>) -> Replay.Step {
    let component = ComponentID.carrierGateway(id)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    let isResponse = direction == .reply && forwardEdges.contains(.carrierGateway(id))
    let isLetIn = model.carrierGateways[id].opensInternet || packet.ipProtocol == .icmp
    guard isResponse || isLetIn else { return end(.cagwInternetInbound, component) }
    return arrive(at: id)
  }

  /// From a carrier's network or the internet into the VPC.
  mutating func arrive(at id: ID<CarrierGateway>) -> Replay.Step {
    sightings?.goBeyond()
    let component = ComponentID.carrierGateway(id)
    let vpc = model.carrierGateways[id].vpc
    guard isDescribed(.vpc(vpc)) else { return end(gap: .notDescribed, .vpc(vpc)) }
    checkState(of: .carrierGateway(id))
    guard let own = owner(ofOutside: packet.destinationAddress, .carrier, in: vpc) else {
      return end(.cagwDstNotMapped, component)
    }
    comeInTranslated(to: own, by: .carrierGateway(id))
    guard passPublicAccess(entering: vpc, at: subnetOfDestination(in: vpc)) else { return .stop }
    return .deliver(vpc, from: nil)
  }

  // MARK: - Local gateways

  /// From a subnet on an Outpost by its local gateway.
  mutating func leave(
    _ vpc: ID<VPC>, by id: ID<LocalGateway>, from subnet: ID<Subnet>
  ) -> Replay.Step {
    let component = ComponentID.localGateway(id)
    let gateway = model.localGateways[id]
    if direction == .reply, enteredByInternetGateway.contains(vpc) {
      return end(.returnNotViaIGW, component)
    }
    let home = homeOnOutpost(of: packet.sourceAddress, gateway, in: vpc)
    guard model.subnets[subnet].outpost == gateway.outpost, home else {
      return end(.lgwNotOnOutpost, component)
    }
    guard isAttached(packet.sourceAddress, in: vpc) else { return end(.spoofedSource, component) }
    checkState(of: .localGateway(id))
    switch gateway.mode {
    case .directVPCRouting:
      crossings.append(.border)
      if direction == .forward { forwardEdges.insert(.localGateway(id)) }
    case .customerOwned:
      guard let owned = edgeAddress(.customerOwned, of: packet.sourceAddress, in: vpc) else {
        return end(.lgwNoCustomerOwnedIP, component)
      }
      guard leaveTranslated(to: owned, by: .localGateway(id)) else {
        return end(.returnWrongNetwork, component)
      }
    }
    if let step = hand(toOneOf: gateway.networks) { return step }
    return onward(from: id)
  }

  /// By the premises to another Outpost.
  private mutating func onward(from id: ID<LocalGateway>) -> Replay.Step {
    let networks = model.localGateways[id].networks
    for other in model.localGateways.ids where other != id {
      let gateway = model.localGateways[other]
      guard gateway.networks.contains(where: networks.contains) else { continue }
      guard isDescribed(.localGateway(other)) else {
        return end(gap: .notDescribed, .localGateway(other))
      }
      let (prefixes, unknown) = announced(by: other)
      if prefixes.contains(where: { $0.contains(packet.destinationAddress) }) {
        return arrive(at: other)
      }
      if let unknown { return end(gap: .notDescribed, unknown) }
    }
    return end(.onpremDstUnknown, networks.first.map { .network($0) } ?? .localGateway(id))
  }

  /// From the premises to an Outpost.
  mutating func arrive(at id: ID<LocalGateway>) -> Replay.Step {
    let gateway = model.localGateways[id]
    let destination = packet.destinationAddress
    checkState(of: .localGateway(id))
    for vpc in gateway.vpcs {
      switch gateway.mode {
      case .directVPCRouting:
        guard isDescribed(.vpc(vpc)) else { return end(gap: .notDescribed, .vpc(vpc)) }
        guard homeOnOutpost(of: destination, gateway, in: vpc) else { continue }
        crossings.append(.border)
        return .deliver(vpc, from: nil)
      case .customerOwned:
        guard let own = owner(ofOutside: destination, .customerOwned, in: vpc),
          homeOnOutpost(of: own, gateway, in: vpc)
        else { continue }
        comeInTranslated(to: own, by: .localGateway(id))
        return .deliver(vpc, from: nil)
      }
    }
    return end(.lgwDstUnknown, .localGateway(id))
  }

  /// What the premises learn from a local gateway.
  func announced(by id: ID<LocalGateway>) -> (prefixes: [Prefix], ComponentID?) {
    let gateway = model.localGateways[id]
    var (prefixes, unknown): ([Prefix], ComponentID?) = ([], nil)
    for vpc in gateway.vpcs {
      if !isDescribed(.vpc(vpc)) {
        unknown = unknown ?? .vpc(vpc)
        continue
      }
      for id in model.vpcs[vpc].subnets {
        if !isDescribed(.subnet(id)) { unknown = unknown ?? .subnet(id) }
        let subnet = model.subnets[id]
        guard subnet.outpost == gateway.outpost, gateway.mode == .directVPCRouting else { continue }
        if !isDescribed(.routeTable(subnet.routeTable)) {
          unknown = unknown ?? .routeTable(subnet.routeTable)
        }
        let leadsThere = model.routeTables[subnet.routeTable].routes.contains { route in
          guard case .localGateway(let target) = route.target, route.refusal == nil else {
            return false
          }
          return model.localGateways[target] == gateway
        }
        if leadsThere { prefixes += subnet.cidrs.filter { $0.family == .ipv4 } }
      }
    }
    guard gateway.mode == .customerOwned else { return (prefixes, unknown) }
    for interface in model.interfaces.elements {
      let subnet = model.subnets[interface.subnet]
      guard subnet.outpost == gateway.outpost, gateway.vpcs.contains(subnet.vpc) else { continue }
      for own in interface.edgeAddresses where own.kind == .customerOwned {
        prefixes.append(Prefix(own.outsideAddress))
      }
    }
    return (prefixes, unknown)
  }

  private func homeOnOutpost(
    of address: Address, _ gateway: LocalGateway, in vpc: ID<VPC>
  ) -> Bool {
    model.vpcs[vpc].subnets.contains { id in
      model.subnets[id].outpost == gateway.outpost && model.subnets[id].addresses.contains(address)
    }
  }

  // MARK: - Shared

  /// To the first network that holds the destination; nothing if none does or may.
  private mutating func hand(toOneOf networks: [ID<Network>]) -> Replay.Step? {
    let holder = networks.first {
      model.networks[$0].addresses.contains(packet.destinationAddress)
    }
    if let step = meetHidden(holder, of: networks) { return step }
    guard let holder else { return nil }
    guard expected == .network(holder) else { return end(wrongNetwork, .network(holder)) }
    return .received(.network(holder))
  }

  /// The outside address of a private one.
  private func edgeAddress(
    _ kind: EdgeAddress.Kind, of address: Address, in vpc: ID<VPC>
  ) -> Address? {
    guard let owner = owners.interface(of: address, in: vpc) else { return nil }
    return model.interfaces[owner].edgeAddresses
      .first { $0.kind == kind && $0.privateAddress == address }?.outsideAddress
  }

  /// The private address in a VPC that has an outside one.
  private func owner(
    ofOutside address: Address, _ kind: EdgeAddress.Kind, in vpc: ID<VPC>
  ) -> Address? {
    for interface in model.interfaces.elements
    where model.subnets[interface.subnet].vpc == vpc {
      let own = interface.edgeAddresses.first { $0.kind == kind && $0.outsideAddress == address }
      if let own { return own.privateAddress }
    }
    return nil
  }

  /// Out, translated; false for a reply to what did not come in by this line.
  private mutating func leaveTranslated(to address: Address, by line: Line) -> Bool {
    if direction == .reply {
      guard let last = edgeEntries.last, last.line == line,
        last.translations == translations.count
      else { return false }
      edgeEntries.removeLast()
    } else {
      forwardEdges.insert(line)
    }
    packet.source = address.bits
    crossings.append(.border)
    return true
  }

  private mutating func comeInTranslated(to address: Address, by line: Line) {
    packet.destination = address.bits
    crossings.append(.border)
    guard direction == .forward else { return }
    forwardEdges.insert(line)
    edgeEntries.append((line, translations.count))
  }

  /// Says that packets do not pass between Wavelength Zones of a VPC (R226).
  mutating func checkZones(from one: ID<Subnet>?, to other: ID<Subnet>) {
    guard let one, case .wavelengthZone = model.subnets[one].placement,
      case .wavelengthZone = model.subnets[other].placement,
      model.subnets[one].zone != model.subnets[other].zone
    else { return }
    obstruct(.wavelengthZoneToZone, .vpc(model.subnets[other].vpc), as: .absence)
  }
}
