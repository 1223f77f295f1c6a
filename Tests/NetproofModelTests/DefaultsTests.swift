import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

@Suite struct DefaultsTests {
  @Test func `a VPC has the lists that nobody writes`() throws {
    let model = try topology(small()).resolved().model
    let vpc = model.vpcs[ID(0)]
    let table = model.routeTables[vpc.mainRouteTable]
    #expect(table.identity.qualifiedName == "v/main (implied)")
    #expect(table.routes.count == 2)
    let list = model.networkACLs[vpc.defaultNetworkACL]
    #expect(list.isImplied && list.isDefault)
    #expect(list.inbound.map(\.number) == [100, 101])
    #expect(list.outbound.allSatisfy { $0.allows && $0.service == .all })
    let group = model.securityGroups[vpc.defaultSecurityGroup]
    #expect(group.isImplied && group.isDefault && group.hasImpliedOutbound)
    #expect(group.inbound.map(\.peer) == [.group(vpc.defaultSecurityGroup)])
    #expect(group.outbound.count == 2)
    #expect(vpc.dnsSupport)
  }

  @Test func `hosts without groups have the default one`() throws {
    let model = try topology(small()).resolved().model
    #expect(model.interfaces[ID(0)].securityGroups == [model.vpcs[ID(0)].defaultSecurityGroup])
    let written = small { $0.securityGroups = [group("mine", isDefault: true)] }
    let other = try topology(written).resolved().model
    #expect(other.securityGroups.count == 1)
    #expect(other.interfaces[ID(0)].securityGroups == [ID(0)])
    #expect(other.securityGroups[ID(0)].inbound.map(\.peer) == [.group(ID(0))])
  }

  @Test func `a written default takes the place of the implied one`() throws {
    let entry = small { vpc in
      var list = NetworkACLEntry(head: head("open"))
      list.isDefault = on()
      list.inbound = Listing([], at: at(4))
      vpc.networkACLs = [list]
    }
    let model = try topology(entry).resolved().model
    #expect(model.networkACLs.count == 1)
    #expect(model.subnets[ID(0)].networkACL == ID(0))
    #expect(model.networkACLs[ID(0)].inbound.isEmpty)
    #expect(model.networkACLs[ID(0)].outbound.map(\.number) == [100, 101])
  }

  @Test func `an outbound list left out allows all, an empty one nothing`() throws {
    let entry = small { $0.securityGroups = [group("a"), group("b", outbound: [])] }
    let model = try topology(entry).resolved().model
    #expect(model.securityGroups[ID(0)].outbound.count == 2)
    #expect(model.securityGroups[ID(0)].hasImpliedOutbound)
    #expect(model.securityGroups[ID(1)].outbound.isEmpty)
    #expect(!model.securityGroups[ID(1)].hasImpliedOutbound)
  }

  @Test func `a rule with several peers is a rule for each, at one place`() throws {
    let entry = small { vpc in
      vpc.securityGroups = [
        group(
          "a",
          inbound: [
            allow(service(.tcp, 80...80, 443...443), "0.0.0.0/0", "a", line: 5),
            allow(service(nil), "office", line: 6),
          ])
      ]
    }
    let resolution = try topology(entry) { $0.networks = [network("office", "198.51.100.0/24")] }
      .resolved()
    let rules = resolution.model.securityGroups[ID(0)].inbound
    #expect(
      rules.map(\.peer) == [.prefix(block("0.0.0.0/0").value), .group(ID(0)), .network(ID(1))])
    #expect(rules[0].service.ports == PortSet([80...80, 443...443]))
    let places = (0..<3).map {
      resolution.sourceMap.place(of: RuleID(.securityGroup(ID(0)), .inbound, $0))
    }
    #expect(places == [at(5), at(5), at(6)])
  }

  @Test func `rules of a network ACL are in order of their numbers`() throws {
    let entry = small { vpc in
      var list = NetworkACLEntry(head: head("l"))
      list.inbound = Listing(
        [200, 100].map { number in
          NetworkACLRuleEntry(
            span: at(number), number: Located(number, at: at(number)), allows: number == 100,
            service: service(.tcp, 80...80), cidr: block("0.0.0.0/0"))
        }, at: at(1))
      vpc.networkACLs = [list]
    }
    let resolution = try topology(entry).resolved()
    #expect(resolution.model.networkACLs[ID(0)].inbound.map(\.number) == [100, 200])
    #expect(
      resolution.sourceMap.place(of: RuleID(.networkACL(ID(0)), .inbound, 0)) == at(100))
    #expect(resolution.sourceMap.place(of: .inbound, in: .networkACL(ID(0))) == at(1))
    #expect(resolution.sourceMap.place(of: .outbound, in: .networkACL(ID(0))) == nil)
  }

  @Test(
    arguments: [
      (8, nil, ICMP.ports(type: 8)), (8, -1, ICMP.ports(type: 8)),
      (3, 4, PortSet(ICMP.port(type: 3, code: 4))), (-1, -1, PortSet.all), (nil, nil, .all),
    ] as [(Int?, Int?, PortSet)])
  func `types and codes become the numbers of a service`(type: Int?, code: Int?, ports: PortSet)
    throws
  {
    var written = service(.icmp)
    written.type = type.map { Located($0, at: at(0)) }
    written.code = code.map { Located($0, at: at(0)) }
    let entry = small { $0.securityGroups = [group("a", inbound: [allow(written, "0.0.0.0/0")])] }
    let rule = try topology(entry).resolved().model.securityGroups[ID(0)].inbound[0]
    #expect(rule.service == Service(.icmp, ports: ports))
  }

  @Test func `ports are ignored, with a warning, where AWS ignores them`() throws {
    let entry = small {
      $0.securityGroups = [group("a", inbound: [allow(service(nil, 22...22), "0.0.0.0/0")])]
    }
    let resolution = try topology(entry).resolved()
    #expect(resolution.model.securityGroups[ID(0)].inbound[0].service == .all)
    #expect(resolution.warnings.map(\.code) == ["NP0337"])
  }

  @Test func `what is not described resolves and needs nothing else`() throws {
    let entry = small { vpc in
      vpc.interfaces = [InterfaceEntry(head: head("fw", described: false))]
      vpc.natGateways.append(NATGatewayEntry(head: head("old", described: false)))
      vpc.instances.append(InterfaceEntry(head: head("box", described: false)))
      vpc.routeTables = [
        table(
          "r", route("0.0.0.0/0", via: "fw"), route("8.0.0.0/8", via: "old"),
          route("9.0.0.0/8", via: "box"), route("11.0.0.0/8", via: "p"))
      ]
    }
    let resolution = try topology(entry) { topology in
      topology.peerings = [PeeringEntry(head: head("p", described: false), between: [text("v")])]
    }.resolved()
    #expect(resolution.warnings.isEmpty)
    let model = resolution.model
    let interface = try #require(model.interfaces.named("fw", \.identity))
    #expect(!interface.identity.isDescribed)
    #expect(!model.subnets[interface.subnet].identity.isDescribed)
    #expect(model.vpcs.count == 2)
    #expect(!model.vpcs[model.peerings[ID(0)].accepter].identity.isDescribed)
  }
}
