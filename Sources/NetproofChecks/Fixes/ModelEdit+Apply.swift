public import NetproofEngine
public import NetproofModel
import NetproofSets

extension Analyzer {
  /// An analyzer of the model with edits of fixes, made one after the other.
  func applying(_ edits: [ModelEdit]) -> Analyzer {
    edits.reduce(self) { analyzer, edit in
      let parts = edit.edits(of: analyzer.model)
      return parts.isEmpty ? analyzer : analyzer.applying(parts)
    }
  }
}

extension ModelEdit {
  /// A copy of the model with the edit.
  ///
  /// A route that is not there cannot be changed or removed; the model is then as it was.
  public func applied(to model: Model) -> Model {
    edits(of: model).reduce(model) { $0.applying($1) }
  }

  /// What the edited components of a model are with the edit; nothing if the edit changes nothing.
  public func edits(of model: Model) -> [Edit] {
    model.withExchangedRoutes(ownEdits(of: model))
  }

  private func ownEdits(of model: Model) -> [Edit] {
    if case .addSegmentRoute(let id, let prefix, let attachment) = self {
      return model.segment(id, routing: prefix, to: attachment)
    }
    if case .shareSegments(let one, let other) = self {
      return model.segment(one, seeing: other) + model.segment(other, seeing: one)
    }
    if case .enableIPv6Support(let id) = self { return model.propagatingIPv6(by: id) }
    return edit(of: model).map { [$0] } ?? []
  }

  /// What the one component that most edits are of is with the edit.
  private func edit(of model: Model) -> Edit? {
    switch self {
    case .addSegmentRoute, .shareSegments, .enableIPv6Support: return nil
    case .addNetworkACLRule(let id, let list, let rule):
      return .rules(of: id, list, in: model) { $0.append(rule) }
    case .addSecurityGroupRule(let id, let list, let rule):
      return .rules(of: id, list, in: model) { $0.append(rule) }
    case .routeSubnet(let id, let table):
      return .subnet(id, routeTable: table, networkACL: model.subnets[id].networkACL)
    case .addRoute(let id, let destination, let target):
      return .routes(of: id, in: model) {
        $0.append(Route(destination: destination, target: target, origin: .written))
      }
    case .changeRoute(let id, let route, let target):
      guard let index = model.routeTables[id].routes.firstIndex(of: route) else { return nil }
      return .routes(of: id, in: model) {
        $0[index] = Route(destination: route.destination, target: target, origin: .written)
      }
    case .removeRoute(let id, let route):
      return .routes(of: id, in: model) { $0.removeAll { $0 == route } }
    case .propagateInto(let id, let gateway):
      let table = model.routeTables[id]
      let new = model.propagatedRoutes(beside: table.routes, from: [gateway], in: table.vpc)
      return .routes(of: id, in: model) { $0 += new }
    case .associateEndpoint(let id, let table):
      guard let list = model.endpoints[id].gateway?.prefixList else { return nil }
      return .routes(of: table, in: model) {
        $0.append(
          Route(destination: .prefixList(list), target: .gatewayEndpoint(id), origin: .endpoint))
      }
    case .addTransitRoute(let id, let prefix, let attachment):
      return Self.written(of: id, in: model) { routes in
        routes.append(
          TransitGatewayRoute(
            prefix: prefix, target: .attachment(attachment), origin: .written,
            writtenIndex: routes.count { $0.origin == .written }))
      }
    case .removeTransitRoute(let id, let route):
      return Self.written(of: id, in: model) { routes in routes.removeAll { $0 == route } }
    case .addPropagation(let id, let attachment):
      let table = model.transitGatewayRouteTables[id]
      return .transitGatewayRouteTable(
        id,
        model.table(
          table, writing: table.written, propagating: table.propagations + [attachment]))
    case .addAttachmentSubnet(let id, let subnet):
      guard case .vpc(let vpc, let subnets) = model.attachments[id].resource else { return nil }
      return .attachment(
        id, model.attachments[id].with(resource: .vpc(vpc, subnets: subnets + [subnet])))
    case .associate(let id, let table):
      return .attachment(id, model.attachments[id].with(association: table))
    case .enableApplianceMode(let id):
      return .attachment(id, model.attachments[id].with(applianceMode: true))
    case .enableGroupReferences(let id):
      return .transitGateway(id, model.transitGateways[id].withGroupReferences())
    case .enableAttachmentGroupReferences(let id):
      return .attachment(id, model.attachments[id].with(securityGroupReferencing: true))
    case .allowPrefix(let id, let association, let prefix):
      return .directConnectGateway(
        id, model.directConnectGateway(id, allowing: prefix, of: association))
    case .sendToAttachment(let id, let prefix):
      return .network(id, routesTo: (model.networks[id].routesTo ?? []) + [prefix])
    case .addStatelessRule(let id, let rule):
      let rules = model.firewallPolicies[id].stateless + [rule]
      return .firewallPolicy(id, stateless: rules.sorted { $0.priority < $1.priority })
    case .addStatefulRule(let id, let rule):
      return .firewallRuleGroup(id, rules: model.firewallRuleGroups[id].rules + [rule])
    case .exclude(let id, let exclusion): return .exclusion(id, exclusion)
    case .excludeVPC(let id, let exclusion): return .vpcExclusion(id, exclusion)
    case .enableCrossZone(let id): return .loadBalancer(id, crossZone: true)
    case .enableGroupCrossZone(let id):
      return .targetGroup(
        id, crossZone: true,
        preservesClientAddress: model.targetGroups[id].preservesClientAddress)
    case .hideClientAddress(let id):
      return .targetGroup(
        id, crossZone: model.targetGroups[id].crossZone, preservesClientAddress: false)
    case .addSiteRule(let id, let list, let rule):
      return model.networks[id].firewall.map { .siteFirewall(id, $0.adding(rule, to: list)) }
    case .widenSelector(let id, let side, let old, let new):
      return .trafficSelectors(
        id, model.vpnConnections[id].selectors.replacing(old, by: new, on: side))
    case .enableDNSSupport(let id): return .dnsSupport(id, true)
    case .associateVPC(let id, let vpc):
      let network = model.serviceNetworks[id]
      return .serviceNetwork(
        id, associations: network.associations + [ServiceNetwork.Association(vpc: vpc)],
        services: network.services)
    case .addService(let id, let service):
      let network = model.serviceNetworks[id]
      return .serviceNetwork(
        id, associations: network.associations, services: network.services + [service])
    case .disableSourceDestinationCheck(let id):
      return .interface(id, model.interfaces[id].withoutSourceDestinationCheck())
    }
  }

  /// Changes the written routes of a transit gateway's table; what is propagated follows.
  private static func written(
    of id: ID<TransitGatewayRouteTable>, in model: Model,
    _ change: (inout [TransitGatewayRoute]) -> Void
  ) -> Edit {
    let table = model.transitGatewayRouteTables[id]
    var written = table.written
    change(&written)
    return .transitGatewayRouteTable(
      id, model.table(table, writing: written, propagating: table.propagations))
  }
}

extension Model {
  /// Edits, and after them the tables that learn by exchanges what these change.
  fileprivate func withExchangedRoutes(_ edits: [Edit]) -> [Edit] {
    let tables = exchangingTables
    guard !tables.isEmpty, !edits.isEmpty else { return edits }
    let edited = edits.reduce(self) { $0.applying($1) }
    return edits
      + tables.compactMap { id in
        let new = edited.refreshed(id)
        return new == edited.transitGatewayRouteTables[id]
          ? nil : .transitGatewayRouteTable(id, new)
      }
  }

  /// An attachment with support for IPv6, and the tables that learn from it; others may lose what
  /// overlaps (R135).
  fileprivate func propagatingIPv6(by id: ID<TransitGatewayAttachment>) -> [Edit] {
    let own = Edit.attachment(id, attachments[id].with(propagatesIPv6: true))
    let edited = applying(own)
    return [own]
      + transitGateways[attachments[id].transitGateway].routeTables.compactMap { table in
        let new = edited.refreshed(table)
        return new == edited.transitGatewayRouteTables[table]
          ? nil : .transitGatewayRouteTable(table, new)
      }
  }

  /// The tables of a segment with a further static route.
  fileprivate func segment(
    _ id: ID<TransitGatewayRouteTable>, routing prefix: Prefix,
    to attachment: ID<TransitGatewayAttachment>
  ) -> [Edit] {
    let network = transitGateways[transitGatewayRouteTables[id].transitGateway]
    // Static routes are counted over the whole core network.
    let known = network.routeTables.flatMap { transitGatewayRouteTables[$0].written }
    let index = known.map { $0.writtenIndex + 1 }.max() ?? 0
    let route = TransitGatewayRoute(
      prefix: prefix, target: .attachment(attachment), origin: .written, writtenIndex: index)
    return segmentTables(of: id).map { place in
      let old = transitGatewayRouteTables[place]
      return .transitGatewayRouteTable(
        place, table(old, writing: old.written + [route], propagating: old.propagations))
    }
  }

  /// The tables of a segment with the attachments of another one.
  fileprivate func segment(
    _ id: ID<TransitGatewayRouteTable>, seeing other: ID<TransitGatewayRouteTable>
  ) -> [Edit] {
    let further = segmentAttachments(of: other)
    return segmentTables(of: id).map { place in
      let old = transitGatewayRouteTables[place]
      let seen = Set(old.propagations).union(further).sorted()
      return .transitGatewayRouteTable(
        place, table(old, writing: old.written, propagating: seen))
    }
  }
}

extension TransitGatewayRouteTable {
  /// The routes that are not propagated.
  fileprivate var written: [TransitGatewayRoute] {
    routes.filter { !$0.origin.isPropagated }
  }
}

extension TransitGateway {
  fileprivate func withGroupReferences() -> Self {
    Self(
      identity: identity, deadState: deadState, securityGroupReferencing: true, vpnECMP: vpnECMP,
      attachments: attachments, routeTables: routeTables, kind: kind)
  }
}

extension TransitGatewayAttachment {
  fileprivate func with(
    resource: Resource? = nil, applianceMode: Bool? = nil, securityGroupReferencing: Bool? = nil,
    propagatesIPv6: Bool? = nil, association: ID<TransitGatewayRouteTable>? = nil
  ) -> Self {
    Self(
      identity: identity, transitGateway: transitGateway, resource: resource ?? self.resource,
      state: state, applianceMode: applianceMode ?? self.applianceMode,
      securityGroupReferencing: securityGroupReferencing ?? self.securityGroupReferencing,
      propagatesIPv6: propagatesIPv6 ?? self.propagatesIPv6,
      association: association ?? self.association, edge: edge, isAnybodys: isAnybodys,
      natRules: natRules)
  }
}

extension NetworkInterface {
  fileprivate func withoutSourceDestinationCheck() -> Self {
    Self(
      identity: identity, subnet: subnet, instance: instance, state: state,
      privateIPv4: privateIPv4, ipv6: ipv6, prefixes: prefixes, publicAddresses: publicAddresses,
      edgeAddresses: edgeAddresses,
      securityGroups: securityGroups, sourceDestinationCheck: false, behaviour: behaviour,
      isStateful: isStateful, deniesInternetGateway: deniesInternetGateway,
      extraAddresses: extraAddresses, replyInterface: replyInterface, clientPorts: clientPorts,
      endpoint: endpoint, loadBalancer: loadBalancer, sendsBy: sendsBy)
  }
}

extension SiteFirewall {
  /// With a further rule in a list that is written, in the order of numbers.
  fileprivate func adding(_ rule: NetworkACLRule, to list: RuleList) -> Self {
    func with(_ rules: [NetworkACLRule]?) -> [NetworkACLRule]? {
      rules.map { ($0 + [rule]).sorted { $0.number < $1.number } }
    }
    return list == .inbound
      ? Self(isStateful: isStateful, inbound: with(inbound), outbound: outbound)
      : Self(isStateful: isStateful, inbound: inbound, outbound: with(outbound))
  }
}

extension VPNConnection.TrafficSelectors {
  /// With another prefix in place of one of a side.
  fileprivate func replacing(
    _ old: Prefix, by new: Prefix, on side: VPNConnection.Side
  ) -> Self {
    func with(_ prefixes: [Prefix]) -> [Prefix] { prefixes.map { $0 == old ? new : $0 } }
    return side == .local
      ? Self(local: with(local), remote: remote) : Self(local: local, remote: with(remote))
  }
}
