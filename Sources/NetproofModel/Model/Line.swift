public import NetproofSets

/// What the packets of networks on premises come and go by (R148).
public enum Line: Hashable, Sendable {
  case vpn(ID<VPNConnection>)
  case virtualInterface(ID<VirtualInterface>)
  /// A Connect attachment, a VPN concentrator or a client VPN endpoint of a transit gateway.
  case attachment(ID<TransitGatewayAttachment>)
  /// The carrier gateway of a VPC, for the carrier's networks.
  case carrierGateway(ID<CarrierGateway>)
  /// The local gateway of an Outpost.
  case localGateway(ID<LocalGateway>)

  public var component: ComponentID {
    switch self {
    case .vpn(let id): .vpnConnection(id)
    case .virtualInterface(let id): .virtualInterface(id)
    case .attachment(let id): .attachment(id)
    case .carrierGateway(let id): .carrierGateway(id)
    case .localGateway(let id): .localGateway(id)
    }
  }
}

extension Line {
  /// Whether it is a carrier or local gateway.
  public var isAtEdge: Bool {
    switch self {
    case .carrierGateway, .localGateway: true
    case .vpn, .virtualInterface, .attachment: false
    }
  }
}

extension Model {
  /// The networks behind a line.
  public func networks(behind line: Line) -> [ID<Network>] {
    switch line {
    case .vpn(let id): vpnConnections[id].networks
    case .virtualInterface(let id): virtualInterfaces[id].networks
    case .attachment(let id): edge(id)?.networks ?? []
    case .carrierGateway(let id): carrierGateways[id].networks
    case .localGateway(let id): localGateways[id].networks
    }
  }

  /// What the other side of a line announces, or the static routes to it; a prefix once.
  public func learned(by line: Line) -> [Prefix] {
    var seen: Set<Prefix> = []
    let all: [Prefix] =
      switch line {
      case .vpn(let id): vpnConnections[id].learned
      case .virtualInterface(let id): virtualInterfaces[id].learned
      case .attachment(let id): edge(id)?.learned ?? []
      case .carrierGateway, .localGateway: []
      }
    return all.filter { seen.insert($0).inserted }
  }

  /// The network that hides what the other side of a line announces, if one does.
  public func hiddenNetwork(behind line: Line) -> ID<Network>? {
    switch line {
    case .vpn(let id): vpnConnections[id].hiddenNetwork
    case .virtualInterface(let id): virtualInterfaces[id].hiddenNetwork
    case .attachment(let id): edge(id)?.hiddenNetwork
    case .carrierGateway, .localGateway: nil
    }
  }

  /// Whether a line carries packets at all.
  public func isUp(_ line: Line) -> Bool {
    switch line {
    case .vpn(let id):
      guard let transport = vpnConnections[id].transport, transport.index < attachments.count
      else { return vpnConnections[id].isUp }
      return vpnConnections[id].isUp && attachments[transport].state.forwards
    case .virtualInterface(let id): return virtualInterfaces[id].isUp
    case .carrierGateway(let id): return carrierGateways[id].state == .available
    case .localGateway(let id): return localGateways[id].state == .available
    case .attachment(let id):
      guard attachments[id].state.forwards, let edge = edge(id) else { return false }
      if case .connect(let transport) = edge.kind, !attachments[transport].state.forwards {
        return false
      }
      return edge.sessions.contains(true)
    }
  }

  /// The line that an attachment is, if it is one.
  public func edge(_ id: ID<TransitGatewayAttachment>) -> EdgeLine? {
    guard case .edge(let edge) = attachments[id].resource else { return nil }
    return edge
  }

  /// Whether a line carries a family: a VPN connection carries one (R154), at a virtual private
  /// gateway IPv4, as carrier and local gateways do.
  public func carries(_ family: Family, _ line: Line) -> Bool {
    switch line {
    case .vpn(let id):
      let connection = vpnConnections[id]
      if connection.gateway != nil { return family == .ipv4 }
      return connection.insideFamily == family || !connection.identity.isDescribed
    case .virtualInterface, .attachment: return true
    case .carrierGateway, .localGateway: return family == .ipv4
    }
  }

  /// The networks behind what is attached to a transit gateway.
  public func networks(behind resource: TransitGatewayAttachment.Resource) -> [ID<Network>] {
    switch resource {
    case .vpc, .peer, .networkFunction: return []
    case .vpn(let id): return networks(behind: Line.vpn(id))
    case .edge(let edge): return edge.networks
    case .directConnect(let id):
      var seen: Set<ID<Network>> = []
      return directConnectGateways[id].virtualInterfaces
        .flatMap { virtualInterfaces[$0].networks }.filter { seen.insert($0).inserted }
    }
  }
}
