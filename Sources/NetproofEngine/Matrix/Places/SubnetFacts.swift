import NetproofModel
import NetproofSets

/// What is the same for all addresses of a subnet, looked up once.
struct SubnetFacts {
  /// The zone and what else tells subnets apart, by the order in which such appear.
  let zone: Int
  /// Whether the subnet or its VPC is not described, or only the trace search knows it.
  private let isUnknown: Bool
  private let blocks: [Block]

  private struct Place: Hashable {
    let zone: String
    let exclusion: PublicAccessExclusion?
  }

  private struct Block {
    let family: Family
    let range: ClosedRange<UInt128>
    /// The runs of rule atoms that the block consists of.
    let atoms: ClosedRange<Int32>
    let odd: [UInt128]
    let mayBeReserved: Bool
  }

  static func all(_ model: Model, _ terrain: Terrain) -> [SubnetFacts] {
    var zones: [Place: Int] = [:]
    return model.subnets.elements.map { subnet in
      let place = Place(zone: subnet.transitZone, exclusion: subnet.publicAccessExclusion)
      let zone = zones[place] ?? zones.count
      zones[place] = zone
      // Of Wavelength Zones and Outposts the trace search alone knows.
      let isKnown =
        subnet.identity.isDescribed && model.vpcs[subnet.vpc].identity.isDescribed
        && !subnet.isAtEdge && !terrain.isTooFine
      let blocks = subnet.cidrs.map { block in
        Block(
          family: block.family, range: block.range,
          atoms: terrain.rules.atoms(of: block.range, block.family),
          odd: terrain.odd(in: block.range, block.family),
          mayBeReserved: Terrain.reserved[block.family].intersection(block.bits).isEmpty == false)
      }
      return SubnetFacts(zone: zone, isUnknown: !isKnown, blocks: blocks)
    }
  }

  /// The run of rule atoms that holds an address of the subnet.
  func atom(of address: UInt128, _ family: Family, _ terrain: Terrain) -> Int32 {
    for block in blocks where block.family == family && block.range.contains(address) {
      if block.atoms.lowerBound == block.atoms.upperBound { return block.atoms.lowerBound }
    }
    return terrain.rules.atom(of: address, family)
  }

  /// Whether only the trace search can say what becomes of packets to an address.
  func isOdd(_ address: UInt128, _ family: Family, _ terrain: Terrain) -> Bool {
    if isUnknown { return true }
    for block in blocks where block.family == family && block.range.contains(address) {
      return block.odd.contains(address)
        || (block.mayBeReserved && terrain.isOdd(address, family))
    }
    return true
  }
}
