import NetproofSets
import NetproofSyntax

/// Addresses for what has none yet, because it is only going to be made.
///
/// An address is taken only where no rule, route or list tells the addresses of the subnet apart, so
/// that verdicts are the same whichever one AWS gives.
struct AWSAddresses {
  /// Private IPv4, IPv6 and public addresses by the identifier of their owner.
  var privates: [String: Node] = [:]
  var sixes: [String: [Node]] = [:]
  var publics: [String: Node] = [:]
  /// The owners that no address can be taken for.
  var unknown: Set<String> = []

  /// The CIDRs that rules, routes and lists name, by family and in order.
  private var mentions: [Prefix] = []
  private(set) var owned: Set<Address> = []

  mutating func mention(_ nodes: [Node]) {
    mentions += nodes.compactMap { node in node.text.flatMap { try? Prefix($0) } }
  }

  mutating func own(_ nodes: [Node]) {
    for address in nodes.compactMap({ $0.text.flatMap { Address($0) } }) { owned.insert(address) }
  }

  mutating func sortMentions() { mentions.sort() }

  /// A named CIDR that holds some addresses of a block and not others, unless it is an address that
  /// something has.
  func splitter(of block: Prefix) -> Prefix? {
    var (low, high) = (0, mentions.count)
    while low < high {
      let middle = (low + high) / 2
      if mentions[middle].base < block.base { low = middle + 1 } else { high = middle }
    }
    while low < mentions.count, mentions[low].base <= block.last {
      let mention = mentions[low]
      let isOwned = mention.length == mention.family.width && owned.contains(mention.base)
      if mention.length > block.length, !isOwned { return mention }
      low += 1
    }
    return nil
  }

  /// The lowest free address of a block; AWS keeps the first four and, of IPv4, the last.
  mutating func take(from block: Prefix) -> Address? {
    var bits = block.base.bits + 4
    let last = block.family == .ipv4 ? block.last.bits : block.last.bits - 1
    while bits < last {
      let address = Address(block.family, bits)
      if owned.insert(address).inserted { return address }
      bits += 1
    }
    return nil
  }

  /// A public address that nothing names: of the ranges that are kept for documentation.
  mutating func takePublic() -> Address? {
    for text in ["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"] {
      guard let range = try? Prefix(text), !isNamed(range) else { continue }
      if let address = take(from: range) { return address }
    }
    return nil
  }

  /// Whether a CIDR, but one of everything, has addresses of a range.
  private func isNamed(_ range: Prefix) -> Bool {
    mentions.contains { $0.length > 0 && $0.overlaps(range) }
  }
}
