import NetproofEngine
import NetproofModel

/// Something that should not be: what a person needs to see it again.
public struct Finding: Sendable, CustomStringConvertible {
  /// The seed of the topology and of what was asked.
  public let seed: UInt64
  /// What does not hold, in a few words.
  public let law: String
  /// What tells apart one fault from another under the same law.
  public let kind: String
  /// The text that shows it.
  public let bytes: [UInt8]
  /// The question and the answers.
  public let details: String
  /// Finds the same again in another topology, if it is there; nothing if no topology shows it.
  public let again: (@Sendable (YAMLTree) -> Finding?)?

  public init(
    seed: UInt64, law: String, kind: String = "", bytes: [UInt8], details: String,
    again: (@Sendable (YAMLTree) -> Finding?)?
  ) {
    self.seed = seed
    self.law = law
    self.kind = kind
    self.bytes = bytes
    self.details = details
    self.again = again
  }

  public var description: String {
    let text = String(decoding: bytes, as: UTF8.self)
    return "seed \(seed): \(law)\(kind.isEmpty ? "" : " [\(kind)]")\n\(details)\n--- text\n\(text)"
  }

  /// The same finding in a topology from which everything was taken that it does not need.
  public func shrunk(from tree: YAMLTree, attempts: Int = 4000) -> Finding {
    guard let again else { return self }
    var smallest = self
    _ = Shrinker(attempts: attempts).shrink(tree) { candidate in
      guard let found = again(candidate), found.law == law, found.kind == kind else { return false }
      smallest = found
      return true
    }
    return smallest
  }
}

/// What was looked at, so that a run that found nothing can be trusted.
public struct Tally: Sendable {
  public var topologies = 0
  /// Generated texts that are no topology.
  public var refused = 0
  /// Packets on which both implementations were compared, or laws that were tried.
  public var cases = 0
  /// Cases in which a limit was met.
  public var cutOff = 0
  /// How often each verdict was given.
  public var verdicts: [String: Int] = [:]
  /// How often each code was met.
  public var codes: [String: Int] = [:]

  public init() {}

  public mutating func add(_ other: Tally) {
    topologies += other.topologies
    refused += other.refused
    cases += other.cases
    cutOff += other.cutOff
    verdicts.merge(other.verdicts) { $0 + $1 }
    codes.merge(other.codes) { $0 + $1 }
  }

  /// Counts one case, with what became of its packet on each alternative.
  mutating func count(_ endings: Set<Ending>) {
    cases += 1
    if endings.contains(where: \.isCutOff) { cutOff += 1 }
    for ending in endings {
      verdicts[ending.verdict.rawValue, default: 0] += 1
      for obstacle in ending.obstacles { codes[obstacle.code.rawValue, default: 0] += 1 }
      if let gap = ending.gap { codes[gap.code.rawValue, default: 0] += 1 }
    }
  }

  /// The numbers as lines of text.
  public var summary: String {
    func table(_ counts: [String: Int]) -> String {
      counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    return """
      \(cases) cases in \(topologies) topologies (\(refused) refused, \(cutOff) cut off)
      \(table(verdicts))
      \(table(codes))
      """
  }
}
