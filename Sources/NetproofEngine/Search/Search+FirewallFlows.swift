import NetproofModel
import NetproofSets

/// The stateful engine of firewalls (R184 to R191).
extension Search {
  /// When rules look at the packets of a flow.
  private struct Stage {
    var side: StatefulRule.Flow.Side?
    var isEstablished: Bool?
    /// Whether the engine has seen what the application says.
    var knowsApplication = true
    /// Whether packets that no rule decides are dropped at once.
    var endsStrictly = false
  }

  mutating func stateful(_ walk: Walk, _ stop: FirewallStop) -> [Walk] {
    let isTCP = walk.header.protocols == ProtocolSet(.tcp)
    guard walk.direction == .reply else { return open(walk, isTCP: isTCP, stop) }
    var walk = walk
    switch walk.passages.last(where: { $0.point == stop.point })?.passage {
    case nil, .ruled:
      note(&walk, stop.point, nil, .tracked, .state(stop.point))
      return [walk]
    case .unruled:
      var stages = [Stage(side: .toClient, isEstablished: true)]
      if isTCP {
        stages.insert(
          Stage(side: .toClient, isEstablished: false, knowsApplication: false), at: 0)
      }
      return decide(walk, stages, passes: true, stop)
    case .stateless:
      guard isTCP else { return open(walk, isTCP: false, stop) }
      let policy = model.firewallPolicies[stop.policy]
      guard policy.streamException == .continue else {
        block(
          &walk, .nfwMidstream, at: stop.point, evidence: .state(.firewallPolicy(stop.policy)),
          context: [.firewallPolicy(stop.policy)])
        return [walk]
      }
      let stage = Stage(side: nil, isEstablished: nil, knowsApplication: false)
      return decide(walk, [stage], passes: policy.statefulDefault == .pass, stop)
    }
  }

  /// The first packets of a flow, and of TCP what follows the handshake (R186, R187).
  private mutating func open(_ walk: Walk, isTCP: Bool, _ stop: FirewallStop) -> [Walk] {
    let usual = model.firewallPolicies[stop.policy].statefulDefault
    var stages = [Stage(side: .toServer, isEstablished: isTCP)]
    if isTCP {
      let handshake = Stage(
        side: .toServer, isEstablished: false, knowsApplication: false,
        endsStrictly: usual == .dropStrict)
      stages.insert(handshake, at: 0)
    }
    return decide(walk, stages, passes: usual == .pass, stop)
  }

  /// A rule, or the default, that decides or might.
  private struct Candidate {
    /// Nothing if nobody knows.
    let passes: Bool?
    let evidence: Evidence
    /// Set where it hangs on the application.
    var application: CompiledFirewall.Stateful?
    /// Set where nobody can say whether it matches.
    var unknown: Remark?

    /// Whether it decides for sure.
    var isCertain: Bool { application == nil && unknown == nil }
  }

  private struct Undecided {
    var walk: Walk
    var candidates: [Candidate] = []

    func with(_ candidate: Candidate) -> Self {
      var part = self
      part.candidates.append(candidate)
      return part
    }
  }

  /// Asks the rules, stage by stage; the first that matches decides about the flow.
  private mutating func decide(
    _ walk: Walk, _ stages: [Stage], passes: Bool, _ stop: FirewallStop
  ) -> [Walk] {
    let lack = Evidence.absence(.firewallPolicy(stop.policy), .stateful)
    var rest = [Undecided(walk: walk)]
    var decided: [Undecided] = []
    for stage in stages {
      for rule in stop.rules.stateful where !rest.isEmpty {
        guard let candidate = candidate(rule, stage, stop) else { continue }
        var remaining: [Undecided] = []
        for part in rest {
          let cut = split(part, rule, candidate, stage, stop)
          if candidate.isCertain { decided += cut.hits } else { remaining += cut.hits }
          remaining += cut.rest
        }
        rest = remaining
      }
      guard stage.endsStrictly else { continue }
      decided += rest.map { $0.with(Candidate(passes: false, evidence: lack)) }
      rest = []
    }
    decided += rest.map { $0.with(Candidate(passes: passes, evidence: lack)) }
    return decided.flatMap { resolve($0, stop) }
  }

  /// Whether a rule may match at a stage, and how surely.
  private func candidate(
    _ rule: CompiledFirewall.Stateful, _ stage: Stage, _ stop: FirewallStop
  ) -> Candidate? {
    if let side = rule.flow.side, side != stage.side { return nil }
    if let established = rule.flow.isEstablished, established != stage.isEstablished { return nil }
    let evidence = rule.rule.map { Evidence.rule($0) } ?? .state(stop.point)
    var candidate = Candidate(passes: rule.passes, evidence: evidence, unknown: rule.unknown)
    guard let asked = rule.application else { return candidate }
    guard stage.knowsApplication, rule.hosts.isEmpty || stage.side == .toServer else { return nil }
    if let application {
      guard application.member == asked else { return nil }
      if rule.hosts.isEmpty { return candidate }
      if let name = application.hostname {
        return rule.hosts.allSatisfy { Self.holds($0, name) } ? candidate : nil
      }
    }
    candidate.application = rule
    return candidate
  }

  private static func holds(_ match: HostMatch, _ name: String) -> Bool {
    let subject = match.hasDotPrefix ? "." + name : name
    let found =
      switch (match.startsWith, match.endsWith) {
      case (true, true): subject == match.text
      case (true, false): subject.hasPrefix(match.text)
      case (false, true): subject.hasSuffix(match.text)
      case (false, false): subject.contains(match.text)
      }
    return found != match.isNegated
  }

  /// Whether a rule about an application takes all that another would.
  private static func covers(
    _ earlier: CompiledFirewall.Stateful, _ rule: CompiledFirewall.Stateful
  ) -> Bool {
    earlier.application == rule.application
      && (earlier.hosts.isEmpty || earlier.hosts == rule.hosts)
  }

  /// Splits packets by whether a rule is about them.
  private func split(
    _ part: Undecided, _ rule: CompiledFirewall.Stateful, _ candidate: Candidate, _ stage: Stage,
    _ stop: FirewallStop
  ) -> (hits: [Undecided], rest: [Undecided]) {
    // Where an earlier rule would have matched any packet of the application, this one never does.
    if candidate.application != nil {
      let refuted =
        part.walk.direction == .reply
        ? part.walk.refuted.filter { $0.point == stop.point }.map(\.rule) : []
      let earlier =
        part.candidates.compactMap { $0.unknown == nil ? $0.application : nil } + refuted
      if earlier.contains(where: { Self.covers($0, rule) }) { return ([], [part]) }
    }
    var hits: [Undecided] = []
    var rest = [part]
    for ends in rule.ends {
      var remaining: [Undecided] = []
      for one in rest {
        guard var match = Self.match(one.walk.header, rule.protocols, ends) else {
          remaining.append(one)
          continue
        }
        if candidate.application != nil, application == nil {
          let others = Self.portsOfOthers(than: rule.application, match.protocols)
          if stage.side == .toClient {
            match.sourcePorts = match.sourcePorts.subtracting(others)
          } else {
            match.destinationPorts = match.destinationPorts.subtracting(others)
          }
          if match.isEmpty {
            remaining.append(one)
            continue
          }
        }
        var hit = one
        hit.walk.header = match
        hits.append(hit.with(candidate))
        remaining += Self.rest(of: one.walk, without: match).map {
          Undecided(walk: $0, candidates: one.candidates)
        }
      }
      rest = remaining
    }
    return (hits, rest)
  }

  /// The ports of servers of which another application is known to answer there.
  private static func portsOfOthers(
    than own: ApplicationProtocol?, _ protocols: ProtocolSet
  ) -> PortSet {
    ApplicationProtocol.allCases.reduce(PortSet()) { ports, other in
      other == own || other.transports.intersection(protocols).isEmpty
        ? ports : ports.union(other.ownPorts)
    }
  }

  /// What becomes of packets of which all that might decide is known.
  private mutating func resolve(_ part: Undecided, _ stop: FirewallStop) -> [Walk] {
    var part = part
    guard let last = part.candidates.last else { return [part.walk] }
    if part.walk.direction == .forward {
      part.walk.refuted += part.candidates.compactMap { candidate in
        guard candidate.unknown == nil, let rule = candidate.application else { return nil }
        return (stop.point, rule)
      }
    }
    let others = part.candidates.dropLast().filter { $0.passes != last.passes }
    guard let other = others.first else { return [apply(last, part.walk, stop)] }
    if let unknown = part.candidates.lazy.compactMap(\.unknown).first {
      var walk = part.walk
      walk.gap = unknown
      end(walk)
      return []
    }
    var walk = part.walk
    let remark = Remark(.nfwL7Undecided, stop.point, rule: other.application?.rule)
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
    var chosen: [(Walk, Candidate)] = []
    choose(walk, among: 2, at: stop.point) { part, choice in
      chosen.append((part, choice == 0 ? other : last))
    }
    return chosen.map { apply($0.1, $0.0, stop) }
  }

  private mutating func apply(
    _ candidate: Candidate, _ walk: Walk, _ stop: FirewallStop
  ) -> Walk {
    var walk = walk
    let isRule = if case .rule = candidate.evidence { true } else { false }
    if candidate.passes == true {
      note(&walk, stop.point, nil, .permitted, candidate.evidence)
      walk.passed(stop.point, isRule ? .ruled : .unruled)
    } else {
      block(
        &walk, isRule ? .nfwRuleDrop : .nfwDefaultDrop, at: stop.point,
        evidence: candidate.evidence, context: [.firewallPolicy(stop.policy)])
      walk.passed(stop.point, .ruled)
    }
    return walk
  }
}
