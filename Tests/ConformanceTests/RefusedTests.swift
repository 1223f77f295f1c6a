import NetproofSyntax
import Testing

/// What AWS would not create is refused in hand-written text.
@Suite struct RefusedTests {
  @Test(arguments: Corpus.refused)
  func `a file that AWS would refuse is refused`(_ path: String) throws {
    let expected = try Corpus.codes("refused", in: path)
    let (loaded, diagnostics) = Corpus.load(path)
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(loaded == nil, "\(path) is read")
    #expect(!expected.isEmpty, "the first line of \(path) names no code")
    #expect(errors.map(\.code) == expected.filter { $0.hasPrefix("NP") }, "\(path)")
    for code in expected where !code.hasPrefix("NP") {
      #expect(
        errors.contains { $0.help.contains { $0.contains("`netproof codes \(code)`") } },
        "\(path): no error leads to the page of \(code)")
    }
  }
}
