import NetproofModel
import NetproofSets

/// The plain ways between a VPC and networks on the internet: by an internet gateway without a
/// route table of its own, and by a NAT gateway before one.
extension PathFinder {
  func internetShape(_ from: Region, _ to: Region) -> PathShape? {
    switch (from.home, to.home) {
    case (.subnet(let subnet), .network(let network)): outbound(from, subnet, to, network)
    case (.network(let network), .subnet(let subnet)): inbound(from, network, to, subnet)
    case (.subnet, .subnet), (.network, .network): nil
    }
  }

  private func arrival(_ region: Region) -> Arrival { places.arrivals[Int(region.arrival)] }

  /// Whether an address on the internet is that of a network, which filters nothing itself.
  private func holds(_ network: ID<Network>, _ place: Arrival) -> Bool {
    let declared = model.networks.ids.dropFirst()
    let first = declared.first {
      model.networks[$0].attachment == .internet
        && model.networks[$0].addresses[place.family].contains(place.address)
    }
    return first == network && model.networks[network].firewall == nil
      && !isPrivate(place.address, place.family)
      && !model.internetGateways.elements.contains {
        place.family == .ipv4 && $0.pools.contains(place.address)
      }
      && !(place.family == .ipv6
        && model.vpcs.elements.contains { $0.addresses.ipv6.contains(place.address) })
  }

  private func isPrivate(_ address: UInt128, _ family: Family) -> Bool {
    (family == .ipv4 ? Search.privateIPv4 : graph.privateIPv6).contains(address)
  }

  /// Whether only one VPC holds an IPv6 address.
  private func isInOneVPC(_ place: Arrival) -> Bool {
    place.family == .ipv4
      || model.vpcs.elements.count { $0.addresses.ipv6.contains(place.address) } == 1
  }

  /// The internet gateway of a VPC, if it is plain.
  private func plainGateway(of vpc: ID<VPC>) -> ID<InternetGateway>? {
    guard model.vpcs[vpc].identity.isDescribed, let id = model.vpcs[vpc].internetGateway,
      model.internetGateways[id].identity.isDescribed, model.internetGateways[id].isAttached,
      model.internetGateways[id].edgeRouteTable == nil, model.vpcs[vpc].blockPublicAccess == nil,
      model.internetGateways[id].pools.isEmpty, model.unadvertised.isEmpty
    else { return nil }
    return id
  }

  /// The active route of a subnet to a place; nothing where the trace search has to look.
  private func target(_ subnet: Subnet, _ place: Arrival) -> Route.Target? {
    guard model.routeTables[subnet.routeTable].identity.isDescribed,
      ways.isDescribed(subnet.networkACL)
    else { return nil }
    let index = ways.hops.route(subnet.routeTable, place.atom)
    guard index >= 0 else { return nil }
    let route = model.routeTables[subnet.routeTable].routes[Int(index)]
    guard route.state == .active, let component = Search.component(of: route.target),
      model.identity(of: component).isDescribed
    else { return nil }
    return route.target
  }

  // MARK: - Out

  private func outbound(
    _ from: Region, _ id: ID<Subnet>, _ to: Region, _ network: ID<Network>
  ) -> PathShape? {
    let subnet = model.subnets[id]
    let place = arrival(to)
    guard holds(network, place), isInOneVPC(arrival(from)),
      !ways.mayBeResource(place, seenFrom: subnet.vpc), let target = target(subnet, place)
    else { return nil }
    switch target {
    case .internetGateway(let gateway):
      guard gateway == plainGateway(of: subnet.vpc) else { return nil }
      let isMapped =
        place.family == .ipv4
        ? from.hasPublicAddress : !isPrivate(arrival(from).address, .ipv6)
      guard isMapped else { return PathShape(end: .blocked(.forward)) }
      var shape = PathShape()
      shape.forward.destinationLists = [lists.list(subnet.networkACL, .outbound)]
      var reply = PathShape.Reply(isTranslated: false)
      reply.filters.destinationLists = [lists.list(subnet.networkACL, .inbound)]
      shape.replies = [reply]
      return shape
    case .natGateway(let gateway): return translated(from, subnet, to, by: gateway)
    case .local, .blackhole, .egressOnlyInternetGateway, .peering, .transitGateway, .vpnGateway,
      .carrierGateway, .localGateway, .interface, .gatewayEndpoint, .inspection, .coreNetwork:
      return nil
    }
  }

  /// Through a public NAT gateway of the same VPC, with one address, and its internet gateway.
  private func translated(
    _ from: Region, _ subnet: Subnet, _ to: Region, by id: ID<NATGateway>
  ) -> PathShape? {
    let gateway = model.natGateways[id]
    let home = model.subnets[gateway.subnet]
    let place = arrival(to)
    guard gateway.mode == nil, gateway.siblings == nil, place.family == .ipv4,
      gateway.state == .available,
      home.vpc == subnet.vpc,
      gateway.publicAddress != nil, home.identity.isDescribed,
      case .internetGateway(let exit)? = target(home, place), exit == plainGateway(of: home.vpc),
      graph.publicAddresses[home.vpc]?[gateway.privateAddress.bits] != nil
    else { return nil }
    let isAtHome = arrival(from).specialSubnet == gateway.subnet
    let near = (
      out: lists.list(subnet.networkACL, .outbound), in: lists.list(subnet.networkACL, .inbound)
    )
    let far = (
      out: lists.list(home.networkACL, .outbound), in: lists.list(home.networkACL, .inbound)
    )
    var shape = PathShape(kinds: [.tcp, .udp, .echo, .icmp])
    shape.forward.destinationLists = isAtHome ? [far.out] : [near.out, far.out]
    shape.forward.sourceLists = isAtHome ? [] : [far.in]
    var outer = PathShape.Reply(isTranslated: true)
    outer.filters.destinationLists = [far.in]
    shape.replies = [outer]
    guard !isAtHome else { return model.policies.sameSubnetACL == .skip ? shape : nil }
    guard !home.addresses.ipv4.contains(arrival(from).address) else { return nil }
    let back = ways.hops.route(home.routeTable, arrival(from).atom)
    guard back >= 0 else { return nil }
    let route = model.routeTables[home.routeTable].routes[Int(back)]
    guard route.target == .local, route.state == .active else { return nil }
    var inner = PathShape.Reply(isTranslated: false)
    inner.filters.sourceLists = [far.out]
    inner.filters.destinationLists = [near.in]
    shape.replies.append(inner)
    return shape
  }

  // MARK: - In

  private func inbound(
    _ from: Region, _ network: ID<Network>, _ to: Region, _ id: ID<Subnet>
  ) -> PathShape? {
    let subnet = model.subnets[id]
    let (source, place) = (arrival(from), arrival(to))
    guard holds(network, source), isInOneVPC(place), let gateway = plainGateway(of: subnet.vpc)
    else { return nil }
    let isMapped =
      place.family == .ipv4
      ? to.hasPublicAddress : !isPrivate(place.address, .ipv6) && !to.refusesInternet
    guard isMapped else { return PathShape(end: .blocked(.forward)) }
    guard ways.isDescribed(subnet.networkACL) else { return nil }
    var shape = PathShape()
    shape.forward.sourceLists = [lists.list(subnet.networkACL, .inbound)]
    guard let target = target(subnet, source), case .internetGateway(gateway) = target else {
      return nil
    }
    var reply = PathShape.Reply(isTranslated: false)
    reply.filters.sourceLists = [lists.list(subnet.networkACL, .outbound)]
    shape.replies = [reply]
    return shape
  }
}
