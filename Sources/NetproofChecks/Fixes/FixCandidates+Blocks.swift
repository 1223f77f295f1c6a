import NetproofModel
import NetproofSets

/// The blocks that rules and routes of fixes name: as narrow as a person would write them (R253).
extension FixCandidates {
  /// How many blocks a fix may name.
  private static let most = 4

  /// Whether there is a block, or a few, for these addresses.
  func isNameable(_ bits: AddressBits, _ family: Family) -> Bool {
    !subnetBlocks(of: bits, family).isEmpty
  }

  /// The subnet's block, a declared network's, or single addresses: for rules of network ACLs.
  func subnetBlocks(of bits: AddressBits, _ family: Family) -> [Prefix] {
    subnetBlock(of: bits, family).map { [$0] } ?? addressBlocks(of: bits, family)
  }

  /// A declared network's blocks, single addresses, or the subnet's block where they are many.
  func addressBlocks(of bits: AddressBits, _ family: Family) -> [Prefix] {
    guard !bits.isEmpty else { return [] }
    // Part of VPC Lattice's addresses would tell them apart, which nobody means to.
    let lattice = Lattice.block(family)
    if model.lattice != nil, bits.isSubset(of: lattice.bits) { return [lattice] }
    if bits.count > 1, let blocks = networkBlocks(of: bits, family) { return blocks }
    if bits.count <= 4096 {
      let single = bits.prefixes(family)
      if single.count <= Self.most { return single }
    }
    if let block = askedBlock(of: bits, family) { return [block] }
    return subnetBlock(of: bits, family).map { [$0] } ?? []
  }

  /// The block that the question names, unless it is so wide that it stands for everybody.
  private func askedBlock(of bits: AddressBits, _ family: Family) -> Prefix? {
    let widest = family == .ipv4 ? 8 : 20
    return asked.lazy.compactMap { addresses -> Prefix? in
      let blocks = addresses[family].prefixes(family)
      return blocks.count == 1 ? blocks[0] : nil
    }.first { $0.length >= widest && bits.isSubset(of: $0.bits) }
  }

  /// The blocks for a route: a VPC's, a network's behind a VPN, otherwise as for rules.
  ///
  /// Several choices only where VPCs overlap.
  func routeBlocks(of bits: AddressBits, _ family: Family) -> [[Prefix]] {
    let owned = vpcBlocks(of: bits, family).map { [$0.block] }
    if !owned.isEmpty { return owned }
    if let known = translatedBlock(of: bits, family) { return [[known]] }
    let blocks =
      isBehindVPN(bits, family)
      ? networkBlocks(of: bits, family) ?? [] : addressBlocks(of: bits, family)
    return blocks.isEmpty ? [] : [blocks]
  }

  /// The blocks of VPCs that hold addresses, with the VPCs.
  func vpcBlocks(of bits: AddressBits, _ family: Family) -> [(vpc: ID<VPC>, block: Prefix)] {
    model.vpcs.ids.compactMap { id in
      model.vpcs[id].cidrs.first { $0.family == family && bits.isSubset(of: $0.bits) }
        .map { (id, $0) }
    }
  }

  func isBehindVPN(_ bits: AddressBits, _ family: Family) -> Bool {
    model.networks.elements.contains { network in
      network.attachment != .internet && bits.isSubset(of: network.addresses[family])
    }
  }

  /// Whether addresses are those of a VPC or of a network behind a VPN: none of the internet's.
  func isInside(_ bits: AddressBits, _ family: Family) -> Bool {
    isBehindVPN(bits, family) || !vpcBlocks(of: bits, family).isEmpty
      || translatedBlock(of: bits, family) != nil
  }

  /// The block by which addresses behind an attachment are known (R146), if these lie in one.
  private func translatedBlock(of bits: AddressBits, _ family: Family) -> Prefix? {
    guard family == .ipv4, !bits.isEmpty else { return nil }
    return model.attachments.elements.lazy.flatMap(\.natRules)
      .first { bits.isSubset(of: $0.nat.bits) }?.nat
  }

  func subnetBlock(of bits: AddressBits, _ family: Family) -> Prefix? {
    guard !bits.isEmpty else { return nil }
    for subnet in model.subnets.elements {
      for block in subnet.cidrs where block.family == family && bits.isSubset(of: block.bits) {
        return block
      }
    }
    return nil
  }

  /// The blocks of a declared network that addresses lie in, those that hold some of them.
  private func networkBlocks(of bits: AddressBits, _ family: Family) -> [Prefix]? {
    for network in model.networks.elements.dropFirst() {
      let own = network.addresses[family]
      guard !own.isEmpty, bits.isSubset(of: own) else { continue }
      let blocks = own.prefixes(family).filter { !$0.bits.isDisjoint(with: bits) }
      if blocks.count <= Self.most, blocks.allSatisfy({ $0.length > 0 }) { return blocks }
    }
    return nil
  }
}
