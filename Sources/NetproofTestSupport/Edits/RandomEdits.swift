public import NetproofEngine
public import NetproofModel
import NetproofSets

/// The kinds of edits that are drawn at random.
public enum EditKind: String, CaseIterable, Sendable {
  case addGroupRule = "add_group_rule"
  case removeGroupRule = "remove_group_rule"
  case changeGroupRule = "change_group_rule"
  case addACLRule = "add_acl_rule"
  case removeACLRule = "remove_acl_rule"
  case changeACLRule = "change_acl_rule"
  case removeRoute = "remove_route"
  case retargetRoute = "retarget_route"
  case removeTransitRoute = "remove_transit_route"
  case associateTable = "associate_table"
  case changeExclusion = "change_exclusion"
  case changeAttachment = "change_attachment"
  case moveInterface = "move_interface"
  case changeGroups = "change_groups"
  case changePublicAddress = "change_public_address"
  case changeOutside = "change_outside"
  case changeServices = "change_services"
}

// Edits of single components, drawn so that most change something.

extension Seeded {
  /// An edit of a kind; nothing if the model has nothing of the kind.
  public mutating func edit(_ kind: EditKind, of model: Model) -> Edit? {
    switch kind {
    case .addGroupRule, .removeGroupRule, .changeGroupRule: groupEdit(kind, model)
    case .addACLRule, .removeACLRule, .changeACLRule: aclEdit(kind, model)
    case .removeRoute, .retargetRoute: routeEdit(kind, model)
    case .removeTransitRoute: transitEdit(model)
    case .associateTable: association(model)
    case .changeExclusion: exclusionEdit(model)
    case .changeAttachment: attachmentEdit(model)
    case .moveInterface: move(model)
    case .changeGroups: regroup(model)
    case .changePublicAddress: readdress(model)
    case .changeOutside: outsideEdit(model)
    case .changeServices: serviceEdit(model)
    }
  }

  private mutating func id<Element>(of table: Table<Element>) -> ID<Element>? {
    table.count == 0 ? nil : ID(int(0...table.count - 1))
  }

  // MARK: - Rules

  private mutating func groupEdit(_ kind: EditKind, _ model: Model) -> Edit? {
    guard let id = id(of: model.securityGroups) else { return nil }
    let list: RuleList = chance(70) ? .inbound : .outbound
    let rules =
      list == .inbound ? model.securityGroups[id].inbound : model.securityGroups[id].outbound
    guard kind == .addGroupRule || !rules.isEmpty else { return nil }
    let fresh = SecurityGroupRule(service: service(), peer: peer(model))
    let index = rules.isEmpty ? 0 : int(0...rules.count - 1)
    return .rules(of: id, list, in: model) { rules in
      switch kind {
      case .removeGroupRule: rules.remove(at: index)
      case .changeGroupRule:
        rules[index] = SecurityGroupRule(
          service: fresh.service, peer: rules[index].peer)
      default: rules.insert(fresh, at: index)
      }
    }
  }

  private mutating func peer(_ model: Model) -> SecurityGroupRule.Peer {
    if chance(30), let group = id(of: model.securityGroups) { return .group(group) }
    return .prefix(block(model))
  }

  /// A subnet's block, an interface's address or a wide block.
  private mutating func block(_ model: Model) -> Prefix {
    if chance(40), let id = id(of: model.subnets), let block = model.subnets[id].cidrs.first {
      return block
    }
    if chance(50), let id = id(of: model.interfaces),
      let address = model.interfaces[id].privateIPv4.first
    {
      return Prefix(address)
    }
    return Prefix(containing: Address(.ipv4, 0x0A00_0000), length: pick([0, 4, 8, 12, 16]))
  }

  private mutating func service() -> Service {
    if chance(15) { return .all }
    let low = UInt16(pick([22, 53, 80, 443, 1024, 3306, 32768]))
    return Service(chance(80) ? .tcp : .udp, ports: PortSet(low...low + UInt16(int(0...3) * 50)))
  }

  private mutating func aclEdit(_ kind: EditKind, _ model: Model) -> Edit? {
    guard let id = id(of: model.networkACLs) else { return nil }
    let list: RuleList = chance(50) ? .inbound : .outbound
    let rules = list == .inbound ? model.networkACLs[id].inbound : model.networkACLs[id].outbound
    guard kind == .addACLRule || !rules.isEmpty else { return nil }
    let taken = Set(rules.map(\.number))
    let number = (1...32766).first { !taken.contains($0) } ?? 1
    let fresh = NetworkACLRule(
      number: chance(50) ? number : (rules.last?.number ?? 0) + 1, allows: chance(50),
      service: service(), cidr: block(model))
    let index = rules.isEmpty ? 0 : int(0...rules.count - 1)
    return .rules(of: id, list, in: model) { rules in
      switch kind {
      case .removeACLRule: rules.remove(at: index)
      case .changeACLRule:
        let old = rules[index]
        rules[index] = NetworkACLRule(
          number: old.number, allows: !old.allows, service: old.service, cidr: old.cidr)
      default: rules.append(fresh)
      }
    }
  }

  // MARK: - Routes

  private mutating func routeEdit(_ kind: EditKind, _ model: Model) -> Edit? {
    guard let id = id(of: model.routeTables) else { return nil }
    let routes = model.routeTables[id].routes
    let written = routes.indices.filter { routes[$0].origin != .local }
    guard !written.isEmpty else { return nil }
    let index = pick(written)
    let targets = model.routeTables.elements.lazy.filter { $0.vpc == model.routeTables[id].vpc }
      .flatMap(\.routes).filter { $0.origin != .local }.map(\.target)
    let target = chance(25) ? .blackhole : pick(Array(targets))
    return .routes(of: id, in: model) { routes in
      if kind == .removeRoute {
        routes.remove(at: index)
      } else {
        routes[index] = Route(
          destination: routes[index].destination, target: target, origin: routes[index].origin)
      }
    }
  }

  private mutating func transitEdit(_ model: Model) -> Edit? {
    guard let id = id(of: model.transitGatewayRouteTables) else { return nil }
    var table = model.transitGatewayRouteTables[id]
    guard !table.routes.isEmpty else { return nil }
    table.routes.remove(at: int(0...table.routes.count - 1))
    return .transitGatewayRouteTable(id, table)
  }

  private mutating func association(_ model: Model) -> Edit? {
    guard let id = id(of: model.subnets) else { return nil }
    let vpc = model.subnets[id].vpc
    let tables = model.routeTables.ids.filter {
      model.routeTables[$0].vpc == vpc && !model.routeTables[$0].isEdge
    }
    let acls = model.networkACLs.ids.filter { model.networkACLs[$0].vpc == vpc }
    guard !tables.isEmpty, !acls.isEmpty else { return nil }
    return .subnet(id, routeTable: pick(tables), networkACL: pick(acls))
  }

  private mutating func exclusionEdit(_ model: Model) -> Edit? {
    if chance(20), let id = id(of: model.vpcs) {
      return .vpcExclusion(id, pick([nil, .allowBidirectional, .allowEgress]))
    }
    guard let id = id(of: model.subnets), !model.subnets[id].isVirtual else { return nil }
    return .exclusion(id, pick([nil, .allowBidirectional, .allowEgress]))
  }

  private mutating func attachmentEdit(_ model: Model) -> Edit? {
    guard let id = id(of: model.attachments) else { return nil }
    let old = model.attachments[id]
    let tables = model.transitGateways[old.transitGateway].routeTables
    return .attachment(
      id,
      TransitGatewayAttachment(
        identity: old.identity, transitGateway: old.transitGateway, resource: old.resource,
        state: old.state, applianceMode: chance(50),
        securityGroupReferencing: chance(50), propagatesIPv6: old.propagatesIPv6,
        association: chance(20) || tables.isEmpty ? nil : pick(tables), edge: old.edge,
        natRules: old.natRules))
  }

  // MARK: - Outside, and services

  /// The firewall of a network, or what a VPN connection takes.
  private mutating func outsideEdit(_ model: Model) -> Edit? {
    if chance(50), let id = id(of: model.vpnConnections) {
      let (local, remote) = (chance(50) ? [] : [block(model)], chance(50) ? [] : [block(model)])
      return .trafficSelectors(
        id, VPNConnection.TrafficSelectors(local: local, remote: remote))
    }
    guard let id = id(of: model.networks), id != Model.internet else { return nil }
    let old = model.networks[id].firewall ?? SiteFirewall()
    let fresh = NetworkACLRule(
      number: int(1...9), allows: chance(60), service: service(), cidr: block(model))
    let kept = (old.inbound ?? []).filter { $0.number > 9 && chance(70) }
    return .siteFirewall(
      id,
      SiteFirewall(isStateful: chance(50), inbound: [fresh] + kept, outbound: old.outbound))
  }

  /// The DNS server of a VPC, or who is associated with a service network.
  private mutating func serviceEdit(_ model: Model) -> Edit? {
    if chance(30), let id = id(of: model.vpcs) { return .dnsSupport(id, chance(50)) }
    guard let id = id(of: model.serviceNetworks), let vpc = self.id(of: model.vpcs),
      model.lattice?.vpc != vpc
    else { return nil }
    let old = model.serviceNetworks[id]
    let isFree = model.serviceNetworks.elements.allSatisfy { $0.association(of: vpc) == nil }
    return .serviceNetwork(
      id,
      associations: isFree
        ? old.associations + [ServiceNetwork.Association(vpc: vpc)] : old.associations.dropLast(),
      services: old.services)
  }

  // MARK: - Interfaces

  private mutating func regroup(_ model: Model) -> Edit? {
    guard let id = id(of: model.interfaces) else { return nil }
    let vpc = model.subnets[model.interfaces[id].subnet].vpc
    let groups = model.securityGroups.ids.filter { model.securityGroups[$0].vpc == vpc }
    guard !groups.isEmpty else { return nil }
    var interface = model.interfaces[id]
    interface.securityGroups = Array(Set([pick(groups), pick(groups)]).sorted())
    return .interface(id, interface)
  }

  private mutating func move(_ model: Model) -> Edit? {
    guard let id = id(of: model.interfaces), let subnet = self.id(of: model.subnets),
      let block = model.subnets[subnet].cidrs.first(where: { $0.family == .ipv4 }),
      let old = model.interfaces[id].privateIPv4.first, block.length <= 28
    else { return nil }
    let last = Int(block.last.bits - block.base.bits) - 1
    let address = Address(.ipv4, block.base.bits + UInt128(int(4...last)))
    let isTaken =
      model.interfaces.elements.contains { $0.addresses.contains(address) }
      || model.natGateways.elements.contains { $0.privateAddress == address }
    guard !isTaken else { return nil }
    let publics = model.interfaces[id].publicAddresses.filter { $0.privateAddress == old }
      .map { PublicAddress(privateAddress: address, publicAddress: $0.publicAddress) }
    return .interface(
      id,
      model.interfaces[id].with(subnet: subnet, privateIPv4: [address], publicAddresses: publics))
  }

  private mutating func readdress(_ model: Model) -> Edit? {
    guard let id = id(of: model.interfaces), let own = model.interfaces[id].privateIPv4.first
    else { return nil }
    let interface = model.interfaces[id]
    let fresh = Address(.ipv4, 0x3F00_0000 + UInt128(int(1...0xFFFF)))
    let isTaken = model.interfaces.elements.contains {
      $0.publicAddresses.contains { $0.publicAddress == fresh }
    }
    guard !isTaken else { return nil }
    let publics =
      interface.publicAddresses.isEmpty
      ? [PublicAddress(privateAddress: own, publicAddress: fresh)] : []
    return .interface(
      id,
      interface.with(
        subnet: interface.subnet, privateIPv4: interface.privateIPv4, publicAddresses: publics,
        ipv6: interface.ipv6, prefixes: interface.prefixes))
  }
}

extension NetworkInterface {
  fileprivate func with(
    subnet: ID<Subnet>, privateIPv4: [Address], publicAddresses: [PublicAddress],
    ipv6: [Address] = [], prefixes: [Prefix] = []
  ) -> Self {
    Self(
      identity: identity, subnet: subnet, instance: instance, state: state,
      privateIPv4: privateIPv4, ipv6: ipv6, prefixes: prefixes, publicAddresses: publicAddresses,
      edgeAddresses: edgeAddresses.filter { privateIPv4.contains($0.privateAddress) },
      securityGroups: securityGroups, sourceDestinationCheck: sourceDestinationCheck,
      behaviour: behaviour, isStateful: isStateful, deniesInternetGateway: deniesInternetGateway,
      extraAddresses: extraAddresses, replyInterface: replyInterface, clientPorts: clientPorts,
      endpoint: endpoint, loadBalancer: loadBalancer, sendsBy: sendsBy)
  }
}
