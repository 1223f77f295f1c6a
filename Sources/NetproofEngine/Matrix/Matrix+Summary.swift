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
  private var rows: ClassRows
  private var counter: PortCounter
  private(set) var summary = MatrixSummary()

  init(_ core: MatrixCore, _ weights: PairWeights, _ ports: PortSelection) {
    self.core = core
    self.weights = weights
    rows = ClassRows(core)
    counter = PortCounter(core, ports)
    summary.classes = core.places.classes.count { $0.network == nil }
  }

  /// Adds what passes from a class.
  mutating func add(_ source: Int) {
    let count = weights.sources[source]
    guard count > 0 else { return }
    rows.run(source)
    let (passing, unknown) = (rows.passing, rows.unknown)
    for range in rows.touched {
      for target in range {
        let volume = counter.count(passing.span, at: target, stride: rows.classCount)
        let isUndetermined =
          !unknown.isEmpty
          && counter.isUndetermined(
            unknown.span, at: target, stride: rows.classCount)
        guard volume > 0 || isUndetermined else { continue }
        var pairs = count * weights.destinations[target]
        if source == target { pairs -= weights.both[target] }
        summary.volume += pairs * volume
        if volume > 0 { summary.pairsReachable += pairs }
        if isUndetermined { summary.pairsUndetermined += pairs }
      }
    }
  }
}
