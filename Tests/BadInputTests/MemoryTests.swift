import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What cannot be committed as a text: bytes, sizes, depths, and files that are not there.
@Suite struct `Files of any kind` {
  private func refusal(
    _ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits()
  ) -> Refusal {
    Refusal(["net.yaml"], in: .memory(["net.yaml": bytes]), limits: limits)
  }

  private func refusal(_ text: String) -> Refusal { refusal(Array(text.utf8)) }

  private static let head: [UInt8] = Array("netproof: 1\n".utf8)

  @Test(
    arguments: [
      ("empty", [], "NP0005"), ("a mark alone", [0xEF, 0xBB, 0xBF], "NP0005"),
      ("Latin-1", head + [0x23, 0xE9], "NP0002"),
      ("UTF-16", [0xFF, 0xFE, 0x6E, 0x00, 0x65, 0x00], "NP0003"),
      ("UTF-16 without a mark", head.flatMap { [0, $0] }, "NP0003"),
      ("UTF-32", head.flatMap { [$0, 0, 0, 0] }, "NP0003"),
      ("a byte of zero", head + [0x61, 0x3A, 0x00], "NP0004"),
      ("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "NP0007"),
      ("zeros", Array(repeating: 0, count: 100_000), "NP0007"),
    ] as [(String, [UInt8], String)])
  func `are refused by what they are`(name: String, bytes: [UInt8], code: String) {
    #expect(refusal(bytes).codes == [code], "\(name)")
  }

  @Test(
    arguments: ["\r\n", "\r", "\u{85}", "\n"], [false, true])
  func `are read with any line break, marked or not`(lineBreak: String, isMarked: Bool) {
    let text = "netproof: 1\nvpcs:\n  prod: { cidrs: [10.0.0.0/16], az: a }\n"
    let found = refusal(
      (isMarked ? "\u{FEFF}" : "") + text.replacing("\n", with: lineBreak)
    ).diagnostics
    #expect(found.map(\.code) == ["NP0041"])
    #expect(found.first?.span?.line == 2)
    #expect(found.first?.span?.column == 32)
  }

  @Test(
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      "\n" + (1..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ])
  func `nest only so deep`(text: String) {
    #expect(refusal("netproof: 1\nname: \(text)").codes == ["NP0001"])
  }

  @Test func `have only so many bytes`() {
    let refused = refusal(Self.head, limits: SyntaxLimits(bytes: 5))
    #expect(refused.text.hasPrefix("error[NP0001]: `net.yaml` meets the limit `bytes` of 5\n"))
  }

  @Test func `may have a text of five megabytes`() {
    let long = String(repeating: "x", count: 5_000_000)
    let time = ContinuousClock().measure {
      #expect(refusal("netproof: 1\nname: \(long)\n").diagnostics.isEmpty)
      let refused = refusal("netproof: 1\nvpcs: { prod: { cidrs: \(long) } }\n")
      #expect(refused.codes == ["NP0104"])
      #expect(refused.text.utf8.count < 1000)
    }
    #expect(time < .seconds(120))
  }

  @Test func `are told of a hundred thousand unknown keys and names`() {
    let keys = (0..<100_000).map { "key-\($0): x\n" }.joined()
    let instances = (0..<6_000).map { "      i\($0): { subnet: n\($0), sg: [g] }\n" }.joined()
    let vpc = "vpcs:\n  prod:\n    cidrs: [10.0.0.0/16]\n    instances:\n\(instances)"
    let time = ContinuousClock().measure {
      let refused = refusal("netproof: 1\n\(keys)")
      #expect(refused.diagnostics.first?.message.contains("the limit `problems`") == true)
      #expect(refused.text.contains("\nand 99"))
      #expect(refusal("netproof: 1\n\(vpc)").errorCount > 9_000)
    }
    #expect(time < .seconds(120))
  }

  @Test func `may say the same forty thousand times by aliases`() {
    let hosts = (0..<200).map { "i\($0): { sg: [a] }" }.joined(separator: ", ")
    let vpcs = (0..<200).map { "  v\($0): *a\n" }.joined()
    let time = ContinuousClock().measure {
      let refused = refusal(
        "netproof: 1\nvpcs:\n  a: &a { cidrs: [10.0.0.0/16], instances: { \(hosts) } }\n\(vpcs)")
      // The key and the group of each host, however often it is repeated.
      #expect(refused.errorCount == 400)
    }
    #expect(time < .seconds(120))
  }

  @Test func `with forty thousand ports in a rule are read in no time`() {
    let ports = (0..<30_000).map { "\(2 * $0)" }.joined(separator: ", ")
    let rule = "{ allow: tcp, ports: [\(ports)], from: 0.0.0.0/0 }"
    let time = ContinuousClock().measure {
      let groups = "{ g: { inbound: [\(rule)] } }"
      let text = "vpcs: { p: { cidrs: 10.0.0.0/16, security-groups: \(groups) } }"
      #expect(refusal("netproof: 1\n\(text)\n").diagnostics.isEmpty)
    }
    #expect(time < .seconds(20))
  }
}

/// Paths that lead to no file.
@Suite struct `Paths` {
  private static let files = [
    "prod.yaml": "netproof: 1\n", "net/notes.txt": "x", "net/deep/a.yaml": "netproof: 1\n",
    "two/a.yaml": "netproof: 1\nvpcs: {}\n", "two/b.yaml": "netproof: 1\nvpcs: {}\n",
    "ok/a.yaml": "netproof: 1\nname: a\n", "ok/.b.yaml": "x", "ok/c.yaml/d.yaml": "x",
  ]

  private static let nothing =
    "name a file or folder that is there, or `-` for what comes in from another program"

  @Test(arguments: [
    (["prd.yaml"], ["there is no file or folder `prd.yaml`", "did you mean `prod.yaml`?"]),
    (["nowhere"], ["there is no file or folder `nowhere`", nothing]),
    ([""], ["the path of a file is empty", "name a topology file or a folder of them"]),
    (
      ["net"],
      [
        "the folder `net` holds no topology",
        "a topology is made of the folder's own `*.yaml` files, not of its subfolders'",
        "AWS's answers, plans, states and templates are its own `*.json` files, and those below its `accounts/`",
      ]
    ),
    (["ok"], []),
    (
      ["prd.yaml", "ok", "x/y"],
      [
        "there is no file or folder `prd.yaml`", "did you mean `prod.yaml`?",
        "there is no file or folder `x/y`", nothing,
      ]
    ),
  ])
  func `that lead nowhere are told all at once`(paths: [String], expected: [String]) {
    let refused = Refusal(paths, in: .memory(Self.files))
    #expect(refused.diagnostics.flatMap { [$0.message] + $0.help } == expected)
  }

  @Test func `that are one topology may not name things twice`() {
    func text(_ block: String, _ ports: String) -> String {
      "netproof: 1\nvpcs: { v: { cidrs: \(block) } }\npolicies: { client-ports: \(ports) }\n"
    }
    let refused = Refusal(
      ["a.yaml", "b.yaml"],
      in: .memory([
        "a.yaml": text("10.0.0.0/16", "any"), "b.yaml": text("10.1.0.0/16", "linux"),
      ]))
    #expect(refused.codes == ["NP0150", "NP0151"])
    #expect(refused.diagnostics.allSatisfy { $0.span?.source == SourceID(1) })
    #expect(refused.diagnostics.flatMap(\.labels).allSatisfy { $0.span.source == SourceID(0) })
  }

  @Test func `to one broken file hide no fault of another`() {
    let refused = Refusal(
      ["."],
      in: .memory([
        "a.yaml": "netproof: 1\nname: [\n",
        "b.yaml": "netproof: 1\nvpcs: { v: { cidrs: 10.0.0.0/33, az: a } }\n",
        "c.yaml": "netproof: 1\nassertions: [ { from: x, to: v, port: 443, expect: reachable } ]\n",
      ]))
    // `x` may be in the file that is no YAML, so it is not told.
    #expect(refused.codes == ["NP0013", "NP0105", "NP0041", "NP0141"])
  }

  @Test func `to a base that several files share tell its faults once`() {
    let base = "netproof: 1\nvpcs: { v: { cidrs: 10.0.0.0/33 } }\n"
    let one = "netproof: 1\ntopology: base.yaml\nassertions: []\n"
    let refused = Refusal(
      ["one.yaml", "two.yaml"],
      in: .memory(["base.yaml": base, "one.yaml": one, "two.yaml": one]))
    #expect(refused.codes == ["NP0105"])
  }

  @Test func `that cannot be read say why`() {
    let tree = FileTree(
      kind: { $0 == "gone.yaml" ? .file(size: 3) : .unreadable("permission denied") },
      read: { _ in .failure(FileProblem("it is on fire")) },
      names: { _ in .failure(FileProblem("permission denied")) })
    let refused = Refusal(["gone.yaml", "secret.yaml"], in: tree)
    #expect(
      refused.diagnostics.map(\.message) == [
        "`gone.yaml` cannot be read: it is on fire",
        "`secret.yaml` cannot be read: permission denied",
      ])
  }
}
