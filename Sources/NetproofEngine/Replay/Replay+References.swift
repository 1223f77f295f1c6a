import NetproofModel
import NetproofSets

extension Replay {
  /// Outbound rules with group references, none of which matches before the way is known.
  struct PendingReferences {
    let interface: ID<NetworkInterface>
    /// The destination as the packet left the interface.
    let destination: Address
    let decision: GroupDecision
    /// Where in the list of obstacles theirs stands if none matches.
    let position: Int
  }
}

/// References from one security group to another (R80 to R86).
extension Replay.Walk {
  /// Whether the source is a member of the group whose identity the packet's way kept.
  func matchesSource(_ group: ID<SecurityGroup>) -> Bool {
    if isSentByAppliance(in: group) { return true }
    guard case .interface(let origin) = origin, keepsIdentity(.inbound, of: group) else {
      return false
    }
    if direction == .forward, isAtEndpointFromTransitGateway { return false }
    if direction == .forward, let leg = legs.last, leg.preservesClient {
      if model.interfaces[leg.node].securityGroups.contains(group) { return true }
      guard model.policies.balancedClientGroup == .match else { return false }
    }
    guard let sender = owners.interface(of: packet.sourceAddress, in: vpc(of: origin)) else {
      return false
    }
    return isMember(sender, of: group, at: packet.sourceAddress)
  }

  /// Whether an appliance that has the group sends the packet on in its own name, and its way from
  /// there kept the group's identity.
  private func isSentByAppliance(in group: ID<SecurityGroup>) -> Bool {
    guard direction == .forward, legs.last?.preservesClient != true, let last = translations.last,
      case .appliance(let id) = last.device, !isAtEndpointFromTransitGateway
    else { return false }
    return isMember(id, of: group, at: packet.sourceAddress)
      && keepsIdentity(.inbound, across: crossings[last.crossings...], despiteTransit: false)
  }

  /// Decides on outbound references at the end of a direction; false if that ends in a gap.
  ///
  /// A walk that ended on its way would have come to the expected receiver.
  mutating func settleReferences(at receiver: Replay.Receiver?) -> Bool {
    guard let references = pending else { return true }
    pending = nil
    if let remote = remoteInterface(receiver),
      references.decision.references.contains(where: {
        keepsIdentity(.outbound, of: $0) && isMember(remote, of: $0, at: references.destination)
      })
    {
      return true
    }
    return refuse(references)
  }

  /// Whether one of the references means the expected receiver, if its way keeps group identity.
  func mayReferToReceiver(_ decision: Replay.GroupDecision, at destination: Address) -> Bool {
    guard let remote = remoteInterface(nil) else { return false }
    return decision.references.contains { isMember(remote, of: $0, at: destination) }
  }

  private func remoteInterface(_ receiver: Replay.Receiver?) -> ID<NetworkInterface>? {
    switch (receiver, direction) {
    case (.interface(let interface), _): return interface
    case (.network, _), (.exemptService, _): return nil
    case (nil, .forward):
      guard case .interface(let interface) = goal else { return nil }
      return interface
    case (nil, .reply):
      guard case .interface(let interface) = origin else { return nil }
      return interface
    }
  }

  private mutating func refuse(_ references: Replay.PendingReferences) -> Bool {
    if let unknown = references.decision.unknown {
      obstacles.removeSubrange(references.position...)
      _ = end(gap: .notDescribed, unknown)
      return false
    }
    guard let first = model.interfaces[references.interface].securityGroups.first else {
      return true
    }
    let obstacle = ReplayOutcome.Obstacle(.sgEgressNoMatch, .securityGroup(first), direction)
    sightings?.refuseAwaited(.sgEgressNoMatch)
    guard !obstacles[..<references.position].contains(obstacle) else { return true }
    obstacles.removeAll { $0 == obstacle }
    obstacles.insert(obstacle, at: references.position)
    return true
  }

  private func isMember(
    _ interface: ID<NetworkInterface>, of group: ID<SecurityGroup>, at address: Address
  ) -> Bool {
    let own = model.interfaces[interface]
    guard own.securityGroups.contains(group), own.addresses.contains(address) else { return false }
    switch model.policies.groupPrefixes {
    case .match: return true
    case .ignore: return own.privateIPv4.contains(address) || own.ipv6.contains(address)
    }
  }

  /// Whether both ends of the present connection are in VPCs that a group is associated with, and
  /// that is enough (U25).
  private func isEverywhere(_ id: ID<SecurityGroup>) -> Bool {
    let group = model.securityGroups[id]
    guard model.policies.associatedGroups == .match, !group.associatedVPCs.isEmpty,
      case .interface(let one) = origin, case .interface(let other) = goal
    else { return false }
    return [one, other].allSatisfy { end in
      let home = vpc(of: end)
      return home == group.vpc || group.associatedVPCs.contains(home)
    }
  }

  /// Whether what the packet crossed so far keeps group identity for rules of a list that name a
  /// group.
  private func keepsIdentity(_ list: RuleList, of group: ID<SecurityGroup>) -> Bool {
    keepsIdentity(list, across: crossings[...], despiteTransit: isEverywhere(group))
  }

  private func keepsIdentity(
    _ list: RuleList, across crossings: ArraySlice<Replay.Crossing>, despiteTransit: Bool
  ) -> Bool {
    var gateways = 0
    var edges: Set<String?> = []
    for crossing in crossings {
      switch crossing {
      case .border: return false
      case .peering(let id):
        guard model.peerings[id].state == .active, isInOneRegion(id) else { return false }
      case .transitGateway where despiteTransit, .attachment where despiteTransit: continue
      case .transitGateway(let id):
        gateways += 1
        guard list == .inbound, model.transitGateways[id].securityGroupReferencing else {
          return false
        }
      case .attachment(let id):
        edges.insert(model.attachments[id].edge)
        guard model.attachments[id].securityGroupReferencing,
          !isInZoneWithoutReferences(model.attachments[id])
        else { return false }
      }
    }
    return gateways <= 1 && edges.count <= 1
  }

  /// Whether no two regions are said to be at the ends of a peering.
  func isInOneRegion(_ id: ID<Peering>) -> Bool {
    let ends = [model.peerings[id].requester, model.peerings[id].accepter]
    return Set(ends.compactMap { model.vpcs[$0].identity.region }).count <= 1
  }

  private func isInZoneWithoutReferences(_ attachment: TransitGatewayAttachment) -> Bool {
    guard case .vpc(_, let subnets) = attachment.resource else { return false }
    return subnets.contains {
      model.subnets[$0].zone == TransitGatewayAttachment.zoneWithoutReferences
    }
  }
}
