import NetproofChecks
import NetproofModel
import Testing

/// Fixes where a route that is there leads to the wrong place, and what is said where there is none.
@Suite struct WrongTurnFixTests {
  /// Changes of the conformance fixture, a question, and the fixes that are shown, or why there is none.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let changes: String
    let from: String
    let to: String
    let port: String
    let fixes: [String]
    var reason = ""

    var testDescription: String { name }
  }

  @Test(arguments: routes + devices + transit + none)
  func `a wrong turn is corrected where it is taken`(_ one: Case) throws {
    let path = "topologies/conformance/net.yaml"
    let estate = try Estate(
      [path], [path: "netproof: 1\ntopology: m0.yaml\nchanges:\n\(one.changes)\n"])
    let search = try estate.fixes(try estate.query([one.from], [one.to], one.port))
    #expect(estate.edits(search) == one.fixes)
    let reason = search.noFix.map { "\($0.reason.rawValue) \($0.code.rawValue)" } ?? ""
    #expect(reason == one.reason)
  }

  private static let twins = """
      vpcs:
        vpc-z: { cidrs: 10.1.0.0/16, subnets: { z1: { cidrs: 10.1.1.0/24, zone: az1 } } }
        vpc-a: { route-tables: { rtb-a-app: { -routes: [ { to: 10.1.0.0/16, via: pcx-ab } ], +routes: [ { to: 10.1.0.0/16, via: pcx-az } ] } } }
      peerings: { pcx-az: { between: [vpc-a, vpc-z] } }
    """

  private static let replies = """
      vpcs:
        vpc-e: { cidrs: 10.0.0.0/16, subnets: { e-app1: { cidrs: 10.0.1.0/24, zone: az1 } } }
        vpc-b: { route-tables: { rtb-b: { routes: [ { to: 10.0.0.0/16, via: pcx-be } ] } } }
      peerings: { pcx-be: { between: [vpc-b, vpc-e] } }
    """

  private static let inside = """
      vpcs:
        vpc-a:
          subnets: { x: { cidrs: 10.0.80.0/24, zone: az1, route-table: tx }, y: { cidrs: 10.0.81.0/24, zone: az1, route-table: ty } }
          route-tables: { tx: { routes: [ { to: 10.2.0.0/16, via: pcx-ab } ] }, ty: { routes: [ { to: 10.0.80.0/24, via: nat-a } ] } }
          security-groups: { o: { inbound: [ { allow: all, from: 10.0.0.0/8 } ] } }
          instances:
            hx: { subnet: x, private-ip: 10.0.80.10, security-groups: o }
            hy: { subnet: y, private-ip: 10.0.81.10, security-groups: o }
    """

  private static let routes = [
    Case(
      name: "a peering to the other of two VPCs with one block", changes: twins, from: "app1",
      to: "svcb", port: "tcp/443",
      fixes: ["+ route table `vpc-a/rtb-a-app`, routes: { to: 10.1.1.0/24, via: pcx-ab }"]),
    Case(
      name: "a reply by the peering of another VPC", changes: replies, from: "app1", to: "svcb",
      port: "tcp/443",
      fixes: [
        "+ route table `vpc-b/rtb-b`, routes: { to: 10.0.1.0/24, via: pcx-ab }",
        "~ route table `vpc-b/rtb-b`, the route to 10.0.0.0/16: via: pcx-be becomes via: pcx-ab",
      ]),
    Case(
      name: "a reply inside the VPC by a NAT gateway", changes: inside, from: "hx", to: "hy",
      port: "tcp/443",
      fixes: ["- route table `vpc-a/ty`, routes: { to: 10.0.80.0/24, via: nat-a }"]),
    Case(
      name: "a peering whose other VPC has not the block", changes: inside, from: "hx",
      to: "svcc1", port: "tcp/443",
      fixes: [
        "+ route table `vpc-a/tx`, routes: { to: 10.2.1.0/24, via: tgw-1 }",
        "~ route table `vpc-a/tx`, the route to 10.2.0.0/16: via: pcx-ab becomes via: tgw-1",
      ]),
  ]

  /// A NAT gateway behind a firewall, whose subnet does not send replies back by the firewall.
  private static let behindFirewall = """
      firewall-policies: { pol: {} }
      vpcs:
        vpc-a:
          subnets: { a-fw1: { cidrs: [10.0.5.0/28], zone: az1, route-table: rtb-a-fw } }
          route-tables:
            rtb-a-fw: { routes: [ { to: 0.0.0.0/0, via: nat-a } ] }
            rtb-a-app: { -routes: [ { to: 0.0.0.0/0, via: nat-a } ], +routes: [ { to: 0.0.0.0/0, via: fwe-a } ] }
          firewalls: { fw: { policy: pol, endpoints: { fwe-a: { subnet: a-fw1 } } } }
    """

  /// An appliance that keeps state, between two subnets of a VPC.
  private static let betweenSubnets = """
      vpcs:
        vpc-a:
          subnets: { a-fw1: { cidrs: [10.0.5.0/28], zone: az1 }, y: { cidrs: 10.0.81.0/24, zone: az1, route-table: ty } }
          route-tables:
            rtb-a-app: { +routes: [ { to: 10.0.81.0/24, via: wall } ] }
            ty: { routes: [] }
          security-groups: { o: { inbound: [ { allow: all, from: 10.0.0.0/8 } ] } }
          instances:
            hy: { subnet: y, private-ip: 10.0.81.10, security-groups: o }
            wall: { subnet: a-fw1, private-ip: 10.0.5.10, security-groups: o, behaviour: forward, stateful: true, source-dest-check: false }
    """

  private static let failed = """
      vpcs:
        vpc-a:
          subnets: { a-app2: { route-table: rtb-a-app2 } }
          route-tables:
            rtb-a-app: { -routes: [ { to: 0.0.0.0/0, via: nat-a } ], +routes: [ { to: 203.0.113.0/24, via: nat-a } ] }
            rtb-a-app2: { routes: [ { to: 203.0.113.0/24, via: nat-b } ] }
          nat-gateways:
            nat-a: { state: failed }
            nat-b: { subnet: a-pub1, private-ip: 10.0.0.101, public-ip: 52.0.0.101 }
    """

  private static let devices = [
    Case(
      name: "a NAT gateway that failed, beside one that works", changes: failed, from: "app1",
      to: "inet4", port: "tcp/443",
      fixes: [
        "~ route table `vpc-a/rtb-a-app`, the route to 203.0.113.0/24: via: nat-a becomes via: nat-b",
        "+ route table `vpc-a/rtb-a-app`, routes: { to: 203.0.113.5/32, via: nat-b }",
      ]),
    Case(
      name: "replies that miss the firewall on their way from a NAT gateway",
      changes: behindFirewall, from: "app1", to: "inet4", port: "tcp/443",
      fixes: ["+ route table `vpc-a/rtb-a-pub`, routes: { to: 10.0.1.0/24, via: fwe-a }"]),
    Case(
      name: "replies that miss an appliance inside of a VPC",
      changes: betweenSubnets, from: "app1", to: "hy", port: "tcp/443",
      fixes: ["+ route table `vpc-a/ty`, routes: { to: 10.0.1.0/24, via: wall }"]),
  ]

  private static let transit = [
    Case(
      name: "a blackhole of a transit gateway with no route beside it",
      changes: """
          transit-gateways:
            tgw-1: { route-tables: { tgw-rtb-1: { propagations: [att-a, att-vpn], routes: [ { to: 10.2.0.0/16, via: blackhole } ] } } }
        """, from: "app1", to: "svcc1", port: "tcp/443",
      fixes: [
        "- transit gateway route table `tgw-1/tgw-rtb-1`, routes: { to: 10.2.0.0/16, via: blackhole }"
          + " & + transit gateway route table `tgw-1/tgw-rtb-1`, propagations: att-c"
      ]),
    Case(
      name: "a reply back to the attachment that it came by",
      changes: """
          transit-gateways: { tgw-1: { route-tables: { tgw-rtb-1: { +routes: [ { to: 10.0.1.0/24, via: att-c } ] } } } }
        """, from: "app1", to: "svcc1", port: "tcp/443",
      fixes: [
        "- transit gateway route table `tgw-1/tgw-rtb-1`, routes: { to: 10.0.1.0/24, via: att-c }"
      ]),
    Case(
      name: "two prefix lists with one block",
      changes: """
          prefix-lists: { near: { entries: 10.1.0.0/16 }, all: { entries: [10.1.0.0/16, 10.2.0.0/16] } }
          vpcs:
            vpc-a: { route-tables: { rtb-a-app: { -routes: [ { to: 10.1.0.0/16, via: pcx-ab } ], +routes: [ { to: near, via: pcx-ab }, { to: all, via: tgw-1 } ] } } }
        """, from: "app1", to: "svcb", port: "tcp/443",
      fixes: ["+ route table `vpc-a/rtb-a-app`, routes: { to: 10.1.0.0/16, via: pcx-ab }"]),
  ]

  private static let none = [
    Case(
      name: "a private NAT gateway in a public subnet, whose own address no route hides",
      changes: "  vpcs: { vpc-a: { nat-gateways: { nat-a: { kind: private, public-ip: null } } } }",
      from: "app1", to: "inet4", port: "tcp/443", fixes: [], reason: "not-by-edit IGW_NO_PUBLIC_IP")
  ]

  // MARK: - Edits that are needed all the same

  /// A VPN connection without tunnels between a network and two hosts, each with a closed group.
  private static let closed = """
    netproof: 1
    networks: { dc: { cidrs: 192.168.0.0/16, attached-to: vpn } }
    vpn-connections: { vpn: { vpn-gateway: p/vgw, tunnels: [down, down] } }
    vpcs:
      p:
        cidrs: 10.0.0.0/16
        vpn-gateways: { vgw: {} }
        subnets: { s: { cidrs: 10.0.0.0/24 } }
        route-tables: { main: { main: true, propagations: vgw } }
        security-groups: { shut: { inbound: [] } , mute: { outbound: [] } }
        instances: { in: { subnet: s, private-ip: 10.0.0.10, security-groups: shut }, out: { subnet: s, private-ip: 10.0.0.11, security-groups: mute } }
    """

  @Test(arguments: [
    (
      "out", "dc",
      "+ security group `mute`, outbound: { allow: tcp, ports: 22, to: 192.168.0.0/16 }"
    ),
    (
      "dc", "in",
      "+ security group `shut`, inbound: { allow: tcp, ports: 22, from: 192.168.0.0/16 }"
    ),
  ])
  func `what stands behind an obstacle that no edit removes is listed too`(
    from: String, to: String, edit: String
  ) throws {
    let estate = try Estate(text: Self.closed)
    let search = try estate.fixes(try estate.query([from], [to], "tcp/22"))
    #expect(search.noFix?.code == .vpnTunnelsDown)
    #expect(search.noFix.map { estate.edits($0.edits) } == edit)
  }

  @Test func `a firewall whose rules stand in a text has no fix that was found`() throws {
    let path = "topologies/conformance/own/R186-aws-allow-list.yaml"
    let estate = try Estate([path])
    let search = try estate.fixes(try estate.query(["web1"], ["inet4"], "tcp/443"))
    #expect(search.fixes.isEmpty)
    #expect(search.noFix?.reason == .notFound)
  }

  @Test func `a block that the question names is not everybody`() throws {
    let estate = try Estate(
      text: """
        netproof: 1
        vpcs:
          a:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { pub: { cidrs: 10.0.0.0/24 } }
            route-tables: { main: { main: true, routes: [ { to: 0.0.0.0/0, via: igw } ] } }
            security-groups: { shut: { inbound: [] } }
            instances: { web: { subnet: pub, private-ip: 10.0.0.10, public-ip: 52.0.0.10, security-groups: shut } }
        """)
    func search(_ from: String) throws -> FixSearch {
      try estate.fixes(try estate.query([from], ["web"], "tcp/22"))
    }
    #expect(
      estate.edits(try search("203.0.0.0/16")) == [
        "+ security group `shut`, inbound: { allow: tcp, ports: 22, from: 203.0.0.0/16 }"
      ])
    #expect(try search("202.0.0.0/7").noFix?.reason == .everybody)
    #expect(try search("internet").noFix?.reason == .everybody)
  }
}
