public import NetproofEngine
import NetproofModel
import NetproofSets

/// What became reachable or unreachable from one network to another, and which changes did it.
public struct NetworkDiff: Sendable {
  public let models: ModelDiff
  /// Between the ends that are in both networks, without the internet: exactly what has changed.
  public private(set) var lines: [DiffLine]
  /// Between these ends and the internet.
  public private(set) var internet: [DiffLine]
  /// Pairs of ends that are in both networks of which something has changed, without the internet.
  public let pairs: Int
  /// Pairs that let other packets of a port pass than before, some before and some after, so that the
  /// verdict is `partial` in both networks.
  public let shiftedPairs: Int
  /// Pairs that may do so; there were too many to look at, or their ends have other addresses now.
  public let partialPairs: Int
  /// Whether what has changed between pairs is too varied to be put into lines; `lines` is empty then.
  public let isTooVaried: Bool
  /// What only the new network has.
  public let added: LoneEnds?
  /// What only the old network has.
  public let removed: LoneEnds?
  /// By change whether answers depend on it.
  public private(set) var effects: [Effect]

  /// What is known of a change's effect on answers.
  public enum Effect: Hashable, Sendable {
    /// It is named as the cause of a line, or of something within one.
    case some
    /// Without it the answers about all pairs are the same.
    case none
    /// Neither is known.
    case unknown
  }

  /// Ends that only one of the networks has, with what they reach there.
  public struct LoneEnds: Sendable {
    public let ends: EndSet
    /// Their numbers in their network.
    public let numbers: [Int]
    /// What they reach.
    public let sending: Reach
    /// Who else reaches them.
    public let receiving: Reach
  }

  /// Whether no answer is another one.
  public var isEmpty: Bool {
    lines.isEmpty && internet.isEmpty && !isTooVaried && shiftedPairs == 0 && added == nil
      && removed == nil
  }

  /// Lines that are looked into; nobody reads more.
  public static let mostLines = 40
}

/// A question about two networks: each as the network understands it, or nothing where one does not.
public struct DiffQuestion: Sendable {
  public let old: ReachQuestion?
  public let new: ReachQuestion?
  /// One of them, for the ports and options, which both have.
  let any: ReachQuestion

  /// Nothing if neither network understands the question.
  public init?(old: ReachQuestion?, new: ReachQuestion?) {
    guard let any = new ?? old else { return nil }
    self.old = old
    self.new = new
    self.any = any
  }

  /// A question that both networks understand alike.
  init(both question: ReachQuestion) {
    (old, new, any) = (question, question, question)
  }
}

/// Why two networks could not be compared.
public enum DiffFault: Error, Sendable {
  /// The trace search finds no answer for an end and the internet.
  case question(QuestionFault)
  /// The two searches disagree: a fault of Netproof's own.
  case disagreement(ReachConfirmation.Disagreement)
}

extension NetworkDiff {
  /// Compares all answers.
  ///
  /// - Parameters:
  ///   - models: how the networks differ.
  ///   - old: answers about the old one.
  ///   - new: answers about the new one.
  ///   - asked: which ends and ports count.
  /// - Throws: ``DiffFault`` if the trace search has no answer, or says otherwise than the matrix.
  public init(
    _ models: ModelDiff, _ old: Analyzer, _ new: Analyzer, _ asked: DiffQuestion
  ) throws(DiffFault) {
    let comparison = Comparison(models.pairing, old, new, asked)
    self.models = models
    let found: Comparison.Found
    do throws(QuestionFault) {
      found = try comparison.find()
      added = try Self.lone(new, asked.new) { models.pairing.old($0) == nil }
      removed = try Self.lone(old, asked.old) { models.pairing.new($0) == nil }
    } catch {
      throw .question(error)
    }
    (lines, internet) = (found.lines, found.internet)
    (pairs, isTooVaried) = (found.pairs, found.isTooVaried)
    (shiftedPairs, partialPairs) = (found.shiftedPairs, found.partialPairs)
    effects = Array(repeating: .unknown, count: models.changes.count)
    do throws(ReachConfirmation.Disagreement) {
      try findCauses(old, new, asked.any, comparison)
    } catch {
      throw .disagreement(error)
    }
  }

  /// The ends of a question that its network alone has.
  private static func lone(
    _ analyzer: Analyzer, _ question: ReachQuestion?, _ isAlone: (ComponentID) -> Bool
  ) throws(QuestionFault) -> LoneEnds? {
    guard let question else { return nil }
    let model = analyzer.model
    func part(_ side: ReachSide, _ isMeant: (ComponentID) -> Bool, _ withInternet: Bool)
      -> ReachSide
    {
      ReachSide(
        interfaces: side.interfaces.filter { isMeant(.interface($0)) },
        networks: side.networks.filter { isMeant(.network($0)) },
        internet: withInternet ? side.internet : nil)
    }
    func asked(_ from: ReachSide, _ to: ReachSide) -> ReachQuestion {
      ReachQuestion(from: from, to: to, ports: question.ports, options: question.options)
    }
    let from = part(question.from, isAlone, false)
    let to = part(question.to, isAlone, false)
    guard from.count + to.count > 0 else { return nil }
    let numbers = EndNumbers(model)
    let own = Set(numbers.numbers(from) + numbers.numbers(to)).sorted()
    let matrix = Matrix(analyzer, question.options)
    return LoneEnds(
      ends: EndNamer(model).name(own), numbers: own,
      sending: try Reach(analyzer, matrix, asked(from, question.to.named)),
      receiving: try Reach(
        analyzer, matrix, asked(part(question.from, { !isAlone($0) }, true), to)))
  }

  // MARK: - Causes

  private mutating func findCauses(
    _ old: Analyzer, _ new: Analyzer, _ question: ReachQuestion, _ comparison: Comparison
  ) throws(ReachConfirmation.Disagreement) {
    let namer = EndNamer(new.model)
    for index in lines.indices.prefix(Self.mostLines) { lines[index].name(by: namer) }
    for index in internet.indices.prefix(Self.mostLines) { internet[index].name(by: namer) }
    var finder = CauseFinder(models, old, new, question)
    let oldNumber = comparison.ends.oldNumber
    for index in lines.indices.prefix(Self.mostLines) {
      lines[index].cause = try finder.cause(of: lines[index], oldNumber)
      mark(lines[index].cause)
    }
    for index in internet.indices.prefix(Self.mostLines) {
      internet[index].cause = try finder.cause(of: internet[index], oldNumber)
      mark(internet[index].cause)
    }
    guard !isTooVaried else { return }
    findIdle(new, question)
  }

  private mutating func mark(_ cause: DiffCause?) {
    guard let cause else { return }
    for index in cause.changes + cause.others.joined() { effects[index] = .some }
  }

  /// Rounds in which changes that were not named are looked for in what differs without them.
  private static let mostRounds = 4

  /// Finds the changes without which the answers of the new network are the same.
  ///
  /// The cause of a line is found for one of its pairs; another pair may have another one. So the
  /// changes that are not named are undone all together; if that makes a difference, what makes it is
  /// named and the rest is undone again.
  private mutating func findIdle(_ new: Analyzer, _ question: ReachQuestion) {
    for _ in 0..<Self.mostRounds {
      let idle = effects.indices.filter { index in
        effects[index] == .unknown
          && HybridModel.model([models.changes[index]], models.pairing, .undone) != nil
      }
      guard !idle.isEmpty,
        let model = HybridModel.model(
          idle.map { models.changes[$0] }, models.pairing, .undone)
      else { return }
      let without = Analyzer(model)
      let same = ModelPairing(identityOf: model, new.model)
      let again = Comparison(same, without, new, DiffQuestion(both: question))
      guard let found = try? again.find(), !found.isTooVaried else { return }
      let differences = found.lines + found.internet
      guard !differences.isEmpty || found.shiftedPairs + found.partialPairs > 0 else {
        for index in idle { effects[index] = .none }
        return
      }
      // The pairs of both networks are numbered alike.
      var finder = CauseFinder(models, without: without, new, question, undoing: idle)
      let before = effects
      for line in differences.prefix(Self.mostLines) {
        // No topology says what this network is, so that nobody is told if the searches differ.
        guard let cause = try? finder.cause(of: line, again.ends.oldNumber) else { return }
        mark(cause)
      }
      if effects == before { return }
    }
  }
}

extension ReachSide {
  /// The same ends as if each had been named.
  fileprivate var named: ReachSide {
    ReachSide(interfaces: interfaces, networks: networks, internet: internet)
  }
}
