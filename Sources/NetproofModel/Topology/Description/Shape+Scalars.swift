import NetproofSets
import NetproofSyntax

extension Shape where Value == [Located<String>] {
  /// A text of several lines, each where it stands.
  static var lines: Self {
    Self(.text) { node, diagnostics in
      node.string("a text", into: &diagnostics).flatMap { _ in node.lines }
    }
  }
}

extension Shape where Value == Located<String> {
  static var text: Self {
    Self(.text) { $0.string("a text", into: &$1) }
  }

  /// An account's name or number: what may stand in `account/name`.
  static var name: Self {
    Self(.name) { node, diagnostics in
      guard let text = node.word("a name", into: &diagnostics) else { return nil }
      guard Name.isValid(text.value) else {
        diagnostics.report(SyntaxFault.name(text, of: "an account"))
        return nil
      }
      checkDigits(of: text, &diagnostics)
      return text
    }
  }

  /// An account that something is shared with: also an ARN of AWS IAM, which names its account, and
  /// a text that stands for all accounts, if one does.
  static func sharingAccount(everyone: String? = nil) -> Self {
    Self(.text) { node, diagnostics in
      guard let text = node.string("an account", into: &diagnostics) else { return nil }
      if text.value == everyone { return text }
      let account = text.map { Self.account(ofARN: $0) ?? $0 }
      guard Name.isValid(account.value) else {
        diagnostics.report(TopologyFault.sharingAccount(text))
        return nil
      }
      checkDigits(of: account, &diagnostics)
      return account
    }
  }

  /// The account of `arn:aws:iam::111122223333:root`; nothing if the text is no such ARN.
  private static func account(ofARN text: String) -> String? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 6, parts[0] == "arn", ["iam", "sts"].contains(parts[2]) else {
      return nil
    }
    return String(parts[4])
  }

  private static func checkDigits(of account: Located<String>, _ diagnostics: inout Diagnostics) {
    let isNumber = account.value.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isNumber, account.value.utf8.count != 12 {
      diagnostics.report(TopologyFault.accountDigits(account))
    }
  }

  /// The name of something that stands elsewhere.
  static var reference: Self {
    Self(.pattern(.reference)) { $0.word("a name", into: &$1) }
  }

  static func word(_ words: [String], _ expected: String) -> Self {
    Self(.word(words)) { node, diagnostics in
      guard let text = node.string(expected, into: &diagnostics) else { return nil }
      if words.contains(text.value) { return text }
      let nearest = Nearest.name(to: text.value, among: words)
      diagnostics.report(
        SyntaxFault.choice(text, expected: expected, nearest: nearest, allowed: words))
      return nil
    }
  }

  static func word<Words: RawRepresentable & CaseIterable>(
    of type: Words.Type, _ expected: String
  ) -> Self where Words.RawValue == String {
    word(Words.allCases.map(\.rawValue), expected)
  }
}

extension Shape where Value == Located<Bool> {
  static var boolean: Self {
    Self(.boolean) { $0.bool("`true` or `false`", into: &$1) }
  }
}

extension Shape where Value == Located<Int> {
  static func integer(_ range: ClosedRange<Int>, _ expected: String) -> Self {
    Self(.integer(range)) { $0.integer(expected, in: range, into: &$1) }
  }
}

extension Shape where Value == Located<AssertionEntry.Expectation> {
  static var expectation: Self {
    let words = AssertionEntry.Expectation.allCases.map(\.rawValue)
    return Self(.word(words)) {
      $0.choice(of: AssertionEntry.Expectation.self, "a verdict or `isolated`", into: &$1)
    }
  }
}

extension Shape where Value == Located<Family> {
  static var family: Self {
    let text = Shape<Located<String>>.word(Family.allCases.map(\.name), "an address family")
    return text.map { text in
      text.map { $0 == Family.ipv4.name ? .ipv4 : .ipv6 }
    }
  }
}

extension Shape where Value == Node {
  /// Changes of another file, which are read where they are made.
  static var changes: Self {
    Self(.changes) { node, diagnostics in
      node.map("a map of what is different", into: &diagnostics) == nil ? nil : node
    }
  }
}

extension Shape where Value == [String: String] {
  static var tags: Self {
    Self(.map(key: .text, value: .text)) { node, diagnostics in
      guard let entries = node.map("a map from tags to texts", into: &diagnostics)
      else { return nil }
      var tags: [String: String] = [:]
      for entry in entries {
        tags[entry.key.value] = entry.value.string("a text", into: &diagnostics)?.value
      }
      return tags
    }
  }
}
