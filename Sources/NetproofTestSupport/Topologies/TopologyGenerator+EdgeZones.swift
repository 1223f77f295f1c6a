import NetproofSets

// Local Zones, Wavelength Zones and Outposts, with the gateways there.

extension TopologyGenerator {
  private static let carrierBlocks = [prefix("100.72.0.0/28"), prefix("155.146.8.0/29")]
  private static let premisesBlocks = [prefix("192.168.64.0/28"), prefix("192.168.64.16/28")]

  /// Moves subnets to the edge now and then; the first of each VPC stays in its zone.
  mutating func planEdgeZones() {
    guard random.chance(30) else { return }
    let kinds = random.pick([["wavelength"], ["outpost"], ["wavelength", "outpost", "local"]])
    for index in vpcs.indices {
      for position in vpcs[index].subnets.indices.dropFirst() where random.chance(65) {
        move(position, of: index, to: random.pick(kinds))
      }
      let subnets = vpcs[index].subnets
      guard subnets.contains(where: \.isInWavelengthZone), !random.chance(10) else { continue }
      planCarrierGateway(of: index)
    }
    planLocalGateways()
  }

  private mutating func move(_ position: Int, of index: Int, to kind: String) {
    switch kind {
    case "wavelength":
      vpcs[index].subnets[position].zone = random.pick(["wl1", "wl1", "wl2"])
      vpcs[index].subnets[position].isInWavelengthZone = true
      edgeZones = true
    case "local":
      vpcs[index].subnets[position].zone = "lz1"
      vpcs[index].subnets[position].isInLocalZone = true
      edgeZones = true
    default: vpcs[index].subnets[position].outpost = random.pick(["op1", "op1", "op2"])
    }
  }

  private mutating func planCarrierGateway(of index: Int) {
    let name = name("cagw")
    vpcs[index].carrierGateway = name
    for _ in 0..<random.pick([0, 1, 1, 1]) {
      networks.append(
        NetworkPlan(
          name: self.name("phones"), cidrs: [random.pick(Self.carrierBlocks)], lines: [name]))
    }
  }

  private mutating func planLocalGateways() {
    for outpost in ["op1", "op2"] {
      let own = vpcs.indices.filter { vpcs[$0].subnets.contains { $0.outpost == outpost } }
      guard !own.isEmpty, !random.chance(10) else { continue }
      localGateways.append(
        LocalGatewayPlan(
          name: name("lgw"), outpost: outpost, vpcs: own.filter { _ in !random.chance(10) }))
    }
    localGateways.removeAll { $0.vpcs.isEmpty }
    guard !localGateways.isEmpty, !random.chance(10) else { return }
    let lines = localGateways.map(\.name)
    for _ in 0..<random.pick([1, 1, 2]) {
      let own = random.chance(60) ? lines : [random.pick(lines)]
      let others = random.chance(10) ? [random.pick(self.lines + lines)] : []
      networks.append(
        NetworkPlan(
          name: name("site"), cidrs: [random.pick(Self.premisesBlocks)],
          lines: own + others.filter { !own.contains($0) }))
    }
  }

  /// The address of a host at the edge in place of a public one; false if it is not there.
  mutating func addEdgeAddress(
    in subnet: SubnetPlan, _ addresses: [Address], to entry: inout YAMLTree
  ) -> Bool {
    guard subnet.isInWavelengthZone || subnet.outpost != nil else { return false }
    guard addresses.first?.family == .ipv4, random.chance(65), let number = edgeNumbers.popLast()
    else { return subnet.isInWavelengthZone }
    if subnet.isInWavelengthZone {
      entry["carrier-ip"] = .text("\(Address(.ipv4, 0x9B92_0000 + number))")
      return true
    }
    entry["customer-owned-ip"] = .text("\(Address(.ipv4, 0x0AC8_0000 + number))")
    return random.chance(50)
  }

  // MARK: - Written

  /// Routes of a VPC's table to the networks behind carrier and local gateways, and to other Outposts.
  mutating func edgeRoutes(of index: Int) -> [(block: Prefix, target: String)] {
    var routes: [(Prefix, String)] = []
    let gateways = localGateways.filter { $0.vpcs.contains(index) }
    for network in networks {
      let own =
        [vpcs[index].carrierGateway].compactMap { $0 }.filter(network.lines.contains)
        + gateways.map(\.name).filter(network.lines.contains)
      guard let target = own.randomElement(using: &random), !random.chance(15) else { continue }
      routes += network.cidrs.map { ($0, target) }
    }
    for gateway in gateways {
      for subnet in vpcs[index].subnets where subnet.outpost != nil && random.chance(40) {
        routes += subnet.cidrs.filter { $0.family == .ipv4 }.map { ($0, gateway.name) }
      }
    }
    return routes
  }

  mutating func writtenCarrierGateway() -> YAMLTree {
    var entry: YAMLTree = [:]
    if random.chance(15) { entry["open-to-internet"] = "true" }
    if isWild() { entry["state"] = .text(random.pick(["pending", "deleting", "deleted"])) }
    return vague(entry, keeping: [])
  }

  mutating func writtenLocalGateways() -> [(String, YAMLTree)] {
    localGateways.map { gateway in
      var entry: YAMLTree = [
        "outpost": .text(gateway.outpost), "vpcs": .texts(gateway.vpcs.map { vpcs[$0].name }),
      ]
      if random.chance(45) { entry["mode"] = "coip" }
      if isWild() { entry["state"] = .text(random.pick(["pending", "deleting", "deleted"])) }
      return (gateway.name, vague(entry, keeping: []))
    }
  }

  var writtenZones: YAMLTree? {
    guard edgeZones else { return nil }
    return [
      "wl1": ["type": "wavelength", "parent": "az1"],
      "wl2": ["type": "wavelength", "parent": "az2"],
      "lz1": ["type": "local", "parent": "az1"],
    ]
  }
}
