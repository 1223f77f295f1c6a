public import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax

/// All that is told of two networks side by side.
public struct DiffReport: Sendable {
  let old: ReportContext
  let new: ReportContext
  let diff: NetworkDiff
  let assertions: [AssertionDiff]
  let subject: Subject

  /// What was asked, as it was written.
  public struct Subject: Sendable {
    /// The paths of both networks.
    public let old: [String]
    public let new: [String]
    public let reach: ReachSubject
    public let family: String?

    /// Whether nothing was left out.
    var isWhole: Bool {
      reach.from.isEmpty && reach.to.isEmpty && reach.ports.isEmpty && family == nil
    }

    public init(old: [String], new: [String], reach: ReachSubject, family: String?) {
      self.old = old
      self.new = new
      self.reach = reach
      self.family = family
    }
  }

  public init(
    old: ReportContext, new: ReportContext, _ diff: NetworkDiff, _ assertions: [AssertionDiff],
    subject: Subject
  ) {
    self.old = old
    self.new = new
    self.diff = diff
    self.assertions = assertions
    self.subject = subject
  }

  /// Whether nobody gets another answer.
  public var isEqual: Bool { diff.isEmpty && assertions.isEmpty }

  /// For a person, on a page or two.
  public func text(detail: Detail) -> String {
    var page = Page(isColoured: new.isColoured)
    DiffText(report: self, detail: detail).write(into: &page)
    return page.text
  }

  /// For tools: the form `netproof.diff/1`.
  public var json: String { DiffJSON(report: self).value.text }

  func change(_ index: Int) -> ChangeText {
    ChangeText(diff.models.changes[index], old, new)
  }
}
