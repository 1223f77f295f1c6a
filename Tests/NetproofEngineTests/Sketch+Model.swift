import NetproofModel
import NetproofSets

/// From names to a model.
extension Sketch {
  func model() throws -> Model {
    var model = Model()
    try addOutside(to: &model)
    try addFilters(to: &model)
    try addVPCs(to: &model)
    try addTables(to: &model)
    try addHosts(to: &model)
    try addGateways(to: &model)
    try addHubs(to: &model)
    return model
  }

  private func addOutside(to model: inout Model) throws {
    model.networks.append(
      Network(identity: identity("internet"), addresses: try otherAddresses, isInternet: true))
    for (name, network) in networks.entries {
      model.networks.append(
        Network(
          identity: identity(name), addresses: AddressSet(try network.cidrs.map(prefix)),
          attachment: try network.vpn.map { .lines([.vpn(try id($0, connections))]) } ?? .internet,
          routesTo: try network.routesTo?.map(prefix)))
    }
    for (name, entries) in prefixLists.entries {
      model.prefixLists.append(
        PrefixList(identity: identity(name), entries: try entries.map(prefix)))
    }
  }

  /// What the built-in network owns: the public addresses that nothing else owns.
  private var otherAddresses: AddressSet {
    get throws {
      let blocks =
        networks.entries.flatMap(\.value.cidrs) + vpcs.entries.flatMap(\.value.cidrs)
        + ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
      let single =
        hosts.entries.compactMap(\.value.publicAddress)
        + natGateways.entries.compactMap(\.value.publicAddress)
      return AddressSet(ipv4: Family.ipv4.addresses, ipv6: try prefix("2000::/3").bits)
        .subtracting(AddressSet(try blocks.map(prefix)))
        .subtracting(AddressSet(try single.map(address)))
    }
  }

  private func addFilters(to model: inout Model) throws {
    for (name, acl) in allACLs.entries {
      model.networkACLs.append(
        NetworkACL(
          identity: identity(name), vpc: try id(acl.vpc, vpcs),
          inbound: try acl.inbound.map(aclRule), outbound: try acl.outbound.map(aclRule)))
    }
    for (name, group) in groups.entries {
      model.securityGroups.append(
        SecurityGroup(
          identity: identity(name), vpc: try id(group.vpc, vpcs),
          inbound: try group.inbound.map(groupRule), outbound: try group.outbound.map(groupRule)))
    }
  }

  private func addVPCs(to model: inout Model) throws {
    for (name, vpc) in vpcs.entries {
      let own = try vpc.gateway.map { gateway in
        model.internetGateways.append(
          InternetGateway(
            identity: identity(gateway), vpc: try id(name, vpcs),
            isAttached: vpc.isGatewayAttached,
            edgeRouteTable: try vpc.edgeTable.map { try id($0, tables) }))
      }
      let egressOnly = try vpc.egressOnlyGateway.map { gateway in
        model.egressOnlyInternetGateways.append(
          EgressOnlyInternetGateway(identity: identity(gateway), vpc: try id(name, vpcs)))
      }
      model.vpcs.append(
        VPC(
          identity: identity(name, region: vpc.region), cidrs: try vpc.cidrs.map(prefix),
          mainRouteTable: try id(vpc.main, tables),
          defaultNetworkACL: try id("acl(\(name))", allACLs), defaultSecurityGroup: ID(0),
          internetGateway: own, egressOnlyInternetGateway: egressOnly,
          subnets: subnets.entries.indices.filter { subnets.entries[$0].value.vpc == name }
            .map { ID($0) },
          dnsSupport: vpc.dnsSupport))
    }
    for (name, subnet) in subnets.entries {
      let main = try entry(subnet.vpc, vpcs).main
      model.subnets.append(
        Subnet(
          identity: identity(name), vpc: try id(subnet.vpc, vpcs),
          cidrs: try subnet.cidrs.map(prefix), zone: subnet.zone,
          routeTable: try id(subnet.table ?? main, tables), usesMainRouteTable: subnet.table == nil,
          networkACL: try id(subnet.acl ?? "acl(\(subnet.vpc))", allACLs)))
    }
  }

  private func addTables(to model: inout Model) throws {
    for (name, table) in tables.entries {
      let vpc = try entry(table.vpc, vpcs)
      let local = try vpc.cidrs.map {
        Route(destination: .prefix(try prefix($0)), target: .local, origin: .local)
      }
      model.routeTables.append(
        RouteTable(
          identity: identity(name), vpc: try id(table.vpc, vpcs),
          routes: local + (try table.lines.map(route)), isMain: vpc.main == name))
    }
  }

  private func addHosts(to model: inout Model) throws {
    for (name, host) in hosts.entries {
      let first = hosts.entries.prefix { $0.name != host.secondOf }.count
      let own = model.instances.append(Instance(identity: identity(name), state: host.state))
      let instance = host.secondOf == nil ? own : ID(first)
      let addresses = try host.addresses.map(address)
      let ipv4 = addresses.filter { $0.family == .ipv4 }
      let interface = model.interfaces.append(
        NetworkInterface(
          identity: identity(name), subnet: try id(host.subnet, subnets), instance: instance,
          state: host.isAttached ? .inUse : .available, privateIPv4: ipv4,
          ipv6: addresses.filter { $0.family == .ipv6 },
          prefixes: try host.prefixes.map(prefix),
          publicAddresses: try publicAddresses(of: host, primary: ipv4.first),
          securityGroups: try host.groups.map { try id($0, groups) },
          sourceDestinationCheck: host.checksSource, behaviour: host.behaviour,
          isStateful: host.isStateful,
          extraAddresses: AddressSet(try host.extraAddresses.map(address)),
          replyInterface: host.replyInterface))
      model.instances[instance].interfaces.append(interface)
    }
  }

  private func publicAddresses(of host: Host, primary: Address?) throws -> [PublicAddress] {
    guard let text = host.publicAddress, let primary else { return [] }
    return [PublicAddress(privateAddress: primary, publicAddress: try address(text))]
  }

  private func addGateways(to model: inout Model) throws {
    for (name, gateway) in natGateways.entries {
      model.natGateways.append(
        NATGateway(
          identity: identity(name), subnet: try id(gateway.subnet, subnets),
          connectivity: gateway.publicAddress == nil ? .private : .public, state: gateway.state,
          privateAddress: try address(gateway.privateAddress),
          publicAddress: try gateway.publicAddress.map(address)))
    }
    for (name, peering) in peerings.entries {
      model.peerings.append(
        Peering(
          identity: identity(name), requester: try id(peering.requester, vpcs),
          accepter: try id(peering.accepter, vpcs), state: peering.state))
    }
    for (name, connection) in connections.entries {
      model.vpnConnections.append(
        VPNConnection(
          identity: identity(name), state: connection.state, tunnels: connection.tunnels,
          learned: try connection.learned.map(prefix),
          networks: networks.entries.indices.filter { networks.entries[$0].value.vpn == name }
            .map { ID($0 + 1) }))
    }
  }
}
