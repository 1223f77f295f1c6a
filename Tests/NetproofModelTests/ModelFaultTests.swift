import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

/// What the resolver refuses or tells, each where it stands; `«»` mark the place.
@Suite struct `Faults of meaning` {
  private static let head = """
    vpcs:
      v:
        cidrs: [10.0.0.0/16, "2600:db8::/56"]
        internet-gateways: { igw: {} }
        egress-only-internet-gateways: { eigw: {} }
        subnets: { s: { cidrs: [10.0.1.0/24, "2600:db8::/64"] }, t: { cidrs: 10.0.2.0/24 } }
        nat-gateways: { nat: { subnet: s, private-ip: 10.0.1.100, public-ip: 52.0.0.100 } }
        instances: { a: { subnet: s, private-ip: 10.0.1.10, public-ip: 52.0.0.10 } }

    """

  private static let others = """
      w: { cidrs: 10.1.0.0/16, subnets: { u: { cidrs: 10.1.1.0/24 } }, security-groups: { far: {} } }
      same: { cidrs: 10.0.0.0/16, subnets: { x: { cidrs: 10.0.9.0/24 } } }
      y: { cidrs: 10.2.0.0/16 }
    prefix-lists:
      l: { entries: [203.0.113.0/24] }
      m: { entries: [203.0.113.0/24] }
      dual: { entries: [192.0.2.0/24, "2600:1::/32"] }
      gone: { described: false }
    peerings: { wy: { between: [w, y] } }
    vpn-connections: { vpn: {}, still: { routing: static } }

    """

  /// Parts of the VPC `v`, and the code that they show.
  static let parts: [(code: String, text: String)] = [
    ("NP0200", "interfaces: { b: { subnet: «nowhere», private-ip: 10.0.1.20 } }"),
    (
      "NP0201",
      "interfaces: { igw: { subnet: s, private-ip: 10.0.1.20 } }\n    route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: «igw» } ] } }"
    ),
    ("NP0202", "interfaces: { «a»: { subnet: s, private-ip: 10.0.1.20 } }"),
    ("NP0200", "route-tables: { r: { propagations: [«igw»] } }"),
    (
      "NP0345",
      "vpn-gateways: { vgw: {} }\n    route-tables: { r: { edge-of: igw, propagations: [«vgw»] } }"
    ),
    (
      "NP0346",
      "vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.20 } } }\n    route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: «e» } ] } }"
    ),
    ("NP0210", "route-tables: { r: { state: «odd» } }"),
    ("NP0310", "interfaces: { b: { subnet: s, private-ip: «\"2600:db8::10\"» } }"),
    ("NP0310", "interfaces: { b: { subnet: s, ipv6: «10.0.1.20» } }"),
    ("NP0310", "interfaces: { b: { subnet: s, private-ip: 10.0.1.20, public-ip: «\"2600::1\"» } }"),
    ("NP0311", "interfaces: { b: { subnet: s, private-ip: «10.0.2.20» } }"),
    ("NP0311", "interfaces: { b: { subnet: t, ipv6: «\"2600:db8::20\"» } }"),
    ("NP0312", "interfaces: { b: { subnet: s, private-ip: «10.0.1.3» } }"),
    ("NP0312", "interfaces: { b: { subnet: s, private-ip: «10.0.1.255» } }"),
    ("NP0312", "interfaces: { b: { subnet: s, ipv6: «\"2600:db8::3\"» } }"),
    ("NP0313", "interfaces: { b: { subnet: s, private-ip: «10.0.1.10» } }"),
    ("NP0313", "interfaces: { b: { subnet: s, private-ip: «10.0.1.100» } }"),
    ("NP0314", "interfaces: { b: { subnet: s, private-ip: 10.0.1.20, public-ip: «52.0.0.100» } }"),
    ("NP0315", "interfaces: { b: { subnet: s, private-ip: 10.0.1.20, public-ip: «10.0.1.20» } }"),
    (
      "NP0316",
      "interfaces: { b: { subnet: s, private-ip: 10.0.1.20, public-ips: { «10.0.1.21»: 52.0.0.20 } } }"
    ),
    ("NP0316", "interfaces: { b: { subnet: s, ipv6: \"2600:db8::20\", public-ip: «52.0.0.20» } }"),
    ("NP0317", "interfaces: { «b»: { subnet: s } }"),
    ("NP0318", "interfaces: { b: { subnet: s, prefixes: «10.0.1.64/27» } }"),
    ("NP0320", "interfaces: { b: { subnet: s, private-ip: 10.0.1.20, security-groups: «far» } }"),
    ("NP0321", "security-groups: { «d»: { default: true, associated-vpcs: w } }"),
    ("NP0307", "security-groups: { d: { default: true }, «e»: { default: true } }"),
    ("NP0307", "network-acls: { d: { default: true }, «e»: { default: true } }"),
    ("NP0307", "route-tables: { d: { main: true }, «e»: { main: true } }"),
    (
      "NP0331",
      "network-acls: { n: { inbound: [ { rule: 1, allow: all, from: 0.0.0.0/0 }, { rule: «1», deny: all, from: 0.0.0.0/0 } ] } }"
    ),
    (
      "NP0337",
      "network-acls: { n: { inbound: [ { rule: 1, allow: icmpv6, type: «128», from: 0.0.0.0/0 } ] } }"
    ),
    ("NP0340", "route-tables: { d: { main: true, edge-of: «igw» } }"),
    ("NP0341", "route-tables: { d: { edge-of: igw }, e: { edge-of: «igw» } }"),
    ("NP0342", "route-tables: { r: { routes: [ «{ to: 0.0.0.0/0, via: eigw }» ] } }"),
    ("NP0343", "route-tables: { r: { routes: [ «{ to: dual, via: eigw }» ] } }"),
    ("NP0344", "route-tables: { r: { routes: [ { to: l, via: igw }, «{ to: m, via: nat }» ] } }"),
  ]

  @Test(arguments: parts)
  func `of a VPC's parts are told where they stand`(code: String, text: String) {
    let marked = MarkedText(Self.head + "    " + text + "\n" + Self.others)
    let found = written(marked.text).problems.all
    #expect(found.map(\.code) == [code], "\(found.map(\.message))")
    #expect(found.map(\.place) == [marked.place])
    #expect(found.allSatisfy { !$0.help.isEmpty })
  }

  /// Whole topologies, and the code that they show.
  static let wholes: [(code: String, text: String)] = [
    (
      "NP0322",
      "vpcs: { v: { account: \"111122223333\", cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, shared-with: \"444455556666\" } }, instances: { «a»: { account: \"444455556666\", subnet: s, private-ip: 10.0.1.10 } } } }"
    ),
    (
      "NP0323",
      "vpcs: { v: { account: \"111122223333\", cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, shared-with: \"444455556666\" } }, security-groups: { g: {} }, instances: { a: { account: \"444455556666\", subnet: s, private-ip: 10.0.1.10, security-groups: «g» } } } }"
    ),
    (
      "NP0348",
      "vpcs: { v: { cidrs: 10.0.0.0/16, internet-gateways: { igw: {} }, route-tables: { e: { edge-of: igw, public-pools: «10.9.0.0/24» } } } }"
    ),
    (
      "NP0347",
      "vpcs: { v: { cidrs: 10.0.0.0/16, route-tables: { e: { public-pools: «198.51.100.0/24» } } } }"
    ),
    (
      "NP0356",
      "vpcs: { v: { account: \"111122223333\", cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, security-groups: { g: { account: \"444455556666\" } }, instances: { a: { account: «\"444455556666\"», subnet: s, private-ip: 10.0.1.10, security-groups: g } } } }"
    ),
    (
      "NP0357",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, nat-gateways: { n: { kind: regional, subnet: «s», public-ips: { a: 52.0.0.1 } } } } }"
    ),
    (
      "NP0358",
      "vpcs: { v: { cidrs: 10.0.0.0/16, encryption-control: enforce, internet-gateways: { «igw»: {} } } }"
    ),
    (
      "NP0309",
      "block-public-access: { a: { mode: off }, «b»: { mode: off } }\nvpcs: { v: { cidrs: 10.0.0.0/16 } }"
    ),
    (
      "NP0359",
      "block-public-access: { a: { mode: off, region: us-east-1 } }\nvpcs: { «v»: { cidrs: 10.0.0.0/16 } }"
    ),
    ("NP0203", "networks: { «internet»: { cidrs: 8.0.0.0/8 } }"),
    (
      "NP0206",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, nat-gateways: { «n»: { subnet: s, private-ip: 10.0.1.9 } } } }"
    ),
    (
      "NP0208",
      "vpcs: { v: { cidrs: 10.0.0.0/16, instances: { a: {} }, route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: «a» } ] } } } }"
    ),
    (
      "NP0209",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 } }, interfaces: { b: { subnet: s, private-ip: 10.0.1.11, instance: a } }, route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: «a» } ] } } } }"
    ),
    ("NP0300", "vpcs: { v: { cidrs: «10.0.0.0/15» } }"),
    ("NP0300", "vpcs: { v: { cidrs: [10.0.0.0/16, «\"2600::/45\"»] } }"),
    ("NP0300", "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: «10.0.0.0/29» } } } }"),
    ("NP0301", "vpcs: { v: { cidrs: «169.254.0.0/16» } }"),
    ("NP0301", "vpcs: { v: { cidrs: «224.0.0.0/16» } }"),
    ("NP0302", "vpcs: { v: { cidrs: [10.0.0.0/16, «10.0.5.0/24»] } }"),
    (
      "NP0303",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\", \"2600:2::/56\", \"2600:3::/56\", \"2600:4::/56\", \"2600:5::/56\", «\"2600:6::/56\"»] } }"
    ),
    ("NP0304", "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: «10.1.0.0/24» } } } }"),
    (
      "NP0305",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 }, t: { cidrs: «10.0.1.128/25» } } } }"
    ),
    ("NP0306", "vpcs: { v: { cidrs: 10.0.0.0/16, internet-gateways: { i: {}, «j»: {} } } }"),
    (
      "NP0306",
      "vpcs: { v: { cidrs: 10.0.0.0/16, egress-only-internet-gateways: { i: {}, «j»: {} } } }"
    ),
    ("NP0308", "vpcs: { v: { cidrs: [10.0.0.0/16, «192.168.0.0/16»] } }"),
    (
      "NP0319",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, nat-gateways: { n: { subnet: s, kind: private, private-ip: 10.0.1.9, public-ip: «52.0.0.9» } } } }"
    ),
    ("NP0350", "vpcs: { v: { cidrs: 10.0.0.0/16 } }\npeerings: { p: { between: [v, «v»] } }"),
    (
      "NP0351",
      "vpcs: { v: { cidrs: 10.0.0.0/16 }, w: { cidrs: 10.1.0.0/16 } }\npeerings: { p: { between: [v, w] }, «q»: { between: [w, v] } }"
    ),
    (
      "NP0352",
      "vpcs: { v: { cidrs: 10.0.0.0/16 }, w: { cidrs: 10.0.0.0/20 } }\npeerings: { «p»: { between: [v, w] } }"
    ),
    (
      "NP0369",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\nvpn-connections: { line: { vpn-gateway: g } }\ntransit-gateways: { tgw: { attachments: { o: { vpn: «line» } } } }"
    ),
    (
      "NP0376",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { v: { vpc: v, subnets: s }, g: { connect: v } }, route-tables: { a: { routes: [ { to: 8.0.0.0/8, via: «g» } ] } } } }"
    ),
    (
      "NP0377",
      "networks: { n: { cidrs: 192.168.0.0/16, attached-to: «a» } }\nvpn-connections: { l: {} }\ntransit-gateways: { t: { attachments: { a: { vpn: l } } } }"
    ),
    (
      "NP0392",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\nvpn-connections: { line: { vpn-gateway: v/g, tunnel-inside-ip-version: «ipv6» } }"
    ),
    (
      "NP0392",
      "vpn-connections: { l: { transport: «t/a» } }\ntransit-gateways: { t: { attachments: { a: { vpn: l } } } }"
    ),
    (
      "NP0392",
      "direct-connect-gateways: { d: { associations: { u: { transit-gateway: u, allowed-prefixes: 10.0.0.0/8 } } } }\nvpn-connections: { l: { transport: «u/x» } }\ntransit-gateways: { t: { attachments: { a: { vpn: l } } }, u: { attachments: { x: { direct-connect: d } } } }"
    ),
    (
      "NP0395",
      "vpcs: { v: { region: r, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, firewalls: { f: { policy: p, endpoints: { e: { subnet: s } } } } }, w: { region: q, cidrs: 10.1.0.0/16, subnets: { s: { cidrs: 10.1.1.0/24 } }, vpc-endpoints: { x: { type: firewall, firewall: «v/f», subnet: s } } } }\nfirewall-policies: { p: {} }"
    ),
    (
      "NP0395",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, firewalls: { f: { policy: p, endpoints: { e: { subnet: s } } } }, vpc-endpoints: { x: { type: «gateway-load-balancer», firewall: f, subnet: s } } } }\nfirewall-policies: { p: {} }"
    ),
    (
      "NP0396",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: a } }, firewalls: { f: { policy: p, endpoints: { e: { subnet: s } } } } }, w: { cidrs: 10.1.0.0/16, subnets: { s: { cidrs: 10.1.1.0/24, zone: b } }, vpc-endpoints: { x: { type: firewall, firewall: «v/f», subnet: s } } } }\nfirewall-policies: { p: {} }"
    ),
    (
      "NP0394",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: s, nat-rules: [{ match: 10.0.0.0/16, nat: «100.64.0.0/20» }] } } } }"
    ),
    (
      "NP0394",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: s, nat-rules: [{ match: 10.0.0.0/16, nat: «52.0.0.0/16» }] } } } }"
    ),
    (
      "NP0394",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: s, nat-rules: [{ match: «224.0.0.0/16», nat: 100.64.0.0/16 }] } } } }"
    ),
    (
      "NP0394",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: s, nat-rules: [{ match: «'2600::/16'», nat: 100.64.0.0/16 }] } } } }"
    ),
    (
      "NP0394",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: s, nat-rules: [{ match: 10.0.0.0/16, nat: 100.64.0.0/16 }, { match: «10.0.1.0/24», nat: 100.65.1.0/24 }] } } } }"
    ),
    (
      "NP0393",
      "vpcs: { v: { cidrs: [10.0.0.0/16, '2600:1f18:a::/56'], subnets: { s: { cidrs: '2600:1f18:a:1::/64' } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: «s» } } } }"
    ),
    (
      "NP0379",
      """
      firewall-policies:
        wall: { stateful-groups: { out: { suricata: "pass tcp $HOME_NET any -> any 443 (sid:1;)" } } }
      transit-gateways:
        hub:
          attachments:
            wall: { network-function: «wall» }
      """
    ),
    (
      "NP0378",
      "vpn-connections: { l: {} }\ntransit-gateways: { t: { attachments: { a: { vpn: l }, g: { connect: «a» } } } }"
    ),
    (
      "NP0206",
      "vpn-connections: { l: {} }\ncore-networks: { c: { edge-locations: [us-east-1, eu-west-1], attachments: { «a»: { vpn: l } } } }"
    ),
    (
      "NP0324",
      """
      transit-gateways: { t: { region: us-east-1, route-tables: { m: {} } } }
      core-networks:
        c:
          edge-locations: [us-east-1, eu-west-1]
          segments: { p: {} }
          attachments:
            a: { segment: p, transit-gateway-route-table: «t/m», edge-location: eu-west-1 }
      """
    ),
    (
      "NP0332",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/52\"] }, w: { cidrs: [10.0.0.0/16, «\"2600:1:0:100::/56\"»] } }"
    ),
    (
      "NP0333",
      "vpcs: { v: { region: a, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ntransit-gateways: { t: { region: b, attachments: { x: { vpc: «v», subnets: s } } } }"
    ),
    (
      "NP0333",
      "vpcs: { v: { region: a, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } }, w: { region: b, cidrs: 10.1.0.0/16, subnets: { s: { cidrs: 10.1.1.0/24 } } }, u: { cidrs: 10.2.0.0/16, subnets: { s: { cidrs: 10.2.1.0/24 } } } }\ntransit-gateways: { t: { attachments: { z: { vpc: u, subnets: u/s }, x: { vpc: v, subnets: v/s }, y: { vpc: «w», subnets: w/s } } } }"
    ),
    (
      "NP0333",
      "vpcs: { v: { region: a, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ncore-networks: { c: { edge-locations: b, segments: { p: {} }, attachments: { x: { segment: p, vpc: «v», subnets: s } } } }"
    ),
    (
      "NP0333",
      "vpcs: { v: { region: a, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } } }\ncore-networks: { c: { edge-locations: [a, b], segments: { p: {} }, attachments: { x: { segment: p, vpc: «v», subnets: s, edge-location: b } } } }"
    ),
    (
      "NP0334",
      "vpcs: { v: { region: a, cidrs: 10.0.0.0/16, security-groups: { g: { associated-vpcs: [u, «w»] } } }, w: { region: b, cidrs: 10.1.0.0/16 }, u: { cidrs: 10.2.0.0/16 } }"
    ),
    ("NP0335", "vpcs: { «v»: { cidrs: \"2600:1::/56\" } }"),
    (
      "NP0335",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: [10.0.1.0/24, «10.0.2.0/24»] } } } }"
    ),
    (
      "NP0336",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: a }, t: { cidrs: 10.0.2.0/24, zone: b } }, instances: { i: { subnet: s, private-ip: 10.0.1.10 } }, interfaces: { e: { subnet: «t», private-ip: 10.0.2.10, instance: i } } } }"
    ),
    (
      "NP0353",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, instances: { i: { subnet: s, private-ip: 10.0.1.10, sends-by: «e» } }, interfaces: { e: { subnet: s, private-ip: 10.0.1.11 } } } }"
    ),
    ("NP0301", "vpcs: { v: { cidrs: [10.0.0.0/16, «\"fe80::/56\"»] } }"),
    ("NP0301", "vpcs: { v: { cidrs: [10.0.0.0/16, «\"64:ff9b::/56\"»] } }"),
    ("NP0301", "vpcs: { v: { cidrs: [10.0.0.0/16, «\"fd00:ec2::/56\"»] } }"),
    (
      "NP0347",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} }, route-tables: { r: { edge-of: g, public-pools: «198.51.100.0/24» } } } }"
    ),
    (
      "NP0368",
      "transit-gateways: { t: { attachments: { a: { peer: u/b } }, route-tables: { m: { associations: a, propagations: «a» } } }, u: { attachments: { b: { peer: t/a } } } }"
    ),
    (
      "NP0362",
      """
      vpn-connections: { c: {} }
      transit-gateways: { t: { attachments: { one: { vpn: c } } }, u: { attachments: { «two»: { vpn: c } } } }
      """
    ),
    (
      "NP0362",
      """
      transit-gateways: { t: { route-tables: { m: {} } } }
      core-networks:
        c:
          edge-locations: us-east-1
          segments: { p: {}, q: {} }
          attachments:
            a: { segment: p, transit-gateway-route-table: m }
            «b»: { segment: q, transit-gateway-route-table: t/m }
      """
    ),
    (
      "NP0047",
      "core-networks: { c: { edge-locations: us-east-1, segments: { p: {} }, routes: [ { segment: «q», to: 8.0.0.0/8, via: blackhole } ] } }"
    ),
    (
      "NP0370",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\ndirect-connect-gateways: { dx: { virtual-interfaces: { l: { vpn-gateway: «g» } } } }"
    ),
    (
      "NP0371",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\nvirtual-interfaces: { l: { type: «transit», vpn-gateway: g } }"
    ),
    (
      "NP0372",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\ntransit-gateways: { t: { attachments: { a: { direct-connect: dx } } } }\ndirect-connect-gateways: { dx: { associations: { a: { vpn-gateway: g }, b: { transit-gateway: «t», allowed-prefixes: 10.9.0.0/16 } } } }"
    ),
    (
      "NP0373",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } } }\ndirect-connect-gateways: { dx: { associations: { a: { vpn-gateway: g }, b: { vpn-gateway: «g», allowed-prefixes: 10.9.0.0/16 } } } }"
    ),
    (
      "NP0374",
      "vpcs: { v: { cidrs: 10.0.0.0/16, vpn-gateways: { g: {} } }, w: { cidrs: 10.0.0.0/20, vpn-gateways: { h: {} } } }\ndirect-connect-gateways: { dx: { associations: { a: { vpn-gateway: g }, «b»: { vpn-gateway: h } } } }"
    ),
    (
      "NP0375",
      "transit-gateways: { t: { attachments: { a: { direct-connect: «dx» } } } }\ndirect-connect-gateways: { dx: {} }"
    ),
    (
      "NP0368",
      "vpn-connections: { line: { routing: static } }\ntransit-gateways: { tgw: { attachments: { o: { vpn: line } }, route-tables: { a: { propagations: «o» } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, load-balancers: { «b»: { type: application, subnets: { s: 10.0.1.9 } } } } }"
    ),
    (
      "NP0331",
      "firewall-policies: { p: { rule-order: strict, stateful-groups: { a: { priority: 1, rules: [ { pass: tcp } ] }, b: { priority: «1», rules: [ { drop: tcp } ] } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: a }, t: { cidrs: 10.0.2.0/24, zone: b } }, load-balancers: { b: { type: application, cross-zone: «false», subnets: { s: 10.0.1.9, t: 10.0.2.9 } } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, target-groups: { t: { type: alb, port: [tcp/80, «udp/80»], targets: [] } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, load-balancers: { b: { type: network, subnets: { s: { private-ip: 10.0.1.9, public-ip: «52.0.0.9» } } } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, load-balancers: { b: { type: network, subnets: { s: 10.0.1.9 }, listeners: [ «{ port: tcp/80 }» ] } } } }"
    ),
    (
      "NP0382",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, resource-gateways: { g: { subnets: { s: 10.0.1.9 }, resources: { r: { to: 10.0.1.8, ports: «udp/53» } } } } } }"
    ),
    (
      "NP0382",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, resource-gateways: { g: { subnets: { s: 10.0.1.9 }, resources: { r: { to: 10.0.1.8, ports: tcp/53 } } } }, vpc-endpoints: { e: { type: «interface», resource: r, subnets: { s: 10.0.1.7 } } } } }"
    ),
    (
      "NP0382",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, resource-gateways: { g: { subnets: { s: 10.0.1.9 }, resources: { r: { to: 10.0.1.8, ports: tcp/53 } } } }, vpc-endpoints: { e: { type: resource, resource: r, ports: «tcp/53», subnets: { s: 10.0.1.7 } } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {inbound: [{ rule: 1, accept: icmp, ports: «80» }]} }, mirror-sessions: {  } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {inbound: [{ rule: 1, accept: all, source-ports: «80» }]} }, mirror-sessions: {  } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {outbound: [{ rule: 1, accept: all, from: 10.0.0.0/8, to: «\"::/0\"» }]} }, mirror-sessions: {  } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: «b», target: t, filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: «e/s», target: t, filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: «six», target: t, filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: «old», target: t, filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: «alb», filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: «e», filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: «nlb/s», filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: «a», filter: f, number: 1 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: t, filter: f, number: 1 }, q: { source: a, target: t, filter: f, number: «1» } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: t, filter: f, number: 1 }, q: { source: a, target: t, filter: f, number: 2 }, r: { source: a, target: t, filter: f, number: 3 }, s: { source: «a», target: t, filter: f, number: 4 } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: nlb, filter: f, number: 1, packet-length: «9000» } } } }"
    ),
    (
      "NP0384",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], region: us-east-1, subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {} }, mirror-sessions: { p: { source: a, target: «w/far», filter: f, number: 1 } } }, w: { cidrs: 10.1.0.0/16, region: eu-west-1, subnets: { s: { cidrs: 10.1.1.0/24 } }, instances: { far: { subnet: s, private-ip: 10.1.1.10 } } } }"
    ),
    (
      "NP0331",
      "vpcs: { v: { cidrs: [10.0.0.0/16, \"2600:1::/56\"], subnets: { s: { cidrs: 10.0.1.0/24 }, x: { cidrs: \"2600:1::/64\" } }, instances: { a: { subnet: s, private-ip: 10.0.1.10 }, b: { subnet: s, private-ip: 10.0.1.11 }, six: { subnet: x, ipv6: \"2600:1::10\" }, old: { subnet: s, private-ip: 10.0.1.12, mirror-source-supported: false } }, interfaces: { a2: { instance: b, subnet: s, private-ip: 10.0.1.13 }, t: { subnet: s, private-ip: 10.0.1.14 } }, vpc-endpoints: { e: { type: interface, service: e, subnets: { s: 10.0.1.9 } } }, load-balancers: { alb: { type: classic, subnets: { s: 10.0.1.20 } }, nlb: { type: network, subnets: { s: 10.0.1.22 } } }, mirror-filters: { f: {inbound: [{ rule: 1, accept: all }, { rule: «1», reject: all }]} }, mirror-sessions: {  } } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16 } }\nservice-networks: { a: { vpcs: { v: [] } }, b: { vpcs: { «v»: [] } } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16, region: us-east-1 } }\nservice-networks: { a: { region: eu-west-1, vpcs: { «v»: [] } } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16 }, w: { cidrs: 10.1.0.0/16, security-groups: { g: {} } } }\nservice-networks: { a: { vpcs: { v: «w/g» } } }"
    ),
    (
      "NP0383",
      "lattice-services: { a: { listeners: [{ port: «udp/53» }] } }"
    ),
    (
      "NP0383",
      "lattice-services: { a: { listeners: [{ port: tcp/80 }, { port: «tcp/80» }] } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16, target-groups: { t: { port: udp/53 } } } }\nlattice-services: { a: { listeners: [{ port: tcp/80, to: «t» }] } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: z } }, target-groups: { t: { port: tcp/80 } }, load-balancers: { l: { type: network, subnets: { s: 10.0.1.9 }, listeners: [{ port: tcp/80, to: t }] } } } }\nlattice-services: { a: { listeners: [{ port: tcp/80, to: «t» }] } }"
    ),
    (
      "NP0383",
      "lattice-services: { a: { addresses: «10.0.0.9» } }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, vpc-endpoints: { e: { type: service-network, service-network: n, ports: «tcp/80», subnets: { s: 10.0.1.9 } } } } }\nservice-networks: { n: {} }"
    ),
    (
      "NP0383",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, vpc-endpoints: { e: { type: «interface», service-network: n, subnets: { s: 10.0.1.9 } } } } }\nservice-networks: { n: {} }"
    ),
    (
      "NP0358",
      "vpcs: { v: { cidrs: 10.0.0.0/16, encryption-control: enforce } }\nservice-networks: { «a»: { vpcs: { v: [] } } }"
    ),
    (
      "NP0381",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, carrier-gateways: { «c»: {} } } }"
    ),
    (
      "NP0381",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, instances: { i: { subnet: s, private-ip: 10.0.1.9, carrier-ip: «155.146.0.9» } } } }"
    ),
    (
      "NP0381",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } }, instances: { i: { subnet: s, private-ip: 10.0.1.9, customer-owned-ip: «10.200.0.9» } } } }"
    ),
    (
      "NP0381",
      "zones: { w: { type: wavelength, parent: a } }\nvpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: w } }, instances: { i: { subnet: s, private-ip: 10.0.1.9, public-ip: «52.0.0.9» } } } }"
    ),
    (
      "NP0211",
      "vpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: a, zone-id: i1 }, t: { cidrs: 10.0.2.0/24, zone: a, zone-id: «i2» } } } }"
    ),
    (
      "NP0211",
      "vpcs: { v: { account: one, cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: a, zone-id: i } } }, w: { account: two, cidrs: 10.1.0.0/16, subnets: { s: { cidrs: 10.1.1.0/24, zone: «a» } } } }"
    ),
    (
      "NP0211",
      "vpcs: { v: { cidrs: 10.0.0.0/16, internet-gateways: { igw: {} }, subnets: { s: { cidrs: 10.0.1.0/24, zone-id: i } }, nat-gateways: { n: { kind: regional, public-ips: { «a»: 52.0.0.9 } } } } }"
    ),
    (
      "NP0381",
      "zones: { l: { type: local, parent: a } }\nvpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: l } } } }\ntransit-gateways: { t: { attachments: { a: { vpc: v, subnets: «s» } } } }"
    ),
    (
      "NP0381",
      "zones: { l: { type: local, parent: a } }\nvpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: l, outpost: «op» } } } }"
    ),
    (
      "NP0314",
      "zones: { w: { type: wavelength, parent: a } }\nvpcs: { v: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24, zone: w } }, instances: { i: { subnet: s, private-ip: 10.0.1.8, carrier-ip: 155.146.0.9 }, j: { subnet: s, private-ip: 10.0.1.9, carrier-ip: «155.146.0.9» } } } }"
    ),
    (
      "NP0380",
      "vpcs: { v: { cidrs: 10.0.0.0/16, target-groups: { t: { type: ip, port: tcp/80, targets: [«8.8.8.8»] } } } }"
    ),
  ]

  /// Firewall policies.
  static let policies: [(code: String, text: String)] = [
    ("NP0390", "firewall-policies: { p: { stateful-default: «drop-strict» } }"),
    (
      "NP0391",
      "firewall-policies: { p: { stateless: [ { priority: 1, drop: tcp, tcp-flags: [«syn»], of-flags: [ack] } ] } }"
    ),
    (
      "NP0385",
      "firewall-policies: { p: { stateful-groups: { g: { suricata: «'pass tcp any any -> any any'» } } } }"
    ),
    (
      "NP0386",
      "firewall-policies: { p: { stateful-groups: { g: { domains: { action: deny, names: [«'*.a.test'»] } } } } }"
    ),
    (
      "NP0391",
      "firewall-policies: { p: { stateful-groups: { g: { suricata: «'pass tcp $NO any -> any any (sid:1;)'» } } } }"
    ),
  ]

  @Test(arguments: wholes + policies)
  func `are told where they stand`(code: String, text: String) {
    let marked = MarkedText(text)
    let found = written(marked.text).problems.all
    #expect(found.map(\.code) == [code], "\(found.map(\.message))")
    #expect(found.map(\.place) == [marked.place])
    #expect(found.allSatisfy { !$0.help.isEmpty })
  }

  /// Parts of a transit gateway with its attachments, and the code that they show.
  static let transits: [(code: String, text: String)] = [
    ("NP0361", "attachments: { v: { vpc: v, subnets: [s, «t»] } }"),
    ("NP0362", "attachments: { v: { vpc: v, subnets: s }, «again»: { vpc: v, subnets: t } }"),
    (
      "NP0363",
      "attachments: { v: { vpc: v, subnets: s } }, route-tables: { a: { associations: v }, b: { associations: «v» } }"
    ),
    ("NP0364", "attachments: { far: { peer: «tgw/v» }, v: { vpc: v, subnets: s } }"),
    (
      "NP0365",
      "attachments: { v: { vpc: v, subnets: s } }, route-tables: { a: { routes: [ { to: «gone», via: v } ] } }"
    ),
    ("NP0366", "attachments: { v: { vpc: v, subnets: s }, «same»: { vpc: same, subnets: x } }"),
    (
      "NP0367",
      "attachments: { v: { vpc: v, subnets: s } }, route-tables: { a: { routes: [ { to: 8.0.0.0/8, via: v }, { to: «8.0.0.0/8», via: blackhole } ] } }"
    ),
    (
      "NP0368",
      "attachments: { v: { vpn: still } }, route-tables: { a: { propagations: [«v»] } }"
    ),
    ("NP0200", "attachments: { v: { vpc: v, subnets: «x» } }"),
    ("NP0200", "attachments: { v: { vpn: «nowhere» } }"),
  ]

  @Test(arguments: transits)
  func `of transit gateways are told where they stand`(code: String, text: String) {
    let marked = MarkedText(
      Self.head + Self.others + "transit-gateways: { tgw: { \(text) } }\n")
    let found = written(marked.text).problems.all
    #expect(found.map(\.code) == [code], "\(found.map(\.message))")
    #expect(found.map(\.place) == [marked.place])
    #expect(found.allSatisfy { !$0.help.isEmpty })
  }

  @Test func `are all told here`() {
    let told = Set((Self.parts + Self.wholes + Self.transits + Self.policies).map(\.code))
    #expect(ModelCode.allCases.map(\.rawValue).filter { !told.contains($0) } == [])
  }

  /// Routes that AWS refuses, and the code of the finding.
  static let refused: [(code: Code, route: String)] = [
    (.routeTargetFamily, "{ to: 0.0.0.0/0, via: eigw }"),
    (.routeTargetFamily, "{ to: \"::/0\", via: nat }"),
    (.routeTargetFamily, "{ to: dual, via: eigw }"),
    (.routeMoreSpecificIllegal, "{ to: 10.0.1.0/25, via: nat }"),
    (.routeMoreSpecificIllegal, "{ to: 10.0.1.0/24, via: igw }"),
    (.routeReservedRange, "{ to: 169.254.168.0/24, via: igw }"),
    (.routeReservedRange, "{ to: \"fd00:ec2::/48\", via: igw }"),
    (.routeTargetIllegal, "{ to: 10.0.0.0/16, via: igw }"),
    (.routeTargetIllegal, "{ to: 8.0.0.0/8, via: local }"),
    (.routeTargetIllegal, "{ to: l, via: local }"),
    (.routeTargetIllegal, "{ to: 8.0.0.0/8, via: wy }"),
  ]

  @Test(arguments: refused)
  func `in routes are warnings, and the route is ignored (R8)`(code: Code, route: String) {
    let part = "    route-tables: { r: { routes: [ \(route) ] } }\n"
    let network = written(Self.head + part + Self.others)
    #expect(!network.problems.hasErrors)
    #expect(network.resolution.findings.map(\.code) == [code])
    #expect(network.resolution.findings.map(\.component) == [.routeTable(ID(0))])
    #expect(network.resolution.findings.map(\.diagnostic) == network.warnings)
    let written = network.resolution.model.routeTables[ID(0)].routes.last
    #expect(written?.refusal == code || route.contains("dual"))
  }

  @Test(arguments: [
    (
      Code.routePrefixListAmbiguous,
      "route-tables: { r: { routes: [ { to: l, via: igw }, { to: m, via: nat } ] } }"
    ),
    (
      .routeTargetIllegal,
      "route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: igw }, { to: 8.0.0.0/8, via: nat } ] } }"
    ),
    (
      .routeTargetIllegal,
      "route-tables: { r: { edge-of: igw, routes: [ { to: 10.0.1.0/24, via: nat } ] } }"
    ),
    (
      .routeTargetIllegal,
      "route-tables: { r: { edge-of: igw, routes: [ { to: 11.0.1.0/24, via: a } ] } }"
    ),
    (.routeTargetIllegal, "route-tables: { r: { edge-of: igw, routes: [ { to: l, via: a } ] } }"),
  ])
  func `in tables are findings`(code: Code, part: String) {
    let network = written(Self.head + "    \(part)\n" + Self.others)
    #expect(!network.problems.hasErrors)
    #expect(network.resolution.findings.map(\.code) == [code])
  }

  @Test func `about blocks are findings of their VPC or attachment`() {
    let network = written(
      """
      vpcs:
        a: { cidrs: [10.0.0.0/16, 192.168.0.0/16], subnets: { s: { cidrs: 10.0.1.0/24 } } }
        b: { cidrs: 10.0.0.0/16, subnets: { s: { cidrs: 10.0.1.0/24 } } }
      transit-gateways:
        tgw:
          attachments: { a: { vpc: a, subnets: s }, b: { vpc: b, subnets: s } }
          route-tables: { m: { associations: a, propagations: [a, b], routes: [ { to: 8.0.0.0/8, via: a }, { to: 8.0.0.0/8, via: a } ] } }
      """)
    #expect(!network.problems.hasErrors)
    #expect(
      network.resolution.findings.map(\.code) == [
        .vpcCIDRRestricted, .tgwCIDROverlap, .routeTargetIllegal,
      ])
    #expect(
      network.resolution.findings.map(\.component) == [
        .vpc(ID(0)), .attachment(ID(1)), .transitGatewayRouteTable(ID(0)),
      ])
  }
}
