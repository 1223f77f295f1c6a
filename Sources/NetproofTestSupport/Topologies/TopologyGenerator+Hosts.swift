import NetproofSets

// Instances, interfaces and NAT gateways.

extension TopologyGenerator {
  mutating func planHosts(of index: Int) {
    for _ in 0..<random.pick([0, 0, 1, 1, 2]) { planNATGateway(of: index) }
    for _ in 0..<random.pick([0, 0, 1, 1, 2]) { planHost(of: index, isAppliance: true) }
    for _ in 0..<random.int(1...3) { planHost(of: index, isAppliance: false) }
    if random.chance(30) { planInterfaceEndpoint(of: index) }
  }

  private mutating func planRegionalNATGateway(of index: Int) {
    let zones = random.subset(of: ["az1", "az2", Self.bareZone], percent: 60)
    var addresses: YAMLTree = [:]
    for zone in zones {
      guard let outside = publicAddresses.popLast() else { break }
      let isOne = !random.chance(25)
      guard !isOne, let further = publicAddresses.popLast() else {
        addresses[zone] = .text("\(outside)")
        continue
      }
      addresses[zone] = .texts(["\(outside)", "\(further)"])
    }
    guard addresses != [:] else { return }
    var entry: YAMLTree = ["kind": "regional", "public-ips": addresses]
    if random.chance(50) { entry["mode"] = .text(random.pick(["automatic", "manual", "manual"])) }
    if random.chance(30) { entry["route-table"] = .text(random.pick(vpcs[index].tables)) }
    if isWild() {
      entry["state"] = .text(random.pick(["pending", "failed", "deleting", "deleted"]))
    }
    let name = name("nat")
    vpcs[index].natGateways.append(
      HostPlan(
        name: name, reference: name, subnet: 0, isAppliance: false, addresses: [],
        entry: vague(entry, keeping: ["public-ips", "route-table", "mode"])))
  }

  private mutating func planNATGateway(of index: Int) {
    if random.chance(25) { return planRegionalNATGateway(of: index) }
    let isPublic = random.chance(70)
    guard let subnet = subnet(of: index, .ipv4) else { return }
    var pairs: [(inside: Address, outside: Address)] = []
    for _ in 0..<random.pick([1, 1, 1, 2, 2, 3]) {
      guard let address = take(.ipv4, from: subnet, of: index),
        let outside = isPublic ? publicAddresses.popLast() : address
      else { break }
      pairs.append((address, outside))
    }
    guard let first = pairs.first else { return }
    var entry: YAMLTree = ["subnet": .text(vpcs[index].subnets[subnet].name)]
    if pairs.count == 1 {
      entry["private-ip"] = .text("\(first.inside)")
      if isPublic { entry["public-ip"] = .text("\(first.outside)") }
    } else {
      entry["private-ips"] = .texts(pairs.map { "\($0.inside)" })
      if isPublic {
        entry["public-ips"] = map(
          of: pairs.map { ("\($0.inside)", YAMLTree.text("\($0.outside)")) })
      }
    }
    if !isPublic { entry["kind"] = "private" }
    if isWild() {
      entry["state"] = .text(random.pick(["pending", "failed", "deleting", "deleted"]))
    }
    let name = name("nat")
    vpcs[index].natGateways.append(
      HostPlan(
        name: name, reference: name, subnet: subnet, isAppliance: false,
        addresses: pairs.map(\.inside),
        entry: vague(
          entry, keeping: ["subnet", "private-ip", "private-ips", "public-ip", "public-ips"])))
  }

  /// A subnet that has a block of a family.
  private mutating func subnet(of index: Int, _ family: Family) -> Int? {
    let fitting = vpcs[index].subnets.indices.filter { subnet in
      vpcs[index].subnets[subnet].cidrs.contains { $0.family == family }
    }
    return fitting.isEmpty ? nil : random.pick(fitting)
  }

  /// An address of a subnet that nobody owns yet.
  mutating func take(_ family: Family, from subnet: Int, of index: Int) -> Address? {
    guard let block = vpcs[index].subnets[subnet].cidrs.first(where: { $0.family == family }),
      let offset = vpcs[index].subnets[subnet].freeOffsets.popLast()
    else { return nil }
    let address = Address(family, block.base.bits + UInt128(offset))
    return block.contains(address) && address != block.last ? address : nil
  }

  // MARK: - Hosts

  private mutating func planHost(of index: Int, isAppliance: Bool) {
    let subnet = random.int(0...vpcs[index].subnets.count - 1)
    var addresses: [Address] = []
    if let first = take(.ipv4, from: subnet, of: index) { addresses.append(first) }
    if !addresses.isEmpty, random.chance(20), let second = take(.ipv4, from: subnet, of: index) {
      addresses.append(second)
    }
    for _ in 0..<random.pick([1, 1, 1, 2]) where addresses.isEmpty || random.chance(75) {
      if let own = take(.ipv6, from: subnet, of: index) { addresses.append(own) }
    }
    guard !addresses.isEmpty else { return }
    let zone = vpcs[index].subnets[subnet].zone
    let instances = vpcs[index].hosts.filter {
      let its = vpcs[index].subnets[$0.subnet].zone
      return $0.isInstance && !$0.isAppliance && (its == zone || its.isEmpty || zone.isEmpty)
    }
    let isInstance = random.chance(60)
    let name = name(isInstance ? "h" : "eni")
    var entry: YAMLTree = ["subnet": .text(vpcs[index].subnets[subnet].name)]
    addPrivate(addresses, to: &entry)
    if !addEdgeAddress(in: vpcs[index].subnets[subnet], addresses, to: &entry) {
      addPublic(addresses, isAppliance, to: &entry)
    }
    addPrefix(of: subnet, index, to: &entry)
    addGroups(of: index, to: &entry)
    addTraits(isAppliance, to: &entry)
    if isInstance {
      if isWild() { entry["state"] = .text(random.pick(["stopped", "pending", "terminated"])) }
    } else {
      if isWild() { entry["state"] = "available" }
      if let instance = instances.randomElement(using: &random), random.chance(60) {
        entry["instance"] = .text(instance.name)
        if random.chance(60) { entry["reply-from"] = "primary" }
        if random.chance(70) { connect(name, to: instance.name, of: index, &entry) }
      }
    }
    vpcs[index].hosts.append(
      HostPlan(
        name: name, reference: isInstance ? "interface:\(name)" : name, subnet: subnet,
        isAppliance: isAppliance, addresses: addresses, isInstance: isInstance,
        entry: vague(entry, keeping: [])))
  }

  /// Has a host send on by another of its interfaces, mostly both ways.
  private mutating func connect(
    _ interface: String, to instance: String, of vpc: Int, _ entry: inout YAMLTree
  ) {
    guard let host = vpcs[vpc].hosts.firstIndex(where: { $0.isInstance && $0.name == instance })
    else { return }
    if random.chance(80) { entry["sends-by"] = .text("interface:\(instance)") }
    if random.chance(80) {
      vpcs[vpc].hosts[host].entry["sends-by"] = .text(interface)
      vpcs[vpc].hosts[host].entry["source-dest-check"] = "false"
      vpcs[vpc].hosts[host].entry["behaviour"] = .text(random.pick(["forward", "snat"]))
    }
  }

  private func addPrivate(_ addresses: [Address], to entry: inout YAMLTree) {
    let ipv4 = addresses.filter { $0.family == .ipv4 }
    let ipv6 = addresses.filter { $0.family == .ipv6 }
    if ipv4.count == 1 { entry["private-ip"] = .text("\(ipv4[0])") }
    if ipv4.count > 1 { entry["private-ips"] = .texts(ipv4) }
    if !ipv6.isEmpty { entry["ipv6"] = .texts(ipv6) }
  }

  private mutating func addPublic(
    _ addresses: [Address], _ isAppliance: Bool, to entry: inout YAMLTree
  ) {
    let ipv4 = addresses.filter { $0.family == .ipv4 }
    guard !ipv4.isEmpty, random.chance(isAppliance ? 65 : 45) else { return }
    if ipv4.count == 1 || random.chance(40) {
      if let address = publicAddresses.popLast() { entry["public-ip"] = .text("\(address)") }
      return
    }
    let pairs = random.subset(of: ipv4, percent: 75).compactMap { own in
      publicAddresses.popLast().map { ("\(own)", YAMLTree.text("\($0)")) }
    }
    entry["public-ips"] = map(of: pairs)
  }

  /// An assigned block, where the subnet is wide enough for one that holds nothing reserved.
  private mutating func addPrefix(of subnet: Int, _ index: Int, to entry: inout YAMLTree) {
    guard random.chance(15) else { return }
    let blocks = vpcs[index].subnets[subnet].cidrs
    var own: [Prefix] = []
    if let wide = blocks.first(where: { $0.family == .ipv6 }) {
      let place = UInt128(random.int(1...3)) << 48
      own.append(Prefix(containing: Address(.ipv6, wide.base.bits + place), length: 80))
    }
    if let wide = blocks.first(where: { $0.family == .ipv4 && $0.length == 26 }) {
      let offset = UInt128(random.pick([16, 32]))
      let taken = Set(Int(offset)...Int(offset) + 15)
      let isFree = taken.isSubset(of: Set(vpcs[index].subnets[subnet].freeOffsets))
      if isFree {
        vpcs[index].subnets[subnet].freeOffsets.removeAll { taken.contains($0) }
        own.append(Prefix(containing: Address(.ipv4, wide.base.bits + offset), length: 28))
      }
    }
    let isTaken = vpcs[index].hosts.contains { host in
      let written = host.entry["prefixes"]?.elements ?? []
      return own.contains { written.contains(.text("\($0)")) }
    }
    if !own.isEmpty, !isTaken { entry["prefixes"] = .texts(own) }
  }

  mutating func addGroups(of index: Int, to entry: inout YAMLTree) {
    guard !random.chance(8) else { return }
    var groups = random.subset(of: vpcs[index].groups, percent: 55).map(\.name)
    if groups.isEmpty { groups = [random.pick(vpcs[index].groups).name] }
    for other in vpcs.indices
    where other != index && vpcs[other].region == vpcs[index].region && random.chance(30) {
      for group in vpcs[other].groups where group.isAssociated {
        groups.append("\(vpcs[other].name)/\(group.name)")
      }
    }
    entry["security-groups"] = .texts(random.shuffled(groups))
  }

  private mutating func addTraits(_ isAppliance: Bool, to entry: inout YAMLTree) {
    if random.chance(isAppliance ? 85 : 6) { entry["source-dest-check"] = "false" }
    if isAppliance {
      let behaviour = random.pick(weighted: [
        (60, "forward"), (18, "snat"), (5, "drop"), (4, "proxy"), (4, "unknown"), (5, ""),
      ])
      if !behaviour.isEmpty { entry["behaviour"] = .text(behaviour) }
      if random.chance(25) { entry["stateful"] = "true" }
    }
    if random.chance(6) { entry["deny-internet-gateway"] = "true" }
    if let pool = vpcs.compactMap(\.pool).randomElement(using: &random), random.chance(40) {
      let place = pool.base.bits + UInt128(random.int(0...3))
      entry["extra-addresses"] = .texts([Address(.ipv4, place)])
      if random.chance(70) { entry["source-dest-check"] = "false" }
    } else if random.chance(8) {
      let pool = knownBlocks + [Self.prefix("198.51.100.77/32"), Self.prefix("10.9.9.9/32")]
      let block = random.pick(pool)
      let place = min(block.last.bits, block.base.bits + UInt128(random.int(0...9)))
      entry["extra-addresses"] = .texts([Address(block.family, place)])
    }
    if random.chance(6) { entry["client-ports"] = .text(random.pick(["any", "1024-2047"])) }
  }
}
