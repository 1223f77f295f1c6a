import NetproofSyntax

/// Firewalls and their policies.
extension TopologyReader {
  static func firewall(_ fields: Fields, _ diagnostics: inout Diagnostics) -> FirewallEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var firewall = FirewallEntry(head: head)
    firewall.policy = fields.read(FirewallKeys.policy, into: &diagnostics)
    firewall.endpoints = fields.read(FirewallKeys.endpoints, into: &diagnostics) ?? []
    return firewall
  }

  static func firewallEndpoint(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> FirewallEndpointEntry? {
    guard let head = fields.head(state: FirewallEndpointKeys.state, into: &diagnostics)
    else { return nil }
    var endpoint = FirewallEndpointEntry(head: head)
    endpoint.subnet = fields.read(FirewallEndpointKeys.subnet, into: &diagnostics)
    return endpoint
  }

  static func firewallPolicy(
    _ fields: Fields, _ diagnostics: inout Diagnostics
  ) -> FirewallPolicyEntry? {
    guard let head = fields.head(into: &diagnostics) else { return nil }
    var policy = FirewallPolicyEntry(head: head)
    policy.ruleOrder = fields.read(FirewallPolicyKeys.ruleOrder, into: &diagnostics)
    policy.statelessDefault = fields.read(FirewallPolicyKeys.statelessDefault, into: &diagnostics)
    policy.statefulDefault = fields.read(FirewallPolicyKeys.statefulDefault, into: &diagnostics)
    return policy
  }
}
