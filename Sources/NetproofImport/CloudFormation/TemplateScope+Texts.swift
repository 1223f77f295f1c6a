import NetproofSets
import NetproofSyntax

// Functions that make texts: of other texts, of mappings, of CIDRs.

extension TemplateScope {
  func substitute(_ argument: Node) -> TemplateValue {
    var local: [String: TemplateValue] = [:]
    var text = argument
    if let elements = argument.elements, elements.count == 2 {
      text = elements[0]
      for entry in elements[1].entries ?? [] { local[entry.key.value] = value(entry.value) }
    }
    guard let whole = text.text else {
      return refuse("Fn::Sub", "a text, or a text and a map", at: argument.span)
    }
    if whole.contains("{{resolve:") {
      return unknown(.stored(whole), called: whole, at: argument.span)
    }
    let parts = SubstitutedText(whole).parts.map { part -> TemplateValue in
      switch part {
      case .plain(let text): return .text(text, argument.span)
      case .name(let name):
        if let value = local[name] { return value }
        guard let dot = name.firstIndex(of: ".") else { return ref(name, at: argument.span) }
        let attribute = String(name[name.index(after: dot)...])
        return self.attribute(attribute, of: String(name[..<dot]), at: argument.span)
      }
    }
    return joined(parts, by: "", "Fn::Sub", at: argument.span)
  }

  func find(_ argument: Node) -> TemplateValue {
    guard let elements = argument.elements, elements.count == 3 || elements.count == 4 else {
      return refuse("Fn::FindInMap", "a mapping and two keys", at: argument.span)
    }
    let keys = elements.prefix(3).map { value($0) }
    if let unknown = keys.lazy.compactMap(\.unknown).first {
      return .unknown(unknown, argument.span)
    }
    let texts = keys.compactMap(\.text)
    guard texts.count == 3 else {
      return refuse("Fn::FindInMap", "a mapping and two keys", at: argument.span)
    }
    var node = template.mappings
    for (index, text) in texts.enumerated() {
      if let next = node?[text] {
        node = next
        continue
      }
      if elements.count == 4, let other = elements[3]["DefaultValue"] { return value(other) }
      guard !isLenient, estate.isWhole(self) else {
        return unknown(.macro("Fn::FindInMap"), called: text, at: argument.span)
      }
      let nearest = Nearest.name(to: text, among: (node?.entries ?? []).map(\.key.value))
      report(
        .unknownName(
          text, kind: index == 0 ? "mapping" : "key in the mapping `\(texts[0])`",
          nearest: nearest, at: elements[index].span))
      return .unknown(TemplateUnknown(cause: .fault, name: text), argument.span)
    }
    return node.map { value($0) } ?? .nothing(argument.span)
  }

  func cidrs(_ argument: Node) -> TemplateValue {
    let expected = "a CIDR, a count from 1 to 256 and the number of bits of each block"
    guard let elements = argument.elements, elements.count == 2 || elements.count == 3 else {
      return refuse("Fn::Cidr", expected, at: argument.span)
    }
    let values = elements.map { value($0) }
    if let unknown = values.lazy.compactMap(\.unknown).first {
      return .unknown(unknown, argument.span)
    }
    guard let text = values[0].text, let block = try? Prefix(text),
      let count = values[1].text.flatMap({ Int($0) }), 1...256 ~= count
    else { return refuse("Fn::Cidr", expected, at: argument.span) }
    let bits = elements.count == 3 ? values[2].text.flatMap { Int($0) } : 8
    guard let bits, 0...block.family.width ~= bits else {
      return refuse("Fn::Cidr", expected, at: argument.span)
    }
    let length = block.family.width - bits
    guard length >= block.length,
      length - block.length >= 8 || count <= 1 << (length - block.length)
    else {
      return refuse(
        "Fn::Cidr", "a CIDR that holds so many blocks; \(block) has no \(count) of /\(length)",
        at: argument.span)
    }
    let size = UInt128(1) << UInt128(bits)
    return .list(
      (0..<count).map { index in
        let base = Address(block.family, block.base.bits + UInt128(index) * size)
        return .text("\(base)/\(length)", argument.span)
      }, argument.span)
  }

  func base64(_ argument: Node) -> TemplateValue {
    let text = value(argument)
    if let unknown = text.unknown { return .unknown(unknown, argument.span) }
    guard let plain = text.text else { return refuse("Fn::Base64", "a text", at: argument.span) }
    return .text(Base64.text(of: Array(plain.utf8)), argument.span)
  }
}

/// The text of `Fn::Sub`, taken apart.
struct SubstitutedText {
  enum Part {
    case plain(String)
    case name(String)
  }

  private(set) var parts: [Part] = []

  init(_ text: String) {
    var rest = text[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      if start.lowerBound > rest.startIndex {
        parts.append(.plain(String(rest[..<start.lowerBound])))
      }
      let name = rest[start.upperBound..<end]
      if name.hasPrefix("!") {
        parts.append(.plain("${\(name.dropFirst())}"))
      } else {
        let isSpace: (Character) -> Bool = { $0 == " " }
        let own = name.drop(while: isSpace)
        parts.append(.name(String(own.prefix { $0 != " " })))
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.plain(String(rest))) }
  }
}

/// RFC 4648, section 4.
private enum Base64 {
  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  static func text(of bytes: [UInt8]) -> String {
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for byte in group { bits = bits << 8 | Int(byte) }
      bits <<= 8 * (3 - group.count)
      for position in 0...group.count { text.append(letters[bits >> (18 - 6 * position) & 63]) }
      text += String(repeating: "=", count: 3 - group.count)
    }
    return text
  }
}
