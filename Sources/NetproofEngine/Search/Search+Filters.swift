import NetproofModel
import NetproofSets

/// Network ACLs and security groups.
extension Search {
  /// Splits packets at a network ACL; refused parts go on with the obstacle.
  mutating func networkACL(
    _ walk: Walk, _ id: ID<NetworkACL>, _ side: Step.Side, _ subnet: ID<Subnet>
  ) -> [Walk] {
    let component = ComponentID.networkACL(id)
    guard isDescribed(component) else {
      end(walk, gap: .notDescribed, at: component)
      return []
    }
    if isAbstract { return [met(.networkACL(id), side, walk)] }
    let acl = model.networkACLs[id]
    let list: RuleList = side == .inbound ? .inbound : .outbound
    var rest = [walk]
    var decided: [Walk] = []
    for (index, rule) in (side == .inbound ? acl.inbound : acl.outbound).enumerated() {
      guard rule.cidr.family == walk.header.family, !rest.isEmpty else { continue }
      var remaining: [Walk] = []
      for part in rest {
        guard let match = Self.match(part.header, rule, side) else {
          remaining.append(part)
          continue
        }
        var hit = part
        hit.header = match
        let evidence = Evidence.rule(RuleID(component, list, index))
        if rule.allows {
          note(&hit, component, side, .permitted, evidence)
        } else {
          deny(&hit, component, side, evidence, subnet)
        }
        decided.append(hit)
        remaining += part.header.subtracting(match).map {
          var other = part
          other.header = $0
          return other
        }
      }
      rest = remaining
    }
    for part in rest {
      var hit = part
      deny(&hit, component, side, .absence(component, list), subnet)
      decided.append(hit)
    }
    return decided
  }

  private mutating func deny(
    _ walk: inout Walk, _ component: ComponentID, _ side: Step.Side, _ evidence: Evidence,
    _ subnet: ID<Subnet>
  ) {
    block(
      &walk, side == .inbound ? .naclIngressDeny : .naclEgressDeny, at: component, side: side,
      evidence: evidence, context: [.subnet(subnet)])
  }

  private static func match(
    _ header: PacketCube, _ rule: NetworkACLRule, _ side: Step.Side
  ) -> PacketCube? {
    guard var match = header.restricted(to: rule.service) else { return nil }
    switch side {
    case .inbound: match.sources = match.sources.intersection(rule.cidr.bits)
    case .outbound: match.destinations = match.destinations.intersection(rule.cidr.bits)
    }
    return match.isEmpty ? nil : match
  }

  /// Splits packets at the security groups of an interface; refused parts go on.
  ///
  /// Packets in transit are not the interface's own: for them no reference matches (R82).
  mutating func securityGroups(
    _ walk: Walk, _ side: Step.Side, _ interface: ID<NetworkInterface>, isTransit: Bool
  ) -> [Walk] {
    if isAbstract { return [metGroups(walk, side, interface, isTransit: isTransit)] }
    let groups = model.interfaces[interface].securityGroups
    guard let first = groups.first else { return [walk] }
    var rest = [walk]
    var decided: [Walk] = []
    var unknown: ComponentID?
    var hints: [Hint] = []
    for group in groups where !isDescribed(.securityGroup(group)) {
      unknown = unknown ?? .securityGroup(group)
    }
    for (id, rule) in rules(of: groups, side) where !rest.isEmpty {
      var remaining: [Walk] = []
      for part in rest {
        let match = self.match(part, rule, id, side, isTransit: isTransit)
        if let cause = match.unknown { unknown = unknown ?? cause }
        if let hint = match.hint, !hints.contains(hint) { hints.append(hint) }
        guard let cube = match.cube else {
          remaining.append(part)
          continue
        }
        var hit = part
        hit.header = cube
        note(&hit, id.owner, side, .permitted, .rule(id))
        if match.isPending {
          hit.pending = PendingReference(
            rule: id, position: hit.obstacles.count, group: .securityGroup(first),
            unknown: unknown)
        }
        decided.append(hit)
        remaining += part.header.subtracting(cube).map {
          var other = part
          other.header = $0
          return other
        }
      }
      rest = remaining
    }
    let component = ComponentID.securityGroup(first)
    for part in rest {
      if let unknown {
        end(part, gap: .notDescribed, at: unknown)
        continue
      }
      var hit = part
      block(
        &hit, side == .inbound ? .sgIngressNoMatch : .sgEgressNoMatch, at: component, side: side,
        evidence: .absence(component, side == .inbound ? .inbound : .outbound), hints: hints,
        context: [.interface(interface)])
      decided.append(hit)
    }
    return decided
  }

  /// The rules of several groups, references last: what an address allows needs no group.
  private func rules(
    of groups: [ID<SecurityGroup>], _ side: Step.Side
  ) -> [(id: RuleID, rule: SecurityGroupRule)] {
    var plain: [(RuleID, SecurityGroupRule)] = []
    var references: [(RuleID, SecurityGroupRule)] = []
    for group in groups {
      let entry = model.securityGroups[group]
      let list: RuleList = side == .inbound ? .inbound : .outbound
      for (index, rule) in (side == .inbound ? entry.inbound : entry.outbound).enumerated() {
        let id = RuleID(.securityGroup(group), list, index)
        if case .group = rule.peer {
          references.append((id, rule))
        } else {
          plain.append((id, rule))
        }
      }
    }
    return plain + references
  }

  private struct RuleMatch {
    var cube: PacketCube?
    /// The match holds only if the way that is still to be walked keeps group identity.
    var isPending = false
    var hint: Hint?
    /// A peer that is not described and so might match.
    var unknown: ComponentID?
  }

  private func match(
    _ walk: Walk, _ rule: SecurityGroupRule, _ id: RuleID, _ side: Step.Side, isTransit: Bool
  ) -> RuleMatch {
    guard let part = walk.header.restricted(to: rule.service) else { return RuleMatch() }
    let family = walk.header.family
    switch rule.peer {
    case .prefix(let prefix):
      guard prefix.family == family else { return RuleMatch() }
      return RuleMatch(cube: Self.restrict(part, side, to: prefix.bits))
    case .prefixList(let list):
      guard isDescribed(.prefixList(list)) else { return RuleMatch(unknown: .prefixList(list)) }
      let bits = AddressSet(model.prefixLists[list].entries)[family]
      return RuleMatch(cube: Self.restrict(part, side, to: bits))
    case .network(let network):
      return RuleMatch(
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
  ) -> RuleMatch {
    // A reply that leaves by another interface is a flow back to the origin.
    let far = (side == .inbound) == (walk.direction == .forward) ? origin : goal
    guard let remote = far.interfaces, remote.securityGroups.contains(group) else {
      return RuleMatch()
    }
    let addresses = remote.members.reduce(into: AddressBits()) {
      $0 = $0.union(model.interfaces[$1].addresses[walk.header.family])
    }
    let broken: Hint?
    if isTransit {
      broken = Hint(.sgRefNotPreserved, rule: id, cause: nil)
    } else if side == .inbound || walk.direction == .reply {
      broken = brokenIdentity(walk, id, side)
    } else {
      broken = nil
    }
    if let broken { return RuleMatch(hint: broken) }
    guard let cube = Self.restrict(part, side, to: addresses) else {
      return RuleMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: nil))
    }
    return RuleMatch(cube: cube, isPending: side == .outbound && walk.direction == .forward)
  }

  /// Why the way that the forward packets took hides which groups the far end has, if it does.
  func brokenIdentity(_ walk: Walk, _ rule: RuleID, _ side: Step.Side) -> Hint? {
    var transit: (ID<TransitGateway>, ID<TransitGatewayAttachment>, ID<TransitGatewayAttachment>)?
    for crossing in walk.crossings {
      if side == .outbound, case .transitGateway(let id, _, nil) = crossing {
        return Hint(.sgRefEgressViaTGW, rule: rule, cause: .transitGateway(id))
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
      case .onPremises(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .vpnConnection(id))
      case .peering(let id):
        if let hint = brokenIdentity(rule, by: id) { return hint }
      case .transitGateway(let id, let from, let to):
        guard let to else { continue }
        if transit != nil {
          return Hint(.sgRefNotPreserved, rule: rule, cause: .transitGateway(id))
        }
        transit = (id, from, to)
      }
    }
    guard let (gateway, from, to) = transit else { return nil }
    if side == .outbound {
      return Hint(.sgRefEgressViaTGW, rule: rule, cause: .transitGateway(gateway))
    }
    if !model.transitGateways[gateway].securityGroupReferencing {
      return Hint(.sgRefTGWDisabled, rule: rule, cause: .transitGateway(gateway))
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
      walk.arrived = false
      return
    }
    walk.obstacles.insert(
      MetObstacle(
        code: .sgEgressNoMatch, component: pending.group, direction: .forward,
        evidence: .absence(pending.group, .outbound), hints: [hint],
        context: origin.interfaces.map { [.interface($0.representative)] } ?? [], segment: 0,
        depth: 1),
      at: pending.position)
  }
}
