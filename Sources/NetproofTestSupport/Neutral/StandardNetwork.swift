/// Networks of any size, laid out as a hub and its spokes, as the measurements of several engines
/// use them.
///
/// Equal plans give equal networks; those with seed 1 have published checksums.
public struct StandardNetwork: Hashable, Sendable {
  public var vpcs: Int
  /// Subnets of each VPC.
  public var subnets: Int
  /// Interfaces of each subnet.
  public var interfaces: Int
  public var groups = 20
  /// Inbound rules of each group.
  public var groupRules = 6
  public var groupsPerInterface = 2
  /// How many sets of groups the interfaces of a subnet share.
  public var roles = 4
  /// Whether each interface has a random set of groups of its own.
  public var isScattered = false
  /// Inbound entries of each network ACL.
  public var entries = 8
  public var peerings = 2
  public var externals = 2
  public var seed: UInt32 = 1

  public init(vpcs: Int, subnets: Int, interfaces: Int) {
    self.vpcs = vpcs
    self.subnets = subnets
    self.interfaces = interfaces
  }

  /// The standard sizes by name, smallest first; with what all pairs of each come to.
  public static var published: [(name: String, plan: Self, pairs: UInt64, volume: UInt64)] {
    func scattered(_ plan: Self) -> Self {
      var plan = plan
      plan.isScattered = true
      plan.groupsPerInterface = 3
      return plan
    }
    let small = Self(vpcs: 20, subnets: 10, interfaces: 50)
    let large = Self(vpcs: 100, subnets: 20, interfaces: 50)
    var heavy = scattered(small)
    (heavy.groups, heavy.groupRules, heavy.groupsPerInterface, heavy.entries) = (60, 30, 5, 20)
    return [
      ("100", Self(vpcs: 2, subnets: 5, interfaces: 10), 6796, 68_732_094),
      ("1000", Self(vpcs: 5, subnets: 10, interfaces: 20), 371_625, 3_623_922_855),
      ("10000", small, 8_696_090, 76_424_701_670),
      ("10000-scatter", scattered(small), 11_508_117, 104_169_511_084),
      ("10000-heavy", heavy, 15_406_325, 358_026_685_752),
      ("100000", large, 159_697_735, 1_601_796_905_357),
      ("100000-scatter", scattered(large), 204_681_427, 2_224_498_713_849),
      (
        "1000000", Self(vpcs: 250, subnets: 40, interfaces: 100), 6_278_222_875,
        25_905_183_618_775
      ),
    ]
  }

  public func network() -> Neutral {
    var builder = StandardNetworkBuilder(self)
    return builder.build()
  }
}

private struct StandardNetworkBuilder {
  private let plan: StandardNetwork
  private var random: MersenneTwister
  private var network = Neutral()
  private let subnetLength: Int
  private let vpcLength: Int

  private static let services = [
    22, 80, 443, 3306, 5432, 6379, 8080, 8443, 9092, 9200, 11211, 27017,
  ]
  private static let base = 10 << 24

  init(_ plan: StandardNetwork) {
    self.plan = plan
    random = MersenneTwister(seed: plan.seed)
    var length = 32
    while 1 << (32 - length) < plan.interfaces + 8 { length -= 1 }
    subnetLength = length
    length = 16
    while 1 << (32 - length) < plan.subnets << (32 - subnetLength) { length -= 1 }
    vpcLength = length
  }

  private func address(_ number: Int) -> String {
    [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
  }

  private func block(_ base: Int, _ length: Int) -> String { "\(address(base))/\(length)" }

  private func vpcBase(_ vpc: Int) -> Int { Self.base + vpc << (32 - vpcLength) }

  private func vpcBlock(_ vpc: Int) -> String { block(vpcBase(vpc), vpcLength) }

  mutating func build() -> Neutral {
    for vpc in 0..<plan.vpcs {
      network.vpcs.append(Neutral.VPC(id: "vpc-\(vpc)", cidrs: [vpcBlock(vpc)]))
      network.igws.append(Neutral.InternetGateway(id: "igw-\(vpc)", vpc: "vpc-\(vpc)"))
      for tier in ["pub", "app", "data"] { addACL(vpc, tier) }
      for group in 0..<plan.groups { addGroup(vpc, group) }
      addTables(vpc)
      for subnet in 0..<plan.subnets { addSubnet(vpc, subnet) }
      network.nats.append(
        Neutral.NATGateway(
          id: "nat-\(vpc)", subnet: "subnet-\(vpc)-0",
          ip: address(vpcBase(vpc) + (1 << (32 - subnetLength)) - 2)))
    }
    addTransitGateway()
    addPeerings()
    for index in 0..<plan.externals {
      network.externals.append(
        Neutral.External(id: "ext-\(index)", ip: "198.51.100.\(1 + index)"))
    }
    return network
  }

  // MARK: - Filters

  private mutating func addACL(_ vpc: Int, _ tier: String) {
    var inbound: [Neutral.Entry] = []
    func add(_ number: Int, _ action: String, _ proto: String, _ ports: [Int], _ cidr: String) {
      inbound.append(
        Neutral.Entry(num: number, action: action, proto: proto, ports: ports, cidr: cidr))
    }
    var number = 100
    for _ in 0..<plan.entries - 3 {
      let port = random.choice(Self.services)
      let source = vpcBlock(random.below(plan.vpcs))
      add(number, random.random() < 0.75 ? "allow" : "deny", "tcp", [port, port], source)
      number += 10
    }
    add(number, "allow", "tcp", [1024, 65535], "0.0.0.0/0")
    add(
      number + 10, tier == "data" ? "deny" : "allow", "tcp", [0, 1023],
      tier == "pub" ? "0.0.0.0/0" : "10.0.0.0/8")
    add(number + 20, "allow", "icmp", [0, 0], "10.0.0.0/8")
    let open = Neutral.Entry(
      num: 100, action: "allow", proto: "all", ports: [0, 65535], cidr: "0.0.0.0/0")
    let closed = Neutral.Entry(
      num: 90, action: "deny", proto: "tcp", ports: [22, 22], cidr: "0.0.0.0/0")
    network.nacls.append(
      Neutral.NetworkACL(
        id: "acl-\(vpc)-\(tier)", ingress: inbound,
        egress: tier == "data" ? [closed, open] : [open]
      ))
  }

  private mutating func addGroup(_ vpc: Int, _ group: Int) {
    let inbound = (0..<plan.groupRules).map { _ in inboundRule(vpc) }
    var outbound: [Neutral.GroupRule] = []
    if random.random() < 0.7 {
      outbound.append(Neutral.GroupRule(proto: "all", ports: [0, 65535], cidr: "0.0.0.0/0"))
    } else {
      for _ in 0..<max(2, plan.groupRules / 2) {
        let port = random.choice(Self.services)
        var rule = Neutral.GroupRule(proto: "tcp", ports: [port, port])
        if random.random() < 0.4 {
          rule.sg = "sg-\(vpc)-\(random.below(plan.groups))"
        } else {
          rule.cidr = vpcBlock(random.below(plan.vpcs))
        }
        outbound.append(rule)
      }
    }
    network.securityGroups.append(
      Neutral.SecurityGroup(
        id: "sg-\(vpc)-\(group)", vpc: "vpc-\(vpc)", ingress: inbound, egress: outbound))
  }

  private mutating func inboundRule(_ vpc: Int) -> Neutral.GroupRule {
    let port = random.choice(Self.services)
    let span = random.choice([0, 0, 0, 0, 9, 99])
    let proto = random.random() < 0.9 ? "tcp" : random.choice(["udp", "icmp", "all"])
    var rule = Neutral.GroupRule(proto: proto, ports: [port, port + span])
    let kind = random.random()
    if kind < 0.60 {
      rule.sg = "sg-\(vpc)-\(random.below(plan.groups))"
    } else if kind < 0.72 {
      rule.cidr = vpcBlock(vpc)
    } else if kind < 0.96 {
      let other = random.below(plan.vpcs)
      let subnet = random.below(plan.subnets)
      rule.cidr = block(vpcBase(other) + subnet << (32 - subnetLength), subnetLength)
    } else {
      rule.cidr = "0.0.0.0/0"
    }
    return rule
  }

  // MARK: - Places

  private mutating func addTables(_ vpc: Int) {
    let hub = Neutral.Route(cidr: "10.0.0.0/8", target: "tgw-0")
    for (tier, target) in [("pub", "igw"), ("prv", "nat"), ("iso", "")] {
      var routes = [hub]
      if !target.isEmpty {
        routes.append(Neutral.Route(cidr: "0.0.0.0/0", target: "\(target)-\(vpc)"))
      }
      network.routeTables.append(
        Neutral.RouteTable(id: "rt-\(vpc)-\(tier)", vpc: "vpc-\(vpc)", routes: routes))
    }
  }

  private mutating func addSubnet(_ vpc: Int, _ subnet: Int) {
    let isPublic = subnet < max(1, plan.subnets / 5)
    let tier = isPublic ? "pub" : subnet % 3 == 0 ? "data" : "app"
    let table = ["pub": "pub", "app": "prv", "data": "iso"][tier] ?? ""
    let base = vpcBase(vpc) + subnet << (32 - subnetLength)
    network.subnets.append(
      Neutral.Subnet(
        id: "subnet-\(vpc)-\(subnet)", vpc: "vpc-\(vpc)", cidr: block(base, subnetLength),
        routeTable: "rt-\(vpc)-\(table)", nacl: "acl-\(vpc)-\(tier)"))
    let count = min(plan.groups, plan.groupsPerInterface)
    let roles = (0..<plan.roles).map { _ in random.sample(plan.groups, count).sorted() }
    for index in 0..<plan.interfaces {
      let own =
        plan.isScattered ? random.sample(plan.groups, count).sorted() : roles[index % plan.roles]
      network.enis.append(
        Neutral.Interface(
          id: "eni-\(vpc)-\(subnet)-\(index)", subnet: "subnet-\(vpc)-\(subnet)",
          ip: address(base + 4 + index), isPublic: isPublic && index % 4 == 0,
          sgs: own.map { "sg-\(vpc)-\($0)" }))
    }
  }

  // MARK: - Links

  private mutating func addTransitGateway() {
    let attachments = (0..<plan.vpcs).map {
      Neutral.Attachment(
        id: "att-\($0)", vpc: "vpc-\($0)", routeTable: $0 == 0 ? "tgwrt-hub" : "tgwrt-spoke")
    }
    let hub = (0..<plan.vpcs).dropFirst().map {
      Neutral.TransitRoute(cidr: vpcBlock($0), attachment: "att-\($0)")
    }
    let spoke = [
      Neutral.TransitRoute(cidr: vpcBlock(0), attachment: "att-0"),
      Neutral.TransitRoute(cidr: "10.0.0.0/8", attachment: nil),
    ]
    network.tgws.append(
      Neutral.TransitGateway(
        id: "tgw-0", referencing: false, attachments: attachments,
        routeTables: [
          Neutral.TransitTable(id: "tgwrt-hub", routes: hub),
          Neutral.TransitTable(id: "tgwrt-spoke", routes: spoke),
        ]))
  }

  private mutating func addPeerings() {
    guard plan.vpcs >= 3 else { return }
    for index in 0..<plan.peerings {
      let pair = random.sample(plan.vpcs - 1, 2).map { $0 + 1 }
      network.peerings.append(
        Neutral.Peering(id: "pcx-\(index)", a: "vpc-\(pair[0])", b: "vpc-\(pair[1])"))
      for (near, far) in [(pair[0], pair[1]), (pair[1], pair[0])] {
        for table in network.routeTables.indices
        where network.routeTables[table].vpc == "vpc-\(near)"
          && !network.routeTables[table].routes.contains(where: { $0.cidr == vpcBlock(far) })
        {
          network.routeTables[table].routes.append(
            Neutral.Route(cidr: vpcBlock(far), target: "pcx-\(index)"))
        }
      }
    }
  }
}

extension StandardNetwork {
  /// How many interfaces there are.
  public var size: Int { vpcs * subnets * interfaces }

  /// The options with which the performance kit's generator draws the same network.
  public var generatorOptions: [String] {
    let numbers = [
      ("vpcs", vpcs), ("subnets", subnets), ("enis", interfaces), ("sgs", groups),
      ("sg-rules", groupRules), ("sgs-per-eni", groupsPerInterface), ("roles", roles),
      ("nacl-rules", entries), ("peerings", peerings), ("externals", externals),
      ("seed", Int(seed)),
    ]
    return numbers.flatMap { ["--\($0)", "\($1)"] } + (isScattered ? ["--scatter"] : [])
  }
}

extension Neutral {
  /// The same network with so many prefixes in rules of its groups and in routes.
  public func withPrefixes(_ count: Int) -> Neutral {
    var network = self
    for index in 0..<count {
      // Scattered over 10.0.0.0/8 by an odd multiplier, so that no two are equal.
      let place = index * 2_654_435 % (1 << 20)
      let block = "10.\(place >> 12).\(place >> 4 & 255).\((place & 15) << 4)/28"
      let group = index % network.securityGroups.count
      network.securityGroups[group].ingress.append(
        GroupRule(proto: "tcp", ports: [5000 + index % 10, 5000 + index % 10], cidr: block))
      guard let table = network.tgws.first?.routeTables.indices.first else { continue }
      if !network.tgws[0].routeTables[table].routes.contains(where: { $0.cidr == block }) {
        network.tgws[0].routeTables[table].routes.append(TransitRoute(cidr: block))
      }
    }
    return network
  }
}
