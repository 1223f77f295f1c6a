import NetproofModel
import NetproofSets

/// One end of a search with the addresses that it is asked by.
struct GroupedEnd: Hashable, Sendable {
  let end: SearchEnd
  let addresses: AddressSet

  /// The same end as answers name it.
  var group: EndGroup {
    switch end {
    case .interfaces(let group): .interfaces(group.members)
    case .network(let id): .network(id)
    case .address:
      .address(
        addresses.ipv4.first.map { Address(.ipv4, $0) }
          ?? Address(.ipv6, addresses.ipv6.first ?? 0))
    }
  }
}

/// Two ends that are searched together.
struct EndPair: Sendable {
  let origin: GroupedEnd
  let goal: GroupedEnd
}

extension Analyzer {
  /// The pairs of ends of a question, with equal interfaces joined.
  func pairs(of query: Query) throws(QuestionFault) -> [EndPair] {
    let origins = groups(query.from)
    let goals = groups(query.to)
    guard origins.count * goals.count <= limits.pairs else {
      throw .tooManyPairs(limit: limits.pairs)
    }
    var pairs: [EndPair] = []
    var fault: QuestionFault?
    for origin in origins {
      for goal in goals {
        switch (origin.subject, goal.subject) {
        case (.address, _): fault = .nobodySends
        case (.network(let a), .network(let b))
        where a == b || (isBeyondAWS(a) && isBeyondAWS(b)):
          fault = .bothOutside
        case (.interfaces(let from), .interfaces(let to)) where !from.isDisjoint(with: to):
          if from.count == 1, to.count == 1 {
            if isAskedInPublic(goal) {
              pairs.append(pair(origin, goal))
            } else {
              fault = fault ?? .sameInterface
            }
          }
          for member in from.sorted() {
            let others = to.subtracting([member])
            guard !others.isEmpty else { continue }
            pairs.append(pair(origin.narrowed(to: [member]), goal.narrowed(to: others)))
          }
        default: pairs.append(pair(origin, goal))
        }
      }
    }
    guard pairs.isEmpty, let fault else { return pairs }
    throw fault
  }

  /// Whether one interface is asked for by its public addresses alone, which its host never has: what it
  /// sends there goes out by the internet gateway and comes back in (R19, R27).
  private func isAskedInPublic(_ goal: Gathered) -> Bool {
    guard let (interface, named) = goal.members.first, let named, !named.isEmpty else {
      return false
    }
    let known = model.interfaces[interface].publicAddresses.map(\.publicAddress)
    // Those that NAT64 makes of an IPv4 address are nobody's own either (R104).
    return named.subtracting(AddressSet(known.map { Prefix($0) } + [.nat64])).isEmpty
  }

  /// Whether a network is on the internet, or is a carrier's: what goes on between two of these is
  /// none of AWS's business.
  private func isBeyondAWS(_ network: ID<Network>) -> Bool {
    switch model.view(from: network) {
    case .public, .carrier: true
    case .own, .customerOwned: false
    }
  }

  // MARK: - Grouping

  /// Ends whose interfaces only differ in their addresses.
  private struct Gathered {
    enum Subject {
      case interfaces(Set<ID<NetworkInterface>>)
      case network(ID<Network>)
      case address
    }

    var subject: Subject
    var members: [(interface: ID<NetworkInterface>, named: AddressSet?)] = []
    var addresses = AddressSet()
    /// Whether the author named the addresses, of a network.
    var isExplicit = false

    func narrowed(to kept: Set<ID<NetworkInterface>>) -> Self {
      var result = self
      result.subject = .interfaces(kept)
      result.members = members.filter { kept.contains($0.interface) }
      return result
    }
  }

  /// What must be equal for two interfaces to be asked together.
  private struct GroupKey: Hashable {
    let subnet: ID<Subnet>
    let securityGroups: [ID<SecurityGroup>]
    let hasPublicAddress: Bool
    let clientPorts: PortSet?
    let isExplicit: Bool
    /// Set for interfaces that are only like themselves.
    let lone: ID<NetworkInterface>?
  }

  private func groups(_ ends: [End]) -> [Gathered] {
    // Most questions name one end, which there is nothing to compare with.
    if ends.count == 1 { return [gathered(ends[0])] }
    var positions: [GroupKey: Int] = [:]
    var result: [Gathered] = []
    var seen: Set<End> = []
    for end in ends where seen.insert(end).inserted {
      guard case .interface(let id) = end.subject else {
        result.append(gathered(end))
        continue
      }
      let key = key(of: id, isExplicit: end.isExplicit)
      if let position = positions[key], case .interfaces(var set) = result[position].subject {
        if set.insert(id).inserted || end.isExplicit {
          result[position].members.append((id, end.isExplicit ? end.addresses : nil))
        }
        result[position].subject = .interfaces(set)
      } else {
        positions[key] = result.count
        result.append(gathered(end))
      }
    }
    return result
  }

  /// An end by itself.
  private func gathered(_ end: End) -> Gathered {
    switch end.subject {
    case .network(let id):
      Gathered(subject: .network(id), addresses: end.addresses, isExplicit: end.isExplicit)
    case .address: Gathered(subject: .address, addresses: end.addresses)
    case .interface(let id):
      Gathered(
        subject: .interfaces([id]), members: [(id, end.isExplicit ? end.addresses : nil)])
    }
  }

  private func key(of id: ID<NetworkInterface>, isExplicit: Bool) -> GroupKey {
    let interface = model.interfaces[id]
    let isPlain =
      model.isUp(id) && interface.identity.isDescribed && interface.sourceDestinationCheck
      && interface.extraAddresses.isEmpty && !interface.deniesInternetGateway
      && (interface.replyInterface == .same || model.primary(besides: id) == nil)
      && interface.endpoint == nil && interface.loadBalancer == nil && !isExplicit
      && interface.edgeAddresses.isEmpty
      && (graph.singledOut.isEmpty || graph.singledOut.isDisjoint(with: interface.addresses.ipv4))
    return GroupKey(
      subnet: interface.subnet, securityGroups: interface.securityGroups,
      hasPublicAddress: !interface.publicAddresses.isEmpty, clientPorts: interface.clientPorts,
      isExplicit: isExplicit, lone: isPlain ? nil : id)
  }

  private func pair(_ origin: Gathered, _ goal: Gathered) -> EndPair {
    var view = AddressView.own
    if case .network(let id) = origin.subject { view = model.view(from: id) }
    let near = grouped(origin, .own, from: nil)
    return EndPair(origin: near, goal: grouped(goal, view, from: near.end.place))
  }

  /// An end with the addresses by which it is asked for from some place, or sends from.
  private func grouped(
    _ gathered: Gathered, _ view: AddressView, from asker: TranslatedViews.Place?
  ) -> GroupedEnd {
    switch gathered.subject {
    case .network(let id):
      let known =
        gathered.isExplicit
        ? gathered.addresses : known(gathered.addresses, of: .network(id), from: asker)
      return GroupedEnd(end: .network(id), addresses: known)
    case .address: return GroupedEnd(end: .address, addresses: gathered.addresses)
    case .interfaces(let set):
      let group = InterfaceGroup(set.sorted(), model)
      if gathered.members.count == 1, let only = gathered.members.first {
        return GroupedEnd(
          end: .interfaces(group), addresses: addresses(of: only, in: group.vpc, view, asker))
      }
      var ipv4: [ClosedRange<UInt128>] = []
      var ipv6: [ClosedRange<UInt128>] = []
      for member in gathered.members {
        let meant = addresses(of: member, in: group.vpc, view, asker)
        ipv4 += meant.ipv4.intervals.map { $0.lower...$0.upper }
        ipv6 += meant.ipv6.intervals.map { $0.lower...$0.upper }
      }
      let addresses = AddressSet(ipv4: AddressBits(ipv4), ipv6: AddressBits(ipv6))
      return GroupedEnd(end: .interfaces(group), addresses: addresses)
    }
  }

  /// The addresses that are meant of one member.
  private func addresses(
    of member: (interface: ID<NetworkInterface>, named: AddressSet?), in vpc: ID<VPC>,
    _ view: AddressView, _ asker: TranslatedViews.Place?
  ) -> AddressSet {
    member.named ?? known(model.addresses(of: member.interface, view), of: .vpc(vpc), from: asker)
  }

  /// What addresses are known as from a place, where attachments translate (R146).
  private func known(
    _ addresses: AddressSet, of place: TranslatedViews.Place, from asker: TranslatedViews.Place?
  ) -> AddressSet {
    guard !graph.views.isEmpty, let asker else { return addresses }
    return AddressSet(
      ipv4: graph.views.addresses(addresses.ipv4, of: place, from: asker), ipv6: addresses.ipv6)
  }
}
