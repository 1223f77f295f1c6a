import NetproofModel
import NetproofSets

/// VPC Block Public Access (R193 to R197).
extension Search {
  /// How packets pass between a VPC and the internet, as far as Block Public Access asks.
  private enum Passage {
    /// By an internet gateway, to or from an interface; `begins` says where the connection began.
    case direct(begins: Side)
    /// By an internet gateway, from a NAT gateway and back.
    case translated
    case egressOnly

    enum Side {
      case inside
      case outside
    }
  }

  /// The subnet whose exclusions count, see R194.
  enum CountingSubnet {
    case subnet(ID<Subnet>)
    /// None: only an exclusion of the whole VPC counts, as where packets are inspected (R196).
    case wholeVPC
  }

  /// Packets that leave a subnet by an internet gateway, each part with what it has met.
  mutating func leavingPublicly(
    _ walk: Walk, from subnet: CountingSubnet, _ vpc: ID<VPC>
  ) -> [Walk] {
    guard let blocking = blocking(vpc, subnet) else { return [walk] }
    let begins: Passage.Side = walk.direction == .forward ? .inside : .outside
    guard walk.direction == .forward, let nats = graph.natGateways[vpc] else {
      return judged(walk, .direct(begins: begins), blocking)
    }
    let cut = split(walk, sourcesIn: AddressBits(nats.keys.sorted().map { $0...$0 }))
    var parts: [Walk] = []
    if let translated = cut.inside { parts += judged(translated, .translated, blocking) }
    if let own = cut.outside { parts += judged(own, .direct(begins: begins), blocking) }
    return parts
  }

  /// Packets that leave a subnet by an egress-only internet gateway, or replies to such packets.
  mutating func passingEgressOnly(
    _ walk: Walk, _ subnet: CountingSubnet, _ vpc: ID<VPC>
  ) -> [Walk] {
    guard let blocking = blocking(vpc, subnet) else { return [walk] }
    return judged(walk, .egressOnly, blocking)
  }

  /// Packets that come in by an internet gateway, to an appliance or to whom they are meant for.
  mutating func enteringPublicly(
    _ walk: Walk, at device: CountingSubnet? = nil, _ vpc: ID<VPC>
  ) -> [Walk] {
    guard model.vpcs[vpc].blockPublicAccess != nil,
      let subnet = device ?? countingSubnet(of: walk, in: vpc),
      let blocking = blocking(vpc, subnet)
    else { return [walk] }
    guard walk.direction == .reply else {
      return judged(walk, .direct(begins: .outside), blocking)
    }
    let nats = graph.natGateways[vpc] ?? [:]
    let cut = split(walk, destinationsIn: AddressBits(nats.keys.sorted().map { $0...$0 }))
    var parts: [Walk] = []
    if let translated = cut.inside { parts += judged(translated, .translated, blocking) }
    if let own = cut.outside { parts += judged(own, .direct(begins: .inside), blocking) }
    return parts
  }

  /// Packets that come in to a pool of an internet gateway: only an exclusion of the VPC counts (R53).
  mutating func enteringPool(_ walk: Walk, _ vpc: ID<VPC>) -> [Walk] {
    guard let blocking = blocking(vpc, .wholeVPC) else { return [walk] }
    return judged(
      walk, .direct(begins: walk.direction == .forward ? .outside : .inside), blocking)
  }

  /// What counts for packets that depart from a subnet, which an endpoint may have had inspected there.
  func countingSubnet(leaving subnet: ID<Subnet>, _ walk: Walk) -> CountingSubnet {
    if case .inspection = walk.crossed.last { return .wholeVPC }
    return .subnet(subnet)
  }

  /// The subnet that packets from the internet are delivered to; nothing if they are lost.
  func countingSubnet(of walk: Walk, in vpc: ID<VPC>) -> CountingSubnet? {
    let subnet: ID<Subnet>
    switch receiver(of: walk) {
    case .interfaces(let group): subnet = group.subnet
    case .natGateway(let id): subnet = model.natGateways[id].subnet
    case .appliance(let id): subnet = model.interfaces[id].subnet
    case .network: return nil
    case .nobody:
      guard let address = walk.header.destinations.single,
        let nat = graph.natGateways[vpc]?[address]
      else { return nil }
      subnet = model.natGateways[nat].subnet
    }
    return model.subnets[subnet].vpc == vpc ? .subnet(subnet) : nil
  }

  // MARK: - Judging

  /// What stands between a subnet and the internet.
  private struct Blocking {
    let id: ID<BlockPublicAccess>
    let mode: BlockPublicAccess.Mode
    let subnet: ID<Subnet>?
    let vpc: ID<VPC>
    let allowsEgress: Bool
  }

  /// What applies to a subnet; nothing if it is open, or if what is said of it is a gap anyway.
  private func blocking(_ vpc: ID<VPC>, _ counting: CountingSubnet) -> Blocking? {
    guard let id = model.vpcs[vpc].blockPublicAccess else { return nil }
    var exclusions = [model.vpcs[vpc].publicAccessExclusion]
    var subnet: ID<Subnet>?
    if case .subnet(let own) = counting {
      guard isDescribed(.subnet(own)) else { return nil }
      // A regional NAT gateway is in no subnet: its VPC counts (U2).
      if !model.subnets[own].isVirtual {
        subnet = own
        exclusions.append(model.subnets[own].publicAccessExclusion)
      }
    }
    let mode = model.blockPublicAccesses[id].mode
    let isKnown = isDescribed(.blockPublicAccess(id))
    guard !exclusions.contains(.allowBidirectional), !isKnown || mode != .off else { return nil }
    return Blocking(
      id: id, mode: mode, subnet: subnet, vpc: vpc,
      allowsEgress: exclusions.contains(.allowEgress))
  }

  /// Goes on with packets that are blocked or not; ends them if nobody knows.
  private mutating func judged(_ walk: Walk, _ passage: Passage, _ blocking: Blocking) -> [Walk] {
    let component = ComponentID.blockPublicAccess(blocking.id)
    guard isDescribed(component) else {
      end(walk, gap: .notDescribed, at: component)
      return []
    }
    var walk = walk
    if blocks(&walk, passage, blocking) {
      block(
        &walk, .bpaBlocked, at: component,
        context: [blocking.subnet.map { .subnet($0) } ?? .vpc(blocking.vpc)])
    }
    return [walk]
  }

  /// The table of R195, without the rows that were taken out before.
  private func blocks(_ walk: inout Walk, _ passage: Passage, _ blocking: Blocking) -> Bool {
    switch (blocking.mode, passage) {
    case (.off, _): return false
    case (.blockIngress, .translated), (.blockIngress, .egressOnly): return false
    case (.blockIngress, .direct): return true
    case (.blockBidirectional, .translated), (.blockBidirectional, .egressOnly),
      (.blockBidirectional, .direct(.outside)):
      let isEgress = if case .direct = passage { false } else { true }
      return !(isEgress && blocking.allowsEgress)
    case (.blockBidirectional, .direct(.inside)):
      guard blocking.allowsEgress else { return true }
      assume(.bpaEgressExclusion, &walk, at: .blockPublicAccess(blocking.id))
      return model.policies.bpaEgressExclusion == .block
    }
  }

  // MARK: - Policies

  /// Notes that what becomes of packets rests on a policy.
  func assume(_ policy: Policies.Switch, _ walk: inout Walk, at component: ComponentID) {
    let remark = Remark(.assumption, component, policy: policy)
    if !walk.notes.contains(remark) { walk.notes.append(remark) }
  }
}
