import NetproofSets

// Resource gateways, their resources, and endpoints of these.

extension TopologyGenerator {
  private static let resourcePorts = [
    ["tcp/443"], ["tcp/22", "tcp/8080"], ["tcp/1-1024"], ["tcp/0-65535"], ["tcp/5432"],
  ]

  mutating func planResources() {
    var resources: [String] = []
    for index in vpcs.indices where random.chance(50) {
      if let own = planResourceGateway(of: index) { resources += own }
    }
    for index in vpcs.indices where random.chance(60) {
      guard let resource = resources.randomElement(using: &random) else { return }
      planEndpoint(of: index, to: resource)
    }
  }

  /// A gateway with some resources, whose names it gives back.
  private mutating func planResourceGateway(of index: Int) -> [String]? {
    guard let placements = placements(of: index) else { return nil }
    var entry: YAMLTree = ["subnets": placements]
    addGroups(of: index, to: &entry)
    var names: [String] = []
    var resources: [(String, YAMLTree)] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      let name = name("res")
      var entry: YAMLTree = [
        "to": .texts((0..<random.pick([1, 1, 2])).map { _ in self.resource(of: index) }),
        "ports": .texts(random.pick(Self.resourcePorts)),
      ]
      if random.chance(20) {
        entry["shared-with"] = .texts(random.pick([["111111111111"], ["222222222222"], []]))
      }
      resources.append((name, vague(entry, keeping: [])))
      names.append("\(vpcs[index].name)/\(name)")
    }
    entry["resources"] = map(of: resources)
    vpcs[index].resourceGateways.append((name("rgw"), vague(entry, keeping: [])))
    return names
  }

  private mutating func resource(of index: Int) -> String {
    let hosts = vpcs[index].hosts.filter { $0.isInstance && !$0.addresses.isEmpty }
    if let host = hosts.randomElement(using: &random), random.chance(55) { return host.name }
    let anywhere = vpcs.flatMap { $0.hosts.flatMap(\.addresses) } + [Address(.ipv4, 0x0A09_0909)]
    if random.chance(60) { return "\(random.pick(anywhere))" }
    let block = random.pick(networks.flatMap(\.cidrs) + vpcs[index].cidrs)
    return "\(Address(block.family, block.base.bits + UInt128(random.int(0...6))))"
  }

  /// At most one subnet a zone, each with an address.
  mutating func placements(of index: Int) -> YAMLTree? {
    var zones: Set<String> = []
    var subnets: [(String, YAMLTree)] = []
    for (position, subnet) in vpcs[index].subnets.enumerated() where random.chance(75) {
      guard !zones.contains(subnet.zone), let own = take(.ipv4, from: position, of: index)
      else { continue }
      zones.insert(subnet.zone)
      subnets.append((subnet.name, .texts([own])))
    }
    return map(of: subnets)
  }

  private mutating func planEndpoint(of index: Int, to resource: String) {
    let owner = vpcs.first { resource.hasPrefix("\($0.name)/") }
    guard owner?.region == vpcs[index].region, let placements = placements(of: index)
    else { return }
    var entry: YAMLTree = [
      "type": "resource", "resource": .text(resource), "subnets": placements,
    ]
    addGroups(of: index, to: &entry)
    if random.chance(10) { entry["state"] = .text(random.pick(["available", "rejected"])) }
    vpcs[index].endpoints.append((name("vpce"), vague(entry, keeping: [])))
  }
}
