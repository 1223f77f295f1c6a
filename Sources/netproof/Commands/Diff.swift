import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofImport
import NetproofModel
import NetproofReport
import NetproofSets
import NetproofSyntax

/// Two networks side by side.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what became reachable or unreachable from one network to another, and why.",
    discussion: """
      OLD and NEW are topologies, dumps, states, plans or templates, in any mix; a folder is one \
      network. A Terraform plan alone is compared with the state that it would change. Ends with \
      the same name, else the same id, else the same address in the same VPC are the same end. \
      Counted is what `reach` counts; each change is told with the edits that made it, which were \
      tried where it says `verified`. Exit status: 0 every answer is the same, 1 some differ, 2 \
      bad input.

      EXAMPLES
        netproof diff main/ branch/
        netproof diff --to sg:db-sg --explain all old.yaml new.yaml
        netproof diff dump/ plan.json
        netproof diff plan.json
        netproof diff --format json --output diff.json old.yaml new.yaml
      """)

  @Option(help: "Only what these send; may be repeated. Default: everything.")
  var from: [String] = []

  @Option(help: "Only what these receive; may be repeated. Default: everything.")
  var to: [String] = []

  @Option(help: "tcp/443, udp/53, icmp or any; several with commas. Default: any.")
  var port: String?

  @Option(name: .customLong("client-ports"), help: "LO-HI or a profile: linux, windows, any, …")
  var clientPorts: ClientPorts?

  @Option(help: "Only this address family.")
  var family: AskedFamily?

  @Flag(name: .customLong("one-way"), help: "UDP needs no reply.")
  var oneWay = false

  @Option(help: "How much is explained.")
  var explain: Explain = .normal

  @Option(help: "The form of the result.")
  var format: OutputFormat = .text

  @Option(name: .shortAndLong, help: "Write the result to a file instead of standard output.")
  var output: String?

  @Option(
    name: .customLong("old-param"),
    help: ArgumentHelp("A parameter of OLD's templates alone.", valueName: "[file:]name=value"))
  var oldParameters: [AskedParameter] = []

  @Option(
    name: .customLong("new-param"),
    help: ArgumentHelp("A parameter of NEW's templates alone.", valueName: "[file:]name=value"))
  var newParameters: [AskedParameter] = []

  @OptionGroup var imports: ImportOptions

  @Argument(help: "The network as it was, and as it is to be; or a plan alone.")
  var paths: [String]

  func validate() throws {
    guard paths.count <= 2 else {
      throw ValidationError(
        "diff compares two networks: name OLD and NEW, a folder for several files")
    }
  }

  func run() throws {
    let (old, new) = try Loading.sides(
      input(of: paths[0], oldParameters, isPlan: isAlone),
      input(of: paths[paths.count - 1], newParameters, isPlan: false),
      shared: imports.parameters.map(\.parameter), comparesPlan: isAlone)
    Loading.show(new.network.warnings, new.sources)
    let question = try question(old, new)
    let (before, after) = (Analyzer(old.model), Analyzer(new.model))
    let diff: NetworkDiff
    do throws(DiffFault) {
      diff = try NetworkDiff(ModelDiff(from: old.model, to: new.model), before, after, question)
    } catch {
      switch error {
      case .question(let fault): throw InternalFault.report(fault)
      case .disagreement(let fault): throw InternalFault.report(fault)
      }
    }
    let report = DiffReport(
      old: context(old), new: context(new), diff, try assertions(old, before, new, after),
      subject: subject)
    switch format {
    case .text: try Terminal.emit(report.text(detail: explain.detail), to: output)
    case .json: try Terminal.emit(report.json, to: output)
    }
    throw Stop(status: report.isEqual ? .success : .negative)
  }

  /// Whether a plan alone is compared with the state that it would change.
  private var isAlone: Bool { paths.count == 1 }

  private func input(
    of path: String, _ own: [AskedParameter], isPlan: Bool
  ) -> Loading.SideInput {
    let importer = TopologyImporter.standard(
      parameters: (imports.parameters + own).map(\.parameter), reading: imports.input.format,
      isChecked: false)
    return Loading.SideInput(
      path: path, importer: isPlan ? importer.ofStateBefore : importer,
      own: own.map(\.parameter))
  }

  private var subject: DiffReport.Subject {
    DiffReport.Subject(
      old: [paths[0]], new: [paths[paths.count - 1]],
      reach: ReachSubject(
        from: from, to: to, ports: port.map { [$0] } ?? [], clientPorts: clientPorts?.text),
      family: family?.rawValue)
  }

  private func context(_ side: Loading.Side) -> ReportContext {
    ReportContext(
      model: side.model, sourceMap: side.network.resolution.sourceMap, sources: side.sources,
      isColoured: output == nil && format == .text && Terminal.isColoured)
  }

  // MARK: - The question

  /// What is asked of both; an end that only one of them knows is asked of that one.
  private func question(_ old: Loading.Side, _ new: Loading.Side) throws -> DiffQuestion {
    let (past, present) = (read(old), read(new))
    switch (past, present) {
    case (.failure, .failure(let rejection)):
      throw Loading.refuse(rejection.diagnostics, new.sources)
    case (.success, _), (_, .success):
      if let question = DiffQuestion(old: try? past.get(), new: try? present.get()) {
        return question
      }
      throw Stop(status: .internalFault)
    }
  }

  private func read(_ side: Loading.Side) -> Result<ReachQuestion, Rejection> {
    let reader = ReachReader(side.model, side.network.resolution.names)
    return Result { () throws(Rejection) in
      try reader.question(
        from: from.map { QuestionText($0, at: nil, as: "--from") },
        to: to.map { QuestionText($0, at: nil, as: "--to") },
        ports: port.map { [QuestionText($0, at: nil, as: "--port")] } ?? [],
        options: MatrixOptions(
          .every, clientPorts: clientPorts?.ports, oneWay: oneWay, family: family?.family))
    }
  }

  // MARK: - Assertions

  private func assertions(
    _ old: Loading.Side, _ before: Analyzer, _ new: Loading.Side, _ after: Analyzer
  ) throws -> [AssertionDiff] {
    func side(
      _ side: Loading.Side, _ analyzer: Analyzer
    ) -> (check: AssertionCheck, entries: [AssertionEntry]) {
      (
        AssertionCheck(analyzer, side.network.resolution.names, findsFixes: false),
        side.network.topology.assertions
      )
    }
    do throws(AssertionCheck.Fault) {
      return try AssertionDiff.all(old: side(old, before), new: side(new, after))
    } catch {
      switch error {
      case .rejected(let rejection): throw Loading.refuse(rejection.diagnostics, new.sources)
      case .disagreement(_, let flow, let expected): throw InternalFault.report(flow, expected)
      }
    }
  }
}
