import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets

/// Compares two networks that a few random edits tell apart, by ``NetworkDiff`` and pair by pair.
public enum DiffRun {
  /// Ends beyond which asking pair by pair takes too long.
  public static let mostEnds = 24

  static func run(seed: UInt64) -> FuzzResult {
    let tree = TopologyGenerator.topology(seed: seed)
    guard let network = LoadedNetwork(tree) else { return .refused }
    var result = FuzzResult()
    let outcome = outcome(network, seed: seed)
    result.tally.cases += 1
    result.tally.verdicts["pairs that changed"] = outcome.changedPairs
    result.tally.verdicts["verified causes"] = outcome.verified
    result.tally.verdicts["other causes"] = outcome.unverified
    result.findings = outcome.finding.map { [$0] } ?? []
    return result
  }

  /// What one seed shows.
  public struct Outcome: Sendable {
    public var finding: Finding?
    public var changedPairs = 0
    public var verified = 0
    public var unverified = 0
  }

  /// Edits a network and looks at what is told of it.
  public static func outcome(
    _ network: LoadedNetwork, seed: UInt64, mostEnds: Int = mostEnds
  ) -> Outcome {
    var outcome = Outcome()
    let ends = network.model.interfaces.count + network.model.networks.count
    guard ends <= mostEnds else { return outcome }
    var random = Seeded(seed: seed ^ 0xD1FF)
    var edited = network.model
    for _ in 0..<random.int(1...3) {
      guard let edit = random.edit(random.pick(EditKind.allCases), of: edited) else { continue }
      edited.apply(edit)
    }
    let (old, new) = (network.analyzer, Analyzer(edited))
    let problems: [String]
    do throws(DiffFault) {
      let diff = try diff(old, new)
      var comparison = DiffComparison(old, new, diff)
      problems =
        comparison.disagreements() + (try reversal(diff, old, new)) + (try identity(old, new))
        + InternetDiffCheck(old, new, diff).disagreements(using: &random)
      outcome.changedPairs = comparison.changedPairs
      for line in diff.lines + diff.internet {
        if line.cause?.proof == nil { outcome.unverified += 1 } else { outcome.verified += 1 }
      }
    } catch {
      problems = ["\(error)"]
    }
    guard let first = problems.first else { return outcome }
    outcome.finding = Finding(
      seed: seed, law: "a diff is the difference of the answers",
      kind: String(first.prefix { !$0.isNumber }), bytes: network.bytes,
      details: problems.prefix(5).joined(separator: "\n"),
      again: { tree in LoadedNetwork(tree).flatMap { self.outcome($0, seed: seed).finding } })
    return outcome
  }

  private static func diff(_ old: Analyzer, _ new: Analyzer) throws(DiffFault) -> NetworkDiff {
    let asked = [old, new].map { analyzer in
      let all = ReachSide(everythingIn: analyzer.model)
      return ReachQuestion(from: all, to: all, ports: .all, options: MatrixOptions())
    }
    guard let question = DiffQuestion(old: asked[0], new: asked[1]) else {
      preconditionFailure("both questions are there")
    }
    return try NetworkDiff(ModelDiff(from: old.model, to: new.model), old, new, question)
  }

  /// What is said from the new network to the old one is the same, the other way round.
  private static func reversal(
    _ diff: NetworkDiff, _ old: Analyzer, _ new: Analyzer
  ) throws(DiffFault) -> [String] {
    struct Claim: Hashable {
      let pair: [Int]
      let change: Transition
      let family: Family?
    }
    func claims(_ diff: NetworkDiff, isReversed: Bool) -> [Claim: CountedPorts] {
      var claims: [Claim: CountedPorts] = [:]
      for line in diff.lines {
        for from in line.sourceNumbers {
          for to in line.destinationNumbers where from != to {
            let claim = Claim(
              pair: [from, to], change: isReversed ? line.change.reversed : line.change,
              family: line.family)
            claims[claim] = (claims[claim] ?? CountedPorts()).union(line.ports)
          }
        }
      }
      return claims
    }
    let back = try self.diff(new, old)
    let isSame = claims(diff, isReversed: false) == claims(back, isReversed: true)
    let areEqual = diff.models.changes.count == back.models.changes.count
    return (isSame ? [] : ["the diff backwards says otherwise"])
      + (areEqual ? [] : ["there are other changes backwards"])
  }

  /// Nothing is told of a network and itself.
  private static func identity(_ old: Analyzer, _ new: Analyzer) throws(DiffFault) -> [String] {
    let diff = try diff(new, new)
    return diff.isEmpty && diff.models.changes.isEmpty ? [] : ["a network differs from itself"]
  }
}
