public import NetproofEngine
import NetproofModel
import NetproofSets

/// Why one pair of a line is answered otherwise than before.
public struct DiffCause: Sendable {
  /// How it was tried that the changes make the difference.
  public enum Proof: Hashable, Sendable {
    /// The old network with these changes alone answers as the new one.
    case made
    /// The new network without these changes answers as the old one.
    case undone
  }

  /// The changes, by position in ``ModelDiff/changes``; of those that were tried none can be left out.
  public let changes: [Int]
  /// Other sets of changes of which each would make the difference alone, where several do.
  public let others: [[Int]]
  /// Nothing if it could not be tried: the changes are those on the ways of the packets.
  public let proof: Proof?
  /// One port of one pair of the line.
  public let example: Example

  /// One question to both networks, with what they answer.
  public struct Example: Sendable {
    public let from: String
    public let to: String
    public let ports: CountedPorts
    /// Nothing if there is no such question: the ends have no addresses of one family.
    public let before: Answer?
    public let after: Answer?
  }
}

/// Finds out which changes make a difference, by the evidence of one pair and by trying.
struct CauseFinder {
  private let diff: ModelDiff
  private let old: Analyzer
  private let new: Analyzer
  private let question: ReachQuestion
  /// The changes that may be named, by position.
  private let allowed: [Int]
  /// Whether the old network is the new one with these changes undone, and not one of its own.
  private let isUndoing: Bool
  /// Sets of changes that were found for sets of suspects.
  private var known: [[Int]: Found] = [:]
  private var trialsLeft: Int

  private struct Found {
    let changes: [Int]
    var others: [[Int]] = []
    let proof: DiffCause.Proof?
  }

  /// Sets of changes that are told where each would do alone.
  private static let mostOthers = 3

  /// Models that are tried, for all lines together; the larger the fewer.
  private static let mostTrials = 1200
  /// Interfaces that may be looked at in all of them together.
  private static let mostWork = 1_500_000
  /// Changes that are tried all together where the ways of packets do not tell.
  private static let mostAtOnce = 300

  init(_ diff: ModelDiff, _ old: Analyzer, _ new: Analyzer, _ question: ReachQuestion) {
    self.init(diff, old, new, question, Array(diff.changes.indices), isUndoing: false)
  }

  /// Finds out which of some changes make the difference between the new network without them,
  /// `without`, and the new network.
  init(
    _ diff: ModelDiff, without: Analyzer, _ new: Analyzer, _ question: ReachQuestion,
    undoing allowed: [Int]
  ) {
    self.init(diff, without, new, question, allowed, isUndoing: true)
  }

  private init(
    _ diff: ModelDiff, _ old: Analyzer, _ new: Analyzer, _ question: ReachQuestion,
    _ allowed: [Int], isUndoing: Bool
  ) {
    self.diff = diff
    self.old = old
    self.new = new
    self.question = question
    self.allowed = allowed
    self.isUndoing = isUndoing
    let size = max(1, diff.new.interfaces.count)
    trialsLeft = min(Self.mostTrials, max(8, Self.mostWork / size))
  }

  // MARK: - One line

  /// Why the first pair of a line is answered otherwise than before.
  ///
  /// - Throws: ``ReachConfirmation/Disagreement`` if the trace search does not find the verdicts that
  ///   the line tells.
  mutating func cause(
    of line: DiffLine, _ oldNumber: [Int]
  ) throws(ReachConfirmation.Disagreement) -> DiffCause {
    let asked = Asked(line, oldNumber, question, old.model, new.model)
    let before = try answer(asked.old, old, asked, line.change.before)
    let after = try answer(asked.new, new, asked, line.change.after)
    try confirm(before, line.change.before, asked)
    try confirm(after, line.change.after, asked)
    let suspects = isUndoing ? allowed : suspects(before, after, asked)
    let found = find(suspects, asked, line.change)
    return DiffCause(
      changes: found.changes, others: found.others, proof: found.proof,
      example: .init(
        from: asked.from, to: asked.to, ports: asked.ports, before: before, after: after))
  }

  /// The answer about a pair; nothing if there is no question, as the ends share no family.
  private func answer(
    _ query: Query, _ analyzer: Analyzer, _ asked: Asked, _ expected: Verdict
  ) throws(ReachConfirmation.Disagreement) -> Answer? {
    do throws(QuestionFault) {
      return try analyzer.answer(query)
    } catch {
      switch error {
      case .sameInterface, .bothOutside, .nobodySends, .noCommonFamily, .tooManyPairs: return nil
      case .disagreement:
        throw ReachConfirmation.Disagreement(
          from: asked.from, to: asked.to, ports: asked.ports, matrix: expected, trace: nil)
      }
    }
  }

  private func confirm(
    _ answer: Answer?, _ expected: Verdict, _ asked: Asked
  ) throws(ReachConfirmation.Disagreement) {
    // Ends without a common family have no packets to send.
    let found = answer?.verdict ?? .unreachable
    guard found != expected else { return }
    throw .init(
      from: asked.from, to: asked.to, ports: asked.ports, matrix: expected, trace: found)
  }

  /// The changes that the packets meet on their ways in either network.
  private func suspects(_ before: Answer?, _ after: Answer?, _ asked: Asked) -> [Int] {
    let past = Mentions(before, asked.old, old.model)
    let present = Mentions(after, asked.new, new.model)
    return allowed.filter { index in
      switch diff.changes[index] {
      case .added(let id): present.components.contains(id)
      case .removed(let id): past.components.contains(id)
      case .settings: true
      case .ruleAdded(let new): present.rules.contains(new)
      case .ruleRemoved(let old): past.rules.contains(old)
      case .ruleChanged(let old, let new):
        past.rules.contains(old) || present.rules.contains(new)
      case .fields(let old, let new, _):
        past.components.contains(old) || present.components.contains(new)
      }
    }
  }

  // MARK: - Trying

  private mutating func find(
    _ suspects: [Int], _ asked: Asked, _ change: Transition
  ) -> Found {
    if let known = known[suspects], let proof = known.proof, known.changes.count == 1,
      isSo(known.changes.filter(isMovable), proof, asked, change)
    {
      return known
    }
    let found = search(suspects, asked, change)
    known[suspects] = found
    return found
  }

  private mutating func search(
    _ suspects: [Int], _ asked: Asked, _ change: Transition
  ) -> Found {
    let movable = suspects.filter(isMovable)
    let fixed = suspects.filter { !isMovable($0) }
    if isUndoing {
      let least = least(movable, .undone, asked, change)
      return Found(changes: least ?? [], proof: least == nil ? nil : .undone)
    }
    if fixed.isEmpty, let least = least(suspects, .made, asked, change) {
      return Found(
        changes: least, others: others(besides: least, of: suspects, asked, change), proof: .made)
    }
    if let least = least(movable, .undone, asked, change) {
      return Found(changes: (least + fixed).sorted(), proof: .undone)
    }
    let all = allowed.filter(isMovable)
    if all.count > movable.count, all.count <= Self.mostAtOnce {
      for way in [DiffCause.Proof.made, .undone] {
        if let least = least(all, way, asked, change) { return Found(changes: least, proof: way) }
      }
    }
    return Found(changes: suspects, proof: nil)
  }

  /// Further changes that make the difference without those that were found.
  private mutating func others(
    besides found: [Int], of suspects: [Int], _ asked: Asked, _ change: Transition
  ) -> [[Int]] {
    var rest = suspects.filter { !found.contains($0) }
    var others: [[Int]] = []
    while others.count < Self.mostOthers, let least = least(rest, .made, asked, change) {
      others.append(least)
      rest.removeAll { least.contains($0) }
    }
    return others
  }

  /// Whether a change can be made or undone by itself.
  private func isMovable(_ index: Int) -> Bool {
    switch diff.changes[index] {
    case .added, .removed: false
    case .ruleAdded, .ruleRemoved, .ruleChanged, .settings, .fields: true
    }
  }

  /// A set of changes of which none can be left out; nothing if all of them are not enough.
  private mutating func least(
    _ changes: [Int], _ way: DiffCause.Proof, _ asked: Asked, _ change: Transition
  ) -> [Int]? {
    guard !changes.isEmpty, isSo(changes, way, asked, change) else { return nil }
    var kept = changes
    // Halves first, so that many changes are soon few.
    var size = kept.count / 2
    while size >= 1 {
      var start = 0
      while start < kept.count, kept.count > 1 {
        let end = min(start + size, kept.count)
        let rest = Array(kept[..<start] + kept[end...])
        if !rest.isEmpty, isSo(rest, way, asked, change) {
          kept = rest
        } else {
          start = end
        }
      }
      size /= 2
    }
    return kept
  }

  /// Whether these changes alone make the difference.
  private mutating func isSo(
    _ changes: [Int], _ way: DiffCause.Proof, _ asked: Asked, _ change: Transition
  ) -> Bool {
    guard trialsLeft > 0 else { return false }
    trialsLeft -= 1
    guard let model = HybridModel.model(changes.map { diff.changes[$0] }, diff.pairing, way) else {
      return false
    }
    let query = way == .made ? asked.old : asked.new
    let found = (try? Analyzer(model).verdict(of: query)) ?? .unreachable
    return found == (way == .made ? change.after : change.before)
  }
}

/// One pair of a line with one port, as a question to both networks.
private struct Asked {
  let old: Query
  let new: Query
  let from: String
  let to: String
  let ports: CountedPorts

  init(
    _ line: DiffLine, _ oldNumber: [Int], _ question: ReachQuestion, _ past: Model,
    _ present: Model
  ) {
    let ports = line.ports.least
    self.ports = ports
    let source = line.sourceNumbers.first
    let destination =
      line.destinationNumbers.first { $0 != source } ?? line.destinationNumbers.first
    let chosen = source == destination ? line.sourceNumbers.last : source
    let family = line.remoteAddress?.family ?? line.family ?? question.options.family
    func ends(_ model: Model, _ number: (Int) -> Int) -> (End, End) {
      let outside = End(
        .network(Model.internet), addresses: AddressSet(line.remoteAddress.map { [$0] } ?? []),
        isExplicit: true)
      return (
        chosen.map { model.end(number($0)) } ?? outside,
        destination.map { model.end(number($0)) } ?? outside
      )
    }
    let (pastFrom, pastTo) = ends(past) { oldNumber[$0] }
    let (presentFrom, presentTo) = ends(present) { $0 }
    old = question.query(from: pastFrom, to: pastTo, ports, family: family)
    new = question.query(from: presentFrom, to: presentTo, ports, family: family)
    from = chosen.map { present.name(ofEnd: $0) } ?? line.remoteAddress.map { "\($0)" } ?? ""
    to = destination.map { present.name(ofEnd: $0) } ?? line.remoteAddress.map { "\($0)" } ?? ""
  }
}

/// The components and rules that an answer speaks of.
private struct Mentions {
  private(set) var components: Set<ComponentID> = []
  private(set) var rules: Set<RuleID> = []

  init(_ answer: Answer?, _ query: Query, _ model: Model) {
    for end in query.from + query.to {
      switch end.subject {
      case .interface(let id):
        components.insert(.interface(id))
        if let instance = model.interfaces[id].instance { components.insert(.instance(instance)) }
        components.insert(.subnet(model.interfaces[id].subnet))
        components.insert(.vpc(model.subnets[model.interfaces[id].subnet].vpc))
      case .network(let id): components.insert(.network(id))
      case .address: break
      }
    }
    for one in answer?.classes ?? [] {
      for step in one.forward + one.reply {
        components.insert(step.component)
        add(step.evidence)
      }
      for remark in one.notes + (one.gap.map { [$0] } ?? []) { add(remark) }
    }
    for obstacle in answer?.obstacles ?? [] {
      components.formUnion([obstacle.component] + obstacle.context)
      add(obstacle.evidence)
      for hint in obstacle.hints {
        rules.insert(hint.rule)
        if let cause = hint.cause { components.insert(cause) }
      }
    }
    for remark in answer?.gaps ?? [] { add(remark) }
  }

  private mutating func add(_ evidence: Evidence) {
    switch evidence {
    case .rule(let id), .route(let id):
      rules.insert(id)
      components.insert(id.owner)
    case .state(let id), .absence(let id, _): components.insert(id)
    }
  }

  private mutating func add(_ remark: Remark) {
    if let component = remark.component { components.insert(component) }
    if let rule = remark.rule { rules.insert(rule) }
  }
}

extension Model {
  /// The precise name of an interface or network by its number in ``EndNumbers``.
  func name(ofEnd number: Int) -> String {
    let numbers = EndNumbers(self)
    if let id = numbers.interface(number) { return interfaces[id].identity.qualifiedName }
    return networks[ID(number - numbers.interfaceCount)].identity.qualifiedName
  }
}
