import NetproofSets

// VPCs, their subnets and gateways.

extension TopologyGenerator {
  mutating func planVPC(_ index: Int) {
    var vpc = VPCPlan(
      name: name("v"), cidrs: planBlocks(index),
      region: random.chance(20) ? "eu-west-1" : "us-east-1",
      account: random.chance(20) ? "222222222222" : "111111111111",
      statesAccount: random.chance(70))
    vpc.internetGateway = random.chance(75) ? name("igw") : nil
    vpc.egressOnlyGateway =
      vpc.cidrs.contains { $0.family == .ipv6 } && random.chance(50) ? name("eigw") : nil
    let endsHere = !connections.isEmpty || !interfaces.isEmpty || routers.contains { !$0.isTransit }
    vpc.vpnGateway = endsHere && random.chance(55) ? name("vgw") : nil
    vpc.tables = (0..<random.int(1...3)).map { _ in name("rt") }
    vpc.networkACLs = (0..<random.int(0...2)).map { _ in name("acl") }
    vpc.groups = (0..<random.int(1...3)).map { _ in
      GroupPlan(name: name("sg"), isAssociated: random.chance(8))
    }
    if vpc.internetGateway != nil, random.chance(20) {
      let base = Address(.ipv4, 0xC633_6440 + UInt128(index) << 4)
      vpc.pool = Prefix(containing: base, length: 28)
    }
    planSubnets(of: &vpc)
    vpcs.append(vpc)
  }

  private mutating func planBlocks(_ index: Int) -> [Prefix] {
    let length = random.pick([26, 26, 25, 27])
    let place = random.chance(12) ? random.int(0...index) : index
    let base = Address(.ipv4, 0x0A00_0000 + UInt128(place) << 8)
    var blocks = [Prefix(containing: base, length: length)]
    if random.chance(20) {
      let second =
        random.chance(50)
        ? Address(.ipv4, 0x6440_0000 + UInt128(index) << 8)
        : Address(.ipv4, 0xC633_6480 + UInt128(index) << 5)
      blocks.append(Prefix(containing: second, length: 27))
    }
    if random.chance(55) {
      let isPublic = random.chance(80)
      let head: UInt128 = isPublic ? 0x2001_0DB8_0000_0000 : 0xFD00_0000_0000_0000
      // Only private blocks may be those of several VPCs.
      let place = !isPublic && random.chance(35) ? 0 : index
      blocks.append(
        Prefix(containing: Address(.ipv6, (head + UInt128(place) << 4) << 64), length: 60))
    }
    return random.chance(20) ? random.shuffled(blocks) : blocks
  }

  private mutating func planSubnets(of vpc: inout VPCPlan) {
    var slices: [Prefix] = []
    for block in vpc.cidrs where block.family == .ipv4 {
      let first = block.length < 26 && random.chance(60) ? 26 : 28
      var next = block.base.bits
      while next <= block.last.bits {
        let length = next == block.base.bits ? first : random.pick([28, 28, 27])
        let slice = Prefix(containing: Address(.ipv4, next), length: length)
        guard slice.base.bits == next, slice.last.bits <= block.last.bits else {
          next += 16
          continue
        }
        slices.append(slice)
        next = slice.last.bits + 1
      }
    }
    let count = min(slices.count, random.pick([2, 3, 3, 4]))
    for (index, slice) in random.shuffled(slices).prefix(count).enumerated() {
      vpc.subnets.append(planSubnet(index, slice, vpc))
    }
  }

  private mutating func planSubnet(_ index: Int, _ slice: Prefix, _ vpc: VPCPlan) -> SubnetPlan {
    var blocks = [slice]
    if let wide = vpc.cidrs.first(where: { $0.family == .ipv6 }), random.chance(70) {
      let base = Address(.ipv6, wide.base.bits + UInt128(index) << 64)
      let own = Prefix(containing: base, length: 64)
      if random.chance(10) { blocks = [own] } else { blocks.append(own) }
    }
    let last = 1 << min(6, blocks[0].family.width - blocks[0].length)
    return SubnetPlan(
      name: name("s"), cidrs: blocks,
      zone: random.pick(["az1", "az1", "az2", "az2", Self.bareZone, ""]),
      freeOffsets: random.shuffled(Array(4...last - 2)))
  }

  // MARK: - Written

  mutating func written(_ index: Int) -> YAMLTree {
    let vpc = vpcs[index]
    var entry: YAMLTree = ["region": .text(vpc.region), "cidrs": .texts(vpc.cidrs)]
    if vpc.statesAccount { entry["account"] = .text(vpc.account) }
    if let exclusion = exclusion() { entry["public-access-exclusion"] = exclusion }
    if random.chance(12) {
      let isEnforced = random.chance(80) && mayEnforceEncryption(vpc)
      entry["encryption-control"] = isEnforced ? "enforce" : "monitor"
      entry["encryption-exclusions"] = .texts([
        "internet-gateway", "egress-only-internet-gateway", "nat-gateway", "vpn-gateway", "peering",
        "lattice",
      ])
    }
    if isWild() { entry["dns-support"] = "false" }
    if let name = vpc.internetGateway {
      entry["internet-gateways"] = .map([.init(name, writtenGateway())])
    }
    if let name = vpc.egressOnlyGateway {
      entry["egress-only-internet-gateways"] = .map([.init(name, writtenGateway())])
    }
    if let name = vpc.vpnGateway {
      entry["vpn-gateways"] = .map([.init(name, writtenGateway())])
    }
    if let name = vpc.carrierGateway {
      entry["carrier-gateways"] = .map([.init(name, writtenCarrierGateway())])
    }
    let identified = writesZoneIDs ? firstOfZones(vpc) : []
    entry["subnets"] = map(
      of: vpc.subnets.map { subnet in
        var own = written(subnet, vpc)
        if identified.contains(subnet.name) { own["zone-id"] = .text(zoneID(subnet.zone, vpc)) }
        return (subnet.name, own)
      })
    entry["route-tables"] = map(of: writtenTables(of: index))
    entry["network-acls"] = map(of: vpc.networkACLs.map { ($0, writtenACL(of: index)) })
    entry["security-groups"] = map(of: vpc.groups.map { ($0.name, written($0, index)) })
    entry["nat-gateways"] = map(of: vpc.natGateways.map { ($0.name, $0.entry) })
    entry["vpc-endpoints"] = map(of: vpc.endpoints)
    entry["firewalls"] = map(of: vpc.firewalls)
    entry["load-balancers"] = map(of: vpc.loadBalancers)
    entry["resource-gateways"] = map(of: vpc.resourceGateways)
    entry["target-groups"] = map(of: vpc.targetGroups)
    entry["instances"] = map(of: vpc.hosts.filter(\.isInstance).map { ($0.name, $0.entry) })
    entry["interfaces"] = map(of: vpc.hosts.filter { !$0.isInstance }.map { ($0.name, $0.entry) })
    entry["mirror-filters"] = map(of: vpc.mirrorFilters)
    entry["mirror-sessions"] = map(of: vpc.mirrorSessions)
    return random.chance(vagueness) ? vague(entry, keeping: ["cidrs"]) : entry
  }

  /// The first subnet of each zone, which writes its id: others have it by the zone's name.
  private func firstOfZones(_ vpc: VPCPlan) -> Set<String> {
    var zones: Set<String> = [""]
    return Set(vpc.subnets.filter { zones.insert($0.zone).inserted }.map(\.name))
  }

  /// The id of a zone; the names of one account mean others in another.
  private func zoneID(_ zone: String, _ vpc: VPCPlan) -> String {
    let isOther = vpcs.allSatisfy(\.statesAccount) && vpc.account.hasPrefix("2")
    switch zone {
    case "az1": return isOther ? "id-2" : "id-1"
    case "az2": return isOther ? "id-1" : "id-2"
    case Self.bareZone: return zone
    default: return "id-\(zone)"
    }
  }

  /// Whether a VPC has nothing that AWS allows only where encryption is not enforced.
  private func mayEnforceEncryption(_ vpc: VPCPlan) -> Bool {
    vpc.firewalls.isEmpty && vpc.inspections.isEmpty
      && !vpc.subnets.contains(where: \.isInLocalZone)
      && !vpc.loadBalancers.contains { $0.entry["type"] == "gateway" }
  }

  private mutating func writtenGateway() -> YAMLTree {
    vague(isWild() ? ["state": "detached"] : [:], keeping: [])
  }

  private mutating func written(_ subnet: SubnetPlan, _ vpc: VPCPlan) -> YAMLTree {
    var entry: YAMLTree = ["cidrs": .texts(subnet.cidrs)]
    if !subnet.zone.isEmpty { entry["zone"] = .text(subnet.zone) }
    if let outpost = subnet.outpost { entry["outpost"] = .text(outpost) }
    if random.chance(75) { entry["route-table"] = .text(random.pick(vpc.tables)) }
    if !vpc.networkACLs.isEmpty, random.chance(40 + wildness / 2) {
      entry["network-acl"] = .text(random.pick(vpc.networkACLs))
    }
    if let exclusion = exclusion() { entry["public-access-exclusion"] = exclusion }
    return vague(
      entry, keeping: ["cidrs", "zone", "route-table", "network-acl", "public-access-exclusion"])
  }
}
