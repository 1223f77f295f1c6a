public import NetproofModel

/// Edits of single rules, routes and places.
extension Edit {
  /// A list of a security group's rules with some of them changed.
  public static func rules(
    of id: ID<SecurityGroup>, _ list: RuleList, in model: Model,
    _ change: (inout [SecurityGroupRule]) -> Void
  ) -> Edit {
    var (inbound, outbound) = (model.securityGroups[id].inbound, model.securityGroups[id].outbound)
    if list == .inbound { change(&inbound) } else { change(&outbound) }
    return .securityGroup(id, inbound: inbound, outbound: outbound)
  }

  /// A list of a network ACL's rules with some of them changed; they are put in their order again.
  public static func rules(
    of id: ID<NetworkACL>, _ list: RuleList, in model: Model,
    _ change: (inout [NetworkACLRule]) -> Void
  ) -> Edit {
    var (inbound, outbound) = (model.networkACLs[id].inbound, model.networkACLs[id].outbound)
    if list == .inbound { change(&inbound) } else { change(&outbound) }
    return .networkACL(
      id, inbound: inbound.sorted { $0.number < $1.number },
      outbound: outbound.sorted { $0.number < $1.number })
  }

  /// A table with some of its routes changed.
  public static func routes(
    of id: ID<RouteTable>, in model: Model, _ change: (inout [Route]) -> Void
  ) -> Edit {
    var routes = model.routeTables[id].routes
    change(&routes)
    return .routeTable(id, routes: routes)
  }
}
