public import NetproofSets

/// A rule of 1:1 NAT at an attachment of a transit gateway (R146): what is behind the attachment in
/// one block is known on the other side in another block of the same size, with the same host bits.
///
/// Source: AWS Transit Gateway, "Routing behavior for 1:1 NAT"; Amazon EC2 API, "TransitGatewayNatRule".
public struct AttachmentNATRule: Hashable, Sendable {
  /// What is behind the attachment.
  public let match: Prefix
  /// What the transit gateway knows it as.
  public let nat: Prefix

  public init(match: Prefix, nat: Prefix) {
    self.match = match
    self.nat = nat
  }

  /// What an address behind the attachment is known as; nothing if the rule does not mean it.
  public func outside(_ address: Address) -> Address? {
    AddressBits(address.bits).moved(from: match, to: nat).first
      .flatMap { address.family == match.family ? Address(.ipv4, $0) : nil }
  }

  /// The address behind the attachment that is known as another one; nothing if the rule does not
  /// mean that.
  public func inside(_ address: Address) -> Address? {
    AddressBits(address.bits).moved(from: nat, to: match).first
      .flatMap { address.family == nat.family ? Address(.ipv4, $0) : nil }
  }
}

extension AddressBits {
  /// What lies in one block, at the same places of another block of the same size.
  public func moved(from block: Prefix, to other: Prefix) -> AddressBits {
    AddressBits(
      intersection(block.bits).intervals.map {
        let (lower, upper) = ($0.lower - block.base.bits, $0.upper - block.base.bits)
        return (other.base.bits + lower)...(other.base.bits + upper)
      })
  }
}

extension Model {
  /// The blocks of a VPC as the transit gateway of an attachment knows them: those that a rule
  /// translates as a whole by what they are translated to (R146), those of IPv6 only with support
  /// for it (R129).
  public func announcedBlocks(of vpc: ID<VPC>, at id: ID<TransitGatewayAttachment>) -> [Prefix] {
    let rules = attachments[id].natRules
    let blocks =
      attachments[id].propagatesIPv6
      ? vpcs[vpc].cidrs : vpcs[vpc].cidrs.filter { $0.family == .ipv4 }
    guard !rules.isEmpty else { return blocks }
    return blocks.map { block in rules.first { $0.match == block }?.nat ?? block }
  }

  /// Whether any attachment translates.
  public var translatesAtAttachments: Bool {
    attachments.elements.contains { !$0.natRules.isEmpty }
  }

  /// What is behind attachments that translate, and known as an address.
  public func translated(_ address: Address) -> [TranslatedPlace] {
    attachments.ids.flatMap { id in
      attachments[id].natRules.compactMap { rule in
        rule.inside(address).map { TranslatedPlace(attachment: id, address: $0) }
      }
    }
  }
}

/// An address behind an attachment that translates.
public struct TranslatedPlace: Hashable, Sendable {
  public let attachment: ID<TransitGatewayAttachment>
  public let address: Address
}

extension TransitGatewayAttachment {
  /// The blocks by which others know those behind the attachment: what a rule means as a whole is
  /// known as its translation.
  public func known(_ blocks: [Prefix]) -> [Prefix] {
    blocks.map { block in
      natRules.lazy.filter { $0.match.contains(block) }
        .compactMap { $0.outside(block.base).map { Prefix(containing: $0, length: block.length) } }
        .first ?? block
    }
  }
}

extension Model {
  /// Whether an attachment translates an address to one that an interface has (R146).
  public func isTranslated(_ address: Address, to id: ID<NetworkInterface>) -> Bool {
    let vpc = subnets[interfaces[id].subnet].vpc
    return translated(address).contains { place in
      guard case .vpc(vpc, _) = attachments[place.attachment].resource else { return false }
      return interfaces[id].addresses.contains(place.address)
    }
  }
}
