import ArgumentParser
import NetproofModel
import NetproofReport

/// The JSON Schemas of what Netproof reads and prints.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of topologies, for editors, or of results, for tools.",
    discussion: """
      EXAMPLES
        netproof schema > topology.schema.json
        netproof schema answer    (what `trace --format json` prints)
        netproof schema check     (what `check --format json` prints)
        netproof schema reach     (what `reach --format json` prints)
        netproof schema diff      (what `diff --format json` prints)
        netproof schema lint      (what `lint --format json` prints)
      """)

  /// What a schema describes.
  enum Document: String, CaseIterable, ExpressibleByArgument {
    case topology
    case answer
    case check
    case reach
    case reachSummary = "reach-summary"
    case diff
    case lint

    var schema: String {
      switch self {
      case .topology: TopologySchema.text
      case .answer: ResultSchemas.answer
      case .check: ResultSchemas.check
      case .reach: ResultSchemas.reach
      case .reachSummary: ResultSchemas.reachSummary
      case .diff: ResultSchemas.diff
      case .lint: ResultSchemas.lint
      }
    }
  }

  @Argument(help: "What the schema describes.")
  var document: Document = .topology

  func run() {
    Terminal.out(document.schema)
  }
}
