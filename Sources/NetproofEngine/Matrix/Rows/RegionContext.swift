import NetproofModel
import NetproofSets

/// Everything about packets from one region that its locations share.
struct RegionContext: Sendable {
  let region: Int
  let family: Family
  /// The destinations with plain shapes, in blocks of one shape.
  private(set) var blocks: [Block] = []
  /// The regions whose pairs have to be judged one by one.
  private(set) var complexRegions: [Int] = []
  /// The destinations of all blocks, one after the other.
  private(set) var entries: [Entry] = []
  /// The facets of all entries, one after the other; without those that are judged one by one.
  private(set) var facets: [Int32] = []
  /// For each entry and each word what the lists that are asked about destinations pass.
  private(set) var forwardFactors: [UInt64] = []
  /// The same for replies: for each block, reply, entry and word.
  private(set) var replyFactors: [UInt64] = []
  /// The groups that ends of the region have.
  private(set) var groups: [Int32] = []
  /// Where each group stands among them, or -1.
  private(set) var slots: [Int32]
  /// For each group of the region, entry: the set that its outbound rules pass there.
  private(set) var outboundSets: [Int32] = []
  /// For each group of the region, block: whether its outbound rules pass everything there.
  private(set) var isOpen: [Bool] = []
  /// What rules pass facet by facet where they may refer to groups: see ``Block/inboundBase``.
  private(set) var tables: [UInt64] = []

  /// The shape of each block.
  private(set) var shapes: [PathShape] = []
  /// For each block and word the ports that the lists pass that are asked about neither end.
  private(set) var fixedFactors: [UInt64] = []
  /// The lists that paths of each block ask about the source: what their path words depend on.
  private(set) var sourceLists: [RuleLists.List] = []

  /// Destinations that packets reach by one shape.
  struct Block: Sendable {
    let entries: Range<Int>
    let facets: Range<Int>
    /// Its part of ``RegionContext/sourceLists``.
    let sources: Range<Int>
    /// Where its reply factors begin.
    let replyBase: Int
    /// Where its tables begin, by slot, word and facet of the block, or -1 without references: what
    /// inbound rules of the facets pass that refer to the slot's group.
    let inboundBase: Int
    /// The same: what outbound rules of the slot's group pass to the facets.
    let outboundBase: Int
    /// Whether it is the one within subnets.
    let isInside: Bool

    var keepsGroups: Bool { inboundBase >= 0 }
  }

  /// A location that packets reach.
  struct Entry: Sendable {
    let location: Int32
    let subnet: Int32
    let facets: Range<Int32>
  }

  /// A context of no region.
  init() {
    region = -1
    family = .ipv4
    slots = []
  }

  init(_ core: MatrixCore, region index: Int) {
    region = index
    let region = core.places.regions[index]
    family = core.places.arrivals[Int(region.arrival)].family
    slots = Array(repeating: -1, count: core.lists.inbound.count)
    guard !region.isOdd else { return }
    findGroups(core, region)
    addInside(core, region)
    for arrival in core.places.arrivals.indices
    where core.places.arrivals[arrival].family == family {
      add(core, region, arrival)
    }
    fillOutboundSets(core)
  }

  private mutating func findGroups(_ core: MatrixCore, _ region: Region) {
    for location in region.locations {
      for facet in core.places.facetRange(location) {
        for group in core.places.groupSets.members(core.places.facets[facet].groupSet)
        where slots[Int(group)] < 0 {
          slots[Int(group)] = Int32(groups.count)
          groups.append(group)
        }
      }
    }
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

  /// Adds the locations of a region.
  private mutating func add(_ core: MatrixCore, _ region: Region, _ way: Way, to target: Int) {
    let far = core.places.regions[target].locations
    guard let pair = Self.pair(region.locations, far, core.places.locations) else { return }
    let shapes = core.finder.shapes(way, from: pair.from, to: pair.to)
    if let shapes, shapes.count == 1, shapes[0].end == .complete {
      add(core, shapes[0], far.map { $0 }, isInside: false)
      return
    }
    let isBlocked = shapes?.allSatisfy { $0.end == .blocked(.forward) } ?? false
    if !isBlocked { complexRegions.append(target) }
  }

  /// Two locations that are not in one subnet, from which the shape of all such pairs is found.
  private static func pair(
    _ near: Range<Int>, _ far: Range<Int>, _ locations: [Location]
  ) -> (from: Int, to: Int)? {
    for from in near {
      let subnet = locations[from].subnet
      for to in far where subnet < 0 || locations[to].subnet != subnet { return (from, to) }
    }
    return nil
  }

  /// Adds the locations in the subnets of the region, subnet by subnet.
  private mutating func addInside(_ core: MatrixCore, _ region: Region) {
    var subnets: [Int32] = []
    for location in region.locations {
      let subnet = core.places.locations[location].subnet
      if subnet >= 0, subnets.last != subnet { subnets.append(subnet) }
    }
    let all = subnets.flatMap { core.places.locations(of: $0) }.map { Int($0) }
      .filter { core.places.locations[$0].family == family && !core.places.locations[$0].isOdd }
    if !all.isEmpty { add(core, PathFinder.inside, all, isInside: true) }
  }

  private mutating func add(
    _ core: MatrixCore, _ shape: PathShape, _ locations: [Int], isInside: Bool
  ) {
    let (firstEntry, firstFacet) = (entries.count, facets.count)
    for location in locations {
      let first = Int32(facets.count)
      for facet in core.places.facetRange(location) where !core.isSpecialFacet[facet] {
        facets.append(Int32(facet))
      }
      entries.append(
        Entry(
          location: Int32(location), subnet: core.places.locations[location].subnet,
          facets: first..<Int32(facets.count)))
    }
    let range = firstEntry..<entries.count
    let replyBase = replyFactors.count
    addFactors(core, shape, range)
    let keepsGroups = shape.carriesInbound || shape.carriesOutbound
    let count = facets.count - firstFacet
    let inboundBase = keepsGroups ? addInbound(core, shape, range, firstFacet, count) : -1
    let outboundBase = keepsGroups ? addOutbound(core, shape, range, firstFacet, count) : -1
    let firstList = sourceLists.count
    sourceLists += shape.forward.sourceLists
    for reply in shape.replies { sourceLists += reply.filters.sourceLists }
    shapes.append(shape)
    fixedFactors += core.fixedWords(shape, family)
    blocks.append(
      Block(
        entries: range, facets: firstFacet..<facets.count,
        sources: firstList..<sourceLists.count, replyBase: replyBase, inboundBase: inboundBase,
        outboundBase: outboundBase, isInside: isInside))
  }

  private func atom(_ core: MatrixCore, _ entry: Entry) -> Int32 {
    core.places.locations[Int(entry.location)].atom
  }

  private mutating func addFactors(
    _ core: MatrixCore, _ shape: PathShape, _ range: Range<Int>
  ) {
    for entry in range {
      core.append(
        shape.forward.destinationLists, atom(core, entries[entry]), replies: false,
        to: &forwardFactors)
    }
    for reply in shape.replies {
      for entry in range {
        core.append(
          reply.filters.destinationLists, atom(core, entries[entry]), replies: true,
          to: &replyFactors)
      }
    }
  }

  // MARK: - What groups pass

  private mutating func fillOutboundSets(_ core: MatrixCore) {
    outboundSets.reserveCapacity(groups.count * entries.count)
    isOpen.reserveCapacity(groups.count * blocks.count)
    for group in groups {
      let list = core.lists.list(group, .outbound)
      for block in blocks {
        var isOpenHere = true
        for entry in block.entries {
          let set = core.lists.ports(list, atom(core, entries[entry]))
          if set != PortPool.all { isOpenHere = false }
          outboundSets.append(set)
        }
        isOpen.append(isOpenHere)
      }
    }
  }

  /// What inbound rules of destinations pass that refer to a group of the region.
  private mutating func addInbound(
    _ core: MatrixCore, _ shape: PathShape, _ range: Range<Int>, _ first: Int, _ count: Int
  ) -> Int {
    let base = tables.count
    tables.append(contentsOf: repeatElement(0, count: groups.count * core.wordCount * count))
    guard shape.carriesInbound else { return base }
    for position in first..<first + count {
      let set = core.places.facets[Int(facets[position])].groupSet
      for group in core.places.groupSets.members(set) {
        for reference in core.lists.inbound[Int(group)].references {
          add(
            core, reference.ports[Int(family.rawValue)], of: slots[Int(reference.group)],
            to: base, at: position - first, of: count)
        }
      }
    }
    return base
  }

  /// What outbound rules of the region's groups pass to destinations.
  private mutating func addOutbound(
    _ core: MatrixCore, _ shape: PathShape, _ range: Range<Int>, _ first: Int, _ count: Int
  ) -> Int {
    let base = tables.count
    tables.append(contentsOf: repeatElement(0, count: groups.count * core.wordCount * count))
    for (slot, group) in groups.enumerated() {
      let list = core.lists.list(group, .outbound)
      for entry in entries[range] where !entry.facets.isEmpty {
        let set = core.lists.ports(list, atom(core, entry))
        guard set != PortPool.none else { continue }
        for position in entry.facets {
          add(core, set, of: Int32(slot), to: base, at: Int(position) - first, of: count)
        }
      }
    }
    guard shape.carriesOutbound else { return base }
    for position in first..<first + count {
      let set = core.places.facets[Int(facets[position])].groupSet
      for group in core.places.groupSets.members(set) {
        for reference in core.referrers[Int(group)] {
          add(
            core, reference.ports[Int(family.rawValue)], of: slots[Int(reference.group)],
            to: base, at: position - first, of: count)
        }
      }
    }
    return base
  }

  private mutating func add(
    _ core: MatrixCore, _ set: Int32, of slot: Int32, to base: Int, at facet: Int, of count: Int
  ) {
    guard slot >= 0 else { return }
    let ports = core.base(set)
    for word in 0..<core.wordCount {
      tables[base + (Int(slot) * core.wordCount + word) * count + facet] |=
        core.setWords[ports + word]
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
    if shape.kinds != .all {
      let kinds = masks.words(of: shape.kinds, atoms)
      for word in 0..<wordCount { words[word] &= kinds[word] }
    }
    for fixed in shape.forward.fixed {
      let ports = base(lists.ports(fixed.list, fixed.atom))
      for word in 0..<wordCount { words[word] &= setWords[ports + word] }
    }
    return words
  }
}
