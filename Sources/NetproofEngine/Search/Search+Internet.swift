import NetproofModel
import NetproofSets

/// Internet gateways, egress-only ones, and the internet between them.
extension Search {
  static let privateIPv4 = AddressSet(Prefix.privateIPv4).ipv4

  /// Unique local addresses.
  ///
  /// Source: RFC 4193.
  static let uniqueLocal = AddressBits((0xFC << 120)...((0xFE << 120) - 1))

  // MARK: - Out

  /// Checks what an internet gateway asks of outbound packets (R95), and lets them out.
  mutating func exit(
    _ walk: Walk, by id: ID<InternetGateway>, from subnet: CountingSubnet, of vpc: ID<VPC>,
    _ rule: RuleID
  ) {
    let pools = model.internetGateways[id].pools
    let cut =
      walk.header.family == .ipv4 && !pools.isEmpty ? split(walk, sourcesIn: pools) : (nil, walk)
    if let pooled = cut.0 {
      for part in leavingPublicly(pooled, from: .wholeVPC, vpc) {
        exitFromPool(part, by: id, of: vpc, rule)
      }
    }
    guard let own = cut.1 else { return }
    for part in leavingPublicly(own, from: subnet, vpc) { exit(part, by: id, of: vpc, rule) }
  }

  private mutating func exit(
    _ walk: Walk, by id: ID<InternetGateway>, of vpc: ID<VPC>, _ rule: RuleID
  ) {
    let component = ComponentID.internetGateway(id)
    let family = walk.header.family
    let cut = split(walk, sourcesIn: graph.attached[vpc.index][family])
    if let foreign = cut.outside {
      checkDestination(foreign, component, failed: .spoofedSource, rule)
    }
    guard let own = cut.inside else { return }
    let mapped: AddressBits
    let missing: Code
    switch family {
    case .ipv4:
      let publics = graph.publicAddresses[vpc] ?? [:]
      mapped = AddressBits(Self.keys(of: publics, in: own.header.sources))
      missing = .igwNoPublicIP
    case .ipv6:
      mapped = family.addresses.subtracting(graph.privateIPv6)
      missing = .privateIPv6ToInternet
    }
    let known = split(own, sourcesIn: mapped)
    if let lacking = known.outside { checkDestination(lacking, component, failed: missing, rule) }
    guard let good = known.inside else { return }
    for part in leaving(good, vpc) { checkDestination(part, component, failed: nil, rule) }
  }

  /// What interfaces that deny internet gateways send out by one; see the policy.
  private mutating func leaving(_ walk: Walk, _ vpc: ID<VPC>) -> [Walk] {
    guard walk.direction == .forward, walk.header.family == .ipv6 else { return [walk] }
    var rest: Walk? = walk
    var parts: [Walk] = []
    for id in graph.denying[vpc.index] {
      guard let current = rest else { break }
      let cut = split(current, sourcesIn: model.interfaces[id].addresses.ipv6)
      rest = cut.outside
      guard var part = cut.inside else { continue }
      assume(.denyIGWOutbound, &part, at: .interface(id))
      if model.policies.denyIGWOutbound == .block {
        block(&part, .denyIGWTraffic, at: .interface(id), side: .outbound)
      }
      parts.append(part)
    }
    return parts + (rest.map { [$0] } ?? [])
  }

  /// The keys that lie in a set, ascending.
  static func keys(
    of map: [UInt128: UInt128], in set: AddressBits
  ) -> [ClosedRange<UInt128>] {
    if let single = set.single { return map[single] == nil ? [] : [single...single] }
    return map.keys.filter { set.contains($0) }.sorted().map { $0...$0 }
  }

  /// The further checks of an outbound packet; after any failure the walk ends.
  private mutating func checkDestination(
    _ walk: Walk, _ component: ComponentID, failed code: Code?, _ rule: RuleID
  ) {
    guard case .internetGateway(let id) = component else { return }
    let vpc = model.internetGateways[id].vpc
    let privates = walk.header.family == .ipv4 ? Self.privateIPv4 : graph.privateIPv6
    let cut = split(walk, destinationsIn: privates)
    for (part, isPrivate) in [(cut.inside, true), (cut.outside, false)] {
      guard var part else { continue }
      if let code { block(&part, code, at: component, side: .outbound, context: [.vpc(vpc)]) }
      if isPrivate {
        let refusal: Code =
          part.header.family == .ipv4 ? .igwPrivateDest : .privateIPv6ToInternet
        block(&part, refusal, at: component, side: .outbound, context: [rule.owner])
      }
      let isFine = code == nil && !isPrivate
      if let table = model.internetGateways[id].edgeRouteTable, !isDescribed(.routeTable(table)) {
        end(part, gap: .notDescribed, at: .routeTable(table))
        continue
      }
      for (walk, isRedirected) in redirections(part, id) {
        var walk = walk
        if isRedirected {
          let table = model.internetGateways[id].edgeRouteTable.map { ComponentID.routeTable($0) }
          block(
            &walk, .ingressRTBRedirection, at: component, side: .outbound,
            context: table.map { [$0] } ?? [])
        }
        if isFine && !isRedirected { carryOut(walk, id, vpc) } else { end(walk) }
      }
    }
  }

  /// Splits packets by whether the gateway's own table steers their source elsewhere (R52).
  private func redirections(
    _ walk: Walk, _ id: ID<InternetGateway>
  ) -> [(walk: Walk, isRedirected: Bool)] {
    guard let table = model.internetGateways[id].edgeRouteTable else { return [(walk, false)] }
    let routes = model.routeTables[table].routes
    var rest: Walk? = walk
    var result: [(Walk, Bool)] = []
    for group in graph.routes[table.index].groups(walk.header.family) {
      guard let current = rest else { break }
      let cut = split(current, sourcesIn: group.bits)
      rest = cut.outside
      guard let inside = cut.inside, let first = group.choices.first else { continue }
      switch routes[first].target {
      case .interface(let appliance) where !hasPassed(inside, appliance):
        let own = model.interfaces[appliance].addresses[walk.header.family]
        let mine = split(inside, sourcesIn: own)
        if let part = mine.inside { result.append((part, false)) }
        if let part = mine.outside { result.append((part, true)) }
      case .inspection(let endpoint): result.append((inside, !wasInspected(inside, endpoint)))
      case .interface, .local, .internetGateway, .egressOnlyInternetGateway, .natGateway, .peering,
        .transitGateway, .coreNetwork, .vpnGateway, .carrierGateway, .localGateway,
        .gatewayEndpoint, .blackhole:
        result.append((inside, false))
      }
    }
    if let rest { result.append((rest, false)) }
    return result
  }

  /// Whether packets have come through an appliance in the direction that they now go.
  private func hasPassed(_ walk: Walk, _ appliance: ID<NetworkInterface>) -> Bool {
    switch walk.direction {
    case .forward: walk.crossings.contains(.appliance(appliance))
    case .reply: walk.repliedThrough.contains(appliance)
    }
  }

  /// Translates the source and puts the packets on the internet.
  private mutating func carryOut(_ walk: Walk, _ id: ID<InternetGateway>, _ vpc: ID<VPC>) {
    let component = ComponentID.internetGateway(id)
    var walk = walk
    if walk.direction == .reply, walk.entered(vpc) != id {
      let isIPv6 = walk.header.family == .ipv6
      if isIPv6 { assume(.igwReturnIPv6, &walk, at: component) }
      guard isIPv6, model.policies.igwReturnIPv6 == .allow else {
        return end(walk, .returnWrongNetwork, at: component)
      }
    }
    walk.cross(.internetGatewayOut(id))
    guard walk.header.family == .ipv4 else {
      note(&walk, component, .outbound, .forwarded, .state(component))
      return internet(walk)
    }
    let publics = graph.publicAddresses[vpc] ?? [:]
    let pairs = Self.keys(of: publics, in: walk.header.sources).compactMap { range in
      publics[range.lowerBound].map { (privateAddress: range.lowerBound, publicAddress: $0) }
    }
    if walk.direction == .forward {
      walk.translations.append(
        Translation(kind: .source(id), before: walk.header, pairs: pairs, ports: .all))
    } else if case .destination(id) = walk.topTranslation?.kind {
      walk.undone += 1
    }
    walk.header.sources = AddressBits(pairs.map { $0.publicAddress...$0.publicAddress })
    note(&walk, component, .outbound, .translated, .state(component))
    internet(walk)
  }

  /// Checks what an egress-only gateway asks (R100), and lets packets out.
  mutating func exit(
    _ walk: Walk, by id: ID<EgressOnlyInternetGateway>, from subnet: CountingSubnet,
    of vpc: ID<VPC>
  ) {
    if walk.direction == .reply, !mayReply(walk, in: vpc) {
      return refuseReply(
        walk, at: .egressOnlyInternetGateway(id), in: vpc, byPolicy: .eigwReply)
    }
    for part in passingEgressOnly(walk, subnet, vpc) { exit(part, by: id, of: vpc) }
  }

  /// Whether replies to what came in by the internet gateway may leave by an egress-only one.
  private func mayReply(_ walk: Walk, in vpc: ID<VPC>) -> Bool {
    model.policies.eigwReply == .allow && walk.entered(vpc) != nil
  }

  private mutating func exit(_ walk: Walk, by id: ID<EgressOnlyInternetGateway>, of vpc: ID<VPC>) {
    let component = ComponentID.egressOnlyInternetGateway(id)
    var walk = walk
    if walk.direction == .reply { assume(.eigwReply, &walk, at: component) }
    let cut = split(walk, sourcesIn: graph.owned[vpc.index].ipv6)
    var parts: [(Walk?, Code?)] = [(cut.outside, .spoofedSource)]
    if let own = cut.inside {
      let sources = split(own, sourcesIn: graph.privateIPv6)
      parts += [(sources.inside, .privateIPv6ToInternet), (sources.outside, nil)]
    }
    for (part, code) in parts {
      guard let part else { continue }
      let private6 = split(part, destinationsIn: graph.privateIPv6)
      for (walk, isPrivate) in [(private6.inside, true), (private6.outside, false)] {
        guard var walk else { continue }
        if let code { block(&walk, code, at: component, side: .outbound, context: [.vpc(vpc)]) }
        if isPrivate { block(&walk, .privateIPv6ToInternet, at: component, side: .outbound) }
        guard code == nil, !isPrivate else {
          end(walk)
          continue
        }
        walk.cross(.egressOnlyInternetGateway(id, vpc))
        note(&walk, component, .outbound, .forwarded, .state(component))
        internet(walk)
      }
    }
  }

  /// Ends a reply at a stateful device that did not see the forward packets.
  mutating func refuseReply(
    _ walk: Walk, at component: ComponentID, in vpc: ID<VPC>,
    byPolicy policy: Policies.Switch? = nil
  ) {
    if let gateway = walk.entered(vpc) {
      var walk = walk
      if let policy { assume(policy, &walk, at: component) }
      end(walk, .returnNotViaIGW, at: component, context: [.internetGateway(gateway)])
    } else {
      end(walk, .asymmetricStatefulPath, at: component)
    }
  }

  // MARK: - The internet

  /// Packets on the internet: to the VPC that owns their destination, or to a network.
  mutating func internet(_ walk: Walk) {
    var walk = walk
    markBeyond(&walk)
    var rest = withoutCarrierIPs(walk)
    for (target, vpc) in landings(walk) {
      guard let current = rest else { break }
      let cut = split(current, destinationsIn: target)
      if let inside = cut.inside { comeIn(inside, vpc) }
      rest = cut.outside
    }
    guard let outside = rest else { return }
    deliverToNetwork(outside)
  }

  /// The VPCs that destinations on the internet belong to.
  private func landings(_ walk: Walk) -> [(AddressBits, ID<VPC>)] {
    let family = walk.header.family
    let destinations = walk.header.destinations
    if family == .ipv6 {
      return model.vpcs.ids.compactMap { id in
        let bits = model.vpcs[id].addresses.ipv6
        return bits.isDisjoint(with: destinations) ? nil : (bits, id)
      }
    }
    var result: [(AddressBits, ID<VPC>)] = []
    for gateway in model.internetGateways.elements
    where !gateway.pools.isEmpty && !gateway.pools.isDisjoint(with: destinations) {
      result.append((gateway.pools, gateway.vpc))
    }
    if let single = destinations.single {
      if let owner = graph.publicOwners[single] { result.append((destinations, owner.vpc)) }
    } else {
      for (index, mapped) in graph.mapped.enumerated() where !mapped.isDisjoint(with: destinations)
      {
        result.append((mapped, ID(index)))
      }
    }
    if walk.direction == .forward, let group = goal(of: walk).interfaces {
      // An interface without a public address, asked by its private one.
      let own = group.addresses.ipv4
      if !own.isDisjoint(with: destinations) { result.append((own, group.vpc)) }
    }
    return result
  }

  /// Hands packets to the network on the internet that holds their destination.
  mutating func deliverToNetwork(_ walk: Walk) {
    let receiver = receiver(of: walk)
    var rest: Walk? = walk
    let all = Array(model.networks.ids)
    let declared = all.dropFirst() + all.prefix(1)
    for id in declared where model.networks[id].attachment == .internet {
      guard let current = rest else { break }
      let cut = split(
        current, destinationsIn: model.networks[id].addresses[walk.header.family])
      rest = cut.outside
      guard let inside = cut.inside else { continue }
      if !isDescribed(.network(id)) {
        end(inside, gap: .notDescribed, at: .network(id))
      } else if case .network(id) = receiver {
        reach(inside, network: id)
      } else {
        misdelivered(inside, at: .network(id))
      }
    }
    if let nobody = rest { misdelivered(nobody, at: .network(Model.internet)) }
  }

  /// Packets that arrive at the network that they are meant for.
  mutating func reach(_ walk: Walk, network id: ID<Network>) {
    if walk.direction == .reply, case .edgeDestination(let line) = walk.topTranslation?.kind {
      // What came in translated has to go back translated, wherever it goes.
      return end(walk, .returnWrongNetwork, at: line.component)
    }
    if endMistranslated(walk) { return }
    guard !isLost(walk, atPlainTarget: false) else { return }
    for var part in siteFirewall(walk, id, .inbound) {
      if isSettled(part) { continue }
      guard part.direction == .forward else {
        completeAtNetwork(part, id)
        continue
      }
      let component = ComponentID.network(id)
      note(&part, component, .inbound, .delivered, .state(component))
      part.arrived = true
      answer(part, from: .network(id))
    }
  }

  // MARK: - In

  /// Packets that enter a VPC from the internet (R96, R100).
  private mutating func comeIn(_ walk: Walk, _ vpc: ID<VPC>) {
    let entry = model.vpcs[vpc]
    if case .network = receiver(of: walk) { return misdelivered(walk, at: .vpc(vpc)) }
    guard isDescribed(.vpc(vpc)) else { return end(walk, gap: .notDescribed, at: .vpc(vpc)) }
    let family = walk.header.family
    if walk.direction == .reply, family == .ipv6,
      let back = walk.crossings.lazy.compactMap({ crossing in
        if case .egressOnlyInternetGateway(let id, vpc) = crossing { id } else { nil }
      }).first
    {
      let component = ComponentID.egressOnlyInternetGateway(back)
      for part in model.unadvertised.isEmpty ? [walk] : advertised(walk, by: component) {
        comeBack(part, vpc, by: back)
      }
      return
    }
    guard let gateway = entry.internetGateway else {
      if family == .ipv6, let egress = entry.egressOnlyInternetGateway {
        return end(walk, .eigwUnsolicitedInbound, at: .egressOnlyInternetGateway(egress))
      }
      return end(walk, .igwNotAttached, at: .vpc(vpc))
    }
    comeIn(walk, vpc, by: gateway)
  }

  /// Replies to what left a VPC by an egress-only gateway (R100).
  private mutating func comeBack(
    _ walk: Walk, _ vpc: ID<VPC>, by gateway: ID<EgressOnlyInternetGateway>
  ) {
    let component = ComponentID.egressOnlyInternetGateway(gateway)
    var walk = walk
    walk.cross(.egressOnlyInternetGateway(gateway, vpc))
    note(&walk, component, .inbound, .tracked, .state(component))
    guard let subnet = countingSubnet(of: walk, in: vpc) else {
      return deliver(walk, in: vpc, from: nil)
    }
    for part in passingEgressOnly(walk, subnet, vpc) { deliver(part, in: vpc, from: nil) }
  }

  private mutating func comeIn(_ walk: Walk, _ vpc: ID<VPC>, by gateway: ID<InternetGateway>) {
    let component = ComponentID.internetGateway(gateway)
    let family = walk.header.family
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    guard model.internetGateways[gateway].isAttached else {
      return end(walk, .igwNotAttached, at: component, context: [.vpc(vpc)])
    }
    let privates = family == .ipv4 ? Self.privateIPv4 : graph.privateIPv6
    let cut = split(walk, sourcesIn: privates)
    if let part = cut.inside {
      end(part, family == .ipv4 ? .igwPrivateSource : .privateIPv6ToInternet, at: component)
    }
    guard let walk = cut.outside else { return }
    for part in model.unadvertised.isEmpty ? [walk] : advertised(walk, by: component) {
      switch family {
      case .ipv4: comeIn(ipv4: part, vpc, by: gateway)
      case .ipv6: comeIn(ipv6: part, vpc, by: gateway)
      }
    }
  }

  private mutating func comeIn(ipv4 walk: Walk, _ vpc: ID<VPC>, by gateway: ID<InternetGateway>) {
    let pools = model.internetGateways[gateway].pools
    guard !pools.isEmpty else { return comeIn(mapped: walk, vpc, by: gateway) }
    let cut = split(walk, destinationsIn: pools)
    if let pooled = cut.inside { comeInByPool(pooled, vpc, by: gateway) }
    if let other = cut.outside { comeIn(mapped: other, vpc, by: gateway) }
  }

  private mutating func comeIn(mapped walk: Walk, _ vpc: ID<VPC>, by gateway: ID<InternetGateway>) {
    let component = ComponentID.internetGateway(gateway)
    let pairs = mappedPairs(walk.header.destinations, vpc)
    let mapped = AddressBits(pairs.map { $0.publicAddress...$0.publicAddress })
    let cut = split(walk, destinationsIn: mapped)
    if let part = cut.outside {
      let asked = goal(of: part).interfaces?.representative
      if part.direction == .forward, let asked, let own = model.interfaces[asked].loadBalancer,
        model.loadBalancers[own].scheme == .internal
      {
        end(part, .lbInternal, at: model.component(of: own), context: [component])
      } else {
        end(part, .igwDstNotMapped, at: component, context: asked.map { [.interface($0)] } ?? [])
      }
    }
    guard var walk = cut.inside else { return }
    let sorted = pairs.sorted { $0.privateAddress < $1.privateAddress }
    walk.cross(.internetGatewayIn(gateway, vpc))
    if walk.direction == .forward {
      walk.translations.append(
        Translation(kind: .destination(gateway), before: walk.header, pairs: sorted, ports: .all))
    } else if case .source(gateway) = walk.topTranslation?.kind {
      walk.undone += 1
    }
    walk.header.destinations = AddressBits(sorted.map { $0.privateAddress...$0.privateAddress })
    note(&walk, component, .inbound, .translated, .state(component))
    steer(walk, vpc, by: model.internetGateways[gateway].edgeRouteTable, fromInternet: true)
  }

  private func mappedPairs(
    _ destinations: AddressBits, _ vpc: ID<VPC>
  ) -> [(privateAddress: UInt128, publicAddress: UInt128)] {
    if let single = destinations.single {
      guard let owner = graph.publicOwners[single], owner.vpc == vpc else { return [] }
      return [(owner.privateAddress, single)]
    }
    return (graph.publicAddresses[vpc] ?? [:])
      .filter { destinations.contains($0.value) }
      .map { (privateAddress: $0.key, publicAddress: $0.value) }
  }

  private mutating func comeIn(ipv6 walk: Walk, _ vpc: ID<VPC>, by gateway: ID<InternetGateway>) {
    let component = ComponentID.internetGateway(gateway)
    let cut = split(walk, destinationsIn: graph.privateIPv6)
    if let part = cut.inside { end(part, .privateIPv6ToInternet, at: component) }
    guard let rest = cut.outside else { return }
    let parts = split(rest, destinationsIn: graph.owned[vpc.index].ipv6)
    if let part = parts.outside { end(part, .igwDstNotMapped, at: component) }
    guard let owned = parts.inside, var inside = admitted(owned, vpc) else { return }
    inside.cross(.internetGatewayIn(gateway, vpc))
    note(&inside, component, .inbound, .forwarded, .state(component))
    steer(inside, vpc, by: model.internetGateways[gateway].edgeRouteTable, fromInternet: true)
  }

  /// Ends packets to interfaces that deny internet gateways (R33), and gives back the rest.
  private mutating func admitted(_ walk: Walk, _ vpc: ID<VPC>) -> Walk? {
    guard walk.direction == .forward else { return walk }
    var rest: Walk? = walk
    for id in graph.denying[vpc.index] {
      guard let current = rest else { break }
      let cut = split(current, destinationsIn: model.interfaces[id].addresses.ipv6)
      if let part = cut.inside { end(part, .denyIGWTraffic, at: .interface(id)) }
      rest = cut.outside
    }
    return rest
  }

  /// Looks up the gateway's own route table, if it has one (R50, R51).
  mutating func steer(
    _ walk: Walk, _ vpc: ID<VPC>, by table: ID<RouteTable>?, fromInternet: Bool
  ) {
    if fromInternet, table != nil, let regional = regionalAddresses(of: vpc) {
      // They are no addresses of the VPC, so no table holds them.
      let cut = split(walk, destinationsIn: regional)
      if let inside = cut.inside { steer(inside, vpc, by: nil, fromInternet: true) }
      if let outside = cut.outside { steerByTable(outside, vpc, by: table, fromInternet: true) }
      return
    }
    steerByTable(walk, vpc, by: table, fromInternet: fromInternet)
  }

  /// The addresses of a VPC's regional NAT gateways, if it has any.
  private func regionalAddresses(of vpc: ID<VPC>) -> AddressBits? {
    let own = (graph.natGateways[vpc] ?? [:]).filter { model.natGateways[$0.value].isRegional }
    return own.isEmpty ? nil : AddressBits(own.keys.sorted().map { $0...$0 })
  }

  private mutating func steerByTable(
    _ walk: Walk, _ vpc: ID<VPC>, by table: ID<RouteTable>?, fromInternet: Bool
  ) {
    guard let table else {
      for part in fromInternet ? enteringPublicly(walk, vpc) : [walk] {
        deliver(part, in: vpc, from: nil)
      }
      return
    }
    let component = ComponentID.routeTable(table)
    guard isDescribed(component) else { return end(walk, gap: .notDescribed, at: component) }
    for selected in select(walk, table) {
      guard let index = selected.route else {
        end(selected.walk, .noRoute, at: component, evidence: .absence(component, .routes))
        continue
      }
      let route = model.routeTables[table].routes[index]
      let evidence = Evidence.route(RuleID(component, .routes, index))
      var part = selected.walk
      switch route.state {
      case .active: note(&part, component, .inbound, .routed, evidence)
      case .blackhole:
        end(part, .routeBlackhole, at: component, evidence: evidence)
        continue
      case .contradicted:
        end(
          part, .targetBadState, at: Self.component(of: route.target) ?? component,
          evidence: evidence, context: [component])
        continue
      }
      if let target = Self.component(of: route.target), !isDescribed(target) {
        end(part, gap: .notDescribed, at: target)
      } else if case .interface(let appliance) = route.target {
        let home = CountingSubnet.subnet(model.interfaces[appliance].subnet)
        for var part in fromInternet ? enteringPublicly(part, at: home, vpc) : [part] {
          if fromInternet { demandPublicAddress(&part, of: appliance, evidence, component) }
          enter(part, interface: appliance, from: nil)
        }
      } else if case .inspection(let endpoint) = route.target {
        for part in fromInternet ? enteringPublicly(part, at: .wholeVPC, vpc) : [part] {
          inspect(part, at: endpoint)
        }
      } else {
        for part in fromInternet ? enteringPublicly(part, vpc) : [part] {
          deliver(part, in: vpc, from: nil)
        }
      }
    }
  }

  /// An appliance takes packets of the internet only if it has a public address itself (R51).
  private mutating func demandPublicAddress(
    _ walk: inout Walk, of appliance: ID<NetworkInterface>, _ evidence: Evidence,
    _ table: ComponentID
  ) {
    let interface = model.interfaces[appliance]
    let isPublic =
      walk.header.family == .ipv4
      ? !interface.publicAddresses.isEmpty
      : !interface.addresses.ipv6.subtracting(graph.privateIPv6).isEmpty
    guard walk.direction == .forward, !isPublic else { return }
    block(
      &walk, .ingressRTBNoPublicIP, at: table, evidence: evidence, context: [.interface(appliance)])
  }
}
