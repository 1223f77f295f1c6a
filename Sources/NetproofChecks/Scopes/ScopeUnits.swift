import NetproofEngine
import NetproofModel
import NetproofSets

/// Ends on one side of a scope that neither the network nor the scope's patterns tell apart.
struct ScopeUnit: Sendable {
  /// Not empty; one unless they are interfaces.
  let members: [End.Subject]
  /// By pattern how much of each end it means.
  let parts: [ScopeEnds.Part]
  /// The addresses, of a lone address.
  let addresses: AddressSet?
  /// The class of the matrix, of interfaces.
  let endClass: Int?

  /// One of the ends as a pattern means it.
  func end(_ subject: End.Subject, _ pattern: Int, _ model: Model) -> End {
    let whole = addresses ?? model.addresses(of: subject)
    guard case .addresses(let part) = parts[pattern] else {
      return End(subject, addresses: whole, isExplicit: addresses != nil)
    }
    // Public addresses are used from outside only; the question decides which it takes.
    let own = part.intersection(whole)
    return End(subject, addresses: own.isEmpty ? part : own, isExplicit: true)
  }
}

/// Finds the units of one side of a scope.
struct ScopeUnits {
  let model: Model
  let matrix: Matrix
  /// Interfaces that are told apart from all others because a pattern names them.
  let named: Set<ID<NetworkInterface>>

  /// The units of the ends that at least one of the patterns that match means.
  ///
  /// `sides` has the side of each pattern, those that match first; `matching` is how many do.
  func units(_ sides: [ScopeEnds], matching: Int) -> [ScopeUnit] {
    struct Key: Hashable {
      let endClass: Int
      let parts: [ScopeEnds.Part]
      let lone: ID<NetworkInterface>?
    }
    var units: [ScopeUnit] = []
    var members: [Key: [End.Subject]] = [:]
    var order: [Key] = []
    for id in model.interfaces.ids {
      let parts = sides.map { $0.part(of: .interface(id)) }
      guard parts.prefix(matching).contains(where: { $0 != .none }) else { continue }
      let isLone =
        named.contains(id) || parts.contains { if case .addresses = $0 { true } else { false } }
      let key = Key(
        endClass: matrix.endClass(of: id), parts: parts, lone: isLone ? id : nil)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(.interface(id))
    }
    units += order.map { key in
      ScopeUnit(
        members: members[key] ?? [], parts: key.parts, addresses: nil, endClass: key.endClass)
    }
    for id in model.networks.ids {
      let parts = sides.map { $0.part(of: .network(id)) }
      guard parts.prefix(matching).contains(where: { $0 != .none }) else { continue }
      units.append(
        ScopeUnit(members: [.network(id)], parts: parts, addresses: nil, endClass: nil))
    }
    return units + loneAddresses(sides, matching)
  }

  /// Addresses that nobody owns; a pattern means those that it names.
  private func loneAddresses(_ sides: [ScopeEnds], _ matching: Int) -> [ScopeUnit] {
    var seen: Set<AddressSet> = []
    return sides.prefix(matching).flatMap(\.loneAddresses).filter { seen.insert($0).inserted }
      .map { addresses in
        let parts = sides.map { side -> ScopeEnds.Part in
          let own = side.loneAddresses.map { $0.intersection(addresses) }
            .reduce(AddressSet()) { $0.union($1) }
          if side.loneAddresses.contains(addresses) { return .whole }
          return own.isEmpty ? .none : .addresses(own)
        }
        return ScopeUnit(members: [.address], parts: parts, addresses: addresses, endClass: nil)
      }
  }
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
}
