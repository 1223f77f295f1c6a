public import NetproofModel
import NetproofSets

/// Which component of one model is which of another.
///
/// Two are the same if they have the same name; else if AWS gave them the same id; else if only they
/// can be: VPCs with the same blocks, interfaces with the same addresses in the same VPC. A rename,
/// or a network that was read from another source, is so no other network.
public struct ModelPairing: Sendable {
  public let old: Model
  public let new: Model
  /// By kind and position in the new model the position in the old one, or -1.
  private var olds: [[Int32]]
  private var news: [[Int32]]
  /// Names of VPCs of the new model that have another name in the old one.
  private var renamed: [(new: String, old: String)] = []

  public init(from old: Model, to new: Model) {
    self.old = old
    self.new = new
    let empty = [[Int32]](repeating: [], count: ComponentID.Kind.allCases.count)
    (olds, news) = (empty, empty)
    // What others are recognized by comes first.
    let first: [ComponentID.Kind] = [.network, .vpc, .subnet, .interface]
    for kind in first + ComponentID.Kind.allCases.filter({ !first.contains($0) }) { pair(kind) }
  }

  /// Pairs two models of which every identity means the same.
  init(identityOf old: Model, _ new: Model) {
    self.old = old
    self.new = new
    olds = Array(repeating: [], count: ComponentID.Kind.allCases.count)
    for kind in ComponentID.Kind.allCases {
      let last = new.components(of: kind).last?.index ?? -1
      olds[kind.order] = (0..<Int32(last + 1)).map { $0 }
    }
    news = olds
  }

  /// The component of the old model that a component of the new one is.
  public func old(_ new: ComponentID) -> ComponentID? {
    Self.partner(of: new, in: olds)
  }

  /// The component of the new model that a component of the old one is.
  public func new(_ old: ComponentID) -> ComponentID? {
    Self.partner(of: old, in: news)
  }

  private static func partner(of component: ComponentID, in places: [[Int32]]) -> ComponentID? {
    let own = places[component.kind.order]
    guard component.index < own.count, own[component.index] >= 0 else { return nil }
    return component.at(Int(own[component.index]))
  }

  /// Whether every identity means the same in both models.
  func findIdentity() -> Bool {
    ComponentID.Kind.allCases.allSatisfy { kind in
      let (before, after) = (old.components(of: kind), new.components(of: kind))
      return before == after && after.allSatisfy { old($0) == $0 }
    }
  }

  // MARK: - Pairing

  private mutating func pair(_ kind: ComponentID.Kind) {
    let (before, after) = (old.components(of: kind), new.components(of: kind))
    let slot = kind.order
    olds[slot] = Array(repeating: -1, count: (after.last?.index ?? -1) + 1)
    news[slot] = Array(repeating: -1, count: (before.last?.index ?? -1) + 1)
    // Mostly nothing has moved.
    for (past, present) in zip(before, after)
    where renamed.isEmpty && past == present
      && old.identity(of: past).isNamed(like: new.identity(of: present))
    {
      join(past, present)
    }
    joinAll(
      matches(before, after) { component, isNew in
        isNew ? name(component) : old.identity(of: component).qualifiedName
      })
    joinAll(
      matches(before, after) { component, isNew in
        (isNew ? new : old).identity(of: component).awsID
      })
    joinAll(
      matches(before, after, onlyUnique: true) { component, isNew in
        signature(component, isNew: isNew)
      })
    guard kind == .vpc else { return }
    for present in after {
      guard let past = old(present) else { continue }
      let (own, other) = (
        new.identity(of: present).qualifiedName, old.identity(of: past).qualifiedName
      )
      if own != other { renamed.append((own, other)) }
    }
  }

  private mutating func join(_ past: ComponentID, _ present: ComponentID) {
    olds[present.kind.order][present.index] = Int32(past.index)
    news[past.kind.order][past.index] = Int32(present.index)
  }

  private mutating func joinAll(_ matches: [(past: ComponentID, present: ComponentID)]) {
    for match in matches { join(match.past, match.present) }
  }

  /// What is not joined yet and has equal keys.
  ///
  /// - Parameters:
  ///   - before: the components of the old model.
  ///   - after: those of the new one.
  ///   - onlyUnique: whether keys count that no other component of the same model has.
  ///   - key: gives the key of a component, and whether it is the new model's; nothing joins none.
  /// - Returns: pairs of components, each component at most once.
  private func matches(
    _ before: [ComponentID], _ after: [ComponentID], onlyUnique: Bool = false,
    by key: (ComponentID, _ isNew: Bool) -> String?
  ) -> [(past: ComponentID, present: ComponentID)] {
    let (past, present) = (before.filter { new($0) == nil }, after.filter { old($0) == nil })
    guard !past.isEmpty, !present.isEmpty else { return [] }
    var result: [(past: ComponentID, present: ComponentID)] = []
    var candidates: [String: [ComponentID]] = [:]
    for component in past {
      if let key = key(component, false) { candidates[key, default: []].append(component) }
    }
    var wanted: [String: Int] = [:]
    let keys = present.map { key($0, true) }
    for case let key? in keys { wanted[key, default: 0] += 1 }
    for (component, key) in zip(present, keys) {
      guard let key, let own = candidates[key], let first = own.first else { continue }
      if onlyUnique, own.count > 1 || wanted[key] != 1 { continue }
      candidates[key] = Array(own.dropFirst())
      result.append((first, component))
    }
    return result
  }

  /// The qualified name of a component of the new model, as it would be in the old one.
  private func name(_ component: ComponentID) -> String {
    let name = new.identity(of: component).qualifiedName
    for (own, other) in renamed where name.hasPrefix(own + "/") {
      return other + name.dropFirst(own.count)
    }
    return name
  }

  // MARK: - What only one component can be

  /// What tells a component from all others of its kind whatever it is called, where anything does.
  private func signature(_ component: ComponentID, isNew: Bool) -> String? {
    let model = isNew ? new : old
    switch component {
    case .network(let id):
      return id == Model.internet ? nil : "\(Facts.text(model.networks[id].addresses))"
    case .vpc(let id):
      return "\(model.vpcs[id].identity.region ?? "") \(model.vpcs[id].cidrs)"
    case .subnet(let id):
      return home(model.subnets[id].vpc, isNew).map { "\($0) \(model.subnets[id].cidrs)" }
    case .interface(let id):
      let interface = model.interfaces[id]
      guard !interface.addresses.isEmpty else { return nil }
      let own = interface.privateIPv4 + interface.ipv6
      return home(model.subnets[interface.subnet].vpc, isNew).map { "\($0) \(own)" }
    case .instance(let id):
      guard let first = model.instances[id].interfaces.first else { return nil }
      return isNew
        ? old(.interface(first)).map { "\($0.index)" }
        : new(.interface(first)).map { _ in "\(first.index)" }
    case .natGateway(let id):
      let gateway = model.natGateways[id]
      return home(model.subnets[gateway.subnet].vpc, isNew).map {
        "\($0) \(gateway.privateAddress)"
      }
    case .internetGateway(let id): return home(model.internetGateways[id].vpc, isNew)
    case .egressOnlyInternetGateway(let id):
      return home(model.egressOnlyInternetGateways[id].vpc, isNew)
    case .routeTable(let id):
      return model.routeTables[id].isMain ? home(model.routeTables[id].vpc, isNew) : nil
    case .networkACL(let id):
      return model.networkACLs[id].isDefault ? home(model.networkACLs[id].vpc, isNew) : nil
    case .securityGroup(let id):
      return model.securityGroups[id].isDefault ? home(model.securityGroups[id].vpc, isNew) : nil
    case .peering(let id):
      let peering = model.peerings[id]
      let ends = [peering.requester, peering.accepter].compactMap { home($0, isNew) }
      return ends.count == 2 ? ends.sorted().joined(separator: " ") : nil
    case .transitGateway, .coreNetwork, .attachment, .transitGatewayRouteTable, .segment,
      .vpnConnection, .vpnGateway, .prefixList, .endpoint, .directConnectGateway,
      .virtualInterface, .firewall, .firewallPolicy, .firewallRuleGroup, .blockPublicAccess,
      .loadBalancer, .targetGroup, .carrierGateway, .localGateway, .resourceGateway, .resource,
      .serviceNetwork, .latticeService, .mirrorFilter, .mirrorSession:
      return nil
    }
  }

  /// The VPC of the old model that a VPC of either is.
  private func home(_ vpc: ID<VPC>, _ isNew: Bool) -> String? {
    isNew ? old(.vpc(vpc)).map { "\($0.index)" } : "\(vpc.index)"
  }
}

extension Identity {
  fileprivate func isNamed(like other: Identity) -> Bool {
    name == other.name && qualifiedName == other.qualifiedName
  }
}

extension ComponentID {
  /// The component of the same kind at another position.
  func at(_ index: Int) -> ComponentID {
    switch self {
    case .network: .network(ID(index))
    case .vpc: .vpc(ID(index))
    case .subnet: .subnet(ID(index))
    case .routeTable: .routeTable(ID(index))
    case .networkACL: .networkACL(ID(index))
    case .securityGroup: .securityGroup(ID(index))
    case .instance: .instance(ID(index))
    case .interface: .interface(ID(index))
    case .internetGateway: .internetGateway(ID(index))
    case .egressOnlyInternetGateway: .egressOnlyInternetGateway(ID(index))
    case .natGateway: .natGateway(ID(index))
    case .peering: .peering(ID(index))
    case .transitGateway: .transitGateway(ID(index))
    case .attachment: .attachment(ID(index))
    case .transitGatewayRouteTable: .transitGatewayRouteTable(ID(index))
    case .vpnConnection: .vpnConnection(ID(index))
    case .vpnGateway: .vpnGateway(ID(index))
    case .prefixList: .prefixList(ID(index))
    case .endpoint: .endpoint(ID(index))
    case .directConnectGateway: .directConnectGateway(ID(index))
    case .virtualInterface: .virtualInterface(ID(index))
    case .coreNetwork: .coreNetwork(ID(index))
    case .segment: .segment(ID(index))
    case .firewall: .firewall(ID(index))
    case .firewallPolicy: .firewallPolicy(ID(index))
    case .firewallRuleGroup: .firewallRuleGroup(ID(index))
    case .blockPublicAccess: .blockPublicAccess(ID(index))
    case .loadBalancer: .loadBalancer(ID(index))
    case .targetGroup: .targetGroup(ID(index))
    case .carrierGateway: .carrierGateway(ID(index))
    case .localGateway: .localGateway(ID(index))
    case .resourceGateway: .resourceGateway(ID(index))
    case .resource: .resource(ID(index))
    case .serviceNetwork: .serviceNetwork(ID(index))
    case .latticeService: .latticeService(ID(index))
    case .mirrorFilter: .mirrorFilter(ID(index))
    case .mirrorSession: .mirrorSession(ID(index))
    }
  }
}
