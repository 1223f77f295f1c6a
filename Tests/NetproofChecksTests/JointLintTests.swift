import NetproofChecks
import Testing

/// Blocks that are there twice: in segments of core networks, and behind attachments that translate.
@Suite struct JointLintTests {
  private func lints(_ text: String) throws -> [String] { try Estate(text: text).lints }

  /// Two VPCs with the same block, and a third one, at a core network.
  private func wan(
    _ segments: String, _ one: String, _ two: String, third: String = "prod", more: String = ""
  ) -> String {
    """
    netproof: 1
    vpcs:
      one: { cidrs: 10.1.0.0/16, region: us-east-1, subnets: { a: { cidrs: 10.1.1.0/24 } } }
      two: { cidrs: 10.1.0.0/16, region: us-east-1, subnets: { b: { cidrs: 10.1.2.0/24 } } }
      three: { cidrs: 10.3.0.0/16, region: us-east-1, subnets: { c: { cidrs: 10.3.1.0/24 } } }
    core-networks:
      wan:
        edge-locations: us-east-1
        segments: { \(segments) }
        attachments:
          at-one: { segment: \(one), vpc: one, subnets: a }
          at-two: { segment: \(two), vpc: two, subnets: b }
          at-three: { segment: \(third), vpc: three, subnets: c }
        \(more)
    """
  }

  private static let told = [
    "ATTACHED_CIDR_OVERLAP 4: `10.1.0.0/16` of VPC `two` overlaps `10.1.0.0/16` of VPC `one`, "
      + "and segment `wan/prod` reaches both"
  ]

  @Test func `a segment that has routes to both reaches a block twice`() throws {
    #expect(try lints(wan("prod: {}", "prod", "prod")) == Self.told)
  }

  @Test func `segments keep apart what nobody shares`() throws {
    #expect(try lints(wan("prod: {}, test: {}", "prod", "test")) == [])
    let shared = wan(
      "prod: {}, test: {}", "prod", "test", more: "shares: [{ segment: prod, with: [test] }]")
    #expect(try lints(shared) == Self.told)
  }

  @Test func `a segment that nothing is attached to reaches nothing`() throws {
    let hub = wan(
      "prod: {}, one: {}, two: {}", "one", "two", third: "two",
      more: "shares: [{ segment: prod, with: [one, two] }]")
    #expect(try lints(hub) == [])
    #expect(
      try lints(hub.replacing("segment: two, vpc: three", with: "segment: prod, vpc: three"))
        == Self.told)
  }

  @Test func `attachments that a segment isolates do not meet, but by routes that name them`()
    throws
  {
    let isolated = wan("prod: { isolate-attachments: true }", "prod", "prod")
    #expect(try lints(isolated) == [])
    func routes(_ prefix: String) -> String {
      wan(
        "prod: { isolate-attachments: true }", "prod", "prod",
        more: "routes: [{ segment: prod, to: \(prefix), via: [at-one, at-two] }]")
    }
    #expect(try lints(routes("10.1.0.0/17")) == Self.told)
    // A default route is about the internet, not about the VPC that it passes.
    #expect(try lints(routes("0.0.0.0/0")) == [])
  }

  @Test func `nothing is told of a core network that is not all known`() throws {
    #expect(
      try lints(wan("prod: {}", "prod", "prod", more: "service-insertion: true")) == [])
    #expect(
      try lints(
        wan("prod: {}", "prod", "prod")
          .replacing("subnets: b }", with: "subnets: b, described: false }")) == [])
  }

  @Test func `a peer of a VPC overlaps what the VPC's segment leads to, and nothing else`() throws {
    func text(_ segment: String) -> String {
      """
      netproof: 1
      vpcs:
        hub: { cidrs: 10.0.0.0/16, region: us-east-1, subnets: { h: { cidrs: 10.0.1.0/24 } },
          route-tables: { main: { main: true, routes: [{ to: 10.1.0.0/16, via: peer }] } } }
        one: { cidrs: 10.1.0.0/16, region: us-east-1, subnets: { a: { cidrs: 10.1.1.0/24 } },
          route-tables: { main: { main: true, routes: [{ to: 10.0.0.0/16, via: peer }] } } }
        two: { cidrs: 10.1.0.0/16, region: us-east-1, subnets: { b: { cidrs: 10.1.2.0/24 } } }
      peerings: { peer: { between: [hub, one] } }
      core-networks:
        wan:
          edge-locations: us-east-1
          segments: { prod: {}, test: {} }
          attachments:
            at-hub: { segment: prod, vpc: hub, subnets: h }
            at-two: { segment: \(segment), vpc: two, subnets: b }
      """
    }
    #expect(
      try lints(text("prod")) == [
        "ATTACHED_CIDR_OVERLAP 7: `10.1.0.0/16` of VPC `two` overlaps `10.1.0.0/16` of VPC `one`, "
          + "and VPC `hub` reaches both"
      ])
    #expect(try lints(text("test")) == [])
  }

  // MARK: - NAT rules

  /// A VPC and a network with its addresses, both behind a transit gateway.
  private func translated(_ rules: String) -> String {
    """
    netproof: 1
    networks: { dc: { cidrs: 10.1.0.0/16, attached-to: vpn-1 } }
    vpcs: { prod: { cidrs: 10.1.0.0/16, subnets: { hub: { cidrs: 10.1.1.0/24 } } } }
    vpn-connections: { vpn-1: { routing: bgp } }
    transit-gateways:
      tgw:
        attachments: { prod: { vpc: prod, subnets: hub\(rules) }, dc: { vpn: vpn-1 } }
        route-tables: { main: { associations: [prod, dc], propagations: [prod, dc] } }
    """
  }

  @Test func `what its NAT rule shows of a VPC counts, not what the rule hides`() throws {
    #expect(try lints(translated("")).count == 1)
    let rule = ", nat-rules: [{ match: 10.1.0.0/16, nat: 100.64.0.0/16 }]"
    #expect(try lints(translated(rule)) == [])
    #expect(
      try lints(
        translated(rule).replacing(
          "cidrs: 10.1.0.0/16, attached", with: "cidrs: 100.64.0.0/16, attached"))
        == [
          "ATTACHED_CIDR_OVERLAP 3: `100.64.0.0/16` of VPC `prod` overlaps `100.64.0.0/16` of network "
            + "`dc`, and transit gateway `tgw` reaches both"
        ])
  }
}
