import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

@testable import NetproofReport

/// What `check --format json` prints is what the committed schema describes.
@Suite struct CheckSchemaTests {
  @Test(arguments: [
    "topologies/failing/incident-mysql", "topologies/failing/undetermined",
    "topologies/failing/several-faults", "topologies/tour/05-dual-stack",
    "topologies/conformance/T49.yaml", "topologies/tour/10-bastion",
  ])
  func `documents are as their schemas say`(path: String) throws {
    let text = CheckUnit.json(try units(path))
    // The answers in it have a schema of their own.
    let own = ResultSchemas.check.replacing(
      #/"\$ref": "answer-1\.json[^"]*"/#, with: "\"type\": \"object\"")
    #expect(try JSONSchema(own).faults(in: text) == [])
    let answers = try JSONSchema(ResultSchemas.answer)
    for result in try JSONSchema.parse(text)["results"]?.elements ?? [] {
      let answer = try #require(result["answer"])
      #expect(answers.faults(of: answer) == [])
    }
  }

  @Test func `the program prints the schemas that are committed`() throws {
    #expect(ResultSchemas.answer == (try Repository.text("docs/format/answer.schema.json")))
    #expect(ResultSchemas.check == (try Repository.text("docs/format/check.schema.json")))
    #expect(ResultSchemas.diff == (try Repository.text("docs/format/diff.schema.json")))
    #expect(ResultSchemas.reach == (try Repository.text("docs/format/reach.schema.json")))
    #expect(
      ResultSchemas.reachSummary == (try Repository.text("docs/format/reach-summary.schema.json")))
  }

  private func units(_ path: String) throws -> [CheckUnit] {
    var loader = TopologyLoader(Repository.tree)
    return try loader.loadEach([path]).map { loaded in
      let network = loaded.resolved()
      let (model, names) = (network.resolution.model, network.resolution.names)
      let analyzer = Analyzer(model)
      let check = AssertionCheck(analyzer, names)
      let scopes = try ScopeCheck(analyzer, names).judge(network.topology.scopes)
      let outcomes = try network.topology.assertions.map { try check.judge($0) }
      let context = ReportContext(
        model: model, sourceMap: network.resolution.sourceMap, sources: loader.sources,
        isColoured: false)
      return CheckUnit(
        path: loaded.path, name: network.topology.name?.value, context: context,
        outcomes: outcomes, scopes: scopes, warnings: network.warnings)
    }
  }
}
