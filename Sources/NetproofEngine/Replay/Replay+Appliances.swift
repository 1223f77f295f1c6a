import NetproofModel
import NetproofSets

/// Interfaces that a route leads to.
extension Replay.Walk {
  /// The packet reaches an interface by a route; `subnet` is where it comes from, if a subnet.
  mutating func reach(_ id: ID<NetworkInterface>, from subnet: ID<Subnet>?) -> Replay.Step {
    let interface = model.interfaces[id]
    see(.interface(id), incoming: true)
    guard enterSubnet(interface.subnet, from: subnet) else { return .stop }
    let destination = packet.destinationAddress
    if interface.addresses.contains(destination) || interface.extraAddresses.contains(destination) {
      return direction == .forward ? receive(at: id) : receiveReply(at: id)
    }
    return pass(id)
  }

  private mutating func receive(at id: ID<NetworkInterface>) -> Replay.Step {
    guard passInboundGroups(of: id) else { return .stop }
    checkDestination(at: id)
    checkState(of: id)
    guard expected == .interface(id) else { return end(.destWrongNetwork, .interface(id)) }
    return accept(at: id)
  }

  private mutating func receiveReply(at id: ID<NetworkInterface>) -> Replay.Step {
    guard expected == .interface(id) else { return end(.returnWrongNetwork, .interface(id)) }
    if let refused = refuseMistranslated() { return refused }
    let device = translations.last?.device
    if device == .appliance(id) || device == .node(id) { return undoTranslation() }
    return .received(.interface(id))
  }

  private mutating func checkDestination(at id: ID<NetworkInterface>) {
    let interface = model.interfaces[id]
    if interface.sourceDestinationCheck, !interface.addresses.contains(packet.destinationAddress) {
      obstruct(.srcDstCheck, .interface(id), as: .foreign)
    }
  }

  /// Through an appliance (R94).
  private mutating func pass(_ id: ID<NetworkInterface>) -> Replay.Step {
    let interface = model.interfaces[id]
    let isKnownReply = direction == .reply && forwardAppliances.contains(id)
    guard isKnownReply || passApplianceGroups(of: id, .inbound) else { return .stop }
    checkDestination(at: id)
    if direction == .reply, interface.isStateful, !isKnownReply {
      obstructAsymmetry(at: .interface(id), of: vpc(of: id))
    }
    noteAppliance(id)
    let sender = interface.sendsBy ?? id
    if let step = behave(as: id, sendingBy: sender) { return step }
    see(.interface(sender), incoming: false)
    let isAsked = !isKnownReply && model.policies.applianceGroups == .both
    guard !isAsked || passApplianceGroups(of: sender, .outbound) else { return .stop }
    return .depart(model.interfaces[sender].subnet)
  }

  /// To the other interface of an appliance's host by which it sends; a step if that ends the walk.
  private mutating func change(
    to sender: ID<NetworkInterface>, from id: ID<NetworkInterface>
  ) -> Replay.Step? {
    if sender == id { return nil }
    guard isDescribed(.interface(sender)) else {
      return end(gap: .notDescribed, .interface(sender))
    }
    checkState(of: sender)
    let isItself = model.interfaces[id].behaviour == .snat
    if !isItself, model.interfaces[sender].sourceDestinationCheck {
      obstruct(.srcDstCheck, .interface(sender), as: .foreign)
    }
    noteAppliance(sender)
    return nil
  }

  /// By which interface the packet came to the host that sent it on by an interface.
  func entryToAppliance(sendingBy sender: ID<NetworkInterface>) -> ID<NetworkInterface> {
    guard let index = forwardDevices.lastIndex(of: .appliance(sender)), index > 0,
      case .appliance(let entry) = forwardDevices[index - 1],
      model.interfaces[entry].sendsBy == sender
    else { return sender }
    return entry
  }

  /// One direction alone reaches the appliance; a zone of a transit gateway may be why (R140).
  mutating func obstructAsymmetry(at device: ComponentID, of home: ID<VPC>) {
    let attachment = divergingExits.first { attachment in
      guard case .vpc(let attached, _) = model.attachments[attachment].resource else {
        return false
      }
      return attached == home
    }
    obstruct(.asymmetricStatefulPath, attachment.map { .attachment($0) } ?? device)
  }

  private mutating func noteAppliance(_ id: ID<NetworkInterface>) {
    crossings.append(.border)
    switch direction {
    case .forward:
      if !forwardAppliances.contains(id) { forwardAppliances.append(id) }
      forwardDevices.append(.appliance(id))
    case .reply: replyAppliances.insert(id)
    }
  }

  /// What the appliance does with the packet; a step if that ends the walk.
  private mutating func behave(
    as id: ID<NetworkInterface>, sendingBy sender: ID<NetworkInterface>
  ) -> Replay.Step? {
    switch model.interfaces[id].behaviour {
    case .forward: return change(to: sender, from: id)
    case .drop: return end(.applianceDrops, .interface(id))
    case .proxy, .unknown: return end(gap: .applianceUnknown, .interface(id))
    case .snat:
      if direction == .reply { return change(to: sender, from: id) }
      guard packet.family == .ipv4, packet.ipProtocol.hasPorts || packet.ipProtocol == .icmp,
        let address = model.interfaces[sender].privateIPv4.first
      else { return end(.applianceDrops, .interface(id)) }
      if let step = change(to: sender, from: id) { return step }
      translate(to: address, by: .appliance(sender))
      return nil
    }
  }
}
