/// What names may look like.
public enum Name {
  /// Whether a text is letters, digits, `-`, `_` and `.`, and begins with a letter or digit.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: isLetterOrDigit(byte)
      }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

/// Each reads the node as the type that is expected, or reports it and answers nil.
///
/// `expected` is the words for what is expected, with their article: "a zone".
extension Node {
  /// The text of a scalar, verbatim, quoted or not.
  public func string(
    _ expected: String, into diagnostics: inout Diagnostics
  ) -> Located<String>? {
    let record = self.record
    guard record.kind == .scalar, !tree.arena.isNull(record) else {
      report(expected, .text, into: &diagnostics)
      return nil
    }
    return Located(tree.arena.string(of: record), at: span)
  }

  /// The text of a scalar; an empty one counts as nothing.
  public func word(_ expected: String, into diagnostics: inout Diagnostics) -> Located<String>? {
    let record = self.record
    if record.kind == .scalar, record.count == 0, record.isQuoted {
      diagnostics.report(
        .kind(expected: expected, wanted: .text, found: .nothing, at: span, key: nil))
      return nil
    }
    return string(expected, into: &diagnostics)
  }

  /// `true` or `false`, unquoted; YAML 1.1's `yes`, `on` and the like are no booleans.
  public func bool(_ expected: String, into diagnostics: inout Diagnostics) -> Located<Bool>? {
    guard let text = string(expected, into: &diagnostics) else { return nil }
    switch content {
    case .scalar("true", quoted: false): return Located(true, at: span)
    case .scalar("false", quoted: false): return Located(false, at: span)
    case .scalar(_, let isQuoted):
      diagnostics.report(.boolean(text, isQuoted: isQuoted, expected: expected))
      return nil
    case .sequence, .mapping: return nil
    }
  }

  /// A whole number in decimal digits, quoted or not, within a range.
  public func integer(
    _ expected: String, in range: ClosedRange<Int>, into diagnostics: inout Diagnostics
  ) -> Located<Int>? {
    guard let text = string(expected, into: &diagnostics) else { return nil }
    let digits = text.value.hasPrefix("-") ? text.value.dropFirst() : text.value[...]
    let isNumber = !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isNumber else {
      diagnostics.report(.integer(text, expected: expected))
      return nil
    }
    guard let value = Int(text.value), range.contains(value) else {
      diagnostics.report(
        .range(text, expected: expected, least: range.lowerBound, most: range.upperBound))
      return nil
    }
    return Located(value, at: span)
  }

  /// One of the words that a closed type knows.
  public func choice<Value: RawRepresentable & CaseIterable>(
    of type: Value.Type, _ expected: String, into diagnostics: inout Diagnostics
  ) -> Located<Value>? where Value.RawValue == String {
    guard let text = string(expected, into: &diagnostics) else { return nil }
    if let value = Value(rawValue: text.value) { return Located(value, at: span) }
    let allowed = Value.allCases.map(\.rawValue)
    let nearest = Nearest.name(to: text.value, among: allowed)
    diagnostics.report(
      .choice(text, expected: expected, nearest: nearest, allowed: allowed))
    return nil
  }

  /// The elements of a list.
  public func list(_ expected: String, into diagnostics: inout Diagnostics) -> NodeList? {
    guard let elements else {
      report(expected, .list, into: &diagnostics)
      return nil
    }
    return elements
  }

  /// The elements of a list, or a text as the list of one that it stands for.
  public func listOrOne(_ expected: String, into diagnostics: inout Diagnostics) -> NodeList? {
    if let elements { return elements }
    if isScalar, !isNull { return NodeList(self) }
    report(expected, .text, into: &diagnostics)
    return nil
  }

  /// As ``listOrOne(_:into:)``, where a list must not be empty.
  public func oneOrMore(_ expected: String, into diagnostics: inout Diagnostics) -> NodeList? {
    guard let nodes = listOrOne(expected, into: &diagnostics) else { return nil }
    guard !nodes.isEmpty else {
      diagnostics.report(.emptyList(expected: expected, at: span))
      return nil
    }
    return nodes
  }

  /// The entries of a map; with known `keys`, a text such as `to:10.0.0.0/8` gets its own help.
  public func map(
    _ expected: String, into diagnostics: inout Diagnostics, keys: [String] = []
  ) -> NodeEntries? {
    guard let entries else {
      report(expected, .map, into: &diagnostics, keys: keys)
      return nil
    }
    return entries
  }

  /// The entries of a map from names to things, such as "a subnet".
  ///
  /// Names for which `isName` is false are reported and left out.
  public func named(
    _ thing: String, into diagnostics: inout Diagnostics,
    isName: (String) -> Bool = Name.isValid
  ) -> [Entry]? {
    guard let entries = map("a map from names", into: &diagnostics) else { return nil }
    return entries.filter { entry in
      if isName(entry.key.value) { return true }
      diagnostics.report(.name(entry.key, of: thing))
      return false
    }
  }

  private func report(
    _ expected: String, _ wanted: Kind, into diagnostics: inout Diagnostics, keys: [String] = []
  ) {
    if case .scalar(let text, quoted: false) = content, let pair = SyntaxFault.KeyValue(text),
      keys.contains(pair.key)
    {
      diagnostics.report(.grammar(.missingSpace(pair), at: span, opened: nil))
    } else {
      diagnostics.report(
        .kind(expected: expected, wanted: wanted, found: kind, at: span, key: keys.first))
    }
  }
}
