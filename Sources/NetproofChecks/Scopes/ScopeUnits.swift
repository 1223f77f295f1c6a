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

  /// One of the ends as a pattern means it, asked from a place that knows interfaces in some view.
  func ends(_ subject: End.Subject, _ pattern: Int, _ view: AddressView, _ model: Model) -> [End] {
    let all = addresses ?? model.addresses(of: subject)
    let whole = End(subject, addresses: all, isExplicit: addresses != nil)
    guard case .addresses(let part) = parts[pattern] else { return [whole] }
    guard all.isEmpty || !all.subtracting(part).isEmpty else {
      return [whole, End(subject, addresses: part.subtracting(all), isExplicit: true)]
    }
    return [End(subject, addresses: known(part, of: subject, view, model), isExplicit: true)]
  }

  /// The addresses of packets that a pattern means, sent from a place with some view; nothing if it
  /// means any.
  func addresses(
    _ subject: End.Subject, _ pattern: Int, _ view: AddressView, _ model: Model
  ) -> AddressSet? {
    guard case .addresses(let part) = parts[pattern] else { return nil }
    let all = addresses ?? model.addresses(of: subject)
    guard all.isEmpty || !all.subtracting(part).isEmpty else { return nil }
    return part.union(known(part, of: subject, view, model))
  }

  /// Whether a pattern means the ends by other addresses than their own, of which the matrix
  /// knows nothing.
  func isAskedElsewhere(_ pattern: Int, _ model: Model) -> Bool {
    guard case .addresses(let part) = parts[pattern] else { return false }
    return members.contains { !part.subtracting(model.addresses(of: $0)).isEmpty }
  }

  /// Addresses as a view has them: public ones for private ones that have some.
  private func known(
    _ part: AddressSet, of subject: End.Subject, _ view: AddressView, _ model: Model
  ) -> AddressSet {
    guard case .interface(let id) = subject else { return part }
    let meant = model.mapped(id, view).filter { part.contains($0.privateAddress) }
    guard !meant.isEmpty else { return part }
    let own = AddressSet(ipv4: model.interfaces[id].addresses.ipv4)
    return part.subtracting(own).union(AddressSet(meant.map(\.publicAddress)))
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
