import NetproofEngine
import NetproofTestSupport
import Testing

/// Answers that lack what AWS always tells, differ, or are not what AWS answers.
@Suite struct `Forms of answers` {
  private static let all = #"[ { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ]"#

  /// Two hosts in two subnets that reach each other: the answers by their lists.
  private static let lists = [
    "Vpcs": #"{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }"#,
    "Subnets": """
    { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" },
    { "SubnetId": "subnet-2", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24" }
    """,
    "RouteTables": """
    { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [ { "Main": true } ],
      "Routes": [ { "DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local" } ] }
    """,
    "NetworkAcls": """
    { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Associations": [], "Entries": [
      { "Egress": true, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0" },
      { "Egress": false, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0" } ] }
    """,
    "SecurityGroups": """
    { "GroupId": "sg-1", "GroupName": "open", "VpcId": "vpc-1", "IpPermissions": \(all), "IpPermissionsEgress": \(all) }
    """,
    "Reservations": """
    { "Instances": [ { "InstanceId": "a", "VpcId": "vpc-1", "State": { "Name": "running" } },
      { "InstanceId": "b", "VpcId": "vpc-1", "State": { "Name": "running" } } ] }
    """,
    "NetworkInterfaces": """
    { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.10",
      "Groups": [ { "GroupId": "sg-1" } ], "Attachment": { "InstanceId": "a" } },
    { "NetworkInterfaceId": "eni-2", "VpcId": "vpc-1", "SubnetId": "subnet-2", "PrivateIpAddress": "10.0.2.10",
      "Groups": [ { "GroupId": "sg-1" } ], "Attachment": { "InstanceId": "b" } }
    """,
  ]

  private static func text(_ lists: [String: String] = lists) -> String {
    let all = lists.sorted { $0.key < $1.key }.map { "\"\($0.key)\": [ \($0.value) ]" }
    return "{ \(all.joined(separator: ",\n")) }"
  }

  private static func codes(_ text: String) -> [String] {
    Imported(text: text, name: "net.json").codes
  }

  private static func ask(_ text: String) throws -> Verdict {
    try verdict("a", "b", "tcp/443", in: ["net.json": text])
  }

  @Test func `that are whole leave nothing open`() throws {
    #expect(Self.codes(Self.text()) == [])
    #expect(try Self.ask(Self.text()) == .reachable)
  }

  // MARK: - What AWS always tells

  @Test(arguments: [
    ("SecurityGroups", #""IpPermissions": \#(all), "#),
    ("SecurityGroups", #", "IpPermissionsEgress": \#(all)"#),
    ("RouteTables", #", "Associations": [ { "Main": true } ]"#),
    ("NetworkAcls", #""IsDefault": true, "Associations": [], "#),
    ("NetworkAcls", #""RuleAction": "allow", "#),
    ("NetworkInterfaces", #""Groups": [ { "GroupId": "sg-1" } ], "#),
  ])
  func `without a part leave open what it tells`(list: String, part: String) throws {
    var lists = Self.lists
    let whole = try #require(lists[list])
    lists[list] = whole.replacing(part, with: "")
    #expect(lists[list] != whole)
    let codes = Set(Self.codes(Self.text(lists)))
    #expect(codes.contains("NP0651") && codes.isSubset(of: ["NP0600", "NP0651"]), "\(codes)")
    #expect(try Self.ask(Self.text(lists)) == .undetermined)
  }

  @Test(arguments: [
    (
      "RouteTables",
      #""Routes": [ { "DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local" } ]"#
    ),
    ("NetworkAcls", #""Entries": ["#),
  ])
  func `without routes or rules leave them open`(list: String, part: String) throws {
    var lists = Self.lists
    let whole = try #require(lists[list])
    lists[list] = whole.replacing(part, with: part.replacing("\": [", with: "Old\": ["))
    #expect(lists[list] != whole)
    #expect(Self.codes(Self.text(lists)) == ["NP0651"])
    let yaml = Imported(text: Self.text(lists), name: "net.json").yaml
    #expect(yaml.contains("described: false"), "\(yaml)")
  }

  @Test func `with no rules are taken at their word`() throws {
    var lists = Self.lists
    lists["SecurityGroups"] = lists["SecurityGroups"]?.replacing(Self.all, with: "[]")
    #expect(Self.codes(Self.text(lists)) == [])
    #expect(try Self.ask(Self.text(lists)) == .unreachable)
  }

  // MARK: - What AWS never answers

  @Test(arguments: [
    ("SecurityGroups", #""IpPermissions": \#(all)"#, #""IpPermissions": "x""#),
    ("SecurityGroups", #""GroupId": "sg-1""#, #""GroupId": ["sg-1"]"#),
    ("NetworkAcls", #""RuleAction": "allow""#, #""RuleAction": []"#),
    ("NetworkAcls", #""Entries": ["#, #""Entries": [ 7, "#),
    ("NetworkInterfaces", #""SubnetId": "subnet-1""#, #""SubnetId": {}"#),
    ("Reservations", #""State": { "Name": "running" }"#, #""State": "running""#),
    ("Vpcs", #""VpcId": "vpc-1""#, #""Name": "vpc-1""#),
    ("Vpcs", #"{ "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }"#, "1, 2"),
  ])
  func `that AWS never gives are refused`(list: String, part: String, other: String) throws {
    var lists = Self.lists
    let whole = try #require(lists[list])
    lists[list] = whole.replacing(part, with: other)
    #expect(lists[list] != whole)
    let imported = Imported(text: Self.text(lists), name: "net.json")
    #expect(imported.node == nil)
    #expect(Set(imported.codes) == ["NP0650"], "\(imported.omissions)")
  }

  @Test(
    arguments: ["Vpcs", "Reservations", "TransitGateways", "Listeners"],
    [#"{ "VpcId": "vpc-1" }"#, #""vpc-1""#, "7"])
  func `with something else in place of a list are refused`(list: String, value: String) {
    let imported = Imported(text: #"{ "\#(list)": \#(value) }"#, name: "net.json")
    #expect(imported.codes == ["NP0650"], "\(imported.omissions)")
  }

  // MARK: - Routes

  @Test(arguments: [
    #""OdbNetworkArn": "arn:aws:odb:us-east-1:111122223333:odb-network/net""#,
    #""QuantumGatewayId": "qgw-1""#, #""GatewayId": "quantum-1""#, #""State": "active""#,
  ])
  func `with routes to what nobody knows leave open what takes them`(target: String) throws {
    var lists = Self.lists
    lists["RouteTables"] = lists["RouteTables"]?.replacing(
      #""GatewayId": "local" }"#,
      with: #""GatewayId": "local" }, { "DestinationCidrBlock": "10.0.2.0/24", \#(target) }"#)
    #expect(Self.codes(Self.text(lists)) == ["NP0602"])
    #expect(try Self.ask(Self.text(lists)) == .undetermined)
  }

  // MARK: - Groups

  @Test func `may name a group of the VPC by its name alone`() throws {
    var lists = Self.lists
    let peers = #""IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ], "IpPermissionsEgress""#
    func named(_ name: String) -> String {
      var own = lists
      own["SecurityGroups"] = lists["SecurityGroups"]?.replacing(
        peers,
        with: #""UserIdGroupPairs": [ { "GroupName": "\#(name)" } ] } ], "IpPermissionsEgress""#)
      return Self.text(own)
    }
    #expect(try Self.ask(named("open")) == .reachable)
    #expect(Self.codes(named("open")) == [])
    #expect(try Self.ask(named("theirs")) == .undetermined)
    #expect(Self.codes(named("theirs")) == ["NP0602"])
    lists["SecurityGroups"] = lists["SecurityGroups"]?.replacing(
      peers, with: #""NovelPeers": [ "x" ] } ], "IpPermissionsEgress""#)
    #expect(try Self.ask(Self.text(lists)) == .undetermined)
  }

  /// AWS Config has the CIDRs of rules alone, and again as objects.
  @Test func `of AWS Config have CIDRs of their own`() {
    let text = """
      { "configurationItems": [ { "resourceType": "AWS::EC2::SecurityGroup", "configuration": {
        "groupId": "sg-1", "groupName": "web", "vpcId": "vpc-1", "ipPermissionsEgress": [], "ipPermissions": [
        { "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "userIdGroupPairs": [], "prefixListIds": [],
          "ipv4Ranges": [ { "cidrIp": "10.1.0.0/16" } ], "ipRanges": [ "10.1.0.0/16" ], "ipv6Ranges": [] } ] } } ] }
      """
    let imported = Imported(text: text, name: "net.json")
    #expect(imported.yaml.contains("from: 10.1.0.0/16"), "\(imported.yaml)\(imported.omissions)")
  }

  // MARK: - Two answers about one thing

  /// Lists that are there a second time, with something else in them.
  @Test(arguments: [
    ("SecurityGroups", #""IpPermissions": \#(all)"#, #""IpPermissions": []"#),
    ("NetworkAcls", #""RuleAction": "allow""#, #""RuleAction": "deny""#),
    ("NetworkInterfaces", #""PrivateIpAddress": "10.0.2.10""#, #""PrivateIpAddress": "10.0.2.11""#),
    ("Reservations", "running", "stopped"),
    ("Vpcs", "10.0.0.0/16", "10.1.0.0/16"),
    ("RouteTables", #""GatewayId": "local""#, #""NatGatewayId": "nat-1""#),
  ])
  func `that differ leave open what they differ about`(
    list: String, part: String, other: String
  ) throws {
    let whole = try #require(Self.lists[list])
    let again = "{ \"\(list)\": [ \(whole.replacing(part, with: other)) ] }"
    for text in ["[ \(Self.text()), \(again) ]", "[ \(again), \(Self.text()) ]"] {
      let codes = Set(Self.codes(text))
      #expect(codes.contains("NP0652"), "\(codes)")
      #expect(try Self.ask(text) == .undetermined)
    }
    // Alike, in another order or with tags that only one of them sees, they are one.
    let alike = whole.replacing(#""VpcId": "vpc-1","#, with: #""VpcId": "vpc-1", "Tags": [],"#)
    let same = "[ \(Self.text()), { \"\(list)\": [ \(alike) ] } ]"
    #expect(Self.codes(same) == [])
    #expect(try Self.ask(same) == .reachable)
  }

  // MARK: - VPCs

  @Test func `without VPCs say so once`() throws {
    var lists = Self.lists
    lists["Vpcs"] = nil
    let imported = Imported(text: Self.text(lists), name: "net.json")
    #expect(imported.codes == ["NP0600"])
    #expect(imported.omissions.contains("describe-vpcs"))
    #expect(try Self.ask(Self.text(lists)) != .unreachable)
  }

  // MARK: - What is no answer

  @Test(arguments: [
    #"{ "Frobs": [ { "FrobId": "f-1" } ] }"#, "{}", "[ 1, 2 ]",
    #"{ "Error": { "Code": "UnauthorizedOperation", "Message": "You are not authorized" } }"#,
  ])
  func `stand among others that are read all the same`(stray: String) throws {
    let files = ["dump/net.json": Self.text(), "dump/other.json": stray]
    let imported = Imported(["dump"], in: .memory(files))
    #expect(imported.codes == ["NP0602"], "\(imported.omissions)")
    #expect(imported.omissions.contains("dump/other.json"), "\(imported.omissions)")
    #expect(Imported(["other.json"], in: .memory(["other.json": stray])).node == nil)
  }

  // MARK: - Protocols

  @Test(arguments: [
    ("SecurityGroups", #""IpProtocol": "-1""#, #""IpProtocol": "banana""#),
    ("SecurityGroups", #""IpProtocol": "-1""#, #""IpProtocol": "256""#),
    ("NetworkAcls", #""Protocol": "-1""#, #""Protocol": "TCP""#),
  ])
  func `with rules of no protocol are refused`(list: String, part: String, other: String) throws {
    var lists = Self.lists
    lists[list] = lists[list]?.replacing(part, with: other)
    let imported = Imported(text: Self.text(lists), name: "net.json")
    #expect(imported.node == nil)
    #expect(Set(imported.codes) == ["NP0650"], "\(imported.omissions)")
  }

  @Test(arguments: ["TCP", "BANANA"])
  func `with listeners and target groups of novel protocols leave these open`(name: String) {
    let text = """
      { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
        "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
        "LoadBalancers": [ { "LoadBalancerArn": "arn:lb/net/front/0a", "LoadBalancerName": "front", "VpcId": "vpc-1",
          "Type": "network", "Scheme": "internal", "AvailabilityZones": [ { "SubnetId": "subnet-1" } ] } ],
        "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
          "PrivateIpAddress": "10.0.1.4", "Description": "ELB net/front/0a", "Groups": [] } ],
        "Listeners": [ { "LoadBalancerArn": "arn:lb/net/front/0a", "ListenerArn": "arn:listener/net/front/0a/1",
          "Port": 80, "Protocol": "\(name)" } ],
        "TargetGroups": [ { "TargetGroupArn": "arn:tg/a/0b", "TargetGroupName": "a", "VpcId": "vpc-1",
          "Protocol": "\(name)", "Port": 80 } ] }
      """
    let told = Imported(text: text, name: "net.json").omissions
      .split(separator: "\n").count { $0.contains("the protocol `BANANA` of a ") }
    #expect(told == (name == "BANANA" ? 2 : 0))
    let yaml = Imported(
      text: text.replacing(
        #""TargetGroups""#,
        with: #""Attributes": [], "LoadBalancerArn": "arn:lb/net/front/0a", "TargetGroups""#),
      name: "net.json"
    ).yaml
    let listener = "listeners: [{ port: tcp/80 }]"
    #expect(
      yaml.contains("\(listener)\n        described: false") == (name == "BANANA"), "\(yaml)")
  }

  // MARK: - Propagation

  @Test func `with routes that nobody knows who propagates tell it`() throws {
    var lists = Self.lists
    lists["VpnGateways"] =
      #"{ "VpnGatewayId": "vgw-1", "VpcAttachments": [ { "VpcId": "vpc-1", "State": "attached" } ] }"#
    lists["VpnConnections"] = ""
    lists["RouteTables"] = lists["RouteTables"]?.replacing(
      #""GatewayId": "local" }"#,
      with:
        #""GatewayId": "local" }, { "DestinationCidrBlock": "10.9.0.0/16", "GatewayId": "vgw-1", "#
        + #""Origin": "EnableVgwRoutePropagation", "State": "active" }"#)
    let imported = Imported(text: Self.text(lists), name: "net.json")
    #expect(imported.codes.contains("NP0651"), "\(imported.codes)")
    #expect(imported.omissions.contains("has no `PropagatingVgws`"), "\(imported.omissions)")
    lists["RouteTables"] = lists["RouteTables"]?.replacing(
      #""RouteTableId": "rtb-1","#,
      with: #""RouteTableId": "rtb-1", "PropagatingVgws": [ { "GatewayId": "vgw-1" } ],"#)
    let told = Imported(text: Self.text(lists), name: "net.json")
    #expect(!told.codes.contains("NP0651"), "\(told.omissions)")
  }

  // MARK: - AWS Config beside answers

  /// AWS Config and the CLI tell one network in two forms.
  @Test(arguments: [["shop", "config"], ["config", "shop"]])
  func `of AWS Config say the same as those of calls`(names: [String]) {
    let paths = names.map { "topologies/imported/\($0)/aws" }
    let imported = Imported(paths)
    #expect(!imported.codes.contains("NP0652"), "\(imported.omissions)")
    let isEqual = meaning(paths) == meaning(["topologies/imported/shop/aws"])
    #expect(isEqual, "\(imported.yaml)")
  }

  @Test(arguments: [
    (#""cidrIp": "0.0.0.0/0""#, #""cidrIp": "10.0.0.0/8""#),
    (#""ipRanges": [ "0.0.0.0/0" ]"#, #""ipRanges": [ "10.0.0.0/8" ]"#),
    (#""ipProtocol": "-1""#, #""ipProtocol": "tcp""#),
    ("", ""),
  ])
  func `of AWS Config that differ from those of calls leave open what they differ about`(
    part: String, other: String
  ) throws {
    let item = """
      { "configurationItems": [ { "resourceType": "AWS::EC2::SecurityGroup", "configuration": {
        "groupId": "sg-1", "groupName": "open", "vpcId": "vpc-1", "ipPermissions": [
        { "ipProtocol": "-1", "userIdGroupPairs": [], "prefixListIds": [],
          "ipv4Ranges": [ { "cidrIp": "0.0.0.0/0" } ], "ipRanges": [ "0.0.0.0/0" ], "ipv6Ranges": [] } ],
        "ipPermissionsEgress": [ { "ipProtocol": "-1", "ipRanges": [ "0.0.0.0/0" ] } ] } } ] }
      """
    let isSame = part.isEmpty || part.contains("cidrIp")
    for names in [["a.json", "b.json"], ["b.json", "a.json"]] {
      let files = [
        names[0]: Self.text(), names[1]: part.isEmpty ? item : item.replacing(part, with: other),
      ]
      let imported = Imported(["a.json", "b.json"], in: .memory(files))
      #expect(imported.codes == (isSame ? [] : ["NP0652"]), "\(imported.omissions)")
      #expect(try verdict("a", "b", "tcp/443", in: files) == (isSame ? .reachable : .undetermined))
    }
  }
}
