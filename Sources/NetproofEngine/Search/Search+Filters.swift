import NetproofModel
import NetproofSets

/// Network ACLs and security groups.
extension Search {
  /// Splits packets at a network ACL; refused parts go on with the obstacle.
  mutating func networkACL(
    _ walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, _ subnet: ID<Subnet>
  ) -> [Walk] {
    let component = ComponentID.networkACL(id)
    if model.subnets[subnet].isVirtual { return [walk] }
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
    return pass(walk, filter, side)
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

  /// Takes what a rule matches out of headers.
  private static func take(
    _ rule: NetworkACLRule, _ side: Step.Side, from rest: inout [PacketCube]
  ) -> [PacketCube] {
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
    return securityGroups(walk, side, groups, of: .interface(interface), isTransit: isTransit)
  }

  /// The same at the groups of something that has groups, an interface or an association.
  mutating func securityGroups(
    _ walk: Walk, _ side: Step.Side, _ groups: [ID<SecurityGroup>], of holder: ComponentID,
    isTransit: Bool
  ) -> [Walk] {
    guard !groups.isEmpty else { return [walk] }
    var rest = [Undecided(header: walk.header)]
    var decided: [Walk] = []
    for line in lines(of: groups, side) where !rest.isEmpty {
      var remaining: [Undecided] = []
      for part in rest {
        let match = self.match(part, of: walk, line, side, isTransit: isTransit)
        remaining += match.rest
        guard let cube = match.hit else { continue }
        decided.append(
          walk.part(cube) { hit in
            guard let id = line.rule?.id else { return }
            note(&hit, id.owner, side, .permitted, .rule(id))
            if match.isByClientGroup { assumeClientGroup(&hit) }
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
    if Self.showsClient(walk), part.hints.contains(where: \.isByLoadBalancer) {
      assumeClientGroup(&hit)
    }
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
  private func lines(of groups: [ID<SecurityGroup>], _ side: Step.Side) -> [GroupLine] {
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
    return plain + references
  }

  private struct GroupMatch {
    /// What the rule allows.
    var hit: PacketCube?
    /// Whether it does so only if the way that is still to be walked keeps group identity.
    var isPending = false
    /// Whether it is the client's group that the rule names, beyond a load balancer.
    var isByClientGroup = false
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
    if let hint = far.hint {
      let (same, others) = (
        part.with(header: served),
        part.header.subtracting(served).map { part.with(header: $0) }
      )
      return GroupMatch(rest: [hinted(same, hint)] + others)
    }
    guard let cube = far.cube else { return GroupMatch(rest: [part]) }
    return GroupMatch(
      hit: cube, isPending: far.isPending, isByClientGroup: far.isByClientGroup,
      rest: part.header.subtracting(cube).map { part.with(header: $0) })
  }

  private func marked(_ part: Undecided, _ unknown: ComponentID?) -> Undecided {
    var part = part
    part.unknown = part.unknown ?? unknown
    return part
  }

  private func hinted(_ part: Undecided, _ hint: Hint) -> Undecided {
    var part = part
    if !part.hints.contains(hint) { part.hints.append(hint) }
    return part
  }

  /// The packets that a rule's peer lets pass.
  private struct PeerMatch {
    var cube: PacketCube?
    var isPending = false
    /// Whether it is the client's group that the rule names, beyond a load balancer.
    var isByClientGroup = false
    var hint: Hint?
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

  private static func restrict(
    _ part: PacketCube, _ side: Step.Side, to bits: AddressBits
  ) -> PacketCube? {
    var part = part
    switch side {
    case .inbound: part.sources = part.sources.intersection(bits)
    case .outbound: part.destinations = part.destinations.intersection(bits)
    }
    return part.isEmpty ? nil : part
  }

  /// Matches a rule that names a group (R80 to R86).
  private func reference(
    _ walk: Walk, _ part: PacketCube, _ group: ID<SecurityGroup>, _ id: RuleID,
    _ side: Step.Side, isTransit: Bool
  ) -> PeerMatch {
    // A reply that leaves by another interface is a flow back to the origin.
    let isFromOrigin = (side == .inbound) == (walk.direction == .forward)
    let far = isFromOrigin ? origin(of: walk) : goal(of: walk)
    guard let remote = far.interfaces, remote.securityGroups.contains(group) else {
      let hint = hiddenBehindNode(walk, group, id, side)
      if hint != nil, !isTransit, Self.showsClient(walk),
        model.policies.balancedClientGroup == .match, brokenIdentity(walk, id, side) == nil
      {
        return PeerMatch(cube: part, isByClientGroup: true)
      }
      return PeerMatch(hint: hint)
    }
    if let leg = walk.legs.last, leg.balance.preservesClient, side == .inbound,
      walk.direction == .forward, !isTransit, brokenIdentity(walk, id, side) == nil
    {
      // The group of the load balancer means what comes from it, whoever the client is (R84).
      return PeerMatch(cube: part)
    }
    let addresses = remote.addresses[walk.header.family]
    // What an outbound rule allows depends on the way that is still to be walked.
    let broken: Hint? =
      isTransit
      ? Hint(.sgRefNotPreserved, rule: id, cause: nil)
      : side == .inbound ? brokenIdentity(walk, id, side) : nil
    if let broken { return PeerMatch(hint: broken) }
    if side == .inbound, let gateway = hiddenFromEndpoint(walk) {
      return PeerMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: gateway))
    }
    guard let cube = Self.restrict(part, side, to: addresses) else {
      return PeerMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: nil))
    }
    return PeerMatch(cube: cube, isPending: side == .outbound)
  }

  /// Why a reference to the client's group does not match at a target (R82, R84).
  private func hiddenBehindNode(
    _ walk: Walk, _ group: ID<SecurityGroup>, _ rule: RuleID, _ side: Step.Side
  ) -> Hint? {
    guard let leg = walk.legs.first, side == .inbound, walk.direction == .forward,
      let client = origin.interfaces, client.securityGroups.contains(group)
    else { return nil }
    return Hint(
      .sgRefNotPreserved, rule: rule, cause: model.component(of: leg.balance.balancer))
  }

  /// Whether the target of a load balancer sees the address of the client.
  private static func showsClient(_ walk: Walk) -> Bool {
    walk.direction == .forward && walk.legs.count == 1
      && walk.legs.last?.balance.preservesClient == true
  }

  private func assumeClientGroup(_ walk: inout Walk) {
    guard let leg = walk.legs.last else { return }
    assume(.balancedClientGroup, &walk, at: model.component(of: leg.balance.balancer))
  }

  /// Why the way that the packets took hides which groups the far end has, if it does.
  func brokenIdentity(_ walk: Walk, _ rule: RuleID, _ side: Step.Side) -> Hint? {
    var transit: (ID<TransitGateway>, ID<TransitGatewayAttachment>, ID<TransitGatewayAttachment>)?
    for crossing in walk.crossed {
      if side == .outbound, case .transitGateway(let id, _, nil) = crossing {
        return Hint(.sgRefEgressViaTGW, rule: rule, cause: model.component(of: id))
      }
      switch crossing {
      case .internetGatewayOut(let id), .internetGatewayIn(let id, _):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .internetGateway(id))
      case .egressOnlyInternetGateway(let id, _):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .egressOnlyInternetGateway(id))
      case .natGateway(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .natGateway(id))
      case .appliance(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .interface(id))
      case .onPremises(let line):
        return Hint(.sgRefNotPreserved, rule: rule, cause: line.component)
      case .vpnGateway(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .vpnGateway(id))
      case .gatewayEndpoint(let id, _), .inspection(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .endpoint(id))
      case .networkFunction(let id), .attachmentNAT(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .attachment(id))
      case .peering(let id):
        if let hint = brokenIdentity(rule, by: id) { return hint }
      case .transitGateway(let id, let from, let to):
        guard let to else { continue }
        if transit != nil {
          return Hint(.sgRefNotPreserved, rule: rule, cause: model.component(of: id))
        }
        transit = (id, from, to)
      }
    }
    guard let (gateway, from, to) = transit else { return nil }
    if side == .outbound {
      return Hint(.sgRefEgressViaTGW, rule: rule, cause: model.component(of: gateway))
    }
    if model.attachments[from].edge != model.attachments[to].edge {
      return Hint(.sgRefNotPreserved, rule: rule, cause: model.component(of: gateway))
    }
    if !model.transitGateways[gateway].securityGroupReferencing {
      return Hint(.sgRefTGWDisabled, rule: rule, cause: model.component(of: gateway))
    }
    for attachment in [from, to] where !model.attachments[attachment].securityGroupReferencing {
      return Hint(.sgRefTGWDisabled, rule: rule, cause: .attachment(attachment))
    }
    return nil
  }

  private func brokenIdentity(_ rule: RuleID, by id: ID<Peering>) -> Hint? {
    let peering = model.peerings[id]
    let regions = [peering.requester, peering.accepter].map { model.vpcs[$0].identity.region }
    if regions[0] != regions[1] {
      return Hint(.sgRefCrossRegion, rule: rule, cause: .peering(id))
    }
    return peering.state == .active ? nil : Hint(.sgRefStale, rule: rule, cause: .peering(id))
  }

  /// Confirms or refutes an outbound reference once the way is known.
  mutating func settlePending(_ walk: inout Walk) {
    guard let pending = walk.pending else { return }
    walk.pending = nil
    guard let hint = brokenIdentity(walk, pending.rule, .outbound) else { return }
    if let unknown = pending.unknown {
      // Whether they pass here is unknown, so nothing beyond is said.
      walk.obstacles.removeSubrange(pending.position...)
      walk.gap = Remark(.notDescribed, unknown)
      if walk.direction == .forward { walk.arrived = false }
      return
    }
    let obstacle = MetObstacle(
      code: .sgEgressNoMatch, component: pending.group, direction: walk.direction,
      evidence: .absence(pending.group, .outbound), hints: [hint],
      context: [pending.holder], segment: pending.segment, depth: pending.depth)
    walk.obstacles.insert(obstacle, at: pending.position)
  }
}

extension Hint {
  /// Whether a load balancer is what keeps a rule from matching.
  fileprivate var isByLoadBalancer: Bool {
    if case .loadBalancer = cause { true } else { false }
  }
}
