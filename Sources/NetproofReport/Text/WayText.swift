import NetproofEngine
import NetproofModel
import NetproofSets
import NetproofSyntax

/// Draws the way of a packet class: in one line, or step by step.
struct WayText {
  let context: ReportContext

  /// The widest line of a drawing.
  private static let width = 96

  // MARK: - One line

  /// `web-1 ─ sg:web ─ rtb:main ─▌acl:db ─ db-1`, wrapped; the bar stands before what denies.
  func line(_ steps: [Step], _ label: String, into page: inout Page) {
    guard !steps.isEmpty else { return }
    let indent = String(repeating: " ", count: label.count + 4)
    var runs = [Page.Run("  \(label)  ")]
    var column = indent.count
    var isBlocked = false
    for (index, stop) in stops(steps).enumerated() {
      let joint = index == 0 ? "" : (stop.isDenied ? " ─▌" : " ─ ")
      if index > 0, column + joint.count + stop.name.count > Self.width {
        runs.append(Page.Run(" ─"))
        page.line(runs)
        runs = [Page.Run(indent + (stop.isDenied ? "▌" : ""))]
        column = indent.count
      } else {
        runs.append(Page.Run(joint, .dim))
        column += joint.count
      }
      isBlocked = isBlocked || stop.isDenied
      runs.append(Page.Run(stop.name, stop.isDenied ? .error : (isBlocked ? .dim : .plain)))
      column += stop.name.count
    }
    page.line(runs)
  }

  private struct Stop {
    let name: String
    var isDenied: Bool
  }

  /// The components passed, each once where it takes several decisions in a row.
  private func stops(_ steps: [Step]) -> [Stop] {
    var stops: [Stop] = []
    var last: ComponentID?
    for step in steps {
      let isDenied = step.action == .denied
      if step.component == last, !stops.isEmpty {
        stops[stops.count - 1].isDenied = stops[stops.count - 1].isDenied || isDenied
      } else {
        stops.append(Stop(name: context.naming.reference(step.component), isDenied: isDenied))
      }
      last = step.component
    }
    return stops
  }

  // MARK: - Step by step

  /// A line for each decision: where, which side, what, why, where that is written.
  func table(_ steps: [Step], _ label: String, headers: Bool, into page: inout Page) {
    guard !steps.isEmpty else { return }
    page.line(Page.Run("  \(label)", .strong))
    let names = steps.map { context.naming.reference($0.component) }
    let reasons = steps.map(reason)
    let nameWidth = min(36, names.map(\.count).max() ?? 0)
    let reasonWidth = min(52, reasons.map(\.count).max() ?? 0)
    var header: PacketCube?
    for (index, step) in steps.enumerated() {
      let style: Page.Style = step.action == .denied ? .error : .plain
      let place = context.places.place(placeOf(step))?.text ?? ""
      page.line(
        Page.Run("    \(step.action == .denied ? "▌" : " ")", style),
        Page.Run(names[index].padded(to: nameWidth + 2), style),
        Page.Run((step.side?.rawValue ?? "").padded(to: 10), .dim),
        Page.Run(Self.verb(step.action).padded(to: 11), style),
        Page.Run(reasons[index].padded(to: reasonWidth + 2)), Page.Run(place, .dim))
      let isShown = showsHeader(step)
      if headers, ConnectionTracking(context.model).status(of: index, in: steps) == .untracked {
        page.line(Page.Run("        not tracked: breaks as soon as the rule is taken away", .note))
      }
      if headers, !isShown, step.packets != header {
        page.line(Page.Run("        \(context.naming.header(step.packets))", .note))
      }
      header = step.packets
    }
  }

  private func placeOf(_ step: Step) -> Span? {
    switch step.evidence {
    case .rule(let id), .route(let id): context.places.map.place(of: id)
    case .absence: context.places.span(of: step.evidence)
    case .state: nil
    }
  }

  private func reason(_ step: Step) -> String {
    switch step.evidence {
    case .rule(let id):
      // Of a resource no rule says where packets go: one of its addresses, at the same port.
      if id.owner.kind == .resource { return context.naming.header(step.packets) }
      let number = context.wording.rules.number(id).map { "rule \($0): " } ?? ""
      let isImplied = context.wording.rules.isImplied(id)
      return number + context.wording.rules.text(id) + (isImplied ? " (default)" : "")
    case .route(let id): return context.wording.rules.text(id)
    case .absence(let component, _):
      return component.kind == .networkACL ? "rule *: no rule matches" : "no rule matches"
    case .state(let holder):
      if showsHeader(step) { return context.naming.header(step.packets) }
      return holder.kind == .subnet && holder != step.component
        ? "into \(context.naming.reference(holder))" : ""
    }
  }

  /// Whether the reason of a step is its header.
  private func showsHeader(_ step: Step) -> Bool {
    guard case .state = step.evidence else { return false }
    return step.action == .sent || step.action == .translated
  }

  private static func verb(_ action: Step.Action) -> String {
    switch action {
    case .sent: "sends"
    case .permitted: "allows"
    case .denied: "denies"
    case .tracked: "answers"
    case .routed: "routes"
    case .forwarded: "forwards"
    case .translated: "translates"
    case .delivered: "receives"
    }
  }
}
