public import NetproofChecks
public import NetproofEngine
import NetproofModel
import NetproofSets

/// The difference between the answers of two networks with the same ends, found pair by pair by the
/// trace search, against what ``NetworkDiff`` says.
public struct DiffComparison {
  private let old: Analyzer
  private let new: Analyzer
  private let diff: NetworkDiff
  private let hasIPv6: Bool

  /// - Parameters:
  ///   - old: answers about the old network.
  ///   - new: answers about the new one, whose interfaces and networks have the same identities.
  ///   - diff: what is said about both.
  public init(_ old: Analyzer, _ new: Analyzer, _ diff: NetworkDiff) {
    self.old = old
    self.new = new
    self.diff = diff
    hasIPv6 = [old, new].contains { analyzer in
      analyzer.model.interfaces.elements.contains { !$0.addresses.ipv6.isEmpty }
    }
  }

  /// How many pairs of ends differ.
  public private(set) var changedPairs = 0

  /// Pairs about which the two disagree, each in a line.
  public mutating func disagreements() -> [String] {
    let model = new.model
    let numbers = EndNumbers(model)
    let all =
      model.interfaces.ids.map { numbers.number($0) }
      + model.networks.ids.dropFirst().map { numbers.number($0) }
    var result: [String] = []
    for from in all {
      for to in all where from != to {
        if numbers.interface(from) == nil, numbers.interface(to) == nil { continue }
        let told = told(from, to)
        let found = found(from, to, numbers)
        if !found.isEmpty { changedPairs += 1 }
        guard told != found else { continue }
        result.append("\(from) to \(to): told \(told), found \(found)")
      }
    }
    return result
  }

  /// What became of one port in one family.
  struct Claim: Hashable {
    let family: Family
    let change: Transition
  }

  // MARK: - What is told

  private func told(_ from: Int, _ to: Int) -> [Claim: CountedPorts] {
    var claims: [Claim: CountedPorts] = [:]
    for line in diff.lines
    where line.sourceNumbers.contains(from) && line.destinationNumbers.contains(to) {
      let families = line.family.map { [$0] } ?? (hasIPv6 ? Family.allCases : [.ipv4])
      for family in families {
        let claim = Claim(family: family, change: line.change)
        claims[claim] = (claims[claim] ?? CountedPorts()).union(line.ports)
      }
    }
    return claims
  }

  // MARK: - What the trace search finds

  private func found(_ from: Int, _ to: Int, _ numbers: EndNumbers) -> [Claim: CountedPorts] {
    var claims: [Claim: CountedPorts] = [:]
    for family in Family.allCases where hasIPv6 || family == .ipv4 {
      let before = verdicts(from, to, family, old, numbers)
      let after = verdicts(from, to, family, new, numbers)
      for was in Verdict.allCases {
        for now in Verdict.allCases where was != now {
          let ports = (before[was] ?? CountedPorts()).intersection(after[now] ?? CountedPorts())
          if !ports.isEmpty {
            claims[Claim(family: family, change: Transition(was, now))] = ports
          }
        }
      }
    }
    return claims
  }

  private func verdicts(
    _ from: Int, _ to: Int, _ family: Family, _ analyzer: Analyzer, _ numbers: EndNumbers
  ) -> [Verdict: CountedPorts] {
    let services = [Service(.tcp), Service(.udp), .ping(family)]
    let query = Query(
      from: [end(from, analyzer, numbers)], to: [end(to, analyzer, numbers)],
      ipv4Services: services, ipv6Services: services, family: family)
    guard let judgement = try? analyzer.judgements(query).first else {
      return [.unreachable: .all]
    }
    func ports(_ verdict: Verdict, _ member: IPProtocol) -> PortSet {
      let set: PacketSet =
        switch verdict {
        case .reachable: judgement.reachable
        case .unreachable: judgement.unreachable
        case .undetermined: judgement.undetermined
        case .partial: PacketSet()
        }
      return set.cubes.filter { $0.protocols.contains(member) }
        .reduce(PortSet()) { $0.union($1.destinationPorts) }
    }
    func counted(_ verdict: Verdict) -> CountedPorts {
      let echo: IPProtocol = family == .ipv4 ? .icmp : .icmpv6
      return CountedPorts(
        tcp: ports(verdict, .tcp), udp: ports(verdict, .udp),
        hasEcho: !ports(verdict, echo).isEmpty)
    }
    let (open, closed) = (counted(.reachable), counted(.unreachable))
    let unknown = counted(.undetermined)
    let partial = open.intersection(closed)
    let undetermined = unknown.subtracting(partial)
    let reachable = open.subtracting(closed).subtracting(unknown)
    return [
      .reachable: reachable, .partial: partial, .undetermined: undetermined,
      .unreachable: CountedPorts.all.subtracting(reachable).subtracting(partial)
        .subtracting(undetermined),
    ]
  }

  private func end(_ number: Int, _ analyzer: Analyzer, _ numbers: EndNumbers) -> End {
    let model = analyzer.model
    if let id = numbers.interface(number) {
      return End(.interface(id), addresses: model.interfaces[id].addresses, isExplicit: false)
    }
    let id = numbers.network(number) ?? Model.internet
    return End(.network(id), addresses: model.networks[id].addresses, isExplicit: false)
  }
}
