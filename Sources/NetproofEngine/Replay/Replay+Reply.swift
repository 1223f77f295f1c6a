import NetproofModel
import NetproofSets

/// The way back.
extension Replay.Walk {
  /// Walks the reply of whoever received the packet, if one is needed.
  mutating func walkBack(from receiver: Replay.Receiver) {
    guard needsReply, receiver != .exemptService else { return }
    let isReturnedToSender = isReturnedToSender
    direction = .reply
    crossings = []
    crossingsAtInspection = nil
    leftForInternet = false
    swapEnds()
    guard let end = follow(answer(of: receiver, returned: isReturnedToSender)),
      settleReferences(at: end)
    else { return }
    obstructUnseen()
  }

  /// Devices that keep state and have not seen the reply.
  mutating func obstructUnseen() {
    for device in forwardDevices where isMissed(device) {
      switch device {
      case .appliance(let id): obstructAsymmetry(at: .interface(id), of: vpc(of: id))
      case .endpoint(let id): obstructAsymmetry(at: .endpoint(id), of: model.endpoints[id].vpc)
      case .attachment(let id): obstruct(.asymmetricStatefulPath, .attachment(id))
      }
    }
  }

  private var needsReply: Bool {
    switch packet.ipProtocol {
    case .tcp: true
    case .udp: !flow.oneWay
    default: packet.isEchoRequest
    }
  }

  /// Turns the header at the destination into that of the reply.
  private mutating func swapEnds() {
    let isEcho = packet.isEchoRequest
    swap(&packet.source, &packet.destination)
    if isEcho {
      packet.destinationPort = ICMP.port(
        type: ICMP.echoReply(packet.family), code: ICMP.code(of: packet.destinationPort))
    } else {
      swap(&packet.sourcePort, &packet.destinationPort)
    }
  }

  private mutating func answer(of receiver: Replay.Receiver, returned: Bool) -> Replay.Step {
    switch receiver {
    case .exemptService: return .stop
    case .network(let network):
      guard let vpc = usedEndpoint else { return leave(network) }
      passFirewall(of: network, .outbound)
      crossings.append(.border)
      return .deliver(vpc, from: nil)
    case .interface(let interface):
      if let primary = primary(insteadOf: interface) {
        see(.interface(primary), incoming: false)
        return unlessPreserved(open(from: primary))
      }
      see(.interface(interface), incoming: false)
      return respond(from: model.interfaces[interface].subnet, returned: returned)
    }
  }

  /// The host's primary interface, where it replies instead of the one that received (R93).
  private func primary(insteadOf id: ID<NetworkInterface>) -> ID<NetworkInterface>? {
    let interface = model.interfaces[id]
    let policy = interface.replyInterface ?? model.policies.replyFrom
    guard policy == .primary, let instance = interface.instance,
      let primary = model.instances[instance].interfaces.first, primary != id
    else { return nil }
    return primary
  }

  /// Whether a NAT gateway's packet came straight to its destination by a peering (R112).
  var isReturnedToSender: Bool {
    guard let last = translations.last, case .natGateway = last.device else { return false }
    let after = crossings[last.crossings...]
    guard after.count == 1, case .peering = after.first else { return false }
    return true
  }

  /// Back to the NAT gateway by the peering, without any route (R112).
  mutating func returnToSender(from subnet: ID<Subnet>) -> Replay.Step {
    guard case .natGateway(let gateway) = translations.last?.device,
      passNetworkACL(of: subnet, .outbound)
    else { return .stop }
    crossings.append(.border)
    return deliver(to: gateway, from: nil)
  }

  /// Gives the reply the header that answers what the last translator received.
  mutating func undoTranslation() -> Replay.Step {
    guard let translation = translations.popLast() else { return .stop }
    let before = translation.before
    if case .node = translation.device { return undoBalance(before) }
    crossings.append(.border)
    packet.destination = before.source
    if packet.ipProtocol.hasPorts { packet.destinationPort = before.sourcePort }
    if before.family == .ipv6 {
      packet.family = .ipv6
      packet.source = before.destination
      if packet.ipProtocol == .icmp {
        packet.ipProtocol = .icmpv6
        packet.destinationPort = ICMP.port(
          type: ICMP.echoReply(.ipv6), code: ICMP.code(of: packet.destinationPort))
      }
    }
    switch translation.device {
    case .node: return .stop
    case .natGateway(let gateway):
      let home = model.natGateways[gateway].subnet
      see(.natGateway(gateway), incoming: false)
      let staysInside = model.subnets[home].addresses.contains(packet.destinationAddress)
      if staysInside, !passInside(home, [.outbound, .inbound]) { return .stop }
      return .depart(home)
    case .appliance(let interface):
      let entry = entryToAppliance(sendingBy: interface)
      replyAppliances.formUnion([interface, entry])
      see(.interface(entry), incoming: false)
      return .depart(model.interfaces[entry].subnet)
    }
  }
}
