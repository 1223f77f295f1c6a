import NetproofSets
import NetproofSyntax

/// How many blocks AWS does not give to a VPC or subnet: too many, too few (R20, R23).
enum BlockFault: Hashable, Sendable {
  /// A second block of one family in a subnet.
  case subnet(Located<Prefix>, first: Located<Prefix>)
  case vpcWithoutIPv4(Located<String>)

  var place: Span {
    switch self {
    case .subnet(let block, _): block.span
    case .vpcWithoutIPv4(let name): name.span
    }
  }

  var labels: [Diagnostic.Label] {
    guard case .subnet(_, let first) = self else { return [] }
    return [.init("the first block", at: first.span)]
  }

  var headline: String {
    switch self {
    case .subnet(let block, let first):
      "a subnet with `\(first.value)` cannot have `\(block.value)` as well"
    case .vpcWithoutIPv4(let name): "the VPC `\(name.value)` has no IPv4 block"
    }
  }

  var help: String {
    switch self {
    case .subnet(let block, _):
      "a subnet has one block of \(block.value.family == .ipv4 ? "IPv4" : "IPv6") at most; "
        + "write a subnet of its own for each"
    case .vpcWithoutIPv4: "every VPC has one, even if no host uses it; add one to `cidrs`"
    }
  }
}

extension Resolver {
  /// Tests that a subnet has at most one block of each family.
  ///
  /// Rule R23.
  mutating func checkBlockCount(of subnet: SubnetEntry) {
    guard subnet.cidrs.count > 1 else { return }
    for family in [Family.ipv4, .ipv6] {
      let own = subnet.cidrs.filter { $0.value.family == family }
      for block in own.dropFirst() { report(.block(.subnet(block, first: own[0]))) }
    }
  }

  /// Tests that public IPv6 blocks belong to one VPC each; what is not advertised may be private
  /// space, and so anybody's.
  ///
  /// Rules R20 and R32.
  mutating func checkPublicBlocks() {
    var blocks: [(block: Located<Prefix>, vpc: String)] = []
    for entry in vpcEntries where entry.head.isDescribed {
      for block in entry.cidrs where block.value.family == .ipv6 && isPublic(block.value) {
        blocks.append((block, entry.head.name.value))
      }
    }
    for pair in BlockOverlaps.pairs(blocks.map(\.block.value)) {
      let (one, other) = (blocks[pair.later], blocks[pair.earlier])
      guard one.vpc != other.vpc else { continue }
      report(.publicBlockOwnedTwice(one.block, first: other.block, vpc: other.vpc))
    }
  }

  /// The global ranges that are private (R32); those of IPv4 are refused.
  mutating func privateIPv6() -> AddressSet {
    for range in topology.privateIPv6 where range.value.family == .ipv4 {
      report(
        .addressFamily(
          Located(range.value.base, at: range.span), key: "private-ipv6", expected: .ipv6))
    }
    return AddressSet(topology.privateIPv6.map(\.value))
  }

  private func isPublic(_ block: Prefix) -> Bool {
    !Self.uniqueLocal.overlaps(block)
      && !(topology.unadvertised + topology.privateIPv6).contains { $0.value.contains(block) }
  }

  /// Source: RFC 4193.
  private static var uniqueLocal: Prefix {
    Prefix(containing: Address(.ipv6, 0xFC << 120), length: 7)
  }
}
