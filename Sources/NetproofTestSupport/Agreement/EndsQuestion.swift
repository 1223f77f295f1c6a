import NetproofEngine
import NetproofModel
import NetproofSets

/// A question between ends, by names, so that it can be asked of another topology.
struct EndsQuestion: Hashable, Sendable {
  private let from: [String]
  private let to: [String]
  private let query: Query

  init(_ query: Query, in network: LoadedNetwork) {
    self.query = query
    from = query.from.compactMap { Self.name(of: $0, network) }
    to = query.to.compactMap { Self.name(of: $0, network) }
  }

  var text: String {
    "question: from \(from.joined(separator: ", ")) to \(to.joined(separator: ", "))"
  }

  /// The same question about another topology, with the ends that are still there.
  func query(in network: LoadedNetwork) -> Query? {
    let origins = from.compactMap { Self.end(named: $0, network) }
    let goals = to.compactMap { Self.end(named: $0, network) }
    guard !origins.isEmpty, !goals.isEmpty else { return nil }
    return Query(
      from: origins, to: goals, ipv4Services: query.ipv4Services, ipv6Services: query.ipv6Services,
      family: query.family, clientPorts: query.clientPorts, oneWay: query.oneWay,
      application: query.application)
  }

  private static func name(of end: End, _ network: LoadedNetwork) -> String? {
    switch end.subject {
    case .interface(let id): network.names.preciseName(of: .interface(id))
    case .network(let id): network.names.preciseName(of: .network(id))
    case .address: nil
    }
  }

  private static func end(named name: String, _ network: LoadedNetwork) -> End? {
    for component in network.names.components(named: name, of: [.interface, .network]) {
      if case .interface(let id) = component { return .whole(id, in: network.model) }
      if case .network(let id) = component { return .whole(id, in: network.model) }
    }
    return nil
  }
}

extension End {
  /// An interface with all its addresses.
  static func whole(_ id: ID<NetworkInterface>, in model: Model) -> End {
    End(.interface(id), addresses: model.interfaces[id].addresses, isExplicit: false)
  }

  /// A network with all its addresses.
  static func whole(_ id: ID<Network>, in model: Model) -> End {
    End(.network(id), addresses: model.networks[id].addresses, isExplicit: false)
  }
}
