import NetproofChecks
import NetproofEngine
import NetproofModel
import NetproofSets
import Testing

/// What a fix opens, delivers and closes besides, against every packet of a sample sent by replay.
///
/// The replay shares nothing with the search that the side effects come from.
@Suite struct FixEffectsTests {
  /// What becomes of one packet.
  private struct Fate: Equatable {
    let arrives: Bool
    let passes: Bool
  }

  /// Two ends and a packet between them.
  private struct Probe {
    let origin: Origin
    let goal: Goal
    let packet: Packet
  }

  @Test(arguments: FixChoiceTests.all)
  func `side effects are all that changes, and nothing else`(_ one: FixChoiceTests.Case) throws {
    let estate = try one.estate()
    let query = try estate.query(one.from, one.to, one.port)
    let search = try estate.fixes(query)
    let before = Replay(estate.model)
    let probes = Self.probes(of: estate.model)
    for fix in search.fixes where fix.isComplete {
      let model = fix.edits.reduce(estate.model) { $1.applied(to: $0) }
      let asked = try Analyzer(model).passing(query)
      let after = Replay(model)
      for probe in probes {
        let (old, new) = (Self.fate(probe, before), Self.fate(probe, after))
        let isAsked = asked.contains { Self.isMeant(probe, $0.origin, $0.goal, $0.packets.cubes) }
        let expected = [
          new.passes && !old.passes && !isAsked,
          new.arrives && !new.passes && !old.arrives,
          old.passes && !new.passes,
        ]
        let told = [fix.alsoOpens, fix.alsoDelivers, fix.alsoCloses].map { passages in
          passages.contains { Self.isMeant(probe, $0.origin, $0.goal, [$0.packets]) }
        }
        #expect(told == expected, "\(estate.edits(fix.edits)): \(probe)")
      }
    }
  }

  private static func fate(_ probe: Probe, _ replay: Replay) -> Fate {
    let outcomes = replay.outcomes(
      of: Flow(origin: probe.origin, goal: probe.goal, packet: probe.packet))
    return Fate(
      arrives: outcomes.contains { outcome in
        outcome.arrived && !outcome.obstacles.contains { $0.direction == .forward }
      },
      passes: outcomes.contains { $0.isReachable })
  }

  /// Whether a packet between two ends is among packets between groups of ends.
  private static func isMeant(
    _ probe: Probe, _ origin: EndGroup, _ goal: EndGroup, _ cubes: [PacketCube]
  ) -> Bool {
    let isOrigin =
      switch (probe.origin, origin) {
      case (.interface(let id), .interfaces(let members)): members.contains(id)
      case (.network(let id), .network(let other)): id == other
      case (.interface, _), (.network, _): false
      }
    let isGoal =
      switch (probe.goal, goal) {
      case (.interface(let id), .interfaces(let members)): members.contains(id)
      case (.network(let id), .network(let other)): id == other
      case (.interface, _), (.network, _), (.address, _): false
      }
    return isOrigin && isGoal && cubes.contains { $0.contains(probe.packet) }
  }

  // MARK: - Packets

  /// Packets of every service that a rule names, and of some that none does, between all ends.
  private static func probes(of model: Model) -> [Probe] {
    let ends = Self.ends(of: model)
    let services = services(of: model)
    var probes: [Probe] = []
    for origin in ends {
      for goal in ends where isPair(origin, goal, model) {
        let own = Set(origin.clientPorts)
        for source in origin.addresses {
          for destination in addresses(of: goal, for: origin, model)
          where destination.family == source.family {
            let foreign = source.family == .ipv4 ? IPProtocol.icmpv6 : .icmp
            for (member, port) in services where member != foreign {
              for client in member.hasPorts ? own.sorted() : [0] {
                let packet = Packet(
                  source.family, member, source: source.bits, destination: destination.bits,
                  sourcePort: client, destinationPort: port)
                probes.append(Probe(origin: origin.asOrigin, goal: goal.asGoal, packet: packet))
              }
            }
          }
        }
      }
    }
    return probes
  }

  private struct Place {
    enum Kind: Hashable {
      case interface(ID<NetworkInterface>)
      case network(ID<Network>)
    }

    let kind: Kind
    let addresses: [Address]
    /// The lowest and the highest port that its clients use.
    let clientPorts: [UInt16]

    var asOrigin: Origin {
      switch kind {
      case .interface(let id): .interface(id)
      case .network(let id): .network(id)
      }
    }

    var asGoal: Goal {
      switch kind {
      case .interface(let id): .interface(id)
      case .network(let id): .network(id)
      }
    }
  }

  private static func ends(of model: Model) -> [Place] {
    func bounds(_ ports: PortSet) -> [UInt16] {
      [ports.first ?? 0, ports.intervals.last?.upper ?? 0]
    }
    let interfaces = model.interfaces.ids.map { id in
      Place(
        kind: .interface(id),
        addresses: model.interfaces[id].privateIPv4 + model.interfaces[id].ipv6,
        clientPorts: bounds(model.interfaces[id].clientPorts ?? ClientPortProfile.linux.ports))
    }
    let networks = model.networks.ids.map { id in
      let own = model.networks[id].addresses
      let samples = Family.allCases.flatMap { family in
        [own[family].first, own[family].intervals.last?.upper].compactMap { bits in
          bits.map { Address(family, $0) }
        }
      }
      return Place(
        kind: .network(id), addresses: samples,
        clientPorts: bounds(model.networks[id].clientPorts ?? ClientPortProfile.any.ports))
    }
    return interfaces + networks
  }

  /// An interface's public addresses for those outside, its private ones for everybody else.
  private static func addresses(
    of goal: Place, for origin: Place, _ model: Model
  ) -> [Address] {
    guard case .interface(let id) = goal.kind, case .network(let from) = origin.kind,
      model.networks[from].attachment == .internet,
      !model.interfaces[id].publicAddresses.isEmpty
    else { return goal.addresses }
    return model.interfaces[id].publicAddresses.map(\.publicAddress) + model.interfaces[id].ipv6
  }

  private static func isPair(_ origin: Place, _ goal: Place, _ model: Model) -> Bool {
    guard origin.kind != goal.kind else { return false }
    guard case .network(let from) = origin.kind, case .network(let to) = goal.kind else {
      return true
    }
    return model.networks[from].attachment != .internet
      || model.networks[to].attachment != .internet
  }

  /// Protocols and ports at the borders of rules, and one that no rule names of each protocol.
  private static func services(of model: Model) -> [(IPProtocol, UInt16)] {
    let echo4 = ICMP.port(type: ICMP.echoRequest(.ipv4), code: 0)
    let echo6 = ICMP.port(type: ICMP.echoRequest(.ipv6), code: 0)
    var rules: [Service] = []
    for group in model.securityGroups.elements {
      rules += (group.inbound + group.outbound).map { $0.service }
    }
    for acl in model.networkACLs.elements {
      rules += (acl.inbound + acl.outbound).map { $0.service }
    }
    var result: [(IPProtocol, UInt16)] = [
      (.icmp, echo4), (.icmpv6, echo6), (IPProtocol(50), 0),
    ]
    for member in [IPProtocol.tcp, .udp] {
      let named = rules.filter { $0.protocols.contains(member) && !$0.ports.isAll }
      let ports = Set(named.flatMap { $0.ports.intervals.flatMap { [$0.lower, $0.upper] } })
      result += ports.union([2222]).sorted().map { (member, $0) }
    }
    return result
  }
}
