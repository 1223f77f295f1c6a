import NetproofChecks
import Testing

/// Lints of firewalls, load balancers, VPC Lattice and Block Public Access: some that are told, and near
/// misses that are not.
@Suite struct ServiceLintTests {
  private func lints(_ text: String) throws -> [String] { try Estate(text: text).lints }

  private func codes(_ text: String) throws -> [String] {
    try lints(text).map { String($0.prefix { $0 != " " }) }
  }

  // MARK: - Firewalls

  /// A VPC whose firewall inspects what another VPC sends to the internet.
  private func inspection(
    policy: String =
      "stateful-groups: { sites: { domains: { action: deny, names: .example.com } } }",
    spokes: String = "{ to: 0.0.0.0/0, via: hub }", inside: String = "{ to: 0.0.0.0/0, via: fw-a }",
    gateway: String = ""
  ) -> String {
    """
    netproof: 1
    vpcs:
      app: { cidrs: 10.1.0.0/16, subnets: { app: { cidrs: 10.1.1.0/24 } } }
      hub:
        cidrs: 10.0.0.0/16
        subnets: { tgw: { cidrs: 10.0.1.0/24, route-table: in }, fw: { cidrs: 10.0.2.0/24 } }
        route-tables:
          in: { routes: [ \(inside) ] }
          main: { main: true, routes: [{ to: 10.0.0.0/8, via: tgw }] }
        firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: fw } } } }
    firewall-policies: { egress: { \(policy) } }
    transit-gateways:
      tgw:
        attachments: { app: { vpc: app, subnets: app\(gateway) }, hub: { vpc: hub, subnets: tgw } }
        route-tables:
          spokes: { associations: app, routes: [ \(spokes) ] }
          back: { associations: hub, propagations: app }
    """
  }

  @Test
  func `a rule with HOME_NET leaves out the VPCs in which its firewall has further endpoints`()
    throws
  {
    func network(route: String) -> String {
      """
      netproof: 1
      vpcs:
        app:
          cidrs: 10.1.0.0/16
          subnets: { app: { cidrs: 10.1.1.0/24 }, fw: { cidrs: 10.1.2.0/24, route-table: fw } }
          vpc-endpoints: { fw-app: { type: firewall, firewall: hub/fw, subnet: fw } }
          route-tables: { main: { main: true, routes: [ \(route) ] }, fw: {} }
        hub:
          cidrs: 10.0.0.0/16
          subnets: { fw: { cidrs: 10.0.2.0/24 } }
          firewalls: { fw: { policy: egress, endpoints: { fw-a: { subnet: fw } } } }
      firewall-policies:
        egress: { stateful-groups: { sites: { domains: { action: deny, names: .example.com } } } }
      """
    }
    let code = "NFW_HOME_NET_TOO_NARROW"
    #expect(try codes(network(route: "{ to: 0.0.0.0/0, via: fw-app }")) == [code])
    #expect(try codes(network(route: "")) == [])
  }

  @Test func `a rule with HOME_NET leaves out the VPCs whose packets come to its firewall`() throws
  {
    let estate = try Estate(text: inspection())
    #expect(estate.lints.count == 1)
    #expect(estate.lints.first?.hasPrefix("NFW_HOME_NET_TOO_NARROW 11: ") == true)
    #expect(
      estate.lints.first?.hasSuffix(
        "of firewall rule group `egress/sites` takes VPC `app` for outside: firewall `hub/fw` inspects "
          + "packets from there, and its `$HOME_NET` is VPC `hub` alone") == true)
    #expect(
      estate.lintHelp == [
        "write `variables: { HOME_NET: [10.0.0.0/16, 10.1.0.0/16] }` in firewall policy `egress`"
      ])
  }

  @Test(arguments: [
    "stateful-groups: { sites: { rules: [{ pass: tls, from: 10.1.0.0/16, to: any }] } }",
    "variables: { HOME_NET: [10.0.0.0/16, 10.1.0.0/16] }, stateful-groups: { sites: { domains: { action: deny, names: .example.com } } }",
    "stateful-groups: { sites: { described: false } }",
    "stateless-default: drop",
  ])
  func `rules that do not mean the firewall's VPC are not told`(policy: String) throws {
    #expect(try lints(inspection(policy: policy)) == [])
  }

  @Test func `EXTERNAL_NET is told as well, for it is the rest`() throws {
    let rule =
      "stateful-groups: { out: { suricata: 'drop tls any any -> $EXTERNAL_NET any (sid:1;)' } }"
    #expect(try codes(inspection(policy: rule)) == ["NFW_HOME_NET_TOO_NARROW"])
  }

  @Test func `only packets that come to the firewall count`() throws {
    // Another route of the spoke's table is selected, or another one behind the attachment.
    #expect(
      try codes(
        inspection(spokes: "{ to: 0.0.0.0/0, via: blackhole }, { to: 10.9.0.0/16, via: hub }"))
        == ["NFW_HOME_NET_TOO_NARROW"])
    #expect(
      try codes(
        inspection(
          spokes: "{ to: 0.0.0.0/0, via: blackhole }, { to: 10.9.0.0/16, via: hub }",
          inside: "{ to: 172.16.0.0/12, via: fw-a }")) == [])
    #expect(
      try codes(
        inspection(
          spokes:
            "{ to: 172.16.0.0/12, via: hub }, { to: 172.16.0.0/13, via: blackhole }, { to: 172.24.0.0/13, via: blackhole }"
        )) == ["ROUTE_SHADOWED"])
    // Nor what an attachment does not carry, or what nobody describes.
    #expect(try codes(inspection(gateway: ", state: pending")) == [])
    #expect(try codes(inspection(gateway: ", described: false")) == [])
  }

  @Test func `a policy that no firewall has is told, where all firewalls are known`() throws {
    let text = """
      netproof: 1
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          subnets: { s: { cidrs: 10.0.1.0/24 } }
          firewalls: { fw: { policy: used, endpoints: { e: { subnet: s } } } }
      firewall-policies: { used: {}, other: {} }
      """
    #expect(try lints(text) == ["NFW_POLICY_UNUSED 7: no firewall has firewall policy `other`"])
    #expect(
      try lints(
        text.replacing("policy: used, endpoints: { e: { subnet: s } }", with: "described: false"))
        == [])
    #expect(
      try lints(
        text + "\ntransit-gateways: { tgw: { attachments: { fw: { network-function: other } } } }")
        == [])
  }

  // MARK: - Load balancers

  private func balancer(
    _ kind: String = "application", inbound: String, listener: String, groups: String = "front"
  ) -> String {
    """
    netproof: 1
    vpcs:
      v:
        cidrs: 10.0.0.0/16
        subnets: { a: { cidrs: 10.0.1.0/24, zone: az1 }, b: { cidrs: 10.0.2.0/24, zone: az2 } }
        security-groups: { front: { inbound: [ \(inbound) ] } }
        instances: { app-1: { subnet: a, private-ip: 10.0.1.10, security-groups: front } }
        target-groups: { app: { port: tcp/8080, targets: [app-1] } }
        load-balancers:
          lb:
            type: \(kind)
            subnets: { a: 10.0.1.100, b: 10.0.2.100 }
            security-groups: \(groups)
            listeners: [{ port: \(listener), to: app }]
    """
  }

  @Test func `a listener that no rule lets anybody in at is told`() throws {
    let https = "{ allow: tcp, ports: 443, from: 10.0.0.0/8 }"
    #expect(
      try lints(balancer(inbound: https, listener: "tcp/80")) == [
        "LB_LISTENER_CLOSED 14: nobody gets to the listener `tcp/80 to app` of load balancer `lb`: no "
          + "inbound rule of its security groups allows any of it"
      ])
    #expect(try lints(balancer(inbound: https, listener: "tcp/443")) == [])
    #expect(try lints(balancer(inbound: "{ allow: all, from: front }", listener: "tcp/80")) == [])
    #expect(
      try lints(
        balancer(inbound: "{ allow: udp, ports: 80, from: 10.0.0.0/8 }", listener: "tcp/80")
      )
      .count == 1)
    // By an endpoint service that does not ask them, packets may pass by the groups of a network one.
    #expect(try lints(balancer("network", inbound: https, listener: "tcp/80")) == [])
  }

  @Test func `a target group that no listener names is told, where all listeners are known`() throws
  {
    let used = balancer(inbound: "{ allow: all, from: 10.0.0.0/8 }", listener: "tcp/80")
    let text = used.replacing(
      "targets: [app-1] } }", with: "targets: [app-1] }, old: { port: tcp/80, targets: [app-1] } }")
    #expect(try lints(used) == [])
    #expect(try lints(text) == ["TARGET_GROUP_UNUSED 8: no listener sends to target group `old`"])
    #expect(
      try lints(
        text.replacing(
          "    load-balancers:\n", with: "    load-balancers:\n      far: { described: false }\n"))
        == [])
  }

  // MARK: - VPC Lattice

  private func lattice(_ network: String, more: String = "") -> String {
    """
    netproof: 1
    vpcs:
      app:
        cidrs: 10.0.0.0/16
        subnets: { app: { cidrs: 10.0.1.0/24 } }
        instances: { api-1: { subnet: app, private-ip: 10.0.1.10 } }
        target-groups: { api: { port: tcp/8080, targets: [api-1] } }
        \(more)
    service-networks: { shop: { \(network) } }
    lattice-services: { orders: { listeners: [{ port: tcp/443, to: api }] } }
    """
  }

  @Test func `services and service networks that nobody gets to are told`() throws {
    #expect(try lints(lattice("vpcs: { app: [] }, services: orders")) == [])
    #expect(
      try lints(lattice("vpcs: { app: [] }")) == [
        "LATTICE_SERVICE_UNUSED 10: no service network has Lattice service `orders`"
      ])
    #expect(
      try lints(lattice("services: orders")) == [
        "SERVICE_NETWORK_UNUSED 9: no VPC is associated with service network `shop`, and no endpoint "
          + "leads to it"
      ])
    #expect(try lints(lattice("described: false")) == [])
  }

  @Test func `an endpoint uses its service network`() throws {
    let endpoint =
      "vpc-endpoints: { shop: { type: service-network, service-network: shop, subnets: { app: 10.0.1.20 } } }"
    #expect(try lints(lattice("services: orders", more: endpoint)) == [])
    #expect(
      try lints(lattice("services: orders", more: "vpc-endpoints: { shop: { described: false } }"))
        == [])
  }

  // MARK: - Block Public Access

  private func exclusions(
    _ mode: String, vpc: String = "", subnet: String = "",
    gateway: String = "internet-gateways: { igw: {} }"
  ) -> String {
    """
    netproof: 1
    block-public-access: { all: { mode: \(mode) } }
    vpcs:
      v:
        cidrs: 10.0.0.0/16
        \(vpc.isEmpty ? "" : "public-access-exclusion: \(vpc)")
        \(gateway)
        subnets: { s: { cidrs: 10.0.1.0/24\(subnet.isEmpty ? "" : ", public-access-exclusion: \(subnet)") } }
    """
  }

  @Test func `an exclusion without any effect is told with its reason`() throws {
    let bidirectional = "block-bidirectional"
    #expect(
      try lints(exclusions(bidirectional, vpc: "allow-bidirectional", subnet: "allow-egress")) == [
        "BPA_EXCLUSION_IDLE 8: the exclusion `allow-egress` of subnet `s` excludes nothing: VPC `v` is "
          + "excluded as a whole"
      ])
    #expect(
      try lints(exclusions(bidirectional, vpc: "allow-egress", gateway: "")) == [
        "BPA_EXCLUSION_IDLE 4: the exclusion `allow-egress` of VPC `v` excludes nothing: VPC `v` has no "
          + "gateway to the internet"
      ])
    #expect(
      try lints(exclusions("block-ingress", subnet: "allow-egress")) == [
        "BPA_EXCLUSION_IDLE 8: the exclusion `allow-egress` of subnet `s` excludes nothing: Block Public "
          + "Access `all` blocks ingress alone, and then only `allow-bidirectional` has an effect"
      ])
  }

  @Test(arguments: [
    ("block-bidirectional", "", "allow-egress"), ("block-bidirectional", "allow-egress", ""),
    ("block-bidirectional", "allow-egress", "allow-bidirectional"),
    ("block-ingress", "", "allow-bidirectional"), ("off", "allow-egress", "allow-egress"),
  ])
  func `an exclusion that counts, or is made in advance, is not told`(
    mode: String, vpc: String, subnet: String
  ) throws {
    #expect(try lints(exclusions(mode, vpc: vpc, subnet: subnet)) == [])
  }
}
