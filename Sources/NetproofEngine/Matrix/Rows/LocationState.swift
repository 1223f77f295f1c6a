import NetproofSets

/// What packets from one location meet on their way to every destination, apart from the groups of
/// their source.
struct LocationState {
  private let core: MatrixCore
  private let words: Int
  /// The location, or -1.
  private(set) var location = -1
  private(set) var live: [Live] = []
  /// Where each block's live entries stand in ``live``.
  private(set) var liveRanges: [Range<Int>] = []
  /// Neighbouring live entries that paths pass the same to.
  private(set) var runs: [Run] = []
  /// Where each block's runs stand in ``runs``.
  private(set) var runRanges: [Range<Int>] = []
  /// What the paths pass to each entry of the context, by word.
  private(set) var pathWords: [UInt64] = []
  /// What inbound rules with addresses pass to each facet of the context: word `w` of facet `f` of
  /// `n` is at `w * n + f`. In blocks without references, cut down to what the path passes.
  private(set) var inboundWords: [UInt64] = []

  /// Changes with every location.
  private(set) var stamp: Int32 = 0
  private var region = -1
  /// What path words were made of: for each block its clients, and the set that each of its source
  /// lists passes.
  private var pathClients: [Int32] = []
  private var pathSets: [Int32] = []
  /// The set that each group's inbound rules pass from here, and when that was looked up.
  private var inboundSets: [Int32]
  private var inboundStamps: [Int32]
  private var source: [UInt64] = []
  private var both: [UInt64] = []
  private var path: [UInt64] = []

  /// An entry that some port can reach.
  struct Live {
    let entry: Int32
    let facets: Range<Int32>
  }

  /// Facets of a block that paths pass the same to.
  struct Run {
    /// An entry that stands for all.
    let entry: Int32
    var facets: Range<Int32>
  }

  init(_ core: MatrixCore) {
    self.core = core
    words = core.wordCount
    inboundSets = Array(repeating: 0, count: core.lists.inbound.count)
    inboundStamps = Array(repeating: 0, count: core.lists.inbound.count)
    path = Array(repeating: 0, count: words)
    both = path
  }

  /// Prepares for packets from a location of the context's region.
  mutating func enter(_ index: Int, _ context: RegionContext) {
    location = index
    stamp += 1
    if region != context.region {
      region = context.region
      pathClients = Array(repeating: -1, count: context.blocks.count)
      pathSets = Array(repeating: -1, count: context.sourceLists.count)
      pathWords = Array(repeating: 0, count: context.entries.count * words)
      inboundWords = Array(repeating: 0, count: context.facets.count * words)
    }
    live.removeAll(keepingCapacity: true)
    liveRanges.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    runRanges.removeAll(keepingCapacity: true)
    let place = core.places.locations[index]
    for number in context.blocks.indices {
      let block = context.blocks[number]
      if isNews(number, block, context, place) { findPaths(number, block, context, place) }
      let (first, firstRun) = (live.count, runs.count)
      for entry in block.entries {
        let target = context.entries[entry]
        let isSameSubnet = place.subnet >= 0 && target.subnet == place.subnet
        guard isSameSubnet == block.isInside, !target.facets.isEmpty, isReached(entry)
        else { continue }
        live.append(Live(entry: Int32(entry), facets: target.facets))
        extendRuns(from: firstRun, Int32(entry), target.facets)
        fillInbound(entry, target, block, context, from: place.atom)
      }
      liveRanges.append(first..<live.count)
      runRanges.append(firstRun..<runs.count)
    }
  }

  private mutating func extendRuns(from first: Int, _ entry: Int32, _ facets: Range<Int32>) {
    if runs.count > first {
      let last = runs[runs.count - 1]
      if last.facets.upperBound == facets.lowerBound, isSamePath(last.entry, entry) {
        runs[runs.count - 1].facets = last.facets.lowerBound..<facets.upperBound
        return
      }
    }
    runs.append(Run(entry: entry, facets: facets))
  }

  private func isSamePath(_ left: Int32, _ right: Int32) -> Bool {
    for word in 0..<words
    where pathWords[Int(left) * words + word] != pathWords[Int(right) * words + word] {
      return false
    }
    return true
  }

  private func isReached(_ entry: Int) -> Bool {
    for word in entry * words..<(entry + 1) * words where pathWords[word] != 0 { return true }
    return false
  }

  // MARK: - Paths

  /// Whether lists say other things about this location than about the one before.
  private mutating func isNews(
    _ number: Int, _ block: RegionContext.Block, _ context: RegionContext, _ place: Location
  ) -> Bool {
    var isNew = pathClients[number] != place.clients
    pathClients[number] = place.clients
    for index in block.sources {
      let set = core.lists.ports(context.sourceLists[index], place.atom)
      if pathSets[index] != set {
        pathSets[index] = set
        isNew = true
      }
    }
    return isNew
  }

  /// Finds what the paths to a block's entries pass.
  private mutating func findPaths(
    _ number: Int, _ block: RegionContext.Block, _ context: RegionContext, _ place: Location
  ) {
    let shape = context.shapes[number]
    fillSource(number, shape, context, place)
    for entry in block.entries {
      for word in 0..<words {
        path[word] = source[word] & context.forwardFactors[entry * words + word]
      }
      for (index, reply) in shape.replies.enumerated() {
        let offset = index * block.entries.count + entry - block.entries.lowerBound
        let base = block.replyBase + offset * words
        for word in 0..<words {
          both[word] = source[(index + 1) * words + word] & context.replyFactors[base + word]
        }
        core.masks.narrow(
          &path, by: both,
          reply.isTranslated ? core.masks.translated : core.masks.clients[Int(place.clients)])
      }
      for word in 0..<words { pathWords[entry * words + word] = path[word] }
    }
  }

  /// What the lists pass that are asked about the source: forward, then of each reply.
  private mutating func fillSource(
    _ number: Int, _ shape: PathShape, _ context: RegionContext, _ place: Location
  ) {
    source.removeAll(keepingCapacity: true)
    core.append(shape.forward.sourceLists, place.atom, replies: false, to: &source)
    for word in 0..<words { source[word] &= context.fixedFactors[number * words + word] }
    for reply in shape.replies {
      let start = source.count
      core.append(reply.filters.sourceLists, place.atom, replies: true, to: &source)
      for fixed in reply.filters.fixed {
        let ports = core.base(core.lists.ports(fixed.list, fixed.atom), replies: true)
        for word in 0..<words { source[start + word] &= core.setWords[ports + word] }
      }
    }
  }

  // MARK: - Inbound rules

  /// Looks up what inbound rules of the facets of an entry pass from an atom.
  private mutating func fillInbound(
    _ entry: Int, _ target: RegionContext.Entry, _ block: RegionContext.Block,
    _ context: RegionContext, from atom: Int32
  ) {
    let count = context.facets.count
    for position in target.facets {
      let facet = core.places.facets[Int(context.facets[Int(position)])]
      let groups = core.places.groupSets.range(facet.groupSet)
      for word in 0..<words { both[word] = groups.isEmpty ? .max : 0 }
      for index in groups {
        let ports = core.base(inboundSet(Int(core.places.groupSets.groups[index]), atom))
        for word in 0..<words { both[word] |= core.setWords[ports + word] }
      }
      for word in 0..<words {
        let value = block.keepsGroups ? both[word] : both[word] & pathWords[entry * words + word]
        inboundWords[word * count + Int(position)] = value
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
}
