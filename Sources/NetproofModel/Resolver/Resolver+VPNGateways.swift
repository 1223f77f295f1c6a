import NetproofSyntax

// Virtual private gateways: the lines that lead to them, and the tables they propagate into.

extension Resolver {
  mutating func buildVPNGateways(of entry: VPCEntry, _ vpc: ID<VPC>) {
    for gateway in entry.vpnGateways {
      let isAttached = isAttached(gateway.head, .vpnGateway)
      model.vpnGateways.append(
        VPNGateway(identity: identity(gateway.head, in: entry), vpc: vpc, isAttached: isAttached))
    }
  }

  /// The gateway that a connection ends at, if it names one.
  mutating func vpnGateway(of entry: VPNConnectionEntry) -> ID<VPNGateway>? {
    guard let reference = entry.vpnGateway,
      case .vpnGateway(let id)? = find(reference, Search([.vpnGateway], in: nil))
    else { return nil }
    return id
  }

  /// Gives every gateway its lines, and what it learns from them.
  mutating func connectVPNGateways() {
    for id in model.vpnConnections.ids {
      guard let gateway = model.vpnConnections[id].gateway else { continue }
      model.vpnGateways[gateway].lines.append(.vpn(id))
    }
    for id in model.virtualInterfaces.ids {
      switch model.virtualInterfaces[id].end {
      case .vpnGateway(let gateway): append(.virtualInterface(id), to: gateway)
      case .directConnectGateway(let router):
        for association in model.directConnectGateways[router].associations {
          guard case .vpnGateway(let gateway) = association.target else { continue }
          append(.virtualInterface(id), to: gateway)
        }
      }
    }
    for id in model.vpnGateways.ids {
      model.vpnGateways[id].routes = model.routes(from: model.vpnGateways[id].lines)
    }
  }

  /// The first thing that is not described and that nothing says to end elsewhere than at some virtual
  /// private gateway.
  func strayLine() -> ComponentID? {
    let attached = Set(model.attachments.elements.map(\.resource))
    for (id, connection) in zip(model.vpnConnections.ids, model.vpnConnections.elements)
    where !connection.identity.isDescribed && connection.gateway == nil
      && !attached.contains(.vpn(id))
    {
      return .vpnConnection(id)
    }
    // One with transit gateways is associated with no virtual private gateways (R158).
    for (id, gateway) in zip(model.directConnectGateways.ids, model.directConnectGateways.elements)
    where !gateway.identity.isDescribed && !attached.contains(.directConnect(id)) {
      return .directConnectGateway(id)
    }
    for (id, interface) in zip(model.virtualInterfaces.ids, model.virtualInterfaces.elements) {
      guard !interface.identity.isDescribed, case .vpnGateway(let end) = interface.end,
        end.index >= model.vpnGateways.count
      else { continue }
      return .virtualInterface(id)
    }
    return nil
  }

  private mutating func append(_ line: Line, to gateway: ID<VPNGateway>) {
    guard gateway.index < model.vpnGateways.count else { return }
    model.vpnGateways[gateway].lines.append(line)
  }

  /// Tests that a connection on a transit gateway does not end at a virtual private gateway too.
  mutating func checkAttached(_ id: ID<VPNConnection>, _ reference: Reference) {
    guard id.index < model.vpnConnections.count,
      let gateway = model.vpnConnections[id].gateway
    else { return }
    report(
      .connectionOfGateway(
        reference, gateway: model.vpnGateways[gateway].identity.qualifiedName,
        place: map.place(of: "vpn-gateway", in: .vpnConnection(id))))
  }

  /// Tests that a VPN connection ends at one gateway.
  mutating func checkAttachedOnce(
    _ head: EntryHead, _ resource: TransitGatewayAttachment.Resource?,
    _ state: TransitGatewayAttachment.State
  ) {
    guard case .vpn(let id)? = resource, head.isDescribed, state.exists,
      id.index < model.vpnConnections.count
    else { return }
    guard let first = attachedConnections[id] else {
      attachedConnections[id] = head.name
      return
    }
    report(
      .connectionAttachedTwice(
        head.name, model.vpnConnections[id].identity.qualifiedName, first: first))
  }

  /// The gateways whose routes a table takes over, each once, with their places.
  mutating func propagations(
    of table: RouteTableEntry, in vpc: ID<VPC>
  ) -> [(gateway: ID<VPNGateway>, span: Span)] {
    var result: [(gateway: ID<VPNGateway>, span: Span)] = []
    for reference in table.propagations?.elements ?? [] {
      guard
        case .vpnGateway(let gateway)? = find(reference, Search([.vpnGateway], in: .vpc(vpc))),
        !result.contains(where: { $0.gateway == gateway })
      else { continue }
      result.append((gateway, reference.span))
    }
    return result
  }
}
