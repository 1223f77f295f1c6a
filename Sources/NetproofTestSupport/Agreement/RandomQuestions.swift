import NetproofChecks
public import NetproofEngine
public import NetproofModel
import NetproofSets

// Questions about a topology, drawn so that most mean something and some are strange.

extension Seeded {
  /// A question about one packet; nothing if the topology has nobody to ask.
  public mutating func flow(in network: LoadedNetwork) -> Flow? {
    let model = network.model
    guard let origin = origin(in: model) else { return nil }
    for _ in 0..<20 {
      guard let goal = goal(of: origin, in: model),
        let packet = packet(from: origin, to: goal, model)
      else { continue }
      let flow = Flow(
        origin: origin, goal: goal.goal, packet: packet, oneWay: chance(10),
        translatedPort: pick([1024, 2000, 40000, 50000, 65535]),
        application: application(in: model))
      if flow.isMeaningful(in: model) { return flow }
    }
    return nil
  }

  /// A question about many packets between several ends.
  public mutating func query(in network: LoadedNetwork) -> Query? { query(in: network.model) }

  /// The same for a model that no text stands for.
  public mutating func query(in model: Model) -> Query? {
    let from = ends(in: model)
    let to = ends(in: model)
    guard !from.isEmpty, !to.isEmpty else { return nil }
    let asked = services()
    return Query(
      from: from, to: to, ipv4Services: asked.ipv4, ipv6Services: asked.ipv6,
      family: chance(80) ? nil : pick([.ipv4, .ipv6]),
      clientPorts: chance(75) ? nil : pick([PortSet(1024...65535), PortSet(1000...1100)]),
      oneWay: chance(10), application: application(in: model))
  }

  /// Something about the application, where firewalls may ask.
  private mutating func application(in model: Model) -> Application? {
    guard model.firewalls.count > 0, !chance(45) else { return nil }
    let member = pick([ApplicationProtocol.tls, .tls, .http, .dns, .ssh, nil])
    let name: String? = chance(75) ? pick(["www.example.com", "example.com", "evil.test"]) : nil
    return Application(member, hostname: name)
  }

  private mutating func services() -> (ipv4: [Service], ipv6: [Service]) {
    let any = AskedServices.any
    guard !chance(45) else { return (any.ipv4, any.ipv6) }
    let ports = pick([PortSet(443), PortSet(22...1024), PortSet([80...80, 443...443])])
    let one = Service(chance(75) ? .tcp : .udp, ports: ports)
    let types = Service(.icmp, ports: ICMP.ports(type: pick([8, 3])))
    return ([one] + (chance(30) ? [types] : []), [one] + (chance(30) ? [.echo(.ipv6)] : []))
  }

  private mutating func ends(in model: Model) -> [End] {
    let interfaces = model.interfaces.ids.map { End.whole($0, in: model) }
    let networks = model.networks.ids.map { End.whole($0, in: model) }
    switch int(0...9) {
    case 0...3: return subset(of: interfaces, percent: 60)
    case 4...6: return subset(of: interfaces, percent: 20) + subset(of: networks, percent: 20)
    case 7: return interfaces + networks
    default: return chance(60) ? [pick(networks)] : interfaces
    }
  }

  private mutating func origin(in model: Model) -> Origin? {
    if model.interfaces.count > 0, chance(75) { return .interface(pick(model.interfaces.ids)) }
    return .network(pick(model.networks.ids))
  }

  // MARK: - Who should get it

  /// A goal with the address that it is asked by.
  struct AddressedGoal {
    let goal: Goal
    let address: Address
  }

  private mutating func goal(of origin: Origin, in model: Model) -> AddressedGoal? {
    let isInternet: Bool
    if case .network(let id) = origin {
      isInternet = model.networks[id].attachment == .internet
    } else {
      isInternet = false
    }
    switch int(0...9) {
    case 0...5: return interfaceGoal(of: origin, isInternet, in: model)
    case 6, 7: return isInternet ? nil : networkGoal(of: origin, in: model)
    case 8: return unowned(in: model)
    default: return embedded(interfaceGoal(of: origin, true, in: model))
    }
  }

  private mutating func interfaceGoal(
    of origin: Origin, _ isInternet: Bool, in model: Model
  ) -> AddressedGoal? {
    guard model.interfaces.count > 0 else { return nil }
    let nodes =
      model.loadBalancers.elements.flatMap(\.nodes)
      + model.endpoints.elements.filter { $0.interface?.provider != nil }
      .flatMap { $0.interface?.interfaces ?? [] }
    let id = !nodes.isEmpty && chance(35) ? pick(nodes) : pick(model.interfaces.ids)
    let interface = model.interfaces[id]
    if origin == .interface(id) {
      // A host needs no network to reach itself, but for its public address.
      let own = interface.publicAddresses.map(\.publicAddress)
      return own.isEmpty ? nil : AddressedGoal(goal: .interface(id), address: pick(own))
    }
    let outside = interface.outsideAddresses.map(\.publicAddress)
    if !outside.isEmpty, chance(isInternet ? 80 : 25) {
      return AddressedGoal(goal: .interface(id), address: pick(outside))
    }
    if model.translatesAtAttachments, chance(50) {
      let inside = interface.privateIPv4
      let known = model.attachments.elements.flatMap(\.natRules)
        .flatMap { rule in inside.compactMap { rule.outside($0) } }
        .filter { model.isKnown(id, as: $0) }
      if !known.isEmpty { return AddressedGoal(goal: .interface(id), address: pick(known)) }
    }
    if !interface.extraAddresses.isEmpty, chance(40),
      let address = address(of: interface.extraAddresses)
    {
      return AddressedGoal(goal: .interface(id), address: address)
    }
    return address(of: interface.addresses).map { AddressedGoal(goal: .interface(id), address: $0) }
  }

  private mutating func networkGoal(of origin: Origin, in model: Model) -> AddressedGoal? {
    let id = pick(model.networks.ids)
    if case .network(let other) = origin {
      let outside: [AddressView] = [.public, .carrier]
      let isOutside = outside.contains(model.view(from: id))
      guard other != id, !(isOutside && outside.contains(model.view(from: other))) else {
        return nil
      }
    }
    guard var address = address(of: model.networks[id].addresses) else { return nil }
    if chance(40) {
      let known = model.attachments.elements.flatMap(\.natRules).compactMap { $0.outside(address) }
        .filter { model.isKnown(id, as: $0) }
      if !known.isEmpty { address = pick(known) }
    }
    let goal = AddressedGoal(goal: .network(id), address: address)
    return chance(10) ? embedded(goal) ?? goal : goal
  }

  /// The NAT64 address of an IPv4 one, meant for the same owner.
  private func embedded(_ goal: AddressedGoal?) -> AddressedGoal? {
    guard let goal, goal.address.family == .ipv4 else { return nil }
    let bits = 0x64_FF9B << 96 | goal.address.bits
    return AddressedGoal(goal: goal.goal, address: Address(.ipv6, bits))
  }

  /// An address that no interface and no network owns.
  private mutating func unowned(in model: Model) -> AddressedGoal? {
    var pool = Self.services
    for nat in model.natGateways.elements {
      pool += [nat.privateAddress] + [nat.publicAddress].compactMap { $0 }
    }
    for vpc in model.vpcs.elements {
      if let block = vpc.cidrs.first(where: { $0.family == .ipv4 }) {
        pool += [Address(.ipv4, block.base.bits + 2), Address(.ipv4, block.base.bits + 2)]
      }
    }
    for subnet in model.subnets.elements {
      for block in subnet.cidrs {
        pool += [1, 3, 13].map { Address(block.family, block.base.bits + $0) } + [block.last]
      }
    }
    return AddressedGoal(goal: .address, address: pick(pool))
  }

  private static let services = [
    "169.254.169.253", "169.254.169.254", "169.254.169.250", "169.254.169.123", "169.254.170.2",
    "fd00:ec2::253", "fd00:ec2::254", "fd00:ec2::123", "224.0.0.5", "ff02::1", "fe80::1",
    "169.254.1.1", "10.200.0.1", "fd99::1", "64:ff9b::e000:1", "240.0.0.1",
  ].compactMap { Address($0) }

  // MARK: - Packets

  private mutating func packet(
    from origin: Origin, to goal: AddressedGoal, _ model: Model
  ) -> Packet? {
    let family = goal.address.family
    var addresses: AddressSet
    switch origin {
    case .interface(let id):
      addresses = model.interfaces[id].addresses
      let extra = model.interfaces[id].extraAddresses
      if !extra[family].isEmpty, chance(15) { addresses = extra }
    case .network(let id): addresses = model.networks[id].addresses
    }
    guard let source = number(of: addresses[family]) else { return nil }
    let icmp: IPProtocol = family == .ipv4 ? .icmp : .icmpv6
    let member = pick(weighted: [
      (65, .tcp), (15, .udp), (12, icmp), (3, IPProtocol(47)), (1, .icmp), (1, .icmpv6),
    ])
    var packet = Packet(family, member, source: source, destination: goal.address.bits)
    if member.hasPorts {
      packet.sourcePort = pick([1024, 32768, 40000, 60999, 65535, 53, 1500])
      packet.destinationPort = pick([22, 53, 80, 80, 123, 443, 443, 443, 1024, 1688, 40000])
      if let port = listened(by: goal.goal, member, model) { packet.destinationPort = port }
    } else if member.isICMP {
      let type = pick([ICMP.echoRequest(family), ICMP.echoRequest(family), 0, 3, 8, 129])
      packet.destinationPort = ICMP.port(type: type, code: pick([0, 0, 4]))
    }
    return packet
  }

  /// A port at which a load balancer listens, or nothing.
  private mutating func listened(
    by goal: Goal, _ member: IPProtocol, _ model: Model
  ) -> UInt16? {
    guard case .interface(let id) = goal, chance(75) else { return nil }
    let provider = model.interfaces[id].endpoint.flatMap {
      model.endpoints[$0].interface?.provider
    }
    let balancers =
      model.interfaces[id].loadBalancer.map { [$0] } ?? provider?.loadBalancers ?? []
    let ports = balancers.flatMap { model.loadBalancers[$0].listeners }
      .filter { $0.service.protocols.contains(member) }.compactMap(\.service.ports.first)
    return ports.isEmpty ? nil : pick(ports)
  }

  /// An address of a set; those at the edges of its intervals are likelier.
  mutating func address(of set: AddressSet) -> Address? {
    for family in chance(60) ? Family.allCases : Family.allCases.reversed() {
      if let bits = number(of: set[family]) { return Address(family, bits) }
    }
    return nil
  }

  /// A number of a set; those at the edges of its intervals are likelier.
  mutating func number<Bound>(of set: IntervalSet<Bound>) -> Bound? {
    guard !set.isEmpty else { return nil }
    let interval = pick(set.intervals)
    switch int(0...3) {
    case 0: return interval.lower
    case 1: return interval.upper
    default:
      let size = interval.upper - interval.lower
      let offset = Bound(truncatingIfNeeded: next())
      return size == .max ? offset : interval.lower + offset % (size + 1)
    }
  }
}
