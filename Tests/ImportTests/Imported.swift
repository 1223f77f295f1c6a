import NetproofImport
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What an import makes of some files.
struct Imported {
  let node: Node?
  let omissions: String
  let codes: [String]

  var yaml: String { node.map { YAMLWriter.text(of: $0) } ?? "" }

  init(_ paths: [String], _ parameters: [String] = [], in tree: FileTree = Repository.tree) {
    let importer = TopologyImporter.standard(
      parameters: parameters.compactMap { ImportParameter($0) })
    var loader = TopologyLoader(tree, importer: importer)
    let (node, problems) = loader.importTogether(paths)
    self.node = problems.hasErrors ? nil : node
    codes = problems.sorted.map(\.code)
    omissions = DiagnosticRenderer(loader.sources).render(problems.sorted)
  }

  /// One text, as a file.
  init(text: String, _ parameters: [String] = [], name: String = "net.yaml") {
    self.init([name], parameters, in: .memory([name: text]))
  }
}

/// What a topology means, in the order of its names.
func meaning(
  _ paths: [String], _ parameters: [String] = [], in tree: FileTree = Repository.tree
) -> Model {
  let importer = TopologyImporter.standard(
    parameters: parameters.compactMap { ImportParameter($0) })
  var loader = TopologyLoader(tree, importer: importer)
  let network = loader.loadTogether(paths).resolved()
  let errors = network.problems.sorted.filter { $0.severity == .error }
  #expect(errors.isEmpty, "\(DiagnosticRenderer(loader.sources).render(errors))")
  return network.resolution.model
}

extension Node {
  /// Every value with the keys that lead to it, one a line, in order of the keys; identifiers that AWS
  /// gives left out.
  var lines: [String] {
    if let elements {
      return elements.enumerated().flatMap { index, element in
        element.lines.map { "/\(index)\($0)" }
      }
    }
    guard let entries else { return [" = \(text ?? "")"] }
    return entries.filter { $0.key.value != "id" }.flatMap { entry in
      // Of a thing with nothing but its identifier, no line but its own.
      entry.value.isBare
        ? ["/\(entry.key.value) = {}"] : entry.value.lines.map { "/\(entry.key.value)\($0)" }
    }.sorted()
  }

  /// Whether a map has nothing but an identifier.
  private var isBare: Bool {
    entries.map { entries in entries.allSatisfy { $0.key.value == "id" } } ?? false
  }
}
