public import NetproofChecks
import NetproofEngine
import NetproofModel
public import NetproofSyntax

/// One topology with what became of its assertions and scopes.
public struct CheckUnit: Sendable {
  /// The path that named the topology.
  public let path: String
  /// The topology's own name, if it states one.
  public let name: String?
  public let outcomes: [Outcome]
  public let scopes: [ScopeOutcome]
  /// Findings about the network and the text, which do not fail a check by themselves.
  public let warnings: [Diagnostic]
  let context: ReportContext

  public init(
    path: String, name: String?, context: ReportContext, outcomes: [Outcome],
    scopes: [ScopeOutcome] = [], warnings: [Diagnostic]
  ) {
    self.path = path
    self.name = name
    self.context = context
    self.outcomes = outcomes
    self.scopes = scopes
    self.warnings = warnings
  }

  func count(_ status: Outcome.Status) -> Int { outcomes.count { $0.status == status } }

  /// Whether every assertion holds, and no scope that is expected to be empty has, or might have,
  /// a finding.
  public var isHeld: Bool {
    outcomes.allSatisfy { $0.status == .held } && scopes.allSatisfy { !$0.failsCheck }
  }

  /// Whether a scope has, or might have, a finding.
  public var hasFindings: Bool { scopes.contains { $0.status != .empty } }
}

extension ScopeOutcome {
  /// Whether the author expects nothing of this kind, and it cannot be ruled out.
  var failsCheck: Bool { scope.expectsNothing && status != .empty }

  /// The code that is reported; nothing if nobody expects the scope to be empty, or it is.
  var code: String? {
    switch status {
    case .empty, .found: nil
    case .failed: "NP2006"
    case .undetermined: scope.expectsNothing ? "NP2007" : nil
    }
  }
}

extension Outcome {
  /// The question of the assertion, for headlines.
  var subject: TraceSubject {
    assertion.subject
  }

  /// What the assertion is called.
  var title: String { assertion.title }

  /// The code that a failure is reported under; nothing if the assertion held.
  var code: String? {
    switch (status, assertion.expect.value) {
    case (.held, _): nil
    case (.undetermined, _): "NP2003"
    case (.failed, _) where !mismatches.isEmpty && isExpectedVerdict: "NP2005"
    case (.failed, .reachable): "NP2001"
    case (.failed, .unreachable), (.failed, .isolated): "NP2002"
    case (.failed, .partial): "NP2004"
    }
  }

  /// Whether the verdict itself is as expected, so that only its cause differs.
  private var isExpectedVerdict: Bool {
    switch assertion.expect.value {
    case .reachable: answer.verdict == .reachable
    case .unreachable: answer.verdict == .unreachable
    case .partial: answer.verdict == .partial
    case .isolated:
      answer.verdict == .unreachable && !answer.notes.contains { $0.code == .forwardDelivered }
    }
  }
}

extension AssertionEntry {
  /// The question that it asks, for headlines.
  var subject: TraceSubject {
    TraceSubject(
      from: from.map(\.value).joined(separator: ", "), to: to.map(\.value).joined(separator: ", "),
      port: ports.map(\.value).joined(separator: ", "), clientPorts: nil)
  }

  /// What it is called: its name, or what it says.
  var title: String {
    if let name = name?.value { return name }
    return "\(subject.from) → \(subject.to) on \(subject.port): \(expect.value.rawValue)"
  }
}
