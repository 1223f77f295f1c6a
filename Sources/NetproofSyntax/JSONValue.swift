/// A JSON value whose objects keep their keys in the order in which they are written.
///
/// Encoders of standard libraries order keys by name or by hash; here the order is part of what
/// people read.
public indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The text, indented by two blanks a level; short arrays and objects on one line.
  public var text: String {
    var writer = Writer()
    writer.write(self, 0)
    return writer.text + "\n"
  }

  public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private struct Writer {
    var text = ""

    /// The longest value that stays on its line.
    private static let width = 100

    mutating func write(_ value: JSONValue, _ level: Int) {
      switch value {
      case .array(let elements) where !elements.isEmpty:
        if writeShort(value) { return }
        write(elements, "[", "]", level) { $0.write($1, level + 1) }
      case .object(let members) where !members.isEmpty:
        if writeShort(value) { return }
        write(members, "{", "}", level) { writer, member in
          writer.text += "\(JSONValue.quoted(member.key)): "
          writer.write(member.value, level + 1)
        }
      case .null, .bool, .number, .string, .array, .object: text += value.compact
      }
    }

    private mutating func writeShort(_ value: JSONValue) -> Bool {
      guard value.isFlat else { return false }
      let line = value.compact
      guard line.utf8.count <= Self.width else { return false }
      text += line
      return true
    }

    private mutating func write<Element>(
      _ elements: [Element], _ open: String, _ close: String, _ level: Int,
      _ each: (inout Self, Element) -> Void
    ) {
      let indent = String(repeating: "  ", count: level)
      text += open
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "\n  " : ",\n  ") + indent
        each(&self, element)
      }
      text += "\n\(indent)\(close)"
    }
  }

  /// Whether a value nests no deeper than one object or array of plain values in another.
  private var isFlat: Bool { depth <= 2 }

  private var depth: Int {
    switch self {
    case .null, .bool, .number, .string: 0
    case .array(let elements): 1 + (elements.lazy.map(\.depth).max() ?? 0)
    case .object(let members): 1 + (members.lazy.map(\.value.depth).max() ?? 0)
    }
  }

  /// The text on one line.
  public var compact: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): "\(value)"
    case .string(let value): Self.quoted(value)
    case .array(let elements): "[\(elements.map(\.compact).joined(separator: ", "))]"
    case .object(let members) where members.isEmpty: "{}"
    case .object(let members):
      "{ "
        + members.map { "\(Self.quoted($0.key)): \($0.value.compact)" }.joined(separator: ", ")
        + " }"
    }
  }

  /// A string with what JSON requires escaped.
  ///
  /// Source: RFC 8259, section 7.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        guard scalar.value < 0x20 else {
          result.unicodeScalars.append(scalar)
          continue
        }
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return result + "\""
  }
}
