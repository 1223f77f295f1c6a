import NetproofSets

// Direct Connect gateways and virtual interfaces.

extension TopologyGenerator {
  /// Draws lines of transit gateways; how many there are is known to be at least one then.
  private mutating func planEdges() {
    for _ in 0..<random.pick([1, 1, 2]) {
      let kind = random.pick(["connect", "connect", "client-vpn", "vpn-concentrator"])
      edges.append(EdgePlan(name: name("edge"), kind: kind))
    }
  }

  /// Attaches the lines to transit gateways; a Connect attachment goes over a VPC's or a Direct
  /// Connect gateway's.
  mutating func attachEdges() {
    for index in edges.indices {
      let gateway = random.int(0...gateways.count - 1)
      edges[index].gateway = gateway
      let transports = gateways[gateway].attachments.filter {
        $0.vpc != nil || $0.entry["direct-connect"] != nil
      }
      let kind = edges[index].kind
      var entry: YAMLTree = ["client-vpn": "clients"]
      if kind == "vpn-concentrator" {
        entry = ["vpn-concentrator": "sites"]
        if random.chance(40) { entry["tunnels"] = .list(["down", isWild() ? "down" : "up"]) }
      }
      if kind == "connect", let transport = transports.randomElement(using: &random) {
        entry = ["connect": .text(transport.name)]
        if random.chance(40) { entry["peers"] = .list(["down", isWild() ? "down" : "up"]) }
      }
      if random.chance(25) {
        entry["routes"] = .texts(random.subset(of: networks.flatMap(\.cidrs), percent: 60))
      }
      if isWild() { entry["state"] = .text(random.pick(["deleted", "pending"])) }
      gateways[gateway].attachments.append(
        AttachmentPlan(name: edges[index].name, vpc: nil, entry: entry))
    }
  }

  mutating func planDirectConnect() {
    if random.chance(25) { planEdges() }
    guard random.chance(35) else { return }
    if random.chance(75) {
      for _ in 0..<random.pick([1, 1, 2]) {
        let own = (0..<random.pick([1, 1, 2])).map { _ in name("vif") }
        routers.append(
          RouterPlan(name: name("dx"), isTransit: random.chance(50), interfaces: own))
      }
    }
    if random.chance(40) { interfaces.append(InterfacePlan(name: name("vif"))) }
  }

  /// Everything that networks on premises may be behind.
  var lines: [String] {
    connections.map(\.name) + routers.flatMap(\.interfaces) + interfaces.map(\.name)
      + edges.map(\.name)
  }

  /// Lets virtual interfaces and Direct Connect gateways lead to virtual private gateways; the VPCs
  /// of one Direct Connect gateway do not overlap.
  mutating func planRouters() {
    let ends = vpcs.indices.filter { vpcs[$0].vpnGateway != nil }
    guard !ends.isEmpty else { return }
    for index in interfaces.indices { interfaces[index].vpc = random.pick(ends) }
    for index in routers.indices where !routers[index].isTransit {
      var taken = AddressSet()
      for end in random.shuffled(ends) where random.chance(75) {
        let own = AddressSet(vpcs[end].cidrs)
        guard taken.intersection(own).isEmpty else { continue }
        taken = taken.union(own)
        routers[index].ends.append(end)
      }
    }
  }

  mutating func written(_ router: RouterPlan) -> YAMLTree {
    var entry: YAMLTree = [:]
    entry["virtual-interfaces"] = map(of: router.interfaces.map { ($0, writtenInterface()) })
    var taken = AddressSet()
    entry["associations"] = map(
      of: router.ends.map { end in
        var entry =
          router.isTransit ? transitAssociation(of: end, &taken) : association(of: end)
        if isWild() { entry["state"] = .text(random.pick(["associating", "disassociated"])) }
        return (name("way"), vague(entry, keeping: ["allowed-prefixes"]))
      })
    if random.chance(25) { entry["supernet-hairpin"] = "true" }
    return vague(entry, keeping: ["associations"])
  }

  private mutating func association(of end: Int) -> YAMLTree {
    let gateway = "\(vpcs[end].name)/\(vpcs[end].vpnGateway ?? "")"
    var entry: YAMLTree = ["vpn-gateway": .text(gateway)]
    if random.chance(60) {
      let allowed = vpcs[end].cidrs.map { block in
        random.chance(20)
          ? Prefix(containing: block.base, length: max(0, block.length - random.int(1...3))) : block
      }
      let kept = isWild() ? random.subset(of: allowed, percent: 60) : allowed
      entry["allowed-prefixes"] = .texts(kept)
    }
    return entry
  }

  private mutating func transitAssociation(of end: Int, _ taken: inout AddressSet) -> YAMLTree {
    let pool = vpcs.flatMap(\.cidrs) + [Self.prefix("10.0.0.0/8")] + Self.everything
    var allowed: [Prefix] = []
    for block in random.shuffled(pool) where random.chance(60) {
      let own = AddressSet([block])
      guard taken.intersection(own).isEmpty else { continue }
      allowed.append(block)
      taken = taken.union(own)
    }
    if gateways[end].isCore { return ["core-network": .text(gateways[end].name)] }
    return [
      "transit-gateway": .text(gateways[end].name), "allowed-prefixes": .texts(allowed),
    ]
  }

  private mutating func writtenInterface() -> YAMLTree {
    var entry: YAMLTree = [:]
    if isWild() { entry["bgp"] = "down" }
    if isWild(), random.chance(50) { entry["state"] = .text(random.pick(["down", "deleted"])) }
    if random.chance(30) {
      let supernets = [Self.prefix("10.0.0.0/8"), Self.prefix("2001:db8::/32")]
      entry["routes"] = .texts(
        random.subset(of: networks.flatMap(\.cidrs), percent: 60)
          + (random.chance(40) ? supernets : []))
    }
    return vague(entry, keeping: ["bgp", "routes", "state"])
  }

  mutating func written(_ interface: InterfacePlan) -> YAMLTree {
    guard let vpc = interface.vpc, let gateway = vpcs[vpc].vpnGateway else {
      return ["described": "false"]
    }
    var entry = writtenInterface()
    entry["vpn-gateway"] = .text("\(vpcs[vpc].name)/\(gateway)")
    return entry
  }
}
