import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Tells an answer: the way, what stands in it, what would open it, and one packet that shows it.
struct AnswerText {
  let context: ReportContext
  let answer: Answer
  let subject: TraceSubject
  let fixes: FixSearch
  let detail: Detail
  /// The class that is shown, where it matters which; else that of the witness.
  var asked: Int?

  /// Obstacles, classes and ways that are told before the rest is counted.
  private static let most = 8

  /// The verdict as a sentence about the question.
  var headline: String {
    switch answer.verdict {
    case .reachable: return subject.sentence("reaches")
    case .unreachable: return subject.sentence("does not reach")
    case .partial:
      let arriving = answer.classes.count { $0.verdict == .reachable }
      let what =
        Alternatives(answer).areAll ? "ways that AWS may choose" : "packet classes"
      return subject.sentence("partly reaches")
        + ": \(arriving) of \(answer.classes.count) \(what) pass"
    case .undetermined: return "whether \(subject.sentence("reaches")) is not known"
    }
  }

  func body(into page: inout Page) {
    switch detail {
    case .brief: brief(into: &page)
    case .normal: normal(into: &page)
    case .all, .steps: everything(into: &page)
    }
  }

  // MARK: - Brief

  private func brief(into page: inout Page) {
    for obstacle in answer.obstacles.prefix(Self.most) {
      let place = context.places.place(context.places.span(of: obstacle))?.text
      page.line(
        Page.Run("  "), Page.Run(obstacle.code.rawValue, .error),
        Page.Run(Self.mark(obstacle.direction)), Page.Run(context.wording.sentence(obstacle)),
        Page.Run(place.map { "  \($0)" } ?? "", .dim))
    }
    more(answer.obstacles.count - Self.most, "obstacles", into: &page)
    for gap in answer.gaps.prefix(Self.most) {
      page.line(
        Page.Run("  "), Page.Run(gap.code.rawValue, .warning),
        Page.Run(": \(context.wording.sentence(gap: gap))"))
    }
    // What AWS's documents leave open may turn the verdict round.
    for note in answer.notes.filter({ $0.code == .assumption }).prefix(Self.most) {
      page.line(
        Page.Run("  "), Page.Run(note.code.rawValue, .note),
        Page.Run(": \(context.wording.sentence(note: note))"))
    }
  }

  // MARK: - Normal

  private func normal(into page: inout Page) {
    page.blank()
    noWay(into: &page)
    ways(into: &page)
    obstacles(into: &page)
    remarks(into: &page)
    FixText(context: context, search: fixes).write(into: &page)
    witness(into: &page)
  }

  /// Says so if no packet takes a way that is asked about.
  private func noWay(into page: inout Page) {
    guard answer.classes.isEmpty else { return }
    page.line(
      Page.Run(
        """
        no packet of the question takes such a way; without \(conditions) the answer tells which \
        ways they take
        """))
  }

  private var conditions: String {
    let options =
      (subject.through.isEmpty ? [] : ["`--through`"])
      + (subject.avoiding.isEmpty ? [] : ["`--avoiding`"])
    return options.joined(separator: " and ")
  }

  /// The ways that explain the verdict: the blocked one, or the open one with the rules that open it.
  private func ways(into page: inout Page) {
    let way = WayText(context: context)
    if areListed { classes(into: &page) }
    if asked == nil, let index = blockedClass {
      let blocked = answer.classes[index]
      way.line(blocked.forward, "forward", into: &page)
      way.line(blocked.reply, "reply  ", into: &page)
      if !areListed { others(into: &page) }
      return
    }
    guard let index = shownClass else { return }
    let shown = answer.classes[index]
    way.table(shown.forward, "forward", headers: false, into: &page)
    way.table(shown.reply, "reply", headers: false, into: &page)
    others(into: &page)
  }

  /// Counts the classes whose ways are not shown.
  private func others(into page: inout Page) {
    let others = answer.classes.count - 1
    guard others > 0 else { return }
    let what = others == 1 ? "one more packet class" : "\(others) more packet classes"
    let verb = answer.verdict == .reachable ? " passed as well" : ""
    page.line(Page.Run("  \(what)\(verb) (`--explain all` shows all)", .dim))
  }

  /// Whether each class is told with what becomes of it: not the same becomes of all.
  private var areListed: Bool {
    guard answer.classes.count > 1 else { return false }
    return answer.verdict == .partial
      || answer.obstacles.contains { $0.classes.count < answer.classes.count }
  }

  /// The class whose way shows what stands in it: the witness's, if something does.
  private var blockedClass: Int? {
    if let index = answer.witness?.packetClass, !answer.classes[index].obstacles.isEmpty {
      return index
    }
    return answer.obstacles.first?.classes.first
  }

  private var shownClass: Int? {
    asked ?? answer.witness?.packetClass ?? answer.classes.indices.first
  }

  /// One line for each class: what becomes of it, and its packets.
  private func classes(into page: inout Page) {
    let alternatives = Alternatives(answer)
    for (index, one) in answer.classes.enumerated().prefix(Self.most) {
      let mark = words(alternatives.marks(of: index))
      let causes = one.obstacles.map { answer.obstacles[$0].code.rawValue }
      let why = causes.isEmpty ? "" : "  (\(causes.joined(separator: ", ")))"
      page.line(
        Page.Run("  \(index + 1)  ", .dim), verdict(one.verdict),
        Page.Run("  \(context.naming.header(one.packets))\(mark)"), Page.Run(why, .dim))
    }
    more(answer.classes.count - Self.most, "packet classes", into: &page)
    page.blank()
  }

  /// What tells an alternative apart.
  private func words(_ marks: [Alternatives.Mark]) -> String {
    marks.map { mark in
      let address = mark.address.map { " as \($0)" } ?? ""
      guard let component = mark.component else { return address }
      return address
        + "\(mark.isOfReply ? ", replies" : "") by \(context.naming.reference(component))"
    }.joined()
  }

  private func verdict(_ verdict: Verdict) -> Page.Run {
    let style: Page.Style
    switch verdict {
    case .reachable: style = .good
    case .unreachable: style = .error
    case .partial, .undetermined: style = .warning
    }
    return Page.Run(verdict.rawValue.padded(to: 12), style)
  }

  // MARK: - Obstacles

  private func obstacles(into page: inout Page) {
    for obstacle in answer.obstacles.prefix(Self.most) {
      page.blank()
      self.obstacle(obstacle, into: &page)
    }
    more(answer.obstacles.count - Self.most, "obstacles", into: &page)
  }

  private func obstacle(_ obstacle: Obstacle, into page: inout Page) {
    page.line(
      Page.Run(obstacle.code.rawValue, .error),
      Page.Run(Self.mark(obstacle.direction)),
      Page.Run(context.wording.sentence(obstacle), .strong))
    let miss = context.model.nearestMiss(of: obstacle).map { context.wording.sentence($0) }
    if let span = context.places.span(of: obstacle), let excerpt = context.places.excerpt(span) {
      ExcerptText.write(excerpt, miss, .error, into: &page)
    } else if let miss {
      page.line(Page.Run("  = ", .gutter), Page.Run(miss, .note))
    }
    if let place = context.places.place(context.places.spanOfDownfall(obstacle)) {
      page.line(Page.Run("  = ", .gutter), Page.Run("its target: \(place.text)", .note))
    }
    for hint in obstacle.hints {
      page.line(
        Page.Run("  = ", .gutter), Page.Run(hint.code.rawValue, .note),
        Page.Run(": \(context.wording.sentence(hint))"))
    }
  }

  /// What stands between a code and its sentence.
  private static func mark(_ direction: Direction) -> String {
    switch direction {
    case .forward: ": "
    case .reply: " on the reply: "
    }
  }

  private func remarks(into page: inout Page) {
    guard !answer.gaps.isEmpty || !answer.notes.isEmpty else { return }
    page.blank()
    for gap in answer.gaps.prefix(Self.most) {
      page.line(
        Page.Run("unknown: ", .warning), Page.Run(context.wording.sentence(gap: gap)),
        Page.Run(" [\(gap.code.rawValue)]", .dim))
      if let component = gap.component, let span = context.places.span(of: component),
        let place = context.places.place(span)
      {
        page.line(Page.Run("  --> ", .gutter), Page.Run(place.text))
      }
    }
    more(answer.gaps.count - Self.most, "things that are not known", into: &page)
    for note in answer.notes.prefix(Self.most) {
      page.line(
        Page.Run("note: ", .note), Page.Run(context.wording.sentence(note: note)),
        Page.Run(" [\(note.code.rawValue)]", .dim))
    }
    more(answer.notes.count - Self.most, "notes", into: &page)
  }

  private func more(_ count: Int, _ what: String, into page: inout Page) {
    if count > 0 { page.line(Page.Run("  and \(count) more \(what)", .dim)) }
  }

  // MARK: - Witness

  private func witness(into page: inout Page) {
    guard let witness = answer.witness else { return }
    let packet = witness.flow.packet
    let outcome =
      answer.classes[witness.packetClass].verdict == .reachable ? "passes" : "is stopped"
    page.blank()
    page.line(
      Page.Run("witness: ", .note), Page.Run(PacketText.header(packet)),
      Page.Run(" (\(outcome); confirmed by replay)", .dim))
  }

  // MARK: - Everything

  private func everything(into page: inout Page) {
    let way = WayText(context: context)
    let alternatives = Alternatives(answer)
    for (index, one) in answer.classes.enumerated() {
      page.blank()
      let mark = words(alternatives.marks(of: index))
      let alternative =
        one.alternative > 1 || !mark.isEmpty ? ", alternative \(one.alternative)\(mark)" : ""
      page.line(
        Page.Run("class \(index + 1) of \(answer.classes.count)\(alternative): "),
        verdict(one.verdict), Page.Run(context.naming.header(one.packets)))
      way.table(one.forward, "forward", headers: detail == .steps, into: &page)
      way.table(one.reply, "reply", headers: detail == .steps, into: &page)
    }
    obstacles(into: &page)
    remarks(into: &page)
    FixText(context: context, search: fixes).write(into: &page)
    witness(into: &page)
  }
}
