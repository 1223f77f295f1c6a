import NetproofSyntax
import Testing

@Suite struct `Decoding nodes` {
  private enum State: String, CaseIterable { case available, inUse = "in-use" }

  private static let keys = KeyTable([
    "cidrs", "count", "main", "route-table", "state", "to", "zone",
  ])

  /// Reads a text as a subnet with every decoder once.
  private func decode(_ text: String) throws -> [String] {
    var diagnostics = Diagnostics()
    let node = try read(text)
    if let reader = MappingReader(node, as: "a subnet", keys: Self.keys, into: &diagnostics) {
      _ = reader.requiredString("zone", into: &diagnostics)
      _ = reader.bool("main", into: &diagnostics)
      _ = reader.integer("count", in: 0...10, into: &diagnostics)
      _ = reader.strings("cidrs", into: &diagnostics)
      _ = reader.choice("state", of: State.self, "a state", into: &diagnostics)
    }
    return diagnostics.sorted.map { diagnostic in
      ([place(diagnostic), diagnostic.message] + diagnostic.help).joined(separator: " | ")
    }
  }

  @Test(
    arguments: [
      ("zone: a", []),
      ("zone: on\ncidrs: x\nmain: true\ncount: 07\nstate: in-use", []),
      ("main: false", ["NP0042 1:1 | a subnet needs the key `zone` | add `zone:`"]),
      (
        "zone: a\nmain: yes",
        [
          "NP0043 2:7 | expected true or false, found `yes` | write `true`, without quotes"
        ]
      ),
      (
        "zone: a\nmain: \"true\"",
        [
          "NP0043 2:7 | expected true or false, found `\"true\"` | write `true`, without quotes"
        ]
      ),
      (
        "zone: a\nmain: Off",
        ["NP0043 2:7 | expected true or false, found `Off` | write `false`, without quotes"]
      ),
      (
        "zone: a\nmain: maybe",
        [
          "NP0043 2:7 | expected true or false, found `maybe`"
            + " | write `true` or `false`, without quotes"
        ]
      ),
      (
        "zone: a\ncount: 1.5",
        [
          "NP0044 2:8 | expected a whole number, found `1.5` | write a whole number in decimal digits"
        ]
      ),
      (
        "zone: a\ncount: 99999999999999999999",
        [
          "NP0045 2:8 | expected a whole number, found `99999999999999999999`"
            + " | write a number from 0 through 10"
        ]
      ),
      (
        "zone: [a]",
        [
          "NP0040 1:7 | expected a text, found a list | write one value, without brackets or keys"
        ]
      ),
      (
        "zone:",
        [
          "NP0040 1:6 | expected a text, found nothing"
            + " | write a value; quote `null` or `~` if it is a text"
        ]
      ),
      (
        "zone: a\ncidrs: [b, {c: d}]",
        [
          "NP0040 2:12 | expected a text, found a map | write one value, without brackets or keys"
        ]
      ),
      (
        "zone: a\ncidrs: []",
        [
          "NP0048 2:8 | expected a text or a list of texts, found an empty list | write at least one"
        ]
      ),
      (
        "zone: a\nstate: inuse",
        ["NP0047 2:8 | expected a state, found `inuse` | did you mean `in-use`?"]
      ),
      (
        "zone: a\nstate: pending",
        ["NP0047 2:8 | expected a state, found `pending` | write one of `available`, `in-use`"]
      ),
      (
        "zone: a\nrout-table: b",
        ["NP0041 2:1 | `rout-table` is not a key of a subnet | did you mean `route-table`?"]
      ),
      (
        "zone: a\ncolour: b",
        [
          "NP0041 2:1 | `colour` is not a key of a subnet | its keys are `cidrs`, `count`, `main`,"
            + " `route-table`, `state`, `to`, `zone`"
        ]
      ),
      (
        "{ zone: a, to:10.0.0.0/8 }",
        [
          "NP0018 1:12 | a space is missing after `:`"
            + " | put a space after the colon: `to: 10.0.0.0/8`"
        ]
      ),
      (
        "to:10.0.0.0/8",
        [
          "NP0018 1:1 | a space is missing after `:`"
            + " | put a space after the colon: `to: 10.0.0.0/8`"
        ]
      ),
      (
        "- zone: a",
        [
          "NP0040 1:1 | expected a subnet, found a list"
            + " | write keys with their values, such as `cidrs: …`, without `-`"
        ]
      ),
    ] as [(String, [String])])
  func `what does not fit is reported and reading goes on`(
    text: String, expected: [String]
  ) throws {
    #expect(try decode(text) == expected)
  }

  @Test func `all faults of a map are gathered`() throws {
    let found = try decode("main: on\ncount: x\ncidrs: {}\nstate: gone\nzone: ~\nzoen: a\n")
    let codes = found.map { String($0.prefix(6)) }
    #expect(codes == ["NP0043", "NP0044", "NP0040", "NP0047", "NP0040", "NP0041"])
  }

  @Test(
    arguments: [
      ("{ zoen: a, az: b }", "a", true), ("{ az: b }", "b", false), ("{ zone:c }", "c", false),
      ("{ zone: d, az: b }", "d", true), ("{ nothing: like it }", nil, true),
    ] as [(String, String?, Bool)])
  func `a key that was probably meant is read as that one`(
    text: String, zone: String?, isStrange: Bool
  ) throws {
    var diagnostics = Diagnostics()
    let reader = try #require(
      MappingReader(
        try read(text), as: "a subnet", keys: Self.keys, otherWords: ["az": "zone"],
        into: &diagnostics))
    #expect(diagnostics.errorCount == (text.contains("zoen") ? 2 : 1))
    #expect(reader.string("zone", into: &diagnostics)?.value == zone)
    #expect(reader.has("zone") == (zone != nil))
    #expect(reader.hasStrangeKeys == isStrange)
  }

  @Test func `texts are handed over verbatim with their places`() throws {
    var diagnostics = Diagnostics()
    let node = try read("zone: 012345678901\ncidrs: [22:22, on]\n")
    let reader = try #require(
      MappingReader(node, as: "a subnet", keys: Self.keys, into: &diagnostics))
    #expect(reader.string("zone", into: &diagnostics)?.value == "012345678901")
    #expect(reader.strings("cidrs", into: &diagnostics).map(\.value) == ["22:22", "on"])
    #expect(reader.strings("cidrs", into: &diagnostics).map(\.span.column) == [8, 15])
    #expect(reader.string("to", into: &diagnostics) == nil)
    #expect(diagnostics.isEmpty)
  }

  @Test func `bad names are reported and left out`() throws {
    var diagnostics = Diagnostics()
    let node = try read("web-1.a_b: {}\n-x: {}\n\"\": {}\n\"a b\": {}\né: {}\n9: {}\n")
    let names = node.named("a subnet", into: &diagnostics)?.map(\.key.value)
    #expect(names == ["web-1.a_b", "9"])
    #expect(diagnostics.all.map(\.code) == Array(repeating: "NP0046", count: 4))
  }

  @Test func `errors refuse in order of place and warnings do not`() throws {
    let node = try read("a: b\nc: d\n")
    let spans = try #require(node.entries).map(\.value.span)
    var diagnostics = Diagnostics([Diagnostic(.warning, "NP0101", "second", at: spans[1])])
    #expect(throws: Never.self) { try diagnostics.refuseErrors() }
    diagnostics.append(Diagnostic(.error, "NP0102", "first", at: spans[0]))
    diagnostics.append(Diagnostic(.error, "NP0103", "whole", at: nil))
    let rejection = #expect(throws: Rejection.self) { try diagnostics.refuseErrors() }
    #expect(rejection?.diagnostics.map(\.message) == ["whole", "first", "second"])
  }

  @Test func `codes are unique and in their range`() {
    let codes = SyntaxCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("NP00") && $0.count == 6 })
  }
}
