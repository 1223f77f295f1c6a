import NetproofSets

// Gateway Load Balancer endpoints, firewalls and their policies.

extension TopologyGenerator {
  private static let badStates = [
    "pending", "failed", "deleting", "deleted", "rejected", "pending-acceptance",
  ]

  mutating func planInspections() {
    for _ in 0..<random.int(1...2) { planPolicy() }
    for index in vpcs.indices where random.chance(70) {
      if random.chance(35) { planInspectionEndpoint(of: index) }
      if random.chance(75) { planFirewall(of: index) }
    }
  }

  private mutating func planPolicy() {
    var entry: YAMLTree = [:]
    if random.chance(50) { entry["rule-order"] = .text(random.pick(["action", "strict"])) }
    if isWild() { entry["stateless-default"] = .text(random.pick(["drop", "pass", "forward"])) }
    if entry["rule-order"]?.text == "strict", isWild() {
      entry["stateful-default"] = .text(
        random.pick(["pass", "drop-strict", "drop-established"]))
    }
    policies.append((name("pol"), vague(entry, keeping: [])))
  }

  private mutating func planInspectionEndpoint(of index: Int) {
    let endpoint = name("gwlbe")
    var entry: YAMLTree = [
      "type": "gateway-load-balancer", "service": "inspection",
      "subnet": .text(random.pick(vpcs[index].subnets).name),
    ]
    if random.chance(40) { entry["stateful"] = "true" }
    if isWild() { entry["inspection"] = .text(random.pick(["allow", "deny", "unknown"])) }
    if isWild() { entry["appliance-zones"] = .texts(["az1", "az2"]) }
    if isWild() { entry["service-zones"] = .texts(["az1", "az3"]) }
    if isWild() { entry["state"] = .text(random.pick(Self.badStates)) }
    vpcs[index].endpoints.append((endpoint, vague(entry, keeping: ["service"])))
    vpcs[index].inspections.append(endpoint)
  }

  private mutating func planFirewall(of index: Int) {
    var endpoints: [(String, YAMLTree)] = []
    for subnet in random.shuffled(vpcs[index].subnets).prefix(random.int(1...2)) {
      let endpoint = name("fwe")
      var entry: YAMLTree = ["subnet": .text(subnet.name)]
      if isWild(), random.chance(40) { entry["state"] = .text(random.pick(Self.badStates)) }
      endpoints.append((endpoint, vague(entry, keeping: ["subnet"])))
      vpcs[index].inspections.append(endpoint)
    }
    var entry: YAMLTree = ["policy": .text(random.pick(policies).name)]
    entry["endpoints"] = map(of: endpoints)
    vpcs[index].firewalls.append((name("fw"), vague(entry, keeping: ["policy"])))
  }
}
