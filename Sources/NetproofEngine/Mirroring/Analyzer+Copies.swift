import NetproofModel
import NetproofSets

/// The way of copies: VXLAN over UDP from the source's primary address to the target (R249, R250).
extension Analyzer {
  /// What becomes of the copies of a session that is described.
  func copy(of id: ID<MirrorSession>) throws(QuestionFault) -> MirrorCopy {
    let session = model.mirrorSessions[id]
    guard let source = session.source, let target = session.target else {
      return undetermined(id, at: .mirrorSession(id))
    }
    guard let goal = goal(of: target, from: source) else {
      return undetermined(id, at: target.component)
    }
    let family = goal.family
    guard let own = primaryAddress(of: source, family) else {
      return undetermined(id, at: .interface(source))
    }
    let from = End(.interface(source), addresses: AddressSet([own]), isExplicit: true)
    let answer = try answer(query(from: from, to: goal, family))
    // Which of the addresses an endpoint has nobody knows.
    let isOpen = answer.verdict == .partial && goal.copy != .interface
    return MirrorCopy(
      session: id, verdict: isOpen ? .undetermined : answer.verdict,
      obstacles: isOpen ? [] : answer.obstacles, notes: answer.notes,
      gaps: isOpen ? [Remark(.notDescribed, target.component)] : answer.gaps,
      packets: answer.classes.first?.packets, way: answer.classes.first?.forward ?? [])
  }

  /// The port of VXLAN.
  ///
  /// Source: RFC 7348, section 8; VPC Traffic Mirroring, "Packet format".
  private static let vxlan = PortSet(4789)

  private struct CopyTarget {
    let ends: [End]
    let family: Family
    let copy: CopyGoal
  }

  private func query(from: End, to goal: CopyTarget, _ family: Family) -> Query {
    let service = Service(.udp, ports: Self.vxlan)
    return Query(
      from: [from], to: goal.ends, ipv4Services: [service], ipv6Services: [service],
      family: family, clientPorts: ClientPortProfile.any.ports, oneWay: true, copy: goal.copy)
  }

  private func undetermined(_ id: ID<MirrorSession>, at component: ComponentID) -> MirrorCopy {
    MirrorCopy(
      session: id, verdict: .undetermined, obstacles: [], notes: [],
      gaps: [Remark(.notDescribed, component)], packets: nil, way: [])
  }

  // MARK: - Targets

  /// Where copies go; nothing if that is not described.
  private func goal(
    of target: MirrorSession.Target, from source: ID<NetworkInterface>
  ) -> CopyTarget? {
    switch target {
    case .interface(let id):
      let family: Family = model.interfaces[id].privateIPv4.isEmpty ? .ipv6 : .ipv4
      guard let end = end(id, family) else { return nil }
      return CopyTarget(ends: [end], family: family, copy: .interface)
    case .loadBalancer(let id):
      guard model.loadBalancers[id].identity.isDescribed else { return nil }
      let ends = nodes(of: id, for: source).compactMap { end($0, .ipv4) }
      return ends.isEmpty ? nil : CopyTarget(ends: ends, family: .ipv4, copy: .interface)
    case .endpoint(let id):
      let addresses = possibleAddresses(of: id)
      guard !addresses.isEmpty else { return nil }
      let end = End(.address, addresses: addresses, isExplicit: true)
      return CopyTarget(ends: [end], family: .ipv4, copy: .endpoint(id))
    }
  }

  private func end(_ id: ID<NetworkInterface>, _ family: Family) -> End? {
    primaryAddress(of: id, family).map {
      End(.interface(id), addresses: AddressSet([$0]), isExplicit: true)
    }
  }

  private func primaryAddress(of id: ID<NetworkInterface>, _ family: Family) -> Address? {
    let interface = model.interfaces[id]
    return family == .ipv4 ? interface.privateIPv4.first : interface.ipv6.first
  }

  /// The nodes that copies go to: that in the zone of the source, else those that serve (R251).
  private func nodes(
    of id: ID<LoadBalancer>, for source: ID<NetworkInterface>
  ) -> [ID<NetworkInterface>] {
    let zone = model.subnets[model.interfaces[source].subnet].zone
    let near = model.loadBalancers[id].nodes.filter {
      model.subnets[model.interfaces[$0].subnet].zone == zone
    }
    return near.isEmpty ? model.servingNodes(of: id) : near
  }

  /// The IPv4 addresses of the subnet of a Gateway Load Balancer endpoint that nothing else has.
  private func possibleAddresses(of id: ID<VPCEndpoint>) -> AddressSet {
    guard let home = model.endpoints[id].inspection?.subnet else { return AddressSet() }
    var free = AddressSet(model.subnets[home].cidrs.filter { $0.family == .ipv4 })
    var taken = AddressSet(
      model.natGateways.elements.filter { $0.subnet == home }.map(\.privateAddress))
    for interface in index.interfaces(in: home) {
      taken = taken.union(model.interfaces[interface].addresses)
    }
    for block in model.subnets[home].cidrs where block.family == .ipv4 {
      let reserved = (0...3).map { Address(.ipv4, block.base.bits + $0) }
      taken = taken.union(AddressSet(reserved + [Address(.ipv4, block.last.bits)]))
    }
    free = free.subtracting(taken)
    return AddressSet(ipv4: free.ipv4)
  }
}
