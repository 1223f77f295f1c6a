extension ResultSchemas {
  /// `netproof.diff/1`, what `diff --format json` prints.
  public static let diff = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/diff-1.json",
      "title": "netproof.diff/1",
      "description": "What became reachable or unreachable from one network to another, and which changes did it.",
      "type": "object",
      "required": ["schema", "equal", "old", "new", "query", "groups", "new_ends", "gone_ends", "assertions", "changes", "summary"],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "netproof.diff/1" },
        "equal": { "description": "Whether every answer and every outcome is the same, and so are the ends.", "type": "boolean" },
        "old": { "description": "The paths of the old network.", "$ref": "#/$defs/strings" },
        "new": { "description": "The paths of the new network.", "$ref": "#/$defs/strings" },
        "query": {
          "type": "object",
          "required": ["from", "to", "port", "client_ports", "family"],
          "additionalProperties": false,
          "properties": {
            "from": { "description": "As asked; empty means everything.", "$ref": "#/$defs/strings" },
            "to": { "description": "As asked; empty means everything.", "$ref": "#/$defs/strings" },
            "port": { "description": "As asked; empty means all that are counted.", "$ref": "#/$defs/strings" },
            "client_ports": { "type": ["string", "null"] },
            "family": { "enum": ["ipv4", "ipv6", null] }
          }
        },
        "groups": {
          "description": "Of every `from` to every other `to`, these ports have another verdict than before. Together they are all that is different between ends that are in both networks.",
          "type": "array",
          "items": { "$ref": "#/$defs/group" }
        },
        "new_ends": { "description": "Ends that only the new network has.", "$ref": "#/$defs/strings" },
        "gone_ends": { "description": "Ends that only the old network has.", "$ref": "#/$defs/strings" },
        "assertions": {
          "description": "Assertions of either topology that come out otherwise.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "from", "to", "port", "expect", "before", "after", "file", "line", "column"],
            "additionalProperties": false,
            "properties": {
              "name": { "type": ["string", "null"] },
              "from": { "$ref": "#/$defs/strings" },
              "to": { "$ref": "#/$defs/strings" },
              "port": { "$ref": "#/$defs/strings" },
              "expect": { "enum": ["reachable", "unreachable", "partial", "isolated"] },
              "before": { "$ref": "#/$defs/outcome" },
              "after": { "$ref": "#/$defs/outcome" },
              "file": { "type": ["string", "null"] },
              "line": { "type": ["integer", "null"] },
              "column": { "type": ["integer", "null"] }
            }
          }
        },
        "changes": {
          "description": "What is different between the networks themselves; groups name causes by position in it.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["action", "component", "subject", "text", "effect", "old", "new"],
            "additionalProperties": false,
            "properties": {
              "action": { "enum": ["added", "removed", "changed"] },
              "component": { "anyOf": [{ "$ref": "#/$defs/component" }, { "type": "null" }] },
              "subject": { "description": "The component and what of it, in words.", "type": "string" },
              "text": { "description": "The rule, or the values before and after; null if it is the component itself.", "type": ["string", "null"] },
              "effect": { "description": "Whether an answer depends on it; null if that is not known.", "type": ["boolean", "null"] },
              "old": { "$ref": "#/$defs/place" },
              "new": { "$ref": "#/$defs/place" }
            }
          }
        },
        "summary": {
          "type": "object",
          "required": ["pairs_changed", "pairs_shifted", "pairs_not_compared", "complete"],
          "additionalProperties": false,
          "properties": {
            "pairs_changed": { "description": "Pairs of ends in both networks with another verdict, without the internet.", "type": "integer", "minimum": 0 },
            "pairs_shifted": { "description": "Pairs with a port that is open to some packets only, before and after, and to other ones than before; no group tells of them.", "type": "integer", "minimum": 0 },
            "pairs_not_compared": { "description": "Pairs of which that may be so.", "type": "integer", "minimum": 0 },
            "complete": { "description": "Whether `groups` has all that is different.", "type": "boolean" }
          }
        }
      },
      "$defs": {
        "group": {
          "type": "object",
          "required": ["before", "after", "from", "to", "pairs", "family", "tcp", "udp", "icmp", "cause"],
          "additionalProperties": false,
          "properties": {
            "before": { "$ref": "#/$defs/verdict" },
            "after": { "$ref": "#/$defs/verdict" },
            "from": { "description": "Names of ends in the new network, or the part of the internet.", "$ref": "#/$defs/strings" },
            "to": { "description": "Names of ends in the new network, or the part of the internet.", "$ref": "#/$defs/strings" },
            "pairs": { "description": "How many pairs of distinct ends.", "type": "integer", "minimum": 1 },
            "family": { "description": "The only family in which it is so; null if it is so in all that both ends have.", "enum": ["ipv4", "ipv6", null] },
            "tcp": { "$ref": "#/$defs/strings" },
            "udp": { "$ref": "#/$defs/strings" },
            "icmp": { "description": "Whether pings are meant.", "type": "boolean" },
            "cause": {
              "description": "What made the difference for one pair; null for groups past the first forty.",
              "anyOf": [
                {
                  "type": "object",
                  "required": ["changes", "others", "verified", "example"],
                  "additionalProperties": false,
                  "properties": {
                    "changes": { "description": "Positions in `changes`.", "type": "array", "items": { "type": "integer", "minimum": 0 } },
                    "others": { "description": "Further sets of changes of which each would make the difference alone.", "type": "array", "items": { "type": "array", "items": { "type": "integer", "minimum": 0 } } },
                    "verified": { "description": "`made`: the old network with these alone answers as the new one; `undone`: the new one without these answers as the old one; null: it could not be tried.", "enum": ["made", "undone", null] },
                    "example": {
                      "type": "object",
                      "required": ["from", "to", "tcp", "udp", "icmp", "obstacles_before", "obstacles_after"],
                      "additionalProperties": false,
                      "properties": {
                        "from": { "type": "string" },
                        "to": { "type": "string" },
                        "tcp": { "$ref": "#/$defs/strings" },
                        "udp": { "$ref": "#/$defs/strings" },
                        "icmp": { "type": "boolean" },
                        "obstacles_before": { "$ref": "#/$defs/obstacles" },
                        "obstacles_after": { "$ref": "#/$defs/obstacles" }
                      }
                    }
                  }
                },
                { "type": "null" }
              ]
            }
          }
        },
        "obstacles": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["code", "component", "evidence", "message"],
            "additionalProperties": false,
            "properties": {
              "code": { "type": "string" },
              "component": { "$ref": "#/$defs/component" },
              "evidence": { "description": "As in `netproof.answer/1`.", "type": "object" },
              "message": { "type": "string" }
            }
          }
        },
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
        "place": {
          "anyOf": [
            {
              "type": "object",
              "required": ["file", "line", "column"],
              "additionalProperties": false,
              "properties": {
                "file": { "type": ["string", "null"] },
                "line": { "type": ["integer", "null"] },
                "column": { "type": ["integer", "null"] }
              }
            },
            { "type": "null" }
          ]
        },
        "outcome": { "description": "Null if the network does not know an end of it.", "enum": ["held", "failed", "undetermined", null] },
        "verdict": { "enum": ["reachable", "partial", "unreachable", "undetermined"] },
        "strings": { "type": "array", "items": { "type": "string" } }
      }
    }
    """# + "\n"
}
