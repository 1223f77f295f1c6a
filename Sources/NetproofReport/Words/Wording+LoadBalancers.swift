import NetproofEngine
import NetproofModel

// Sentences about load balancers.
extension Wording {
  func loadBalancer(_ obstacle: Obstacle, _ subject: String) -> String {
    if case .resourceGateway = obstacle.component { return resourceGateway(obstacle, subject) }
    if case .resource = obstacle.component { return resource(obstacle, subject) }
    let balancers: [ComponentID.Kind] = [.loadBalancer, .latticeService]
    guard balancers.contains(obstacle.component.kind) else { return subject }
    let balancer = model.loadBalancers[ID(obstacle.component.index)]
    let group = context(obstacle, .targetGroup).map { naming.full($0) } ?? "its instances"
    switch obstacle.code {
    case .lbNotActive: return "\(subject) is in state `\(balancer.state.rawValue)`"
    case .lbInternal: return "\(subject) is internal: the internet cannot reach it"
    case .lbInitiate:
      return "\(subject) opens connections to its targets alone, "
        + "and \(destinations(obstacle)) at \(PacketText.service(obstacle.packets)) is none"
    case .lbNoListener:
      return "\(subject) has no listener for \(PacketText.service(obstacle.packets))"
    case .lbNoTargets: return "\(subject) has no target to use: nothing of \(group) counts"
    case .lbTargetsUnhealthy:
      return "\(subject) has no target to use: none of \(group) takes new connections"
        + list(idleTargets(obstacle))
    case .lbNoTargetInAZ, .lbNotCrossZone:
      return "\(subject) uses only targets in the zone of each node, "
        + "and \(group) has none to use in that of \(destinations(obstacle))"
        + list(idleTargets(obstacle))
    case .nlbHairpin:
      return "\(subject) sends the connection back to \(sources(obstacle)) itself, "
        + "with its own address as the client's, and so it is lost"
    default:
      return "\(subject) cannot show the client's address to \(destinations(obstacle)): "
        + "it is not reached straight from the node"
    }
  }

  /// The targets of the group that an obstacle is about, and why they are not used.
  func idleTargets(_ obstacle: Obstacle) -> [String] {
    let group: ID<TargetGroup>
    if case .targetGroup(let id)? = context(obstacle, .targetGroup) {
      group = id
    } else {
      guard case .loadBalancer(let id) = obstacle.component,
        let implied = model.loadBalancers[id].listeners.first?.targetGroups.first
      else { return [] }
      group = implied
    }
    var zone: String?
    if obstacle.code == .gwlbNoTarget, case .subnet(let id)? = context(obstacle, .subnet) {
      zone = model.subnets[id].zone
    }
    return idleTargets(of: group, in: zone)
  }

  private func resourceGateway(_ obstacle: Obstacle, _ subject: String) -> String {
    obstacle.code == .lbInitiate
      ? "\(subject) begins no connections by itself: it hands on what comes by endpoints"
      : "\(subject) takes no connections itself: only endpoints of its resources lead through it"
  }

  private func resource(_ obstacle: Obstacle, _ subject: String) -> String {
    obstacle.code == .lbNoTargets
      ? "\(subject) has no address" : "\(subject) is not reached: its gateway hands nothing on"
  }

  /// A note about a load balancer.
  func balancing(_ remark: Remark, _ subject: String) -> String {
    switch remark.code {
    case .lbFailOpen: "no target of \(subject) is healthy, so unhealthy ones are used"
    case .lbTargetAZDisabled:
      "\(subject) has targets in a zone where its load balancer has no node; they are not used"
    case .lbNodeUnused:
      "\(subject) has no target to use, so the load balancer's name does not resolve to it"
    case .lbHealthUnknown:
      "whether a target of \(subject) is healthy is not known; it counts as healthy"
    default: "\(subject) is impaired: it works, but cannot grow"
    }
  }
}
