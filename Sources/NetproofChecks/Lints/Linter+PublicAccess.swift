import NetproofModel

/// Block Public Access: exclusions that exclude nothing.
extension Linter {
  /// Exclusions without any effect, subnets' and VPCs'.
  ///
  /// Where Block Public Access is off nothing is told: AWS advises to exclude first and to turn it on
  /// then.
  func exclusionFindings() -> [LintFinding] {
    guard model.blockPublicAccesses.count > 0 else { return [] }
    let vpcs = model.vpcs.ids.compactMap { id -> LintFinding? in
      guard let exclusion = model.vpcs[id].publicAccessExclusion,
        let reason = reasonIdle(exclusion, in: id)
      else { return nil }
      return LintFinding(.vpc(id), .exclusionIdle(exclusion, reason))
    }
    let subnets = model.subnets.ids.compactMap { id -> LintFinding? in
      let vpc = model.subnets[id].vpc
      guard let exclusion = model.subnets[id].publicAccessExclusion, isDescribed(.subnet(id)),
        let reason = reasonIdle(exclusion, in: vpc) ?? reasonCovered(exclusion, by: vpc)
      else { return nil }
      return LintFinding(.subnet(id), .exclusionIdle(exclusion, reason))
    }
    return vpcs + subnets
  }

  /// Why an exclusion has no effect in a VPC, whatever it is of; nothing if it may have one.
  private func reasonIdle(
    _ exclusion: PublicAccessExclusion, in id: ID<VPC>
  ) -> LintFinding.IdleExclusion? {
    let vpc = model.vpcs[id]
    guard isDescribed(.vpc(id)), let blocking = vpc.blockPublicAccess,
      isDescribed(.blockPublicAccess(blocking))
    else { return nil }
    switch model.blockPublicAccesses[blocking].mode {
    case .off: return nil
    case .blockIngress where exclusion == .allowEgress: return .onlyIngressIsBlocked(blocking)
    case .blockIngress, .blockBidirectional: break
    }
    let hasGateway =
      vpc.internetGateway != nil || vpc.egressOnlyInternetGateway != nil
      || vpc.carrierGateway != nil
    return hasGateway ? nil : .noGateway(id)
  }

  /// Why a subnet needs no exclusion: its VPC has one that is as wide.
  private func reasonCovered(
    _ exclusion: PublicAccessExclusion, by id: ID<VPC>
  ) -> LintFinding.IdleExclusion? {
    guard isDescribed(.vpc(id)), let blocking = model.vpcs[id].blockPublicAccess,
      model.blockPublicAccesses[blocking].mode != .off,
      let whole = model.vpcs[id].publicAccessExclusion
    else { return nil }
    return whole == exclusion || whole == .allowBidirectional ? .vpcIsExcluded(id) : nil
  }
}
