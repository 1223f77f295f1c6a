import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofReport
import NetproofSyntax

/// The main job: every assertion and every scope of every topology.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validates topologies and runs every assertion and scope in them.",
    discussion: """
      Files named together are one topology; a folder is one topology made of its own *.yaml files; \
      a file with `topology: BASE` at its head is judged by itself. Exit status: 0 every assertion \
      held, 1 one failed or is undetermined, or a scope with `expect: empty` has findings, 2 bad \
      input.

      EXAMPLES
        netproof check prod.yaml
        netproof check topologies/tour/*
        netproof check --no-lints prod.yaml
        netproof check --format json --output result.json prod.yaml
      """)

  @Flag(help: "Warnings, lints and findings of any scope count as failures.")
  var strict = false

  @Flag(name: .customLong("no-lints"), help: "Leave out the warnings of `netproof lint`.")
  var noLints = false

  @OptionGroup var imports: ImportOptions

  @OptionGroup var options: OutputOptions

  @Argument(help: "Topology files and folders.")
  var paths: [String]

  func run() throws {
    let (networks, sources) = try Loading.each(paths, imports)
    var units: [CheckUnit] = []
    var faults = Diagnostics()
    for network in networks {
      units.append(try judge(network, sources, &faults))
    }
    guard !faults.hasErrors else { throw Loading.refuse(faults.sorted, sources) }
    let warnings = units.flatMap(\.warnings)
    Loading.show(warnings, sources)
    switch options.format {
    case .text: try options.emit(CheckUnit.text(units, detail: options.explain.detail))
    case .json: try options.emit(CheckUnit.json(units))
    }
    let isNoisy = !warnings.isEmpty || units.contains(where: \.hasFindings)
    let isClean = units.allSatisfy(\.isHeld) && !(strict && isNoisy)
    throw Stop(status: isClean ? .success : .negative)
  }

  private func judge(
    _ network: ResolvedTopology, _ sources: SourceSet, _ faults: inout Diagnostics
  ) throws -> CheckUnit {
    let resolution = network.resolution
    let analyzer = Analyzer(resolution.model)
    let check = AssertionCheck(analyzer, resolution.names, findsFixes: !options.noFixes)
    var outcomes: [Outcome] = []
    for assertion in network.topology.assertions {
      do throws(AssertionCheck.Fault) {
        outcomes.append(try check.judge(assertion))
      } catch {
        switch error {
        case .rejected(let rejection): faults.append(contentsOf: rejection.diagnostics)
        case .disagreement(_, let flow, let expected):
          throw InternalFault.report(flow, expected)
        }
      }
    }
    let scopes = try scopes(network, analyzer, &faults)
    let context = ReportContext(
      model: resolution.model, sourceMap: resolution.sourceMap, sources: sources,
      isColoured: options.isColoured)
    return CheckUnit(
      path: network.path, name: network.topology.name?.value, context: context,
      outcomes: check.withFixes(outcomes), scopes: scopes,
      warnings: network.warnings + lints(network, sources))
  }

  private func lints(_ network: ResolvedTopology, _ sources: SourceSet) -> [Diagnostic] {
    noLints ? [] : LintUnit(network, sources).diagnostics
  }

  private func scopes(
    _ network: ResolvedTopology, _ analyzer: Analyzer, _ faults: inout Diagnostics
  ) throws -> [ScopeOutcome] {
    guard !network.topology.scopes.isEmpty else { return [] }
    do throws(ScopeCheck.Fault) {
      return try ScopeCheck(analyzer, network.resolution.names).judge(network.topology.scopes)
    } catch {
      switch error {
      case .rejected(let rejection): faults.append(contentsOf: rejection.diagnostics)
      case .disagreement(let flow, let expected): throw InternalFault.report(flow, expected)
      }
      return []
    }
  }
}
