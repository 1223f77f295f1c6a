import NetproofChecks
import NetproofEngine
import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What Netproof answers about the network of some texts.
func verdict(
  _ from: String, _ to: String, _ port: String, in texts: [String: String],
  _ parameters: [String] = []
) throws -> Verdict {
  try verdict(from, to, port, at: texts.keys.sorted(), parameters, in: .memory(texts))
}

/// What Netproof answers about the network at some paths.
func verdict(
  _ from: String, _ to: String, _ port: String, at paths: [String], _ parameters: [String] = [],
  in tree: FileTree = Repository.tree
) throws -> Verdict {
  let importer = TopologyImporter.standard(
    parameters: parameters.compactMap { ImportParameter($0) })
  var loader = TopologyLoader(tree, importer: importer)
  let network = loader.loadTogether(paths).resolved()
  let errors = network.problems.sorted.filter { $0.severity == .error }
  #expect(errors.isEmpty, "\(DiagnosticRenderer(loader.sources).render(errors))")
  let query = try QuestionReader(network.resolution.model, network.resolution.names).query(
    WrittenQuestion(
      from: [QuestionText(from, at: nil, as: "--from")],
      to: [QuestionText(to, at: nil, as: "--to")],
      ports: [QuestionText(port, at: nil, as: "--port")]))
  return try Analyzer(network.resolution.model).answer(query).verdict
}
