import NetproofSyntax
import Testing

@Suite struct `Nodes in their arena` {
  @Test(
    arguments: [
      ("a: plain", "plain"), ("a: 'quoted'", "quoted"), ("a: \"tab\\t\"", "tab\t"),
      ("a: 'it''s'", "it's"), ("a: two\n  lines", "two lines"), ("a: |\n  block\n", "block\n"),
      ("é: 1\na: ü'ü", "ü'ü"), ("é: \"ß\"\na: 'ß'", "ß"), ("ééé: 1\na: eee", "eee"), ("a: ''", ""),
      ("\u{FEFF}a: b", "b"), ("x: &k a\n*k : aliased", "aliased"),
    ])
  func `have the text that is meant, wherever its bytes are`(text: String, value: String) throws {
    #expect(try read(text)["a"]?.text == value)
  }

  @Test(
    arguments: [
      ("a: |\n  one\n\n    two  \nb: 1", ["1:2-5", "2:0-0", "3:4-7"]),
      ("ü: 1\na: |2 # rules\n  ß one\n  two", ["2:2-7", "3:2-5"]),
      ("a: &k |\r\n  one\r\n  two\r\n", ["1:2-5", "2:2-5"]),
      // What is folded or escaped has no lines of its own.
      ("a: \"one\\ntwo\"", ["0:3-13", "0:3-13"]), ("a: 'one\n\n  two'", ["0:3-6", "0:3-6"]),
      ("a: one", ["0:3-6"]),
    ])
  func `have lines that stand where they are written`(text: String, places: [String]) throws {
    let lines = try read(text)["a"]?.lines ?? []
    #expect(
      lines.map { "\($0.span.line):\($0.span.column)-\($0.span.endColumn)" } == places,
      "\(lines.map(\.value))")
    #expect(lines.first?.value.contains("one") == true)
  }

  @Test func `are found among thousands`() throws {
    let names = (0..<5000).map { "name-\($0)" }
    let node = try read(names.map { "\($0): { id: \($0) }" }.joined(separator: "\n"))
    #expect(node.entries?.map(\.key.value) == names)
    #expect(names.allSatisfy { node[$0]?["id"]?.text == $0 })
    #expect(node["name-5000"] == nil)
    #expect(node["name-4999"]?.span.line == 4999)
  }

  @Test func `of several texts make one`() throws {
    var sources = SourceSet()
    let one = try YAMLReader.read(sources.add(name: "one", text: "a: 1\nb: { c: 2 }"))
    let other = try YAMLReader.read(sources.add(name: "other", text: "d: [3, 4]"))
    let entries = [one, other].flatMap { Array($0.entries ?? []) }
    let both = Node(.mapping(entries), at: one.span)
    #expect(both["b"]?["c"]?.text == "2")
    #expect(both["d"]?.elements?.map(\.text) == ["3", "4"])
    #expect(both.entries?.map(\.key.span.source.index) == [0, 0, 1])
    #expect(both["d"]?.span.source.index == 1)
    #expect(both == Node(.mapping(entries), at: one.span))
    var diagnostics = Diagnostics()
    let reader = MappingReader(both, as: "a thing", keys: KeyTable(["a", "b"]), into: &diagnostics)
    #expect(reader?.written == 3)
    #expect(diagnostics.all.map(\.span) == [other.entries?.first?.key.span])
  }
}
