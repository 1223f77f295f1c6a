import NetproofChecks
import NetproofModel
import NetproofSyntax

/// One difference between two networks in words, with where it is written.
struct ChangeText {
  /// What a person does to an old topology to get the new one.
  enum Sign: String {
    case add = "+"
    case remove = "-"
    case change = "~"
  }

  let sign: Sign
  /// The component and what of it: "security group `db`, inbound".
  let subject: String
  /// What it says, or said; empty if that is the component itself.
  let text: String
  let oldSpan: Span?
  let newSpan: Span?

  /// Values that are told word for word; longer ones only differ.
  private static let longest = 60

  init(_ change: ModelChange, _ old: ReportContext, _ new: ReportContext) {
    switch change {
    case .added(let id):
      sign = .add
      (subject, text) = (new.naming.full(id), Self.address(id, new.model))
      (oldSpan, newSpan) = (nil, new.places.span(of: id))
    case .removed(let id):
      sign = .remove
      (subject, text) = (old.naming.full(id), Self.address(id, old.model))
      (oldSpan, newSpan) = (old.places.span(of: id), nil)
    case .settings(let fields):
      sign = .change
      (subject, text) = ("the topology's assumptions", Self.text(fields))
      (oldSpan, newSpan) = (nil, nil)
    case .fields(let past, let present, let fields):
      sign = .change
      (subject, text) = (new.naming.full(present), Self.text(fields))
      oldSpan = Self.span(fields, past, old.places)
      newSpan = Self.span(fields, present, new.places)
    case .ruleAdded(let id):
      sign = .add
      (subject, text) = (Self.subject(id, new), Self.text(id, new))
      (oldSpan, newSpan) = (nil, Self.span(id, new.places))
    case .ruleRemoved(let id):
      sign = .remove
      (subject, text) = (Self.subject(id, old), Self.text(id, old))
      (oldSpan, newSpan) = (Self.span(id, old.places), nil)
    case .ruleChanged(let past, let present):
      sign = .change
      subject = Self.subject(present, new)
      text = Self.text(past, old, present, new)
      (oldSpan, newSpan) = (Self.span(past, old.places), Self.span(present, new.places))
    }
  }

  private static func subject(_ id: RuleID, _ context: ReportContext) -> String {
    "\(context.naming.full(id.owner)), \(key(id.list))"
  }

  /// Where a rule is written, or the list or component that it is in.
  private static func span(_ id: RuleID, _ places: Places) -> Span? {
    places.map.place(of: id) ?? places.map.place(of: id.list, in: id.owner)
      ?? places.span(of: id.owner)
  }

  private static func text(_ id: RuleID, _ context: ReportContext) -> String {
    let rules = context.wording.rules
    let number = rules.number(id).map { "rule \($0), " } ?? ""
    let end = rules.isImplied(id) ? " (AWS's default)" : ""
    return "\(number)\(rules.text(id))\(end)"
  }

  /// A rule before and after; what is the same in words differs in what the words leave out.
  private static func text(
    _ past: RuleID, _ old: ReportContext, _ present: RuleID, _ new: ReportContext
  ) -> String {
    let (before, after) = (text(past, old), text(present, new))
    guard before == after else { return "\(before) becomes \(after)" }
    guard let was = state(past, old.model), let now = state(present, new.model), was != now else {
      return "\(after) differs"
    }
    return "\(after): \(was) becomes \(now)"
  }

  /// The address that comes or goes, of a component that is several entries with one each.
  private static func address(_ id: ComponentID, _ model: Model) -> String {
    guard case .natGateway(let gateway) = id, model.natGateways[gateway].siblings != nil else {
      return ""
    }
    return "address \(model.natGateways[gateway].privateAddress)"
  }

  /// Whether a route carries packets, as the topology format calls it.
  private static func state(_ id: RuleID, _ model: Model) -> String? {
    guard case .routeTable(let table) = id.owner, id.list == .routes else { return nil }
    switch model.routeTables[table].routes[id.index].state {
    case .active: return "active"
    case .blackhole, .contradicted: return "blackhole"
    }
  }

  private static func text(_ fields: [ModelChange.Field]) -> String {
    fields.map { field in
      let isLong = max(field.old.count, field.new.count) > longest
      if isLong || field.old.isEmpty && field.new.isEmpty { return "\(field.key) differs" }
      return "\(field.key): \(said(field.old)) becomes \(said(field.new))"
    }.joined(separator: "; ")
  }

  private static func said(_ value: String) -> String { value.isEmpty ? "none" : value }

  /// The key that differs, if it is one and written; else the component.
  private static func span(
    _ fields: [ModelChange.Field], _ component: ComponentID, _ places: Places
  ) -> Span? {
    let keys = fields.map(\.key)
    return keys.lazy.compactMap { places.map.place(of: $0, in: component) }.first
      ?? places.span(of: component)
  }

  private static func key(_ list: RuleList) -> String {
    switch list {
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .routes: "routes"
    case .propagations: "propagations"
    case .associations: "associations"
    case .stateless: "stateless rules"
    case .stateful: "stateful rules"
    case .listeners: "listeners"
    }
  }
}
