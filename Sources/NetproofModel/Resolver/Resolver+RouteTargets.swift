import NetproofSyntax

// What routes of a VPC lead to, and whether it is in a state to carry packets.

extension Resolver {
  /// What `via:` names: something of the VPC itself, else a peering or a transit gateway.
  mutating func target(of via: Reference, in vpc: ID<VPC>) -> Route.Target? {
    switch via.value {
    case "local": return .local
    case "blackhole": return .blackhole
    default: break
    }
    let own: KindSet = [
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .vpnGateway, .carrierGateway,
      .instance, .interface, .endpoint,
    ]
    let found = find(
      via, Search(own, in: .vpc(vpc)),
      Search([.peering, .transitGateway, .coreNetwork, .localGateway], in: .top))
    switch found {
    case .internetGateway(let id)?: return .internetGateway(id)
    case .egressOnlyInternetGateway(let id)?: return .egressOnlyInternetGateway(id)
    case .natGateway(let id)?: return .natGateway(id)
    case .interface(let id)?: return .interface(id)
    case .instance(let id)?: return interface(of: id, via).map { .interface($0) }
    case .peering(let id)?: return .peering(id)
    case .transitGateway(let id)?: return .transitGateway(id)
    case .coreNetwork(let id)?: return .coreNetwork(id)
    case .vpnGateway(let id)?: return .vpnGateway(id)
    case .carrierGateway(let id)?: return .carrierGateway(id)
    case .localGateway(let id)?: return .localGateway(id)
    case .endpoint(let id)?: return inspection(by: id, via)
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .prefixList, .blockPublicAccess, .firewall,
      .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup, .directConnectGateway,
      .firewallRuleGroup, .segment, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession,
      nil:
      return nil
    }
  }

  /// An endpoint that a route may name: one that has packets inspected.
  private mutating func inspection(by id: ID<VPCEndpoint>, _ via: Reference) -> Route.Target? {
    if model.endpoints[id].inspection != nil || !model.endpoints[id].identity.isDescribed {
      return .inspection(id)
    }
    report(.endpointNotATarget(via, isGateway: model.endpoints[id].gateway != nil))
    return nil
  }

  /// The one interface of an instance that a route names (R48).
  private mutating func interface(
    of id: ID<Instance>, _ via: Reference
  ) -> ID<NetworkInterface>? {
    let interfaces = model.instances[id].interfaces
    guard let only = interfaces.first else {
      report(.instanceWithoutInterface(via))
      return nil
    }
    guard interfaces.count == 1 else {
      report(
        .instanceWithSeveralInterfaces(
          via, interfaces: interfaces.map { names.preciseName(of: .interface($0)) }))
      return nil
    }
    return only
  }

  /// Whether a route carries packets: as it is written, or as its target's state has it.
  ///
  /// A NAT gateway, peering or attachment in a bad state leaves the route active, because packets
  /// are lost at the target only; a written `active` that the target contradicts is told (R47).
  func state(
    of target: Route.Target, written: WrittenRouteState?, in vpc: ID<VPC>
  ) -> Route.State {
    if target == .blackhole { return .blackhole }
    switch (written, condition(of: target, in: vpc)) {
    case (.blackhole, _), (.filtered, _): return .blackhole
    case (_, .usable): return .active
    case (.active, .gone), (.active, .unusable): return .contradicted
    case (nil, .gone): return .blackhole
    case (nil, .unusable): return .active
    }
  }

  private enum Condition {
    case usable
    /// There, but it carries nothing.
    case unusable
    /// Not there any more: a route to it is a blackhole.
    case gone
  }

  private func condition(of target: Route.Target, in vpc: ID<VPC>) -> Condition {
    switch target {
    case .local: .usable
    case .blackhole: .gone
    case .internetGateway(let id): model.internetGateways[id].isAttached ? .usable : .gone
    case .egressOnlyInternetGateway(let id):
      model.egressOnlyInternetGateways[id].isAttached ? .usable : .gone
    case .natGateway(let id):
      switch model.natGateways[id].state {
      case .available: .usable
      case .pending, .failed, .deleting: .unusable
      case .deleted: .gone
      }
    case .peering(let id):
      switch model.peerings[id].state {
      case .active: .usable
      case .deleted: .gone
      case .initiatingRequest, .pendingAcceptance, .rejected, .failed, .expired, .provisioning,
        .deleting:
        .unusable
      }
    case .transitGateway(let id), .coreNetwork(let id): condition(of: id, from: vpc)
    case .vpnGateway(let id): model.vpnGateways[id].isAttached ? .usable : .gone
    case .carrierGateway(let id): condition(of: model.carrierGateways[id].state)
    case .localGateway(let id): condition(of: model.localGateways[id].state)
    case .interface(let id): model.isUp(id) ? .usable : .gone
    case .gatewayEndpoint(let id): model.endpoints[id].state == .available ? .usable : .unusable
    case .inspection(let id):
      switch model.endpoints[id].state {
      case .available: .usable
      case .deleted: .gone
      case .pending, .pendingAcceptance, .rejected, .expired, .failed, .deleting: .unusable
      }
    }
  }

  private func condition(of state: EdgeGatewayState) -> Condition {
    switch state {
    case .available: .usable
    case .pending, .deleting: .unusable
    case .deleted: .gone
    }
  }

  /// The condition of a transit gateway: its own state, then that of the VPC's attachments to it.
  private func condition(of id: ID<TransitGateway>, from vpc: ID<VPC>) -> Condition {
    if let state = model.transitGateways[id].deadState {
      return state == TransitGateway.State.deleted.rawValue ? .gone : .unusable
    }
    let own = model.transitGateways[id].attachments.map { model.attachments[$0] }.filter {
      guard case .vpc(vpc, _) = $0.resource else { return false }
      return true
    }
    return own.isEmpty || own.contains { $0.state.forwards } ? .usable : .unusable
  }
}
