public import NetproofModel
public import NetproofSets

/// What becomes of the packets between two ends, by verdict and without evidence.
///
/// A packet for which AWS may choose between ways can be in several of the sets.
public struct PacketJudgement: Hashable, Sendable {
  public let origin: EndGroup
  public let goal: EndGroup
  public internal(set) var reachable = PacketSet()
  public internal(set) var unreachable = PacketSet()
  public internal(set) var undetermined = PacketSet()
  /// The gateways by which reachable packets leave for the internet, in the order of components.
  public internal(set) var exits: [ComponentID] = []

  init(origin: EndGroup, goal: EndGroup) {
    self.origin = origin
    self.goal = goal
  }

  /// The judgement that an answer about one pair of ends amounts to.
  public init?(_ classes: [PacketClass]) {
    guard let first = classes.first else { return nil }
    self.init(origin: first.origin, goal: first.goal)
    for one in classes {
      switch one.verdict {
      case .reachable: reachable.insert(one.packets)
      case .undetermined: undetermined.insert(one.packets)
      case .unreachable, .partial: unreachable.insert(one.packets)
      }
    }
  }

  /// The packets of which every one passes, whatever the client's port: with all client ports.
  public var passingFromEveryPort: PacketSet {
    widened(reachable).subtracting(widened(unreachable)).subtracting(widened(undetermined))
  }

  /// The packets of which at least one passes, whatever the client's port: with all client ports.
  public var passingFromSomePort: PacketSet { widened(reachable) }

  /// The packets of which it is not known whether every one passes, with all client ports.
  public var undeterminedFromEveryPort: PacketSet {
    widened(undetermined).subtracting(widened(unreachable))
  }

  /// The packets of which it is not known whether any passes, with all client ports.
  public var undeterminedFromSomePort: PacketSet {
    widened(undetermined).subtracting(widened(reachable))
  }

  private func widened(_ set: PacketSet) -> PacketSet {
    PacketSet(
      set.cubes.map { cube in
        var wide = cube
        wide.sourcePorts = .all
        return wide
      })
  }
}

extension Analyzer {
  /// Judges every packet of a question, for each pair of ends that nothing but addresses tells apart.
  ///
  /// This is the search alone, without evidence or witnesses.
  public func judgements(_ query: Query) throws(QuestionFault) -> [PacketJudgement] {
    try pairs(of: query).map { pair in
      var judgement = PacketJudgement(origin: pair.origin.group, goal: pair.goal.group)
      var exits: Set<ComponentID> = []
      for family in Family.allCases where query.family == nil || query.family == family {
        for found in classes(of: query, pair, family) {
          switch found.verdict {
          case .reachable:
            judgement.reachable.insert(found.packets)
            exits.formUnion(found.exit.map { [$0] } ?? [])
          case .undetermined: judgement.undetermined.insert(found.packets)
          case .unreachable, .partial: judgement.unreachable.insert(found.packets)
          }
        }
      }
      judgement.exits = exits.sorted()
      return judgement
    }
  }
}

extension FoundClass {
  /// The last gateway to the internet on the way there; a NAT gateway stands for the one behind it.
  fileprivate var exit: ComponentID? {
    var exit: ComponentID?
    for step in forward {
      switch step.component {
      case .natGateway, .egressOnlyInternetGateway: exit = step.component
      case .internetGateway, .carrierGateway: exit = exit ?? step.component
      case .network, .vpc, .subnet, .routeTable, .networkACL, .securityGroup, .instance,
        .interface, .peering, .transitGateway, .attachment, .transitGatewayRouteTable,
        .vpnConnection, .vpnGateway, .endpoint, .prefixList, .blockPublicAccess, .firewall,
        .firewallPolicy, .virtualInterface, .loadBalancer, .targetGroup, .directConnectGateway,
        .coreNetwork, .segment, .firewallRuleGroup, .localGateway,
        .resourceGateway, .resource, .serviceNetwork, .latticeService,
        .mirrorFilter, .mirrorSession:
        break
      }
    }
    return exit
  }
}
