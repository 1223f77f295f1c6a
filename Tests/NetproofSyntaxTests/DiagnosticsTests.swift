import NetproofSyntax
import Testing

@Suite struct `Gathered diagnostics` {
  private func diagnostic(
    _ message: String, _ severity: Diagnostic.Severity = .error, line: Int = 0
  ) -> Diagnostic {
    let span = Span(source: SourceID(0), line: line, column: 2, endLine: line, endColumn: 3)
    return Diagnostic(severity, "NP0999", message, at: span)
  }

  @Test func `are each told once, and all counted`() {
    let gathered = Diagnostics([diagnostic("a"), diagnostic("b"), diagnostic("a")])
    #expect(gathered.all.map(\.message) == ["a", "b"])
    #expect(gathered.errorCount == 3)
  }

  @Test func `of a later stage are left out where an earlier one found an error`() {
    var gathered = Diagnostics([diagnostic("a"), diagnostic("w", .warning, line: 1)])
    var later = Diagnostics(
      [diagnostic("b"), diagnostic("c", line: 1), diagnostic("d", line: 2)])
    later.hidesNames = true
    gathered.append(later: later)
    #expect(gathered.all.map(\.message) == ["a", "w", "c", "d"])
    #expect(gathered.hidesNames)
  }

  @Test func `are kept up to a limit of each severity, which is told`() {
    var gathered = Diagnostics()
    for line in 0..<(Diagnostics.most + 5) {
      gathered.append(diagnostic("w", .warning, line: line))
    }
    #expect(!gathered.hasErrors)
    #expect(gathered.warnings.count == Diagnostics.most + 1)
    #expect(gathered.sorted[0].message.contains("the limit `problems` of 10000"))
    #expect(gathered.sorted[0].severity == .warning)
    for line in 0..<(Diagnostics.most + 7) { gathered.append(diagnostic("e", line: line)) }
    #expect(gathered.errorCount == Diagnostics.most + 7)
    #expect(gathered.sorted.count == 2 * Diagnostics.most + 1)
    #expect(gathered.sorted[0].severity == .error)
  }
}
