public import NetproofModel
import NetproofSets

/// The rule that comes closest to letting refused packets pass, and what about it does not fit.
public struct NearestMiss: Hashable, Sendable {
  /// A field of a rule.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case `protocol`
    case ports
    /// The remote end of an inbound rule.
    case from
    /// The remote end of an outbound rule.
    case to
  }

  public let rule: RuleID
  /// Nothing if the rule fits, but another rule decides first.
  public let differs: [Field]
}

extension Model {
  /// The rule nearest to allowing what an obstacle refuses; nothing where no rule allows anything.
  ///
  /// Rules that differ in fewer fields are nearer, then those with closer ports, then earlier ones.
  public func nearestMiss(of obstacle: Obstacle) -> NearestMiss? {
    guard let list = Self.list(of: obstacle.code) else { return nil }
    let remote = list == .inbound ? obstacle.packets.sources : obstacle.packets.destinations
    let field: NearestMiss.Field = list == .inbound ? .from : .to
    var best: (miss: NearestMiss, distance: Int)?
    for (id, service, peer) in allowing(obstacle, list) {
      var differs: [NearestMiss.Field] = []
      let distance = Self.distance(of: service, to: obstacle.packets, &differs)
      if peer[obstacle.packets.family].isDisjoint(with: remote) { differs.append(field) }
      if let known = best,
        (known.miss.differs.count, known.distance) <= (differs.count, distance)
      {
        continue
      }
      best = (NearestMiss(rule: id, differs: differs), distance)
    }
    return best?.miss
  }

  /// The list whose rules decide an obstacle, if it is one of filters.
  private static func list(of code: Code) -> RuleList? {
    if code == .naclIngressDeny || code == .sgIngressNoMatch { return .inbound }
    if code == .naclEgressDeny || code == .sgEgressNoMatch { return .outbound }
    return nil
  }

  private typealias Candidate = (id: RuleID, service: Service, peer: AddressSet)

  private func allowing(_ obstacle: Obstacle, _ list: RuleList) -> [Candidate] {
    switch obstacle.component {
    case .networkACL(let id):
      let rules = list == .inbound ? networkACLs[id].inbound : networkACLs[id].outbound
      return rules.enumerated().filter { $1.allows }.map { index, rule in
        (RuleID(.networkACL(id), list, index), rule.service, AddressSet([rule.cidr]))
      }
    case .securityGroup(let id):
      return groups(beside: id, obstacle).flatMap { group -> [Candidate] in
        let entry = securityGroups[group]
        return (list == .inbound ? entry.inbound : entry.outbound).enumerated().map {
          index, rule in
          (RuleID(.securityGroup(group), list, index), rule.service, addresses(of: rule.peer))
        }
      }
    case .network, .vpc, .subnet, .routeTable, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .prefixList:
      return []
    }
  }

  /// All groups of the interface that an obstacle is about.
  private func groups(
    beside group: ID<SecurityGroup>, _ obstacle: Obstacle
  ) -> [ID<SecurityGroup>] {
    for component in obstacle.context {
      if case .interface(let id) = component { return interfaces[id].securityGroups }
    }
    return [group]
  }

  /// The addresses that a peer means.
  private func addresses(of peer: SecurityGroupRule.Peer) -> AddressSet {
    switch peer {
    case .prefix(let prefix): return AddressSet([prefix])
    case .prefixList(let id): return AddressSet(prefixLists[id].entries)
    case .network(let id): return networks[id].addresses
    case .group(let id):
      return interfaces.elements.filter { $0.securityGroups.contains(id) }
        .reduce(into: AddressSet()) { $0 = $0.union($1.addresses) }
    }
  }

  /// How far a rule's ports are from the packets', with the fields that differ.
  private static func distance(
    of service: Service, to packets: PacketCube, _ differs: inout [NearestMiss.Field]
  ) -> Int {
    guard !service.protocols.intersection(packets.protocols).isEmpty else {
      differs.append(.protocol)
      return 65536
    }
    guard service.ports.isDisjoint(with: packets.destinationPorts) else { return 0 }
    differs.append(.ports)
    let asked = Int(packets.destinationPorts.first ?? 0)
    return service.ports.intervals.map {
      min(abs(Int($0.lower) - asked), abs(Int($0.upper) - asked))
    }.min() ?? 65536
  }
}
