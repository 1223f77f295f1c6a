import NetproofModel
import NetproofSets

/// A policy but for which something would be decided otherwise, and what that is about.
struct Assumed: Hashable {
  let policy: Policies.Switch
  let component: ComponentID
}

/// What a rule's peer makes of packets.
struct PeerMatch {
  /// Those that it lets pass.
  var cube: PacketCube?
  var isPending = false
  /// The policy by which it does so, or without which it would.
  var assumed: Assumed?
  /// Why it lets none pass though the group is the far end's.
  var hint: Hint?
  /// Those that it does not let pass because of a policy.
  var lost: (cube: PacketCube, assumed: Assumed)?
}

/// References from one security group to another (R80 to R86).
extension Search {
  /// Matches a rule that names a group.
  func reference(
    _ walk: Walk, _ part: PacketCube, _ group: ID<SecurityGroup>, _ id: RuleID,
    _ side: Step.Side, isTransit: Bool
  ) -> PeerMatch {
    if side == .inbound, !isTransit, let sent = sentByAppliance(walk, part, group, id) {
      return sent
    }
    // A reply that leaves by another interface is a flow back to the origin.
    let isFromOrigin = (side == .inbound) == (walk.direction == .forward)
    let far = isFromOrigin ? origin(of: walk) : goal(of: walk)
    guard let remote = far.interfaces, remote.securityGroups.contains(group) else {
      return clientBehindNode(walk, part, group, id, side, isTransit: isTransit)
    }
    if let leg = walk.legs.last, leg.balance.preservesClient, side == .inbound,
      walk.direction == .forward, !isTransit, identity(walk, id, side).hint == nil
    {
      // The group of the load balancer means what comes from it, whoever the client is (R84).
      return PeerMatch(cube: part)
    }
    if isTransit { return PeerMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: nil)) }
    // What an outbound rule allows depends on the way that is still to be walked.
    var assumed: Assumed?
    if side == .inbound {
      let identity = identity(walk, id, side)
      assumed = identity.assumed
      if let hint = identity.hint { return PeerMatch(assumed: assumed, hint: hint) }
      if let gateway = hiddenFromEndpoint(walk) {
        return PeerMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: gateway))
      }
    }
    var match = members(of: remote, group, part, side)
    guard match.cube != nil || match.lost != nil else {
      return PeerMatch(hint: Hint(.sgRefNotPreserved, rule: id, cause: nil))
    }
    match.isPending = side == .outbound
    match.assumed = match.assumed ?? assumed
    return match
  }

  /// The packets whose far end is one that a group means: an address of its own, or by the policy
  /// for it one of an assigned prefix.
  private func members(
    of remote: InterfaceGroup, _ group: ID<SecurityGroup>, _ part: PacketCube, _ side: Step.Side
  ) -> PeerMatch {
    let family = part.family
    let all = Self.restrict(part, side, to: remote.addresses[family])
    let isIgnored = model.policies.groupPrefixes == .ignore
    guard isIgnored || !seeksVerdict,
      remote.members.contains(where: { model.hasPrefixes($0) })
    else { return PeerMatch(cube: all) }
    let own = remote.members.reduce(into: AddressBits()) {
      $0 = $0.union(model.singleAddresses(of: $1)[family])
    }
    let foreign = remote.addresses[family].subtracting(own)
    guard let prefixed = Self.restrict(part, side, to: foreign) else { return PeerMatch(cube: all) }
    let assumed = Assumed(policy: .groupPrefixes, component: .securityGroup(group))
    guard isIgnored else { return PeerMatch(cube: all, assumed: assumed) }
    return PeerMatch(cube: Self.restrict(part, side, to: own), lost: (prefixed, assumed))
  }

  /// Matches a rule that names the group of an appliance that sends the packets on in its own name:
  /// what counts is the way from there (R80); nothing if there is none or it has not the group.
  private func sentByAppliance(
    _ walk: Walk, _ part: PacketCube, _ group: ID<SecurityGroup>, _ rule: RuleID
  ) -> PeerMatch? {
    guard walk.direction == .forward, walk.legs.last?.balance.preservesClient != true,
      case .appliance(let id) = walk.pendingCollapse?.kind,
      let index = walk.crossings.lastIndex(of: .appliance(id)),
      model.interfaces[id].securityGroups.contains(group)
    else { return nil }
    let match = members(of: InterfaceGroup([id], model), group, part, .inbound)
    guard match.cube != nil || match.lost != nil else { return nil }
    if let hint = brokenIdentity(walk.crossings[(index + 1)...], rule, .inbound) {
      return PeerMatch(hint: hint)
    }
    return hiddenFromEndpoint(walk).map {
      PeerMatch(hint: Hint(.sgRefNotPreserved, rule: rule, cause: $0))
    } ?? match
  }

  // MARK: - Behind load balancers

  /// Matches a rule at a target that names the client's group (R82, R84).
  private func clientBehindNode(
    _ walk: Walk, _ part: PacketCube, _ group: ID<SecurityGroup>, _ id: RuleID,
    _ side: Step.Side, isTransit: Bool
  ) -> PeerMatch {
    let hint = hiddenBehindNode(walk, group, id, side)
    guard hint != nil, Self.showsClient(walk), let leg = walk.legs.last,
      let client = origin.interfaces, client.vpc == graph.vpc(of: leg.balance.node)
    else { return PeerMatch(hint: hint) }
    let assumed = Assumed(
      policy: .balancedClientGroup, component: model.component(of: leg.balance.balancer))
    guard !isTransit, model.policies.balancedClientGroup == .match,
      identity(walk, id, side).hint == nil
    else { return PeerMatch(assumed: assumed, hint: hint) }
    var match = members(of: client, group, part, side)
    match.assumed = assumed
    return match
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

  // MARK: - Group identity

  /// Why the way that the packets took hides which groups the far end has, if it does, and the
  /// policy that decides so (U25).
  private func identity(
    _ walk: Walk, _ rule: RuleID, _ side: Step.Side
  ) -> (hint: Hint?, assumed: Assumed?) {
    guard let hint = brokenIdentity(walk, rule, side) else { return (nil, nil) }
    guard let group = associatedGroup(rule, walk),
      brokenIdentity(walk, rule, side, despiteTransit: true) == nil
    else { return (hint, nil) }
    let assumed = Assumed(policy: .associatedGroups, component: .securityGroup(group))
    return (model.policies.associatedGroups == .match ? nil : hint, assumed)
  }

  /// The group that a rule names, if both ends are in VPCs that it is associated with.
  func associatedGroup(_ id: RuleID, _ walk: Walk) -> ID<SecurityGroup>? {
    guard let group = model.namedGroup(by: id),
      let near = origin(of: walk).interfaces?.vpc, let far = goal(of: walk).interfaces?.vpc,
      model.isAssociated(group, with: near), model.isAssociated(group, with: far)
    else { return nil }
    return group
  }

  /// Why the way that the packets took hides which groups the far end has, if it does.
  ///
  /// Transit gateways and core networks may be left out of account.
  func brokenIdentity(
    _ walk: Walk, _ rule: RuleID, _ side: Step.Side, despiteTransit: Bool = false
  ) -> Hint? {
    brokenIdentity(walk.crossed[...], rule, side, despiteTransit: despiteTransit)
  }

  private func brokenIdentity(
    _ crossed: ArraySlice<Crossing>, _ rule: RuleID, _ side: Step.Side,
    despiteTransit: Bool = false
  ) -> Hint? {
    var transit: (ID<TransitGateway>, ID<TransitGatewayAttachment>, ID<TransitGatewayAttachment>)?
    for crossing in crossed {
      if side == .outbound, !despiteTransit, case .transitGateway(let id, _, nil) = crossing {
        return Hint(.sgRefEgressViaTGW, rule: rule, cause: model.component(of: id))
      }
      switch crossing {
      case .internetGatewayOut(let id), .internetGatewayIn(let id, _):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .internetGateway(id))
      case .egressOnlyInternetGateway(let id, _):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .egressOnlyInternetGateway(id))
      case .natGateway(let id):
        return Hint(.sgRefNotPreserved, rule: rule, cause: .natGateway(model.whole(id)))
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
        guard let to, !despiteTransit else { continue }
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
    for attachment in [from, to] where !model.showsGroups(attachment) {
      return Hint(.sgRefTGWDisabled, rule: rule, cause: .attachment(attachment))
    }
    return nil
  }

  private func brokenIdentity(_ rule: RuleID, by id: ID<Peering>) -> Hint? {
    let peering = model.peerings[id]
    if model.joinsRegions(id) {
      return Hint(.sgRefCrossRegion, rule: rule, cause: .peering(id))
    }
    return peering.state == .active ? nil : Hint(.sgRefStale, rule: rule, cause: .peering(id))
  }

  /// Confirms or refutes an outbound reference once the way is known.
  mutating func settlePending(_ walk: inout Walk) {
    guard let pending = walk.pending else { return }
    walk.pending = nil
    let identity = identity(walk, pending.rule, .outbound)
    if let assumed = identity.assumed { assume(assumed.policy, &walk, at: assumed.component) }
    guard let hint = identity.hint else { return }
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

extension Model {
  fileprivate func hasPrefixes(_ id: ID<NetworkInterface>) -> Bool {
    !interfaces.elements.span[id.index].prefixes.isEmpty
  }

  /// The addresses of an interface that are assigned one by one.
  func singleAddresses(of id: ID<NetworkInterface>) -> AddressSet {
    AddressSet(interfaces[id].privateIPv4 + interfaces[id].ipv6)
  }

  /// The group that a security group's rule names, if it names one that further VPCs have.
  fileprivate func namedGroup(by id: RuleID) -> ID<SecurityGroup>? {
    guard case .securityGroup(let owner) = id.owner else { return nil }
    let rules =
      id.list == .inbound ? securityGroups[owner].inbound : securityGroups[owner].outbound
    guard case .group(let group) = rules[id.index].peer,
      !securityGroups[group].associatedVPCs.isEmpty
    else { return nil }
    return group
  }

  /// Whether a group may be used in a VPC (R70).
  func isAssociated(_ group: ID<SecurityGroup>, with vpc: ID<VPC>) -> Bool {
    securityGroups[group].vpc == vpc || securityGroups[group].associatedVPCs.contains(vpc)
  }
}
