import NetproofChecks
import Testing

/// Which fixes are proposed, and in which order.
@Suite struct FixChoiceTests {
  /// A topology of the tour with a fault, a question, and the fixes that are shown for it.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// A folder of the repository's topologies; otherwise `text` is the topology.
    var folder = ""
    var text = ""
    var changes: [(old: String, new: String)] = []
    let from: [String]
    let to: [String]
    let port: String
    let fixes: [String]

    var testDescription: String { name }

    func estate() throws -> Estate {
      text.isEmpty ? try Estate(folder, changing: changes) : try Estate(text: text)
    }
  }

  static let all = routing + transit + segments + filters + others + routesToNowhere

  @Test(arguments: all)
  func `fixes are those that an engineer would choose`(_ one: Case) throws {
    let estate = try one.estate()
    let search = try estate.fixes(try estate.query(one.from, one.to, one.port))
    #expect(estate.edits(search) == one.fixes)
    #expect(search.fixes.isEmpty == (search.noFix != nil))
  }

  // MARK: - Segments of core networks

  /// Two VPCs in segments of a core network.
  private static func coreNetwork(_ segments: String, _ second: String) -> String {
    """
    netproof: 1
    vpcs:
      one:
        cidrs: 10.1.0.0/16
        region: us-east-1
        subnets: { a: { cidrs: 10.1.1.0/24, zone: az1 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: wan }] } }
        instances: { client: { subnet: a, private-ip: 10.1.1.10 } }
      two:
        cidrs: 10.2.0.0/16
        region: us-east-1
        subnets: { b: { cidrs: 10.2.1.0/24, zone: az1 } }
        route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/8, via: wan }] } }
        security-groups: { open: { inbound: [{ allow: all, from: 10.0.0.0/8 }] } }
        instances: { server: { subnet: b, private-ip: 10.2.1.10, security-groups: open } }
    core-networks:
      wan:
        edge-locations: [us-east-1, eu-west-1]
        segments: { \(segments) }
        attachments:
          at-one: { segment: prod, vpc: one, subnets: a }
          at-two: { segment: \(second), vpc: two, subnets: b }
    """
  }

  private static let segments = [
    Case(
      name: "a share of two segments, which is one edit for both directions",
      text: coreNetwork("prod: {}, shared: {}", "shared"), from: ["client"], to: ["server"],
      port: "tcp/443",
      fixes: ["+ core network `wan`, shares: { segment: shared, with: [prod] }"]),
    Case(
      name: "static routes where a segment keeps its attachments apart",
      text: coreNetwork("prod: { isolate-attachments: true }", "prod"), from: ["client"],
      to: ["server"], port: "tcp/443",
      fixes: [
        "+ core network `wan`, routes: { segment: prod, to: 10.2.0.0/16, via: at-two }"
          + " & + core network `wan`, routes: { segment: prod, to: 10.1.0.0/16, via: at-one }"
      ]),
  ]

  // MARK: - Routes of VPCs

  private static let routing = [
    Case(
      name: "the route that a sibling table has, with its prefix",
      folder: "tour/07-hybrid-vpn",
      changes: [("tunnels: [down, down]", "tunnels: [up, up]")],
      from: ["db-1"], to: ["branch"], port: "tcp/443",
      fixes: ["+ route table `db`, routes: { to: 172.16.0.0/12, via: tgw }"]),
    Case(
      name:
        "the sibling's target for the destination's block where the sibling has a default route",
      folder: "tour/06-central-inspection",
      changes: [("to-fw-a: { routes: [ { to: 0.0.0.0/0, via: fw-a } ] }", "to-fw-a: {}")],
      from: ["alpha-1"], to: ["beta-1"], port: "tcp/443",
      fixes: [
        "+ route table `inspection/to-fw-a`, routes: { to: 10.2.0.0/16, via: fw-a }"
          + " & + route table `inspection/to-fw-a`, routes: { to: 10.1.0.0/16, via: fw-a }"
      ]),
    Case(
      name: "an appliance, even where no sibling table shows the way",
      folder: "tour/06-central-inspection",
      changes: [
        ("to-fw-a: { routes: [ { to: 0.0.0.0/0, via: fw-a } ] }", "to-fw-a: {}"),
        ("to-fw-b: { routes: [ { to: 0.0.0.0/0, via: fw-b } ] }", "to-fw-b: {}"),
      ],
      from: ["alpha-1"], to: ["beta-1"], port: "tcp/443",
      fixes: [
        "+ route table `inspection/to-fw-a`, routes: { to: 10.2.0.0/16, via: fw-a }"
          + " & + route table `inspection/to-fw-a`, routes: { to: 10.1.0.0/16, via: fw-a }"
      ]),
    Case(
      name: "the way back that a NAT gateway's subnet has lost",
      folder: "tour/04-hub-and-spoke",
      changes: [("          - { to: 10.0.0.0/8, via: tgw }\n", "")],
      from: ["dev-1"], to: ["internet"], port: "tcp/443",
      fixes: [
        "+ route table `hub/hub-public`, routes: { to: 10.0.0.0/8, via: tgw }",
        "+ route table `hub/hub-public`, routes: { to: 10.1.0.0/16, via: tgw }",
      ]),
    Case(
      name: "the peering by which the request came, for its reply",
      folder: "tour/03-peering-one-sided",
      from: ["app-1"], to: ["store-2"], port: "tcp/9042",
      fixes: ["+ route table `data/store-b`, routes: { to: 10.10.0.0/16, via: apps-data }"]),
    Case(
      name: "the NAT gateway in place of the internet gateway for a private subnet",
      folder: "tour/09-misconfigured-estate",
      from: ["app-1"], to: ["internet"], port: "tcp/443",
      fixes: ["~ route table `main/app`, the route to 0.0.0.0/0: via: igw becomes via: nat"]),
    Case(
      name: "the NAT gateway of the table's own zone",
      folder: "tour/02-nat-per-zone",
      changes: [
        (
          "private-b: { routes: [ { to: 0.0.0.0/0, via: nat-b } ] }",
          "private-b: { routes: [ { to: 0.0.0.0/0, via: igw } ] }"
        ),
        ("legacy-b: { subnet: private-b", "legacy-b: { subnet: public-b"),
        ("private-ip: 10.1.11.20", "private-ip: 10.1.1.20"),
      ],
      from: ["worker-b"], to: ["internet"], port: "tcp/443",
      fixes: ["~ route table `private-b`, the route to 0.0.0.0/0: via: igw becomes via: nat-b"]),
    Case(
      name: "the public table for a subnet whose hosts face the internet",
      folder: "tour/09-misconfigured-estate",
      from: ["internet"], to: ["web-2"], port: "tcp/443",
      fixes: ["+ subnet `main/dmz-b`: route-table: public"]),
  ]

  // MARK: - Transit gateways

  private static let transit = [
    Case(
      name: "the association that works, although the first that is tried does not",
      folder: "tour/06-central-inspection",
      changes: [("associations: att-inspection, ", "")],
      from: ["alpha-1"], to: ["beta-1"], port: "tcp/443",
      fixes: ["+ transit gateway route table `tgw/after`, associations: att-inspection"]),
    Case(
      name: "the hub's table for the hub",
      folder: "tour/04-hub-and-spoke",
      changes: [("associations: att-hub\n", "\n")],
      from: ["dev-1"], to: ["registry"], port: "tcp/443",
      fixes: ["+ transit gateway route table `tgw/hub`, associations: att-hub"]),
    Case(
      name: "the way through the inspection VPC, not around it",
      folder: "tour/06-central-inspection",
      changes: [(", routes: [ { to: 0.0.0.0/0, via: att-inspection } ]", "")],
      from: ["alpha-1"], to: ["beta-1"], port: "tcp/443",
      fixes: [
        "+ transit gateway route table `tgw/before`, routes: { to: 10.2.0.0/16, via: att-inspection }"
          + " & + transit gateway route table `tgw/before`, routes:"
          + " { to: 10.1.0.0/16, via: att-inspection }"
      ]),
    Case(
      name: "a propagation where the table's other routes are propagated",
      folder: "tour/04-hub-and-spoke",
      changes: [("propagations: [att-dev, att-prod]", "propagations: [att-dev]")],
      from: ["prod-1"], to: ["registry"], port: "tcp/443",
      fixes: ["+ transit gateway route table `tgw/hub`, propagations: att-prod"]),
    Case(
      name: "a written route where nothing propagates",
      folder: "tour/08-two-regions",
      from: ["billing-1"], to: ["reports-1"], port: "tcp/443",
      fixes: [
        "+ transit gateway route table `tgw-eu/eu`, routes: { to: 10.82.0.0/16, via: eu-to-us }"
      ]),
    Case(
      name: "a longer route beside the one that discards",
      folder: "tour/04-hub-and-spoke",
      changes: [("propagations: att-hub ", "")],
      from: ["prod-1"], to: ["registry"], port: "tcp/443",
      fixes: [
        "+ transit gateway route table `tgw/spokes`, routes: { to: 10.0.0.0/16, via: att-hub }"
      ]),
    Case(
      name: "appliance mode where replies meet the other firewall",
      folder: "tour/06b-inspection-without-appliance-mode",
      from: ["alpha-1"], to: ["beta-2"], port: "tcp/443",
      fixes: [
        "~ attachment `tgw/att-inspection`: appliance-mode: false becomes appliance-mode: true"
      ]),
    Case(
      name: "appliance mode where it was never written",
      folder: "tour/06-central-inspection",
      changes: [(", appliance-mode: true", "")],
      from: ["alpha-1"], to: ["beta-2"], port: "tcp/443",
      fixes: ["+ attachment `tgw/att-inspection`: appliance-mode: true"]),
    Case(
      name: "the subnet that the attachment lacks in a zone",
      folder: "tour/06-central-inspection",
      changes: [("subnets: [alpha-tgw-a, alpha-tgw-b]", "subnets: [alpha-tgw-a]")],
      from: ["alpha-2"], to: ["beta-1"], port: "tcp/443",
      fixes: ["+ attachment `tgw/att-alpha`, subnets: alpha-tgw-b"]),
    Case(
      name: "what the data center's filter should send",
      folder: "tour/07-hybrid-vpn",
      from: ["dc"], to: ["db-1"], port: "tcp/1521",
      fixes: ["+ network `dc`, routes-to: 10.70.2.0/24"]),
    Case(
      name: "what the data center should learn, where it sends all that it learns",
      folder: "tour/07-hybrid-vpn",
      changes: [
        ("    routes-to: 10.70.1.0/24\n", ""),
        ("propagations: [att-cloud, att-dc]", "propagations: att-dc"),
      ],
      from: ["dc"], to: ["app-1"], port: "tcp/443",
      fixes: ["+ transit gateway route table `tgw/main`, propagations: att-cloud"]),
  ]

  // MARK: - Filters

  private static let filters = [
    Case(
      name: "the group before the address, although it opens more",
      folder: "tour/01-three-tier",
      from: ["app-1"], to: ["app-2"], port: "tcp/8080",
      fixes: [
        "+ security group `app-sg`, inbound: { allow: tcp, ports: 8080, from: app-sg }",
        "+ security group `app-sg`, inbound: { allow: tcp, ports: 8080, from: 10.0.16.10/32 }",
      ]),
    Case(
      name: "groups or addresses, but not both in one fix",
      folder: "tour/06-central-inspection",
      from: ["alpha-1", "beta-1"], to: ["fw-a", "fw-b"], port: "udp/161",
      fixes: [
        "+ security group `inspection/fw-sg`, inbound: { allow: udp, ports: 161, from: alpha/alpha-sg }"
          + " & + security group `inspection/fw-sg`, inbound:"
          + " { allow: udp, ports: 161, from: beta/beta-sg }",
        "+ security group `inspection/fw-sg`, inbound: { allow: udp, ports: 161, from: 10.1.1.10/32 }"
          + " & + security group `inspection/fw-sg`, inbound:"
          + " { allow: udp, ports: 161, from: 10.2.1.10/32 }",
      ]),
    Case(
      name: "the address where group membership is not seen",
      folder: "tour/08-two-regions",
      from: ["billing-1"], to: ["archive-1"], port: "tcp/443",
      fixes: [
        "+ security group `archive/archive-sg`, inbound:"
          + " { allow: tcp, ports: 443, from: 10.82.1.10/32 }"
      ]),
    Case(
      name: "group references over the transit gateway, before a rule that names the address",
      folder: "tour/04-hub-and-spoke",
      changes: [("    security-group-referencing: true\n", "")],
      from: ["dev-1"], to: ["registry"], port: "tcp/443",
      fixes: [
        "+ transit gateway `tgw`: security-group-referencing: true",
        "+ security group `hub/registry-sg`, inbound: { allow: tcp, ports: 443, from: 10.1.1.10/32 }",
      ]),
    Case(
      name: "group references where an attachment has them off",
      folder: "tour/04-hub-and-spoke",
      changes: [
        (
          "{ vpc: dev, subnets: dev-tgw }",
          "{ vpc: dev, subnets: dev-tgw, security-group-referencing: false }"
        )
      ],
      from: ["dev-1"], to: ["registry"], port: "tcp/443",
      fixes: [
        "~ attachment `tgw/att-dev`: security-group-referencing: false becomes"
          + " security-group-referencing: true"
      ]),
    Case(
      name: "a number in the list's own steps, before the rule that denies",
      folder: "failing/incident-mysql",
      from: ["web-2"], to: ["db-1"], port: "tcp/3306",
      fixes: [
        "+ network ACL `db-acl`, inbound: { rule: 140, allow: tcp, ports: 3306, from: 10.20.2.0/24 }"
      ]),
    Case(
      name: "a number before the first rule",
      folder: "tour/09-misconfigured-estate",
      from: ["vendor"], to: ["web-1"], port: "tcp/22",
      fixes: [
        "+ network ACL `main/dmz-acl`, inbound: { rule: 80, allow: tcp, ports: 22, from: 203.0.113.0/24 }"
      ]),
    Case(
      name: "number 100 in an empty list",
      folder: "failing/no-way-back",
      from: ["app-1"], to: ["db-1"], port: "tcp/5432",
      fixes: [
        "+ network ACL `db-acl`, outbound: { rule: 100, allow: tcp, ports: 32768-60999, to: 10.0.16.0/24 }"
      ]),
    Case(
      name: "the ports that a client still lacks",
      folder: "tour/10-bastion",
      from: ["helsinki"], to: ["bastion"], port: "tcp/22",
      fixes: [
        "+ network ACL `gate-acl`, outbound:"
          + " { rule: 220, allow: tcp, ports: 61000-65535, to: 198.51.100.128/25 }"
      ]),
  ]

  // MARK: - Several faults at once

  private static let others = [
    Case(
      name: "all edits of a way with several faults",
      folder: "failing/several-faults",
      from: ["report-1"], to: ["warehouse-1"], port: "tcp/5439",
      fixes: [
        "+ security group `reports/report-sg`, outbound:"
          + " { allow: tcp, ports: 5439, to: core/warehouse-sg }"
          + " & + network ACL `core/warehouse-acl`, inbound:"
          + " { rule: 110, allow: tcp, ports: 5439, from: 10.60.1.0/24 }"
          + " & + security group `core/warehouse-sg`, inbound:"
          + " { allow: tcp, ports: 5439, from: reports/report-sg }"
          + " & + route table `core/warehouse`, routes: { to: 10.60.0.0/16, via: reports-core }"
      ]),
    Case(
      name: "the check of a forwarding interface and what stands behind it",
      folder: "tour/09-misconfigured-estate",
      from: ["old-1"], to: ["db-1"], port: "tcp/5432",
      fixes: [
        "+ interface `main/fw`: source-dest-check: false"
          + " & + network ACL `main/db-acl`, outbound:"
          + " { rule: 110, allow: tcp, ports: 32768-60999, to: 172.31.18.0/24 }"
      ]),
  ]

  // MARK: - Routes that lead nowhere

  private static let routesToNowhere = [
    Case(
      name: "the target that a sibling has in place of one that is gone",
      text: """
        netproof: 1
        vpcs:
          v:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              pub: { cidrs: 10.0.0.0/24, route-table: pub }
              a: { cidrs: 10.0.1.0/24, route-table: a }
              b: { cidrs: 10.0.2.0/24, route-table: b }
            route-tables:
              main: { main: true }
              pub: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
              a: { routes: [ { to: 0.0.0.0/0, via: old } ] }
              b: { routes: [ { to: 0.0.0.0/0, via: new } ] }
            nat-gateways:
              old: { subnet: pub, private-ip: 10.0.0.10, public-ip: 52.0.0.10, state: deleted }
              new: { subnet: pub, private-ip: 10.0.0.11, public-ip: 52.0.0.11 }
            instances: { h: { subnet: a, private-ip: 10.0.1.10 } }
        """,
      from: ["h"], to: ["internet"], port: "tcp/443",
      fixes: ["~ route table `a`, the route to 0.0.0.0/0: via: old becomes via: new"]),
    Case(
      name: "no route instead of one that discards what a wider one carries",
      text: """
        netproof: 1
        vpcs:
          a: { cidrs: 10.1.0.0/16, subnets: { a: { cidrs: 10.1.1.0/24 } }, instances: { h: { subnet: a, private-ip: 10.1.1.10 } },
               route-tables: { main: { main: true, routes: [ { to: 10.2.0.0/16, via: ab }, { to: 10.2.1.0/24, via: blackhole } ] } } }
          b: { cidrs: 10.2.0.0/16, subnets: { b: { cidrs: 10.2.1.0/24 } },
               route-tables: { main: { main: true, routes: [ { to: 10.1.0.0/16, via: ab } ] } },
               security-groups: { open: { inbound: [ { allow: tcp, ports: 80, from: 10.1.0.0/16 } ] } },
               instances: { i: { subnet: b, private-ip: 10.2.1.10, security-groups: open } } }
        peerings: { ab: { between: [a, b] } }
        """,
      from: ["h"], to: ["i"], port: "tcp/80",
      fixes: ["- route table `a/main`, routes: { to: 10.2.1.0/24, via: blackhole }"]),
    Case(
      name: "no route instead of one that hides what is propagated",
      text: """
        netproof: 1
        vpcs:
          a: { cidrs: 10.1.0.0/16, subnets: { a: { cidrs: 10.1.1.0/24 } }, instances: { h: { subnet: a, private-ip: 10.1.1.10 } },
               route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: tgw } ] } } }
          b: { cidrs: 10.2.0.0/16, subnets: { b: { cidrs: 10.2.1.0/24 } },
               route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: tgw } ] } },
               security-groups: { open: { inbound: [ { allow: tcp, ports: 80, from: 10.1.0.0/16 } ] } },
               instances: { i: { subnet: b, private-ip: 10.2.1.10, security-groups: open } } }
        transit-gateways:
          tgw:
            attachments: { a: { vpc: a, subnets: a }, b: { vpc: b, subnets: b } }
            route-tables:
              main: { associations: [a, b], propagations: [a, b], routes: [ { to: 10.2.0.0/16, via: blackhole } ] }
        """,
      from: ["h"], to: ["i"], port: "tcp/80",
      fixes: [
        "- transit gateway route table `tgw/main`, routes: { to: 10.2.0.0/16, via: blackhole }"
      ]),
    Case(
      name: "the appliance for requests, where the gateway steers replies to it",
      text: """
        netproof: 1
        vpcs:
          v:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets:
              web: { cidrs: 10.0.1.0/24, route-table: web }
              inspect: { cidrs: 10.0.2.0/24, route-table: inspect }
            route-tables:
              main: { main: true }
              web: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
              inspect: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
              edge: { edge-of: igw, routes: [ { to: 10.0.1.0/24, via: fw } ] }
            security-groups: { sg: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
            instances:
              web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10, security-groups: sg }
              fw: { subnet: inspect, private-ip: 10.0.2.10, public-ip: 52.0.0.20, security-groups: sg,
                    source-dest-check: false, behaviour: forward, stateful: true }
        """,
      from: ["web-1"], to: ["internet"], port: "tcp/443",
      fixes: ["~ route table `web`, the route to 0.0.0.0/0: via: igw becomes via: fw"]),
    Case(
      name: "the peering for replies that a default route takes to a NAT gateway",
      text: """
        netproof: 1
        vpcs:
          a: { cidrs: 10.1.0.0/16, subnets: { a: { cidrs: 10.1.1.0/24 } }, instances: { h: { subnet: a, private-ip: 10.1.1.10 } },
               route-tables: { main: { main: true, routes: [ { to: 10.2.0.0/16, via: ab } ] } } }
          b:
            cidrs: 10.2.0.0/16
            internet-gateways: { igw: {} }
            subnets: { b: { cidrs: 10.2.1.0/24, route-table: b }, pub: { cidrs: 10.2.2.0/24, route-table: pub } }
            route-tables:
              main: { main: true }
              b: { routes: [ { to: 0.0.0.0/0, via: nat } ] }
              pub: { routes: [ { to: 0.0.0.0/0, via: igw } ] }
            nat-gateways: { nat: { subnet: pub, private-ip: 10.2.2.10, public-ip: 52.0.0.10 } }
            security-groups: { open: { inbound: [ { allow: tcp, ports: 80, from: 10.1.0.0/16 } ] } }
            instances: { i: { subnet: b, private-ip: 10.2.1.10, security-groups: open } }
        peerings: { ab: { between: [a, b] } }
        """,
      from: ["h"], to: ["i"], port: "tcp/80",
      fixes: ["+ route table `b/b`, routes: { to: 10.1.0.0/16, via: ab }"]),
    Case(
      name: "a prefix list that a sibling table names",
      text: """
        netproof: 1
        networks: { partner: { cidrs: 203.0.113.0/24 } }
        prefix-lists: { partners: { entries: [203.0.113.0/24, 198.51.100.0/24] } }
        vpcs:
          v:
            cidrs: 10.0.0.0/16
            internet-gateways: { igw: {} }
            subnets: { a: { cidrs: 10.0.1.0/24, route-table: a }, b: { cidrs: 10.0.2.0/24, route-table: b } }
            route-tables:
              main: { main: true }
              a: {}
              b: { routes: [ { to: partners, via: igw } ] }
            instances: { h: { subnet: a, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }
        """,
      from: ["h"], to: ["partner"], port: "tcp/443",
      fixes: [
        "+ route table `a`, routes: { to: partners, via: igw }",
        "+ route table `a`, routes: { to: 203.0.113.0/24, via: igw }",
      ]),
  ]
}
