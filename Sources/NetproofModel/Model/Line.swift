public import NetproofSets

/// What the packets of networks on premises come and go by (R148).
public enum Line: Hashable, Sendable {
  case vpn(ID<VPNConnection>)
  case virtualInterface(ID<VirtualInterface>)

  public var component: ComponentID {
    switch self {
    case .vpn(let id): .vpnConnection(id)
    case .virtualInterface(let id): .virtualInterface(id)
    }
  }
}

extension Model {
  /// The networks behind a line.
  public func networks(behind line: Line) -> [ID<Network>] {
    switch line {
    case .vpn(let id): vpnConnections[id].networks
    case .virtualInterface(let id): virtualInterfaces[id].networks
    }
  }

  /// What the other side of a line announces, or the static routes to it; a prefix once.
  public func learned(by line: Line) -> [Prefix] {
    var seen: Set<Prefix> = []
    let all =
      switch line {
      case .vpn(let id): vpnConnections[id].learned
      case .virtualInterface(let id): virtualInterfaces[id].learned
      }
    return all.filter { seen.insert($0).inserted }
  }

  /// Whether a line carries packets at all.
  public func isUp(_ line: Line) -> Bool {
    switch line {
    case .vpn(let id): vpnConnections[id].isUp
    case .virtualInterface(let id): virtualInterfaces[id].isUp
    }
  }

  /// Whether a line carries a family: VPN connections of virtual private gateways carry IPv4 (R154).
  public func carries(_ family: Family, _ line: Line) -> Bool {
    guard family == .ipv6, case .vpn(let id) = line else { return true }
    return vpnConnections[id].gateway == nil
  }

  /// The networks behind what is attached to a transit gateway.
  public func networks(behind resource: TransitGatewayAttachment.Resource) -> [ID<Network>] {
    switch resource {
    case .vpc, .peer: return []
    case .vpn(let id): return networks(behind: Line.vpn(id))
    case .directConnect(let id):
      var seen: Set<ID<Network>> = []
      return directConnectGateways[id].virtualInterfaces
        .flatMap { virtualInterfaces[$0].networks }.filter { seen.insert($0).inserted }
    }
  }
}
