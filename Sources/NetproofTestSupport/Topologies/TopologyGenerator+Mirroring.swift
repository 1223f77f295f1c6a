import NetproofSets

// Traffic Mirroring: filters, and sessions of hosts.

extension TopologyGenerator {
  /// Mirrors some hosts of some topologies to others; draws of its own leave all others as they are.
  mutating func planMirroring() {
    var random = Seeded(seed: seed ^ 0x6D69_7272_6F72)
    guard random.chance(30) else { return }
    for index in vpcs.indices where random.chance(60) {
      let filters = (0..<random.int(1...2)).map { _ in name("mf") }
      vpcs[index].mirrorFilters = filters.map { ($0, Self.mirrorFilter(&random)) }
      planSessions(of: index, filters, &random)
    }
  }

  /// Sessions of the first half of the hosts, to the other halves in the region.
  private mutating func planSessions(
    of index: Int, _ filters: [String], _ random: inout Seeded
  ) {
    let targets = vpcs.filter { $0.region == vpcs[index].region }
      .flatMap { vpc in
        Self.mirrorable(vpc).dropFirst(Self.mirrorable(vpc).count / 2)
          .map { "interface:\(vpc.name)/\($0)" }
      }
    guard !targets.isEmpty else { return }
    let hosts = Self.mirrorable(vpcs[index])
    for host in hosts.prefix(hosts.count / 2) where random.chance(70) {
      for number in 1...random.int(1...3) {
        let entry: YAMLTree = [
          "source": .text("interface:\(host)"), "target": .text(random.pick(targets)),
          "filter": .text(random.pick(filters)), "number": .text("\(number * 10)"),
        ]
        vpcs[index].mirrorSessions.append((name("ms"), entry))
      }
    }
  }

  /// The hosts of a VPC with IPv4 addresses.
  private static func mirrorable(_ vpc: VPCPlan) -> [String] {
    vpc.hosts.filter { host in
      host.addresses.contains { $0.family == .ipv4 }
        && vpc.subnets[host.subnet].cidrs.contains { $0.family == .ipv4 }
    }.map(\.name)
  }

  private static func mirrorFilter(_ random: inout Seeded) -> YAMLTree {
    var entry: YAMLTree = [:]
    for list in ["inbound", "outbound"] where random.chance(80) {
      entry[list] = .list(
        (1...random.int(1...3)).map { number in
          var rule: YAMLTree = ["rule": .text("\(number)")]
          let isAboutPorts = random.chance(50)
          rule[random.chance(75) ? "accept" : "reject"] =
            isAboutPorts ? .text(random.pick(["tcp", "udp"])) : "all"
          if isAboutPorts { rule["ports"] = .text(random.pick(["443", "1-1024", "53"])) }
          return rule
        })
    }
    if random.chance(30) { entry["amazon-dns"] = "true" }
    return entry
  }
}
