/// The JSON Schemas of the documents that are printed, as `docs/format` has them.
public enum ResultSchemas {
  /// `netproof.answer/1`, what `trace --format json` prints.
  public static let answer = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/answer-1.json",
      "title": "netproof.answer/1",
      "description": "The answer to one question: who, to whom, with which packets.",
      "$ref": "#/$defs/answer",
      "$defs": {
        "answer": {
          "type": "object",
          "required": ["schema", "verdict", "query", "classes", "obstacles", "fixes", "notes", "gaps", "witness"],
          "additionalProperties": false,
          "properties": {
            "schema": { "const": "netproof.answer/1" },
            "verdict": { "enum": ["reachable", "partial", "unreachable", "undetermined"] },
            "query": { "$ref": "#/$defs/query" },
            "classes": { "type": "array", "items": { "$ref": "#/$defs/class" } },
            "obstacles": {
              "description": "In pipeline order; the first is the primary cause.",
              "type": "array",
              "items": { "$ref": "#/$defs/obstacle" }
            },
            "fixes": { "type": "array", "items": { "$ref": "#/$defs/fix" } },
            "notes": { "type": "array", "items": { "$ref": "#/$defs/remark" } },
            "gaps": {
              "description": "What the model leaves out that the verdict depends on.",
              "type": "array",
              "items": { "$ref": "#/$defs/remark" }
            },
            "witness": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/witness" }] },
            "no_fix": { "$ref": "#/$defs/no_fix" },
            "mirroring": { "$ref": "#/$defs/mirroring" },
            "flow_logs": { "$ref": "#/$defs/flow_logs" }
          }
        },
        "flow_logs": {
          "description": "Only if asked for: what the witness leaves in VPC Flow Logs of every interface on its way, in the order of the way.",
          "type": "object",
          "required": ["records", "notes"],
          "additionalProperties": false,
          "properties": {
            "records": { "type": "array", "items": { "$ref": "#/$defs/flow_log_record" } },
            "notes": { "description": "What has no record, and why.", "$ref": "#/$defs/strings" }
          }
        },
        "flow_log_record": {
          "description": "Fields as AWS names them, with underscores; null where AWS writes `-`.",
          "type": "object",
          "required": [
            "interface", "subnet", "direction", "flow_direction", "srcaddr", "dstaddr", "srcport", "dstport", "protocol",
            "action", "pkt_srcaddr", "pkt_dstaddr", "traffic_path", "reject_reason", "type"
          ],
          "additionalProperties": false,
          "properties": {
            "interface": { "description": "The component whose network interface it is.", "$ref": "#/$defs/component" },
            "subnet": {
              "description": "Null of a regional NAT gateway.",
              "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/component" }]
            },
            "direction": { "description": "Whether it is about the request or the reply.", "enum": ["forward", "reply"] },
            "flow_direction": { "enum": ["ingress", "egress"] },
            "srcaddr": { "type": ["string", "null"] },
            "dstaddr": { "type": ["string", "null"] },
            "srcport": { "type": "integer" },
            "dstport": { "type": "integer" },
            "protocol": { "description": "The number of the protocol.", "type": "integer" },
            "action": { "enum": ["ACCEPT", "REJECT"] },
            "pkt_srcaddr": { "type": ["string", "null"] },
            "pkt_dstaddr": { "type": ["string", "null"] },
            "traffic_path": { "type": ["integer", "null"] },
            "reject_reason": { "enum": ["BPA", "EC", null] },
            "type": { "enum": ["IPv4", "IPv6"] }
          }
        },
        "query": {
          "type": "object",
          "required": ["from", "to", "port"],
          "additionalProperties": false,
          "properties": {
            "from": { "type": "string" },
            "to": { "type": "string" },
            "port": { "type": "string" },
            "client_ports": { "type": "string" },
            "through": {
              "description": "What the ways that are asked about pass, in this order.",
              "type": "array",
              "items": { "type": "string" }
            },
            "avoiding": {
              "description": "What the ways that are asked about do not pass.",
              "type": "array",
              "items": { "type": "string" }
            }
          }
        },
        "class": {
          "description": "Packets that share one trace.",
          "type": "object",
          "required": [
            "family", "alternative", "verdict", "from", "to", "packets", "translated_ports", "arrives", "forward", "reply",
            "obstacles"
          ],
          "additionalProperties": false,
          "properties": {
            "family": { "enum": ["ipv4", "ipv6"] },
            "alternative": { "type": "integer", "minimum": 1 },
            "verdict": { "enum": ["reachable", "unreachable", "undetermined"] },
            "from": { "$ref": "#/$defs/strings" },
            "to": { "$ref": "#/$defs/strings" },
            "packets": { "$ref": "#/$defs/packets" },
            "translated_ports": {
              "description": "Ports of a translator on the way, where they decide.",
              "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/strings" }]
            },
            "arrives": { "description": "Whether the packets arrive, even if the replies are lost.", "type": "boolean" },
            "forward": { "type": "array", "items": { "$ref": "#/$defs/step" } },
            "reply": { "type": "array", "items": { "$ref": "#/$defs/step" } },
            "obstacles": {
              "description": "Positions in the answer's obstacles.",
              "type": "array",
              "items": { "type": "integer", "minimum": 0 }
            }
          }
        },
        "step": {
          "type": "object",
          "required": ["component", "side", "action", "packet", "evidence"],
          "additionalProperties": false,
          "properties": {
            "component": { "$ref": "#/$defs/component" },
            "side": { "enum": ["inbound", "outbound", null] },
            "action": {
              "enum": ["sent", "permitted", "denied", "tracked", "routed", "forwarded", "translated", "delivered"]
            },
            "packet": { "description": "The header after the decision.", "$ref": "#/$defs/packets" },
            "evidence": { "$ref": "#/$defs/evidence" },
            "connection": {
              "description": "Where a security group lets new connections through: whether it tracks them. One that is not tracked breaks as soon as its rule is taken away.",
              "enum": ["tracked", "untracked"]
            }
          }
        },
        "packets": {
          "type": "object",
          "required": ["protocol", "source", "destination"],
          "additionalProperties": false,
          "properties": {
            "protocol": { "description": "`tcp`, `udp`, `icmp`, `icmpv6`, `protocol/N`, several as `protocol/0,2-5`, or `all`.", "type": "string" },
            "source": { "$ref": "#/$defs/strings" },
            "destination": { "$ref": "#/$defs/strings" },
            "source_ports": { "$ref": "#/$defs/strings" },
            "destination_ports": { "$ref": "#/$defs/strings" },
            "icmp_types": { "description": "Types, or `TYPE/CODE`.", "$ref": "#/$defs/strings" }
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
        "evidence": {
          "type": "object",
          "required": ["kind", "rule", "text", "file", "line", "column"],
          "additionalProperties": false,
          "properties": {
            "kind": { "enum": ["rule", "route", "state", "absence"] },
            "rule": { "description": "A network ACL's number, `*` for its implied denial.", "type": ["integer", "string", "null"] },
            "text": { "type": ["string", "null"] },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] }
          }
        },
        "obstacle": {
          "type": "object",
          "required": [
            "code", "aws_code", "hints", "direction", "classes", "component", "packets", "evidence", "nearest", "message",
            "file", "line", "column"
          ],
          "additionalProperties": false,
          "properties": {
            "code": { "type": "string" },
            "aws_code": { "description": "The name that AWS's analyzers give it, if any.", "type": ["string", "null"] },
            "hints": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["code", "message"],
                "additionalProperties": false,
                "properties": { "code": { "type": "string" }, "message": { "type": "string" } }
              }
            },
            "direction": { "enum": ["forward", "reply"] },
            "classes": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            "component": { "$ref": "#/$defs/component" },
            "packets": { "description": "The headers at that point.", "$ref": "#/$defs/packets" },
            "evidence": { "$ref": "#/$defs/evidence" },
            "nearest": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/nearest" }] },
            "message": { "type": "string" },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] }
          }
        },
        "nearest": {
          "description": "The rule that comes closest to letting the packets pass.",
          "type": "object",
          "required": ["rule", "text", "differs", "file", "line", "column"],
          "additionalProperties": false,
          "properties": {
            "rule": { "type": ["integer", "null"] },
            "text": { "type": "string" },
            "differs": {
              "type": "array",
              "items": { "enum": ["protocol", "ports", "type", "code", "from", "to"] }
            },
            "file": { "type": ["string", "null"] },
            "line": { "type": ["integer", "null"] },
            "column": { "type": ["integer", "null"] }
          }
        },
        "remark": {
          "type": "object",
          "required": ["code", "component", "message"],
          "additionalProperties": false,
          "properties": {
            "code": { "type": "string" },
            "component": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/component" }] },
            "message": { "type": "string" }
          }
        },
        "fix": {
          "type": "object",
          "required": ["edits", "verified", "complete", "also_opens", "also_delivers", "also_closes", "bypasses", "breaks"],
          "additionalProperties": false,
          "properties": {
            "edits": {
              "description": "All of them together open the way.",
              "type": "array",
              "items": { "$ref": "#/$defs/edit" }
            },
            "verified": { "description": "The edits were applied to a copy and the question asked again.", "const": true },
            "complete": {
              "description": "False if there were too many ends or assertions to look at all side effects.",
              "type": "boolean"
            },
            "also_opens": {
              "description": "What begins to pass between any two ends, forward and back.",
              "type": "array",
              "items": { "$ref": "#/$defs/passage" }
            },
            "also_delivers": {
              "description": "What begins to arrive, although its reply does not.",
              "type": "array",
              "items": { "$ref": "#/$defs/passage" }
            },
            "also_closes": {
              "description": "What ceases to pass.",
              "type": "array",
              "items": { "$ref": "#/$defs/passage" }
            },
            "bypasses": {
              "description": "What may no longer meet the appliance or firewall that inspects it today, and meets none instead.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["component", "direction", "passage"],
                "additionalProperties": false,
                "properties": {
                  "component": { "$ref": "#/$defs/component" },
                  "direction": { "enum": ["forward", "reply"] },
                  "passage": { "$ref": "#/$defs/passage" }
                }
              }
            },
            "breaks": {
              "description": "Assertions of the topology that hold, and would not with the edits.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["name", "file", "line"],
                "additionalProperties": false,
                "properties": {
                  "name": { "type": "string" },
                  "file": { "type": ["string", "null"] },
                  "line": { "type": ["integer", "null"] }
                }
              }
            }
          }
        },
        "edit": {
          "description": "One line of a topology: exactly one of `add`, `remove` and `change`.",
          "type": "object",
          "required": ["file", "line", "in"],
          "additionalProperties": false,
          "properties": {
            "file": { "type": ["string", "null"] },
            "line": {
              "description": "What is added goes after this line, or into the list that begins there; what is removed or changed stands there.",
              "type": ["integer", "null"]
            },
            "in": { "description": "The component, and the list or key.", "type": "string" },
            "add": { "type": "string" },
            "remove": { "type": "string" },
            "change": {
              "type": "object",
              "required": ["from", "to"],
              "additionalProperties": false,
              "properties": { "from": { "type": "string" }, "to": { "type": "string" } }
            }
          },
          "oneOf": [{ "required": ["add"] }, { "required": ["remove"] }, { "required": ["change"] }]
        },
        "no_fix": {
          "description": "Why there is no fix, where fixes were looked for and none was found.",
          "type": "object",
          "required": ["reason", "code", "component", "message", "edits"],
          "additionalProperties": false,
          "properties": {
            "reason": { "enum": ["everybody", "not-by-edit", "not-found"] },
            "code": { "description": "The obstacle that is left.", "type": "string" },
            "component": { "$ref": "#/$defs/component" },
            "message": { "type": "string" },
            "edits": {
              "description": "Edits that are needed, but not enough: the obstacle is met when they are made.",
              "type": "array",
              "items": { "$ref": "#/$defs/edit" }
            }
          }
        },
        "mirroring": {
          "description": "What Traffic Mirroring makes of the packets, if that was asked; it changes no verdict.",
          "type": "object",
          "required": ["passages", "copies"],
          "additionalProperties": false,
          "properties": {
            "passages": {
              "description": "By class and in the order of the way: packets at interfaces that have mirror sessions.",
              "type": "array",
              "items": { "$ref": "#/$defs/mirrored" }
            },
            "copies": {
              "description": "Of each session that copies some of the packets, what becomes of its copies.",
              "type": "array",
              "items": { "$ref": "#/$defs/copy" }
            }
          }
        },
        "mirrored": {
          "type": "object",
          "required": [
            "class", "interface", "direction", "side", "packets", "outcome", "session", "rule", "message", "notes"
          ],
          "additionalProperties": false,
          "properties": {
            "class": { "description": "Position in the answer's classes.", "type": "integer", "minimum": 0 },
            "interface": { "$ref": "#/$defs/component" },
            "direction": { "enum": ["forward", "reply"] },
            "side": { "description": "Whether the interface receives or sends them.", "enum": ["inbound", "outbound"] },
            "packets": { "$ref": "#/$defs/packets" },
            "outcome": { "enum": ["mirrored", "not-mirrored", "undetermined"] },
            "session": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/component" }] },
            "rule": {
              "description": "The filter's rule that accepts or rejects them.",
              "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/evidence" }]
            },
            "message": { "type": "string" },
            "notes": { "type": "array", "items": { "$ref": "#/$defs/remark" } }
          }
        },
        "copy": {
          "type": "object",
          "required": ["session", "target", "verdict", "packets", "way", "obstacles", "notes", "gaps"],
          "additionalProperties": false,
          "properties": {
            "session": { "$ref": "#/$defs/component" },
            "target": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/component" }] },
            "verdict": { "enum": ["reachable", "partial", "unreachable", "undetermined"] },
            "packets": { "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/packets" }] },
            "way": { "type": "array", "items": { "$ref": "#/$defs/step" } },
            "obstacles": {
              "description": "As those of packets, with `MIRROR_` before the code.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["code", "component", "evidence", "message", "file", "line", "column"],
                "additionalProperties": false,
                "properties": {
                  "code": { "type": "string" },
                  "component": { "$ref": "#/$defs/component" },
                  "evidence": { "$ref": "#/$defs/evidence" },
                  "message": { "type": "string" },
                  "file": { "type": ["string", "null"] },
                  "line": { "type": ["integer", "null"] },
                  "column": { "type": ["integer", "null"] }
                }
              }
            },
            "notes": { "type": "array", "items": { "$ref": "#/$defs/remark" } },
            "gaps": { "type": "array", "items": { "$ref": "#/$defs/remark" } }
          }
        },
        "passage": {
          "type": "object",
          "required": ["from", "to", "packets"],
          "additionalProperties": false,
          "properties": {
            "from": { "$ref": "#/$defs/strings" },
            "to": { "$ref": "#/$defs/strings" },
            "packets": { "$ref": "#/$defs/packets" }
          }
        },
        "witness": {
          "description": "One packet that shows the verdict, confirmed by replay.",
          "type": "object",
          "required": ["class", "protocol", "source", "destination"],
          "additionalProperties": false,
          "properties": {
            "class": { "type": "integer", "minimum": 0 },
            "protocol": { "type": "string" },
            "source": { "type": "string" },
            "destination": { "type": "string" },
            "source_port": { "type": "integer" },
            "destination_port": { "type": "integer" },
            "icmp_type": { "type": "integer" },
            "icmp_code": { "type": "integer" }
          }
        },
        "strings": { "type": "array", "items": { "type": "string" } }
      }
    }
    """# + "\n"
}
