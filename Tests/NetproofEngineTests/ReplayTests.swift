import NetproofModel
import Testing

/// A change to M0, a question, and the outcome of each alternative.
struct Vector: Sendable, CustomTestStringConvertible {
  let name: String
  let question: String
  let outcomes: [String]
  let change: @Sendable (inout Sketch) -> Void

  init(
    _ name: String, _ question: String, _ outcomes: String...,
    change: @escaping @Sendable (inout Sketch) -> Void = { _ in }
  ) {
    self.name = name
    self.question = question
    self.outcomes = outcomes
    self.change = change
  }

  var testDescription: String { "\(name): \(question)" }

  /// What the replay answers.
  func replayed() throws -> [String] {
    var sketch = Sketch.m0
    change(&sketch)
    return try sketch.ask(question)
  }
}

/// The vectors of the semantics reference, by their numbers there.
///
/// The reference names the first obstacle; here the later ones follow it.
@Suite struct ReplayTests {
  @Test(arguments: baseTruth)
  func `M0 as it stands`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let baseTruth = [
    Vector("T1", "inet4 → 52.0.0.10 tcp/443", "reachable"),
    Vector("T2", "web1 → 10.0.1.10 tcp/8080", "reachable"),
    Vector("T3", "app1 → 10.0.3.10 tcp/5432", "reachable"),
    Vector("T4", "app1 → 203.0.113.5 tcp/443", "reachable"),
    Vector("T5", "app1 → 10.1.1.10 tcp/443", "reachable"),
    Vector("T6", "app1 → 10.2.1.10 tcp/443", "reachable"),
    Vector("T7", "app1 → 192.168.10.10 tcp/22", "reachable"),
    Vector("T8", "app1 → 2001:db8:ffff::5 tcp/443", "reachable"),
    Vector(
      "T9", "dc(192.168.10.10) → 10.0.1.10 tcp/8080", "forward sg-app SG_INGRESS_NO_MATCH"),
    Vector("T10", "app2 → 10.2.1.10 tcp/443", "forward tgw-1 TGW_NO_ATTACHMENT_IN_AZ"),
    Vector("T11", "app1 → 10.2.2.10 tcp/443", "reply tgw-1 TGW_NO_ATTACHMENT_IN_AZ"),
    Vector("T12", "inet4 → 52.0.0.100 tcp/443", "forward nat-a NAT_UNSOLICITED_INBOUND"),
    Vector("G13", "inet6 → 2001:db8:a::10 tcp/443", "reachable"),
    Vector("G3", "app1 → 10.0.1.11 tcp/22", "forward sg-app SG_INGRESS_NO_MATCH"),
  ]

  @Test(arguments: networkACLs)
  func `network ACLs filter each crossing of a subnet's border`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let networkACLs = [
    Vector("T14", "app1 → 203.0.113.5 tcp/443", "reply acl NACL_INGRESS_DENY") {
      $0.filter("a-pub1", inbound: ["100 allow tcp/443 0.0.0.0/0"])
    },
    Vector("T15", "app1 → 203.0.113.5 tcp/443", "reply acl NACL_INGRESS_DENY") {
      $0.filter("a-app1", inbound: ["100 allow tcp/1024-65535 10.0.0.0/16"])
    },
    Vector("T41", "web1 → 10.0.1.10 tcp/8080", "reachable") {
      $0.filter(
        "a-app1", inbound: ["100 allow tcp/8080 10.0.0.0/24"],
        outbound: ["100 allow tcp/32768-60999 10.0.0.0/24"])
    },
    Vector("T43", "web1 → 10.0.1.10 tcp/8080", "reply acl NACL_EGRESS_DENY") {
      $0.filter("a-app1", outbound: ["100 allow tcp/8080 0.0.0.0/0"])
    },
    Vector("T44", "web1 → 10.0.1.10 tcp/8080", "forward acl NACL_INGRESS_DENY") {
      $0.filter(
        "a-app1", inbound: ["90 deny tcp/8080 10.0.0.10/32", "100 allow all 0.0.0.0/0"])
    },
    Vector("T46", "app1 → 10.0.1.11 tcp/9000", "reachable") {
      $0.filter("a-app1", inbound: [], outbound: [])
    },
    Vector("T47", "app1 → 10.0.0.2 udp/53", "reachable") {
      $0.filter("a-app1", inbound: [], outbound: [])
    },
    Vector("T50", "web1 → 10.0.1.10 icmp/8", "reply acl NACL_EGRESS_DENY") {
      $0.groups["sg-app"]?.inbound.append("icmp 10.0.0.0/16")
      $0.filter(
        "a-app1", inbound: ["100 allow icmp/8 0.0.0.0/0"],
        outbound: ["100 allow icmp/8 0.0.0.0/0"])
    },
    Vector(
      "T52", "web1 → 10.0.1.10 tcp/8080",
      "forward acl NACL_INGRESS_DENY, reply acl NACL_EGRESS_DENY"
    ) {
      $0.filter("a-app1", inbound: [], outbound: [])
    },
    Vector("T109", "app1 → 10.2.1.10 tcp/443", "reply acl NACL_EGRESS_DENY") {
      $0.filter("a-tgw1", outbound: [])
    },
    Vector(
      "T110", "app1 → 10.2.1.10 tcp/443",
      "reply acl NACL_EGRESS_DENY, reply acl NACL_INGRESS_DENY"
    ) {
      $0.spokes["att-c"]?.subnets = ["c-app1"]
      $0.filter("c-app1", inbound: [], outbound: [])
    },
  ]

  @Test(arguments: routes)
  func `routes decide the way forward and back`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let routes = [
    Vector("T16", "app1 → 10.1.1.10 tcp/443", "reply rtb-b NO_ROUTE") {
      $0.tables["rtb-b"]?.lines = []
    },
    Vector("T25", "app1 → 203.0.113.5 tcp/443", "forward igw-a IGW_NO_PUBLIC_IP") {
      $0.tables["rtb-a-app"]?.lines.append("203.0.113.0/24 igw-a")
    },
    Vector("T30", "inet4 → 52.0.0.10 tcp/443", "forward igw-a IGW_NOT_ATTACHED") {
      $0.vpcs["vpc-a"]?.isGatewayAttached = false
    },
    Vector("T30", "web1 → 203.0.113.5 tcp/443", "forward rtb-a-pub ROUTE_BLACKHOLE") {
      $0.vpcs["vpc-a"]?.isGatewayAttached = false
    },
    Vector("T31", "app1 → 198.51.100.7 tcp/443", "forward rtb-a-app ROUTE_BLACKHOLE") {
      $0.tables["rtb-a-app"]?.lines.append("198.51.100.0/24 pcx-old")
    },
    Vector("T33", "app1 → 10.1.1.10 tcp/443", "forward tgw-rtb-1 TGW_NO_ROUTE") {
      $0.prefixLists["pl-x"] = ["10.1.1.0/24"]
      $0.tables["rtb-a-app"]?.lines.append("pl-x tgw-1")
    },
    Vector(
      "T35", "inet4 → 52.0.0.10 tcp/443",
      "forward rtb-edge INGRESS_RTB_NO_PUBLIC_IP, reply igw-a INGRESS_RTB_REDIRECTION"
    ) {
      $0.addFirewall()
      $0.steerIngress()
    },
    Vector("T36", "web1 → 203.0.113.5 tcp/443", "forward igw-a INGRESS_RTB_REDIRECTION") {
      $0.addFirewall()
      $0.steerIngress()
      $0.hosts["fw1"]?.publicAddress = "52.0.0.40"
    },
    Vector("G12", "app1 → 2001:db8:ffff::5 tcp/443", "forward rtb-a-app NO_ROUTE") {
      $0.tables["rtb-a-app"]?.lines.removeAll { $0 == "::/0 eigw-a" }
    },
    Vector("G17", "app1 → 10.2.1.10 tcp/443", "forward rtb-c-tgw ROUTE_BLACKHOLE") {
      $0.hosts["svcc2"]?.state = .stopped
      $0.tables["rtb-c-tgw"]?.lines = ["10.2.1.0/24 svcc2"]
    },
  ]

  @Test(arguments: groups)
  func `security groups filter what opens a flow`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let groups = [
    Vector(
      "T54", "db1 → 10.0.1.10 tcp/9000",
      "forward sg-db SG_EGRESS_NO_MATCH, forward sg-app SG_INGRESS_NO_MATCH"),
    Vector("T55", "app1 → 10.0.0.10 tcp/8443", "reachable") {
      $0.groups["sg-web"]?.inbound.append("tcp/8443 sg-app")
    },
    Vector("T56", "app1 → 52.0.0.10 tcp/8443", "forward sg-web SG_INGRESS_NO_MATCH") {
      $0.groups["sg-web"]?.inbound.append("tcp/8443 sg-app")
    },
    Vector("T58", "app1 → 10.1.1.10 tcp/443", "reachable") {
      $0.groups["sg-svcb"]?.inbound = ["tcp/443 sg-app"]
    },
    Vector("T59", "app1 → 10.1.1.10 tcp/443", "forward sg-svcb SG_INGRESS_NO_MATCH") {
      $0.groups["sg-svcb"]?.inbound = ["tcp/443 sg-app"]
      $0.vpcs["vpc-b"]?.region = "eu-west-1"
    },
    Vector("T60", "app1 → 10.2.1.10 tcp/443", "forward sg-svcc SG_INGRESS_NO_MATCH") {
      $0.groups["sg-svcc"]?.inbound = ["tcp/443 sg-app"]
    },
    Vector("T61", "app1 → 10.2.1.10 tcp/443", "reachable") {
      $0.groups["sg-svcc"]?.inbound = ["tcp/443 sg-app"]
      $0.hubs["tgw-1"]?.referencing = true
    },
    Vector("T62", "app1 → 10.2.1.10 tcp/443", "forward sg-app SG_EGRESS_NO_MATCH") {
      $0.groups["sg-svcc"]?.inbound = ["tcp/443 sg-app"]
      $0.hubs["tgw-1"]?.referencing = true
      $0.groups["sg-app"]?.outbound = ["tcp/443 sg-svcc"]
    },
    Vector("T64", "app2 → 10.0.1.10 tcp/22", "reachable") {
      $0.groups["sg-extra"] = Sketch.Rules(vpc: "vpc-a", inbound: ["tcp/22 10.0.0.0/16"])
      $0.hosts["app1"]?.groups.append("sg-extra")
    },
    Vector("T66", "web1 → 10.0.1.10 icmp/8", "reachable") {
      $0.groups["sg-app"]?.inbound.append("icmp/8 10.0.0.0/16")
    },
    Vector(
      "T67", "app2 → 2001:db8:a:1::10 icmpv6/128", "forward sg-app SG_INGRESS_NO_MATCH"
    ) {
      $0.groups["sg-app"]?.inbound.append("icmp/8 10.0.0.0/16")
    },
    Vector("T68", "app1 → 10.0.3.10 tcp/5432", "forward sg-db SG_INGRESS_NO_MATCH") {
      $0.addFirewall()
      $0.insertFirewall()
    },
    Vector("T69", "app1 → 10.0.3.10 tcp/5432", "reachable") {
      $0.addFirewall()
      $0.insertFirewall()
      $0.groups["sg-db"]?.inbound.append("tcp/5432 10.0.1.0/24")
    },
    Vector("T77", "app1 → 10.0.3.10 tcp/5432", "forward sg-fw SG_EGRESS_NO_MATCH") {
      $0.addFirewall()
      $0.insertFirewall()
      $0.groups["sg-db"]?.inbound.append("tcp/5432 10.0.1.0/24")
      $0.groups["sg-fw"]?.outbound = ["tcp/443 0.0.0.0/0"]
    },
  ]

  @Test(arguments: hosts)
  func `hosts and services answer as they can`(_ vector: Vector) throws {
    #expect(try vector.replayed() == vector.outcomes)
  }

  static let hosts = [
    Vector("T20", "web1(10.0.0.11) → 203.0.113.5 tcp/443", "forward igw-a IGW_NO_PUBLIC_IP") {
      $0.hosts["web1"]?.addresses.append("10.0.0.11")
    },
    Vector("T21", "web1 → 10.0.1.70 tcp/8080", "reachable") {
      $0.hosts["app1"]?.prefixes = ["10.0.1.64/28"]
      $0.groups["sg-app"]?.inbound.append("tcp/8080 10.0.0.0/16")
    },
    Vector("T74", "svcb → 10.0.0.2 udp/53", "forward pcx-ab DNS_RESOLVER_REMOTE"),
    Vector("T75", "web1 → 10.0.1.10 tcp/8080", "forward app1 INSTANCE_NOT_RUNNING") {
      $0.hosts["app1"]?.state = .stopped
    },
    Vector("T76", "web1 → 10.0.3.10 tcp/5432", "forward app1 SRC_DST_CHECK") {
      $0.tables["rtb-a-pub"]?.lines.append("10.0.3.0/24 app1")
      $0.groups["sg-app"]?.inbound.append("all 0.0.0.0/0")
      $0.groups["sg-db"]?.inbound.append("all 0.0.0.0/0")
    },
    Vector("G27", "app1 → 10.0.0.10 tcp/443", "forward sg-app SG_EGRESS_NO_MATCH") {
      $0.groups["sg-app"]?.outbound = []
    },
    Vector("DNS", "app1 → 169.254.169.253 udp/53", "forward vpc-a DNS_DISABLED") {
      $0.vpcs["vpc-a"]?.dnsSupport = false
    },
    Vector("R34", "web1 → 10.0.1.99 tcp/80", "forward vpc-a DEST_IP_UNASSIGNED"),
    Vector("R34", "web1 → 10.0.1.3 tcp/80", "forward vpc-a DEST_IP_RESERVED"),
    Vector("R147", "web1 → 239.1.2.3 udp/80", "forward vpc-a UNSUPPORTED_MULTICAST"),
    Vector(
      "F1 to F3", "web1(10.9.9.9) → 10.0.1.10 tcp/8080",
      "forward web1 ENI_NOT_ATTACHED, forward web1 INSTANCE_NOT_RUNNING, "
        + "forward web1 SRC_DST_CHECK, forward sg-app SG_INGRESS_NO_MATCH, "
        + "reply rtb-a-app NO_ROUTE"
    ) {
      $0.hosts["web1"]?.state = .stopped
      $0.hosts["web1"]?.isAttached = false
      $0.tables["rtb-a-app"]?.lines = []
    },
  ]
}

extension Sketch {
  /// Gives a subnet a network ACL of its own, which allows all where no rules are given.
  mutating func filter(_ subnet: String, inbound: [String]? = nil, outbound: [String]? = nil) {
    let all = ["100 allow all 0.0.0.0/0", "101 allow all ::/0"]
    acls["acl"] = Rules(
      vpc: subnets[subnet]?.vpc ?? "", inbound: inbound ?? all, outbound: outbound ?? all)
    subnets[subnet]?.acl = "acl"
  }

  /// The firewall of T68: fw1 in a subnet of its own, that forwards what it gets.
  mutating func addFirewall() {
    subnets["a-fw1"] = Place(vpc: "vpc-a", cidrs: ["10.0.4.0/24"])
    groups["sg-fw"] = Rules(
      vpc: "vpc-a", inbound: ["all 0.0.0.0/0"], outbound: ["all 0.0.0.0/0"])
    hosts["fw1"] = Host(
      subnet: "a-fw1", addresses: ["10.0.4.10"], groups: ["sg-fw"], checksSource: false)
  }

  /// Puts fw1 between app1 and db1, both ways.
  mutating func insertFirewall() {
    tables["rtb-a-app"]?.lines.append("10.0.3.0/24 fw1")
    tables["rtb-a-db"] = Routes(vpc: "vpc-a", lines: ["10.0.1.0/24 fw1"])
    subnets["a-db1"]?.table = "rtb-a-db"
  }

  /// Sends what enters by igw-a for a-pub1 to fw1.
  mutating func steerIngress() {
    tables["rtb-edge"] = Routes(vpc: "vpc-a", lines: ["10.0.0.0/24 fw1"])
    vpcs["vpc-a"]?.edgeTable = "rtb-edge"
  }
}
