public import NetproofEngine
import NetproofModel
public import NetproofSets

/// A question about one packet, by names, so that it can be asked of another topology.
public struct PacketQuestion: Hashable, Sendable {
  public let origin: String
  /// Nothing if nobody owns the destination.
  public let goal: String?
  public let packet: Packet
  public let oneWay: Bool
  public let translatedPort: UInt16
  let application: Application?
  /// Whether the packet is a copy that Traffic Mirroring makes, and the endpoint that it goes to.
  private let isCopy: Bool
  private let endpoint: String?

  public init(_ flow: Flow, in network: LoadedNetwork) {
    switch flow.origin {
    case .interface(let id): origin = network.names.preciseName(of: .interface(id))
    case .network(let id): origin = network.names.preciseName(of: .network(id))
    }
    switch flow.goal {
    case .interface(let id): goal = network.names.preciseName(of: .interface(id))
    case .network(let id): goal = network.names.preciseName(of: .network(id))
    case .address: goal = nil
    }
    packet = flow.packet
    oneWay = flow.oneWay
    translatedPort = flow.translatedPort
    application = flow.application
    isCopy = flow.copy != nil
    if case .endpoint(let id)? = flow.copy {
      endpoint = network.names.preciseName(of: .endpoint(id))
    } else {
      endpoint = nil
    }
  }

  /// The same question about another topology; nothing if an end is missing there.
  public func flow(in network: LoadedNetwork) -> Flow? {
    guard let origin = Self.component(origin, network).flatMap(Self.origin) else { return nil }
    var end: Goal? = .address
    if let goal { end = Self.component(goal, network).flatMap(Self.goal) }
    guard let end else { return nil }
    var copy: CopyGoal? = isCopy ? .interface : nil
    if let endpoint {
      guard
        case .endpoint(let id)? = network.names.components(named: endpoint, of: [.endpoint]).first
      else { return nil }
      copy = .endpoint(id)
    }
    let flow = Flow(
      origin: origin, goal: end, packet: packet, oneWay: oneWay, translatedPort: translatedPort,
      application: application, copy: copy)
    return flow.isMeaningful(in: network.model) ? flow : nil
  }

  private static func component(_ name: String, _ network: LoadedNetwork) -> ComponentID? {
    network.names.components(named: name, of: [.interface, .network]).first
  }

  private static func origin(_ component: ComponentID) -> Origin? {
    switch component {
    case .interface(let id): .interface(id)
    case .network(let id): .network(id)
    case .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway,
      .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
      nil
    }
  }

  private static func goal(_ component: ComponentID) -> Goal? {
    switch origin(component) {
    case .interface(let id): .interface(id)
    case .network(let id): .network(id)
    case nil: nil
    }
  }
}

extension PacketQuestion: CustomStringConvertible {
  public var description: String {
    let ports =
      packet.ipProtocol.hasPorts
      ? "ports \(packet.sourcePort) to \(packet.destinationPort), translated port \(translatedPort)"
      : packet.ipProtocol.isICMP
        ? "type \(ICMP.type(of: packet.destinationPort)) code \(ICMP.code(of: packet.destinationPort))"
        : ""
    return "\(origin) (\(packet.sourceAddress)) to \(goal ?? "nobody") "
      + "(\(packet.destinationAddress)), \(packet.ipProtocol.name) \(ports)"
      + (oneWay ? ", one way" : "") + (isCopy ? ", a copy" : "")
      + (endpoint.map { " to \($0)" } ?? "")
  }
}

extension Flow {
  /// Whether each end owns the address that the packet has for it, as the program's questions have.
  func isMeaningful(in model: Model) -> Bool {
    let sends: Bool =
      switch origin {
      case .interface(let id): model.answers(id, to: packet.sourceAddress)
      case .network(let id): model.networks[id].addresses.contains(packet.sourceAddress)
      }
    return sends
      && (isMeant(packet.destinationAddress, model)
        || packet.destinationAddress.embedded.map { isMeant($0, model) } ?? false)
  }

  private func isMeant(_ address: Address, _ model: Model) -> Bool {
    switch goal {
    case .interface(let id):
      model.answers(id, to: address)
        || model.interfaces[id].outsideAddresses.contains { $0.publicAddress == address }
        || model.isKnown(id, as: address)
    case .network(let id):
      model.networks[id].addresses.contains(address) || model.isKnown(id, as: address)
    case .address: !model.isOwned(address)
    }
  }

  /// The question that asks about nothing but this packet.
  public var query: Query {
    let from: End.Subject =
      switch origin {
      case .interface(let id): .interface(id)
      case .network(let id): .network(id)
      }
    let to: End.Subject =
      switch goal {
      case .interface(let id): .interface(id)
      case .network(let id): .network(id)
      case .address: .address
      }
    let member = packet.ipProtocol
    let hasDetail = member.hasPorts || member.isICMP
    let service = Service(member, ports: hasDetail ? PortSet(packet.destinationPort) : .all)
    let isIPv4 = packet.family == .ipv4
    return Query(
      from: [End(from, addresses: AddressSet([packet.sourceAddress]), isExplicit: true)],
      to: [End(to, addresses: AddressSet([packet.destinationAddress]), isExplicit: true)],
      ipv4Services: isIPv4 ? [service] : [], ipv6Services: isIPv4 ? [] : [service],
      family: packet.family, clientPorts: PortSet(packet.sourcePort), oneWay: oneWay,
      application: application, copy: copy)
  }
}

extension Model {
  /// Whether a question may mean an interface by an address: one of its own, or an extra one that
  /// no other interface owns.
  func answers(_ id: ID<NetworkInterface>, to address: Address) -> Bool {
    if interfaces[id].addresses.contains(address) { return true }
    return interfaces[id].extraAddresses.contains(address)
      && !interfaces.elements.contains { $0.addresses.contains(address) }
  }

  /// Whether an interface has the address for which another one stands at an attachment.
  func isKnown(_ id: ID<NetworkInterface>, as address: Address) -> Bool {
    let home = subnets[interfaces[id].subnet].vpc
    return translated(address).contains { place in
      guard case .vpc(home, _) = attachments[place.attachment].resource else { return false }
      return interfaces[id].addresses.contains(place.address)
    }
  }

  /// The same for a network behind an attachment.
  func isKnown(_ id: ID<Network>, as address: Address) -> Bool {
    translated(address).contains { place in
      networks(behind: attachments[place.attachment].resource).contains(id)
        && networks[id].addresses.contains(place.address)
    }
  }

  /// Whether some interface or network can be meant by an address, if need be by what it stands for.
  func isOwned(_ address: Address, depth: Int = 0) -> Bool {
    interfaces.elements.contains { interface in
      interface.addresses.contains(address) || interface.extraAddresses.contains(address)
        || interface.outsideAddresses.contains { $0.publicAddress == address }
    } || networks.elements.contains { $0.addresses.contains(address) }
      || depth < 4 && translated(address).contains { isOwned($0.address, depth: depth + 1) }
  }
}

extension Address {
  /// The IPv4 address that a NAT64 one carries.
  ///
  /// Source: RFC 6052, section 2.1.
  var embedded: Address? {
    guard family == .ipv6, bits >> 32 == 0x64_FF9B << 64 else { return nil }
    return Address(.ipv4, bits & UInt128(UInt32.max))
  }
}
