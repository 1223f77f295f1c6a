import NetproofModel
import NetproofSets

/// Copies that Traffic Mirroring makes (R247, R251).
extension Replay.Walk {
  /// A copy comes to the subnet of a Gateway Load Balancer endpoint, and so to the endpoint.
  mutating func deliver(
    copyTo id: ID<VPCEndpoint>, from subnet: ID<Subnet>?
  ) -> Replay.Step {
    let endpoint = model.endpoints[id]
    guard endpoint.identity.isDescribed, let inspection = endpoint.inspection,
      case .appliances(let appliances) = inspection.inspector
    else { return end(gap: .notDescribed, .endpoint(id)) }
    guard enterSubnet(inspection.subnet, from: subnet) else { return .stop }
    checkState(of: id, inspection)
    if let provider = appliances.provider,
      let step = encapsulate(provider, by: id, in: inspection.subnet)
    {
      return step
    }
    return .received(.exemptService)
  }
}
