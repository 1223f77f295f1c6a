import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// Tells what has changed between two networks: what opened, what closed, because of what.
struct DiffText {
  let report: DiffReport
  let detail: Detail
  private let names: EndSetText

  /// Changes that are listed before the rest is counted.
  private static let mostChanges = 12

  init(report: DiffReport, detail: Detail) {
    self.report = report
    self.detail = detail
    names = EndSetText(report.new.model)
  }

  private var diff: NetworkDiff { report.diff }
  private var asked: CountedPorts { .all }

  func write(into page: inout Page) {
    headline(into: &page)
    for sense in Transition.Sense.allCases { section(sense, into: &page) }
    omitted(into: &page)
    LoneEndsText(report: report).write(into: &page)
    assertions(into: &page)
    changes(into: &page)
    notes(into: &page)
  }

  // MARK: - Headline

  private func headline(into page: inout Page) {
    let reach = report.subject.reach
    var what = "what changes"
    if !reach.from.isEmpty { what += " of what \(reach.list(reach.from)) reaches" }
    if !reach.to.isEmpty {
      what += reach.from.isEmpty ? " of who reaches" : ", of"
      what += " \(reach.list(reach.to))"
    }
    let path = { (paths: [String]) in paths.joined(separator: ", ") }
    let (old, new) = (path(report.subject.old), path(report.subject.new))
    let between = old == new ? " by \(new)" : " from \(old) to \(new)"
    page.line(Page.Run(what + reach.onPorts + between, .strong), Page.Run(" (\(counts))", .dim))
  }

  private var counts: String {
    guard !report.isEqual else {
      let edits = diff.models.changes.count
      return edits == 0 ? "nothing" : "no answer; \(EndSetText.count(edits, "change"))"
    }
    var parts: [String] = []
    let pairs = diff.pairs + (diff.pairs == 0 ? diff.shiftedPairs : 0)
    if pairs > 0 { parts.append(EndSetText.count(pairs, "pair")) }
    let outside = Set(diff.internet.flatMap { $0.sourceNumbers + $0.destinationNumbers }).count
    if outside > 0 { parts.append("\(EndSetText.count(outside, "end")) with the internet") }
    if let added = diff.added { parts.append(EndSetText.count(added.numbers.count, "new end")) }
    if let gone = diff.removed {
      parts.append("\(EndSetText.count(gone.numbers.count, "end")) gone")
    }
    if !report.assertions.isEmpty {
      parts.append(EndSetText.count(report.assertions.count, "assertion"))
    }
    return parts.joined(separator: ", ")
  }

  // MARK: - What opened and closed

  private func section(_ sense: Transition.Sense, into page: inout Page) {
    let lines = diff.lines.prefix(NetworkDiff.mostLines).filter { $0.change.sense == sense }
    let outside = diff.internet.prefix(NetworkDiff.mostLines).filter { $0.change.sense == sense }
    let all = lines + outside
    guard !all.isEmpty else { return }
    page.blank()
    page.line(Page.Run(Self.title(sense), .strong))
    var done: Set<[Int]> = []
    for line in all {
      let key = Self.key(line)
      guard done.insert(key).inserted else { continue }
      let group = all.filter { Self.key($0) == key }
      var table = ColumnText()
      for line in group { table.add(columns(line, sense)) }
      table.write(into: &page)
      if detail != .brief, let cause = line.cause { tell(cause, into: &page) }
      if detail == .all || detail == .steps {
        for line in group {
          if let cause = line.cause { ExampleText(report: report, cause: cause).write(into: &page) }
        }
      }
    }
  }

  /// Lines of one cause stand together.
  private static func key(_ line: DiffLine) -> [Int] {
    guard let cause = line.cause else { return [-1] }
    let proof = cause.proof.map { $0 == .made ? 0 : 1 } ?? 2
    return [proof] + cause.changes + cause.others.flatMap { [-1] + $0 }
  }

  private static func title(_ sense: Transition.Sense) -> String {
    switch sense {
    case .opened: "opened"
    case .closed: "closed"
    case .obscured: "no longer known"
    case .cleared: "now known"
    }
  }

  private func columns(_ line: DiffLine, _ sense: Transition.Sense) -> [Page.Run] {
    let outside = line.remote.map { "internet (\(InternetText.remote($0)))" } ?? ""
    let from = line.isFromInternet ? outside : names.text(line.sources)
    let isToInternet = line.remote != nil && !line.isFromInternet
    let to = isToInternet ? outside : names.text(line.destinations)
    let style: Page.Style =
      switch sense {
      case .opened: .good
      case .closed: .error
      case .obscured, .cleared: .warning
      }
    return [
      Page.Run(from), Page.Run("→ \(to)"),
      Page.Run(EndSetText.ports(line.ports, of: asked), style), Page.Run(note(line), .dim),
    ]
  }

  /// What the title leaves open.
  private func note(_ line: DiffLine) -> String {
    var parts: [String] = []
    if let family = line.family { parts.append(family == .ipv4 ? "by IPv4" : "by IPv6") }
    switch (line.change.before, line.change.after) {
    case (.unreachable, .partial): parts.append("for some packets")
    case (.partial, .reachable): parts.append("for all packets, not for some only")
    case (.reachable, .partial): parts.append("still open for some packets")
    case (.partial, .unreachable): parts.append("was open for some packets")
    case (let before, .undetermined): parts.append("was \(before.rawValue)")
    case (.undetermined, let after): parts.append("is \(after.rawValue)")
    default: break
    }
    return parts.joined(separator: ", ")
  }

  private func tell(_ cause: DiffCause, into page: inout Page) {
    guard !cause.changes.isEmpty else {
      return page.line(Page.Run("    no single change was found that makes the difference", .dim))
    }
    list(cause.changes, cause.proof == nil ? "perhaps" : "because", into: &page)
    for other in cause.others { list(other, "as well", into: &page) }
    let these = cause.changes.count == 1 && cause.others.isEmpty ? "this" : "these"
    switch cause.proof {
    case .made:
      let alone = cause.others.isEmpty ? "with \(these) alone" : "with either alone"
      page.line(Page.Run("    verified: \(alone) the old network answers as the new one", .dim))
    case .undone:
      page.line(
        Page.Run("    verified: without \(these) the new network answers as the old one", .dim))
    case nil: break
    }
  }

  private func list(_ changes: [Int], _ head: String, into page: inout Page) {
    for (position, index) in changes.enumerated() {
      let head = position == 0 ? head : "and"
      line(report.change(index), head: "    \(head.padded(to: 8))", into: &page)
    }
  }

  private func line(_ change: ChangeText, head: String, into page: inout Page) {
    let style: Page.Style =
      switch change.sign {
      case .add: .good
      case .remove: .error
      case .change: .note
      }
    let text = change.text.isEmpty ? "" : ": \(change.text)"
    page.line(
      Page.Run(head), Page.Run("\(change.sign.rawValue) ", style),
      Page.Run("\(change.subject)\(text)"), Page.Run(places(change), .dim))
  }

  /// `  old.yaml:12 → new.yaml:13`.
  private func places(_ change: ChangeText) -> String {
    let old = report.old.places.place(change.oldSpan)
    let new = report.new.places.place(change.newSpan)
    let texts = [old, new].compactMap { $0.map { "\($0.file):\($0.line)" } }
    return texts.isEmpty ? "" : "  \(texts.joined(separator: " → "))"
  }

  private func omitted(into page: inout Page) {
    let rest =
      max(0, diff.lines.count - NetworkDiff.mostLines)
      + max(0, diff.internet.count - NetworkDiff.mostLines)
    if diff.isTooVaried {
      page.blank()
      page.line(
        Page.Run("  \(EndSetText.count(diff.pairs, "pair")) change in too many ways for lines; "),
        Page.Run("`--from`, `--to` and `--port` ask about a part", .dim))
    }
    guard rest > 0 else { return }
    page.blank()
    page.line(
      Page.Run("  and \(EndSetText.count(rest, "more line"))"),
      Page.Run("; `--from`, `--to` and `--port` ask about a part, `--format json` lists all", .dim))
  }

  // MARK: - Assertions and changes

  private func assertions(into page: inout Page) {
    guard !report.assertions.isEmpty else { return }
    page.blank()
    page.line(Page.Run("assertions", .strong))
    var table = ColumnText()
    for one in report.assertions {
      let context = one.isNew ? report.new : report.old
      let place = context.places.place(one.assertion.span).map { "\($0.file):\($0.line)" } ?? ""
      table.add([
        Page.Run(one.assertion.title),
        Page.Run("\(Self.word(one.before)), now \(Self.word(one.after))", Self.style(one.after)),
        Page.Run(place, .dim),
      ])
    }
    table.write(into: &page)
  }

  private static func word(_ outcome: Outcome?) -> String {
    switch outcome?.status {
    case .held: "held"
    case .failed: "failed"
    case .undetermined: "undetermined"
    case nil: "without its ends"
    }
  }

  private static func style(_ outcome: Outcome?) -> Page.Style {
    switch outcome?.status {
    case .held: .good
    case .failed: .error
    case .undetermined, nil: .warning
    }
  }

  private func changes(into page: inout Page) {
    guard detail != .brief else { return }
    let isWhole = report.subject.isWhole
    list(
      .none, "changes without effect on \(isWhole ? "reachability" : "what was asked")", into: &page
    )
    list(.unknown, diff.isEmpty ? "changes" : "further changes", into: &page)
  }

  private func list(_ effect: NetworkDiff.Effect, _ title: String, into page: inout Page) {
    let indices = diff.effects.indices.filter { diff.effects[$0] == effect && isTold($0) }
    guard !indices.isEmpty else { return }
    page.blank()
    page.line(Page.Run(title, .strong))
    for index in indices.prefix(Self.mostChanges) {
      line(report.change(index), head: "  ", into: &page)
    }
    let rest = indices.count - Self.mostChanges
    if rest > 0 { page.line(Page.Run("  and \(EndSetText.number(rest)) more", .dim)) }
  }

  /// Ends are told by themselves, and what AWS makes with a VPC goes with it.
  private func isTold(_ index: Int) -> Bool {
    func isTold(_ component: ComponentID, _ context: ReportContext) -> Bool {
      switch component.kind {
      case .instance, .interface: return false
      case .routeTable, .networkACL, .securityGroup:
        return context.places.map.place(of: component) != nil
      default: return true
      }
    }
    switch diff.models.changes[index] {
    case .added(let id): return isTold(id, report.new)
    case .removed(let id): return isTold(id, report.old)
    case .ruleAdded, .ruleRemoved, .ruleChanged, .fields, .settings: return true
    }
  }

  private func notes(into page: inout Page) {
    if diff.shiftedPairs > 0 {
      let verb = diff.shiftedPairs == 1 ? "lets" : "let"
      note(
        "\(EndSetText.count(diff.shiftedPairs, "pair")) \(verb) other packets pass than before, of ports "
          + "that are open to some packets only, before and after; `trace` tells which", into: &page
      )
    }
    guard diff.partialPairs > 0, !diff.models.changes.isEmpty else { return }
    let verb = diff.partialPairs == 1 ? "is" : "are"
    note(
      "\(EndSetText.count(diff.partialPairs, "pair")) \(verb) open to some packets only, before and "
        + "after; whether to the same ones was not compared", into: &page)
  }

  private func note(_ text: String, into page: inout Page) {
    page.blank()
    page.line(Page.Run("note", .note), Page.Run(": \(text)"))
  }
}
