import ArgumentParser
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofReport
import NetproofSyntax

/// The main job: every assertion of every topology.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validates topologies and runs every assertion in them.",
    discussion: """
      Files named together are one topology; a folder is one topology made of its own *.yaml files; \
      a file with `topology: BASE` at its head is judged by itself. Exit status: 0 every assertion \
      held, 1 one failed or is undetermined, 2 bad input.

      EXAMPLES
        netproof check prod.yaml
        netproof check topologies/tour/*
        netproof check --format json --output result.json prod.yaml
      """)

  @Flag(help: "Warnings about the network count as failures.")
  var strict = false

  @OptionGroup var options: OutputOptions

  @Argument(help: "Topology files and folders.")
  var paths: [String]

  func run() throws {
    let (networks, sources) = try Loading.each(paths)
    var units: [CheckUnit] = []
    var faults = Diagnostics()
    for network in networks {
      units.append(try judge(network, sources, &faults))
    }
    guard !faults.hasErrors else { throw Loading.refuse(faults.sorted, sources) }
    let warnings = networks.flatMap(\.warnings)
    Loading.show(warnings, sources)
    switch options.format {
    case .text: try options.emit(CheckUnit.text(units, detail: options.explain.detail))
    case .json: try options.emit(CheckUnit.json(units))
    }
    let allHeld = units.allSatisfy { $0.outcomes.allSatisfy { $0.status == .held } }
    let isClean = allHeld && !(strict && !warnings.isEmpty)
    throw Stop(status: isClean ? .success : .negative)
  }

  private func judge(
    _ network: ResolvedTopology, _ sources: SourceSet, _ faults: inout Diagnostics
  ) throws -> CheckUnit {
    let resolution = network.resolution
    let check = AssertionCheck(
      Analyzer(resolution.model), resolution.names, findsFixes: !options.noFixes)
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
    let context = ReportContext(
      model: resolution.model, sourceMap: resolution.sourceMap, sources: sources,
      isColoured: options.isColoured)
    return CheckUnit(
      path: network.path, name: network.topology.name?.value, context: context,
      outcomes: check.withFixes(outcomes), warnings: network.warnings)
  }
}
