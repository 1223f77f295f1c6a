import NetproofSets
import NetproofSyntax

extension Shape where Value == Located<Prefix> {
  /// A block; host bits are cut off with a warning.
  ///
  /// Source: AWS canonicalises blocks likewise; R20 and R61.
  static var prefix: Self {
    Self(.pattern(.cidr)) { node, diagnostics in
      if let block = AddressText.plainPrefix(node) { return block }
      return node.word("a CIDR", into: &diagnostics)
        .flatMap { AddressText.prefix($0, into: &diagnostics) }
    }
  }

  /// A block, or an address as the block of itself.
  static var prefixOrAddress: Self {
    Self(.pattern(.cidrOrAddress)) { node, diagnostics in
      guard let text = node.word("an address or a CIDR", into: &diagnostics) else { return nil }
      if let address = Address(text.value) { return Located(Prefix(address), at: text.span) }
      return AddressText.prefix(text, into: &diagnostics)
    }
  }
}

extension Shape where Value == Located<Address> {
  static var address: Self {
    Self(.pattern(.address)) { node, diagnostics in
      if let bytes = node.word, let address = Address(utf8: bytes) {
        return Located(address, at: node.span)
      }
      return node.word("an address", into: &diagnostics)
        .flatMap { AddressText.address($0, into: &diagnostics) }
    }
  }
}

/// What a text with addresses means.
enum AddressText {
  /// The block that a node is, if it is one and nothing needs telling about it.
  static func plainPrefix(_ node: Node) -> Located<Prefix>? {
    guard let bytes = node.word, let block = Prefix(utf8: bytes) else { return nil }
    return Located(block, at: node.span)
  }

  static func address(
    _ text: Located<String>, into diagnostics: inout Diagnostics
  ) -> Located<Address>? {
    if let address = Address(text.value) { return Located(address, at: text.span) }
    if let slash = text.value.lastIndex(of: "/"), let address = Address(text.value[..<slash]) {
      diagnostics.report(TopologyFault.lengthOfAddress(text, address))
    } else {
      diagnostics.report(TopologyFault.malformedAddress(text, AddressProblem(in: text.value)))
    }
    return nil
  }

  static func prefix(
    _ text: Located<String>, into diagnostics: inout Diagnostics
  ) -> Located<Prefix>? {
    do throws(PrefixError) {
      return Located(try Prefix(text.value), at: text.span)
    } catch {
      switch error {
      case .hostBitsSet(let block):
        diagnostics.report(TopologyFault.hostBits(text, block: block))
        return Located(block, at: text.span)
      case .missingLength:
        let address = Address(text.value)
        diagnostics.report(
          address.map { .missingLength(text, $0) }
            ?? TopologyFault.malformedPrefix(text, AddressProblem(in: text.value)))
      case .malformedAddress(let part):
        let whole = AddressProblem(in: text.value)
        diagnostics.report(
          TopologyFault.malformedPrefix(
            text, whole == .everything ? whole : AddressProblem(in: part)))
      case .lengthOutOfRange(let length):
        if length.isEmpty, let address = Address(text.value.dropLast()) {
          diagnostics.report(TopologyFault.missingLength(text, address))
          return nil
        }
        let most = text.value.utf8.contains(UInt8(ascii: ":")) ? 128 : 32
        diagnostics.report(TopologyFault.lengthRange(text, length: length, most: most))
      }
      return nil
    }
  }

  /// Whether a text, where names may stand too, is meant as an address or a block.
  static func isAddressLike(_ text: String) -> Bool {
    if isPlainName(text) { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1)
    guard let head = parts.first, let first = head.first else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isLengthGiven = parts.count == 2 && parts[1].allSatisfy { digits.contains($0) }
    let dots = head.count { $0 == UInt8(ascii: ".") }
    if head.count(where: { $0 == UInt8(ascii: ":") }) >= 2 { return true }
    if head.allSatisfy({ digits.contains($0) || $0 == UInt8(ascii: ".") }) {
      return dots == 3 || (isLengthGiven && dots > 0)
    }
    return digits.contains(first) && dots > 0 && isLengthGiven
  }

  /// Whether a text begins with a letter and has no colon, as most names do.
  private static func isPlainName(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    let isLetter = (0x61...0x7A).contains(first) || (0x41...0x5A).contains(first)
    return isLetter && !text.utf8.contains(UInt8(ascii: ":"))
  }
}

/// What is wrong with the text of an address, as far as it can be told.
enum AddressProblem: Hashable, Sendable {
  /// So many numbers between dots.
  case partCount(Int)
  case tooLarge(String)
  case leadingZero(String)
  /// A word for all addresses.
  case everything
  /// Blanks before it or after it.
  case blanks
  /// Something of IPv6.
  case ipv6
  case other

  /// Words that people use elsewhere for all addresses.
  static let wordsForEverything = ["any", "all", "*", "0/0", "everywhere", "anywhere"]

  init(in text: String) {
    if Self.wordsForEverything.contains(text) {
      self = .everything
      return
    }
    if text.hasPrefix(" ") || text.hasSuffix(" ") {
      self = .blanks
      return
    }
    if text.utf8.contains(UInt8(ascii: ":")) {
      self = .ipv6
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isDotted = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard isDotted, parts.count > 1 else {
      self = .other
      return
    }
    if parts.count != 4 {
      self = .partCount(parts.count)
    } else if let part = parts.first(where: { $0.utf8.count > 1 && $0.hasPrefix("0") }) {
      self = .leadingZero(String(part))
    } else if let part = parts.first(where: { (Int($0) ?? 256) > 255 }) {
      self = .tooLarge(String(part))
    } else {
      self = .other
    }
  }
}
