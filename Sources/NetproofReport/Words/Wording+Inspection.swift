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
        + "where it is\(list(idleTargets(obstacle)))"
    case .gwlbTargetFiltered:
      let target = context(obstacle, .interface).map { naming.full($0) } ?? "an appliance"
      let endpoint = context(obstacle, .endpoint).map { naming.full($0) } ?? "its endpoint"
      return "\(subject) keeps the Gateway Load Balancer behind \(endpoint) from exchanging "
        + "udp/6081 (GENEVE) with \(target)\(refusal(obstacle))"
    case .nfwStatelessDrop:
      let replies = obstacle.direction == .reply ? "replies " : ""
      guard case .rule(let id) = obstacle.evidence else {
        return "the firewall at \(subject) drops \(replies)\(what): no stateless rule of \(policy) "
          + "matches, and its `stateless-default` is `drop`"
      }
      return "the firewall at \(subject) drops \(replies)\(what) by the stateless rule "
        + "\(rules.number(id) ?? 0) of \(policy): `\(rules.text(id))`"
    case .nfwRuleDrop:
      guard case .rule(let id) = obstacle.evidence else { return subject }
      let replies = obstacle.direction == .reply ? "replies " : ""
      return "the firewall at \(subject) drops \(replies)\(what) by rule \(id.index + 1) of "
        + "\(naming.full(id.owner)): `\(rules.text(id))`"
    case .nfwMidstream:
      return "the firewall at \(subject) drops the replies: a stateless rule of \(policy) passed "
        + "the requests, so the stateful rules do not know the connection"
    default:
      let early =
        obstacle.packets.protocols.single == .tcp && !isStrict(obstacle)
        ? "; the handshake completes, what follows is dropped" : ""
      return "the firewall at \(subject) drops \(what): no stateful rule of \(policy) passes it, "
        + "and its `stateful-default` is `\(statefulDefault(obstacle))`\(early)"
    }
  }

  /// Which rule, or the lack of which, refuses packets of another kind than the obstacle's.
  private func refusal(_ obstacle: Obstacle) -> String {
    switch obstacle.evidence {
    case .rule(let id):
      let list = id.list == .inbound ? "inbound" : "outbound"
      return ": its \(list) rule \(rules.number(id) ?? 0) denies it"
    case .absence(_, let list):
      return ": no \(list == .inbound ? "inbound" : "outbound") rule of it admits that"
    case .route, .state: return ""
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
