import NetproofSyntax
import Testing

@Suite struct `The renderer of diagnostics` {
  @Test func `draws place, line, caret and help`() {
    let text = "a:\n  app-a: {cidr: 10.0.1.7/24, zone: a}\n"
    let span = Span(source: SourceID(0), line: 1, column: 16, endLine: 1, endColumn: 27)
    let warning = Diagnostic(
      .warning, "NP0101",
      "`10.0.1.7/24` names an address inside `10.0.1.0/24`; the block is taken", at: span,
      help: ["write `10.0.1.0/24` for the block, or `/32` for the one address"])
    #expect(
      rendered(text, [warning]) == """
        warning[NP0101]: `10.0.1.7/24` names an address inside `10.0.1.0/24`; the block is taken
         --> net.yaml:2:17
          |
        2 |   app-a: {cidr: 10.0.1.7/24, zone: a}
          |                 ^^^^^^^^^^^
          = help: write `10.0.1.0/24` for the block, or `/32` for the one address

        """)
  }

  @Test func `draws labels as notes with their own places`() {
    let text = "\n\n\n\n\n\n\n\nweb: 1\nweb: 2\n"
    #expect(
      rendered(text, faults(text)) == """
        error[NP0024]: the key `web` is written twice
          --> net.yaml:10:1
           |
        10 | web: 2
           | ^^^
           = help: keep one of them
        note: it is first written here
          --> net.yaml:9:1
           |
         9 | web: 1
           | ^^^

        """)
  }

  @Test func `draws what brackets take for something else`() {
    let text = "routes:\n  - { to: ::/0, via: igw }\n"
    #expect(
      rendered(text, faults(text)) == """
        error[NP0016]: `::/0` needs quotes inside brackets
         --> net.yaml:2:11
          |
        2 |   - { to: ::/0, via: igw }
          |           ^^^^
          = help: quote it: `"::/0"`

        """)
  }

  @Test(arguments: [
    ("k: 漢字 @x", 6, 8, "k: 漢字 @x", "        ^^"),
    ("k: 🧑‍🚀 @x", 7, 9, "k: 🧑‍🚀 @x", "      ^^"),
    ("k: e\u{301}e @x", 7, 8, "k: e\u{301}e @x", "      ^"),
    ("k:\t@x", 3, 4, "k:    @x", "      ^"),
    ("k: \u{1B}[1m@x", 7, 9, "k: \\u{1B}[1m@x", "            ^^"),
    ("k: \u{202E}ab", 4, 6, "k: \\u{202E}ab", "           ^^"),
    ("k: ab", 5, 5, "k: ab", "     ^"),
    ("k: ab   ", 3, 99, "k: ab   ", "   ^^"),
    ("k: 🇩🇪 x", 6, 7, "k: 🇩🇪 x", "      ^"),
  ])
  func `carets stand below what they mark`(
    text: String, column: Int, end: Int, line: String, carets: String
  ) {
    let span = Span(source: SourceID(0), line: 0, column: column, endLine: 0, endColumn: end)
    let drawn = rendered(text, [Diagnostic(.error, "NP0999", "x", at: span)])
    let lines = drawn.split(separator: "\n")
    #expect(lines[3] == "1 | \(line)")
    #expect(lines[4] == "  | \(carets)")
  }

  @Test func `a place of several lines is marked on its first`() {
    let span = Span(source: SourceID(0), line: 0, column: 3, endLine: 2, endColumn: 1)
    let drawn = rendered("a: [b,  \n c,\n]", [Diagnostic(.error, "NP0999", "x", at: span)])
    #expect(drawn.contains("1 | a: [b,  \n  |    ^^^\n"))
  }

  @Test func `long lines show the part around the place`() {
    let text = "a: [" + String(repeating: "\"é\", ", count: 500_000) + "@]"
    let drawn = rendered(text, faults(text))
    let lines = drawn.split(separator: "\n")
    #expect(lines[1] == " --> net.yaml:1:2500005")
    #expect(lines[3].count < 120)
    #expect(lines[3].dropFirst(4).hasPrefix("…"))
    let at = lines[3].firstIndex(of: "@").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    let caret = lines[4].firstIndex(of: "^").map {
      lines[4].distance(from: lines[4].startIndex, to: $0)
    }
    #expect(at != nil && at == caret)
  }

  @Test(arguments: [
    ("a\r\nb\r\nc", 1, "b"), ("a\rb", 1, "b"), ("a\u{85}b\u{2028}c", 2, "c"), ("\u{FEFF}a", 0, "a"),
    ("a\n", 1, ""), ("a", 7, ""), ("", 0, ""),
  ])
  func `lines break where the reader counts them`(text: String, line: Int, expected: String) {
    #expect(source(text).line(line) == expected)
  }

  @Test func `bytes that are no text show as such`() {
    let source = Source(name: "x", id: SourceID(0), bytes: [0x61, 0xFF, 0x0A, 0x62])
    #expect(source.line(0) == "a\u{FFFD}")
  }

  @Test func `sorts by place, prints some and counts the rest`() {
    let text = "a\nb\nc\n"
    let all = [2, 0, 1].map { line in
      let span = Span(source: SourceID(0), line: line, column: 0, endLine: line, endColumn: 1)
      return Diagnostic(line == 2 ? .error : .warning, "NP0999", "line \(line)", at: span)
    }
    var sources = SourceSet()
    sources.add(name: "net.yaml", text: text)
    let drawn = DiagnosticRenderer(sources, most: 2).render(all)
    let heads = drawn.split(separator: "\n").filter { $0.contains("line") || $0.contains("more") }
    #expect(
      heads == ["warning[NP0999]: line 0", "error[NP0999]: line 2", "and 1 more"])
  }

  @Test func `a line that is no text is not shown`() {
    let source = Source(name: "net.yaml", id: SourceID(0), bytes: Array(0x80...0xFF))
    var sources = SourceSet()
    sources.add(name: source.name, bytes: source.bytes)
    let span = Span(source: SourceID(0), line: 0, column: 0, endLine: 0, endColumn: 1)
    let diagnostic = Diagnostic(.error, "NP0999", "x", at: span, help: ["y"])
    #expect(
      DiagnosticRenderer(sources).render([diagnostic])
        == "error[NP0999]: x\n --> net.yaml:1:1\n  = help: y\n")
  }

  @Test func `colour changes nothing but colour`() {
    let text = "web: 1\nweb: 2\n"
    var sources = SourceSet()
    sources.add(name: "net.yaml", text: text)
    let coloured = DiagnosticRenderer(sources, isColoured: true).render(faults(text))
    #expect(coloured.hasPrefix("\u{1B}[1;31merror[NP0024]\u{1B}[0m"))
    #expect(coloured.replacing(#/\x1B\[[0-9;]*m/#, with: "") == rendered(text, faults(text)))
  }

  @Test func `user text cannot break out of its line`() {
    let diagnostic = Diagnostic(.error, "NP0999", "no `a\nb\u{1B}[2J`", at: nil)
    #expect(rendered("", [diagnostic]) == "error[NP0999]: no `a\\u{A}b\\u{1B}[2J`\n")
  }
}
