extension ResultSchemas {
  /// `netproof.check/1`, what `check --format json` prints.
  public static let check = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/check-1.json",
      "title": "netproof.check/1",
      "description": "What became of every assertion and scope of one or several topologies.",
      "type": "object",
      "required": ["schema", "summary", "topologies", "results", "scopes"],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "netproof.check/1" },
        "summary": {
          "type": "object",
          "required": [
            "topologies", "assertions", "held", "failed", "undetermined", "scopes", "scopes_failed", "findings"
          ],
          "additionalProperties": false,
          "properties": {
            "topologies": { "type": "integer", "minimum": 0 },
            "assertions": { "type": "integer", "minimum": 0 },
            "held": { "type": "integer", "minimum": 0 },
            "failed": { "type": "integer", "minimum": 0 },
            "undetermined": { "type": "integer", "minimum": 0 },
            "scopes": { "type": "integer", "minimum": 0 },
            "scopes_failed": {
              "description": "Expected to be empty, but with findings or undetermined.", "type": "integer", "minimum": 0
            },
            "findings": { "description": "Of all scopes.", "type": "integer", "minimum": 0 }
          }
        },
        "topologies": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["path", "name", "warnings"],
            "additionalProperties": false,
            "properties": {
              "path": { "type": "string" },
              "name": { "type": ["string", "null"] },
              "warnings": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" } }
            }
          }
        },
        "results": { "type": "array", "items": { "$ref": "#/$defs/result" } },
        "scopes": { "type": "array", "items": { "$ref": "#/$defs/scope" } }
      },
      "$defs": {
        "diagnostic": {
          "type": "object",
          "required": ["code", "severity", "message", "file", "line", "column", "help"],
          "additionalProperties": false,
          "properties": {
            "code": { "type": "string" },
            "severity": { "enum": ["error", "warning"] },
            "message": { "type": "string" },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] },
            "help": { "type": "array", "items": { "type": "string" } }
          }
        },
        "result": {
          "type": "object",
          "required": ["topology", "assertion", "outcome", "code", "mismatches", "answer"],
          "additionalProperties": false,
          "properties": {
            "topology": { "type": "string" },
            "assertion": {
              "type": "object",
              "required": ["name", "from", "to", "port", "expect", "file", "line", "column"],
              "additionalProperties": false,
              "properties": {
                "name": { "type": ["string", "null"] },
                "from": { "type": "array", "items": { "type": "string" } },
                "to": { "type": "array", "items": { "type": "string" } },
                "port": { "type": "array", "items": { "type": "string" } },
                "expect": { "enum": ["reachable", "unreachable", "partial", "isolated"] },
                "file": { "type": ["string", "null"] },
                "line": { "type": ["integer", "null"] },
                "column": { "type": ["integer", "null"] }
              }
            },
            "outcome": { "enum": ["held", "failed", "undetermined"] },
            "code": { "description": "The code of the failure, such as NP2001; null if it held.", "type": ["string", "null"] },
            "mismatches": {
              "description": "What the assertion expects beside the verdict and does not find.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["key", "expected", "found"],
                "additionalProperties": false,
                "properties": {
                  "key": { "type": "string" },
                  "expected": { "type": "string" },
                  "found": { "type": "string" }
                }
              }
            },
            "answer": { "$ref": "answer-1.json" }
          }
        },
        "scope": {
          "type": "object",
          "required": ["topology", "scope", "outcome", "code", "findings", "gaps", "assumptions"],
          "additionalProperties": false,
          "properties": {
            "topology": { "type": "string" },
            "scope": {
              "type": "object",
              "required": ["name", "expect", "file", "line", "column"],
              "additionalProperties": false,
              "properties": {
                "name": { "type": "string" },
                "expect": { "enum": ["empty", null] },
                "file": { "type": ["string", "null"] },
                "line": { "type": ["integer", "null"] },
                "column": { "type": ["integer", "null"] }
              }
            },
            "outcome": { "enum": ["empty", "found", "failed", "undetermined"] },
            "code": { "description": "NP2006 or NP2007; null if the check does not fail by it.", "type": ["string", "null"] },
            "findings": {
              "description": "All of them, in the order of the topology, senders first.",
              "type": "array",
              "items": { "$ref": "#/$defs/finding" }
            },
            "gaps": {
              "description": "What is not known and might be a finding, one for each reason.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["from", "to", "gap"],
                "additionalProperties": false,
                "properties": {
                  "from": { "type": "array", "items": { "type": "string" } },
                  "to": { "type": "array", "items": { "type": "string" } },
                  "gap": { "$ref": "answer-1.json#/$defs/remark" }
                }
              }
            },
            "assumptions": {
              "description": "What was decided by a policy where AWS's documents leave it open, about the pairs of ends that were walked.",
              "type": "array",
              "items": { "$ref": "answer-1.json#/$defs/remark" }
            }
          }
        },
        "finding": {
          "description": "A way that the scope looks for, between each of `from` and each of `to`.",
          "type": "object",
          "required": ["id", "from", "to", "packets", "way"],
          "additionalProperties": false,
          "properties": {
            "id": {
              "description": "The same on every run, as long as the scope, the subnets and the security groups keep their names.",
              "type": "string"
            },
            "from": { "type": "array", "items": { "type": "string" } },
            "to": { "type": "array", "items": { "type": "string" } },
            "packets": {
              "description": "Those that are meant, as the first of `from` sends them to the first of `to`; disjoint.",
              "type": "array",
              "items": { "$ref": "answer-1.json#/$defs/packets" }
            },
            "way": {
              "description": "The way of the first of the packets.",
              "type": "array",
              "items": { "$ref": "answer-1.json#/$defs/step" }
            }
          }
        }
      }
    }
    """# + "\n"
}
