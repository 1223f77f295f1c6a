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
