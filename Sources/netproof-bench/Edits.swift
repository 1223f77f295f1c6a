import ArgumentParser
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofTestSupport

/// Edits of one network, timed.
struct Edits: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Edits a topology, one rule, route or interface at a time, and asks again.",
    discussion: """
      Edits are drawn by the seed. Prints one JSON line a kind of edit; times are of the wall clock, \
      from the edit to the answered question. `verdict` edits the analyzer in place and asks for the \
      verdict of one question; `answer` makes a second analyzer beside the first, as fixes do, and asks \
      for the whole answer. `rows` follows the edit in the matrix and computes the rows of the classes \
      that it touches, at most --rows of them; `shared` says how many matrices were not made anew. The first line is that of \
      making the analyzer and the matrix.
      """)

  @Argument(help: "A topology.")
  var file: String

  @Option(help: "How many edits of each kind.")
  var count = 200

  @Option(help: "How many edits of each kind are followed in the matrix.")
  var matrices = 5

  @Option(help: "How many rows of a matrix are computed after an edit at most.")
  var rows = 100

  @Option(help: "What the edits are drawn by.")
  var seed: UInt64 = 1

  func run() throws {
    let model = try TopologyFile.model(file)
    var building = Samples()
    for _ in 0..<5 { _ = building.time { Analyzer(model) } }
    var analyzer = Analyzer(model)
    var compiling = Samples()
    for _ in 0..<3 { _ = compiling.time { Matrix(analyzer) } }
    var line = Measurement("before edits")
    line.add("interfaces", model.interfaces.count)
    line.add("analyzer", building, "ms", 1e6)
    line.add("matrix", compiling, "ms", 1e6)
    line.add("peak_rss_mib", Usage.peakMiB)
    line.write()
    var random = Seeded(seed: seed)
    var questions = RandomQuestion(model, seed: seed)
    for kind in EditKind.allCases {
      measure(kind, &analyzer, Matrix(analyzer), &random, &questions)
    }
  }

  private func measure(
    _ kind: EditKind, _ analyzer: inout Analyzer, _ whole: Matrix, _ random: inout Seeded,
    _ questions: inout RandomQuestion
  ) {
    var whole = whole
    var followed = 0
    var (verdicts, answers, rows) = (Samples(), Samples(), Samples())
    var rowCount = 0
    for _ in 0..<count {
      guard let edit = random.edit(kind, of: analyzer.model) else { continue }
      let query = questions.next(touching: edit, analyzer)
      let second = answers.time {
        let edited = analyzer.applying([edit])
        return (edited, try? edited.answer(query))
      }
      if rows.count < matrices {
        let ends = TouchedEnds(edit, second.0).interfaces.prefix(self.rows)
        if whole.canFollow(edit, second.0) { followed += 1 }
        rowCount += rows.time {
          whole = whole.applying(edit, second.0)
          var count = 0
          whole.forEachRow(from: EndSelection(interfaces: Array(ends))) { _ in count += 1 }
          return count
        }
      }
      verdicts.time {
        analyzer.apply(edit)
        _ = try? analyzer.verdict(of: query)
      }
    }
    var line = Measurement("edit")
    line.add("edit", kind.rawValue)
    line.add("edits", verdicts.count)
    line.add("verdict", verdicts, "ms", 1e6)
    line.add("answer", answers, "ms", 1e6)
    line.add("matrices", rows.count)
    line.add("shared", followed)
    line.add("rows", rowCount)
    line.add("rows", rows, "ms", 1e6)
    line.write()
  }
}

/// The interfaces whose rows an edit can change first.
struct TouchedEnds {
  let interfaces: [ID<NetworkInterface>]

  init(_ edit: Edit, _ analyzer: Analyzer) {
    let model = analyzer.model
    switch edit {
    case .securityGroup(let id, _, _): interfaces = Array(analyzer.index.interfaces(of: id))
    case .interface(let id, _): interfaces = [id]
    case .subnet(let id, _, _), .exclusion(let id, _):
      interfaces = Array(analyzer.index.interfaces(in: id))
    case .vpcExclusion(let id, _), .dnsSupport(let id, _):
      interfaces = analyzer.index.interfaces(in: model.vpcs[id].subnets)
    case .networkACL(let id, _, _):
      interfaces = analyzer.index.interfaces(
        in: model.subnets.ids.filter { model.subnets[$0].networkACL == id })
    case .routeTable(let id, _):
      interfaces = analyzer.index.interfaces(
        in: model.subnets.ids.filter { model.subnets[$0].routeTable == id })
    case .attachment(let id, _):
      if case .vpc(let vpc, _) = model.attachments[id].resource {
        interfaces = analyzer.index.interfaces(in: model.vpcs[vpc].subnets)
      } else {
        interfaces = []
      }
    case .loadBalancer(let id, _): interfaces = model.loadBalancers[id].nodes
    case .transitGatewayRouteTable, .transitGateway, .directConnectGateway, .network,
      .targetGroup, .firewallPolicy, .firewallRuleGroup, .siteFirewall, .trafficSelectors,
      .serviceNetwork:
      interfaces = []
    }
  }
}
