import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import Testing

@testable import NetproofReport

/// The pages whose examples are read by `netproof check`.
private let readPages = CodePages.all.filter(\.isReadHere)

@Suite struct ExampleTests {
  @Test(arguments: readPages)
  func `a failing example shows its code, and nothing else that the page does not name`(
    page: CodePage
  ) throws {
    let example = try #require(page.example)
    let shown = Shown(example.failing, example.engineLimits)
    #expect(!shown.reading.disagrees)
    let codes = page.code.hasPrefix("NP20") ? shown.codes.union(shown.outcomes) : shown.codes
    #expect(
      codes == Set(page.companions + [page.code]), "\(page.code): \(shown.reading.rendered)")
  }

  @Test(arguments: readPages)
  func `the same put right shows the code no more, and holds`(page: CodePage) throws {
    let example = try #require(page.example)
    let shown = Shown(example.mended, example.engineLimits)
    #expect(!shown.reading.disagrees)
    #expect(!shown.codes.contains(page.code))
    let errors = shown.reading.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(page.code): \(shown.reading.rendered)")
    for outcome in shown.reading.outcomes {
      #expect(
        outcome.status == .held,
        "\(page.code): \(outcome.answer.verdict), \(shown.codes.sorted())")
    }
    for scope in shown.reading.scopes { #expect(scope.code == nil, "\(page.code)") }
  }

  @Test(arguments: readPages.filter { $0.networkCode?.role == .obstacle })
  func `an obstacle's example fails by it first, and is reachable when put right`(
    page: CodePage
  ) throws {
    let example = try #require(page.example)
    let failing = Shown(example.failing, example.engineLimits).reading.outcomes
    #expect(failing.map(\.answer.obstacles.first?.code.rawValue) == [page.code])
    #expect(failing.map(\.status) == [.failed])
    let mended = Shown(example.mended, example.engineLimits).reading.outcomes
    #expect(mended.map(\.answer.verdict) == [.reachable])
  }
}
