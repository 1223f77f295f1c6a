import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import Testing

/// Every fix that is printed keeps its promise: the text can be written, and it opens the way.
@Suite struct FixPromiseTests {
  static let folders = [
    "tour/01-three-tier", "tour/02-nat-per-zone", "tour/03-peering-one-sided",
    "tour/04-hub-and-spoke", "tour/04b-hub-and-spoke-leak", "tour/05-dual-stack",
    "tour/06-central-inspection", "tour/06b-inspection-without-appliance-mode",
    "tour/07-hybrid-vpn", "tour/08-two-regions", "tour/09-misconfigured-estate",
    "tour/10-bastion", "failing/incident-mysql", "failing/no-way-back", "failing/several-faults",
  ]

  /// The closed ways of a topology: those of its assertions, and between its first interfaces.
  static func questions(_ estate: Estate, _ folder: String) throws -> [Query] {
    let path = "topologies/\(folder)/assertions.yaml"
    let reader = QuestionReader(estate.model, estate.resolution.names)
    var queries: [Query] = []
    if let asserting = try? Estate(["topologies/\(folder)/topology.yaml", path]) {
      queries = try asserting.topology.assertions.map { try reader.query(WrittenQuestion($0)) }
    }
    let names = estate.model.interfaces.elements.prefix(4).map(\.identity.qualifiedName)
    for (index, from) in names.enumerated() {
      let to = names[(index + 1) % names.count]
      guard from != to else { continue }
      queries.append(try estate.query([from], [to], "tcp/2222"))
    }
    return queries
  }

  @Test(arguments: folders)
  func `fixes of every closed way keep their promise`(folder: String) throws {
    let estate = try Estate(folder)
    for query in try Self.questions(estate, folder) {
      for fix in try estate.fixes(query).fixes { try Self.check(fix, query, estate) }
    }
  }

  @Test(arguments: FixChoiceTests.all)
  func `the fixes of the table keep their promise`(_ one: FixChoiceTests.Case) throws {
    let estate = try one.estate()
    let query = try estate.query(one.from, one.to, one.port)
    for fix in try estate.fixes(query).fixes { try Self.check(fix, query, estate) }
  }

  /// The words can be written into the topology, which is then the network that was tried, and all
  /// that ``checkTried(_:_:_:)`` asks.
  static func check(_ fix: Fix, _ query: Query, _ estate: Estate) throws {
    let told = Comment(rawValue: estate.edits(fix.edits))
    let written = try estate.with(fix.edits)
    #expect(try written.analyzer.answer(query).verdict == .reachable, told)
    let isTried = written.model == fix.edits.reduce(estate.model) { $1.applied(to: $0) }
    #expect(isTried, told)
    #expect(written.warnings.count <= estate.warnings.count, told)
    try checkTried(fix, query, estate)
  }

  /// The way is open in the edited network, no edit is idle, and nobody but those who were named gets
  /// in.
  static func checkTried(_ fix: Fix, _ query: Query, _ estate: Estate) throws {
    let told = Comment(rawValue: estate.edits(fix.edits))
    let tried = fix.edits.reduce(estate.model) { $1.applied(to: $0) }
    #expect(try Analyzer(tried).answer(query).verdict == .reachable, told)
    let everybody = fix.edits.flatMap { blocks($0, estate.model) }.filter { $0.length == 0 }
    #expect(everybody.isEmpty, told)
    for left in fix.edits where fix.edits.count > 1 {
      let fewer = fix.edits.filter { $0 != left }.reduce(estate.model) { $1.applied(to: $0) }
      #expect(try Analyzer(fewer).answer(query).verdict != .reachable, told)
    }
  }

  private static func blocks(_ pattern: AddressPattern) -> [Prefix] {
    switch pattern {
    case .block(let prefix): [prefix]
    case .list(let parts): parts.flatMap { blocks($0) }
    case .any, .prefixList, .homeNet, .not: []
    }
  }

  /// The blocks that an edit newly writes.
  private static func blocks(_ edit: ModelEdit, _ model: Model) -> [Prefix] {
    switch edit {
    case .addNetworkACLRule(_, _, let rule), .addSiteRule(_, _, let rule): return [rule.cidr]
    case .widenSelector(_, _, _, let prefix): return [prefix]
    case .addSecurityGroupRule(_, _, let rule):
      switch rule.peer {
      case .prefix(let prefix): return [prefix]
      case .prefixList(let id): return model.prefixLists[id].entries
      case .group, .network: return []
      }
    case .addRoute(_, .prefix(let prefix), _): return [prefix]
    case .addRoute(_, .prefixList(let id), _): return model.prefixLists[id].entries
    case .addTransitRoute(_, let prefix, _), .addSegmentRoute(_, let prefix, _): return [prefix]
    case .sendToAttachment(_, let prefix), .allowPrefix(_, _, let prefix): return [prefix]
    case .associateEndpoint(let id, _):
      return model.endpoints[id].gateway?.prefixList.map { model.prefixLists[$0].entries } ?? []
    case .routeSubnet, .exclude, .excludeVPC, .changeRoute, .removeRoute, .propagateInto,
      .removeTransitRoute,
      .addPropagation, .shareSegments,
      .addAttachmentSubnet, .associate, .enableApplianceMode, .enableIPv6Support,
      .enableGroupReferences,
      .enableAttachmentGroupReferences, .enableCrossZone, .enableGroupCrossZone,
      .hideClientAddress, .disableSourceDestinationCheck, .enableDNSSupport, .associateVPC,
      .addService:
      return []
    case .addStatelessRule(_, let rule):
      return [rule.sources, rule.destinations].flatMap { set in
        Family.allCases.flatMap { family in set?[family].prefixes(family) ?? [] }
      }
    case .addStatefulRule(_, let rule):
      return [rule.source, rule.destination].flatMap { blocks($0) }
    }
  }
}
