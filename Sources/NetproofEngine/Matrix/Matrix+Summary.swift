/// How much passes between ends, over ordered pairs of distinct ends.
public struct MatrixSummary: Hashable, Sendable {
  /// Pairs between which at least one (protocol, port) passes.
  public internal(set) var pairsReachable: UInt64 = 0
  /// Pairs of which at least one (protocol, port) is undetermined.
  public internal(set) var pairsUndetermined: UInt64 = 0
  /// How many (protocol, port) values pass, over all pairs.
  public internal(set) var volume: UInt64 = 0
  /// Classes of interfaces.
  public internal(set) var classes = 0
}

extension Matrix {
  /// Sums up what passes from some ends to others.
  public func summary(
    from sources: EndSelection = .all, to destinations: EndSelection = .all,
    ports: PortSelection = .all
  ) -> MatrixSummary {
    let weights = PairWeights(core.places, from: sources, to: destinations)
    var summing = Summing(core, weights, ports)
    for source in 0..<classCount { summing.add(source) }
    return summing.summary
  }
}

/// How many ends of each class send and receive, and how many do both.
struct PairWeights: Sendable {
  let sources: [UInt64]
  let destinations: [UInt64]
  let both: [UInt64]

  init(_ places: Places, from: EndSelection, to: EndSelection) {
    let whole = places.classes.map { UInt64($0.count) }
    let (near, far) = (from.members(places), to.members(places))
    func counts(_ members: [Int32: [Int32]]?) -> [UInt64] {
      guard let members else { return whole }
      return whole.indices.map { UInt64(members[Int32($0)]?.count ?? 0) }
    }
    sources = counts(near)
    destinations = counts(far)
    switch (near, far) {
    case (nil, nil): both = whole
    case (let some?, nil), (nil, let some?): both = counts(some)
    case (let near?, let far?):
      both = whole.indices.map { index in
        guard let a = near[Int32(index)], let b = far[Int32(index)] else { return 0 }
        return UInt64(Set(a).intersection(b).count)
      }
    }
  }
}

/// Sums rows up.
struct Summing {
  private let core: MatrixCore
  private let weights: PairWeights
  private var counter: PortCounter
  /// Whether rows can be summed up without being written down.
  private let isFast: Bool
  private var rows: ClassRows
  private var facets: FacetRows
  private var sums: FacetSums
  private(set) var summary = MatrixSummary()

  init(_ core: MatrixCore, _ weights: PairWeights, _ ports: PortSelection) {
    self.core = core
    self.weights = weights
    counter = PortCounter(core, ports)
    isFast = core.places.isFlat && counter.isLinear
    rows = ClassRows(core)
    facets = FacetRows(core)
    sums = FacetSums(core, weights.destinations, counter)
    summary.classes = core.places.classes.count { $0.network == nil }
  }

  /// Adds what passes from a class.
  mutating func add(_ source: Int) {
    let ends = weights.sources[source]
    guard ends > 0 else { return }
    if isFast, facets.kind(source) == .plain { return addPlain(source, ends) }
    rows.run(source)
    for (position, target) in rows.targets.enumerated() {
      add(
        rows.passing, rows.unknown, at: position * rows.words, from: source, to: Int(target), ends)
    }
  }

  private mutating func addPlain(_ source: Int, _ ends: UInt64) {
    let sum = facets.sum(source, &sums)
    summary.pairsReachable += ends * sum.pairs
    summary.volume += ends * sum.volume
    facets.runRest(source)
    for (position, target) in facets.targets.enumerated() {
      add(
        facets.passing, facets.unknown, at: position * facets.words, from: source,
        to: Int(target), ends)
    }
    subtractSelf(source)
  }

  /// Takes the pairs of an end with itself out again.
  private mutating func subtractSelf(_ source: Int) {
    guard weights.both[source] > 0, !core.isSpecialFacet[source] else { return }
    let (facet, location) = (core.places.facets[source], core.places.location(source))
    guard location.subnet >= 0 else { return }
    let verdict = core.verdict(PathFinder.inside, facet, facet, isGoalDown: false)
    let volume = counter.count(verdict.passing, from: 0)
    guard volume > 0 else { return }
    summary.pairsReachable -= weights.both[source]
    summary.volume -= weights.both[source] * volume
  }

  private mutating func add(
    _ passing: [UInt64], _ unknown: [UInt64], at base: Int, from source: Int, to target: Int,
    _ ends: UInt64
  ) {
    let volume = counter.count(passing, from: base)
    let isUndetermined = counter.isUndetermined(passing, unknown, from: base)
    guard volume > 0 || isUndetermined else { return }
    var pairs = ends * weights.destinations[target]
    if source == target { pairs -= weights.both[target] }
    summary.volume += pairs * volume
    if volume > 0 { summary.pairsReachable += pairs }
    if isUndetermined { summary.pairsUndetermined += pairs }
  }
}
