import NetproofSets

// VPC endpoints.

extension TopologyGenerator {
  private static let serviceBlocks = [
    prefix("52.216.0.0/28"), prefix("52.216.0.0/30"), prefix("52.216.0.16/29"),
    prefix("2001:db8:f00::/64"),
  ]

  /// Blocks that overlap what others have.
  private static let oddServiceBlocks = [
    prefix("203.0.113.0/30"), prefix("52.0.0.0/29"), prefix("198.51.100.0/27"),
    prefix("10.0.0.0/28"), everything4,
  ]

  private static let badStates = ["pending", "failed", "deleting", "deleted", "rejected"]

  mutating func planEndpoints(of index: Int) {
    for service in ["s3", "dynamodb"] where random.chance(30) {
      planGatewayEndpoint(of: index, service)
    }
  }

  private mutating func planGatewayEndpoint(of index: Int, _ service: String) {
    var entry: YAMLTree = [
      "type": "gateway", "service": .text(service), "prefix-list": .text(serviceList()),
    ]
    let tables = random.subset(of: vpcs[index].tables, percent: 65)
    if !tables.isEmpty { entry["route-tables"] = .texts(tables) }
    if isWild() { entry["state"] = .text(random.pick(Self.badStates)) }
    vpcs[index].endpoints.append(
      (name("vpce"), vague(entry, keeping: ["service", "prefix-list", "route-tables"])))
  }

  /// The list of a service's addresses: mostly one of its own.
  private mutating func serviceList() -> String {
    if let list = prefixLists.randomElement(using: &random), random.chance(20) { return list.name }
    var entries: Set<Prefix> = [random.pick(Self.serviceBlocks)]
    if random.chance(40) { entries.insert(random.pick(Self.serviceBlocks)) }
    if isWild() { entries.insert(random.pick(Self.oddServiceBlocks)) }
    services += entries.sorted().filter { !services.contains($0) }
    let list = name("pl")
    prefixLists.append(PrefixListPlan(name: list, entries: entries.sorted()))
    return list
  }
}
