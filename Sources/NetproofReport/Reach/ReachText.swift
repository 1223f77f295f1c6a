public import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

extension ReportContext {
  /// Who reaches whom, on a page or two.
  public func reachText(_ reach: Reach, subject: ReachSubject) -> String {
    var page = Page(isColoured: isColoured)
    ReachText(context: self, reach: reach, subject: subject).write(into: &page)
    return page.text
  }
}

/// Tells who reaches whom in lines, then the internet, then what stands apart.
struct ReachText {
  let context: ReportContext
  let reach: Reach
  let subject: ReachSubject

  /// Connected parts that are listed before the rest is counted.
  private static let mostIslands = 8
  /// VPCs that are named where a line holds in many.
  private static let mostVPCs = 4

  private let names: EndSetText
  init(context: ReportContext, reach: Reach, subject: ReachSubject) {
    self.context = context
    self.reach = reach
    self.subject = subject
    names = EndSetText(context.model)
  }

  private var asked: CountedPorts { reach.question.ports }

  func write(into page: inout Page) {
    headline(into: &page)
    matrix(into: &page)
    internet(into: &page)
    unknown(into: &page)
    apart(into: &page)
    hint(into: &page)
  }

  // MARK: - Headline

  private func headline(into page: inout Page) {
    let question = reach.question
    let what: String
    switch (question.from.isEverything, question.to.isEverything) {
    case (true, true): what = "who reaches whom\(subject.onPorts)"
    case (false, true): what = "what \(subject.list(subject.from)) reaches\(subject.onPorts)"
    case (true, false): what = "who reaches \(subject.list(subject.to))\(subject.onPorts)"
    case (false, false):
      what =
        "whether \(subject.list(subject.from)) reaches \(subject.list(subject.to))"
        + subject.onPorts
    }
    page.line(Page.Run(what, .strong), Page.Run(" \(counts)", .dim))
  }

  /// How much there is: `(12 interfaces, 1 network; 34 of 145 pairs pass)`.
  private var counts: String {
    let question = reach.question
    let (from, to) = (question.from, question.to)
    let shared =
      Set(from.interfaces).intersection(to.interfaces).count
      + from.networks.count * to.networks.count
    let pairs = from.count * to.count - shared
    guard !context.model.interfaces.ids.isEmpty else { return "(there are no interfaces)" }
    guard pairs > 0 else { return "" }
    let some = asked == .all ? " on some port" : ""
    let unknown =
      reach.pairsUndetermined > 0
      ? ", \(EndSetText.number(reach.pairsUndetermined)) not known" : ""
    let networks =
      from.networks.isEmpty ? "" : ", \(Self.count(from.networks.count, "network"))"
    let size =
      from.isEverything && to.isEverything
      ? "\(Self.count(from.interfaces.count, "interface"))\(networks); " : ""
    return "(\(size)\(EndSetText.number(reach.pairsReachable)) of \(EndSetText.number(pairs)) pairs"
      + " pass\(some)\(unknown))"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    EndSetText.count(count, noun)
  }

  // MARK: - Between ends

  private func matrix(into page: inout Page) {
    let question = reach.question
    guard question.from.count > 0, question.to.count > 0 else { return }
    page.blank()
    if reach.overview != nil {
      page.line(Page.Run("summed up by \(unit), as the members of each differ", .dim))
    }
    let known = reach.lines.filter { !$0.ports.isEmpty || !$0.partialPorts.isEmpty }
    if known.isEmpty { page.line(Page.Run("  nothing passes between them", .dim)) }
    table(known.filter { $0.vpcs.isEmpty }, names, into: &page)
    var local = names
    local.isLocal = true
    for vpcs in Self.distinct(known.map(\.vpcs)) where !vpcs.isEmpty {
      page.blank()
      page.line(Page.Run("in each of \(list(vpcs))", .strong))
      table(known.filter { $0.vpcs == vpcs }, local, into: &page)
    }
    if reach.omittedLines > 0 {
      page.line(Page.Run("  and \(EndSetText.number(reach.omittedLines)) more lines", .dim))
    }
  }

  private static func distinct(_ lists: [[ID<VPC>]]) -> [[ID<VPC>]] {
    var seen: Set<[ID<VPC>]> = []
    return lists.filter { seen.insert($0).inserted }
  }

  private func list(_ vpcs: [ID<VPC>]) -> String {
    let shown = vpcs.prefix(Self.mostVPCs).map { context.naming.plain(.vpc($0)) }
      .joined(separator: ", ")
    let rest = vpcs.count - Self.mostVPCs
    return "\(vpcs.count) VPCs (\(shown)\(rest > 0 ? ", …" : ""))"
  }

  private func table(_ lines: [ReachLine], _ names: EndSetText, into page: inout Page) {
    var table = ColumnText()
    for line in lines {
      table.add([
        Page.Run(sources(line, names)), Page.Run("→ \(destinations(line, names))"),
        Page.Run(ports(line), .good),
      ])
    }
    table.write(into: &page)
  }

  private func sources(_ line: ReachLine, _ names: EndSetText) -> String {
    switch line.pairing {
    case .all: names.text(line.sources)
    case .within:
      isSeveral(line) ? "each of \(units(line.sources, names))" : names.text(line.sources)
    case .between: "each of \(units(line.sources, names))"
    }
  }

  private func destinations(_ line: ReachLine, _ names: EndSetText) -> String {
    switch line.pairing {
    case .all: names.text(line.destinations)
    case .within: isSeveral(line) ? "itself" : names.text(line.destinations)
    case .between: "every other of them"
    }
  }

  /// Whether a line is about several units, each with itself.
  private func isSeveral(_ line: ReachLine) -> Bool {
    guard line.sources.terms.count == 1, line.sources.exceptions.isEmpty else { return true }
    switch line.sources.terms[0] {
    case .everything, .everyInterface, .some, .vpcs, .spread: return true
    case .vpc, .securityGroup, .subnet, .tag, .network, .interface: return false
    }
  }

  /// The units that a set of ends stands for: all VPCs rather than every interface.
  private func units(_ set: EndSet, _ names: EndSetText) -> String {
    guard set.terms.first == .everyInterface else { return names.text(set) }
    return names.text(set).replacing("every interface", with: "the \(unit)s")
  }

  /// What an overview sums up by.
  private var unit: String { reach.overview == .subnet ? "subnet" : "VPC" }

  private func ports(_ line: ReachLine) -> String {
    var parts: [String] = []
    if !line.ports.isEmpty { parts.append(EndSetText.ports(line.ports, of: asked)) }
    if !line.partialPorts.isEmpty {
      parts.append("some pairs: \(EndSetText.ports(line.partialPorts, of: asked))")
    }
    return parts.joined(separator: "; ")
  }

  // MARK: - The internet

  private func internet(into page: inout Page) {
    let exposed = reach.exposed.filter { !$0.isUndetermined }
    let reaching = reach.reaching.filter { !$0.isUndetermined }
    if reach.question.from.internet != nil, reach.question.to.count > 0 {
      page.blank()
      page.line(Page.Run("from the internet", .strong))
      if exposed.isEmpty { page.line(Page.Run("  nothing gets in", .dim)) }
      var table = ColumnText()
      for line in exposed {
        table.add([
          Page.Run(EndSetText.ports(line.ports, of: asked), .warning),
          Page.Run("→ \(names.text(line.ends))"), Page.Run("from \(remote(line.remote))"),
        ])
      }
      table.write(into: &page)
    }
    if reach.question.to.internet != nil, reach.question.from.count > 0 {
      page.blank()
      page.line(Page.Run("to the internet", .strong))
      if reaching.isEmpty { page.line(Page.Run("  nothing gets out", .dim)) }
      var table = ColumnText()
      for line in reaching {
        table.add([
          Page.Run(names.text(line.ends)), Page.Run("→ \(remote(line.remote))"),
          Page.Run(EndSetText.ports(line.ports, of: asked), .good), Page.Run(exits(line), .dim),
        ])
      }
      table.write(into: &page)
    }
    if reach.omittedInternetLines > 0 {
      let rest = EndSetText.number(reach.omittedInternetLines)
      page.line(Page.Run("  and \(rest) more lines about the internet", .dim))
    }
  }

  private func remote(_ remote: InternetLine.Remote) -> String { InternetText.remote(remote) }

  private func exits(_ line: InternetLine) -> String {
    let gateways = line.exits.filter { $0.kind != .internetGateway }
    guard !gateways.isEmpty else { return "" }
    return "by "
      + gateways.map { "\($0.kind.shortForm):\(context.naming.plain($0))" }.joined(separator: ", ")
  }

  // MARK: - What is not known

  private func unknown(into page: inout Page) {
    var table = ColumnText()
    for line in reach.lines where !line.undeterminedPorts.isEmpty {
      table.add([
        Page.Run(sources(line, names)), Page.Run("→ \(destinations(line, names))"),
        Page.Run(EndSetText.ports(line.undeterminedPorts, of: asked), .warning),
      ])
    }
    for line in reach.exposed where line.isUndetermined {
      table.add([
        Page.Run("internet (\(remote(line.remote)))"), Page.Run("→ \(names.text(line.ends))"),
        Page.Run(EndSetText.ports(line.ports, of: asked), .warning),
      ])
    }
    for line in reach.reaching where line.isUndetermined {
      table.add([
        Page.Run(names.text(line.ends)), Page.Run("→ internet (\(remote(line.remote)))"),
        Page.Run(EndSetText.ports(line.ports, of: asked), .warning),
      ])
    }
    guard !table.isEmpty else { return }
    page.blank()
    page.line(Page.Run("not known", .strong))
    table.write(into: &page)
    var seen: Set<Remark> = []
    for gap in reach.lines.compactMap(\.gap) where seen.insert(gap).inserted {
      page.line(
        Page.Run("  = ", .gutter), Page.Run(context.wording.sentence(gap: gap)),
        Page.Run(" [\(gap.code.rawValue)]", .dim))
    }
  }

  // MARK: - What stands apart

  private func apart(into page: inout Page) {
    var table = ColumnText()
    let groups = [
      ("neither reaches nor is reached", reach.isolated), ("reaches nobody", reach.silent),
      ("is reached by nobody", reach.unreached),
    ]
    for (what, ends) in groups {
      if let ends { table.add([Page.Run(what), Page.Run(names.text(ends))]) }
    }
    if !table.isEmpty {
      page.blank()
      page.line(Page.Run("cut off", .strong), Page.Run(subject.onPorts))
      table.write(into: &page)
    }
    guard !reach.islands.isEmpty else { return }
    page.blank()
    page.line(
      Page.Run("\(reach.islands.count) islands", .strong),
      Page.Run(
        ", between which nothing passes directly\(subject.onPorts), the internet aside", .dim))
    for island in reach.islands.prefix(Self.mostIslands) {
      page.line(Page.Run("  \(names.text(island))"))
    }
    let rest = reach.islands.count - Self.mostIslands
    if rest > 0 { page.line(Page.Run("  and \(EndSetText.number(rest)) more", .dim)) }
  }

  private func hint(into page: inout Page) {
    let pairs = reach.pairsFromSomePackets
    let more = [
      pairs > 0 ? Self.count(pairs, "more pair") : nil,
      reach.hasMoreInternet ? "more from or to the internet" : nil,
    ].compactMap { $0 }
    let isShortened =
      reach.overview != nil || reach.omittedLines > 0 || reach.omittedInternetLines > 0
    if !more.isEmpty || isShortened { page.blank() }
    if !more.isEmpty {
      page.line(
        Page.Run("note", .note),
        Page.Run(": \(more.joined(separator: " and "))"),
        Page.Run(
          " \(more.count == 1 && pairs <= 1 ? "passes" : "pass") for some packets, not for all"),
        Page.Run("; `--some` tells", .dim))
    }
    if isShortened {
      page.line(
        Page.Run(
          "`--from`, `--to` and `--port` ask about a part; `--format csv` lists every pair", .dim))
    }
  }
}
