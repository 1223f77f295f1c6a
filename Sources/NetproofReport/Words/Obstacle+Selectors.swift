import NetproofEngine
import NetproofModel
import NetproofSets

/// Which traffic selector of a VPN connection leaves packets out.
extension Obstacle {
  /// The key of the side that does, if it is one alone.
  func failedSelector(_ model: Model) -> String? {
    guard case .vpnConnection(let id) = component else { return nil }
    let selectors = model.vpnConnections[id].selectors
    let fails = [
      lacks(selectors.local, ofSource: isFromPremises(id, model)),
      lacks(selectors.remote, ofSource: !isFromPremises(id, model)),
    ]
    if fails == [true, false] { return "local-cidr" }
    return fails == [false, true] ? "remote-cidr" : nil
  }

  /// Whether that key is about the packets' source.
  func isFailedSelectorOfSource(_ model: Model) -> Bool {
    guard case .vpnConnection(let id) = component else { return false }
    return (failedSelector(model) == "local-cidr") == isFromPremises(id, model)
  }

  private func lacks(_ side: [Prefix], ofSource: Bool) -> Bool {
    guard let taken = VPNConnection.TrafficSelectors.bits(side, packets.family) else {
      return false
    }
    return (ofSource ? packets.sources : packets.destinations).isDisjoint(with: taken)
  }

  /// Whether the packets come from behind the connection.
  private func isFromPremises(_ id: ID<VPNConnection>, _ model: Model) -> Bool {
    model.vpnConnections[id].networks.contains {
      !model.networks[$0].addresses[packets.family].isDisjoint(with: packets.sources)
    }
  }
}
