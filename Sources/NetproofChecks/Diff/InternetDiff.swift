import NetproofEngine
import NetproofModel
import NetproofSets

/// What has changed between the ends that two networks share and the internet.
///
/// As ``InternetReach`` does, one end of each class is asked of the trace search, in both networks.
struct InternetDiff {
  private let input: DiffInput
  private let question: ReachQuestion
  /// What is the internet in both networks.
  private let internet: AddressSet

  /// - Parameters:
  ///   - input: what is compared.
  ///   - question: which ports of which part of the internet count; its other ends are not looked at.
  ///   - internet: the part that is the internet in both networks.
  init(_ input: DiffInput, _ question: ReachQuestion, _ internet: AddressSet) {
    self.input = input
    self.question = question
    self.internet = internet
  }

  /// Addresses of the internet with the ports of one verdict.
  private struct Cell: Hashable {
    var addresses: [Verdict: AddressSet] = [:]
  }

  private struct Entry: Hashable {
    let change: Transition
    let addresses: AddressSet
    var ports: CountedPorts
  }

  private struct Change: Hashable {
    let entries: [Entry]
    let families: [Family]
  }

  /// What has changed in one direction.
  func lines(
    _ side: InternetProfile.Side, _ old: Matrix, _ new: Matrix
  ) throws(QuestionFault) -> [DiffLine] {
    let list: RuleList = side == .source ? .inbound : .outbound
    let (before, after) = (old.outsideClasses(list), new.outsideClasses(list))
    let (past, present) = (EndNumbers(input.pairing.old), EndNumbers(input.pairing.new))
    var known: [[Int]: Change] = [:]
    var changes: [(change: Change, ends: [Int])] = []
    var positions: [Change: Int] = [:]
    for number in side == .source ? input.ends.destinations : input.ends.sources {
      let other = input.ends.oldNumber[number]
      let key = [
        before[Self.place(other, old, past)], after[Self.place(number, new, present)],
      ]
      let change: Change
      if let found = known[key] {
        change = found
      } else {
        change = try self.change(
          profile(other, input.old, side), profile(number, input.new, side))
        known[key] = change
      }
      guard !change.entries.isEmpty else { continue }
      if let position = positions[change] {
        changes[position].ends.append(number)
      } else {
        positions[change] = changes.count
        changes.append((change, [number]))
      }
    }
    return lines(changes, side)
  }

  private static func place(_ number: Int, _ matrix: Matrix, _ numbers: EndNumbers) -> Int {
    if let id = numbers.interface(number) { return matrix.endClass(of: id) }
    return matrix.endClass(of: ID<Network>(number - numbers.interfaceCount))
  }

  // MARK: - Asking

  /// What all packets and at least one come to.
  private struct Profiles {
    var every: InternetProfile?
    var some: InternetProfile?
  }

  private func profile(
    _ number: Int, _ analyzer: Analyzer, _ side: InternetProfile.Side
  ) throws(QuestionFault) -> Profiles {
    let model = analyzer.model
    if side == .source, !InternetReach.canBeAddressed(number, model) { return Profiles() }
    let own = model.end(number)
    let outside = End(.network(Model.internet), addresses: internet, isExplicit: true)
    let query =
      side == .source
      ? question.query(from: outside, to: own, question.ports, family: question.options.family)
      : question.query(from: own, to: outside, question.ports, family: question.options.family)
    do throws(QuestionFault) {
      guard let judgement = try analyzer.judgements(query).first else { return Profiles() }
      return Profiles(
        every: InternetProfile(judgement, side, .every),
        some: InternetProfile(judgement, side, .some))
    } catch {
      switch error {
      case .bothOutside, .noCommonFamily: return Profiles()
      case .sameInterface, .nobodySends, .tooManyPairs, .disagreement: throw error
      }
    }
  }

  // MARK: - Comparing

  private func change(_ before: Profiles, _ after: Profiles) -> Change {
    var entries: [Entry] = []
    let all = [before, after].flatMap { [$0.every, $0.some] }.compactMap { $0 }
    for (ports, _) in PortParts.of(all.flatMap(\.entries).map(\.ports)) {
      let port = ports.least
      let (past, present) = (cell(before, port), cell(after, port))
      for was in Verdict.allCases {
        for now in Verdict.allCases where was != now {
          let addresses = addresses(was, past).intersection(addresses(now, present))
          guard !addresses.isEmpty else { continue }
          let change = Transition(was, now)
          let position = entries.firstIndex { $0.change == change && $0.addresses == addresses }
          if let position {
            entries[position].ports = entries[position].ports.union(ports)
          } else {
            entries.append(Entry(change: change, addresses: addresses, ports: ports))
          }
        }
      }
    }
    let families = Family.allCases.filter { family in all.contains { $0.families.contains(family) }
    }
    return Change(entries: entries, families: families)
  }

  /// The addresses of each verdict on one port.
  private func cell(_ profiles: Profiles, _ port: CountedPorts) -> Cell {
    func addresses(_ profile: InternetProfile?, unknown: Bool) -> AddressSet {
      (profile?.entries ?? []).filter {
        $0.isUndetermined == unknown && !$0.ports.intersection(port).isEmpty
      }.reduce(AddressSet()) { $0.union($1.addresses) }
    }
    let every = addresses(profiles.every, unknown: false)
    let everyUnknown = addresses(profiles.every, unknown: true)
    var cell = Cell()
    cell.addresses[.reachable] = every
    cell.addresses[.undetermined] =
      everyUnknown.union(addresses(profiles.some, unknown: true)).subtracting(every)
    cell.addresses[.partial] =
      addresses(profiles.some, unknown: false).subtracting(every).subtracting(everyUnknown)
    return cell
  }

  private func addresses(_ verdict: Verdict, _ cell: Cell) -> AddressSet {
    guard verdict == .unreachable else { return cell.addresses[verdict] ?? AddressSet() }
    return Verdict.allCases.reduce(internet) { rest, verdict in
      rest.subtracting(cell.addresses[verdict] ?? AddressSet())
    }
  }

  // MARK: - Summing up

  private struct Label: Hashable {
    let change: Transition
    let remote: InternetLine.Remote
  }

  private func lines(
    _ changes: [(change: Change, ends: [Int])], _ side: InternetProfile.Side
  ) -> [DiffLine] {
    var labels: [(label: Label, holders: [(entry: Entry, ends: [Int])])] = []
    var positions: [Label: Int] = [:]
    for (change, ends) in changes {
      for entry in change.entries {
        let label = Label(
          change: entry.change,
          remote: InternetReach.remote(entry.addresses, change.families, internet))
        if positions[label] == nil {
          positions[label] = labels.count
          labels.append((label, []))
        }
        labels[positions[label] ?? 0].holders.append((entry, ends))
      }
    }
    return labels.flatMap { label, holders in
      PortParts.of(holders.map(\.entry.ports)).map { part in
        let ends = part.holders.flatMap { holders[$0].ends }.sorted()
        let address = holders[part.holders[0]].entry.addresses.first
        return DiffLine(
          change: label.change, family: nil, ports: part.ports,
          sourceNumbers: side == .source ? [] : ends,
          destinationNumbers: side == .source ? ends : [], pairs: ends.count,
          remote: label.remote,
          remoteAddress: holders.first { $0.ends.contains(ends[0]) }?.entry.addresses.first
            ?? address)
      }
    }
  }
}
