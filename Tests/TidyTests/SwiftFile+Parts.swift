extension SwiftFile {
  /// The imported modules with their lines.
  var imports: [(line: Int, module: String)] {
    code.indices.compactMap { line in
      let words = code[line].split(separator: " ")
      guard let position = words.firstIndex(of: "import"), words.count > position + 1,
        words[..<position].allSatisfy({ Self.importers.contains(String($0)) })
      else { return nil }
      return (line, String(words[words.count - 1].prefix { $0 != "." }))
    }
  }

  private static let importers = [
    "public", "package", "internal", "private", "fileprivate", "@testable", "@_exported",
  ]

  /// The names of the cases of all enums in the file.
  var cases: [String] {
    code.flatMap { line -> [String] in
      let words = line.drop { $0 == " " }
      guard words.hasPrefix("case "), !words.hasPrefix("case .") else { return [] }
      return words.dropFirst(5).split(separator: ",").compactMap { part in
        let name = part.drop { $0 == " " || $0 == "`" }.prefix { $0.isLetter || $0.isNumber }
        return name.isEmpty ? nil : String(name)
      }
    }
  }

  /// One switch: the names of its cases, and where its `default:` stands.
  struct Switch {
    var cases: [String] = []
    var defaultLine: Int?
  }

  /// The switches over one value, told by the indentation that the formatter gives their cases.
  var switches: [Switch] {
    var open: [(indent: Int, found: Switch)] = []
    var found: [Switch] = []
    for (line, text) in code.enumerated() where !text.allSatisfy({ $0 == " " }) {
      let indent = text.prefix { $0 == " " }.count
      let rest = text.dropFirst(indent)
      while let last = open.last,
        indent < last.indent || (indent == last.indent && rest.hasPrefix("}"))
      {
        found.append(last.found)
        open.removeLast()
      }
      if rest.hasSuffix("{"), Self.holds(String(rest), "switch") { open.append((indent, Switch())) }
      guard let top = open.indices.last, indent == open[top].indent else { continue }
      if rest.hasPrefix("default:") { open[top].found.defaultLine = line }
      if rest.hasPrefix("case "), !rest.hasPrefix("case (") {
        open[top].found.cases += Self.patterns(in: rest)
      }
    }
    return found + open.map(\.found)
  }

  /// The names after the dots of a case's patterns.
  private static func patterns(in text: Substring) -> [String] {
    text.split(separator: ",").compactMap { part in
      let part = part.drop { $0 != "." }
      let name = part.dropFirst().prefix { $0.isLetter || $0.isNumber }
      return name.isEmpty ? nil : String(name)
    }
  }

  /// Functions and initializers of more than a line, with how many lines they take.
  var functions: [(line: Int, length: Int)] {
    code.indices.compactMap { line in
      let text = code[line]
      let isFunction = Self.holds(text, "func") || Self.holds(text, "init")
      guard isFunction, !text.contains("."), !text.hasSuffix("}") else { return nil }
      let close = text.prefix { $0 == " " } + "}"
      let end = code[line...].firstIndex { $0.hasPrefix(close) }
      return end.map { (line, $0 - line + 1) }
    }
  }
}
