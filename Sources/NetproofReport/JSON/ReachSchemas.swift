extension ResultSchemas {
  /// `netproof.reach/1`, what `reach --format json` prints.
  public static let reach = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/reach-1.json",
      "title": "netproof.reach/1",
      "description": "Every ordered pair of distinct ends between which something passes or is not known.",
      "type": "object",
      "required": ["schema", "query", "pairs", "summary"],
      "additionalProperties": false,
      "properties": {
        "schema": { "const": "netproof.reach/1" },
        "query": {
          "type": "object",
          "required": ["from", "to", "port", "counts", "client_ports", "one_way"],
          "additionalProperties": false,
          "properties": {
            "from": { "description": "As asked; empty means everything.", "$ref": "#/$defs/strings" },
            "to": { "description": "As asked; empty means everything.", "$ref": "#/$defs/strings" },
            "port": { "description": "As asked; empty means all that are counted.", "$ref": "#/$defs/strings" },
            "counts": { "description": "Whether a port counts if every client port carries it, or if some does.", "enum": ["every", "some"] },
            "client_ports": { "type": ["string", "null"] },
            "one_way": { "type": "boolean" }
          }
        },
        "pairs": { "description": "In the order of the topology, senders first.", "type": "array", "items": { "$ref": "#/$defs/pair" } },
        "summary": {
          "description": "Over all pairs without the internet.",
          "type": "object",
          "required": ["pairs_reachable", "pairs_undetermined", "volume", "classes"],
          "additionalProperties": false,
          "properties": {
            "pairs_reachable": { "type": "integer", "minimum": 0 },
            "pairs_undetermined": { "type": "integer", "minimum": 0 },
            "volume": { "description": "How many (protocol, port) values pass, over all pairs; a ping is one.", "type": "integer", "minimum": 0 },
            "classes": { "description": "Classes of interfaces that nothing tells apart.", "type": "integer", "minimum": 0 }
          }
        }
      },
      "$defs": {
        "pair": {
          "description": "TCP and UDP ports as ranges, and whether pings pass.",
          "type": "object",
          "required": ["from", "to", "tcp", "udp", "icmp"],
          "additionalProperties": false,
          "properties": {
            "from": { "type": "string" },
            "to": { "type": "string" },
            "tcp": { "$ref": "#/$defs/strings" },
            "udp": { "$ref": "#/$defs/strings" },
            "icmp": { "type": "boolean" },
            "undetermined": {
              "description": "What is not known to pass or not to pass.",
              "type": "object",
              "required": ["tcp", "udp", "icmp"],
              "additionalProperties": false,
              "properties": {
                "tcp": { "$ref": "#/$defs/strings" },
                "udp": { "$ref": "#/$defs/strings" },
                "icmp": { "type": "boolean" }
              }
            },
            "addresses": { "description": "The part of the internet that is meant, if not all of it.", "$ref": "#/$defs/strings" }
          }
        },
        "strings": { "type": "array", "items": { "type": "string" } }
      }
    }
    """# + "\n"

  /// What `reach --summary --format json` prints.
  public static let reachSummary = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "https://netproof.dev/schema/reach-summary-1.json",
      "title": "netproof reach --summary",
      "description": "How much passes over all ordered pairs of distinct ends, and what it took to find out.",
      "type": "object",
      "required": [
        "pairs_reachable", "pairs_undetermined", "volume", "classes", "load_s", "build_s", "solve_s", "peak_rss_mib"
      ],
      "additionalProperties": false,
      "properties": {
        "pairs_reachable": { "description": "Pairs between which something passes.", "type": "integer", "minimum": 0 },
        "pairs_undetermined": { "description": "Pairs of which something is not known.", "type": "integer", "minimum": 0 },
        "volume": { "description": "How many (protocol, port) values pass, over all pairs; a ping is one.", "type": "integer", "minimum": 0 },
        "classes": { "description": "Classes of interfaces that nothing tells apart.", "type": "integer", "minimum": 0 },
        "load_s": { "description": "Seconds of processor time to read and resolve.", "type": "number", "minimum": 0 },
        "build_s": { "description": "Seconds of processor time to compile.", "type": "number", "minimum": 0 },
        "solve_s": { "description": "Seconds of processor time to answer.", "type": "number", "minimum": 0 },
        "peak_rss_mib": { "description": "The most memory at once, in mebibytes.", "type": "number", "minimum": 0 }
      }
    }
    """# + "\n"
}
