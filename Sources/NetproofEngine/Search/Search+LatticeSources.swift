import NetproofModel
import NetproofSets

/// From which address of its block VPC Lattice asks a target nobody says (R176).
///
/// Where a filter treats all addresses of the block alike, one of them stands for all from there on;
/// where it does not, what becomes of the packets is not known.
extension Search {
  /// What a filter lets pass of headers, and what it does not.
  typealias Outcome = (permitted: [PacketCube], refused: [PacketCube])

  /// Whether the connection of a walk is one that a Lattice service has opened.
  func isFromLattice(_ walk: Walk) -> Bool {
    guard let lattice = model.lattice, let leg = walk.legs.last else { return false }
    return model.interfaces[leg.balance.node].subnet == lattice.subnet
  }

  /// Ends what a list decides by the address of VPC Lattice alone, and gives back the rest.
  mutating func toldApart(
    _ walk: Walk, by filter: StatelessFilter, _ side: Step.Side
  ) -> [Walk] {
    let whole = walk.header.fromAllOfLattice(side)
    let isCut = filter.rules.contains {
      $0.cidr.family == whole.family
        && Lattice.block(whole.family).bits.isCut(by: $0.cidr.bits)
    }
    guard isCut else { return [walk] }
    let outcome = Self.outcome(of: whole, at: filter.rules, side)
    return toldApart(walk, outcome, side, at: filter.component)
  }

  /// The same of the inbound rules of a target's groups, of which none that names a group matches.
  mutating func toldApart(_ walk: Walk, by groups: [ID<SecurityGroup>]) -> [Walk] {
    let whole = walk.header.fromAllOfLattice(.inbound)
    guard let first = groups.first(where: { namesPartOfLattice($0, whole.family) }) else {
      return [walk]
    }
    var outcome: Outcome = ([], [whole])
    for rule in groups.flatMap({ model.securityGroups[$0].inbound }) {
      guard let named = addresses(of: rule.peer, whole.family),
        let served = whole.restricted(to: rule.service),
        let cube = Self.restrict(served, .inbound, to: named)
      else { continue }
      outcome.permitted.append(cube)
      outcome.refused = outcome.refused.flatMap { $0.subtracting(cube) }
    }
    return toldApart(walk, outcome, .inbound, at: .securityGroup(first))
  }

  private mutating func toldApart(
    _ walk: Walk, _ outcome: Outcome, _ side: Step.Side, at filter: ComponentID
  ) -> [Walk] {
    var alike = [walk.header]
    for permitted in outcome.permitted {
      let permitted = permitted.fromAllOfLattice(side)
      for refused in outcome.refused {
        guard let both = permitted.intersection(refused.fromAllOfLattice(side)) else { continue }
        for part in alike.compactMap({ $0.intersection(both) }) {
          end(walk.part(part) { _ in }, gap: .latticeUndecided, at: filter)
        }
        alike = alike.flatMap { $0.subtracting(both) }
      }
    }
    return alike.map { header in walk.part(header) { $0.askFromOneAddress(side) } }
  }

  private func namesPartOfLattice(_ group: ID<SecurityGroup>, _ family: Family) -> Bool {
    let block = Lattice.block(family).bits
    return model.securityGroups[group].inbound.contains { rule in
      addresses(of: rule.peer, family).map { block.isCut(by: $0) } ?? false
    }
  }

  /// The addresses that a rule names; nothing if it names a group, or a list that is not described.
  private func addresses(of peer: SecurityGroupRule.Peer, _ family: Family) -> AddressBits? {
    switch peer {
    case .prefix(let prefix): AddressSet([prefix])[family]
    case .prefixList(let list):
      isDescribed(.prefixList(list)) ? AddressSet(model.prefixLists[list].entries)[family] : nil
    case .network(let network): model.networks[network].addresses[family]
    case .group: nil
    }
  }
}

extension AddressBits {
  /// Whether some of these addresses are in a set, but not all.
  fileprivate func isCut(by other: Self) -> Bool {
    !isDisjoint(with: other) && !isSubset(of: other)
  }
}

extension PacketCube {
  /// The same packets from, or to, whatever address of VPC Lattice's block.
  fileprivate func fromAllOfLattice(_ side: Step.Side) -> Self {
    var cube = self
    switch side {
    case .inbound: cube.sources = Lattice.block(family).bits
    case .outbound: cube.destinations = Lattice.block(family).bits
    }
    return cube
  }
}

extension Walk {
  /// Lets the first address of VPC Lattice's block stand for all of them.
  fileprivate mutating func askFromOneAddress(_ side: Step.Side) {
    let first = AddressBits(Lattice.block(header.family).base.bits)
    switch side {
    case .inbound: header.sources = first
    case .outbound: header.destinations = first
    }
    guard var balance = legs.last?.balance,
      let index = translations.lastIndex(where: { $0.kind == .node(balance) })
    else { return }
    balance.sources = first
    legs[legs.count - 1].balance = balance
    let old = translations[index]
    translations[index] = Translation(
      kind: .node(balance), before: old.before, pairs: old.pairs, ports: old.ports)
  }
}
