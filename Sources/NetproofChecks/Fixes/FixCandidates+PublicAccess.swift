import NetproofEngine
import NetproofModel

/// Exclusions from Block Public Access.
extension FixCandidates {
  /// An exclusion of the subnet that counts: egress alone where that can be enough.
  ///
  /// The mode is nobody's to change for one connection: it holds for a whole account.
  func exclusions(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .blockPublicAccess(let id) = obstacle.component else { return [] }
    guard case .subnet(let subnet)? = obstacle.context.first else {
      // Only the VPC's own exclusion helps a regional NAT gateway; it begins every connection.
      guard case .vpc(let vpc)? = obstacle.context.first else { return [] }
      return [FixCandidate([.excludeVPC(vpc, .allowEgress)], rank: 0)]
    }
    var candidates: [FixCandidate] = []
    if model.blockPublicAccesses[id].mode == .blockBidirectional, model.isTranslator(in: subnet) {
      candidates.append(FixCandidate([.exclude(subnet, .allowEgress)], rank: 0))
    }
    candidates.append(
      FixCandidate([.exclude(subnet, .allowBidirectional)], rank: candidates.count))
    return candidates
  }
}

extension Model {
  /// Whether only connections that begin inside may be expected of a subnet.
  fileprivate func isTranslator(in subnet: ID<Subnet>) -> Bool {
    natGateways.elements.contains { $0.subnet == subnet }
      || vpcs[subnets[subnet].vpc].egressOnlyInternetGateway != nil
  }
}
