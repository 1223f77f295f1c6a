import NetproofTestSupport
import Testing

@testable import NetproofReport

@Suite struct CommandTests {
  @Test(arguments: CodePages.all.filter { $0.example != nil && !$0.isReadHere })
  func `an example that is a command line is refused with its code, and runs when put right`(
    page: CodePage
  ) throws {
    let example = try #require(page.example)
    let failing = try Program.run(example.failing.command, with: example.failing.files)
    #expect(failing.errors.contains("error[\(page.code)]"), "\(failing.errors)")
    #expect(failing.status == 2)
    let mended = try Program.run(example.mended.command, with: example.mended.files)
    #expect(!mended.errors.contains(page.code))
    #expect(mended.status == 0, "\(mended.errors)")
  }

  @Test func `a code is found in any letter case`() throws {
    let result = try Program.run("netproof codes nacl_ingress_deny")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("NACL_INGRESS_DENY: "))
    #expect(result.output == CodePages.page("NACL_INGRESS_DENY"))
  }

  @Test func `without a code all are listed`() throws {
    let result = try Program.run("netproof codes")
    #expect(result.status == 0)
    #expect(result.output == CodePages.list())
  }

  @Test func `a wrong code is refused with the nearest one`() throws {
    let result = try Program.run("netproof codes naclingress_deny")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("did you mean `NACL_INGRESS_DENY`?"))
  }
}

extension CodePage {
  /// Whether the failing example is read by `netproof check`, so that tests need no program.
  var isReadHere: Bool { example?.failing.checkedPaths != nil }
}
