import NetproofModel

/// One of two models with some of the differences to the other.
struct HybridModel {
  private let pairing: ModelPairing
  private let way: DiffCause.Proof
  private(set) var model: Model

  /// A model in between; nothing if a change cannot be made by itself, as when it names components
  /// that the other model has not.
  static func model(_ changes: [ModelChange], _ pairing: ModelPairing, _ way: DiffCause.Proof)
    -> Model?
  {
    var hybrid = Self(pairing, way)
    return hybrid.make(changes) ? hybrid.model : nil
  }

  private init(_ pairing: ModelPairing, _ way: DiffCause.Proof) {
    self.pairing = pairing
    self.way = way
    model = way == .made ? pairing.old : pairing.new
  }

  /// The model that the changes come from.
  private var other: Model { way == .made ? pairing.new : pairing.old }

  /// A list of a component here with what becomes of its rules.
  private struct List: Hashable {
    let component: ComponentID
    let other: ComponentID
    let list: RuleList
  }

  /// A rule here, and the one in its place.
  private typealias Exchange = (own: Int?, other: Int?)

  private mutating func make(_ changes: [ModelChange]) -> Bool {
    var lists: [(list: List, exchanges: [Exchange])] = []
    var positions: [List: Int] = [:]
    for change in changes {
      switch change {
      case .added, .removed: return false
      case .settings:
        model.policies = other.policies
        model.unadvertised = other.unadvertised
        model.privateIPv6 = other.privateIPv6
      case .fields(let old, let new, _):
        let (own, foreign) = way == .made ? (old, new) : (new, old)
        guard replace(own, by: foreign) else { return false }
      case .ruleAdded, .ruleRemoved, .ruleChanged:
        let (old, new) = change.rules
        let (own, foreign) = way == .made ? (old, new) : (new, old)
        guard let list = list(own, foreign) else { return false }
        if positions[list] == nil {
          positions[list] = lists.count
          lists.append((list, []))
        }
        lists[positions[list] ?? 0].exchanges.append((own?.index, foreign?.index))
      }
    }
    return lists.allSatisfy { edit($0.list, $0.exchanges) }
  }

  private func list(_ own: RuleID?, _ foreign: RuleID?) -> List? {
    guard let list = own?.list ?? foreign?.list,
      let component = own?.owner ?? foreign.flatMap({ partner($0.owner) }),
      let other = foreign?.owner ?? own.flatMap({ counterpart($0.owner) })
    else { return nil }
    return List(component: component, other: other, list: list)
  }

  /// The component here that one of the other model is.
  private func partner(_ foreign: ComponentID) -> ComponentID? {
    way == .made ? pairing.old(foreign) : pairing.new(foreign)
  }

  /// The component of the other model that one here is.
  private func counterpart(_ own: ComponentID) -> ComponentID? {
    way == .made ? pairing.new(own) : pairing.old(own)
  }

  private func isMovable(_ value: Any, except skipped: Set<String> = []) -> Bool {
    Facts.isMovable(value, other, except: skipped) { partner($0) == $0 }
  }

  // MARK: - Components

  /// Puts all of a component but its rules in the place of its like.
  private mutating func replace(_ own: ComponentID, by foreign: ComponentID) -> Bool {
    let element = other.element(foreign).base
    let lists = Mirror(reflecting: element).children.compactMap(\.label)
      .filter { Facts.list($0, of: foreign) != nil }
    guard isMovable(element, except: Set(lists)) else { return false }
    let kept = model
    model.replace(own, by: foreign, of: other)
    switch own {
    case .securityGroup(let id):
      model.securityGroups[id].inbound = kept.securityGroups[id].inbound
      model.securityGroups[id].outbound = kept.securityGroups[id].outbound
    case .networkACL(let id):
      model.networkACLs[id].inbound = kept.networkACLs[id].inbound
      model.networkACLs[id].outbound = kept.networkACLs[id].outbound
    case .routeTable(let id): model.routeTables[id].routes = kept.routeTables[id].routes
    case .transitGatewayRouteTable(let id), .segment(let id):
      model.transitGatewayRouteTables[id].routes = kept.transitGatewayRouteTables[id].routes
    case .firewallPolicy(let id):
      model.firewallPolicies[id].stateless = kept.firewallPolicies[id].stateless
    case .firewallRuleGroup(let id):
      model.firewallRuleGroups[id].rules = kept.firewallRuleGroups[id].rules
    case .loadBalancer, .resource, .resourceGateway, .latticeService: return isMovable(element)
    case .network, .vpc, .subnet, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .vpnConnection, .vpnGateway, .prefixList, .endpoint, .directConnectGateway,
      .virtualInterface, .coreNetwork, .firewall, .blockPublicAccess, .targetGroup,
      .carrierGateway, .localGateway, .serviceNetwork, .mirrorFilter, .mirrorSession:
      break
    }
    return true
  }

  // MARK: - Rules

  private mutating func edit(_ list: List, _ exchanges: [Exchange]) -> Bool {
    let (isInbound, foreign) = (list.list == .inbound, list.other.index)
    switch list.component {
    case .securityGroup(let own):
      let rules = other.securityGroups[ID(foreign)]
      return isInbound
        ? exchange(&model.securityGroups[own].inbound, rules.inbound, exchanges)
        : exchange(&model.securityGroups[own].outbound, rules.outbound, exchanges)
    case .networkACL(let own):
      let rules = other.networkACLs[ID(foreign)]
      guard
        isInbound
          ? exchange(&model.networkACLs[own].inbound, rules.inbound, exchanges)
          : exchange(&model.networkACLs[own].outbound, rules.outbound, exchanges)
      else { return false }
      model.networkACLs[own].inbound.sort { $0.number < $1.number }
      model.networkACLs[own].outbound.sort { $0.number < $1.number }
      return true
    case .routeTable(let own):
      // What lists in it leave open goes with its routes.
      model.innerListEntries[own] = other.innerListEntries[ID(foreign)]
      return exchange(
        &model.routeTables[own].routes, other.routeTables[ID(foreign)].routes, exchanges)
    case .transitGatewayRouteTable(let own), .segment(let own):
      return exchange(
        &model.transitGatewayRouteTables[own].routes,
        other.transitGatewayRouteTables[ID(foreign)].routes, exchanges)
    case .firewallPolicy(let own):
      let rules = other.firewallPolicies[ID(foreign)].stateless
      guard exchange(&model.firewallPolicies[own].stateless, rules, exchanges) else { return false }
      model.firewallPolicies[own].stateless.sort { $0.priority < $1.priority }
      return true
    case .firewallRuleGroup(let own):
      // Their order counts, so that they are exchanged as a whole.
      let rules = other.firewallRuleGroups[ID(foreign)].rules
      guard rules.allSatisfy({ isMovable($0) }) else { return false }
      model.firewallRuleGroups[own].rules = rules
      return true
    case .loadBalancer, .resourceGateway, .resource, .latticeService:
      guard isMovable(other.element(list.other).base) else { return false }
      model.replace(list.component, by: list.other, of: other)
      return true
    case .network, .vpc, .subnet, .instance, .interface, .internetGateway,
      .egressOnlyInternetGateway, .natGateway, .peering, .transitGateway, .attachment,
      .vpnConnection, .vpnGateway, .prefixList, .endpoint, .directConnectGateway,
      .virtualInterface, .coreNetwork, .firewall, .blockPublicAccess, .targetGroup,
      .carrierGateway, .localGateway, .serviceNetwork, .mirrorFilter, .mirrorSession:
      return false
    }
  }

  /// Exchanges some rules of a list; `false` if one of them names what is not here.
  private func exchange<Rule>(
    _ rules: inout [Rule], _ others: [Rule], _ exchanges: [Exchange]
  ) -> Bool {
    var removed: Set<Int> = []
    for (own, other) in exchanges {
      guard let other else {
        own.map { _ = removed.insert($0) }
        continue
      }
      guard isMovable(others[other]) else { return false }
      if let own {
        rules[own] = others[other]
      } else {
        rules.append(others[other])
      }
    }
    rules = rules.indices.filter { !removed.contains($0) }.map { rules[$0] }
    return true
  }
}

extension ModelChange {
  /// The rules that it is about.
  fileprivate var rules: (old: RuleID?, new: RuleID?) {
    switch self {
    case .ruleAdded(let new): (nil, new)
    case .ruleRemoved(let old): (old, nil)
    case .ruleChanged(let old, let new): (old, new)
    case .added, .removed, .fields, .settings: (nil, nil)
    }
  }
}
