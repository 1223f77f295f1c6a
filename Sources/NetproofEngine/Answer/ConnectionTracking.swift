public import NetproofModel
import NetproofSets

/// Whether security groups keep state for a connection (R77).
///
/// The verdict on a new connection does not depend on it. What does: a connection that is not
/// tracked breaks as soon as its rule is taken away, and messages about it, such as "packet too
/// big", need a rule of their own (R79).
///
/// Source: Amazon EC2 User Guide, "Security group connection tracking".
public struct ConnectionTracking {
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case tracked
    case untracked
  }

  private let model: Model

  public init(_ model: Model) {
    self.model = model
  }

  /// What a security group does with the connections that it lets in or out.
  ///
  /// - Parameters:
  ///   - index: The step's position in `way`.
  ///   - way: How the first packets of the connections go.
  /// - Returns: Nothing for steps at which no security group lets new connections through.
  public func status(of index: Int, in way: [Step]) -> Status? {
    let step = way[index]
    guard case .securityGroup = step.component, step.action == .permitted, let side = step.side
    else { return nil }
    guard step.packets.protocols.subtracting(ProtocolSet(.tcp, .udp)).isEmpty,
      !way.contains(where: { isAlwaysTracked($0.component) }),
      let interface = interface(of: index, in: way)
    else { return .tracked }
    let groups = model.interfaces[interface].securityGroups
    let packets = step.packets
    // Of several rules that let packets through, one that is open to everybody is enough.
    let isOpen = hasOpenRule(groups, side, packets) {
      packets.destinationPorts.isSubset(of: $0)
    }
    let back: Step.Side = side == .inbound ? .outbound : .inbound
    let isOpenBack = isOpen && hasOpenRule(groups, back, packets) { $0 == .all }
    return isOpenBack ? .untracked : .tracked
  }

  private func hasOpenRule(
    _ groups: [ID<SecurityGroup>], _ side: Step.Side, _ packets: PacketCube,
    covers: (PortSet) -> Bool
  ) -> Bool {
    groups.contains { id in
      let group = model.securityGroups[id]
      return (side == .inbound ? group.inbound : group.outbound).contains { rule in
        Self.isEverybody(rule.peer, packets.family)
          && packets.protocols.subtracting(rule.service.protocols).isEmpty
          && covers(rule.service.ports)
      }
    }
  }

  private static func isEverybody(_ peer: SecurityGroupRule.Peer, _ family: Family) -> Bool {
    guard case .prefix(let prefix) = peer else { return false }
    return prefix.length == 0 && prefix.family == family
  }

  /// The interface whose groups decide at a step: the end that stands beside it.
  private func interface(of index: Int, in way: [Step]) -> ID<NetworkInterface>? {
    let beside =
      way[index].side == .inbound ? Array(way[(index + 1)...]) : way[..<index].reversed()
    for step in beside {
      if case .securityGroup = step.component { continue }
      if case .interface(let id) = step.component { return id }
      // All nodes of a load balancer carry the same groups.
      if case .loadBalancer(let id) = step.component { return model.loadBalancers[id].nodes.first }
      return nil
    }
    return nil
  }

  /// What has all connections that pass it tracked, whatever the rules are.
  private func isAlwaysTracked(_ component: ComponentID) -> Bool {
    switch component {
    case .egressOnlyInternetGateway, .natGateway, .firewall, .resourceGateway, .resource: true
    case .loadBalancer(let id): model.loadBalancers[id].kind == .network
    case .endpoint(let id):
      switch model.endpoints[id].kind {
      case .interface, .inspection: true
      case .gateway: model.endpoints[id].isOfDynamoDB
      }
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
      .interface, .internetGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .prefixList, .blockPublicAccess,
      .directConnectGateway, .virtualInterface, .coreNetwork, .segment, .firewallPolicy,
      .firewallRuleGroup, .targetGroup, .carrierGateway, .localGateway, .serviceNetwork,
      .latticeService, .mirrorFilter, .mirrorSession:
      false
    }
  }
}
