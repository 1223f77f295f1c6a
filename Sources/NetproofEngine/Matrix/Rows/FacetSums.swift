/// Sums up plain rows without writing them down.
///
/// What many sources have in common is summed once for each location; where rules refer to groups,
/// bits are counted as they come.
struct FacetSums {
  private let core: MatrixCore
  private let words: Int
  /// How many ends of each class receive.
  private let weights: [UInt64]
  private var counter: PortCounter

  // Of the current context:
  private var region = -1
  private var facetWeights: [UInt64] = []
  /// For each block whether most of its facets stand for one end, and none for nobody.
  private var isScattered: [Bool] = []

  // Of the current location:
  private var stamp: Int32 = -1
  /// For each block what it comes to if outbound rules pass everything.
  private var openSums: [RowSum] = []
  private var isSummed: [Bool] = []

  private var outbound: [UInt64] = []
  private var inboundTable: [UInt64] = []
  private var outboundTable: [UInt64] = []
  private var any: [UInt64] = []
  private var bits: [BitCounter]

  init(_ core: MatrixCore, _ weights: [UInt64], _ counter: PortCounter) {
    self.core = core
    self.weights = weights
    self.counter = counter
    words = core.wordCount
    bits = Array(repeating: BitCounter(), count: words)
  }

  /// Sums up the plain pairs of a facet that was entered; the facet itself counts like any other.
  mutating func sum(_ facet: Int, _ context: RegionContext, _ state: borrowing LocationState)
    -> RowSum
  {
    enter(context, state.stamp)
    let groups = core.places.groupSets.range(core.places.facets[facet].groupSet)
    var total = RowSum()
    for number in context.blocks.indices where !state.liveRanges[number].isEmpty {
      let block = context.blocks[number]
      if block.keepsGroups, !groups.isEmpty {
        total.add(sumTables(number, block, context, state, groups))
      } else if !block.keepsGroups, isOpen(number, context, groups) {
        if !isSummed[number] {
          openSums[number] = sumEntries(number, block, context, state, 0..<0)
          isSummed[number] = true
        }
        total.add(openSums[number])
      } else {
        total.add(sumEntries(number, block, context, state, groups))
      }
    }
    return total
  }

  private mutating func enter(_ context: RegionContext, _ stamp: Int32) {
    if region != context.region {
      region = context.region
      facetWeights = context.facets.map { weights[Int(core.places.facets[Int($0)].endClass)] }
      let facetWeights = facetWeights
      isScattered = context.blocks.map { block in
        block.facets.allSatisfy { facetWeights[$0] > 0 }
          && block.facets.count { facetWeights[$0] > 1 } * 4 < block.facets.count
      }
      openSums = Array(repeating: RowSum(), count: context.blocks.count)
      isSummed = Array(repeating: false, count: context.blocks.count)
      self.stamp = stamp &- 1
    }
    guard self.stamp != stamp else { return }
    self.stamp = stamp
    for number in isSummed.indices { isSummed[number] = false }
  }

  /// Whether outbound rules of some group pass everything to a block.
  private func isOpen(_ block: Int, _ context: RegionContext, _ groups: Range<Int>) -> Bool {
    if groups.isEmpty { return true }
    for position in groups {
      let slot = Int(context.slots[Int(core.places.groupSets.groups[position])])
      if context.isOpen[slot * context.blocks.count + block] { return true }
    }
    return false
  }

  // MARK: - Blocks without references

  private mutating func sumEntries(
    _ number: Int, _ block: RegionContext.Block, _ context: RegionContext,
    _ state: borrowing LocationState, _ groups: Range<Int>
  ) -> RowSum {
    var total = RowSum()
    let count = context.facets.count
    for index in state.liveRanges[number] {
      let live = state.live[index]
      FacetProduct.fillOutbound(core, context, groups, live, &outbound)
      for position in live.facets {
        var volume: UInt64 = 0
        for word in 0..<words {
          var value = outbound[word] & state.inboundWords[word * count + Int(position)]
          if block.keepsGroups { value &= state.pathWords[Int(live.entry) * words + word] }
          volume += counter.count(value, word: word)
        }
        if volume > 0 { total.add(volume, facetWeights[Int(position)]) }
      }
    }
    return total
  }

  // MARK: - Blocks with references

  private mutating func sumTables(
    _ number: Int, _ block: RegionContext.Block, _ context: RegionContext,
    _ state: borrowing LocationState, _ groups: Range<Int>
  ) -> RowSum {
    let span = FacetProduct.span(state, state.liveRanges[number])
    FacetProduct.join(core, context, groups, block.inboundBase, block, span, &inboundTable)
    FacetProduct.join(core, context, groups, block.outboundBase, block, span, &outboundTable)
    if any.count < span.count {
      any.append(contentsOf: repeatElement(0, count: span.count - any.count))
    }
    return isScattered[number]
      ? sumScattered(number, context, state, span) : sumWeighted(number, context, state, span)
  }

  /// Sums up where most facets stand for one end: by counting bits.
  private mutating func sumScattered(
    _ number: Int, _ context: RegionContext, _ state: borrowing LocationState, _ span: Range<Int>
  ) -> RowSum {
    var total = RowSum()
    let count = context.facets.count
    for word in 0..<words { bits[word].clear() }
    for index in state.runRanges[number] {
      let run = state.runs[index]
      let range = Int(run.facets.lowerBound)..<Int(run.facets.upperBound)
      for position in 0..<range.count { any[position] = 0 }
      for word in 0..<words {
        let path = state.pathWords[Int(run.entry) * words + word]
        guard path != 0 else { continue }
        let start = word * span.count + range.lowerBound - span.lowerBound
        let inbound = word * count + range.lowerBound
        bits[word].add(
          path, outboundTable, state.inboundWords, inboundTable, table: start, inbound: inbound,
          count: range.count, any: &any, counted: counter.counted[word])
      }
      for position in 0..<range.count where any[position] != 0 {
        let ends = facetWeights[range.lowerBound + position]
        total.pairs += ends
        if ends != 1 { addMore(ends - 1, range.lowerBound + position, run, context, state, span) }
      }
    }
    for word in 0..<words {
      for (level, value) in bits[word].levels.enumerated() where value != 0 {
        total.volume += counter.count(value, word: word) << UInt64(level)
      }
    }
    return total
  }

  /// Counts the bits of a facet some more times.
  private mutating func addMore(
    _ times: UInt64, _ position: Int, _ run: LocationState.Run, _ context: RegionContext,
    _ state: borrowing LocationState, _ span: Range<Int>
  ) {
    for word in 0..<words {
      let place = word * span.count + position - span.lowerBound
      let inbound = state.inboundWords[word * context.facets.count + position]
      let value =
        state.pathWords[Int(run.entry) * words + word] & outboundTable[place]
        & (inbound | inboundTable[place])
      for digit in 0..<32 where times >> UInt64(digit) & 1 == 1 {
        bits[word].add(value, level: digit)
      }
    }
  }

  private mutating func sumWeighted(
    _ number: Int, _ context: RegionContext, _ state: borrowing LocationState, _ span: Range<Int>
  ) -> RowSum {
    var total = RowSum()
    let count = context.facets.count
    for index in state.runRanges[number] {
      let run = state.runs[index]
      let path = Int(run.entry) * words
      for position in Int(run.facets.lowerBound)..<Int(run.facets.upperBound) {
        var volume: UInt64 = 0
        for word in 0..<words {
          let place = word * span.count + position - span.lowerBound
          let inbound = state.inboundWords[word * count + position] | inboundTable[place]
          let value = state.pathWords[path + word] & outboundTable[place] & inbound
          volume += counter.count(value, word: word)
        }
        if volume > 0 { total.add(volume, facetWeights[position]) }
      }
    }
    return total
  }
}

/// What a row comes to for one end of its source.
struct RowSum: Hashable, Sendable {
  var pairs: UInt64 = 0
  var undetermined: UInt64 = 0
  var volume: UInt64 = 0

  mutating func add(_ other: RowSum) {
    pairs += other.pairs
    undetermined += other.undetermined
    volume += other.volume
  }

  /// Adds a destination between which and the source ports pass, and how many ends it stands for.
  mutating func add(_ ports: UInt64, _ ends: UInt64) {
    pairs += ends
    volume += ports * ends
  }
}
