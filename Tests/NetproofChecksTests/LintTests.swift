import NetproofChecks
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

@testable import NetproofReport

/// Topologies in, findings out: for each lint some that show it, and near misses that do not.
@Suite struct LintTests {
  /// What is told of a topology: code, line, and what is said.
  private func lints(_ text: String) throws -> [String] {
    try Estate(text: text).lints
  }

  private func codes(_ text: String) throws -> [String] {
    try lints(text).map { String($0.prefix { $0 != " " }) }
  }

  @Test func `documents are as their schema says, and the schema is the committed one`() throws {
    #expect(ResultSchemas.lint == (try Repository.text("docs/format/lint.schema.json")))
    let schema = try JSONSchema(ResultSchemas.lint)
    for folder in ["09-misconfigured-estate", "08-two-regions", "01-three-tier"] {
      let estate = try Estate(["topologies/tour/\(folder)/topology.yaml"])
      let unit = LintUnit(
        path: folder, name: nil, context: estate.context,
        findings: Linter(estate.model).findings())
      #expect(try schema.faults(in: LintUnit.json([unit])) == [])
    }
  }

  @Test func `all parts of a list that nobody needs may be removed together`() throws {
    let rules = ["80", "80", "80-81", "81", "80-82"].map {
      "allow: tcp, ports: \($0), from: office"
    }
    #expect(try codes(groups(rules)).count == 4)
  }

  // MARK: - Network ACLs

  /// A VPC with one ACL.
  private func acl(inbound: [String], outbound: [String], policy: String = "") -> String {
    """
    netproof: 1
    \(policy)
    vpcs:
      prod:
        cidrs: [10.0.0.0/16, "2001:db8:a::/56"]
        subnets: { db: { cidrs: 10.0.3.0/24, network-acl: db-acl } }
        network-acls:
          db-acl:
            inbound:
    \(inbound.map { "          - { \($0) }" }.joined(separator: "\n"))
            outbound:
    \(outbound.map { "          - { \($0) }" }.joined(separator: "\n"))
    """
  }

  private static let open = [
    "rule: 10, allow: all, to: 0.0.0.0/0", "rule: 20, allow: all, to: \"::/0\"",
  ]

  @Test func `a rule that earlier ones decide together is shadowed by all of them`() throws {
    let found = try lints(
      acl(
        inbound: [
          "rule: 10, allow: tcp, ports: 1-100, from: 10.0.0.0/25",
          "rule: 20, allow: tcp, ports: 50-200, from: 10.0.0.0/24",
          "rule: 30, allow: tcp, ports: 1-49, from: 10.0.0.128/25",
          "rule: 40, allow: tcp, ports: 1-200, from: 10.0.0.0/24",
        ], outbound: Self.open))
    #expect(
      found == [
        "NACL_RULE_SHADOWED 13: inbound rule 40, `allow tcp/1-200 from 10.0.0.0/24` of network ACL "
          + "`db-acl` decides nothing: rules 10, 20 and 30 allow all of it before"
      ])
  }

  @Test(arguments: [
    // One port is left, one address, the other family, another protocol.
    [
      "rule: 10, deny: tcp, ports: 1-99, from: 10.0.0.0/24",
      "rule: 20, allow: tcp, ports: 1-100, from: 10.0.0.0/24",
    ],
    [
      "rule: 10, deny: all, from: 10.0.0.0/32",
      "rule: 20, allow: tcp, ports: 22, from: 10.0.0.0/31",
    ],
    ["rule: 10, deny: all, from: 0.0.0.0/0", "rule: 20, allow: tcp, ports: 22, from: \"::/0\""],
    ["rule: 10, deny: tcp, from: 0.0.0.0/0", "rule: 20, allow: all, from: 10.0.0.0/24"],
    // Numbers decide which is first, not lines.
    ["rule: 20, deny: all, from: 0.0.0.0/0", "rule: 10, allow: tcp, ports: 22, from: 10.0.0.0/24"],
    // Types of ICMP are told apart.
    [
      "rule: 10, deny: icmp, type: 8, from: 0.0.0.0/0",
      "rule: 20, allow: icmp, type: 0, from: 10.0.0.0/24",
    ],
  ])
  func `a rule that decides something is not shadowed`(inbound: [String]) throws {
    #expect(try lints(acl(inbound: inbound, outbound: Self.open)) == [])
  }

  @Test func `what earlier rules do to a shadowed rule's packets is said`() throws {
    let found = try lints(
      acl(
        inbound: [
          "rule: 10, deny: tcp, ports: 22, from: 10.0.0.0/8",
          "rule: 20, allow: all, from: 10.0.0.0/8",
          "rule: 30, allow: tcp, ports: 22, from: 10.9.0.0/16",
          "rule: 40, allow: tcp, ports: 80, from: 10.9.0.0/16",
          "rule: 50, allow: tcp, from: 10.9.0.0/16",
        ], outbound: Self.open))
    #expect(
      found.map { String($0.suffix(from: $0.range(of: "nothing: ").upperBound)) } == [
        "rule 10 denies all of it before", "rule 20 allows all of it before",
        "rules 10 and 20 decide all of it before, not all as it would",
      ])
  }

  @Test func `replies need the ports that clients choose`() throws {
    let found = try lints(
      acl(
        inbound: [
          "rule: 10, allow: tcp, ports: 5432, from: 10.0.1.0/24",
          "rule: 20, allow: udp, ports: 53, from: 10.0.2.0/24",
        ],
        outbound: [
          "rule: 5, deny: tcp, ports: 40000-50000, to: 10.0.1.128/25",
          "rule: 10, allow: tcp, ports: 32768-60999, to: 10.0.0.0/16",
        ]))
    #expect(
      found == [
        "NACL_REPLIES_DENIED 10: network ACL `db-acl` lets `allow tcp/5432 from 10.0.1.0/24` pass, "
          + "but not the replies out: rule 5 denies tcp/40000-50000 to 10.0.1.128/25"
      ])
  }

  @Test(arguments: [
    // All that is needed, and no more.
    (
      ["rule: 10, allow: tcp, ports: 5432, from: 10.0.1.0/24"],
      ["rule: 10, allow: tcp, ports: 32768-60999, to: 10.0.1.0/24"], ""
    ),
    // The inbound rule is for the replies to the outbound one.
    (
      ["rule: 10, allow: tcp, ports: 1024-65535, from: 0.0.0.0/0"],
      ["rule: 10, allow: tcp, ports: 443, to: 0.0.0.0/0"], ""
    ),
    // What an earlier rule denies needs no reply.
    (
      [
        "rule: 10, deny: all, from: 10.0.1.0/24",
        "rule: 20, allow: tcp, ports: 5432, from: 10.0.0.0/23",
      ], ["rule: 10, allow: all, to: 10.0.0.0/24"], ""
    ),
    // The topology says what clients choose from.
    (
      ["rule: 10, allow: tcp, ports: 5432, from: 10.0.1.0/24"],
      ["rule: 10, allow: tcp, ports: 5000-5999, to: 10.0.1.0/24"],
      "policies: { client-ports: 5000-5999 }"
    ),
    // ICMP has no ports.
    (
      ["rule: 10, allow: icmp, type: 8, from: 0.0.0.0/0"],
      ["rule: 10, allow: icmp, type: 0, to: 0.0.0.0/0"], ""
    ),
  ])
  func `replies that pass are not told`(
    inbound: [String], outbound: [String], policy: String
  ) throws {
    #expect(try lints(acl(inbound: inbound, outbound: outbound, policy: policy)) == [])
  }

  @Test func `a list that nobody has is told, but the default one and a vague VPC's are not`()
    throws
  {
    func text(_ subnet: String, _ acl: String) -> String {
      """
      netproof: 1
      vpcs:
        prod:
          cidrs: 10.0.0.0/16
          subnets: { db: { cidrs: 10.0.3.0/24\(subnet) } }
          network-acls: { db-acl: { \(acl)inbound: [], outbound: [] } }
      """
    }
    #expect(try lints(text("", "")) == ["NACL_UNUSED 6: no subnet has network ACL `db-acl`"])
    #expect(try lints(text(", network-acl: db-acl", "")) == [])
    #expect(try lints(text("", "default: true, ")) == [])
    #expect(try lints(text("", "described: false, ")) == [])
    #expect(try lints(text(", described: false", "")) == [])
  }

  // MARK: - Security groups

  private func groups(_ web: [String], more: String = "", hosts: String = "") -> String {
    """
    netproof: 1
    networks: { office: { cidrs: [198.51.100.0/25, 198.51.100.128/26] } }
    prefix-lists: { partners: { entries: [203.0.113.0/24] }, vague: { described: false } }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        subnets: { web: { cidrs: 10.0.1.0/24 } }
        security-groups:
          app-sg: { inbound: [] }
          web-sg:
            inbound:
    \(web.map { "          - { \($0) }" }.joined(separator: "\n"))
    \(more)
        instances:
          web-1: { subnet: web, private-ip: 10.0.1.10, security-groups: [web-sg, app-sg] }
    \(hosts)
    """
  }

  @Test func `a rule that others imply together is told with them`() throws {
    let found = try lints(
      groups([
        "allow: tcp, ports: 80-90, from: 10.0.0.0/24",
        "allow: tcp, ports: 80-200, from: 10.0.0.0/25",
        "allow: tcp, ports: 70-90, from: 10.0.0.128/25",
      ]))
    #expect(
      found == [
        "SG_RULE_IMPLIED 12: inbound rule `allow tcp/80-90 from 10.0.0.0/24` of security group "
          + "`web-sg` adds nothing: 2 other rules together allow all of it"
      ])
  }

  @Test(arguments: [
    // Of equal rules the later one; of several that a wide one implies, all.
    (["allow: tcp, ports: 22, from: office", "allow: tcp, ports: 22, from: office"], [13]),
    (
      [
        "allow: tcp, ports: 22, from: 10.0.0.0/25", "allow: tcp, ports: 22, from: 10.0.0.0/24",
        "allow: tcp, ports: 22, from: 10.0.0.128/25",
      ], [12, 14]
    ),
    (["allow: tcp, ports: 22, from: 203.0.113.128/25", "allow: tcp, from: partners"], [12]),
    (["allow: tcp, ports: 22, from: office", "allow: all, from: 198.51.100.0/24"], [12]),
    // Members have addresses of the VPC.
    (["allow: tcp, ports: 22, from: app-sg", "allow: tcp, from: 10.0.0.0/8"], [12]),
    (["allow: tcp, ports: 22, from: app-sg", "allow: tcp, ports: 1-30, from: app-sg"], [12]),
  ])
  func `a rule that one other implies is told`(rules: [String], lines: [Int]) throws {
    let found = try lints(groups(rules))
    #expect(found.map { String($0.prefix(18)) } == lines.map { "SG_RULE_IMPLIED \($0)" })
  }

  @Test(arguments: [
    ["allow: tcp, ports: 22, from: 10.0.0.0/24", "allow: udp, from: 10.0.0.0/8"],
    ["allow: tcp, ports: 22, from: office", "allow: tcp, from: 198.51.100.0/25"],
    ["allow: tcp, ports: 22, from: 203.0.113.0/24", "allow: tcp, from: vague"],
    ["allow: tcp, ports: 22, from: app-sg", "allow: tcp, from: 10.0.0.0/17"],
    ["allow: tcp, ports: 22, from: app-sg", "allow: tcp, ports: 22, from: web-sg"],
    ["allow: tcp, ports: 22, from: 0.0.0.0/0", "allow: tcp, ports: 22, from: \"::/0\""],
  ])
  func `a rule that allows something of its own is not told`(rules: [String]) throws {
    #expect(try lints(groups(rules)) == [])
  }

  /// Clients whose address is kept may be anybody: the load balancer's group means them all.
  @Test(arguments: ["network", "application"])
  func `a rule for the group of a network load balancer is not told`(type: String) throws {
    let text = """
      netproof: 1
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          subnets: { a: { cidrs: 10.0.1.0/24, zone: a }, b: { cidrs: 10.0.2.0/24, zone: b } }
          security-groups:
            lb-sg: { inbound: [ { allow: tcp, ports: 80, from: 0.0.0.0/0 } ] }
            app-sg: { inbound: [ { allow: tcp, ports: 80, from: lb-sg }, { allow: tcp, ports: 80, from: 10.0.0.0/16 } ] }
          instances: { app: { subnet: a, private-ip: 10.0.1.10, security-groups: app-sg } }
          target-groups: { t: { port: tcp/80, targets: [app] } }
          load-balancers:
            lb: { type: \(type), subnets: { a: 10.0.1.50, b: 10.0.2.50 }, security-groups: lb-sg, listeners: [ { port: tcp/80, to: t } ] }
      """
    let told = try lints(text).filter { $0.hasPrefix("SG_RULE_IMPLIED") }
    #expect(told.isEmpty == (type == "network"), "\(told)")
  }

  @Test func `a group without members is told, and the rule that names it`() throws {
    let found = try lints(
      groups(["allow: tcp, ports: 22, from: old-sg"], more: "      old-sg: { inbound: [] }"))
    #expect(
      found == [
        "SG_REF_NEVER_MATCHES 12: inbound rule `allow tcp/22 from old-sg` of security group `web-sg` "
          + "never matches: no interface has security group `old-sg`",
        "SG_UNUSED 13: no interface has security group `old-sg`",
      ])
    // An interface that nobody describes may have it.
    let vague = try lints(
      groups(
        ["allow: tcp, ports: 22, from: old-sg"], more: "      old-sg: { inbound: [] }",
        hosts: "      other: { subnet: web, described: false }"))
    #expect(vague == [])
  }

  /// Two VPCs whose groups name each other.
  private func pair(_ connection: String, _ list: String, otherRegion: String = "eu-west-1")
    -> String
  {
    """
    netproof: 1
    vpcs:
      a:
        region: eu-west-1
        cidrs: 10.1.0.0/16
        subnets: { a: { cidrs: 10.1.1.0/24 } }
        route-tables: { main: { main: true, routes: [ { to: 10.2.0.0/16, via: link } ] } }
        security-groups: { a-sg: { \(list): b/b-sg } ] } }
        instances: { a-1: { subnet: a, private-ip: 10.1.1.10, security-groups: a-sg } }
      b:
        region: \(otherRegion)
        cidrs: 10.2.0.0/16
        subnets: { b: { cidrs: 10.2.1.0/24 } }
        route-tables: { main: { main: true, routes: [ { to: 10.1.0.0/16, via: link } ] } }
        security-groups: { b-sg: { inbound: [] } }
        instances: { b-1: { subnet: b, private-ip: 10.2.1.10, security-groups: b-sg } }
    \(connection)
    """
  }

  private func gateway(_ keys: String = "", _ attachment: String = "") -> String {
    """
    transit-gateways:
      link:
        \(keys)
        attachments: { a: { vpc: a, subnets: a }, b: { vpc: b, subnets: b\(attachment) } }
        route-tables: { main: { associations: [a, b], propagations: [a, b] } }
    """
  }

  private var coreNetwork: String {
    """
    core-networks:
      link:
        edge-locations: [eu-west-1, us-east-1]
        security-group-support: true
        segments: { p: {} }
        attachments: { a: { segment: p, vpc: a, subnets: a }, b: { segment: p, vpc: b, subnets: b } }
    """
  }

  @Test func `a reference over a connection that hides groups never matches`() throws {
    let (inbound, outbound) = ("inbound: [ { allow: tcp, from", "outbound: [ { allow: tcp, to")
    let on = "security-group-referencing: true"
    let off = ", security-group-referencing: false"
    func reason(_ text: String) throws -> [String] {
      try lints(text).map { String($0.suffix(from: $0.range(of: "matches: ").upperBound)) }
    }
    let peering = "peerings: { link: { between: [a, b] } }"
    #expect(try lints(pair(peering, inbound)) == [])
    #expect(try lints(pair(peering, outbound)) == [])
    #expect(try lints(pair(gateway(on), inbound)) == [])
    #expect(
      try reason(pair(peering, inbound, otherRegion: "us-east-1")) == [
        "peering `link` leads to another region, and groups stay in theirs"
      ])
    #expect(
      try reason(pair(gateway(), inbound)) == ["transit gateway `link` does not pass on groups"])
    #expect(
      try reason(pair(gateway(on, off), inbound)) == [
        "attachment `link/b` does not pass on groups"
      ])
    #expect(
      try reason(pair(gateway(on), outbound)) == [
        "transit gateway `link` passes on groups for inbound rules alone"
      ])
    #expect(
      try reason(pair(coreNetwork, inbound, otherRegion: "us-east-1")) == [
        "core network `link` passes on groups within one edge location alone"
      ])
    #expect(
      try reason(pair(coreNetwork, outbound)) == [
        "core network `link` passes on groups for inbound rules alone"
      ])
    #expect(try lints(pair(coreNetwork, inbound)) == [])
  }

  // MARK: - Routes

  private func routes(_ routes: [String], more: String = "") -> String {
    """
    netproof: 1
    prefix-lists: { partners: { entries: [203.0.113.0/24] } }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: 10.0.1.0/24, route-table: public } }
        nat-gateways: { nat: { subnet: web, private-ip: 10.0.1.100, public-ip: 52.0.0.100, state: failed } }
        instances: { fw: { subnet: web, private-ip: 10.0.1.10, state: stopped } }
        route-tables:
          public:
            routes:
    \(routes.map { "          - { \($0) }" }.joined(separator: "\n"))
    \(more)
    """
  }

  @Test func `a route is shadowed if others are selected for all of it`() throws {
    #expect(
      try lints(
        routes([
          "to: 198.51.100.0/24, via: igw", "to: 198.51.100.0/25, via: igw",
          "to: 198.51.100.128/26, via: igw", "to: 198.51.100.192/26, via: igw",
        ]))
        == [
          "ROUTE_SHADOWED 13: the route `198.51.100.0/24 via igw` of route table `public` is never "
            + "used: other routes are selected for all of its addresses"
        ])
    #expect(
      try codes(routes(["to: partners, via: igw", "to: 203.0.113.0/24, via: igw"])) == [
        "ROUTE_SHADOWED"
      ])
    #expect(
      try lints(
        routes([
          "to: 198.51.100.0/24, via: igw", "to: 198.51.100.0/25, via: igw",
          "to: 198.51.100.128/26, via: igw", "to: 0.0.0.0/0, via: igw", "to: partners, via: igw",
        ])) == [])
  }

  @Test func `routes that lead nowhere say why`() throws {
    func reasons(_ list: [String]) throws -> [String] {
      try lints(routes(list)).map { String($0.suffix(from: $0.range(of: "nowhere: ").upperBound)) }
    }
    #expect(try reasons(["to: 192.0.2.0/24, via: blackhole"]) == ["it is a blackhole"])
    #expect(
      try reasons(["to: 192.0.2.0/24, via: nat"]) == ["NAT gateway `nat` does not forward"])
    #expect(try reasons(["to: 192.0.2.0/24, via: fw"]) == ["interface `fw` does not forward"])
    #expect(try reasons(["to: 192.0.2.0/24, via: igw"]) == [])
  }

  @Test(arguments: ["igw", "vgw"])
  func `a table of a gateway is used`(gateway: String) throws {
    let text = """
      netproof: 1
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          internet-gateways: { igw: {} }
          vpn-gateways: { vgw: {} }
          subnets: { s: { cidrs: 10.0.1.0/24 } }
          route-tables: { edge: { edge-of: \(gateway) } }
      """
    #expect(try codes(text) == [])
    #expect(
      try codes(text.replacing("edge-of: \(gateway)", with: "routes: []"))
        == ["ROUTE_TABLE_UNUSED"])
  }

  @Test func `a table that nobody has is told, an empty main one is not`() throws {
    #expect(
      try lints(routes(["to: 0.0.0.0/0, via: igw"], more: "      other: {}")) == [
        "ROUTE_TABLE_UNUSED 14: no subnet has route table `other`"
      ])
    #expect(
      try lints(routes(["to: 0.0.0.0/0, via: igw"], more: "      other: { main: true }")) == [])
    #expect(
      try codes(
        routes(
          ["to: 0.0.0.0/0, via: igw"],
          more: "      other: { main: true, routes: [ { to: 0.0.0.0/0, via: igw } ] }"))
        == ["ROUTE_TABLE_UNUSED"])
  }

  // MARK: - Connections

  private func peering(_ near: String, _ far: String, nat: String = "") -> String {
    """
    netproof: 1
    vpcs:
      a:
        cidrs: 10.1.0.0/16
        subnets: { a: { cidrs: 10.1.1.0/24 } }
        \(nat)
        route-tables: { main: { main: true, routes: [ \(near) ] } }
      b:
        cidrs: 10.2.0.0/16
        subnets: { b: { cidrs: 10.2.1.0/24 } }
        route-tables: { main: { main: true, routes: [ \(far) ] } }
    peerings: { link: { between: [a, b] } }
    """
  }

  @Test func `a peering needs routes on both sides, unless a NAT gateway sends over it`() throws {
    let (near, far) = ("{ to: 10.2.0.0/16, via: link }", "{ to: 10.1.0.0/16, via: link }")
    #expect(try lints(peering(near, far)) == [])
    #expect(
      try lints(peering(near, "")) == [
        "PCX_ROUTES_MISSING 12: peering `link` is routed from one side only: no route of VPC `b` "
          + "leads over it"
      ])
    #expect(
      try lints(peering("", "")) == [
        "PCX_ROUTES_MISSING 12: no route leads over peering `link`, from neither side"
      ])
    let nat = "nat-gateways: { nat: { subnet: a, private-ip: 10.1.1.100, kind: private } }"
    #expect(try lints(peering(near, "", nat: nat)) == [])
  }

  @Test func `blocks that one VPC reaches twice overlap`() throws {
    func text(_ other: String) -> String {
      """
      netproof: 1
      vpcs:
        hub: { cidrs: 10.0.0.0/16, subnets: { hub: { cidrs: 10.0.1.0/24 } },
          route-tables: { main: { main: true, routes: [ { to: 10.1.0.0/16, via: one }, { to: \(other), via: two } ] } } }
        one: { cidrs: 10.1.0.0/16, subnets: { one: { cidrs: 10.1.1.0/24 } },
          route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/16, via: one } ] } } }
        two: { cidrs: \(other), subnets: { two: { cidrs: \(other.replacing("/17", with: "/24")) } },
          route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/16, via: two } ] } } }
      peerings: { one: { between: [hub, one] }, two: { between: [hub, two] } }
      """
    }
    #expect(
      try lints(text("10.1.128.0/17")) == [
        "ATTACHED_CIDR_OVERLAP 7: `10.1.128.0/17` of VPC `two` overlaps `10.1.0.0/16` of VPC `one`, "
          + "and VPC `hub` reaches both"
      ])
    #expect(try lints(text("10.2.128.0/17")) == [])
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index> {
    firstRange(of: text) ?? endIndex..<endIndex
  }
}
