import NetproofModel
import NetproofSets

/// Joins the classes of all pairs into one answer, and has it confirmed.
struct Assembly {
  private var entries: [Entry] = []

  private struct Entry {
    let found: FoundClass
    let pair: EndPair
    let alternative: Int
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Adds the classes of one search; alternatives are numbered as they are first met.
  mutating func add(_ found: [FoundClass], _ pair: EndPair) {
    if found.count == 1 {
      entries.append(Entry(found: found[0], pair: pair, alternative: 1))
      return
    }
    var numbers: [[Int]: Int] = [:]
    for choices in found.map(\.choices).sorted(by: { $0.lexicographicallyPrecedes($1) })
    where numbers[choices] == nil {
      numbers[choices] = numbers.count + 1
    }
    for one in found {
      entries.append(Entry(found: one, pair: pair, alternative: numbers[one.choices] ?? 1))
    }
  }

  /// Leaves out the classes whose way there is not meant.
  ///
  /// `isMeant` is asked about the way as far as it is known, and about what ends it where it is not
  /// known whether the packets arrive.
  mutating func keep(where isMeant: ([Step], Remark?) -> Bool) {
    entries.removeAll { entry in
      let isOpen = entry.found.verdict == .undetermined && !entry.found.arrives
      let gap = isOpen ? entry.found.gap : nil
      return !isMeant(entry.found.forward, gap)
    }
  }

  func answer(_ query: Query, _ analyzer: Analyzer) throws(QuestionFault) -> Answer {
    var obstacles = joinedObstacles()
    let classes = entries.enumerated().map { index, entry in
      let met = obstacles.indices.filter { obstacles[$0].classes.contains(index) }
      return packetClass(entry, obstacles: met, analyzer)
    }
    for index in obstacles.indices { obstacles[index].classes.sort() }
    let witness = try confirm(classes, query, analyzer)
    return Answer(
      verdict: classes.isEmpty ? .unreachable : Verdict(combining: classes.map(\.verdict)),
      classes: classes,
      obstacles: obstacles, notes: unique(notes(classes) + query.remarks),
      gaps: unique(classes.compactMap(\.gap)),
      witness: witness)
  }

  private func packetClass(_ entry: Entry, obstacles: [Int], _ analyzer: Analyzer) -> PacketClass {
    var notes = entry.found.notes
    let isForwardFine = !entry.found.obstacles.contains { $0.obstacle.direction == .forward }
    let arrives = entry.found.arrives && isForwardFine
    if entry.found.verdict == .unreachable {
      if arrives { notes.append(Remark(.forwardDelivered)) }
      if !entry.found.arrives, let last = entry.found.obstacles.last,
        Self.lacksRoute(last.obstacle.code)
      {
        notes.append(Remark(.filtersBeyondUnknown))
      }
    }
    if entry.found.translatedPorts != nil { notes.append(Remark(.natPortDependent)) }
    if entry.found.verdict == .reachable {
      notes += PathMTU(analyzer.model).advisories(entry.found)
    }
    return PacketClass(
      verdict: entry.found.verdict, packets: entry.found.packets,
      translatedPorts: entry.found.translatedPorts, origin: entry.pair.origin.group,
      goal: entry.pair.goal.group, alternative: entry.alternative,
      forward: entry.found.forward, reply: entry.found.reply, arrives: arrives,
      obstacles: obstacles, notes: notes, gap: entry.found.gap, passages: entry.found.passages)
  }

  /// Whether an obstacle leaves open what would stand behind it.
  private static func lacksRoute(_ code: Code) -> Bool {
    routes.contains(code)
  }

  private static let routes: Set<Code> = [
    .noRoute, .routeBlackhole, .targetBadState, .tgwNoRoute, .tgwBlackhole, .tgwNoAssociation,
    .tgwNoAttachment, .onpremNoRoute,
  ]

  /// Obstacles in pipeline order of the first alternative, then of the others, without repeats.
  private func joinedObstacles() -> [Obstacle] {
    struct Key: Hashable {
      let code: Code
      let component: ComponentID
      let direction: Direction
      let evidence: Evidence
    }
    struct Rank {
      let alternative: Int
      let direction: Direction
      let depth: Int
      let order: Int
      let index: Int
      let obstacle: Obstacle
    }
    var ranked: [Rank] = []
    for (index, entry) in entries.enumerated() {
      for met in entry.found.obstacles {
        ranked.append(
          Rank(
            alternative: entry.alternative, direction: met.obstacle.direction, depth: met.depth,
            order: ranked.count, index: index, obstacle: met.obstacle))
      }
    }
    ranked.sort {
      ($0.alternative, $0.direction, $0.depth, $0.order)
        < ($1.alternative, $1.direction, $1.depth, $1.order)
    }
    var positions: [Key: Int] = [:]
    var result: [Obstacle] = []
    for rank in ranked {
      let one = rank.obstacle
      let key = Key(
        code: one.code, component: one.component, direction: one.direction,
        evidence: one.evidence)
      if let position = positions[key] {
        if !result[position].classes.contains(rank.index) {
          result[position].classes.append(rank.index)
        }
      } else {
        positions[key] = result.count
        var first = one
        first.classes = [rank.index]
        result.append(first)
      }
    }
    return result
  }

  private func notes(_ classes: [PacketClass]) -> [Remark] { unique(classes.flatMap(\.notes)) }

  private func unique(_ remarks: [Remark]) -> [Remark] {
    guard remarks.count > 1 else { return remarks }
    var seen: Set<Remark> = []
    return remarks.filter { seen.insert($0).inserted }
  }

  // MARK: - Witnesses

  /// How many classes of a verdict are replayed for one answer.
  private static let confirmed = 16

  /// Replays a packet of each class, and gives back one that shows the verdict.
  private func confirm(
    _ classes: [PacketClass], _ query: Query, _ analyzer: Analyzer
  ) throws(QuestionFault) -> Witness? {
    var witnesses: [Verdict: Witness] = [:]
    var counts: [Verdict: Int] = [:]
    for (index, one) in classes.enumerated() where one.verdict != .undetermined {
      guard counts[one.verdict, default: 0] < Self.confirmed,
        let flow = flow(one, query, analyzer.model)
      else { continue }
      counts[one.verdict, default: 0] += 1
      let outcomes = analyzer.replay.outcomes(of: flow)
      let agrees = outcomes.contains {
        one.verdict == .reachable ? $0.isReachable : !$0.obstacles.isEmpty
      }
      guard agrees else { throw .disagreement(flow, expected: one.verdict) }
      if witnesses[one.verdict] == nil {
        witnesses[one.verdict] = Witness(
          flow: flow, packetClass: index, choices: entries[index].found.choices)
      }
    }
    return witnesses[.reachable] ?? witnesses[.unreachable]
  }

  /// The least packet of a class, as a concrete question.
  private func flow(_ one: PacketClass, _ query: Query, _ model: Model) -> Flow? {
    // Translators that never use the same port cannot be shown by one packet with one port.
    if one.translatedPorts?.isEmpty == true { return nil }
    guard let packet = one.packets.sample else { return nil }
    let origin: Origin
    switch one.origin {
    case .interfaces(let members):
      origin = .interface(owner(of: packet.sourceAddress, among: members, model))
    case .network(let id): origin = .network(id)
    case .address: return nil
    }
    let goal: Goal
    switch one.goal {
    case .interfaces(let members):
      goal = .interface(owner(of: packet.destinationAddress, among: members, model))
    case .network(let id): goal = .network(id)
    case .address: goal = .address
    }
    return Flow(
      origin: origin, goal: goal, packet: packet, oneWay: query.oneWay,
      translatedPort: one.translatedPorts?.first ?? 1024, application: query.application,
      copy: query.copy)
  }

  private func owner(
    of address: Address, among members: [ID<NetworkInterface>], _ model: Model
  ) -> ID<NetworkInterface> {
    members.first { id in
      let interface = model.interfaces[id]
      return interface.addresses.contains(address) || interface.extraAddresses.contains(address)
        || interface.publicAddresses.contains { $0.publicAddress == address }
    } ?? members.first { model.isTranslated(address, to: $0) } ?? members[0]
  }
}
