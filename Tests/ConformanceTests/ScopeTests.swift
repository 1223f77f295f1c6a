import Testing

/// The table in the corpus's README accounts for every vector and gotcha, and tells the truth.
@Suite struct ScopeTests {
  private static let page = Corpus.folder + "/README.md"

  /// A line of the table: numbers, and where they are or why they are not.
  private struct Row {
    let numbers: [String]
    let text: String

    /// The files that the text names in backticks.
    var files: [String] {
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        .filter { $0.hasSuffix(".yaml") }
    }
  }

  private func rows() throws -> [Row] {
    try Corpus.text(Self.page).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmed }
      guard cells.count == 2, let first = cells[0].first, "TG".contains(first),
        cells[0].dropFirst().first?.isNumber == true
      else { return nil }
      let numbers = cells[0].split(separator: ",").flatMap { Self.numbers(in: $0.trimmed) }
      return Row(numbers: numbers, text: cells[1])
    }
  }

  /// `T41` is one number, `T41-T43` three.
  private static func numbers(in range: String) -> [String] {
    let ends = range.split(separator: "-")
    guard let kind = range.first, let low = ends.first.flatMap({ Int($0.dropFirst()) }),
      let high = ends.last.flatMap({ Int($0.dropFirst()) }), low <= high
    else { return [] }
    return (low...high).map { "\(kind)\($0)" }
  }

  @Test func `every vector and gotcha is accounted for once`() throws {
    let listed = try rows().flatMap(\.numbers)
    let all =
      (Array(1...147) + Array(149...170) + [172, 173] + Array(175...195)).map { "T\($0)" }
      + (1...52).map { "G\($0)" }
    for number in all {
      #expect(listed.count { $0 == number } == 1, "\(number) in the table of \(Self.page)")
    }
    #expect(Set(listed).subtracting(all).isEmpty)
  }

  @Test func `the files of the table carry their numbers`() throws {
    for row in try rows() where !row.files.isEmpty {
      let texts = try row.files.map { try Corpus.text("\(Corpus.folder)/\($0)") }
      for number in row.numbers {
        #expect(texts.contains { carries($0, number) }, "\(number) in \(row.files)")
      }
    }
  }

  @Test func `what is left out has a reason`() throws {
    for row in try rows() where row.files.isEmpty {
      #expect(row.text.split(separator: " ").count > 2, "\(row.numbers)")
    }
  }

  @Test func `no file is missing from the table`() throws {
    let named = Set(try rows().flatMap(\.files).map { "\(Corpus.folder)/\($0)" })
    for path in Corpus.vectors + Corpus.refused where isNumbered(path) {
      let isNamed = named.contains(path)
      #expect(isNamed, "\(path) is not in the table of \(Self.page)")
    }
  }

  /// Whether a file is called after a vector or a gotcha, and not after a rule.
  private func isNumbered(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.hasPrefix("T") || name.hasPrefix("G")
  }

  /// Whether a text names a number, and not only a longer one.
  private func carries(_ text: String, _ number: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == number }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
