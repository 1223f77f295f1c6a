import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

@Suite struct FixtureM0Tests {
  @Test func `the fixture resolves without a warning`() throws {
    let resolution = try fixtureM0().resolved()
    #expect(resolution.warnings.isEmpty)
    #expect(resolution.findings.isEmpty)
    let model = resolution.model
    #expect(model.vpcs.count == 3)
    #expect(model.instances.count == 8)
    #expect(model.interfaces.count == 8)
    #expect(model.networks.elements.map(\.identity.name) == ["internet", "inet4", "inet6", "dc"])
  }

  @Test func `the internet is what nothing else owns`() throws {
    let internet = try fixtureM0().resolved().model.networks[Model.internet]
    #expect(internet.isInternet)
    for owned in [
      "203.0.113.5", "2001:db8:ffff::5", "2001:db8:a:1::10", "52.0.0.10", "52.0.0.100",
      "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.1.1", "172.16.0.1", "192.168.1.1",
      "224.0.0.1", "240.0.0.1", "fd00::1",
    ] {
      #expect(!internet.addresses.contains(address(owned).value), "\(owned)")
    }
    for free in ["203.0.113.6", "198.51.100.7", "8.8.8.8", "2001:db8:b::1"] {
      #expect(internet.addresses.contains(address(free).value), "\(free)")
    }
  }

  @Test func `local routes come first in every table`() throws {
    let model = try fixtureM0().resolved().model
    let table = try #require(model.routeTables.named("rtb-a-app", \.identity))
    #expect(table.routes.count == 7)
    #expect(table.routes.prefix(2).allSatisfy { $0.target == .local && $0.origin == .local })
    #expect(table.routes[2].target == .natGateway(ID(0)))
    #expect(table.routes[4].target == .peering(ID(0)))
    #expect(table.routes.allSatisfy { $0.state == .active && $0.refusal == nil })
  }

  @Test func `a subnet without a table uses the main one`() throws {
    let model = try fixtureM0().resolved().model
    let subnet = try #require(model.subnets.named("a-db1", \.identity))
    #expect(subnet.usesMainRouteTable)
    #expect(model.routeTables[subnet.routeTable].identity.name == "rtb-a-main")
    let other = try #require(model.vpcs.named("vpc-b", \.identity))
    #expect(model.routeTables[other.mainRouteTable].identity.name == "main (implied)")
    #expect(model.routeTables[other.mainRouteTable].isMain)
  }

  @Test func `propagation puts blocks and learned prefixes into the table`() throws {
    let resolution = try fixtureM0().resolved()
    let model = resolution.model
    let table = model.transitGatewayRouteTables[ID(0)]
    #expect(
      table.routes.map(\.prefix.description) == [
        "10.0.0.0/16", "10.2.0.0/16", "192.168.0.0/16",
      ], "no IPv6 blocks, as no attachment has `ipv6-support`")
    #expect(table.routes.map(\.writtenIndex) == [0, 1, 2])
    let last = try #require(table.routes.last)
    #expect(last.origin == .propagated(index: 2))
    #expect(last.target == .attachment(ID(2)))
    #expect(model.attachments.elements.allSatisfy { $0.association == ID(0) })
    #expect(model.vpnConnections[ID(0)].learned.map(\.description) == ["192.168.0.0/16"])
    #expect(model.vpnConnections[ID(0)].networks == [ID(3)])
    let rule = RuleID(.transitGatewayRouteTable(ID(0)), .routes, 2)
    #expect(resolution.sourceMap.place(of: rule) == at(7))
  }

  @Test func `every run gives the same model`() throws {
    let (one, other) = (try fixtureM0().resolved(), try fixtureM0().resolved())
    #expect(one.model == other.model)
  }

  @Test func `names lead to their components from anywhere`() throws {
    let resolution = try fixtureM0().resolved()
    let (names, model) = (resolution.names, resolution.model)
    #expect(names.components(named: "web1") == [.instance(ID(0))])
    #expect(names.components(named: "interface:web1") == [.interface(ID(0))])
    #expect(names.components(named: "eni:vpc-a/web1") == [.interface(ID(0))])
    #expect(names.components(named: "vpc-a/app1") == [.instance(ID(1))])
    #expect(names.components(named: "111111111111/svcb") == [.instance(ID(5))])
    #expect(names.components(named: "tgw-1/att-c") == [.attachment(ID(1))])
    #expect(names.components(named: "internet") == [.network(Model.internet)])
    #expect(names.components(named: "web1", in: ID(1)).isEmpty)
    #expect(names.components(named: "web1", of: [.subnet]).isEmpty)
    #expect(names.nearest(to: "web-1", of: [.instance]) == "web1")
    #expect(names.nearest(to: "vpc-a/ap1", of: [.instance]) == "vpc-a/app1")
    #expect(names.nearest(to: "subnet:a-bd1", of: [.subnet]) == "subnet:a-db1")
    for id in model.interfaces.ids {
      #expect(
        names.preciseName(of: .interface(id))
          == "interface:\(model.interfaces[id].identity.qualifiedName)")
    }
  }
}
