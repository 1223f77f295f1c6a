import NetproofChecks
import NetproofEngine
import NetproofModel

/// Tells fixes: what to add where, and what that opens and closes besides.
struct FixText {
  let context: ReportContext
  let fixes: [Fix]
  let answer: Answer

  /// Side effects that are listed before the rest is counted.
  private static let most = 4

  func write(into page: inout Page) {
    for (index, fix) in fixes.enumerated() {
      page.blank()
      page.line(
        Page.Run(index == 0 ? "fix: " : "or: ", .good), Page.Run(headline(fix), .strong))
      for edit in fix.edits.map({ EditText($0, context) }) {
        page.line(
          Page.Run("   + ", .good), Page.Run("\(edit.subject): "), Page.Run(edit.addition, .good))
        if let place = context.places.place(edit.span) {
          page.line(Page.Run("     --> ", .gutter), Page.Run("\(place.file):\(place.line)"))
        }
      }
      effects(fix.alsoOpens, "opens", into: &page)
      effects(fix.alsoCloses, "closes", into: &page)
    }
  }

  private func headline(_ fix: Fix) -> String {
    let count = fix.edits.count
    let subject =
      count == 1 ? "one edit opens the way" : "\(Self.number(count)) edits together open the way"
    let beside: String
    if !fix.isComplete {
      beside = "too many ends to look at everything else it opens"
    } else if fix.alsoOpens.isEmpty, fix.alsoCloses.isEmpty {
      beside = "nothing else changes"
    } else {
      beside = fix.alsoOpens.isEmpty ? "nothing else opens" : "it opens more than was asked"
    }
    return "\(subject) (tried; \(beside))"
  }

  private func effects(_ passages: [Passage], _ verb: String, into page: inout Page) {
    let lines = PassageText(context.naming).lines(passages)
    for text in lines.prefix(Self.most) {
      page.line(Page.Run("     also \(verb): ", .warning), Page.Run(text))
    }
    let rest = lines.count - Self.most
    if rest > 0 { page.line(Page.Run("     and \(rest) more", .dim)) }
  }

  private static func number(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }
}
