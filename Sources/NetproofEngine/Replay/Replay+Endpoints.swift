import NetproofModel
import NetproofSets

/// VPC endpoints (R160 to R174).
extension Replay.Walk {
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
