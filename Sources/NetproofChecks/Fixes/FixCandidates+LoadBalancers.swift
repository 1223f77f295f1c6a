import NetproofEngine
import NetproofModel
import NetproofSets

/// Zones and addresses of load balancers.
extension FixCandidates {
  /// Lets a node use the targets of other zones.
  func crossZone(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .loadBalancer(let id) = obstacle.component else { return [] }
    for case .targetGroup(let group) in obstacle.context
    where model.targetGroups[group].crossZone == false {
      return [FixCandidate([.enableGroupCrossZone(group)], rank: 0)]
    }
    return model.loadBalancers[id].crossZone ? [] : [FixCandidate([.enableCrossZone(id)], rank: 0)]
  }

  /// Lets nodes of a Gateway Load Balancer use the appliances of other zones.
  ///
  /// In which zones appliances are is only declared where no load balancer is: that is no setting.
  func applianceCrossZone(_ obstacle: Obstacle) -> [FixCandidate] {
    guard case .endpoint(let id) = obstacle.component, let provider = model.endpoints[id].provider
    else { return [] }
    return provider.loadBalancers.compactMap { balancer in
      let groups = model.loadBalancers[balancer].listeners.flatMap(\.targetGroups)
      if let group = groups.first(where: { model.targetGroups[$0].crossZone == false }) {
        return FixCandidate([.enableGroupCrossZone(group)], rank: 0)
      }
      return model.loadBalancers[balancer].crossZone
        ? nil : FixCandidate([.enableCrossZone(balancer)], rank: 0)
    }
  }

  /// Shows targets the address of the node in place of the client's, where AWS allows it.
  func hiddenClient(_ obstacle: Obstacle) -> [FixCandidate] {
    for case .targetGroup(let id) in obstacle.context {
      let group = model.targetGroups[id]
      guard group.kind == .instance || group.kind == .ip, !group.protocols.contains(.udp) else {
        continue
      }
      return [FixCandidate([.hideClientAddress(id)], rank: 0)]
    }
    return []
  }

  /// The groups of the load balancer that opened the connection which meets an obstacle.
  func balancerGroups(_ obstacle: Obstacle) -> [ID<SecurityGroup>]? {
    guard obstacle.direction == .forward else { return nil }
    for step in steps(before: obstacle).reversed() {
      guard case .loadBalancer(let id) = step.component,
        let node = model.loadBalancers[id].nodes.first
      else { continue }
      return model.interfaces[node].securityGroups
    }
    return nil
  }
}
