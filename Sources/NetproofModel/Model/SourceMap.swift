public import NetproofSyntax

/// Where each component and each rule of a model is written; apart from what they mean.
///
/// What AWS implies and nobody wrote has no place of its own.
public struct SourceMap: Sendable {
  private var components: [[Span?]]
  private var lists: [ListID: Span] = [:]
  private var rules: [ListID: [Span?]] = [:]
  private var fields: [FieldID: Span] = [:]

  private struct ListID: Hashable {
    let component: ComponentID
    let list: RuleList
  }

  private struct FieldID: Hashable {
    let component: ComponentID
    let field: String
  }

  public init() {
    components = Array(repeating: [], count: ComponentID.Kind.allCases.count)
  }

  /// The name of a component where it is defined.
  public func place(of component: ComponentID) -> Span? {
    let places = components[component.kind.order]
    return component.index < places.count ? places[component.index] : nil
  }

  /// A rule where it is written; nothing for implied rules.
  public func place(of rule: RuleID) -> Span? {
    guard let places = rules[ListID(component: rule.owner, list: rule.list)],
      rule.index < places.count
    else { return nil }
    return places[rule.index]
  }

  /// A list of rules (its key and what follows), if it is written.
  public func place(of list: RuleList, in component: ComponentID) -> Span? {
    lists[ListID(component: component, list: list)]
  }

  /// The value of a key of a component, such as `state`, if it is written.
  public func place(of field: String, in component: ComponentID) -> Span? {
    fields[FieldID(component: component, field: field)]
  }

  /// Makes room for so many components of a kind.
  mutating func reserve(_ count: Int, of kind: ComponentID.Kind) {
    components[kind.order].reserveCapacity(count)
  }

  public mutating func record(_ component: ComponentID, at span: Span?) {
    let kind = component.kind.order
    while components[kind].count <= component.index { components[kind].append(nil) }
    components[kind][component.index] = span
  }

  /// Records the places of a component's rules, in the order of the model's array.
  public mutating func record(
    _ spans: [Span?], of list: RuleList, at place: Span?, in component: ComponentID
  ) {
    let id = ListID(component: component, list: list)
    rules[id] = spans
    if let place { lists[id] = place }
  }

  public mutating func record(field: String, at span: Span, in component: ComponentID) {
    fields[FieldID(component: component, field: field)] = span
  }
}
