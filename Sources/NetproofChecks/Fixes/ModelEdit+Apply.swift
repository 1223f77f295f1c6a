public import NetproofModel

extension ModelEdit {
  /// A copy of the model with the edit.
  public func applied(to model: Model) -> Model {
    var model = model
    switch self {
    case .addNetworkACLRule(let id, let list, let rule):
      if list == .inbound {
        Self.insert(rule, into: &model.networkACLs[id].inbound)
      } else {
        Self.insert(rule, into: &model.networkACLs[id].outbound)
      }
    case .addSecurityGroupRule(let id, let list, let rule):
      if list == .inbound {
        model.securityGroups[id].inbound.append(rule)
      } else {
        model.securityGroups[id].outbound.append(rule)
      }
    case .addRoute(let id, let prefix, let target):
      model.routeTables[id].routes.append(
        Route(destination: .prefix(prefix), target: target, origin: .written))
    case .addTransitRoute(let id, let prefix, let attachment):
      let table = model.transitGatewayRouteTables[id]
      let written = table.routes.count { $0.origin == .written }
      model.transitGatewayRouteTables[id].routes.append(
        TransitGatewayRoute(
          prefix: prefix, target: .attachment(attachment), origin: .written,
          writtenIndex: written))
    case .addAttachmentSubnet(let id, let subnet):
      let old = model.attachments[id]
      guard case .vpc(let vpc, let subnets) = old.resource else { return model }
      model.attachments[id] = old.with(resource: .vpc(vpc, subnets: subnets + [subnet]))
    case .associate(let id, let table):
      model.attachments[id] = model.attachments[id].with(association: table)
    case .disableSourceDestinationCheck(let id):
      model.interfaces[id] = model.interfaces[id].withoutSourceDestinationCheck()
    }
    return model
  }

  private static func insert(_ rule: NetworkACLRule, into rules: inout [NetworkACLRule]) {
    let index = rules.firstIndex { $0.number > rule.number } ?? rules.count
    rules.insert(rule, at: index)
  }
}

extension TransitGatewayAttachment {
  fileprivate func with(
    resource: Resource? = nil, association: ID<TransitGatewayRouteTable>? = nil
  ) -> Self {
    Self(
      identity: identity, transitGateway: transitGateway, resource: resource ?? self.resource,
      state: state, applianceMode: applianceMode,
      securityGroupReferencing: securityGroupReferencing,
      association: association ?? self.association)
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
