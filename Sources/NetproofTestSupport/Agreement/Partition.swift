import NetproofEngine
import NetproofModel
import NetproofSets

/// Tests that the classes of an answer are a partition of what was asked.
struct Partition {
  private let answer: Answer
  private let query: Query
  private let network: LoadedNetwork

  init(_ answer: Answer, _ query: Query, _ network: LoadedNetwork) {
    self.answer = answer
    self.query = query
    self.network = network
  }

  /// What does not hold, in words.
  var faults: [String] {
    var faults: [String] = []
    if answer.classes.contains(where: { $0.packets.isEmpty }) {
      faults.append("every class holds packets")
    }
    for part in byEnds {
      if !isDisjoint(part) { faults.append("the classes of an alternative are disjoint") }
      if !isComplete(part) { faults.append("the classes hold every packet that was asked about") }
    }
    return faults
  }

  /// The classes of each pair of ends.
  private var byEnds: [[PacketClass]] {
    var positions: [Pair: Int] = [:]
    var result: [[PacketClass]] = []
    for found in answer.classes {
      let pair = Pair(origin: found.origin, goal: found.goal)
      if let position = positions[pair] {
        result[position].append(found)
      } else {
        positions[pair] = result.count
        result.append([found])
      }
    }
    return result
  }

  private struct Pair: Hashable {
    let origin: EndGroup
    let goal: EndGroup
  }

  private func isDisjoint(_ classes: [PacketClass]) -> Bool {
    for (index, one) in classes.enumerated() {
      for other in classes[..<index] where one.alternative == other.alternative {
        let apart = zip(one.translations, other.translations).contains { $0.isDisjoint(with: $1) }
        if !apart, one.packets.intersection(other.packets) != nil { return false }
      }
    }
    return true
  }

  /// Whether nothing is missing, and nothing is there that nobody asked about.
  private func isComplete(_ classes: [PacketClass]) -> Bool {
    let found = PacketSet(classes.map(\.packets))
    return found.isEquivalent(to: asked(classes[0].origin, classes[0].goal))
  }

  // MARK: - What was asked

  private func asked(_ origin: EndGroup, _ goal: EndGroup) -> PacketSet {
    var view = AddressView.own
    if case .network(let id) = origin { view = network.model.view(from: id) }
    let sources = addresses(of: origin, among: query.from, .own)
    let destinations = addresses(of: goal, among: query.to, view, from: place(of: origin))
    let ports = query.clientPorts ?? clientPorts(of: origin)
    var cubes: [PacketCube] = []
    for family in Family.allCases where query.family == nil || query.family == family {
      cubes += query.services(family).map { service in
        let hasPorts = service.protocols.members.allSatisfy(\.hasPorts)
        return PacketCube(
          family, protocols: service.protocols, sources: sources[family],
          destinations: destinations[family], sourcePorts: hasPorts ? ports : .all,
          destinationPorts: service.ports)
      }
    }
    return PacketSet(cubes)
  }

  private func addresses(
    of group: EndGroup, among ends: [End], _ view: AddressView,
    from asker: TranslatedViews.Place? = nil
  ) -> AddressSet {
    ends.reduce(AddressSet()) { sum, end in
      func known(_ own: AddressSet) -> AddressSet {
        guard !end.isExplicit, let asker, let place = place(of: group) else { return own }
        let views = TranslatedViews(network.model)
        return AddressSet(
          ipv4: views.addresses(own.ipv4, of: place, from: asker), ipv6: own.ipv6)
      }
      return switch (group, end.subject) {
      case (.interfaces(let members), .interface(let id)) where members.contains(id):
        sum.union(known(end.isExplicit ? end.addresses : addresses(of: id, view)))
      case (.network(let id), .network(let other)) where id == other:
        sum.union(known(end.addresses))
      case (.address, .address): sum.union(end.addresses)
      case (.interfaces, _), (.network, _), (.address, _): sum
      }
    }
  }

  private func place(of group: EndGroup) -> TranslatedViews.Place? {
    switch group {
    case .interfaces(let members):
      .vpc(network.model.subnets[network.model.interfaces[members[0]].subnet].vpc)
    case .network(let id): .network(id)
    case .address: nil
    }
  }

  /// From outside an interface is meant by its addresses there, if it has any.
  private func addresses(of id: ID<NetworkInterface>, _ view: AddressView) -> AddressSet {
    let interface = network.model.interfaces[id]
    let outside = interface.outsideAddresses.filter { pair in
      let edge = interface.edgeAddresses.first { $0.outsideAddress == pair.publicAddress }
      switch view {
      case .own: return false
      case .public: return edge?.kind != .customerOwned
      case .carrier: return edge?.kind == .carrier
      case .customerOwned: return edge?.kind == .customerOwned
      }
    }.map(\.publicAddress)
    guard !outside.isEmpty else { return interface.addresses }
    return AddressSet(outside).union(AddressSet(.ipv6, interface.addresses.ipv6))
  }

  private func clientPorts(of origin: EndGroup) -> PortSet {
    let usual = network.model.policies.clientPorts
    switch origin {
    case .interfaces(let members):
      return network.model.interfaces[members[0]].clientPorts ?? usual ?? PortSet(32768...60999)
    case .network(let id):
      return network.model.networks[id].clientPorts ?? usual ?? PortSet(1024...65535)
    case .address: return PortSet(1024...65535)
    }
  }
}
