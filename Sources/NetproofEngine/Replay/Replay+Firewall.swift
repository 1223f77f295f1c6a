import NetproofModel
import NetproofSets

/// The two engines of firewalls, rule by rule (R183 to R191).
extension Replay {
  /// What became of the forward packet in a firewall.
  enum FirewallMemory {
    /// The stateful engine never saw it.
    case unseen
    /// A rule decided about its flow, so that nothing more is asked.
    case decided
    /// A rule decided about the data; the server's part of the handshake had not been asked about.
    case decidedLate
    /// No rule did.
    case undecided
  }

  /// At what moment of a flow stateful rules are asked.
  struct FirewallMoment {
    let isFromClient: Bool?
    let isEstablished: Bool?
    let showsApplication: Bool
    /// Whether what no rule passes is dropped here and now.
    var dropsRest = false

    /// Whether it is a packet of the handshake, which data follow.
    var isHandshake: Bool { isEstablished == false && !showsApplication }
  }

  /// What a stateful rule, or the default, says to the packet.
  struct FirewallVote {
    /// Nothing if nobody knows.
    let passes: Bool?
    let isRule: Bool
    /// Set where it hangs on what the application says.
    var condition: (application: ApplicationProtocol, hosts: [HostMatch])?
    /// Set where nobody knows whether it counts.
    var gap: ReplayOutcome.Gap?
    /// Whether it lets a packet of the handshake by and says nothing of the flow.
    var isForOnePacket = false
    /// Whether it is about what comes after the handshake.
    var isLate = false

    var isSure: Bool { condition == nil && gap == nil }

    /// Whether an earlier vote counts whenever this one would.
    func isHidden(by earlier: Self) -> Bool {
      guard let condition, let other = earlier.condition, earlier.gap == nil else { return false }
      return other.application == condition.application
        && (other.hosts.isEmpty || other.hosts == condition.hosts)
    }
  }
}

extension Replay.Walk {
  /// A firewall's policy; a step if the walk ends there.
  mutating func filter(by id: ID<Firewall>, at point: ComponentID) -> Replay.Step? {
    guard isDescribed(.firewall(id)), let policyID = model.firewalls[id].policy else {
      return end(gap: .notDescribed, .firewall(id))
    }
    let home = model.vpcs[model.firewalls[id].vpc].cidrs
    return filter(by: policyID, home: home, at: point)
  }

  /// The same of a policy, with what its rules mean by `HOME_NET` where nothing says otherwise.
  mutating func filter(
    by policyID: ID<FirewallPolicy>, home: [Prefix], at point: ComponentID
  ) -> Replay.Step? {
    guard isDescribed(.firewallPolicy(policyID)) else {
      return end(gap: .notDescribed, .firewallPolicy(policyID))
    }
    let policy = model.firewallPolicies[policyID]
    let rule = policy.stateless.first { matches($0) }
    switch rule?.action.rawValue ?? policy.statelessDefault.rawValue {
    case "pass":
      remember(.unseen, at: point)
      return nil
    case "drop":
      obstruct(.nfwStatelessDrop, point)
      remember(.decided, at: point)
      return nil
    default: return track(home, policy, at: point)
    }
  }

  private func matches(_ rule: StatelessRule) -> Bool {
    guard rule.protocols.contains(packet.ipProtocol) else { return false }
    if packet.ipProtocol.hasPorts {
      guard rule.sourcePorts.contains(packet.sourcePort),
        rule.destinationPorts.contains(packet.destinationPort)
      else { return false }
    } else if rule.sourcePorts != .all || rule.destinationPorts != .all {
      return false
    }
    if let flags = rule.flags, packet.ipProtocol == .tcp {
      // A connection begins with SYN and is answered with SYN and ACK.
      guard (direction == .forward ? 0x02 : 0x12) & flags.of == flags.set else { return false }
    }
    return rule.sources?.contains(packet.sourceAddress) ?? true
      && rule.destinations?.contains(packet.destinationAddress) ?? true
  }

  private mutating func remember(_ memory: Replay.FirewallMemory, at point: ComponentID) {
    if direction == .forward { firewallMemories[point] = memory }
  }

  // MARK: - The stateful engine

  private mutating func track(
    _ home: [Prefix], _ policy: FirewallPolicy, at point: ComponentID
  ) -> Replay.Step? {
    let isTCP = packet.ipProtocol == .tcp
    if direction == .reply {
      let answer = Replay.FirewallMoment(
        isFromClient: false, isEstablished: false, showsApplication: false,
        dropsRest: policy.statefulDefault == .dropStrict)
      // What had passed the flow for good, if it had matched, had left nothing to ask now.
      let doubts = firewallDoubts[point].map { [$0] } ?? []
      switch firewallMemories[point] {
      case nil, .decided: return nil
      case .decidedLate:
        return settle(doubts + votes(home, policy, [answer], usual: true), at: point)
      case .undecided:
        var moments = [
          Replay.FirewallMoment(isFromClient: false, isEstablished: true, showsApplication: true)
        ]
        if isTCP { moments.insert(answer, at: 0) }
        let all = votes(home, policy, moments, usual: true, after: refutedVotes[point] ?? [])
        return settle(doubts + all, at: point)
      case .unseen where isTCP:
        guard policy.streamException == .continue else {
          obstruct(.nfwMidstream, point)
          return nil
        }
        let moment = Replay.FirewallMoment(
          isFromClient: nil, isEstablished: nil, showsApplication: false)
        return settle(
          votes(home, policy, [moment], usual: policy.statefulDefault == .pass), at: point)
      case .unseen: break
      }
    }
    let passes = policy.statefulDefault == .pass
    guard isTCP else {
      let moment = Replay.FirewallMoment(
        isFromClient: true, isEstablished: false, showsApplication: true)
      return settle(votes(home, policy, [moment], usual: passes), at: point)
    }
    let handshake = Replay.FirewallMoment(
      isFromClient: true, isEstablished: false, showsApplication: false,
      dropsRest: policy.statefulDefault == .dropStrict)
    let data = Replay.FirewallMoment(
      isFromClient: true, isEstablished: true, showsApplication: true)
    return settle(votes(home, policy, [handshake, data], usual: passes), at: point)
  }

  /// What the rules say, in their order, up to the first that is sure; the default last.
  private func votes(
    _ home: [Prefix], _ policy: FirewallPolicy, _ moments: [Replay.FirewallMoment],
    usual: Bool, after refuted: [Replay.FirewallVote] = []
  ) -> [Replay.FirewallVote] {
    var votes: [Replay.FirewallVote] = []
    // TCP is past its handshake when it is asked about again.
    var isLate = false
    for moment in moments {
      var isLetBy = false
      for (group, index) in ordered(policy) {
        if isLate, isOnlyAddresses(group, index) { continue }
        guard var vote = vote(home, group, index, moment) else { continue }
        if (refuted + votes).contains(where: { vote.isHidden(by: $0) }) { continue }
        if vote.isForOnePacket, vote.isSure {
          isLetBy = true
          break
        }
        vote.isLate = isLate
        votes.append(vote)
        if vote.isSure { return votes }
      }
      if moment.dropsRest, !isLetBy {
        return votes + [Replay.FirewallVote(passes: false, isRule: false)]
      }
      votes.removeAll { $0.isForOnePacket }
      isLate = isLate || moment.isHandshake
    }
    return votes + [Replay.FirewallVote(passes: usual, isRule: false)]
  }

  /// The rules of a policy in the order in which they are asked; -1 is a group that nobody describes.
  private func ordered(_ policy: FirewallPolicy) -> [(ID<FirewallRuleGroup>, Int)] {
    let groups = model.firewallRuleGroups
    func all(_ group: ID<FirewallRuleGroup>) -> [(ID<FirewallRuleGroup>, Int)] {
      isDescribed(.firewallRuleGroup(group))
        ? groups[group].rules.indices.map { (group, $0) } : [(group, -1)]
    }
    guard policy.ruleOrder == .action else {
      let byPriority = policy.groups.enumerated().sorted {
        (groups[$0.element].priority, $0.offset) < (groups[$1.element].priority, $1.offset)
      }
      return byPriority.flatMap { all($0.element) }
    }
    let everything = policy.groups.flatMap(all)
    func those(_ action: StatefulRule.Action) -> [(ID<FirewallRuleGroup>, Int)] {
      let chosen = everything.filter { $0.1 >= 0 && groups[$0.0].rules[$0.1].action == action }
      let priorities = Set(chosen.map { groups[$0.0].rules[$0.1].priority }).sorted()
      return priorities.flatMap { priority in
        chosen.filter { groups[$0.0].rules[$0.1].priority == priority }
      }
    }
    return those(.pass) + everything.filter { $0.1 < 0 } + those(.drop) + those(.reject)
  }

  private func vote(
    _ home: [Prefix], _ group: ID<FirewallRuleGroup>, _ index: Int,
    _ moment: Replay.FirewallMoment
  ) -> Replay.FirewallVote? {
    let component = ComponentID.firewallRuleGroup(group)
    guard index >= 0 else {
      return Replay.FirewallVote(
        passes: nil, isRule: true, gap: ReplayOutcome.Gap(.notDescribed, component))
    }
    let rule = model.firewallRuleGroups[group].rules[index]
    guard rule.action != .alert, holds(rule.flow, moment) else { return nil }
    var vote = Replay.FirewallVote(passes: rule.action == .pass, isRule: true)
    // A rule with `flow` is about packets; the flow goes on being looked at.
    vote.isForOnePacket =
      moment.isHandshake && rule.action == .pass && rule.flow.isWritten && rule.application == nil
    if let application = rule.application {
      guard moment.showsApplication, rule.hosts.isEmpty || moment.isFromClient == true,
        let isSure = speaks(application, rule.hosts, moment)
      else { return nil }
      if !isSure { vote.condition = (application, rule.hosts) }
    }
    guard rule.protocols.contains(packet.ipProtocol),
      fits(rule, home, reversed: false)
        || (rule.isBidirectional && fits(rule, home, reversed: true))
    else { return nil }
    if rule.unknownOption != nil {
      vote.gap = ReplayOutcome.Gap(.nfwRuleUndecided, component)
    } else if let list = missingList(rule.source) ?? missingList(rule.destination) {
      vote.gap = ReplayOutcome.Gap(.notDescribed, list)
    }
    return vote
  }

  /// Whether a rule names addresses and nothing else, so that it looks at the first packets alone.
  private func isOnlyAddresses(_ group: ID<FirewallRuleGroup>, _ index: Int) -> Bool {
    guard index >= 0 else { return false }
    let rule = model.firewallRuleGroups[group].rules[index]
    return rule.sourcePorts == .all && rule.destinationPorts == .all && !rule.flow.isWritten
      && rule.application == nil && rule.unknownOption == nil
      && missingList(rule.source) == nil && missingList(rule.destination) == nil
  }

  private func holds(_ flow: StatefulRule.Flow, _ moment: Replay.FirewallMoment) -> Bool {
    if let side = flow.side {
      guard let isFromClient = moment.isFromClient, (side == .toServer) == isFromClient else {
        return false
      }
    }
    guard let isEstablished = flow.isEstablished else { return true }
    return moment.isEstablished == isEstablished
  }

  /// Whether it is certain that the application is one, and its server one of some names; nothing if
  /// it is not.
  private func speaks(
    _ asked: ApplicationProtocol, _ hosts: [HostMatch], _ moment: Replay.FirewallMoment
  ) -> Bool? {
    guard let application = flow.application else {
      let port = moment.isFromClient == false ? packet.sourcePort : packet.destinationPort
      let isKnown = ApplicationProtocol.allCases.contains { other in
        other != asked && other.transports.contains(packet.ipProtocol)
          && other.ownPorts.contains(port)
      }
      return isKnown ? nil : false
    }
    guard application.member == asked else { return nil }
    if hosts.isEmpty { return true }
    guard let name = application.hostname else { return false }
    for host in hosts {
      let subject = (host.hasDotPrefix ? "." : "") + name
      var isMet = subject.contains(host.text)
      if host.startsWith { isMet = isMet && subject.hasPrefix(host.text) }
      if host.endsWith { isMet = isMet && subject.hasSuffix(host.text) }
      if host.startsWith, host.endsWith { isMet = subject == host.text }
      guard isMet != host.isNegated else { return nil }
    }
    return true
  }

  private func fits(_ rule: StatefulRule, _ home: [Prefix], reversed: Bool) -> Bool {
    let (source, destination) =
      reversed ? (rule.destination, rule.source) : (rule.source, rule.destination)
    let (from, to) =
      reversed
      ? (rule.destinationPorts, rule.sourcePorts) : (rule.sourcePorts, rule.destinationPorts)
    if packet.ipProtocol.hasPorts {
      guard from.contains(packet.sourcePort), to.contains(packet.destinationPort) else {
        return false
      }
    } else if from != .all || to != .all {
      return false
    }
    return (missingList(source) != nil || contains(source, packet.sourceAddress, home))
      && (missingList(destination) != nil || contains(destination, packet.destinationAddress, home))
  }

  private func contains(
    _ pattern: AddressPattern, _ address: Address, _ home: [Prefix]
  ) -> Bool {
    switch pattern {
    case .any: return true
    case .block(let prefix): return prefix.contains(address)
    case .prefixList(let list):
      return model.prefixLists[list].entries.contains { $0.contains(address) }
    case .homeNet:
      return home.contains { $0.contains(address) }
    case .not(let inner): return !contains(inner, address, home)
    case .list(let parts):
      var isIn = true
      var isOut = false
      var positives = 0
      for part in parts {
        if case .not(let inner) = part {
          isOut = isOut || contains(inner, address, home)
        } else {
          if positives == 0 { isIn = false }
          positives += 1
          isIn = isIn || contains(part, address, home)
        }
      }
      return isIn && !isOut
    }
  }

  private func missingList(_ pattern: AddressPattern) -> ComponentID? {
    switch pattern {
    case .any, .block, .homeNet: return nil
    case .prefixList(let id): return isDescribed(.prefixList(id)) ? nil : .prefixList(id)
    case .not(let inner): return missingList(inner)
    case .list(let parts):
      for part in parts {
        if let found = missingList(part) { return found }
      }
      return nil
    }
  }

  /// What the votes come to; a step if nobody knows.
  private mutating func settle(
    _ votes: [Replay.FirewallVote], at point: ComponentID
  ) -> Replay.Step? {
    guard var winner = votes.last else { return nil }
    if direction == .forward {
      refutedVotes[point, default: []] += votes.filter { $0.condition != nil && $0.gap == nil }
    }
    if let other = votes.first(where: { $0.passes != winner.passes }) {
      if let unknown = votes.lazy.compactMap(\.gap).first {
        gap = unknown
        return .stop
      }
      if choose(among: 2, at: point) == 0 { winner = other }
    }
    guard winner.passes == true else {
      obstruct(winner.isRule ? .nfwRuleDrop : .nfwDefaultDrop, point)
      remember(.decided, at: point)
      return nil
    }
    if direction == .forward {
      firewallDoubts[point] = votes.first { $0.passes == true && $0.gap != nil }
    }
    let decided: Replay.FirewallMemory = winner.isLate ? .decidedLate : .decided
    remember(winner.isRule ? decided : .undecided, at: point)
    return nil
  }
}
