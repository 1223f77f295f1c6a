import NetproofSyntax

/// A parameter of a template.
struct TemplateParameter {
  let name: Located<String>
  let node: Node

  init(_ name: Located<String>, _ node: Node) {
    self.name = name
    self.node = node
  }

  private var type: String { node["Type"]?.text ?? "String" }

  private var isList: Bool {
    type == "CommaDelimitedList" || type.hasPrefix("List<") || type.contains("Value<List<")
      || type.contains("Value<CommaDelimitedList")
  }

  /// The value: what the user or the stack around it gives, else the default.
  func value(given: TemplateValue?, _ scope: TemplateScope) -> TemplateValue {
    if let given {
      if case .text(let text, let span) = given {
        return check(text, of: "the value", at: span, scope)
          ? taken(text, at: span) : unknown(.fault)
      }
      return given
    }
    guard let node = node["Default"], !node.isNull, let text = node.text else {
      return unknown(.parameter(name.value))
    }
    // The default of these is the name of a parameter of Systems Manager.
    guard !type.hasPrefix("AWS::SSM::Parameter::Value<") else {
      return unknown(.stored(name.value))
    }
    guard check(text, of: "the default", at: node.span, scope) else { return unknown(.fault) }
    return text.contains("{{resolve:")
      ? unknown(.stored(name.value)) : taken(text, at: node.span)
  }

  private func unknown(_ cause: TemplateUnknown.Cause) -> TemplateValue {
    .unknown(TemplateUnknown(cause: cause, name: name.value), name.span)
  }

  private func taken(_ text: String, at span: Span) -> TemplateValue {
    guard isList else { return .text(text, span) }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      TemplateValue.text(part.trimmed, span)
    }
    return .list(text.isEmpty ? [] : parts, span)
  }

  // MARK: - What it takes

  /// Whether it takes a value; if not, that is reported.
  private func check(
    _ text: String, of what: String, at span: Span, _ scope: TemplateScope
  ) -> Bool {
    var isTaken = true
    func refuse(_ reason: String, _ help: String) {
      isTaken = false
      scope.report(
        .wrongParameter("\(what) of the parameter `\(name.value)` \(reason)", help: help, at: span))
    }
    let values = isList ? text.split(separator: ",").map(\.trimmed) : [text]
    if let allowed = node["AllowedValues"]?.elements?.compactMap(\.text) {
      for value in values where !allowed.contains(value) {
        let nearest = Nearest.name(to: value, among: allowed)
        refuse(
          "is `\(value)`, which is not among its allowed values",
          nearest.map { "did you mean `\($0)`?" }
            ?? "it takes \(allowed.prefix(8).map { "`\($0)`" }.joined(separator: ", "))")
      }
    }
    if type == "Number" || type == "List<Number>" {
      for value in values where Double(value) == nil {
        refuse("is `\(value)`, which is no number", "give it a number")
      }
    }
    for (key, isTooFar) in Self.bounds {
      guard let bound = node[key]?.text, let number = Double(bound) else { continue }
      let size = key.hasSuffix("Length") ? Double(text.count) : Double(text)
      if let size, isTooFar(size, number) {
        refuse("breaks its `\(key)` of \(bound)", "give it a value within")
      }
    }
    if let pattern = node["AllowedPattern"]?.text, !Self.matches(text, pattern) {
      refuse("is `\(text)`, which its pattern `\(pattern)` refuses", "give it a value of that form")
    }
    return isTaken
  }

  private static let bounds: [(String, @Sendable (Double, Double) -> Bool)] = [
    ("MinLength", { $0 < $1 }), ("MaxLength", { $0 > $1 }), ("MinValue", { $0 < $1 }),
    ("MaxValue", { $0 > $1 }),
  ]

  /// Whether a text is of a form; a form that is not understood here refuses nothing.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard text.utf8.count <= 256, pattern.utf8.count <= 1024,
      let form = try? Regex(pattern)
    else { return true }
    return text.wholeMatch(of: form) != nil
  }
}

extension Substring {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
