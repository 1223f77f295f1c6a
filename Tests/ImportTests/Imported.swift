import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// Texts of other programs, imported.
struct Imported {
  let node: Node
  let yaml: String
  let omissions: String
  /// The codes of the omissions, each once, in order.
  let codes: [String]

  init(_ paths: [String], in tree: FileTree = Repository.tree) throws {
    var loader = TopologyLoader(tree, importer: .standard)
    let (node, problems) = loader.importTogether(paths)
    omissions = DiagnosticRenderer(loader.sources).render(problems.sorted)
    self.node = try #require(node, "\(omissions)")
    yaml = YAMLWriter.text(of: self.node)
    codes = Set(problems.sorted.map(\.code)).sorted()
  }
}

/// What a topology means, in the order of its names.
func model(_ paths: [String], in tree: FileTree = Repository.tree) throws -> String {
  var loader = TopologyLoader(tree, importer: .standard)
  let network = loader.loadTogether(paths).resolved()
  let errors = network.problems.sorted.filter { $0.severity == .error }
  #expect(errors.isEmpty, "\(DiagnosticRenderer(loader.sources).render(errors))")
  return String(describing: network.resolution.model)
}
