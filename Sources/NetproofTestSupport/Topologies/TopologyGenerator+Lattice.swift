import NetproofSets

// Service networks, their services, and endpoints of them.

extension TopologyGenerator {
  mutating func planLattice() {
    for _ in 0..<random.pick([1, 1, 2]) { planLatticeService() }
    let names = latticeServices.map(\.0)
    for _ in 0..<random.pick([1, 1, 2]) { planServiceNetwork(names) }
    for index in vpcs.indices where random.chance(25) { planNetworkEndpoint(of: index) }
  }

  private mutating func planLatticeService() {
    var listeners: [YAMLTree] = []
    for port in random.shuffled(["80", "443", "22"]).prefix(random.pick([1, 1, 2])) {
      var listener: YAMLTree = ["port": .text("tcp/\(port)")]
      let groups = (0..<random.pick([0, 1, 1, 1, 2])).map { _ in
        let index = random.pick(Array(vpcs.indices))
        // Of an application load balancer, so that functions are among the targets.
        let group = planTargetGroup(of: index, ["tcp"], latticeKind, isDualStack: random.chance(30))
        return "\(vpcs[index].name)/\(group)"
      }
      if !groups.isEmpty { listener["to"] = .texts(groups) }
      listeners.append(listener)
    }
    var entry: YAMLTree = ["listeners": .list(listeners)]
    if random.chance(15) { entry["addresses"] = "169.254.171.32" }
    if random.chance(15) { entry["auth-type"] = "aws-iam" }
    latticeServices.append((name("lattice"), vague(entry, keeping: ["listeners"])))
  }

  private var latticeKind: String {
    mutating get { random.pick(["application", "network"]) }
  }

  private mutating func planServiceNetwork(_ services: [String]) {
    var associated: [(String, YAMLTree)] = []
    // A VPC is associated once.
    let free = vpcs.indices.filter { index in
      !serviceNetworks.contains { $0.1["vpcs"]?[vpcs[index].name] != nil }
    }
    for index in free where random.chance(65) {
      var groups: YAMLTree = [:]
      if random.chance(50) { addGroups(of: index, to: &groups) }
      associated.append((vpcs[index].name, groups["security-groups"] ?? .list([])))
    }
    var entry: YAMLTree = ["services": .texts(random.subset(of: services, percent: 80))]
    entry["vpcs"] = map(of: associated)
    let resources = vpcs.flatMap { vpc in
      vpc.resourceGateways.flatMap { gateway in
        (gateway.entry["resources"]?.entries ?? []).map { "\(vpc.name)/\($0.key)" }
      }
    }
    if !resources.isEmpty { entry["resources"] = .texts(random.subset(of: resources, percent: 50)) }
    serviceNetworks.append((name("sn"), vague(entry, keeping: ["vpcs", "services"])))
  }

  private mutating func planNetworkEndpoint(of index: Int) {
    guard let network = serviceNetworks.randomElement(using: &random),
      let placements = placements(of: index)
    else { return }
    var entry: YAMLTree = [
      "type": "service-network", "service-network": .text(network.0), "subnets": placements,
    ]
    addGroups(of: index, to: &entry)
    vpcs[index].endpoints.append((name("vpce"), vague(entry, keeping: [])))
  }
}
