import NetproofSyntax

/// A template of CloudFormation, taken apart.
struct Template {
  let path: String
  let node: Node
  let parameters: [String: TemplateParameter]
  let mappings: Node?
  let conditions: [String: Located<Node>]
  let resources: [TemplateResource]
  let outputs: Node?
  /// The macros that rewrite the template as a whole.
  let transforms: [Node]
  /// Keys of `Resources` that stand for resources which a macro makes.
  let loops: [Node.Entry]

  /// Whether a tree is a template.
  static func recognizes(_ node: Node) -> Bool {
    guard let entries = node.entries else { return false }
    if entries.contains(where: { $0.key.value == "AWSTemplateFormatVersion" }) { return true }
    guard let resources = node["Resources"]?.entries else { return false }
    return resources.contains { entry in
      guard let type = entry.value["Type"]?.text else { return false }
      return ["AWS::", "Custom::", "Alexa::"].contains { type.hasPrefix($0) }
    }
  }

  /// The key that a short tag of YAML stands for.
  static func key(ofTag tag: String) -> String? {
    // A lone `!` says that what follows is what it looks like.
    if tag == "!" { return "" }
    guard tag.hasPrefix("!"), !tag.dropFirst().contains("!") else { return nil }
    let name = String(tag.dropFirst())
    return name == "Ref" || name == "Condition" ? name : "Fn::" + name
  }

  /// The stack's name, unless the user gives another one: that of the file.
  var name: String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for end in [".json", ".yaml", ".yml", ".template"] where name.hasSuffix(end) {
      let rest = name.dropLast(end.count)
      if !rest.isEmpty { name = String(rest) }
    }
    return name
  }
}

/// One entry of `Resources`.
struct TemplateResource {
  /// The logical identifier.
  let name: String
  let span: Span
  let type: String
  let typeSpan: Span
  let condition: Located<String>?
  let properties: Node?
  let node: Node
}

extension Template {
  init(_ path: String, _ node: Node, into problems: inout Diagnostics) {
    self.path = path
    self.node = node
    parameters = Self.section("Parameters", of: node, &problems).reduce(into: [:]) {
      $0[$1.key.value] = TemplateParameter($1.key, $1.value)
    }
    mappings = node["Mappings"]
    conditions = Self.section("Conditions", of: node, &problems).reduce(into: [:]) {
      $0[$1.key.value] = Located($1.value, at: $1.key.span)
    }
    outputs = node["Outputs"]
    let transform = node["Transform"]
    transforms = transform.map { $0.elements.map(Array.init) ?? [$0] } ?? []
    let entries = Self.section("Resources", of: node, &problems)
    if node["Resources"] == nil {
      problems.report(TemplateFault.malformed("the template has no `Resources`", at: node.span))
    }
    loops = entries.filter { $0.key.value.hasPrefix("Fn::") }
    resources = entries.filter { !$0.key.value.hasPrefix("Fn::") }.compactMap {
      Self.resource($0, &problems)
    }
  }

  private static func section(
    _ key: String, of node: Node, _ problems: inout Diagnostics
  ) -> [Node.Entry] {
    guard let section = node[key], !section.isNull else { return [] }
    guard let entries = section.entries else {
      problems.report(TemplateFault.malformed("`\(key)` is no map", at: section.span))
      return []
    }
    return Array(entries)
  }

  private static func resource(
    _ entry: Node.Entry, _ problems: inout Diagnostics
  ) -> TemplateResource? {
    let name = entry.key.value
    guard entry.value.entries != nil else {
      problems.report(
        TemplateFault.malformed("the resource `\(name)` is no map", at: entry.key.span))
      return nil
    }
    guard let type = entry.value["Type"], let text = type.text, !type.isNull else {
      problems.report(
        TemplateFault.malformed("the resource `\(name)` has no `Type`", at: entry.key.span))
      return nil
    }
    let properties = entry.value["Properties"].flatMap { $0.isNull ? nil : $0 }
    if let properties, properties.entries == nil {
      problems.report(
        TemplateFault.malformed("`Properties` of `\(name)` are no map", at: properties.span))
      return nil
    }
    return TemplateResource(
      name: name, span: entry.key.span, type: text, typeSpan: type.span,
      condition: entry.value["Condition"].flatMap { node in
        node.text.map { Located($0, at: node.span) }
      },
      properties: properties, node: entry.value)
  }
}
