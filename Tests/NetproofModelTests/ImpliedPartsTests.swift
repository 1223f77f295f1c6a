import NetproofModel
import NetproofSets
import NetproofSyntax
import Testing

/// What AWS fills in, read from texts that leave it out.
@Suite struct `Parts that nobody writes` {
  private func vpc(_ text: String) -> Model {
    model("vpcs:\n  v:\n    cidrs: [10.0.0.0/16, \"2600:db8::/56\"]\n\(text)")
  }

  private static let subnets =
    "    subnets: { s: { cidrs: [10.0.1.0/24, \"2600:db8::/64\"] }, t: { cidrs: [10.0.2.0/24] } }\n"

  private func targets(_ table: RouteTable) -> [String] {
    table.routes.map { route in
      guard case .prefix(let prefix) = route.destination else { return "a list" }
      return "\(prefix) \(route.target) \(route.origin)"
    }
  }

  @Test func `are a main route table with local routes (R38)`() {
    let model = vpc(Self.subnets)
    #expect(model.routeTables.count == 1)
    let table = model.routeTables[model.vpcs[ID(0)].mainRouteTable]
    #expect(table.isMain && table.identity.name == "main (implied)")
    #expect(targets(table) == ["10.0.0.0/16 local local", "2600:db8::/56 local local"])
    #expect(model.subnets.elements.allSatisfy { $0.usesMainRouteTable && $0.routeTable == ID(0) })
  }

  @Test func `are local routes in every written table, until one is replaced (R38, R50)`() {
    let model = vpc(
      """
      \(Self.subnets)    internet-gateways: { igw: {} }
          interfaces: { fw: { subnet: s, private-ip: 10.0.1.20 } }
          route-tables:
            own: { main: true, routes: [ { to: 0.0.0.0/0, via: igw } ] }
            edge: { edge-of: igw, routes: [ { to: 10.0.0.0/16, via: fw } ] }
            told: { routes: [ { to: 10.0.0.0/16, via: local } ] }
      """)
    #expect(model.routeTables.count == 3)
    #expect(model.routeTables[model.vpcs[ID(0)].mainRouteTable].identity.name == "own")
    #expect(model.routeTables[ID(0)].routes.map(\.origin) == [.local, .local, .written])
    #expect(model.routeTables[ID(0)].routes.last?.target == .internetGateway(ID(0)))
    let edge = model.routeTables[ID(1)]
    #expect(edge.edgeOf == ID(0))
    #expect(edge.routes[0].target == .interface(ID(0)) && edge.routes[0].origin == .written)
    #expect(edge.routes[1].target == .local)
    #expect(model.internetGateways[ID(0)].edgeRouteTable == ID(1))
    #expect(model.routeTables[ID(2)].routes.allSatisfy { $0.target == .local })
  }

  @Test func `are a default network ACL that allows all (R57)`() {
    let model = vpc(Self.subnets)
    #expect(model.networkACLs.count == 1)
    let list = model.networkACLs[model.vpcs[ID(0)].defaultNetworkACL]
    #expect(list.isDefault && list.isImplied)
    for rules in [list.inbound, list.outbound] {
      #expect(rules.map(\.number) == [100, 101])
      #expect(rules.map(\.cidr.description) == ["0.0.0.0/0", "::/0"])
      #expect(rules.allSatisfy { $0.allows && $0.service == .all })
    }
    #expect(model.subnets.elements.allSatisfy { $0.networkACL == ID(0) })
  }

  @Test func `are not the rules of a network ACL that somebody writes (R57)`() {
    let model = vpc(
      """
          subnets: { s: { cidrs: [10.0.1.0/24], network-acl: own }, t: { cidrs: [10.0.2.0/24] } }
          network-acls: { own: {}, usual: { default: true } }
      """)
    #expect(model.networkACLs.count == 2)
    #expect(model.networkACLs[ID(0)].inbound.isEmpty && model.networkACLs[ID(0)].outbound.isEmpty)
    #expect(model.networkACLs[ID(1)].inbound.count == 2)
    #expect(model.subnets.elements.map(\.networkACL) == [ID(0), ID(1)])
  }

  @Test func `are a default security group for its own members (R71)`() {
    let model = vpc(
      "\(Self.subnets)    instances: { a: { subnet: s, private-ip: 10.0.1.10 } }\n")
    let group = model.vpcs[ID(0)].defaultSecurityGroup
    #expect(model.interfaces[ID(0)].securityGroups == [group])
    #expect(model.securityGroups[group].inbound.map(\.peer) == [.group(group)])
    #expect(model.securityGroups[group].inbound.map(\.service) == [.all])
    #expect(
      model.securityGroups[group].outbound.map(\.peer) == [
        .prefix(block("0.0.0.0/0").value), .prefix(block("::/0").value),
      ])
  }

  @Test func `are the outbound rules of a group that has none written (R71)`() {
    let model = vpc(
      "    security-groups: { open: {}, shut: { inbound: [], outbound: [] }, d: { default: true } }\n"
    )
    #expect(model.securityGroups.count == 3)
    #expect(model.securityGroups[ID(0)].inbound.isEmpty)
    #expect(model.securityGroups[ID(0)].outbound.count == 2)
    #expect(model.securityGroups[ID(0)].hasImpliedOutbound)
    #expect(model.securityGroups[ID(1)].outbound.isEmpty)
    #expect(model.securityGroups[ID(2)].inbound.map(\.peer) == [.group(ID(2))])
    #expect(model.vpcs[ID(0)].defaultSecurityGroup == ID(2))
  }

  @Test func `are states in which everything works`() {
    let model = model(fixtureM0Text)
    #expect(model.instances.elements.allSatisfy { $0.state == .running })
    #expect(model.interfaces.elements.allSatisfy { $0.state == .inUse })
    #expect(model.internetGateways.elements.allSatisfy { $0.isAttached })
    #expect(model.natGateways.elements.allSatisfy { $0.state == .available })
    #expect(model.attachments.elements.allSatisfy { $0.state == .available })
    #expect(model.attachments.elements.allSatisfy { !$0.applianceMode })
    #expect(model.attachments.elements.allSatisfy { $0.securityGroupReferencing })
    #expect(!model.transitGateways[ID(0)].securityGroupReferencing)
    #expect(model.transitGateways[ID(0)].vpnECMP)
  }

  @Test func `are the routes that attachments propagate (R132, R133)`() {
    let model = model(
      """
      networks: { dc: { cidrs: [192.168.0.0/16], attached-to: vpn } }
      vpcs:
        a: { cidrs: [10.0.0.0/16, 10.5.0.0/16], subnets: { s: { cidrs: 10.0.1.0/24 } } }
        b: { cidrs: [10.1.0.0/16], subnets: { s: { cidrs: 10.1.1.0/24 } } }
      vpn-connections: { vpn: {} }
      transit-gateways:
        tgw:
          attachments:
            a: { vpc: a, subnets: s }
            b: { vpc: b, subnets: s, state: deleted }
            v: { vpn: vpn }
          route-tables:
            main:
              associations: [a, v]
              propagations: [a, v]
              routes: [ { to: 10.0.0.0/16, via: blackhole }, { to: 0.0.0.0/0, via: v } ]
            none: {}
      """)
    let table = model.transitGatewayRouteTables[ID(0)]
    #expect(
      table.routes.map { "\($0.prefix) \($0.origin)" } == [
        "10.0.0.0/16 written", "0.0.0.0/0 written", "10.5.0.0/16 propagated(index: 0)",
        "192.168.0.0/16 propagated(index: 1)",
      ])
    #expect(model.transitGatewayRouteTables[ID(1)].routes.isEmpty)
    #expect(model.attachments.elements.map(\.association) == [ID(0), nil, ID(0)])
  }

  @Test(arguments: [
    ("igw", "internet-gateways: { igw: { state: detached } }", Route.State.blackhole),
    ("nat", "nat-gateways: { nat: { subnet: s, state: deleted } }", .blackhole),
    ("nat", "nat-gateways: { nat: { subnet: s, state: failed } }", .active),
    ("a", "instances: { a: { subnet: s, private-ip: 10.0.1.10, state: stopped } }", .blackhole),
    ("a", "instances: { a: { subnet: s, private-ip: 10.0.1.10 } }", .active),
    ("fw", "interfaces: { fw: { subnet: s, private-ip: 10.0.1.20 } }", .active),
    (
      "fw", "interfaces: { fw: { subnet: s, private-ip: 10.0.1.20, state: available } }", .blackhole
    ),
  ])
  func `are the states of routes, as their targets have them`(
    via: String, part: String, state: Route.State
  ) {
    let model = vpc(
      """
      \(Self.subnets)    \(part)
          route-tables: { r: { routes: [ { to: 8.0.0.0/8, via: \(via) } ] } }
      """)
    #expect(model.routeTables[ID(0)].routes.last?.state == state)
  }
}
