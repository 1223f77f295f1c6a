import NetproofModel
import NetproofSets

/// The sets of ports that clients of a network draw from, each kept once.
struct ClientPortSets {
  /// The first is that of interfaces that state none.
  let sets: [PortSet]
  private let override: Bool
  private let positions: [PortSet: Int32]
  private let ofNetworks: PortSet

  /// - Parameters:
  ///   - model: whose ends are asked for their ports.
  ///   - ports: the ports of every client, whatever the topology says.
  init(_ model: Model, all ports: PortSet?) {
    override = ports != nil
    ofNetworks = ports ?? model.policies.clientPorts ?? ClientPortProfile.any.ports
    var sets = [ports ?? model.policies.clientPorts ?? ClientPortProfile.linux.ports]
    var positions = [sets[0]: Int32(0)]
    func add(_ set: PortSet?) {
      guard let set, positions[set] == nil else { return }
      positions[set] = Int32(sets.count)
      sets.append(set)
    }
    add(ofNetworks)
    if ports == nil {
      for network in model.networks.elements { add(network.clientPorts) }
      for index in 0..<model.interfaces.count {
        add(model.interfaces.elements.span[index].clientPorts)
      }
    }
    self.sets = sets
    self.positions = positions
  }

  func id(of interface: NetworkInterface) -> Int32 {
    guard !override, let ports = interface.clientPorts else { return 0 }
    return positions[ports] ?? 0
  }

  func id(of network: Network) -> Int32 {
    let ports = override ? ofNetworks : network.clientPorts ?? ofNetworks
    return positions[ports] ?? 0
  }
}
