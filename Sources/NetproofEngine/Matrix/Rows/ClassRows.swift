import NetproofModel
import NetproofSets

/// Computes which ports pass from one class of ends to every other.
///
/// Where ends have one address each, that is a row of facets. Otherwise the rows of all its facets
/// are joined: of addresses and families that two ends share, all count or one does.
struct ClassRows {
  let core: MatrixCore
  let words: Int
  let classCount: Int

  private var facets: FacetRows
  private let isFlat: Bool
  /// The families that count.
  private let counted: ClosedRange<Int>
  private let spans: [FacetSpan]
  /// Interfaces of which not even the addresses are known.
  private let blanks: [Int]

  // The joined row, where it is not flat:
  private var joined: [UInt64] = []
  private var joinedUnknown: [UInt64] = []
  private var failing: [UInt64] = []
  /// How many pairs of facets were found for each class, by family.
  private var found: [[Int32]] = []
  private var isReached: [Bool] = []
  private var reached: [Int] = []
  private var reachedRanges: [Range<Int>] = []

  /// How many facets of each family a class has, and how many of them the internet asks for.
  private struct FacetSpan {
    var counts: [Int32] = [0, 0]
    var asked: [Int32] = [0, 0]
    /// The same for networks behind carrier and local gateways, where that makes a difference.
    var askedAtEdge: [AddressView: [Int32]] = [:]

    func count(_ view: AddressView, _ family: Int) -> Int32 {
      switch view {
      case .own: counts[family]
      case .public: asked[family]
      case .carrier, .customerOwned: (askedAtEdge[view] ?? counts)[family]
      }
    }
  }

  init(_ core: MatrixCore) {
    self.core = core
    words = core.wordCount
    classCount = core.places.classes.count
    facets = FacetRows(core)
    let only = core.options.family.map { Int($0.rawValue) }
    counted = (only ?? 0)...(only ?? 1)
    isFlat = core.places.isFlat && core.options.family == nil
    guard !isFlat else {
      spans = []
      blanks = []
      return
    }
    spans = core.places.classes.map { record in
      var span = FacetSpan()
      for facet in record.facets {
        let family = Int(core.places.location(Int(facet)).family.rawValue)
        span.counts[family] += 1
        if Self.isAsked(Int(facet), .public, core) { span.asked[family] += 1 }
      }
      guard let id = record.representative,
        !core.graph.model.interfaces[id].edgeAddresses.isEmpty
      else { return span }
      for view in [AddressView.carrier, .customerOwned] {
        var counts: [Int32] = [0, 0]
        for facet in record.facets where Self.isAsked(Int(facet), view, core) {
          counts[Int(core.places.location(Int(facet)).family.rawValue)] += 1
        }
        span.askedAtEdge[view] = counts
      }
      return span
    }
    blanks = core.places.classes.indices.filter {
      core.places.classes[$0].facets.isEmpty
        && core.places.classes[$0].traits.contains(.isUndescribed)
    }
    joined = Array(repeating: 0, count: words * classCount)
    joinedUnknown = joined
    failing = joined
    found = Array(repeating: Array(repeating: 0, count: classCount), count: 2)
    isReached = Array(repeating: false, count: classCount)
  }

  /// The ports that pass: word `w` of class `c` is at `w * classCount + c`.
  var passing: [UInt64] { isFlat ? facets.passing : joined }

  /// The ports of which nobody knows; empty if there are none.
  var unknown: [UInt64] { isFlat ? facets.unknown : joinedUnknown }

  /// The classes with results, in disjoint ranges.
  var touched: [Range<Int>] { isFlat ? facets.touched : reachedRanges }

  /// Computes the row of a class.
  mutating func run(_ source: Int) {
    guard !isFlat else { return facets.run(source) }
    for index in reached {
      isReached[index] = false
      (found[0][index], found[1][index]) = (0, 0)
      for word in 0..<words {
        joined[word * classCount + index] = 0
        joinedUnknown[word * classCount + index] = 0
        failing[word * classCount + index] = 0
      }
    }
    reached.removeAll(keepingCapacity: true)
    let record = core.places.classes[source]
    let view = record.network.map { core.graph.model.view(from: $0) } ?? .own
    for facet in record.facets {
      let family = core.places.location(Int(facet)).family
      guard counts(family) else { continue }
      facets.run(Int(facet))
      for range in facets.touched {
        for target in range { join(target, family, view) }
      }
    }
    settle(source, view)
    joinBlanks(source, record)
    reached.sort()
    reachedRanges = reached.map { $0..<$0 + 1 }
  }

  /// Whether networks with a view use the address of a facet: of IPv4 the mapped ones, if any.
  private static func isAsked(_ facet: Int, _ view: AddressView, _ core: MatrixCore) -> Bool {
    let location = core.places.location(facet)
    let record = core.places.classes[Int(core.places.facets[facet].endClass)]
    if view == .own || location.family == .ipv6 { return true }
    if let id = record.representative, !core.graph.model.interfaces[id].edgeAddresses.isEmpty {
      let pairs = core.graph.model.mapped(id, view)
      return pairs.isEmpty || pairs.contains { $0.privateAddress.bits == location.address }
    }
    return view != .public || !record.traits.contains(.hasPublicAddress)
      || core.places.regions[Int(location.region)].hasPublicAddress
  }

  private mutating func reach(_ index: Int) {
    guard !isReached[index] else { return }
    isReached[index] = true
    reached.append(index)
  }

  /// Adds the result of a pair of facets.
  private mutating func join(_ facet: Int, _ family: Family, _ view: AddressView) {
    if view != .own, !Self.isAsked(facet, view, core) { return }
    let index = Int(core.places.facets[facet].endClass)
    reach(index)
    found[Int(family.rawValue)][index] += 1
    let asked = core.masks.asked[Int(family.rawValue)]
    let facetCount = facets.facetCount
    for word in 0..<words {
      let open = facets.passing[word * facetCount + facet]
      let closed = facets.unknown.isEmpty ? 0 : facets.unknown[word * facetCount + facet]
      let place = word * classCount + index
      joined[place] |= open
      joinedUnknown[place] |= closed
      failing[place] |= asked[word] & ~(open | closed)
    }
  }

  /// Decides what the results of all pairs of facets come to.
  private mutating func settle(_ source: Int, _ view: AddressView) {
    for index in reached {
      for word in 0..<words {
        let place = word * classCount + index
        guard core.options.quantifier == .every else {
          joinedUnknown[place] &= ~joined[place]
          continue
        }
        for family in counted where isIncomplete(source, index, family, view) {
          failing[place] |= core.masks.asked[family][word]
        }
        joined[place] &= ~failing[place] & ~joinedUnknown[place]
        joinedUnknown[place] &= ~failing[place]
      }
    }
  }

  /// Whether some pair of facets has no result, so that nothing passes there.
  private func isIncomplete(
    _ source: Int, _ target: Int, _ family: Int, _ view: AddressView
  ) -> Bool {
    found[family][target] < spans[source].counts[family] * spans[target].count(view, family)
  }

  /// Of interfaces without known addresses nothing is known.
  private mutating func joinBlanks(_ source: Int, _ record: EndClassRecord) {
    guard !blanks.isEmpty else { return }
    let isBlank = record.facets.isEmpty && record.traits.contains(.isUndescribed)
    let own = families(of: record)
    for index in isBlank ? Array(0..<classCount) : blanks {
      let common = own.intersection(families(of: core.places.classes[index]))
      guard !common.isEmpty else { continue }
      reach(index)
      for word in 0..<words {
        joinedUnknown[word * classCount + index] = common.reduce(0) { mask, family in
          mask | core.masks.asked[Int(family.rawValue)][word]
        }
      }
    }
  }

  /// The families that count in which an end has addresses; all where none is known.
  private func families(of record: EndClassRecord) -> Set<Family> {
    if record.facets.isEmpty { return Set(Family.allCases.filter(counts)) }
    return Set(record.facets.map { core.places.location(Int($0)).family }.filter(counts))
  }

  private func counts(_ family: Family) -> Bool { counted.contains(Int(family.rawValue)) }
}
