import NetproofModel
import NetproofSets

/// Network ACLs and security groups.
extension Search {
  /// Splits packets at a network ACL; refused parts go on with the obstacle.
  mutating func networkACL(
    _ walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, _ subnet: ID<Subnet>
  ) -> [Walk] {
    copy != nil
      ? networkACL(ofCopy: walk, id, side, subnet)
      : askedNetworkACL(walk, id, side, subnet)
  }

  /// The same, whatever the packets are.
  mutating func askedNetworkACL(
    _ walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, _ subnet: ID<Subnet>
  ) -> [Walk] {
    let component = ComponentID.networkACL(id)
    if model.subnets[subnet].isVirtual, model.policies.regionalNATACL == .none {
      return [passing(walk, id, side, by: .regionalNATACL, at: place(of: subnet))]
    }
    guard isDescribed(component) else {
      end(walk, gap: .notDescribed, at: component)
      return []
    }
    if isAbstract { return [met(.networkACL(id), side, walk)] }
    let acl = model.networkACLs[id]
    let isInbound = side == .inbound
    let filter = StatelessFilter(
      component: component, list: isInbound ? .inbound : .outbound,
      rules: isInbound ? acl.inbound : acl.outbound,
      denial: isInbound ? .naclIngressDeny : .naclEgressDeny, context: [.subnet(subnet)])
    if isFromLattice(walk) {
      return toldApart(walk, by: filter, side).flatMap { pass($0, filter, side) }
    }
    guard model.subnets[subnet].isVirtual else { return pass(walk, filter, side) }
    return assuming(.regionalNATACL, at: place(of: subnet), after: walk, pass(walk, filter, side))
  }

  /// A list of numbered rules of which the first that matches decides.
  struct StatelessFilter {
    let component: ComponentID
    let list: RuleList
    let rules: [NetworkACLRule]
    /// What stands in the way where no rule allows packets.
    let denial: Code
    let context: [ComponentID]
  }

  /// Splits packets at a list of numbered rules; refused parts go on with the obstacle.
  mutating func pass(_ walk: Walk, _ filter: StatelessFilter, _ side: Step.Side) -> [Walk] {
    var rest = [walk.header]
    var decided: [Walk] = []
    for (index, rule) in filter.rules.enumerated() {
      guard rule.cidr.family == walk.header.family, !rest.isEmpty else { continue }
      for match in Self.take(rule, side, from: &rest) {
        let evidence = Evidence.rule(RuleID(filter.component, filter.list, index))
        decided.append(
          walk.part(match) { hit in
            if rule.allows {
              note(&hit, filter.component, side, .permitted, evidence)
            } else {
              deny(&hit, filter, side, evidence)
            }
          })
      }
    }
    for part in rest {
      decided.append(
        walk.part(part) { deny(&$0, filter, side, .absence(filter.component, filter.list)) })
    }
    return decided
  }

  private mutating func deny(
    _ walk: inout Walk, _ filter: StatelessFilter, _ side: Step.Side, _ evidence: Evidence
  ) {
    block(
      &walk, filter.denial, at: filter.component, side: side, evidence: evidence,
      context: filter.context)
  }

  /// Whether a network ACL lets not all packets pass, as far as is known.
  func mayDeny(_ header: PacketCube, _ id: ID<NetworkACL>, _ side: Step.Side) -> Bool {
    guard isDescribed(.networkACL(id)) else { return true }
    let acl = model.networkACLs[id]
    var rest = [header]
    for rule in side == .inbound ? acl.inbound : acl.outbound
    where rule.cidr.family == header.family && !rest.isEmpty {
      if !Self.take(rule, side, from: &rest).isEmpty, !rule.allows { return true }
    }
    return !rest.isEmpty
  }

  /// What a list makes of headers.
  static func outcome(
    of header: PacketCube, at rules: [NetworkACLRule], _ side: Step.Side
  ) -> Outcome {
    var outcome: Outcome = ([], [])
    var rest = [header]
    for rule in rules where rule.cidr.family == header.family && !rest.isEmpty {
      let matches = take(rule, side, from: &rest)
      if rule.allows { outcome.permitted += matches } else { outcome.refused += matches }
    }
    outcome.refused += rest
    return outcome
  }

  /// Takes what a rule matches out of headers.
  private static func take(
    _ rule: NetworkACLRule, _ side: Step.Side, from rest: inout [PacketCube]
  ) -> [PacketCube] {
    if rest.count == 1, let only = match(rest[0], rule, side), only == rest[0] {
      rest = []
      return [only]
    }
    let matches = rest.indices.compactMap { index in
      match(rest[index], rule, side).map { (index: index, cube: $0) }
    }
    // Most rules match nothing, and then nothing moves.
    for (index, cube) in matches.reversed() {
      rest.replaceSubrange(index...index, with: rest[index].subtracting(cube))
    }
    return matches.map(\.cube)
  }

  private static func match(
    _ header: PacketCube, _ rule: NetworkACLRule, _ side: Step.Side
  ) -> PacketCube? {
    // Most rules are about other addresses, which is quickly said.
    let block = rule.cidr.range
    guard (side == .inbound ? header.sources : header.destinations).overlaps(block),
      var match = header.restricted(to: rule.service)
    else { return nil }
    switch side {
    case .inbound: match.sources = match.sources.clamped(to: block)
    case .outbound: match.destinations = match.destinations.clamped(to: block)
    }
    return match
  }

  /// Splits packets at the security groups of an interface; refused parts go on.
  ///
  /// Packets in transit are not the interface's own: for them no reference matches (R82).
  mutating func securityGroups(
    _ walk: Walk, _ side: Step.Side, _ interface: ID<NetworkInterface>, isTransit: Bool
  ) -> [Walk] {
    if isAbstract { return [metGroups(walk, side, interface, isTransit: isTransit)] }
    let groups = model.interfaces[interface].securityGroups
    let parts = side == .inbound && isFromLattice(walk) ? toldApart(walk, by: groups) : [walk]
    return parts.flatMap {
      securityGroups($0, side, groups, of: .interface(interface), isTransit: isTransit)
    }
  }

  /// The same at the groups of something that has groups, an interface or an association.
  mutating func securityGroups(
    _ walk: Walk, _ side: Step.Side, _ groups: [ID<SecurityGroup>], of holder: ComponentID,
    isTransit: Bool
  ) -> [Walk] {
    guard !groups.isEmpty else { return [walk] }
    var rest = [Undecided(header: walk.header)]
    var decided: [Walk] = []
    for line in lines(of: groups, side, walk) where !rest.isEmpty {
      var remaining: [Undecided] = []
      for part in rest {
        let match = self.match(part, of: walk, line, side, isTransit: isTransit)
        remaining += match.rest
        guard let cube = match.hit else { continue }
        decided.append(
          walk.part(cube) { hit in
            guard let id = line.rule?.id else { return }
            note(&hit, id.owner, side, .permitted, .rule(id))
            if let assumed = match.assumed { assume(assumed.policy, &hit, at: assumed.component) }
            guard match.isPending else { return }
            hit.pending = PendingReference(
              rule: id, holder: holder, position: hit.obstacles.count,
              segment: hit.segment, depth: hit.stepCount, group: .securityGroup(groups[0]),
              unknown: part.unknown)
          })
      }
      rest = remaining
    }
    for part in rest {
      if let hit = refuse(part, of: walk, side, holder, .securityGroup(groups[0])) {
        decided.append(hit)
      }
    }
    return decided
  }

  /// Packets that no rule has allowed yet.
  private struct Undecided {
    var header: PacketCube
    /// The first thing that is not described and might allow them.
    var unknown: ComponentID?
    /// Why rules that seem to allow them do not.
    var hints: [Hint] = []
    /// The policies but for which rules would allow them.
    var assumed: [Assumed] = []

    func with(header: PacketCube) -> Self {
      var part = self
      part.header = header
      return part
    }
  }

  /// Marks what no rule allows; nothing if the walk ends, because it is not known.
  private mutating func refuse(
    _ part: Undecided, of walk: Walk, _ side: Step.Side, _ holder: ComponentID,
    _ group: ComponentID
  ) -> Walk? {
    var hit = walk
    hit.header = part.header
    if let unknown = part.unknown {
      end(hit, gap: .notDescribed, at: unknown)
      return nil
    }
    for assumed in part.assumed { assume(assumed.policy, &hit, at: assumed.component) }
    block(
      &hit, side == .inbound ? .sgIngressNoMatch : .sgEgressNoMatch, at: group, side: side,
      evidence: .absence(group, side == .inbound ? .inbound : .outbound), hints: part.hints,
      context: [holder])
    return hit
  }

  /// Something of an interface's groups that may allow packets.
  private struct GroupLine {
    /// The rule; nothing for a group that is not described.
    var rule: (id: RuleID, rule: SecurityGroupRule)?
    /// What nobody describes and so might allow packets: the group, or the list of the rule.
    var unknown: ComponentID?
  }

  /// The rules of several groups, references last: what an address allows needs no group.
  private func lines(
    of groups: [ID<SecurityGroup>], _ side: Step.Side, _ walk: Walk
  ) -> [GroupLine] {
    var plain: [GroupLine] = []
    var references: [GroupLine] = []
    for group in groups {
      let component = ComponentID.securityGroup(group)
      if !isDescribed(component) { plain.append(GroupLine(rule: nil, unknown: component)) }
      let entry = model.securityGroups[group]
      let list: RuleList = side == .inbound ? .inbound : .outbound
      for (index, rule) in (side == .inbound ? entry.inbound : entry.outbound).enumerated() {
        var line = GroupLine(rule: (RuleID(component, list, index), rule), unknown: nil)
        switch rule.peer {
        case .group: references.append(line)
        case .prefixList(let id):
          if !isDescribed(.prefixList(id)) { line.unknown = .prefixList(id) }
          plain.append(line)
        case .prefix, .network: plain.append(line)
        }
      }
    }
    guard model.policies.associatedGroups == .match else { return plain + references }
    // Those first that match whatever is still on the way.
    let isSure = references.map { line in
      line.rule.map { associatedGroup($0.id, walk) != nil } ?? false
    }
    let sorted = [true, false].flatMap { isFirst in
      zip(references, isSure).filter { $0.1 == isFirst }.map(\.0)
    }
    return plain + sorted
  }

  private struct GroupMatch {
    /// What the rule allows.
    var hit: PacketCube?
    /// Whether it does so only if the way that is still to be walked keeps group identity.
    var isPending = false
    /// The policy by which it does so.
    var assumed: Assumed?
    /// What it does not allow.
    var rest: [Undecided]
  }

  private func match(
    _ part: Undecided, of walk: Walk, _ line: GroupLine, _ side: Step.Side, isTransit: Bool
  ) -> GroupMatch {
    guard let (id, rule) = line.rule else {
      return GroupMatch(rest: [marked(part, line.unknown)])
    }
    guard let served = part.header.restricted(to: rule.service) else {
      return GroupMatch(rest: [part])
    }
    if let unknown = line.unknown {
      let others = part.header.subtracting(served).map { part.with(header: $0) }
      return GroupMatch(rest: [marked(part.with(header: served), unknown)] + others)
    }
    let far = peer(rule.peer, id, walk, served, side, isTransit: isTransit)
    var rest = [part.header]
    var told: [Undecided] = []
    if let hint = far.hint {
      rest = part.header.subtracting(served)
      told = [hinted(part.with(header: served), hint, far.assumed)]
    }
    if let cube = far.cube { rest = rest.flatMap { $0.subtracting(cube) } }
    if let lost = far.lost {
      rest = rest.flatMap { $0.subtracting(lost.cube) }
      told = [hinted(part.with(header: lost.cube), nil, lost.assumed)]
    }
    return GroupMatch(
      hit: far.cube, isPending: far.isPending, assumed: far.assumed,
      rest: told + rest.map { part.with(header: $0) })
  }

  private func marked(_ part: Undecided, _ unknown: ComponentID?) -> Undecided {
    var part = part
    part.unknown = part.unknown ?? unknown
    return part
  }

  private func hinted(_ part: Undecided, _ hint: Hint?, _ assumed: Assumed?) -> Undecided {
    var part = part
    if let hint, !part.hints.contains(hint) { part.hints.append(hint) }
    if let assumed, !part.assumed.contains(assumed) { part.assumed.append(assumed) }
    return part
  }

  private func peer(
    _ peer: SecurityGroupRule.Peer, _ id: RuleID, _ walk: Walk, _ part: PacketCube,
    _ side: Step.Side, isTransit: Bool
  ) -> PeerMatch {
    let family = walk.header.family
    switch peer {
    case .prefix(let prefix):
      let block = prefix.range
      guard prefix.family == family,
        (side == .inbound ? part.sources : part.destinations).overlaps(block)
      else { return PeerMatch() }
      var cube = part
      switch side {
      case .inbound: cube.sources = cube.sources.clamped(to: block)
      case .outbound: cube.destinations = cube.destinations.clamped(to: block)
      }
      return PeerMatch(cube: cube)
    case .prefixList(let list):
      let bits = AddressSet(model.prefixLists[list].entries)[family]
      return PeerMatch(cube: Self.restrict(part, side, to: bits))
    case .network(let network):
      return PeerMatch(
        cube: Self.restrict(part, side, to: model.networks[network].addresses[family]))
    case .group(let group):
      return reference(walk, part, group, id, side, isTransit: isTransit)
    }
  }

  static func restrict(
    _ part: PacketCube, _ side: Step.Side, to bits: AddressBits
  ) -> PacketCube? {
    var part = part
    switch side {
    case .inbound: part.sources = part.sources.intersection(bits)
    case .outbound: part.destinations = part.destinations.intersection(bits)
    }
    return part.isEmpty ? nil : part
  }
}
