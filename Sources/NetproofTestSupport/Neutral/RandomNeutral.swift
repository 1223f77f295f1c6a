/// Draws tiny networks in the neutral format, full of coincidences but free of what AWS refuses.
public struct RandomNeutral {
  private var random: Seeded
  private var network = Neutral()
  private let vpcCount: Int
  /// How many of a hundred rules allow.
  private let looseness: Int
  private var groups: [(vpc: Int, id: String)] = []
  /// The gateways of all kinds that the routes of each VPC may name.
  private var peered: [Set<Int>]
  private var attached: [Set<Int>]

  private static let ports = [
    0, 21, 22, 23, 80, 443, 1023, 1024, 1025, 32767, 32768, 40000, 60999, 65535,
  ]
  private static let outside = ["198.51.100.7", "203.0.113.200", "8.8.8.8"]

  private init(seed: UInt64) {
    random = Seeded(seed: seed)
    vpcCount = random.int(1...4)
    looseness = random.pick([40, 70, 90, 97])
    peered = Array(repeating: [], count: vpcCount)
    attached = Array(repeating: [], count: vpcCount)
  }

  public static func network(seed: UInt64) -> Neutral {
    var drawn = Self(seed: seed)
    drawn.build()
    return drawn.network
  }

  private mutating func build() {
    for vpc in 0..<vpcCount {
      network.vpcs.append(Neutral.VPC(id: "vpc-\(vpc)", cidrs: [block(of: vpc)]))
      if random.chance(80) {
        network.igws.append(Neutral.InternetGateway(id: "igw-\(vpc)", vpc: "vpc-\(vpc)"))
      }
      for index in 0..<random.int(1...4) { groups.append((vpc, "sg-\(vpc)-\(index)")) }
    }
    for index in 0..<random.pick([0, 1, 1, 2]) { addTransitGateway(index) }
    addPeerings()
    for group in groups { addGroup(group.vpc, group.id) }
    for address in Self.outside.prefix(random.int(1...3)) {
      network.externals.append(
        Neutral.External(id: "ext-\(network.externals.count)", ip: address))
    }
    for vpc in 0..<vpcCount { addPlaces(vpc) }
  }

  private func block(of vpc: Int) -> String { "10.\(vpc).0.0/16" }

  private func hasGateway(_ vpc: Int) -> Bool {
    network.igws.contains { $0.vpc == "vpc-\(vpc)" }
  }

  // MARK: - Values

  /// A block, without host bits.
  private func block(_ address: Int, _ length: Int) -> String {
    let base = (address >> (32 - length)) << (32 - length)
    return [24, 16, 8, 0].map { String(base >> $0 & 255) }.joined(separator: ".") + "/\(length)"
  }

  private mutating func anyBlock() -> String {
    let outside = [0xC633_6407, 0xCB00_71C8, 0x0808_0808]
    switch random.int(0...99) {
    case ..<15: return "0.0.0.0/0"
    case ..<25: return block(random.pick(outside), random.pick([8, 16, 24, 32]))
    case ..<35: return "10.0.0.0/8"
    default:
      let address =
        10 << 24 + random.int(0...vpcCount - 1) << 16 + random.int(0...3) << 8
        + random.int(0...15)
      return block(address, random.pick([14, 15, 16, 22, 23, 24, 28, 30, 31, 32]))
    }
  }

  private mutating func ports() -> [Int] {
    if random.chance(30) { return [0, 65535] }
    return [random.pick(Self.ports), random.pick(Self.ports)].sorted()
  }

  private mutating func proto() -> String {
    random.pick(["tcp", "tcp", "tcp", "udp", "icmp", "all"])
  }

  // MARK: - Filters

  private mutating func entries() -> [Neutral.Entry] {
    var result: [Neutral.Entry] = []
    var number = 1
    for _ in 0..<random.int(1...(looseness < 90 ? 6 : 3)) {
      number += random.int(1...50)
      result.append(
        Neutral.Entry(
          num: number, action: random.chance(looseness) ? "allow" : "deny", proto: proto(),
          ports: ports(), cidr: anyBlock()))
    }
    if random.chance(looseness) {
      result.append(
        Neutral.Entry(
          num: number + 1, action: "allow", proto: "all", ports: [0, 65535], cidr: "0.0.0.0/0"))
    }
    return random.shuffled(result)
  }

  private mutating func addGroup(_ vpc: Int, _ id: String) {
    let inbound = (0..<random.int(1...6)).map { _ in groupRule(vpc, inbound: true) }
    var outbound = (0..<random.int(0...3)).map { _ in groupRule(vpc, inbound: false) }
    let all = Neutral.GroupRule(proto: "all", ports: [0, 65535], cidr: "0.0.0.0/0")
    if random.chance(60) { outbound.append(all) }
    network.securityGroups.append(
      Neutral.SecurityGroup(
        id: id, vpc: "vpc-\(vpc)", ingress: distinct(inbound), egress: distinct(outbound)))
  }

  private mutating func groupRule(_ vpc: Int, inbound: Bool) -> Neutral.GroupRule {
    var rule = Neutral.GroupRule(proto: proto(), ports: ports())
    let known = groups.filter {
      $0.vpc == vpc || peered[vpc].contains($0.vpc) || (inbound && attached[vpc].contains($0.vpc))
    }
    if random.chance(55) {
      rule.sg = random.pick(known).id
    } else {
      rule.cidr = anyBlock()
    }
    return rule
  }

  /// The rules, without those that AWS takes for repetitions.
  private func distinct(_ rules: [Neutral.GroupRule]) -> [Neutral.GroupRule] {
    var result: [Neutral.GroupRule] = []
    for rule in rules {
      let isKnown = result.contains {
        $0.proto == rule.proto && $0.cidr == rule.cidr && $0.sg == rule.sg
          && ($0.ports == rule.ports || !["tcp", "udp"].contains(rule.proto))
      }
      if !isKnown { result.append(rule) }
    }
    return result
  }

  // MARK: - Links

  private mutating func addTransitGateway(_ index: Int) {
    let names = (0..<2).map { "tgwrt-\(index)-\($0)" }
    let members = (0..<vpcCount).filter { _ in random.chance(93) }
    let attachments = members.map {
      Neutral.Attachment(id: "att-\(index)-\($0)", vpc: "vpc-\($0)", routeTable: random.pick(names))
    }
    for vpc in members { attached[vpc].formUnion(members) }
    var tables: [Neutral.TransitTable] = []
    for name in names {
      var routes: [Neutral.TransitRoute] = []
      func add(_ cidr: String, _ attachment: String?) {
        guard !routes.contains(where: { $0.cidr == cidr }) else { return }
        routes.append(Neutral.TransitRoute(cidr: cidr, attachment: attachment))
      }
      for _ in 0..<random.int(0...3) {
        let target =
          attachments.isEmpty || random.chance(15) ? nil : random.pick(attachments).id
        add(anyBlock(), target)
      }
      for (vpc, attachment) in zip(members, attachments) where random.chance(93) {
        add(block(of: vpc), attachment.id)
      }
      tables.append(Neutral.TransitTable(id: name, routes: routes))
    }
    network.tgws.append(
      Neutral.TransitGateway(
        id: "tgw-\(index)", referencing: random.chance(50), attachments: attachments,
        routeTables: tables))
  }

  private mutating func addPeerings() {
    guard vpcCount >= 2 else { return }
    for _ in 0..<random.int(0...2) {
      let pair = random.shuffled(Array(0..<vpcCount)).prefix(2)
      guard let a = pair.first, let b = pair.last, !peered[a].contains(b) else { continue }
      peered[a].insert(b)
      peered[b].insert(a)
      network.peerings.append(
        Neutral.Peering(id: "pcx-\(network.peerings.count)", a: "vpc-\(a)", b: "vpc-\(b)"))
    }
  }

  // MARK: - Places

  private mutating func addPlaces(_ vpc: Int) {
    let acls = (0..<2).map { "acl-\(vpc)-\($0)" }
    for acl in acls {
      network.nacls.append(
        Neutral.NetworkACL(id: acl, ingress: entries(), egress: entries()))
    }
    let count = random.int(1...3)
    let hosting = hasGateway(vpc) && random.chance(80) ? random.int(0...count - 1) : -1
    for subnet in 0..<count {
      let id = "subnet-\(vpc)-\(subnet)"
      network.routeTables.append(
        Neutral.RouteTable(
          id: "rt-\(vpc)-\(subnet)", vpc: "vpc-\(vpc)",
          routes: routes(vpc, isHosting: subnet == hosting, hasTranslator: hosting >= 0)))
      network.subnets.append(
        Neutral.Subnet(
          id: id, vpc: "vpc-\(vpc)", cidr: "10.\(vpc).\(subnet).0/24",
          routeTable: "rt-\(vpc)-\(subnet)", nacl: random.pick(acls)))
      if subnet == hosting {
        network.nats.append(
          Neutral.NATGateway(id: "nat-\(vpc)", subnet: id, ip: "10.\(vpc).\(subnet).250"))
      }
      addInterfaces(vpc, subnet, id)
    }
  }

  private mutating func addInterfaces(_ vpc: Int, _ subnet: Int, _ id: String) {
    let own = groups.filter { $0.vpc == vpc }.map(\.id)
    for host in random.shuffled(Array(4...19)).prefix(random.int(1...3)).sorted() {
      network.enis.append(
        Neutral.Interface(
          id: "eni-\(network.enis.count)", subnet: id, ip: "10.\(vpc).\(subnet).\(host)",
          isPublic: hasGateway(vpc) && random.chance(50),
          sgs: random.shuffled(own).prefix(random.int(1...min(2, own.count))).sorted()))
    }
  }

  /// The routes of a subnet that may host the VPC's NAT gateway.
  private mutating func routes(
    _ vpc: Int, isHosting: Bool, hasTranslator: Bool
  ) -> [Neutral.Route] {
    var routes: [Neutral.Route] = []
    func add(_ cidr: String, _ target: String) {
      guard !routes.contains(where: { $0.cidr == cidr }), !isInside(cidr, vpc) else { return }
      routes.append(Neutral.Route(cidr: cidr, target: target))
    }
    for _ in 0..<random.int(0...2) {
      let cidr = anyBlock()
      add(cidr, anyTarget(vpc, cidr, isHosting: isHosting, hasTranslator: hasTranslator))
    }
    for other in 0..<vpcCount where other != vpc && random.chance(90) {
      if let way = way(vpc, other) { add(block(of: other), way) }
    }
    let defaults = hasGateway(vpc) ? ["igw-\(vpc)"] : []
    let translated = hasTranslator && !isHosting ? ["nat-\(vpc)", "nat-\(vpc)"] : []
    if !(defaults + translated).isEmpty, random.chance(80) {
      add("0.0.0.0/0", random.pick(defaults + translated))
    }
    // A default route to the NAT gateway is not to catch other VPCs' addresses.
    if routes.contains(where: { $0.cidr == "0.0.0.0/0" && $0.target == "nat-\(vpc)" }) {
      for other in 0..<vpcCount
      where other != vpc && !routes.contains(where: { covers($0.cidr, other) }) {
        add(block(of: other), random.chance(60) ? way(vpc, other) ?? "blackhole" : "blackhole")
      }
    }
    return routes
  }

  private func isInside(_ cidr: String, _ vpc: Int) -> Bool {
    let length = Int(cidr.split(separator: "/")[1]) ?? 0
    return length >= 16 && cidr.hasPrefix("10.\(vpc).")
  }

  /// Whether a route other than the default one holds all addresses of a VPC.
  private func covers(_ cidr: String, _ vpc: Int) -> Bool {
    let length = Int(cidr.split(separator: "/")[1]) ?? 0
    guard length > 0, length <= 16 else { return false }
    return block(10 << 24 + vpc << 16, length) == cidr
  }

  private mutating func way(_ vpc: Int, _ other: Int) -> String? {
    let pairs = network.peerings.filter {
      Set([$0.a, $0.b]) == ["vpc-\(vpc)", "vpc-\(other)"]
    }.map(\.id)
    let ways = pairs + (attached[vpc].isEmpty ? [] : ownHubs(vpc))
    return ways.isEmpty ? nil : random.pick(ways)
  }

  private func ownHubs(_ vpc: Int) -> [String] {
    network.tgws.filter { $0.attachments.contains { $0.vpc == "vpc-\(vpc)" } }.map(\.id)
  }

  private mutating func anyTarget(
    _ vpc: Int, _ cidr: String, isHosting: Bool, hasTranslator: Bool
  ) -> String {
    let isPrivate = cidr.hasPrefix("10.")
    if isHosting, cidr == "0.0.0.0/0" { return "igw-\(vpc)" }
    var targets = ["blackhole"]
    if hasGateway(vpc) { targets.append("igw-\(vpc)") }
    if hasTranslator, !isHosting, !isPrivate { targets.append("nat-\(vpc)") }
    if !isHosting || isPrivate {
      let own = network.peerings.filter { $0.a == "vpc-\(vpc)" || $0.b == "vpc-\(vpc)" }
      targets += own.map(\.id) + ownHubs(vpc)
    }
    return random.pick(targets)
  }
}
