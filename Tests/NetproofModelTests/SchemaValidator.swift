import NetproofSyntax

/// A small validator of JSON Schema, written from the specification alone.
///
/// It knows the keywords that the schema of topologies uses, and says so if it meets another.
/// Source: JSON Schema draft 2020-12, "Validation".
struct SchemaValidator {
  private let root: Node
  private let definitions: [String: Node]

  init(_ schema: Node) {
    root = schema
    let entries = schema["$defs"]?.entries ?? []
    definitions = Dictionary(
      entries.map { ("#/$defs/\($0.key.value)", $0.value) }, uniquingKeysWith: { one, _ in one })
  }

  /// What is wrong with a document: the place in it and the keyword that refuses it.
  func faults(in document: Node) -> [String] { faults(document, root, "") }

  private func faults(_ node: Node, _ schema: Node, _ path: String) -> [String] {
    (schema.entries ?? []).flatMap { entry in
      faults(node, entry.key.value, entry.value, schema, path)
    }
  }

  private func faults(
    _ node: Node, _ keyword: String, _ value: Node, _ schema: Node, _ path: String
  ) -> [String] {
    func refused(_ isRefused: Bool) -> [String] { isRefused ? ["\(path): \(keyword)"] : [] }
    switch keyword {
    case "$schema", "$id", "title", "description", "$defs", "else": return []
    case "$ref":
      guard let target = definitions[value.text ?? ""] else { return ["\(path): no \(keyword)"] }
      return faults(node, target, path)
    case "type": return refused(!node.types.contains { value.strings.contains($0) })
    case "enum": return refused(!(value.elements ?? []).contains { $0.content == node.plain })
    case "const": return refused(value.content != node.plain)
    case "pattern": return refused(!node.matches(value.text ?? ""))
    case "minimum": return refused(node.isBeyond(value) { $0 < $1 })
    case "maximum": return refused(node.isBeyond(value) { $0 > $1 })
    case "required":
      guard let entries = node.entries else { return [] }
      let keys = entries.map(\.key.value)
      return value.strings.filter { !keys.contains($0) }.map { "\(path): \(keyword) \($0)" }
    case "dependentRequired":
      return (value.entries ?? []).flatMap { need in
        node[need.key.value] == nil
          ? [] : refused(need.value.strings.contains { node[$0] == nil })
      }
    case "properties", "additionalProperties", "propertyNames":
      return members(node, keyword, value, schema, path)
    case "items":
      return (node.elements ?? []).enumerated().flatMap { faults($1, value, "\(path)/\($0)") }
    case "minItems": return refused((node.elements?.count).map { $0 < value.number } ?? false)
    case "maxItems": return refused((node.elements?.count).map { $0 > value.number } ?? false)
    case "anyOf":
      return refused(!(value.elements ?? []).contains { faults(node, $0, path).isEmpty })
    case "allOf": return (value.elements ?? []).flatMap { faults(node, $0, path) }
    case "not": return refused(faults(node, value, path).isEmpty)
    case "if":
      guard !faults(node, value, path).isEmpty, let other = schema["else"] else { return [] }
      return faults(node, other, path)
    default: return ["the keyword `\(keyword)` is not known"]
    }
  }

  private func members(
    _ node: Node, _ keyword: String, _ value: Node, _ schema: Node, _ path: String
  ) -> [String] {
    let known = (schema["properties"]?.entries ?? []).map(\.key.value)
    return (node.entries ?? []).flatMap { entry -> [String] in
      let inner = "\(path)/\(entry.key.value)"
      switch keyword {
      case "properties": return value[entry.key.value].map { faults(entry.value, $0, inner) } ?? []
      case "propertyNames":
        return faults(
          Node(.scalar(entry.key.value, quoted: true), at: entry.key.span), value, inner)
      default:
        guard !known.contains(entry.key.value) else { return [] }
        if value.text == "false" { return ["\(inner): \(keyword)"] }
        return faults(entry.value, value, inner)
      }
    }
  }
}

extension Node {
  /// The types of JSON that a value has, as a reader of YAML that guesses sees it.
  ///
  /// Source: YAML 1.2.2, section 10.3.2.
  fileprivate var types: [String] {
    switch content {
    case .sequence: return ["array"]
    case .mapping: return ["object"]
    case .scalar(_, quoted: true): return ["string"]
    case .scalar(let text, quoted: false):
      if isNull { return ["null"] }
      if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) { return ["boolean"] }
      if text.wholeMatch(of: /[-+]?[0-9]+/) != nil { return ["integer", "number"] }
      let isNumber = text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/)
      return isNumber != nil ? ["number"] : ["string"]
    }
  }

  fileprivate var strings: [String] {
    elements?.compactMap(\.text) ?? text.map { [$0] } ?? []
  }

  /// The content, where a text without quotes is the same as one with them.
  fileprivate var plain: Content {
    guard case .scalar(let text, quoted: false) = content, types == ["string"] else {
      return content
    }
    return .scalar(text, quoted: true)
  }

  fileprivate var number: Int { text.flatMap { Int($0) } ?? 0 }

  fileprivate func matches(_ pattern: String) -> Bool {
    guard types == ["string"], let text else { return true }
    guard let expression = try? Regex(pattern) else { return false }
    return text.contains(expression)
  }

  fileprivate func isBeyond(_ bound: Node, _ isBeyond: (Int, Int) -> Bool) -> Bool {
    guard types.contains("integer"), let text else { return false }
    return Int(text).map { isBeyond($0, bound.number) } ?? true
  }
}
