import NetproofModel
import NetproofSets

/// Firewalls that are attached to transit gateways themselves (R145).
extension Search {
  /// Packets that a route sends to such a firewall come back by the attachment, unless it drops them.
  mutating func passFunction(
    _ walk: Walk, _ id: ID<TransitGatewayAttachment>, by policy: ID<FirewallPolicy>,
    at gateway: ID<TransitGateway>, _ zone: String?
  ) {
    guard let rules = graph.networkFunctions[id] else { return end(walk) }
    let component = ComponentID.attachment(id)
    var walk = walk
    if walk.direction == .reply {
      if !walk.crossings.contains(.networkFunction(id)) {
        block(&walk, .asymmetricStatefulPath, at: component, context: [component])
      }
      walk.repliesInspected.append(component)
    }
    for part in inspect(walk, by: policy, rules, at: component) {
      var part = part
      part.cross(.networkFunction(id))
      enter(part, gateway, from: id, zone: zone)
    }
  }
}
