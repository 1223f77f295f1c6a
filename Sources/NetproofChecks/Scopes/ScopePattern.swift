import NetproofEngine
import NetproofModel
import NetproofSets

/// A pattern of a scope, understood.
struct ScopePattern: Sendable {
  let from: ScopeEnds
  let to: ScopeEnds
  let services: AskedServices
  /// By station the components that a name can mean.
  let through: [[ComponentID]]

  /// The packets of a cube that the pattern means, apart from who sends and receives them.
  func cubes(
    of cube: PacketCube, _ near: ScopeEnds.Part, _ far: ScopeEnds.Part
  ) -> [PacketCube] {
    let services = cube.family == .ipv4 ? services.ipv4 : services.ipv6
    return services.compactMap { service in
      guard var part = cube.restricted(to: service) else { return nil }
      if case .addresses(let set) = near {
        part.sources = part.sources.intersection(set[cube.family])
      }
      if case .addresses(let set) = far {
        part.destinations = part.destinations.intersection(set[cube.family])
      }
      return part.isEmpty ? nil : part
    }
  }
}

/// The ends that one side of a pattern means.
struct ScopeEnds: Sendable {
  /// How much of an end is meant.
  enum Part: Hashable, Sendable {
    case none
    case whole
    /// Addresses of it, with the public ones of private ones and the other way round.
    case addresses(AddressSet)
  }

  /// Every interface and every network.
  private let isEverything: Bool
  private var parts: [End.Subject: Part] = [:]
  /// Addresses that nobody owns.
  private(set) var loneAddresses: [AddressSet] = []

  static var everything: Self { Self(isEverything: true) }

  private init(isEverything: Bool) {
    self.isEverything = isEverything
  }

  init(_ ends: [End], _ model: Model) {
    isEverything = false
    for end in ends {
      guard end.subject != .address else {
        loneAddresses.append(end.addresses)
        continue
      }
      switch (parts[end.subject] ?? .none, Self.part(end, model)) {
      case (.whole, _), (_, .whole): parts[end.subject] = .whole
      case (.addresses(let known), .addresses(let more)):
        parts[end.subject] = .addresses(known.union(more))
      case (_, let part): parts[end.subject] = part
      }
    }
  }

  private static func part(_ end: End, _ model: Model) -> Part {
    guard end.isExplicit else { return .whole }
    switch end.subject {
    case .interface(let id):
      var addresses = end.addresses
      for pair in model.interfaces[id].outsideAddresses {
        let (inside, outside) = (
          AddressSet([pair.privateAddress]), AddressSet([pair.publicAddress])
        )
        if end.addresses.contains(pair.privateAddress) { addresses = addresses.union(outside) }
        if end.addresses.contains(pair.publicAddress) { addresses = addresses.union(inside) }
      }
      return model.interfaces[id].addresses.subtracting(addresses).isEmpty
        ? .whole : .addresses(addresses)
    case .network(let id):
      return model.networks[id].addresses == end.addresses ? .whole : .addresses(end.addresses)
    case .address: return .addresses(end.addresses)
    }
  }

  func part(of subject: End.Subject) -> Part { isEverything ? .whole : parts[subject] ?? .none }
}
