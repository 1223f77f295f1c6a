import NetproofModel
import NetproofSets

/// A firewall that packets are in, and where.
struct FirewallStop {
  /// The endpoint, by which obstacles are named.
  let point: ComponentID
  let policy: ID<FirewallPolicy>
  let rules: CompiledFirewall
}

/// What a firewall made of forward packets, as far as their replies depend on it.
enum FirewallPassage: Hashable {
  /// The stateless engine passed them, so that the stateful one knows nothing of the flow.
  case stateless
  /// A stateful rule decided about the flow, once and for all.
  case ruled
  /// A stateful rule decided about what follows the handshake, whose other half is asked about by
  /// itself. A rule of which nobody knows whether it matched might have decided before.
  case opened(doubt: Remark?)
  /// No stateful rule did, so that its replies are asked about again; the same doubt.
  case unruled(doubt: Remark?)
}

/// The two engines of firewalls (R183 to R191).
extension Search {
  /// What a firewall's policy says to packets; refused parts go on.
  mutating func inspect(
    _ walk: Walk, by id: ID<Firewall>, at point: ComponentID
  ) -> [Walk] {
    let firewall = ComponentID.firewall(id)
    guard isDescribed(firewall), let policy = model.firewalls[id].policy else {
      end(walk, gap: .notDescribed, at: firewall)
      return []
    }
    return inspect(walk, by: policy, graph.firewalls[id.index], at: point)
  }

  /// The same of a policy that is compiled for a place.
  mutating func inspect(
    _ walk: Walk, by policy: ID<FirewallPolicy>, _ rules: CompiledFirewall, at point: ComponentID
  ) -> [Walk] {
    guard isDescribed(.firewallPolicy(policy)) else {
      end(walk, gap: .notDescribed, at: .firewallPolicy(policy))
      return []
    }
    let stop = FirewallStop(point: point, policy: policy, rules: rules)
    if isAbstract, stop.rules.hasRules {
      var walk = walk
      walk.isBeyondAbstraction = true
      return [walk]
    }
    return byTransport(walk).flatMap { stateless($0, stop) }
  }

  /// Splits packets into those of TCP, those of UDP, and the rest, for rules see ports in these alone.
  private func byTransport(_ walk: Walk) -> [Walk] {
    if walk.header.protocols.single != nil { return [walk] }
    let transports = [ProtocolSet(.tcp), ProtocolSet(.udp)]
    let others = transports.reduce(walk.header.protocols) { $0.subtracting($1) }
    return (transports.map { walk.header.protocols.intersection($0) } + [others])
      .filter { !$0.isEmpty }.map { protocols in
        var part = walk
        part.header.protocols = protocols
        return part
      }
  }

  // MARK: - The stateless engine

  private mutating func stateless(_ walk: Walk, _ stop: FirewallStop) -> [Walk] {
    let isTCP = walk.header.protocols == ProtocolSet(.tcp)
    let isRequest = walk.direction == .forward
    var rest = [walk]
    var result: [Walk] = []
    for rule in stop.rules.stateless where !rest.isEmpty {
      if isTCP, !(isRequest ? rule.matchesRequests : rule.matchesReplies) { continue }
      let ends = CompiledFirewall.Ends(
        sources: rule.sources, destinations: rule.destinations, sourcePorts: rule.sourcePorts,
        destinationPorts: rule.destinationPorts)
      var remaining: [Walk] = []
      for part in rest {
        guard let match = Self.match(part.header, rule.protocols, ends) else {
          remaining.append(part)
          continue
        }
        var hit = part
        hit.header = match
        result += act(hit, rule.action, .rule(rule.rule), stop)
        remaining += Self.rest(of: part, without: match)
      }
      rest = remaining
    }
    let usual = StatelessRule.Action(model.firewallPolicies[stop.policy].statelessDefault)
    let lack = Evidence.absence(.firewallPolicy(stop.policy), .stateless)
    for part in rest { result += act(part, usual, lack, stop) }
    return result
  }

  private mutating func act(
    _ walk: Walk, _ action: StatelessRule.Action, _ evidence: Evidence, _ stop: FirewallStop
  ) -> [Walk] {
    var walk = walk
    switch action {
    case .pass:
      note(&walk, stop.point, nil, .permitted, evidence)
      walk.passed(stop.point, .stateless)
    case .drop:
      block(
        &walk, .nfwStatelessDrop, at: stop.point, evidence: evidence,
        context: [.firewallPolicy(stop.policy)])
      walk.passed(stop.point, .ruled)
    case .forward: return stateful(walk, stop)
    }
    return [walk]
  }

  /// The packets of a header that a rule is about; ports are those of TCP and UDP alone.
  static func match(
    _ header: PacketCube, _ protocols: ProtocolSet, _ ends: CompiledFirewall.Ends
  ) -> PacketCube? {
    var cube = header
    cube.protocols = header.protocols.intersection(protocols)
    if header.protocols.single?.hasPorts == true {
      cube.sourcePorts = header.sourcePorts.intersection(ends.sourcePorts)
      cube.destinationPorts = header.destinationPorts.intersection(ends.destinationPorts)
    } else if ends.sourcePorts != .all || ends.destinationPorts != .all {
      return nil
    }
    if let sources = ends.sources {
      cube.sources = header.sources.intersection(sources[header.family])
    }
    if let destinations = ends.destinations {
      cube.destinations = header.destinations.intersection(destinations[header.family])
    }
    return cube.isEmpty ? nil : cube
  }

  static func rest(of walk: Walk, without match: PacketCube) -> [Walk] {
    walk.header.subtracting(match).map { header in
      var other = walk
      other.header = header
      return other
    }
  }
}

extension Walk {
  /// Takes note of what a firewall made of forward packets.
  mutating func passed(_ point: ComponentID, _ passage: FirewallPassage) {
    if direction == .forward { passages.append((point, passage)) }
  }
}

extension StatelessRule.Action {
  fileprivate init(_ usual: FirewallPolicy.StatelessDefault) {
    switch usual {
    case .pass: self = .pass
    case .drop: self = .drop
    case .forward: self = .forward
    }
  }
}
