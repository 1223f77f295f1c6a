import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Tells what scopes found: a line each, then every finding with its number and its way.
struct ScopeText {
  let context: ReportContext
  let detail: Detail

  /// Findings of a scope that are told, unless all details are asked for.
  private static let mostFindings = 20
  /// Services of a finding that are told before the rest is counted.
  private static let mostServices = 6

  // MARK: - One line

  func line(_ outcome: ScopeOutcome, into page: inout Page) {
    let count = outcome.findings.count
    let found = count == 0 ? "" : " (\(Self.findings(count)))"
    page.line(
      Page.Run("  \(outcome.status.rawValue.padded(to: 14))", Self.style(outcome)),
      Page.Run("scope: \(outcome.scope.name.value)\(found)"))
  }

  private static func style(_ outcome: ScopeOutcome) -> Page.Style {
    switch outcome.status {
    case .empty: .good
    case .found: .note
    case .failed: .error
    case .undetermined: .warning
    }
  }

  private static func findings(_ count: Int) -> String {
    "\(EndSetText.number(count)) finding\(count == 1 ? "" : "s")"
  }

  // MARK: - Findings

  func explain(_ outcome: ScopeOutcome, into page: inout Page) {
    page.blank()
    page.line(
      Page.Run(head(outcome), Self.style(outcome)), Page.Run(": \(headline(outcome))", .strong))
    if detail != .brief, let excerpt = context.places.excerpt(outcome.scope.name.span) {
      let expected = outcome.scope.expectsNothing ? "expected to be empty" : "looked for"
      ExcerptText.write(excerpt, expected, outcome.failsCheck ? .error : .note, into: &page)
    }
    let most = detail == .all || detail == .steps ? Int.max : Self.mostFindings
    for finding in outcome.findings.prefix(most) { tell(finding, into: &page) }
    let rest = outcome.findings.count - min(most, outcome.findings.count)
    if rest > 0 {
      page.line(
        Page.Run("  and \(EndSetText.number(rest)) more, see `--explain all` or `--format json`"))
    }
    for gap in outcome.gaps.prefix(most) {
      page.line(
        Page.Run("  \(context.naming.group(gap.from)) → \(context.naming.group(gap.to)): not known")
      )
      page.line(
        Page.Run("    = ", .gutter), Page.Run(context.wording.sentence(gap: gap.remark)),
        Page.Run(" [\(gap.remark.code.rawValue)]", .dim))
    }
  }

  private func head(_ outcome: ScopeOutcome) -> String {
    let word: String
    switch outcome.status {
    case .empty, .found: word = "found"
    case .failed: word = "error"
    case .undetermined: word = "undetermined"
    }
    return outcome.code.map { "\(word)[\($0)]" } ?? word
  }

  private func headline(_ outcome: ScopeOutcome) -> String {
    let name = "scope `\(outcome.scope.name.value)`"
    switch outcome.status {
    case .empty: return "\(name) is empty"
    case .found, .failed: return "\(name) has \(Self.findings(outcome.findings.count))"
    case .undetermined: return "\(name) may have findings: something is not described"
    }
  }

  private func tell(_ finding: ScopeFinding, into page: inout Page) {
    page.line(
      Page.Run("  \(finding.id)  ", .dim),
      Page.Run("\(end(finding.from, finding.packets.map { ($0.family, $0.sources) }))"),
      Page.Run(" → "),
      Page.Run("\(end(finding.to, finding.packets.map { ($0.family, $0.destinations) }))"),
      Page.Run(" on \(services(finding))", .strong))
    guard detail != .brief else { return }
    let way = WayText(context: context)
    if detail == .steps {
      way.table(finding.way, "way", headers: false, into: &page)
    } else {
      way.line(finding.way, "  way", into: &page)
    }
  }

  /// An end, with the part of a network that is meant if it is not all.
  private func end(_ group: EndGroup, _ addresses: [(Family, AddressBits)]) -> String {
    let name = context.naming.group(group)
    guard case .network(let id) = group else { return name }
    var part = AddressSet()
    for (family, bits) in addresses { part = part.union(AddressSet(family, bits)) }
    let whole = context.model.networks[id].addresses
    let isWhole = Family.allCases.allSatisfy { part[$0].isEmpty || part[$0] == whole[$0] }
    return isWhole ? name : "\(name) (\(PacketText.addresses(part)))"
  }

  private func services(_ finding: ScopeFinding) -> String {
    var ports: [ProtocolSet: PortSet] = [:]
    var order: [ProtocolSet] = []
    for cube in finding.packets {
      if ports[cube.protocols] == nil { order.append(cube.protocols) }
      ports[cube.protocols] =
        (ports[cube.protocols] ?? PortSet()).union(cube.destinationPorts)
    }
    let texts = order.map { PacketText.service($0, ports[$0] ?? PortSet()) }
    let rest = texts.count - Self.mostServices
    return texts.prefix(Self.mostServices).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  // MARK: - Summary

  static func summary(_ outcomes: [ScopeOutcome], topologies: Int, into page: inout Page) {
    let noun = outcomes.count == 1 ? "scope" : "scopes"
    let within = topologies > 1 ? " in \(topologies) topologies" : ""
    var runs = [Page.Run("\(outcomes.count) \(noun)\(within): ", .strong)]
    for status in ScopeOutcome.Status.allCases {
      let some = outcomes.filter { $0.status == status }
      guard let first = some.first else { continue }
      if runs.count > 1 { runs.append(Page.Run(", ")) }
      runs.append(Page.Run("\(some.count) \(status.phrase)", style(first)))
    }
    page.line(runs)
  }
}

extension ScopeOutcome.Status {
  /// The status after a number of scopes.
  fileprivate var phrase: String {
    switch self {
    case .empty: "empty"
    case .found: "with findings"
    case .failed: "failed"
    case .undetermined: "undetermined"
    }
  }
}
