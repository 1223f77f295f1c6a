/// Text that shows a code, and the same text put right.
struct CodeExample: Hashable, Sendable {
  /// One file of an example.
  struct File: Hashable, Sendable {
    let name: String
    /// The text; a byte that is no printable character is written `‹FF›`.
    let text: String
  }

  /// What is read, and how.
  struct Case: Hashable, Sendable {
    let files: [File]
    /// What is run: `netproof check` with some of the files, or another command.
    let command: String
  }

  let failing: Case
  let mended: Case
  /// Limits that are lower than usual, so that the example stays short.
  let limits: LoweredLimits

  /// Limits of the engine that an example sets; the others are as usual.
  struct LoweredLimits: Hashable, Sendable {
    var hops: Int?
    var alternatives: Int?
    var classes: Int?
    var pairs: Int?
  }
}

extension CodeExample {
  /// An example of one file, `net.yaml`; each pair of `mend` is a text and what takes its place.
  init(
    _ text: String, mend: KeyValuePairs<String, String>, limits: LoweredLimits = LoweredLimits(),
    run: String = "netproof check net.yaml"
  ) {
    var mended = text
    for (old, new) in mend { mended = mended.replacing(old, with: new, maxReplacements: 1) }
    self.init(text, mended: mended, limits: limits, run: run)
  }

  /// An example of one file, `net.yaml`, written twice.
  init(
    _ text: String, mended: String, limits: LoweredLimits = LoweredLimits(),
    run: String = "netproof check net.yaml"
  ) {
    self.init(
      failing: Case(files: [File(name: "net.yaml", text: text)], command: run),
      mended: Case(files: [File(name: "net.yaml", text: mended)], command: run),
      limits: limits)
  }

  /// An example of several files, of which some differ when put right.
  init(
    _ files: KeyValuePairs<String, String>, mended: KeyValuePairs<String, String>, run: String,
    mendedRun: String? = nil
  ) {
    var right = files.map { File(name: $0.key, text: $0.value) }
    for (name, text) in mended {
      if let index = right.firstIndex(where: { $0.name == name }) {
        right[index] = File(name: name, text: text)
      } else {
        right.append(File(name: name, text: text))
      }
    }
    self.init(
      failing: Case(files: files.map { File(name: $0.key, text: $0.value) }, command: run),
      mended: Case(files: right, command: mendedRun ?? run), limits: LoweredLimits())
  }
}

extension CodeExample.File {
  /// The bytes that the text stands for.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "‹"), let close = rest[open...].firstIndex(of: "›") {
      bytes += rest[..<open].utf8
      let numbers = rest[rest.index(after: open)..<close].split(separator: " ")
      bytes += numbers.compactMap { UInt8($0, radix: 16) }
      rest = rest[rest.index(after: close)...]
    }
    return bytes + rest.utf8
  }
}

extension CodeExample.Case {
  /// Whether lints are asked about the files, and no assertions.
  var isLint: Bool { command.hasPrefix("netproof lint ") }

  /// The paths of a `netproof check` or `lint` over the files shown; none for any other command.
  var checkedPaths: [String]? {
    let words = command.split(separator: " ").map(String.init)
    guard words.starts(with: ["netproof", "check"]) || isLint else { return nil }
    let paths = Array(words.dropFirst(2))
    let areShown = paths.allSatisfy { path in
      files.contains { $0.name == path || $0.name.hasPrefix(path + "/") }
    }
    return areShown ? paths : nil
  }
}

extension CodeExample {
  /// The example with a comment at the lines in which its two cases differ.
  ///
  /// Lines of the failing case are marked only if asked for: what is no YAML takes no comment.
  func marked(failing marksFailing: Bool) -> CodeExample {
    var (fails, right) = (failing.files, mended.files)
    for (index, file) in fails.enumerated() where file.name.hasSuffix(".yaml") {
      guard let other = right.firstIndex(where: { $0.name == file.name }) else { continue }
      let (old, new) = (Self.lines(of: file.text), Self.lines(of: right[other].text))
      let changes = new.difference(from: old)
      right[other] = Self.marking(changes.insertions, in: new, of: file.name)
      if marksFailing { fails[index] = Self.marking(changes.removals, in: old, of: file.name) }
    }
    return CodeExample(
      failing: Case(files: fails, command: failing.command),
      mended: Case(files: right, command: mended.command), limits: limits)
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func marking(
    _ changes: [CollectionDifference<Substring>.Change], in lines: [Substring], of name: String
  ) -> File {
    var marked = lines.map(String.init)
    for change in changes {
      switch change {
      case .insert(let offset, let line, _), .remove(let offset, let line, _):
        if !line.isEmpty { marked[offset] += "  # <--" }
      }
    }
    return File(name: name, text: marked.joined(separator: "\n"))
  }
}
