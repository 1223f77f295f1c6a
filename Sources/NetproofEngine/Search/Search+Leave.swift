import NetproofModel
import NetproofSets

/// Leaving the source, and leaving any subnet.
extension Search {
  /// Stages F0 to F3: the source's state, exempt services, its groups, its source check.
  ///
  /// A source that is down sends nothing to exempt services either.
  mutating func leave(_ walk: Walk, _ group: InterfaceGroup) {
    let id = ComponentID.interface(group.representative)
    var walk = walk
    note(&walk, id, .outbound, .sent, .state(id))
    mark(&walk, .interface(group.representative), .outbound)
    guard isDescribed(id) else { return end(walk, gap: .notDescribed, at: id) }
    checkState(&walk, group.representative)
    checkInitiation(&walk, group.representative)
    for part in initiate(walk, group.representative) {
      if let rest = exempt(part, group) { resume(rest, group) }
    }
  }

  /// Says whether an interface is attached and its instance runs.
  mutating func checkState(_ walk: inout Walk, _ interface: ID<NetworkInterface>) {
    if isAbstract { return }
    if model.interfaces[interface].state != .inUse {
      block(&walk, .eniNotAttached, at: .interface(interface))
    }
    if let instance = model.interfaces[interface].instance,
      model.instances[instance].state != .running
    {
      block(&walk, .instanceNotRunning, at: .instance(instance))
    }
  }

  private mutating func sourceCheck(_ walk: Walk, _ group: InterfaceGroup) {
    let interface = model.interfaces[group.representative]
    guard interface.sourceDestinationCheck else { return depart(walk, from: group.subnet) }
    let parts = split(walk, sourcesIn: group.addresses[walk.header.family])
    if var foreign = parts.outside {
      block(&foreign, .srcDstCheck, at: .interface(group.representative), side: .outbound)
      depart(foreign, from: group.subnet)
    }
    if let own = parts.inside { depart(own, from: group.subnet) }
  }

  // MARK: - Exempt services

  /// Delivers what goes to services that nothing filters (R89), and gives back the rest.
  private mutating func exempt(_ walk: Walk, _ group: InterfaceGroup) -> Walk? {
    guard mayMeetService(walk.header, group) else { return walk }
    var rest: [Walk] = [walk]
    let family = walk.header.family
    for service in Self.services(of: group, graph) where service.address.family == family {
      rest = rest.flatMap { part -> [Walk] in
        let cut = split(part, destinationsIn: AddressBits(service.address.bits))
        guard let inside = cut.inside else { return [part] }
        let (meant, others) = split(inside, by: service.service)
        if let meant { deliver(meant, exempt: service, group) }
        return others + (cut.outside.map { [$0] } ?? [])
      }
    }
    guard let first = rest.first else { return nil }
    // Only one part is left unless a query mixes a service's ports with others.
    for other in rest.dropFirst() { resume(other, group) }
    return first
  }

  /// Whether some destination is one at which a service might answer.
  private func mayMeetService(_ header: PacketCube, _ group: InterfaceGroup) -> Bool {
    let own = Self.ownSpace(header.family)
    if header.destinations.overlaps(own) { return true }
    if header.destinations.contains(Self.dhcpServers(header.family).bits) { return true }
    if let resolver = graph.resolver(of: group.vpc), resolver.family == header.family,
      header.destinations.contains(resolver.bits)
    {
      return true
    }
    return model.subnets[group.subnet].cidrs.contains { block in
      block.family == header.family && header.destinations.contains(block.base.bits + 1)
    }
  }

  /// The space in which AWS's own services have their addresses in every VPC.
  private static func ownSpace(_ family: Family) -> ClosedRange<UInt128> {
    switch family {
    case .ipv4: return 0xA9FE_0000...0xA9FE_FFFF
    case .ipv6:
      let ec2: UInt128 = 0xFD00_0EC2 << 96
      return ec2...(ec2 | (UInt128.max >> 32))
    }
  }

  /// What hosts without a lease send their requests to.
  private static func dhcpServers(_ family: Family) -> Address {
    switch family {
    case .ipv4: Address(.ipv4, 0xFFFF_FFFF)
    // All_DHCP_Relay_Agents_and_Servers, RFC 8415 section 7.1.
    case .ipv6: Address(.ipv6, 0xFF02 << 112 | 0x1_0002)
    }
  }

  /// Goes on with what goes to no exempt service; an endpoint's own groups do not matter (R162), nor
  /// do those of a mirrored interface for copies of its packets (R247).
  private mutating func resume(_ walk: Walk, _ group: InterfaceGroup) {
    if copy != nil || model.interfaces[group.representative].endpoint != nil {
      return sourceCheck(walk, group)
    }
    for part in securityGroups(walk, .outbound, group.representative, isTransit: false) {
      sourceCheck(part, group)
    }
  }

  private mutating func deliver(_ walk: Walk, exempt: ExemptService, _ group: InterfaceGroup) {
    var walk = walk
    // No flow log has what goes to these services (R232).
    walk.marks = []
    let vpc = ComponentID.vpc(group.vpc)
    if exempt.isResolver, !model.vpcs[group.vpc].dnsSupport {
      return end(walk, .dnsDisabled, at: vpc)
    }
    walk.notes.append(Remark(.exemptService, vpc))
    walk.arrived = true
    note(&walk, vpc, nil, .delivered, .state(vpc))
    end(walk)
  }

  /// An address at which AWS answers without any filter.
  struct ExemptService {
    let address: Address
    let service: Service
    var isResolver = false
  }

  private static let dns = Service(ProtocolSet(.tcp, .udp), ports: PortSet(53))
  private static let metadata = Service(.tcp, ports: PortSet(80))
  private static let activation = Service(.tcp, ports: PortSet(1688))
  private static let time = Service(.udp, ports: PortSet(123))

  /// What packets to the addresses of these services are told apart by.
  static let exemptServices = [dns, metadata, activation, time]

  private static func services(of group: InterfaceGroup, _ graph: Graph) -> [ExemptService] {
    let linkLocal: UInt128 = 0xA9FE_0000
    let ec2: UInt128 = 0xFD00_0EC2 << 96
    var services = [
      ExemptService(address: Address(.ipv4, linkLocal + 0xA9FD), service: dns, isResolver: true),
      ExemptService(address: Address(.ipv6, ec2 + 0x253), service: dns, isResolver: true),
      ExemptService(address: Address(.ipv4, linkLocal + 0xA9FE), service: metadata),
      ExemptService(address: Address(.ipv6, ec2 + 0x254), service: metadata),
      ExemptService(address: Address(.ipv4, linkLocal + 0xAA02), service: metadata),
      ExemptService(address: Address(.ipv4, linkLocal + 0xA9FA), service: activation),
      ExemptService(address: Address(.ipv4, linkLocal + 0xA9FB), service: activation),
      ExemptService(address: Address(.ipv4, linkLocal + 0xA97B), service: time),
      ExemptService(address: Address(.ipv6, ec2 + 0x123), service: time),
      ExemptService(address: dhcpServers(.ipv4), service: Service(.udp, ports: PortSet(67))),
      ExemptService(address: dhcpServers(.ipv6), service: Service(.udp, ports: PortSet(547))),
    ]
    if let resolver = graph.resolver(of: group.vpc) {
      services.append(ExemptService(address: resolver, service: dns, isResolver: true))
    }
    for block in graph.model.subnets[group.subnet].cidrs {
      let router = Address(block.family, block.base.bits + 1)
      services.append(ExemptService(address: router, service: .all))
    }
    return services
  }

  // MARK: - Departing from a subnet

  /// Sends packets on from a subnet: inside it directly, otherwise by its route table.
  mutating func depart(_ walk: Walk, from subnet: ID<Subnet>) {
    var walk = walk
    let entry = model.subnets[subnet]
    let table = ComponentID.routeTable(entry.routeTable)
    guard visit(&walk, .subnet(subnet), loopAt: table) else { return }
    guard isDescribed(.subnet(subnet)) else {
      return end(walk, gap: .notDescribed, at: .subnet(subnet))
    }
    if entry.vpc == model.lattice?.vpc { return fromLattice(walk, subnet) }
    guard let ordinary = toLattice(walk, from: subnet),
      let rest = unroutable(ordinary, entry.vpc)
    else { return }
    let parts = split(rest, destinationsIn: entry.addresses[rest.header.family])
    if var inside = parts.inside {
      mark(&inside, goesBy: .local)
      deliver(inside, in: entry.vpc, from: subnet)
    }
    guard let outside = parts.outside else { return }
    guard isDescribed(table) else { return end(outside, gap: .notDescribed, at: table) }
    for selected in select(outside, entry.routeTable) {
      follow(selected, from: subnet)
    }
  }

  /// Ends what no route carries: multicast and AWS's own link-local space; gives back the rest.
  private mutating func unroutable(_ walk: Walk, _ vpc: ID<VPC>) -> Walk? {
    let multicast: ClosedRange<UInt128>
    var reserved = [Self.ownSpace(walk.header.family)]
    switch walk.header.family {
    case .ipv4: multicast = 0xE000_0000...0xEFFF_FFFF
    case .ipv6:
      multicast = (0xFF << 120)...UInt128.max
      let linkLocal: UInt128 = 0xFE80 << 112
      reserved.append(linkLocal...(linkLocal | (UInt128.max >> 10)))
    }
    let destinations = walk.header.destinations
    guard destinations.overlaps(multicast) || reserved.contains(where: destinations.overlaps) else {
      return walk
    }
    let first = split(walk, destinationsIn: AddressBits(multicast))
    if let part = first.inside { end(part, .unsupportedMulticast, at: .vpc(vpc)) }
    guard let rest = first.outside else { return nil }
    let second = split(rest, destinationsIn: AddressBits(reserved))
    if let part = second.inside { end(part, .destIPReserved, at: .vpc(vpc)) }
    return second.outside
  }

  // MARK: - Routes

  /// A walk with the route that its packets take, or with none.
  struct Selected {
    var walk: Walk
    let table: ID<RouteTable>
    let route: Int?
  }

  /// Splits packets by the route of a table that carries them.
  mutating func select(_ walk: Walk, _ table: ID<RouteTable>) -> [Selected] {
    let routes = graph.routes[table.index]
    guard let unknown = routes.unknown(walk.header.family) else {
      return select(walk, routes, table)
    }
    return known(walk, routes, unknown).flatMap { select($0, routes, table) }
  }

  /// The packets whose routes do not hang on something that nobody describes.
  private mutating func known(
    _ walk: Walk, _ routes: CompiledRoutes, _ unknown: ComponentID
  ) -> [Walk] {
    let family = walk.header.family
    let parts = split(walk, destinationsIn: routes.local[family])
    var known = parts.inside.map { [$0] } ?? []
    guard let outside = parts.outside else { return known }
    guard routes.unknownPrivately != unknown else {
      end(outside, gap: .notDescribed, at: unknown)
      return known
    }
    let isPrivate = family == .ipv4 ? Self.privateIPv4 : graph.privateIPv6
    let cut = split(outside, destinationsIn: isPrivate)
    if let part = cut.outside { end(part, gap: .notDescribed, at: unknown) }
    guard let part = cut.inside else { return known }
    if let other = routes.unknownPrivately {
      end(part, gap: .notDescribed, at: other)
    } else {
      known.append(part)
    }
    return known
  }

  private mutating func select(
    _ walk: Walk, _ routes: CompiledRoutes, _ table: ID<RouteTable>
  ) -> [Selected] {
    var result: [Selected] = []
    var rest: Walk? = walk
    for group in routes.groups(walk.header.family) {
      guard let current = rest else { break }
      let parts = split(current, destinationsIn: group.bits)
      rest = parts.outside
      guard var inside = parts.inside else { continue }
      remarkRefused(&inside, routes, table, longerThan: group.prefix.length)
      remarkInner(&inside, table, longerThan: group.prefix.length)
      choose(inside, among: group.choices.count, at: .routeTable(table)) { part, choice in
        result.append(Selected(walk: part, table: table, route: group.choices[choice]))
      }
    }
    if var none = rest {
      remarkRefused(&none, routes, table, longerThan: -1)
      result.append(Selected(walk: none, table: table, route: nil))
    }
    return result
  }

  /// Notes refused routes that would have been taken instead (R8).
  private func remarkRefused(
    _ walk: inout Walk, _ routes: CompiledRoutes, _ table: ID<RouteTable>, longerThan length: Int
  ) {
    for refused in routes.refused
    where refused.prefix.length >= length && refused.prefix.family == walk.header.family
      && !refused.prefix.bits.isDisjoint(with: walk.header.destinations)
    {
      let rule = RuleID(.routeTable(table), .routes, refused.index)
      let remark = Remark(.routeIgnored, .routeTable(table), rule: rule)
      if !walk.notes.contains(remark) { walk.notes.append(remark) }
    }
  }

  /// Says that a policy decides whether entries of prefix lists count inside the VPC (U7).
  private func remarkInner(_ walk: inout Walk, _ table: ID<RouteTable>, longerThan length: Int) {
    guard let entries = model.innerListEntries[table] else { return }
    for entry in entries
    where entry.length >= length && entry.family == walk.header.family
      && !entry.bits.isDisjoint(with: walk.header.destinations)
    {
      assume(.innerListEntries, &walk, at: .routeTable(table))
    }
  }

  /// Walks each of several choices that AWS may take.
  mutating func choose(
    _ walk: Walk, among count: Int, at component: ComponentID, _ body: (Walk, Int) -> Void
  ) {
    guard count > 1 else { return body(walk, 0) }
    guard walk.alternatives * count <= limits.alternatives else {
      return end(walk, gap: .alternativeLimit, at: component)
    }
    for choice in 0..<count {
      var part = walk
      part.choices.append(choice)
      part.alternatives *= count
      body(part, choice)
    }
  }

  /// Network ACL, then the selected route and where it leads.
  private mutating func follow(_ selected: Selected, from subnet: ID<Subnet>) {
    let entry = model.subnets[subnet]
    let tableID = ComponentID.routeTable(selected.table)
    guard let index = selected.route else {
      for part in networkACL(selected.walk, entry.networkACL, .outbound, subnet) {
        end(
          part, .noRoute, at: tableID, evidence: .absence(tableID, .routes),
          context: [.subnet(subnet)])
      }
      return
    }
    let route = model.routeTables[selected.table].routes[index]
    let parts =
      staysInside(subnet, route.target)
      ? leaving(selected.walk, to: route.target, inside: subnet)
      : networkACL(selected.walk, entry.networkACL, .outbound, subnet)
    for part in parts {
      take(part, route, RuleID(tableID, .routes, index), from: subnet)
    }
  }

  /// Packets that a route leads to something in their own subnet.
  private mutating func leaving(
    _ walk: Walk, to target: Route.Target, inside subnet: ID<Subnet>
  ) -> [Walk] {
    guard case .natGateway(let id) = target else { return [walk] }
    return networkACL(inside: subnet, .outbound, walk, at: .natGateway(id))
  }

  private func staysInside(_ subnet: ID<Subnet>, _ target: Route.Target) -> Bool {
    switch target {
    case .interface(let id): model.interfaces[id].subnet == subnet
    case .natGateway(let id): model.natGateways[id].subnet == subnet
    case .local, .internetGateway, .egressOnlyInternetGateway, .peering, .transitGateway,
      .vpnGateway, .carrierGateway, .localGateway, .gatewayEndpoint, .inspection, .blackhole,
      .coreNetwork:
      false
    }
  }

  /// Takes a selected route, if its state and its target allow.
  private mutating func take(
    _ walk: Walk, _ route: Route, _ rule: RuleID, from subnet: ID<Subnet>
  ) {
    var walk = walk
    let evidence = Evidence.route(rule)
    let target = Self.component(of: route.target)
    switch route.state {
    case .blackhole:
      let context = [.subnet(subnet)] + (target.map { [$0] } ?? [])
      return end(walk, .routeBlackhole, at: rule.owner, evidence: evidence, context: context)
    case .contradicted:
      return end(
        walk, .targetBadState, at: target ?? rule.owner, evidence: evidence, context: [rule.owner])
    case .active: note(&walk, rule.owner, .outbound, .routed, evidence)
    }
    mark(&walk, goesBy: route.target)
    if let target, !isDescribed(target) { return end(walk, gap: .notDescribed, at: target) }
    if let gateway = hiddenSource(walk, subnet, route.target) {
      return end(walk, gap: .notDescribed, at: gateway)
    }
    noteBypass(&walk, route.target, rule, of: model.subnets[subnet].vpc)
    go(walk, to: route.target, rule, from: subnet)
  }

  /// The regional NAT gateway whose private address nobody knows, if packets leave by anything but an
  /// internet gateway, which translates it.
  private func hiddenSource(
    _ walk: Walk, _ subnet: ID<Subnet>, _ target: Route.Target
  ) -> ComponentID? {
    guard model.subnets[subnet].isVirtual, walk.direction == .forward,
      case .natGateway(let id) = walk.crossings.last
    else { return nil }
    if case .internetGateway = target { return nil }
    return .natGateway(model.whole(id))
  }

  static func component(of target: Route.Target) -> ComponentID? {
    switch target {
    case .local, .blackhole: nil
    case .internetGateway(let id): .internetGateway(id)
    case .egressOnlyInternetGateway(let id): .egressOnlyInternetGateway(id)
    case .natGateway(let id): .natGateway(id)
    case .peering(let id): .peering(id)
    case .transitGateway(let id): .transitGateway(id)
    case .coreNetwork(let id): .coreNetwork(id)
    case .vpnGateway(let id): .vpnGateway(id)
    case .carrierGateway(let id): .carrierGateway(id)
    case .localGateway(let id): .localGateway(id)
    case .interface(let id): .interface(id)
    case .gatewayEndpoint(let id), .inspection(let id): .endpoint(id)
    }
  }

  private mutating func go(
    _ walk: Walk, to target: Route.Target, _ rule: RuleID, from subnet: ID<Subnet>
  ) {
    let vpc = model.subnets[subnet].vpc
    switch target {
    case .local: deliver(walk, in: vpc, from: subnet)
    case .internetGateway(let id):
      exit(walk, by: id, from: countingSubnet(leaving: subnet, walk), of: vpc, rule)
    case .egressOnlyInternetGateway(let id):
      exit(walk, by: id, from: countingSubnet(leaving: subnet, walk), of: vpc)
    case .natGateway(let id): translate(walk, by: id, from: subnet)
    case .interface(let id): enter(walk, interface: id, from: subnet)
    case .peering(let id): cross(walk, id, from: vpc)
    case .transitGateway(let id), .coreNetwork(let id): cross(walk, id, from: subnet, vpc)
    case .vpnGateway(let id): leave(walk, by: id, of: vpc)
    case .carrierGateway(let id):
      exit(walk, by: id, from: countingSubnet(leaving: subnet, walk), of: vpc)
    case .localGateway(let id): leave(walk, by: id, from: subnet, of: vpc)
    case .gatewayEndpoint(let id): exit(walk, by: id, of: vpc)
    case .inspection(let id): inspect(walk, at: id)
    case .blackhole:
      end(walk, .routeBlackhole, at: rule.owner, evidence: .route(rule), context: [.subnet(subnet)])
    }
  }
}
