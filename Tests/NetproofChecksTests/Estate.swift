import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import NetproofTestSupport

@testable import NetproofReport

/// A network as a test has it: a topology of the repository with changed lines, or a text of its own.
struct Estate {
  let topology: Topology
  let resolution: Resolution
  let warnings: [Diagnostic]
  let context: ReportContext
  let analyzer: Analyzer
  /// What the test wrote, and the file that is the topology.
  private let texts: [String: String]
  private let path: String

  var model: Model { resolution.model }

  struct Refused: Error {
    let problems: String
  }

  /// Reads the files of `texts` as one topology; other files are those of the repository.
  init(_ paths: [String], _ texts: [String: String] = [:]) throws {
    var loader = TopologyLoader(Self.tree(texts))
    let loaded = loader.loadTogether(paths).resolved()
    guard !loaded.problems.hasErrors else {
      throw Refused(problems: DiagnosticRenderer(loader.sources).render(loaded.problems.sorted))
    }
    topology = loaded.topology
    resolution = loaded.resolution
    warnings = loaded.warnings
    context = ReportContext(
      model: resolution.model, sourceMap: resolution.sourceMap, sources: loader.sources,
      isColoured: false)
    analyzer = Analyzer(resolution.model)
    self.texts = texts
    path = paths[0]
  }

  /// The same topology with edits, written as the report words them.
  func with(_ edits: [ModelEdit]) throws -> Estate {
    var texts = self.texts
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    texts["\(folder)edited.yaml"] = ChangesText(edits, self).file(
      base: String(path.dropFirst(folder.count)))
    return try Estate(["\(folder)edited.yaml"], texts)
  }

  /// A topology that a test writes.
  init(text: String) throws {
    try self.init(["net.yaml"], ["net.yaml": text])
  }

  /// A topology of the repository, with some of its lines changed, without its assertions.
  init(_ folder: String, changing changes: [(old: String, new: String)] = []) throws {
    let path = "topologies/\(folder)/topology.yaml"
    var text = try Repository.text(path)
    for change in changes {
      guard let range = text.firstRange(of: change.old) else {
        throw Refused(problems: "\(path) has no `\(change.old)`")
      }
      text.replaceSubrange(range, with: change.new)
    }
    try self.init([path], [path: text])
  }

  // MARK: - Questions

  func query(_ from: [String], _ to: [String], _ port: String) throws -> Query {
    let written = WrittenQuestion(
      from: from.map { QuestionText($0, at: nil, as: "--from") },
      to: to.map { QuestionText($0, at: nil, as: "--to") },
      ports: [QuestionText(port, at: nil, as: "--port")])
    return try QuestionReader(model, resolution.names).query(written)
  }

  /// Fixes for a question, in a topology whose assertions should go on holding.
  func fixes(_ query: Query) throws -> FixSearch {
    let kept = KeptAssertions(of: topology.assertions, in: analyzer, resolution.names)
    return FixFinder(analyzer, keeping: kept).search(for: query, try analyzer.answer(query))
  }

  // MARK: - Words

  /// The edits of each fix in one line, as they are printed.
  func edits(_ search: FixSearch) -> [String] { search.fixes.map { edits($0.edits) } }

  func edits(_ edits: [ModelEdit]) -> String {
    edits.map { edit in
      let text = EditText(edit, context)
      return switch text.change {
      case .add(let new): "+ \(text.subject): \(new)"
      case .remove(let old): "- \(text.subject): \(old)"
      case .change(let old, let new): "~ \(text.subject): \(old) becomes \(new)"
      }
    }.joined(separator: " & ")
  }

  /// What is printed about fixes, line by line.
  func lines(_ search: FixSearch) -> [String] {
    var page = Page(isColoured: false)
    FixText(context: context, search: search).write(into: &page)
    return page.text.split(separator: "\n").map(String.init)
  }

  // MARK: - Files

  /// The repository with some files that are nowhere but in memory.
  private static func tree(_ texts: [String: String]) -> FileTree {
    let (memory, repository) = (FileTree.memory(texts), Repository.tree)
    return FileTree(
      kind: { texts[$0] == nil ? repository.kind($0) : memory.kind($0) },
      read: { texts[$0] == nil ? repository.read($0) : memory.read($0) },
      names: { repository.names($0) })
  }
}
