import NetproofModel
import NetproofSets

/// VPC endpoints.
extension Search {
  // MARK: - Interface endpoints

  /// Says that an endpoint opens no connections (R162).
  mutating func checkInitiation(_ walk: inout Walk, _ interface: ID<NetworkInterface>) {
    guard let id = model.interfaces[interface].endpoint else { return }
    block(&walk, .vpceInitiate, at: .endpoint(id), context: [.interface(interface)])
  }

  /// What the service behind an interface says to packets (R160, R163, R168); refused parts go on.
  mutating func serve(_ walk: Walk, at interface: ID<NetworkInterface>) -> [Walk] {
    guard let id = model.interfaces[interface].endpoint,
      let service = model.endpoints[id].interface
    else { return [walk] }
    let component = ComponentID.endpoint(id)
    var walk = walk
    checkAcceptance(&walk, id)
    let subnet = model.interfaces[interface].subnet
    if let zones = service.zones, !zones.contains(model.subnets[subnet].zone) {
      block(&walk, .vpceServiceNotInAZ, at: component, context: [.subnet(subnet)])
    }
    var parts: [Walk] = []
    var rest = [walk]
    for served in [
      Service(.tcp, ports: service.tcpPorts), Service(.udp, ports: service.udpPorts),
    ] {
      rest = rest.flatMap { part in
        let cut = split(part, by: served)
        if let inside = cut.inside { parts += encrypted(inside, at: id) }
        return cut.outside
      }
    }
    for part in rest {
      let cut = split(part, by: Service(part.header.family == .ipv4 ? .icmp : .icmpv6))
      if var ping = cut.inside {
        block(&ping, .vpceNoICMP, at: component)
        parts.append(ping)
      }
      for var other in cut.outside {
        block(&other, .vpcePort, at: component)
        parts.append(other)
      }
    }
    return parts
  }

  /// Says whether an endpoint serves at all.
  mutating func checkAcceptance(_ walk: inout Walk, _ id: ID<VPCEndpoint>) {
    switch model.endpoints[id].state {
    case .available: break
    case .pendingAcceptance, .rejected, .expired:
      block(&walk, .vpceNotAccepted, at: .endpoint(id))
    case .pending, .failed, .deleting, .deleted: block(&walk, .targetBadState, at: .endpoint(id))
    }
  }

  /// Says that a VPC which enforces encryption takes nothing to AWS's services but HTTPS (R199).
  private mutating func encrypted(_ walk: Walk, at id: ID<VPCEndpoint>) -> [Walk] {
    guard model.vpcs[model.endpoints[id].vpc].enforcesEncryption, model.endpoints[id].isOfAWS else {
      return [walk]
    }
    let cut = split(walk, by: VPCEndpoint.encryptedService)
    let refused = cut.outside.map { part in
      var part = part
      block(&part, .encReject, at: .endpoint(id), context: [.vpc(model.endpoints[id].vpc)])
      return part
    }
    return (cut.inside.map { [$0] } ?? []) + refused
  }

  /// The transit gateway across which no group reference reaches an endpoint (R81).
  func hiddenFromEndpoint(_ walk: Walk) -> ComponentID? {
    guard walk.direction == .forward, let group = goal(of: walk).interfaces,
      model.interfaces[group.representative].endpoint != nil
    else { return nil }
    return walk.crossings.lazy.compactMap { crossing in
      if case .transitGateway(let id, _, _) = crossing { model.component(of: id) } else { nil }
    }.first
  }

  // MARK: - Gateway endpoints

  /// Packets that a route sends to a gateway endpoint (R171 to R174).
  ///
  /// It translates nothing; the replies come back the same way.
  mutating func exit(_ walk: Walk, by id: ID<VPCEndpoint>, of vpc: ID<VPC>) {
    let component = ComponentID.endpoint(id)
    guard walk.direction == .forward else { return refuseReply(walk, at: component, in: vpc) }
    var walk = walk
    if model.endpoints[id].state != .available { block(&walk, .targetBadState, at: component) }
    let cut = split(walk, sourcesIn: model.vpcs[vpc].addresses[walk.header.family])
    if var foreign = cut.outside {
      block(&foreign, .vpceGatewayNotTransitive, at: component, context: [.vpc(vpc)])
      if let carried = carried(foreign, component) { end(carried) }
    }
    guard let own = cut.inside, var carried = carried(own, component) else { return }
    carried.cross(.gatewayEndpoint(id, vpc))
    note(&carried, component, .outbound, .forwarded, .state(component))
    deliverToNetwork(carried)
  }

  /// Ends what is neither TCP nor an echo request (R172), and gives back the rest.
  private mutating func carried(_ walk: Walk, _ component: ComponentID) -> Walk? {
    var carried: Walk?
    var rest = [walk]
    for service in [Service(.tcp), Service.echo(walk.header.family)] {
      rest = rest.flatMap { part in
        let cut = split(part, by: service)
        carried = cut.inside ?? carried
        return cut.outside
      }
    }
    for part in rest { end(part, .vpceGatewayProtocol, at: component) }
    return carried
  }

  /// Replies of a service, which come back by the endpoint that the request left by (R174).
  mutating func comeBack(_ walk: Walk, by id: ID<VPCEndpoint>, to vpc: ID<VPC>) {
    let component = ComponentID.endpoint(id)
    var walk = walk
    walk.cross(.gatewayEndpoint(id, vpc))
    note(&walk, component, .inbound, .forwarded, .state(component))
    deliver(walk, in: vpc, from: nil)
  }

  /// Says that packets leave for the internet past an endpoint that would carry them (R171).
  func noteBypass(
    _ walk: inout Walk, _ target: Route.Target, _ rule: RuleID, of vpc: ID<VPC>
  ) {
    switch target {
    case .internetGateway, .egressOnlyInternetGateway, .natGateway: break
    case .local, .peering, .transitGateway, .vpnGateway, .carrierGateway, .localGateway,
      .interface, .gatewayEndpoint, .inspection, .blackhole, .coreNetwork:
      return
    }
    guard walk.direction == .forward, let endpoints = graph.gatewayEndpoints[vpc] else { return }
    for endpoint in endpoints
    where !endpoint.addresses[walk.header.family].isDisjoint(with: walk.header.destinations) {
      let remark = Remark(.gatewayEndpointBypassed, .endpoint(endpoint.id), rule: rule)
      if !walk.notes.contains(where: { $0.isAbout(remark) }) { walk.notes.append(remark) }
    }
  }
}

/// A gateway endpoint that serves, with the addresses that it leads to.
struct ServingEndpoint: Hashable, Sendable {
  let id: ID<VPCEndpoint>
  let addresses: AddressSet

  /// Those of each VPC, in the order of the topology.
  static func all(in model: Model) -> [ID<VPC>: [ServingEndpoint]] {
    var result: [ID<VPC>: [ServingEndpoint]] = [:]
    for id in model.endpoints.ids {
      let endpoint = model.endpoints[id]
      guard endpoint.state == .available, endpoint.identity.isDescribed,
        let list = endpoint.gateway?.prefixList
      else { continue }
      let addresses = AddressSet(model.prefixLists[list].entries)
      result[endpoint.vpc, default: []].append(ServingEndpoint(id: id, addresses: addresses))
    }
    return result
  }
}
