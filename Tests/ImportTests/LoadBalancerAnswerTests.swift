import NetproofEngine
import NetproofTestSupport
import Testing

/// What several calls tell of a load balancer: without the answer of any of them it is not known what
/// comes of a packet to it.
@Suite struct `Answers about load balancers` {
  private static let arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333"

  /// A client, and a target in another zone than the load balancer's only node.
  private static let network = """
    { "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" } ],
      "Subnets": [
        { "SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1a" },
        { "SubnetId": "subnet-2", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24", "AvailabilityZone": "us-east-1b" } ],
      "RouteTables": [ { "RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [],
        "Associations": [ { "Main": true } ] } ],
      "NetworkAcls": [ { "NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
        { "Egress": true, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0" },
        { "Egress": false, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0" } ] } ],
      "SecurityGroups": [
        { "GroupId": "sg-1", "GroupName": "open", "VpcId": "vpc-1", "IpPermissions": \(all), "IpPermissionsEgress": \(all) },
        { "GroupId": "sg-2", "GroupName": "nodes", "VpcId": "vpc-1", "IpPermissionsEgress": \(all), "IpPermissions": [
          { "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [
            { "CidrIp": "10.0.1.50/32" }, { "CidrIp": "10.0.2.50/32" } ] } ] } ],
      "Reservations": [ { "Instances": [ \(instance("client")), \(instance("target")) ] } ],
      "NetworkInterfaces": [
        { "NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.10",
          "Groups": [ { "GroupId": "sg-1" } ], "Attachment": { "InstanceId": "client" } },
        { "NetworkInterfaceId": "eni-2", "VpcId": "vpc-1", "SubnetId": "subnet-2", "PrivateIpAddress": "10.0.2.10",
          "Groups": [ { "GroupId": "sg-2" } ], "Attachment": { "InstanceId": "target" } },
        { "NetworkInterfaceId": "eni-3", "VpcId": "vpc-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.50",
          "Groups": [ { "GroupId": "sg-1" } ], "Description": "ELB TYPE/front/1" },
        { "NetworkInterfaceId": "eni-4", "VpcId": "vpc-1", "SubnetId": "subnet-2", "PrivateIpAddress": "10.0.2.50",
          "Groups": [ { "GroupId": "sg-1" } ], "Description": "ELB TYPE/front/1" } ] }
    """
  private static let all = #"[ { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] } ]"#

  private static func instance(_ name: String) -> String {
    #"{ "InstanceId": "\#(name)", "VpcId": "vpc-1", "State": { "Name": "running" } }"#
  }

  private static let balancer = """
    { "LoadBalancers": [ { "LoadBalancerArn": "\(arn):loadbalancer/TYPE/front/1", "LoadBalancerName": "front",
        "Type": "KIND", "VpcId": "vpc-1", "State": { "Code": "active" }, "SecurityGroups": GROUPS,
        "AvailabilityZones": [ { "SubnetId": "subnet-1" }, { "SubnetId": "subnet-2" } ] } ] }
    """
  private static let groups = """
    { "TargetGroups": [ { \(group), "TargetGroupName": "targets", "Protocol": "PROTOCOL", "Port": 80,
        "VpcId": "vpc-1", "TargetType": "instance" } ] }
    """
  private static let group = #""TargetGroupArn": "\#(arn):targetgroup/targets/1""#

  private static func attributes(_ owner: String, _ pairs: [String: String]) -> String {
    let all = pairs.sorted { $0.key < $1.key }.map { key, value in
      #"{ "Key": "\#(key)", "Value": "\#(value)" }"#
    }
    return "{ \(owner), \"Attributes\": [ \(all.joined(separator: ", ")) ] }"
  }

  /// The answers of all calls, by their names.
  private static func answers(ofApplication: Bool) -> [String: String] {
    let owner = #""LoadBalancerArn": "\#(arn):loadbalancer/TYPE/front/1""#
    let listener = "\(arn):listener/TYPE/front/1/2"
    let first = ofApplication ? #""Type": "fixed-response""# : #""Type": "forward", \#(group)"#
    let answers = [
      "network": network, "describe-load-balancers": balancer, "describe-target-groups": groups,
      "describe-listeners": """
      { \(owner), "Listeners": [ { "ListenerArn": "\(listener)", \(owner), "Port": 80, "Protocol": "PROTOCOL",
          "DefaultActions": [ { \(first) } ] } ] }
      """,
      "describe-rules": """
      { "Rules": [ { "RuleArn": "\(listener.replacing(":listener/", with: ":listener-rule/"))/3",
          "Actions": [ { "Type": "forward", "ForwardConfig": {
            "TargetGroups": [ { \(group) } ] } } ] } ] }
      """,
      "describe-target-health": """
      { \(group), "TargetHealthDescriptions": [
          { "Target": { "Id": "target", "Port": 80 }, "TargetHealth": { "State": "healthy" } } ] }
      """,
      "describe-load-balancer-attributes": attributes(
        owner, ["load_balancing.cross_zone.enabled": "true"]),
      "describe-target-group-attributes": attributes(
        group, ["preserve_client_ip.enabled": "false"]),
    ]
    let words = [
      ("TYPE", ofApplication ? "app" : "net"), ("KIND", ofApplication ? "application" : "network"),
      ("PROTOCOL", ofApplication ? "HTTP" : "TCP"), ("GROUPS", ofApplication ? #"["sg-1"]"# : "[]"),
    ]
    return Dictionary(
      uniqueKeysWithValues: answers.map { name, text in
        let written = words.reduce(text) { $0.replacing($1.0, with: $1.1) }
        return ("\(name).json", written)
      })
  }

  private static func imported(_ answers: [String: String]) -> Imported {
    Imported(answers.keys.sorted(), in: .memory(answers))
  }

  @Test(arguments: [true, false])
  func `together tell what reaches a target`(ofApplication: Bool) throws {
    let answers = Self.answers(ofApplication: ofApplication)
    #expect(Self.imported(answers).codes == [])
    #expect(try verdict("client", "front", "tcp/80", in: answers) == .reachable)
  }

  @Test(
    arguments: [
      ("describe-listeners", false), ("describe-rules", true), ("describe-target-health", false),
      ("describe-load-balancer-attributes", false), ("describe-target-group-attributes", false),
      ("describe-target-group-attributes", true),
    ])
  func `leave open what one of them does not tell`(missing: String, ofApplication: Bool) throws {
    var answers = Self.answers(ofApplication: ofApplication)
    answers["\(missing).json"] = nil
    let imported = Self.imported(answers)
    #expect(imported.codes == ["NP0600"], "\(imported.omissions)")
    #expect(imported.omissions.contains(missing), "\(imported.omissions)")
    #expect(try verdict("client", "front", "tcp/80", in: answers) == .undetermined)
  }

  /// Rules of network load balancers say nothing that their listeners do not, and nodes of application
  /// load balancers use all zones.
  @Test(
    arguments: [("describe-rules", false), ("describe-load-balancer-attributes", true)])
  func `are not missed where they tell nothing`(missing: String, ofApplication: Bool) {
    var answers = Self.answers(ofApplication: ofApplication)
    answers["\(missing).json"] = nil
    #expect(Self.imported(answers).codes == [])
  }

  /// A state of Terraform may say otherwise, which its provider ignores.
  @Test func `never say that an application load balancer keeps to zones`() throws {
    var answers = Self.answers(ofApplication: true)
    let attributes = try #require(answers["describe-load-balancer-attributes.json"])
    answers["describe-load-balancer-attributes.json"] = attributes.replacing(
      #""true""#, with: #""false""#)
    let imported = Self.imported(answers)
    #expect(imported.codes == [])
    #expect(!imported.yaml.contains("cross-zone"), "\(imported.yaml)")
    #expect(try verdict("client", "front", "tcp/80", in: answers) == .reachable)
  }

  @Test func `name target groups that no answer has`() throws {
    var answers = Self.answers(ofApplication: true)
    answers["describe-target-groups.json"] = #"{ "TargetGroups": [] }"#
    #expect(Self.imported(answers).codes == ["NP0601"])
    #expect(try verdict("client", "front", "tcp/80", in: answers) == .undetermined)
  }

  /// A page of VPC Lattice's or of load balancers says by other keys that there is more.
  @Test(arguments: ["NextToken", "NextMarker", "nextToken"])
  func `that go on are told`(key: String) throws {
    var answers = Self.answers(ofApplication: true)
    let text = try #require(answers["describe-rules.json"])
    answers["describe-rules.json"] = text.dropLast() + ", \"\(key)\": \"more\" }"
    #expect(Self.imported(answers).codes == ["NP0603"])
    #expect(try verdict("client", "front", "tcp/80", in: answers) == .undetermined)
  }

  // MARK: - Classic load balancers

  private static func classic(_ isSpread: Bool?) -> [String: String] {
    var answers: [String: String] = [
      "network.json": network.replacing("ELB TYPE/front/1", with: "ELB front"),
      "elb.json": """
      { "LoadBalancerDescriptions": [ { "LoadBalancerName": "front", "VPCId": "vpc-1", "Scheme": "internal",
          "Subnets": ["subnet-1", "subnet-2"], "SecurityGroups": ["sg-1"], "Instances": [ { "InstanceId": "target" } ],
          "ListenerDescriptions": [ { "Listener": {
            "Protocol": "TCP", "LoadBalancerPort": 80, "InstancePort": 80 } } ] } ] }
      """,
    ]
    if let isSpread {
      answers["attributes.json"] = """
        { "LoadBalancerName": "front", "LoadBalancerAttributes": {
            "CrossZoneLoadBalancing": { "Enabled": \(isSpread) } } }
        """
    }
    return answers
  }

  @Test(arguments: [true, false, nil])
  func `of the first generation tell whether nodes use all zones`(isSpread: Bool?) throws {
    let answers = Self.classic(isSpread)
    let imported = Self.imported(answers)
    #expect(imported.codes == (isSpread == nil ? ["NP0600"] : []), "\(imported.omissions)")
    #expect(imported.yaml.contains("cross-zone: true") == (isSpread == true), "\(imported.yaml)")
    #expect(imported.yaml.contains("described: false") == (isSpread == nil), "\(imported.yaml)")
  }
}
