import NetproofSyntax

/// The JSON Schema of topology files, for editors; made from the description that the reader uses.
///
/// Whatever the reader takes, the schema takes. What hangs together across the file (names,
/// addresses in their subnets) is for `netproof check`.
public enum TopologySchema {
  /// The schema as a file, in draft 2020-12 of JSON Schema.
  public static var text: String {
    let kinds = EntryKind.all
    let head: [(String, JSONValue)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("https://netproof.dev/schema/topology-1.json")),
      ("title", .string("Netproof topology, version \(TopologyReader.version)")),
    ]
    let definitions =
      kinds.dropFirst().map { ($0.id, JSONValue.object(object(of: $0))) }
      + [("text", anyText), ("name", name)]
      + TextPattern.allCases.map { ($0.rawValue, schema(of: $0)) }
    return JSONValue.object(
      head + object(of: TopologyKeys.kind) + [("$defs", .object(definitions))]
    ).text
  }

  /// A map with the keys of a kind, and how they go together.
  private static func object(of kind: EntryKind) -> [(String, JSONValue)] {
    let properties = kind.keys.map { ($0.name, schema(of: $0)) }
    var object: [(String, JSONValue)] = [
      ("description", .string(kind.summary)), ("type", .string("object")),
      ("additionalProperties", .bool(false)),
    ]
    let exclusions = kind.groups.flatMap(\.pairs).map { pair in
      JSONValue.object([("not", .object([("required", .strings(pair))]))])
    }
    if !exclusions.isEmpty { object.append(("allOf", .array(exclusions))) }
    let needed = needed(by: kind)
    if kind.canBeUndescribed, !needed.isEmpty {
      let isFalse = JSONValue.object([("described", .object([("const", .bool(false))]))])
      object += [
        (
          "if",
          .object([
            ("properties", isFalse), ("required", .strings([HeadKeys.described.name])),
          ])
        ),
        ("else", .object(needed)),
      ]
    } else {
      object += needed
    }
    return object + [("properties", .object(properties))]
  }

  /// What a described entry must have.
  private static func needed(by kind: EntryKind) -> [(String, JSONValue)] {
    var needed: [(String, JSONValue)] = []
    if !kind.required.isEmpty {
      needed.append(("required", .strings(kind.required.map(\.text))))
    }
    if !kind.needs.isEmpty {
      let pairs = kind.needs.map { ($0.key.text, JSONValue.strings([$0.needed.text])) }
      needed.append(("dependentRequired", .object(pairs)))
    }
    // An object may name `anyOf` only once: several required groups stand in one `allOf`.
    let choices = kind.groups.filter(\.isRequired).map { group in
      JSONValue.array(group.names.map { .object([("required", .strings([$0]))]) })
    }
    if choices.count == 1 {
      needed.append(("anyOf", choices[0]))
    } else if !choices.isEmpty {
      needed.append(("allOf", .array(choices.map { .object([("anyOf", $0)]) })))
    }
    return needed
  }

  private static func schema(of key: KeyDescription) -> JSONValue {
    let fallback = key.fallback.isEmpty ? "" : " Default: \(key.fallback)."
    let description = ("description", JSONValue.string(key.summary + fallback))
    guard case .object(let members) = schema(of: key.shape) else { return .object([description]) }
    return .object([description] + members)
  }

  private static func schema(of shape: ShapeDescription) -> JSONValue {
    switch shape {
    case .text: reference("text")
    case .name: reference("name")
    case .boolean: .object([("type", .string("boolean"))])
    case .integer(let range): integer(range)
    case .word(let words): .object([("enum", .strings(words))])
    case .pattern(let pattern): reference(pattern.rawValue)
    case .oneOrMore(let element): .object([("anyOf", oneOrMore(element))])
    case .list(let element): .object(list(of: element))
    case .tuple(let element, let count):
      .object(
        list(of: element) + [("minItems", .number(count)), ("maxItems", .number(count))])
    case .either(let one, let other):
      .object([("anyOf", .array([schema(of: one), schema(of: other)]))])
    case .map(let key, let value):
      .object([
        ("type", .string("object")), ("propertyNames", schema(of: key)),
        ("additionalProperties", schema(of: value)),
      ])
    case .entry(let kind): reference(kind.id)
    case .named(let kind):
      .object([
        ("type", .string("object")), ("propertyNames", reference("name")),
        ("additionalProperties", reference(kind.id)),
      ])
    case .changes: .object([("type", .string("object"))])
    }
  }

  private static func oneOrMore(_ element: ShapeDescription) -> JSONValue {
    .array([
      schema(of: element), .object(list(of: element) + [("minItems", .number(1))]),
    ])
  }

  private static func list(of element: ShapeDescription) -> [(String, JSONValue)] {
    [("type", .string("array")), ("items", schema(of: element))]
  }

  private static func reference(_ id: String) -> JSONValue {
    .object([("$ref", .string("#/$defs/\(id)"))])
  }

  /// A whole number, quoted or not.
  private static func integer(_ range: ClosedRange<Int>) -> JSONValue {
    if range.count == 1 {
      return .object([
        ("enum", .array([.number(range.lowerBound), .string("\(range.lowerBound)")]))
      ])
    }
    return .object([
      ("type", .strings(["integer", "string"])), ("minimum", .number(range.lowerBound)),
      ("maximum", .number(range.upperBound)), ("pattern", .string("^-?[0-9]+$")),
    ])
  }

  /// Any scalar: the reader keeps its text, where others guess a number or a boolean.
  private static let anyText = JSONValue.object([
    ("description", .string("A text; quotes are needed only where YAML needs them.")),
    ("type", .strings(["string", "number", "boolean"])),
  ])

  private static let name = JSONValue.object([
    (
      "description",
      .string("Letters, digits, `-`, `_` and `.`, beginning with a letter or digit.")
    ),
    ("type", .strings(["string", "number", "boolean"])),
    ("pattern", .string("^[A-Za-z0-9][A-Za-z0-9._-]*$")),
  ])

  private static func schema(of pattern: TextPattern) -> JSONValue {
    let types = pattern.mayBeNumber ? ["string", "number", "boolean"] : ["string"]
    return .object(
      [
        ("description", .string(pattern.summary)),
        ("type", types.count == 1 ? .string(types[0]) : .strings(types)),
      ] + (pattern.expression.map { [("pattern", .string($0))] } ?? []))
  }
}

extension KeyGroup {
  /// Each two keys of which only one may be written.
  fileprivate var pairs: [[String]] {
    names.indices.flatMap { first in
      names.indices.dropFirst(first + 1).map { [names[first], names[$0]] }
    }
  }
}
