import NetproofSets

/// Addresses of a firewall's rule as written, with the names of variables and lists.
indirect enum WrittenAddresses: Hashable, Sendable {
  case any
  case block(Prefix)
  case variable(String)
  case prefixList(String)
  case not(WrittenAddresses)
  case list([WrittenAddresses])
}

/// Ports of a firewall's rule as written.
indirect enum WrittenPorts: Hashable, Sendable {
  case any
  case ports(PortSet)
  case variable(String)
  case not(WrittenPorts)
  case list([WrittenPorts])
}

/// What cannot be read of a firewall's rule, with the part at fault.
enum FirewallTextProblem: Error, Hashable, Sendable {
  case addresses(String)
  case ports(String)
  case action(String)
  case direction(String)
  /// A rule is `ACTION PROTOCOL SOURCE PORTS -> DESTINATION PORTS (OPTIONS)`.
  case shape
  case options(String)
  case unknownProtocol(String)
  case unknownVariable(String)
  case variableLoop(String)
  case portsWithoutTransport(String)
  case flagsWithoutTCP
  /// A flag is to be set at which the rule does not look.
  case flagNotLookedAt(String)
  case hostWithoutProtocol
}

/// Reads addresses and ports as Suricata writes them.
enum FirewallText {
  static func addresses(_ text: Substring) throws(FirewallTextProblem) -> WrittenAddresses {
    let text = text.trimmed
    if text == "any" { return .any }
    if text.first == "!" { return .not(try addresses(text.dropFirst())) }
    if text.first == "[" {
      var parts: [WrittenAddresses] = []
      for part in try elements(text, or: .addresses(String(text))) {
        parts.append(try addresses(part))
      }
      return .list(parts)
    }
    if text.first == "$", text.count > 1 { return .variable(String(text.dropFirst())) }
    if text.first == "@", text.count > 1 { return .prefixList(String(text.dropFirst())) }
    if let prefix = try? Prefix(text) { return .block(prefix) }
    if let address = Address(text) { return .block(Prefix(address)) }
    if let slash = text.firstIndex(of: "/"), let address = Address(text[..<slash]),
      let length = Int(text[text.index(after: slash)...]),
      (0...address.family.width).contains(length)
    {
      return .block(Prefix(containing: address, length: length))
    }
    throw .addresses(String(text))
  }

  static func ports(_ text: Substring) throws(FirewallTextProblem) -> WrittenPorts {
    let text = text.trimmed
    if text == "any" { return .any }
    if text.first == "!" { return .not(try ports(text.dropFirst())) }
    if text.first == "[" {
      var parts: [WrittenPorts] = []
      for part in try elements(text, or: .ports(String(text))) { parts.append(try ports(part)) }
      return .list(parts)
    }
    if text.first == "$", text.count > 1 { return .variable(String(text.dropFirst())) }
    let ends = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == ":" || $0 == "-" })
    func number(_ part: Substring, or missing: UInt16) -> UInt16? {
      part.isEmpty ? missing : UInt16(part)
    }
    guard let first = ends.first, let last = ends.last, !(first.isEmpty && last.isEmpty),
      let low = number(first, or: 0), let high = number(last, or: .max), low <= high
    else { throw .ports(String(text)) }
    return .ports(PortSet(low...high))
  }

  /// The elements of a list in brackets.
  private static func elements(
    _ text: Substring, or problem: FirewallTextProblem
  ) throws(FirewallTextProblem) -> [Substring] {
    guard text.last == "]" else { throw problem }
    let inner = text.dropFirst().dropLast()
    var depth = 0
    var parts: [Substring] = []
    var start = inner.startIndex
    for index in inner.indices {
      switch inner[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "," where depth == 0:
        parts.append(inner[start..<index])
        start = inner.index(after: index)
      default: break
      }
    }
    parts.append(inner[start...])
    guard depth == 0, !parts.contains(where: \.trimmed.isEmpty) else { throw problem }
    return parts
  }
}

extension Substring {
  /// Without blanks at its ends.
  var trimmed: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return text
  }
}
