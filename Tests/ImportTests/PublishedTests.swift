import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Texts that others published; see `topologies/imported/published/README.md`.
@Suite struct `Published samples` {
  private static let folder = "topologies/imported/published"

  private static let answers = Repository.files(below: "\(folder)/aws-cli", suffix: ".json")
  private static let templates = ["cfn-lint", "troposphere"].flatMap { name in
    Repository.files(below: "\(folder)/\(name)", suffix: ".json")
      + Repository.files(below: "\(folder)/\(name)", suffix: ".yaml")
  }

  private static let failed = "vulnerable-aws-plan.json"
  private static let plans = Repository.files(below: "\(folder)/terraform-plans", suffix: ".json")
    .filter { !$0.hasSuffix(failed) }

  @Test func `are there`() {
    #expect(Self.answers.count > 40)
    #expect(Self.templates.count >= 12)
    #expect(Self.plans.count >= 7)
  }

  @Test func `of a plan that failed are refused`() {
    let imported = Imported(["\(Self.folder)/terraform-plans/tf-eu-guard/\(Self.failed)"])
    #expect(imported.node == nil)
    #expect(imported.codes == ["NP0614"])
    #expect(imported.omissions.contains("planning failed"), "\(imported.omissions)")
  }

  @Test(arguments: answers + templates + plans)
  func `are read without an error`(path: String) throws {
    var loader = TopologyLoader(Repository.tree, importer: .standard)
    let (node, problems) = loader.importTogether([path])
    #expect(node != nil)
    let errors = problems.sorted.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(DiagnosticRenderer(loader.sources).render(errors))")
    _ = meaning([path])
  }

  @Test func `are read together`() {
    _ = meaning(["\(Self.folder)/cfn-lint"])
  }
}
