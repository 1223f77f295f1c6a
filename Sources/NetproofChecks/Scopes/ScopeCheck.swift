public import NetproofEngine
public import NetproofModel
import NetproofSets
public import NetproofSyntax

/// Finds the ways that scopes look for, all of them.
///
/// The matrix says between which classes anything passes at all; the trace search then tells for
/// one pair of each which packets do, on which way, and has them replayed.
public struct ScopeCheck: Sendable {
  private let analyzer: Analyzer
  private let reader: ScopeReader
  private let matrix: Matrix
  private var model: Model { analyzer.model }

  public init(_ analyzer: Analyzer, _ names: NameTable) {
    self.analyzer = analyzer
    reader = ScopeReader(analyzer.model, names)
    matrix = Matrix(analyzer, MatrixOptions(.some))
  }

  /// Why a scope could not be judged.
  public enum Fault: Error, Sendable {
    case rejected(Rejection)
    /// Search and replay disagree: a fault of Netproof's own.
    case disagreement(Flow, expected: Verdict)
  }

  /// Finds all ways of some scopes, each for itself.
  ///
  /// - Throws: ``Fault`` with everything that cannot be understood of any of them.
  public func judge(_ scopes: [ScopeEntry]) throws(Fault) -> [ScopeOutcome] {
    let faults = reader.faults(in: scopes)
    guard faults.isEmpty else { throw .rejected(Rejection(faults.map(\.diagnostic))) }
    var outcomes: [ScopeOutcome] = []
    for scope in scopes { outcomes.append(try judge(scope)) }
    return outcomes
  }

  private func judge(_ scope: ScopeEntry) throws(Fault) -> ScopeOutcome {
    let patterns = reader.patterns(scope)
    let finder = ScopeUnits(model: model, matrix: matrix, named: hosts(in: patterns))
    let matching = scope.match.count
    let sources = finder.units(patterns.map(\.from), matching: matching)
    let destinations = finder.units(patterns.map(\.to), matching: matching)
    let names = (ScopeNames(model, sources), ScopeNames(model, destinations))
    var (findings, gaps): ([ScopeFinding], [ScopeGap]) = ([], [])
    var assumptions: [Remark] = []
    for pair in try pairs(scope, sources, destinations, matching) {
      let (near, far) = (sources[pair.source], destinations[pair.destination])
      let found = try ways(from: near, to: far, patterns, matching)
      for one in found.assumptions where !assumptions.contains(one) { assumptions.append(one) }
      let (from, to) = groups(near, far)
      if let way = found.way {
        findings.append(
          ScopeFinding(
            id: ScopeNames.id(scope.name.value, names.0.name(near), names.1.name(far)),
            from: from, to: to, packets: found.packets.cubes, way: way))
      }
      if let remark = found.gap { gaps.append(ScopeGap(from: from, to: to, remark: remark)) }
    }
    var seen: Set<Remark> = []
    return ScopeOutcome(
      scope: scope, findings: findings, gaps: gaps.filter { seen.insert($0.remark).inserted },
      assumptions: assumptions)
  }

  /// The interfaces that patterns name as stations: for them it matters who of a class it is.
  private func hosts(in patterns: [ScopePattern]) -> Set<ID<NetworkInterface>> {
    var result: Set<ID<NetworkInterface>> = []
    for component in patterns.flatMap({ $0.through.flatMap { $0 } }) {
      if case .interface(let id) = component { result.insert(id) }
    }
    return result
  }

  // MARK: - Pairs

  /// The units between which something that a pattern means might pass.
  private func pairs(
    _ scope: ScopeEntry, _ sources: [ScopeUnit], _ destinations: [ScopeUnit], _ matching: Int
  ) throws(Fault) -> [(source: Int, destination: Int)] {
    var result: [(source: Int, destination: Int)] = []
    var reached: (row: Int, isReached: [Bool]) = (-1, [])
    for (source, near) in sources.enumerated() {
      if let row = near.endClass, row != reached.row { reached = (row, classes(from: near)) }
      for (destination, far) in destinations.enumerated() {
        guard isAsked(near, far, matching), areDistinct(near, far) else { continue }
        if near.endClass != nil, let column = far.endClass, !reached.isReached[column],
          !isAskedElsewhere(near, far, matching)
        {
          continue
        }
        result.append((source, destination))
      }
      guard result.count <= analyzer.limits.pairs else {
        let text = QuestionText(scope.name.value, at: scope.name.span, as: "name")
        let fault = QuestionTextFault.tooManyPairs(text, limit: analyzer.limits.pairs)
        throw .rejected(Rejection([fault.diagnostic]))
      }
    }
    return result
  }

  /// The classes that the matrix says to be reached, or perhaps reached, from a unit.
  private func classes(from unit: ScopeUnit) -> [Bool] {
    var isReached = [Bool](repeating: false, count: matrix.classCount)
    guard case .interface(let id)? = unit.members.first else { return isReached }
    matrix.forEachRow(from: EndSelection(interfaces: [id])) { row in
      for destination in row.destinations { isReached[destination] = true }
    }
    return isReached
  }

  private func isAsked(_ near: ScopeUnit, _ far: ScopeUnit, _ matching: Int) -> Bool {
    (0..<matching).contains { near.parts[$0] != .none && far.parts[$0] != .none }
  }

  /// Whether some pattern means the ends by addresses that the matrix knows nothing of.
  private func isAskedElsewhere(_ near: ScopeUnit, _ far: ScopeUnit, _ matching: Int) -> Bool {
    (0..<matching).contains { index in
      near.parts[index] != .none && far.parts[index] != .none
        && (near.isAskedElsewhere(index, model) || far.isAskedElsewhere(index, model))
    }
  }

  /// Whether there is a pair of different ends that the engine answers about.
  private func areDistinct(_ near: ScopeUnit, _ far: ScopeUnit) -> Bool {
    switch (near.members[0], far.members[0]) {
    case (.address, _): false
    case (.network(let a), .network(let b)):
      a != b
        && !(model.networks[a].attachment == .internet
          && model.networks[b].attachment == .internet)
    case (.interface, .interface): near.members.count > 1 || near.members != far.members
    case (.interface, _), (_, .interface): true
    case (.network, .address): true
    }
  }

  // MARK: - Ways

  private struct Ways {
    var packets = PacketSet()
    var way: [Step]?
    var gap: Remark?
    var assumptions: [Remark] = []
  }

  private func ways(
    from near: ScopeUnit, to far: ScopeUnit, _ patterns: [ScopePattern], _ matching: Int
  ) throws(Fault) -> Ways {
    var result = Ways()
    let (sender, receiver) = representatives(near, far)
    for index in 0..<matching where near.parts[index] != .none && far.parts[index] != .none {
      let pattern = patterns[index]
      let query = Query(
        from: near.ends(sender, index, .own, model),
        to: far.ends(receiver, index, model.view(from: sender), model),
        ipv4Services: pattern.services.ipv4, ipv6Services: pattern.services.ipv6)
      for one in try classes(query) {
        result.assumptions += one.notes.filter { $0.code == .assumption }
        let rest = remaining(one, near, far, patterns, match: index, matching)
        guard !rest.isEmpty else { continue }
        switch one.verdict {
        case .reachable:
          for cube in rest.cubes { result.packets.insert(cube) }
          result.way = result.way ?? one.forward
        case .undetermined: result.gap = result.gap ?? one.gap
        case .unreachable, .partial: continue
        }
      }
    }
    return result
  }

  private func classes(_ query: Query) throws(Fault) -> [PacketClass] {
    do throws(QuestionFault) {
      return try analyzer.answer(query).classes
    } catch {
      guard case .disagreement(let flow, let expected) = error else { return [] }
      throw .disagreement(flow, expected: expected)
    }
  }

  /// The packets of a class that a pattern means and nothing excludes.
  ///
  /// Where the way is not known to its end, what it must pass is taken to be on it, and what would
  /// exclude it not: unknown never counts as safe.
  private func remaining(
    _ one: PacketClass, _ near: ScopeUnit, _ far: ScopeUnit, _ patterns: [ScopePattern],
    match: Int, _ matching: Int
  ) -> PacketSet {
    let isKnown = one.verdict == .reachable || one.arrives
    let passed = Place.all(of: one.forward.filter { $0.action != .denied })
    if isKnown, !Station.passes(passed, patterns[match].through, model) { return PacketSet() }
    var rest = PacketSet(one.packets)
    for (index, pattern) in patterns.enumerated().dropFirst(matching) {
      let (from, to) = (near.parts[index], far.parts[index])
      guard from != .none, to != .none, Station.passes(passed, pattern.through, model) else {
        continue
      }
      let (sender, receiver) = representatives(near, far)
      let view = model.view(from: sender)
      let cubes = pattern.cubes(
        of: one.packets, from: near.addresses(sender, index, .own, model),
        to: far.addresses(receiver, index, view, model))
      for cube in cubes { rest = rest.subtracting(cube) }
    }
    return rest
  }

  // MARK: - Ends

  private func representatives(
    _ near: ScopeUnit, _ far: ScopeUnit
  ) -> (sender: End.Subject, receiver: End.Subject) {
    for sender in near.members {
      for receiver in far.members where receiver != sender || receiver == .address {
        return (sender, receiver)
      }
    }
    return (near.members[0], far.members[0])
  }

  private func groups(_ near: ScopeUnit, _ far: ScopeUnit) -> (from: EndGroup, to: EndGroup) {
    var (senders, receivers) = (near.members, far.members)
    if receivers.count == 1 { senders.removeAll { $0 == receivers[0] } }
    if senders.count == 1 { receivers.removeAll { $0 == senders[0] } }
    return (group(senders, near), group(receivers, far))
  }

  private func group(_ members: [End.Subject], _ unit: ScopeUnit) -> EndGroup {
    switch members[0] {
    case .network(let id): return .network(id)
    case .address: return .address(unit.addresses?.first ?? Address(.ipv4, 0))
    case .interface:
      return .interfaces(
        members.compactMap { if case .interface(let id) = $0 { id } else { nil } })
    }
  }
}
