import NetproofModel
import NetproofSyntax

/// A file that says of which account and Region the answers in other files are, where no folders are
/// named for them.
///
///     netproof-dump: 1
///     answers:
///       - { account: "111122223333", region: us-east-1, path: hub }
struct AWSManifest {
  /// Files, or a folder with all in it, and whose answers they are.
  private var places: [(path: String, scope: AWSScope)] = []

  private static let version = "netproof-dump"
  private static let list = "answers"
  private static let keys = ["account", "region", "path"]

  /// Whether a text is such a file.
  static func recognizes(_ node: Node) -> Bool { node[version] != nil }

  /// The paths in such a file, as they are written; none in any other text.
  static func paths(in node: Node) -> [Located<String>] {
    guard recognizes(node) else { return [] }
    return (node[list]?.elements.map(Array.init) ?? []).compactMap { entry in
      entry["path"].flatMap { path in path.text.map { Located($0, at: path.span) } }
    }
  }

  /// Takes in those of the texts that are such files, and reports all that is wrong with them.
  init(_ texts: [ImportedText], into problems: inout Diagnostics) {
    for text in texts where Self.recognizes(text.node) { take(text, &problems) }
    // Of a folder and one in it the inner one counts.
    places.sort { $0.path.utf8.count > $1.path.utf8.count }
  }

  /// Where a text was found: by what was said of its path, else by the names of its folders.
  func origin(of path: String) -> AWSOrigin {
    var origin = AWSOrigin(path: path)
    let place = places.first { path == $0.path || path.hasPrefix($0.path + "/") }
    guard let place else { return origin }
    (origin.account, origin.region) = (place.scope.account, place.scope.region)
    origin.folder = place.path
    return origin
  }

  private mutating func take(_ text: ImportedText, _ problems: inout Diagnostics) {
    func refuse(_ what: String, _ node: Node) {
      problems.report(ImportFault.wrongManifest(what, at: node.span))
    }
    if let version = text.node[Self.version], version.text != "1" {
      return refuse("the version of the list is not 1", version)
    }
    for entry in text.node.entries.map(Array.init) ?? []
    where ![Self.version, Self.list].contains(entry.key.value) {
      problems.report(
        ImportFault.wrongManifest(
          "`\(entry.key.value)` is no key of a list of answers", at: entry.key.span))
    }
    guard let elements = text.node[Self.list]?.elements else {
      return refuse("`\(Self.list)` must be a list", text.node[Self.list] ?? text.node)
    }
    for element in elements {
      guard let place = place(of: element, &problems) else { continue }
      let path = TopologyLoader.resolve(place.path, beside: text.path)
      let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
      if places.contains(where: { $0.path == plain }) {
        refuse("`\(place.path)` is listed twice", element)
      }
      places.append((plain, place.scope))
    }
  }

  /// What one entry says, if nothing is wrong with it.
  private func place(
    of element: Node, _ problems: inout Diagnostics
  ) -> (path: String, scope: AWSScope)? {
    var faults: [(String, Span)] = []
    var values: [String: String] = [:]
    for entry in element.entries.map(Array.init) ?? [] {
      let (key, value) = (entry.key.value, entry.value)
      if !Self.keys.contains(key) {
        faults.append(("`\(key)` is no key of an entry", entry.key.span))
      } else if let text = value.text, !text.isEmpty {
        values[key] = text
        let isRight =
          switch key {
          case "account": AWSOrigin.isAccount(text[...])
          case "region": AWSOrigin.isRegion(text)
          default: true
          }
        if !isRight { faults.append(("`\(text)` is no \(key) of AWS's", value.span)) }
      }
    }
    if let key = Self.keys.first(where: { values[$0] == nil }) {
      faults.append(("an entry needs `\(key)`", element.span))
    }
    for (what, span) in faults { problems.report(ImportFault.wrongManifest(what, at: span)) }
    guard faults.isEmpty, let path = values["path"] else { return nil }
    return (path, AWSScope(account: values["account"], region: values["region"]))
  }
}
