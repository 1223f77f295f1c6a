import Foundation
import NetproofModel
import Testing

@testable import NetproofReport

@Suite struct CoverageTests {
  @Test func `every code about networks has one page`() {
    let pages = CodePages.names.filter { !$0.hasPrefix("NP") }
    #expect(pages.sorted() == Code.allCases.map(\.rawValue).sorted())
  }

  @Test func `every diagnostic of the sources has one page, and no page lacks its diagnostic`()
    throws
  {
    let pages = CodePages.names.filter { $0.hasPrefix("NP") }
    #expect(pages.sorted() == (try printedCodes()).sorted())
  }

  @Test func `only a fault of Netproof's own has no example`() {
    #expect(CodePages.all.filter { $0.example == nil }.map(\.code) == ["NP9001"])
  }

  @Test(arguments: CodePages.all)
  func `a page is complete, short, and names only codes that exist`(page: CodePage) throws {
    let text = page.text
    #expect(!page.title.contains { $0.isNewline } && !page.title.hasSuffix("."))
    #expect(page.meaning.count > 40 && page.remedy.count > 10)
    #expect(page.networkCode == nil || page.rules != nil)
    let mentioned = text.matches(of: /`([A-Z][A-Z0-9]*(_[A-Z0-9]+)+|NP\d{4})`/).map { $0.1 }
    let known = Set(CodePages.names + AWSCode.all.map(\.name))
    for code in mentioned { #expect(known.contains(String(code)), "\(code)") }
    let lines = (page.example?.failing.files ?? []).map {
      $0.text.split(separator: "\n").count
    }
    #expect(lines.reduce(0, +) <= 34)
  }

  @Test func `the list has a line of at most 100 characters for each code`() {
    let lines = CodePages.list().split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    for page in CodePages.all {
      #expect(lines.count { $0.hasPrefix("  \(page.code) ") && $0.hasSuffix(page.title) } == 1)
    }
  }

  @Test func `a code's AWS name is one that AWS prints for it`() {
    for code in Code.allCases {
      guard let name = code.awsName else { continue }
      let known = AWSCode.all.first { $0.name == name }
      guard case .codes(let codes)? = known?.counterpart else {
        Issue.record("\(name) of \(code.rawValue) is not among AWS's codes")
        continue
      }
      #expect(codes.contains(code), "\(code.rawValue) is not listed for \(name)")
    }
  }

  @Test func `every code of AWS's analyzers is listed once`() {
    #expect(Set(AWSCode.all.map(\.name)).count == AWSCode.all.count)
    #expect(AWSCode.all.count == 100)
  }

  /// The codes that stand in the sources, comments and the pages themselves aside.
  private func printedCodes() throws -> Set<String> {
    let sources = packageFolder.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var codes: Set<String> = []
    for case let file as URL in files {
      guard file.pathExtension == "swift", !file.path().contains("/NetproofReport/Codes/")
      else { continue }
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      where !line.drop(while: \.isWhitespace).hasPrefix("//") {
        codes.formUnion(line.matches(of: /NP\d{4}/).map { String($0.0) })
      }
    }
    return codes
  }
}
