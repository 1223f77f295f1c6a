import NetproofModel
import NetproofSets

extension Replay {
  /// What the security groups of an interface say to a packet, references between groups apart.
  struct GroupDecision {
    var isAllowed = false
    /// The groups that otherwise matching rules refer to; who is a member, interfaces state.
    var references: [ID<SecurityGroup>] = []
    /// The first thing that is not described and might have allowed the packet.
    var unknown: ComponentID?
  }
}

/// Network ACLs and security groups.
extension Replay.Walk {
  /// Tests the network ACL of a subnet; false if that ends the walk.
  mutating func passNetworkACL(of subnet: ID<Subnet>, _ list: RuleList) -> Bool {
    if flow.copy != nil, model.policies.mirrorACL == .skip { return true }
    if model.subnets[subnet].isVirtual, model.policies.regionalNATACL == .none { return true }
    let id = model.subnets[subnet].networkACL
    guard isDescribed(.networkACL(id)) else {
      _ = end(gap: .notDescribed, .networkACL(id))
      return false
    }
    let acl = model.networkACLs[id]
    let rules = list == .inbound ? acl.inbound : acl.outbound
    if tellLatticeApart(rules) {
      _ = end(gap: .latticeUndecided, .networkACL(id))
      return false
    }
    let remote = list == .inbound ? packet.sourceAddress : packet.destinationAddress
    let match = rules.first { $0.cidr.contains(remote) && matches($0.service) }
    if match?.allows != true {
      obstruct(
        list == .inbound ? .naclIngressDeny : .naclEgressDeny, .networkACL(id), as: .refusal(list))
    }
    return true
  }

  /// Tests lists of a subnet that the packet does not leave, if the policy says so (U8); false if the
  /// walk ends.
  mutating func passInside(_ subnet: ID<Subnet>, _ lists: [RuleList]) -> Bool {
    guard model.policies.sameSubnetACL == .ask else { return true }
    for list in lists where !passNetworkACL(of: subnet, list) { return false }
    return true
  }

  /// The firewall of a network outside of AWS, which lets replies pass if it is stateful (R148).
  mutating func passFirewall(of id: ID<Network>, _ list: RuleList) {
    guard let firewall = model.networks[id].firewall else { return }
    if firewall.isStateful, direction == .reply { return }
    guard let rules = list == .inbound ? firewall.inbound : firewall.outbound else { return }
    let remote = list == .inbound ? packet.sourceAddress : packet.destinationAddress
    let first = rules.first { $0.cidr.contains(remote) && matches($0.service) }
    if first?.allows != true { obstruct(.onpremFirewallDeny, .network(id)) }
  }

  /// Protocol and destination port, or ICMP type and code (R59, R72).
  func matches(_ service: Service) -> Bool {
    guard service.protocols.contains(packet.ipProtocol) else { return false }
    guard packet.ipProtocol.hasPorts || packet.ipProtocol.isICMP else { return true }
    return service.ports.contains(packet.destinationPort)
  }

  /// The inbound groups of the destination; false if the walk ends in a gap.
  mutating func passInboundGroups(of interface: ID<NetworkInterface>) -> Bool {
    guard endUnlessLatticeIsAlike(at: interface) else { return false }
    let decision = decide(interface, .inbound)
    if decision.isAllowed || decision.references.contains(where: { matchesSource($0) }) {
      return true
    }
    return refuse(decision, .sgIngressNoMatch, at: interface)
  }

  /// The groups of an appliance, for which references never match; false if it ends in a gap.
  mutating func passApplianceGroups(of interface: ID<NetworkInterface>, _ list: RuleList) -> Bool {
    if list == .inbound, !endUnlessLatticeIsAlike(at: interface) { return false }
    let decision = decide(interface, list)
    if decision.isAllowed { return true }
    return refuse(decision, list == .inbound ? .sgIngressNoMatch : .sgEgressNoMatch, at: interface)
  }

  /// False, and the walk at its end, if groups let some addresses of VPC Lattice in and others not.
  private mutating func endUnlessLatticeIsAlike(at interface: ID<NetworkInterface>) -> Bool {
    guard let group = groupTellingLatticeApart(model.interfaces[interface].securityGroups) else {
      return true
    }
    _ = end(gap: .latticeUndecided, .securityGroup(group))
    return false
  }

  /// The outbound groups of an interface that opens a flow; references to groups of the expected
  /// receiver wait for the way.
  mutating func passOutboundGroups(of interface: ID<NetworkInterface>) -> Bool {
    let decision = decide(interface, .outbound)
    if decision.isAllowed { return true }
    guard mayReferToReceiver(decision, at: packet.destinationAddress) else {
      return refuse(decision, .sgEgressNoMatch, at: interface)
    }
    sightings?.awaitRules()
    pending = Replay.PendingReferences(
      interface: interface, destination: packet.destinationAddress, decision: decision,
      position: obstacles.count)
    return true
  }

  /// The inbound groups of an association with a service network; false if the walk ends in a gap.
  mutating func passInboundGroups(_ groups: [ID<SecurityGroup>]) -> Bool {
    let decision = decide(groups, .inbound)
    if decision.isAllowed || decision.references.contains(where: { matchesSource($0) }) {
      return true
    }
    return refuse(decision, .sgIngressNoMatch, groups)
  }

  private mutating func refuse(
    _ decision: Replay.GroupDecision, _ code: Code, at interface: ID<NetworkInterface>
  ) -> Bool {
    refuse(decision, code, model.interfaces[interface].securityGroups)
  }

  private mutating func refuse(
    _ decision: Replay.GroupDecision, _ code: Code, _ groups: [ID<SecurityGroup>]
  ) -> Bool {
    if let unknown = decision.unknown {
      _ = end(gap: .notDescribed, unknown)
      return false
    }
    if let first = groups.first {
      let list: RuleList = code == .sgIngressNoMatch ? .inbound : .outbound
      obstruct(code, .securityGroup(first), as: .refusal(list))
    }
    return true
  }

  private func decide(
    _ interface: ID<NetworkInterface>, _ list: RuleList
  ) -> Replay.GroupDecision {
    decide(model.interfaces[interface].securityGroups, list)
  }

  private func decide(_ groups: [ID<SecurityGroup>], _ list: RuleList) -> Replay.GroupDecision {
    var decision = Replay.GroupDecision(isAllowed: groups.isEmpty)
    for id in groups {
      if !isDescribed(.securityGroup(id)) { decision.note(unknown: .securityGroup(id)) }
      let group = model.securityGroups[id]
      let remote = list == .inbound ? packet.sourceAddress : packet.destinationAddress
      for rule in list == .inbound ? group.inbound : group.outbound where matches(rule.service) {
        judge(rule.peer, remote, &decision)
      }
    }
    return decision
  }

  private func judge(
    _ peer: SecurityGroupRule.Peer, _ remote: Address, _ decision: inout Replay.GroupDecision
  ) {
    switch peer {
    case .prefix(let prefix):
      if prefix.contains(remote) { decision.isAllowed = true }
    case .network(let network):
      if model.networks[network].addresses.contains(remote) { decision.isAllowed = true }
    case .prefixList(let list):
      if !isDescribed(.prefixList(list)) {
        decision.note(unknown: .prefixList(list))
      } else if model.prefixLists[list].entries.contains(where: { $0.contains(remote) }) {
        decision.isAllowed = true
      }
    case .group(let group): decision.references.append(group)
    }
  }
}

extension Replay.GroupDecision {
  fileprivate mutating func note(unknown component: ComponentID) {
    unknown = unknown ?? component
  }
}
