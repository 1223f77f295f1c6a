import NetproofSets

/// Finds blocks that overlap, without comparing each with each.
enum BlockOverlaps {
  /// Pairs of positions whose blocks overlap: each position that overlaps a block which starts no
  /// later is named once, with one such block; the later position of a pair comes second.
  static func pairs(_ blocks: [Prefix]) -> [(earlier: Int, later: Int)] {
    let order = blocks.indices.sorted {
      (blocks[$0].base, blocks[$0].length, $0) < (blocks[$1].base, blocks[$1].length, $1)
    }
    var pairs: [(earlier: Int, later: Int)] = []
    var widest: Int?
    for position in order {
      if let outer = widest, blocks[outer].contains(blocks[position]) {
        pairs.append((min(outer, position), max(outer, position)))
      } else {
        widest = position
      }
    }
    return pairs.sorted { ($0.later, $0.earlier) < ($1.later, $1.earlier) }
  }
}

/// Blocks with an owner each, which tell who came first where blocks overlap.
struct BlockOwners<Owner> {
  private var owners: [Prefix: Owner] = [:]
  /// By each wider block: the owner of the first block inside it.
  private var inside: [Prefix: Owner] = [:]

  /// No block of a VPC is wider.
  private static var widest: Int { 16 }

  /// The first owner of a block that overlaps `block`.
  func overlapping(_ block: Prefix) -> Owner? {
    if let owner = owners[block] ?? inside[block] { return owner }
    for length in wider(block) {
      if let owner = owners[Prefix(containing: block.base, length: length)] { return owner }
    }
    return nil
  }

  mutating func insert(_ block: Prefix, _ owner: Owner) {
    if owners[block] == nil { owners[block] = owner }
    for length in wider(block) {
      let outer = Prefix(containing: block.base, length: length)
      if inside[outer] == nil { inside[outer] = owner }
    }
  }

  private func wider(_ block: Prefix) -> ReversedCollection<Range<Int>> {
    (min(Self.widest, block.length)..<block.length).reversed()
  }
}
