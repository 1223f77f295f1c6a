/// Topologies of any size with every kind of component: VPCs behind a transit gateway, a VPC with
/// firewalls between them, a data center, peerings, both families.
///
/// Equal plans give equal texts.
public struct Estate: Hashable, Sendable {
  /// VPCs with hosts, 1 to 250; one with firewalls comes on top.
  public var vpcs: Int
  /// Application subnets of each VPC; public, data and attachment subnets come on top.
  public var subnets: Int
  /// Hosts of each subnet.
  public var hosts: Int
  public var seed: UInt64

  public init(vpcs: Int, subnets: Int, hosts: Int, seed: UInt64) {
    self.vpcs = vpcs
    self.subnets = subnets
    self.hosts = hosts
    self.seed = seed
  }

  public func topology() -> String {
    var writer = EstateWriter(self)
    return writer.topology()
  }
}

struct EstateWriter {
  let plan: Estate
  var random: Seeded
  var text = ""
  /// VPCs that are peered with the next one.
  private(set) var peered: Set<Int> = []

  static let zones = ["a", "b", "c"]

  init(_ plan: Estate) {
    self.plan = plan
    random = Seeded(seed: plan.seed)
    for vpc in 0..<max(0, plan.vpcs - 1) where random.chance(15) { peered.insert(vpc) }
  }

  mutating func line(_ indent: Int, _ content: String) {
    text += String(repeating: " ", count: indent) + content + "\n"
  }

  mutating func topology() -> String {
    line(0, "netproof: 1")
    line(0, "name: estate of \(plan.vpcs) VPCs, seed \(plan.seed)")
    line(0, "networks:")
    line(2, "office: { cidrs: [198.51.100.0/24, \"2001:db8:ffff::/64\"] }")
    line(2, "partner: { cidrs: [203.0.113.0/26] }")
    line(2, "dc: { cidrs: [192.168.0.0/16], attached-to: dc-vpn }")
    line(0, "prefix-lists:")
    line(2, "partners: { entries: [203.0.113.0/26, 198.51.100.0/25] }")
    line(2, "internal: { entries: [10.0.0.0/8, 192.168.0.0/16] }")
    line(0, "vpcs:")
    for vpc in 0..<plan.vpcs { add(vpc) }
    addInspection()
    if !peered.isEmpty { line(0, "peerings:") }
    for vpc in peered.sorted() {
      line(2, "pcx-\(vpc): { between: [\(name(vpc)), \(name(vpc + 1))] }")
    }
    addTransitGateway()
    line(0, "vpn-connections:")
    line(2, "dc-vpn: { routing: bgp, tunnels: [up, down] }")
    return text
  }

  // MARK: - Names and numbers

  func name(_ vpc: Int) -> String { "vpc-\(vpc)" }

  func hasIPv6(_ vpc: Int) -> Bool { vpc % 3 == 0 }

  /// The blocks of a subnet: a /22 of the VPC's /16, and where it has IPv6 a /64.
  func blocks(_ vpc: Int, _ number: Int) -> String {
    let block = "10.\(vpc).\(number * 4).0/22"
    guard hasIPv6(vpc) else { return "[\(block)]" }
    return "[\(block), \"2001:db8:\(hex(vpc)):\(hex(number))::/64\"]"
  }

  func hex(_ number: Int) -> String { String(number, radix: 16) }

  private mutating func addTransitGateway() {
    line(0, "transit-gateways:")
    line(2, "tgw:")
    line(4, "security-group-referencing: true")
    line(4, "attachments:")
    var spokes: [String] = []
    for vpc in 0..<plan.vpcs {
      spokes.append("att-\(vpc)")
      line(6, "att-\(vpc): { vpc: \(name(vpc)), subnets: [hub-a, hub-b, hub-c] }")
    }
    line(
      6, "att-inspection: { vpc: inspection, subnets: [in-a, in-b, in-c], appliance-mode: true }")
    line(6, "att-dc: { vpn: dc-vpn }")
    let all = spokes.joined(separator: ", ")
    line(4, "route-tables:")
    // Half of the VPCs meet a firewall between each other, the others are routed straight.
    let (watched, straight) = (
      spokes.indices.filter { $0 % 2 == 0 }, spokes.indices.filter { $0 % 2 == 1 }
    )
    line(6, "watched:")
    line(8, "associations: [\(watched.map { spokes[$0] }.joined(separator: ", "))]")
    line(8, "routes: [ { to: 0.0.0.0/0, via: att-inspection } ]")
    line(6, "straight:")
    line(8, "associations: [\((straight.map { spokes[$0] } + ["att-dc"]).joined(separator: ", "))]")
    line(8, "propagations: [\(all), att-dc]")
    line(8, "routes: [ { to: 10.255.0.0/16, via: blackhole } ]")
    line(6, "after: { associations: [att-inspection], propagations: [\(all), att-dc] }")
  }

  private mutating func addInspection() {
    line(2, "inspection:")
    line(4, "cidrs: [100.64.0.0/24]")
    line(4, "subnets:")
    for (index, zone) in Self.zones.enumerated() {
      line(
        6,
        "in-\(zone): { cidrs: [100.64.0.\(index * 16)/28], zone: \(zone), route-table: to-\(zone) }"
      )
      line(
        6,
        "fw-\(zone): { cidrs: [100.64.0.\(64 + index * 16)/28], zone: \(zone), route-table: back }")
    }
    line(4, "route-tables:")
    for zone in Self.zones {
      line(6, "to-\(zone): { routes: [ { to: 0.0.0.0/0, via: fw-\(zone) } ] }")
    }
    line(
      6, "back: { routes: [ { to: 10.0.0.0/8, via: tgw }, { to: 192.168.0.0/16, via: tgw } ] }")
    line(4, "security-groups:")
    line(6, "fw:")
    line(8, "inbound: [ { allow: tcp, from: internal }, { allow: icmp, from: 10.0.0.0/8 } ]")
    line(8, "outbound: [ { allow: all, to: 0.0.0.0/0 } ]")
    line(4, "instances:")
    for (index, zone) in Self.zones.enumerated() {
      line(6, "fw-\(zone):")
      line(8, "subnet: fw-\(zone)")
      line(8, "private-ip: 100.64.0.\(64 + index * 16 + 5)")
      line(8, "security-groups: fw")
      line(8, "source-dest-check: false")
      line(8, "behaviour: forward")
      line(8, "stateful: true")
    }
  }
}
