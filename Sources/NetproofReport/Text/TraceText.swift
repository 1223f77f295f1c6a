public import NetproofChecks
public import NetproofEngine

extension ReportContext {
  /// One answer as text for people.
  public func traceText(
    _ answer: Answer, subject: TraceSubject, fixes: FixSearch, detail: Detail,
    mirroring: MirrorReport? = nil, flowLog: FlowLog? = nil
  ) -> String {
    var page = Page(isColoured: isColoured)
    let text = AnswerText(
      context: self, answer: answer, subject: subject, fixes: fixes, detail: detail)
    page.line(
      Page.Run(answer.verdict.rawValue, Self.style(answer.verdict)),
      Page.Run(": \(text.headline)", .strong))
    text.body(into: &page)
    if let mirroring {
      MirrorText(context: self, answer: answer, report: mirroring).write(into: &page)
    }
    if let flowLog { FlowLogText(context: self, log: flowLog).write(into: &page) }
    return page.text
  }

  static func style(_ verdict: Verdict) -> Page.Style {
    switch verdict {
    case .reachable: .good
    case .unreachable: .error
    case .partial, .undetermined: .warning
    }
  }
}
