import NetproofModel
import NetproofSyntax
import Testing

@Suite struct `Names` {
  private static let text = """
    networks: { web: { cidrs: 198.51.100.0/24 } }
    vpcs:
      prod:
        account: "111122223333"
        cidrs: 10.0.0.0/16
        internet-gateways: { out: {} }
        subnets: { web: { cidrs: 10.0.1.0/24 }, only-prod: { cidrs: 10.0.3.0/24 } }
        nat-gateways: { out: { subnet: web, private-ip: 10.0.1.9, public-ip: 52.0.0.9 } }
        instances: { a: { subnet: web, private-ip: 10.0.1.10 } }
      test:
        account: "999900001111"
        cidrs: 10.1.0.0/16
        subnets: { web: { cidrs: 10.1.1.0/24 } }
        instances: { a: { subnet: web, private-ip: 10.1.1.10 } }
    transit-gateways: { tgw: { attachments: { prod: { vpc: prod, subnets: only-prod } } } }

    """

  @Test(arguments: [
    ("web", ["network:web", "subnet:prod/web", "subnet:test/web"]),
    ("subnet:web", ["subnet:prod/web", "subnet:test/web"]),
    ("prod/web", ["subnet:prod/web"]), ("subnet:prod/web", ["subnet:prod/web"]),
    ("111122223333/web", ["subnet:prod/web"]), ("subnet:999900001111/web", ["subnet:test/web"]),
    ("net:web", ["network:web"]), ("prod/a", ["instance:prod/a"]),
    ("eni:prod/a", ["interface:prod/a"]),
    ("host:a", ["instance:prod/a", "instance:test/a"]),
    ("prod", ["vpc:prod", "transit-gateway-attachment:tgw/prod"]),
    ("tgw/prod", ["transit-gateway-attachment:tgw/prod"]),
    ("prod/out", ["internet-gateway:prod/out", "nat-gateway:prod/out"]),
    ("nat:prod/out", ["nat-gateway:prod/out"]), ("only-prod", ["subnet:prod/only-prod"]),
    ("internet", ["network:internet"]), ("nothing", []), ("prod/nothing", []),
    ("test/only-prod", []),
    ("subnet:a", []), ("", []), ("/", []), (":", []), ("subnet:", []), ("prod/", []),
    ("a/b/c/d/e", []),
  ])
  func `mean what their owner and kind say`(name: String, expected: [String]) {
    let names = written(Self.text).resolution.names
    let found = names.components(named: name).map { names.preciseName(of: $0) }
    #expect(found.sorted() == expected.sorted())
  }

  @Test(arguments: [
    ("route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: nat:out } ] } }", []),
    ("route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: nat-gateway:prod/out } ] } }", []),
    (
      "route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: out } ] } }",
      ["`out` can mean `internet-gateway:prod/out` and `nat-gateway:prod/out`"]
    ),
    ("interfaces: { b: { subnet: prod/web, private-ip: 10.0.1.20 } }", []),
    ("interfaces: { b: { subnet: subnet:web, private-ip: 10.0.1.20 } }", []),
    (
      "interfaces: { b: { subnet: test/web, private-ip: 10.0.1.20 } }",
      ["no subnet is named `test/web` in `prod`"]
    ),
  ])
  func `of parts are looked up in their VPC`(part: String, expected: [String]) {
    let text = Self.text.replacing(
      "    instances: { a: { subnet: web, private-ip: 10.0.1.10 } }\n",
      with: "    instances: { a: { subnet: web, private-ip: 10.0.1.10 } }\n    \(part)\n")
    #expect(written(text).problems.all.map(\.message) == expected)
  }

  @Test(arguments: [
    ("subnet: wbe", "did you mean `web`?"),
    ("subnet: prod/wbe", "did you mean `prod/web`?"),
    ("subnet: prd/web", "did you mean `prod/web`?"),
    ("subnet: subnet:wbe", "did you mean `subnet:web`?"),
    ("subnet: a", "there is `instance:prod/a` and `instance:test/a`, but that is not a subnet"),
    ("subnet: elsewhere", "choose from `web`, `only-prod`"),
  ])
  func `of nothing lead to the nearest one`(key: String, help: String) {
    let part = "    interfaces: { b: { \(key), private-ip: 10.0.1.20 } }\n"
    let text = Self.text.replacing("    internet-gateways: { out: {} }\n", with: part)
    let found = written(text).problems.sorted
    #expect(found.map(\.code) == ["NP0200"])
    #expect(found.first?.help.first == help)
  }

  @Test func `that are lost are not missed`() {
    let found = written(
      """
      vpcs:
        v:
          cidrs: 10.0.0.0/16
          subnetten: { s: { cidrs: 10.0.1.0/24 } }
          instances: { a: { subnet: s, private-ip: 10.0.1.10 } }
      """)
    #expect(found.problems.all.map(\.code) == ["NP0041"])
  }

  @Test func `of damaged things are known`() {
    let found = written(
      """
      vpcs:
        v:
          cidrs: 10.0.0.0/33
          subnets: { s: 10.0.1.0/24, t: { cidrs: nothing, route-table: r } }
          route-tables: { r: { main: perhaps, routes: [ { to: 1.0.0.0/8, via: p }, { via: fw } ] } }
          interfaces: { fw: { subnet: s, private-ip: here, security-groups: g } }
          security-groups: { g: { inbound: [ { allow: tpc, from: l } ], default: true } }
      prefix-lists: { l: {} }
      peerings: { p: { between: v } }
      """)
    #expect(
      found.problems.sorted.map(\.code) == [
        "NP0105", "NP0040", "NP0104", "NP0043", "NP0042", "NP0106", "NP0120", "NP0042", "NP0040",
      ])
  }
}
