public import NetproofEngine
import NetproofModel
import NetproofSets

/// What the internet reaches in a network, and what of the network reaches the internet.
///
/// The matrix leaves the internet out, because what counts there are addresses; so one end of each
/// class is asked of the trace search, and what holds for it holds for the class. Classes that
/// nobody outside tells apart share one answer.
public struct InternetReach {
  let analyzer: Analyzer
  let matrix: Matrix
  let question: ReachQuestion
  let members: EndMembers
  let namer: EndNamer

  public init(_ analyzer: Analyzer, _ matrix: Matrix, _ question: ReachQuestion) {
    let model = analyzer.model
    self.init(
      analyzer: analyzer, matrix: matrix, question: question,
      members: EndMembers(model, matrix, question), namer: EndNamer(model))
  }

  init(
    analyzer: Analyzer, matrix: Matrix, question: ReachQuestion, members: EndMembers,
    namer: EndNamer
  ) {
    self.analyzer = analyzer
    self.matrix = matrix
    self.question = question
    self.members = members
    self.namer = namer
  }

  /// What passes from or to the internet on the sides that name it.
  public func named() throws(QuestionFault) -> [InternetLine] {
    let inbound = question.from.isEverything ? [] : try exposed().lines
    return inbound + (question.to.isEverything ? [] : try reaching().lines)
  }

  private var model: Model { analyzer.model }

  /// What passes in one direction.
  struct Found {
    var lines: [InternetLine] = []
    /// Whether more passes from some client ports than from all, which are asked about.
    var hasMoreFromSomePorts = false
  }

  /// What the internet reaches.
  func exposed() throws(QuestionFault) -> Found {
    guard let internet = question.from.internet else { return Found() }
    return try found(members.destinations, internet, .source)
  }

  /// What reaches the internet.
  func reaching() throws(QuestionFault) -> Found {
    guard let internet = question.to.internet else { return Found() }
    return try found(members.sources, internet, .destination)
  }

  // MARK: - Asking

  private func found(
    _ classes: [[Int32]], _ internet: AddressSet, _ side: InternetProfile.Side
  ) throws(QuestionFault) -> Found {
    var profiles: [(profile: InternetProfile, ends: [Int])] = []
    var positions: [InternetProfile: Int] = [:]
    let shared = matrix.outsideClasses(side == .source ? .inbound : .outbound)
    var answers: [Int: InternetProfile?] = [:]
    var hasMore = false
    for (place, ends) in classes.enumerated() {
      guard let first = ends.first else { continue }
      let answer: InternetProfile?
      if let known = answers[shared[place]] {
        answer = known
      } else {
        answer = try profile(Int(first), internet, side)
        answers[shared[place]] = .some(answer)
      }
      hasMore = hasMore || answer?.hasMoreFromSomePorts ?? false
      guard let profile = answer, !profile.entries.isEmpty else { continue }
      if let position = positions[profile] {
        profiles[position].ends += ends.map { Int($0) }
      } else {
        positions[profile] = profiles.count
        profiles.append((profile, ends.map { Int($0) }))
      }
    }
    return Found(
      lines: lines(of: profiles, internet, isInbound: side == .source),
      hasMoreFromSomePorts: hasMore)
  }

  private func profile(
    _ number: Int, _ internet: AddressSet, _ side: InternetProfile.Side
  ) throws(QuestionFault) -> InternetProfile? {
    if side == .source, !Self.canBeAddressed(number, model) { return nil }
    let own = model.end(number)
    let outside = End(
      .network(Model.internet), addresses: internet,
      isExplicit: internet != model.networks[Model.internet].addresses)
    let query =
      side == .source
      ? question.query(from: outside, to: own, question.ports)
      : question.query(from: own, to: outside, question.ports)
    do throws(QuestionFault) {
      return try analyzer.judgements(query).first.map {
        InternetProfile($0, side, question.options.quantifier)
      }
    } catch {
      switch error {
      // A network on the internet is no end that the internet is asked with.
      case .bothOutside, .noCommonFamily: return nil
      case .sameInterface, .nobodySends, .tooManyPairs, .disagreement: throw error
      }
    }
  }

  /// Whether the internet can have an address for an end; without one nothing arrives (R34).
  static func canBeAddressed(_ number: Int, _ model: Model) -> Bool {
    guard let id = EndNumbers(model).interface(number) else { return true }
    let interface = model.interfaces[id]
    return !interface.outsideAddresses.isEmpty || !interface.addresses.ipv6.isEmpty
      || !interface.identity.isDescribed
  }

  // MARK: - Summing up

  /// What tells lines apart beside their ports.
  private struct Label: Hashable {
    let remote: InternetLine.Remote
    let isUndetermined: Bool
    let exits: [ComponentID]
  }

  private func lines(
    of profiles: [(profile: InternetProfile, ends: [Int])], _ internet: AddressSet,
    isInbound: Bool
  ) -> [InternetLine] {
    typealias Holder = (ports: CountedPorts, ends: [Int], address: Address)
    var labels: [(label: Label, holders: [Holder])] = []
    var positions: [Label: Int] = [:]
    for (profile, ends) in profiles {
      for entry in profile.entries {
        guard let address = entry.addresses.first else { continue }
        let label = Label(
          remote: Self.remote(entry.addresses, profile.families, internet),
          isUndetermined: entry.isUndetermined, exits: profile.exits)
        if positions[label] == nil {
          positions[label] = labels.count
          labels.append((label, []))
        }
        labels[positions[label] ?? 0].holders.append((entry.ports, ends, address))
      }
    }
    return labels.flatMap { label, holders in
      PortParts.of(holders.map(\.ports)).map { part in
        let ends = part.holders.flatMap { holders[$0].ends }.sorted()
        return InternetLine(
          ends: namer.name(ends), remote: label.remote, ports: part.ports,
          isUndetermined: label.isUndetermined, isInbound: isInbound, exits: label.exits,
          numbers: ends,
          exampleAddress: holders.first { $0.ends.contains(ends[0]) }?.address
            ?? holders[part.holders[0]].address)
      }
    }
  }

  static func remote(
    _ addresses: AddressSet, _ families: [Family], _ internet: AddressSet
  ) -> InternetLine.Remote {
    let whole = families.filter { addresses[$0] == internet[$0] }
    if whole == families { return .anywhere }
    guard let only = whole.first, families.allSatisfy({ $0 == only || addresses[$0].isEmpty })
    else { return .addresses(addresses) }
    return .anywhereIn(only)
  }
}

extension AddressSet {
  /// The least address, of IPv4 if there is one.
  var first: Address? {
    ipv4.first.map { Address(.ipv4, $0) } ?? ipv6.first.map { Address(.ipv6, $0) }
  }
}

extension Model {
  /// A whole interface or network as an end of a question, by its number in ``EndNumbers``.
  func end(_ number: Int) -> End {
    let numbers = EndNumbers(self)
    if let id = numbers.interface(number) {
      return End(.interface(id), addresses: interfaces[id].addresses, isExplicit: false)
    }
    let id = ID<Network>(number - numbers.interfaceCount)
    return End(.network(id), addresses: networks[id].addresses, isExplicit: false)
  }
}
