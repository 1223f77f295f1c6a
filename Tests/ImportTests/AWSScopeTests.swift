import NetproofModel
import NetproofTestSupport
import Testing

/// Dumps of several accounts: what one was asked says nothing of the other.
@Suite struct `Answers of two accounts` {
  private static let (ours, theirs) = ("111122223333", "444455556666")

  private static func path(_ account: String, _ name: String) -> String {
    "dump/accounts/\(account)/us-east-1/\(name).json"
  }

  /// What both accounts have, whatever they were asked.
  private static func imported(_ more: [String: String]) -> Imported {
    var files = more
    for (account, number) in [(ours, "1"), (theirs, "2")] {
      files[path(account, "vpcs")] = """
        { "Vpcs": [ { "VpcId": "vpc-\(number)", "CidrBlock": "10.\(number).0.0/16", "OwnerId": "\(account)",
          "BlockPublicAccessStates": { "InternetGatewayBlockMode": "off" } } ] }
        """
    }
    return Imported(files.keys.sorted(), in: .memory(files))
  }

  private static func gateways(_ number: String) -> String {
    #"{ "VpnGateways": [ { "VpnGatewayId": "vgw-\#(number)", "State": "available", "VpcAttachments": "#
      + #"[ { "VpcId": "vpc-\#(number)", "State": "attached" } ] } ], "virtualInterfaces": [] }"#
  }

  /// Each virtual private gateway needs the answer of its own account.
  @Test func `leave a gateway open of which only the other account was asked`() {
    let asked = #"{ "VpnConnections": [] }"#
    var more = [
      Self.path(Self.ours, "gateways"): Self.gateways("1"),
      Self.path(Self.theirs, "gateways"): Self.gateways("2"),
      Self.path(Self.ours, "connections"): asked,
    ]
    let one = Self.imported(more)
    #expect(one.codes == ["NP0600"])
    #expect(one.yaml.contains("vgw-2: { described: false }"), "\(one.yaml)")
    #expect(one.yaml.contains("vgw-1: {}"), "\(one.yaml)")
    #expect(
      one.omissions.contains(
        "of account 444455556666 in us-east-1, in a folder `accounts/444455556666/us-east-1/`"),
      "\(one.omissions)")
    more[Self.path(Self.theirs, "connections")] = asked
    #expect(Self.imported(more).codes == [])
  }

  /// Whoever only uses a transit gateway does not see all of it: its owner does.
  @Test func `leave a transit gateway open whose owner was not asked`() {
    let answer = """
      { "TransitGateways": [ { "TransitGatewayId": "tgw-1", "OwnerId": "\(Self.ours)",
          "TransitGatewayArn": "arn:aws:ec2:us-east-1:\(Self.ours):transit-gateway/tgw-1" } ],
        "TransitGatewayAttachments": [], "TransitGatewayRouteTables": [] }
      """
    let asked = Self.imported([Self.path(Self.ours, "tgw"): answer])
    #expect(!asked.yaml.contains("described: false"), "\(asked.yaml)")
    let others = Self.imported([Self.path(Self.theirs, "tgw"): answer])
    #expect(others.yaml.contains("tgw-1: { account:"), "\(others.yaml)")
    #expect(others.codes == ["NP0600", "NP0600"])
  }

  /// Without folders the lists say whose they are, unless there is nothing in them.
  @Test(arguments: [true, false])
  func `are told apart by what they list`(isListed: Bool) {
    func connection(_ number: String) -> String {
      #"{ "VpnConnectionId": "vpn-\#(number)", "VpnGatewayId": "vgw-\#(number)", "State": "available" }"#
    }
    let texts = [
      "a.json": Self.gateways("1"), "b.json": Self.gateways("2"),
      "c.json": #"{ "VpnConnections": [ \#(connection("1")) ] }"#,
      "d.json": #"{ "VpnConnections": [ \#(isListed ? connection("2") : "") ] }"#,
    ]
    let vpcs = [Self.ours, Self.theirs].enumerated().map { index, account in
      #"{ "VpcId": "vpc-\#(index + 1)", "CidrBlock": "10.\#(index).0.0/16", "OwnerId": "\#(account)", "#
        + #""BlockPublicAccessStates": { "InternetGatewayBlockMode": "off" } }"#
    }
    let all = texts.merging(["v.json": #"{ "Vpcs": [ \#(vpcs.joined(separator: ", ")) ] }"#]) { $1 }
    let imported = Imported(all.keys.sorted(), in: .memory(all))
    #expect(imported.yaml.contains("vgw-2: { described: false }") != isListed, "\(imported.yaml)")
    #expect(imported.yaml.contains("vgw-1: {}"), "\(imported.yaml)")
  }

  /// What is only told of one account is told with its name.
  @Test func `say of whom instances and gateways are guessed`() {
    func interface(_ number: String, _ account: String) -> String {
      """
      { "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-\(number)", "VpcId": "vpc-\(number)",
          "OwnerId": "\(account)", "SubnetId": "subnet-\(number)", "PrivateIpAddress": "10.\(number).0.10",
          "Association": { "PublicIp": "52.0.0.1\(number)" }, "Attachment": { "InstanceId": "i-\(number)" } } ] }
      """
    }
    let imported = Self.imported([
      Self.path(Self.ours, "interfaces"): interface("1", Self.ours),
      Self.path(Self.theirs, "interfaces"): interface("2", Self.theirs),
      Self.path(Self.ours, "rest"): #"{ "Reservations": [], "InternetGateways": [] }"#,
    ])
    for call in ["describe-instances", "describe-internet-gateways"] {
      #expect(
        imported.omissions.contains(
          "`aws ec2 \(call)` of account 444455556666 in us-east-1 is here"),
        "\(imported.omissions)")
    }
    #expect(!imported.omissions.contains("of account 111122223333"), "\(imported.omissions)")
  }

  /// Zones of several accounts are told by their ids, those of a NAT gateway as well; a gateway that
  /// names its zone alone gets the id of the subnets there.
  @Test(arguments: [#", "AvailabilityZoneId": "use1-az4""#, ""])
  func `tell the zones of NAT gateways as those of subnets`(id: String) {
    func subnet(_ number: String, _ id: String) -> String {
      #"{ "SubnetId": "subnet-\#(number)", "VpcId": "vpc-\#(number)", "CidrBlock": "10.\#(number).1.0/24", "#
        + #""AvailabilityZone": "us-east-1a", "AvailabilityZoneId": "\#(id)" }"#
    }
    let gateway =
      #"{ "NatGateways": [ { "NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available", "#
      + #""AvailabilityMode": "regional", "AutoProvisionZones": "disabled", "NatGatewayAddresses": "#
      + #"[ { "PublicIp": "52.0.0.9", "AvailabilityZone": "us-east-1a"\#(id) } ] } ] }"#
    let imported = Self.imported([
      Self.path(Self.ours, "subnets"): #"{ "Subnets": [ \#(subnet("1", "use1-az4")) ] }"#,
      Self.path(Self.theirs, "subnets"): #"{ "Subnets": [ \#(subnet("2", "use1-az6")) ] }"#,
      Self.path(Self.ours, "gateways"): gateway,
    ])
    #expect(imported.yaml.contains("zone: use1-az4"), "\(imported.yaml)")
    #expect(imported.yaml.contains("public-ips: { use1-az4: 52.0.0.9 }"), "\(imported.yaml)")
  }

  /// A call that asks about one thing says nothing of another.
  @Test(arguments: ["listener", "rule"])
  func `leave a load balancer open of which nobody asked`(missing: String) {
    func balancer(_ name: String) -> String {
      #"{ "LoadBalancerArn": "arn:lb/app/\#(name)/0a", "LoadBalancerName": "\#(name)", "VpcId": "vpc-1", "#
        + #""Type": "application", "Scheme": "internal", "AvailabilityZones": [ { "SubnetId": "subnet-1" } ] }"#
    }
    func interface(_ name: String, _ host: String) -> String {
      #"{ "NetworkInterfaceId": "eni-\#(name)", "VpcId": "vpc-1", "SubnetId": "subnet-1", "#
        + #""PrivateIpAddress": "10.0.1.\#(host)", "Description": "ELB app/\#(name)/0a" }"#
    }
    func listener(_ name: String) -> String {
      #"{ "LoadBalancerArn": "arn:lb/app/\#(name)/0a", "ListenerArn": "arn:listener/app/\#(name)/0a/1", "#
        + #""Port": 80, "Protocol": "HTTP" }"#
    }
    func rule(_ name: String) -> String {
      #"{ "RuleArn": "arn:listener-rule/app/\#(name)/0a/1/0b", "IsDefault": true, "Actions": [] }"#
    }
    let text = """
      { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
        "Subnets": [ { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24" } ],
        "LoadBalancers": [ \(balancer("one")), \(balancer("two")) ],
        "NetworkInterfaces": [ \(interface("one", "4")), \(interface("two", "5")) ],
        "Listeners": [ \(listener("one")) \(missing == "listener" ? "" : ", " + listener("two")) ],
        "Rules": [ \(rule("one")) ] }
      """
    let imported = Imported(text: text, name: "net.json")
    #expect(imported.omissions.contains("the files have no \(missing)s of `two`"))
    #expect(!imported.omissions.contains("of `one`"), "\(imported.omissions)")
  }
}
