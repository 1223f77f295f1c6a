import NetproofEngine
import NetproofModel
import NetproofSets

/// Which pairs of ends an edit can touch, as questions to ask before and after it.
struct EditReach {
  /// The model with the edits.
  private let model: Model
  private let index: InterfaceIndex

  init(_ analyzer: Analyzer) {
    model = analyzer.model
    index = analyzer.index
  }

  /// Ends on one side of a question, not looked at yet.
  enum Side: Hashable {
    case everyone
    /// Without repeats.
    case only([End.Subject])

    var isEmpty: Bool { self == .only([]) }
  }

  /// Packets from some ends to others.
  struct Touched: Hashable {
    let from: Side
    let to: Side
  }

  /// Packets that edits can touch, without repeats.
  func touched(by edits: [ModelEdit]) -> [Touched] {
    var result: [Touched] = []
    for pair in edits.flatMap({ touched(by: $0) })
    where !pair.from.isEmpty && !pair.to.isEmpty && !result.contains(pair) {
      result.append(pair)
    }
    return result
  }

  /// How many pairs of ends there are.
  func count(_ touched: Touched) -> Int { count(touched.from) * count(touched.to) }

  /// The question about all that may pass.
  func question(_ touched: Touched) -> Query {
    let any = AskedServices.any
    return Query(
      from: ends(touched.from), to: ends(touched.to), ipv4Services: any.ipv4,
      ipv6Services: any.ipv6)
  }

  private func touched(by edit: ModelEdit) -> [Touched] {
    if edit.isOfFilters, model.checksAppliances { return both(.everyone, .everyone) }
    switch edit {
    case .addNetworkACLRule(let id, _, let rule):
      return both(
        locals(in: model.subnets.ids.filter { model.subnets[$0].networkACL == id }),
        remotes(AddressSet([rule.cidr])))
    case .addSecurityGroupRule(let id, let list, let rule):
      let (near, far) = (users(of: id), remotes(of: rule.peer))
      guard list == .outbound else {
        return [
          Touched(from: far, to: with(nodesSendingTo: near)),
          Touched(from: far, to: services(behind: id)),
        ]
      }
      return [Touched(from: near, to: with(nodesSendingTo: far))] + balanced(by: nodes(in: near))
    case .routeSubnet(let id, _), .exclude(let id, _): return both(locals(in: [id]), .everyone)
    case .addRoute(let id, let destination, _): return routed(by: id, to: destination)
    case .changeRoute(let id, let route, _), .removeRoute(let id, let route):
      return routed(by: id, to: route.destination)
    case .propagateInto(let id, let gateway):
      let prefixes = model.vpnGateways[gateway].routes.map(\.prefix)
      return both(
        locals(in: model.subnets.ids.filter { model.subnets[$0].routeTable == id }),
        remotes(AddressSet(prefixes)))
    case .associateEndpoint(let id, let table):
      let list = model.endpoints[id].gateway?.prefixList
      return list.map { routed(by: table, to: .prefixList($0)) } ?? []
    case .addTransitRoute(let id, let prefix, _): return routed(by: id, to: [prefix])
    case .removeTransitRoute(let id, let route): return routed(by: id, to: [route.prefix])
    case .addPropagation(let id, let attachment):
      return routed(by: id, to: model.propagated(by: attachment))
    case .addSegmentRoute(let id, let prefix, _):
      return model.segmentTables(of: id).flatMap { routed(by: $0, to: [prefix]) }
    case .shareSegments(let one, let other):
      return seeing(one, other) + seeing(other, one)
    case .enableIPv6Support(let id):
      guard case .vpc(let vpc, _) = model.attachments[id].resource else { return [] }
      let blocks = model.vpcs[vpc].cidrs.filter { $0.family == .ipv6 }
      return both(.everyone, remotes(AddressSet(blocks)))
    case .addAttachmentSubnet(let id, _), .associate(let id, _):
      return both(senders(by: id), .everyone)
    case .excludeVPC, .enableApplianceMode, .disableSourceDestinationCheck, .addStatelessRule,
      .addStatefulRule:
      return both(.everyone, .everyone)
    case .enableCrossZone(let id):
      if model.loadBalancers[id].kind == .gateway { return both(.everyone, .everyone) }
      return balanced(by: model.loadBalancers[id].nodes)
    case .enableGroupCrossZone(let id), .hideClientAddress(let id):
      return balanced(
        by: model.loadBalancers.elements.filter { balancer in
          balancer.listeners.contains { $0.targetGroups.contains(id) }
        }.flatMap(\.nodes))
    case .enableGroupReferences, .enableAttachmentGroupReferences: return references
    case .allowPrefix(let id, _, let prefix):
      if model.directConnectGateways[id].hairpins { return both(.everyone, .everyone) }
      let networks = model.directConnectGateways[id].virtualInterfaces.flatMap {
        model.virtualInterfaces[$0].networks
      }
      return both(.only(networks.map { .network($0) }), remotes(AddressSet([prefix])))
    case .sendToAttachment(let id, let prefix):
      return both(.only([.network(id)]), remotes(AddressSet([prefix])))
    case .addSiteRule(let id, _, let rule):
      return both(.only([.network(id)]), remotes(AddressSet([rule.cidr])))
    case .widenSelector(let id, _, _, _):
      return both(.only(model.vpnConnections[id].networks.map { .network($0) }), .everyone)
    // The server is nobody's end, but its address may lie in a network's blocks.
    case .enableDNSSupport(let id):
      return [Touched(from: hosts(of: id), to: .only(model.networks.ids.map { .network($0) }))]
    case .associateVPC(let id, let vpc):
      let services = model.serviceNetworks[id].services
      return [Touched(from: hosts(of: vpc), to: nodes(of: services))]
    case .addService(let id, let service):
      return model.serviceNetworks[id].associations.map {
        Touched(from: hosts(of: $0.vpc), to: nodes(of: [service]))
      }
    }
  }

  // MARK: - By rules and routes

  private func routed(by id: ID<RouteTable>, to destination: Route.Destination) -> [Touched] {
    let prefixes: [Prefix]
    switch destination {
    case .prefix(let prefix): prefixes = [prefix]
    case .prefixList(let list): prefixes = model.prefixLists[list].entries
    }
    if model.routeTables[id].isEdge { return both(.everyone, remotes(AddressSet(prefixes))) }
    return both(
      locals(in: model.subnets.ids.filter { model.subnets[$0].routeTable == id }),
      remotes(AddressSet(prefixes)))
  }

  private func routed(by id: ID<TransitGatewayRouteTable>, to prefixes: [Prefix]) -> [Touched] {
    let sides = model.attachments.ids.filter { model.attachments[$0].association == id }
      .map { senders(by: $0) }
    var near: [End.Subject] = []
    var seen: Set<End.Subject> = []
    for side in sides {
      guard case .only(let subjects) = side else {
        return both(.everyone, remotes(AddressSet(prefixes)))
      }
      near += subjects.filter { seen.insert($0).inserted }
    }
    return both(.only(near), remotes(AddressSet(prefixes)))
  }

  /// What a segment may reach of another one's attachments.
  private func seeing(
    _ one: ID<TransitGatewayRouteTable>, _ other: ID<TransitGatewayRouteTable>
  ) -> [Touched] {
    let prefixes = model.segmentAttachments(of: other).flatMap { model.propagated(by: $0) }
    return model.segmentTables(of: one).flatMap { routed(by: $0, to: prefixes) }
  }

  /// Rules that name a group of another VPC, each with both groups' members.
  private var references: [Touched] {
    model.securityGroups.ids.flatMap { id -> [Touched] in
      model.securityGroups[id].inbound.compactMap { rule in
        guard case .group(let far) = rule.peer,
          model.securityGroups[far].vpc != model.securityGroups[id].vpc
            || !model.securityGroups[far].associatedVPCs.isEmpty
        else { return nil }
        return Touched(from: users(of: far), to: users(of: id))
      }
    }
  }

  // MARK: - Load balancers

  /// Whoever comes to some nodes, or to nodes before them.
  private func balanced(by nodes: [ID<NetworkInterface>]) -> [Touched] {
    guard !nodes.isEmpty else { return [] }
    let side = Side.only(nodes.map { .interface($0) })
    return [Touched(from: .everyone, to: with(nodesSendingTo: side))]
  }

  /// The nodes on a side.
  private func nodes(in side: Side) -> [ID<NetworkInterface>] {
    switch side {
    case .everyone: model.loadBalancers.elements.flatMap(\.nodes)
    case .only(let subjects):
      subjects.compactMap { subject in
        guard case .interface(let id) = subject, model.interfaces[id].loadBalancer != nil
        else { return nil }
        return id
      }
    }
  }

  /// Ends with the nodes through which they are reached as well.
  private func with(nodesSendingTo side: Side) -> Side {
    guard case .only(let subjects) = side, !model.loadBalancers.elements.isEmpty else {
      return side
    }
    let own = Set(
      subjects.compactMap { subject in
        if case .interface(let id) = subject { id } else { nil }
      })
    let further = model.nodes(sendingTo: own).filter { !own.contains($0) }
    return .only(subjects + further.map { .interface($0) })
  }

  /// The interfaces of a VPC, of whose packets alone VPC Lattice and the DNS server take any.
  private func hosts(of vpc: ID<VPC>) -> Side {
    .only(index.interfaces(in: model.vpcs[vpc].subnets).map { .interface($0) })
  }

  /// The nodes of those that are Lattice services.
  private func nodes(of services: [ID<LoadBalancer>]) -> Side {
    .only(
      services.map { model.loadBalancers[$0] }.filter { $0.role == .latticeService }
        .flatMap(\.nodes).map { .interface($0) })
  }

  /// The nodes of the Lattice services that a group filters at associations.
  private func services(behind group: ID<SecurityGroup>) -> Side {
    let networks = model.serviceNetworks.elements.filter { network in
      network.associations.contains { $0.securityGroups.contains(group) }
    }
    return nodes(of: Set(networks.flatMap(\.services)).sorted())
  }

  /// Whether some of these interfaces hand on packets of others: nodes do.
  private func balances(_ subnets: Set<ID<Subnet>>) -> Bool {
    guard !model.loadBalancers.elements.isEmpty else { return false }
    return model.targetInterfaces.contains { subnets.contains(model.interfaces[$0].subnet) }
      || model.loadBalancers.elements.contains { balancer in
        balancer.nodes.contains { subnets.contains(model.interfaces[$0].subnet) }
      }
  }

  // MARK: - Sides

  private func users(of group: ID<SecurityGroup>) -> Side {
    .only(index.interfaces(of: group).map { .interface($0) })
  }

  /// Whose packets come to a transit gateway by an attachment.
  private func senders(by id: ID<TransitGatewayAttachment>) -> Side {
    switch model.attachments[id].resource {
    case .vpc(let vpc, _): return locals(in: model.vpcs[vpc].subnets)
    case .vpn, .directConnect, .edge:
      return .only(model.networks(behind: model.attachments[id].resource).map { .network($0) })
    case .peer, .networkFunction: return .everyone
    }
  }

  /// Interfaces of subnets, with those of the whole VPC if packets from a transit gateway leave from
  /// one of them; everyone if packets of others are passed on there.
  private func locals(in subnets: [ID<Subnet>]) -> Side {
    var set = Set(subnets)
    guard !passesOn(in: set) else { return .everyone }
    for attachment in model.attachments.elements {
      guard case .vpc(let vpc, let own) = attachment.resource, own.contains(where: set.contains)
      else { continue }
      if passesOn(in: Set(model.vpcs[vpc].subnets)) { return .everyone }
      set.formUnion(model.vpcs[vpc].subnets)
    }
    return .only(index.interfaces(in: set.sorted()).map { .interface($0) })
  }

  /// Whether something in subnets passes on the packets of others.
  private func passesOn(in subnets: Set<ID<Subnet>>) -> Bool {
    model.natGateways.elements.contains { subnets.contains($0.subnet) }
      || model.endpoints.elements.contains { endpoint in
        endpoint.inspection.map { subnets.contains($0.subnet) } ?? false
      }
      || index.unchecked.contains { subnets.contains(model.interfaces[$0].subnet) }
      || balances(subnets)
  }

  private func remotes(of peer: SecurityGroupRule.Peer) -> Side {
    switch peer {
    case .prefix(let prefix): return remotes(AddressSet([prefix]))
    case .prefixList(let list): return remotes(AddressSet(model.prefixLists[list].entries))
    case .network(let id): return .only([.network(id)])
    case .group(let group):
      let users = users(of: group)
      return nodes(in: users).isEmpty ? users : .everyone
    }
  }

  /// Who has any of some addresses; everyone if a translator does, for it has them for others.
  private func remotes(_ addresses: AddressSet) -> Side {
    guard !isTranslator(in: addresses) else { return .everyone }
    let addresses = withTranslated(addresses)
    var result: [End.Subject] = []
    let interfaces = model.interfaces
    for id in interfaces.ids {
      // Stored properties only: to compute others of a hundred thousand interfaces copies each.
      let isMeant =
        !interfaces[id].addresses.isDisjoint(with: addresses)
        || !interfaces[id].extraAddresses.isDisjoint(with: addresses)
        || interfaces[id].publicAddresses.contains { addresses.contains($0.publicAddress) }
        || interfaces[id].edgeAddresses.contains { addresses.contains($0.outsideAddress) }
      if isMeant { result.append(.interface(id)) }
    }
    for id in model.networks.ids where !model.networks[id].addresses.isDisjoint(with: addresses) {
      result.append(.network(id))
    }
    return result.count == count(.everyone) ? .everyone : .only(result)
  }

  /// Addresses with what is behind attachments that they stand for (R146).
  private func withTranslated(_ addresses: AddressSet) -> AddressSet {
    guard model.translatesAtAttachments else { return addresses }
    var all = addresses.ipv4
    for rule in model.attachments.elements.flatMap(\.natRules) {
      all = all.union(addresses.ipv4.moved(from: rule.nat, to: rule.match))
    }
    return AddressSet(ipv4: all, ipv6: addresses.ipv6)
  }

  private func isTranslator(in addresses: AddressSet) -> Bool {
    model.natGateways.elements.contains { nat in
      addresses.contains(nat.privateAddress)
        || nat.publicAddress.map { addresses.contains($0) } ?? false
    }
      || index.translators.contains {
        !model.interfaces[$0].addresses.isDisjoint(with: addresses)
      }
      || model.loadBalancers.elements.contains { balancer in
        balancer.nodes.contains {
          !model.interfaces[$0].addresses.isDisjoint(with: addresses)
        }
      }
  }

  // MARK: - Ends

  private func count(_ side: Side) -> Int {
    switch side {
    case .everyone: model.interfaces.count + model.networks.count
    case .only(let subjects): subjects.count
    }
  }

  private func ends(_ side: Side) -> [End] {
    switch side {
    case .everyone:
      model.interfaces.ids.map { end(.interface($0)) }
        + model.networks.ids.map { end(.network($0)) }
    case .only(let subjects): subjects.map { end($0) }
    }
  }

  private func end(_ subject: End.Subject) -> End {
    switch subject {
    case .interface(let id):
      End(subject, addresses: model.interfaces[id].addresses, isExplicit: false)
    case .network(let id):
      End(subject, addresses: model.networks[id].addresses, isExplicit: false)
    case .address: End(subject, addresses: AddressSet(), isExplicit: true)
    }
  }

  private func both(_ left: Side, _ right: Side) -> [Touched] {
    let there = Touched(from: left, to: right)
    return left == right ? [there] : [there, Touched(from: right, to: left)]
  }
}

extension ModelEdit {
  /// Whether it adds to the rules of a security group or network ACL, which may also be what keeps
  /// a Gateway Load Balancer from its appliances.
  fileprivate var isOfFilters: Bool {
    switch self {
    case .addNetworkACLRule, .addSecurityGroupRule, .enableGroupCrossZone: true
    default: false
    }
  }
}
