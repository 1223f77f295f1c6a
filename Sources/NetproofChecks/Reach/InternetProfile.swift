import NetproofEngine
import NetproofModel
import NetproofSets

/// What passes between one end and the internet, by the addresses there.
struct InternetProfile: Hashable, Sendable {
  /// Addresses of the internet with the ports that they, and they alone, reach or are reached on.
  struct Entry: Hashable, Sendable {
    let addresses: AddressSet
    let isUndetermined: Bool
    var ports: CountedPorts
  }

  let entries: [Entry]
  let exits: [ComponentID]
  /// The families in which packets can be sent at all.
  let families: [Family]
  /// Whether more passes from some client ports than from all, which are asked about.
  let hasMoreFromSomePorts: Bool

  /// Which end of the packets is on the internet.
  enum Side {
    case source
    case destination
  }

  /// What a judgement amounts to if the internet is on `side`.
  init(_ judgement: PacketJudgement, _ side: Side, _ quantifier: MatrixOptions.Quantifier) {
    let (passing, unknown) =
      quantifier == .every
      ? (judgement.passingFromEveryPort, judgement.undeterminedFromEveryPort)
      : (judgement.passingFromSomePort, judgement.undeterminedFromSomePort)
    entries =
      Self.entries(passing.cubes, side, isUndetermined: false)
      + Self.entries(unknown.cubes, side, isUndetermined: true)
    hasMoreFromSomePorts =
      quantifier == .every && !judgement.passingFromSomePort.subtracting(passing).isEmpty
    exits = judgement.exits
    let all = judgement.reachable.cubes + judgement.unreachable.cubes + judgement.undetermined.cubes
    families = Family.allCases.filter { family in all.contains { $0.family == family } }
  }

  private static func entries(
    _ cubes: [PacketCube], _ side: Side, isUndetermined: Bool
  ) -> [Entry] {
    var entries: [Entry] = []
    var positions: [AddressSet: Int] = [:]
    func add(_ addresses: AddressSet, _ ports: CountedPorts) {
      guard !addresses.isEmpty else { return }
      if let position = positions[addresses] {
        entries[position].ports = entries[position].ports.union(ports)
      } else {
        positions[addresses] = entries.count
        entries.append(
          Entry(addresses: addresses, isUndetermined: isUndetermined, ports: ports))
      }
    }
    for member in [IPProtocol.tcp, .udp] {
      let own = cubes.filter { $0.protocols.contains(member) }
      for (interval, holders) in PortParts.cut(own.map(\.destinationPorts)) {
        let isTCP = member == .tcp
        add(
          union(holders.map { own[$0] }, side),
          isTCP ? CountedPorts(tcp: interval) : CountedPorts(udp: interval))
      }
    }
    add(
      echo(cubes, side), CountedPorts(hasEcho: true))
    return entries
  }

  private static func union(_ cubes: [PacketCube], _ side: Side) -> AddressSet {
    cubes.reduce(AddressSet()) { $0.union(remote($1, side)) }
  }

  private static func remote(_ cube: PacketCube, _ side: Side) -> AddressSet {
    AddressSet(cube.family, side == .source ? cube.sources : cube.destinations)
  }

  /// The addresses for which a ping passes.
  private static func echo(_ cubes: [PacketCube], _ side: Side) -> AddressSet {
    var result = AddressSet()
    for family in Family.allCases {
      let ping = Service.ping(family)
      let own = cubes.filter { $0.family == family && $0.restricted(to: ping) != nil }
      result[family] = union(own, side)[family]
    }
    return result
  }
}
