public import NetproofSyntax

/// A topology with the files that it was read from.
public struct LoadedTopology: Sendable {
  /// What it is called in summaries: the path that named it.
  public let path: String
  public let topology: Topology
  public let warnings: [Diagnostic]
}

/// Puts the files of topologies together: folders, several files, bases and changes.
///
/// A file that names a base (`topology: FILE`) is a topology of its own: the base, with the file's
/// `changes`, and with the file's assertions in place of the base's.
public struct TopologyLoader {
  private let files: FileTree
  private let limits: SyntaxLimits
  /// Every text that was read, for showing places.
  public private(set) var sources = SourceSet()
  private var diagnostics = Diagnostics()

  /// Bases of bases.
  private static let mostBases = 16

  public init(_ files: FileTree, limits: SyntaxLimits = SyntaxLimits()) {
    self.files = files
    self.limits = limits
  }

  /// Everything found wrong so far, warnings as well.
  public var problems: [Diagnostic] { diagnostics.sorted }

  /// Reads paths as one topology.
  ///
  /// Nothing is given if there is any fault; see ``problems``.
  public mutating func loadTogether(_ paths: [String]) -> LoadedTopology? {
    let units = paths.flatMap { trees(at: $0) }
    return combine(units, path: paths.joined(separator: " "))
  }

  /// Reads each folder, all plain files, and each file with a base as a topology of its own.
  public mutating func loadEach(_ paths: [String]) -> [LoadedTopology] {
    var loaded: [LoadedTopology] = []
    var loose: [Tree] = []
    for path in paths {
      let trees = trees(at: path)
      let isFolder: Bool
      if case .folder = files.kind(path) { isFolder = true } else { isFolder = false }
      for tree in trees where tree.hasBase {
        if let one = combine([tree], path: tree.path) { loaded.append(one) }
      }
      let plain = trees.filter { !$0.hasBase }
      if isFolder {
        if !plain.isEmpty, let one = combine(plain, path: path) { loaded.append(one) }
      } else {
        loose += plain
      }
    }
    if !loose.isEmpty, let one = combine(loose, path: loose.map(\.path).joined(separator: " ")) {
      loaded.append(one)
    }
    return diagnostics.hasErrors ? [] : loaded
  }

  // MARK: - Trees

  private struct Tree {
    let path: String
    /// The file's own tree, behind those of its base.
    let nodes: [Node]
    let hasBase: Bool
  }

  private mutating func trees(at path: String) -> [Tree] {
    switch files.kind(path) {
    case .folder:
      let paths = ownFiles(of: path)
      if paths.isEmpty, !diagnostics.hasErrors {
        diagnostics.append(LoadFault.emptyFolder(path).diagnostic)
      }
      return paths.compactMap { tree(at: $0, from: nil, depth: 0) }
    case .file, .nothing, .unreadable:
      return tree(at: path, from: nil, depth: 0).map { [$0] } ?? []
    }
  }

  private mutating func ownFiles(of folder: String) -> [String] {
    switch files.names(folder) {
    case .failure(let problem):
      diagnostics.append(
        LoadFault.unreadable(folder, reason: problem.reason, at: nil).diagnostic)
      return []
    case .success(let names):
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        .filter { !$0.hasPrefix(".") }
        .sorted().map { prefix + $0 }
    }
  }

  private mutating func tree(at path: String, from span: Span?, depth: Int) -> Tree? {
    guard let node = parse(path, from: span) else { return nil }
    guard let base = node["topology"] else {
      if let changes = node.entries?.first(where: { $0.key.value == "changes" }) {
        diagnostics.append(LoadFault.changesWithoutBase(changes.key.span).diagnostic)
        return nil
      }
      return Tree(path: path, nodes: [node], hasBase: false)
    }
    guard let text = base.text else { return Tree(path: path, nodes: [node], hasBase: false) }
    guard depth < Self.mostBases else {
      diagnostics.append(LoadFault.circular(text, at: base.span).diagnostic)
      return nil
    }
    let basePath = Self.resolve(text, beside: path)
    guard let under = baseNodes(basePath, base.span, depth),
      let changed = changed(under, by: node["changes"])
    else { return nil }
    let nodes = changed.map { Self.withoutReplaced($0, by: node) } + [Self.own(node)]
    return Tree(path: path, nodes: nodes, hasBase: true)
  }

  /// The trees of a base: a file's, or those of a folder's files that describe the network.
  private mutating func baseNodes(_ path: String, _ span: Span, _ depth: Int) -> [Node]? {
    guard case .folder = files.kind(path) else {
      return tree(at: path, from: span, depth: depth + 1)?.nodes.filter { !Self.onlyExpects($0) }
    }
    let paths = ownFiles(of: path)
    if paths.isEmpty, !diagnostics.hasErrors {
      diagnostics.append(LoadFault.emptyFolder(path).diagnostic)
    }
    let trees = paths.compactMap { tree(at: $0, from: span, depth: depth + 1) }
    guard !paths.isEmpty, trees.count == paths.count else { return nil }
    return trees.filter { !$0.hasBase }.flatMap(\.nodes).filter { !Self.onlyExpects($0) }
  }

  /// One tree of several that share no key but the version.
  private static func joined(_ nodes: [Node]) -> Node? {
    guard let first = nodes.first else { return nil }
    var entries = first.entries ?? []
    var known = Set(entries.map(\.key.value))
    for entry in nodes.dropFirst().flatMap({ $0.entries ?? [] })
    where entry.key.value != "netproof" {
      guard known.insert(entry.key.value).inserted else { return nil }
      entries.append(entry)
    }
    return Node(.mapping(entries), at: first.span)
  }

  /// Whether a file holds nothing but what is expected of a network, which a new file replaces.
  private static func onlyExpects(_ node: Node) -> Bool {
    guard let entries = node.entries else { return false }
    return entries.allSatisfy { ["netproof", "name", "assertions"].contains($0.key.value) }
  }

  private mutating func changed(_ base: [Node], by changes: Node?) -> [Node]? {
    guard let changes else { return base }
    guard let whole = Self.joined(base) else {
      diagnostics.append(LoadFault.changesOfFolder(changes.span).diagnostic)
      return nil
    }
    guard changes.entries != nil else {
      diagnostics.append(LoadFault.notAMapping(changes.span).diagnostic)
      return nil
    }
    do throws(Rejection) {
      return [try NodeOverlay.apply(changes, to: whole)]
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  /// A base's tree without what a file on top of it states anew.
  private static func withoutReplaced(_ base: Node, by node: Node) -> Node {
    let entries = (base.entries ?? []).filter { entry in
      let key = entry.key.value
      return !["assertions", "name"].contains(key) && (key != "policies" || node[key] == nil)
    }
    return Node(.mapping(entries), at: base.span)
  }

  /// What a file on top of a base states itself.
  private static func own(_ node: Node) -> Node {
    let entries = (node.entries ?? []).filter { !["topology", "changes"].contains($0.key.value) }
    return Node(.mapping(entries), at: node.span)
  }

  /// A path beside another file.
  static func resolve(_ path: String, beside file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    var folder = file[..<slash].split(separator: "/", omittingEmptySubsequences: false)
    var rest = path.split(separator: "/")[...]
    while let first = rest.first {
      if first == "." {
        rest = rest.dropFirst()
      } else if first == "..", let last = folder.last, last != "..", last != ".", !last.isEmpty {
        folder.removeLast()
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return (folder + rest).joined(separator: "/")
  }

  private mutating func parse(_ path: String, from span: Span?) -> Node? {
    switch files.kind(path) {
    case .nothing: diagnostics.append(LoadFault.missing(path, at: span).diagnostic)
    case .unreadable(let reason):
      diagnostics.append(LoadFault.unreadable(path, reason: reason, at: span).diagnostic)
    case .folder:
      diagnostics.append(
        LoadFault.unreadable(path, reason: "it is a folder", at: span).diagnostic)
    case .file(let size):
      let limit = limits.bytes
      guard size <= limit else {
        diagnostics.append(LoadFault.tooLarge(path, limit: limit).diagnostic)
        return nil
      }
      switch files.read(path) {
      case .failure(let problem):
        diagnostics.append(
          LoadFault.unreadable(path, reason: problem.reason, at: span).diagnostic)
      case .success(let bytes): return parse(bytes, path)
      }
    }
    return nil
  }

  private mutating func parse(_ bytes: [UInt8], _ path: String) -> Node? {
    let source = sources.add(name: path, bytes: bytes)
    do throws(Rejection) {
      return try YAMLReader.read(source, limits: limits)
    } catch {
      diagnostics.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  // MARK: - Topologies

  private mutating func combine(_ trees: [Tree], path: String) -> LoadedTopology? {
    var own = Diagnostics()
    let parts = trees.flatMap(\.nodes).compactMap { TopologyReader.read($0, into: &own) }
    let topology = Topology.merged(parts, into: &own)
    diagnostics.append(contentsOf: own.all)
    guard !diagnostics.hasErrors else { return nil }
    return LoadedTopology(path: path, topology: topology, warnings: own.sorted)
  }
}
