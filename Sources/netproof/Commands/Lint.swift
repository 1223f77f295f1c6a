import ArgumentParser
import NetproofChecks
import NetproofModel
import NetproofReport
import NetproofSyntax

/// What is wrong with a network, or of no use in it, without any question.
struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Tells what AWS accepts and nobody wants: dead rules, lost replies, routes to nowhere.",
    discussion: """
      No question is needed, and what is told is exact: a rule is shadowed if every packet of it is \
      decided before. Nothing is told that depends on what the topology does not describe. Exit \
      status: 0, with --strict 1 if there is a finding or a warning, 2 bad input.

      EXAMPLES
        netproof lint prod.yaml
        netproof lint --strict topologies/tour/*
        netproof lint --format json --output findings.json prod.yaml
        netproof codes NACL_RULE_SHADOWED
      """)

  @Flag(help: "Findings and warnings end with status 1.")
  var strict = false

  @Option(help: "The form of the result.")
  var format: OutputFormat = .text

  @Option(name: .shortAndLong, help: "Write the result to a file instead of standard output.")
  var output: String?

  @OptionGroup var imports: ImportOptions

  @Argument(help: "Topology files and folders.")
  var paths: [String]

  func run() throws {
    let (networks, sources) = try Loading.each(paths, imports)
    let warnings = networks.flatMap(\.warnings)
    Loading.show(warnings, sources)
    let units = networks.map { LintUnit($0, sources) }
    let isColoured = output == nil && Terminal.isColoured
    switch format {
    case .text:
      try Terminal.emit(
        LintUnit.text(units, DiagnosticRenderer(sources, isColoured: isColoured)), to: output)
    case .json: try Terminal.emit(LintUnit.json(units), to: output)
    }
    let isClean = warnings.isEmpty && units.allSatisfy(\.findings.isEmpty)
    throw Stop(status: strict && !isClean ? .negative : .success)
  }
}

extension LintUnit {
  /// What lints find in a topology.
  init(_ network: ResolvedTopology, _ sources: SourceSet) {
    let resolution = network.resolution
    let context = ReportContext(
      model: resolution.model, sourceMap: resolution.sourceMap, sources: sources,
      isColoured: false)
    self.init(
      path: network.path, name: network.topology.name?.value, context: context,
      findings: Linter(resolution.model).findings())
  }
}
