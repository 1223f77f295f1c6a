import NetproofModel
import NetproofSets

/// Route tables: routes that are never selected, routes that lead nowhere, tables that nobody uses.
extension Linter {
  func routeTableFindings(_ id: ID<RouteTable>) -> [LintFinding] {
    let table = model.routeTables[id]
    let component = ComponentID.routeTable(id)
    guard isDescribed(component) else { return [] }
    guard uses.usedRouteTables[id.index] else {
      let hasRoutes = table.routes.contains { $0.origin != .local }
      let isKnown = !uses.vagueVPCs.contains(table.vpc)
      return isKnown && (hasRoutes || !table.isMain)
        ? [LintFinding(component, .routeTableUnused)] : []
    }
    let blocks = table.routes.map { destinations(of: $0) }
    let candidates = table.routes.indices.compactMap { index -> RouteSelection.Candidate? in
      guard let own = blocks[index] else { return nil }
      return RouteSelection.Candidate(index: index, blocks: own, rank: rank(table.routes[index]))
    }
    let choice = RouteSelection(candidates)
    return table.routes.indices.flatMap { index -> [LintFinding] in
      let route = table.routes[index]
      guard let own = blocks[index], route.origin == .written else { return [] }
      let rule = RuleID(component, .routes, index)
      let isShadowed = choice.isNeverSelected(index)
      let shadowed: LintFinding? =
        isShadowed
        ? LintFinding(
          rule,
          .routeShadowed(by: choice.others(index).map { RuleID(component, .routes, $0) })) : nil
      let nowhere = deadEnd(route, own, of: table.vpc).map {
        LintFinding(rule, .routeToNowhere($0))
      }
      return [shadowed, nowhere].compactMap(\.self)
    }
  }

  /// The blocks of a route that takes part in the choice; nothing for what AWS refuses and what
  /// nobody describes.
  private func destinations(of route: Route) -> [Prefix]? {
    guard route.refusal == nil else { return nil }
    switch route.destination {
    case .prefix(let prefix): return [prefix]
    case .prefixList(let id):
      return isDescribed(.prefixList(id)) ? model.prefixLists[id].entries : nil
    }
  }

  /// Which of equal blocks goes first (R41); equal ranks are told apart only for what is written.
  func rank(_ route: Route) -> Int {
    switch (route.origin, route.destination) {
    case (.propagated, _): 2
    case (_, .prefixList): 1
    case (_, .prefix): 0
    }
  }

  // MARK: - Dead ends

  private func deadEnd(
    _ route: Route, _ blocks: [Prefix], of vpc: ID<VPC>
  ) -> LintFinding.DeadEnd? {
    if route.target == .blackhole { return .blackhole }
    guard let target = route.target.component, isDescribed(target) else { return nil }
    if route.state != .active {
      // A route may be written as a blackhole although nothing is wrong with its target.
      return model.isUsable(route.target) ? .blackhole : .targetDown(target)
    }
    switch route.target {
    case .natGateway(let id):
      return model.natGateways[id].state == .available ? nil : .targetDown(target)
    case .peering(let id): return deadEnd(id, blocks, of: vpc)
    case .transitGateway(let id), .coreNetwork(let id): return deadEnd(id, of: vpc)
    case .inspection(let id):
      return model.endpoints[id].state == .available ? nil : .targetDown(target)
    case .carrierGateway(let id):
      return model.carrierGateways[id].state == .available ? nil : .targetDown(target)
    case .localGateway(let id):
      return model.localGateways[id].state == .available ? nil : .targetDown(target)
    case .internetGateway(let id):
      let arePrivate = blocks.allSatisfy { block in
        Prefix.privateIPv4.contains { $0.contains(block) }
      }
      return arePrivate && !blocks.isEmpty ? .privateAddresses(id) : nil
    case .vpnGateway(let id):
      return model.vpnGateways[id].lines.isEmpty && !uses.hasVagueLine ? .noLine(id) : nil
    case .local, .egressOnlyInternetGateway, .interface, .gatewayEndpoint, .blackhole: return nil
    }
  }

  private func deadEnd(
    _ id: ID<Peering>, _ blocks: [Prefix], of vpc: ID<VPC>
  ) -> LintFinding.DeadEnd? {
    let peering = model.peerings[id]
    guard peering.state == .active else { return .targetDown(.peering(id)) }
    guard let other = peering.other(than: vpc), isDescribed(.vpc(other)) else { return nil }
    let isThere = blocks.contains { block in
      model.vpcs[other].cidrs.contains(where: block.overlaps)
    }
    return isThere ? nil : .notInPeer(id, other)
  }

  private func deadEnd(_ id: ID<TransitGateway>, of vpc: ID<VPC>) -> LintFinding.DeadEnd? {
    if model.transitGateways[id].deadState != nil { return .targetDown(model.component(of: id)) }
    let own = uses.attachments[vpc.index].filter { model.attachments[$0].transitGateway == id }
    guard own.allSatisfy({ isDescribed(.attachment($0)) }) else { return nil }
    guard let first = own.first else { return .notAttached(id) }
    return own.contains { model.attachments[$0].state.forwards }
      ? nil : .targetDown(.attachment(first))
  }

  // MARK: - Transit gateways

  func transitRouteTableFindings(_ id: ID<TransitGatewayRouteTable>) -> [LintFinding] {
    let table = model.transitGatewayRouteTables[id]
    let component = model.component(of: id)
    let gateway = model.transitGateways[table.transitGateway]
    guard isDescribed(component), gateway.identity.isDescribed else { return [] }
    // A segment's routes follow from the policy of the whole core network.
    guard gateway.kind == .transitGateway else { return [] }
    guard uses.usedTransitTables[id.index] else {
      let areKnown = gateway.attachments.allSatisfy { isDescribed(.attachment($0)) }
      return areKnown ? [LintFinding(component, .routeTableUnused)] : []
    }
    let choice = RouteSelection(
      table.routes.enumerated().map { index, route in
        RouteSelection.Candidate(index: index, blocks: [route.prefix], rank: rank(route))
      })
    return table.routes.indices.flatMap { index -> [LintFinding] in
      let route = table.routes[index]
      guard route.origin == .written else { return [] }
      let rule = RuleID(component, .routes, index)
      var found: [LintFinding] = []
      if choice.isNeverSelected(index) {
        let others = choice.others(index).map { RuleID(component, .routes, $0) }
        found.append(LintFinding(rule, .routeShadowed(by: others)))
      }
      if case .attachment(let target) = route.target, isDescribed(.attachment(target)),
        !model.attachments[target].state.forwards
      {
        found.append(LintFinding(rule, .routeToNowhere(.targetDown(.attachment(target)))))
      }
      return found
    }
  }

  /// Which of equal blocks goes first (R133).
  func rank(_ route: TransitGatewayRoute) -> Int {
    switch route.origin {
    case .written: 0
    case .prefixList: 1
    case .propagated: 2
    }
  }
}

/// Which routes of a table are selected for some address: the longest block, then the rank.
struct RouteSelection {
  /// A route that takes part.
  struct Candidate {
    let index: Int
    let blocks: [Prefix]
    /// Of equal blocks the least rank is selected; of equal ranks any may be.
    let rank: Int
  }

  private var candidates: [Int: Candidate] = [:]
  private var best: [Prefix: Int] = [:]
  private var tree = BlockTree()
  private let ordered: [Candidate]

  init(_ candidates: [Candidate]) {
    ordered = candidates
    for candidate in candidates {
      self.candidates[candidate.index] = candidate
      for block in candidate.blocks {
        best[block] = min(best[block] ?? candidate.rank, candidate.rank)
        tree.insert(.all, at: block)
      }
    }
  }

  /// Whether other routes are selected for every address of a route.
  func isNeverSelected(_ index: Int) -> Bool {
    guard let own = candidates[index], !own.blocks.isEmpty else { return false }
    return own.blocks.allSatisfy { block in
      best[block, default: own.rank] < own.rank || !tree.decidedBelow(block).isEmpty
    }
  }

  /// The routes that are selected in place of one that never is.
  func others(_ index: Int) -> [Int] {
    guard let own = candidates[index] else { return [] }
    return ordered.filter { other in
      other.index != index
        && other.blocks.contains { block in
          own.blocks.contains {
            $0 == block ? other.rank < own.rank : $0.contains(block)
          }
        }
    }.map(\.index)
  }
}

extension Route.Target {
  /// The component that the route leads to.
  fileprivate var component: ComponentID? {
    switch self {
    case .local, .blackhole: nil
    case .internetGateway(let id): .internetGateway(id)
    case .egressOnlyInternetGateway(let id): .egressOnlyInternetGateway(id)
    case .natGateway(let id): .natGateway(id)
    case .peering(let id): .peering(id)
    case .transitGateway(let id): .transitGateway(id)
    case .coreNetwork(let id): .coreNetwork(id)
    case .interface(let id): .interface(id)
    case .vpnGateway(let id): .vpnGateway(id)
    case .carrierGateway(let id): .carrierGateway(id)
    case .localGateway(let id): .localGateway(id)
    case .gatewayEndpoint(let id), .inspection(let id): .endpoint(id)
    }
  }
}
