import NetproofModel
import NetproofSets

/// Everything about packets from one region that its locations share.
struct RegionContext: Sendable {
  let region: Int
  let family: Family
  /// The blocks with one plain shape each, in the order of their destinations.
  private(set) var blocks: [Block] = []
  /// The blocks whose pairs have to be judged one by one.
  private(set) var complexBlocks: [ComplexBlock] = []
  /// The destinations of all blocks, one after the other.
  private(set) var entries: [Entry] = []
  /// For each entry and each word what the lists that are asked about destinations pass.
  private(set) var forwardFactors: [UInt64] = []
  /// The same for replies: for each block, reply, entry and word.
  private(set) var replyFactors: [UInt64] = []
  /// For each group of the region, entry: the set that its outbound rules pass there.
  private(set) var outboundSets: [Int32] = []
  /// The groups that ends of the region have; ``slots`` of others are -1.
  private(set) var groups: [Int32] = []
  private(set) var slots: [Int32]
  /// What rules pass that refer to a group of the region: for each block by slot, word and facet.
  private(set) var referenceWords: [UInt64] = []

  /// Destinations that packets reach by one shape.
  struct Block: Sendable {
    let shape: PathShape
    /// The ports of all lists that are asked about neither end, by word.
    let fixed: [UInt64]
    let entries: Range<Int>
    /// Where its reply factors begin.
    let replyBase: Int
    /// How many facets its entries have.
    let facetCount: Int
    /// Where its words of inbound and of outbound rules with references begin, or -1.
    let inboundBase: Int
    let outboundBase: Int
    /// Whether it is the one within subnets.
    let isInside: Bool
  }

  struct ComplexBlock: Sendable {
    let region: Int
    /// The shapes of the paths there; nothing where only the trace search of whole classes can say.
    let shapes: [PathShape]?
  }

  /// A location that packets reach.
  struct Entry: Sendable {
    let location: Int32
    /// Where its facets begin among those of the block.
    let firstFacet: Int32
    let facetCount: Int32
  }

  init(_ core: MatrixCore, region index: Int) {
    region = index
    let region = core.places.regions[index]
    family = core.places.arrivals[Int(region.arrival)].family
    slots = Array(repeating: -1, count: core.lists.inbound.count)
    for location in region.locations {
      for facet in core.places.facetRange(location) {
        for group in core.places.groupSets.members(core.places.facets[facet].groupSet)
        where slots[Int(group)] < 0 {
          slots[Int(group)] = Int32(groups.count)
          groups.append(group)
        }
      }
    }
    guard !region.isOdd else { return }
    addInside(core, region)
    for arrival in core.places.arrivals.indices
    where core.places.arrivals[arrival].family == family {
      add(core, region, arrival)
    }
    fillOutboundSets(core)
  }

  // MARK: - Blocks

  private mutating func add(_ core: MatrixCore, _ region: Region, _ index: Int) {
    let arrival = core.places.arrivals[index]
    if case .network = region.home, case .network = arrival.place { return }
    let way = core.finder.ways.way(from: region, to: arrival)
    if way == .blocked { return }
    for target in arrival.regions where !core.places.regions[target].isOdd {
      add(core, region, way, to: target)
    }
  }

  /// Adds the locations of a region; the shape is found from one of them that is not in the subnet
  /// that packets start from.
  private mutating func add(_ core: MatrixCore, _ region: Region, _ way: Way, to target: Int) {
    let locations = core.places.locations
    let far = core.places.regions[target].locations
    guard let pair = Self.pair(region.locations, far, locations) else { return }
    let shapes = core.finder.shapes(way, from: pair.from, to: pair.to)
    guard let shapes, shapes.count == 1, shapes[0].end == .complete else {
      let isBlocked = shapes.map { $0.allSatisfy { $0.end == .blocked(.forward) } } ?? false
      if !isBlocked { complexBlocks.append(ComplexBlock(region: target, shapes: shapes)) }
      return
    }
    add(core, shapes[0], Array(far), isInside: false)
  }

  /// Two locations that are not in one subnet.
  private static func pair(
    _ near: Range<Int>, _ far: Range<Int>, _ locations: [Location]
  ) -> (from: Int, to: Int)? {
    for from in near {
      for to in far
      where locations[from].subnet != locations[to].subnet || locations[from].subnet < 0 {
        return (from, to)
      }
    }
    return nil
  }

  /// Adds the locations in the subnets of the region, in the order of the subnets.
  private mutating func addInside(_ core: MatrixCore, _ region: Region) {
    var subnets: [Int32] = []
    for location in region.locations {
      let subnet = core.places.locations[location].subnet
      if subnet >= 0, subnets.last != subnet { subnets.append(subnet) }
    }
    let all = subnets.flatMap { core.places.locations(of: $0) }.map { Int($0) }
      .filter { core.places.locations[$0].family == family && !core.places.locations[$0].isOdd }
    guard !all.isEmpty else { return }
    add(core, PathFinder.inside, all, isInside: true)
  }

  private mutating func add(
    _ core: MatrixCore, _ shape: PathShape, _ locations: [Int], isInside: Bool
  ) {
    let first = entries.count
    var facetCount: Int32 = 0
    for location in locations {
      let range = core.places.facetRange(location)
      entries.append(
        Entry(
          location: Int32(location), firstFacet: facetCount, facetCount: Int32(range.count)))
      facetCount += Int32(range.count)
    }
    let range = first..<entries.count
    let replyBase = replyFactors.count
    addFactors(core, shape, range)
    let inboundBase = shape.carriesInbound ? addInbound(core, range, Int(facetCount)) : -1
    let outboundBase = shape.carriesOutbound ? addOutbound(core, range, Int(facetCount)) : -1
    blocks.append(
      Block(
        shape: shape, fixed: core.fixedWords(shape, family), entries: range, replyBase: replyBase,
        facetCount: Int(facetCount), inboundBase: inboundBase, outboundBase: outboundBase,
        isInside: isInside))
  }

  // MARK: - Factors of destinations

  private mutating func addFactors(
    _ core: MatrixCore, _ shape: PathShape, _ range: Range<Int>
  ) {
    for entry in range {
      let atom = core.places.locations[Int(entries[entry].location)].atom
      core.append(shape.forward.destinationLists, atom, replies: false, to: &forwardFactors)
    }
    for reply in shape.replies {
      for entry in range {
        let atom = core.places.locations[Int(entries[entry].location)].atom
        core.append(reply.filters.destinationLists, atom, replies: true, to: &replyFactors)
      }
    }
  }

  private mutating func fillOutboundSets(_ core: MatrixCore) {
    outboundSets.reserveCapacity(groups.count * entries.count)
    for group in groups {
      let list = core.lists.list(group, .outbound)
      for entry in entries {
        let atom = core.places.locations[Int(entry.location)].atom
        outboundSets.append(core.lists.ports(list, atom))
      }
    }
  }

  /// What inbound rules of destinations pass that refer to a group of the region.
  private mutating func addInbound(
    _ core: MatrixCore, _ range: Range<Int>, _ count: Int
  ) -> Int {
    let base = referenceWords.count
    let words = core.wordCount
    referenceWords.append(contentsOf: repeatElement(0, count: groups.count * words * count))
    for entry in entries[range] {
      for (offset, facet) in core.places.facetRange(Int(entry.location)).enumerated() {
        let set = core.places.facets[facet].groupSet
        for group in core.places.groupSets.members(set) {
          for reference in core.lists.inbound[Int(group)].references {
            add(
              core, reference, to: base, at: Int(entry.firstFacet) + offset, of: count)
          }
        }
      }
    }
    return base
  }

  /// What outbound rules of the region's groups pass that refer to a group of a destination.
  private mutating func addOutbound(
    _ core: MatrixCore, _ range: Range<Int>, _ count: Int
  ) -> Int {
    let base = referenceWords.count
    let words = core.wordCount
    referenceWords.append(contentsOf: repeatElement(0, count: groups.count * words * count))
    for entry in entries[range] {
      for (offset, facet) in core.places.facetRange(Int(entry.location)).enumerated() {
        let set = core.places.facets[facet].groupSet
        for group in core.places.groupSets.members(set) {
          for reference in core.referrers[Int(group)] {
            add(
              core, reference, to: base, at: Int(entry.firstFacet) + offset, of: count)
          }
        }
      }
    }
    return base
  }

  private mutating func add(
    _ core: MatrixCore, _ reference: (group: Int32, ports: [Int32]), to base: Int, at facet: Int,
    of count: Int
  ) {
    let slot = slots[Int(reference.group)]
    guard slot >= 0 else { return }
    let ports = core.base(reference.ports[Int(family.rawValue)])
    for word in 0..<core.wordCount {
      let place = base + (Int(slot) * core.wordCount + word) * count + facet
      referenceWords[place] |= core.setWords[ports + word]
    }
  }
}

extension MatrixCore {
  /// What all of several lists pass to or from an atom, as words behind those of `words`.
  func append(
    _ lists: [RuleLists.List], _ atom: Int32, replies: Bool, to words: inout [UInt64]
  ) {
    let start = words.count
    guard let first = lists.first else {
      words.append(contentsOf: repeatElement(.max, count: wordCount))
      return
    }
    let ports = base(self.lists.ports(first, atom), replies: replies)
    for word in 0..<wordCount { words.append(setWords[ports + word]) }
    for list in lists.dropFirst() {
      let ports = base(self.lists.ports(list, atom), replies: replies)
      for word in 0..<wordCount { words[start + word] &= setWords[ports + word] }
    }
  }

  /// What a shape passes in a family, as far as that depends on neither end.
  func fixedWords(_ shape: PathShape, _ family: Family) -> [UInt64] {
    var words = masks.asked[Int(family.rawValue)]
    let kinds = masks.words(of: shape.kinds, atoms)
    for word in 0..<wordCount { words[word] &= kinds[word] }
    for fixed in shape.forward.fixed {
      let ports = base(lists.ports(fixed.list, fixed.atom))
      for word in 0..<wordCount { words[word] &= setWords[ports + word] }
    }
    return words
  }
}
