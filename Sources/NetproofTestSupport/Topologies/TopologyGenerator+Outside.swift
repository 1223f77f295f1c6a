import NetproofSets

// Networks, prefix lists, VPN connections and peerings.

extension TopologyGenerator {
  private static let internetBlocks = [
    prefix("203.0.113.0/29"), prefix("203.0.113.8/30"), prefix("198.51.100.0/28"),
  ]

  /// Blocks that overlap what others have.
  private static let oddInternetBlocks = [
    prefix("2001:db8:ffff::/64"), prefix("52.0.0.0/28"), prefix("203.0.113.0/30"),
    prefix("2001:db8:0:10::/60"),
  ]

  private static let premisesBlocks = [
    prefix("192.168.0.0/28"), prefix("192.168.0.16/28"), prefix("2001:db8:eeee::/64"),
  ]

  private static let oddPremisesBlocks = [
    prefix("10.0.0.0/27"), prefix("10.0.1.0/26"), prefix("192.168.0.0/27"),
    prefix("203.0.113.0/29"), prefix("2001:db8::/62"),
  ]

  mutating func planNetworks() {
    for _ in 0..<random.int(0...2) {
      let blocks = blocks(usual: Self.internetBlocks, odd: Self.oddInternetBlocks)
      networks.append(NetworkPlan(name: name("net"), cidrs: blocks, lines: []))
    }
    let lines = self.lines
    for line in lines {
      for _ in 0..<random.pick([0, 1, 1, 1, 2]) {
        let blocks = blocks(usual: Self.premisesBlocks, odd: Self.oddPremisesBlocks)
        let others = random.chance(20) ? [random.pick(lines)].filter { $0 != line } : []
        networks.append(NetworkPlan(name: name("dc"), cidrs: blocks, lines: [line] + others))
      }
    }
  }

  private mutating func blocks(usual: [Prefix], odd: [Prefix]) -> [Prefix] {
    var result: Set<Prefix> = [random.pick(usual)]
    if random.chance(30) { result.insert(random.pick(usual)) }
    if random.chance(10) || isWild() { result.insert(random.pick(odd)) }
    return random.shuffled(result.sorted())
  }

  mutating func written(_ network: NetworkPlan) -> YAMLTree {
    var entry: YAMLTree = ["cidrs": .texts(network.cidrs)]
    if !network.lines.isEmpty {
      entry["attached-to"] =
        network.lines.count == 1 ? .text(network.lines[0]) : .texts(network.lines)
      if random.chance(35) {
        let blocks = random.subset(of: vpcs.flatMap(\.cidrs), percent: 80)
        entry["routes-to"] = .texts(blocks + (random.chance(20) ? [Self.everything4] : []))
      }
    }
    if random.chance(10) { entry["client-ports"] = "1024-2047" }
    if random.chance(20) { entry["firewall"] = siteFirewall() }
    return vague(entry, keeping: ["cidrs"])
  }

  mutating func planPrefixLists() {
    for _ in 0..<random.pick([0, 0, 1, 2]) {
      let pool =
        knownBlocks + [Self.prefix("203.0.113.0/30"), Self.prefix("10.0.0.0/24")]
        + Self.everything
      let entries = Set((0..<random.int(1...3)).map { _ in random.pick(pool) })
      prefixLists.append(PrefixListPlan(name: name("pl"), entries: entries.sorted()))
    }
  }

  /// Lets connections end at virtual private gateways, several at one now and then.
  mutating func planConnections() {
    let ends = vpcs.indices.filter { vpcs[$0].vpnGateway != nil }
    guard let usual = ends.randomElement(using: &random) else { return }
    for index in connections.indices where random.chance(60) {
      connections[index].vpc = random.chance(70) ? usual : random.pick(ends)
    }
  }

  /// The virtual private gateway of a VPC, if a network is behind it.
  func vpnGateway(of index: Int, toward network: NetworkPlan) -> String? {
    let isBehind =
      connections.contains { network.lines.contains($0.name) && $0.vpc == index }
      || interfaces.contains { network.lines.contains($0.name) && $0.vpc == index }
      || routers.contains { router in
        !router.isTransit && router.ends.contains(index)
          && router.interfaces.contains { network.lines.contains($0) }
      }
    return isBehind ? vpcs[index].vpnGateway : nil
  }

  mutating func written(_ connection: ConnectionPlan) -> YAMLTree {
    var entry: YAMLTree = [:]
    if let vpc = connection.vpc, let gateway = vpcs[vpc].vpnGateway {
      entry["vpn-gateway"] = .text("\(vpcs[vpc].name)/\(gateway)")
    }
    if random.chance(30) { entry["routing"] = .text(random.pick(["bgp", "static"])) }
    if random.chance(40) {
      let state = isWild() ? "down" : "up"
      entry["tunnels"] = .list([.text(random.pick(["up", "down"])), .text(state)])
    }
    if isWild() { entry["state"] = .text(random.pick(["pending", "deleting", "deleted"])) }
    if random.chance(25) {
      entry["routes"] = .texts(random.subset(of: networks.flatMap(\.cidrs), percent: 60))
    }
    if random.chance(12), !networks.isEmpty {
      entry["local-cidr"] = .texts(Array(networks.flatMap(\.cidrs).prefix(2)))
    }
    if random.chance(12) { entry["remote-cidr"] = .text(vpcs[0].cidrs[0].description) }
    if connection.vpc == nil {
      if random.chance(30) { entry["tunnel-inside-ip-version"] = "ipv6" }
      if let transport = transport(of: connection), random.chance(60) {
        entry["transport"] = .text(transport)
      }
    }
    return vague(
      entry,
      keeping: [
        "routing", "tunnels", "routes", "state", "vpn-gateway", "tunnel-inside-ip-version",
        "transport",
      ])
  }

  /// A Direct Connect attachment of the only transit gateway that a connection hangs on.
  private func transport(of connection: ConnectionPlan) -> String? {
    let own = gateways.filter { gateway in
      gateway.attachments.contains { $0.entry["vpn"] == .text(connection.name) }
    }
    guard let gateway = own.first, own.count == 1, !gateway.isCore,
      let attachment = gateway.attachments.first(where: { $0.entry["direct-connect"] != nil })
    else { return nil }
    return "\(gateway.name)/\(attachment.name)"
  }

  // MARK: - Peerings

  private static let deadStates = ["deleted", "rejected", "failed", "expired", "deleting"]

  mutating func planPeerings() {
    for one in vpcs.indices {
      for other in vpcs.indices where other > one && random.chance(55) {
        planPeering(of: random.shuffled([one, other]))
        if isWild() { planDeadPeering(of: [one, other]) }
      }
    }
  }

  private mutating func planPeering(of ends: [Int]) {
    let overlap = AddressSet(vpcs[ends[0]].cidrs).intersection(AddressSet(vpcs[ends[1]].cidrs))
    guard overlap.isEmpty else { return planDeadPeering(of: ends) }
    let state =
      isWild()
      ? random.pick(
        Self.deadStates + ["initiating-request", "pending-acceptance", "provisioning"])
      : random.pick(["active", nil])
    peerings.append(PeeringPlan(name: name("pcx"), ends: ends, state: state))
  }

  private mutating func planDeadPeering(of ends: [Int]) {
    peerings.append(
      PeeringPlan(name: name("pcx"), ends: ends, state: random.pick(Self.deadStates)))
  }

  mutating func written(_ peering: PeeringPlan) -> YAMLTree {
    var entry: YAMLTree = ["between": .texts(peering.ends.map { vpcs[$0].name })]
    if let state = peering.state { entry["state"] = .text(state) }
    return vague(entry, keeping: ["between"])
  }
}
