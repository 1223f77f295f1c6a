import NetproofSets

// Route tables of VPCs.

extension TopologyGenerator {
  mutating func writtenTables(of index: Int) -> [(String, YAMLTree)] {
    var tables: [(String, YAMLTree)] = []
    for (position, name) in vpcs[index].tables.enumerated() {
      var entry: YAMLTree = [:]
      if position == 0, !random.chance(15) { entry["main"] = "true" }
      entry["routes"] = .list(random.shuffled(routes(of: index)))
      if let gateway = vpcs[index].vpnGateway, random.chance(50) {
        entry["propagations"] = .texts([gateway])
      }
      tables.append((name, vague(entry, keeping: ["routes", "propagations"])))
    }
    if let gateway = vpcs[index].vpnGateway, random.chance(45) {
      tables.append((name("edge"), edgeTable(of: index, gateway)))
    }
    if let gateway = vpcs[index].internetGateway, random.chance(30) {
      tables.append((name("edge"), edgeTable(of: index, gateway)))
    }
    return tables
  }

  private mutating func routes(of index: Int) -> [YAMLTree] {
    var routes: [YAMLTree] = []
    for other in vpcs.indices where other != index && !random.chance(15) {
      for block in vpcs[other].cidrs where !random.chance(20) {
        routes.append(route(to: wider(block), via: target(toward: other, from: index)))
      }
      if random.chance(20), let subnet = vpcs[other].subnets.randomElement(using: &random) {
        let block = random.pick(subnet.cidrs)
        routes.append(route(to: block, via: target(toward: other, from: index)))
      }
    }
    for (block, target) in edgeRoutes(of: index) { routes.append(route(to: block, via: target)) }
    let edges = vpcs.compactMap(\.carrierGateway) + localGateways.map(\.name)
    for network in networks
    where !network.lines.isEmpty && !network.lines.contains(where: edges.contains)
      && !random.chance(15)
    {
      for block in network.cidrs {
        if let gateway = vpnGateway(of: index, toward: network) {
          if random.chance(60) { routes.append(route(to: wider(block), via: gateway)) }
        } else if let gateway = gateway(of: index) {
          routes.append(route(to: block, via: gateway))
        }
      }
    }
    for block in services where random.chance(25) {
      let target = gateway(of: index) ?? anyTarget(of: index)
      routes.append(route(to: block, via: target))
    }
    if let target = defaultTarget(of: index, .ipv4) {
      routes.append(route(to: Self.everything4, via: target))
    }
    if let target = defaultTarget(of: index, .ipv6) {
      routes.append(route(to: Self.everything6, via: target))
    }
    if let nat = vpcs[index].natGateways.randomElement(using: &random), random.chance(45) {
      routes.append(route(to: Self.prefix("64:ff9b::/96"), via: nat.reference))
    }
    return routes + insideRoutes(of: index) + oddRoutes(of: index)
  }

  private mutating func route(to block: Prefix, via target: String) -> YAMLTree {
    route(to: "\(block)", via: target)
  }

  private mutating func route(to destination: String, via target: String) -> YAMLTree {
    var route: YAMLTree = ["to": .text(destination), "via": .text(target)]
    if random.chance(8) { route["state"] = "active" }
    if isWild(), random.chance(40) { route["state"] = "blackhole" }
    return route
  }

  private mutating func wider(_ block: Prefix) -> Prefix {
    guard random.chance(15) else { return block }
    return Prefix(containing: block.base, length: max(0, block.length - random.int(1...4)))
  }

  // MARK: - Targets

  private mutating func target(toward other: Int, from index: Int) -> String {
    var targets = peerings.filter { $0.ends.contains(index) && $0.ends.contains(other) }
      .map(\.name)
    targets += gateways.filter { $0.isAttached(index) && $0.isAttached(other) }.map(\.name)
    if let gateway = gateway(of: index), random.chance(20) { targets.append(gateway) }
    if targets.isEmpty || isWild() { return anyTarget(of: index) }
    return random.pick(targets)
  }

  private mutating func gateway(of index: Int) -> String? {
    let own = gateways.filter { $0.isAttached(index) }.map(\.name)
    return own.isEmpty ? nil : random.pick(own)
  }

  private mutating func anyTarget(of index: Int) -> String {
    let vpc = vpcs[index]
    var targets = ["blackhole"]
    targets += [vpc.internetGateway, vpc.egressOnlyGateway, vpc.vpnGateway, vpc.carrierGateway]
      .compactMap { $0 }
    targets += localGateways.map(\.name)
    targets += vpc.natGateways.map(\.reference) + vpc.hosts.map(\.reference) + vpc.inspections
    targets += gateways.map(\.name)
    targets += peerings.filter { $0.ends.contains(index) }.map(\.name)
    return random.pick(targets)
  }

  private mutating func defaultTarget(of index: Int, _ family: Family) -> String? {
    let vpc = vpcs[index]
    var targets: [(weight: Int, element: String?)] = [(10, nil)]
    if let gateway = vpc.internetGateway { targets.append((40, gateway)) }
    for appliance in vpc.appliances { targets.append((12, appliance.reference)) }
    for endpoint in vpc.inspections { targets.append((25, endpoint)) }
    if let gateway = gateway(of: index) { targets.append((12, gateway)) }
    switch family {
    case .ipv4:
      if let gateway = vpc.carrierGateway { targets.append((45, gateway)) }
      for nat in vpc.natGateways { targets.append((25, nat.reference)) }
    case .ipv6:
      if let gateway = vpc.egressOnlyGateway { targets.append((30, gateway)) }
    }
    return random.pick(weighted: targets)
  }

  /// Routes that go before `local`: to middleboxes, for a subnet or a whole block.
  private mutating func insideRoutes(of index: Int) -> [YAMLTree] {
    let vpc = vpcs[index]
    // Behind a virtual private gateway's own table a NAT gateway is the odd one (R150).
    let isOdd = vpc.vpnGateway != nil && !vpc.natGateways.isEmpty && random.chance(35)
    var boxes =
      (isOdd
      ? vpc.natGateways : vpc.appliances + (random.chance(20) ? vpc.natGateways : []))
      .map(\.reference)
    if !isOdd, !vpc.inspections.isEmpty { boxes += vpc.inspections + vpc.inspections }
    guard let box = boxes.randomElement(using: &random) else { return [] }
    var routes: [YAMLTree] = []
    for subnet in vpc.subnets {
      for block in subnet.cidrs where random.chance(22) {
        routes.append(route(to: block, via: box))
      }
    }
    if random.chance(6) { routes.append(route(to: vpc.cidrs[0], via: box)) }
    return routes
  }

  /// Prefix lists, repeats and what AWS refuses.
  private mutating func oddRoutes(of index: Int) -> [YAMLTree] {
    var routes: [YAMLTree] = []
    for list in prefixLists where random.chance(35) {
      routes.append(route(to: list.name, via: anyTarget(of: index)))
    }
    if prefixLists.count > 1, random.chance(10) {
      for list in prefixLists.prefix(2) {
        routes.append(route(to: list.name, via: anyTarget(of: index)))
      }
    }
    if isWild() { routes.append(route(to: random.pick(knownBlocks), via: anyTarget(of: index))) }
    if isWild(), random.chance(30) {
      routes.append(route(to: Self.prefix("169.254.168.0/24"), via: anyTarget(of: index)))
    }
    return routes
  }

  /// The table of an internet gateway: what comes in goes to an appliance first.
  private mutating func edgeTable(of index: Int, _ gateway: String) -> YAMLTree {
    let vpc = vpcs[index]
    var routes: [YAMLTree] = []
    var boxes = (vpc.appliances.isEmpty || isWild() ? vpc.hosts : vpc.appliances)
      .map(\.reference)
    if !vpc.inspections.isEmpty, !random.chance(20) { boxes = vpc.inspections }
    if let box = boxes.randomElement(using: &random) {
      for subnet in vpc.subnets {
        for block in subnet.cidrs where random.chance(45) {
          routes.append(route(to: block, via: box))
        }
      }
      if random.chance(15) {
        routes.append(route(to: random.pick(vpc.cidrs), via: box))
      }
    }
    if random.chance(10) { routes.append(route(to: vpc.cidrs[0], via: "local")) }
    if isWild() { routes.append(route(to: Self.everything4, via: anyTarget(of: index))) }
    var entry: YAMLTree = ["edge-of": .texts([gateway])]
    if let pool = vpc.pool, gateway == vpc.internetGateway {
      entry["public-pools"] = .texts([pool])
      let owners = vpc.hosts.filter { $0.entry["extra-addresses"] != nil } + vpc.hosts
      if let owner = owners.first, !random.chance(15) {
        routes.append(route(to: pool, via: owner.reference))
      }
    }
    entry["routes"] = .list(routes)
    return entry
  }
}
