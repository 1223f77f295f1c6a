/// A text in YAML as a tree whose maps keep their order.
public enum YAMLTree: Hashable, Sendable {
  case text(String)
  case list([YAMLTree])
  case map([Entry])

  /// One key with its value.
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: YAMLTree

    public init(_ key: String, _ value: YAMLTree) {
      self.key = key
      self.value = value
    }
  }

  /// A list of texts.
  public static func texts(_ texts: some Sequence<some CustomStringConvertible>) -> Self {
    .list(texts.map { .text($0.description) })
  }

  /// The value of a key of a map; setting nothing takes the key away.
  public subscript(key: String) -> YAMLTree? {
    get {
      guard case .map(let entries) = self else { return nil }
      return entries.first { $0.key == key }?.value
    }
    set {
      guard case .map(var entries) = self else { return }
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
      } else if let newValue {
        entries.append(Entry(key, newValue))
      }
      self = .map(entries)
    }
  }

  /// The elements of a list; none of anything else.
  public var elements: [YAMLTree] {
    if case .list(let elements) = self { elements } else { [] }
  }

  /// The entries of a map; none of anything else.
  public var entries: [Entry] {
    if case .map(let entries) = self { entries } else { [] }
  }

  /// The text of a scalar.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The tree with each value at a path changed; `*` is every key of a map or element of a list.
  public func changing(_ path: [String], by change: (YAMLTree) -> YAMLTree) -> YAMLTree {
    guard let step = path.first else { return change(self) }
    let rest = Array(path.dropFirst())
    switch self {
    case .text: return self
    case .list(let elements):
      return step == "*" ? .list(elements.map { $0.changing(rest, by: change) }) : self
    case .map(let entries):
      return .map(
        entries.map { entry in
          guard step == "*" || step == entry.key else { return entry }
          return Entry(entry.key, entry.value.changing(rest, by: change))
        })
    }
  }
}

// The text.
extension YAMLTree {
  /// The tree as a text: what fits on a line in flow style, the rest in blocks.
  public var yaml: String {
    var lines: [String] = []
    write(to: &lines, indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }

  private static let width = 150

  private func write(to lines: inout [String], indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .text, .list([]), .map([]): lines.append(margin + flow)
    case .list(let elements):
      for element in elements { lines.append(margin + "- " + element.flow) }
    case .map(let entries):
      for entry in entries {
        let key = margin + Self.scalar(entry.key) + ":"
        let line = key + " " + entry.value.flow
        if entry.value.isLeaf && line.count <= Self.width {
          lines.append(line)
        } else {
          lines.append(key)
          entry.value.write(to: &lines, indent: indent + 2)
        }
      }
    }
  }

  /// Whether nothing but scalars and lists of them is inside.
  private var isLeaf: Bool {
    switch self {
    case .text: true
    case .list(let elements):
      elements.allSatisfy {
        if case .text = $0 { true } else { false }
      }
    case .map(let entries):
      entries.allSatisfy { entry in
        if case .map(let inner) = entry.value { inner.isEmpty } else { entry.value.isLeaf }
      }
    }
  }

  private var flow: String {
    switch self {
    case .text(let text): Self.scalar(text)
    case .list(let elements): "[" + elements.map(\.flow).joined(separator: ", ") + "]"
    case .map([]): "{}"
    case .map(let entries):
      "{ " + entries.map { "\(Self.scalar($0.key)): \($0.value.flow)" }.joined(separator: ", ")
        + " }"
    }
  }

  private static func scalar(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    let isLongNumber = text.utf8.count > 6 && text.utf8.allSatisfy { (48...57).contains($0) }
    let isPlain = plain && !text.isEmpty && !isLongNumber && text.utf8.first != UInt8(ascii: "-")
    let escaped = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\\"")
    return isPlain ? text : "\"\(escaped)\""
  }
}

extension YAMLTree: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self = .text(value)
  }
}

extension YAMLTree: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, YAMLTree)...) {
    self = .map(elements.map { Entry($0.0, $0.1) })
  }
}

extension YAMLTree: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: YAMLTree...) {
    self = .list(elements)
  }
}
