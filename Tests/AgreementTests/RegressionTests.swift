import FoundationEssentials
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofTestSupport
import Testing

/// Every fault that was found once, as a topology whose assertions hold.
@Suite struct `Regressions` {
  @Test(arguments: Corpus.files(in: "topologies/regressions"))
  func `every assertion holds`(file: Corpus.File) throws {
    try expect(.held, of: file)
  }

  @Test(arguments: Corpus.files(in: "topologies/regressions/undetermined"))
  func `what cannot be known is left open`(file: Corpus.File) throws {
    try expect(.undetermined, of: file)
  }

  private func expect(_ status: Outcome.Status, of file: Corpus.File) throws {
    let network = try LoadedNetwork(text: file.text)
    let check = AssertionCheck(network.analyzer, network.names, findsFixes: false)
    #expect(!network.topology.assertions.isEmpty)
    for assertion in network.topology.assertions {
      let outcome = try check.judge(assertion)
      #expect(
        outcome.status == status && outcome.mismatches.isEmpty,
        "\(file.name): \(outcome.mismatches) \(outcome.answer.obstacles.map(\.code))")
    }
  }

  @Test(
    arguments: Corpus.files(in: "topologies/regressions")
      + Corpus.files(in: "topologies/regressions/undetermined"))
  func `search and replay agree on what each assertion asks`(file: Corpus.File) throws {
    let network = try LoadedNetwork(text: file.text)
    var agreement = Agreement(network, seed: 1)
    var random = Seeded(seed: 1)
    let questions = QuestionReader(network.model, network.names)
    for assertion in network.topology.assertions {
      let query = try questions.query(WrittenQuestion(assertion))
      for _ in 0..<20 {
        for finding in agreement.check(query, using: &random) {
          Issue.record("\(file.name): \(finding)")
        }
      }
    }
  }
}
