import NetproofModel
import NetproofSets

/// Which ports of a pair pass, and of which nobody knows; what is in neither does not pass.
struct PairVerdict: Hashable, Sendable {
  var passing: [UInt64]
  var unknown: [UInt64]

  init(_ wordCount: Int) {
    passing = Array(repeating: 0, count: wordCount)
    unknown = passing
  }
}

/// Judges pairs of facets one by one: by the shapes of their paths, or else by the trace search.
struct PairJudge {
  private let core: MatrixCore
  private let fallback: PairSearch
  /// The shapes of the region pair that was asked last from each region.
  private var shapes: [ShapeKey: [PathShape]?] = [:]
  private var region = -1

  private struct ShapeKey: Hashable {
    let goal: Int32
    let isSearched: Bool
  }

  init(_ core: MatrixCore) {
    self.core = core
    fallback = PairSearch(core)
  }

  /// What passes from one facet to another of the same family.
  mutating func verdict(_ from: Int, _ to: Int) -> PairVerdict {
    judged(from, to)
      ?? verdict(from, to, by: shapes(core.places.facets[from], core.places.facets[to]))
  }

  /// What passes from one facet to another by paths of known shapes.
  func verdict(_ from: Int, _ to: Int, by shapes: [PathShape]?) -> PairVerdict {
    if let verdict = judged(from, to) { return verdict }
    guard let shapes else { return fallback.verdict(from, to) }
    let (a, b) = (core.places.facets[from], core.places.facets[to])
    let isDown = core.places.classes[Int(b.endClass)].traits.contains(.isDown)
    var judgement = Judgement(core)
    for shape in shapes {
      judgement.add(core.verdict(shape, a, b, isGoalDown: isDown), shape)
    }
    return judgement.verdict
  }

  /// The verdict where the ends alone decide that, or decide who finds it.
  private func judged(_ from: Int, _ to: Int) -> PairVerdict? {
    let places = core.places
    let near = places.classes[Int(places.facets[from].endClass)].traits
    let far = places.classes[Int(places.facets[to].endClass)].traits
    let isOdd =
      places.location(from).isOdd || places.location(to).isOdd || near.contains(.isUndescribed)
      || !far.isDisjoint(with: [.isUndescribed, .repliesElsewhere])
    if isOdd { return fallback.verdict(from, to) }
    return near.contains(.isDown) ? PairVerdict(core.wordCount) : nil
  }

  private mutating func shapes(_ from: Facet, _ to: Facet) -> [PathShape]? {
    let places = core.places
    let (near, far) = (
      places.locations[Int(from.location)], places.locations[Int(to.location)]
    )
    if near.subnet >= 0, near.subnet == far.subnet { return [PathFinder.inside] }
    if Int(near.region) != region {
      region = Int(near.region)
      shapes.removeAll(keepingCapacity: true)
    }
    // Where unknown rules may pass packets, it counts what else the blocked ones would meet.
    let isSearched = core.isOutboundUncertain[Int(from.groupSet)]
    let key = ShapeKey(goal: far.region, isSearched: isSearched)
    if let known = shapes[key] { return known }
    let found: [PathShape]?
    if isSearched {
      found = core.finder.searchedShapes(from: Int(from.location), to: Int(to.location))
    } else {
      let way = core.finder.ways.way(
        from: places.regions[Int(near.region)],
        to: places.arrivals[Int(places.regions[Int(far.region)].arrival)])
      found = core.finder.shapes(way, from: Int(from.location), to: Int(to.location))
    }
    shapes[key] = .some(found)
    return found
  }
}

/// Joins what is found out about the choices and kinds of one pair.
private struct Judgement {
  private let core: MatrixCore
  private var passing: [UInt64]
  private var failing: [UInt64]
  private var unknown: [UInt64]
  private var met: [UInt64]

  init(_ core: MatrixCore) {
    self.core = core
    passing = Array(repeating: 0, count: core.wordCount)
    (failing, unknown, met) = (passing, passing, passing)
  }

  mutating func add(_ verdict: PairVerdict, _ shape: PathShape) {
    let kinds = core.masks.words(of: shape.kinds, core.atoms)
    for word in passing.indices {
      passing[word] |= verdict.passing[word] & kinds[word]
      unknown[word] |= verdict.unknown[word] & kinds[word]
      failing[word] |= ~(verdict.passing[word] | verdict.unknown[word]) & kinds[word]
      met[word] |= kinds[word]
    }
  }

  /// Every choice has to agree, or one is enough.
  var verdict: PairVerdict {
    var result = PairVerdict(core.wordCount)
    for word in passing.indices {
      switch core.options.quantifier {
      case .every:
        result.unknown[word] = unknown[word] & ~failing[word]
        result.passing[word] = passing[word] & ~failing[word] & ~unknown[word]
      case .some:
        result.passing[word] = passing[word]
        result.unknown[word] = unknown[word] & ~passing[word]
      }
    }
    return result
  }
}

extension MatrixCore {
  /// What passes from one facet to another by a path of one shape.
  func verdict(_ shape: PathShape, _ from: Facet, _ to: Facet, isGoalDown: Bool) -> PairVerdict {
    let (near, far) = (
      places.locations[Int(from.location)], places.locations[Int(to.location)]
    )
    let out = groupWords(
      from.groupSet, .outbound, far, remote: to.groupSet, references: shape.carriesOutbound)
    let into = groupWords(
      to.groupSet, .inbound, near, remote: from.groupSet, references: shape.carriesInbound)
    var path = fixedWords(shape, near.family)
    narrow(&path, by: shape.forward, near.atom, far.atom)
    var answered = path
    for reply in shape.replies {
      var words = [UInt64](repeating: .max, count: wordCount)
      narrow(&words, by: reply.filters, near.atom, far.atom, replies: true)
      let clients = reply.isTranslated ? masks.translated : masks.clients[Int(near.clients)]
      masks.narrow(&answered, by: words, clients)
    }
    var result = PairVerdict(wordCount)
    let asked = masks.asked[Int(near.family.rawValue)]
    for word in 0..<wordCount {
      let (open, closed) = (out.open[word], out.unknown[word])
      let there = open & path[word]
      let arrived = isGoalDown ? 0 : there & into.open[word]
      let unknownThere = closed | (there & into.unknown[word])
      let oneWay = arrived & masks.oneWay[word]
      let pair: (UInt64, UInt64)
      switch shape.end {
      case .complete: pair = (arrived & answered[word], unknownThere)
      case .blocked(.forward): pair = (0, closed)
      case .unknown(.forward): pair = (0, closed | there)
      case .blocked(.reply): pair = (oneWay, unknownThere)
      case .unknown(.reply):
        pair = (oneWay, unknownThere | (arrived & answered[word] & ~masks.oneWay[word]))
      }
      result.passing[word] = pair.0 & asked[word]
      result.unknown[word] = pair.1 & asked[word]
    }
    return result
  }

  private func narrow(
    _ words: inout [UInt64], by filters: PathShape.Filters, _ near: Int32, _ far: Int32,
    replies: Bool = false
  ) {
    func narrow(_ list: RuleLists.List, _ atom: Int32) {
      let ports = base(lists.ports(list, atom), replies: replies)
      for word in 0..<wordCount { words[word] &= setWords[ports + word] }
    }
    for list in filters.sourceLists { narrow(list, near) }
    for list in filters.destinationLists { narrow(list, far) }
    if replies {
      for fixed in filters.fixed { narrow(fixed.list, fixed.atom) }
    }
  }

  /// What the groups of one end pass, and what undescribed rules of theirs might.
  private func groupWords(
    _ set: Int32, _ side: Step.Side, _ remote: Location, remote others: Int32, references: Bool
  ) -> (open: [UInt64], unknown: [UInt64]) {
    let members = places.groupSets.members(set)
    let nothing = [UInt64](repeating: 0, count: wordCount)
    guard !members.isEmpty else { return (nothing.map { ~$0 }, nothing) }
    var (open, unknown) = (nothing, nothing)
    let family = Int(remote.family.rawValue)
    func add(_ ports: Int32, to words: inout [UInt64]) {
      for word in 0..<wordCount { words[word] |= setWords[base(ports) + word] }
    }
    for group in members {
      add(lists.ports(lists.list(group, side), remote.atom), to: &open)
      let rules = side == .inbound ? lists.inbound[Int(group)] : lists.outbound[Int(group)]
      add(rules.unknown[family], to: &unknown)
      guard references, remote.subnet >= 0 else { continue }
      for reference in rules.references where places.groupSets.contains(others, reference.group) {
        add(reference.ports[family], to: &open)
      }
    }
    return (open, zip(unknown, open).map { $0 & ~$1 })
  }
}
