import NetproofChecks
import NetproofEngine
import NetproofImport
import NetproofModel
import NetproofSyntax

/// What Netproof says about an example: it is read, resolved and judged as `check` or `lint` would.
struct ExampleReading {
  private(set) var sources = SourceSet()
  /// Everything that is said about the text, warnings as well.
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var findings: [NetworkFinding] = []
  private(set) var outcomes: [Outcome] = []
  private(set) var scopes: [ScopeOutcome] = []
  /// Whether search and replay disagreed, which is a fault of Netproof's own.
  private(set) var disagrees = false

  init(_ example: CodeExample.Case, _ limits: Limits) {
    guard let paths = example.checkedPaths else { return }
    var loader = TopologyLoader(example.tree, importer: .standard)
    let networks = loader.loadEach(paths).map { $0.resolved() }
    sources = loader.sources
    let hasErrors = networks.contains(where: \.problems.hasErrors)
    for network in networks {
      diagnostics += network.problemsWithAssertions().sorted
      guard !hasErrors else { continue }
      if example.isLint { lint(network) } else { judge(network, limits) }
    }
  }

  private mutating func lint(_ network: ResolvedTopology) {
    let resolution = network.resolution
    let context = ReportContext(
      model: resolution.model, sourceMap: resolution.sourceMap, sources: sources,
      isColoured: false)
    diagnostics +=
      LintUnit(
        path: network.path, name: nil, context: context,
        findings: Linter(resolution.model).findings()
      ).diagnostics
  }

  private mutating func judge(_ network: ResolvedTopology, _ limits: Limits) {
    let resolution = network.resolution
    findings += resolution.findings
    let analyzer = Analyzer(resolution.model, limits: limits)
    let check = AssertionCheck(analyzer, resolution.names, findsFixes: false)
    for assertion in network.topology.assertions {
      do throws(AssertionCheck.Fault) {
        outcomes.append(try check.judge(assertion))
      } catch {
        switch error {
        case .rejected(let rejection): diagnostics += rejection.diagnostics
        case .disagreement: disagrees = true
        }
      }
    }
    guard !network.topology.scopes.isEmpty else { return }
    do throws(ScopeCheck.Fault) {
      scopes += try ScopeCheck(analyzer, resolution.names).judge(network.topology.scopes)
    } catch {
      switch error {
      case .rejected(let rejection): diagnostics += rejection.diagnostics
      case .disagreement: disagrees = true
      }
    }
  }

  /// The diagnostics as a person sees them.
  var rendered: String {
    diagnostics.isEmpty ? "" : DiagnosticRenderer(sources).render(diagnostics)
  }
}

extension CodeExample {
  /// The limits that the examples run with.
  var engineLimits: Limits {
    var limits = Limits()
    if let hops = self.limits.hops { limits.hops = hops }
    if let alternatives = self.limits.alternatives { limits.alternatives = alternatives }
    if let classes = self.limits.classes { limits.classes = classes }
    if let pairs = self.limits.pairs { limits.pairs = pairs }
    return limits
  }
}

extension CodeExample.Case {
  /// The files of the example as a file system.
  var tree: FileTree {
    let files = self.files
    return FileTree(
      kind: { path in
        if let file = files.first(where: { $0.name == path }) {
          return .file(size: file.bytes.count)
        }
        return files.contains { $0.name.hasPrefix(path + "/") } ? .folder : .nothing
      },
      read: { path in
        guard let file = files.first(where: { $0.name == path }) else {
          return .failure(FileProblem("there is no such file"))
        }
        return .success(file.bytes)
      },
      names: { folder in
        let below = files.filter { $0.name.hasPrefix(folder + "/") }
          .compactMap { $0.name.dropFirst(folder.count + 1).split(separator: "/").first }
        return .success(Set(below).map(String.init))
      })
  }
}
