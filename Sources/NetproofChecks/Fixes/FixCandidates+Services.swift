import NetproofEngine
import NetproofModel

/// Services that a VPC's hosts may use: VPC Lattice, and the Amazon DNS server.
extension FixCandidates {
  /// Associates the VPC with a service network that has the service; where it has one already, which
  /// is all that AWS allows, adds the service there.
  func serviceNetwork(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .latticeService(let service) = obstacle.component,
      case .vpc(let vpc)? = obstacle.context.first, !model.vpcs[vpc].enforcesEncryption
    else { return [] }
    if let own = model.serviceNetworks.ids.first(where: {
      model.serviceNetworks[$0].association(of: vpc) != nil
    }) {
      // Its endpoints would lead to the service as well, which is no edit of the network alone.
      let hasEndpoint = model.endpoints.elements.contains { $0.provider?.serviceNetwork == own }
      return hasEndpoint ? [] : [FixCandidate([.addService(own, service)], rank: 0)]
    }
    let region = model.vpcs[vpc].identity.region
    return model.serviceNetworks.ids.compactMap { id in
      let network = model.serviceNetworks[id]
      guard network.services.contains(service),
        region == nil || network.identity.region == nil || network.identity.region == region
      else { return nil }
      return FixCandidate([.associateVPC(id, vpc)], rank: 0)
    }
  }

  /// Turns the Amazon DNS server of the VPC on.
  func resolver(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .vpc(let id) = obstacle.component else { return [] }
    return [FixCandidate([.enableDNSSupport(id)], rank: 0)]
  }
}
