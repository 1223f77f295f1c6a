import NetproofModel

/// The pages of all codes that the program can print.
public enum CodePages {
  /// Every page, in the order of the list.
  public static let all: [CodePage] = {
    let position = Dictionary(
      uniqueKeysWithValues: Code.allCases.enumerated().map { ($1.rawValue, $0) })
    return CodeGroup.allCases.flatMap { group in
      pages.filter { CodeGroup(of: $0) == group }
        .sorted {
          (position[$0.code] ?? 0, $0.code) < (position[$1.code] ?? 0, $1.code)
        }
    }
  }()

  /// The codes, in the order of the list.
  public static let names: [String] = all.map(\.code)

  private static let byName = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// The page of a code, in whatever letter case it is written.
  public static func page(_ code: String) -> String? {
    let name = code.uppercased()
    return byName[name]?.text ?? pageOfCopies(name)
  }

  /// All codes with their meaning, a line each.
  public static func list() -> String {
    let groups = grouped.map { group, pages in
      let width = pages.map(\.code.count).max() ?? 0
      return group.heading + "\n"
        + pages.map { page in
          let gap = String(repeating: " ", count: width - page.code.count)
          return "  \(page.code)\(gap)  \(page.title)\n"
        }.joined()
    }
    return groups.joined(separator: "\n")
      + "\n`netproof codes CODE` shows a page: meaning, example, remedy, sources. A code with MIRROR_\n"
      + "before it is about the copy that Traffic Mirroring makes of a packet.\n"
  }

  /// The index of `docs/codes/`, in Markdown.
  static func index() -> String {
    let introduction = TextWrap.paragraph(
      """
      Everything that Netproof reports has a code whose meaning never changes. Each page says what \
      the code means and what to do, and shows a text that fails and the same put right; the tests \
      run both. `netproof codes CODE` prints the same pages. A code with `MIRROR_` before it is about \
      the copy that Traffic Mirroring makes of a packet ([mirroring](../mirroring.md)).

      This folder is generated from `Sources/NetproofReport/Codes`; write it anew with \
      `NETPROOF_RECORD=1 swift test --filter CodePagesTests`.
      """)
    let groups = grouped.map { group, pages in
      "## \(group.heading)\n\n"
        + pages.map { "- [`\($0.code)`](\($0.code).md): \($0.title)\n" }.joined()
    }
    return "# Codes\n\n\(introduction)\n\n" + groups.joined(separator: "\n") + "\n"
      + AWSCode.table
  }

  private static var grouped: [(group: CodeGroup, pages: [CodePage])] {
    CodeGroup.allCases.map { group in (group, all.filter { CodeGroup(of: $0) == group }) }
  }
}
