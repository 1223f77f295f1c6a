import NetproofModel
import NetproofSets

/// Computes which ports pass from one facet to every other: the inner loops of the matrix.
///
/// A result is a row of words for each word of ports, by facet. Only the ranges that ``touched``
/// names are valid; all other facets are not reached and nothing is unknown about them.
struct FacetRows {
  let core: MatrixCore
  let words: Int
  let facetCount: Int

  /// The ports that pass: word `w` of facet `f` is at `w * facetCount + f`.
  private(set) var passing: [UInt64]
  /// The ports of which nobody knows; empty as long as there are none.
  private(set) var unknown: [UInt64] = []
  /// The facets with something in ``unknown``, to be cleared before the next row.
  private var unclear: [Int] = []
  /// The facets with results, in disjoint ranges.
  private(set) var touched: [Range<Int>] = []

  private var contexts: [RegionContext] = []
  private var source = -1
  private var judge: PairJudge

  // Of the current location:
  private var live: [LiveEntry] = []
  private var liveBlocks: [LiveBlock] = []
  /// What the path to each live entry passes, by word.
  private var pathWords: [UInt64] = []
  /// What inbound rules with addresses pass from the location, like ``passing``.
  private var inboundWords: [UInt64]
  /// The set that each group's inbound rules pass from the location, and when that was looked up.
  private var inboundSets: [Int32]
  private var inboundStamps: [Int32]
  private var locationStamps: [Int32]
  private var stamp: Int32 = 0

  // Of the current facet:
  private var outboundWords: [UInt64] = []
  private var inboundReferences: [UInt64] = []
  private var outboundReferences: [UInt64] = []
  /// What earlier choices have come to.
  private var joined: [UInt64] = []

  private struct LiveEntry {
    let location: Int32
    let entry: Int32
  }

  /// The live entries of one block.
  private struct LiveBlock {
    let block: Int
    let live: Range<Int>
    /// Which of the block's facets they span.
    let facets: Range<Int>
    let part: Part

    /// How the results of a block join those of others.
    enum Part {
      /// It is the only one for its locations.
      case whole
      case firstChoice
      case nextChoice
    }
  }

  init(_ core: MatrixCore) {
    self.core = core
    words = core.wordCount
    facetCount = core.places.facets.count
    passing = Array(repeating: 0, count: words * facetCount)
    inboundWords = Array(repeating: 0, count: words * facetCount)
    inboundSets = Array(repeating: 0, count: core.lists.inbound.count)
    inboundStamps = Array(repeating: 0, count: core.lists.inbound.count)
    locationStamps = Array(repeating: 0, count: core.places.locations.count)
    judge = PairJudge(core)
  }

  /// Computes the row of a facet.
  mutating func run(_ facet: Int) {
    let home = core.places.facets[facet]
    let record = core.places.classes[Int(home.endClass)]
    touched.removeAll(keepingCapacity: true)
    clearUnknown()
    if record.traits.contains(.isDown), !record.traits.contains(.isUndescribed) { return }
    let location = core.places.locations[Int(home.location)]
    let isAlone =
      location.isOdd || record.traits.contains(.isUndescribed)
      || core.isOutboundUncertain[Int(home.groupSet)]
    if isAlone { return runAlone(facet, location.family) }
    if Int(home.location) != source { prepare(Int(home.location)) }
    runPlain(facet)
    clearDown()
    runComplex(facet)
    runSpecial(facet, location.family)
  }

  // MARK: - Pairs that are judged one by one

  private mutating func runAlone(_ facet: Int, _ family: Family) {
    source = -1
    for other in 0..<facetCount
    where core.places.location(other).family == family && isAsked(facet, other) {
      touched.append(other..<other + 1)
      store(judge.verdict(facet, other), other)
    }
  }

  private mutating func runComplex(_ facet: Int) {
    let context = contexts[contexts.count - 1]
    guard !context.complexBlocks.isEmpty else { return }
    let subnet = core.places.location(facet).subnet
    for block in context.complexBlocks {
      for location in core.places.regions[block.region].locations
      where subnet < 0 || core.places.locations[location].subnet != subnet {
        let range = core.places.facetRange(location)
        guard !range.isEmpty else { continue }
        touched.append(range)
        locationStamps[location] = stamp
        for other in range { store(judge.verdict(facet, other, by: block.shapes), other) }
      }
    }
  }

  /// Nothing gets to ends that are down by ways that are plain.
  private mutating func clearDown() {
    for facet in core.downFacets
    where locationStamps[Int(core.places.facets[Int(facet)].location)] == stamp {
      for word in 0..<words { passing[word * facetCount + Int(facet)] = 0 }
    }
  }

  /// Judges what the plain rows do not foresee.
  private mutating func runSpecial(_ facet: Int, _ family: Family) {
    for other in core.specialFacets {
      let location = Int(core.places.facets[Int(other)].location)
      guard core.places.locations[location].family == family, isAsked(facet, Int(other))
      else { continue }
      if locationStamps[location] != stamp { touched.append(Int(other)..<Int(other) + 1) }
      store(judge.verdict(facet, Int(other)), Int(other))
    }
  }

  private func isAsked(_ facet: Int, _ other: Int) -> Bool {
    let (from, to) = (core.places.facets[facet].endClass, core.places.facets[other].endClass)
    return core.places.classes[Int(from)].network == nil
      || core.places.classes[Int(to)].network == nil
  }

  private mutating func store(_ verdict: PairVerdict, _ facet: Int) {
    for word in 0..<words { passing[word * facetCount + facet] = verdict.passing[word] }
    guard !unknown.isEmpty || verdict.unknown.contains(where: { $0 != 0 }) else { return }
    if unknown.isEmpty { unknown = Array(repeating: 0, count: words * facetCount) }
    for word in 0..<words { unknown[word * facetCount + facet] = verdict.unknown[word] }
    unclear.append(facet)
  }

  private mutating func clearUnknown() {
    for facet in unclear {
      for word in 0..<words { unknown[word * facetCount + facet] = 0 }
    }
    unclear.removeAll(keepingCapacity: true)
  }

  // MARK: - Locations

  private mutating func enter(_ region: Int) {
    if let known = contexts.firstIndex(where: { $0.region == region }) {
      if known + 1 < contexts.count { contexts.append(contexts.remove(at: known)) }
      return
    }
    // One context for each family of a dual-stack network.
    if contexts.count >= 3 { contexts.removeFirst() }
    contexts.append(RegionContext(core, region: region))
  }

  private mutating func prepare(_ index: Int) {
    let location = core.places.locations[index]
    enter(Int(location.region))
    source = index
    stamp += 1
    live.removeAll(keepingCapacity: true)
    liveBlocks.removeAll(keepingCapacity: true)
    pathWords.removeAll(keepingCapacity: true)
    for block in contexts[contexts.count - 1].blocks.indices { addLive(block, location) }
    for entry in live {
      locationStamps[Int(entry.location)] = stamp
      fillInbound(Int(entry.location), from: location.atom)
    }
  }

  /// Adds the entries of a block that some port can reach from a location.
  private mutating func addLive(_ index: Int, _ location: Location) {
    let context = contexts[contexts.count - 1]
    let block = context.blocks[index]
    // Further choices are added with the first.
    if block.choices == 0 { return }
    if block.choices > 1 { return addChoices(index..<index + block.choices, location) }
    let first = live.count
    let factors = SourceFactors(core, block, location)
    guard factors.forward.contains(where: { $0 != 0 }) else { return }
    var path = factors.forward
    for entry in block.entries {
      let target = Int(context.entries[entry].location)
      let isSameSubnet =
        location.subnet >= 0 && core.places.locations[target].subnet == location.subnet
      guard isSameSubnet == block.isInside else { continue }
      factors.multiply(core, context, block, entry, location, into: &path)
      guard path.contains(where: { $0 != 0 }) else { continue }
      live.append(
        LiveEntry(location: Int32(target), entry: Int32(entry)))
      pathWords.append(contentsOf: path)
    }
    addLiveBlock(index, from: first, .whole)
  }

  private mutating func addLiveBlock(_ index: Int, from first: Int, _ part: LiveBlock.Part) {
    guard first < live.count else { return }
    let context = contexts[contexts.count - 1]
    let low = context.entries[Int(live[first].entry)]
    let high = context.entries[Int(live[live.count - 1].entry)]
    liveBlocks.append(
      LiveBlock(
        block: index, live: first..<live.count,
        facets: Int(low.firstFacet)..<Int(high.firstFacet + high.facetCount), part: part))
  }

  /// Adds the entries that the choices of several blocks together can reach, once for each block.
  private mutating func addChoices(_ indices: Range<Int>, _ location: Location) {
    let context = contexts[contexts.count - 1]
    let blocks = Array(context.blocks[indices])
    let factors = blocks.map { SourceFactors(core, $0, location) }
    let isEvery = core.options.quantifier == .every
    var paths = blocks.map { _ in [UInt64]() }
    var path = [UInt64](repeating: 0, count: words)
    var reached: [Int] = []
    for position in 0..<blocks[0].entries.count {
      let target = Int(context.entries[blocks[0].entries.lowerBound + position].location)
      if location.subnet >= 0, core.places.locations[target].subnet == location.subnet { continue }
      var together = [UInt64](repeating: isEvery ? .max : 0, count: words)
      for (number, block) in blocks.enumerated() {
        let entry = block.entries.lowerBound + position
        factors[number].multiply(core, context, block, entry, location, into: &path)
        paths[number].append(contentsOf: path)
        for word in 0..<words {
          if isEvery { together[word] &= path[word] | block.left[word] }
          if !isEvery { together[word] |= path[word] }
        }
      }
      if together.contains(where: { $0 != 0 }) {
        reached.append(position)
      } else {
        for number in blocks.indices { paths[number].removeLast(words) }
      }
    }
    for (number, index) in indices.enumerated() {
      let first = live.count
      for position in reached {
        let entry = blocks[number].entries.lowerBound + position
        live.append(
          LiveEntry(
            location: context.entries[entry].location, entry: Int32(entry)))
      }
      pathWords.append(contentsOf: paths[number])
      addLiveBlock(index, from: first, number == 0 ? .firstChoice : .nextChoice)
    }
  }

  /// Looks up what inbound rules of the facets of a location pass from an atom.
  private mutating func fillInbound(_ location: Int, from atom: Int32) {
    for facet in core.places.facetRange(location) {
      let groups = core.places.groupSets.range(core.places.facets[facet].groupSet)
      guard !groups.isEmpty else {
        for word in 0..<words { inboundWords[word * facetCount + facet] = .max }
        continue
      }
      for word in 0..<words { inboundWords[word * facetCount + facet] = 0 }
      for position in groups {
        let group = core.places.groupSets.groups[position]
        let ports = core.base(inboundSet(Int(group), atom))
        for word in 0..<words {
          inboundWords[word * facetCount + facet] |= core.setWords[ports + word]
        }
      }
    }
  }

  private mutating func inboundSet(_ group: Int, _ atom: Int32) -> Int32 {
    if inboundStamps[group] == stamp { return inboundSets[group] }
    let set = core.lists.ports(core.lists.list(Int32(group), .inbound), atom)
    inboundStamps[group] = stamp
    inboundSets[group] = set
    return set
  }

  // MARK: - Facets

  private mutating func runPlain(_ facet: Int) {
    let groups = core.places.groupSets.range(core.places.facets[facet].groupSet)
    fillOutbound(groups)
    let context = contexts[contexts.count - 1]
    for liveBlock in liveBlocks {
      let block = context.blocks[liveBlock.block]
      if block.inboundBase >= 0 {
        Self.join(
          context, groups, core, block, block.inboundBase, liveBlock.facets, &inboundReferences)
      }
      if block.outboundBase >= 0 {
        Self.join(
          context, groups, core, block, block.outboundBase, liveBlock.facets, &outboundReferences)
      }
      for index in liveBlock.live {
        let entry = context.entries[Int(live[index].entry)]
        let range = core.places.facetRange(Int(entry.location))
        if liveBlock.part != .nextChoice { touched.append(range) }
        for word in 0..<words {
          if liveBlock.part == .nextChoice { keep(range, word) }
          multiply(
            range, word, live: index, block,
            offset: word * liveBlock.facets.count + Int(entry.firstFacet)
              - liveBlock.facets.lowerBound)
          if liveBlock.part != .whole { join(range, word, liveBlock.part, block) }
        }
      }
    }
  }

  /// What outbound rules with addresses pass to each live entry.
  private mutating func fillOutbound(_ groups: Range<Int>) {
    outboundWords.removeAll(keepingCapacity: true)
    guard !groups.isEmpty else {
      outboundWords.append(contentsOf: repeatElement(.max, count: live.count * words))
      return
    }
    outboundWords.append(contentsOf: repeatElement(0, count: live.count * words))
    let context = contexts[contexts.count - 1]
    for position in groups {
      let slot = Int(context.slots[Int(core.places.groupSets.groups[position])])
      let base = slot * context.entries.count
      for (index, entry) in live.enumerated() {
        let ports = core.base(context.outboundSets[base + Int(entry.entry)])
        for word in 0..<words { outboundWords[index * words + word] |= core.setWords[ports + word] }
      }
    }
  }

  /// Joins the words of rules that refer to any group of the current facet.
  private static func join(
    _ context: RegionContext, _ groups: Range<Int>, _ core: MatrixCore,
    _ block: RegionContext.Block, _ base: Int, _ facets: Range<Int>, _ result: inout [UInt64]
  ) {
    let words = core.wordCount
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: repeatElement(0, count: words * facets.count))
    for position in groups {
      let slot = Int(context.slots[Int(core.places.groupSets.groups[position])])
      for word in 0..<words {
        let start = base + (slot * words + word) * block.facetCount + facets.lowerBound
        let from = context.referenceWords.span.extracting(start..<start + facets.count)
        var into = result.mutableSpan
        for index in 0..<facets.count { into[word * facets.count + index] |= from[index] }
      }
    }
  }

  /// Keeps what earlier choices have come to.
  private mutating func keep(_ range: Range<Int>, _ word: Int) {
    joined.removeAll(keepingCapacity: true)
    let base = word * facetCount
    joined.append(contentsOf: passing[base + range.lowerBound..<base + range.upperBound])
  }

  /// Joins what a choice passes with what the ones before it do: all count, or one does.
  private mutating func join(
    _ range: Range<Int>, _ word: Int, _ part: LiveBlock.Part, _ block: RegionContext.Block
  ) {
    let base = word * facetCount
    let isFirst = part == .firstChoice
    guard core.options.quantifier == .every else {
      if isFirst { return }
      for (position, facet) in range.enumerated() { passing[base + facet] |= joined[position] }
      return
    }
    let left = block.left[word]
    for (position, facet) in range.enumerated() {
      let both = passing[base + facet] | left
      passing[base + facet] = isFirst ? both : both & joined[position]
    }
  }

  /// Multiplies the factors of one word for the facets of one location.
  private mutating func multiply(
    _ range: Range<Int>, _ word: Int, live index: Int, _ block: RegionContext.Block, offset: Int
  ) {
    let path = pathWords[index * words + word]
    let outbound = outboundWords[index * words + word]
    let base = word * facetCount
    switch (block.inboundBase >= 0, block.outboundBase >= 0) {
    case (false, false):
      let both = path & outbound
      for facet in range { passing[base + facet] = both & inboundWords[base + facet] }
    case (true, false):
      let both = path & outbound
      for (position, facet) in range.enumerated() {
        passing[base + facet] =
          both & (inboundWords[base + facet] | inboundReferences[offset + position])
      }
    case (false, true):
      for (position, facet) in range.enumerated() {
        passing[base + facet] =
          path & (outbound | outboundReferences[offset + position]) & inboundWords[base + facet]
      }
    case (true, true):
      for (position, facet) in range.enumerated() {
        passing[base + facet] =
          path & (outbound | outboundReferences[offset + position])
          & (inboundWords[base + facet] | inboundReferences[offset + position])
      }
    }
  }
}
