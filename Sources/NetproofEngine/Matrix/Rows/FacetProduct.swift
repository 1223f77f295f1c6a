/// Multiplies the factors of the plain pairs of one facet.
struct FacetProduct {
  private var outbound: [UInt64] = []
  /// What rules with references pass, by word and facet of a stretch.
  private var inboundTable: [UInt64] = []
  private var outboundTable: [UInt64] = []

  /// Appends the facets that something passes to, and the words.
  mutating func run(
    _ facet: Int, _ core: MatrixCore, _ context: RegionContext, _ state: borrowing LocationState,
    _ targets: inout [Int32], _ passing: inout [UInt64]
  ) {
    let groups = core.places.groupSets.range(core.places.facets[facet].groupSet)
    for number in context.blocks.indices {
      let block = context.blocks[number]
      let live = state.liveRanges[number]
      guard !live.isEmpty else { continue }
      if block.keepsGroups, !groups.isEmpty {
        let span = Self.span(state, live)
        Self.join(core, context, groups, block.inboundBase, block, span, &inboundTable)
        Self.join(core, context, groups, block.outboundBase, block, span, &outboundTable)
        multiplyTables(core, context, state, live, span, &targets, &passing)
      } else {
        multiplyEntries(core, context, state, live, groups, block, &targets, &passing)
      }
    }
  }

  /// The facets between the first and the last of live entries.
  static func span(_ state: borrowing LocationState, _ live: Range<Int>) -> Range<Int> {
    Int(
      state.live[live.lowerBound].facets.lowerBound)..<Int(
        state.live[live.upperBound - 1].facets.upperBound)
  }

  /// Joins the tables of all groups of a facet for a stretch of a block's facets.
  static func join(
    _ core: MatrixCore, _ context: RegionContext, _ groups: Range<Int>, _ base: Int,
    _ block: RegionContext.Block, _ span: Range<Int>, _ result: inout [UInt64]
  ) {
    let words = core.wordCount
    let needed = words * span.count
    if result.count < needed {
      result.append(contentsOf: repeatElement(0, count: needed - result.count))
    }
    var isFirst = true
    for position in groups {
      let slot = Int(context.slots[Int(core.places.groupSets.groups[position])])
      for word in 0..<words {
        let row = base + (slot * words + word) * block.facets.count
        let start = row + span.lowerBound - block.facets.lowerBound
        let from = context.tables.span.extracting(start..<start + span.count)
        var into = result.mutableSpan
        let place = word * span.count
        if isFirst {
          for index in 0..<from.count { into[place + index] = from[index] }
        } else {
          for index in 0..<from.count { into[place + index] |= from[index] }
        }
      }
      isFirst = false
    }
  }

  private func multiplyTables(
    _ core: MatrixCore, _ context: RegionContext, _ state: borrowing LocationState,
    _ live: Range<Int>, _ span: Range<Int>, _ targets: inout [Int32], _ passing: inout [UInt64]
  ) {
    let words = core.wordCount
    let count = context.facets.count
    for index in live {
      let entry = state.live[index]
      let path = Int(entry.entry) * words
      for position in entry.facets {
        let offset = Int(position) - span.lowerBound
        var isEmpty = true
        for word in 0..<words {
          let place = word * span.count + offset
          let inbound =
            state.inboundWords[word * count + Int(position)] | inboundTable[place]
          let value = state.pathWords[path + word] & outboundTable[place] & inbound
          passing.append(value)
          if value != 0 { isEmpty = false }
        }
        if isEmpty {
          passing.removeLast(words)
        } else {
          targets.append(context.facets[Int(position)])
        }
      }
    }
  }

  private mutating func multiplyEntries(
    _ core: MatrixCore, _ context: RegionContext, _ state: borrowing LocationState,
    _ live: Range<Int>, _ groups: Range<Int>, _ block: RegionContext.Block,
    _ targets: inout [Int32], _ passing: inout [UInt64]
  ) {
    let words = core.wordCount
    let count = context.facets.count
    for index in live {
      let entry = state.live[index]
      Self.fillOutbound(core, context, groups, entry, &outbound)
      for position in entry.facets {
        var isEmpty = true
        for word in 0..<words {
          var value = outbound[word] & state.inboundWords[word * count + Int(position)]
          if block.keepsGroups { value &= state.pathWords[Int(entry.entry) * words + word] }
          passing.append(value)
          if value != 0 { isEmpty = false }
        }
        if isEmpty {
          passing.removeLast(words)
        } else {
          targets.append(context.facets[Int(position)])
        }
      }
    }
  }

  /// What outbound rules with addresses pass to an entry; everything without groups.
  static func fillOutbound(
    _ core: MatrixCore, _ context: RegionContext, _ groups: Range<Int>,
    _ entry: LocationState.Live, _ result: inout [UInt64]
  ) {
    let words = core.wordCount
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: repeatElement(groups.isEmpty ? .max : 0, count: words))
    for position in groups {
      let slot = Int(context.slots[Int(core.places.groupSets.groups[position])])
      let set = context.outboundSets[slot * context.entries.count + Int(entry.entry)]
      let ports = core.base(set)
      for word in 0..<words { result[word] |= core.setWords[ports + word] }
    }
  }
}
