/// Writes a tree as YAML that a person might have written: what is short on a line in brackets, the
/// rest in blocks.
///
/// Reading the text gives the same tree but for places. Comments are not part of a tree.
public struct YAMLWriter {
  /// The longest line that is not broken, if it can be.
  private let width: Int
  private var text = ""

  public init(width: Int = 120) {
    self.width = width
  }

  /// The text of a value.
  public static func text(of node: Node) -> String {
    var writer = YAMLWriter()
    writer.write(node, indent: 0)
    return writer.text
  }

  private mutating func write(_ node: Node, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    if let entries = node.entries, !entries.isEmpty {
      for position in entries.indices {
        let key = Self.scalar(entries.key(position).value, isQuoted: true)
        writeEntry(margin + key + ":", entries.value(position), indent: indent)
      }
    } else if let elements = node.elements, !elements.isEmpty {
      for element in elements { write(element: element, margin, indent) }
    } else {
      text += margin + Self.flow(node) + "\n"
    }
  }

  private mutating func writeEntry(_ head: String, _ value: Node, indent: Int) {
    if let line = line(value, after: head + " ") {
      text += line
    } else {
      text += head + "\n"
      write(value, indent: indent + 2)
    }
  }

  /// An element of a list in blocks: on a line, or with its first entry beside its `-`.
  private mutating func write(element: Node, _ margin: String, _ indent: Int) {
    if let line = line(element, after: margin + "- ") {
      text += line
      return
    }
    var inner = YAMLWriter(width: width)
    inner.write(element, indent: indent + 2)
    text += margin + "- " + inner.text.dropFirst(indent + 2)
  }

  /// A value on the line that begins so, if that reads well.
  private func line(_ value: Node, after head: String) -> String? {
    guard Self.isScalar(value) || Self.height(value) <= 2 else { return nil }
    let flow = Self.flow(value)
    guard Self.isScalar(value) || head.count + flow.count <= width else { return nil }
    return head + flow + "\n"
  }

  /// Whether a value is a scalar or has nothing in it.
  private static func isScalar(_ node: Node) -> Bool {
    node.elements?.isEmpty ?? node.entries?.isEmpty ?? true
  }

  /// How many lists and maps stand inside each other, a few at most.
  private static func height(_ node: Node, _ bound: Int = 3) -> Int {
    guard !isScalar(node), bound > 0 else { return isScalar(node) ? 0 : 1 }
    let inner =
      node.elements?.map { height($0, bound - 1) } ?? node.entries?.map {
        height($0.value, bound - 1)
      } ?? []
    return 1 + (inner.max() ?? 0)
  }

  private static func flow(_ node: Node) -> String {
    if let elements = node.elements {
      return "[" + elements.map(flow).joined(separator: ", ") + "]"
    }
    guard let entries = node.entries else {
      let record = node.record
      return scalar(node.text ?? "", isQuoted: record.isQuoted)
    }
    guard !entries.isEmpty else { return "{}" }
    let parts = entries.map { "\(scalar($0.key.value, isQuoted: true)): \(flow($0.value))" }
    return "{ " + parts.joined(separator: ", ") + " }"
  }

  /// A text in quotes unless it is read the same without them.
  private static func scalar(_ text: String, isQuoted: Bool) -> String {
    if !isQuoted, !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
    if !isQuoted { return text.isEmpty || text == "~" ? "null" : quoted(text) }
    let bytes = text.utf8
    guard let first = bytes.first, bytes.allSatisfy(isPlain), isLetterOrDigit(first),
      !means(text), !isLongNumber(text)
    else { return quoted(text) }
    return text
  }

  /// Words that YAML takes for something else than a text.
  private static func means(_ text: String) -> Bool {
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
    return text.utf8.count <= 5 && words.contains(text.lowercased())
  }

  /// A number that another reader might round, such as the number of an account.
  private static func isLongNumber(_ text: String) -> Bool {
    let isNumber = text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    return isNumber && (text.utf8.count > 6 || text.utf8.count > 1 && text.hasPrefix("0"))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || [0x2E, 0x2F, 0x2D, 0x5F].contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// A text in double quotes, with everything escaped that does not show.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        let isShown =
          scalar.value >= 0x20 && !(0x7F...0xA0 ~= scalar.value)
          && !(0x2028...0x2029 ~= scalar.value) && scalar.value != 0xFEFF
        if isShown {
          quoted.unicodeScalars.append(scalar)
        } else {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      }
    }
    return quoted + "\""
  }
}
