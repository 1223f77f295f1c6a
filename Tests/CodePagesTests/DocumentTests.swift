import Foundation
import Testing

@testable import NetproofReport

/// `docs/codes/` is generated; `NETPROOF_RECORD=1` writes it anew.
@Suite struct DocumentTests {
  private let folder = packageFolder.appending(path: "docs/codes")

  private var isRecording: Bool { ProcessInfo.processInfo.environment["NETPROOF_RECORD"] == "1" }

  @Test func `the pages in docs are those of the program`() throws {
    var expected = ["README.md": CodePages.index()]
    for page in CodePages.all { expected["\(page.code).md"] = page.text }
    if isRecording { try record(expected) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    #expect(names.sorted() == expected.keys.sorted())
    for (name, text) in expected {
      let file = folder.appending(path: name)
      let found = try? String(contentsOf: file, encoding: .utf8)
      #expect(found == text, "docs/codes/\(name) is not current")
    }
  }

  private func record(_ pages: [String: String]) throws {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in pages {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
  }
}
