import NetproofEngine
import NetproofModel
import NetproofSets

// Copies that Traffic Mirroring makes, drawn at random.

extension Flow {
  /// The same packet as a copy for its goal; nothing unless an interface sends it to an interface.
  var asCopy: Flow? {
    guard case .interface = origin, case .interface = goal else { return nil }
    return Flow(
      origin: origin, goal: goal, packet: packet, oneWay: true, translatedPort: translatedPort,
      application: application, copy: .interface)
  }
}

extension Seeded {
  /// A copy that an interface sends to a Gateway Load Balancer endpoint, if there are both.
  mutating func copyToEndpoint(in network: LoadedNetwork) -> Flow? {
    let model = network.model
    let endpoints = model.endpoints.ids.filter { model.endpoints[$0].leadsToAppliances }
    let sources = model.interfaces.ids.filter { !model.interfaces[$0].privateIPv4.isEmpty }
    guard !endpoints.isEmpty, !sources.isEmpty else { return nil }
    let (endpoint, source) = (pick(Array(endpoints)), pick(Array(sources)))
    guard let own = model.interfaces[source].privateIPv4.first,
      let home = model.endpoints[endpoint].inspection?.subnet,
      let block = model.subnets[home].cidrs.first(where: { $0.family == .ipv4 })
    else { return nil }
    let address = Address(.ipv4, block.last.bits - 1)
    guard !model.isOwned(address) else { return nil }
    let packet = Packet(
      .ipv4, .udp, source: own.bits, destination: address.bits, sourcePort: 40_000,
      destinationPort: 4789)
    return Flow(
      origin: .interface(source), goal: .address, packet: packet, oneWay: true,
      copy: .endpoint(endpoint))
  }
}
