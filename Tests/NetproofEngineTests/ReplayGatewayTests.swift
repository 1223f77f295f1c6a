import NetproofModel
import Testing

/// The vectors of gateways, peering and transit gateways, by their numbers in the reference.
@Suite struct ReplayGatewayTests {
  @Test(arguments: internet)
  func `gateways let through what they can translate`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let internet = [
    Vector("T79", "web1 → 203.0.113.5 tcp/443", "forward igw-a IGW_NO_PUBLIC_IP") {
      $0.hosts["web1"]?.publicAddress = nil
    },
    Vector("T80", "inet4 → 52.0.0.10 tcp/443", "reply rtb-a-pub NO_ROUTE") {
      $0.tables["rtb-a-pub"]?.lines = ["::/0 igw-a"]
    },
    Vector("T81", "inet4 → 52.0.0.11 tcp/8080", "reply nat-a RETURN_NOT_VIA_IGW") {
      $0.hosts["app1"]?.publicAddress = "52.0.0.11"
      $0.groups["sg-app"]?.inbound.append("tcp/8080 0.0.0.0/0")
    },
    Vector("T83", "web1 → 172.20.0.1 tcp/443", "forward igw-a IGW_PRIVATE_DEST"),
    Vector("T84", "app1 → 203.0.113.5 tcp/443", "forward nat-a NAT_BAD_STATE") {
      $0.natGateways["nat-a"]?.state = .failed
    },
    Vector("T86", "app1 → 203.0.113.5 tcp/443", "forward igw-a IGW_NO_PUBLIC_IP") {
      $0.natGateways["nat-a"]?.publicAddress = nil
    },
    Vector("T89", "app1 → 64:ff9b::cb00:7105 tcp/443", "reachable") {
      $0.tables["rtb-a-app"]?.lines.append("64:ff9b::/96 nat-a")
    },
    Vector("T89", "app1 → 64:ff9b::cb00:7105 icmpv6/128", "reachable") {
      $0.tables["rtb-a-app"]?.lines.append("64:ff9b::/96 nat-a")
    },
    Vector("R104", "app1 → 203.0.113.5 protocol/47", "forward nat-a NAT_PROTOCOL"),
    Vector("T90", "app1 → 10.1.1.10 tcp/443", "reachable") { $0.translateToPeer() },
    Vector("T90", "app1 → 10.1.1.10 tcp/443", "reply acl NACL_EGRESS_DENY") {
      $0.translateToPeer()
      $0.filter("b-app1", outbound: [])
    },
    Vector("T92", "app1 → 203.0.113.5 tcp/443", "reachable") { $0.centralEgress() },
    Vector(
      "T93", "app1 → 203.0.113.5 tcp/443",
      "reply igw-c SPOOFED_SOURCE, reply igw-c IGW_PRIVATE_DEST"
    ) {
      $0.centralEgress()
      $0.tables["rtb-c-pub"]?.lines = ["0.0.0.0/0 igw-c"]
    },
    Vector("G34", "dc(192.168.10.10) → 203.0.113.5 tcp/443", "reachable") {
      $0.centralEgress()
      $0.tables["rtb-c-pub"]?.lines.append("192.168.0.0/16 tgw-1")
      $0.networks["dc"]?.routesTo = ["0.0.0.0/0"]
    },
    Vector(
      "R100", "inet6 → 2001:db8:a:1::10 tcp/443", "forward eigw-a EIGW_UNSOLICITED_INBOUND"
    ) {
      $0.vpcs["vpc-a"]?.gateway = nil
    },
    Vector(
      "R101", "inet6 → 2001:db8:a:1::10 tcp/443",
      "forward sg-app SG_INGRESS_NO_MATCH, reply eigw-a RETURN_NOT_VIA_IGW"),
    Vector("R96", "inet4 → 10.0.1.10 tcp/8080", "forward igw-a IGW_DST_NOT_MAPPED"),
  ]

  @Test(arguments: peering)
  func `peering joins two VPCs and no more`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let peering = [
    Vector("T87", "svcb → 203.0.113.5 tcp/443", "forward pcx-ab PCX_DST_NOT_IN_PEER") {
      $0.tables["rtb-b"]?.lines.append("0.0.0.0/0 pcx-ab")
    },
    Vector(
      "T95", "app1 → 10.1.1.10 tcp/443",
      "forward pcx-ab PCX_NOT_ACTIVE, reply pcx-ab PCX_NOT_ACTIVE"
    ) {
      $0.peerings["pcx-ab"]?.state = .pendingAcceptance
    },
    Vector("T96", "app1 → 10.3.1.10 tcp/443", "forward pcx-ab PCX_DST_NOT_IN_PEER") {
      $0.addVPC("vpc-d", "10.3.0.0/16", peeredBy: "pcx-bd")
      $0.tables["rtb-a-app"]?.lines.append("10.3.0.0/16 pcx-ab")
      $0.tables["rtb-b"]?.lines.append("10.3.0.0/16 pcx-bd")
    },
    Vector("T98", "app1 → 10.1.1.10 tcp/443", "reply pcx-be RETURN_WRONG_NETWORK") {
      $0.addVPC("vpc-e", "10.0.0.0/16", peeredBy: "pcx-be")
      $0.tables["rtb-b"]?.lines = ["10.0.0.0/16 pcx-be"]
    },
    Vector("T99", "app1 → 10.1.1.10 tcp/443", "reachable") {
      $0.addVPC("vpc-e", "10.0.0.0/16", peeredBy: "pcx-be")
      $0.tables["rtb-b"]?.lines = ["10.0.0.0/16 pcx-be", "10.0.1.0/24 pcx-ab"]
    },
  ]

  @Test(arguments: transitGateways)
  func `transit gateways route by attachment and zone`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let transitGateways = [
    Vector("T101", "app2 → 10.2.1.10 tcp/443", "reachable") {
      $0.subnets["a-tgw2"] = Sketch.Place(vpc: "vpc-a", cidrs: ["10.0.255.16/28"], zone: "az2")
      $0.spokes["att-a"]?.subnets.append("a-tgw2")
    },
    Vector("T103", "app1 → 10.2.1.10 tcp/443", "forward att-a TGW_NO_ASSOCIATION") {
      $0.spokes["att-a"]?.table = nil
    },
    Vector("T104", "app1 → 10.2.1.10 tcp/443", "reply tgw-rtb-1 TGW_NO_ROUTE") {
      $0.hubTables["tgw-rtb-1"]?.propagations = ["att-c", "att-vpn"]
    },
    Vector("T105", "app1 → 10.2.1.10 tcp/443", "forward tgw-rtb-1 TGW_BLACKHOLE") {
      $0.hubTables["tgw-rtb-1"]?.lines = ["10.2.1.0/24 blackhole"]
    },
    Vector("T107", "app1 → 10.2.1.10 tcp/443", "reply rtb-c-app NO_ROUTE") {
      $0.tables["rtb-c-app"]?.lines = []
    },
    Vector("T112", "app1 → 10.9.1.10 tcp/443", "forward tgw-rtb-1 TGW_NO_ROUTE") {
      $0.tables["rtb-a-app"]?.lines.append("10.9.0.0/16 tgw-1")
    },
    Vector("T124", "dc(192.168.10.10) → 10.0.1.10 tcp/9000", "forward dc ONPREM_NO_ROUTE") {
      $0.hubTables["tgw-rtb-2"] = Sketch.HubRoutes(hub: "tgw-1")
      $0.spokes["att-vpn"]?.table = "tgw-rtb-2"
    },
    Vector(
      "T124", "dc(192.168.10.10) → 10.0.1.10 tcp/9000", "forward tgw-rtb-2 TGW_NO_ROUTE"
    ) {
      $0.hubTables["tgw-rtb-2"] = Sketch.HubRoutes(hub: "tgw-1")
      $0.spokes["att-vpn"]?.table = "tgw-rtb-2"
      $0.networks["dc"]?.routesTo = ["10.0.0.0/8"]
    },
    Vector(
      "R152", "app1 → 192.168.10.10 tcp/22",
      "forward vpn-1 VPN_TUNNELS_DOWN, reply vpn-1 VPN_TUNNELS_DOWN"
    ) {
      $0.connections["vpn-1"]?.tunnels = [false, false]
    },
    Vector("R136", "app1 → 10.2.1.10 tcp/443", "forward tgw-1 ROUTING_LOOP") {
      $0.hubTables["tgw-rtb-1"]?.lines = ["10.2.1.0/24 att-a"]
      $0.tables["rtb-a-main"]?.lines = ["10.2.0.0/16 tgw-1"]
    },
    Vector("R142", "app1 → 10.2.1.10 tcp/443", "reachable") { $0.splitHub() },
    Vector("R82", "app1 → 10.2.1.10 tcp/443", "forward sg-svcc SG_INGRESS_NO_MATCH") {
      $0.splitHub()
      $0.hubs["tgw-1"]?.referencing = true
      $0.hubs["tgw-2"]?.referencing = true
      $0.groups["sg-svcc"]?.inbound = ["tcp/443 sg-app"]
    },
  ]
}

extension Sketch {
  /// T90: app1 goes to VPC B by nat-a, and B has no way back.
  mutating func translateToPeer() {
    tables["rtb-a-app"]?.lines.removeAll { $0 == "10.1.0.0/16 pcx-ab" }
    tables["rtb-a-app"]?.lines.append("10.1.0.0/16 nat-a")
    tables["rtb-a-pub"]?.lines.append("10.1.0.0/16 pcx-ab")
    tables["rtb-b"]?.lines = []
  }

  /// T92: VPC A reaches the internet by a NAT gateway in VPC C.
  mutating func centralEgress() {
    vpcs["vpc-c"]?.gateway = "igw-c"
    subnets["c-pub"] = Place(vpc: "vpc-c", cidrs: ["10.2.0.0/24"], table: "rtb-c-pub")
    tables["rtb-c-pub"] = Routes(vpc: "vpc-c", lines: ["0.0.0.0/0 igw-c", "10.0.0.0/16 tgw-1"])
    natGateways["nat-c"] = Translator(
      subnet: "c-pub", privateAddress: "10.2.0.100", publicAddress: "52.0.0.200")
    tables["rtb-c-tgw"]?.lines = ["0.0.0.0/0 nat-c"]
    hubTables["tgw-rtb-1"]?.lines = ["0.0.0.0/0 att-c"]
    tables["rtb-a-app"]?.lines.removeAll { $0 == "0.0.0.0/0 nat-a" }
    tables["rtb-a-app"]?.lines.append("0.0.0.0/0 tgw-1")
  }

  /// A VPC that is peered with VPC B.
  mutating func addVPC(_ name: String, _ cidr: String, peeredBy peering: String) {
    tables["rtb-\(name)"] = Routes(vpc: name)
    vpcs[name] = Cloud(cidrs: [cidr], main: "rtb-\(name)")
    peerings[peering] = Link(requester: "vpc-b", accepter: name)
  }

  /// Puts VPC C behind a second transit gateway that is peered with the first.
  mutating func splitHub() {
    hubs["tgw-2"] = Hub()
    spokes["att-c"] = Spoke(hub: "tgw-2", to: "vpc-c", subnets: ["c-tgw1"], table: "tgw-rtb-2")
    spokes["peer-1"] = Spoke(hub: "tgw-1", to: "peer-2", table: "tgw-rtb-1")
    spokes["peer-2"] = Spoke(hub: "tgw-2", to: "peer-1", table: "tgw-rtb-2")
    hubTables["tgw-rtb-1"] = HubRoutes(
      hub: "tgw-1", propagations: ["att-a", "att-vpn"], lines: ["10.2.0.0/16 peer-1"])
    hubTables["tgw-rtb-2"] = HubRoutes(
      hub: "tgw-2", propagations: ["att-c"], lines: ["10.0.0.0/16 peer-2"])
    tables["rtb-c-app"]?.lines = ["0.0.0.0/0 tgw-2"]
  }
}
