import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// The broken files of `topologies/broken/`, each with what the program says about it.
///
/// `NETPROOF_RECORD=1` writes the expectations anew.
@Suite struct `Broken topologies` {
  private static let folder = "topologies/broken"

  private static let files = Repository.files(below: folder, suffix: ".yaml")
    .filter { !$0.hasPrefix("\(folder)/bases/") }

  @Test(arguments: files)
  func `are refused as it is committed beside them`(path: String) throws {
    let refusal = Refusal([path], in: Repository.tree)
    let expected = path.dropLast(".yaml".count) + ".txt"
    if Repository.isRecording { try Repository.write(refusal.text, to: String(expected)) }
    #expect(refusal.text == (try? Repository.text(String(expected))), "\(path)")
    #expect(refusal.errorCount > 0 || path.contains("/warn-"), "\(path) is not broken")
  }

  @Test func `are what their expectations are about`() {
    let expected = Repository.files(below: Self.folder, suffix: ".txt")
      .map { String($0.dropLast(".txt".count)) + ".yaml" }
    #expect(expected == Self.files)
    #expect(Self.files.count >= 40)
  }

  @Test(arguments: files)
  func `say what to do`(path: String) throws {
    for diagnostic in Refusal([path], in: Repository.tree).diagnostics {
      #expect(!diagnostic.help.isEmpty, "\(diagnostic.message)")
      #expect(!diagnostic.message.hasSuffix("."))
      #expect(diagnostic.message.first.map { !$0.isUppercase || $0 == "A" } ?? false)
    }
  }

  /// The codes that no single text can show: they are about bytes, sizes, the file system, or
  /// several files that are one topology.
  private static let elsewhere: Set<String> = [
    "NP0001", "NP0002", "NP0003", "NP0004", "NP0005", "NP0007", "NP0060", "NP0061", "NP0062",
    "NP0030", "NP0069", "NP0150", "NP0151",
  ]

  @Test func `show every code of reading and resolving`() {
    var shown: Set<String> = []
    for path in Self.files { shown.formUnion(Refusal([path], in: Repository.tree).codes) }
    let known =
      SyntaxCode.allCases.map(\.rawValue) + TopologyCode.allCases.map(\.rawValue)
      + ModelCode.allCases.map(\.rawValue) + LoadCode.allCases.map(\.rawValue)
    #expect(known.filter { !shown.contains($0) && !Self.elsewhere.contains($0) } == [])
  }
}
