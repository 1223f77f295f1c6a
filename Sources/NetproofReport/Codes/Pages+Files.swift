extension CodePages {
  /// Files, bytes, and what is made of several files.
  static let filePages: [CodePage] = [
    CodePage(
      "NP0001", "the text asks for more than a limit allows",
      meaning: """
        A limit keeps a broken or hostile file from costing minutes: `depth` (64 lists and maps \
        inside each other), `bytes` (256 MiB), `expansion` (what aliases stand for, ten million \
        values), `directives` (64 lines that begin with `%`), `problems` (ten thousand that are told). \
        The message names the limit.
        """,
      remedy: "Nest less, write repeated values out, or split the file.",
      example: CodeExample(
        """
        netproof: 1
        name: \(String(repeating: "[", count: 65))
        """, mended: "netproof: 1\nname: deep"), sources: [.yaml]),
    CodePage(
      "NP0002", "the file is not UTF-8",
      meaning: """
        A topology is UTF-8 text. A byte in the file cannot be part of it; the place is that byte's. \
        Old editors save umlauts and the like in other encodings.
        """,
      remedy: "Save the file as UTF-8.",
      example: CodeExample("netproof: 1\nname: Z‹FC›rich", mended: "netproof: 1\nname: Zürich"),
      sources: [.utf8, .yaml]),
    CodePage(
      "NP0003", "the file is UTF-16 or UTF-32",
      meaning: """
        Every other byte is zero, or the file begins with the mark of such a text; topologies are \
        UTF-8.
        """,
      remedy: """
        Save the file as UTF-8. PowerShell's `>` writes UTF-16; `Out-File -Encoding utf8` does \
        not.
        """,
      example: CodeExample(
        "‹FF FE 6E 00 65 00 74 00 70 00 72 00 6F 00 6F 00 66 00 3A 00 20 00 31 00›",
        mended: "netproof: 1"),
      sources: [.utf8, .yaml]),
    CodePage(
      "NP0004", "a control character stands in the text",
      meaning: """
        YAML takes no control characters but tabs and line breaks. They come from terminals and \
        copied output, and no editor shows them.
        """,
      remedy: "Delete the character, or write it as an escape in double quotes, such as `\"\\a\"`.",
      example: CodeExample("netproof: 1\nname: prod‹07›", mended: "netproof: 1\nname: prod"),
      sources: [.yaml]),
    CodePage(
      "NP0005", "the file says nothing",
      meaning: "The file is empty, or holds comments alone.",
      remedy: "Begin with `netproof: 1`, or name another file.",
      example: CodeExample("# to be written", mended: "netproof: 1  # to be written")),
    CodePage(
      "NP0006", "the file holds several documents",
      meaning: "A line `---` begins another YAML document; a topology file is one document.",
      remedy: "Put each document into a file of its own. Files of one folder are one topology.",
      example: CodeExample(
        "netproof: 1\nname: first\n---\nname: second", mended: "netproof: 1\nname: first"),
      sources: [.yaml]),
    CodePage(
      "NP0007", "the file is not a text",
      meaning: """
        Its first bytes are those of a picture, an archive or a program, not of a text. A topology is \
        text in YAML.
        """,
      remedy: "Name the file that was meant; unpack it first if it is an archive.",
      example: CodeExample(
        "‹7F›ELF‹02›‹01›‹01›‹00›‹00›‹00›‹00›‹00›‹00›‹00›", mended: "netproof: 1"),
      sources: [.yaml]),
    CodePage(
      "NP0008", "a byte order mark stands inside the text",
      meaning: """
        The character U+FEFF may begin a file, and is ignored there. Further down it is an invisible \
        part of a text or key; it remains where files with such a head were joined.
        """,
      remedy: "Delete the character; many editors show it on demand.",
      example: CodeExample(
        "netproof: 1\n‹EF›‹BB›‹BF›name: prod", mended: "netproof: 1\nname: prod"),
      sources: [.yaml]),
    CodePage(
      "NP0050", "`+key` and `-key` change lists, and this is none",
      meaning: """
        Under `changes:` a key with `+` appends to a list of the base, and one with `-` removes \
        elements from it. Either the value given or what stands in the base is no list.
        """,
      remedy: "Give a list, or write the key without its sign to replace the value.",
      example: variant("+cidrs: 10.1.0.0/16", mended: "+cidrs: [10.1.0.0/16]")),
    CodePage(
      "NP0051", "a change removes something that the base does not have",
      meaning: """
        Under `changes:` a null value removes a key, and `-key` removes elements that equal the given \
        ones. The base has no such key or element.
        """,
      remedy: "Write what is to be removed as it stands in the base, key for key.",
      example: variant("-cidrs: [10.9.0.0/16]", mended: "-cidrs: [10.2.0.0/16]")),
    CodePage(
      "NP0060", "there is no such file or folder",
      meaning: "A path on the command line or after `topology:` leads to nothing.",
      remedy: "Correct the path. After `topology:` it counts from the file that names it.",
      example: CodeExample(
        [
          "tests.yaml": "netproof: 1\ntopology: prd.yaml\nassertions: []",
          "prod.yaml": "netproof: 1",
        ],
        mended: ["tests.yaml": "netproof: 1\ntopology: prod.yaml\nassertions: []"],
        run: "netproof check tests.yaml")),
    CodePage(
      "NP0061", "the file or folder cannot be read",
      meaning: "It is there, but reading it is not permitted or failed, or it is no plain file.",
      remedy: "Look at its permissions, or name a plain file.",
      example: CodeExample(
        ["net.yaml": "netproof: 1"], mended: [:], run: "netproof check /dev/null",
        mendedRun: "netproof check net.yaml")),
    CodePage(
      "NP0062", "the folder holds no topology",
      meaning: """
        A folder is one topology made of its own `*.yaml` and `*.yml` files; it has none. Files of \
        its subfolders do not count.
        """,
      remedy: "Name the folder in which the files are.",
      example: CodeExample(
        ["network/notes.txt": "netproof: 1"], mended: ["network/net.yaml": "netproof: 1"],
        run: "netproof check network")),
    CodePage(
      "NP0064", "a base is one file, and the folder holds more or fewer",
      meaning: """
        A folder may stand for its one file that describes a network. This one holds several, or \
        none, so it is not said which one is meant.
        """,
      remedy: "Name the one file in `topology:`.",
      example: CodeExample(
        [
          "base/a.yaml": "netproof: 1\nvpcs: { test: { cidrs: 10.2.0.0/16 } }",
          "base/b.yaml": "netproof: 1\nvpcs: { prod: { cidrs: 10.0.0.0/16 } }",
          "net.yaml":
            "netproof: 1\ntopology: base\nchanges: { vpcs: { prod: { cidrs: 10.1.0.0/16 } } }",
        ],
        mended: [
          "net.yaml":
            "netproof: 1\ntopology: base/b.yaml\nchanges: { vpcs: { prod: { cidrs: 10.1.0.0/16 } } }"
        ], run: "netproof check net.yaml")),
    CodePage(
      "NP0065", "a file is its own base",
      meaning:
        "Following `topology:` from file to file leads back to where it began, or on too long.",
      remedy: "Let one of the files stand by itself.",
      example: CodeExample(
        ["net.yaml": "netproof: 1\ntopology: net.yaml", "base.yaml": "netproof: 1"],
        mended: ["net.yaml": "netproof: 1\ntopology: base.yaml"], run: "netproof check net.yaml")),
    CodePage(
      "NP0069", "a file to import is nothing that can be imported",
      meaning: """
        `netproof import` reads what other programs wrote, such as answers of the AWS CLI's calls. \
        This file is something else, such as a topology, which every command reads as it is.
        """,
      remedy: "Name the files that the calls of `netproof import aws --print-commands` write.",
      example: CodeExample(
        ["net.yaml": "netproof: 1", "vpcs.json": #"{ "Vpcs": [] }"#], mended: [:],
        run: "netproof import aws net.yaml", mendedRun: "netproof import aws vpcs.json")),
    CodePage(
      "NP0067", "the result cannot be written",
      meaning: "The file named by `--output` cannot be made: its folder is missing or read-only.",
      remedy: "Make the folder, or name another file.",
      example: CodeExample(
        ["net.yaml": "netproof: 1"], mended: [:],
        run: "netproof check --output missing/result.txt net.yaml",
        mendedRun: "netproof check --output result.txt net.yaml")),
    CodePage(
      "NP0068", "there is no such code",
      meaning:
        "`netproof codes` knows no code of this name. The nearest one is suggested, if close.",
      remedy: "List all with `netproof codes`.",
      example: CodeExample(
        [:], mended: [:], run: "netproof codes NACL_INGRES_DENY",
        mendedRun: "netproof codes NACL_INGRESS_DENY")),
  ]

  /// A base with two blocks, and a variant with a change to them.
  private static func variant(_ change: String, mended: String) -> CodeExample {
    func text(_ change: String) -> String {
      "netproof: 1\ntopology: base.yaml\nchanges:\n  vpcs:\n    prod:\n      \(change)"
    }
    return CodeExample(
      [
        "base.yaml": "netproof: 1\nvpcs:\n  prod:\n    cidrs: [10.0.0.0/16, 10.2.0.0/16]",
        "net.yaml": text(change),
      ], mended: ["net.yaml": text(mended)], run: "netproof check net.yaml")
  }

  /// Faults of Netproof's own.
  static let programPages: [CodePage] = [
    CodePage(
      "NP9001", "the search and the replay disagree about a packet",
      meaning: """
        Every verdict is confirmed by replaying one concrete packet with a second implementation \
        that shares no code with the search. Here the two disagree, so one of them is wrong and no \
        verdict is given (exit status 3). No topology is known to do this; that is why this page \
        has no example.
        """,
      remedy: "Report it, with the topology and the packet that the message names.",
      example: nil)
  ]
}
