import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

// Fixes: each opens what was asked, and exactly what it says besides.

extension LawTrial {
  /// How many closed ways are looked at.
  private static let attempts = 5

  mutating func tryFixes() {
    for _ in 0..<Self.attempts {
      guard let query = closedQuery(), let answer = try? network.analyzer.answer(query) else {
        continue
      }
      for fix in FixFinder(network.analyzer).search(for: query, answer).fixes {
        result.tally.cases += 1
        for edit in fix.edits { result.tally.codes[Self.name(of: edit), default: 0] += 1 }
        if let fault = fault(of: fix, query) {
          report("\(EndsQuestion(query, in: network).text)\n\(fault)\nfix: \(fix.edits)", nil)
        }
      }
    }
  }

  private static func name(of edit: ModelEdit) -> String {
    switch edit {
    case .addNetworkACLRule: "network ACL rule"
    case .addSecurityGroupRule: "security group rule"
    case .routeSubnet: "route table of a subnet"
    case .addRoute: "route"
    case .changeRoute: "another target of a route"
    case .removeRoute: "no route"
    case .associateEndpoint: "endpoint association"
    case .addTransitRoute: "transit gateway route"
    case .removeTransitRoute: "no transit gateway route"
    case .addPropagation: "propagation"
    case .addSegmentRoute: "route of a segment"
    case .shareSegments: "shared segments"
    case .propagateInto: "propagation into a VPC's table"
    case .addAttachmentSubnet: "attachment subnet"
    case .associate: "association"
    case .enableApplianceMode: "appliance mode"
    case .enableIPv6Support: "IPv6 support"
    case .enableGroupReferences, .enableAttachmentGroupReferences: "group references"
    case .sendToAttachment: "on-premises route"
    case .exclude, .excludeVPC: "exclusion from Block Public Access"
    case .addStatelessRule: "stateless rule"
    case .addStatefulRule: "stateful rule"
    case .allowPrefix: "allowed prefix"
    case .enableCrossZone, .enableGroupCrossZone: "cross-zone load balancing"
    case .hideClientAddress: "client address"
    case .addSiteRule: "rule of a network's firewall"
    case .widenSelector: "traffic selector"
    case .enableDNSSupport: "DNS support"
    case .associateVPC: "association with a service network"
    case .addService: "service of a service network"
    case .disableSourceDestinationCheck: "source/destination check"
    }
  }

  private mutating func closedQuery() -> Query? {
    let model = network.model
    let ends = Self.ends(of: model)
    let (from, to) = (random.pick(ends), random.pick(ends))
    let service = Service(random.pick([.tcp, .tcp, .udp]), ports: PortSet(random.pick([443, 22])))
    let query = Query(from: [from], to: [to], ipv4Services: [service], ipv6Services: [service])
    guard from != to, let answer = try? network.analyzer.answer(query),
      answer.verdict == .unreachable || answer.verdict == .partial, answer.gaps.isEmpty
    else { return nil }
    return query
  }

  private static func ends(of model: Model) -> [End] {
    model.interfaces.ids.map { End.whole($0, in: model) }
      + model.networks.ids.map { End.whole($0, in: model) }
  }

  // MARK: - What a fix promises

  private func fault(of fix: Fix, _ query: Query) -> String? {
    if fix.edits.contains(where: Self.admitsEverybody) { return "it admits everybody" }
    let model = fix.edits.reduce(network.model) { $1.applied(to: $0) }
    let after = Analyzer(model)
    guard let answer = try? after.answer(query), answer.verdict == fix.verdict,
      answer.verdict == .reachable
    else { return "it does not open the way" }
    for edit in fix.edits where fix.edits.count > 1 {
      let fewer = fix.edits.filter { $0 != edit }.reduce(network.model) { $1.applied(to: $0) }
      if (try? Analyzer(fewer).answer(query))?.verdict == .reachable {
        return "it does without one of its edits"
      }
    }
    return fix.isComplete ? sideEffectFault(of: fix, after, query) : nil
  }

  private static func admitsEverybody(_ edit: ModelEdit) -> Bool {
    switch edit {
    case .addNetworkACLRule(_, _, let rule), .addSiteRule(_, _, let rule): rule.cidr.length == 0
    case .addSecurityGroupRule(_, _, let rule):
      if case .prefix(let prefix) = rule.peer { prefix.length == 0 } else { false }
    case .addRoute(_, .prefix(let prefix), _), .addTransitRoute(_, let prefix, _),
      .addSegmentRoute(_, let prefix, _),
      .allowPrefix(_, _, let prefix), .sendToAttachment(_, let prefix),
      .widenSelector(_, _, _, let prefix):
      prefix.length == 0
    case .addStatelessRule(_, let rule):
      [rule.sources, rule.destinations].contains { $0 == nil }
    case .addStatefulRule(_, let rule): [rule.source, rule.destination].contains(.any)
    case .addRoute(_, .prefixList, _), .routeSubnet, .changeRoute, .removeRoute,
      .propagateInto, .associateEndpoint, .removeTransitRoute, .addPropagation,
      .addAttachmentSubnet, .associate, .shareSegments,
      .enableApplianceMode, .enableIPv6Support, .enableGroupReferences,
      .enableAttachmentGroupReferences,
      .exclude, .enableCrossZone, .enableGroupCrossZone, .hideClientAddress,
      .disableSourceDestinationCheck, .excludeVPC, .enableDNSSupport, .associateVPC, .addService:
      false
    }
  }

  /// Compares what a fix says that it opens, delivers and closes with every pair of ends, asked one
  /// by one.
  private func sideEffectFault(of fix: Fix, _ after: Analyzer, _ query: Query) -> String? {
    let ends = Self.ends(of: network.model)
    for from in ends {
      for to in ends where from != to {
        let (before, now) = (packets(from, to, network.analyzer), packets(from, to, after))
        var opened = now.passing.subtracting(before.passing)
        var delivered = now.arriving.subtracting(now.passing).subtracting(before.arriving)
        if query.from.contains(from), query.to.contains(to) {
          let asked = self.asked(query, after)
          opened = opened.subtracting(asked.passing)
          delivered = delivered.subtracting(asked.arriving)
        }
        let closed = before.passing.subtracting(now.passing)
        if !opened.isEquivalent(to: told(fix.alsoOpens, from, to)) {
          return "it opens something else than it says, \(words(from, to))"
        }
        if !delivered.isEquivalent(to: told(fix.alsoDelivers, from, to)) {
          return "it delivers something else than it says, \(words(from, to))"
        }
        if !closed.isEquivalent(to: told(fix.alsoCloses, from, to)) {
          return "it closes something else than it says, \(words(from, to))"
        }
      }
    }
    return nil
  }

  private typealias Packets = (passing: PacketSet, arriving: PacketSet)

  private func packets(_ from: End, _ to: End, _ analyzer: Analyzer) -> Packets {
    let any = AskedServices.any
    return asked(
      Query(from: [from], to: [to], ipv4Services: any.ipv4, ipv6Services: any.ipv6), analyzer)
  }

  private func asked(_ query: Query, _ analyzer: Analyzer) -> Packets {
    ((try? analyzer.passing(query)) ?? []).reduce((PacketSet(), PacketSet())) {
      ($0.0.union($1.packets), $0.1.union($1.arriving))
    }
  }

  /// What passages say about a pair of ends.
  private func told(_ passages: [Passage], _ from: End, _ to: End) -> PacketSet {
    PacketSet(
      passages.compactMap { passage -> PacketCube? in
        guard Self.holds(passage.origin, from), Self.holds(passage.goal, to) else { return nil }
        let owners = PacketCube(
          passage.packets.family, sources: addresses(of: from)[passage.packets.family],
          destinations: addresses(of: to)[passage.packets.family])
        return passage.packets.intersection(owners)
      })
  }

  private static func holds(_ group: EndGroup, _ end: End) -> Bool {
    switch (group, end.subject) {
    case (.interfaces(let members), .interface(let id)): members.contains(id)
    case (.network(let one), .network(let other)): one == other
    case (.interfaces, _), (.network, _), (.address, _): false
    }
  }

  /// The addresses that an end can be meant by.
  private func addresses(of end: End) -> AddressSet {
    guard case .interface(let id) = end.subject else { return end.addresses }
    let outside = network.model.interfaces[id].outsideAddresses.map(\.publicAddress)
    return end.addresses.union(AddressSet(outside))
  }

  private func words(_ from: End, _ to: End) -> String {
    let query = Query(from: [from], to: [to], ipv4Services: [], ipv6Services: [])
    return EndsQuestion(query, in: network).text
  }
}
