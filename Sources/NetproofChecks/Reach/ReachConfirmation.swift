public import NetproofEngine
import NetproofModel
import NetproofSets

/// Asks the trace search about what the matrix search says; they share no way of answering.
public struct ReachConfirmation: Sendable {
  private let analyzer: Analyzer
  private let matrix: Matrix
  private let question: ReachQuestion

  public init(_ analyzer: Analyzer, _ matrix: Matrix, _ question: ReachQuestion) {
    self.analyzer = analyzer
    self.matrix = matrix
    self.question = question
  }

  /// A pair about which the two searches disagree: a fault of Netproof's own.
  public struct Disagreement: Error, Hashable, Sendable {
    public let from: String
    public let to: String
    public let ports: CountedPorts
    public let matrix: Verdict
    /// What the trace search says; nothing if it disagrees with the replay.
    public let trace: Verdict?
  }

  /// Confirms one pair of every line that is told.
  ///
  /// - Throws: ``Disagreement`` about the first pair of which the trace search says otherwise.
  public func confirm(_ lines: [ReachLine], _ internet: [InternetLine]) throws(Disagreement) {
    for example in lines.flatMap(\.examples) {
      let ports = example.ports.least
      let expected: Verdict = example.expectation == .passes ? .reachable : .undetermined
      try expect(expected, example.source, example.destination, ports)
    }
    for line in internet { try confirm(line) }
  }

  /// A line with the reason why some of it is not known.
  func withGap(_ line: ReachLine) -> ReachLine {
    guard let example = line.examples.first(where: { $0.expectation == .isUndetermined }) else {
      return line
    }
    let model = analyzer.model
    let query = question.query(
      from: model.end(example.source), to: model.end(example.destination), example.ports.least)
    var result = line
    result.gap = (try? analyzer.answer(query))?.gaps.first
    return result
  }

  /// Confirms random pairs of ends with random ports, the same ones on every run.
  public func confirmRandomly(count: Int) throws(Disagreement) {
    let numbers = EndNumbers(analyzer.model)
    let (sources, destinations) = (
      numbers.numbers(question.from), numbers.numbers(question.to)
    )
    guard !sources.isEmpty, !destinations.isEmpty else { return }
    var random = SplitMix(state: 0x6E65_7470_726F_6F66)
    var rows = CellRows(matrix, ports: question.selection)
    let bits = bits(of: rows.fullWords)
    guard !bits.isEmpty else { return }
    for _ in 0..<count {
      let source = sources[random.below(sources.count)]
      let destination = destinations[random.below(destinations.count)]
      let words = bits[random.below(bits.count)]
      let areNetworks =
        numbers.interface(source) == nil && numbers.interface(destination) == nil
      guard source != destination, !areNetworks else { continue }
      rows.run(endClass(source, numbers))
      let cell = rows.words(of: rows.cells[endClass(destination, numbers)])
      let holds = { (words: [UInt64], own: ArraySlice<UInt64>) in
        zip(own, words).contains { $0 & $1 != 0 }
      }
      let expected: Verdict =
        holds(words, cell.prefix(words.count))
        ? .reachable : holds(words, cell.suffix(words.count)) ? .undetermined : .unreachable
      try expect(expected, source, destination, rows.ports(words).least)
    }
  }

  private func bits(of words: [UInt64]) -> [[UInt64]] {
    (0..<64 * words.count).compactMap { bit in
      guard words[bit / 64] >> UInt64(bit % 64) & 1 == 1 else { return nil }
      var single = [UInt64](repeating: 0, count: words.count)
      single[bit / 64] = 1 << UInt64(bit % 64)
      return single
    }
  }

  private func endClass(_ number: Int, _ numbers: EndNumbers) -> Int {
    if let id = numbers.interface(number) { return matrix.endClass(of: id) }
    return matrix.endClass(of: ID<Network>(number - numbers.interfaceCount))
  }

  // MARK: - Asking

  private func expect(
    _ expected: Verdict, _ source: Int, _ destination: Int, _ ports: CountedPorts
  ) throws(Disagreement) {
    let model = analyzer.model
    let query = question.query(from: model.end(source), to: model.end(destination), ports)
    var found: Verdict?
    do throws(QuestionFault) {
      found = judge(try analyzer.answer(query).classes.map(\.verdict))
    } catch {
      // Ends without a common family have no packets to send.
      if error == .noCommonFamily { found = .unreachable }
    }
    guard found != expected else { return }
    throw Disagreement(
      from: name(source), to: name(destination), ports: ports, matrix: expected, trace: found)
  }

  /// What the verdicts of all classes of packets come to, in three values.
  private func judge(_ verdicts: [Verdict]) -> Verdict {
    switch question.options.quantifier {
    case .every:
      if verdicts.contains(.unreachable) { return .unreachable }
      return verdicts.contains(.undetermined) || verdicts.isEmpty ? .undetermined : .reachable
    case .some:
      if verdicts.contains(.reachable) { return .reachable }
      return verdicts.contains(.undetermined) ? .undetermined : .unreachable
    }
  }

  private func confirm(_ line: InternetLine) throws(Disagreement) {
    let isInbound = line.isInbound
    let own = analyzer.model.end(line.numbers[0])
    let outside = End(
      .network(Model.internet), addresses: AddressSet([line.exampleAddress]), isExplicit: true)
    let ports = line.ports.least
    let family = line.exampleAddress.family
    let query =
      isInbound
      ? question.query(from: outside, to: own, ports, family: family)
      : question.query(from: own, to: outside, ports, family: family)
    var found: Verdict?
    do throws(QuestionFault) {
      guard let judgement = PacketJudgement(try analyzer.answer(query).classes) else {
        throw .noCommonFamily
      }
      let profile = InternetProfile(
        judgement, isInbound ? .source : .destination, question.options.quantifier)
      let isPassing = profile.entries.contains { !$0.isUndetermined }
      found = isPassing ? .reachable : profile.entries.isEmpty ? .unreachable : .undetermined
    } catch {}
    let expected: Verdict = line.isUndetermined ? .undetermined : .reachable
    guard found != expected else { return }
    let (near, far) = (name(line.numbers[0]), "\(line.exampleAddress)")
    throw Disagreement(
      from: isInbound ? far : near, to: isInbound ? near : far, ports: ports, matrix: expected,
      trace: found)
  }

  private func name(_ number: Int) -> String {
    let numbers = EndNumbers(analyzer.model)
    if let id = numbers.interface(number) {
      return analyzer.model.interfaces[id].identity.qualifiedName
    }
    return analyzer.model.networks[ID(number - numbers.interfaceCount)].identity.qualifiedName
  }
}

/// Random numbers that are the same on every run and machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
