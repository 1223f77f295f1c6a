import NetproofModel
import NetproofSets

/// The rules of a firewall in the order in which they are asked, with their addresses looked up.
struct CompiledFirewall: Sendable {
  /// A rule of the stateless engine.
  struct Stateless: Sendable {
    let rule: RuleID
    let action: StatelessRule.Action
    let protocols: ProtocolSet
    let sources: AddressSet?
    let destinations: AddressSet?
    let sourcePorts: PortSet
    let destinationPorts: PortSet
    /// Whether TCP packets of a direction may match: the first of a connection, and its answer.
    let matchesRequests: Bool
    let matchesReplies: Bool
  }

  /// A rule of the stateful engine, or a group that is not described.
  struct Stateful: Sendable {
    /// Nothing for a group of which nobody knows the rules.
    let rule: RuleID?
    /// Nothing if nobody knows.
    let passes: Bool?
    let protocols: ProtocolSet
    let application: ApplicationProtocol?
    /// The ends of one direction, or of both.
    let ends: [Ends]
    let flow: StatefulRule.Flow
    let hosts: [HostMatch]
    /// Why nobody can say whether it matches, if so.
    let unknown: Remark?

    /// Whether it passes packets of a handshake as they come, and not the flow that they begin.
    var passesPackets: Bool { passes == true && application == nil && flow.isWritten }

    /// Whether it is asked about the first packet of each side alone: it names addresses and nothing
    /// else.
    var isAboutFirstPackets: Bool {
      rule != nil && unknown == nil && application == nil && !flow.isWritten
        && ends.allSatisfy { $0.sourcePorts == .all && $0.destinationPorts == .all }
    }
  }

  struct Ends: Sendable {
    let sources: AddressSet?
    let destinations: AddressSet?
    let sourcePorts: PortSet
    let destinationPorts: PortSet
  }

  let stateless: [Stateless]
  let stateful: [Stateful]

  /// Whether the policy treats all packets alike.
  var hasRules: Bool { !stateless.isEmpty || !stateful.isEmpty }

  init(_ id: ID<Firewall>, _ model: Model) {
    guard let policy = model.firewalls[id].policy else {
      self.init(stateless: [], stateful: [])
      return
    }
    self.init(policy, home: AddressSet(model.vpcs[model.firewalls[id].vpc].cidrs), model)
  }

  private init(stateless: [Stateless], stateful: [Stateful]) {
    self.stateless = stateless
    self.stateful = stateful
  }

  /// Those of attachments that are firewalls, for which `HOME_NET` is always written.
  static func networkFunctions(
    _ model: Model
  ) -> [ID<TransitGatewayAttachment>: CompiledFirewall] {
    var functions: [ID<TransitGatewayAttachment>: CompiledFirewall] = [:]
    for id in model.attachments.ids {
      guard case .networkFunction(let policy) = model.attachments[id].resource else { continue }
      functions[id] = CompiledFirewall(policy, home: AddressSet(), model)
    }
    return functions
  }

  private init(_ policy: ID<FirewallPolicy>, home: AddressSet, _ model: Model) {
    let entry = model.firewallPolicies[policy]
    stateless = entry.stateless.enumerated().map { index, rule in
      let withAnswer = StatelessRule.Flags.synchronize | StatelessRule.Flags.acknowledge
      return Stateless(
        rule: RuleID(.firewallPolicy(policy), .stateless, index), action: rule.action,
        protocols: rule.protocols, sources: rule.sources, destinations: rule.destinations,
        sourcePorts: rule.sourcePorts, destinationPorts: rule.destinationPorts,
        matchesRequests: rule.flags?.match(StatelessRule.Flags.synchronize) ?? true,
        matchesReplies: rule.flags?.match(withAnswer) ?? true)
    }
    var lines: [(action: Int, priority: Int, rule: Stateful)] = []
    let groups = entry.groups.sorted {
      entry.ruleOrder == .strict
        ? (model.firewallRuleGroups[$0].priority, $0) < (model.firewallRuleGroups[$1].priority, $1)
        : $0 < $1
    }
    for group in groups {
      let component = ComponentID.firewallRuleGroup(group)
      guard model.isDescribed(component) else {
        // After the rules that pass: what one of these passes, no group can drop.
        lines.append((1, 0, Self.unknown(component)))
        continue
      }
      for (index, rule) in model.firewallRuleGroups[group].rules.enumerated() {
        guard let place = Self.place(of: rule.action) else { continue }
        let id = RuleID(component, .stateful, index)
        lines.append((place, rule.priority, Self.compiled(rule, id, home, model)))
      }
    }
    if entry.ruleOrder == .action {
      let sorted = lines.indices.sorted {
        (lines[$0].action, lines[$0].priority, $0) < (lines[$1].action, lines[$1].priority, $1)
      }
      stateful = sorted.map { lines[$0].rule }
    } else {
      stateful = lines.map(\.rule)
    }
  }

  /// The place of an action in action order; none for alerts, which decide nothing (R185).
  private static func place(of action: StatefulRule.Action) -> Int? {
    switch action {
    case .pass: 0
    case .drop: 2
    case .reject: 3
    case .alert: nil
    }
  }

  private static func unknown(_ group: ComponentID) -> Stateful {
    Stateful(
      rule: nil, passes: nil, protocols: .all, application: nil,
      ends: [Ends(sources: nil, destinations: nil, sourcePorts: .all, destinationPorts: .all)],
      flow: StatefulRule.Flow(), hosts: [], unknown: Remark(.notDescribed, group))
  }

  private static func compiled(
    _ rule: StatefulRule, _ id: RuleID, _ home: AddressSet, _ model: Model
  ) -> Stateful {
    var unknown = rule.unknownOption.map { _ in Remark(.nfwRuleUndecided, id.owner, rule: id) }
    func addresses(_ pattern: AddressPattern) -> AddressSet? {
      if let list = undescribedList(in: pattern, model) {
        unknown = unknown ?? Remark(.notDescribed, list)
        return nil
      }
      return pattern == .any ? nil : set(pattern, home, model)
    }
    let (sources, destinations) = (addresses(rule.source), addresses(rule.destination))
    var ends = [
      Ends(
        sources: sources, destinations: destinations, sourcePorts: rule.sourcePorts,
        destinationPorts: rule.destinationPorts)
    ]
    if rule.isBidirectional {
      ends.append(
        Ends(
          sources: destinations, destinations: sources, sourcePorts: rule.destinationPorts,
          destinationPorts: rule.sourcePorts))
    }
    return Stateful(
      rule: id, passes: rule.action == .pass, protocols: rule.protocols,
      application: rule.application, ends: ends, flow: rule.flow, hosts: rule.hosts,
      unknown: unknown)
  }

  private static func undescribedList(
    in pattern: AddressPattern, _ model: Model
  ) -> ComponentID? {
    switch pattern {
    case .any, .block, .homeNet: nil
    case .prefixList(let id):
      model.prefixLists[id].identity.isDescribed ? nil : .prefixList(id)
    case .not(let inner): undescribedList(in: inner, model)
    case .list(let parts): parts.lazy.compactMap { undescribedList(in: $0, model) }.first
    }
  }

  private static let everything = AddressSet(
    ipv4: Family.ipv4.addresses, ipv6: Family.ipv6.addresses)

  private static func set(
    _ pattern: AddressPattern, _ home: AddressSet, _ model: Model
  ) -> AddressSet {
    switch pattern {
    case .any: return everything
    case .block(let prefix): return AddressSet([prefix])
    case .prefixList(let id): return AddressSet(model.prefixLists[id].entries)
    case .homeNet: return home
    case .not(let inner): return everything.subtracting(set(inner, home, model))
    case .list(let parts):
      var (positive, negative): (AddressSet?, AddressSet) = (nil, AddressSet())
      for part in parts {
        if case .not(let inner) = part {
          negative = negative.union(set(inner, home, model))
        } else {
          positive = (positive ?? AddressSet()).union(set(part, home, model))
        }
      }
      return (positive ?? everything).subtracting(negative)
    }
  }
}

// What rules of firewalls tell apart.
extension CompiledFirewall {
  /// The protocols and ports that some rule names, for either end.
  static func services(_ model: Model) -> [Service] {
    guard model.firewalls.count > 0 else { return [] }
    var result: [Service] = []
    func add(_ protocols: ProtocolSet, _ ports: PortSet...) {
      for one in ports { result.append(Service(protocols, ports: one)) }
    }
    for policy in model.firewallPolicies.elements {
      for rule in policy.stateless {
        add(rule.protocols, rule.sourcePorts, rule.destinationPorts)
      }
    }
    for rule in model.firewallRuleGroups.elements.flatMap(\.rules) {
      add(rule.protocols, rule.sourcePorts, rule.destinationPorts)
      guard rule.application != nil else { continue }
      for other in ApplicationProtocol.allCases where !other.ownPorts.isEmpty {
        add(other.transports, other.ownPorts)
      }
    }
    return result
  }

  /// The blocks that some rule names.
  static func blocks(_ model: Model) -> [Prefix] {
    guard model.firewallPolicies.count > 0 else { return [] }
    var result: [Prefix] = []
    func add(_ pattern: AddressPattern) {
      switch pattern {
      case .any, .homeNet: break
      case .block(let prefix): result.append(prefix)
      case .prefixList(let id): result += model.prefixLists[id].entries
      case .not(let inner): add(inner)
      case .list(let parts): parts.forEach(add)
      }
    }
    for rule in model.firewallRuleGroups.elements.flatMap(\.rules) {
      add(rule.source)
      add(rule.destination)
    }
    for rule in model.firewallPolicies.elements.flatMap(\.stateless) {
      for set in [rule.sources, rule.destinations] {
        for family in Family.allCases { result += set?[family].prefixes(family) ?? [] }
      }
    }
    return result
  }
}
