import NetproofSyntax

// Every component gets its name and its place in the model's tables.

extension Resolver {
  mutating func register() {
    reserve()
    names.insert("internet", of: .network(Model.internet), in: .top)
    map.record(.network(Model.internet), at: nil)
    for (index, entry) in topology.networks.enumerated() {
      if entry.head.name.value == "internet" {
        report(.reservedName(entry.head.name))
      } else {
        register(entry.head, as: .network(ID(index + 1)))
      }
    }
    registerServices()
    for (index, entry) in topology.prefixLists.enumerated() {
      register(entry.head, as: .prefixList(ID(index)))
    }
    registerVPCs()
    for (index, entry) in topology.peerings.enumerated() {
      register(entry.head, as: .peering(ID(index)))
    }
    registerTransitGateways()
    for (index, entry) in topology.vpnConnections.enumerated() {
      register(entry.head, as: .vpnConnection(ID(index)))
    }
    for (index, entry) in topology.blockPublicAccesses.enumerated() {
      register(
        entry.head, as: .blockPublicAccess(ID(index)), account: entry.account?.value)
    }
    for (index, entry) in topology.localGateways.enumerated() {
      register(entry.head, as: .localGateway(ID(index)))
    }
    registerDirectConnect()
    var ruleGroupCount = 0
    for (index, entry) in topology.firewallPolicies.enumerated() {
      register(entry.head, as: .firewallPolicy(ID(index)))
      for group in entry.groups {
        register(
          group.head, as: .firewallRuleGroup(ID(ruleGroupCount)), in: .firewallPolicy(ID(index)))
        ruleGroupCount += 1
      }
    }
  }

  private mutating func registerVPCs() {
    var next = VPCLayout()
    for (index, entry) in vpcEntries.enumerated() {
      let isWritten = index < topology.vpcs.count
      let id = ID<VPC>(index)
      if isWritten {
        register(entry.head, as: .vpc(id), account: entry.account?.value)
      } else {
        names.insert(entry.head.name.value, of: .vpc(id), in: .top)
      }
      vpcs.append(next)
      registerGateways(of: entry, id, &next)
      registerFilters(of: entry, id, &next)
      registerSubnets(of: entry, id, &next)
      registerHosts(of: entry, id, &next)
      registerMirroring(of: entry, id, &next)
    }
    registerLattice(after: next)
  }

  private mutating func registerTransitGateways() {
    var next = TransitGatewayLayout()
    for (index, entry) in topology.transitGateways.enumerated() {
      let id = ID<TransitGateway>(index)
      let (account, scope) = (entry.account?.value, NameTable.Scope.transitGateway(id))
      register(entry.head, as: .transitGateway(id), account: account)
      transitGateways.append(next)
      for attachment in entry.attachments {
        register(
          attachment.head, as: .attachment(ID(next.attachments)), in: scope, account: account)
        next.attachments += 1
      }
      for table in entry.routeTables {
        register(
          table.head, as: .transitGatewayRouteTable(ID(next.routeTables)), in: scope,
          account: account)
        next.routeTables += 1
      }
    }
    registerCoreNetworks(&next)
  }

  /// Core networks follow transit gateways, their attachments and segments those of them.
  private mutating func registerCoreNetworks(_ next: inout TransitGatewayLayout) {
    for (index, entry) in topology.coreNetworks.enumerated() {
      let id = ID<TransitGateway>(topology.transitGateways.count + index)
      register(entry.head, as: .coreNetwork(id))
      transitGateways.append(next)
      for attachment in entry.attachments {
        register(
          attachment.head, as: .attachment(ID(next.attachments)), in: .transitGateway(id))
        next.attachments += 1
      }
      for place in entry.places {
        register(
          entry.head(of: place), as: .segment(ID(next.routeTables)), in: .transitGateway(id))
        next.routeTables += 1
      }
    }
  }

  /// Virtual interfaces of Direct Connect gateways, then those at the top.
  private mutating func registerDirectConnect() {
    var next = 0
    for (index, entry) in topology.directConnectGateways.enumerated() {
      let id = ID<DirectConnectGateway>(index)
      register(entry.head, as: .directConnectGateway(id))
      for interface in entry.virtualInterfaces {
        register(interface.head, as: .virtualInterface(ID(next)), in: .directConnectGateway(id))
        next += 1
      }
    }
    for entry in topology.virtualInterfaces {
      register(entry.head, as: .virtualInterface(ID(next)))
      next += 1
    }
  }

  private mutating func registerGateways(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    for gateway in entry.internetGateways {
      register(gateway.head, as: .internetGateway(ID(next.internetGateways)), in: id, entry)
      next.internetGateways += 1
    }
    for gateway in entry.egressOnlyInternetGateways {
      let component = ComponentID.egressOnlyInternetGateway(ID(next.egressOnlyInternetGateways))
      register(gateway.head, as: component, in: id, entry)
      next.egressOnlyInternetGateways += 1
    }
    for gateway in entry.vpnGateways {
      register(gateway.head, as: .vpnGateway(ID(next.vpnGateways)), in: id, entry)
      next.vpnGateways += 1
    }
    for gateway in entry.carrierGateways {
      register(gateway.head, as: .carrierGateway(ID(next.carrierGateways)), in: id, entry)
      next.carrierGateways += 1
    }
    for gateway in entry.natGateways {
      register(gateway.head, as: .natGateway(ID(next.natGateways)), in: id, entry)
      for further in 0..<gateway.entryCount where further > 0 {
        map.record(.natGateway(ID(next.natGateways + further)), at: gateway.head.name.span)
      }
      next.natGateways += gateway.entryCount
    }
    for endpoint in entry.endpoints {
      register(endpoint.head, as: .endpoint(ID(next.endpoints)), in: id, entry)
      next.endpoints += 1
    }
    for firewall in entry.firewalls {
      register(firewall.head, as: .firewall(ID(next.firewalls)), in: id, entry)
      next.firewalls += 1
      for endpoint in firewall.endpoints {
        register(endpoint.head, as: .endpoint(ID(next.endpoints)), in: id, entry)
        next.endpoints += 1
      }
    }
    registerLoadBalancers(of: entry, id, &next)
    registerResourceGateways(of: entry, id, &next)
  }

  /// Route tables, network ACLs and security groups, and which of them are the VPC's own.
  private mutating func registerFilters(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    let heads = entry.routeTables.map { table in
      let isElsewhere =
        !table.edgeOf.isEmpty
        || isNamed(
          table.head,
          by: entry.subnets.compactMap(\.routeTable) + entry.natGateways.compactMap(\.routeTable))
      return OwnCandidate(head: table.head, flag: table.isMain, mayBeOwn: !isElsewhere)
    }
    let main = registerList(heads, "main (implied)", in: id, entry, &next.routeTables) {
      .routeTable(ID($0))
    }
    vpcs[id.index].mainRouteTable = ID(main.index)
    vpcs[id.index].hasImpliedRouteTable = main.isImplied
    for (position, gateway) in entry.natGateways.enumerated()
    where gateway.isRegional && gateway.head.isDescribed && gateway.routeTable == nil {
      let table = ComponentID.routeTable(ID(next.routeTables))
      names.insert(
        gateway.impliedTableName, of: table, in: .vpc(id), account: entry.account?.value)
      map.record(table, at: nil)
      vpcs[id.index].impliedNATTables[position] = ID(next.routeTables)
      next.routeTables += 1
    }

    let lists = entry.networkACLs.map { list in
      let isElsewhere = isNamed(list.head, by: entry.subnets.compactMap(\.networkACL))
      return OwnCandidate(head: list.head, flag: list.isDefault, mayBeOwn: !isElsewhere)
    }
    let list = registerList(lists, "default (implied)", in: id, entry, &next.networkACLs) {
      .networkACL(ID($0))
    }
    vpcs[id.index].defaultNetworkACL = ID(list.index)
    vpcs[id.index].hasImpliedNetworkACL = list.isImplied

    let groups = entry.securityGroups.map { group in
      OwnCandidate(
        head: group.head, flag: group.isDefault, account: group.account,
        mayBeOwn: group.account == nil && group.sharedWith.isEmpty && group.associatedVPCs.isEmpty
          && !isNamed(group.head, by: entry.groupsOfHosts))
    }
    let group = registerList(groups, "default (implied)", in: id, entry, &next.securityGroups) {
      .securityGroup(ID($0))
    }
    vpcs[id.index].defaultSecurityGroup = ID(group.index)
    vpcs[id.index].hasImpliedSecurityGroup = group.isImplied
  }

  /// Whether references name something that is not described: whoever wants the VPC's own one leaves it
  /// out.
  private func isNamed(_ head: EntryHead, by references: @autoclosure () -> [Reference]) -> Bool {
    guard !head.isDescribed else { return false }
    return references().contains { reference in
      let last = reference.value.split(whereSeparator: { $0 == "/" || $0 == ":" }).last
      return last.map(String.init) == head.name.value
    }
  }

  /// An entry of a list of which exactly one is the VPC's own.
  private struct OwnCandidate {
    let head: EntryHead
    /// What it says itself.
    let flag: Located<Bool>?
    var account: Located<String>?
    /// Whether it can be, as far as the rest of the entry goes.
    var mayBeOwn = true

    /// Whether it may be although it does not say so, because nobody describes it.
    var isOpen: Bool { !head.isDescribed && flag == nil && mayBeOwn }
  }

  /// Registers a list of which exactly one is the VPC's own, and returns that one: the one that says
  /// so, or else the first that may be, or else one that AWS made and nobody wrote.
  private mutating func registerList(
    _ candidates: [OwnCandidate], _ impliedName: String, in vpc: ID<VPC>, _ entry: VPCEntry,
    _ next: inout Int, as component: (Int) -> ComponentID
  ) -> (index: Int, isImplied: Bool) {
    var chosen: (index: Int, name: Located<String>)?
    let open = candidates.firstIndex(where: \.isOpen).map { next + $0 }
    for candidate in candidates {
      let (head, id) = (candidate.head, component(next))
      register(head, as: id, in: vpc, entry, of: candidate.account)
      if let flag = candidate.flag, flag.value {
        map.record(field: id.kind == .routeTable ? "main" : "default", at: flag.span, in: id)
        if let chosen {
          report(.severalDefaults(head.name, id.kind, first: chosen.name))
        } else {
          chosen = (next, head.name)
        }
      }
      next += 1
    }
    if let own = chosen?.index ?? open { return (own, false) }
    let id = component(next)
    names.insert(impliedName, of: id, in: .vpc(vpc), account: entry.account?.value)
    map.record(id, at: nil)
    next += 1
    return (next - 1, true)
  }

  private mutating func registerSubnets(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    for subnet in entry.subnets {
      register(subnet.head, as: .subnet(ID(next.subnets)), in: id, entry)
      next.subnets += 1
    }
    for (position, gateway) in entry.natGateways.enumerated()
    where gateway.isRegional && gateway.head.isDescribed {
      vpcs[id.index].virtualSubnets[position] = (0..<gateway.placeCount).map { zone in
        let subnet = ID<Subnet>(next.subnets + zone)
        names.insert(
          gateway.placeName(zone), of: .subnet(subnet), in: .vpc(id), account: entry.account?.value)
        map.record(.subnet(subnet), at: nil)
        return subnet
      }
      next.subnets += gateway.placeCount
    }
    if entry.isLattice { registerLatticeSubnet(id, &next) }
    guard entry.needsUnknownSubnet else { return }
    let unknown = ID<Subnet>(next.subnets)
    vpcs[id.index].unknownSubnet = unknown
    names.insert("(not described)", of: .subnet(unknown), in: .vpc(id))
    map.record(.subnet(unknown), at: nil)
    next.subnets += 1
  }

  private mutating func registerHosts(
    of entry: VPCEntry, _ id: ID<VPC>, _ next: inout VPCLayout
  ) {
    var own: [ID<NetworkInterface>?] = []
    own.reserveCapacity(entry.instances.count)
    for instance in entry.instances {
      let isNew = register(
        instance.head, as: .instance(ID(next.instances)), in: id, entry, of: instance.account)
      next.instances += 1
      guard instance.hasOwnInterface else {
        own.append(nil)
        continue
      }
      let interface = ID<NetworkInterface>(next.interfaces)
      own.append(interface)
      if isNew {
        names.insertTwin(of: .interface(interface))
        map.record(.interface(interface), at: instance.head.name.span)
      }
      next.interfaces += 1
    }
    vpcs[id.index].ownInterfaces = own
    vpcs[id.index].furtherInterfaces = next.interfaces
    for interface in entry.interfaces {
      register(
        interface.head, as: .interface(ID(next.interfaces)), in: id, entry, of: interface.account)
      next.interfaces += 1
    }
    for endpoint in entry.endpoints { registerInterfaces(of: endpoint, id, entry, &next) }
    for balancer in entry.loadBalancers { registerNodes(of: balancer, id, entry, &next) }
    for gateway in entry.resourceGateways { registerInterfaces(of: gateway, id, entry, &next) }
  }

  @discardableResult
  mutating func register(
    _ head: EntryHead, as component: ComponentID, in vpc: ID<VPC>, _ entry: VPCEntry,
    of account: Located<String>? = nil
  ) -> Bool {
    register(
      head, as: component, in: .vpc(vpc), account: account?.value ?? entry.account?.value)
  }

  /// Returns whether no component of the kind has the name already.
  @discardableResult
  mutating func register(
    _ head: EntryHead, as component: ComponentID, in scope: NameTable.Scope = .top,
    account: String? = nil
  ) -> Bool {
    let earlier = names.insert(head.name.value, of: component, in: scope, account: account)
    if let earlier {
      report(.duplicateName(head.name, component.kind, first: map.place(of: earlier)))
    }
    map.record(component, at: head.name.span)
    if let state = head.state { map.record(field: "state", at: state.span, in: component) }
    return earlier == nil
  }
}

// Room for what large topologies have many of.
extension Resolver {
  private mutating func reserve() {
    let instances = topology.vpcs.reduce(0) { $0 + $1.instances.count }
    let interfaces = instances + topology.vpcs.reduce(0) { $0 + $1.interfaces.count }
    let others = topology.vpcs.reduce(0) { $0 + $1.otherCount } + topology.otherCount
    names.reserve(instances + interfaces + others, names: interfaces + others)
    for (kind, count) in [
      (ComponentID.Kind.instance, instances), (.interface, interfaces),
    ] {
      names.reserve(count, of: kind)
      map.reserve(count, of: kind)
    }
    model.instances.reserve(instances)
    model.interfaces.reserve(interfaces)
  }
}

extension VPCEntry {
  /// How many parts it has at most, instances and interfaces aside, those that AWS implies included.
  fileprivate var otherCount: Int {
    let filters = routeTables.count + networkACLs.count + securityGroups.count
    let gateways =
      internetGateways.count + egressOnlyInternetGateways.count + vpnGateways.count
      + carrierGateways.count + natGateways.count + endpoints.count + loadBalancers.count
      + targetGroups.count + mirrorFilters.count + mirrorSessions.count
      + firewalls.reduce(0) { $0 + 1 + $1.endpoints.count }
      + resourceGateways.reduce(0) { $0 + 1 + 2 * $1.resources.count }
    return subnets.count + filters + gateways + 5
  }
}

extension Topology {
  /// How many components it has at most that are in no VPC.
  fileprivate var otherCount: Int {
    let gateways = transitGateways.reduce(0) {
      $0 + 1 + $1.attachments.count + $1.routeTables.count
    }
    let networks = coreNetworks.reduce(0) { $0 + 1 + $1.attachments.count + $1.places.count }
    let routers = directConnectGateways.reduce(0) { $0 + 1 + $1.virtualInterfaces.count }
    return self.networks.count + prefixLists.count + peerings.count + vpnConnections.count
      + gateways + routers + virtualInterfaces.count + networks + blockPublicAccesses.count
      + firewallPolicies.count + localGateways.count + serviceNetworks.count
      + 2 * latticeServices.count + 2
  }
}

extension VPCEntry {
  /// The groups that its hosts name.
  fileprivate var groupsOfHosts: [Reference] {
    (instances + interfaces).flatMap(\.securityGroups) + endpoints.flatMap(\.securityGroups)
      + loadBalancers.flatMap(\.securityGroups)
  }
}
