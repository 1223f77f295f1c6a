import Glibc
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax

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
    guard let loaded = loader.loadTogether(paths) else {
      throw Refused(problems: Self.render(loader.problems, loader.sources))
    }
    topology = loaded.topology
    do throws(Rejection) {
      resolution = try loaded.topology.resolved()
    } catch {
      throw Refused(problems: Self.render(error.diagnostics, loader.sources))
    }
    warnings = loaded.warnings + resolution.warnings
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
    var text = try Self.read(path)
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

  private static func render(_ problems: [Diagnostic], _ sources: SourceSet) -> String {
    DiagnosticRenderer(sources).render(problems)
  }

  private static func tree(_ texts: [String: String]) -> FileTree {
    FileTree(
      kind: { path in
        if let text = texts[path] { return .file(size: text.utf8.count) }
        guard let text = try? read(path) else { return .nothing }
        return .file(size: text.utf8.count)
      },
      read: { path in
        guard let text = try? texts[path] ?? read(path) else {
          return .failure(FileProblem("not there"))
        }
        return .success(Array(text.utf8))
      },
      names: { _ in .success([]) })
  }

  /// A text of the repository.
  static func read(_ path: String) throws -> String {
    // Tests/NetproofChecksTests/Estate.swift
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    guard let file = unsafe fopen("\(root)/\(path)", "r") else {
      throw Refused(problems: "cannot read \(path)")
    }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
