import NetproofSets

// Load balancers and their targets.

extension TopologyGenerator {
  private static let listenerPorts = ["80", "443", "22", "53", "1024"]
  private static let targetPorts = ["80", "443", "8080", "40000"]

  mutating func planLoadBalancers(of index: Int) {
    guard random.chance(40) else { return }
    for _ in 0..<random.pick([1, 1, 2]) {
      planLoadBalancer(of: index, random.pick(["network", "network", "application", "classic"]))
    }
  }

  /// Puts a Gateway Load Balancer somewhere, if endpoints may want one.
  mutating func planGatewayBalancers() {
    guard vpcs.contains(where: { !$0.inspections.isEmpty }), random.chance(60) else { return }
    planGatewayBalancer(of: random.pick(Array(vpcs.indices)))
  }

  /// A Gateway Load Balancer with its service.
  private mutating func planGatewayBalancer(of index: Int) {
    let nodes = planNodes(of: index, hasIPv6: false, mayBePublic: false)
    guard let subnets = map(of: nodes.map { ($0.name, $0.entry) }) else { return }
    let (balancer, group, service) = (name("gwlb"), name("tg"), name("svc"))
    var entry: YAMLTree = [
      "type": "gateway", "subnets": subnets,
      "listeners": [["port": "udp/6081", "to": .text(group)]],
    ]
    if random.chance(50) { entry["cross-zone"] = random.chance(70) ? "true" : "false" }
    if isWild() { entry["state"] = .text(random.pick(["provisioning", "failed"])) }
    vpcs[index].loadBalancers.append((balancer, vague(entry, keeping: ["listeners"])))
    var targets: YAMLTree = ["port": "udp/6081"]
    if random.chance(60) {
      targets["targets"] = .list(
        instances(of: index).map { .text($0["to"]?.text ?? $0.text ?? "") })
    } else {
      targets["type"] = "ip"
      targets["targets"] = .texts(
        vpcs[index].hosts.flatMap(\.addresses).filter { $0.family == .ipv4 }
          .filter(Self.isPrivate).prefix(3).map { $0 })
    }
    vpcs[index].targetGroups.append((group, vague(targets, keeping: ["port", "targets"])))
    endpointServices.append(
      (service, ["load-balancers": .text("\(vpcs[index].name)/\(balancer)")]))
    gatewayServices.append((service, vpcs[index].region))
  }

  private mutating func planLoadBalancer(of index: Int, _ wanted: String) {
    let hasIPv6 = random.chance(40)
    let nodes = planNodes(of: index, hasIPv6: hasIPv6)
    guard let subnets = map(of: nodes.map { ($0.name, $0.entry) }) else { return }
    let mayBeApplication = isFit(nodes.map(\.name), forApplicationsIn: index)
    let kind = wanted == "application" && !mayBeApplication ? "network" : wanted
    let name = name("lb")
    var entry: YAMLTree = ["type": .text(kind), "subnets": subnets]
    let outside = ["public-ip", "carrier-ip", "customer-owned-ip"]
    if nodes.allSatisfy({ node in outside.contains { node.entry[$0] != nil } }) {
      entry["scheme"] = "internet-facing"
    }
    if kind != "network" || random.chance(50) { addGroups(of: index, to: &entry) }
    // An application load balancer's is never off.
    if random.chance(50) {
      entry["cross-zone"] = kind == "application" || random.chance(50) ? "true" : "false"
    }
    if isWild() { entry["state"] = .text(random.pick(["provisioning", "failed"])) }
    if random.chance(5) { entry["state"] = "active-impaired" }
    let isDualStack = nodes.allSatisfy { $0.entry["ipv6"] != nil }
    var ports = random.shuffled(Self.listenerPorts)
    var listeners: [YAMLTree] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      guard let port = ports.popLast() else { continue }
      listeners.append(listener(port, kind, of: index, isDualStack: isDualStack))
    }
    entry["listeners"] = .list(listeners)
    if kind == "classic" {
      // They have no ports of their own.
      entry["instances"] = .list(
        instances(of: index).map { target in
          var target = target
          if target["to"] != nil { target["port"] = nil }
          return target
        })
    }
    vpcs[index].loadBalancers.append(
      (name, vague(entry, keeping: ["listeners"])))
    if kind == "application" { vpcs[index].applicationLoadBalancers.append(name) }
    if kind == "network", random.chance(50) { planService(of: index, name) }
  }

  /// Whether an application load balancer may have nodes in some subnets: in zones of one type, in two
  /// availability zones, or in one subnet of an Outpost.
  private func isFit(_ names: [String], forApplicationsIn index: Int) -> Bool {
    let subnets = vpcs[index].subnets.filter { names.contains($0.name) }
    if subnets.allSatisfy({ $0.outpost != nil }) { return subnets.count == 1 }
    if subnets.allSatisfy(\.isInWavelengthZone) || subnets.allSatisfy(\.isInLocalZone) {
      return true
    }
    let isAtEdge = subnets.contains {
      $0.outpost != nil || $0.isInWavelengthZone || $0.isInLocalZone
    }
    return !isAtEdge && subnets.count > 1
  }

  private mutating func planService(of index: Int, _ balancer: String) {
    var entry: YAMLTree = ["load-balancers": .text("\(vpcs[index].name)/\(balancer)")]
    if isWild() { entry["acceptance-required"] = "true" }
    if isWild() { entry["principals"] = ["222222222222"] }
    if random.chance(30) { entry["enforce-security-groups"] = "false" }
    entry["regions"] = ["us-east-1", "eu-west-1"]
    endpointServices.append((name("svc"), entry))
  }

  /// An endpoint of a service of one's own.
  mutating func planServiceEndpoint(of index: Int) {
    let services = endpointServices.filter { one in
      !gatewayServices.contains { $0.name == one.0 }
    }
    guard let service = services.randomElement(using: &random), random.chance(60) else { return }
    var zones: Set<String> = []
    var subnets: [(String, YAMLTree)] = []
    for (position, subnet) in vpcs[index].subnets.enumerated() where random.chance(75) {
      guard !zones.contains(subnet.zone), let own = take(.ipv4, from: position, of: index)
      else { continue }
      zones.insert(subnet.zone)
      subnets.append((subnet.name, .texts([own])))
    }
    guard let placements = map(of: subnets) else { return }
    var entry: YAMLTree = [
      "type": "interface", "service": .text(service.0), "subnets": placements,
    ]
    addGroups(of: index, to: &entry)
    if random.chance(10) { entry["state"] = .text(random.pick(["available", "rejected"])) }
    vpcs[index].endpoints.append((name("vpce"), vague(entry, keeping: [])))
  }

  /// At most one node a zone, all with public addresses or none.
  private mutating func planNodes(
    of index: Int, hasIPv6: Bool, mayBePublic: Bool = true
  ) -> [(name: String, entry: YAMLTree)] {
    var zones: Set<String> = []
    var nodes: [(name: String, entry: YAMLTree)] = []
    let isPublic = mayBePublic && random.chance(45)
    for (position, subnet) in vpcs[index].subnets.enumerated() where random.chance(80) {
      guard !zones.contains(subnet.zone), let own = take(.ipv4, from: position, of: index)
      else { continue }
      zones.insert(subnet.zone)
      var entry: YAMLTree = ["private-ip": .text("\(own)")]
      if hasIPv6, let address = take(.ipv6, from: position, of: index) {
        entry["ipv6"] = .text("\(address)")
      }
      nodes.append((subnet.name, entry))
    }
    guard isPublic, publicAddresses.count >= nodes.count, edgeNumbers.count >= nodes.count
    else { return nodes }
    for node in nodes.indices {
      guard let subnet = vpcs[index].subnets.first(where: { $0.name == nodes[node].name }) else {
        continue
      }
      addOutsideAddress(in: subnet, to: &nodes[node].entry)
    }
    return nodes
  }

  private mutating func addOutsideAddress(in subnet: SubnetPlan, to entry: inout YAMLTree) {
    if subnet.isInWavelengthZone, let number = edgeNumbers.popLast() {
      entry["carrier-ip"] = .text("\(Address(.ipv4, 0x9B92_0000 + number))")
      return
    }
    if subnet.outpost != nil, random.chance(60), let number = edgeNumbers.popLast() {
      entry["customer-owned-ip"] = .text("\(Address(.ipv4, 0x0AC8_0000 + number))")
      if random.chance(50) { return }
    }
    if let address = publicAddresses.popLast() { entry["public-ip"] = .text("\(address)") }
  }

  private mutating func listener(
    _ port: String, _ kind: String, of index: Int, isDualStack: Bool
  ) -> YAMLTree {
    let protocols =
      kind == "network" && random.chance(35) ? random.pick([["udp"], ["tcp", "udp"]]) : ["tcp"]
    var entry: YAMLTree = ["port": .texts(protocols.map { "\($0)/\(port)" })]
    guard kind != "classic" else {
      entry["instance-port"] = .text(random.pick(Self.targetPorts))
      return entry
    }
    var groups: [String] = []
    let count = kind == "application" ? random.pick([0, 1, 1, 1, 2]) : 1
    for _ in 0..<count {
      groups.append(planTargetGroup(of: index, protocols, kind, isDualStack: isDualStack))
    }
    if !groups.isEmpty { entry["to"] = .texts(groups) }
    return entry
  }

  mutating func planTargetGroup(
    of index: Int, _ protocols: [String], _ kind: String, isDualStack: Bool
  ) -> String {
    let name = name("tg")
    let port = random.pick(Self.targetPorts)
    var entry: YAMLTree = ["port": .texts(protocols.map { "\($0)/\(port)" })]
    let isIPv6 = isDualStack && random.chance(40)
    if isIPv6 { entry["family"] = "ipv6" }
    let family: Family = isIPv6 ? .ipv6 : .ipv4
    let type = random.pick(weighted: [(45, "instance"), (45, "ip"), (10, "special")])
    let balancer = vpcs[index].applicationLoadBalancers.first
    if type == "special", kind == "application" {
      entry["type"] = "lambda"
      entry["targets"] = ["function"]
    } else if type == "special", !isIPv6, protocols == ["tcp"], let balancer {
      entry["type"] = "alb"
      entry["targets"] = .texts([balancer])
    } else if type == "instance" {
      entry["targets"] = .list(instances(of: index, family))
    } else {
      entry["type"] = "ip"
      entry["targets"] = .list(addresses(of: index, family))
    }
    if protocols == ["tcp"], random.chance(40) {
      entry["preserve-client-ip"] = random.chance(60) ? "true" : "false"
    }
    if random.chance(20) { entry["cross-zone"] = random.chance(50) ? "true" : "false" }
    vpcs[index].targetGroups.append((name, vague(entry, keeping: ["port", "targets"])))
    return name
  }

  /// Instances of the VPC that have an address of a family.
  private mutating func instances(of index: Int, _ family: Family = .ipv4) -> [YAMLTree] {
    let fitting = vpcs[index].hosts.filter { host in
      host.isInstance && host.addresses.contains { $0.family == family }
    }
    return random.subset(of: fitting, percent: 75).map { target($0.name) }
  }

  /// Addresses of the VPC, and now and then of others, of networks on premises and of nobody.
  private mutating func addresses(of index: Int, _ family: Family) -> [YAMLTree] {
    var pool = vpcs[index].hosts.flatMap(\.addresses)
    for other in vpcs.indices where other != index && random.chance(30) {
      pool += vpcs[other].hosts.flatMap(\.addresses).filter(Self.isPrivate)
    }
    if random.chance(15) {
      pool += vpcs[index].natGateways.flatMap(\.addresses).filter(Self.isPrivate)
    }
    for network in networks where random.chance(15) {
      pool += network.cidrs.map { Address($0.family, $0.base.bits + 5) }.filter(Self.isPrivate)
    }
    if random.chance(10), let block = vpcs[index].subnets.first?.cidrs.first {
      pool.append(Address(block.family, block.base.bits + 13))
    }
    var seen: Set<Address> = []
    let own = pool.filter { $0.family == family && seen.insert($0).inserted }
    return random.subset(of: own, percent: 45).prefix(4).map { target("\($0)") }
  }

  private static func isPrivate(_ address: Address) -> Bool {
    let blocks = [
      prefix("10.0.0.0/8"), prefix("172.16.0.0/12"), prefix("192.168.0.0/16"),
      prefix("100.64.0.0/10"),
    ]
    return address.family == .ipv6 || blocks.contains { $0.contains(address) }
  }

  private mutating func target(_ to: String) -> YAMLTree {
    guard isWild() || random.chance(30) else { return .text(to) }
    var entry: YAMLTree = ["to": .text(to)]
    if random.chance(40) { entry["port"] = .text(random.pick(Self.targetPorts)) }
    if random.chance(45) {
      entry["health"] = .text(
        random.pick(["healthy", "unhealthy", "unhealthy", "initial", "draining", "unknown"]))
    }
    return entry
  }
}
