public import NetproofEngine
import NetproofModel

/// Who reaches whom in a network, summed up in lines.
public struct Reach: Sendable {
  public let question: ReachQuestion
  /// Pairs of distinct ends between which something passes, without the internet.
  public let pairsReachable: Int
  /// Pairs of distinct ends of which something is not known, without the internet.
  public let pairsUndetermined: Int
  /// Further pairs between which something passes for some packets (client ports, families,
  /// alternatives), but nothing for all of them, if these are asked about.
  public let pairsFromSomePackets: Int
  /// Whether for some packets more passes from or to the internet than for all of them.
  public let hasMoreInternet: Bool
  /// Who reaches whom, without the internet.
  public let lines: [ReachLine]
  /// What the lines tell of because groups of equal ends are too many; nothing if they are not.
  public let overview: OverviewUnit?
  /// Lines that are left out because nobody would read them; they are about the fewest pairs.
  public let omittedLines: Int
  /// What the internet reaches.
  public let exposed: [InternetLine]
  /// What reaches the internet.
  public let reaching: [InternetLine]
  /// Lines about the internet that are left out, about the fewest ends.
  public let omittedInternetLines: Int
  /// Connected parts of the network, if everything was asked about and there is more than one.
  public let islands: [EndSet]
  /// Interfaces that certainly reach nobody and that nobody reaches, the internet included, if
  /// everything was asked about.
  public let isolated: EndSet?
  /// Further ones that certainly reach nobody, not even the internet.
  public let silent: EndSet?
  /// Further ones that certainly nobody reaches, not even the internet.
  public let unreached: EndSet?

  /// Whether anything of it is not known.
  public var hasUndetermined: Bool {
    pairsUndetermined > 0 || (exposed + reaching).contains { $0.isUndetermined }
  }

  /// Whether nothing passes at all.
  public var isEmpty: Bool { lines.isEmpty && exposed.isEmpty && reaching.isEmpty }
}

extension Reach {
  /// What ends are summed up by.
  public enum OverviewUnit: Hashable, Sendable {
    case subnet
    case vpc
  }

  /// How many subnets a network has at most in which they are told of one by one.
  static let mostSubnets = 60
  /// How many lines are told; groups that make more are summed up in an overview.
  static let mostLines = 40
  /// How many lines are told about the internet, in each direction.
  static let mostInternetLines = 16

  /// Sums up what passes.
  ///
  /// - Throws: ``QuestionFault`` if the trace search finds no answer for an end and the internet.
  public init(
    _ analyzer: Analyzer, _ matrix: Matrix, _ question: ReachQuestion
  ) throws(QuestionFault) {
    let model = analyzer.model
    var scan = ReachScan(model, matrix, question)
    let namer = EndNamer(model)
    let internet = InternetReach(
      analyzer: analyzer, matrix: matrix, question: question, members: scan.members, namer: namer)
    let (inbound, outbound) = (try internet.exposed(), try internet.reaching())
    let (exposed, reaching) = (inbound.lines, outbound.lines)
    self.question = question
    let pairs = scan.pairs() ?? Self.pairs(matrix, question)
    (pairsReachable, pairsUndetermined) = pairs
    pairsFromSomePackets = Self.lenientPairs(analyzer, question, besides: pairs.reachable)
    hasMoreInternet = inbound.hasMoreFromSomePorts || outbound.hasMoreFromSomePorts
    let (all, overview) = Self.lines(scan, namer, model)
    let confirmation = ReachConfirmation(analyzer, matrix, question)
    lines = Self.sorted(Self.widest(all)).map { confirmation.withGap($0) }
    self.overview = overview
    omittedLines = all.count - lines.count
    self.exposed = Self.widest(exposed)
    self.reaching = Self.widest(reaching)
    omittedInternetLines =
      exposed.count + reaching.count - self.exposed.count - self.reaching.count
    guard question.from.isEverything, question.to.isEverything else {
      (islands, isolated, silent, unreached) = ([], nil, nil, nil)
      return
    }
    islands = scan.islandNames(namer)
    let quiet = scan.loneEnds(besides: reaching, \.reaches)
    let hidden = scan.loneEnds(besides: exposed, \.isReached)
    func name(_ ends: Set<Int>) -> EndSet? { ends.isEmpty ? nil : namer.name(ends.sorted()) }
    isolated = name(quiet.intersection(hidden))
    silent = name(quiet.subtracting(hidden))
    unreached = name(hidden.subtracting(quiet))
  }

  private static func pairs(
    _ matrix: Matrix, _ question: ReachQuestion
  ) -> (reachable: Int, undetermined: Int) {
    let summary = matrix.summary(
      from: question.from.selection, to: question.to.selection, ports: question.selection)
    return (Int(clamping: summary.pairsReachable), Int(clamping: summary.pairsUndetermined))
  }

  /// Between how many more pairs something passes for some packets.
  private static func lenientPairs(
    _ analyzer: Analyzer, _ question: ReachQuestion, besides strict: Int
  ) -> Int {
    guard question.options.quantifier == .every else { return 0 }
    var options = question.options
    options.quantifier = .some
    return max(0, pairs(Matrix(analyzer, options), question).reachable - strict)
  }

  private static func lines(
    _ scan: ReachScan, _ namer: EndNamer, _ model: Model
  ) -> (lines: [ReachLine], overview: OverviewUnit?) {
    let repeated = RepeatedLines(model)
    // Of equally many lines those that tell all about a pair at once.
    let exact = LineFinder.Cut.allCases.compactMap { cut in
      LineFinder(scan, namer, cut)?.lines().map { repeated.joined($0) }
    }.min { $0.count < $1.count }
    if let exact, exact.count <= mostLines { return (exact, nil) }
    let (lines, unit) = overview(scan, namer, model)
    if let exact, exact.count <= lines.count || lines.isEmpty { return (exact, nil) }
    return (lines, unit)
  }

  /// The lines between subnets if they can be read, otherwise those between VPCs.
  private static func overview(
    _ scan: ReachScan, _ namer: EndNamer, _ model: Model
  ) -> (lines: [ReachLine], unit: OverviewUnit) {
    let isLone = model.vpcs.count <= 1
    if isLone || model.subnets.count <= mostSubnets {
      let lines = OverviewLines(model, scan, namer, bySubnet: true)?.lines() ?? []
      if isLone || lines.count <= mostLines { return (lines, .subnet) }
    }
    guard let finder = OverviewLines(model, scan, namer, bySubnet: false) else { return ([], .vpc) }
    let lines = finder.lines()
    return (lines.count <= mostLines ? lines : finder.coarseLines(), .vpc)
  }

  /// The lines about the most pairs, in their order.
  private static func widest(_ lines: [ReachLine]) -> [ReachLine] {
    guard lines.count > mostLines else { return lines }
    let kept = lines.indices.sorted { (-lines[$0].pairs, $0) < (-lines[$1].pairs, $1) }
    return kept.prefix(mostLines).sorted().map { lines[$0] }
  }

  private static func widest(_ lines: [InternetLine]) -> [InternetLine] {
    guard lines.count > mostInternetLines else { return lines }
    let kept = lines.indices.sorted {
      (-lines[$0].numbers.count, $0) < (-lines[$1].numbers.count, $1)
    }
    return kept.prefix(mostInternetLines).sorted().map { lines[$0] }
  }

  /// Outside ends first, then as the topology has them.
  private static func sorted(_ lines: [ReachLine]) -> [ReachLine] {
    func key(_ line: ReachLine) -> [Int] {
      guard let first = line.examples.first else { return [] }
      return [line.vpcs.isEmpty ? 0 : 1, first.source, first.destination]
    }
    return lines.enumerated().sorted {
      (key($0.element), $0.offset).0.lexicographicallyPrecedes(key($1.element))
        || (key($0.element) == key($1.element) && $0.offset < $1.offset)
    }.map(\.element)
  }
}

extension ReachScan {
  /// Connected parts of the network, the largest first; nothing if all is connected.
  fileprivate mutating func islandNames(_ namer: EndNamer) -> [EndSet] {
    var result: [[Int]] = []
    for island in islands.members() {
      let isConnected = island.count > 1 || reaches[island[0]]
      guard isConnected else { continue }
      result.append(island.flatMap { members.sources[$0].map { Int($0) } }.sorted())
    }
    guard result.count > 1 else { return [] }
    return result.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.map { namer.name($0) }
  }

  /// Interfaces of classes without a property that no line about the internet names either.
  fileprivate func loneEnds(
    besides lines: [InternetLine], _ property: KeyPath<Self, [Bool]>
  ) -> Set<Int> {
    let connected = Set(lines.flatMap(\.numbers))
    let ends = members.sources.indices.filter { !self[keyPath: property][$0] }
      .flatMap { members.sources[$0].map { Int($0) } }
    return Set(ends.filter { $0 < members.numbers.interfaceCount && !connected.contains($0) })
  }
}
