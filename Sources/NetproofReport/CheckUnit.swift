public import NetproofChecks
import NetproofEngine
import NetproofModel
public import NetproofSyntax

/// One topology with what became of its assertions.
public struct CheckUnit: Sendable {
  /// The path that named the topology.
  public let path: String
  /// The topology's own name, if it states one.
  public let name: String?
  public let outcomes: [Outcome]
  /// Findings about the network and the text, which do not fail a check by themselves.
  public let warnings: [Diagnostic]
  let context: ReportContext

  public init(
    path: String, name: String?, context: ReportContext, outcomes: [Outcome],
    warnings: [Diagnostic]
  ) {
    self.path = path
    self.name = name
    self.context = context
    self.outcomes = outcomes
    self.warnings = warnings
  }

  func count(_ status: Outcome.Status) -> Int { outcomes.count { $0.status == status } }
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
