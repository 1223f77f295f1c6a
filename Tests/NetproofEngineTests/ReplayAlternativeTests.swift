import NetproofEngine
import NetproofModel
import NetproofSets
import Testing

/// Choices, gaps, appliances and references whose way must be known first.
@Suite struct ReplayAlternativeTests {
  @Test(arguments: alternatives)
  func `each alternative has an outcome of its own`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let alternatives = [
    Vector("R43", "app1 → 10.1.1.10 tcp/443", "reachable", "forward tgw-rtb-1 TGW_NO_ROUTE") {
      $0.prefixLists = ["pl-x": ["10.1.1.0/24"], "pl-y": ["10.1.1.0/24"]]
      $0.tables["rtb-a-app"]?.lines += ["pl-x pcx-ab", "pl-y tgw-1"]
    },
    Vector(
      "R126", "dc(192.168.10.10) → 10.2.1.10 tcp/443",
      "reachable", "forward acl NACL_EGRESS_DENY"
    ) {
      $0.groups["sg-svcc"]?.inbound = ["tcp/443 0.0.0.0/0"]
      $0.addSecondZone()
      $0.filter("c-tgw2", outbound: [])
    },
    Vector("R126", "app1 → 10.2.1.10 tcp/443", "reachable") {
      $0.addSecondZone()
      $0.filter("c-tgw2", outbound: [])
    },
    Vector("R139", "app1 → 10.2.1.10 tcp/443", "reachable") {
      $0.addSecondZone()
      $0.spokes["att-c"]?.applianceMode = true
      $0.filter("c-tgw2", outbound: [])
    },
    Vector(
      "R139", "app1 → 10.2.2.10 tcp/443", "reachable", "forward acl NACL_EGRESS_DENY"
    ) {
      $0.addSecondZone()
      $0.subnets["a-tgw2"] = Sketch.Place(vpc: "vpc-a", cidrs: ["10.0.255.16/28"], zone: "az2")
      $0.spokes["att-a"]?.subnets.append("a-tgw2")
      $0.spokes["att-c"]?.applianceMode = true
      $0.filter("c-tgw2", outbound: [])
    },
    Vector(
      "R137", "app1 → 192.168.10.10 tcp/22", "reachable", "forward vpn-2 ONPREM_DST_UNKNOWN"
    ) {
      $0.addSecondConnection()
    },
    Vector("R137", "app1 → 192.168.10.10 tcp/22", "reachable") {
      $0.addSecondConnection()
      $0.hubs["tgw-1"]?.vpnECMP = false
    },
  ]

  @Test(arguments: gaps)
  func `what is not described ends the walk in a gap`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let gaps = [
    Vector("peering", "app1 → 10.1.1.10 tcp/443", "gap pcx-ab NOT_DESCRIBED") {
      $0.undescribed = ["pcx-ab"]
    },
    Vector(
      "behind an obstacle", "app1 → 10.1.1.10 tcp/443",
      "forward sg-app SG_EGRESS_NO_MATCH, forward acl NACL_EGRESS_DENY, gap vpc-b NOT_DESCRIBED"
    ) {
      $0.undescribed = ["vpc-b"]
      $0.groups["sg-app"]?.outbound = []
      $0.filter("a-app1", outbound: [])
    },
    Vector("prefix list of a route", "app1 → 203.0.113.5 tcp/443", "gap pl-x NOT_DESCRIBED") {
      $0.prefixLists["pl-x"] = []
      $0.undescribed = ["pl-x"]
      $0.tables["rtb-a-app"]?.lines.append("pl-x tgw-1")
    },
    Vector("the local route covers it", "web1 → 10.0.1.10 tcp/8080", "reachable") {
      $0.prefixLists["pl-x"] = []
      $0.undescribed = ["pl-x"]
      $0.tables["rtb-a-pub"]?.lines.append("pl-x tgw-1")
    },
    Vector("prefix list of a rule", "web1 → 10.0.1.10 tcp/22", "gap pl-x NOT_DESCRIBED") {
      $0.prefixLists["pl-x"] = []
      $0.undescribed = ["pl-x"]
      $0.groups["sg-app"]?.inbound.append("tcp/22 pl-x")
    },
    Vector("another rule allows it", "web1 → 10.0.1.10 tcp/8080", "reachable") {
      $0.prefixLists["pl-x"] = []
      $0.undescribed = ["pl-x"]
      $0.groups["sg-app"]?.inbound = ["tcp/8080 pl-x", "tcp/8080 sg-web"]
    },
    Vector(
      "outbound, the way breaks identity", "app1 → 10.2.1.10 tcp/443", "gap pl-x NOT_DESCRIBED"
    ) {
      $0.prefixLists["pl-x"] = []
      $0.undescribed = ["pl-x"]
      $0.groups["sg-app"]?.outbound = ["tcp/443 sg-svcc", "tcp/443 pl-x"]
    },
    Vector("an own group", "web1 → 10.0.1.10 tcp/22", "gap sg-x NOT_DESCRIBED") {
      $0.groups["sg-x"] = Sketch.Rules(vpc: "vpc-a")
      $0.undescribed = ["sg-x"]
      $0.hosts["app1"]?.groups.append("sg-x")
    },
    Vector("members of any group are known", "web1 → 10.0.1.10 tcp/8080", "reachable") {
      $0.undescribed = ["sg-x"]
      $0.groups["sg-x"] = Sketch.Rules(vpc: "vpc-a", outbound: ["all 0.0.0.0/0"])
      $0.hosts["web1"]?.groups.append("sg-x")
      $0.groups["sg-app"]?.inbound = ["tcp/8080 sg-x"]
    },
    Vector(
      "no member of a group", "web1 → 10.0.1.10 tcp/8080", "forward sg-app SG_INGRESS_NO_MATCH"
    ) {
      $0.undescribed = ["sg-x"]
      $0.groups["sg-x"] = Sketch.Rules(vpc: "vpc-a")
      $0.groups["sg-app"]?.inbound = ["tcp/8080 sg-x"]
    },
    Vector("an appliance's behaviour", "app1 → 10.0.3.10 tcp/5432", "gap fw1 APPLIANCE_UNKNOWN") {
      $0.addFirewall()
      $0.insertFirewall()
      $0.hosts["fw1"]?.behaviour = .unknown
    },
  ]

  @Test(arguments: references)
  func `outbound references match by the way that the packet takes`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let references = [
    Vector("within the VPC", "app1 → 10.0.3.10 tcp/5432", "reachable") {
      $0.groups["sg-app"]?.outbound = ["all sg-db"]
    },
    Vector(
      "not a member", "app1 → 10.0.0.10 tcp/443", "forward sg-app SG_EGRESS_NO_MATCH"
    ) {
      $0.groups["sg-app"]?.outbound = ["all sg-db"]
    },
    Vector("by a peering", "app1 → 10.1.1.10 tcp/443", "reachable") {
      $0.groups["sg-app"]?.outbound = ["all sg-svcb"]
    },
    Vector(
      "by a peering that is not active, before the source check",
      "app1(10.0.0.99) → 10.1.1.10 tcp/443",
      "forward sg-app SG_EGRESS_NO_MATCH, forward app1 SRC_DST_CHECK, "
        + "forward pcx-ab PCX_NOT_ACTIVE, reply pcx-ab PCX_NOT_ACTIVE, "
        + "reply vpc-a DEST_IP_UNASSIGNED"
    ) {
      $0.groups["sg-app"]?.outbound = ["all sg-svcb"]
      $0.peerings["pcx-ab"]?.state = .expired
    },
    Vector("the walk ends before", "app1 → 10.1.1.10 tcp/443", "forward rtb-a-app NO_ROUTE") {
      $0.groups["sg-app"]?.outbound = ["all sg-svcb"]
      $0.tables["rtb-a-app"]?.lines = []
    },
    Vector(
      "the walk ends in a transit gateway", "app1 → 10.2.1.10 tcp/443",
      "forward sg-app SG_EGRESS_NO_MATCH, forward tgw-rtb-1 TGW_NO_ROUTE"
    ) {
      $0.groups["sg-app"]?.outbound = ["all sg-svcc"]
      $0.hubTables["tgw-rtb-1"]?.propagations = []
    },
    Vector(
      "each alternative by its own way", "app1 → 10.0.3.10 tcp/5432",
      "forward sg-app SG_EGRESS_NO_MATCH, forward sg-db SG_INGRESS_NO_MATCH"
    ) {
      $0.addFirewall()
      $0.insertFirewall()
      $0.groups["sg-app"]?.outbound = ["all sg-db"]
    },
  ]

  @Test(arguments: appliances)
  func `appliances pass on what their host does`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let appliances = [
    Vector("drop", "app1 → 10.0.3.10 tcp/5432", "forward fw1 APPLIANCE_DROPS") {
      $0.openFirewall()
      $0.hosts["fw1"]?.behaviour = .drop
    },
    Vector("snat, undone on the reply", "app1 → 10.0.3.10 tcp/5432", "reachable") {
      $0.openFirewall()
      $0.hosts["fw1"]?.behaviour = .snat
      $0.groups["sg-db"]?.inbound = ["tcp/5432 10.0.4.10/32"]
    },
    Vector(
      "stateful, the reply goes around it", "app1 → 10.0.3.10 tcp/5432",
      "reply fw1 ASYMMETRIC_STATEFUL_PATH"
    ) {
      $0.openFirewall()
      $0.hosts["fw1"]?.isStateful = true
      $0.tables["rtb-a-db"]?.lines = []
    },
    Vector(
      "stateful, only the reply meets it", "app1 → 10.0.3.10 tcp/5432",
      "reply sg-fw SG_INGRESS_NO_MATCH, reply fw1 ASYMMETRIC_STATEFUL_PATH"
    ) {
      $0.openFirewall()
      $0.hosts["fw1"]?.isStateful = true
      $0.groups["sg-fw"]?.inbound = []
      $0.tables["rtb-a-app"]?.lines.removeAll { $0.hasSuffix("fw1") }
    },
    Vector(
      "the host answers by its primary interface", "app1 → 10.0.4.20 tcp/443",
      "reply sg-db SG_EGRESS_NO_MATCH, reply db1 SRC_DST_CHECK"
    ) {
      $0.addFirewall()
      $0.hosts["db2"] = Sketch.Host(
        subnet: "a-fw1", addresses: ["10.0.4.20"], groups: ["sg-fw"], replyInterface: .primary,
        secondOf: "db1")
    },
  ]

  @Test func `after so many alternatives the limit is a gap`() throws {
    var sketch = Sketch.m0
    for number in 1...70 {
      sketch.prefixLists["pl-\(number)"] = ["10.1.1.0/24"]
      sketch.addVPC("vpc-\(number)", "10.\(100 + number).0.0/16", peeredBy: "pcx-\(number)")
      sketch.tables["rtb-a-app"]?.lines.append("pl-\(number) pcx-\(number)")
    }
    let model = try sketch.model()
    let flow = try sketch.flow("app1 → 10.1.1.10 tcp/443", model)
    #expect(Replay(model).outcomes(of: flow).count == 70)
    var limits = Limits()
    limits.alternatives = 64
    let outcomes = Replay(model, limits: limits).outcomes(of: flow)
    #expect(outcomes.count == 65)
    #expect(outcomes.last?.gap?.code == .alternativeLimit)
  }

  @Test func `after 64 hops the limit is a gap`() throws {
    var sketch = Sketch.m0
    sketch.addFirewall()
    sketch.tables["rtb-a-app"]?.lines.append("10.9.0.0/16 hop-1")
    for number in 1...70 {
      sketch.subnets["hop-\(number)"] = Sketch.Place(
        vpc: "vpc-a", cidrs: ["10.0.\(100 + number).0/24"], table: "rtb-hop-\(number)")
      sketch.tables["rtb-hop-\(number)"] = Sketch.Routes(
        vpc: "vpc-a", lines: ["10.9.0.0/16 hop-\(number + 1)"])
      sketch.hosts["hop-\(number)"] = Sketch.Host(
        subnet: "hop-\(number)", addresses: ["10.0.\(100 + number).10"], groups: ["sg-fw"],
        checksSource: false)
    }
    #expect(try sketch.ask("app1 → 10.9.0.1 tcp/443") == ["gap rtb-hop-64 HOP_LIMIT"])
  }

  @Test func `a UDP packet needs no reply one way`() throws {
    var sketch = Sketch.m0
    sketch.groups["sg-svcb"]?.inbound.append("udp 10.0.0.0/16")
    sketch.tables["rtb-b"]?.lines = []
    #expect(try sketch.ask("app1 → 10.1.1.10 udp/514", oneWay: true) == ["reachable"])
    #expect(try sketch.ask("app1 → 10.1.1.10 udp/514") == ["reply rtb-b NO_ROUTE"])
  }

  @Test func `a packet that arrives has arrived, whatever the reply meets`() throws {
    var sketch = Sketch.m0
    sketch.tables["rtb-b"]?.lines = []
    let model = try sketch.model()
    let flow = try sketch.flow("app1 → 10.1.1.10 tcp/443", model)
    let outcomes = Replay(model).outcomes(of: flow)
    #expect(outcomes.map(\.arrived) == [true])
    #expect(outcomes.map(\.isReachable) == [false])
  }

  @Test func `a thousand walks take no more than seconds`() throws {
    let sketch = Sketch.m0
    let model = try sketch.model()
    let flow = try sketch.flow("app1 → 203.0.113.5 tcp/443", model)
    let replay = Replay(model)
    let clock = ContinuousClock()
    let time = clock.measure {
      for port in UInt16(1024)..<2024 {
        var packet = flow.packet
        packet.sourcePort = port
        let walk = Flow(origin: flow.origin, goal: flow.goal, packet: packet)
        _ = replay.outcomes(of: walk)
      }
    }
    #expect(time < .seconds(5))
  }
}

extension Sketch {
  /// fw1 between app1 and db1, with groups that let everything through.
  mutating func openFirewall() {
    addFirewall()
    insertFirewall()
    groups["sg-db"]?.inbound = ["all 0.0.0.0/0"]
  }

  /// Attaches VPC C in az2 as well.
  mutating func addSecondZone() {
    subnets["c-tgw2"] = Place(
      vpc: "vpc-c", cidrs: ["10.2.255.16/28"], zone: "az2", table: "rtb-c-tgw")
    spokes["att-c"]?.subnets.append("c-tgw2")
  }

  /// A second VPN connection that learns the same prefix.
  mutating func addSecondConnection() {
    connections["vpn-2"] = Tunnel(learned: ["192.168.0.0/16"])
    spokes["att-vpn-2"] = Spoke(hub: "tgw-1", to: "vpn-2", table: "tgw-rtb-1")
    hubTables["tgw-rtb-1"]?.propagations.append("att-vpn-2")
  }
}
