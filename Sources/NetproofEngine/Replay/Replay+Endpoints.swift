import NetproofModel
import NetproofSets

/// VPC endpoints (R160 to R174).
extension Replay.Walk {
  /// Whether the service behind an endpoint's interface would answer the packet.
  mutating func checkService(of interface: ID<NetworkInterface>) {
    guard let id = model.interfaces[interface].endpoint,
      case .interface(let service) = model.endpoints[id].kind
    else { return }
    let component = ComponentID.endpoint(id)
    let state = model.endpoints[id].state
    let isRefused = [.pendingAcceptance, .rejected, .expired].contains(state)
    if isRefused {
      obstruct(.vpceNotAccepted, component)
    } else if state != .available {
      obstruct(.targetBadState, component)
    }
    let zone = model.subnets[model.interfaces[interface].subnet].zone
    if service.zones?.contains(zone) == false { obstruct(.vpceServiceNotInAZ, component) }
    defer { checkEncryption(at: id, service) }
    switch packet.ipProtocol {
    case .tcp where service.tcpPorts.contains(packet.destinationPort): break
    case .udp where service.udpPorts.contains(packet.destinationPort): break
    case packet.family == .ipv4 ? .icmp : .icmpv6: obstruct(.vpceNoICMP, component)
    default: obstruct(.vpcePort, component)
    }
  }

  /// Whether a VPC that enforces encryption lets the packet to a service of AWS's own (R199).
  private mutating func checkEncryption(
    at id: ID<VPCEndpoint>, _ service: VPCEndpoint.Interface
  ) {
    let endpoint = model.endpoints[id]
    guard model.vpcs[endpoint.vpc].enforcesEncryption,
      !endpoint.service.hasPrefix("com.amazonaws.vpce.")
    else { return }
    let port = packet.destinationPort
    let isServed =
      packet.ipProtocol == .tcp && service.tcpPorts.contains(port)
      || packet.ipProtocol == .udp && service.udpPorts.contains(port)
    if isServed, packet.ipProtocol != .tcp || port != 443 {
      obstruct(.encReject, .endpoint(id), as: .encryption)
    }
  }

  /// Whether the packet came by a transit gateway to an endpoint, where no reference matches (R81).
  var isAtEndpointFromTransitGateway: Bool {
    guard case .interface(let goal) = goal, model.interfaces[goal].endpoint != nil else {
      return false
    }
    return crossings.contains { crossing in
      if case .transitGateway = crossing { true } else { false }
    }
  }

  /// From a subnet of a VPC to its gateway endpoint, and by it to the service.
  mutating func leave(_ vpc: ID<VPC>, by endpoint: ID<VPCEndpoint>) -> Replay.Step {
    let component = ComponentID.endpoint(endpoint)
    if direction == .reply { return end(wrongReturn(from: vpc), component) }
    if model.endpoints[endpoint].state != .available { obstruct(.targetBadState, component) }
    let isOwn = model.vpcs[vpc].addresses.contains(packet.sourceAddress)
    if !isOwn { obstruct(.vpceGatewayNotTransitive, component) }
    guard packet.ipProtocol == .tcp || packet.isEchoRequest else {
      return end(.vpceGatewayProtocol, component)
    }
    guard isOwn else { return .stop }
    crossings.append(.border)
    usedEndpoint = vpc
    let network = networkOutside
    guard expected == .network(network) else { return end(wrongNetwork, .network(network)) }
    return .received(.network(network))
  }

  /// The network attached to the internet that holds the destination; declared ones first.
  private var networkOutside: ID<Network> {
    for id in model.networks.ids where id != Model.internet {
      let network = model.networks[id]
      if network.attachment == .internet, network.addresses.contains(packet.destinationAddress) {
        return id
      }
    }
    return Model.internet
  }
}
