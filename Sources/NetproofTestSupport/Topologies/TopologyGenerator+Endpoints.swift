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
      "type": "gateway", "service": .text("com.amazonaws.\(vpcs[index].region).\(service)"),
      "prefix-list": .text(serviceList()),
    ]
    let tables = random.subset(of: vpcs[index].tables, percent: 65)
    if !tables.isEmpty { entry["route-tables"] = .texts(tables) }
    if isWild() { entry["state"] = .text(random.pick(Self.badStates)) }
    vpcs[index].endpoints.append(
      (name("vpce"), vague(entry, keeping: ["service", "prefix-list", "route-tables"])))
  }

  /// An endpoint with interfaces, at most one a zone.
  mutating func planInterfaceEndpoint(of index: Int) {
    var zones: Set<String> = []
    var subnets: [(String, YAMLTree)] = []
    for (position, subnet) in vpcs[index].subnets.enumerated() where random.chance(70) {
      guard zones.insert(subnet.zone).inserted else { continue }
      var own: [Address] = []
      if let address = take(.ipv4, from: position, of: index) { own.append(address) }
      if random.chance(40), let address = take(.ipv6, from: position, of: index) {
        own.append(address)
      }
      if !own.isEmpty { subnets.append((subnet.name, .texts(own))) }
    }
    guard let placements = map(of: subnets) else { return }
    var entry: YAMLTree = ["type": "interface", "service": "logs", "subnets": placements]
    addGroups(of: index, to: &entry)
    if random.chance(50) {
      entry["ports"] = .texts(
        random.subset(of: ["tcp/443", "tcp/1024-40000", "udp/53", "udp", "tcp/22"], percent: 40)
          + ["tcp/80"])
    }
    if isWild() { entry["service-zones"] = .texts(["az1", "az2"]) }
    if isWild() {
      entry["state"] = .text(random.pick(Self.badStates + ["pending-acceptance", "expired"]))
    }
    vpcs[index].endpoints.append(
      (name("vpce"), vague(entry, keeping: ["service", "ports"])))
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
