import NetproofChecks
import NetproofSyntax

@testable import NetproofReport

extension Estate {
  /// What lints tell: code, line, and what is said.
  var lints: [String] {
    lintDiagnostics.map { diagnostic in
      "\(diagnostic.code) \((diagnostic.span.map { Int($0.line) + 1 }) ?? 0): \(diagnostic.message)"
    }
  }

  /// What lints advise, a line each.
  var lintHelp: [String] { lintDiagnostics.flatMap(\.help) }

  private var lintDiagnostics: [Diagnostic] {
    LintUnit(path: "net.yaml", name: nil, context: context, findings: Linter(model).findings())
      .diagnostics
  }
}
