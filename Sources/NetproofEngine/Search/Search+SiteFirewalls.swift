import NetproofModel
import NetproofSets

/// Firewalls of networks outside of AWS (R148).
extension Search {
  /// Splits packets at the firewall of a network; refused parts go on with the obstacle.
  mutating func siteFirewall(
    _ walk: Walk, _ id: ID<Network>, _ side: Step.Side
  ) -> [Walk] {
    let list: RuleList = side == .inbound ? .inbound : .outbound
    guard let firewall = model.networks[id].firewall,
      let rules = firewall.rules(list, isReply: walk.direction == .reply)
    else { return [walk] }
    if isAbstract {
      var walk = walk
      walk.isBeyondAbstraction = true
      return [walk]
    }
    let filter = StatelessFilter(
      component: .network(id), list: list, rules: rules, denial: .onpremFirewallDeny, context: [])
    return pass(walk, filter, side)
  }
}
