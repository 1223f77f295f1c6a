import NetproofModel
import NetproofSets

// Transit gateways, their attachments and route tables.

extension TopologyGenerator {
  mutating func planGateways() {
    let most = vpcs.count > 1 || !connections.isEmpty ? 2 : 1
    let isNeeded = routers.contains(where: \.isTransit) || !edges.isEmpty
    let count = isNeeded || random.chance(75) ? random.int(1...most) : 0
    for _ in 0..<count { gateways.append(GatewayPlan(name: name("tgw"))) }
    for index in gateways.indices {
      let region = random.pick(vpcs).region
      for vpc in vpcs.indices where vpcs[vpc].region == region && random.chance(75) {
        planAttachment(of: vpc, at: index)
      }
      for connection in connections
      where connection.vpc == nil && !isAttached(connection) && random.chance(70) {
        let name = name("att")
        var entry: YAMLTree = ["vpn": .text(connection.name)]
        translate(networks.flatMap(\.cidrs), &entry)
        gateways[index].attachments.append(AttachmentPlan(name: name, vpc: nil, entry: entry))
      }
    }
    let hasCore = random.chance(30)
    for index in routers.indices where routers[index].isTransit && hasCore {
      routers[index].isOfCore = random.chance(50)
    }
    for index in routers.indices where routers[index].isTransit && !routers[index].isOfCore {
      for gateway in gateways.indices where random.chance(75) {
        routers[index].ends.append(gateway)
        var entry: YAMLTree = ["direct-connect": .text(routers[index].name)]
        translate(networks.flatMap(\.cidrs), &entry)
        gateways[gateway].attachments.append(
          AttachmentPlan(name: name("att"), vpc: nil, entry: entry))
      }
    }
    attachEdges()
    attachFirewalls()
    if gateways.count == 2, random.chance(65) { planPeers() }
    if hasCore { planCoreNetwork() }
    for index in gateways.indices {
      gateways[index].attachments = random.shuffled(gateways[index].attachments)
    }
  }

  /// Whether a connection ends at some gateway already.
  func isAttached(_ connection: ConnectionPlan) -> Bool {
    gateways.contains { gateway in
      gateway.attachments.contains { $0.entry["vpn"] == .text(connection.name) }
    }
  }

  /// Firewalls at transit gateways, whose policies say what `HOME_NET` is.
  private mutating func attachFirewalls() {
    guard !policies.isEmpty, !gateways.isEmpty else { return }
    for index in gateways.indices where random.chance(45) {
      let policy = random.int(0...policies.count - 1)
      policies[policy].entry["variables"] = ["HOME_NET": .texts([random.pick(knownBlocks)])]
      var entry: YAMLTree = ["network-function": .text(policies[policy].name)]
      if isWild() { entry["state"] = .text(random.pick(Self.deadStates)) }
      gateways[index].attachments.append(
        AttachmentPlan(name: name("att"), vpc: nil, entry: entry))
    }
  }

  private static let deadStates = ["deleting", "deleted", "failed", "rejected"]

  private mutating func planAttachment(of vpc: Int, at index: Int) {
    if random.chance(4), var dead = attachment(of: vpc) {
      dead.entry["state"] = .text(random.pick(Self.deadStates))
      gateways[index].attachments.append(dead)
    }
    guard var own = attachment(of: vpc) else { return }
    if isWild() {
      own.entry["state"] = .text(
        random.pick(Self.deadStates + ["pending", "pending-acceptance", "initiating"]))
    } else if random.chance(15) {
      own.entry["state"] = .text(random.pick(["available", "modifying", "rolling-back"]))
    }
    if vpcs[vpc].cidrs.contains(where: { $0.family == .ipv6 }), random.chance(70) {
      own.entry["ipv6-support"] = "true"
    }
    translate(vpcs[vpc].cidrs + vpcs[vpc].cidrs + vpcs[vpc].subnets.map { $0.cidrs[0] }, &own.entry)
    gateways[index].attachments.append(own)
  }

  /// A VPC by some of its subnets; nothing if a gateway can stand in none of them.
  mutating func attachment(of vpc: Int) -> AttachmentPlan? {
    var zones: Set<String> = []
    let subnets = random.shuffled(vpcs[vpc].subnets).filter { subnet in
      !subnet.isInWavelengthZone && !subnet.isInLocalZone
        && subnet.cidrs.contains { $0.family == .ipv4 } && zones.insert(subnet.zone).inserted
    }
    guard !subnets.isEmpty else { return nil }
    let kept = subnets.prefix(isWild() ? 1 : random.int(1...subnets.count))
    var entry: YAMLTree = [
      "vpc": .text(vpcs[vpc].name), "subnets": .texts(kept.map(\.name)),
    ]
    if random.chance(25) { entry["appliance-mode"] = "true" }
    if random.chance(15) { entry["security-group-referencing"] = "false" }
    return AttachmentPlan(name: name("att"), vpc: vpc, entry: entry)
  }

  private mutating func planPeers() {
    let names = [name("att"), name("att")]
    for (near, far) in [(0, 1), (1, 0)] {
      var entry: YAMLTree = ["peer": .text("\(gateways[far].name)/\(names[far])")]
      if isWild() { entry["state"] = .text(random.pick(["pending-acceptance", "deleted"])) }
      translate(knownBlocks, &entry)
      gateways[near].attachments.append(
        AttachmentPlan(name: names[near], vpc: nil, entry: entry))
    }
  }

  /// 1:1 NAT of some of the blocks behind an attachment, now and then; mostly to shared addresses.
  private mutating func translate(_ blocks: [Prefix], _ entry: inout YAMLTree) {
    let inside = blocks.filter { $0.family == .ipv4 && !Self.multicast.overlaps($0) }
    guard !inside.isEmpty, random.chance(18) else { return }
    var taken: [Prefix] = []
    var rules: [YAMLTree] = []
    for match in random.shuffled(inside).prefix(random.pick([1, 1, 2])) {
      let shared = Address(.ipv4, 0x6440_0000 + UInt128(random.int(0...3)) << 16)
      let base = random.chance(6) ? random.pick(inside).base : shared
      let nat = Prefix(containing: base, length: match.length)
      let isPrivate = Self.privateBlocks.contains { $0.contains(nat) }
      guard isPrivate, !nat.overlaps(match), !taken.contains(where: { $0.overlaps(match) }),
        !taken.contains(where: { $0.overlaps(nat) })
      else { continue }
      taken += [match, nat]
      natBlocks.append(nat)
      rules.append(["match": .text("\(match)"), "nat": .text("\(nat)")])
    }
    guard !rules.isEmpty else { return }
    entry["nat-rules"] = .list(rules)
    if isWild() { entry["nat-support"] = "false" }
  }

  private static let multicast = prefix("224.0.0.0/4")
  private static let privateBlocks = [
    prefix("10.0.0.0/8"), prefix("172.16.0.0/12"), prefix("192.168.0.0/16"),
    prefix("100.64.0.0/10"),
  ]

  // MARK: - Written

  mutating func written(_ gateway: GatewayPlan) -> YAMLTree {
    var entry: YAMLTree = [:]
    if random.chance(60) { entry["security-group-referencing"] = "true" }
    if random.chance(20) { entry["vpn-ecmp"] = "false" }
    if isWild() {
      let states = TransitGateway.State.allCases.map(\.rawValue)
      entry["state"] = .text(random.pick(states))
    }
    entry["attachments"] = map(
      of: gateway.attachments.map { attachment in
        let keys = attachment.vpc == nil ? [] : ["subnets"]
        return (attachment.name, vagueAttachment(attachment.entry, keeping: keys))
      })
    var tables = (0..<random.pick([1, 1, 2])).map { _ in
      TransitTable(name: name("trt"), routes: transitRoutes(of: gateway))
    }
    transitTables += tables.map { "\(gateway.name)/\($0.name)" }
    for attachment in gateway.attachments {
      if !isWild() { tables[random.int(0...tables.count - 1)].associations.append(attachment.name) }
      for index in tables.indices where random.chance(75) {
        tables[index].propagations.append(attachment.name)
      }
    }
    entry["route-tables"] = map(
      of: tables.map { table in
        (
          table.name,
          vague(
            [
              "associations": .texts(table.associations),
              "propagations": .texts(table.propagations), "routes": .list(table.routes),
            ],
            keeping: ["associations", "propagations", "routes"])
        )
      })
    return vague(entry, keeping: [])
  }

  /// Now and then an attachment is not described, and may not even say whose it is; Direct Connect
  /// gateways and peers have to find theirs.
  mutating func vagueAttachment(_ entry: YAMLTree, keeping keys: [String]) -> YAMLTree {
    let result = vague(entry, keeping: keys)
    let isSought = entry["direct-connect"] != nil || entry["peer"] != nil
    guard result["described"] != nil, !isSought, random.chance(35) else { return result }
    return ["described": "false"]
  }

  private struct TransitTable {
    let name: String
    let routes: [YAMLTree]
    var associations: [String] = []
    var propagations: [String] = []
  }

  private mutating func transitRoutes(of gateway: GatewayPlan) -> [YAMLTree] {
    let supernets = [
      Self.prefix("10.0.0.0/8"), Self.prefix("10.0.0.0/22"), Self.prefix("2001:db8::/32"),
    ]
    let pool = knownBlocks + supernets + Self.everything
    var routes: [YAMLTree] = []
    let targets = gateway.attachments.filter { $0.entry["connect"] == nil }.map(\.name)
    let count = random.pick([0, 1, 2, 4])
    for _ in 0..<count where !targets.isEmpty {
      let target = isWild() ? "blackhole" : random.pick(targets)
      routes.append(["to": .text("\(random.pick(pool))"), "via": .text(target)])
    }
    for block in services where random.chance(50) && !targets.isEmpty {
      routes.append(["to": .text("\(block)"), "via": .text(random.pick(targets))])
    }
    for peer in gateway.attachments where peer.entry["peer"] != nil {
      for block in pool where random.chance(25) {
        routes.append(["to": .text("\(block)"), "via": .text(peer.name)])
      }
    }
    if let list = prefixLists.randomElement(using: &random), !targets.isEmpty, random.chance(30) {
      routes.append(["to": .text(list.name), "via": .text(random.pick(targets))])
    }
    return routes
  }
}
