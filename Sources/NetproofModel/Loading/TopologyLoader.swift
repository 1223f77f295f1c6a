public import NetproofSyntax

/// Puts the files of topologies together: folders, several files, bases and changes.
///
/// A file that names a base (`topology: FILE`) is a topology of its own: the base, with the file's
/// `changes` and `policies`, and with the file's assertions in place of the base's.
///
/// Texts that an importer reads are taken together, whatever files they are in, and make one more
/// part of the topology. Of a folder they are its own `*.json` and `*.template` files, those of its
/// YAML files that an importer reads, and all `*.json` files below `accounts/`.
public struct TopologyLoader {
  private let files: FileTree
  private let limits: SyntaxLimits
  private let importer: TopologyImporter?
  /// Every text that was read, for showing places.
  public private(set) var sources = SourceSet()
  /// The texts that the importer read, if it says that they are kept.
  public private(set) var imported: [TopologyImporter.Text] = []
  /// What was found at the paths that were read before.
  private var trees: [String: Tree] = [:]
  /// The texts at paths whose trees are too large to keep for the case that they are named again.
  private var largeSources: [String: SourceID] = [:]

  /// The longest text whose tree is kept, in bytes.
  private static let mostKept = 1 << 20

  /// Bases of bases.
  private static let mostBases = 16

  public init(
    _ files: FileTree, limits: SyntaxLimits = SyntaxLimits(), importer: TopologyImporter? = nil
  ) {
    self.files = files
    self.limits = limits
    self.importer = importer
  }

  /// Reads paths as one topology, and gathers everything that is wrong with them.
  public mutating func loadTogether(_ paths: [String]) -> LoadedTopology {
    let parts = paths.flatMap { self.parts(at: $0) }
    return combined(parts, path: paths.joined(separator: " "))
  }

  /// Reads each folder, all plain files, and each file with a base as a topology of its own.
  public mutating func loadEach(_ paths: [String]) -> [LoadedTopology] {
    var loaded: [LoadedTopology] = []
    var loose: [Part] = []
    for path in paths {
      let parts = self.parts(at: path)
      let plain = parts.filter { !$0.hasBase }
      loaded += parts.filter(\.hasBase).map { combined([$0], path: $0.path) }
      if !isFolder(path) {
        loose += plain
      } else if !plain.isEmpty {
        loaded.append(combined(plain, path: path))
      }
    }
    if !loose.isEmpty {
      loaded.append(combined(loose, path: loose.map(\.path).joined(separator: " ")))
    }
    return loaded
  }

  /// Makes the tree of one topology of texts that an importer reads, and of nothing else.
  public mutating func importTogether(_ paths: [String]) -> (node: Node?, problems: Diagnostics) {
    var problems = Diagnostics()
    var texts: [TopologyImporter.Text] = []
    for part in paths.flatMap({ self.parts(at: $0) }) {
      if part.topology != nil {
        problems.report(LoadFault.notImported(part.path, expected: nil))
        continue
      }
      problems.append(part.problems)
      if let node = part.foreign { texts.append((part.path, node)) }
    }
    guard let importer, !texts.isEmpty, !problems.hasErrors else { return (nil, problems) }
    let (node, more) = importer.convert(texts)
    problems.append(more)
    return (node, problems)
  }

  /// Makes one topology of parts.
  private func combined(_ parts: [Part], path: String) -> LoadedTopology {
    var problems = Diagnostics()
    let imported = imported(parts)
    for part in parts + imported {
      problems.append(part.problems)
      if part.topology == nil, part.foreign == nil { problems.hidesNames = true }
    }
    let topologies = (parts + imported).compactMap(\.topology)
    let topology = Topology.merged(topologies, into: &problems)
    return LoadedTopology(path: path, topology: topology, problems: problems)
  }
}

// Files as topologies.
extension TopologyLoader {
  /// What one file says, its base included; no topology if it cannot be read.
  private struct Part {
    let path: String
    var topology: Topology?
    /// What an importer reads.
    var foreign: Node?
    /// JSON that is neither that nor a topology.
    var stray: Node?
    var hasBase = false
    var problems = Diagnostics()
  }

  private mutating func parts(at path: String) -> [Part] {
    var parts = isFolder(path) ? partsOfFolder(at: path) : [part(at: path)]
    var known = Set(parts.map(\.path))
    for index in parts.indices {
      guard let node = parts[index].foreign else { continue }
      for file in listed(by: node, at: parts[index].path, &parts[index].problems)
      where known.insert(file).inserted {
        parts.append(part(at: file))
      }
    }
    // Among answers of other calls, what nobody reads is told as one of them.
    guard parts.contains(where: { $0.foreign != nil }) else { return parts }
    return parts.map { part in part.stray.map { Part(path: part.path, foreign: $0) } ?? part }
  }

  private mutating func partsOfFolder(at path: String) -> [Part] {
    var problems = Diagnostics()
    let paths = ownFiles(of: path, from: nil, &problems) + foreignFiles(of: path)
    if paths.isEmpty, problems.isEmpty {
      let names = (try? files.names(path).get()) ?? []
      if let advice = importer?.advice(path, names) {
        problems.append(advice)
      } else {
        problems.report(LoadFault.emptyFolder(path, at: nil))
      }
    }
    guard !paths.isEmpty else { return [Part(path: path, problems: problems)] }
    return paths.map { self.part(at: $0) }
  }

  private mutating func part(at path: String) -> Part {
    let tree = self.tree(at: path, from: nil)
    var part = Part(path: path, problems: tree.problems)
    guard let node = tree.node else { return part }
    if let importer, importer.reads(node) {
      part.foreign = node
      if importer.keepsTexts { imported.append((path, node)) }
      return part
    }
    if let expected = importer?.expected, let source = sources[node.span.source],
      TopologyText.isJSON(path, source.bytes)
    {
      part.problems.report(LoadFault.notImported(path, expected: expected))
      return part
    }
    if importer != nil, isStray(node, at: path) { part.stray = node }
    part.topology = part.problems.addingLater { TopologyReader.read(node, into: &$0) }
    guard let base = part.topology?.base else { return part }
    part.hasBase = true
    guard let network = network(under: path, base, part.topology?.changes, [path], &part.problems)
    else {
      part.problems.hidesNames = true
      return part
    }
    var whole = part.problems.addingLater { TopologyReader.read(network, into: &$0) }
    whole?.name = part.topology?.name
    whole?.assertions = part.topology?.assertions ?? []
    whole?.scopes = part.topology?.scopes ?? []
    if let policies = part.topology?.policies { whole?.policies.override(by: policies) }
    part.topology = whole
    return part
  }

  /// What an importer makes of the parts that it reads: one part more, if there are any.
  private func imported(_ parts: [Part]) -> [Part] {
    let texts = parts.compactMap { part in part.foreign.map { (path: part.path, node: $0) } }
    guard let importer, !texts.isEmpty else { return [] }
    // What follows from a text that is no JSON is nobody's concern.
    guard !parts.contains(where: { $0.foreign != nil && $0.problems.hasErrors }) else {
      return [Part(path: texts[0].path)]
    }
    let (node, problems) = importer.convert(texts)
    var part = Part(path: texts[0].path, problems: problems)
    part.topology = part.problems.addingLater { TopologyReader.read(node, into: &$0) }
    return [part]
  }

  /// The tree of what a base describes, its assertions aside, with the changes of a file on it.
  private mutating func network(
    under path: String, _ base: Located<String>, _ changes: Node?, _ chain: [String],
    _ problems: inout Diagnostics
  ) -> Node? {
    guard
      let place = baseFile(Self.resolve(base.value, beside: path), at: base.span, &problems)
    else { return nil }
    guard !chain.contains(place), chain.count <= Self.mostBases else {
      problems.report(LoadFault.circular(place, at: base.span))
      return nil
    }
    let tree = baseTree(at: place, from: base.span)
    problems.append(tree.problems)
    guard var node = tree.node else { return nil }
    if let deeper = node[TopologyKeys.base.name]?.located {
      let own = node.without([TopologyKeys.assertions.name, TopologyKeys.scopes.name])
      _ = problems.addingLater { TopologyReader.read(own, into: &$0) }
      let changes = node[TopologyKeys.changes.name]
      guard let under = network(under: place, deeper, changes, chain + [place], &problems)
      else { return nil }
      node = under.adding(node.entry(TopologyKeys.policies.name))
    }
    let network = node.without([
      TopologyKeys.assertions.name, TopologyKeys.scopes.name, TopologyKeys.name.name,
    ])
    guard let changes, changes.entries != nil else { return network }
    return NodeOverlay.apply(changes, to: network, into: &problems)
  }

  /// The file that a base means: itself, or the only one of a folder.
  private mutating func baseFile(
    _ path: String, at span: Span, _ problems: inout Diagnostics
  ) -> String? {
    guard isFolder(path) else { return path }
    var faults = Diagnostics()
    let plain = ownFiles(of: path, from: span, &faults).filter { file in
      tree(at: file, from: span).node?.isNetwork ?? true
    }
    problems.append(faults)
    let isImported = plain.allSatisfy { isForeign($0, from: span) }
    if faults.isEmpty, isImported, plain.count + foreignFiles(of: path).count > 1 { return path }
    if faults.isEmpty, plain.isEmpty, !foreignFiles(of: path).isEmpty { return path }
    if faults.isEmpty, plain.count != 1 {
      problems.report(LoadFault.baseOfSeveralFiles(path, count: plain.count, at: span))
    }
    return plain.count == 1 ? plain[0] : nil
  }
}

// Files as trees.
extension TopologyLoader {
  private struct Tree {
    var node: Node?
    var problems = Diagnostics()
  }

  /// Whether a file is one that an importer reads.
  private mutating func isForeign(_ path: String, from span: Span) -> Bool {
    guard let importer, let node = tree(at: path, from: span).node else { return false }
    return importer.reads(node)
  }

  /// Whether a file is JSON that says nothing of a topology.
  private func isStray(_ node: Node, at path: String) -> Bool {
    guard let source = sources[node.span.source], TopologyText.isJSON(path, source.bytes) else {
      return false
    }
    return node[TopologyKeys.version.name] == nil && node[TopologyKeys.base.name] == nil
  }

  /// The tree of a base: of a file, or of what an importer makes of a folder.
  private mutating func baseTree(at path: String, from span: Span) -> Tree {
    var (files, faults) = ([path], Diagnostics())
    if isFolder(path) {
      let own = ownFiles(of: path, from: span, &faults).filter { isForeign($0, from: span) }
      files = own + foreignFiles(of: path)
    }
    var (tree, texts) = (Tree(), [TopologyImporter.Text]())
    var strays: [TopologyImporter.Text] = []
    var next = 0
    while next < files.count {
      let file = files[next]
      next += 1
      let one = self.tree(at: file, from: span)
      tree.problems.append(one.problems)
      guard let node = one.node else { continue }
      files += listed(by: node, at: file, &tree.problems).filter { !files.contains($0) }
      if let importer, importer.reads(node) {
        texts.append((file, node))
      } else {
        tree.node = node
        if isStray(node, at: file) { strays.append((file, node)) }
      }
    }
    guard let importer, !texts.isEmpty else { return tree }
    guard !tree.problems.hasErrors else { return Tree(problems: tree.problems) }
    texts += strays
    if importer.keepsTexts { imported += texts }
    let (node, problems) = importer.convert(texts)
    tree.node = node
    tree.problems.append(problems)
    return tree
  }

  /// The files that a text names which an importer reads along with it.
  private func listed(by node: Node, at path: String, _ problems: inout Diagnostics) -> [String] {
    (importer?.listed(node) ?? []).flatMap { name in
      let place = Self.resolve(name.value, beside: path)
      switch files.kind(place) {
      case .file: return [place]
      case .folder:
        let found = foreignFiles(of: place)
        if found.isEmpty { problems.report(LoadFault.emptyFolder(place, at: name.span)) }
        return found
      case .nothing:
        problems.report(LoadFault.missing(place, nearest: nil, at: name.span))
      case .unreadable(let reason):
        problems.report(LoadFault.unreadable(place, reason: reason, at: name.span))
      }
      return []
    }
  }

  /// The files of a folder that an importer may read, in order.
  private func foreignFiles(of folder: String) -> [String] {
    guard importer != nil, case .success(let names) = files.names(folder) else { return [] }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let own = names.filter {
      $0.hasSuffix(".json") || $0.hasSuffix(".template") || $0.hasSuffix(".jsonl")
    }
    .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".tf.json") }.sorted()
    .map { prefix + $0 }.filter { !isFolder($0) }
    let below = names.filter { $0 == "accounts" || "/\(prefix)".contains("/accounts/") }
      .filter { !$0.hasPrefix(".") }.sorted().map { prefix + $0 }.filter(isFolder)
    return own + below.flatMap { foreignFiles(of: $0) }
  }

  private func isFolder(_ path: String) -> Bool {
    if case .folder = files.kind(path) { true } else { false }
  }

  private func ownFiles(
    of folder: String, from span: Span?, _ problems: inout Diagnostics
  ) -> [String] {
    switch files.names(folder) {
    case .failure(let problem):
      problems.report(LoadFault.unreadable(folder, reason: problem.reason, at: span))
      return []
    case .success(let names):
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
        .filter { !$0.hasPrefix(".") }
        .sorted().map { prefix + $0 }.filter { !isFolder($0) }
    }
  }

  /// The tree of a file; a small one is made once however often it is named.
  private mutating func tree(at path: String, from span: Span?) -> Tree {
    if let tree = trees[path] { return tree }
    var tree = Tree()
    guard let source = source(at: path, from: span, &tree.problems) else { return tree }
    tree.node = node(of: source, at: path, into: &tree.problems)
    if source.bytes.count > Self.mostKept {
      largeSources[path] = source.id
    } else {
      trees[path] = tree
    }
    return tree
  }

  /// The tree of a text.
  private func node(
    of source: Source, at path: String, into problems: inout Diagnostics
  ) -> Node? {
    guard !TopologyText.isJSON(path, source.bytes) else {
      return TopologyText.json(source, path, skipping: importer?.skipped ?? [], into: &problems)
    }
    var faults = Diagnostics()
    let node = YAMLReader.read(source, limits: limits, into: &faults)
    // Only what an importer reads may have tags, and that shows without them; of what is no YAML
    // nobody can say, and its tags are not what is wrong with it.
    guard faults.hasErrors, let importer, node.map({ importer.reads($0) }) ?? true else {
      problems.append(faults)
      return node
    }
    return YAMLReader.read(
      source, limits: limits, keyOfTag: importer.keyOfTag, into: &problems)
  }

  /// The text of a file, which is taken in once.
  private mutating func source(
    at path: String, from span: Span?, _ problems: inout Diagnostics
  ) -> Source? {
    if let id = largeSources[path] { return sources[id] }
    guard let bytes = bytes(of: path, from: span, &problems) else { return nil }
    if let refusal = importer?.refusal(path, bytes.prefix(16)) {
      problems.append(refusal)
      return nil
    }
    let name = path == TopologyText.standardInput ? "standard input" : path
    return sources.add(
      name: name, bytes: TopologyText.isJSON(path, bytes) ? TextForm.utf8(of: bytes) : bytes)
  }

  private func bytes(
    of path: String, from span: Span?, _ problems: inout Diagnostics
  ) -> [UInt8]? {
    switch files.kind(path) {
    case .nothing:
      let nearest = nearest(to: path, isWritten: span == nil)
      problems.report(LoadFault.missing(path, nearest: nearest, at: span))
    case .unreadable(let reason):
      problems.report(LoadFault.unreadable(path, reason: reason, at: span))
    case .folder:
      problems.report(LoadFault.unreadable(path, reason: "it is a folder", at: span))
    case .file(let size) where size > limits.bytes:
      problems.report(LoadFault.tooLarge(path, limit: limits.bytes, at: span))
    case .file:
      switch files.read(path) {
      case .failure(let problem):
        problems.report(LoadFault.unreadable(path, reason: problem.reason, at: span))
      case .success(let bytes) where bytes.count > limits.bytes:
        problems.report(LoadFault.tooLarge(path, limit: limits.bytes, at: span))
      case .success(let bytes): return bytes
      }
    }
    return nil
  }

  /// The path that was probably meant by one that leads nowhere; only its end if it `isWritten`
  /// otherwise, beside another file.
  private func nearest(to path: String, isWritten: Bool) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = String(path.dropFirst(folder.count))
    guard case .success(let names) = files.names(folder.isEmpty ? "." : folder) else { return nil }
    return Nearest.name(to: name, among: names.filter { $0 != name })
      .map { isWritten ? folder + $0 : $0 }
  }

  /// A path beside another file.
  public static func resolve(_ path: String, beside file: String) -> String {
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
}

extension Node {
  /// Whether a file describes a network, and not only what is expected of one.
  fileprivate var isNetwork: Bool {
    let expectations = [
      TopologyKeys.version.name, TopologyKeys.name.name, TopologyKeys.assertions.name,
    ]
    let isExpectation = entries?.allSatisfy { expectations.contains($0.key.value) } ?? true
    return !isExpectation && self[TopologyKeys.base.name] == nil
  }

  /// The text of a scalar with its place.
  fileprivate var located: Located<String>? { text.map { Located($0, at: span) } }

  fileprivate func entry(_ key: String) -> Entry? {
    entries.flatMap { entries in entries.position(of: Word(key)).map { entries[$0] } }
  }

  /// The map without some keys.
  fileprivate func without(_ keys: [String]) -> Node {
    guard let entries else { return self }
    return Node(.mapping(entries.filter { !keys.contains($0.key.value) }), at: span)
  }

  /// The map with an entry in place of one of the same key.
  fileprivate func adding(_ entry: Entry?) -> Node {
    guard let entry, let entries = without([entry.key.value]).entries else { return self }
    return Node(.mapping(Array(entries) + [entry]), at: span)
  }
}
