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

  /// The packets of a cube that the pattern means, apart from who sends and receives them, with
  /// the addresses of both ends that it means; nothing for any.
  func cubes(
    of cube: PacketCube, from near: AddressSet?, to far: AddressSet?
  ) -> [PacketCube] {
    let services = cube.family == .ipv4 ? services.ipv4 : services.ipv6
    return services.compactMap { service in
      guard var part = cube.restricted(to: service) else { return nil }
      if let near { part.sources = part.sources.intersection(near[cube.family]) }
      if let far { part.destinations = part.destinations.intersection(far[cube.family]) }
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
    /// Some of the addresses that it is asked by.
    ///
    /// Of an interface, private ones mean it by whatever address they have for the other end; public
    /// ones mean themselves.
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
      parts[end.subject] = Self.part(end, and: parts[end.subject] ?? .none, model)
    }
  }

  private static func part(_ end: End, and known: Part, _ model: Model) -> Part {
    let all = model.addresses(of: end.subject)
    guard end.isExplicit || known != .none else { return .whole }
    var addresses = end.addresses
    switch known {
    case .none: break
    case .whole: addresses = addresses.union(all)
    case .addresses(let more): addresses = addresses.union(more)
    }
    return addresses == all ? .whole : .addresses(addresses)
  }

  func part(of subject: End.Subject) -> Part { isEverything ? .whole : parts[subject] ?? .none }
}

extension Model {
  /// All addresses of an interface or network.
  func addresses(of subject: End.Subject) -> AddressSet {
    switch subject {
    case .interface(let id): interfaces[id].addresses
    case .network(let id): networks[id].addresses
    case .address: AddressSet()
    }
  }

  /// By which addresses an end knows interfaces.
  func view(from subject: End.Subject) -> AddressView {
    guard case .network(let id) = subject else { return .own }
    return view(from: id)
  }
}
