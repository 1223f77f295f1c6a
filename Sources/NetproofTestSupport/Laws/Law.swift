import NetproofEngine
import NetproofModel
import NetproofSets

/// What an edit of a topology must not change, or only in one direction.
public enum Law: String, CaseIterable, Sendable {
  case renaming = "renaming changes nothing but names"
  case reordering = "reordering security group rules changes nothing"
  case splitting = "splitting a block in halves changes nothing"
  case splittingPorts = "splitting a range of ports in halves changes nothing"
  case allowing = "adding an allow rule to a security group never closes a path"
  case denying = "adding a deny rule to a network ACL never opens a path"
  case fixing = "applying a fix gives what it promises"

  /// Tries the law on a topology, given as it is written and as it is read.
  public func check(_ tree: YAMLTree, _ network: LoadedNetwork, seed: UInt64) -> FuzzResult {
    var trial = LawTrial(law: self, tree: tree, network: network, seed: seed)
    trial.run()
    return trial.result
  }
}

/// Tries all laws on the topology of one seed.
enum LawRun {
  static func run(seed: UInt64) -> FuzzResult {
    let tree = TopologyGenerator.topology(seed: seed)
    guard let network = LoadedNetwork(tree) else { return .refused }
    var result = FuzzResult()
    for law in Law.allCases {
      let one = law.check(tree, network, seed: seed)
      result.findings += one.findings
      result.tally.cases += one.tally.cases
      result.tally.codes.merge(one.tally.codes) { $0 + $1 }
    }
    return result
  }
}

/// One law on one topology.
struct LawTrial {
  let law: Law
  let tree: YAMLTree
  let network: LoadedNetwork
  let seed: UInt64
  var random: Seeded
  var result = FuzzResult()

  init(law: Law, tree: YAMLTree, network: LoadedNetwork, seed: UInt64) {
    self.law = law
    self.tree = tree
    self.network = network
    self.seed = seed
    random = Seeded(seed: seed ^ 0x1A57)
  }

  mutating func run() {
    switch law {
    case .renaming: compare(tree.renamed, by: sameAnswers)
    case .reordering: compare(tree.reorderingGroupRules(using: &random), by: sameEndings)
    case .splitting: compare(tree.splittingBlocks, by: sameEndings)
    case .splittingPorts: compare(tree.splittingPorts, by: sameEndings)
    case .allowing: compare(tree.addingAllowRule(using: &random), by: nothingCloses)
    case .denying: compare(tree.addingDenyRule(using: &random), by: nothingOpens)
    case .fixing: tryFixes()
    }
  }

  /// How many questions are asked about many packets.
  private static let queries = 3

  private mutating func compare(
    _ edited: YAMLTree?, by difference: (LoadedNetwork, Query) -> String?
  ) {
    guard let edited, edited != tree else { return }
    guard let other = LoadedNetwork(edited) else {
      report("the edited topology is refused", edited)
      return
    }
    for _ in 0..<Self.queries {
      guard let query = random.query(in: network) else { continue }
      result.tally.cases += 1
      if let difference = difference(other, query) {
        report("\(EndsQuestion(query, in: network).text)\n\(difference)", edited)
      }
    }
  }

  mutating func report(_ details: String, _ edited: YAMLTree?) {
    let after = edited.map { "\n--- edited\n\($0.yaml)" } ?? ""
    let (law, seed) = (law, seed)
    result.findings.append(
      Finding(
        seed: seed, law: law.rawValue, bytes: network.bytes, details: details + after,
        again: { tree in
          guard let network = LoadedNetwork(tree) else { return nil }
          return law.check(tree, network, seed: seed).findings.first
        }))
  }

  // MARK: - What must be the same

  /// Identities are positions, so answers of a renamed topology are equal to the last step.
  private func sameAnswers(_ other: LoadedNetwork, _ query: Query) -> String? {
    let before = Self.answer(network, query)
    let after = Self.answer(other, query)
    return before == after ? nil : "the answers differ"
  }

  private static func answer(
    _ network: LoadedNetwork, _ query: Query
  ) -> Result<Answer, QuestionFault> {
    do throws(QuestionFault) {
      return .success(try network.analyzer.answer(query))
    } catch {
      return .failure(error)
    }
  }

  /// Classes may be cut otherwise, but each packet ends as before.
  private func sameEndings(_ other: LoadedNetwork, _ query: Query) -> String? {
    guard case .success(let before) = Self.answer(network, query),
      case .success(let after) = Self.answer(other, query)
    else { return nil }
    let (left, right) = (Self.endings(of: before), Self.endings(of: after))
    for (pair, endings) in left {
      for (ending, packets) in endings {
        guard let same = right[pair]?[ending], same.isEquivalent(to: packets) else {
          return "packets that ended so do not any more: \(ending.text(in: network))"
        }
      }
    }
    return left.count == right.count ? nil : "other ends are asked about"
  }

  private struct Pair: Hashable {
    let origin: EndGroup
    let goal: EndGroup
  }

  private static func endings(of answer: Answer) -> [Pair: [Ending: PacketSet]] {
    answer.classes.reduce(into: [:]) { found, one in
      let pair = Pair(origin: one.origin, goal: one.goal)
      found[pair, default: [:]][Ending(one, of: answer), default: PacketSet()].insert(one.packets)
    }
  }

  private func nothingCloses(_ other: LoadedNetwork, _ query: Query) -> String? {
    isWithin(network, other, query) ? nil : "packets that passed do not any more"
  }

  private func nothingOpens(_ other: LoadedNetwork, _ query: Query) -> String? {
    isWithin(other, network, query) ? nil : "packets pass that did not"
  }

  private func isWithin(
    _ smaller: LoadedNetwork, _ larger: LoadedNetwork, _ query: Query
  ) -> Bool {
    guard let few = try? smaller.analyzer.passing(query),
      let many = try? larger.analyzer.passing(query)
    else { return true }
    return few.count == many.count
      && zip(few, many).allSatisfy { one, other in
        one.origin == other.origin && one.goal == other.goal
          && one.packets.isSubset(of: other.packets)
      }
  }
}
