public import NetproofModel
public import NetproofSets

/// The packets that pass between two ends.
public struct Passing: Hashable, Sendable {
  /// Packets of one direction by what looks at them on their way.
  public struct Inspected: Hashable, Sendable {
    /// Those that meet it, whether they get further or not.
    public internal(set) var by: [ComponentID: PacketSet] = [:]
    /// Those that arrive without having met any.
    public internal(set) var byNobody = PacketSet()
  }

  public let origin: EndGroup
  public let goal: EndGroup
  /// Those that pass, forward and back.
  public internal(set) var packets = PacketSet()
  /// Those that get to the goal, whatever becomes of replies.
  public internal(set) var arriving = PacketSet()
  /// The requests by what looks at them.
  public internal(set) var requests = Inspected()
  /// The packets (as they leave the origin) by what looks at their replies.
  public internal(set) var replies = Inspected()

  init(origin: EndGroup, goal: EndGroup) {
    self.origin = origin
    self.goal = goal
  }

  mutating func insert(_ found: FoundClass, _ model: Model, inspects: Bool) {
    let arrives = found.arrivesForward
    if arrives { arriving.insert(found.packets) }
    if found.verdict == .reachable { packets.insert(found.packets) }
    guard inspects else { return }
    requests.insert(found.packets, found.forward, arrives: arrives, model)
    guard !found.reply.isEmpty else { return }
    replies.insert(found.packets, found.reply, arrives: found.verdict == .reachable, model)
  }
}

extension Passing.Inspected {
  fileprivate mutating func insert(
    _ packets: PacketCube, _ steps: [Step], arrives: Bool, _ model: Model
  ) {
    var isSeen = false
    for step in steps where step.inspects(in: model) {
      isSeen = true
      by[step.component, default: PacketSet()].insert(packets)
    }
    if arrives, !isSeen { byNobody.insert(packets) }
  }
}

extension Step {
  /// Whether somebody may look at the packets here: an appliance that passes them on, a firewall, or
  /// what is behind a Gateway Load Balancer.
  public func inspects(in model: Model) -> Bool {
    switch component {
    case .interface: action == .forwarded || action == .translated
    case .endpoint(let id): model.endpoints[id].inspection != nil
    case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
      .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway,
      .attachment, .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork,
      .latticeService, .mirrorFilter, .mirrorSession:
      false
    }
  }
}

extension Analyzer {
  /// Whether anything may look at packets that are for others.
  public var inspects: Bool {
    !index.unchecked.isEmpty || model.endpoints.elements.contains { $0.inspection != nil }
  }
}
