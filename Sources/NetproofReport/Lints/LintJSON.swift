import NetproofChecks
import NetproofModel
import NetproofSyntax

extension LintUnit {
  /// What was found as a document of the form `netproof.lint/1`; `docs/format/lint.schema.json`
  /// describes it.
  public static func json(_ units: [LintUnit]) -> String {
    let document = JSONValue.object([
      ("schema", .string("netproof.lint/1")),
      (
        "summary",
        .object([
          ("topologies", .number(units.count)),
          ("findings", .number(units.reduce(0) { $0 + $1.findings.count })),
        ])
      ),
      (
        "topologies",
        .array(
          units.map { .object([("path", .string($0.path)), ("name", .optional($0.name))]) })
      ),
      ("findings", .array(units.flatMap { unit in unit.findings.map(unit.json) })),
    ])
    return document.text
  }

  private func json(_ finding: LintFinding) -> JSONValue {
    let parts = PartsJSON(context: context)
    let text = LintText(context.naming)
    return .object(
      [
        ("topology", .string(path)), ("code", .string(finding.code.rawValue)),
        ("message", .string(text.headline(finding))), ("help", .strings(text.help(finding))),
        ("component", parts.component(finding.component)),
        ("rule", finding.rule.map { json($0, parts) } ?? .null),
        ("others", .array(text.labels(finding).map { json($0.rule, parts) })),
      ] + parts.place(context.span(of: finding)))
  }

  private func json(_ id: RuleID, _ parts: PartsJSON) -> JSONValue {
    let rules = context.wording.rules
    return .object(
      [
        ("list", .string(id.list.word)),
        ("number", rules.number(id).map { .number($0) } ?? .null),
        ("text", .string(rules.text(id))),
      ] + parts.place(context.places.map.place(of: id)))
  }
}

extension RuleList {
  /// The key of the list in a topology.
  fileprivate var word: String {
    switch self {
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .routes: "routes"
    case .propagations: "propagations"
    case .associations: "associations"
    case .stateless: "stateless"
    case .stateful: "rules"
    case .listeners: "listeners"
    }
  }
}

extension ResultSchemas {
  /// `netproof.lint/1`, what `lint --format json` prints.
  public static let lint = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/lint-1.json",
      "title": "netproof.lint/1",
      "description": "What is wrong with a network, or of no use in it, without any question.",
      "type": "object",
      "required": ["schema", "summary", "topologies", "findings"],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "netproof.lint/1" },
        "summary": {
          "type": "object",
          "required": ["topologies", "findings"],
          "additionalProperties": false,
          "properties": {
            "topologies": { "type": "integer", "minimum": 0 },
            "findings": { "type": "integer", "minimum": 0 }
          }
        },
        "topologies": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["path", "name"],
            "additionalProperties": false,
            "properties": {
              "path": { "type": "string" },
              "name": { "type": ["string", "null"] }
            }
          }
        },
        "findings": {
          "description": "For each topology in order of place.",
          "type": "array",
          "items": { "$ref": "#/$defs/finding" }
        }
      },
      "$defs": {
        "finding": {
          "type": "object",
          "required": ["topology", "code", "message", "help", "component", "rule", "others", "file", "line", "column"],
          "additionalProperties": false,
          "properties": {
            "topology": { "description": "The path of the topology.", "type": "string" },
            "code": { "description": "`netproof codes CODE` tells what it means.", "type": "string" },
            "message": { "type": "string" },
            "help": { "description": "What to do.", "type": "array", "items": { "type": "string" } },
            "component": {
              "type": "object",
              "required": ["kind", "name", "id", "account", "region"],
              "additionalProperties": false,
              "properties": {
                "kind": { "type": "string" },
                "name": { "type": "string" },
                "id": { "type": ["string", "null"] },
                "account": { "type": ["string", "null"] },
                "region": { "type": ["string", "null"] }
              }
            },
            "rule": {
              "description": "The rule or route that it is about, if it is about one.",
              "anyOf": [{ "$ref": "#/$defs/rule" }, { "type": "null" }]
            },
            "others": {
              "description": "The rules or routes that it rests on, such as those that shadow the rule.",
              "type": "array",
              "items": { "$ref": "#/$defs/rule" }
            },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] }
          }
        },
        "rule": {
          "type": "object",
          "required": ["list", "number", "text", "file", "line", "column"],
          "additionalProperties": false,
          "properties": {
            "list": { "enum": ["inbound", "outbound", "routes", "propagations", "associations", "rules", "listeners"] },
            "number": { "description": "Rules of network ACLs have one.", "type": ["integer", "null"] },
            "text": { "type": "string" },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] }
          }
        }
      }
    }

    """#
}
