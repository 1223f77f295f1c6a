import NetproofModel
import NetproofSets

/// Gateways at the border of a VPC, on the way out.
extension Replay.Walk {
  private typealias Special = Replay.SpecialAddresses

  /// Out by the internet gateway (R95).
  mutating func leave(
    _ vpc: ID<VPC>, by gateway: ID<InternetGateway>, from subnet: ID<Subnet>
  ) -> Replay.Step {
    let component = ComponentID.internetGateway(gateway)
    if packet.family == .ipv4, model.internetGateways[gateway].pools.contains(packet.source) {
      return leavePool(of: vpc, by: gateway)
    }
    guard passPublicAccess(leaving: vpc, from: subnet) else { return .stop }
    let codes = faults(leaving: vpc, by: gateway)
    for code in codes { obstruct(code, component) }
    if let denier = denying(packet.sourceAddress, in: vpc) {
      obstruct(.denyIGWTraffic, .interface(denier))
    }
    if let table = hiddenTable(of: gateway) { return end(gap: .notDescribed, table) }
    guard codes.isEmpty else { return .stop }
    let isAwaited = enteredByInternetGateway.contains(vpc) || returnsByAnyGateway
    if direction == .reply, !isAwaited { return end(.returnWrongNetwork, component) }
    if packet.family == .ipv4, let address = publicAddress(of: packet.sourceAddress, in: vpc) {
      packet.source = address.bits
    }
    crossings.append(.border)
    leftForInternet = true
    return .internet
  }

  /// Whether the policy has replies arrive whichever way they go by: those of IPv6 alone (R98).
  private var returnsByAnyGateway: Bool {
    packet.family == .ipv6 && model.policies.igwReturnIPv6 == .allow
  }

  /// Whether replies leave a VPC otherwise than by the internet gateway that they would have to (R98).
  func missesInternetGateway(of vpc: ID<VPC>) -> Bool {
    direction == .reply && enteredByInternetGateway.contains(vpc) && !returnsByAnyGateway
  }

  /// The table of a gateway, if nobody describes it: it may steer packets elsewhere (R52).
  private func hiddenTable(of gateway: ID<InternetGateway>) -> ComponentID? {
    guard let table = model.internetGateways[gateway].edgeRouteTable,
      !isDescribed(.routeTable(table))
    else { return nil }
    return .routeTable(table)
  }

  private mutating func faults(
    leaving vpc: ID<VPC>, by gateway: ID<InternetGateway>
  ) -> [Code] {
    let (source, destination) = (packet.sourceAddress, packet.destinationAddress)
    var codes: [Code] = []
    if !isAttached(source, in: vpc) {
      codes.append(.spoofedSource)
    } else if packet.family == .ipv4, publicAddress(of: source, in: vpc) == nil {
      codes.append(.igwNoPublicIP)
    } else if isPrivateIPv6(source) {
      codes.append(.privateIPv6ToInternet)
    }
    if Special.isPrivateIPv4(destination) { codes.append(.igwPrivateDest) }
    if isPrivateIPv6(destination) { codes.append(.privateIPv6ToInternet) }
    if isSteered(source, in: vpc, by: gateway) { codes.append(.ingressRTBRedirection) }
    return codes
  }

  /// Out as it is, with a source in a pool of the gateway (R53).
  private mutating func leavePool(
    of vpc: ID<VPC>, by gateway: ID<InternetGateway>
  ) -> Replay.Step {
    let component = ComponentID.internetGateway(gateway)
    let isTranslated =
      direction == .forward && owners.natGateway(of: packet.sourceAddress, in: vpc) != nil
    let passage: PublicPassage =
      isTranslated ? .natGateway : direction == .forward ? .outbound : .inbound
    guard passPublicAccess(passage, vpc, onlyVPC: true) else { return .stop }
    if Special.isPrivateIPv4(packet.destinationAddress) { return end(.igwPrivateDest, component) }
    if direction == .reply, !enteredByInternetGateway.contains(vpc) {
      return end(.returnWrongNetwork, component)
    }
    crossings.append(.border)
    leftForInternet = true
    return .internet
  }

  /// The interface that must not send by an internet gateway, by the policy for it.
  private func denying(_ address: Address, in vpc: ID<VPC>) -> ID<NetworkInterface>? {
    guard direction == .forward, address.family == .ipv6, !isPrivateIPv6(address),
      model.policies.denyIGWOutbound == .block,
      let owner = owners.interface(of: address, in: vpc),
      model.interfaces[owner].state == .inUse, model.interfaces[owner].deniesInternetGateway
    else { return nil }
    return owner
  }

  /// Whether an attached interface or a NAT gateway of the VPC owns an address.
  func isAttached(_ address: Address, in vpc: ID<VPC>) -> Bool {
    if owners.natGateway(of: address, in: vpc) != nil { return true }
    guard let owner = owners.interface(of: address, in: vpc) else { return false }
    return model.interfaces[owner].state == .inUse
  }

  private func publicAddress(of address: Address, in vpc: ID<VPC>) -> Address? {
    if let gateway = owners.natGateway(of: address, in: vpc) {
      return model.natGateways[gateway].publicAddress
    }
    guard let owner = owners.interface(of: address, in: vpc) else { return nil }
    return model.interfaces[owner].publicAddresses
      .first { $0.privateAddress == address }?.publicAddress
  }

  /// Whether the gateway's route table sends packets for an address to another interface, which
  /// this packet has not passed (R52).
  private func isSteered(
    _ address: Address, in vpc: ID<VPC>, by gateway: ID<InternetGateway>
  ) -> Bool {
    guard let table = model.internetGateways[gateway].edgeRouteTable,
      let target = best(in: table, for: address).first?.target
    else { return false }
    if case .inspection(let endpoint) = target { return !isInspected(by: endpoint) }
    guard case .interface(let interface) = target else { return false }
    if interface == owners.interface(of: address, in: vpc) { return false }
    let isOnTheWay =
      direction == .forward
      ? forwardAppliances.contains(interface) : replyAppliances.contains(interface)
    return !isOnTheWay
  }

  /// Out by the egress-only internet gateway (R100).
  mutating func leave(
    _ vpc: ID<VPC>, by gateway: ID<EgressOnlyInternetGateway>, from subnet: ID<Subnet>
  ) -> Replay.Step {
    let component = ComponentID.egressOnlyInternetGateway(gateway)
    let isAllowedReply =
      model.policies.eigwReply == .allow && enteredByInternetGateway.contains(vpc)
    if direction == .reply, !isAllowedReply { return end(wrongReturn(from: vpc), component) }
    guard passPublicAccess(.egressOnly, vpc, subnet) else { return .stop }
    var codes: [Code] = []
    if owners.interface(of: packet.sourceAddress, in: vpc) == nil {
      codes.append(.spoofedSource)
    } else if isPrivateIPv6(packet.sourceAddress) {
      codes.append(.privateIPv6ToInternet)
    }
    if isPrivateIPv6(packet.destinationAddress) { codes.append(.privateIPv6ToInternet) }
    for code in codes { obstruct(code, component) }
    guard codes.isEmpty else { return .stop }
    if direction == .forward { leftByEgressOnlyGateway.insert(vpc) }
    crossings.append(.border)
    leftForInternet = true
    return .internet
  }

  /// Why a reply must not leave by a stateful gateway (R98, R101).
  func wrongReturn(from vpc: ID<VPC>) -> Code {
    enteredByInternetGateway.contains(vpc) ? .returnNotViaIGW : .asymmetricStatefulPath
  }

  /// By a NAT gateway, from a subnet of its VPC (R102 to R107).
  mutating func translate(
    by id: ID<NATGateway>, from subnet: ID<Subnet>
  ) -> Replay.Step {
    let gateway = model.natGateways[id]
    if direction == .reply {
      return end(wrongReturn(from: model.subnets[subnet].vpc), .natGateway(id))
    }
    if gateway.state != .available { obstruct(.natBadState, .natGateway(id)) }
    let isFromVPN = enteredByVPNGateway.contains(model.subnets[gateway.subnet].vpc)
    if isFromVPN, translations.isEmpty { obstruct(.natViaVGW, .natGateway(id)) }
    var addresses = [id]
    if let siblings = gateway.siblings {
      addresses = model.natGateways.ids.filter { model.natGateways[$0].siblings == siblings }
    }
    if let mode = gateway.mode {
      let zone = model.subnets[subnet].zone
      let near = addresses.filter { model.subnets[model.natGateways[$0].subnet].zone == zone }
      let isBlocked = mode == .manual && model.policies.regionalNATManualZone == .block
      if near.isEmpty, isBlocked { obstruct(.natRegionalAZ, .natGateway(id)) }
      if !near.isEmpty { addresses = near }
    }
    guard isTranslatable else { return end(.natProtocol, .natGateway(id)) }
    let source = packet.sourceAddress
    let sender = addresses.first { model.natGateways[$0].privateAddress == source }
    let entry = sender ?? addresses[choose(among: addresses.count, at: .natGateway(id))]
    let home = model.natGateways[entry].subnet
    see(.natGateway(entry), incoming: true)
    guard enterSubnet(home, from: subnet) else { return .stop }
    if home == subnet, !passInside(home, [.inbound]) { return .stop }
    translate(to: model.natGateways[entry].privateAddress, by: .natGateway(entry))
    see(.natGateway(entry), incoming: false)
    return .depart(home)
  }

  /// TCP, UDP and ICMP; of IPv6, TCP, UDP and echo requests.
  private var isTranslatable: Bool {
    if packet.ipProtocol.hasPorts { return true }
    return packet.family == .ipv4 ? packet.ipProtocol == .icmp : packet.isEchoRequest
  }

  /// Puts one address in place of the source; IPv6 becomes IPv4 (NAT64).
  mutating func translate(to address: Address, by device: Replay.Translation.Device) {
    crossings.append(.border)
    translations.append(
      Replay.Translation(device: device, before: packet, crossings: crossings.count))
    if packet.family == .ipv6 {
      packet.family = .ipv4
      packet.destination &= UInt128(UInt32.max)
      if packet.ipProtocol == .icmpv6 {
        packet.ipProtocol = .icmp
        packet.destinationPort = ICMP.port(
          type: ICMP.echoRequest(.ipv4), code: ICMP.code(of: packet.destinationPort))
      }
    }
    packet.source = address.bits
    if packet.ipProtocol.hasPorts { packet.sourcePort = flow.translatedPort }
  }

  /// By a peering connection, out of one of its VPCs (R116 to R123).
  mutating func cross(_ id: ID<Peering>, from vpc: ID<VPC>) -> Replay.Step {
    let component = ComponentID.peering(id)
    if missesInternetGateway(of: vpc) {
      return end(.returnNotViaIGW, component)
    }
    if model.peerings[id].state != .active { obstruct(.pcxNotActive, component) }
    guard let other = model.peerings[id].other(than: vpc) else {
      return end(gap: .notDescribed, component)
    }
    guard isDescribed(.vpc(other)) else { return end(gap: .notDescribed, .vpc(other)) }
    if isDNS, Special.isResolver(packet.destinationAddress, of: model.vpcs[other]) {
      return end(.dnsResolverRemote, component)
    }
    guard model.vpcs[other].addresses.contains(packet.destinationAddress) else {
      return end(.pcxDstNotInPeer, component)
    }
    // What a load balancer hands on in a client's name counts as its own (R214).
    let isHandedOn = direction == .forward && legs.last?.preservesClient == true
    let isChecked = !isHandedOn && model.policies.peeringCheck == .both
    if isChecked, !model.vpcs[vpc].addresses.contains(packet.sourceAddress) {
      obstruct(.pcxSrcNotInVPC, component)
    }
    if direction == .reply, expectedVPC != other { return end(.returnWrongNetwork, component) }
    crossings.append(.peering(id))
    return .deliver(other, from: nil)
  }
}
