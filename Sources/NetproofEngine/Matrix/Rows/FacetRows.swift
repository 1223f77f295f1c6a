import NetproofSets

/// Computes which ports pass from one facet to every other.
///
/// A row lists the facets that something may pass to, with words of ports; nothing passes to any
/// other, and nothing is unknown about them.
struct FacetRows {
  let core: MatrixCore
  let words: Int

  /// The facets, in no particular order, each once.
  private(set) var targets: [Int32] = []
  /// The words that pass: word `w` of position `p` is at `p * words + w`.
  private(set) var passing: [UInt64] = []
  /// The words of which nobody knows: the same, for positions from ``firstJudged`` on.
  private(set) var unknown: [UInt64] = []
  /// Where the facets begin that were judged one by one; nothing is unknown before.
  private(set) var firstJudged = 0

  private var ipv4: Half
  private var ipv6: Half
  private var judge: PairJudge
  private var product = FacetProduct()

  /// What the facets of one family need.
  private struct Half {
    var context = RegionContext()
    var state: LocationState
  }

  init(_ core: MatrixCore) {
    self.core = core
    words = core.wordCount
    ipv4 = Half(state: LocationState(core))
    ipv6 = Half(state: LocationState(core))
    judge = PairJudge(core)
  }

  /// How a facet's row is found.
  enum Kind {
    /// Nothing passes from it.
    case closed
    /// Every pair is judged by itself.
    case alone
    case plain
  }

  func kind(_ facet: Int) -> Kind {
    let home = core.places.facets[facet]
    let traits = core.places.classes[Int(home.endClass)].traits
    if traits.contains(.isUndescribed) { return .alone }
    if traits.contains(.isDown) { return .closed }
    let isAlone =
      core.places.locations[Int(home.location)].isOdd
      || core.isOutboundUncertain[Int(home.groupSet)]
    return isAlone ? .alone : .plain
  }

  /// Computes the row of a facet.
  mutating func run(_ facet: Int) {
    clear()
    switch kind(facet) {
    case .closed: return
    case .alone: judgeAll(facet)
    case .plain:
      enter(facet)
      multiply(facet)
      judgeRest(facet)
    }
  }

  private mutating func clear() {
    targets.removeAll(keepingCapacity: true)
    passing.removeAll(keepingCapacity: true)
    unknown.removeAll(keepingCapacity: true)
    firstJudged = 0
  }

  /// Computes what is judged one by one of a plain facet's row, and nothing else.
  mutating func runRest(_ facet: Int) {
    clear()
    judgeRest(facet)
  }

  // MARK: - Plain pairs

  /// Prepares the location of a plain facet.
  private mutating func enter(_ facet: Int) {
    let index = Int(core.places.facets[facet].location)
    switch core.places.locations[index].family {
    case .ipv4: enter(index, &ipv4)
    case .ipv6: enter(index, &ipv6)
    }
  }

  private func enter(_ index: Int, _ half: inout Half) {
    if half.state.location == index { return }
    let region = Int(core.places.locations[index].region)
    if half.context.region != region { half.context = RegionContext(core, region: region) }
    half.state.enter(index, half.context)
  }

  private mutating func multiply(_ facet: Int) {
    switch core.places.location(facet).family {
    case .ipv4: product.run(facet, core, ipv4.context, ipv4.state, &targets, &passing)
    case .ipv6: product.run(facet, core, ipv6.context, ipv6.state, &targets, &passing)
    }
    firstJudged = targets.count
  }

  /// Sums up the plain pairs of a plain facet.
  mutating func sum(_ facet: Int, _ sums: inout FacetSums) -> RowSum {
    enter(facet)
    return switch core.places.location(facet).family {
    case .ipv4: sums.sum(facet, ipv4.context, ipv4.state)
    case .ipv6: sums.sum(facet, ipv6.context, ipv6.state)
    }
  }

  // MARK: - Pairs that are judged one by one

  private mutating func judgeAll(_ facet: Int) {
    let family = core.places.location(facet).family
    for other in core.places.facets.indices
    where core.places.location(other).family == family && isAsked(facet, other) {
      add(judge.verdict(facet, other), other)
    }
  }

  /// Judges pairs of complex regions, and what the blocks leave out.
  private mutating func judgeRest(_ facet: Int) {
    let location = core.places.location(facet)
    let complex =
      location.family == .ipv4 ? ipv4.context.complexRegions : ipv6.context.complexRegions
    for region in complex {
      for target in core.places.regions[region].locations
      where location.subnet < 0 || core.places.locations[target].subnet != location.subnet {
        for other in core.places.facetRange(target) where !core.isSpecialFacet[other] {
          add(judge.verdict(facet, other), other)
        }
      }
    }
    for other in core.specialFacets
    where core.places.location(Int(other)).family == location.family
      && isAsked(facet, Int(other))
    {
      add(judge.verdict(facet, Int(other)), Int(other))
    }
  }

  private func isAsked(_ facet: Int, _ other: Int) -> Bool {
    let (from, to) = (core.places.facets[facet].endClass, core.places.facets[other].endClass)
    return core.places.classes[Int(from)].network == nil
      || core.places.classes[Int(to)].network == nil
  }

  private mutating func add(_ verdict: PairVerdict, _ facet: Int) {
    targets.append(Int32(facet))
    passing += verdict.passing
    unknown += verdict.unknown
  }

  /// The words at a position of which nobody knows.
  func unknownWord(_ position: Int, _ word: Int) -> UInt64 {
    position < firstJudged ? 0 : unknown[(position - firstJudged) * words + word]
  }
}
