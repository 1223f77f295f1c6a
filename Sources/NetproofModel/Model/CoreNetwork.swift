/// What transit gateways and core networks are called.
extension Model {
  public func component(of id: ID<TransitGateway>) -> ComponentID {
    switch transitGateways[id].kind {
    case .transitGateway: .transitGateway(id)
    case .coreNetwork, .unknownCoreNetwork: .coreNetwork(id)
    }
  }

  public func component(of id: ID<TransitGatewayRouteTable>) -> ComponentID {
    switch transitGateways[transitGatewayRouteTables[id].transitGateway].kind {
    case .transitGateway: .transitGatewayRouteTable(id)
    case .coreNetwork, .unknownCoreNetwork: .segment(id)
    }
  }
}
