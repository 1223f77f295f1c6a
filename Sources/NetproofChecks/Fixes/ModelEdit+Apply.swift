public import NetproofModel
import NetproofSets

extension ModelEdit {
  /// A copy of the model with the edit.
  ///
  /// A route that is not there cannot be changed or removed; the model is then as it was.
  public func applied(to model: Model) -> Model {
    var model = model
    apply(to: &model)
    return model
  }

  private func apply(to model: inout Model) {
    switch self {
    case .addNetworkACLRule(let id, .inbound, let rule):
      Self.insert(rule, into: &model.networkACLs[id].inbound)
    case .addNetworkACLRule(let id, _, let rule):
      Self.insert(rule, into: &model.networkACLs[id].outbound)
    case .addSecurityGroupRule(let id, .inbound, let rule):
      model.securityGroups[id].inbound.append(rule)
    case .addSecurityGroupRule(let id, _, let rule):
      model.securityGroups[id].outbound.append(rule)
    case .routeSubnet(let id, let table):
      model.subnets[id] = model.subnets[id].routed(by: table)
    case .addRoute(let id, let destination, let target):
      model.routeTables[id].routes.append(
        Route(destination: destination, target: target, origin: .written))
    case .changeRoute(let id, let route, let target):
      guard let index = model.routeTables[id].routes.firstIndex(of: route) else { return }
      model.routeTables[id].routes[index] = Route(
        destination: route.destination, target: target, origin: .written)
    case .removeRoute(let id, let route):
      model.routeTables[id].routes.removeAll { $0 == route }
    case .addTransitRoute(let id, let prefix, let attachment):
      Self.changeWritten(of: id, in: &model) { routes in
        routes.append(
          TransitGatewayRoute(
            prefix: prefix, target: .attachment(attachment), origin: .written,
            writtenIndex: routes.count { $0.origin == .written }))
      }
    case .removeTransitRoute(let id, let route):
      Self.changeWritten(of: id, in: &model) { routes in routes.removeAll { $0 == route } }
    case .addPropagation(let id, let attachment):
      let table = model.transitGatewayRouteTables[id]
      model.transitGatewayRouteTables[id] = model.table(
        table, writing: table.written, propagating: table.propagations + [attachment])
    case .addAttachmentSubnet(let id, let subnet):
      guard case .vpc(let vpc, let subnets) = model.attachments[id].resource else { return }
      model.attachments[id] = model.attachments[id].with(
        resource: .vpc(vpc, subnets: subnets + [subnet]))
    case .associate(let id, let table):
      model.attachments[id] = model.attachments[id].with(association: table)
    case .enableApplianceMode(let id):
      model.attachments[id] = model.attachments[id].with(applianceMode: true)
    case .enableGroupReferences(let id):
      model.transitGateways[id] = model.transitGateways[id].withGroupReferences()
    case .enableAttachmentGroupReferences(let id):
      model.attachments[id] = model.attachments[id].with(securityGroupReferencing: true)
    case .sendToAttachment(let id, let prefix):
      model.networks[id] = model.networks[id].sending(prefix)
    case .disableSourceDestinationCheck(let id):
      model.interfaces[id] = model.interfaces[id].withoutSourceDestinationCheck()
    }
  }

  private static func insert(_ rule: NetworkACLRule, into rules: inout [NetworkACLRule]) {
    let index = rules.firstIndex { $0.number > rule.number } ?? rules.count
    rules.insert(rule, at: index)
  }

  /// Changes the written routes of a transit gateway's table; what is propagated follows.
  private static func changeWritten(
    of id: ID<TransitGatewayRouteTable>, in model: inout Model,
    _ change: (inout [TransitGatewayRoute]) -> Void
  ) {
    let table = model.transitGatewayRouteTables[id]
    var written = table.written
    change(&written)
    model.transitGatewayRouteTables[id] = model.table(
      table, writing: written, propagating: table.propagations)
  }
}

extension TransitGatewayRouteTable {
  /// The routes that are not propagated.
  fileprivate var written: [TransitGatewayRoute] {
    routes.filter { route in
      switch route.origin {
      case .written, .prefixList: true
      case .propagated: false
      }
    }
  }
}

extension Subnet {
  fileprivate func routed(by table: ID<RouteTable>) -> Self {
    Self(
      identity: identity, vpc: vpc, cidrs: cidrs, zone: zone, routeTable: table,
      usesMainRouteTable: false, networkACL: networkACL)
  }
}

extension TransitGateway {
  fileprivate func withGroupReferences() -> Self {
    Self(
      identity: identity, securityGroupReferencing: true, vpnECMP: vpnECMP,
      attachments: attachments, routeTables: routeTables)
  }
}

extension TransitGatewayAttachment {
  fileprivate func with(
    resource: Resource? = nil, applianceMode: Bool? = nil, securityGroupReferencing: Bool? = nil,
    association: ID<TransitGatewayRouteTable>? = nil
  ) -> Self {
    Self(
      identity: identity, transitGateway: transitGateway, resource: resource ?? self.resource,
      state: state, applianceMode: applianceMode ?? self.applianceMode,
      securityGroupReferencing: securityGroupReferencing ?? self.securityGroupReferencing,
      association: association ?? self.association)
  }
}

extension Network {
  fileprivate func sending(_ prefix: Prefix) -> Self {
    Self(
      identity: identity, addresses: addresses, attachment: attachment, isInternet: isInternet,
      routesTo: (routesTo ?? []) + [prefix], clientPorts: clientPorts)
  }
}

extension NetworkInterface {
  fileprivate func withoutSourceDestinationCheck() -> Self {
    Self(
      identity: identity, subnet: subnet, instance: instance, state: state,
      privateIPv4: privateIPv4, ipv6: ipv6, prefixes: prefixes, publicAddresses: publicAddresses,
      securityGroups: securityGroups, sourceDestinationCheck: false, behaviour: behaviour,
      isStateful: isStateful, deniesInternetGateway: deniesInternetGateway,
      extraAddresses: extraAddresses, replyInterface: replyInterface, clientPorts: clientPorts)
  }
}
