import NetproofModel
import NetproofSets

/// Direct Connect gateways (R157 to R159).
extension Replay.Walk {
  /// From a transit gateway through a Direct Connect gateway to the virtual interface by which the
  /// destination was learned.
  mutating func goOut(
    by id: ID<DirectConnectGateway>, from gateway: ID<TransitGateway>
  ) -> Replay.Step {
    let component = ComponentID.directConnectGateway(id)
    guard isDescribed(component) else { return end(gap: .notDescribed, component) }
    let interfaces = model.directConnectGateways[id].virtualInterfaces
    for interface in interfaces {
      guard let unknown = hidesPrefixes(.virtualInterface(interface)) else { continue }
      return end(gap: .notDescribed, unknown)
    }
    if model.directConnectGateways[id].idle.contains(gateway) {
      obstruct(.targetBadState, component)
    }
    var best: [ID<VirtualInterface>] = []
    var longest = -1
    for interface in interfaces {
      for prefix in model.virtualInterfaces[interface].learned
      where prefix.contains(packet.destinationAddress) && prefix.length >= longest {
        if prefix.length > longest { best = [] }
        longest = prefix.length
        if !best.contains(interface) { best.append(interface) }
      }
    }
    let up = best.filter { isWorking(.virtualInterface($0)) }
    if !up.isEmpty { best = up }
    guard !best.isEmpty else { return end(.dxNoRoute, component) }
    return .onPremises(.virtualInterface(best[choose(among: best.count, at: component)]))
  }

  /// What a Direct Connect gateway tells the other side of its virtual interfaces (R156, R159).
  func announced(by id: ID<DirectConnectGateway>) -> ([Prefix], ComponentID?) {
    let associations = model.directConnectGateways[id].associations
    return (associations.flatMap(\.announced), unknownEnd(of: id))
  }

  private func unknownEnd(of id: ID<DirectConnectGateway>) -> ComponentID? {
    for association in model.directConnectGateways[id].associations {
      if case .attachment(let attachment) = association.target,
        let hidden = hiddenRoutes(at: attachment)
      {
        return hidden
      }
      guard case .vpnGateway(let gateway) = association.target else { continue }
      guard isDescribed(.vpnGateway(gateway)) else { return .vpnGateway(gateway) }
      let entry = model.vpnGateways[gateway]
      if entry.isAttached, !isDescribed(.vpc(entry.vpc)) { return .vpc(entry.vpc) }
    }
    return nil
  }

  /// At a core network: what is not described and would have to be for its routes to be known.
  private func hiddenRoutes(at id: ID<TransitGatewayAttachment>) -> ComponentID? {
    let gateway = model.attachments[id].transitGateway
    let kind = model.transitGateways[gateway].kind
    if kind == .transitGateway { return nil }
    guard isDescribed(.attachment(id)) else { return .attachment(id) }
    guard kind == .coreNetwork, isDescribed(.coreNetwork(gateway)) else {
      return .coreNetwork(gateway)
    }
    return model.attachments[id].association.flatMap { table in
      guard isDescribed(.segment(table)) else { return .segment(table) }
      return unknownPropagation(in: table, to: id)?.1
    }
  }

  /// From an on-premises network by a virtual interface.
  mutating func leave(
    _ network: ID<Network>, by line: Line, into id: ID<DirectConnectGateway>
  ) -> Replay.Step {
    switch knows(network, packet.destinationAddress, by: line) {
    case .gap(let component): return end(gap: .notDescribed, component)
    case .no: return end(noRouteOnPremises, .network(network))
    case .yes: break
    }
    checkState(of: line)
    return pass(id, by: line)
  }

  /// Through a Direct Connect gateway to the gateway that the destination is announced of.
  mutating func pass(_ id: ID<DirectConnectGateway>, by line: Line) -> Replay.Step {
    let component = ComponentID.directConnectGateway(id)
    let associations = model.directConnectGateways[id].associations
    func length(_ association: DirectConnectGateway.Association) -> Int? {
      association.announced.filter { $0.contains(packet.destinationAddress) }.map(\.length).max()
    }
    let longest = associations.compactMap(length).max()
    let best = associations.filter { length($0) == longest && longest != nil }
    guard !best.isEmpty else {
      if let unknown = unknownEnd(of: id) { return end(gap: .notDescribed, unknown) }
      return end(.dxNoRoute, component)
    }
    switch best[choose(among: best.count, at: component)].target {
    case .vpnGateway(let gateway): return arrive(at: gateway, by: line)
    case .attachment(let attachment):
      guard isDescribed(.attachment(attachment)) else {
        return end(gap: .notDescribed, .attachment(attachment))
      }
      checkState(of: attachment)
      return .enter(attachment, zone: nil)
    }
  }
}
