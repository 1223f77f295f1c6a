import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
public import Testing

@testable public import NetproofReport

/// All codes that an example shows, wherever it shows them.
struct Shown {
  let reading: ExampleReading
  private(set) var codes: Set<String> = []
  /// The codes that assertions and scopes failed under.
  private(set) var outcomes: Set<String> = []

  init(_ example: CodeExample.Case, _ limits: Limits) {
    reading = ExampleReading(example, limits)
    for diagnostic in reading.diagnostics {
      codes.insert(diagnostic.code)
      for help in diagnostic.help { codes.formUnion(Self.named(in: help)) }
    }
    codes.formUnion(reading.findings.map(\.code.rawValue))
    for outcome in reading.outcomes {
      if let code = outcome.code { outcomes.insert(code) }
      codes.formUnion(outcome.answer.obstacles.map(\.code.rawValue))
      codes.formUnion(outcome.answer.obstacles.flatMap(\.hints).map(\.code.rawValue))
      codes.formUnion(outcome.answer.notes.map(\.code.rawValue))
      codes.formUnion(outcome.answer.gaps.map(\.code.rawValue))
    }
    for scope in reading.scopes {
      if let code = scope.code { outcomes.insert(code) }
      codes.formUnion(scope.gaps.map(\.remark.code.rawValue))
    }
  }

  /// The code that a diagnostic refers to: "`netproof codes CODE` says more".
  private static func named(in help: String) -> [String] {
    guard let range = help.firstRange(of: "`netproof codes ") else { return [] }
    return [String(help[range.upperBound...].prefix { $0 != "`" })]
  }
}

extension CodePage: CustomTestStringConvertible {
  public var testDescription: String { code }
}
