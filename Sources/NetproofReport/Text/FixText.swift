import NetproofChecks
import NetproofEngine
import NetproofModel

/// Tells fixes: what to add where, and what that opens and closes besides.
struct FixText {
  let context: ReportContext
  let search: FixSearch

  /// Side effects that are listed before the rest is counted.
  private static let most = 4

  func write(into page: inout Page) {
    for (index, fix) in search.fixes.enumerated() {
      page.blank()
      page.line(
        Page.Run(index == 0 ? "fix: " : "or: ", .good), Page.Run(headline(fix), .strong))
      edits(fix.edits, into: &page)
      effects(fix.alsoOpens, "also opens", into: &page)
      effects(fix.alsoDelivers, "also delivers, without a reply", into: &page)
      effects(fix.alsoCloses, "also closes", into: &page)
      bypasses(fix.bypasses, into: &page)
      for assertion in fix.breaks {
        let place = context.places.place(assertion.span)
        page.line(
          Page.Run("     breaks the assertion: ", .warning), Page.Run(assertion.title),
          Page.Run(place.map { "  \($0.file):\($0.line)" } ?? "", .dim))
      }
    }
    guard let none = search.noFix else { return }
    page.blank()
    page.line(Page.Run("no fix: ", .note), Page.Run(context.wording.sentence(none)))
    edits(none.edits, into: &page)
  }

  private func edits(_ edits: [ModelEdit], into page: inout Page) {
    for edit in edits.map({ EditText($0, context) }) {
      let subject = Page.Run("\(edit.subject): ")
      switch edit.change {
      case .add(let text):
        page.line(Page.Run("   + ", .good), subject, Page.Run(text, .good))
      case .remove(let text):
        page.line(Page.Run("   - ", .error), subject, Page.Run(text, .error))
      case .change(let old, let new):
        page.line(
          Page.Run("   ~ ", .good), subject, Page.Run(old, .error), Page.Run(" becomes "),
          Page.Run(new, .good))
      }
      if let place = context.places.place(edit.span) {
        page.line(Page.Run("     --> ", .gutter), Page.Run("\(place.file):\(place.line)"))
      }
    }
  }

  private func headline(_ fix: Fix) -> String {
    let count = fix.edits.count
    let subject =
      count == 1 ? "one edit opens the way" : "\(Self.number(count)) edits together open the way"
    let beside: String
    if !fix.isComplete, fix.breaks.isEmpty {
      beside = "too many ends to look at everything else it opens"
    } else if !fix.breaks.isEmpty {
      beside = "it breaks what holds today"
    } else if !fix.bypasses.isEmpty {
      beside = "packets go past what inspects them today"
    } else if !fix.alsoOpens.isEmpty {
      beside = "it opens more than was asked"
    } else if !fix.alsoDelivers.isEmpty {
      beside = "it delivers more than was asked"
    } else {
      beside = fix.alsoCloses.isEmpty ? "nothing else changes" : "nothing else opens"
    }
    return "\(subject) (tried; \(beside))"
  }

  private func effects(_ passages: [Passage], _ effect: String, into page: inout Page) {
    let lines = PassageText(context.naming).lines(passages)
    for text in lines.prefix(Self.most) {
      page.line(Page.Run("     \(effect): ", .warning), Page.Run(text))
    }
    let rest = lines.count - Self.most
    if rest > 0 { page.line(Page.Run("     and \(rest) more", .dim)) }
  }

  /// What goes past whom: requests and replies apart, each inspector once.
  private func bypasses(_ bypasses: [Bypass], into page: inout Page) {
    var heads: [(inspector: ComponentID, direction: Direction)] = []
    for one in bypasses
    where !heads.contains(where: { $0 == (one.inspector, one.direction) }) {
      heads.append((one.inspector, one.direction))
    }
    for head in heads {
      let passages = bypasses.filter { ($0.inspector, $0.direction) == head }.map(\.passage)
      let name = context.naming.full(head.inspector)
      let subject = head.direction == .forward ? "goes past" : "replies go past"
      effects(passages, "\(subject) \(name)", into: &page)
    }
  }

  private static func number(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }
}
