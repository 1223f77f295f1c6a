import ArgumentParser
import NetproofModel

/// The JSON Schemas of what Netproof reads.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of topologies, for editors.",
    discussion: """
      EXAMPLES
        netproof schema > topology.schema.json
      """)

  /// What a schema describes.
  enum Document: String, CaseIterable, ExpressibleByArgument {
    case topology

    var schema: String {
      switch self {
      case .topology: TopologySchema.text
      }
    }
  }

  @Argument(help: "What the schema describes.")
  var document: Document = .topology

  func run() {
    Terminal.out(document.schema)
  }
}
