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
    let names = estate.model.interfaces.elements.prefix(6).map(\.identity.qualifiedName)
    for (index, from) in names.enumerated() {
      let to = names[(index + 1) % names.count]
      guard from != to else { continue }
      queries.append(try estate.query([from], [to], "tcp/2222"))
    }
    return queries
  }

  @Test(arguments: folders)
  func `a printed fix, written into the topology, opens the way`(folder: String) throws {
    let estate = try Estate(folder)
    let base = "topologies/\(folder)/topology.yaml"
    for query in try Self.questions(estate, folder) {
      for fix in try estate.fixes(query).fixes {
        let file = ChangesText(fix.edits, estate).file(base: "topology.yaml")
        let path = "topologies/\(folder)/fixed.yaml"
        let fixed = try Estate([path], [path: file, base: try Estate.read(base)])
        let told = "\(folder): \(estate.edits(fix.edits))"
        #expect(try fixed.analyzer.answer(query).verdict == .reachable, "\(told)")
        // The network that was tried is the one that is written.
        let tried = fix.edits.reduce(estate.model) { $1.applied(to: $0) }
        #expect(fixed.model == tried, "\(told)")
        #expect(fixed.warnings.count == estate.warnings.count, "\(told)")
      }
    }
  }

  @Test(arguments: folders)
  func `no fix writes a rule or route for everybody`(folder: String) throws {
    let estate = try Estate(folder)
    for query in try Self.questions(estate, folder) {
      for edit in try estate.fixes(query).fixes.flatMap(\.edits) {
        #expect(Self.blocks(edit, estate.model).allSatisfy { $0.length > 0 }, "\(edit)")
      }
    }
  }

  @Test(arguments: folders)
  func `every edit of a fix is needed`(folder: String) throws {
    let estate = try Estate(folder)
    for query in try Self.questions(estate, folder) {
      for fix in try estate.fixes(query).fixes where fix.edits.count > 1 {
        for left in fix.edits {
          let others = fix.edits.filter { $0 != left }
          let model = others.reduce(estate.model) { $1.applied(to: $0) }
          #expect(try Analyzer(model).answer(query).verdict != .reachable, "\(fix.edits)")
        }
      }
    }
  }

  /// The blocks that an edit newly writes.
  private static func blocks(_ edit: ModelEdit, _ model: Model) -> [Prefix] {
    switch edit {
    case .addNetworkACLRule(_, _, let rule): return [rule.cidr]
    case .addSecurityGroupRule(_, _, let rule):
      switch rule.peer {
      case .prefix(let prefix): return [prefix]
      case .prefixList(let id): return model.prefixLists[id].entries
      case .group, .network: return []
      }
    case .addRoute(_, .prefix(let prefix), _): return [prefix]
    case .addRoute(_, .prefixList(let id), _): return model.prefixLists[id].entries
    case .addTransitRoute(_, let prefix, _): return [prefix]
    case .sendToAttachment(_, let prefix): return [prefix]
    case .routeSubnet, .changeRoute, .removeRoute, .removeTransitRoute, .addPropagation,
      .addAttachmentSubnet, .associate, .enableApplianceMode, .enableGroupReferences,
      .enableAttachmentGroupReferences, .disableSourceDestinationCheck:
      return []
    }
  }
}
