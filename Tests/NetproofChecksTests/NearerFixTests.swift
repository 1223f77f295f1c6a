import NetproofChecks
import Testing

/// Fixes that stay at the fault, where a wider one would do as well.
@Suite struct NearerFixTests {
  @Test(arguments: all)
  func `the fault itself is mended`(_ one: WrongTurnFixTests.Case) throws {
    let path = "topologies/conformance/net.yaml"
    let estate = try Estate(
      [path], [path: "netproof: 1\ntopology: m0.yaml\nchanges:\n\(one.changes)\n"])
    let search = try estate.fixes(try estate.query([one.from], [one.to], one.port))
    #expect(estate.edits(search) == one.fixes)
    #expect((search.noFix == nil) == one.reason.isEmpty)
  }

  private static let ipv6 = """
      vpcs:
        vpc-a: { route-tables: { rtb-a-app: { +routes: [ { to: "2001:db8:c::/56", via: tgw-1 } ] } } }
        vpc-c:
          cidrs: ["2001:db8:c::/56", 10.2.0.0/16]
          subnets: { c-app1: { +cidrs: ["2001:db8:c:1::/64"] } }
          route-tables: { rtb-c-app: { +routes: [ { to: "::/0", via: tgw-1 } ] } }
          security-groups: { sg-svcc: { +inbound: [ { allow: tcp, ports: 443, from: "2001:db8:a::/56" } ] } }
          instances: { svcc1: { ipv6: "2001:db8:c:1::10" } }
    """

  private static let all = [
    WrongTurnFixTests.Case(
      name: "a reply to the internet by a transit gateway",
      changes: """
          networks: { inet4: { cidrs: [203.0.113.0/24] } }
          vpcs: { vpc-a: { route-tables: { rtb-a-pub: { +routes: [ { to: 203.0.113.0/24, via: tgw-1 } ] } } } }
        """, from: "inet4", to: "web1", port: "tcp/443",
      fixes: ["- route table `vpc-a/rtb-a-pub`, routes: { to: 203.0.113.0/24, via: tgw-1 }"]),
    WrongTurnFixTests.Case(
      name: "a reply to a peered VPC by the internet gateway",
      changes: """
          vpcs: { vpc-b: { route-tables: { rtb-b: { routes: [ { to: 0.0.0.0/0, via: igw-b } ] } }, internet-gateways: { igw-b: {} } } }
        """, from: "app1", to: "svcb", port: "tcp/443",
      fixes: ["+ route table `vpc-b/rtb-b`, routes: { to: 10.0.0.0/16, via: pcx-ab }"]),
    WrongTurnFixTests.Case(
      name: "IPv6 of a private subnet to the internet",
      changes: """
          vpcs: { vpc-a: { route-tables: { rtb-a-app: { -routes: [ { to: "::/0", via: eigw-a } ] } } } }
        """, from: "app1", to: "inet6", port: "tcp/443",
      fixes: [
        "+ route table `vpc-a/rtb-a-app`, routes: { to: \"2001:db8:ffff::5/128\", via: eigw-a }"
      ]),
    WrongTurnFixTests.Case(
      name: "IPv6 blocks that attachments do not propagate", changes: ipv6, from: "app1",
      to: "svcc1", port: "tcp/443",
      fixes: [
        "+ attachment `tgw-1/att-c`: ipv6-support: true & + attachment `tgw-1/att-a`: ipv6-support: true"
      ]),
  ]
}
