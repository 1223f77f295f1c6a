public import NetproofModel
import NetproofSets

/// The rule that comes closest to letting refused packets pass, and what about it does not fit.
public struct NearestMiss: Hashable, Sendable {
  /// A field of a rule.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case `protocol`
    case ports
    /// The type of ICMP packets.
    case type
    /// Their code, where the type fits.
    case code
    /// The remote end of an inbound rule.
    case from
    /// The remote end of an outbound rule.
    case to
  }

  public let rule: RuleID
  /// Nothing if the rule fits, but another rule of a network ACL decides first, or the members of the
  /// group that a security group's rule names are not seen.
  public let differs: [Field]
}

extension Analyzer {
  /// As ``NetproofModel/Model/nearestMiss(of:)``, with the members of groups already looked up.
  public func nearestMiss(of obstacle: Obstacle) -> NearestMiss? {
    model.nearestMiss(of: obstacle) { index.interfaces(of: $0) }
  }
}

extension Model {
  /// The rule nearest to allowing what an obstacle refuses; nothing where no rule allows anything.
  ///
  /// A field differs if it does not hold for all of the packets. Rules that differ in fewer fields
  /// are nearer, then those of the same protocol, then those with closer ports or the type of ICMP, then
  /// those with closer addresses, then those with the code of ICMP, then earlier ones.
  public func nearestMiss(of obstacle: Obstacle) -> NearestMiss? {
    nearestMiss(of: obstacle) { group in
      interfaces.ids.filter { interfaces[$0].securityGroups.contains(group) }[...]
    }
  }

  fileprivate func nearestMiss(
    of obstacle: Obstacle, members: (ID<SecurityGroup>) -> ArraySlice<ID<NetworkInterface>>
  ) -> NearestMiss? {
    guard let list = Self.list(of: obstacle.code) else { return nil }
    let family = obstacle.packets.family
    let remote = list == .inbound ? obstacle.packets.sources : obstacle.packets.destinations
    let field: NearestMiss.Field = list == .inbound ? .from : .to
    var best: (miss: NearestMiss, distance: RuleDistance)?
    for (id, service, peer) in allowing(obstacle, list) {
      // Addresses are compared only where they can still make the rule the nearest.
      if let best, best.distance <= RuleDistance(from: obstacle.packets, to: service, address: 0) {
        continue
      }
      let address: Int
      switch peer {
      case .group(let group):
        address = distance(from: remote, to: members(group), family)
      case .prefix(let prefix):
        address = RuleDistance.distance(from: remote, to: AddressSet([prefix])[family], family)
      case .prefixList(let id):
        let entries = AddressSet(prefixLists[id].entries)
        address = RuleDistance.distance(from: remote, to: entries[family], family)
      case .network(let id):
        address = RuleDistance.distance(from: remote, to: networks[id].addresses[family], family)
      }
      let distance = RuleDistance(from: obstacle.packets, to: service, address: address)
      if let known = best, known.distance <= distance { continue }
      best = (NearestMiss(rule: id, differs: distance.differs(field)), distance)
    }
    return best?.miss
  }

  /// The list whose rules decide an obstacle, if it is one of filters.
  private static func list(of code: Code) -> RuleList? {
    if code == .naclIngressDeny || code == .sgIngressNoMatch { return .inbound }
    if code == .naclEgressDeny || code == .sgEgressNoMatch { return .outbound }
    return nil
  }

  private typealias Candidate = (id: RuleID, service: Service, peer: SecurityGroupRule.Peer)

  private func allowing(_ obstacle: Obstacle, _ list: RuleList) -> [Candidate] {
    switch obstacle.component {
    case .networkACL(let id):
      let rules = list == .inbound ? networkACLs[id].inbound : networkACLs[id].outbound
      return rules.enumerated().filter { $1.allows }.map { index, rule in
        (RuleID(.networkACL(id), list, index), rule.service, .prefix(rule.cidr))
      }
    case .securityGroup(let id):
      return groups(beside: id, obstacle).flatMap { group -> [Candidate] in
        let entry = securityGroups[group]
        return (list == .inbound ? entry.inbound : entry.outbound).enumerated().map {
          index, rule in
          (RuleID(.securityGroup(group), list, index), rule.service, rule.peer)
        }
      }
    case .network, .vpc, .subnet, .routeTable, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .transitGatewayRouteTable, .vpnConnection, .vpnGateway, .endpoint, .prefixList,
      .blockPublicAccess, .firewall, .firewallPolicy, .virtualInterface, .loadBalancer,
      .targetGroup, .directConnectGateway, .coreNetwork, .segment, .firewallRuleGroup,
      .carrierGateway, .localGateway, .resourceGateway, .resource, .serviceNetwork, .latticeService,
      .mirrorFilter, .mirrorSession:
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

  /// How far the addresses of several interfaces are from those asked, as for one set of them.
  private func distance(
    from asked: AddressBits, to members: ArraySlice<ID<NetworkInterface>>, _ family: Family
  ) -> Int {
    var met: [AddressBits.Interval] = []
    var nearest = RuleDistance.farthest(family)
    for member in members {
      for interval in interfaces[member].addresses[family].intervals {
        if asked.overlaps(interval.lower...interval.upper) { met.append(interval) }
        nearest = min(nearest, RuleDistance.distance(from: asked, to: interval))
      }
    }
    if met.isEmpty { return asked.isEmpty ? 0 : nearest }
    return asked.isSubset(of: AddressBits(met)) ? 0 : 1
  }
}

/// How far a rule is from allowing packets, field by field; 0 where the field holds for all of them.
private struct RuleDistance: Comparable {
  private let protocols: Int
  /// Of ICMP how far its types are.
  private let ports: Int
  private let address: Int
  /// Of ICMP, where the types fit.
  private let codes: Int
  private let isICMP: Bool

  init(from packets: PacketCube, to service: Service, address: Int) {
    let isSame = packets.protocols.subtracting(service.protocols).isEmpty
    protocols = isSame ? 0 : 1
    let withPorts = ProtocolSet(.tcp, .udp)
    let areComparable =
      isSame
      || [service.protocols, packets.protocols].allSatisfy { !$0.intersection(withPorts).isEmpty }
    isICMP = isSame && [ProtocolSet(.icmp), ProtocolSet(.icmpv6)].contains(packets.protocols)
    let asked = packets.destinationPorts
    let types = isICMP ? Self.wholeTypes(service.ports) : service.ports
    ports = areComparable ? Self.distance(from: asked, to: types) : 0
    codes = isICMP && ports == 0 && !asked.isSubset(of: service.ports) ? 1 : 0
    self.address = address
  }

  func differs(_ remote: NearestMiss.Field) -> [NearestMiss.Field] {
    (protocols > 0 ? [.protocol] : []) + (ports > 0 ? [isICMP ? .type : .ports] : [])
      + (codes > 0 ? [.code] : []) + (address > 0 ? [remote] : [])
  }

  private var fields: Int { [protocols, ports, address, codes].count { $0 > 0 } }

  static func < (left: Self, right: Self) -> Bool {
    (left.fields, left.protocols, left.ports, left.address, left.codes)
      < (right.fields, right.protocols, right.ports, right.address, right.codes)
  }

  /// All codes of the types of ICMP of which a set has some.
  private static func wholeTypes(_ ports: PortSet) -> PortSet {
    ports.intervals.reduce(into: PortSet()) { whole, interval in
      whole = whole.union(PortSet((interval.lower & 0xFF00)...(interval.upper | 0xFF)))
    }
  }

  /// 1 where some ports are the rule's, otherwise how many ports lie between.
  private static func distance(from asked: PortSet, to allowed: PortSet) -> Int {
    if asked.isSubset(of: allowed) { return 0 }
    guard asked.isDisjoint(with: allowed) else { return 1 }
    let (low, high) = (asked.first ?? 0, asked.intervals.last?.upper ?? 0)
    let gaps = allowed.intervals.map {
      $0.lower > high ? Int($0.lower - high) : $0.upper < low ? Int(low - $0.upper) : 1
    }
    return 1 + (gaps.min() ?? Int(UInt16.max))
  }

  /// 1 where some addresses are the rule's, otherwise how many trailing bits a block needs that
  /// holds both.
  static func distance(
    from asked: AddressBits, to allowed: AddressBits, _ family: Family
  ) -> Int {
    if asked.isSubset(of: allowed) { return 0 }
    guard asked.isDisjoint(with: allowed) else { return 1 }
    return allowed.intervals.map { distance(from: asked, to: $0) }.min() ?? farthest(family)
  }

  /// The distance from addresses to an interval that holds none of them.
  static func distance(from asked: AddressBits, to interval: AddressBits.Interval) -> Int {
    let low = asked.first ?? 0
    let nearest = interval.lower > low ? interval.lower : interval.upper
    return 1 + UInt128.bitWidth - (nearest ^ low).leadingZeroBitCount
  }

  /// The distance from addresses to none.
  static func farthest(_ family: Family) -> Int { 1 + family.width + 1 }
}
