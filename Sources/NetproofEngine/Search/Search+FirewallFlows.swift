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

    /// Whether more packets of the same side follow, about which rules are asked again.
    var isHandshake: Bool { isEstablished == false && !knowsApplication }
  }

  mutating func stateful(_ walk: Walk, _ stop: FirewallStop) -> [Walk] {
    let isTCP = walk.header.protocols == ProtocolSet(.tcp)
    guard walk.direction == .reply else { return open(walk, isTCP: isTCP, stop) }
    var walk = walk
    switch walk.passages.last(where: { $0.point == stop.point })?.passage {
    case nil, .ruled:
      note(&walk, stop.point, nil, .tracked, .state(stop.point))
      return [walk]
    case .opened(let doubt):
      let known = Candidate(passes: true, evidence: .state(stop.point))
      return decide(walk, [answer(stop)], usual: known, doubt: doubt, stop)
    case .unruled(let doubt):
      let stage = Stage(side: .toClient, isEstablished: true)
      return decide(
        walk, isTCP ? [answer(stop), stage] : [stage], usual: lack(true, stop), doubt: doubt, stop)
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
      return decide(walk, [stage], usual: lack(policy.statefulDefault == .pass, stop), stop)
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
    return decide(walk, stages, usual: lack(usual == .pass, stop), stop)
  }

  /// The server's half of a handshake.
  private func answer(_ stop: FirewallStop) -> Stage {
    Stage(
      side: .toClient, isEstablished: false, knowsApplication: false,
      endsStrictly: model.firewallPolicies[stop.policy].statefulDefault == .dropStrict)
  }

  private func lack(_ passes: Bool, _ stop: FirewallStop) -> Candidate {
    Candidate(passes: passes, evidence: .absence(.firewallPolicy(stop.policy), .stateful))
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
    /// Whether it passes no more than a handshake, so that rules are asked about what follows.
    var isForHandshake = false

    /// Whether it decides for sure.
    var isCertain: Bool { application == nil && unknown == nil }
  }

  private struct Undecided {
    var walk: Walk
    var candidates: [Candidate] = []
    /// Whether no rule passed the flow at its handshake, nor dropped it.
    var isPastHandshake = false

    func with(_ candidate: Candidate) -> Self {
      var part = self
      part.candidates.append(candidate)
      return part
    }

    /// As what follows the handshake is asked about.
    var afterHandshake: Self {
      var part = self
      part.candidates.removeAll(where: \.isForHandshake)
      part.isPastHandshake = true
      return part
    }

    /// Why a rule may have passed the flow before the one that did, so that no more is asked, if so.
    var doubt: Remark? {
      candidates.lazy.filter { $0.passes == true }.compactMap(\.unknown).first
    }
  }

  /// Asks the rules, stage by stage; the first that matches decides about the flow, or about the
  /// handshake alone if it looks at packets.
  private mutating func decide(
    _ walk: Walk, _ stages: [Stage], usual: Candidate, doubt: Remark? = nil, _ stop: FirewallStop
  ) -> [Walk] {
    var rest = [Undecided(walk: walk)]
    if let doubt {
      rest[0].candidates = [
        Candidate(passes: true, evidence: .state(stop.point), unknown: doubt)
      ]
    }
    var decided: [Undecided] = []
    for stage in stages {
      var opened: [Undecided] = []
      for rule in stop.rules.stateful where !rest.isEmpty {
        guard let candidate = candidate(rule, stage, stop) else { continue }
        var remaining: [Undecided] = []
        for part in rest {
          if part.isPastHandshake, rule.isAboutFirstPackets {
            remaining.append(part)
            continue
          }
          let cut = split(part, rule, candidate, stage, stop)
          switch (candidate.isCertain, candidate.isForHandshake) {
          case (true, true): opened += cut.hits.map { noted($0, candidate, stop) }
          case (true, false): decided += cut.hits
          case (false, _): remaining += cut.hits
          }
          remaining += cut.rest
        }
        rest = remaining
      }
      if stage.endsStrictly {
        decided += rest.map { $0.with(lack(false, stop)) }
        rest = []
      }
      rest += opened
      if stage.isHandshake { rest = rest.map(\.afterHandshake) }
    }
    decided += rest.map { $0.with(usual) }
    return decided.flatMap { resolve($0, stop) }
  }

  /// With the step of a rule that passes the handshake.
  private mutating func noted(
    _ part: Undecided, _ candidate: Candidate, _ stop: FirewallStop
  ) -> Undecided {
    var part = part
    note(&part.walk, stop.point, nil, .permitted, candidate.evidence)
    return part
  }

  /// Whether a rule may match at a stage, and how surely.
  private func candidate(
    _ rule: CompiledFirewall.Stateful, _ stage: Stage, _ stop: FirewallStop
  ) -> Candidate? {
    if let side = rule.flow.side, side != stage.side { return nil }
    if let established = rule.flow.isEstablished, established != stage.isEstablished { return nil }
    let evidence = rule.rule.map { Evidence.rule($0) } ?? .state(stop.point)
    var candidate = Candidate(
      passes: rule.passes, evidence: evidence, unknown: rule.unknown,
      isForHandshake: stage.isHandshake && rule.passesPackets)
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
    guard let other = others.first else { return [apply(last, part, stop)] }
    if let unknown = part.candidates.lazy.compactMap(\.unknown).first {
      var walk = part.walk
      walk.gap = unknown
      end(walk)
      return []
    }
    var walk = part.walk
    let remark = Remark(.nfwL7Undecided, stop.point, rule: other.application?.rule)
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
    var chosen: [(Undecided, Candidate)] = []
    choose(walk, among: 2, at: stop.point) { walk, choice in
      part.walk = walk
      chosen.append((part, choice == 0 ? other : last))
    }
    return chosen.map { apply($0.1, $0.0, stop) }
  }

  private mutating func apply(
    _ candidate: Candidate, _ part: Undecided, _ stop: FirewallStop
  ) -> Walk {
    var walk = part.walk
    let isRule = if case .rule = candidate.evidence { true } else { false }
    if candidate.passes == true {
      let isKnown = if case .state = candidate.evidence { true } else { false }
      note(&walk, stop.point, nil, isKnown ? .tracked : .permitted, candidate.evidence)
      let passage: FirewallPassage =
        part.isPastHandshake ? .opened(doubt: part.doubt) : .ruled
      walk.passed(stop.point, isRule ? passage : .unruled(doubt: part.doubt))
    } else {
      block(
        &walk, isRule ? .nfwRuleDrop : .nfwDefaultDrop, at: stop.point,
        evidence: candidate.evidence, context: [.firewallPolicy(stop.policy)])
      walk.passed(stop.point, .ruled)
    }
    return walk
  }
}
