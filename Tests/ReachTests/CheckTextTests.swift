import NetproofSyntax
import NetproofTestSupport
import Testing

/// What `check` tells beside the outcomes.
@Suite struct `Check tells` {
  /// Whether the host gets out is decided by a policy, as AWS's documents leave it open.
  private static let excluded = """
    netproof: 1
    block-public-access: { everywhere: { mode: block-bidirectional } }
    vpcs:
      prod:
        cidrs: 10.0.0.0/16
        internet-gateways: { igw: {} }
        subnets: { web: { cidrs: 10.0.1.0/24, public-access-exclusion: allow-egress } }
        route-tables: { main: { main: true, routes: [{ to: 0.0.0.0/0, via: igw }] } }
        instances: { web-1: { subnet: web, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }

    """

  @Test func `which policies a scope rests on`() throws {
    let scopes = "scopes:\n  - { name: out, match: { from: web-1, to: internet }, expect: empty }\n"
    let text = try Program.run("check --no-lints", on: Self.excluded + scopes)
    #expect(text.status == 0)
    #expect(text.output.contains("  note: "))
    #expect(text.output.contains("`bpa-egress-exclusion-igw: block`"))
    let json = try Program.run("check --no-lints --format json", on: Self.excluded + scopes)
    let document = try JSONSchema.parse(json.output)
    let assumptions = document["scopes"]?.elements?.first?["assumptions"]?.elements ?? []
    #expect(assumptions.map { $0["code"]?.text } == ["ASSUMPTION"])
  }

  @Test func `which policies an assertion that holds rests on, once`() throws {
    let assertions = """
      assertions:
        - { from: web-1, to: internet, port: tcp/443, expect: unreachable }
        - { from: web-1, to: internet, port: tcp/80, expect: unreachable }

      """
    let text = try Program.run("check --no-lints", on: Self.excluded + assertions)
    #expect(text.status == 0)
    #expect(text.output.ranges(of: "[ASSUMPTION]").count == 1)
  }

  @Test func `the way that does not pass what it has to`() throws {
    let text = """
      netproof: 1
      networks: { dc: { cidrs: 192.168.0.0/16, attached-to: [vif, vpn] } }
      vpn-connections: { vpn: { vpn-gateway: p/vgw } }
      direct-connect-gateways: { dx: { virtual-interfaces: { vif: {} }, associations: { p: { vpn-gateway: p/vgw } } } }
      vpcs:
        p:
          cidrs: 10.0.0.0/16
          vpn-gateways: { vgw: {} }
          subnets: { s: { cidrs: 10.0.0.0/24 } }
          route-tables: { main: { main: true, propagations: vgw } }
          security-groups: { open: { inbound: [ { allow: all, from: 0.0.0.0/0 } ] } }
          instances: { ph: { subnet: s, private-ip: 10.0.0.10, security-groups: open } }
      assertions:
        - { from: dc, to: ph, port: tcp/22, expect: reachable, through: [vif, dx] }

      """
    let result = try Program.run("check --no-lints", on: text)
    #expect(result.status == 1)
    let forward = result.output.split(separator: "\n").drop { !$0.hasPrefix("  forward") }
      .prefix { !$0.hasPrefix("  reply") }.joined(separator: "\n")
    #expect(forward.contains("vpn:vpn") || forward.contains("vpn"), "\(result.output)")
    #expect(!forward.contains("vif"), "\(result.output)")
  }

  @Test func `where a host is asked by its private address from outside`() throws {
    let assertion =
      "assertions: [{ from: internet, to: 10.0.1.0/24, port: tcp/443, expect: isolated }]\n"
    let result = try Program.run("check --no-lints", on: Self.excluded + assertion)
    #expect(result.status == 0)
    #expect(result.output.contains("[PRIVATE_ADDRESS_ASKED]"))
  }
}
