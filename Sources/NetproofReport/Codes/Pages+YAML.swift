extension CodePages {
  /// Where a text leaves YAML, or the part of it that is read.
  static let yamlPages: [CodePage] = [
    CodePage(
      "NP0010", "the text is not YAML",
      meaning:
        "The text breaks a rarer rule of YAML; the message says which, in the parser's words.",
      remedy: "Compare the place with the lines around it; quote what contains special characters.",
      example: CodeExample("netproof: 1\nname: |prod", mended: "netproof: 1\nname: \"|prod\""),
      sources: [.yaml]),
    CodePage(
      "NP0011", "a tab indents a line",
      meaning: "YAML is indented with spaces alone. (The tab of the example is written `‹09›`.)",
      remedy: "Replace tabs with spaces; two for each level is usual.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n‹09›prod: { cidrs: 10.0.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"), sources: [.yaml]),
    CodePage(
      "NP0012", "a quote is never closed",
      meaning: "A text begins with a quote whose partner is missing; the place is the first quote.",
      remedy: "Close it. Inside single quotes a quote is written twice.",
      example: CodeExample("netproof: 1\nname: \"prod", mended: "netproof: 1\nname: \"prod\""),
      sources: [.yaml]),
    CodePage(
      "NP0013", "a bracket is never closed",
      meaning:
        "A list or map in brackets runs to the end of the file; perhaps the file was cut short.",
      remedy: "Close it after its last element.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: [10.0.0.0/16, 10.1.0.0/16]",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: [10.0.0.0/16, 10.1.0.0/16] }"),
      sources: [.yaml]),
    CodePage(
      "NP0014", "a comma or closing bracket is missing",
      meaning: """
        Inside brackets elements are set apart by commas. Something else stands where a comma or \
        the bracket's end is due, or a text goes on after its closing quote.
        """,
      remedy: "Put a comma before the next element, or close the bracket.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: [\"10.0.0.0/16\" \"10.1.0.0/16\"] }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: [\"10.0.0.0/16\", \"10.1.0.0/16\"] }"),
      sources: [.yaml]),
    CodePage(
      "NP0015", "a line does not fit the indentation above it",
      meaning: """
        The entries of one list or map begin in the same column. This line begins in another, or a \
        list begins on the line of its key.
        """,
      remedy: "Give the entries of one list or map the same indentation.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }\n test: { cidrs: 10.1.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }\n  test: { cidrs: 10.1.0.0/16 }"
      ),
      sources: [.yaml]),
    CodePage(
      "NP0016", "a colon stands where none can, or is missing",
      meaning: """
        `: ` sets a key apart from its value, so a text that contains it needs quotes, and inside \
        brackets so does an IPv6 address such as `::/0`.
        """,
      remedy: "Quote the text.",
      example: CodeExample(
        "netproof: 1\nname: prod: network", mended: "netproof: 1\nname: \"prod: network\""),
      sources: [.yaml]),
    CodePage(
      "NP0017", "an unquoted text begins with a character of YAML's own",
      meaning: "A text without quotes cannot begin with `@`, a backtick or `%`.",
      remedy: "Quote the text.",
      example: CodeExample("netproof: 1\nname: @prod", mended: "netproof: 1\nname: \"@prod\""),
      sources: [.yaml]),
    CodePage(
      "NP0018", "a space is missing after a colon",
      meaning: "`key:value` is one text; only `key: value` is a key with its value.",
      remedy: "Put a space after the colon.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod:\n    cidrs:10.0.0.0/16\n    region: us-east-1",
        mended: "netproof: 1\nvpcs:\n  prod:\n    cidrs: 10.0.0.0/16\n    region: us-east-1"),
      sources: [.yaml]),
    CodePage(
      "NP0019", "a backslash in double quotes means nothing",
      meaning: "In double quotes a backslash begins an escape, and there is no such escape.",
      remedy: "Write `\\\\` for a backslash, or use single quotes, in which it is a character.",
      example: CodeExample(
        "netproof: 1\nname: \"prod\\dev\"", mended: "netproof: 1\nname: 'prod\\dev'"),
      sources: [.yaml]),
    CodePage(
      "NP0020", "an alias names no anchor",
      meaning: "`*name` stands for the value marked `&name` before it, and there is none.",
      remedy: "Mark the value with `&name`, or write it out; quote a text that begins with `*`.",
      example: CodeExample(
        "netproof: 1\nvpcs: { prod: { cidrs: *block } }",
        mended: "netproof: 1\nvpcs: { prod: { cidrs: 10.0.0.0/16 } }"), sources: [.yaml]),
    CodePage(
      "NP0021", "an alias stands inside its own value",
      meaning: "`*name` inside the value that `&name` marks would be endless.",
      remedy: "Write the value out.",
      example: CodeExample(
        "netproof: 1\nvpcs: { prod: { cidrs: &blocks [10.0.0.0/16, *blocks] } }",
        mended: "netproof: 1\nvpcs: { prod: { cidrs: &blocks [10.0.0.0/16] } }"), sources: [.yaml]),
    CodePage(
      "NP0022", "merge keys (`<<`) are not read",
      meaning:
        "`<<: *name` is an extension that hides which keys an entry really has; it is refused.",
      remedy: "Write the keys out. Whole values may be repeated by aliases.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: &base { cidrs: 10.0.0.0/16 }\n  test: { <<: *base }",
        mended:
          "netproof: 1\nvpcs:\n  prod: &base { cidrs: 10.0.0.0/16 }\n  test: { cidrs: 10.1.0.0/16 }"
      ),
      sources: [.yaml]),
    CodePage(
      "NP0023", "a tag is not read",
      meaning: """
        `!name` before a value is a tag. Only the core ones (`!!str`, `!!int` and so on) are read; \
        those of CloudFormation templates mean nothing in a topology.
        """,
      remedy: "Remove the tag; quote a text that begins with `!`.",
      example: CodeExample(
        "netproof: 1\nvpcs: { prod: { cidrs: !Ref Block } }",
        mended: "netproof: 1\nvpcs: { prod: { cidrs: 10.0.0.0/16 } }"), sources: [.yaml]),
    CodePage(
      "NP0024", "a key is written twice",
      meaning: "A map has each key once; of two, one would be lost in silence.",
      remedy: "Keep one of them, or join their values.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16, cidrs: 10.1.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: [10.0.0.0/16, 10.1.0.0/16] }"),
      sources: [.yaml]),
    CodePage(
      "NP0030", "the text is not JSON",
      meaning: """
        A file whose name ends in `.json` is read as strict JSON: keys and texts stand in double \
        quotes, elements are set apart by commas, and nothing follows the value. The message says \
        which rule is broken. At the end of a file it was probably cut short.
        """,
      remedy: "Have the file written anew; if a person wrote it, mend the place.",
      example: CodeExample(
        ["net.json": #"{ "netproof": 1, "vpcs": { "prod": { "cidrs": ["10.0.0.0/16",] } } }"#],
        mended: [
          "net.json": #"{ "netproof": 1, "vpcs": { "prod": { "cidrs": ["10.0.0.0/16"] } } }"#
        ],
        run: "netproof check net.json"), sources: [.json]),
    CodePage(
      "NP0025", "a key is no text",
      meaning: "YAML would take a list, a map or nothing as a key; a topology's keys are texts.",
      remedy: "Write a name before the colon.",
      example: CodeExample(
        "netproof: 1\nvpcs:\n  [prod]: { cidrs: 10.0.0.0/16 }",
        mended: "netproof: 1\nvpcs:\n  prod: { cidrs: 10.0.0.0/16 }"), sources: [.yaml]),
  ]
}
