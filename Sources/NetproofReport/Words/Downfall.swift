import NetproofModel

/// What makes a route a blackhole: something that is gone, detached or stopped (R46).
struct Downfall {
  let component: ComponentID
  /// Its state, as a topology writes it.
  let state: String
}

extension Model {
  /// Why a route carries nothing; nothing if only the route itself says so.
  func downfall(of rule: RuleID) -> Downfall? {
    guard case .routeTable(let table) = rule.owner else { return nil }
    switch routeTables[table].routes[rule.index].target {
    case .internetGateway(let id):
      return down(.internetGateway(id), internetGateways[id].isAttached ? nil : "detached")
    case .egressOnlyInternetGateway(let id):
      let isAttached = egressOnlyInternetGateways[id].isAttached
      return down(.egressOnlyInternetGateway(id), isAttached ? nil : "detached")
    case .vpnGateway(let id):
      return down(.vpnGateway(id), vpnGateways[id].isAttached ? nil : "detached")
    case .natGateway(let id):
      let state = natGateways[id].state
      return down(.natGateway(id), state == .available ? nil : state.rawValue)
    case .peering(let id):
      let state = peerings[id].state
      return down(.peering(id), state == .active ? nil : state.rawValue)
    case .carrierGateway(let id):
      let state = carrierGateways[id].state
      return down(.carrierGateway(id), state == .available ? nil : state.rawValue)
    case .localGateway(let id):
      let state = localGateways[id].state
      return down(.localGateway(id), state == .available ? nil : state.rawValue)
    case .gatewayEndpoint(let id), .inspection(let id):
      let state = endpoints[id].state
      return down(.endpoint(id), state == .available ? nil : state.rawValue)
    case .interface(let id): return downfall(of: id)
    case .transitGateway(let id): return down(.transitGateway(id), transitGateways[id].deadState)
    case .coreNetwork(let id): return down(.coreNetwork(id), transitGateways[id].deadState)
    case .local, .blackhole: return nil
    }
  }

  /// What keeps the host behind an interface from getting packets.
  func downfall(of id: ID<NetworkInterface>) -> Downfall? {
    if let instance = interfaces[id].instance, instances[instance].state != .running {
      return Downfall(component: .instance(instance), state: instances[instance].state.rawValue)
    }
    let state = interfaces[id].state
    return down(.interface(id), state == .inUse ? nil : state.rawValue)
  }

  private func down(_ component: ComponentID, _ state: String?) -> Downfall? {
    state.map { Downfall(component: component, state: $0) }
  }
}
