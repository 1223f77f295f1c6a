import NetproofSyntax
import NetproofTestSupport
import Testing

/// A JSON text, and what is wrong with it.
private func read(_ bytes: [UInt8], skipping: Set<String> = []) -> (Node?, [Diagnostic]) {
  var diagnostics = Diagnostics()
  let source = Source(name: "net.json", id: SourceID(0), bytes: bytes)
  let node = JSONReader.read(source, skipping: skipping, into: &diagnostics)
  return (node, diagnostics.sorted)
}

private func read(_ text: String, skipping: Set<String> = []) -> (Node?, [Diagnostic]) {
  read(Array(text.utf8), skipping: skipping)
}

@Suite struct JSONReaderTests {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `gives the tree and the places that YAML's reader gives`(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    let text = RandomJSON.text(&random)
    let (node, problems) = read(text)
    #expect(problems.isEmpty, "seed \(seed): \(text)")
    let yaml = try YAMLReader.read(Source(name: "net.json", text: text))
    #expect(node == yaml, "seed \(seed): \(text)")
  }

  @Test(
    arguments: [
      #""""#, "0", "-0", "1.5e+10", "2E3", "true", "null", "[]", "{}", " [ 1 , 2 ] ", "\t\r\n[1]\r",
      #"{"a":{"a":1}}"#, #""\"\\\/\b\f\n\r\t""#, #""\u00e9\ud83d\ude00\uDEAD""#, "\u{FEFF}[1]",
      "\"é漢🧑‍🚀\u{85}\u{2028}\u{7F}\"",
    ])
  func `reads all of JSON`(text: String) {
    let (node, problems) = read(text)
    #expect(node != nil && problems.isEmpty, "\(text)")
  }

  @Test(
    arguments: [
      ("[1,]", "NP0030 1:3"), ("[1 2]", "NP0030 1:4"), ("{\"a\" 1}", "NP0030 1:6"),
      ("{a: 1}", "NP0030 1:2"), ("{\"a\":1,}", "NP0030 1:7"), ("[01]", "NP0030 1:2"),
      ("+1", "NP0030 1:1"), ("1.", "NP0030 1:1"), (".5", "NP0030 1:1"), ("1e", "NP0030 1:1"),
      ("NaN", "NP0030 1:1"), ("True", "NP0030 1:1"), ("'a'", "NP0030 1:1"),
      ("[1", "NP0030 1:3"), ("{\n\"a\": [\n1", "NP0030 3:2"), ("\"a", "NP0030 1:1"),
      ("\"\\x\"", "NP0030 1:2"), ("\"\\u12g4\"", "NP0030 1:2"), ("[1] 2", "NP0030 1:5"),
      ("[1]]", "NP0030 1:4"), ("\"a\tb\"", "NP0004 1:3"), ("  \n ", "NP0005 1:1"),
      ("", "NP0005 1:1"),
      ("{\"é\": 1, \"é\": 2}", "NP0024 1:10"), ("# a\n[]", "NP0030 1:1"), ("[1}", "NP0030 1:3"),
      ("{\"a\"", "NP0030 1:5"), ("é", "NP0030 1:1"), ("\"\\", "NP0030 1:3"),
    ])
  func `refuses what is not JSON at its place`(text: String, expected: String) {
    let (_, problems) = read(text)
    #expect(problems.map(place) == [expected], "\(text)")
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
  ])
  func `refuses bytes that are not UTF-8`(bytes: [UInt8]) {
    #expect(read(bytes).1.map(place) == ["NP0002 1:2"])
  }

  @Test func `keeps numbers and words apart from texts`() {
    let (node, _) = read(#"{"a": null, "b": "null", "c": 1.50, "d": "1.50"}"#)
    #expect(node?["a"]?.isNull == true && node?["b"]?.isNull == false)
    #expect(node?["c"]?.content == .scalar("1.50", quoted: false))
    #expect(node?["d"]?.content == .scalar("1.50", quoted: true))
  }

  @Test func `passes over values that nobody asks for`() {
    let text =
      #"{"a": 1, "big": {"x": ["}", "\"", {"a": 2}]}, "b": [{"big": 1}, {"big": "]"}], "big2": 3}"#
    let (node, problems) = read(text, skipping: ["big"])
    #expect(problems.isEmpty)
    #expect(node?["big"]?.isNull == true && node?["big2"]?.text == "3" && node?["a"]?.text == "1")
    #expect(node?["b"]?.elements?.map { $0["big"]?.isNull } == [true, true])
  }

  @Test func `reads values one after another`() {
    var diagnostics = Diagnostics()
    let source = Source(name: "log", text: "{\"a\": 1}\n\n{\"a\": 2}\n{\"a\": ")
    let nodes = JSONReader.readLines(source, into: &diagnostics)
    #expect(nodes.map { $0["a"]?.text } == ["1", "2"])
    #expect(diagnostics.sorted.map(place) == ["NP0030 4:7"])
  }

  @Test func `knows no bounds of nesting but its limit`() {
    #expect(read(String(repeating: "[", count: 1_000_000)).1.map(\.code) == ["NP0001"])
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(read(deep).1.isEmpty)
  }

  @Test(arguments: 0..<1500 as Range<UInt64>)
  func `damaged texts are read or refused at places in them`(seed: UInt64) {
    var random = Seeded(seed: seed)
    var bytes = Array(RandomJSON.text(&random).utf8)
    for _ in 0...random.int(0...3) where !bytes.isEmpty {
      let position = random.int(0...bytes.count - 1)
      if random.chance(50) {
        bytes[position] = random.pick(Array("[]{},:\"\\0.e-tn \n\u{E9}".utf8) + [0xFF, 0])
      } else {
        bytes.removeSubrange(position...min(bytes.count - 1, position + random.int(0...3)))
      }
    }
    let (node, problems) = read(bytes)
    #expect(node != nil || !problems.isEmpty, "seed \(seed)")
    let lines = Int32(LineIndex(Source(name: "", id: SourceID(0), bytes: bytes)).count)
    #expect(problems.allSatisfy { ($0.span?.line ?? lines) < lines }, "seed \(seed)")
  }
}

/// JSON texts in all the ways in which it can be written.
private enum RandomJSON {
  static func text(_ random: inout Seeded) -> String {
    value(&random, depth: 0)
  }

  private static func value(_ random: inout Seeded, depth: Int) -> String {
    switch random.int(0...(depth > 4 ? 3 : 6)) {
    case 0: random.pick(["true", "false", "null", "0", "-1", "2.5", "1e9", "-0.5E-3"])
    case 1, 2, 3: text(of: &random)
    case 4: "[" + parts(&random) { value(&$0, depth: depth + 1) } + "]"
    default: map(&random, depth: depth)
    }
  }

  private static func map(_ random: inout Seeded, depth: Int) -> String {
    var count = 0
    return "{"
      + parts(&random) { random in
        count += 1
        return "\"k\(count)\"" + ":" + random.pick([" ", "  "]) + value(&random, depth: depth + 1)
      } + "}"
  }

  private static func parts(
    _ random: inout Seeded, _ part: (inout Seeded) -> String
  ) -> String {
    let parts = (0..<random.int(0...4)).map { _ in blank(&random) + part(&random) }
    return parts.joined(separator: blank(&random) + ",") + blank(&random)
  }

  private static func blank(_ random: inout Seeded) -> String {
    random.pick(["", "", " ", "\n", "\r\n", "\n   "])
  }

  private static func text(of random: inout Seeded) -> String {
    let pieces = ["a", "Z", "0", " ", ":", "#", "é", "漢", "🧑‍🚀", #"\""#, #"\\"#, #"\u00e9"#, #"\/"#]
    let count = random.int(0...6)
    return "\"" + (0..<count).map { _ in random.pick(pieces) }.joined() + "\""
  }
}
