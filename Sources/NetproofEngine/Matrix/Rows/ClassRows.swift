import NetproofModel
import NetproofSets

/// Computes which ports pass from one class of ends to every other.
///
/// Where ends have one address each, that is a row of facets. Otherwise the rows of all its facets
/// are joined: of addresses and families that two ends share, all count or one does.
struct ClassRows {
  let core: MatrixCore
  let words: Int

  /// The classes, each once; nothing passes to any other.
  private(set) var targets: [Int32] = []
  /// The words that pass: word `w` of position `p` is at `p * words + w`.
  private(set) var passing: [UInt64] = []
  /// The words of which nobody knows.
  private(set) var unknown: [UInt64] = []

  private var facets: FacetRows
  private let spans: [FacetSpan]
  /// Interfaces of which not even the addresses are known.
  private let blanks: [Int32]

  // The joined row, where classes have several facets, by position:
  private var failing: [UInt64] = []
  /// How many pairs of facets were found, for each family.
  private var found: [Int32] = []
  /// Where each class stands among the targets, or -1.
  private var positions: [Int32] = []

  /// How many facets of each family a class has, and how many of them the internet asks for.
  private struct FacetSpan {
    var counts: (Int32, Int32) = (0, 0)
    var asked: (Int32, Int32) = (0, 0)
  }

  init(_ core: MatrixCore) {
    self.core = core
    words = core.wordCount
    facets = FacetRows(core)
    guard !core.places.isFlat else {
      spans = []
      blanks = []
      return
    }
    spans = core.places.classes.map { Self.span($0, core) }
    blanks = core.places.classes.indices.filter {
      core.places.classes[$0].facets.isEmpty
        && core.places.classes[$0].traits.contains(.isUndescribed)
    }.map { Int32($0) }
    positions = Array(repeating: -1, count: core.places.classes.count)
  }

  private static func span(_ record: EndClassRecord, _ core: MatrixCore) -> FacetSpan {
    var span = FacetSpan()
    for facet in record.facets {
      let isAsked = isAskedFromInternet(Int(facet), core)
      if core.places.location(Int(facet)).family == .ipv4 {
        span.counts.0 += 1
        if isAsked { span.asked.0 += 1 }
      } else {
        span.counts.1 += 1
        if isAsked { span.asked.1 += 1 }
      }
    }
    return span
  }

  /// Computes the row of a class.
  mutating func run(_ source: Int) {
    if core.places.isFlat { return runFlat(source) }
    for target in targets { positions[Int(target)] = -1 }
    clear()
    let record = core.places.classes[source]
    let isFromInternet = isOnInternet(record)
    for facet in record.facets {
      facets.run(Int(facet))
      let family = core.places.location(Int(facet)).family
      for position in facets.targets.indices {
        join(position, family, isFromInternet: isFromInternet)
      }
    }
    settle(source, isFromInternet: isFromInternet)
    joinBlanks(record)
  }

  private mutating func clear() {
    targets.removeAll(keepingCapacity: true)
    passing.removeAll(keepingCapacity: true)
    unknown.removeAll(keepingCapacity: true)
    failing.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
  }

  private mutating func runFlat(_ source: Int) {
    clear()
    facets.run(source)
    targets += facets.targets
    passing += facets.passing
    unknown.append(contentsOf: repeatElement(0, count: facets.firstJudged * words))
    unknown += facets.unknown
  }

  private func isOnInternet(_ record: EndClassRecord) -> Bool {
    guard let network = record.network else { return false }
    return core.graph.model.networks[network].attachment == .internet
  }

  /// Whether networks on the internet use the address of a facet: of IPv4 the public ones, if any.
  private static func isAskedFromInternet(_ facet: Int, _ core: MatrixCore) -> Bool {
    let location = core.places.location(facet)
    let record = core.places.classes[Int(core.places.facets[facet].endClass)]
    return location.family == .ipv6 || !record.traits.contains(.hasPublicAddress)
      || core.places.regions[Int(location.region)].hasPublicAddress
  }

  /// Where a class stands among the targets.
  private mutating func position(of index: Int32) -> Int {
    if positions[Int(index)] >= 0 { return Int(positions[Int(index)]) }
    let position = targets.count
    positions[Int(index)] = Int32(position)
    targets.append(index)
    passing.append(contentsOf: repeatElement(0, count: words))
    unknown.append(contentsOf: repeatElement(0, count: words))
    failing.append(contentsOf: repeatElement(0, count: words))
    found += [0, 0]
    return position
  }

  /// Adds the result of a pair of facets.
  private mutating func join(_ index: Int, _ family: Family, isFromInternet: Bool) {
    let facet = Int(facets.targets[index])
    if isFromInternet, !Self.isAskedFromInternet(facet, core) { return }
    let position = position(of: core.places.facets[facet].endClass)
    found[2 * position + Int(family.rawValue)] += 1
    for word in 0..<words {
      let open = facets.passing[index * words + word]
      let closed = facets.unknownWord(index, word)
      let asked = core.masks.asked[Int(family.rawValue)][word]
      passing[position * words + word] |= open
      unknown[position * words + word] |= closed
      failing[position * words + word] |= asked & ~(open | closed)
    }
  }

  /// Decides what the results of all pairs of facets come to.
  private mutating func settle(_ source: Int, isFromInternet: Bool) {
    for (position, target) in targets.enumerated() {
      let isIncomplete = isIncomplete(source, Int(target), position, isFromInternet)
      for word in 0..<words {
        let place = position * words + word
        guard core.options.quantifier == .every else {
          unknown[place] &= ~passing[place]
          continue
        }
        if isIncomplete.0 { failing[place] |= core.masks.asked[0][word] }
        if isIncomplete.1 { failing[place] |= core.masks.asked[1][word] }
        passing[place] &= ~failing[place] & ~unknown[place]
        unknown[place] &= ~failing[place]
      }
    }
  }

  /// For each family whether some pair of facets has no result, so that nothing passes there.
  private func isIncomplete(
    _ source: Int, _ target: Int, _ position: Int, _ isFromInternet: Bool
  ) -> (Bool, Bool) {
    let (near, far) = (spans[source].counts, spans[target])
    let targets = isFromInternet ? far.asked : far.counts
    return (
      found[2 * position] < near.0 * targets.0, found[2 * position + 1] < near.1 * targets.1
    )
  }

  /// Of interfaces without known addresses nothing is known.
  private mutating func joinBlanks(_ record: EndClassRecord) {
    guard !blanks.isEmpty else { return }
    let isBlank = record.facets.isEmpty && record.traits.contains(.isUndescribed)
    for index in isBlank ? core.places.classes.indices.map({ Int32($0) }) : blanks {
      let position = position(of: index)
      for word in 0..<words {
        unknown[position * words + word] = core.masks.asked[0][word]
      }
    }
  }
}
