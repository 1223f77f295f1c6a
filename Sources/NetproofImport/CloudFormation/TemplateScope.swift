import NetproofSyntax

/// One stack: a template with the values of its parameters.
///
/// Values are found out when they are asked for, and kept.
final class TemplateScope {
  let template: Template
  /// The stack's name.
  let name: String
  unowned let estate: TemplateEstate
  let resources: [String: TemplateResource]
  /// The values that the user or the stack around it gives.
  private let given: [String: TemplateValue]
  /// Nested stacks whose templates are there, by their resources.
  var children: [String: TemplateScope] = [:]

  /// What is to be called by a name if it is not known.
  private var leniency = Leniency.nothing
  var isLenient: Bool { leniency == .everything }
  private var parameterValues: [String: TemplateValue] = [:]
  private var attributeValues: [String: TemplateValue] = [:]
  private var conditionStates: [String: ConditionState] = [:]
  private var depth = 0
  private var stepCount = 0

  enum Leniency {
    case nothing
    /// The region and account, as in names of exports, which are the same on both sides.
    case places
    /// Everything, as in tags.
    case everything
  }

  private enum ConditionState {
    case open
    case known(Bool?)
  }

  /// How deep values may depend on each other.
  private static let mostDepth = 256
  /// How many expressions are evaluated.
  private static let mostSteps = 2_000_000
  /// How many bytes a text may have.
  static let mostBytes = 1 << 20

  init(
    _ template: Template, name: String, given: [String: TemplateValue], in estate: TemplateEstate
  ) {
    self.template = template
    self.name = name
    self.given = given
    self.estate = estate
    resources = template.resources.reduce(into: [:]) { $0[$1.name] = $1 }
  }

  /// The identifier of a resource that is not made yet.
  func id(_ resource: String) -> String { "\(AWSDraft.mark)\(name)/\(resource)" }

  func report(_ fault: TemplateFault) { estate.problems.report(fault) }

  /// Something wrong, as a value.
  func refuse(_ function: String, _ expected: String, at span: Span) -> TemplateValue {
    report(.wrongArgument(of: function, expected: expected, at: span))
    return .unknown(TemplateUnknown(cause: .fault, name: "fault"), span)
  }

  /// Evaluates with names in place of what is not known.
  func leniently<Value>(
    _ leniency: Leniency = .everything, _ body: () -> Value
  ) -> Value {
    let outer = self.leniency
    defer { self.leniency = outer }
    self.leniency = leniency
    return body()
  }

  /// Something that is not known: its name where names will do.
  func unknown(
    _ cause: TemplateUnknown.Cause, called name: String, at span: Span
  ) -> TemplateValue {
    let unknown = TemplateUnknown(cause: cause, name: name)
    let isNamed =
      switch leniency {
      case .nothing: false
      case .places: name.hasPrefix("AWS::")
      case .everything: cause != .fault
      }
    guard isNamed else { return .unknown(unknown, span) }
    // A region is called so that zones in it are called after it.
    return .text(name == TemplateScope.region ? "region" : name, span)
  }

  static let region = "AWS::Region"

  // MARK: - Expressions

  func value(_ node: Node) -> TemplateValue {
    stepCount += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth, stepCount <= Self.mostSteps else {
      let limit = depth > Self.mostDepth ? "depth" : "steps"
      return .unknown(TemplateUnknown(cause: .limit(limit), name: "limit"), node.span)
    }
    if let elements = node.elements {
      return .list(elements.map { value($0) }.filter { !$0.isNothing }, node.span)
    }
    guard let entries = node.entries else { return scalar(node) }
    if let function = entries.first(where: { Self.isFunction($0, of: entries.count) }) {
      let name = function.key.value
      guard entries.count == 1 else {
        return unknown(.macro(name), called: name, at: function.key.span)
      }
      return call(name, function.value, at: node.span)
    }
    return .map(
      entries.map { TemplateValue.Member(key: $0.key, value: value($0.value)) }, node.span)
  }

  /// Whether an entry of a map is a function; a condition is one only by itself, as policies have
  /// conditions of their own.
  private static func isFunction(_ entry: Node.Entry, of count: Int) -> Bool {
    switch entry.key.value {
    case "Ref": true
    case "Condition": count == 1 && entry.value.isScalar
    default: entry.key.value.hasPrefix("Fn::")
    }
  }

  private func scalar(_ node: Node) -> TemplateValue {
    guard !node.isNull else { return .nothing(node.span) }
    let text = node.text ?? ""
    // References to what is kept in Systems Manager or Secrets Manager.
    if text.contains("{{resolve:") {
      return unknown(.stored(text), called: text, at: node.span)
    }
    return .text(text, node.span)
  }

  // MARK: - References

  func ref(_ name: String, at span: Span) -> TemplateValue {
    if name.hasPrefix("AWS::") { return pseudo(name, at: span) }
    if template.parameters[name] != nil {
      let value = parameter(name).placed(at: span)
      return value.unknown.map { unknown($0.cause, called: $0.name, at: span) } ?? value
    }
    guard let resource = resources[name] else {
      return .unknown(TemplateUnknown(cause: estate.absence(of: name, in: self), name: name), span)
    }
    return existing(resource, at: span) ?? .text(id(name), span)
  }

  /// What a reference to a resource is worth that is not made, or perhaps not.
  private func existing(_ resource: TemplateResource, at span: Span) -> TemplateValue? {
    guard let name = resource.condition, condition(name.value, at: name.span) == false else {
      return nil
    }
    return unknown(.condition(name.value), called: resource.name, at: span)
  }

  private func pseudo(_ name: String, at span: Span) -> TemplateValue {
    if let value = given[name] { return value.placed(at: span) }
    switch name {
    case "AWS::NoValue": return .nothing(span)
    case "AWS::StackName": return .text(self.name, span)
    case "AWS::Partition": return .text("aws", span)
    case "AWS::URLSuffix": return .text("amazonaws.com", span)
    case "AWS::NotificationARNs": return .list([], span)
    case "AWS::StackId": return unknown(.attribute(name), called: name, at: span)
    default: return unknown(.parameter(name), called: name, at: span)
    }
  }

  private func parameter(_ name: String) -> TemplateValue {
    if let value = parameterValues[name] { return value }
    guard let own = template.parameters[name] else {
      return .unknown(TemplateUnknown(cause: .fault, name: name), template.node.span)
    }
    let value = own.value(given: given[name], self)
    parameterValues[name] = value
    return value
  }

  /// The value of an attribute of a resource.
  func attribute(_ name: String, of resource: String, at span: Span) -> TemplateValue {
    guard let own = resources[resource] else {
      let cause = estate.absence(of: resource, in: self)
      return .unknown(TemplateUnknown(cause: cause, name: "\(resource).\(name)"), span)
    }
    if let value = existing(own, at: span) { return value }
    let key = "\(resource).\(name)"
    if leniency == .nothing, let value = attributeValues[key] { return value.placed(at: span) }
    let value = attributeValue(name, of: own, at: span)
    if leniency == .nothing, depth < Self.mostDepth / 2 { attributeValues[key] = value }
    return value.placed(at: span)
  }

  // MARK: - Conditions

  /// Whether a condition holds, if that is known.
  func condition(_ name: String, at span: Span) -> Bool? {
    switch conditionStates[name] {
    case .known(let state): return state
    case .open:
      report(.cycle([name, name], at: span))
      conditionStates[name] = .known(nil)
      return nil
    case nil: break
    }
    guard let node = template.conditions[name] else {
      if estate.isWhole(self) {
        let nearest = Nearest.name(to: name, among: template.conditions.keys.sorted())
        report(.unknownName(name, kind: "condition", nearest: nearest, at: span))
      }
      return nil
    }
    conditionStates[name] = .open
    // Whoever asks: what a condition comes to is kept.
    let state = leniently(.nothing) { truth(node.value) }
    if case .open? = conditionStates[name] { conditionStates[name] = .known(state) }
    return state
  }
}

extension TemplateValue {
  var isNothing: Bool { if case .nothing = self { true } else { false } }
}
