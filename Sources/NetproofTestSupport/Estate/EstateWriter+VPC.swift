/// One VPC of an estate.
extension EstateWriter {
  private static let ports = [22, 80, 443, 3306, 5432, 6379, 8080, 8443, 9092]
  private static let groupCount = 12

  mutating func add(_ vpc: Int) {
    let ipv6 = hasIPv6(vpc) ? ", \"2001:db8:\(hex(vpc))::/56\"" : ""
    line(2, "\(name(vpc)):")
    line(4, "region: us-east-1")
    line(4, "cidrs: [10.\(vpc).0.0/16\(ipv6)]")
    line(4, "internet-gateways: { igw: {} }")
    if hasIPv6(vpc) { line(4, "egress-only-internet-gateways: { eigw: {} }") }
    addSubnets(vpc)
    addRouteTables(vpc)
    addNetworkACLs(vpc)
    addSecurityGroups(vpc)
    line(4, "nat-gateways:")
    line(6, "nat: { subnet: public, private-ip: 10.\(vpc).0.250, public-ip: 52.0.\(vpc).250 }")
    addHosts(vpc)
  }

  /// The subnets with hosts: their names, numbers and roles.
  private var places: [(name: String, number: Int)] {
    [("public", 0), ("data", 1)] + (0..<plan.subnets).map { ("app-\($0)", 2 + $0) }
  }

  private mutating func addSubnets(_ vpc: Int) {
    line(4, "subnets:")
    for (place, number) in places {
      let zone = Self.zones[number % 3]
      let role = place.hasPrefix("app") ? "app" : place
      line(
        6,
        "\(place): { cidrs: \(blocks(vpc, number)), zone: \(zone), route-table: \(role), network-acl: \(role) }"
      )
    }
    for (index, zone) in Self.zones.enumerated() {
      line(6, "hub-\(zone): { cidrs: [10.\(vpc).255.\(index * 16)/28], zone: \(zone) }")
    }
  }

  private mutating func addRouteTables(_ vpc: Int) {
    line(4, "route-tables:")
    line(6, "main: { main: true }")
    for (role, out, out6) in [("public", "igw", "igw"), ("app", "nat", "eigw"), ("data", "", "")] {
      line(6, "\(role):")
      line(8, "routes:")
      line(10, "- { to: internal, via: tgw }")
      if !out.isEmpty { line(10, "- { to: 0.0.0.0/0, via: \(out) }") }
      if hasIPv6(vpc), !out6.isEmpty { line(10, "- { to: \"::/0\", via: \(out6) }") }
      if peered.contains(vpc) { line(10, "- { to: 10.\(vpc + 1).0.0/16, via: pcx-\(vpc) }") }
      if peered.contains(vpc - 1) {
        line(10, "- { to: 10.\(vpc - 1).0.0/16, via: pcx-\(vpc - 1) }")
      }
    }
  }

  private mutating func addNetworkACLs(_ vpc: Int) {
    line(4, "network-acls:")
    for role in ["public", "app", "data"] {
      line(6, "\(role):")
      line(8, "inbound:")
      var number = 100
      func add(_ writer: inout Self, _ rule: String) {
        writer.line(10, "- { rule: \(number), \(rule) }")
        number += 10
      }
      for _ in 0..<4 {
        let verb = random.chance(70) ? "allow" : "deny"
        let port = random.pick(Self.ports)
        let other = random.int(0...(plan.vpcs - 1))
        add(&self, "\(verb): tcp, ports: \(port), from: 10.\(other).0.0/16")
      }
      add(&self, "allow: tcp, ports: 1024-65535, from: 0.0.0.0/0")
      add(&self, "allow: udp, ports: 1024-65535, from: 0.0.0.0/0")
      if role != "data" { add(&self, "allow: tcp, ports: 0-1023, from: 0.0.0.0/0") }
      add(&self, "allow: icmp, from: 10.0.0.0/8")
      if hasIPv6(vpc) { add(&self, "allow: all, from: \"::/0\"") }
      line(8, "outbound:")
      line(10, "- { rule: 90, deny: tcp, ports: 25, to: 0.0.0.0/0 }")
      line(10, "- { rule: 100, allow: all, to: 0.0.0.0/0 }")
      if hasIPv6(vpc) { line(10, "- { rule: 110, allow: all, to: \"::/0\" }") }
    }
  }

  private mutating func addSecurityGroups(_ vpc: Int) {
    line(4, "security-groups:")
    for group in 0..<Self.groupCount {
      line(6, "sg-\(group):")
      line(8, "inbound:")
      for _ in 0..<random.int(2...6) {
        line(10, "- { allow: tcp, ports: \(random.pick(Self.ports)), from: \(peer(vpc)) }")
      }
      if random.chance(30) { line(10, "- { allow: icmp, type: 8, from: internal }") }
      if random.chance(30) { line(10, "- { allow: udp, ports: 53, from: 10.\(vpc).0.0/16 }") }
      guard random.chance(30) else { continue }
      line(8, "outbound:")
      line(10, "- { allow: tcp, ports: \(random.pick(Self.ports)), to: \(peer(vpc)) }")
      line(10, "- { allow: tcp, ports: 443, to: 0.0.0.0/0 }")
    }
  }

  private mutating func peer(_ vpc: Int) -> String {
    let other = random.int(0...(plan.vpcs - 1))
    let choices: [(weight: Int, element: String)] = [
      (40, "sg-\(random.int(0...(Self.groupCount - 1)))"),
      (15, "10.\(vpc).0.0/16"),
      (15, "10.\(other).\(random.int(0...9) * 4).0/22"),
      (8, "internal"), (6, "partners"), (6, "office"), (6, "dc"), (4, "0.0.0.0/0"),
    ]
    return random.pick(weighted: choices)
  }

  private mutating func addHosts(_ vpc: Int) {
    line(4, "instances:")
    for (place, number) in places {
      let roles = (0..<3).map { _ in
        random.subset(of: Array(0..<Self.groupCount), percent: 12).prefix(4).map { "sg-\($0)" }
      }
      for host in 0..<plan.hosts {
        let (third, fourth) = (number * 4 + (host + 10) / 250, (host + 10) % 250)
        var parts = ["subnet: \(place)", "private-ip: 10.\(vpc).\(third).\(fourth)"]
        if hasIPv6(vpc), host % 2 == 0 {
          parts.append("ipv6: \"2001:db8:\(hex(vpc)):\(hex(number))::\(hex(host + 16))\"")
        }
        if place == "public", host % 4 == 0, host < 1000 {
          parts.append("public-ip: 54.\(vpc).\(host / 200).\(host % 200 + 1)")
        }
        let groups = roles[host % 3]
        if !groups.isEmpty { parts.append("security-groups: [\(groups.joined(separator: ", "))]") }
        if random.chance(2) { parts.append("state: stopped") }
        line(6, "\(place)-\(host): { \(parts.joined(separator: ", ")) }")
      }
    }
  }
}
