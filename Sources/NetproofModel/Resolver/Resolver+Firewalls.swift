import NetproofSyntax

// Firewalls, their policies, and Gateway Load Balancer endpoints (R177 to R186).

extension Resolver {
  mutating func buildFirewallPolicies() {
    for entry in topology.firewallPolicies {
      let id = ID<FirewallPolicy>(model.firewallPolicies.count)
      ignoreState(of: entry.head, .firewallPolicy)
      let order = choice(
        entry.ruleOrder, of: "rule-order", default: FirewallPolicy.RuleOrder.action)
      let stateful = choice(
        entry.statefulDefault, of: "stateful-default",
        default: FirewallPolicy.StatefulDefault.pass)
      if let written = entry.statefulDefault, order == .action, stateful != .pass {
        report(.statefulDefaultOrder(written))
      }
      for (key, text) in [
        ("rule-order", entry.ruleOrder), ("stateless-default", entry.statelessDefault),
        ("stateful-default", entry.statefulDefault),
        ("stream-exception", entry.streamException),
      ] {
        if let text { map.record(field: key, at: text.span, in: .firewallPolicy(id)) }
      }
      let stateless = statelessRules(of: entry, id)
      let groups = buildRuleGroups(of: entry, id, order)
      model.firewallPolicies.append(
        FirewallPolicy(
          identity: identity(entry.head), ruleOrder: order, stateless: stateless,
          statelessDefault: choice(
            entry.statelessDefault, of: "stateless-default",
            default: FirewallPolicy.StatelessDefault.forward),
          groups: groups, statefulDefault: stateful,
          streamException: choice(
            entry.streamException, of: "stream-exception",
            default: FirewallPolicy.StreamException.drop)))
    }
  }

  mutating func build(_ entry: FirewallEntry, in owner: VPCEntry, _ vpc: ID<VPC>) {
    let id = ID<Firewall>(model.firewalls.count)
    ignoreState(of: entry.head, .firewall)
    if entry.policy == nil { reportMissing("policy", of: entry.head, .firewall) }
    if entry.endpoints.isEmpty { reportMissing("endpoints", of: entry.head, .firewall) }
    var policy: ID<FirewallPolicy>?
    if let reference = entry.policy {
      map.record(field: "policy", at: reference.span, in: .firewall(id))
      if case .firewallPolicy(let found)? = find(reference, Search([.firewallPolicy], in: .top)) {
        policy = found
      }
    }
    var endpoints: [ID<VPCEndpoint>] = []
    for endpoint in entry.endpoints {
      if endpoint.subnet == nil { reportMissing("subnet", of: endpoint.head, .endpoint) }
      let subnet = inspectionSubnet(endpoint.subnet, endpoint.head, in: vpc)
      endpoints.append(
        model.endpoints.append(
          VPCEndpoint(
            identity: identity(endpoint.head, in: owner), vpc: vpc, service: Self.firewallService,
            state: state(of: endpoint.head, .endpoint, default: .available),
            kind: .inspection(Inspection(subnet: subnet, inspector: .firewall(id))))))
    }
    model.firewalls.append(
      Firewall(
        identity: identity(entry.head, in: owner), vpc: vpc, policy: policy, endpoints: endpoints))
  }

  mutating func inspectionSubnet(
    _ reference: Reference?, _ head: EntryHead, in vpc: ID<VPC>
  ) -> ID<Subnet> {
    if let reference, let found = subnet(reference, in: vpc) { return found }
    return vpcs[vpc.index].unknownSubnet ?? subnetForUnknown(in: vpc)
  }

  /// What a Gateway Load Balancer endpoint does with packets.
  mutating func inspection(
    _ entry: VPCEndpointEntry, _ id: ID<VPCEndpoint>, in owner: VPCEntry, _ vpc: ID<VPC>
  ) -> VPCEndpoint.Kind {
    for (key, span) in [
      ("inspection", entry.inspection?.span), ("stateful", entry.isStateful?.span),
      ("appliance-zones", entry.applianceZones?.first?.span),
      ("service-zones", entry.serviceZones?.first?.span),
    ] {
      if let span { map.record(field: key, at: span, in: .endpoint(id)) }
    }
    let appliances = Inspection.Appliances(
      behaviour: choice(entry.inspection, of: "inspection", default: .allow),
      isStateful: entry.isStateful?.value ?? false,
      zones: zoneKeys(entry.applianceZones, in: owner),
      provider: endpointService(of: entry).map { provider($0, of: entry, in: owner) })
    return .inspection(
      Inspection(
        subnet: inspectionSubnet(entry.subnet, entry.head, in: vpc),
        inspector: .appliances(appliances), zones: zoneKeys(entry.serviceZones, in: owner)))
  }
}
