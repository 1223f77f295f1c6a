import NetproofSets
import NetproofSyntax

// 1:1 NAT at attachments of transit gateways (R146).

/// What AWS would refuse of NAT rules.
enum AttachmentNATFault: Hashable, Sendable {
  case ipv6(Located<Prefix>)
  case lengths(Located<Prefix>, match: Prefix)
  /// A block to translate to that is neither private nor shared.
  case notPrivate(Located<Prefix>)
  /// Multicast or link-local.
  case reserved(Located<Prefix>)
  case overlap(Located<Prefix>, with: Located<Prefix>)

  var place: Span {
    switch self {
    case .ipv6(let block), .lengths(let block, _), .notPrivate(let block), .reserved(let block),
      .overlap(let block, _):
      block.span
    }
  }

  var labels: [Diagnostic.Label] {
    switch self {
    case .overlap(_, let other): [.init("the other block", at: other.span)]
    case .ipv6, .lengths, .notPrivate, .reserved: []
    }
  }

  var headline: String {
    switch self {
    case .ipv6(let block): "`\(block.value)` is IPv6, but NAT rules translate IPv4 alone"
    case .lengths(let block, let match): "`\(block.value)` is not of the size of `\(match)`"
    case .notPrivate(let block): "`\(block.value)` is neither private nor shared address space"
    case .reserved(let block): "`\(block.value)` reaches into multicast or link-local addresses"
    case .overlap(let block, let other):
      "`\(block.value)` overlaps `\(other.value)` of the NAT rules of this attachment"
    }
  }

  var help: String {
    switch self {
    case .ipv6: "write an IPv4 block"
    case .lengths: "give both blocks of a rule the same prefix length: host bits stay as they are"
    case .notPrivate:
      "choose a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10"
    case .reserved: "leave these addresses out"
    case .overlap: "give every rule blocks of its own"
    }
  }
}

extension Resolver {
  /// The rules of an attachment that translate; each fault of a rule is reported.
  mutating func natRules(
    of entry: AttachmentEntry, _ id: ID<TransitGatewayAttachment>
  ) -> [AttachmentNATRule] {
    guard let written = entry.natRules else { return [] }
    map.record(field: "nat-rules", at: written.span, in: .attachment(id))
    var blocks: [Located<Prefix>] = []
    var rules: [AttachmentNATRule] = []
    for rule in written.elements {
      guard let fault = Self.fault(of: rule, beside: blocks) else {
        blocks += [rule.match, rule.nat]
        rules.append(AttachmentNATRule(match: rule.match.value, nat: rule.nat.value))
        continue
      }
      report(.attachmentNAT(fault))
    }
    return entry.natSupport?.value == false ? [] : rules
  }

  private static func fault(
    of rule: NATRuleEntry, beside blocks: [Located<Prefix>]
  ) -> AttachmentNATFault? {
    for block in [rule.match, rule.nat] where block.value.family != .ipv4 { return .ipv6(block) }
    if rule.match.value.length != rule.nat.value.length {
      return .lengths(rule.nat, match: rule.match.value)
    }
    guard Prefix.privateIPv4.contains(where: { $0.contains(rule.nat.value) }) else {
      return .notPrivate(rule.nat)
    }
    if reservedBlocks.contains(where: { $0.overlaps(rule.match.value) }) {
      return .reserved(rule.match)
    }
    for (block, others) in [(rule.match, blocks), (rule.nat, blocks + [rule.match])] {
      if let other = others.first(where: { $0.value.overlaps(block.value) }) {
        return .overlap(block, with: other)
      }
    }
    return nil
  }

  /// Multicast and link-local.
  private static let reservedBlocks = [
    Prefix(containing: Address(.ipv4, 0xE000_0000), length: 4),
    Prefix(containing: Address(.ipv4, 0xA9FE_0000), length: 16),
  ]
}
