import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax

/// Tells what both networks do with one pair of a line: what stands in the way, or what lets it pass.
struct ExampleText {
  let report: DiffReport
  let cause: DiffCause

  func write(into page: inout Page) {
    let example = cause.example
    let ports = EndSetText.ports(example.ports, of: .all)
    page.line(Page.Run("    for example \(example.from) → \(example.to) \(ports)"))
    write(example.before, "before", report.old, into: &page)
    write(example.after, "after", report.new, into: &page)
  }

  private func write(
    _ answer: Answer?, _ when: String, _ context: ReportContext, into page: inout Page
  ) {
    guard let answer else {
      return page.line(Page.Run("      \(when): the ends have no addresses of one family"))
    }
    page.line(Page.Run("      \(when): \(answer.verdict.rawValue)"))
    if answer.obstacles.isEmpty, answer.gaps.isEmpty {
      return passing(answer, context, into: &page)
    }
    for obstacle in answer.obstacles {
      line(context.wording.sentence(obstacle), context.places.span(of: obstacle), context, &page)
    }
    for gap in answer.gaps { line(context.wording.sentence(gap: gap), nil, context, &page) }
  }

  /// The rules and routes that let a packet pass, each once.
  private func passing(_ answer: Answer, _ context: ReportContext, into page: inout Page) {
    var seen: Set<RuleID> = []
    for step in answer.classes.first.map({ $0.forward + $0.reply }) ?? [] {
      switch step.evidence {
      case .rule(let id), .route(let id):
        guard seen.insert(id).inserted else { continue }
        let text = "\(context.naming.full(id.owner)): \(context.wording.rules.text(id))"
        line(text, context.places.span(of: step.evidence), context, &page)
      case .state, .absence: continue
      }
    }
  }

  private func line(
    _ text: String, _ span: Span?, _ context: ReportContext, _ page: inout Page
  ) {
    let place = context.places.place(span).map { "  \($0.file):\($0.line)" } ?? ""
    page.line(Page.Run("        \(text)"), Page.Run(place, .dim))
  }
}
