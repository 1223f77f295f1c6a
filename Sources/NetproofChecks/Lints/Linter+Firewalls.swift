import NetproofModel
import NetproofSets

/// Firewalls: policies that none has, and rules that take inspected VPCs for outside.
extension Linter {
  func firewallFindings() -> [LintFinding] {
    unusedPolicies() + model.firewalls.ids.flatMap { narrowHomeNets(of: $0) }
  }

  private func unusedPolicies() -> [LintFinding] {
    guard model.firewallPolicies.count > 0,
      model.firewalls.ids.allSatisfy({ isDescribed(.firewall($0)) }),
      model.attachments.ids.allSatisfy({ isDescribed(.attachment($0)) })
    else { return [] }
    var used = Set(model.firewalls.elements.compactMap(\.policy))
    for attachment in model.attachments.elements {
      if case .networkFunction(let policy) = attachment.resource { used.insert(policy) }
    }
    return model.firewallPolicies.ids.compactMap { id in
      guard !used.contains(id), isDescribed(.firewallPolicy(id)) else { return nil }
      return LintFinding(.firewallPolicy(id), .firewallPolicyUnused)
    }
  }

  // MARK: - HOME_NET

  /// The first rule of each group that means the firewall's own VPC by `HOME_NET`, where packets of
  /// other VPCs come to the firewall (R190).
  private func narrowHomeNets(of id: ID<Firewall>) -> [LintFinding] {
    let firewall = model.firewalls[id]
    guard isDescribed(.firewall(id)), isDescribed(.vpc(firewall.vpc)),
      let policy = firewall.policy, isDescribed(.firewallPolicy(policy))
    else { return [] }
    let rules = model.firewallPolicies[policy].groups.compactMap { group -> RuleID? in
      model.firewallRuleGroups[group].rules.firstIndex {
        $0.source.namesHome || $0.destination.namesHome
      }.map { RuleID(.firewallRuleGroup(group), .stateful, $0) }
    }
    guard !rules.isEmpty else { return [] }
    let strangers = vpcs(inspectedBy: id)
    guard !strangers.isEmpty else { return [] }
    return rules.map { LintFinding($0, .homeNetTooNarrow(id, without: strangers)) }
  }

  /// The VPCs with addresses outside a firewall's VPC whose packets come to it by a transit gateway
  /// or core network, or go to a further endpoint of it, and are routed to an endpoint of the firewall.
  private func vpcs(inspectedBy id: ID<Firewall>) -> [ID<VPC>] {
    let home = model.vpcs[model.firewalls[id].vpc].addresses
    var found = vpcs(withEndpointsOf: id, beyond: home)
    for near in uses.attachments[model.firewalls[id].vpc.index] where forwards(near) {
      let inspected = addresses(inspectedBy: id, from: near)
      guard !inspected.isEmpty else { continue }
      let gateway = model.attachments[near].transitGateway
      for far in model.transitGateways[gateway].attachments where far != near && forwards(far) {
        guard case .vpc(let vpc, _) = model.attachments[far].resource, isDescribed(.vpc(vpc)),
          let table = model.attachments[far].association,
          isDescribed(model.component(of: table)),
          !leading(to: near, in: table).intersection(inspected).isEmpty
        else { continue }
        let known = model.attachments[far].known(model.vpcs[vpc].cidrs)
        if !AddressSet(known).subtracting(home).isEmpty { found.insert(vpc) }
      }
    }
    return found.sorted()
  }

  /// The VPCs that route packets to a further endpoint of a firewall in them.
  private func vpcs(withEndpointsOf id: ID<Firewall>, beyond home: AddressSet) -> Set<ID<VPC>> {
    let firewall = model.firewalls[id]
    var found: Set<ID<VPC>> = []
    for endpoint in firewall.endpoints where isDescribed(.endpoint(endpoint)) {
      let vpc = model.endpoints[endpoint].vpc
      guard vpc != firewall.vpc, !found.contains(vpc), isDescribed(.vpc(vpc)),
        !AddressSet(model.vpcs[vpc].cidrs).subtracting(home).isEmpty,
        model.routeTables.ids.contains(where: { table in
          model.routeTables[table].vpc == vpc && !leading(to: [endpoint], in: table).isEmpty
        })
      else { continue }
      found.insert(vpc)
    }
    return found
  }

  private func forwards(_ id: ID<TransitGatewayAttachment>) -> Bool {
    let attachment = model.attachments[id]
    return isDescribed(.attachment(id)) && attachment.state.forwards
      && isDescribed(model.component(of: attachment.transitGateway))
      && model.transitGateways[attachment.transitGateway].kind != .unknownCoreNetwork
  }

  /// The addresses to which packets that come into a VPC by an attachment go by a firewall.
  private func addresses(
    inspectedBy id: ID<Firewall>, from attachment: ID<TransitGatewayAttachment>
  ) -> AddressSet {
    guard case .vpc(_, let subnets) = model.attachments[attachment].resource else {
      return AddressSet()
    }
    let endpoints = Set(model.firewalls[id].endpoints)
    let tables = Set(
      subnets.filter { isDescribed(.subnet($0)) }.map { model.subnets[$0].routeTable })
    return tables.sorted().reduce(AddressSet()) { $0.union(leading(to: endpoints, in: $1)) }
  }

  /// The addresses for which a VPC's table selects a route to one of some endpoints; none if it is
  /// not all known.
  private func leading(to endpoints: Set<ID<VPCEndpoint>>, in id: ID<RouteTable>) -> AddressSet {
    let table = model.routeTables[id]
    guard isDescribed(.routeTable(id)) else { return AddressSet() }
    var routes: [SelectedAddresses.Route] = []
    for route in table.routes where route.refusal == nil {
      guard let blocks = blocks(of: route.destination) else { return AddressSet() }
      let isMeant =
        if case .inspection(let endpoint) = route.target, route.state == .active {
          endpoints.contains(endpoint)
        } else { false }
      let rank = rank(route)
      routes += blocks.map { SelectedAddresses.Route(block: $0, rank: rank, isMeant: isMeant) }
    }
    return SelectedAddresses(routes).meant
  }

  private func blocks(of destination: Route.Destination) -> [Prefix]? {
    switch destination {
    case .prefix(let prefix): [prefix]
    case .prefixList(let id):
      isDescribed(.prefixList(id)) ? model.prefixLists[id].entries : nil
    }
  }

  /// The addresses for which a table of a transit gateway selects a route to an attachment.
  private func leading(
    to attachment: ID<TransitGatewayAttachment>, in id: ID<TransitGatewayRouteTable>
  ) -> AddressSet {
    SelectedAddresses(
      model.transitGatewayRouteTables[id].routes.map { route in
        SelectedAddresses.Route(
          block: route.prefix, rank: rank(route), isMeant: route.target == .attachment(attachment))
      }
    ).meant
  }
}

/// Of routes of a table the addresses for which one of those that are meant is selected: the longest
/// block, then the least rank; of equal ones any may be.
private struct SelectedAddresses {
  struct Route {
    let block: Prefix
    let rank: Int
    let isMeant: Bool
  }

  private(set) var meant = AddressSet()

  init(_ routes: [Route]) {
    guard routes.contains(where: \.isMeant) else { return }
    func key(_ route: Route) -> (Int, Int) { (-route.block.length, route.rank) }
    let sorted = routes.sorted { key($0) < key($1) }
    var taken = AddressSet()
    var start = sorted.startIndex
    while start < sorted.endIndex {
      let end = sorted[start...].firstIndex { key($0) != key(sorted[start]) } ?? sorted.endIndex
      let equals = sorted[start..<end]
      let own = AddressSet(equals.filter(\.isMeant).map(\.block))
      meant = meant.union(own.subtracting(taken))
      taken = taken.union(AddressSet(equals.map(\.block)))
      start = end
    }
  }
}
