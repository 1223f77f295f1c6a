import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofReport
import NetproofSets
import NetproofSyntax

/// All pairs at once.
struct ReachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Tells who reaches whom: all pairs, or what one reaches, or who reaches one.",
    discussion: """
      Ends are written as for `trace`; each is looked at as a whole. TCP and UDP ports and pings are \
      counted. The text sums up equal ends; --format json and csv list every pair, those with the \
      internet if it is named. A port counts if every packet to it passes and is answered, as `trace` \
      says; with --some, if at least one is. Exit status: 0 all is known, 1 something is \
      undetermined, 2 bad input.

      EXAMPLES
        netproof reach prod.yaml
        netproof reach --from internet prod.yaml
        netproof reach --to sg:db-sg --port tcp/5432,tcp/22 network/
        netproof reach --format csv --output pairs.csv network/
        netproof reach --summary --format json network/
      """)

  @Option(help: "Who sends; may be repeated. Default: everything.")
  var from: [String] = []

  @Option(help: "Who receives; may be repeated. Default: everything.")
  var to: [String] = []

  @Option(help: "tcp/443, udp/53, icmp or any; several with commas. Default: any.")
  var port: String?

  @Option(name: .customLong("client-ports"), help: "LO-HI or a profile: linux, windows, any, …")
  var clientPorts: ClientPorts?

  @Flag(help: "Whether a port counts if all packets to it pass, or at least one does.")
  var quantifier: Quantifier = .every

  @Flag(name: .customLong("one-way"), help: "UDP needs no reply.")
  var oneWay = false

  @Flag(help: "Only the numbers.")
  var summary = false

  @Option(help: "Ask the trace search about so many random pairs as well.")
  var verify = 0

  @OptionGroup var options: ReachOutput

  @OptionGroup var imports: ImportOptions

  @Argument(help: "Topology files and folders; together they are one topology.")
  var paths: [String]

  func validate() throws {
    guard verify >= 0 else { throw ValidationError("--verify takes a number from 0 on") }
  }

  func run() throws {
    let start = Usage.cpuSeconds
    let (network, sources) = try Loading.together(paths, imports)
    Loading.show(network.warnings, sources)
    let question = try question(network, sources)
    let loaded = Usage.cpuSeconds
    let analyzer = Analyzer(network.resolution.model)
    let matrix = Matrix(analyzer, question.options)
    let built = Usage.cpuSeconds
    let confirmation = ReachConfirmation(analyzer, matrix, question)
    let hasUndetermined: Bool
    do {
      try confirmation.confirmRandomly(count: verify)
      if summary {
        hasUndetermined = try writeSummary(matrix, question) { solved in
          ReachSummary.Cost(
            loadSeconds: loaded - start, buildSeconds: built - loaded,
            solveSeconds: solved - built, peakMiB: Usage.peakMiB)
        }
      } else if options.format == .text {
        hasUndetermined = try writeText(
          analyzer, matrix, question, network, sources, confirmation)
      } else {
        hasUndetermined = try writePairs(analyzer, matrix, question)
      }
    } catch let fault as ReachConfirmation.Disagreement {
      throw InternalFault.report(fault)
    } catch let fault as QuestionFault {
      throw InternalFault.report(fault)
    }
    throw Stop(status: hasUndetermined ? .negative : .success)
  }

  private func question(
    _ network: ResolvedTopology, _ sources: SourceSet
  ) throws -> ReachQuestion {
    let reader = ReachReader(network.resolution.model, network.resolution.names)
    do throws(Rejection) {
      return try reader.question(
        from: from.map { QuestionText($0, at: nil, as: "--from") },
        to: to.map { QuestionText($0, at: nil, as: "--to") },
        ports: port.map { [QuestionText($0, at: nil, as: "--port")] } ?? [],
        options: MatrixOptions(
          quantifier.value, clientPorts: clientPorts?.ports, oneWay: oneWay))
    } catch {
      throw Loading.refuse(error.diagnostics, sources)
    }
  }

  private var subject: ReachSubject {
    ReachSubject(
      from: from, to: to, ports: port.map { [$0] } ?? [], clientPorts: clientPorts?.text)
  }

  // MARK: - Output

  private func writeSummary(
    _ matrix: Matrix, _ question: ReachQuestion, cost: (Double) -> ReachSummary.Cost
  ) throws -> Bool {
    let sums = matrix.summary(
      from: question.from.selection, to: question.to.selection, ports: question.selection)
    let summary = ReachSummary(sums, cost(Usage.cpuSeconds))
    switch options.format {
    case .text: try options.emit(summary.text)
    case .json: try options.emit(summary.json)
    case .csv: try options.emit(summary.csv)
    }
    return sums.pairsUndetermined > 0
  }

  private func writeText(
    _ analyzer: Analyzer, _ matrix: Matrix, _ question: ReachQuestion,
    _ network: ResolvedTopology, _ sources: SourceSet, _ confirmation: ReachConfirmation
  ) throws -> Bool {
    let reach = try Reach(analyzer, matrix, question)
    try confirmation.confirm(reach.lines, reach.exposed + reach.reaching)
    let context = ReportContext(
      model: analyzer.model, sourceMap: network.resolution.sourceMap, sources: sources,
      isColoured: options.isColoured)
    try options.emit(context.reachText(reach, subject: subject))
    return reach.hasUndetermined
  }

  private func writePairs(
    _ analyzer: Analyzer, _ matrix: Matrix, _ question: ReachQuestion
  ) throws -> Bool {
    let sums = matrix.summary(
      from: question.from.selection, to: question.to.selection, ports: question.selection)
    let internet = try InternetReach(analyzer, matrix, question).named()
    var document = PairsDocument(
      options.format == .csv ? .csv : .json, analyzer.model, matrix, question, subject: subject)
    try options.stream { sink in try document.write(sums, internet: internet, to: sink) }
    return sums.pairsUndetermined > 0 || internet.contains { $0.isUndetermined }
  }
}

/// When a port counts.
enum Quantifier: String, EnumerableFlag {
  case every
  case some

  var value: MatrixOptions.Quantifier { self == .every ? .every : .some }
}

/// The form of a result of `reach`.
enum ReachFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
}

/// Where a result of `reach` goes, and in which form.
struct ReachOutput: ParsableArguments {
  @Option(help: "The form of the result.")
  var format: ReachFormat = .text

  @Option(name: .shortAndLong, help: "Write the result to a file instead of standard output.")
  var output: String?

  var isColoured: Bool { output == nil && format == .text && Terminal.isColoured }

  func emit(_ text: String) throws {
    try stream { sink in
      let bytes = Array(text.utf8)
      try sink(bytes.span)
    }
  }

  /// Writes a result piece by piece to where it was asked for.
  func stream(_ body: (PairsDocument.Sink) throws -> Void) throws {
    guard let output else { return try body { Terminal.out($0) } }
    do {
      try Files.write(to: output, body)
    } catch is FileProblem {
      Terminal.err("error[NP0067]: `\(output)` cannot be written\n")
      throw Stop(status: .inputRejected)
    }
  }
}
