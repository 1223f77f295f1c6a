import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// Tells of ends that only one of two networks has.
struct LoneEndsText {
  let report: DiffReport

  /// Lines about what they reach and who reaches them.
  private static let mostLines = 8

  func write(into page: inout Page) {
    if let added = report.diff.added { write(added, "new ends", report.new, into: &page) }
    if let gone = report.diff.removed { write(gone, "ends that are gone", report.old, into: &page) }
  }

  private func write(
    _ ends: NetworkDiff.LoneEnds, _ title: String, _ context: ReportContext, into page: inout Page
  ) {
    let names = EndSetText(context.model)
    page.blank()
    page.line(Page.Run(title, .strong), Page.Run(": \(names.text(ends.ends))"))
    var rows: [[Page.Run]] = []
    for reach in [ends.receiving, ends.sending] {
      for line in reach.lines {
        let ports = line.ports.union(line.partialPorts).union(line.undeterminedPorts)
        let note =
          line.ports.isEmpty ? line.partialPorts.isEmpty ? "not known" : "some pairs" : ""
        rows.append([
          Page.Run(names.text(line.sources)), Page.Run("→ \(names.text(line.destinations))"),
          Page.Run(EndSetText.ports(ports, of: .all)), Page.Run(note, .dim),
        ])
      }
      for line in reach.exposed + reach.reaching {
        let outside = "internet (\(InternetText.remote(line.remote)))"
        let own = names.text(line.ends)
        rows.append([
          Page.Run(line.isInbound ? outside : own), Page.Run("→ \(line.isInbound ? own : outside)"),
          Page.Run(EndSetText.ports(line.ports, of: .all)),
          Page.Run(line.isUndetermined ? "not known" : "", .dim),
        ])
      }
    }
    if rows.isEmpty { page.line(Page.Run("  nothing passes from them or to them", .dim)) }
    var table = ColumnText()
    for row in rows.prefix(Self.mostLines) { table.add(row) }
    table.write(into: &page)
    let rest =
      rows.count - Self.mostLines + ends.sending.omittedLines + ends.receiving.omittedLines
    if rest > 0 { page.line(Page.Run("  and \(EndSetText.count(rest, "more line"))", .dim)) }
  }
}

/// The part of the internet that a line is about.
enum InternetText {
  static func remote(_ remote: InternetLine.Remote) -> String {
    switch remote {
    case .anywhere: "anywhere"
    case .anywhereIn(let family): "anywhere by \(family == .ipv4 ? "IPv4" : "IPv6")"
    case .addresses(let set): PacketText.addresses(set)
    }
  }

  /// The same for tools: `internet`, or blocks of it.
  static func blocks(_ remote: InternetLine.Remote) -> [String] {
    switch remote {
    case .anywhere: ["internet"]
    case .anywhereIn(let family): ["internet by \(family == .ipv4 ? "IPv4" : "IPv6")"]
    case .addresses(let set): Family.allCases.flatMap { PacketText.blocks(set[$0], $0) }
    }
  }
}
