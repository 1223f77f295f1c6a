public import NetproofEngine
import NetproofModel
import NetproofSets

/// Compares the search with the replay on one topology.
public struct Agreement {
  let network: LoadedNetwork
  let seed: UInt64
  public private(set) var tally = Tally()

  public init(_ network: LoadedNetwork, seed: UInt64) {
    self.network = network
    self.seed = seed
  }

  // MARK: - One packet

  /// Asks both about one packet; nothing if they agree.
  public mutating func check(_ flow: Flow) -> Finding? {
    let outcomes = network.replay.outcomes(of: flow).map { Ending($0) }
    tally.count(Set(outcomes))
    let answer: Answer
    do throws(QuestionFault) {
      answer = try network.analyzer.answer(flow.query)
    } catch {
      return finding("the search answers every packet", flow, outcomes, .failure(error))
    }
    let classes = answer.classes.filter { $0.allows(translatedPort: flow.translatedPort) }
    let endings = classes.map { Ending($0, of: answer) }
    guard !(outcomes + endings).contains(where: \.isCutOff) else { return nil }
    guard Self.counts(endings) == Self.counts(outcomes) else {
      return finding("search and replay agree on a packet", flow, outcomes, .success(endings))
    }
    guard answer.verdict == Verdict(combining: answer.classes.map(\.verdict)) else {
      return finding("the headline sums up the classes", flow, outcomes, .success(endings))
    }
    // Half of the packets, as this walks each of them twice more.
    guard tally.cases.isMultiple(of: 2), !outcomes.contains(where: { $0.gap != nil }),
      let difference = PassageAgreement(network: network).difference(about: flow)
    else { return nil }
    return finding(
      "search and replay tell the same interfaces", flow, outcomes, .success(endings), difference)
  }

  // MARK: - Many packets

  /// Asks the search about many packets, and the replay about some of each class.
  ///
  /// The classes must hold every packet of the question, and each packet once for each alternative.
  public mutating func check(_ query: Query, using random: inout Seeded) -> [Finding] {
    let start = random
    let answer: Answer
    do throws(QuestionFault) {
      answer = try network.analyzer.answer(query)
    } catch {
      guard case .disagreement(let flow, _) = error else { return [] }
      let outcomes = network.replay.outcomes(of: flow).map { Ending($0) }
      let found = finding("the search confirms itself", flow, outcomes, .failure(error))
      return [check(flow) ?? found.repeated(by: asking(query, start))]
    }
    guard !answer.classes.contains(where: { Ending($0, of: answer).isCutOff }) else {
      tally.cutOff += 1
      return []
    }
    var findings = Partition(answer, query, network).faults.map { fault in
      Finding(
        seed: seed, law: fault, bytes: network.bytes,
        details: EndsQuestion(query, in: network).text, again: asking(query, start))
    }
    var evidence = EvidenceCheck(model: network.model, random: random.fork())
    for found in answer.classes {
      findings += evidence.faults(of: found, in: answer).map { fault in
        Finding(
          seed: seed, law: "evidence: \(fault)", bytes: network.bytes,
          details: EndsQuestion(query, in: network).text, again: asking(query, start))
      }
      for _ in 0..<2 {
        guard let flow = random.flow(of: found, query, network) else { continue }
        guard let finding = check(flow, within: answer, like: found) else { continue }
        findings.append(check(flow) ?? finding.repeated(by: asking(query, start)))
      }
    }
    return findings
  }

  private mutating func check(
    _ flow: Flow, within answer: Answer, like found: PacketClass
  ) -> Finding? {
    let outcomes = network.replay.outcomes(of: flow).map { Ending($0) }
    tally.count(Set(outcomes))
    guard !outcomes.contains(where: \.isCutOff) else { return nil }
    let classes = answer.classes.filter {
      $0.origin == found.origin && $0.goal == found.goal && $0.packets.contains(flow.packet)
        && $0.allows(translatedPort: flow.translatedPort)
    }
    let endings = classes.map { Ending($0, of: answer) }
    guard Self.counts(endings) != Self.counts(outcomes) else { return nil }
    return finding("search and replay agree on a class", flow, outcomes, .success(endings))
  }

  private func asking(
    _ query: Query, _ random: Seeded
  ) -> @Sendable (YAMLTree) -> Finding? {
    let question = EndsQuestion(query, in: network)
    let seed = seed
    return { tree in
      guard let network = LoadedNetwork(tree), let query = question.query(in: network) else {
        return nil
      }
      var agreement = Agreement(network, seed: seed)
      var random = random
      return agreement.check(query, using: &random).first
    }
  }

  private static func counts(_ endings: [Ending]) -> [Ending: Int] {
    endings.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  // MARK: - Words

  private func finding(
    _ law: String, _ flow: Flow, _ outcomes: [Ending], _ search: Result<[Ending], QuestionFault>,
    _ more: String = ""
  ) -> Finding {
    let question = PacketQuestion(flow, in: network)
    let seed = seed
    return Finding(
      seed: seed, law: law, kind: Self.kind(outcomes, search), bytes: network.bytes,
      details: """
        question: \(question)
        replay:
          \(text(of: outcomes))
        search:
          \(text(of: search))
        \(more)
        """,
      again: { tree in
        guard let network = LoadedNetwork(tree) else { return nil }
        var agreement = Agreement(network, seed: seed)
        return question.flow(in: network).flatMap { agreement.check($0) }
      })
  }

  private func text(of search: Result<[Ending], QuestionFault>) -> String {
    switch search {
    case .success(let endings): text(of: endings)
    case .failure(let fault): "\(fault)"
    }
  }

  private func text(of endings: [Ending]) -> String {
    endings.map { $0.text(in: network) }.sorted().joined(separator: "\n  ")
  }

  /// What only one of them says, by codes alone.
  private static func kind(
    _ outcomes: [Ending], _ search: Result<[Ending], QuestionFault>
  ) -> String {
    guard case .success(let endings) = search else { return "no answer" }
    let (left, right) = (codes(of: outcomes), codes(of: endings))
    let onlyReplay = left.subtracting(right).sorted().joined(separator: " ")
    let onlySearch = right.subtracting(left).sorted().joined(separator: " ")
    return "replay: \(onlyReplay); search: \(onlySearch)"
  }

  private static func codes(of endings: [Ending]) -> Set<String> {
    var codes: Set<String> = []
    for ending in endings {
      for one in ending.obstacles { codes.insert("\(one.direction.rawValue) \(one.code.rawValue)") }
      if let gap = ending.gap { codes.insert(gap.code.rawValue) }
      codes.insert(ending.arrives ? "arrives" : "lost")
    }
    return codes
  }
}

extension Finding {
  /// The same finding, found again in another way.
  fileprivate func repeated(by again: @escaping @Sendable (YAMLTree) -> Finding?) -> Finding {
    Finding(seed: seed, law: law, kind: kind, bytes: bytes, details: details, again: again)
  }
}
