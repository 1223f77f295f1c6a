import NetproofEngine
import NetproofModel
import NetproofSets

// Members of what the search found, to be asked about one by one.

extension Seeded {
  /// A packet of a class with its ends, as a question of its own.
  mutating func flow(of found: PacketClass, _ query: Query, _ network: LoadedNetwork) -> Flow? {
    guard let packet = packet(of: found.packets), let origin = origin(of: found, packet, network)
    else { return nil }
    let ports = found.translations.reduce(PortSet(1024...65535)) { $0.intersection($1) }
    guard let port = number(of: ports) else { return nil }
    return Flow(
      origin: origin, goal: goal(of: found, packet, network), packet: packet,
      oneWay: query.oneWay, translatedPort: port, application: query.application)
  }

  /// Some packet of a cube; those at the edges of its fields are likelier.
  mutating func packet(of cube: PacketCube) -> Packet? {
    guard !cube.isEmpty, let source = number(of: cube.sources),
      let destination = number(of: cube.destinations), let from = number(of: cube.sourcePorts),
      let to = number(of: cube.destinationPorts)
    else { return nil }
    let member = pick(cube.protocols.members)
    return Packet(
      cube.family, member, source: source, destination: destination,
      sourcePort: member.hasPorts ? from : 0,
      destinationPort: member.hasPorts || member.isICMP ? to : 0)
  }

  private func origin(
    of found: PacketClass, _ packet: Packet, _ network: LoadedNetwork
  ) -> Origin? {
    switch found.origin {
    case .interfaces(let members):
      .interface(owner(of: packet.sourceAddress, among: members, network))
    case .network(let id): .network(id)
    case .address: nil
    }
  }

  private func goal(of found: PacketClass, _ packet: Packet, _ network: LoadedNetwork) -> Goal {
    switch found.goal {
    case .interfaces(let members):
      .interface(owner(of: packet.destinationAddress, among: members, network))
    case .network(let id): .network(id)
    case .address: .address
    }
  }

  private func owner(
    of address: Address, among members: [ID<NetworkInterface>], _ network: LoadedNetwork
  ) -> ID<NetworkInterface> {
    members.first { id in
      let interface = network.model.interfaces[id]
      return interface.addresses.contains(address)
        || interface.outsideAddresses.contains { $0.publicAddress == address }
    } ?? members.first { network.model.isTranslated(address, to: $0) } ?? members[0]
  }
}
