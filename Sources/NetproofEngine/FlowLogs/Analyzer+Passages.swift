import NetproofModel
import NetproofSets

extension Analyzer {
  /// Which interfaces the packet of a witness passes, and what their filters make of it and its reply.
  ///
  /// The packet is walked again by itself, along the choices that the witness takes where AWS
  /// chooses. Each passage holds one header, but for addresses that the model leaves open.
  ///
  /// - Returns: The passages in the order of the way, up to where the packet is refused or lost;
  ///   none if it goes to a service that no flow log has (R232).
  public func passages(of witness: Witness) -> [InterfacePassage] {
    let flow = witness.flow
    let found = walks(of: flow).first { found in
      found.choices == witness.choices
        && found.translatedPorts?.contains(flow.translatedPort) != false
    }
    return (found?.passages ?? []).map { $0.narrowed(to: flow.translatedPort) }
  }

  /// Which interfaces a packet passes on each alternative, in no particular order.
  ///
  /// Where the ports of translators decide, those ways alone that hold for the flow's.
  public func passages(of flow: Flow) -> [[InterfacePassage]] {
    walks(of: flow).filter { $0.translatedPorts?.contains(flow.translatedPort) != false }
      .map { found in found.passages.map { $0.narrowed(to: flow.translatedPort) } }
  }

  /// The walks of one packet, with the interfaces that it passes: one for each alternative, and for
  /// the ports of translators that fare differently.
  func walks(of flow: Flow) -> [FoundClass] {
    var search = Search(
      graph, from: origin(of: flow), to: goal(of: flow), oneWay: flow.oneWay, limits: limits)
    search.application = flow.application
    search.copy = flow.copy
    search.tellsPassages = true
    search.run(PacketCube(flow.packet))
    return search.classes()
  }

  private func origin(of flow: Flow) -> SearchEnd {
    switch flow.origin {
    case .interface(let id): .interfaces(InterfaceGroup([id], model))
    case .network(let id): .network(id)
    }
  }

  private func goal(of flow: Flow) -> SearchEnd {
    switch flow.goal {
    case .interface(let id): .interfaces(InterfaceGroup([id], model))
    case .network(let id): .network(id)
    case .address: .address
    }
  }
}

extension PacketCube {
  /// One packet; ports that its protocol does not have are all ports.
  fileprivate init(_ packet: Packet) {
    let member = packet.ipProtocol
    self.init(
      packet.family, protocols: ProtocolSet(member), sources: AddressBits(packet.source),
      destinations: AddressBits(packet.destination),
      sourcePorts: member.hasPorts ? PortSet(packet.sourcePort) : .all,
      destinationPorts: member.hasPorts || member.isICMP ? PortSet(packet.destinationPort) : .all)
  }
}
