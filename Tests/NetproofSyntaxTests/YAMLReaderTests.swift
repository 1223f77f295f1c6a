import NetproofSyntax
import Testing

@Suite struct `The YAML reader` {
  @Test(arguments: [
    ("012345678901", false), ("22:22", false), ("on", false), ("1e3", false), ("0x1F", false),
    ("\"80\"", true), ("'yes'", true), ("!!str 80", true), ("10.0.0.0/16", false),
  ])
  func `scalars keep their text and their quotes`(text: String, isQuoted: Bool) throws {
    let bare = text.replacing("!!str ", with: "").filter { !"\"'".contains($0) }
    #expect(try read("a: \(text)")["a"]?.content == .scalar(bare, quoted: isQuoted))
  }

  @Test(arguments: [
    ("a:", true), ("a: ~", true), ("a: null", true), ("a: 'null'", false), ("a: \"\"", false),
    ("a: none", false), ("a: []", false),
  ])
  func `nothing is told from a text`(text: String, isNull: Bool) throws {
    #expect(try read(text)["a"]?.isNull == isNull)
  }

  @Test func `places count lines and characters from nothing`() throws {
    let node = try read("a: é\nbé:\n  - { c: \"x\" }\n  - [1, 2]\nd: z\n")
    func place(_ node: Node?) -> [Int32]? {
      node.map { [$0.span.line, $0.span.column, $0.span.endLine, $0.span.endColumn] }
    }
    #expect(place(node) == [0, 0, 4, 4])
    #expect(place(node["a"]) == [0, 3, 0, 4])
    #expect(place(node["bé"]) == [2, 2, 3, 10])
    #expect(place(node["bé"]?.elements?[0]) == [2, 4, 2, 14])
    #expect(place(node["bé"]?.elements?[0]["c"]) == [2, 9, 2, 12])
    #expect(node.entries?[1].key.span.endColumn == 2)
  }

  @Test func `a byte order mark takes no column`() throws {
    #expect(try read("\u{FEFF}a: b").entries?.first?.key.span.column == 0)
  }

  @Test func `entries keep their order`() throws {
    #expect(try read("c: 1\na: 2\nb: 3").entries?.map(\.key.value) == ["c", "a", "b"])
  }

  @Test(arguments: [3, 9, 1000])
  func `every duplicate key is reported at once`(count: Int) {
    let keys = (0..<count).map { "k\($0): x\n" }.joined()
    let found = faults(keys + "k1: y\nk0: z\nk1: w\n")
    #expect(found.map(\.code) == ["NP0024", "NP0024", "NP0024"])
    #expect(found.map { $0.span?.line } == [Int32(count), Int32(count + 1), Int32(count + 2)])
    #expect(found.map { $0.labels.first?.span.line } == [1, 0, 1])
  }

  @Test func `a hundred thousand keys are compared in no time`() {
    let text = (0..<100_000).map { "key-\($0): x\n" }.joined() + "key-7: y\n"
    let time = ContinuousClock().measure { #expect(faults(text).count == 1) }
    #expect(time < .seconds(20))
  }

  @Test func `aliases repeat a value and stand at their own place`() throws {
    let node = try read("a: &x { b: c }\nd: *x\n")
    #expect(node["d"]?["b"]?.text == "c")
    #expect(node["d"]?.span.line == 1)
  }

  @Test(arguments: [
    ("a: *x", "NP0020 1:4"), ("a: &x [*x]", "NP0021 1:8"), ("<<: { a: b }", "NP0022 1:1"),
    ("a: !secret b", "NP0023 1:4"), ("a: !!set {}", "NP0023 1:4"), ("[a]: b", "NP0025 1:1"),
    ("?\n: b", "NP0025 1:2"), ("a: 1\na: 2", "NP0024 2:1"), ("", "NP0005 1:1"),
    ("# only words\n", "NP0005 1:1"), ("---\n", "NP0005 1:1"), ("a: b\n---\nc: d", "NP0006 2:1"),
    ("a: b\n...\nc: d", "NP0006 3:1"), ("a: [b\n", "NP0013 1:4"), ("a: {b: c,", "NP0013 1:4"),
    ("a: \"b\n", "NP0012 1:4"), ("a: 'b\nc: d", "NP0012 1:4"), ("a:\n\tb: c", "NP0011 2:1"),
    ("a: [1, 2\nb: 3", "NP0014 2:2"), ("a: 'it's'", "NP0014 1:8"), ("a: b: c", "NP0016 1:5"),
    ("a:\n  b: 1\n c: 2", "NP0015 3:2"), ("a: - b", "NP0015 1:4"), ("a: @b", "NP0017 1:4"),
    ("a: \"\\q\"", "NP0019 1:5"), ("a: 1\nb\nc: 2", "NP0016 2:1"), ("a: ]", "NP0014 1:4"),
    ("a: { to: ::/0 }", "NP0016 1:10"), ("a: [2001:db8::]", "NP0016 1:5"),
    ("- to:10.0.0.0/8\n  via: igw", "NP0018 1:3"), ("via: igw\nto:10.0.0.0/8\n", "NP0018 2:1"),
    ("a: \u{1}", "NP0004 1:4"), ("a: b\nc: d\u{0}", "NP0004 2:5"), ("a: *", "NP0017 1:4"),
    ("a: [&, b]", "NP0017 1:5"), ("a: 1\nb # c\n\nc: 2", "NP0016 2:1"),
    ("a: 1\n\u{FEFF}b: 2", "NP0008 2:1"),
  ])
  func `a text that is refused says where and why`(text: String, expected: String) {
    #expect(faults(text).map(place) == [expected])
  }

  @Test func `faults of one text are told together and in order`() {
    let found = faults("a: !x 1\nb: { c: 1, c: 2 }\nd: *e\n<<: {}\nf: \"\n")
    #expect(
      found.map(place) == ["NP0023 1:4", "NP0024 2:12", "NP0020 3:4", "NP0022 4:1", "NP0012 5:4"])
  }

  @Test func `after faults of keys the tree is what was meant`() throws {
    let text = "a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\ne: [1]\ne: [2]\na: { f: 4 }\n"
    var diagnostics = Diagnostics()
    let tree = YAMLReader.read(source(text), into: &diagnostics)
    #expect(diagnostics.sorted.map(place) == ["NP0022 2:6", "NP0024 4:1", "NP0024 5:1"])
    let node = try #require(tree)
    #expect(node["d"]?.entries?.map(\.key.value) == ["c", "b"])
    #expect(node["e"]?.elements?.map(\.text) == ["1", "2"])
    #expect(node["a"]?.entries?.map(\.key.value) == ["b", "c", "f"])
  }

  @Test func `a hundred thousand repeats are told in no time`() {
    for line in ["a: [x]\n", "<<: { x: y }\n", "a: { b: c }\n"] {
      let bytes = Array(String(repeating: line, count: 100_000).utf8)
      let time = ContinuousClock().measure { #expect(faults(bytes).count > 9_999) }
      #expect(time < .seconds(30), "\(line)")
    }
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], "NP0002 1:4"), ([0x61, 0x0A, 0xC3], "NP0002 2:1"),
      ([0xFF, 0xFE, 0x61, 0x00], "NP0003 1:1"), ([0x61, 0x00, 0x3A, 0x00], "NP0003 1:1"),
      ([0x00, 0x61, 0x00, 0x3A], "NP0003 1:1"), ([0x00], "NP0004 1:1"),
      ([0xEF, 0xBB, 0xBF], "NP0005 1:1"), ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], "NP0002 1:2"),
      ([0x61, 0x0A, 0x62, 0xF0, 0x9F, 0x92, 0x0A], "NP0002 2:2"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], "NP0003 1:1"),
      ([0x61, 0x00, 0x00, 0x00, 0x3A, 0x00, 0x00, 0x00], "NP0003 1:1"),
      ([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00, 0x00], "NP0007 1:1"),
      (Array(repeating: 0, count: 5000), "NP0007 1:1"),
    ] as [([UInt8], String)])
  func `bytes that are no text are refused where they stand`(bytes: [UInt8], expected: String) {
    #expect(faults(bytes).map(place) == [expected])
  }
}
