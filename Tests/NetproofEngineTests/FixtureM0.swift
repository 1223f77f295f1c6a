extension Sketch {
  /// The fixture M0 of the vectors (semantics reference, section 3).
  static var m0: Sketch {
    var sketch = Sketch()
    sketch.networks = [
      "inet4": Outside(cidrs: ["203.0.113.5/32"]),
      "inet6": Outside(cidrs: ["2001:db8:ffff::5/128"]),
      "dc": Outside(cidrs: ["192.168.0.0/16"], vpn: "vpn-1"),
    ]
    sketch.addVPCs()
    sketch.addSubnets()
    sketch.addTables()
    sketch.addGroups()
    sketch.addHosts()
    sketch.addTransitGateway()
    return sketch
  }

  private mutating func addVPCs() {
    vpcs = [
      "vpc-a": Cloud(
        cidrs: ["10.0.0.0/16", "2001:db8:a::/56"], gateway: "igw-a", egressOnlyGateway: "eigw-a",
        main: "rtb-a-main"),
      "vpc-b": Cloud(cidrs: ["10.1.0.0/16"], main: "rtb-b-main"),
      "vpc-c": Cloud(cidrs: ["10.2.0.0/16"], main: "rtb-c-main"),
    ]
    peerings = ["pcx-ab": Link(requester: "vpc-a", accepter: "vpc-b")]
  }

  private mutating func addSubnets() {
    subnets = [
      "a-pub1": Place(
        vpc: "vpc-a", cidrs: ["10.0.0.0/24", "2001:db8:a::/64"], table: "rtb-a-pub"),
      "a-app1": Place(
        vpc: "vpc-a", cidrs: ["10.0.1.0/24", "2001:db8:a:1::/64"], table: "rtb-a-app"),
      "a-app2": Place(
        vpc: "vpc-a", cidrs: ["10.0.2.0/24", "2001:db8:a:2::/64"], zone: "az2",
        table: "rtb-a-app"),
      "a-db1": Place(vpc: "vpc-a", cidrs: ["10.0.3.0/24"]),
      "a-tgw1": Place(vpc: "vpc-a", cidrs: ["10.0.255.0/28"]),
      "b-app1": Place(vpc: "vpc-b", cidrs: ["10.1.1.0/24"], table: "rtb-b"),
      "c-tgw1": Place(vpc: "vpc-c", cidrs: ["10.2.255.0/28"], table: "rtb-c-tgw"),
      "c-app1": Place(vpc: "vpc-c", cidrs: ["10.2.1.0/24"], table: "rtb-c-app"),
      "c-app2": Place(vpc: "vpc-c", cidrs: ["10.2.2.0/24"], zone: "az2", table: "rtb-c-app"),
    ]
  }

  private mutating func addTables() {
    tables = [
      "rtb-a-main": Routes(vpc: "vpc-a"),
      "rtb-a-pub": Routes(vpc: "vpc-a", lines: ["0.0.0.0/0 igw-a", "::/0 igw-a"]),
      "rtb-a-app": Routes(
        vpc: "vpc-a",
        lines: [
          "0.0.0.0/0 nat-a", "::/0 eigw-a", "10.1.0.0/16 pcx-ab", "10.2.0.0/16 tgw-1",
          "192.168.0.0/16 tgw-1",
        ]),
      "rtb-b-main": Routes(vpc: "vpc-b"),
      "rtb-b": Routes(vpc: "vpc-b", lines: ["10.0.0.0/16 pcx-ab"]),
      "rtb-c-main": Routes(vpc: "vpc-c"),
      "rtb-c-tgw": Routes(vpc: "vpc-c"),
      "rtb-c-app": Routes(vpc: "vpc-c", lines: ["0.0.0.0/0 tgw-1"]),
    ]
  }

  private mutating func addGroups() {
    let all = ["all 0.0.0.0/0", "all ::/0"]
    groups = [
      "sg-web": Rules(vpc: "vpc-a", inbound: ["tcp/443 0.0.0.0/0", "tcp/443 ::/0"], outbound: all),
      "sg-app": Rules(
        vpc: "vpc-a", inbound: ["tcp/8080 sg-web", "tcp/9000 sg-app"], outbound: all),
      "sg-db": Rules(vpc: "vpc-a", inbound: ["tcp/5432 sg-app"]),
      "sg-svcb": Rules(vpc: "vpc-b", inbound: ["tcp/443 10.0.0.0/16"], outbound: all),
      "sg-svcc": Rules(vpc: "vpc-c", inbound: ["tcp/443 10.0.0.0/8"], outbound: all),
    ]
  }

  private mutating func addHosts() {
    natGateways = [
      "nat-a": Translator(
        subnet: "a-pub1", privateAddress: "10.0.0.100", publicAddress: "52.0.0.100")
    ]
    hosts = [
      "web1": Host(
        subnet: "a-pub1", addresses: ["10.0.0.10", "2001:db8:a::10"], publicAddress: "52.0.0.10",
        groups: ["sg-web"]),
      "app1": Host(
        subnet: "a-app1", addresses: ["10.0.1.10", "2001:db8:a:1::10"], groups: ["sg-app"]),
      "app1b": Host(subnet: "a-app1", addresses: ["10.0.1.11"], groups: ["sg-app"]),
      "app2": Host(
        subnet: "a-app2", addresses: ["10.0.2.10", "2001:db8:a:2::10"], groups: ["sg-app"]),
      "db1": Host(subnet: "a-db1", addresses: ["10.0.3.10"], groups: ["sg-db"]),
      "svcb": Host(subnet: "b-app1", addresses: ["10.1.1.10"], groups: ["sg-svcb"]),
      "svcc1": Host(subnet: "c-app1", addresses: ["10.2.1.10"], groups: ["sg-svcc"]),
      "svcc2": Host(subnet: "c-app2", addresses: ["10.2.2.10"], groups: ["sg-svcc"]),
    ]
  }

  private mutating func addTransitGateway() {
    hubs = ["tgw-1": Hub()]
    spokes = [
      "att-a": Spoke(hub: "tgw-1", to: "vpc-a", subnets: ["a-tgw1"], table: "tgw-rtb-1"),
      "att-c": Spoke(hub: "tgw-1", to: "vpc-c", subnets: ["c-tgw1"], table: "tgw-rtb-1"),
      "att-vpn": Spoke(hub: "tgw-1", to: "vpn-1", table: "tgw-rtb-1"),
    ]
    hubTables = [
      "tgw-rtb-1": HubRoutes(hub: "tgw-1", propagations: ["att-a", "att-c", "att-vpn"])
    ]
    connections = ["vpn-1": Tunnel(learned: ["192.168.0.0/16"])]
  }
}
