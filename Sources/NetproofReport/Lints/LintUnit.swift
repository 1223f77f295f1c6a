public import NetproofChecks
import NetproofModel
public import NetproofSyntax

/// One topology with what lints found in it.
public struct LintUnit: Sendable {
  /// The path that named the topology.
  public let path: String
  /// The topology's own name, if it states one.
  public let name: String?
  /// In order of place.
  public let findings: [LintFinding]
  let context: ReportContext

  public init(path: String, name: String?, context: ReportContext, findings: [LintFinding]) {
    self.path = path
    self.name = name
    self.context = context
    self.findings = context.sorted(findings)
  }

  /// The findings as warnings at their places, in the same order.
  public var diagnostics: [Diagnostic] { findings.map(context.diagnostic) }

  /// Everything that was found, each at its place, and how much it is.
  public static func text(_ units: [LintUnit], _ renderer: DiagnosticRenderer) -> String {
    var kept = Diagnostics()
    for unit in units { kept.append(contentsOf: unit.diagnostics) }
    let shown =
      kept.all.count == units.reduce(0) { $0 + $1.findings.count } ? kept.all : kept.sorted
    let excerpts = shown.isEmpty ? "" : renderer.render(shown) + "\n"
    return excerpts + summary(units)
  }

  private static func summary(_ units: [LintUnit]) -> String {
    let all = units.flatMap(\.findings)
    let within = units.count > 1 ? " in \(units.count) topologies" : ""
    guard !all.isEmpty else { return "no findings\(within)\n" }
    var counts: [Code: Int] = [:]
    for finding in all { counts[finding.code, default: 0] += 1 }
    let lines = Code.allCases.compactMap { code in
      counts[code].map { "  \(code.rawValue): \($0)\n" }
    }
    return "\(all.count) finding\(all.count == 1 ? "" : "s")\(within)\n" + lines.joined()
  }
}

extension ReportContext {
  /// A finding as a warning at its place; what has no place of its own is told at what implies it.
  func diagnostic(_ finding: LintFinding) -> Diagnostic {
    let text = LintText(naming)
    return Diagnostic(
      .warning, finding.code.rawValue, text.headline(finding), at: span(of: finding),
      labels: text.labels(finding).prefix(Self.mostLabels).compactMap { label in
        places.map.place(of: label.rule).map { Diagnostic.Label(label.text, at: $0) }
      },
      help: text.help(finding))
  }

  /// How many other places are shown.
  private static var mostLabels: Int { 4 }

  func span(of finding: LintFinding) -> Span? {
    finding.rule.flatMap { places.map.place(of: $0) } ?? places.span(of: finding.component)
  }

  /// In order of place; what has none comes first.
  func sorted(_ findings: [LintFinding]) -> [LintFinding] {
    findings.enumerated().map { (span(of: $0.element), $0.offset, $0.element) }
      .sorted { left, right in
        switch (left.0, right.0) {
        case (let one?, let two?) where one != two: one < two
        case (nil, _?): true
        case (_?, nil): false
        default: left.1 < right.1
        }
      }.map { $0.2 }
  }
}
