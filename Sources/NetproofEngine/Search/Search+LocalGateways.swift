import NetproofModel
import NetproofSets

/// Local gateways of Outposts (R227).
extension Search {
  // MARK: - Out

  /// Packets that a route sends to a local gateway.
  mutating func leave(
    _ walk: Walk, by id: ID<LocalGateway>, from subnet: ID<Subnet>, of vpc: ID<VPC>
  ) {
    let component = ComponentID.localGateway(id)
    if walk.direction == .reply, let gateway = walk.entered(vpc) {
      return end(walk, .returnNotViaIGW, at: component, context: [.internetGateway(gateway)])
    }
    guard model.subnets[subnet].outpost == model.localGateways[id].outpost else {
      return end(walk, .lgwNotOnOutpost, at: component, context: [.subnet(subnet)])
    }
    let cut = split(walk, sourcesIn: model.addresses(onOutpostOf: id, in: vpc))
    if let elsewhere = cut.outside {
      end(elsewhere, .lgwNotOnOutpost, at: component, context: [.vpc(vpc)])
    }
    guard let near = cut.inside else { return }
    let parts = split(near, sourcesIn: graph.attached[vpc.index].ipv4)
    if let foreign = parts.outside {
      end(foreign, .spoofedSource, at: component, side: .outbound, context: [.vpc(vpc)])
    }
    if let own = parts.inside { send(own, by: id, of: vpc) }
  }

  private mutating func send(_ walk: Walk, by id: ID<LocalGateway>, of vpc: ID<VPC>) {
    let line = Line.localGateway(id)
    var walk = walk
    checkState(&walk, line)
    switch model.localGateways[id].mode {
    case .directVPCRouting:
      walk.cross(.onPremises(line))
      note(&walk, line.component, .outbound, .forwarded, .state(line.component))
    case .customerOwned:
      let pairs = graph.edgeOwners.pairs(.customerOwned, in: vpc)
      guard let mapped = translate(walk, outBy: line, pairs, missing: .lgwNoCustomerOwnedIP)
      else { return }
      walk = mapped
    }
    guard let rest = delivered(walk, toNetworksBehind: line) else { return }
    toOtherOutposts(rest, from: id)
  }

  /// What no network behind the gateway holds may lie on another Outpost that one of these networks
  /// leads to.
  private mutating func toOtherOutposts(_ walk: Walk, from id: ID<LocalGateway>) {
    let networks = model.localGateways[id].networks
    var rest: Walk? = walk
    for other in model.localGateways.ids where other != id {
      guard let current = rest else { return }
      let gateway = model.localGateways[other]
      guard !Set(gateway.networks).isDisjoint(with: networks) else { continue }
      let component = ComponentID.localGateway(other)
      guard isDescribed(component) else {
        return end(current, gap: .notDescribed, at: component)
      }
      let known = announcement(by: other)
      let cut = split(current, destinationsIn: AddressSet(known.prefixes).ipv4)
      if let inside = cut.inside { arrive(inside, at: other) }
      rest = cut.outside
      if let left = rest, let unknown = known.unknown {
        return end(left, gap: .notDescribed, at: unknown)
      }
    }
    guard let none = rest else { return }
    end(
      none, .onpremDstUnknown,
      at: networks.first.map { .network($0) } ?? .localGateway(id), context: [.localGateway(id)])
  }

  // MARK: - In

  /// Packets that come to a local gateway from the premises.
  mutating func arrive(_ walk: Walk, at id: ID<LocalGateway>) {
    let line = Line.localGateway(id)
    var walk = walk
    checkState(&walk, line)
    switch model.localGateways[id].mode {
    case .directVPCRouting: arriveDirectly(walk, at: id)
    case .customerOwned:
      var rest: Walk? = walk
      for (vpc, pairs) in model.customerOwnedAddresses(at: id) {
        guard let current = rest else { return }
        let cut = split(current, destinationsIn: Self.outside(pairs))
        rest = cut.outside
        guard let inside = cut.inside,
          let mapped = translate(inside, inBy: line, pairs, missing: .lgwDstUnknown)
        else { continue }
        deliver(mapped, in: vpc, from: nil)
      }
      if let none = rest { end(none, .lgwDstUnknown, at: line.component, side: .inbound) }
    }
  }

  private mutating func arriveDirectly(_ walk: Walk, at id: ID<LocalGateway>) {
    let line = Line.localGateway(id)
    var rest: Walk? = walk
    for vpc in model.localGateways[id].vpcs {
      guard let current = rest else { return }
      guard isDescribed(.vpc(vpc)) else {
        return end(current, gap: .notDescribed, at: .vpc(vpc))
      }
      let cut = split(current, destinationsIn: model.addresses(onOutpostOf: id, in: vpc))
      rest = cut.outside
      guard var inside = cut.inside else { continue }
      inside.cross(.onPremises(line))
      note(&inside, line.component, .inbound, .forwarded, .state(line.component))
      deliver(inside, in: vpc, from: nil)
    }
    if let none = rest { end(none, .lgwDstUnknown, at: line.component, side: .inbound) }
  }

  /// What the premises learn from a local gateway: the subnets on its Outpost whose tables lead to
  /// it, or the customer-owned addresses there.
  func announcement(by id: ID<LocalGateway>) -> Announcement {
    let gateway = model.localGateways[id]
    var result = Announcement()
    for vpc in gateway.vpcs {
      guard isDescribed(.vpc(vpc)) else {
        result.unknown = result.unknown ?? .vpc(vpc)
        continue
      }
      for subnet in model.vpcs[vpc].subnets {
        let entry = model.subnets[subnet]
        if !entry.identity.isDescribed { result.unknown = result.unknown ?? .subnet(subnet) }
        guard gateway.mode == .directVPCRouting, entry.outpost == gateway.outpost else { continue }
        let table = ComponentID.routeTable(entry.routeTable)
        if !isDescribed(table) { result.unknown = result.unknown ?? table }
        guard leads(entry.routeTable, to: id) else { continue }
        result.prefixes += entry.cidrs.filter { $0.family == .ipv4 }
      }
    }
    if gateway.mode == .customerOwned {
      for (_, pairs) in model.customerOwnedAddresses(at: id) {
        result.prefixes += pairs.map { Prefix($0.publicAddress) }
      }
    }
    return result
  }

  private func leads(_ table: ID<RouteTable>, to id: ID<LocalGateway>) -> Bool {
    model.routeTables[table].routes.contains {
      $0.refusal == nil && $0.target == .localGateway(id)
    }
  }
}

extension Model {
  /// The IPv4 addresses of a VPC's subnets on the Outpost of a local gateway.
  fileprivate func addresses(onOutpostOf id: ID<LocalGateway>, in vpc: ID<VPC>) -> AddressBits {
    var all = AddressBits()
    for subnet in vpcs[vpc].subnets where subnets[subnet].outpost == localGateways[id].outpost {
      all = all.union(subnets[subnet].addresses.ipv4)
    }
    return all
  }

  /// The customer-owned addresses on the Outpost of a local gateway, by VPC.
  fileprivate func customerOwnedAddresses(
    at id: ID<LocalGateway>
  ) -> [(vpc: ID<VPC>, pairs: [PublicAddress])] {
    localGateways[id].vpcs.map { vpc in
      var pairs: [PublicAddress] = []
      for interface in interfaces.elements where !interface.edgeAddresses.isEmpty {
        let subnet = subnets[interface.subnet]
        guard subnet.vpc == vpc, subnet.outpost == localGateways[id].outpost else { continue }
        for own in interface.edgeAddresses where own.kind == .customerOwned {
          pairs.append(
            PublicAddress(
              privateAddress: own.privateAddress, publicAddress: own.outsideAddress))
        }
      }
      return (vpc, pairs.sorted { $0.privateAddress < $1.privateAddress })
    }
  }
}
