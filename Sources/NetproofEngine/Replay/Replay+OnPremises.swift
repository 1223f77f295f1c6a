import NetproofModel
import NetproofSets

/// Networks outside of AWS, and the VPN connections that lead to them (R148 to R156).
extension Replay.Walk {
  /// By a VPN connection to the network that holds the destination.
  mutating func onPremises(by id: ID<VPNConnection>) -> Replay.Step {
    guard isDescribed(.vpnConnection(id)) else {
      return end(gap: .notDescribed, .vpnConnection(id))
    }
    crossings.append(.border)
    checkState(of: id)
    let networks = model.vpnConnections[id].networks
    let holder = networks.first {
      model.networks[$0].addresses.contains(packet.destinationAddress)
    }
    guard let holder else {
      return end(
        .onpremDstUnknown, networks.first.map { .network($0) } ?? .vpnConnection(id))
    }
    guard expected == .network(holder) else { return end(wrongNetwork, .network(holder)) }
    return .received(.network(holder))
  }

  mutating func checkState(of id: ID<VPNConnection>) {
    let connection = model.vpnConnections[id]
    if connection.state != .available { obstruct(.targetBadState, .vpnConnection(id)) }
    if !connection.tunnels.contains(true) { obstruct(.vpnTunnelsDown, .vpnConnection(id)) }
    let isOnVPNGateway = connection.gateway != nil
    if isOnVPNGateway, packet.family == .ipv6 { obstruct(.vpnNoIPv6, .vpnConnection(id)) }
  }

  /// The packet leaves a network by its attachment.
  mutating func leave(_ id: ID<Network>) -> Replay.Step {
    crossings.append(.border)
    switch model.networks[id].attachment {
    case .internet: return .internet
    case .vpn(let connection): return leave(id, by: connection)
    }
  }

  private mutating func leave(_ id: ID<Network>, by connection: ID<VPNConnection>) -> Replay.Step {
    guard isDescribed(.vpnConnection(connection)) else {
      return end(gap: .notDescribed, .vpnConnection(connection))
    }
    if let gateway = model.vpnConnections[connection].gateway {
      return leave(id, by: connection, into: gateway)
    }
    let noRoute: Code = direction == .forward ? .onpremNoRoute : .onpremNoReturnRoute
    let attachments = model.attachments.ids.filter {
      model.attachments[$0].resource == .vpn(connection)
    }
    guard !attachments.isEmpty else { return end(noRoute, .network(id)) }
    let attachment = attachments[choose(among: attachments.count, at: .vpnConnection(connection))]
    guard isDescribed(.attachment(attachment)) else {
      return end(gap: .notDescribed, .attachment(attachment))
    }
    if model.networks[id].routesTo == nil, let table = model.attachments[attachment].association,
      !isDescribed(.transitGatewayRouteTable(table))
    {
      return end(gap: .notDescribed, .transitGatewayRouteTable(table))
    }
    let prefixes = model.networks[id].routesTo ?? advertised(at: attachment)
    guard prefixes.contains(where: { $0.contains(packet.destinationAddress) }) else {
      return end(noRoute, .network(id))
    }
    checkState(of: connection)
    checkState(of: attachment)
    return .enter(attachment, zone: nil)
  }

  /// What AWS advertises at a VPN attachment: the routes of its associated table (R156).
  private func advertised(at attachment: ID<TransitGatewayAttachment>) -> [Prefix] {
    guard let table = model.attachments[attachment].association else { return [] }
    return model.transitGatewayRouteTables[table].routes
      .filter { $0.target != .blackhole }.map(\.prefix)
  }
}
