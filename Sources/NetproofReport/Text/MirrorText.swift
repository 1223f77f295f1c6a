import NetproofEngine
import NetproofModel
import NetproofSyntax

/// Tells which mirror sessions copy the packets of an answer, and what becomes of the copies.
struct MirrorText {
  let context: ReportContext
  let answer: Answer
  let report: MirrorReport

  private var wording: Wording { context.wording }

  func write(into page: inout Page) {
    page.blank()
    page.line(Page.Run("mirroring", .strong))
    let lines = passages
    if lines.isEmpty {
      page.line(Page.Run("  no interface on the way has a mirror session"))
    }
    for line in lines {
      page.line(
        Page.Run("  \(line.place.padded(to: width(lines)))  "),
        Page.Run(line.sentence, line.isMirrored ? .plain : .dim), Page.Run(line.packets, .dim))
    }
    for copy in report.copies { self.copy(copy, into: &page) }
    for remark in assumptions {
      page.line(
        Page.Run("  note: ", .note), Page.Run(wording.sentence(note: remark)),
        Page.Run(" [\(remark.code.rawValue)]", .dim))
    }
  }

  // MARK: - Passages

  private struct Line: Hashable {
    let place: String
    let sentence: String
    let packets: String
    let isMirrored: Bool
  }

  /// One line for each passage, without repeats; headers only where packets at one place fare
  /// differently.
  private var passages: [Line] {
    let all = report.passages.flatMap { $0 }
    var sentences: [String: Set<String>] = [:]
    for passage in all {
      sentences[wording.place(passage), default: []].insert(wording.sentence(passage))
    }
    var lines: [Line] = []
    for passage in all {
      let (place, sentence) = (wording.place(passage), wording.sentence(passage))
      let isSplit = (sentences[place]?.count ?? 0) > 1
      let line = Line(
        place: place, sentence: sentence,
        packets: isSplit ? "  \(context.naming.header(passage.packets))" : "",
        isMirrored: passage.session != nil)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private func width(_ lines: [Line]) -> Int { lines.map(\.place.count).max() ?? 0 }

  private var assumptions: [Remark] {
    var seen: Set<Remark> = []
    return (report.passages.joined().flatMap(\.assumptions) + report.copies.flatMap(\.notes))
      .filter { $0.code == .assumption && seen.insert($0).inserted }
  }

  // MARK: - Copies

  private func copy(_ copy: MirrorCopy, into page: inout Page) {
    let header = copy.packets.map { "  \(context.naming.header($0))" } ?? ""
    page.line(Page.Run("  \(wording.sentence(copy))"), Page.Run(header, .dim))
    for obstacle in copy.obstacles {
      page.line(
        Page.Run("    "), Page.Run(obstacle.code.nameForCopies, .error),
        Page.Run(": \(wording.sentence(obstacle))"))
      place(context.places.span(of: obstacle), into: &page)
    }
    for gap in copy.gaps {
      page.line(
        Page.Run("    "), Page.Run(gap.code.nameForCopies, .warning),
        Page.Run(": \(wording.sentence(gap: gap))"))
      place(gap.component.flatMap { context.places.span(of: $0) }, into: &page)
    }
  }

  private func place(_ span: Span?, into page: inout Page) {
    guard let place = context.places.place(span) else { return }
    page.line(Page.Run("    --> ", .gutter), Page.Run(place.text))
  }
}
