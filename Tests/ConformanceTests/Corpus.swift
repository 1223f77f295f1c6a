import FoundationEssentials
import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSyntax
import Testing

/// The vectors under `topologies/conformance/`, read as the program reads them.
enum Corpus {
  static let folder = "topologies/conformance"

  /// Vectors whose assertions must hold.
  static let vectors = paths(in: folder) + paths(in: folder + "/own")
  /// Files that must be refused.
  static let refused = paths(in: folder + "/refused")
  /// Files whose assertions must all be undetermined.
  static let undetermined = paths(in: folder + "/undetermined")

  /// The fixture, which has no assertions of its own.
  static let fixture = folder + "/m0.yaml"

  /// The repository, two folders above this file's.
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/")
  }()

  private static func paths(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: absolute(folder))) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }

  static func absolute(_ path: String) -> String { "\(root)/\(path)" }

  /// The repository's files, by paths from its root.
  static var files: FileTree {
    FileTree(
      kind: { path in
        var isFolder = false
        let exists = FileManager.default.fileExists(
          atPath: absolute(path), isDirectory: &isFolder)
        guard exists else { return .nothing }
        return isFolder ? .folder : .file(size: contents(path)?.count ?? 0)
      },
      read: { path in
        contents(path).map { .success($0) } ?? .failure(FileProblem("reading failed"))
      },
      names: { path in
        let names = try? FileManager.default.contentsOfDirectory(atPath: absolute(path))
        return names.map { .success($0) } ?? .failure(FileProblem("listing failed"))
      })
  }

  private static func contents(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: absolute(path)).map { [UInt8]($0) }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try #require(contents(path), "\(path) cannot be read"), as: UTF8.self)
  }

  /// The codes that the first line names, such as `# refused: NP0302 VPC_CIDR_OVERLAP`.
  static func codes(_ word: String, in path: String) throws -> [String] {
    let prefix = "# \(word):"
    let first = try text(path).prefix { $0 != "\n" }
    guard first.hasPrefix(prefix) else { return [] }
    return first.dropFirst(prefix.count).split(separator: " ").map(String.init)
  }

  /// Everything that reading and resolving a file says, and what came of it.
  static func load(_ path: String) -> (loaded: LoadedVector?, diagnostics: [Diagnostic]) {
    var loader = TopologyLoader(files)
    let loaded = loader.loadTogether([path]).resolved()
    guard !loaded.problems.hasErrors else { return (nil, loaded.problems.sorted) }
    let vector = LoadedVector(topology: loaded.topology, resolution: loaded.resolution)
    return (vector, loaded.warnings)
  }
}

/// A file of the corpus, ready to be asked.
struct LoadedVector {
  let topology: Topology
  let resolution: Resolution

  func outcomes() throws -> [Outcome] {
    let check = AssertionCheck(
      Analyzer(resolution.model), resolution.names, findsFixes: false)
    return try topology.assertions.map { try check.judge($0) }
  }
}
