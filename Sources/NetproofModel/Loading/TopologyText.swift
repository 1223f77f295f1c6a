import NetproofSyntax

/// How the text of a file is read: by its name, and of standard input by how it begins.
enum TopologyText {
  /// The path that means standard input.
  static let standardInput = "-"

  /// The tree of JSON; of several values that stand one after another, the list of them.
  static func json(
    _ source: Source, _ path: String, skipping: Set<String>, into problems: inout Diagnostics
  ) -> Node? {
    guard isStream(path, source.bytes) else {
      return JSONReader.read(source, skipping: skipping, into: &problems)
    }
    let nodes = JSONReader.readLines(source, skipping: skipping, into: &problems)
    guard let first = nodes.first, nodes.count > 1 else { return nodes.first }
    return Node(.sequence(nodes), at: first.span)
  }

  static func isJSON(_ path: String, _ bytes: [UInt8]) -> Bool {
    if path == standardInput || path.hasSuffix(".template") {
      let first = bytes.first { $0 > UInt8(ascii: " ") && $0 < 0x80 }
      return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
    return [".json", ".jsonl", ".ndjson", ".tfstate"].contains { path.hasSuffix($0) }
  }

  /// Whether values may stand one after another, as events do.
  private static func isStream(_ path: String, _ bytes: [UInt8]) -> Bool {
    path == standardInput || path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson")
      || bytes.starts(with: #"{"@level":"#.utf8)
  }
}
