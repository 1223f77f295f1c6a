import Testing

/// The house law is only as good as the eyes of its readers.
@Suite struct `Swift files as the house sees them` {
  private let file = SwiftFile(
    "Sources/Some/File.swift",
    text: #"""
      public import NetproofSets
      import struct Other.Thing
      // import Nothing
      let text = "import unsafe // \" still" + unsafeName /* unsafe */ + other
      let long = """
        unsafe
        """
      enum Kind {
        case one, two(Int)
        case `three` = "3"
      }
      func short() {}
      func long(_ kind: Kind) -> Int {
        switch kind {
        case .one: return 1
        case .two(let x) where x > 1:
          switch x {
          default: return 3
          }
        default: return unsafe x
        }
      }
      """#)

  @Test func `import what their code imports`() {
    #expect(file.imports.map(\.module) == ["NetproofSets", "Other"])
    #expect(file.imports.map(\.line) == [0, 1])
    #expect(file.module == "Some")
  }

  @Test func `hold words in code, not in comments, texts or longer words`() {
    #expect(file.lines(with: "unsafe") == [19])
    #expect(file.lines(with: "other") == [3])
    #expect(file.fault(19, "x") == "Sources/Some/File.swift:20: x")
  }

  @Test func `have cases, switches and functions`() {
    #expect(file.cases == ["one", "two", "three"])
    let outer = file.switches.first { !$0.cases.isEmpty }
    #expect(outer?.cases == ["one", "two"])
    #expect(outer?.defaultLine == 19)
    #expect(file.functions.map(\.length) == [10])
  }
}
