import NetproofEngine
import NetproofModel
import NetproofSets

// Sentences about Gateway Load Balancer endpoints and firewalls.
extension Wording {
  func inspection(_ obstacle: Obstacle, _ subject: String) -> String {
    let policy = context(obstacle, .firewallPolicy).map { naming.full($0) } ?? "its policy"
    let what = PacketText.service(obstacle.packets)
    switch obstacle.code {
    case .gwlbNoTarget:
      guard case .subnet(let id)? = context(obstacle, .subnet) else { return subject }
      return "no appliance behind \(subject) is usable in zone `\(model.subnets[id].zone)`, "
        + "where it is"
    case .nfwStatelessDrop:
      let replies = obstacle.direction == .reply ? "replies " : ""
      return "the firewall at \(subject) drops \(replies)\(what): no stateless rule of \(policy) "
        + "matches, and its `stateless-default` is `drop`"
    default:
      let early =
        obstacle.packets.protocols.single == .tcp && !isStrict(obstacle)
        ? "; the handshake completes, what follows is dropped" : ""
      return "the firewall at \(subject) drops \(what): no stateful rule of \(policy) passes it, "
        + "and its `stateful-default` is `\(statefulDefault(obstacle))`\(early)"
    }
  }

  private func statefulDefault(_ obstacle: Obstacle) -> String {
    guard case .firewallPolicy(let id)? = context(obstacle, .firewallPolicy) else { return "" }
    return model.firewallPolicies[id].statefulDefault.rawValue
  }

  /// Whether not even a handshake completes.
  private func isStrict(_ obstacle: Obstacle) -> Bool {
    statefulDefault(obstacle) == FirewallPolicy.StatefulDefault.dropStrict.rawValue
  }
}
