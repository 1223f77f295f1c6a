import NetproofModel
import NetproofSets

/// VPC Block Public Access (R193 to R197).
extension Replay.Walk {
  /// The columns of the table of R195.
  enum PublicPassage {
    case inbound
    case outbound
    case natGateway
    case egressOnly
  }

  /// Out by an internet gateway; false if the walk ends in a gap.
  mutating func passPublicAccess(leaving vpc: ID<VPC>, from subnet: ID<Subnet>) -> Bool {
    guard direction == .forward else { return passPublicAccess(.inbound, vpc, subnet) }
    let isTranslated = owners.natGateway(of: packet.sourceAddress, in: vpc) != nil
    return passPublicAccess(isTranslated ? .natGateway : .outbound, vpc, subnet)
  }

  /// In by an internet gateway, to a subnet; false if the walk ends in a gap.
  mutating func passPublicAccess(
    entering vpc: ID<VPC>, at subnet: ID<Subnet>?, toInspection: Bool = false
  ) -> Bool {
    let isTranslated = owners.natGateway(of: packet.destinationAddress, in: vpc) != nil
    let passage: PublicPassage =
      direction == .forward ? .inbound : isTranslated ? .natGateway : .outbound
    return passPublicAccess(passage, vpc, subnet, toInspection: toInspection)
  }

  /// The subnet of whoever owns the destination, if that is who should get the packet.
  func subnetOfDestination(in vpc: ID<VPC>) -> ID<Subnet>? {
    guard expected == .nobody || expectedVPC == vpc else { return nil }
    if let gateway = owners.natGateway(of: packet.destinationAddress, in: vpc) {
      return model.natGateways[gateway].subnet
    }
    return owners.interface(of: packet.destinationAddress, in: vpc).map {
      model.interfaces[$0].subnet
    }
  }

  /// Asks what applies to a subnet; false if the walk ends in a gap.
  ///
  /// Where packets come out of an inspection, only their VPC counts.
  mutating func passPublicAccess(
    _ passage: PublicPassage, _ vpc: ID<VPC>, _ subnet: ID<Subnet>?, toInspection: Bool = false
  ) -> Bool {
    guard let subnet, toInspection || isDescribed(.subnet(subnet)) else { return true }
    let isInspected = toInspection || crossingsAtInspection == crossings.count
    return passPublicAccess(
      passage, vpc, onlyVPC: isInspected || model.subnets[subnet].isVirtual,
      and: model.subnets[subnet].publicAccessExclusion)
  }

  /// Asks what applies to a VPC and perhaps to a subnet; false if the walk ends in a gap.
  mutating func passPublicAccess(
    _ passage: PublicPassage, _ vpc: ID<VPC>, onlyVPC: Bool, and own: PublicAccessExclusion? = nil
  ) -> Bool {
    guard let id = model.vpcs[vpc].blockPublicAccess else { return true }
    let exclusions = [model.vpcs[vpc].publicAccessExclusion, onlyVPC ? nil : own]
    if exclusions.contains(.allowBidirectional) { return true }
    guard isDescribed(.blockPublicAccess(id)) else {
      _ = end(gap: .notDescribed, .blockPublicAccess(id))
      return false
    }
    let isExcluded = exclusions.contains(.allowEgress)
    if isBlocked(passage, model.blockPublicAccesses[id].mode, allowsEgress: isExcluded) {
      obstruct(.bpaBlocked, .blockPublicAccess(id), as: .publicAccess)
    }
    return true
  }

  private func isBlocked(
    _ passage: PublicPassage, _ mode: BlockPublicAccess.Mode, allowsEgress: Bool
  ) -> Bool {
    switch mode {
    case .off: return false
    case .blockIngress:
      switch passage {
      case .inbound, .outbound: return true
      case .natGateway, .egressOnly: return false
      }
    case .blockBidirectional:
      guard allowsEgress else { return true }
      switch passage {
      case .inbound: return true
      case .outbound: return model.policies.bpaEgressExclusion == .block
      case .natGateway, .egressOnly: return false
      }
    }
  }
}
