import NetproofChecks
import NetproofModel
import NetproofSyntax

/// What the program says about files that it does not take, as it prints it on standard error.
struct Refusal {
  /// In order of place.
  let diagnostics: [Diagnostic]
  let text: String

  /// Reads paths as `netproof check` does, up to the point where it would begin to judge.
  init(_ paths: [String], in files: FileTree, limits: SyntaxLimits = SyntaxLimits()) {
    var loader = TopologyLoader(files, limits: limits)
    let networks = loader.loadEach(paths).map { $0.resolved() }
    var all = Diagnostics()
    for network in networks { all.append(network.problemsWithAssertions()) }
    if !all.hasErrors {
      for network in networks { all.append(contentsOf: Self.faults(in: network)) }
    }
    diagnostics = all.sorted
    let told = diagnostics.isEmpty ? "" : DiagnosticRenderer(loader.sources).render(diagnostics)
    text = all.hasErrors ? "\(told)\n\(Rejection(diagnostics).summary)\n" : told
  }

  /// What is wrong with the questions of a network that is right otherwise.
  private static func faults(in network: ResolvedTopology) -> [Diagnostic] {
    let reader = QuestionReader(network.resolution.model, network.resolution.names)
    let assertions = network.topology.assertions.flatMap { assertion -> [Diagnostic] in
      do throws(Rejection) {
        _ = try reader.query(WrittenQuestion(assertion))
        return []
      } catch {
        return error.diagnostics
      }
    }
    return assertions + network.faultsOfScopes()
  }

  var codes: [String] { diagnostics.map(\.code) }

  var errorCount: Int { diagnostics.count { $0.severity == .error } }
}
