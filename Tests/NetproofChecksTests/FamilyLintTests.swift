import Testing

/// Lints about rules and routes that are for other addresses than their authors think.
@Suite struct `Lints of families and private addresses` {
  /// What is told of a VPC with one subnet of both families.
  private func lints(_ parts: String) throws -> [String] {
    try Estate(
      text: """
        netproof: 1
        vpcs:
          prod:
            cidrs: [10.0.0.0/16, "2001:db8:a::/56"]
            subnets: { web: { cidrs: [10.0.1.0/24, "2001:db8:a:1::/64"], network-acl: acl } }
            internet-gateways: { igw: {} }
            vpn-gateways: { vgw: {} }
            instances: { web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: sg } }
        \(parts.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
        """
    ).lints
  }

  private func acl(_ inbound: String, _ outbound: String) throws -> [String] {
    try lints(
      "network-acls: { acl: { inbound: [\(inbound)], outbound: [\(outbound)] } }\n\(Self.group)")
  }

  private static let group =
    "security-groups: { sg: { inbound: [ { allow: tcp, from: 10.0.0.0/8 } ] } }"
  private static func both(_ side: String) -> String {
    "{ rule: 1, allow: all, \(side): 0.0.0.0/0 }, { rule: 2, allow: all, \(side): \"::/0\" }"
  }

  @Test func `a list of one family denies the other`() throws {
    let found = try acl("{ rule: 1, allow: all, from: 0.0.0.0/0 }", Self.both("to"))
    #expect(
      found == [
        "NACL_FAMILY_MISMATCH 9: network ACL `acl` has no inbound rule for IPv6, which subnet `web` "
          + "has too, and denies all of it"
      ])
    #expect(try acl(Self.both("from"), Self.both("to")) == [])
    // Who denies a family by a rule knows of it.
    let denied = "{ rule: 1, allow: all, from: 0.0.0.0/0 }, { rule: 2, deny: all, from: \"::/0\" }"
    #expect(try acl(denied, Self.both("to")) == [])
  }

  @Test func `ICMP of one family has no addresses of the other`() throws {
    let rules = """
      network-acls: { acl: { inbound: [\(Self.both("from"))], outbound: [\(Self.both("to"))] } }
      security-groups: { sg: { inbound: [ RULE ] } }
      """
    func codes(_ rule: String) throws -> [String] {
      try lints(rules.replacing("RULE", with: rule)).map { String($0.prefix { $0 != " " }) }
    }
    #expect(try codes("{ allow: icmp, from: \"::/0\" }") == ["ICMP_FAMILY_MISMATCH"])
    #expect(try codes("{ allow: icmpv6, from: 0.0.0.0/0 }") == ["ICMP_FAMILY_MISMATCH"])
    #expect(try codes("{ allow: icmpv6, from: \"::/0\" }") == [])
    #expect(try codes("{ allow: all, from: \"::/0\" }") == [])
    #expect(try codes("{ allow: icmp, from: sg }") == [])
  }

  @Test func `a ping is answered by another type`() throws {
    let answered =
      "{ rule: 1, allow: icmp, type: 0, to: 0.0.0.0/0 }, { rule: 2, allow: all, to: \"::/0\" }"
    let unanswered =
      "{ rule: 1, allow: icmp, type: 8, to: 0.0.0.0/0 }, { rule: 2, allow: all, to: \"::/0\" }"
    let ping =
      "{ rule: 1, allow: icmp, type: 8, from: 0.0.0.0/0 }, { rule: 2, allow: all, from: \"::/0\" }"
    #expect(try acl(ping, answered) == [])
    #expect(
      try acl(ping, unanswered).first
        == "NACL_REPLIES_DENIED 9: network ACL `acl` lets `allow icmp/8 from 0.0.0.0/0` pass, but not "
        + "the replies out: no rule allows icmp/0/0 to 0.0.0.0/0")
  }

  @Test func `a list without rules answers nobody`() throws {
    let found = try acl(Self.both("from"), "")
    #expect(found.count == 1 && found[0].hasPrefix("NACL_REPLIES_DENIED"), "\(found)")
    // A list that lets something of a family pass may be for replies to that.
    #expect(try acl(Self.both("from"), Self.both("to")) == [])
  }

  @Test func `routes to private addresses, and to gateways without lines, lead nowhere`() throws {
    let open =
      "network-acls: { acl: { inbound: [\(Self.both("from"))], outbound: [\(Self.both("to"))] } }\n"
      + Self.group
    func routes(_ routes: String) throws -> [String] {
      try lints(open + "\nroute-tables: { main: { main: true, routes: [\(routes)] } }")
    }
    let found = try routes("{ to: 10.97.0.0/16, via: igw }, { to: 192.168.0.0/16, via: vgw }")
    #expect(found.count == 2)
    #expect(
      found.first?.contains("its addresses are private, and internet gateway `igw` drops") == true)
    #expect(
      found.last?.contains("neither a VPN connection nor a virtual interface leads on from") == true
    )
    // Half of it is public.
    #expect(try routes("{ to: 172.0.0.0/8, via: igw }, { to: 0.0.0.0/0, via: igw }") == [])
  }
}
