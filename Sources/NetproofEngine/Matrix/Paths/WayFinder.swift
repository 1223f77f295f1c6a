import NetproofModel
import NetproofSets

/// Finds the ways between regions that meet nothing but rule lists.
///
/// It follows `docs/semantics.md` as far as a way is simple, and says so where it is not.
struct WayFinder: Sendable {
  let graph: Graph
  let arrivals: [Arrival]
  let lists: RuleLists
  let hops: NextHops
  private let model: Model

  init(_ graph: Graph, _ arrivals: [Arrival], _ lists: RuleLists, _ hops: NextHops) {
    self.graph = graph
    self.arrivals = arrivals
    self.lists = lists
    self.hops = hops
    model = graph.model
  }

  /// The way of packets from a region to an arrival of the same family.
  func way(from region: Region, to arrival: Arrival) -> Way {
    guard case .subnet(let id) = region.home, !isTranslated(arrival, seenFrom: region) else {
      return .complex
    }
    let subnet = model.subnets[id]
    guard !mayBeResource(arrival, seenFrom: subnet.vpc) else { return .complex }
    guard isDescribed(subnet.networkACL), model.routeTables[subnet.routeTable].identity.isDescribed
    else { return .complex }
    let index = hops.route(subnet.routeTable, arrival.atom)
    if index == NextHops.unclear { return .complex }
    if index == NextHops.none { return .blocked }
    let route = model.routeTables.elements[subnet.routeTable.index].routes[Int(index)]
    if let target = Search.component(of: route.target),
      !model.identity(of: target).isDescribed
    {
      return .complex
    }
    guard route.state == .active else { return .blocked }
    return way(from: region, subnet, by: route.target, to: arrival)
  }

  private func way(
    from region: Region, _ subnet: Subnet, by target: Route.Target, to arrival: Arrival
  ) -> Way {
    switch target {
    case .local:
      deliver(OpenWay(carriesOutbound: true, carriesInbound: true), in: subnet.vpc, arrival)
    case .peering(let id): cross(id, from: region, subnet, arrival)
    case .transitGateway(let id), .coreNetwork(let id): cross(id, from: region, subnet, arrival)
    case .internetGateway:
      arrival.family == .ipv4 && Search.privateIPv4.contains(arrival.address)
        && isModeKnown(of: subnet.vpc) ? .blocked : .complex
    case .blackhole: .blocked
    case .natGateway(let id): translate(id, arrival)
    case .egressOnlyInternetGateway, .interface, .vpnGateway, .carrierGateway, .localGateway,
      .gatewayEndpoint, .inspection:
      .complex
    }
  }

  /// Whether an address may be one that a resource of VPC Lattice has for the hosts of a VPC.
  func mayBeResource(_ arrival: Arrival, seenFrom vpc: ID<VPC>) -> Bool {
    model.lattice != nil && arrival.family == .ipv4
      && Lattice.resourceBlock.range.contains(arrival.address)
      && model.networkWithResources(of: vpc) != nil
  }

  /// Whether an attachment lets addresses be known from a region by others than their own.
  func isTranslated(_ arrival: Arrival, seenFrom region: Region) -> Bool {
    guard !graph.views.isEmpty, arrival.family == .ipv4 else { return false }
    let near: TranslatedViews.Place =
      switch region.home {
      case .subnet(let id): .vpc(model.subnets[id].vpc)
      case .network(let id): .network(id)
      }
    let far: TranslatedViews.Place =
      switch arrival.place {
      case .vpc(let id): .vpc(id)
      case .network(let id): .network(id)
      }
    let own = AddressBits(arrival.address)
    return graph.views.addresses(own, of: far, from: near) != own
  }

  func isDescribed(_ acl: ID<NetworkACL>) -> Bool {
    model.networkACLs.elements[acl.index].identity.isDescribed
  }

  /// Whether it is known what Block Public Access does with packets of a VPC.
  private func isModeKnown(of vpc: ID<VPC>) -> Bool {
    guard let id = model.vpcs.elements[vpc.index].blockPublicAccess else { return true }
    return model.blockPublicAccesses[id].identity.isDescribed
  }

  private func deliver(_ way: OpenWay, in vpc: ID<VPC>, _ arrival: Arrival) -> Way {
    guard model.vpcs.elements[vpc.index].identity.isDescribed else { return .complex }
    return arrival.place == .vpc(vpc) ? .open(way) : .blocked
  }

  /// Packets that a NAT gateway would send to an internet gateway that refuses them.
  private func translate(_ id: ID<NATGateway>, _ arrival: Arrival) -> Way {
    let home = model.subnets[model.natGateways[id].subnet]
    guard !model.natGateways[id].isRegional, arrival.family == .ipv4,
      Search.privateIPv4.contains(arrival.address),
      arrival.place != .vpc(home.vpc), home.identity.isDescribed, isDescribed(home.networkACL),
      isModeKnown(of: home.vpc),
      model.routeTables[home.routeTable].identity.isDescribed
    else { return .complex }
    let index = hops.route(home.routeTable, arrival.atom)
    if index == NextHops.none { return .blocked }
    guard index >= 0 else { return .complex }
    let route = model.routeTables[home.routeTable].routes[Int(index)]
    guard case .internetGateway(let gateway) = route.target,
      model.internetGateways[gateway].identity.isDescribed
    else { return .complex }
    return .blocked
  }

  // MARK: - Peering

  private func cross(
    _ id: ID<Peering>, from region: Region, _ subnet: Subnet, _ arrival: Arrival
  ) -> Way {
    let peering = model.peerings.elements[id.index]
    guard let far = peering.other(than: subnet.vpc), peering.state == .active else {
      return .blocked
    }
    let (near, other) = (model.vpcs.elements[subnet.vpc.index], model.vpcs.elements[far.index])
    guard other.identity.isDescribed else { return .complex }
    let source = arrivals[Int(region.arrival)]
    guard other.addresses[arrival.family].contains(arrival.address),
      model.policies.peeringCheck == .destination
        || near.addresses[source.family].contains(source.address)
    else { return .blocked }
    let keepsGroups = !model.joinsRegions(id)
    return deliver(
      OpenWay(carriesOutbound: keepsGroups, carriesInbound: keepsGroups), in: far, arrival)
  }

  // MARK: - Transit gateway

  private func cross(
    _ id: ID<TransitGateway>, from region: Region, _ subnet: Subnet, _ arrival: Arrival
  ) -> Way {
    guard model.transitGateways[id].kind != .unknownCoreNetwork else { return .complex }
    guard let attachment = graph.attachment(of: subnet.vpc, at: id) else { return .blocked }
    let from = model.attachments.elements[attachment.index]
    guard from.identity.isDescribed, case .vpc(_, let subnets) = from.resource else {
      return .complex
    }
    guard from.state.forwards, case .subnet(let own) = region.home,
      model.mayEnter(by: subnets, from: own),
      let near = model.subnets.entry(among: subnets, in: subnet.transitZone)
    else { return .blocked }
    let entry = model.subnets.elements[near.index]
    let acl = entry.networkACL
    guard entry.identity.isDescribed, isDescribed(acl) else { return .complex }
    guard let table = from.association else {
      return model.hiddenTable(of: id) == nil ? .blocked : .complex
    }
    guard model.transitGatewayRouteTables.elements[table.index].identity.isDescribed else {
      return .complex
    }
    let index = hops.route(table, arrival.atom)
    if index == NextHops.unclear { return .complex }
    guard index >= 0,
      case .attachment(let to) =
        model.transitGatewayRouteTables.elements[table.index].routes[Int(index)].target
    else { return .blocked }
    let far = model.attachments.elements[to.index]
    guard far.edge == from.edge else { return .complex }
    guard arrival.family == .ipv6 || (from.natRules.isEmpty && far.natRules.isEmpty) else {
      return .complex
    }
    var way = OpenWay(sourceLists: [lists.list(acl, .inbound)])
    way.carriesInbound =
      model.transitGateways[id].securityGroupReferencing && model.showsGroups(attachment)
      && model.showsGroups(to)
    return leave(to, way, from: region, subnet, arrival)
  }

  /// Leaves a transit gateway into a VPC.
  private func leave(
    _ id: ID<TransitGatewayAttachment>, _ way: OpenWay, from region: Region, _ subnet: Subnet,
    _ arrival: Arrival
  ) -> Way {
    let attachment = model.attachments.elements[id.index]
    guard attachment.identity.isDescribed else { return .complex }
    guard attachment.state.forwards else { return .blocked }
    guard case .vpc(let vpc, let subnets) = attachment.resource, !attachment.applianceMode,
      let exit = model.subnets.entry(among: subnets, in: subnet.transitZone)
        ?? (subnets.count == 1 ? subnets.first : nil)
    else { return .complex }
    let place = model.subnets.elements[exit.index]
    let origin = arrivals[Int(region.arrival)].specialSubnet
    guard place.identity.isDescribed, origin != exit else { return .complex }
    var way = way
    if arrival.specialSubnet == exit {
      way.meetsArrivalACL = false
      return deliver(way, in: vpc, arrival)
    }
    guard isDescribed(place.networkACL),
      model.routeTables.elements[place.routeTable.index].identity.isDescribed
    else { return .complex }
    let index = hops.route(place.routeTable, arrival.atom)
    if index == NextHops.unclear { return .complex }
    if index == NextHops.none { return .blocked }
    let route = model.routeTables.elements[place.routeTable.index].routes[Int(index)]
    guard route.target == .local, route.state == .active else { return .complex }
    way.destinationLists.append(lists.list(place.networkACL, .outbound))
    return deliver(way, in: vpc, arrival)
  }
}
