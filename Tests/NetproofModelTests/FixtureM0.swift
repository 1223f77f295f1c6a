import NetproofModel
import NetproofSets
import NetproofSyntax

/// The fixture M0 of the semantics reference, as a topology.
func fixtureM0() -> Topology {
  topology(vpcA(), vpcB(), vpcC()) { topology in
    topology.networks = [
      network("inet4", "203.0.113.5/32"), network("inet6", "2001:db8:ffff::5/128"),
      network("dc", "192.168.0.0/16", attachedTo: "vpn-1"),
    ]
    var peering = PeeringEntry(head: head("pcx-ab"), between: [text("vpc-a"), text("vpc-b")])
    peering.head.state = text("active")
    topology.peerings = [peering]
    topology.transitGateways = [transitGateway()]
    var connection = VPNConnectionEntry(head: head("vpn-1"))
    connection.routing = text("bgp")
    connection.tunnels = [text("up"), text("up")]
    topology.vpnConnections = [connection]
  }
}

func network(_ name: String, _ blocks: String..., attachedTo: String? = nil) -> NetworkEntry {
  var entry = NetworkEntry(head: head(name))
  entry.cidrs = blocks.map { block($0) }
  entry.attachedTo = attachedTo.map { [text($0)] } ?? []
  return entry
}

func attachment(
  _ name: String, vpc: String? = nil, subnets: [String] = [], vpn: String? = nil,
  peer: String? = nil, line: Int = 0
) -> AttachmentEntry {
  var entry = AttachmentEntry(head: head(name, line))
  entry.vpc = vpc.map { text($0, line) }
  entry.subnets = subnets.map { text($0, line) }
  entry.vpn = vpn.map { text($0, line) }
  entry.peer = peer.map { text($0, line) }
  return entry
}

func gatewayTable(
  _ name: String, associations: [String], propagations: [String], _ routes: RouteEntry...
) -> TransitGatewayRouteTableEntry {
  var entry = TransitGatewayRouteTableEntry(head: head(name))
  entry.associations = Listing(associations.map { text($0) }, at: at(1))
  entry.propagations = Listing(propagations.map { text($0, 7) }, at: at(2))
  entry.routes = Listing(routes, at: at(3))
  return entry
}

private func transitGateway() -> TransitGatewayEntry {
  var entry = TransitGatewayEntry(head: head("tgw-1"))
  entry.attachments = [
    attachment("att-a", vpc: "vpc-a", subnets: ["a-tgw1"]),
    attachment("att-c", vpc: "vpc-c", subnets: ["c-tgw1"]),
    attachment("att-vpn", vpn: "vpn-1"),
  ]
  let all = ["att-a", "att-c", "att-vpn"]
  entry.routeTables = [gatewayTable("tgw-rtb-1", associations: all, propagations: all)]
  return entry
}

private func vpcA() -> VPCEntry {
  vpc("vpc-a", "10.0.0.0/16", "2001:db8:a::/56", account: "111111111111") { entry in
    entry.internetGateways = [GatewayEntry(head: head("igw-a"))]
    entry.egressOnlyInternetGateways = [GatewayEntry(head: head("eigw-a"))]
    entry.subnets = [
      subnet("a-pub1", "10.0.0.0/24", "2001:db8:a::/64", routeTable: "rtb-a-pub"),
      subnet("a-app1", "10.0.1.0/24", "2001:db8:a:1::/64", routeTable: "rtb-a-app"),
      subnet("a-app2", "10.0.2.0/24", "2001:db8:a:2::/64", zone: "az2", routeTable: "rtb-a-app"),
      subnet("a-db1", "10.0.3.0/24"), subnet("a-tgw1", "10.0.255.0/28"),
    ]
    entry.routeTables = [
      table("rtb-a-main", main: true),
      table("rtb-a-pub", route("0.0.0.0/0", via: "igw-a"), route("::/0", via: "igw-a")),
      table(
        "rtb-a-app", route("0.0.0.0/0", via: "nat-a"), route("::/0", via: "eigw-a"),
        route("10.1.0.0/16", via: "pcx-ab"), route("10.2.0.0/16", via: "tgw-1"),
        route("192.168.0.0/16", via: "tgw-1")),
    ]
    entry.securityGroups = [
      group(
        "sg-web",
        inbound: [
          allow(service(.tcp, 443...443), "0.0.0.0/0"), allow(service(.tcp, 443...443), "::/0"),
        ]),
      group(
        "sg-app",
        inbound: [
          allow(service(.tcp, 8080...8080), "sg-web"), allow(service(.tcp, 9000...9000), "sg-app"),
        ]),
      group("sg-db", inbound: [allow(service(.tcp, 5432...5432), "sg-app")], outbound: []),
    ]
    entry.natGateways = [nat("nat-a", "a-pub1", "10.0.0.100", "52.0.0.100")]
    entry.instances = [
      host(
        "web1", "a-pub1", "10.0.0.10", "2001:db8:a::10", publicIP: "52.0.0.10",
        groups: ["sg-web"]),
      host("app1", "a-app1", "10.0.1.10", "2001:db8:a:1::10", groups: ["sg-app"]),
      host("app1b", "a-app1", "10.0.1.11", groups: ["sg-app"]),
      host("app2", "a-app2", "10.0.2.10", "2001:db8:a:2::10", groups: ["sg-app"]),
      host("db1", "a-db1", "10.0.3.10", groups: ["sg-db"]),
    ]
  }
}

private func vpcB() -> VPCEntry {
  vpc("vpc-b", "10.1.0.0/16", account: "111111111111") { entry in
    entry.subnets = [subnet("b-app1", "10.1.1.0/24", routeTable: "rtb-b")]
    entry.routeTables = [table("rtb-b", route("10.0.0.0/16", via: "pcx-ab"))]
    entry.securityGroups = [
      group("sg-svcb", inbound: [allow(service(.tcp, 443...443), "10.0.0.0/16")])
    ]
    entry.instances = [host("svcb", "b-app1", "10.1.1.10", groups: ["sg-svcb"])]
  }
}

private func vpcC() -> VPCEntry {
  vpc("vpc-c", "10.2.0.0/16", account: "111111111111") { entry in
    entry.subnets = [
      subnet("c-tgw1", "10.2.255.0/28", routeTable: "rtb-c-tgw"),
      subnet("c-app1", "10.2.1.0/24", routeTable: "rtb-c-app"),
      subnet("c-app2", "10.2.2.0/24", zone: "az2", routeTable: "rtb-c-app"),
    ]
    entry.routeTables = [
      table("rtb-c-tgw"), table("rtb-c-app", route("0.0.0.0/0", via: "tgw-1")),
    ]
    entry.securityGroups = [
      group("sg-svcc", inbound: [allow(service(.tcp, 443...443), "10.0.0.0/8")])
    ]
    entry.instances = [
      host("svcc1", "c-app1", "10.2.1.10", groups: ["sg-svcc"]),
      host("svcc2", "c-app2", "10.2.2.10", groups: ["sg-svcc"]),
    ]
  }
}
