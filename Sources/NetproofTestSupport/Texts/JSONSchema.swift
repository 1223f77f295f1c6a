public import NetproofSyntax

/// As much of JSON Schema as the committed schemas use.
public struct JSONSchema {
  private let root: Node

  public init(_ text: String) throws {
    root = try Self.parse(text)
  }

  public static func parse(_ text: String) throws -> Node {
    // JSON is YAML's flow style.
    try YAMLReader.read(Source(name: "document.json", text: text))
  }

  /// What does not fit, with its path; nothing if the document is valid.
  public func faults(in text: String) throws -> [String] {
    faults(of: try Self.parse(text), by: root, at: "$")
  }

  /// What of a part of a document does not fit.
  public func faults(of value: Node) -> [String] { faults(of: value, by: root, at: "$") }

  private func faults(of value: Node, by schema: Node, at path: String) -> [String] {
    (schema.entries ?? []).flatMap { entry -> [String] in
      let rule = entry.value
      switch entry.key.value {
      case "$ref": return faults(of: value, by: target(of: rule.text ?? ""), at: path)
      case "type": return type(value, rule, path)
      case "const": return value.text == rule.text ? [] : ["\(path) is not `\(rule.text ?? "")`"]
      case "enum":
        let isListed = Self.elements(rule).contains { $0.text == value.text }
        return isListed ? [] : ["\(path) is none of the listed values"]
      case "minimum":
        let (number, least) = (Int(value.text ?? "") ?? 0, Int(rule.text ?? "") ?? 0)
        return number >= least ? [] : ["\(path) is less than \(least)"]
      case "required":
        return Self.elements(rule).compactMap(\.text).filter { value[$0] == nil }
          .map { "\(path) has no `\($0)`" }
      case "properties", "additionalProperties": return []
      case "items":
        return Self.elements(value).enumerated().flatMap {
          faults(of: $1, by: rule, at: "\(path)[\($0)]")
        }
      case "anyOf", "oneOf":
        let fitting = Self.elements(rule).count { faults(of: value, by: $0, at: path).isEmpty }
        let isFine = entry.key.value == "anyOf" ? fitting > 0 : fitting == 1
        return isFine ? [] : ["\(path) fits \(fitting) of `\(entry.key.value)`"]
      case "$schema", "$id", "$defs", "title", "description": return []
      default: return ["the schema's `\(entry.key.value)` is not understood"]
      }
    } + properties(of: value, by: schema, at: path)
  }

  private func properties(of value: Node, by schema: Node, at path: String) -> [String] {
    guard let properties = schema["properties"], let entries = value.entries else { return [] }
    return entries.flatMap { entry -> [String] in
      let name = entry.key.value
      if let rule = properties[name] {
        return faults(of: entry.value, by: rule, at: "\(path).\(name)")
      }
      return schema["additionalProperties"]?.text == "false"
        ? ["\(path) may not have `\(name)`"] : []
    }
  }

  private func type(_ value: Node, _ rule: Node, _ path: String) -> [String] {
    let allowed = Self.elements(rule).compactMap(\.text) + [rule.text].compactMap { $0 }
    return allowed.contains { Self.isOf($0, value) } ? [] : ["\(path) is no \(allowed)"]
  }

  private static func isOf(_ type: String, _ value: Node) -> Bool {
    switch (type, value.content) {
    case ("object", .mapping), ("array", .sequence): true
    case ("null", .scalar): value.isNull
    case ("integer", .scalar(let text, _)): Int(text) != nil
    case ("number", .scalar(let text, _)): Double(text) != nil
    case ("boolean", .scalar(let text, _)): text == "true" || text == "false"
    case ("string", .scalar): !value.isNull
    default: false
    }
  }

  private func target(of reference: String) -> Node {
    reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? $0 }
  }

  private static func elements(_ node: Node) -> [Node] {
    guard case .sequence(let elements) = node.content else { return [] }
    return elements
  }
}
