import NetproofChecks
import NetproofModel
import NetproofSyntax
import NetproofTestSupport
import Testing

/// What is said about side effects, and where there is no fix.
@Suite struct FixReasonTests {
  typealias Case = FixChoiceTests.Case

  @Test func `a fix tells what begins to arrive without a reply`() throws {
    let estate = try Estate(
      text: """
        netproof: 1
        vpcs:
          a: { cidrs: 10.1.0.0/16, subnets: { a: { cidrs: 10.1.1.0/24 } }, instances: { a-1: { subnet: a, private-ip: 10.1.1.10 } },
               route-tables: { main: { main: true, routes: [ { to: 10.0.0.0/8, via: tgw } ] } } }
          b: { cidrs: 10.2.0.0/16, subnets: { b: { cidrs: 10.2.1.0/24 } },
               route-tables: { main: { main: true, routes: [ { to: 10.1.0.0/16, via: tgw } ] }, other: {} },
               security-groups: { open: { inbound: [ { allow: tcp, ports: 80, from: 10.1.0.0/16 } ] } },
               instances: { b-1: { subnet: b, private-ip: 10.2.1.10, security-groups: open } } }
          c: { cidrs: 10.3.0.0/16, subnets: { c: { cidrs: 10.3.1.0/24 } },
               security-groups: { open: { inbound: [ { allow: tcp, ports: 443, from: 10.1.0.0/16 } ] } },
               instances: { c-1: { subnet: c, private-ip: 10.3.1.10, security-groups: open } } }
        transit-gateways:
          tgw:
            attachments: { a: { vpc: a, subnets: a }, b: { vpc: b, subnets: b }, c: { vpc: c, subnets: c } }
            route-tables: { main: { associations: [b, c], propagations: [a, b, c] } }
        """)
    let search = try estate.fixes(try estate.query(["a-1"], ["b-1"], "tcp/80"))
    #expect(
      estate.lines(search) == [
        "fix: one edit opens the way (tried; it delivers more than was asked)",
        "   + transit gateway route table `tgw/main`, associations: a",
        "     --> net.yaml:15",
        "     also delivers, without a reply: `a/a-1` → `c/c-1` on tcp/443",
      ])
  }

  @Test func `a fix that breaks an assertion gives way to one that does not`() throws {
    let folder = "topologies/tour/04-hub-and-spoke"
    let text = try Repository.text("\(folder)/topology.yaml")
      .replacing("associations: [att-dev, att-prod]", with: "associations: [att-prod]")
    let estate = try Estate(
      ["\(folder)/topology.yaml", "\(folder)/assertions.yaml"], ["\(folder)/topology.yaml": text])
    let search = try estate.fixes(try estate.query(["dev-1"], ["registry"], "tcp/443"))
    #expect(
      estate.edits(search) == [
        "+ transit gateway route table `tgw/spokes`, associations: att-dev"
      ])
    #expect(search.fixes.allSatisfy { $0.breaks.isEmpty })
  }

  @Test func `a fix that cannot help breaking an assertion says which`() throws {
    let folder = "topologies/tour/04-hub-and-spoke"
    let estate = try Estate(["\(folder)/topology.yaml", "\(folder)/assertions.yaml"])
    let search = try estate.fixes(try estate.query(["dev-1"], ["prod-1"], "tcp/443"))
    let lines = estate.lines(search)
    #expect(
      search.fixes.first?.breaks.map { $0.name?.value } == [
        "dev does not reach prod", "nor prod dev",
      ])
    #expect(
      lines.contains(
        "     breaks the assertion: dev does not reach prod  \(folder)/assertions.yaml:7"))
    #expect(
      lines.first == "fix: two edits together open the way (tried; it breaks what holds today)")
  }

  static let all = [
    Case(
      name: "everybody", folder: "tour/01-three-tier", from: ["internet"], to: ["web-1"],
      port: "tcp/22",
      fixes: [
        "no fix: past SG_INGRESS_NO_MATCH at security group `web-sg` it would take a rule or route for"
          + " everybody, which is never proposed"
      ]),
    Case(
      name: "a state", folder: "tour/09-misconfigured-estate", from: ["app-1"], to: ["query-1"],
      port: "tcp/8123",
      fixes: ["no fix: no rule or route removes PCX_NOT_ACTIVE at peering `to-analytics`"]),
    Case(
      name: "a state behind a missing route", folder: "tour/07-hybrid-vpn", from: ["db-1"],
      to: ["branch"], port: "tcp/443",
      fixes: [
        "no fix: no rule or route removes VPN_TUNNELS_DOWN at VPN connection `vpn-branch`;"
          + " needed, but not enough:",
        "   + route table `db`, routes: { to: 172.16.0.0/12, via: tgw }",
        "     --> topologies/tour/07-hybrid-vpn/topology.yaml:34",
      ]),
    Case(
      name: "nothing that leads there", folder: "tour/08-two-regions", from: ["orders-1"],
      to: ["archive-1"], port: "tcp/443",
      fixes: [
        "no fix: nothing that was tried opens the way past TGW_NO_ROUTE at transit gateway route"
          + " table `tgw-us/us`"
      ]),
    Case(
      name: "an open way", folder: "tour/01-three-tier", from: ["web-1"], to: ["app-1"],
      port: "tcp/8080", fixes: []),
    Case(
      name: "an unknown way", folder: "failing/undetermined", from: ["batch-1"], to: ["store-1"],
      port: "tcp/2049", fixes: []),
  ]

  @Test(arguments: all)
  func `where there is no fix the reason is told`(_ one: Case) throws {
    let estate = try one.estate()
    let search = try estate.fixes(try estate.query(one.from, one.to, one.port))
    #expect(search.fixes.isEmpty)
    #expect(estate.lines(search) == one.fixes)
  }
}
